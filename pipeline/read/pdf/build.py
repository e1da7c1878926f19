"""Pages of paragraphs and tables → blocks. A table that goes on over a page end stays one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Block, BlockKind, Notice, Span, Table
from pipeline.read.limits import CELLS, check_count
from pipeline.read.pdf.lines import joined, text_of
from pipeline.read.pdf.rows import Row
from pipeline.read.typed import split_number

_EDGE = 5.0


@dataclass(slots=True)
class PageGrid:
    """A table of a page: texts, and which cell stands at each place (a merged one at several)."""

    cells: list[tuple[str, bool]]
    places: list[list[int | None]]
    edges: tuple[float, ...]


@dataclass(slots=True)
class PdfSheet:
    """What one page holds, in reading order: lines of text, tables; or the paragraphs that OCR read of its picture."""

    number: int
    items: list[Row | PageGrid] = field(default_factory=list)
    recognised: list[str] = field(default_factory=list)


def cell_text(pieces: Sequence[Row], wide: float) -> tuple[str, bool]:
    """The words of a cell whose lines end at ``wide``, a line a paragraph, and whether all of them are bold."""
    paragraphs = joined([pieces], wide)
    return "\n".join(map(text_of, paragraphs)), all(row.bold for row in pieces)


class Builder:
    """Blocks, tables and notices as pages come."""

    def __init__(self, where: str) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.notices: list[Notice] = []
        self._where, self._cells = where, 0
        self._open: tuple[PageGrid, int] | None = None
        self._lines: list[list[Row]] = []
        self._page = 1

    def add(self, sheet: PdfSheet) -> None:
        """One more page."""
        if sheet.recognised:
            self._end_lines()
            for line in sheet.recognised:
                self._block(line, "paragraph", f"trang {sheet.number}", False)
                block = self.blocks[-1]
                span = Span(block.index, 0, len(block.text))
                self.notices.append(Notice("W405", span, block.text[:80], block.place))
        self._lines.append([])
        for item in sheet.items:
            if isinstance(item, Row):
                if not any(self._lines):
                    self._page = sheet.number
                self._lines[-1].append(item)
                self._open = None
            else:
                self._grid(item, sheet.number)

    def end(self) -> None:
        """No page comes any more."""
        self._end_lines()

    def _end_lines(self) -> None:
        """Put what lines are open into paragraphs."""
        pages, self._lines = self._lines, [[]]
        numbers = {id(row): self._page + n for n, rows in enumerate(pages) for row in rows}
        for rows in joined(pages):
            text, bold = text_of(rows), all(row.bold for row in rows)
            self._block(text, "paragraph", f"trang {numbers[id(rows[0])]}", bold)

    def _block(self, text: str, kind: BlockKind, place: str, bold: bool) -> None:
        number, words = split_number(text) if kind == "paragraph" else ("", text)
        self.blocks.append(Block(len(self.blocks), words, kind, number, None, place, bold))

    def _grid(self, grid: PageGrid, page: int) -> None:
        if any(self._lines):
            self._end_lines()
        rows = grid.places
        if self._open is not None and _goes_on(self._open[0], grid):
            rows = _without_head(self._open[0], grid)
            index, above = self._open[1], list(self.tables[self._open[1]].rows)
        else:
            index, above = len(self.tables), []
            self.tables.append(Table(index, ()))
            self._open = (grid, index)
        self._cells += sum(map(len, rows))
        check_count(self._cells, CELLS, "số ô của các bảng", self._where)
        if above and rows and self._is_rest(above, grid, rows[0]):
            self._join_rest(above[-1], grid, rows[0])
            rows = rows[1:]
        made: dict[int, int] = {}
        for r, row in enumerate(rows, len(above) + 1):
            line: list[int | None] = []
            for c, cell in enumerate(row, 1):
                if cell is not None and cell not in made:
                    made[cell] = len(self.blocks)
                    text, bold = grid.cells[cell]
                    self._block(text, "cell", f"trang {page}, bảng {index + 1}, hàng {r}, cột {c}", bold and bool(text))
                line.append(None if cell is None else made[cell])
            above.append(tuple(line))
        self.tables[index] = Table(index, tuple(above))

    def _is_rest(self, above: list[tuple[int | None, ...]], grid: PageGrid, row: list[int | None]) -> bool:
        """Whether a row at the top of a page is the rest of the one above: its first cell is empty, others' are not."""
        first = ["" if line[0] is None else self.blocks[line[0]].text for line in above[1:]]
        filled = sum(map(bool, first)) > len(first) // 2 and bool(first and first[-1])
        return filled and row[0] is not None and not grid.cells[row[0]][0] and len(row) == len(above[-1])

    def _join_rest(self, above: tuple[int | None, ...], grid: PageGrid, row: list[int | None]) -> None:
        for index, cell in dict(zip(above, row, strict=True)).items():
            more = "" if cell is None else grid.cells[cell][0]
            if index is not None and more:
                block = self.blocks[index]
                apart = "\n" if split_number(more)[0] or not block.text or block.text[-1] in ".;:" else " "
                self.blocks[index] = block._replace(text=f"{block.text}{apart}{more}".strip())


def _goes_on(above: PageGrid, below: PageGrid) -> bool:
    """Whether a table at the top of a page has the columns of the one at the end of the page before."""
    pairs = zip(above.edges, below.edges, strict=False)
    return len(above.edges) == len(below.edges) > 2 and all(abs(one - two) <= _EDGE for one, two in pairs)


def _without_head(above: PageGrid, below: PageGrid) -> list[list[int | None]]:
    """The rows of ``below`` without those at its top that repeat the head of ``above``."""
    count = 0
    while count < min(len(above.places), len(below.places), 3) and _words(above, count) == _words(below, count):
        count += 1
    return below.places[count:]


def _words(grid: PageGrid, row: int) -> list[str]:
    return ["" if cell is None else grid.cells[cell][0].casefold() for cell in grid.places[row]]
