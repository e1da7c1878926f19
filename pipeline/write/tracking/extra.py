"""Sheets that people added: their values, number formats, comments and widths are carried over."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from openpyxl.comments import Comment as CellComment
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import Book, Formula, Value, clean
from pipeline.write.tracking.model import Comment, Extra


def write_extra(book: Book, extra: Extra) -> Worksheet:
    """The sheet with what it held; not protected."""
    sheet: Worksheet = book.book.create_sheet(extra.title)
    for (row, column), (value, shape) in extra.cells.items():
        cell: Any = sheet.cell(row, column)
        if isinstance(value, str) and not isinstance(value, Formula):
            cell._value, cell.data_type = clean(value), "s"
        else:
            cell.value = str(value) if isinstance(value, Formula) else value
        if shape != "General":
            cell.number_format = shape
    for (row, column), comment in extra.comments.items():
        sheet.cell(row, column).comment = CellComment(comment.text, comment.author, comment.height, comment.width)
    for letter, width in extra.widths.items():
        sheet.column_dimensions[letter].width = width
    for area in extra.merged:
        sheet.merge_cells(area)
    return sheet


def read_extra(sheet: Worksheet) -> Extra:
    """All that a person typed on a sheet of their own."""
    cells: dict[tuple[int, int], tuple[Value, str]] = {}
    comments: dict[tuple[int, int], Comment] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            cells[row, column] = (value_of(cell), cell.number_format)
        if cell.comment:
            comments[row, column] = comment_of(cell)
    widths = {letter: side.width for letter, side in sorted(sheet.column_dimensions.items()) if side.customWidth}
    merged = tuple(sorted(str(area) for area in sheet.merged_cells.ranges))
    return Extra(sheet.title, dict(sorted(cells.items())), dict(sorted(comments.items())), widths, merged)


def value_of(cell: Any) -> Value:
    """A cell's value; a formula is told from a text that begins with "="."""
    value = cell.value
    if cell.data_type == "f":
        return Formula(getattr(value, "text", value) or "")
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if value is None or isinstance(value, (str, int, float, bool, date, time)):
        return value
    return str(value)


def comment_of(cell: Any) -> Comment:
    """A cell's comment; sizes in pixels."""
    comment = cell.comment
    return Comment(comment.text or "", comment.author or "", comment.height, comment.width)
