"""Tables of tasks: columns known by the words of their head, rows read into drafts.

A table assigns something when one column holds the work and one says who leads or carries it out; others
(statistics, points, schedules) give no task. A table without a head goes on with the one before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.assemble.draft import (
    LIMIT_CELL,
    OWNER_ABOVE,
    OWNER_HEADING,
    Context,
    Draft,
    Line,
    whole,
)
from pipeline.assemble.fields.columns import NUMBER, Columns, HeadReader, only_counts
from pipeline.assemble.fields.record import ABOVE, OWNER_KINDS, UNSURE, Record, field_lines
from pipeline.assemble.fields.unread_table import Row, filled, unnumbered_work, unread_rows
from pipeline.assemble.fields.values import begins_order, heading_verb, placed
from pipeline.assemble.kept import ROW, TABLE, Kept
from pipeline.find.layout.fields import read_fields
from pipeline.find.layout.numbers import PLAIN
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.model import Document, Notice, Span, Table

_BLANK = re.compile(r"[-\s\"”“.]*$")  # dashes and quotation marks alone mean the cell above
_ROMAN = re.compile(r"[IVXLC]+\.?$")
_LETTER = re.compile(r"[A-ZĐ]\.?$")
_BESIDE = (*OWNER_KINDS, "partner", "deadline", "product")  # what a row with work of its own has beside it
_HOUR = re.compile(r"\s*\d{1,2}\s*(?:h|g|:|giờ)", re.I)
_FEW = 4  # words of a row beside an hour that may be no work
_PAIR = 2  # the same without one
_GROUP = re.compile(r"(?P<number>[IVXLC]+|[A-ZĐ])\s*[.)]\s+\S")


@dataclass(slots=True)
class GridReader:
    """Reads the tables of one part in their order; ``kept`` holds the results."""

    document: Document
    lexicon: Lexicon
    kept: Kept = field(default_factory=Kept)
    columns: Columns | None = None

    def read(self, table: Table, context: Context) -> None:
        """One table; ``context`` says under which heading it stands."""
        head = HeadReader(self.text, self.lexicon)
        columns = head.read(table)
        width = len(table.rows[0]) if table.rows else 0
        if columns is None and self.columns and width == self.columns.width and not head.names_columns(table):
            columns = replace(self.columns, head_rows=0)
        self.columns = columns
        if columns is not None:
            self.rows(table, columns, context)
        else:
            counts = any(only_counts(names) for names in head.names(table))
            self.unread(table, counts=counts)

    def unread(self, table: Table, *, counts: bool) -> None:
        """A table whose columns nobody knows: rows that may be orders are doubts, the others order nothing; of one
        that only ``counts`` none is."""
        doubted = () if counts else unread_rows(table, self.text, self.lexicon)
        for row, (block, words) in doubted:
            self.kept.put_cells("notice", filled(row, self.text), "W412")
            self.kept.notices.append(Notice("W412", Span(block, 0, len(words)), words))
        rest = (c for row in table.rows if row not in [r for r, _ in doubted] for c in filled(row, self.text))
        self.kept.put_cells("aside", rest, rule=TABLE)

    def text(self, block: int | None) -> str:
        """A cell's words; "" where there is none."""
        return self.document.blocks[block].text if block is not None else ""

    def rows(self, table: Table, columns: Columns, context: Context) -> None:
        """The body: group rows make sections, the others tasks."""
        section, place, above = context, 0, None
        heads = {self.text(c) for row in table.rows[: columns.head_rows] for c in row}
        for row in table.rows[: columns.head_rows]:
            self.kept.put_cells("heading", filled(row, self.text), context.section)
        for row in table.rows[columns.head_rows :]:
            content = self.cell(row, columns, "content")
            if {self.text(c) for c in row} <= heads:
                self.kept.put_cells("heading", filled(row, self.text), context.section)
                continue
            if content is None:
                self.without_work(row, columns)
                continue
            if self.is_group(row, columns, content, above) or self.has_parts(table, row, columns):
                if (work := unnumbered_work(filled(row, self.text), self.lexicon)) is not None:
                    self.kept.doubt_cells(filled(row, self.text), work)
                    continue
                section, place = self.under(context, row, content), 0
                self.kept.put_cells("heading", filled(row, self.text), section.section)
                continue
            if self.is_pause(row, columns, content):
                self.kept.put_cells("aside", filled(row, self.text), rule=ROW)
                continue
            place += 1
            draft = self.task(row, columns, content, section.below(place), above)
            if draft:
                above = draft
                draft.beside += [Span(block, 0, len(text)) for block, text in filled(row, self.text)]
                self.kept.drafts.append(draft)

    def without_work(self, row: Row, columns: Columns) -> None:
        """A row whose cell for the work is empty: a doubt where it says who, else a row of figures or blanks."""
        told = next((c for name in (*OWNER_KINDS, "partner") if (c := self.cell(row, columns, name))), None)
        if told is None or NUMBER.fullmatch(told.text.strip()):
            self.kept.put_cells("aside", filled(row, self.text), rule=ROW)
        else:
            self.kept.doubt_cells(filled(row, self.text), (told.block, told.text))

    def cell(self, row: Row, columns: Columns, name: str) -> Item | None:
        """The cell of a column as an item; None where it is empty."""
        c = columns.at.get(name)
        block = row[c] if c is not None and c < len(row) else None
        text = self.text(block)
        if block is None or not text.strip():
            return None
        return Item(-1, "", text, ((block, 0),), PLAIN, None, (), "")

    def number(self, row: Row, columns: Columns) -> str:
        """What stands in the number column, or before the words of the content."""
        c = columns.at.get("number", 0)
        return self.text(row[c]).strip() if c < len(row) and c != columns.at["content"] else ""

    def is_group(self, row: Row, columns: Columns, content: Item, above: Draft | None) -> bool:
        """A row with a title and nobody who does it."""
        if len({c for c in row if c is not None}) == 1 or row.count(content.block) > 2:
            return True
        cells = (self.cell(row, columns, name) for name in _BESIDE)
        if any(c is not None and not NUMBER.fullmatch(c.text.strip()) for c in cells):
            return False
        number = self.number(row, columns)
        return (
            bool(_ROMAN.match(number) or _LETTER.match(number)) or content.text.isupper() or above is None or not number
        )

    def is_pause(self, row: Row, columns: Columns, content: Item) -> bool:
        """A row of a schedule that is no work ("Giải lao", "Chào cờ"): a few words, an hour at most beside them."""
        beside = [self.cell(row, columns, name) for name in (columns.owner, "partner", "product") if name]
        if any(beside) or begins_order(content.text, self.lexicon) or not columns.owner:
            return False
        hour = any(_HOUR.match(text) for _, text in filled(row, self.text))
        return len(content.text.split()) <= (_FEW if hour else _PAIR)

    def has_parts(self, table: Table, row: Row, columns: Columns) -> bool:
        """A row with a number and a title alone, whose parts stand below it ("1" above "1.1", "1.2")."""
        number = self.number(row, columns).rstrip(".)")
        below = [self.number(r, columns) for r in table.rows[table.rows.index(tuple(row)) + 1 :]][:1]
        blank = not any(self.cell(row, columns, name) for name in _BESIDE)
        return blank and bool(number and below and below[0].startswith(f"{number}."))

    def under(self, context: Context, row: Row, content: Item) -> Context:
        """The section that a group row opens."""
        words = content.text.strip()
        match = _GROUP.match(words)
        number = match["number"] if match else self.text(row[0]).strip().rstrip(".)")
        if not re.fullmatch(r"[IVXLC]+|[A-ZĐ]|\d+(\.\d+)*", number):
            number = ""
        section = ".".join(x for x in (context.section, number) if x)
        told = self.lexicon.clauses(words).heading() if not match else None
        owners = placed(content, told.parties) if told else ()
        verb = heading_verb(words, self.lexicon)
        return replace(
            context, section=section, heading=words, path=(), owners=owners, owner_rule=OWNER_HEADING, verb=verb
        )

    def task(self, row: Row, columns: Columns, content: Item, context: Context, above: Draft | None) -> Draft | None:
        """One body row."""
        found = self.fields(row, columns, above)
        if not columns.owner and not context.owners:  # nor does the group row above name who does it
            found = None
        if found is None:
            self.kept.doubt_cells(filled(row, self.text), (content.block, content.text))
            return None
        lines, owner_rule, flags = found
        draft = Record(context, [whole(content)], lines, owner_rule=owner_rule, flags=flags).draft(self.lexicon)
        draft.place = self.document.blocks[content.block].place
        return draft

    def fields(self, row: Row, columns: Columns, above: Draft | None) -> tuple[list[Line], str, tuple[str, ...]] | None:
        """What a row's cells say, with the rule for its owner and its doubts; None where nothing says who: a blank
        owner's cell or "nt" means the row above."""
        lines: list[Line] = []
        owner_rule, flags = "", []
        for name in (*_BESIDE, "begin", "funding", "monitor"):
            cell = self.cell(row, columns, name)
            same = cell is not None and self._is_same(cell)
            if name == columns.owner and (cell is None or same):
                if above is None:
                    return None
                owner_rule = OWNER_ABOVE
                flags += [] if same else ["W413"]
            if same or (cell is None and name == columns.owner):
                lines += _from_above(above, name)
            elif cell is not None:
                lines += self.values(cell, columns, name)
                flags += [UNSURE] if name == "partner" and self._also(cell) else []
        return lines, owner_rule, tuple(flags)

    def _is_same(self, cell: Item) -> bool:
        """ "nt", "như trên", or marks alone: the cell above."""
        if _BLANK.match(cell.text):
            return True
        same = self.lexicon.first("same", cell.text)
        return same is not None and not any(
            c.isalnum() for c in cell.text[: same.span.start] + cell.text[same.span.end :]
        )

    def _also(self, cell: Item) -> int:
        """Where "; nt" begins at a cell's end, behind names; 0 without it."""
        same = self.lexicon.ends("same", cell.text.rstrip(" ."))
        before = cell.text[: same.span.start].rstrip() if same else ""
        return len(before) - 1 if before[-1:] in (";", ",") else 0

    def values(self, cell: Item, columns: Columns, name: str) -> list[Line]:
        """A cell's value; in an owner's cell each of the labels that stand in it ("Chủ trì: Sở A; phối hợp: Sở B")."""
        inside = read_fields(cell.text, self.lexicon.labels) if name in OWNER_KINDS else ()
        if any(f.name in OWNER_KINDS for f in inside):
            return field_lines(cell, inside, "cell:")
        also = self._also(cell) if name == "partner" else 0  # "Sở A; nt": who else is meant is not sure
        kind = LIMIT_CELL if columns.limit and name == "deadline" else f"cell:{name}"
        head = columns.heads[name]
        return [Line(cell, 0, also or len(cell.text), kind, 0, head.rule, head.doubt)]


def _from_above(above: Draft | None, name: str) -> list[Line]:
    """The values of a field in the row above."""
    lines = [line for line in above.lines if line.kind == name] if above else []
    return [replace(line, field=ABOVE + name) if name == "partner" else line for line in lines]
