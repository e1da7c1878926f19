"""A person's corrections over the machine's reading: matched by owner and words, applied where they still hold.

The machine's plan stays what it is; what comes out is a second plan, not checked yet, what the person has settled, and
for each line whether it found its place. The order of lines of different rows does not matter, and applying them to a
corrected plan changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.cells import Cells, task_cells
from pipeline.contract import CORRECTABLE, CORRECTED
from pipeline.correct.file import joined
from pipeline.correct.ledger import corrected_ledger
from pipeline.correct.match import match_rows
from pipeline.correct.model import Corrected, Correction, uncorrected
from pipeline.correct.rows import (
    add_task,
    already_split,
    corrected_rules,
    merge_tasks,
    parts_of,
    place_words,
    split_task,
)
from pipeline.correct.values import NAMES, Naming, is_deadline, parties, reading, resolved, set_field, settle_deadline
from pipeline.find.agency.agencies import Agencies
from pipeline.find.registry.registry import Registry
from pipeline.identity import RowKey, plain
from pipeline.model import Notice, Plan, Task

_TWO_LIMITS = "W473"
_LATER = ("work_group",)  # given by the check, so no row holds it when corrections are applied


@dataclass(slots=True)
class _Edits:
    """The rows on their way, and what became of each line."""

    plan: Plan
    naming: Naming
    tasks: list[Task]
    applied: list[Correction] = field(default_factory=list)
    stale: list[tuple[str, Correction, str]] = field(default_factory=list)  # code, line, what stands there now
    settled: set[tuple[str, str]] = field(default_factory=set)

    def rows(self) -> Sequence[Cells]:
        """The rows as in tasks.csv."""
        return [task_cells(task) for task in self.tasks]

    def miss(self, code: str, line: Correction, now: str = "") -> None:
        """A line that is not applied."""
        self.stale.append((code, line, now))


def apply_corrections(plan: Plan, corrections: Sequence[Correction], registry: Registry | Agencies) -> Corrected:
    """The plan as a person corrected it. Lines that don't fit any more are left out and reported as W470 (the row is
    gone), W471 (another value stands there now) or W472 (added words that the plan doesn't hold). ``registry``
    reads names that the plan doesn't use itself; Agencies serve where they are made already."""
    if not corrections:
        return uncorrected(plan)
    lines = joined((), corrections)
    work = _Edits(plan, Naming(plan, registry), list(plan.tasks))
    _restructure([c for c in lines if c.field in ("split", "merge")], work)
    _add([c for c in lines if c.field == "add"], work)
    base = tuple(work.tasks)
    gone = _edit([c for c in lines if c.field not in ("split", "merge", "add")], work)
    pairs = tuple((b, None if n in gone else t) for n, (b, t) in enumerate(zip(base, work.tasks, strict=True)))
    return _finished(plan, work, pairs)


def _key(line: Correction) -> RowKey:
    return RowKey(line.id, line.owners, line.words)


def _at(line: Correction, work: _Edits) -> int | None:
    """The row that a line means, if its words are the same."""
    at = match_rows(work.rows(), {_key(line): _key(line)}).get(_key(line))
    return at if at is not None and plain(work.tasks[at].text) == plain(line.words) else None


def _restructure(lines: Sequence[Correction], work: _Edits) -> None:
    """Splits and merges; what one makes another may take up, so they are tried until none finds its row any more."""
    waiting = sorted(lines, key=lambda c: (c.field != "split", _key(c)))
    while True:
        left = [c for c in waiting if not (_split if c.field == "split" else _merge)(c, work)]
        work.applied += [c for c in waiting if c not in left]
        if len(left) in (0, len(waiting)):
            break
        waiting = left
    for line in left:
        done = already_split(work.tasks, parts_of(line)) if line.field == "split" else _inside(line, work)
        if done:
            work.applied.append(line)
        else:
            work.miss("W470" if _at(line, work) is None else "W471", line, line.words)


def _inside(line: Correction, work: _Edits) -> bool:
    """Whether a merged row's words are part of another row already."""
    words = plain(line.words)
    return any(words in plain(t.text) and words != plain(t.text) for t in work.tasks)


def _split(line: Correction, work: _Edits) -> bool:
    at = _at(line, work)
    made = split_task(work.tasks[at], parts_of(line), work.plan.document) if at is not None else None
    if at is not None and made:
        work.tasks[at : at + 1] = made
    return bool(made)


def _merge(line: Correction, work: _Edits) -> bool:
    at = _at(line, work)
    other = work.tasks[at] if at is not None else None
    into = _target(line, [t for t in work.tasks if t is not other])
    if other is None or into is None:
        return False
    merged = merge_tasks(into, other)
    work.tasks = [merged if t is into else t for t in work.tasks if t is not other]
    return True


def _target(line: Correction, tasks: Sequence[Task]) -> Task | None:
    """The row that takes another in: the words that the line names, of the same owners if possible; perhaps grown by an
    earlier merge."""
    words = plain(line.new)
    same = [t for t in tasks if plain(t.text) == words] or [t for t in tasks if words and words in plain(t.text)]
    owners = plain(line.owners)
    return min(same, key=lambda t: plain("; ".join(p.agency.name for p in t.owners)) != owners, default=None)


def _add(lines: Sequence[Correction], work: _Edits) -> None:
    found = match_rows(work.rows(), {_key(c): _key(c) for c in lines})
    document = work.plan.document
    machine = tuple(work.tasks)
    for line in lines:
        at = found.get(_key(line))
        if at is not None and plain(work.tasks[at].text) == plain(line.words):
            work.applied.append(line)
            continue
        span = place_words(document, line.words, line.id)
        if span is None:
            work.miss("W472", line)
            continue
        owners = parties(line.owners, (), span, work.naming)
        work.tasks.append(add_task(machine, line, span, owners, document.blocks[span.block].place))
        work.applied.append(line)
    if len(work.tasks) > len(machine):
        work.tasks = _in_order(machine, work.tasks[len(machine) :])


def _in_order(machine: Sequence[Task], added: Sequence[Task]) -> list[Task]:
    """Added rows after the last row that begins before them; the machine's own order stays."""
    tasks = list(machine)
    for task in sorted(added, key=lambda t: (t.spans, t.id)):
        before = [n for n, t in enumerate(tasks) if t.spans and t.spans[0] <= task.spans[0]]
        tasks.insert(before[-1] + 1 if before else 0, task)
    return tasks


def _edit(lines: Sequence[Correction], work: _Edits) -> set[int]:
    """Set fields, doubts answered; gives the indices of deleted rows."""
    by_row: dict[RowKey, list[Correction]] = {}
    for line in lines:
        by_row.setdefault(_key(line), []).append(line)
    rows = work.rows()
    found = match_rows(rows, {key: _after(key, of, work.naming) for key, of in by_row.items()})
    gone: set[int] = set()
    for key, of in sorted(by_row.items()):
        at = found.get(key)
        if any(c.field == "delete" for c in of):
            gone |= _deleted(key, at, rows, of, work)
        elif at is None:
            for line in of:
                work.miss("W470", line)
        else:
            work.tasks[at] = _edited(work.tasks[at], rows[at], of, work)
    return gone


def _deleted(key: RowKey, at: int | None, rows: Sequence[Cells], lines: list[Correction], work: _Edits) -> set[int]:
    """The row to leave out: one whose words changed since is reported; one that is not there is left out already."""
    words = (plain(key.words), plain(_after(key, lines, work.naming).words))
    if at is not None and plain(rows[at]["text"]) in words:
        work.applied += lines
        return {at}
    if at is not None and rows[at]["id"] == key.id:
        work.miss("W471", next(c for c in lines if c.field == "delete"), rows[at]["text"])
    else:
        work.applied += lines
    return set()


def _after(key: RowKey, lines: Iterable[Correction], naming: Naming) -> RowKey:
    """The row's owners and words as its corrections leave them."""
    new = {c.field: c.new for c in lines}
    return RowKey(key.id, naming.official(new["owners"]) if "owners" in new else key.owners, new.get("text", key.words))


def _edited(task: Task, row: Cells, lines: Sequence[Correction], work: _Edits) -> Task:
    values = {c.field: c for c in lines if c.field in CORRECTABLE}
    dated = [c for c in values.values() if is_deadline(c.field)]
    broken = any(_stands(row, c, work.naming) is None for c in dated)
    given: list[str] = []
    changed: list[str] = []
    for name in (f for f in CORRECTABLE if f in values):
        line, stands = values[name], _stands(row, values[name], work.naming)
        if stands is None or (broken and is_deadline(name)):
            work.miss("W471", line, row[name])
            continue
        work.applied.append(line)
        given.append(name)
        if stands == "old":
            changed.append(name)
            task = set_field(task, name, line.new, work.naming)
    if set(changed) & {"start", "end"}:
        task = settle_deadline(task, given)
    fine = _answered(task, row, [c for c in lines if c.field == "flag"], work)
    work.settled |= {(task.id, what) for what in (*fine, *(f for f in given if f in _LATER))}
    answered = fine | resolved(given)
    rules = corrected_rules(task) if changed else task.rules
    return replace(task, flags=tuple(f for f in task.flags if f not in answered), rules=rules)


def _answered(task: Task, row: Cells, lines: Sequence[Correction], work: _Edits) -> set[str]:
    """Codes of the doubts that a person found to be none. A line that tells what they saw (``new``: role, partners,
    limit) counts as long as the row is read so, with these owners and words."""
    now = task_cells(task)
    fine = set[str]()
    for line in lines:
        same = any(plain(one["text"]) == plain(line.words) for one in (row, now))
        same = same and any(plain(one["owners"]) == plain(line.owners) for one in (row, now))
        if not line.new or (same and line.new in (reading(row), reading(now))):
            work.applied.append(line)
            fine.add(line.old)
        else:
            work.miss("W471", line, reading(row))
    return fine


def _stands(row: Cells, line: Correction, naming: Naming) -> str | None:
    """Whether the row holds the line's "new" value or its "old" one; None where it holds neither."""
    if line.field in _LATER:
        return "old"
    now = plain(row[line.field])
    if line.field in NAMES and now == plain(naming.official(line.new)):
        return "new"
    return "new" if now == plain(line.new) else "old" if now == plain(line.old) else None


def _finished(machine: Plan, work: _Edits, pairs: Sequence[tuple[Task, Task | None]]) -> Corrected:
    """The corrected plan, not checked yet: its agencies follow from its rows."""
    tasks = tuple(task for _, task in pairs if task is not None)
    agencies = dict(machine.agencies)
    for party in (p for t in tasks for p in (*t.owners, *t.partners, *t.monitors)):
        if party.agency.id not in agencies:
            for agency in work.naming.around(party.agency):
                agencies.setdefault(agency.id, agency)
    plan = replace(machine, tasks=tasks, agencies=agencies, ledger=corrected_ledger(machine, tasks))
    stale = sorted({repr(n): n for n in (_stale(*entry) for entry in work.stale)}.items())
    doubts = (*_two_limits(tasks), *(notice for _, notice in stale))
    lines = tuple(line for _, line, _ in work.stale)
    return Corrected(plan, machine, pairs, tuple(work.applied), lines, frozenset(work.settled), doubts)


def _two_limits(tasks: Iterable[Task]) -> Iterator[Notice]:
    """Rows with a new deadline whose words still tell the old one."""
    for task in tasks:
        words = next((str(m.value) for m in task.mentions if m.label == "deadline"), "")
        if CORRECTED in task.rules and words and not task.deadline_text and words in task.action:
            span = task.spans[0] if task.spans else None
            yield Notice(_TWO_LIMITS, span, task.text, task.place, task.id, {"row": task.id, "words": words})


def _stale(code: str, line: Correction, now: str) -> Notice:
    facts: Mapping[str, str] = {"field": line.field, "old": line.old or "trống", "now": now or "trống", "row": line.id}
    return Notice(code, None, line.words, "", "", facts)
