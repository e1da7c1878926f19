"""Two versions of a plan: tasks added, removed, moved, reworded, given to others, with another deadline."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.cells import Cells, join, task_cells
from pipeline.identity import Pairing, RowKey, plain
from pipeline.model import Plan, Task
from pipeline.write.tables.tables import csv_bytes

# Kinds of change, and what an officer reads; the order is that of the page.
KINDS = {
    "added": "thêm",
    "removed": "bỏ",
    "owners": "đổi cơ quan",
    "role": "đổi vai trò",
    "partners": "đổi đơn vị phối hợp",
    "deadline": "đổi thời hạn",
    "reworded": "sửa chữ",
    "moved": "chuyển chỗ",
    "unchanged": "giữ nguyên",
}
_COMPARED = ("owners", "owner_role", "partners", "mode", "start", "end", "deadline_text", "text", "place")
COLUMNS = ("change", "id_old", "id_new", *(f"{column}_{version}" for column in _COMPARED for version in ("old", "new")))


@dataclass(frozen=True, slots=True)
class Change:
    """A task in both versions, or in one; ``kinds`` are keys of KINDS ("unchanged" alone, or what changed)."""

    kinds: tuple[str, ...]
    old: Task | None
    new: Task | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All tasks of both versions in the order of the new one, a removed task after the one that it followed."""

    old: Plan
    new: Plan
    changes: Sequence[Change]

    def counts(self) -> dict[str, int]:
        """How many tasks changed in each way; a task that changed in two ways counts in both."""
        count = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: count[kind] for kind in KINDS}


def compare(old: Plan, new: Plan) -> Comparison:
    """What the new version changes in the tasks of the old one. A task that stays keeps its id (that of the old
    version); tasks are matched by owner and words first, the id is a hint."""
    before, after = [task_cells(t) for t in old.tasks], [task_cells(t) for t in new.tasks]
    pairing = _paired([_key(row) for row in before], [_key(row) for row in after])
    pairs = sorted(pairing.pairs.items())
    moved = _moved(pairs, before, after)
    both = [Change(_kinds(before[o], after[n], n in moved), old.tasks[o], new.tasks[n]) for n, o in pairs]
    added = [Change(("added",), None, t) for n, t in enumerate(new.tasks) if n not in pairing.pairs]
    removed = [Change(("removed",), t, None) for n, t in enumerate(old.tasks) if n not in pairing.taken]
    return Comparison(old, new, _ordered([*both, *added], removed, old, new))


def _key(row: Cells) -> RowKey:
    return RowKey(row["id"], plain(row["owners"]), plain(row["text"]))


def _paired(old: Sequence[RowKey], new: Sequence[RowKey]) -> Pairing:
    """The same owner and words, the same words, and what is alike."""
    pairing = Pairing(new, old)
    pairing.by(new, old)
    pairing.by([row[1:] for row in new], [row[1:] for row in old])
    pairing.by([row.words for row in new], [row.words for row in old])
    pairing.alike()
    return pairing


def _moved(pairs: Sequence[tuple[int, int]], before: Sequence[Cells], after: Sequence[Cells]) -> set[int]:
    """New rows that stand elsewhere: not in the order of the others, or below another heading while theirs still
    exists. A number that only shifted, because something came or went before it, is no move."""
    headings = {plain(row["heading"]) for row in after}
    elsewhere = {
        n
        for n, o in pairs
        if plain(before[o]["heading"]) != plain(after[n]["heading"])
        and plain(before[o]["owners"]) == plain(after[n]["owners"])
        and plain(before[o]["heading"]) in headings
    }
    steady = _increasing([o for _, o in pairs])
    return elsewhere | {n for n, o in pairs if o not in steady}


def _increasing(numbers: Sequence[int]) -> set[int]:
    """The longest subsequence that increases (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    chain: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        chain.add(last)
        last = before[last]
    return chain


def _kinds(before: Cells, after: Cells, moved: bool) -> tuple[str, ...]:
    compared = {
        "owners": ("owners",),
        "role": ("owner_role", "mode"),
        "partners": ("partners",),
        "deadline": ("start", "end", "kind", "recurrence", "inclusive"),
        "reworded": ("text",),
    }
    found = [kind for kind, columns in compared.items() if any(_differ(before[c], after[c]) for c in columns)]
    return (*found, "moved") if moved else tuple(found) or ("unchanged",)


def _differ(one: str, other: str) -> bool:
    return plain(one) != plain(other)


def _ordered(kept: Iterable[Change], removed: Iterable[Change], old: Plan, new: Plan) -> tuple[Change, ...]:
    """The order of the new version; what was removed follows the nearest task before it that is still there."""
    place = {id(task): n for n, task in enumerate(new.tasks)}
    found = {id(c.old): place[id(c.new)] for c in kept if c.old is not None and c.new is not None}
    after: dict[int, int] = {}
    last = -1
    for task in old.tasks:
        last = found.get(id(task), last)
        after[id(task)] = last
    ranked = [(place[id(c.new)], 0, n, c) for n, c in enumerate(kept)]
    ranked += [(after[id(c.old)], 1, n, c) for n, c in enumerate(removed)]
    return tuple(c for *_, c in sorted(ranked, key=lambda entry: entry[:3]))


def comparison_rows(comparison: Comparison) -> Sequence[Cells]:
    """A row a task, columns COLUMNS; the cells of a version without the task are empty."""
    rows = []
    olds = {id(t): r for t, r in zip(comparison.old.tasks, map(task_cells, comparison.old.tasks), strict=True)}
    news = {id(t): r for t, r in zip(comparison.new.tasks, map(task_cells, comparison.new.tasks), strict=True)}
    for change in comparison.changes:
        sides = {"old": olds.get(id(change.old), {}), "new": news.get(id(change.new), {})}
        cells = {c: sides[c.rpartition("_")[2]].get(c.rpartition("_")[0], "") for c in COLUMNS[1:]}
        rows.append({"change": join(KINDS[kind] for kind in change.kinds), **cells})
    return rows


def comparison_csv(comparison: Comparison) -> bytes:
    """The comparison as a table, CSV as the other tables are."""
    return csv_bytes(COLUMNS, comparison_rows(comparison))
