"""One page of letters → its lines and tables in reading order."""

from __future__ import annotations

import re

from pipeline.read.pdf.build import PageGrid, cell_text
from pipeline.read.pdf.columns import Columns, columns
from pipeline.read.pdf.letters import Letter, Page
from pipeline.read.pdf.rows import Row, rows
from pipeline.read.pdf.ruled import Ruled, letters_by_cell, ruled_tables

_PADDING = 4.0
_UNFINISHED = re.compile(r",\s*ngày\b(?!.*\d{4})|cộng\s+h(?:òa|oà)\s+xã\s+hội(?!.*việt\s+nam)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\s*nơi\s+nhận", re.IGNORECASE)


def sheet_of(page: Page) -> list[Row | PageGrid]:
    """The lines and tables of a page from its top; words that stand turned follow at the end."""
    letters, tables = page.letters, list[tuple[float, PageGrid]]()
    for table in ruled_tables(page):
        held, letters = letters_by_cell(table, letters)
        if sum(map(bool, held)) > 1:
            tables.append((table.box.top, _ruled_grid(table, held)))
        else:
            letters = letters + [letter for cell in held for letter in cell]
    items: list[tuple[float, Row | PageGrid]] = list(tables)
    for found in columns(rows(letters)):
        if isinstance(found, Columns):
            items.append((found.grid[0][0][0].top if found.grid[0][0] else _top(found), _aligned_grid(found)))
        else:
            items.append((found.top, found))
    items.sort(key=lambda item: -item[0])
    turned = [row for other in page.turned for row in rows(other)]
    return [*(item for _, item in items), *turned]


def _top(found: Columns) -> float:
    return max(piece.top for row in found.grid for cell in row for piece in cell)


def _ruled_grid(table: Ruled, held: list[list[Letter]]) -> PageGrid:
    places: list[list[int | None]] = [[None] * (len(table.edges) - 1) for _ in table.levels[1:]]
    cells = []
    for n, ((box, taken), inside) in enumerate(zip(table.cells, held, strict=True)):
        cells.append(cell_text(rows(inside), box.right - _PADDING))
        for row, column in taken:
            places[row][column] = n
    return PageGrid(cells, places, table.edges)


def _aligned_grid(found: Columns) -> PageGrid:
    """Columns as a grid. In a head or signature each line stays one, but for lists below "Nơi nhận"."""
    cells: list[tuple[str, bool]] = []
    places: list[list[int | None]] = []
    rights = [max((piece.right for row in found.grid for piece in row[n]), default=0.0) for n in range(_width(found))]
    lefts = [min((piece.left for row in found.grid for piece in row[n]), default=0.0) for n in range(_width(found))]
    for row in found.grid:
        places.append([])
        for pieces, right in zip(row, rights, strict=True):
            places[-1].append(len(cells))
            pieces = sorted(pieces, key=lambda piece: (-round(piece.base, 1), piece.left))
            listed = not found.single or any(_RECIPIENTS.match(piece.text) for piece in pieces)
            cells.append(cell_text(pieces, right) if listed else _lines(pieces))
    return PageGrid(cells, places, (*lefts, rights[-1]))


def _lines(pieces: list[Row]) -> tuple[str, bool]:
    """Each line by itself, but for a motto or a date that had no room on one."""
    text = pieces[0].text if pieces else ""
    for piece in pieces[1:]:
        text += (" " if _UNFINISHED.search(text.rsplit("\n", 1)[-1]) else "\n") + piece.text
    return text, all(piece.bold for piece in pieces)


def _width(found: Columns) -> int:
    return len(found.grid[0])
