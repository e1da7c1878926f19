"""The office's acts on a tracking workbook: accept, return, extend, refuse; each a line of the log and of Nhật ký.

An act is a pure change of rows that the line alone describes: a command that was stopped after the line was written is
finished by doing the line again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.follow.share import SAVED
from pipeline.messages import PipelineError
from pipeline.write.log import Act
from pipeline.write.office.sheets import Value
from pipeline.write.tracking.extensions import counted_extension
from pipeline.write.tracking.keep import line
from pipeline.write.tracking.model import LOG, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.opened.entry import entered
from pipeline.write.tracking.status import day, limit, load_statuses
from pipeline.write.tracking.values import shown

Rows = Callable[[TrackerRow], bool]
_WORDS = {"accept": "Xác nhận hoàn thành", "return": "Trả lại", "extend": "Gia hạn", "refuse": "Không gia hạn"}


@dataclass(frozen=True, slots=True)
class Done:
    """The tracker after acts, and their lines (an agency by its name; time and hand are the caller's)."""

    tracker: Tracker
    acts: tuple[Act, ...]


def accept(tracker: Tracker, ids: Sequence[str], agency: str, evidence: str, now: datetime) -> Done:
    """Accept what waits in the rows of ``ids`` (of ``agency``, by its name, where given).

    Raises PipelineError E508 for an id that no row has, E344 where nothing of it waits.
    """
    found = _rows_of(tracker, ids, agency, lambda row: _is(row, "waiting"))
    acts = [_act("accept", row, row.words("status"), load_statuses().names["done"], evidence) for row in found]
    return _done(tracker, acts, now)


def give_back(tracker: Tracker, ids: Sequence[str], agency: str, reason: str, now: datetime) -> Done:
    """Return what waits (or was accepted) in the rows of ``ids`` for ``reason``; raises as ``accept``."""
    found = _rows_of(tracker, ids, agency, lambda row: _is(row, "waiting") or _is(row, "done"))
    acts = [_act("return", row, row.words("status"), load_statuses().names["doing"], reason) for row in found]
    return _done(tracker, acts, now)


def extend(tracker: Tracker, id: str, agency: str, to: date, document: str, refuse: bool, now: datetime) -> Done:
    """Grant (or ``refuse``) a new limit for the rows of ``id`` by ``document``; the first limit stays.

    Raises PipelineError E508, E344 where the work is done, E345 where ``to`` is not after the limit that counts now.
    """
    found = _rows_of(tracker, [id], agency, lambda row: not _is(row, "done"))
    acts = []
    for row in found:
        last = limit(row.cells.get("due"), row.cells.get("extended"))
        if not refuse and last and to <= last:
            raise PipelineError("E345", id, day=shown(to), last=shown(last))
        before = shown(row.cells.get("asked")) if refuse else shown(row.cells.get("extended"))
        acts.append(_act("refuse" if refuse else "extend", row, before, shown(to), document))
    return _done(tracker, acts, now)


def _is(row: TrackerRow, status: str) -> bool:
    return row.words("status") == load_statuses().names[status]


def _rows_of(tracker: Tracker, ids: Sequence[str], agency: str, fits: Rows) -> list[TrackerRow]:
    """The rows that an act is for, each id's at least one."""
    found: list[TrackerRow] = []
    for id in dict.fromkeys(ids):
        of_id = [row for row in tracker.rows(TASKS) if row.words("id").casefold() == id.casefold()]
        of_id = [row for row in of_id if not agency or row.words("owner").casefold() == agency.casefold()]
        if not of_id:
            raise PipelineError("E508", f"{tracker.cite}", what=f"{id} {agency}".strip())
        fitting = [row for row in of_id if fits(row)]
        if not fitting:
            raise PipelineError("E344", id, status=of_id[0].words("status") or "trống")
        found += fitting
    return found


def _act(act: str, row: TrackerRow, before: str, after: str, reason: str) -> Act:
    words = {"before": before, "after": after, "reason": reason, "source": act}
    return Act("", act, task_id=row.words("id"), agency_id=row.words("owner"), **words)


def _done(tracker: Tracker, acts: Sequence[Act], now: datetime) -> Done:
    for act in acts:
        tracker = applied(tracker, act, now)
    return Done(tracker, tuple(acts))


def applied(tracker: Tracker, act: Act, now: datetime) -> Tracker:
    """The tracker after a line of the log; one that tells only what a person had typed, or what only a file holds,
    counts and changes nothing."""
    change = _CHANGES.get(act.act)
    identity = replace(tracker.identity, acts=tracker.identity.acts + 1)
    if change is None:
        return replace(tracker, identity=identity)
    rows, log = list(tracker.rows(TASKS)), list(tracker.rows(LOG))
    for at, row in enumerate(rows):
        if (row.words("id"), row.words("owner")) == (act.task_id, act.agency_id):
            rows[at] = replace(row, cells=change(row, act))
            source = f"{act.source}{SAVED}{now:%d/%m/%Y %H:%M:%S}"
            what = TASKS.column("status").heading if act.act in ("accept", "return") else _WORDS.get(act.act, act.act)
            after = act.after + (f" ({act.reason})" if act.act not in ("accept", "return") and act.reason else "")
            log.append(line(now.date(), row, what, act.before, after, source))
            if act.reason and act.act in ("accept", "return"):
                log.append(line(now.date(), row, _WORDS[act.act], "", act.reason, source))
    listings = {**tracker.listings, TASKS.title: tuple(rows), LOG.title: tuple(log)}
    return replace(tracker, listings=listings, identity=identity)


def _accepted(row: TrackerRow, act: Act) -> dict[str, Value]:
    cells: dict[str, Value] = {**row.cells, "status": act.after}
    return cells | ({"evidence": act.reason} if act.reason else {})


def _returned(row: TrackerRow, act: Act) -> dict[str, Value]:
    """The work goes on; how often it came back stands before the reason."""
    count = int(row.words("returned").split(" ", 1)[0]) + 1 if row.words("returned")[:1].isdecimal() else 1
    cells: dict[str, Value] = {**row.cells, "status": act.after, "returned": f"{count} lần: {act.reason}"}
    cells.pop("done_on", None)
    return cells


def _extended(row: TrackerRow, act: Act) -> dict[str, Value]:
    to, _ = entered("date", act.after)
    cells: dict[str, Value] = {**row.cells, "extended": to, "granted_by": act.reason}
    cells.pop("asked", None)
    return counted_extension(cells)


def _refused(row: TrackerRow, act: Act) -> dict[str, Value]:
    cells: dict[str, Value] = dict(row.cells)
    cells.pop("asked", None)
    return cells


def _filled(row: TrackerRow, act: Act) -> dict[str, Value]:
    """A cell that came from a file, where it still holds what it held then."""
    heading, _, after = act.after.partition(": ")
    column = next((c for c in TASKS.columns if c.heading == heading), None)
    held = act.before.partition(": ")[2]
    if column is None or _flat(row.words(column.key)) != held:
        return dict(row.cells)
    value = float(after) if column.kind == "percent" else entered(column.kind, after)[0]
    return {**row.cells, column.key: value}


_CHANGES: Mapping[str, Callable[[TrackerRow, Act], dict[str, Value]]] = {
    "accept": _accepted,
    "return": _returned,
    "extend": _extended,
    "refuse": _refused,
    "fill": _filled,
}


def finished(tracker: Tracker, log: Sequence[Act]) -> tuple[Tracker, tuple[str, ...]]:
    """The tracker with what the log announces and a stopped command did not do; a line for each act done now."""
    lines = []
    for act in log[tracker.identity.acts :]:
        tracker = applied(tracker, act, datetime.fromisoformat(act.time))
        if act.act == "add":
            lines.append(f"{act.file}: dòng đơn vị ghi thêm chưa kịp vào bảng ({act.after}); nhận lại tệp này")
        elif act.act in _CHANGES:
            lines.append(f"{act.task_id}: làm nốt việc dở của lệnh trước ({act.act}: {act.after})")
    return tracker, tuple(lines)


def typed_acts(tracker: Tracker, log: Sequence[Act]) -> tuple[Act, ...]:
    """A line for each input that a person typed since the last line about it."""
    last: dict[tuple[str, str, str], str] = {}
    for act in log:
        heading, colon, after = act.after.partition(": ")
        if colon and act.act in ("fill", "type"):
            last[act.task_id, act.agency_id, heading] = after
        for key, value in _of_act(act).items():
            last[act.task_id, act.agency_id, TASKS.column(key).heading] = value
    inputs = [c for c in TASKS.columns if c.typed and c.key not in ("product", "report_to", "doubt")]
    found = []
    for row in tracker.rows(TASKS):
        for column in inputs:
            cell = (row.words("id"), row.words("owner"), column.heading)
            now = _flat(row.words(column.key))
            if now != last.get(cell, "" if row.typed(column.key) else now):
                words = {"before": f"{column.heading}: {last.get(cell, '')}", "after": f"{column.heading}: {now}"}
                found.append(Act("", "type", task_id=cell[0], agency_id=cell[1], source="tracking.xlsx", **words))
    return tuple(found)


def _of_act(act: Act) -> dict[str, str]:
    """What cells hold after an act of the office."""
    if act.act == "accept":
        return {"status": act.after} | ({"evidence": act.reason} if act.reason else {})
    if act.act == "return":
        return {"status": act.after, "done_on": ""}
    if act.act == "extend":
        return {"extended": act.after, "granted_by": act.reason, "asked": ""}
    return {"asked": ""} if act.act == "refuse" else {}


def _flat(text: str) -> str:
    """As the log holds it: on one line."""
    return " / ".join(part.strip() for part in text.splitlines() if part.strip())


def undocumented(tracker: Tracker) -> tuple[str, ...]:
    """A line for each limit that was typed as extended without the document that grants it."""
    return tuple(
        f"{row.words('id')} ({row.words('owner')}): đã ghi «Gia hạn đến» {row.words('extended')}, chưa ghi "
        f"«{TASKS.column('granted_by').heading}»"
        for row in tracker.rows(TASKS)
        if day(row.cells.get("extended")) and not row.words("granted_by")
    )
