"""The sheets that are one table: Theo dõi, Cần xem lại, Đơn vị, Nhật ký, and those for what was dropped, disputed or
strayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from openpyxl.comments import Comment as CellComment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import DATE, HEAD, NOTE, TITLE, Book, CellLook, Value, merge, new_sheet
from pipeline.write.tracking.mark import write_mark
from pipeline.write.tracking.model import (
    FILLED,
    OFFICE_ONLY,
    TASKS,
    Column,
    Comment,
    Listing,
    Tracker,
    TrackerRow,
)
from pipeline.write.tracking.pages.furnish import furnish
from pipeline.write.tracking.recurring import Recurring, next_due, next_due_formula
from pipeline.write.tracking.status import (
    condition_formula,
    condition_of,
    days_left,
    days_left_formula,
    limit,
    limit_formula,
    load_statuses,
)

TODAY, SOON = "$D$3", "$F$3"  # the one cell of TODAY(), and the days of warning, on Theo dõi
_NOTE = (
    "Cột có tiêu đề màu vàng để nhập; cột màu xám tự tính; "
    "việc phát sinh ghi vào các dòng trống cuối bảng (xem trang Hướng dẫn)."
)
_FORMATS = {"date": DATE, "percent": "0%", "whole": "0"}
_CENTRED = ("date", "percent", "whole", "status", "tick")


@cache
def look_of(column: Column, locked: bool) -> CellLook:
    """The look of a body cell."""
    if column.hidden:
        return CellLook(wrap=False, border=False, format=";;;")  # without width it still leaves a trace in print
    across = "center" if column.kind in _CENTRED or column.key in ("id", "role", "condition", "code") else "left"
    return CellLook(across=across, format=_FORMATS.get(column.kind, "General"), locked=locked)


def write_listing(book: Book, tracker: Tracker, listing: Listing, today: date, kind: str = "office") -> Worksheet:
    """One table as a protected sheet, in which ``typed`` cells, added rows and spare rows are open; in a file of
    ``kind`` "agency" what it fills, and its added rows; in the "register" nothing."""
    if kind != "office":
        listing = _for_agency(listing) if kind == "agency" else _for_reading(listing)
    headings = tracker.extra_columns.get(listing.title, ())
    last = listing.head + len(tracker.rows(listing)) + listing.spare
    sheet = new_sheet(book, listing.title, _widths(tracker, listing, headings))
    _top(book, sheet, tracker, listing)
    _headings(book, sheet, listing, headings)
    for number, row in enumerate(tracker.rows(listing), listing.head + 1):
        _body_row(book, sheet, listing, number, row, headings, (tracker.soon, today))
    for number in range(last - listing.spare + 1, last + 1):
        _body_row(book, sheet, listing, number, TrackerRow({}), headings, (tracker.soon, today))
    furnish(sheet, tracker, listing, headings, last)
    return sheet


def _for_reading(listing: Listing) -> Listing:
    """The listing with nothing open: what is typed belongs into the plan's own workbook."""
    return replace(listing, columns=tuple(replace(column, typed=False) for column in listing.columns), spare=0)


@cache
def _for_agency(listing: Listing) -> Listing:
    """The listing with only what an agency fills open, and without what is the office's own."""
    columns = (
        replace(column, typed=column.key in FILLED, hidden=column.hidden or column.key in OFFICE_ONLY)
        for column in listing.columns
    )
    return replace(listing, columns=tuple(columns))


def _widths(tracker: Tracker, listing: Listing, headings: Sequence[str]) -> dict[int, float]:
    """Widths by column number: a person's, else ours."""
    names = [(column.heading, column.width) for column in listing.columns] + [(heading, 14.0) for heading in headings]
    return {n: tracker.widths.get((listing.title, name), width) for n, (name, width) in enumerate(names, 1)}


def visible(listing: Listing) -> int:
    """How many columns a person sees (hidden ones come last)."""
    return sum(not column.hidden for column in listing.columns)


def caption(book: Book, sheet: Worksheet, title: str, cite: str, last: int) -> None:
    """Two merged lines on top: the sheet's name in words, and the plan."""
    for row, text, look in (
        (1, title, TITLE),
        (2, cite, CellLook(italic=True, size=12, border=False, across="center", down="center")),
    ):
        book.put(sheet, row, 1, text, look)
        merge(sheet, row, 1, last)
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[2].height = 20 if len(cite) < 110 else 36


def _top(book: Book, sheet: Worksheet, tracker: Tracker, listing: Listing) -> None:
    """What stands above the headings."""
    cite = tracker.cite if not tracker.title else f"{tracker.cite}: {tracker.title}"
    caption(book, sheet, listing.caption, cite, visible(listing))


def day_line(book: Book, sheet: Worksheet, soon: int, today: date) -> None:
    """Theo dõi alone: the one cell of TODAY(), the days of warning (open to people), and how to read the table."""
    label = CellLook(bold=True, border=False, across="right", wrap=False)
    book.put(sheet, 3, 3, "Ngày xem (tự cập nhật):", label)
    book.compute(sheet, 3, 4, "=TODAY()", today, CellLook(bold=True, across="center", format=DATE, wrap=False))
    book.put(sheet, 3, 5, "Báo trước:", label)
    book.put(sheet, 3, 6, soon, CellLook(bold=True, across="center", format='0" ngày"', wrap=False, locked=False))
    book.put(sheet, 4, 1, _NOTE, NOTE)


