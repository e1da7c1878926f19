"""tracking.xlsx → Tracker: what the program wrote, and what people typed, wherever they typed it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.messages import PipelineError
from pipeline.write.office.sheets import Formula, Value, no_collection
from pipeline.write.tracking.extra import comment_of, read_extra, value_of
from pipeline.write.tracking.mark import read_mark
from pipeline.write.tracking.model import (
    LISTINGS,
    LISTS,
    ORDER,
    STRAYS,
    SUMMARY,
    TASKS,
    Column,
    Comment,
    Listing,
    Tracker,
    TrackerRow,
)
from pipeline.write.tracking.recurring import Recurring
from pipeline.write.tracking.status import load_statuses
from pipeline.write.tracking.strays import PREFIX, VERSION, noted, noted_sheets, strays
from pipeline.write.tracking.values import canonical, shown

_BROKEN = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    SyntaxError,
    zlib.error,
)
_OUR_CHARTS = 3
_LEFT = "không chuyển sang bảng mới được, còn trong bản lưu"
_CLOSE = 0.3  # characters by which Excel and LibreOffice round a width when they save


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as read: ``kind`` "office" or "agency"; ``left_behind`` says in Vietnamese what cannot be carried
    over;
    ``saved`` is when the program that saved it last says that it did; ``shares``: it has a sheet for each agency."""

    tracker: Tracker
    kind: str
    left_behind: tuple[str, ...]
    saved: datetime | None = None
    shares: bool = False


@no_collection()
def read_tracker(content: bytes, where: str) -> Reading:
    """Read a tracking workbook; ``where`` names it in messages.

    Raises PipelineError E320 (damaged), E321 (not a tracking workbook), E322 (of another version).
    """
    try:
        workbook = load_workbook(BytesIO(content))
    except _BROKEN as error:
        raise PipelineError("E320", where, reason=type(error).__name__) from error
    if LISTS not in workbook.sheetnames or TASKS.title not in workbook.sheetnames:
        raise PipelineError("E321", where)
    lists = workbook[LISTS]
    version, kind, cite, title = noted(lists)
    if version != str(VERSION):
        raise PipelineError("E322", where, version=version or "?")
    tables = {listing.title: _Table(listing, workbook) for listing in LISTINGS if listing.title in workbook.sheetnames}
    if TASKS.title in tables and not tables[TASKS.title].columns:
        raise PipelineError("E321", where)
    saved = workbook.properties.modified
    shares = any(title.startswith(PREFIX) for title in noted_sheets(lists))
    tracker = _tracker(workbook, tables, cite, title)
    return Reading(tracker, kind, tuple(_left_behind(workbook, content)), saved, shares)


def _tracker(workbook: Workbook, tables: Mapping[str, _Table], cite: str, title: str) -> Tracker:
    """Everything in one value; what strayed comes as rows of the sheet for it."""
    listings = {name: tuple(table.rows()) for name, table in tables.items()}
    heads = {name: table.head for name, table in tables.items()}
    lost = [*strays(workbook, workbook[LISTS], heads), *(stray for table in tables.values() for stray in table.strayed)]
    soon = workbook[TASKS.title]["F3"].value
    usable = isinstance(soon, (int, float)) and soon >= 0
    lost = [stray for stray in lost if not (usable and stray[:2] == (TASKS.title, "F3"))]
    ours = noted_sheets(workbook[LISTS])
    listings[STRAYS.title] = (
        *listings.get(STRAYS.title, ()),
        *(TrackerRow({"sheet": sheet, "cell": cell, "words": words}) for sheet, cell, words in lost),
    )
    return Tracker(
        title=title,
        cite=cite,
        soon=int(soon) if isinstance(soon, (int, float)) and usable else load_statuses().soon_days,
        listings=listings,
        extra_columns={name: table.extra for name, table in tables.items() if table.extra},
        extra_sheets=tuple(
            read_extra(sheet) for sheet in workbook.worksheets if sheet.title not in ORDER and sheet.title not in ours
        ),
        widths={key: width for table in tables.values() for key, width in table.widths()},
        filters={key: column for table in tables.values() for key, column in table.filters()},
    )


