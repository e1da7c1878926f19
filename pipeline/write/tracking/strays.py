"""What a person typed where nothing is to be typed: found by what the program noted that it wrote there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import Book, Formula
from pipeline.write.tracking.extra import value_of
from pipeline.write.tracking.model import GUIDE, LISTINGS, LISTS, SUMMARY, TIMELINE, Identity
from pipeline.write.tracking.values import digest, shown

PREFIX = "ĐV "  # begins the titles of the sheets for each agency
VERSION, READABLE = 2, ("1", "2")
_NOTES = 4  # column of the hidden sheet where the notes begin: version, kind, then a sheet's name, extent and digests
_CHUNK = 3000  # digests that one cell holds (8 characters and a blank each; a cell holds 32,767)
_HEADS = {listing.title: listing.head for listing in LISTINGS}


def note_written(book: Book, lists: Worksheet, noted: Sequence[str | int]) -> None:
    """Note on the hidden sheet what the workbook is (``noted``: kind, cite, title, plan, version, acts), what stands in
    cells that are no table's, and how far each sheet reaches."""
    lines: list[list[str | int]] = [[VERSION, *noted]]
    for sheet in book.book.worksheets:
        if sheet.title in _HEADS or sheet.title in (SUMMARY, TIMELINE, GUIDE) or sheet.title.startswith(PREFIX):
            found = sorted({digest(value_of(cell)) for cell in _outside(sheet, _HEADS.get(sheet.title))} - {""})
            chunks = [" ".join(found[at : at + _CHUNK]) for at in range(0, len(found), _CHUNK)]
            lines.append([sheet.title, sheet.max_row, sheet.max_column, *chunks])
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, _NOTES):
            book.put(lists, row, column, value)


def _outside(sheet: Worksheet, head: int | None) -> Iterator[Any]:
    """The cells of a sheet that belong to no table: above the headings of a listing, all of a computed sheet.

    They come from openpyxl's own table: its iterators would make every empty cell.
    """
    cells: dict[tuple[int, int], Any] = sheet._cells
    yield from (cell for (row, _), cell in cells.items() if head is None or row < head)


@dataclass(frozen=True, slots=True)
class Noted:
    """What the hidden sheet says of the workbook: ``kind`` is "office" or "agency"."""

    version: str
    kind: str
    cite: str
    title: str
    identity: Identity


def noted(lists: Worksheet) -> Noted:
    """The first line of the notes."""
    version, kind, cite, title, plan, read, acts = (str(lists.cell(1, _NOTES + n).value or "") for n in range(7))
    return Noted(version, kind, cite, title, Identity(plan, read, int(acts) if acts.isdecimal() else 0))


def noted_sheets(workbook: Workbook) -> set[str]:
    """The titles of the sheets that the program made; by their beginning where the hidden sheet was deleted."""
    if LISTS not in workbook.sheetnames:
        return {title for title in workbook.sheetnames if title.startswith(PREFIX)}
    found = workbook[LISTS].iter_rows(2, None, _NOTES, _NOTES, values_only=True)
    return {str(name) for (name,) in found if name}


def strays(workbook: Workbook, heads: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """(sheet, cell, words) of what a person typed outside the tables; ``heads`` says where the headings stand now."""
    notes = {}
    if LISTS not in workbook.sheetnames:
        return
    for row in workbook[LISTS].iter_rows(min_row=2, min_col=_NOTES, values_only=True):
        if row[0]:
            notes[str(row[0])] = (
                int(str(row[1])),
                int(str(row[2])),
                set(" ".join(str(text) for text in row[3:] if text).split()),
            )
    for sheet in workbook.worksheets:
        if sheet.title not in notes:
            continue
        rows, columns, written = notes[sheet.title]
        for cell in _outside(sheet, heads.get(sheet.title)):
            value, at = value_of(cell), f"{get_column_letter(cell.column)}{cell.row}"
            ours = (
                cell.row <= rows and cell.column <= columns if isinstance(value, Formula) else digest(value) in written
            )
            if not ours and digest(value):
                yield sheet.title, at, shown(value)
            if cell.comment:
                yield sheet.title, at, f"Ghi chú bên lề: {cell.comment.text}"
