"""Tables of tasks: columns known by the words of their head, rows read into drafts.

A table assigns something when one column holds the work and one says who leads or carries it out; others
(statistics, points, schedules) give no task. A table without a head goes on with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.columns import OWNER_COLUMNS, Columns, only_counts
from pipeline.assemble.draft import (
    LIMIT_CELL,
    OWNER_ABOVE,
    OWNER_FIELD,
    OWNER_HEADING,
    Context,
    Draft,
    Line,
    from_context,
    whole,
)
from pipeline.assemble.kept import ROW, TABLE, Kept
from pipeline.assemble.unread_table import Row, filled, unnumbered_work, unread_rows
from pipeline.assemble.values import OwnerValue, placed, read_labelled_value, read_names, read_owner_value
from pipeline.find.layout.fields import Field, read_column
from pipeline.find.layout.outline import PLAIN, Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.time.dates import is_limit_label
from pipeline.model import Document, Notice, Span, Table

_SAME = re.compile(r"[-\s\"”“]*(nt|như trên|n/t|như nt|\")?[-\s\"”“.]*$", re.I)
_ALSO = re.compile(r"[;,]\s*(nt|như trên|n/t|như nt)[\s.]*$", re.I)
_ROMAN = re.compile(r"[IVXLC]+\.?$")
_LETTER = re.compile(r"[A-ZĐ]\.?$")
_NUMBER = re.compile(r"([IVXLC]+|[A-ZĐ]|\d{1,3}(\.\d{1,3})*)[.)]?")  # not "2025", "6/2025"
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
        columns = self.head(table)
        width = len(table.rows[0]) if table.rows else 0
        if columns is None and self.columns and width == self.columns.width and not self.names_columns(table):
            columns = replace(self.columns, head_rows=0)
        self.columns = columns
        if columns is not None:
            self.rows(table, columns, context)
        else:
            self.unread(table)

    def unread(self, table: Table) -> None:
        """A table whose columns nobody knows: rows that may be orders are doubts, the others order nothing."""
        counts = any(only_counts(names) for names in self.heads(table))
        doubted = () if counts else unread_rows(table, self.text, self.lexicon)
        for row, (block, words) in doubted:
            self.kept.put_cells("notice", filled(row, self.text), "W412")
            self.kept.notices.append(Notice("W412", Span(block, 0, len(words)), words))
        rest = (c for row in table.rows if row not in [r for r, _ in doubted] for c in filled(row, self.text))
        self.kept.put_cells("aside", rest, rule=TABLE)

    def heads(self, table: Table) -> list[set[str]]:
        """The fields that each of the first rows names."""
        rows = [{c for c in row if self.text(c)} for row in table.rows[:4]]
        fields = [[read_column(self.text(c), self.lexicon.finder) for c in row] for row in rows]
        return [{f.name for f in row if f} for row in fields]

    def names_columns(self, table: Table) -> bool:
        """Whether a table has a head of its own."""
        return any(len(names) > 1 for names in self.heads(table)[:2])

    def text(self, block: int | None) -> str:
        """A cell's words; "" where there is none."""
        return self.document.blocks[block].text if block is not None else ""

    def head(self, table: Table) -> Columns | None:
        """The columns, where one of the first rows names the work and who does it."""
        for r, row in enumerate(table.rows[:4]):
            fields = [read_column(self.text(c), self.lexicon.finder) if self.text(c) else None for c in row]
            fields = self.with_who(table, r, fields)
            names = {f.name for f in fields if f}
            if len(names) < 2 or len(set(row)) < 3:
                continue
            if names & set(OWNER_COLUMNS):
                return None if only_counts(names) else self.columns_of(table, r, fields)
            if "content" in names and names & {"deadline", "partner"} and self.told_by_group(table, r):
                return self.columns_of(table, r, fields)
        return None

    def with_who(self, table: Table, r: int, fields: list[Field | None]) -> list[Field | None]:
        """A column "Cơ quan, đơn vị" with agencies in it, beside one of tasks, says who does them."""
        names = {f.name for f in fields if f}
        if "who" not in names or "content" not in names or names & {*OWNER_COLUMNS, "figure", "amount"}:
            return fields
        c = next(c for c, f in enumerate(fields) if f and f.name == "who")
        cells = [self.text(row[c]).replace("\n", " ") for row in table.rows[r + 1 : r + 4] if c < len(row)]
        if not any(self.lexicon.agencies.is_agency_heading(cell) for cell in cells if cell.strip()):
            return fields
        return [replace(f, name="perform") if f and f.name == "who" else f for f in fields]

    def told_by_group(self, table: Table, r: int) -> bool:
        """Whether the rows below head row ``r`` stand under agencies ("I | SỞ TÀI CHÍNH")."""
        first = table.rows[r + 1] if r + 1 < len(table.rows) else ()
        texts = [t for c in dict.fromkeys(first) if _words_of(t := self.text(c))]
        return len(texts) == 1 and self.lexicon.agencies.is_agency_heading(_words_of(texts[0])) is not None

    def columns_of(self, table: Table, r: int, fields: Sequence[Field | None]) -> Columns | None:
        """Columns from head row ``r`` and, where it is a second head row, the row below."""
        rows = r + 1
        found = list(fields)
        if rows < len(table.rows):
            below = [read_column(self.text(c), self.lexicon.finder) if self.text(c) else None for c in table.rows[rows]]
            repeated = [a == b for a, b in zip(table.rows[r], table.rows[rows], strict=False)]
            if sum(f is not None for f in below) > len(below) / 2 or (any(repeated) and sum(map(bool, below)) > 2):
                found = [b or f for f, b in zip(found, below, strict=False)]
                rows += 1
        at: dict[str, int] = {}
        rules: dict[str, str] = {}
        for c, f in enumerate(found):
            if f and f.name not in at:
                at[f.name], rules[f.name] = c, f.rule
        if "content" not in at:
            free = [c for c, f in enumerate(found) if f is None]
            if not free:
                return None
            at["content"] = max(
                free, key=lambda c: sum(len(self.text(row[c])) for row in table.rows[rows:] if c < len(row))
            )
        heads = [self.text(row[at["deadline"]]) for row in table.rows[r:rows]] if "deadline" in at else []
        return Columns(at, rules, len(table.rows[r]), rows, any(is_limit_label(head) for head in heads))

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
            place += 1
            draft = self.task(row, columns, content, section.below(place), above)
            if draft:
                above = draft
                draft.beside += [Span(block, 0, len(text)) for block, text in filled(row, self.text)]
                self.kept.drafts.append(draft)

    def without_work(self, row: Row, columns: Columns) -> None:
        """A row whose cell for the work is empty: a doubt where it says who, else a row of figures or blanks."""
        told = next((c for name in (*OWNER_COLUMNS, "partner") if (c := self.cell(row, columns, name))), None)
        if told is None or _NUMBER.fullmatch(told.text.strip()):
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
        cells = (self.cell(row, columns, name) for name in (*OWNER_COLUMNS, "partner", "deadline", "product"))
        if any(c is not None and not _NUMBER.fullmatch(c.text.strip()) for c in cells):
            return False
        number = self.number(row, columns)
        return (
            bool(_ROMAN.match(number) or _LETTER.match(number)) or content.text.isupper() or above is None or not number
        )

    def has_parts(self, table: Table, row: Row, columns: Columns) -> bool:
        """A row with a number and a title alone, whose parts stand below it ("1" above "1.1", "1.2")."""
        number = self.number(row, columns).rstrip(".)")
        below = [self.number(r, columns) for r in table.rows[table.rows.index(tuple(row)) + 1 :]][:1]
        blank = not any(self.cell(row, columns, name) for name in (*OWNER_COLUMNS, "partner", "deadline", "product"))
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
        return replace(context, section=section, heading=words, path=(), owners=owners, owner_rule=OWNER_HEADING)

    def task(self, row: Row, columns: Columns, content: Item, context: Context, above: Draft | None) -> Draft | None:
        """One body row."""
        draft = from_context(context, [whole(content)])
        draft.place = self.document.blocks[content.block].place
        value = self.owner(row, columns, above, draft)
        if value is None:
            self.kept.doubt_cells(filled(row, self.text), (content.block, content.text))
            return None
        draft.owners, draft.role, draft.role_rule = value.owners, value.role or "perform", value.role_rule
        draft.partners, draft.partner_rules = value.partners, value.partner_rules
        if not value.certain:
            draft.flags.append("W416")
        for name in ("deadline", "begin", "product", "funding"):
            cell = self.cell(row, columns, name)
            kind = LIMIT_CELL if columns.limit and name == "deadline" else f"cell:{name}"
            if cell is not None and _SAME.match(cell.text):  # "nt": the cell above
                draft.lines += [line for line in (above.lines if above else ()) if line.field == kind]
            elif cell is not None:
                draft.lines.append(Line(cell, 0, len(cell.text), kind))
        monitor = self.cell(row, columns, "monitor")
        if monitor is not None:
            draft.monitors = read_names(monitor, 0, len(monitor.text), self.lexicon)[0]
        return draft

    def owner(self, row: Row, columns: Columns, above: Draft | None, draft: Draft) -> OwnerValue | None:
        """Who the row's cells name; a blank or "nt" means the cell above."""
        name = columns.owner
        if not name:  # the group row above names who does it
            told = draft.context
            draft.owner_rule = told.owner_rule
            value = OwnerValue(told.owners, None, told.role_rule, (), (), True)
            return self.with_partners(row, columns, "partner", value, above) if told.owners else None
        cell = self.cell(row, columns, name)
        draft.owner_rule = OWNER_FIELD
        if cell is None or _SAME.match(cell.text):
            if above is None:
                return None
            draft.owner_rule = OWNER_ABOVE
            value = OwnerValue(above.owners, above.role, above.role_rule, (), (), True)
            if cell is None:
                draft.flags.append("W413")
        else:
            value = read_labelled_value(cell, self.lexicon) or read_owner_value(cell, 0, len(cell.text), self.lexicon)
            if value.role is None:
                value = replace(value, role="lead" if name == "lead" else "perform", role_rule=columns.rules[name])
        for other in ("partner", *(n for n in OWNER_COLUMNS if n != name)):
            value = self.with_partners(row, columns, other, value, above)
        return value

    def with_partners(
        self, row: Row, columns: Columns, name: str, value: OwnerValue, above: Draft | None
    ) -> OwnerValue:
        """The partners' column; a second owner column ("thực hiện" beside "chủ trì") names partners too."""
        cell = self.cell(row, columns, name)
        if cell is None or name not in columns.rules:
            return value
        if _SAME.match(cell.text):
            if value.partners:  # the owner's cell names them: "Sở A chủ trì, phối hợp với Sở B | -"
                return value
            return replace(value, partners=above.partners if above else (), partner_rules=(columns.rules[name],))
        also = _ALSO.search(cell.text)  # "Sở A; nt": who else is meant is not sure
        names, certain = read_names(cell, 0, also.start() if also else len(cell.text), self.lexicon)
        certain = certain and also is None
        return replace(
            value,
            partners=value.partners + names,
            partner_rules=(*value.partner_rules, columns.rules[name]),
            certain=value.certain and certain,
        )


def _words_of(text: str) -> str:
    """A cell's words; "" where it holds a number only."""
    words = text.strip()
    return "" if _NUMBER.fullmatch(words) else words
