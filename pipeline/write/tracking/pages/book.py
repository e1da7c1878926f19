"""Tracker → the bytes of tracking.xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.write.office.sheets import Book, no_collection
from pipeline.write.tracking.extra import write_extra
from pipeline.write.tracking.model import (
    AGENCIES,
    DISPUTES,
    DOUBTS,
    DROPPED,
    LISTINGS,
    LOG,
    ORDER,
    PLAN_NAME,
    STRAYS,
    TASKS,
    VERSION_NAME,
    Identity,
    Tracker,
)
from pipeline.write.tracking.pages.furnish import write_lists
from pipeline.write.tracking.pages.guide import write_guide
from pipeline.write.tracking.pages.shares import write_shares
from pipeline.write.tracking.pages.sheets import day_line, write_listing
from pipeline.write.tracking.pages.summary import write_summary
from pipeline.write.tracking.pages.timeline import write_timeline
from pipeline.write.tracking.strays import PREFIX, note_written

Links = Mapping[tuple[str, str], tuple[str, str]]  # (id, owner) → file, place in it
_ALWAYS = (TASKS, DOUBTS, AGENCIES, LOG)
_WHEN_FILLED = (DROPPED, DISPUTES, STRAYS)


@no_collection()
def tracker_bytes(
    tracker: Tracker, today: date, kind: str = "office", shares: bool = False, links: Links = MappingProxyType({})
) -> bytes:
    """The whole workbook; the values beside the formulas are those of ``today``.

    ``kind`` "agency" leaves out what only the office needs (summary, doubts, agencies), for the file that an agency
    fills; in the "register" nothing is open, and ``links`` lead from an id to the plan's own workbook.
    """
    book = Book()
    for listing in LISTINGS:
        wanted = listing in _ALWAYS or (listing in _WHEN_FILLED and tracker.rows(listing))
        if listing is TASKS or (kind != "agency" and wanted):
            sheet = write_listing(book, tracker, listing, today, kind)
            if listing is TASKS:
                day_line(book, sheet, tracker.soon, today)
                _link(sheet, tracker, links)
    if kind != "agency":
        write_summary(book, tracker, today)
        write_timeline(book, tracker, today)
    if shares:
        write_shares(book, tracker, today)
    write_guide(book)
    lists = write_lists(book)
    for extra in tracker.extra_sheets:
        write_extra(book, extra)
    _arrange(book, tracker)
    identity = tracker.identity
    shown = (tracker.cite, tracker.title, identity.plan, identity.version, identity.acts)
    note_written(book, lists, ("agency" if kind == "agency" else "office", *shown))
    _name(book, identity)
    return book.save(today)


def _link(sheet: Any, tracker: Tracker, links: Links) -> None:
    """From the id of a row to where it stands in its own workbook."""
    for number, row in enumerate(tracker.rows(TASKS), TASKS.head + 1):
        found = links.get((row.words("id"), row.words("owner")))
        if found:
            cell = sheet.cell(number, TASKS.at("id"))  # its setter would change the look
            cell._hyperlink = Hyperlink(ref=cell.coordinate, target=found[0], location=found[1])


def _name(book: Book, identity: Identity) -> None:
    """The plan's id and version as defined names too: they stay when the hidden sheet goes."""
    for name, value in ((PLAN_NAME, identity.plan), (VERSION_NAME, identity.version)):
        if value:
            book.book.defined_names[name] = DefinedName(name, attr_text=f'"{value}"', hidden=True)


def _arrange(book: Book, tracker: Tracker) -> None:
    """The order in which an officer looks; sheets that people added come last, before the hidden one."""
    workbook = book.book
    shares = sorted(sheet.title for sheet in workbook.worksheets if sheet.title.startswith(PREFIX))
    names = [*ORDER[:-1], *shares, *(extra.title for extra in tracker.extra_sheets), ORDER[-1]]
    place = {name: number for number, name in enumerate(names)}
    workbook._sheets.sort(key=lambda sheet: place[sheet.title])  # type: ignore[attr-defined]
    workbook.active = 0
    properties = workbook.properties
    properties.title, properties.creator = f"Bảng theo dõi: {tracker.title}"[:250], "giaoviec"
