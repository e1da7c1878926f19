"""What the head of a table of tasks says of its columns; heads are labels, known by a rule or by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.fields.record import OWNER_KINDS
from pipeline.assemble.fields.values import begins_order
from pipeline.find.layout.fields import Field, read_column
from pipeline.find.lexicon import Lexicon
from pipeline.find.time.dates import is_limit_label
from pipeline.model import Table

NUMBER = re.compile(r"([IVXLC]+|[A-ZĐ]|\d{1,3}(\.\d{1,3})*)[.)]?")  # not "2025", "6/2025"
_HEAD_ROWS = 4  # a head is looked for in the first rows


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds: field name to column number and to what its head says; ``head_rows`` are no
    work."""

    at: dict[str, int]
    heads: dict[str, Field]
    width: int
    head_rows: int
    limit: bool = False  # the column for deadlines names a limit ("Thời hạn hoàn thành")

    @property
    def owner(self) -> str:
        """The column that says who: "lead" before "perform"."""
        return next((name for name in OWNER_KINDS if name in self.at), "")


@dataclass(frozen=True, slots=True)
class HeadReader:
    """Reads the heads of tables; ``text`` gives a cell's words by its block ("" for None)."""

    text: Callable[[int | None], str]
    lexicon: Lexicon

    def fields(self, row: Sequence[int | None]) -> list[Field | None]:
        """What each cell of a row names as a head."""
        return [read_column(self.text(c), self.lexicon.labels) if self.text(c) else None for c in row]

    def names(self, table: Table) -> list[set[str]]:
        """The fields that each of the first rows names."""
        return [{f.name for f in self.fields(row) if f} for row in table.rows[:_HEAD_ROWS]]

    def names_columns(self, table: Table) -> bool:
        """Whether a table has a head of its own, of whatever kind."""
        return any(len(names) > 1 for names in self.names(table)[:2])

    def read(self, table: Table) -> Columns | None:
        """The columns, where one of the first rows names the work and who does it."""
        for r, row in enumerate(table.rows[:_HEAD_ROWS]):
            fields = self.with_who(table, r, self.fields(row))
            names = {f.name for f in fields if f}
            if len(names) < 2 or len(set(row)) < 3:
                continue
            if names & set(OWNER_KINDS):
                return None if only_counts(names) else self.columns(table, r, fields)
            if "content" in names and names & {"deadline", "partner"} and self.told_by_group(table, r):
                return self.columns(table, r, fields)
        return None

    def with_who(self, table: Table, r: int, fields: list[Field | None]) -> list[Field | None]:
        """A column "Cơ quan, đơn vị" with agencies in it, beside one of tasks, says who does them."""
        names = {f.name for f in fields if f}
        if "who" not in names or "content" not in names or names & {*OWNER_KINDS, "figure", "amount"}:
            return fields
        c = next(c for c, f in enumerate(fields) if f and f.name == "who")
        cells = [self.text(row[c]).replace("\n", " ") for row in table.rows[r + 1 : r + 4] if c < len(row)]
        if not any(self.lexicon.agencies.is_agency_heading(cell) for cell in cells if cell.strip()):
            return fields
        return [replace(f, name="perform") if f and f.name == "who" else f for f in fields]

    def told_by_group(self, table: Table, r: int) -> bool:
        """Whether the rows below head row ``r`` stand under agencies ("I | SỞ TÀI CHÍNH")."""
        first = table.rows[r + 1] if r + 1 < len(table.rows) else ()
        texts = [t for c in dict.fromkeys(first) if (t := self.text(c).strip()) and not NUMBER.fullmatch(t)]
        return len(texts) == 1 and self.lexicon.agencies.is_agency_heading(texts[0]) is not None

    def columns(self, table: Table, r: int, fields: Sequence[Field | None]) -> Columns | None:
        """Columns from head row ``r`` and, where it is a second head row, the row below."""
        rows, found = r + 1, list(fields)
        if rows < len(table.rows):
            below = self.fields(table.rows[rows])
            repeated = [a == b for a, b in zip(table.rows[r], table.rows[rows], strict=True)]
            if sum(f is not None for f in below) > len(below) / 2 or (any(repeated) and sum(map(bool, below)) > 2):
                found = [b or f for f, b in zip(found, below, strict=True)]
                rows += 1
        at: dict[str, int] = {}
        heads: dict[str, Field] = {}
        for c, f in enumerate(found):
            if f and f.name not in at:
                at[f.name], heads[f.name] = c, f
        if "content" not in at:
            free = [c for c, f in enumerate(found) if f is None]
            if not free:
                return None
            at["content"] = max(free, key=lambda c: sum(map(len, self.cells(table, rows, c))))
        told = any(heads[name].doubt for name in OWNER_KINDS if name in heads)
        if told and "partner" not in at and not self.orders(table, rows, at["content"], most="content" not in heads):
            return None  # a schedule's places, what is counted
        limits = [self.text(row[at["deadline"]]) for row in table.rows[r:rows]] if "deadline" in at else []
        return Columns(at, heads, len(table.rows[r]), rows, any(is_limit_label(head) for head in limits))

    def cells(self, table: Table, rows: int, c: int) -> list[str]:
        """The words of a column below its head."""
        return [self.text(row[c]) for row in table.rows[rows:] if c < len(row)]

    def orders(self, table: Table, rows: int, c: int, *, most: bool) -> bool:
        """Whether cells of a column begin as orders do, one or ``most``: agencies beside them are who does it, not what
        is counted."""
        cells = [cell for cell in self.cells(table, rows, c) if cell.strip()]
        found = sum(begins_order(cell, self.lexicon) for cell in cells)
        return found * 2 > len(cells) if most else found > 0


def only_counts(names: set[str]) -> bool:
    """Targets without work ("Chỉ tiêu", "Mục tiêu") and budgets ("Đơn giá", "Thành tiền") order nothing."""
    targets = "figure" in names and "content" not in names
    return targets or ("amount" in names and not names & {"deadline", "partner"})
