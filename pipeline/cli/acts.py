"""The acts of an office on a plan's tracking workbook: merge, accept, return, extend.

Each holds the lock on the plan's folder, first finishes what the log announces, writes its own lines through to the
disk, then the workbook.
"""

from __future__ import annotations

import csv
import getpass
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

from pipeline.cells import guarded
from pipeline.cli.desk import one_folder
from pipeline.contract import MERGE_COLUMNS, MERGE_REPORT, PLAN_JSON, TABLES_FOLDER, TRACKING
from pipeline.follow.acts import Done, accept, extend, finished, give_back, typed_acts, undocumented
from pipeline.follow.checks import Finding
from pipeline.messages import PipelineError
from pipeline.write.lock import locked
from pipeline.write.log import Act, append_log, read_log
from pipeline.write.store import digest, store_beside
from pipeline.write.tracking.extensions import with_extensions
from pipeline.write.tracking.model import Tracker
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import Reading, read_tracker


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and when: ``today`` as the command line has it, ``moment`` once a command, ``by`` a name."""

    today: date
    moment: datetime
    by: str


def hand_of(today: date, by: str | None) -> Actor:
    """The hand of a command: ``--by``, else the login name."""
    clock = datetime.now().time().replace(microsecond=0)
    return Actor(today, datetime.combine(today, clock or time()), by or _login())


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@dataclass(slots=True)
class _Case:
    """A plan's workbook under the lock: as read, with what earlier commands announced, and the lines of the log."""

    folder: Path
    hand: Actor
    reading: Reading
    tracker: Tracker
    log: tuple[Act, ...]
    lines: list[str]
    agencies: Mapping[str, str]

    @property
    def where(self) -> str:
        """The workbook's path, for messages."""
        return str(self.folder / TRACKING)


def _opened(folder: Path, hand: Actor) -> _Case:
    """Read the workbook and the log; finish what a stopped command left; note what people typed."""
    path = folder / TRACKING
    reading, agencies = read_tracker(path.read_bytes(), str(path)), _agency_ids(folder)
    names = {id: name for name, id in agencies.items()}
    log = tuple(replace(act, agency_id=names.get(act.agency_id, act.agency_id)) for act in read_log(folder))
    tracker, lines = finished(reading.tracker, log)
    said = [*reading.remarks, *reading.uncounted, *lines]
    return _Case(folder, hand, reading, with_extensions(tracker), log, said, agencies)


def _agency_ids(folder: Path) -> dict[str, str]:
    """Ids by name, from the run's agencies.csv; none where it can't be read (a log then bears names)."""
    try:
        text = (folder / TABLES_FOLDER / "agencies.csv").read_text(encoding="utf-8-sig")
    except OSError:
        return {}
    return {row.get("agency", ""): row.get("agency_id", "") for row in csv.DictReader(StringIO(text))}


def _signed(case: _Case, acts: Sequence[Act]) -> list[Act]:
    """The lines with time, hand and the agencies' ids."""
    moment = case.hand.moment.isoformat()
    return [
        replace(a, time=moment, by=case.hand.by, agency_id=case.agencies.get(a.agency_id, a.agency_id)) for a in acts
    ]


def _close(case: _Case, acts: Sequence[Act], content: bytes, files: Mapping[str, bytes] | None = None) -> None:
    """The lines first, then the files; nothing where nothing changed."""
    append_log(case.folder, _signed(case, acts))
    stamp = case.hand.moment.strftime("%Y-%m-%d-%H%M%S")
    store_beside(case.folder, {TRACKING: content, **(files or {})}, stamp)


def _with_typed(case: _Case) -> tuple[Act, ...]:
    """What people typed since the last line, as lines; the workbook has them already."""
    typed = typed_acts(case.tracker, case.log)
    identity = replace(case.tracker.identity, acts=max(len(case.log), case.tracker.identity.acts) + len(typed))
    case.tracker = replace(case.tracker, identity=identity)
    return typed


