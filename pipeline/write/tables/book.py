"""The four tables in one workbook, tables.xlsx, for correcting by hand: headings and values in Vietnamese."""

from __future__ import annotations

import re
from datetime import date

from pipeline.contract import DAY_COLUMNS
from pipeline.vietnamese import HEADINGS, SHEETS, shown_value
from pipeline.write.office.sheets import CELL, DATE, HEAD, Book, CellLook, new_sheet
from pipeline.write.tables.tables import Tables

_WIDTHS = {
    "text": 60,
    "action": 50,
    "heading": 28,
    "owners": 28,
    "partners": 32,
    "message": 44,
    "quote": 60,
    "suggestion": 40,
    "agency": 34,
    "surface": 34,
    "surfaces": 40,
    "deadline_text": 24,
    "product": 24,
    "letter": 38,
    "rules": 20,
    "place": 16,
}
_DAY = CellLook(format=DATE, across="center")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}$")


def tables_workbook(made: Tables, today: date) -> bytes:
    """The workbook's bytes: a sheet a table, head row frozen and filtered, days as real dates, all else as text."""
    book = Book()
    for name, columns, rows in made.named():
        sheet = new_sheet(book, SHEETS[name], {n: _WIDTHS.get(c, 14) for n, c in enumerate(columns, 1)})
        for n, column in enumerate(columns, 1):
            book.put(sheet, 1, n, HEADINGS[column], HEAD)
        for r, row in enumerate(rows, 2):
            for n, column in enumerate(columns, 1):
                value = row[column]
                if column in DAY_COLUMNS and _ISO.match(value):
                    book.put(sheet, r, n, date.fromisoformat(value), _DAY)
                else:
                    book.put(sheet, r, n, shown_value(name, column, value) or None, CELL)
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
        sheet.print_title_rows = "1:1"
    return book.save(today)
