"""A workbook for each agency to fill and send back: its own rows and columns, and nothing of the office's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.contract import TRACKING
from pipeline.write.office.sheets import Value
from pipeline.write.office.slug import slug
from pipeline.write.tracking.model import AGENCIES, LOG, OFFICE_ONLY, TASKS, Tracker, based
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.values import canonical, shown

SAVED = ", lưu lúc "  # stands in the source of a line of Nhật ký that came from a file


def agency_workbooks(content: bytes, today: date, where: str = TRACKING) -> list[tuple[str, bytes]]:
    """(agency, workbook to fill) for each owner on Theo dõi, in the order of Đơn vị.

    Each row remembers what stood there when it was sent, so that what comes back can be told from it. The office's
    notes, comments, colours, own columns and own sheets stay at home. Raises E320 to E322.
    """
    tracker = read_tracker(content, where).tracker
    order = [row.words("agency") for row in tracker.rows(AGENCIES)]
    owners = dict.fromkeys(row.words("owner") for row in tracker.rows(TASKS) if row.words("owner"))
    ordered = sorted(owners, key=lambda owner: order.index(owner) if owner in order else len(order))
    theirs = _from_agencies(tracker)
    return [(owner, tracker_bytes(_share(tracker, owner, theirs), today, "agency")) for owner in ordered]


def agency_files(content: bytes, today: date, where: str = TRACKING) -> dict[str, bytes]:
    """The same by file name, "03-so-noi-vu.xlsx"."""
    books = agency_workbooks(content, today, where)
    return {f"{n:02d}-{slug(agency)}.xlsx": book for n, (agency, book) in enumerate(books, 1)}


def _share(tracker: Tracker, owner: str, theirs: dict[tuple[str, str], str]) -> Tracker:
    """The rows of one agency; what stands there now is their base."""
    rows = []
    for row in tracker.rows(TASKS):
        if row.words("owner") == owner:
            cells: dict[str, Value] = {key: value for key, value in row.cells.items() if key not in OFFICE_ONLY}
            if canonical(row.words("note")) != theirs.get((row.words("id"), owner)):
                cells.pop("note", None)  # the office's own words
            rows.append(replace(based(TASKS, cells), start=row.start))
    listings = {TASKS.title: tuple(rows)}
    return Tracker(
        f"{tracker.title} ({owner})",
        tracker.cite,
        tracker.soon,
        listings,
        identity=replace(tracker.identity, acts=0),
    )


def _from_agencies(tracker: Tracker) -> dict[tuple[str, str], str]:
    """The notes that came from agencies' files last, by task and owner."""
    note = TASKS.column("note").heading
    return {
        (line.words("task_id"), line.words("owner")): canonical(shown(line.cells.get("after")))
        for line in tracker.rows(LOG)
        if line.words("what") == note and SAVED in line.words("source")
    }