def merge_command(files: Sequence[Path], folder: Path | None, output: Path, hand: Actor, prefer: str = "") -> int:
    """Bring the agencies' filled files into the plan's tracking workbook; 1 where a choice is needed first."""
    from pipeline.follow.merge import merge

    for file in files:
        if not file.is_file():
            raise PipelineError("E101", str(file))
    plan = one_folder(folder, output)
    with locked(plan, f"merge, {hand.by}, {hand.moment:%d/%m/%Y %H:%M}"):
        case = _opened(plan, hand)
        typed, given = _with_typed(case), [(file.name, file.read_bytes()) for file in files]
        received = {act.source.removeprefix("sha256:"): act for act in case.log if act.act == "receive"}
        again = [name for name, content in given if digest(content) in received]
        fresh = [(name, content) for name, content in given if digest(content) not in received]
        home = replace(case.reading, tracker=case.tracker)
        merged = merge(home, fresh, hand.today, case.where, _plan_date(plan), prefer)
        if merged.choices:
            print("Các tệp ghi khác nhau, chưa nhận gì:")
            print("\n".join(f"  {choice.line()}" for choice in merged.choices))
            print("".join(f"  Theo tệp này: --prefer {name}\n" for name, _ in fresh), end="")
            return 1
        acts = (*typed, *merged.acts)
        if acts or merged.findings or case.lines:
            _close(case, acts, merged.content, {MERGE_REPORT: _report(merged.findings)})
    counts = f"nhận {merged.taken} thay đổi, {merged.disputed} chỗ hai bên khác nhau, thêm {merged.added} dòng."
    print(f"{case.where}: {counts}")
    said = [*(f"{name}: đã nhận trước đây, không nhận lại" for name in again), *case.lines, *merged.lines]
    print("\n".join(f"  {line}" for line in (*said, *undocumented(case.tracker))))
    return 0


def _plan_date(folder: Path) -> date | None:
    """The plan's own date; None where the run does not say."""
    try:
        return date.fromisoformat(json.loads((folder / PLAN_JSON).read_bytes())["date"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _report(findings: Sequence[Finding]) -> bytes:
    """merge-report.csv: a row a finding."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(MERGE_COLUMNS)
    for found in findings:
        keys = ("file", "address", "task_id", "owner", "column", "ours", "theirs", "why")
        writer.writerow([guarded(getattr(found, key)) for key in keys])
    return lines.getvalue().encode("utf-8-sig")


Doing = Callable[[Tracker, str], Done]


def accept_command(folder: Path, ids: Sequence[str], agency: str, evidence: str, hand: Actor) -> int:
    """What waits for acceptance in these rows is done."""
    return _act(folder, "accept", agency, hand, lambda t, name: accept(t, ids, name, evidence, hand.moment))


def return_command(folder: Path, ids: Sequence[str], agency: str, reason: str, hand: Actor) -> int:
    """What waits in these rows goes back to its agency, for ``reason``."""
    return _act(folder, "return", agency, hand, lambda t, name: give_back(t, ids, name, reason, hand.moment))


def extend_command(folder: Path, id: str, agency: str, to: date, document: str, refuse: bool, hand: Actor) -> int:
    """A new limit for a task, granted or refused by ``document``."""
    return _act(folder, "extend", agency, hand, lambda t, name: extend(t, id, name, to, document, refuse, hand.moment))


def carry_over_command(old: Path, new: Path, hand: Actor) -> int:
    """The unfinished tasks of ``old`` (a plan's folder) as rows of the workbook of ``new``, with their origin."""
    from pipeline.follow.carry import carry_over

    before, plan = one_folder(old, old.parent), one_folder(new, new.parent)
    with locked(plan, f"carry-over, {hand.by}, {hand.moment:%d/%m/%Y %H:%M}"):
        case, path = _opened(plan, hand), before / TRACKING
        typed = _with_typed(case)
        held = read_tracker(path.read_bytes(), str(path)).tracker
        tracker, acts = carry_over(held, case.tracker, before.resolve().name, hand.today)
        if acts:
            _close(case, (*typed, *acts), tracker_bytes(tracker, hand.today, shares=case.reading.shares))
    print(f"{case.where}: nhận {len(acts)} dòng chưa xong của {before}.")
    print("".join(f"  {line}\n" for line in case.lines), end="")
    return 0


def _act(folder: Path, name: str, agency: str, hand: Actor, do: Doing) -> int:
    """One act of the office on the workbook of ``folder``; ``agency`` by its name or id, "" for all."""
    plan = one_folder(folder, folder.parent)
    with locked(plan, f"{name}, {hand.by}, {hand.moment:%d/%m/%Y %H:%M}"):
        case = _opened(plan, hand)
        typed = _with_typed(case)
        names = {id: held for held, id in case.agencies.items()}
        done = do(case.tracker, names.get(agency, agency))
        content = tracker_bytes(done.tracker, hand.today, shares=case.reading.shares)
        _close(case, (*typed, *done.acts), content)
    for act in done.acts:
        print(f"{act.task_id} ({act.agency_id}): {act.before or 'trống'} → {act.after}")
    print("".join(f"  {line}\n" for line in (*case.lines, *undocumented(done.tracker))), end="")
    return 0