def _headings(book: Book, sheet: Worksheet, listing: Listing, extra: Sequence[str]) -> None:
    """The row of headings: yellow where people type, grey where formulas work."""
    for number, column in enumerate(listing.columns, 1):
        fill = "FFE699" if column.typed else "D9D9D9" if column.formula else HEAD.fill
        look = CellLook(bold=True, fill=fill, across="center", down="center")
        book.put(sheet, listing.head, number, column.heading, look)
        if column.hidden:
            sheet.column_dimensions[get_column_letter(number)].hidden = True
    book.fit(
        sheet, listing.head, ((column.heading, column.width * 0.8) for column in listing.columns if not column.hidden)
    )
    for number, heading in enumerate(extra, len(listing.columns) + 1):
        look = CellLook(bold=True, fill="FFE699", across="center", down="center", locked=False)
        book.put(sheet, listing.head, number, heading, look)


def _body_row(
    book: Book,
    sheet: Worksheet,
    listing: Listing,
    number: int,
    row: TrackerRow,
    headings: Sequence[str],
    when: tuple[int, date],
) -> None:
    """One row: the cells of its own, its formulas, columns that people added, comments, and the mark."""
    added = not row.base
    for at, column in enumerate(listing.columns, 1):
        if column.key == "mark":
            book.put(sheet, number, at, write_mark(listing, row) or None, look_of(column, True))
        elif not column.formula:
            value = row.cells.get(column.key)
            look = look_of(column, not (column.typed or added))
            if column.key in row.fills:
                look = look._replace(fill=row.fills[column.key])
            if isinstance(value, Recurring):
                book.compute(sheet, number, at, next_due_formula(value, TODAY), next_due(value, when[1]), look)
            else:
                book.put(sheet, number, at, value, look)
        if row.comments and column.key in row.comments:
            sheet.cell(number, at).comment = _comment(row.comments[column.key])
    if listing.title == TASKS.title:
        _formulas(book, sheet, number, row, when)
    for at, heading in enumerate(headings, len(listing.columns) + 1):
        value = row.extra.get(heading)
        shape = DATE if isinstance(value, date) else "General"
        book.put(sheet, number, at, value, CellLook(locked=False, format=shape, fill=row.fills.get(heading, "")))
        if heading in row.comments:
            sheet.cell(number, at).comment = _comment(row.comments[heading])
    if not added:
        widths = ((row.words(c.key), c.width) for c in listing.columns if c.kind in ("text", "status") and not c.hidden)
        book.fit(sheet, number, widths)
    if row.hidden:
        sheet.row_dimensions[number].hidden = True


def _comment(comment: Comment) -> CellComment:
    """A person's comment, in the size that it had."""
    return CellComment(comment.text, comment.author, height=comment.height, width=comment.width)


def standing(row: TrackerRow, soon: int, today: date) -> tuple[date | None, Any, int | str]:
    """Limit, condition and days left of a row on ``today``; condition is None in a row without a task."""
    due = row.cells.get("due")
    due = next_due(due, today) if isinstance(due, Recurring) else due
    last = limit(due, row.cells.get("extended"))
    if not row.words("action"):
        return last, None, ""
    condition = condition_of(row.cells.get("status"), last, row.cells.get("done_on"), today, soon)
    return last, condition, days_left(condition, last, today)


SHORT = 130  # characters of a task that an overview shows


def short(text: str) -> str:
    """A task on an overview: one line, cut after ``SHORT`` characters."""
    flat = text.replace("\n", " ")
    return flat if len(flat) <= SHORT else flat[: SHORT - 1] + "…"


def short_formula(cell: str) -> str:
    """Twin of ``short``, without "="."""
    flat = f'SUBSTITUTE({cell},CHAR(10)," ")'
    return f'IF(LEN({cell})<={SHORT},{flat},LEFT({flat},{SHORT - 1})&"…")'


def _formulas(book: Book, sheet: Worksheet, number: int, row: TrackerRow, when: tuple[int, date]) -> None:
    """The computed cells of a row of Theo dõi, each with its value on the day of writing."""
    cell = {key: f"${_LETTER[key]}{number}" for key in _LETTER}
    last, condition, left = standing(row, *when)
    urgent = [load_statuses().condition(id).name for id in ("overdue", "soon")]
    formulas: dict[str, tuple[str, Value]] = {
        "limit": (limit_formula(cell["due"], cell["extended"]), last or ""),
        "condition": (
            condition_formula(cell["action"], cell["status"], cell["limit"], cell["done_on"], TODAY, SOON),
            condition.name if condition else "",
        ),
        "left": (days_left_formula(cell["condition"], cell["limit"], TODAY), left),
        "rank": (
            f'=IF(OR({cell["condition"]}="{urgent[0]}",{cell["condition"]}="{urgent[1]}"),{cell["left"]}+ROW()/1000000,"")',
            left + number / 1000000 if condition and condition.name in urgent and isinstance(left, int) else "",
        ),
    }
    for key, (formula, value) in formulas.items():
        column = TASKS.column(key)
        book.compute(sheet, number, TASKS.at(key), formula, value, look_of(column, True))


_LETTER = {column.key: get_column_letter(number) for number, column in enumerate(TASKS.columns, 1)}


def letter(key: str) -> str:
    """The column letter of ``key`` on Theo dõi."""
    return _LETTER[key]