class _Table:
    """One listing as it lies in the workbook: where its headings stand now, and what stands under them."""

    def __init__(self, listing: Listing, workbook: Workbook) -> None:
        """Find the row of headings: people insert lines above it."""
        self.listing, self.sheet = listing, workbook[listing.title]
        self.head, self.columns = self._headings()
        known = {column.heading for column in listing.columns}
        self.extra = tuple(name for name in self.columns.values() if name not in known)
        self.strayed: list[tuple[str, str, str]] = []

    def _headings(self) -> tuple[int, dict[int, str]]:
        """The row of headings and the heading of each filled column; ({}) where there is none."""
        known = {canonical(column.heading): column.heading for column in self.listing.columns}
        for number, cells in enumerate(self.sheet.iter_rows(max_row=self.listing.head + 40, values_only=True), 1):
            names = [canonical(shown(value)) if isinstance(value, (str, int, float)) else "" for value in cells]
            if 2 * len(known.keys() & set(names)) >= len(known):
                return number, self._name(names, known, number)
        return self.listing.head, {}

    def _name(self, names: list[str], known: Mapping[str, str], head: int) -> dict[int, str]:
        """A heading for each column; one that is empty or doubled, above cells that are not, gets a name of its own."""
        columns: dict[int, str] = {}
        filled = {
            column
            for (row, column), cell in _cells(self.sheet).items()
            if row > head and (cell.value is not None or cell.comment)
        }
        for number in sorted(filled | {at for at, name in enumerate(names, 1) if name}):
            name = names[number - 1] if number <= len(names) else ""
            heading = known.get(name, name) or f"Cột {get_column_letter(number)}"
            while heading in columns.values():
                heading += " (thêm)"
            columns[number] = heading
        return columns

    def rows(self) -> Iterator[TrackerRow]:
        """The rows that hold anything; a second row with the same mark is a person's copy."""
        seen: set[str] = set()
        by_heading = {column.heading: column for column in self.listing.columns}
        for number in range(self.head + 1, self.sheet.max_row + 1):
            row, mark = self._row(number, by_heading)
            if row is not None:
                yield (
                    row
                    if mark not in seen
                    else TrackerRow(row.cells, {}, row.extra, row.comments, row.fills, None, row.hidden)
                )
                seen.update([mark] if mark else [])

    def _row(self, number: int, by_heading: Mapping[str, Column]) -> tuple[TrackerRow | None, str]:
        """One row, or None where it is empty; and its mark."""
        values: dict[str, Value] = {}
        extra: dict[str, Value] = {}
        comments: dict[str, Comment] = {}
        fills: dict[str, str] = {}
        cells = _cells(self.sheet)
        for at, heading in self.columns.items():
            cell = cells.get((number, at))
            if cell is None:
                continue
            column, value = by_heading.get(heading), value_of(cell)
            key = column.key if column else heading
            if cell.comment:
                comments[key] = comment_of(cell)
            if cell._style.fillId and (colour := _colour(cell)):
                fills[key] = colour
            if column is None:
                extra.update({heading: value} if value is not None else {})
            elif not column.formula:
                values.update({key: value} if value not in (None, "") else {})
            elif value not in (None, "") and not isinstance(value, Formula) and not column.hidden:
                self.strayed.append((self.listing.title, f"{get_column_letter(at)}{number}", shown(value)))
        mark = str(values.pop("mark", ""))
        base, start, rule = read_mark(self.listing, mark)
        if rule and isinstance(values.get("due"), Formula):
            values["due"] = Recurring(rule)
        if not (values or extra or comments):
            return None, ""
        hidden = number in self.sheet.row_dimensions and bool(self.sheet.row_dimensions[number].hidden)
        return TrackerRow(values, base, extra, comments, fills, start, hidden), mark if base else ""

    def widths(self) -> Iterator[tuple[tuple[str, str], float]]:
        """The widths that differ from ours; Excel stores equal neighbours as one range."""
        ours = {column.heading: column.width for column in self.listing.columns}
        for side in self.sheet.column_dimensions.values():
            for at in range(side.min or 0, min(side.max or 0, max(self.columns, default=0)) + 1):
                heading = self.columns.get(at)
                if heading and side.width and abs(side.width - ours.get(heading, 14.0)) > _CLOSE:
                    yield (self.listing.title, heading), side.width

    def filters(self) -> Iterator[tuple[tuple[str, str], Any]]:
        """The filters that are set, by heading."""
        for column in self.sheet.auto_filter.filterColumn:
            heading = self.columns.get(column.colId + 1)
            if heading:
                yield (self.listing.title, heading), column


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The sheet's cells by (row, column); openpyxl's own table, because making 24 empty cells a row is what costs."""
    cells: dict[tuple[int, int], Any] = sheet._cells
    return cells


def _colour(cell: Any) -> str:
    """The fill's colour as RRGGBB; "" for a theme colour or none."""
    fill = cell.fill
    rgb = fill.fgColor.rgb if fill.fill_type == "solid" else None
    return rgb[-6:] if isinstance(rgb, str) else ""


def _left_behind(workbook: Workbook, content: bytes) -> Iterator[str]:
    """What openpyxl cannot carry from one file to another: it stays in the backup."""
    for sheet in workbook.worksheets:
        charts = len(sheet._charts) - (_OUR_CHARTS if sheet.title == SUMMARY else 0)  # type: ignore[attr-defined]
        images, pivots = len(sheet._images), len(sheet._pivots)  # type: ignore[attr-defined]
        for count, name in ((charts, "biểu đồ"), (images, "hình ảnh"), (pivots, "bảng tổng hợp (pivot)")):
            if count > 0:
                yield f"trang «{sheet.title}»: {count} {name} tự thêm {_LEFT}"
    if b"vbaProject.bin" in content:
        yield f"macro {_LEFT}"
