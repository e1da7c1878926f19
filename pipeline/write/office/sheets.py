"""A workbook as officers expect it: Times New Roman, A4 landscape, styles made once and shared, bytes that depend on
nothing else.

openpyxl is the one library for .xlsx. Three of its habits are mended here: it makes a formula of any text that begins
with
"=", it writes no value beside a formula (phones and Protected View then show nothing), and it writes the clock.
"""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets_xml import Archive, Writer, rows_xml
from pipeline.write.office.zip_bytes import zip_bytes

FONT = "Times New Roman"
HEAD_FILL = "D9E2F3"
DATE = "dd/mm/yyyy"
_LONGEST = 32767  # characters that a cell of Excel holds


class Formula(str):
    """A formula with its "=": what tells it from a text that only begins with "=".

    ``result`` is the day that the program which saved it computed, where one is needed."""

    result: date | None = None


Value = str | int | float | date | datetime | time | bool | None


class CellLook(NamedTuple):
    """How a cell looks: ``size`` in points, colours as RRGGBB, ``locked`` False for a cell that people fill."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    ink: str = "000000"
    fill: str = ""
    border: bool = True
    across: str = "left"
    down: str = "top"
    wrap: bool = True
    format: str = "General"
    locked: bool = True
    quoted: bool = False


TITLE = CellLook(bold=True, size=14, border=False, across="center", down="center")
PLAIN = CellLook(border=False)
NOTE = CellLook(italic=True, border=False, wrap=False)
HEAD = CellLook(bold=True, fill=HEAD_FILL, across="center", down="center")
CELL = CellLook()


@dataclass(slots=True)
class Book:
    """A workbook in the making. For each sheet ``cached`` holds the value of each formula on the day of writing,
    ``fitted`` the heights (points) of rows that fit their words."""

    book: Workbook = field(default_factory=Workbook)
    cached: dict[str, dict[tuple[int, int], Value]] = field(default_factory=dict)
    fitted: dict[str, dict[int, float]] = field(default_factory=dict)
    _styles: dict[CellLook, StyleArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin without sheets, and let the default font be the decree's."""
        for sheet in list(self.book.worksheets):
            self.book.remove(sheet)
        held: Any = self.book
        held._named_styles["Normal"].font = Font(name=FONT, size=11)
        held._fonts[0] = Font(name=FONT, size=11)

    def style(self, sheet: Worksheet, look: CellLook) -> StyleArray:
        """The shared style of ``look``; making a Font for each cell is what costs in openpyxl."""
        style = self._styles.get(look)  # a look is hashed once a cell
        if style is None:
            cell: Any = sheet.cell(1, 16384)
            for name, part in _parts(look).items():
                setattr(cell, name, part)
            cell.number_format = look.format
            if look.quoted:
                cell.quotePrefix = True
            style = self._styles[look] = cell._style
            del sheet._cells[1, 16384]
        return style

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, look: CellLook = CELL) -> None:
        """Write ``value``: text stays text whatever it begins with; only a ``Formula`` is one."""
        cell = _cell(sheet, row, column)
        if isinstance(value, Formula):
            cell.value = str(value)
        elif isinstance(value, str) and value:
            cell._value = clean(value)
            cell.data_type = "s"
            if value[0] in "=+-@":
                look = look._replace(quoted=True)  # Excel's mark for "text, even when edited again"; it is not shown
        elif value not in (None, ""):
            cell.value = value
        cell._style = self._styles.get(look) or self.style(sheet, look)

    def compute(
        self, sheet: Worksheet, row: int, column: int, formula: str, value: Value, look: CellLook = CELL
    ) -> None:
        """Write ``formula`` (with its "=") and the ``value`` that it has on the day of writing."""
        cell = _cell(sheet, row, column)
        cell._value, cell.data_type = formula, "f"
        cell._style = self._styles.get(look) or self.style(sheet, look)
        self.cached.setdefault(sheet.title, {})[row, column] = clean(value) if isinstance(value, str) else value

    def fit(self, sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]], size: int = 11) -> None:
        """Give ``row`` the height that its wrapped cells (text, width in characters) need; Excel still fits it when
        edited. The height is kept here: a row's record of openpyxl costs as much as its cells."""
        lines = max((wrapped(text, width) for text, width in cells if text), default=1)
        self.fitted.setdefault(sheet.title, {})[row] = min(409, lines * (size * 1.27 + 0.5) + 2)

    def save(self, today: date) -> bytes:
        """The file's bytes: the same for the same contents and ``today``."""
        self.book.calculation.fullCalcOnLoad = True
        held: Any = self.book
        numbers = {id(style): held._cell_styles.add(style) for style in self._styles.values()}
        archive = Archive(today)
        Writer(self.book, archive, lambda sheet: self._rows(sheet, numbers)).write_data()
        return zip_bytes(archive.parts)

    def _rows(self, sheet: Worksheet, numbers: dict[int, int]) -> str:
        """The XML of a sheet's cells."""
        return rows_xml(sheet, self.cached.get(sheet.title, {}), self.fitted.get(sheet.title, {}), numbers)


