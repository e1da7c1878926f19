"""Files for the agencies to fill, and what they filled in brought home: disagreements are listed, never decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pipeline.contract import TRACKING
from pipeline.write.office.sheets import Value, no_collection
from pipeline.write.office.slug import slug
from pipeline.write.tracking.keep import dated, line
from pipeline.write.tracking.match import match_exactly
from pipeline.write.tracking.model import (
    AGENCIES,
    DISPUTES,
    DROPPED,
    LOG,
    STRAYS,
    TASKS,
    Comment,
    Tracker,
    TrackerRow,
    based,
)
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import Reading, read_tracker
from pipeline.write.tracking.values import canonical, digest, shown

_SAVED = ", lưu lúc "
_CELLS = tuple(
    column for column in TASKS.columns if not column.formula and column.key not in ("mark", "no", "id", "place")
)


@dataclass(frozen=True, slots=True)
class Merged:
    """The workbook with what came back; ``taken`` cells, ``disputed`` cells, ``added`` rows; ``lines`` for the
    terminal (Vietnamese)."""

    content: bytes
    taken: int
    disputed: int
    added: int
    lines: tuple[str, ...]


def agency_workbooks(content: bytes, today: date, where: str = TRACKING) -> list[tuple[str, bytes]]:
    """(agency, workbook to fill) for each owner on Theo dõi, in the order of Đơn vị.

    Each row remembers what stood there when it was sent, so that what comes back can be told from it. Raises E320 to
    E322.
    """
    tracker = read_tracker(content, where).tracker
    order = [row.words("agency") for row in tracker.rows(AGENCIES)]
    owners = dict.fromkeys(row.words("owner") for row in tracker.rows(TASKS) if row.words("owner"))
    ordered = sorted(owners, key=lambda owner: order.index(owner) if owner in order else len(order))
    return [(owner, tracker_bytes(_share(tracker, owner), today, "agency")) for owner in ordered]


def agency_files(content: bytes, today: date, where: str = TRACKING) -> dict[str, bytes]:
    """The same by file name, "03-so-noi-vu.xlsx"."""
    books = agency_workbooks(content, today, where)
    return {f"{n:02d}-{slug(agency)}.xlsx": book for n, (agency, book) in enumerate(books, 1)}


def _share(tracker: Tracker, owner: str) -> Tracker:
    """The rows of one agency; what stands there now is their base."""
    rows = [
        replace(based(TASKS, row.cells), start=row.start, extra=row.extra)
        for row in tracker.rows(TASKS)
        if row.words("owner") == owner
    ]
    columns = {TASKS.title: tracker.extra_columns.get(TASKS.title, ())}
    return Tracker(f"{tracker.title} ({owner})", tracker.cite, tracker.soon, {TASKS.title: tuple(rows)}, columns)


@dataclass(slots=True)
class _Desk:
    """The workbook while files are brought in."""

    today: date
    rows: list[TrackerRow]
    dropped: list[TrackerRow]
    log: list[TrackerRow]
    disputes: list[TrackerRow]
    strays: list[TrackerRow]
    columns: list[str]
    taken: int = 0
    disputed: int = 0
    added: int = 0
    source: str = ""
    saved: datetime = field(default=datetime.min)


@no_collection()
def merge(content: bytes, returned: Sequence[tuple[str, bytes]], today: date, where: str = TRACKING) -> Merged:
    """Bring filled files (name, bytes) into the workbook ``content``.

    A cell that the agency changed and the office did not since the file was sent is taken over; so is one whose value
    came from an earlier file, if this one was saved later. Where both sides typed something else, the office's stays
    and both are listed on Khác nhau. Every change is a line of Nhật ký. Raises E320 to E322 for ``content`` and for
    each file.
    """
    home = read_tracker(content, where)
    files = [(name, read_tracker(file, name)) for name, file in returned]
    tracker = home.tracker
    desk = _Desk(
        today=today,
        rows=list(tracker.rows(TASKS)),
        dropped=list(tracker.rows(DROPPED)),
        log=list(tracker.rows(LOG)),
        disputes=list(tracker.rows(DISPUTES)),
        strays=[dated(row, today) for row in tracker.rows(STRAYS)],
        columns=list(tracker.extra_columns.get(TASKS.title, ())),
    )
    lines = [*home.left_behind]
    for name, file in sorted(files, key=lambda pair: _saved(pair[1])):
        before = (desk.taken, desk.disputed, desk.added)
        _bring(desk, name, file)
        taken, disputed, added = (
            now - then for now, then in zip((desk.taken, desk.disputed, desk.added), before, strict=True)
        )
        lines.append(f"{name}: nhận {taken} ô, thêm {added} dòng, {disputed} chỗ hai bên ghi khác nhau")
        lines += [f"{name}: {left}" for left in file.left_behind]
    listings = {
        **tracker.listings,
        TASKS.title: tuple(desk.rows),
        DROPPED.title: tuple(desk.dropped),
        LOG.title: tuple(desk.log),
        DISPUTES.title: tuple(desk.disputes),
        STRAYS.title: tuple(desk.strays),
    }
    columns = {**tracker.extra_columns, TASKS.title: tuple(desk.columns)}
    merged = replace(tracker, listings=listings, extra_columns=columns)
    return Merged(tracker_bytes(merged, today, shares=home.shares), desk.taken, desk.disputed, desk.added, tuple(lines))


def _saved(file: Reading) -> datetime:
    """When the file was saved; the beginning of time where it does not say."""
    return file.saved.replace(tzinfo=None) if file.saved else datetime.min


def _bring(desk: _Desk, name: str, file: Reading) -> None:
    """One file: its rows, its own rows, and what was typed elsewhere in it."""
    desk.saved = _saved(file)
    desk.source = f"{name}{_SAVED}{desk.saved:%d/%m/%Y %H:%M:%S}"
    theirs = file.tracker.rows(TASKS)
    desk.columns += [
        heading for heading in file.tracker.extra_columns.get(TASKS.title, ()) if heading not in desk.columns
    ]
    found = {at: index for index, at in match_exactly(desk.rows, theirs).items()}
    gone = {at: index for index, at in match_exactly(desk.dropped, theirs).items() if at not in found}
    agency = next((row.words("owner") for row in theirs if row.words("owner")), "")
    for at, row in enumerate(theirs):
        if at in found:
            desk.rows[found[at]] = _join(desk, desk.rows[found[at]], row)
        elif at in gone:
            desk.dropped[gone[at]] = _join(desk, desk.dropped[gone[at]], row)
        elif not row.base:
            _add(desk, row, agency)
        else:
            _orphan(desk, row)
    for stray in file.tracker.rows(STRAYS):
        cells = {**stray.cells, "sheet": f"{name}: {stray.words('sheet')}"}
        if not any(_same_stray(row, cells) for row in desk.strays):
            desk.strays.append(dated(TrackerRow(cells), desk.today))
    for extra in file.tracker.extra_sheets:
        for (number, column), (value, _) in extra.cells.items():
            cells = {"sheet": f"{name}: {extra.title}", "cell": f"dòng {number}, cột {column}", "words": shown(value)}
            if not any(_same_stray(row, cells) for row in desk.strays):
                desk.strays.append(dated(TrackerRow(cells), desk.today))


def _same_stray(row: TrackerRow, cells: Mapping[str, Value]) -> bool:
    """Whether the same words from the same place are there already."""
    return all(canonical(row.cells.get(key)) == canonical(cells.get(key)) for key in ("sheet", "cell", "words"))


def _join(desk: _Desk, ours: TrackerRow, theirs: TrackerRow) -> TrackerRow:
    """One row with what the agency typed in it."""
    cells: dict[str, Value] = dict(ours.cells)
    for column in _CELLS:
        value = theirs.cells.get(column.key)
        if digest(value) and theirs.typed(column.key):
            sent = theirs.base.get(column.key, "")
            if _takes(desk, ours, column.heading, cells.get(column.key), value, sent):
                cells[column.key] = value
    extra = dict(ours.extra)
    for heading, value in theirs.extra.items():
        if _takes(desk, ours, heading, extra.get(heading), value, ""):
            extra[heading] = value
    comments = dict(ours.comments)
    for key, comment in theirs.comments.items():
        held = comments.get(key)
        if held is None:
            comments[key] = comment
        elif comment.text not in held.text:
            comments[key] = Comment(f"{held.text}\n{comment.text}", held.author, held.height, held.width)
    return replace(ours, cells=cells, extra=extra, comments=comments)


def _takes(desk: _Desk, row: TrackerRow, heading: str, ours: Value, theirs: Value, sent: str) -> bool:
    """Whether their value goes into the cell; logs it, or lists the disagreement."""
    if digest(ours) == digest(theirs):
        return False
    earlier = [entry for entry in desk.log if _about(entry, row, heading)]
    if any(entry.words("source") == desk.source for entry in earlier):
        return False  # this file was brought in before
    from_file = (
        bool(earlier)
        and canonical(earlier[-1].words("after")) == canonical(shown(ours))
        and _when(earlier[-1]) < desk.saved
    )
    if digest(ours) not in ("", sent) and not from_file:
        _dispute(desk, row, heading, shown(ours), shown(theirs))
        return False
    desk.log.append(line(desk.today, row, heading, shown(ours), shown(theirs), desk.source))
    desk.taken += 1
    return True


def _about(entry: TrackerRow, row: TrackerRow, heading: str) -> bool:
    """Whether a line of Nhật ký tells of this cell being brought in from a file."""
    same = entry.words("task_id") == row.words("id") and entry.words("owner") == row.words("owner")
    return same and entry.words("what") == heading and _SAVED in entry.words("source")


def _when(entry: TrackerRow) -> datetime:
    """When the file of that line was saved."""
    try:
        return datetime.strptime(entry.words("source").rsplit(_SAVED, 1)[1], "%d/%m/%Y %H:%M:%S")
    except ValueError:
        return datetime.max  # a person rewrote the line: nothing is newer for certain


def _dispute(desk: _Desk, row: TrackerRow, heading: str, ours: str, theirs: str) -> None:
    """A line of Khác nhau, once."""
    cells: dict[str, Value] = {
        "on": desk.today,
        "task_id": row.words("id"),
        "owner": row.words("owner"),
        "action": row.words("action"),
    }
    cells |= {"what": heading, "ours": ours, "theirs": theirs, "source": desk.source.split(_SAVED)[0]}
    new = based(DISPUTES, cells)
    keys = ("task_id", "owner", "action", "what", "ours", "theirs")
    if not any(all(old.words(key) == new.words(key) for key in keys) for old in desk.disputes):
        desk.disputes.append(new)
        desk.disputed += 1


def _add(desk: _Desk, row: TrackerRow, agency: str) -> None:
    """A row that the agency wrote itself."""
    cells = {**row.cells, "owner": row.cells.get("owner") or agency}
    cells.pop("no", None)
    known = {_content(old) for old in desk.rows if not old.base}
    new = replace(row, cells=cells)
    if _content(new) not in known:
        desk.rows.append(new)
        desk.log.append(line(desk.today, new, "Đơn vị ghi thêm dòng", "", "; ".join(_typed(new)), desk.source))
        desk.added += 1


def _content(row: TrackerRow) -> tuple[tuple[str, str], ...]:
    """What a row says, to tell whether it is there already."""
    own = ((key, canonical(value)) for key, value in row.cells.items() if key != "no")
    return tuple(
        sorted((key, text) for key, text in (*own, *((k, canonical(v)) for k, v in row.extra.items())) if text)
    )


def _typed(row: TrackerRow) -> Iterator[str]:
    """What a person typed in a row, as "heading: value"."""
    for column in _CELLS:
        if digest(row.cells.get(column.key)) and row.typed(column.key):
            yield f"{column.heading}: {row.words(column.key)}"
    yield from (f"{heading}: {shown(value)}" for heading, value in row.extra.items())
    yield from (f"Ghi chú bên lề: {comment.text}" for comment in row.comments.values())


def _orphan(desk: _Desk, row: TrackerRow) -> None:
    """A row of a task that the workbook no longer has: what was typed is listed."""
    words = "; ".join(_typed(row))
    if words:
        _dispute(desk, row, "(nhiệm vụ không còn trong bảng)", "", words)
