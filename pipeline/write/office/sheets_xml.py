"""The cells of a sheet as XML, with the value of each formula beside it (openpyxl writes none), made in one go.

openpyxl writes everything else of the file; its way of writing cells takes five times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_serial: Callable[[Any], float] = to_excel
_CLOCK = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_EMPTY = re.compile(r"<sheetData\s*/>|<sheetData></sheetData>")
_ORDER = re.compile(r"[&<>\r]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}

Cached = Mapping[tuple[int, int], Any]


class Archive:
    """What openpyxl takes for its zip: holds the parts, and puts ``day`` instead of the clock into the properties."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.parts: dict[str, bytes] = {}

    def writestr(self, name: Any, part: str | bytes) -> None:
        """One part."""
        content = part.encode() if isinstance(part, str) else part
        if name == "docProps/core.xml":
            content = _CLOCK.sub(rf"\g<1>{self.day.isoformat()}T00:00:00Z\g<2>", content.decode()).encode()
        self.parts[str(name)] = content

    def namelist(self) -> list[str]:
        """The names of the parts."""
        return list(self.parts)


class Writer(ExcelWriter):
    """openpyxl's writer with sheets made in memory (it would use a temporary file each)."""

    def __init__(self, book: Workbook, archive: Archive, rows: Callable[[Any], str]) -> None:
        """``rows`` gives the XML of a sheet's rows."""
        zipped: Any = archive
        super().__init__(book, zipped)
        self._rows, self._zip = rows, archive

    def write_worksheet(self, ws: Any) -> None:
        """One sheet: everything but its cells by openpyxl, the cells by ``rows``."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        rows, out = self._rows(ws), BytesIO()
        writer: Any = _Frame(ws, out)
        ws._comments = [
            CommentRecord.from_cell(cell) for _, cell in sorted(ws._cells.items()) if cell._comment is not None
        ]
        writer.write()
        ws._rels = writer._rels
        xml = _EMPTY.sub(lambda _: f"<sheetData>{rows}</sheetData>", out.getvalue().decode(), count=1)
        self._zip.writestr(ws.path[1:], xml)
        self.manifest.append(ws)


class _Frame(WorksheetWriter):
    """A sheet without its cells."""

    def write_rows(self) -> None:
        """An empty table, filled afterwards; openpyxl gathers the links of a sheet while it writes cells."""
        sheet: Any = self.ws
        sheet._hyperlinks += [link for cell in sheet._cells.values() if (link := getattr(cell, "_hyperlink", None))]
        xf: Any = self.xf.send(True)
        with xf.element("sheetData"):
            pass
        self.xf.send(None)  # back to openpyxl's own generator, or it swallows the next element


def rows_xml(sheet: Any, cached: Cached, fitted: Mapping[int, float], styles: Mapping[int, int]) -> str:
    """The rows of ``sheet``. ``cached`` holds values of formulas by (row, column), ``fitted`` heights by row that stay
    free to fit again, ``styles`` style numbers by id of the shared style arrays."""
    lines: dict[int, list[str]] = {number: [] for number in (*sheet.row_dimensions, *fitted)}
    letters = [get_column_letter(number) for number in range(1, sheet.max_column + 1)]
    for (row, column), cell in sorted(sheet._cells.items()):
        line = lines.get(row)
        if line is None:
            line = lines[row] = []
        style = styles.get(id(cell._style))
        if style is None:
            style = cell.style_id
        line.append(_cell(f'<c r="{letters[column - 1]}{row}" s="{style}"', cell, cached.get((row, column))))
    return "".join(_lines(sheet, lines, fitted))


def _lines(sheet: Any, lines: Mapping[int, list[str]], fitted: Mapping[int, float]) -> Iterator[str]:
    """Each row with its height and whether it is hidden."""
    for number in sorted(lines):
        shape = f' ht="{fitted[number]:g}"' if number in fitted else ""
        if number in sheet.row_dimensions:
            side = sheet.row_dimensions[number]
            if side.height is not None and not shape:
                shape = f' ht="{side.height:g}" customHeight="1"'
            if side.hidden:
                shape += ' hidden="1"'
        yield f'<row r="{number}"{shape}>{"".join(lines[number])}</row>'


def _cell(head: str, cell: Any, cached: Any) -> str:
    """One cell (ECMA-376 18.3.1.4: t="str" marks the text of a formula, inlineStr a text of its own)."""
    value, kind = cell._value, cell.data_type
    if value is None:
        return f"{head}/>"
    if kind == "s":
        return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if kind == "f":
        formula = escape(value[1:])
        if cached is None:
            return f"{head}><f>{formula}</f></c>"
        text = (
            f' t="str"><f>{formula}</f><v>{escape(cached)}'
            if isinstance(cached, str)
            else f"><f>{formula}</f><v>{number(cached)}"
        )
        return f"{head}{text}</v></c>"
    if kind in ("b", "e"):
        return f'{head} t="{kind}"><v>{int(value) if kind == "b" else value}</v></c>'
    return f"{head}><v>{number(value)}</v></c>"


def number(value: Any) -> str:
    """A number as the file holds it; days are counted since 30/12/1899."""
    return repr(_serial(value)) if isinstance(value, (date, time)) else repr(value)


def escape(text: str) -> str:
    """Text for XML; a carriage return would be lost otherwise."""
    return _ORDER.sub(lambda found: _ESCAPES[found[0]], text) if _ORDER.search(text) else text