@lru_cache(maxsize=256)
def _parts(look: CellLook) -> dict[str, Any]:
    """What a style is made of, by openpyxl's names; nobody changes these objects, so that all workbooks share them."""
    parts: dict[str, Any] = {
        "font": Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=f"FF{look.ink}")
    }
    if look.fill:
        parts["fill"] = PatternFill("solid", fgColor=f"FF{look.fill}")
    if look.border:
        side = Side(style="thin", color="FF7F7F7F")
        parts["border"] = Border(left=side, right=side, top=side, bottom=side)
    parts["alignment"] = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrap)
    parts["protection"] = Protection(locked=look.locked)
    return parts


def _cell(sheet: Worksheet, row: int, column: int) -> Any:
    """The cell there; made without the bookkeeping of ``sheet.cell`` that only ``append`` needs."""
    cells: dict[tuple[int, int], Any] = sheet._cells
    cell = cells.get((row, column))
    if cell is None:
        cell = cells[row, column] = Cell(sheet, row, column)
    return cell


@contextmanager
def no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a workbook is hundreds of thousands of objects that all stay, and each pass
    walks them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def clean(text: str) -> str:
    """``text`` without what a sheet cannot hold: control characters, and what goes beyond 32,767 characters."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]


def new_sheet(book: Book, title: str, widths: dict[int, float], portrait: bool = False) -> Worksheet:
    """An empty sheet set for A4, one page wide; ``widths`` are in characters by column number."""
    sheet: Any = book.book.create_sheet(title)
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = f'&"{FONT},Regular"&10Trang &P/&N'
    sheet.oddFooter.left.text = f'&"{FONT},Regular"&10{title}'
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    made: Worksheet = sheet
    return made


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Merge cells of one row; openpyxl's own way copies borders cell by cell and takes 2 ms each."""
    sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")


def protect(sheet: Worksheet) -> None:
    """Lock what is computed, without a password; filters, widths, heights and inserted rows stay free."""
    protection = sheet.protection
    protection.sheet = True
    for name in ("formatColumns", "formatRows", "formatCells", "autoFilter", "sort", "insertRows", "insertHyperlinks"):
        setattr(protection, name, False)
    protection.objects = protection.scenarios = False


def wrapped(text: str, width: float) -> int:
    """Over how many lines a cell ``width`` characters wide breaks ``text``; its digits set the unit, most letters are
    narrower."""
    if len(text) <= width and "\n" not in text:
        return 1
    room, lines = width * (1.14 if width > 20 else 1.0), 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0
        if len(paragraph) > room:
            for word in paragraph.split(" "):
                if used and used + len(word) > room:
                    lines, used = lines + 1, 0
                used += len(word) + 1
    return lines


# a ă â b c d đ e ê …: the order of the Vietnamese alphabet; the mark of tone counts last.
_LETTERS = {letter: index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng


def collation(text: str) -> tuple[list[tuple[int, int | str]], list[int]]:
    """A key that sorts as a Vietnamese dictionary does: letters first, tones only between equal letters."""
    letters: list[tuple[int, int | str]] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((index + 1 for index, mark in enumerate(_TONES) if mark in parts), 0)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append((1, _LETTERS[plain]) if plain in _LETTERS else (0, plain))
        tones.append(tone)
    return letters, tones
