"""One returned file against the office's rows: what is taken, what is listed, and the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.follow.checks import Bounds, Finding, checked, disarmed, finding
from pipeline.follow.extras import carried_sheets, stray_cells
from pipeline.follow.share import SAVED
from pipeline.write.log import Act
from pipeline.write.office.sheets import Formula, Value
from pipeline.write.tracking.keep import dated, line
from pipeline.write.tracking.match import match_exactly
from pipeline.write.tracking.model import (
    DISPUTES,
    DROPPED,
    LOG,
    STRAYS,
    TASKS,
    Comment,
    Extra,
    Tracker,
    TrackerRow,
    based,
)
from pipeline.write.tracking.read import Reading
from pipeline.write.tracking.status import load_statuses
from pipeline.write.tracking.values import canonical, digest, shown

_DIFFER = "hai bên ghi khác nhau"
_OLDER = "tệp cũ hơn lần nhận trước, không nhận"
_GONE = "nhiệm vụ không còn trong bảng"
_CELLS = tuple(column for column in TASKS.columns if not column.formula and column.key not in ("mark", "no"))


@dataclass(slots=True)
class Intake:
    """The workbook while files are brought in."""

    bounds: Bounds
    rows: list[TrackerRow]
    dropped: list[TrackerRow]
    log: list[TrackerRow]
    disputes: list[TrackerRow]
    strays: list[TrackerRow]
    sheets: list[Extra]
    findings: list[Finding] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    earlier: dict[tuple[str, str, str], list[TrackerRow]] = field(default_factory=dict)
    taken: int = 0
    disputed: int = 0
    added: int = 0
    name: str = ""
    source: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    saved: datetime = field(default=datetime.min)


def laid_out(tracker: Tracker, bounds: Bounds) -> Intake:
    """The workbook laid out."""
    desk = Intake(
        bounds=bounds,
        rows=list(tracker.rows(TASKS)),
        dropped=list(tracker.rows(DROPPED)),
        log=list(tracker.rows(LOG)),
        disputes=list(tracker.rows(DISPUTES)),
        strays=[dated(row, bounds.today) for row in tracker.rows(STRAYS)],
        sheets=list(tracker.extra_sheets),
    )
    for entry in desk.log:
        if SAVED in entry.words("source"):
            desk.earlier.setdefault(_cell_of(entry), []).append(entry)
    return desk


def _cell_of(entry: TrackerRow) -> tuple[str, str, str]:
    """The cell that a line of Nhật ký tells of: task, owner, heading."""
    return entry.words("task_id"), entry.words("owner"), entry.words("what")


def bring(
    desk: Intake, name: str, file: Reading, theirs: Sequence[TrackerRow], seal: tuple[str, datetime]
) -> Iterator[str]:
    """One file: its rows, its own rows, and what was typed elsewhere in it; ``seal`` is its SHA-256 and when it was
    saved."""
    before = (desk.taken, desk.disputed, desk.added, len(desk.findings))
    desk.name, desk.saved, desk.letters = name, seal[1], file.letters
    desk.source = f"{name}{SAVED}{desk.saved:%d/%m/%Y %H:%M:%S}"
    found = {at: index for index, at in match_exactly(desk.rows, theirs).items()}
    gone = {at: index for index, at in match_exactly(desk.dropped, theirs).items() if at not in found}
    agency = next((row.words("owner") for row in theirs if row.words("owner")), "")
    known = {_content(old) for old in desk.rows if not old.base}
    for at, row in enumerate(theirs):
        if at in found:
            desk.rows[found[at]] = _join(desk, desk.rows[found[at]], row)
        elif at in gone:
            desk.dropped[gone[at]] = _join(desk, desk.dropped[gone[at]], row)
        elif not row.base:
            _add(desk, row, agency, known)
        else:
            _orphan(desk, row)
    desk.strays += stray_cells(name, file.tracker, theirs, desk.strays, desk.bounds.today)
    carried, refused = carried_sheets(name, file.tracker, desk.sheets)
    desk.sheets += carried
    taken, disputed, added, listed = (
        now - then
        for now, then in zip((desk.taken, desk.disputed, desk.added, len(desk.findings)), before, strict=True)
    )
    counts = f"nhận {taken} ô, thêm {added} dòng, {disputed} chỗ hai bên ghi khác nhau"
    if taken or added or carried:
        desk.acts.append(Act("", "receive", file=name, agency_id=agency, after=counts, source=f"sha256:{seal[0]}"))
    yield f"{name}: {counts}" + (f", {listed - disputed} chỗ không nhận" if listed > disputed else "")
    yield from (f"{name}: {left}" for left in (*refused, *file.left_behind, *file.remarks))


def _address(desk: Intake, row: TrackerRow, heading: str) -> str:
    """The cell in the agency's own file."""
    return f"{TASKS.title}!{desk.letters.get(heading, '')}{row.at or ''}"


def _join(desk: Intake, ours: TrackerRow, theirs: TrackerRow) -> TrackerRow:
    """One row with what the agency typed in it."""
    cells: dict[str, Value] = dict(ours.cells)
    for column in _CELLS:
        key, value = column.key, theirs.cells.get(column.key)
        if not digest(value) or not theirs.typed(key):
            continue
        held, sent = cells.get(key), theirs.base.get(key, "")
        new, why, taken = checked(key, value, ours, desk.bounds)
        if why and digest(held) != digest(new):
            _found(desk, ours, theirs, column.heading, held, value, why)
        if taken and not _accepted(key, held, new) and _takes(desk, ours, theirs, column.heading, held, new, sent):
            cells[key] = new
    _wait(desk, ours, theirs, cells)
    comments = dict(ours.comments)
    for key, comment in theirs.comments.items():
        kept = comments.get(key)
        if kept is None:
            comments[key] = comment
        elif comment.text not in kept.text:
            comments[key] = Comment(f"{kept.text}\n{comment.text}", kept.author, kept.height, kept.width)
    return replace(ours, cells=cells, comments=comments)


