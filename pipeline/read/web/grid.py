"""The table of a web page as it grows: spans of rows and columns become one block in many places."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Table
from pipeline.read.limits import COLUMNS

_SPAN = 10_000


@dataclass(slots=True)
class WebCell:
    """A cell that is read: its block, its lines so far, whether all of them are bold and centred."""

    index: int
    place: str
    lines: list[str] = field(default_factory=list)
    bold: bool = True
    centred: bool = True


@dataclass(slots=True)
class WebGrid:
    """Rows so far, and for each column the block that reaches down into it and through how many rows."""

    index: int
    rows: list[list[int | None]] = field(default_factory=list)
    _reaching: dict[int, tuple[int, int]] = field(default_factory=dict)

    def begin_row(self) -> None:
        """A new row, begun with the cells that reach down into it."""
        row: list[int | None] = []
        for column, (block, left) in sorted(self._reaching.items()):
            row += [None] * (column + 1 - len(row))
            row[column] = block
            self._reaching[column] = (block, left - 1)
        self._reaching = {column: reach for column, reach in self._reaching.items() if reach[1] > 0}
        self.rows.append(row)

    def place(self, block: int, row_span: str | None, column_span: str | None) -> int:
        """Put ``block`` into the first free columns of the last row; the column, from 1."""
        if not self.rows:
            self.begin_row()
        row, wide, high = self.rows[-1], _count(column_span, COLUMNS), _count(row_span, _SPAN)
        first = next((n for n, cell in enumerate(row) if cell is None), len(row))
        for column in range(first, min(first + wide, COLUMNS)):
            row += [None] * (column + 1 - len(row))
            row[column] = block
            if high > 1:
                self._reaching[column] = (block, high - 1)
        return first + 1

    def table(self) -> Table:
        """The finished grid, all rows as wide as the widest."""
        wide = max(map(len, self.rows), default=0)
        return Table(self.index, tuple((*row, *[None] * (wide - len(row))) for row in self.rows))


def _count(word: str | None, most: int) -> int:
    digits = (word or "1").strip()
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