def _accepted(key: str, held: Value, new: Value) -> bool:
    """Whether the agency says again what the office has accepted."""
    names = load_statuses().names
    return key == "status" and held == names["done"] and new == names["waiting"]


def _wait(desk: Intake, ours: TrackerRow, theirs: TrackerRow, cells: dict[str, Value]) -> None:
    """A day of completion alone says "done" too: that waits for acceptance as well."""
    names = load_statuses().names
    came = digest(cells.get("done_on")) != digest(ours.cells.get("done_on"))
    if came and cells.get("status") not in (names["done"], names["waiting"], names["paused"]):
        _take(desk, ours, TASKS.column("status").heading, cells.get("status"), names["waiting"])
        cells["status"] = names["waiting"]


def _takes(
    desk: Intake, ours: TrackerRow, theirs: TrackerRow, heading: str, held: Value, new: Value, sent: str
) -> bool:
    """Whether their value goes into the cell; logs it, or lists the disagreement."""
    if digest(held) == digest(new):
        return False
    earlier = desk.earlier.get((ours.words("id"), ours.words("owner"), heading), [])
    if any(entry.words("source") == desk.source for entry in earlier):
        return False  # this file was brought in before
    newer = not earlier or _when(earlier[-1]) <= desk.saved
    from_file = bool(earlier) and newer and canonical(earlier[-1].words("after")) == canonical(shown(held))
    if digest(held) in ("", sent) and newer or from_file:
        _take(desk, ours, heading, held, new)
        desk.taken += 1
        return True
    _found(desk, ours, theirs, heading, held, new, _DIFFER if newer else _OLDER)
    return False


def _take(desk: Intake, row: TrackerRow, heading: str, held: Value, new: Value) -> None:
    """A line of Nhật ký and of the log."""
    entry = line(desk.bounds.today, row, heading, shown(held), shown(new), desk.source)
    desk.log.append(entry)
    desk.earlier.setdefault(_cell_of(entry), []).append(entry)
    words = {"before": f"{heading}: {shown(held)}", "after": f"{heading}: {shown(new)}"}
    agency = row.words("owner")
    desk.acts.append(
        Act("", "fill", task_id=row.words("id"), file=desk.name, agency_id=agency, source=desk.source, **words)
    )


def _when(entry: TrackerRow) -> datetime:
    """When the file of that line was saved."""
    try:
        return datetime.strptime(entry.words("source").rsplit(SAVED, 1)[1], "%d/%m/%Y %H:%M:%S")
    except ValueError:
        return datetime.max  # a person rewrote the line: nothing is newer for certain


def _found(
    desk: Intake, ours: TrackerRow, theirs: TrackerRow, heading: str, held: Value, value: Value, why: str
) -> None:
    """A finding, and a row of Khác nhau; once."""
    cells: dict[str, Value] = {
        "on": desk.bounds.today,
        "task_id": ours.words("id"),
        "owner": ours.words("owner"),
        "action": ours.words("action"),
        "what": heading,
        "ours": shown(held),
        "theirs": shown(value),
        "why": why,
        "source": desk.name,
    }
    keys = ("task_id", "owner", "action", "what", "ours", "theirs")
    new = based(DISPUTES, cells)
    if any(all(old.words(key) == new.words(key) for key in keys) for old in desk.disputes):
        return
    desk.disputes.append(new)
    desk.findings.append(finding(desk.name, _address(desk, theirs, heading), ours, heading, held, value, why))
    desk.disputed += why in (_DIFFER, _OLDER, _GONE)


def _add(desk: Intake, row: TrackerRow, agency: str, known: set[tuple[tuple[str, str], ...]]) -> None:
    """A row that the agency wrote itself: what can't be in it is listed, the rest is taken."""
    cells: dict[str, Value] = {"owner": agency}
    for key, value in row.cells.items():
        new, why, taken = disarmed(value), "", True
        if TASKS.column(key).kind != "text" or isinstance(value, Formula):
            new, why, taken = checked(key, value, row, desk.bounds)
        if key == "no" or (key == "owner" and agency):
            continue
        if why:
            _found(desk, row, row, TASKS.column(key).heading, "", value, why)
        cells |= {key: disarmed(new)} if taken else {}
    new_row = TrackerRow(cells, comments=row.comments)
    if _content(new_row) not in known:
        known.add(_content(new_row))
        desk.rows.append(new_row)
        words = "; ".join(_typed(new_row))
        desk.log.append(line(desk.bounds.today, new_row, "Đơn vị ghi thêm dòng", "", words, desk.source))
        desk.acts.append(Act("", "add", file=desk.name, agency_id=agency, after=words, source=desk.source))
        desk.added += 1


def _content(row: TrackerRow) -> tuple[tuple[str, str], ...]:
    """What a row says, to tell whether it is there already."""
    return tuple(sorted((key, text) for key, value in row.cells.items() if key != "no" and (text := canonical(value))))


def _typed(row: TrackerRow) -> Iterator[str]:
    """What a person typed in a row, as "heading: value"."""
    for column in _CELLS:
        if digest(row.cells.get(column.key)) and row.typed(column.key):
            yield f"{column.heading}: {row.words(column.key)}"
    yield from (f"Ghi chú bên lề: {comment.text}" for comment in row.comments.values())


def _orphan(desk: Intake, row: TrackerRow) -> None:
    """A row of a task that the workbook no longer has: what was typed is listed."""
    words = "; ".join(_typed(row))
    if words:
        _found(desk, row, row, "(nhiệm vụ không còn trong bảng)", "", words, _GONE)
