"""Work and what lines, cells or a bracket say of it: the one place that decides who owns it, in which role, with whom.

A ``Record`` is filled from label lines at any depth, from a table's row, or from words behind the work; where a field
comes again the next record begins (labelled.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.draft import DEFAULT_MODE, DEFAULT_ROLE, OWNER_FIELD, Context, Draft, Line, from_context
from pipeline.assemble.fields.values import OwnerValue, placed, read_names, read_owner_value
from pipeline.find.agency.cells import UNKNOWN
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import Field
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.registry.ids import slug
from pipeline.model import Agency, Party, Span

OWNER_KINDS = ("lead", "perform")
GUESS = "in:guess:"  # before a field whose place alone says that it is one ("Mở lớp bơi: Sở A.")
ABOVE = "above:"  # before a field that the row above gives
UNKNOWN_LABEL = "W414"
UNSURE = "W416"
_HELPS = "phối hợp"
_LONGEST_NAME = 8  # words of a cell that nothing reads and its column's head calls a doer


def join_partners(draft: Draft, lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Give a draft that an agency's heading or a sentence owns the partners that label lines at it name."""
    for line in (x for x in lines if x.kind == "partner"):
        names, certain = read_names(line.item, line.value_start, line.end, lexicon)
        draft.partners, draft.partner_rules = (*draft.partners, *names), (*draft.partner_rules, line.rule)
        draft.flags += [] if certain else [UNSURE]
        draft.flags += [UNKNOWN_LABEL] if line.doubt else []


def field_lines(item: Item, fields: Iterable[Field], mark: str = "") -> list[Line]:
    """Fields of an item's text as lines; ``mark`` ("cell:") keeps them out of the task's words."""
    return [Line(item, f.start, f.value_end, mark + f.name, f.value_start, f.rule, f.doubt) for f in fields]


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of work: the lines of its ``content``, and the ``fields`` that say the rest.

    ``items`` are those of the outline: a value may stand on the lines below its label. A field that holds for several
    pieces of work is marked "shared:" and is no part of the words of any. ``owner_rule`` and ``flags`` are of a table's
    row that takes its owner over from the row above.
    """

    context: Context
    content: Sequence[Line]
    fields: Sequence[Line]
    items: Sequence[Item] = ()
    owner_rule: str = ""
    flags: tuple[str, ...] = ()

    def draft(self, lexicon: Lexicon) -> Draft:
        """The task that it makes."""
        own = {(x.item, x.start) for x in self.content}
        values = [v for line in self.fields for v in (line, *self.below(line))]
        draft = from_context(self.context, [*self.content, *(v for v in values if (v.item, v.start) not in own)])
        value = self.owner(lexicon)
        draft.owners, draft.role, draft.role_rule = value.owners, value.role or "perform", value.role_rule
        draft.partners, draft.partner_rules = value.partners, value.partner_rules
        if self.of(*OWNER_KINDS):
            draft.owner_rule = self.owner_rule or OWNER_FIELD
            draft.mode, draft.mode_rule = "assign", DEFAULT_MODE  # the heading's was for whom it names
        guessed = any(line.field.startswith(GUESS) for line in self.fields)
        draft.flags += [*self.flags, *([UNSURE] if guessed or not value.certain else [])]
        draft.partners, draft.flags = self.with_content(draft, lexicon)
        draft.monitors = tuple(p for line in self.of("monitor") for p in self.names(line, lexicon)[0])
        draft.flags += [UNKNOWN_LABEL] if any(line.doubt for line in self.fields) else []
        return draft

    def with_content(self, draft: Draft, lexicon: Lexicon) -> tuple[tuple[Party, ...], list[str]]:
        """Partners and flags of a draft with those whom the words of the work name ("Phối hợp với Bộ A …")."""
        line = next((x for x in self.content if x.value.strip()), None)
        if line is None or not line.shown or line.kind in OWNER_KINDS:
            return draft.partners, draft.flags
        clauses = lexicon.clauses(line.item.text)
        groups = [g for g in clauses.partners(line.value_start or line.start, None) if g.end <= line.end]
        named = {p.agency.id for p in (*draft.owners, *draft.partners)}
        own = placed(line.item, tuple(p for g in groups for p in g.parties if p.agency.id not in named))
        doubts = ["W415"] if own and not all(g.certain for g in groups) else []
        return (*own, *draft.partners), [*draft.flags, *doubts]

    def of(self, *kinds: str) -> list[Line]:
        """The fields of some kinds."""
        return [line for line in self.fields if line.kind in kinds]

    def below(self, line: Line) -> list[Line]:
        """The lines below a label that has no value beside it, as values of its field."""
        kids = [self.items[k] for k in line.item.children] if not line.value.strip() else []
        return [Line(k, 0, len(k.text), line.field, 0, line.rule, line.doubt) for k in kids]

    def owner(self, lexicon: Lexicon) -> OwnerValue:
        """What all fields together say of owners, role and partners; what headings above say, where none says who.

        The lead owns it; who carries it out beside a lead is a partner. Where one kind of field stands twice the row is
        unsure.
        """
        whos = [line for line in self.of(*OWNER_KINDS) if line.value.strip() or self.below(line)]
        whos = whos or self.of(*OWNER_KINDS)[:1]
        best = next((line for line in whos if line.kind == "lead"), whos[0] if whos else None)
        told = self.context
        value = (
            self.owner_of(best, lexicon)
            if best
            else OwnerValue(told.owners, told.role, told.role_rule, told.partners, told.partner_rules, True)
        )
        for line in (*whos, *self.of("partner")):
            if line is best or (line.field.startswith(ABOVE) and value.partners):
                continue
            if best and line.kind == best.kind:
                value = _and(value, self.owner_of(line, lexicon))
            else:
                value = _with(value, *self.names(line, lexicon), line.rule)
        return value

    def owner_of(self, line: Line, lexicon: Lexicon) -> OwnerValue:
        """Owners, role and partners that one field names."""
        kids = self.below(line)
        if kids:
            values = [read_owner_value(k.item, k.start, k.end, lexicon) for k in kids]
            value = _together([v for v in values if v.order is None] or values[:1])
        else:
            value = read_owner_value(line.item, line.value_start, line.end, lexicon)
            if not value.owners and (whole := _whole_cell(line, lexicon)):
                value = replace(value, owners=whole, certain=False)
        if value.role is not None:
            return value
        if _HELPS in fold(line.item.text[line.start : line.value_start]):  # "Cơ quan chủ trì, phối hợp: A, B"
            first, rest = value.owners[:1], value.owners[1:]
            value = replace(value, owners=first, partners=rest, partner_rules=(line.rule,), certain=False)
        return replace(value, role="lead" if line.kind == "lead" else "perform", role_rule=line.rule or DEFAULT_ROLE)

    def names(self, line: Line, lexicon: Lexicon) -> tuple[tuple[Party, ...], bool]:
        """All agencies of a field: behind its label, or on the lines below it; and whether they were read whole."""
        read = [read_names(v.item, v.value_start, v.end, lexicon) for v in self.below(line) or [line]]
        names = tuple(p for found, _ in read for p in found)
        if not names and (whole := _whole_cell(line, lexicon)):
            return whole, False
        return names, all(certain for _, certain in read)


def _whole_cell(line: Line, lexicon: Lexicon) -> tuple[Party, ...]:
    """All words of a cell below a head that says who ("Bảo vệ", "Chi đoàn giáo viên"): its place decides what they are;
    none where they are no short name ("Theo phân công", "02 người", a time)."""
    words = line.value.strip(" .;,\n")
    start = line.item.text.find(words)
    few = 0 < len(words.split()) <= _LONGEST_NAME and "\n" not in words and not any(map(str.isdigit, words))
    if not line.field.startswith("cell:") or not few or not words[:1].isupper() or not words[-1].isalpha():
        return ()
    if lexicon.value("opening", words) or lexicon.agencies.is_stop(words.split()[0]):
        return ()
    agency = Agency(slug(words), words, "nhom", order=UNKNOWN, known=False)
    return placed(line.item, (Party(agency, words, Span(0, start, start + len(words))),))


def _with(value: OwnerValue, names: tuple[Party, ...], certain: bool, rule: str) -> OwnerValue:
    """A value with the partners of one more field."""
    rules = (*value.partner_rules, rule)
    return replace(value, partners=value.partners + names, partner_rules=rules, certain=value.certain and certain)


def _and(value: OwnerValue, other: OwnerValue) -> OwnerValue:
    """Two fields of one kind, with no work between them: all are owners, and the row is to be looked at."""
    partners, rules = value.partners + other.partners, value.partner_rules + other.partner_rules
    return replace(value, owners=value.owners + other.owners, partners=partners, partner_rules=rules, certain=False)


def _together(values: Sequence[OwnerValue]) -> OwnerValue:
    """Names on several lines below one label."""
    if not values:
        return OwnerValue((), None, "", (), (), False)
    owners = tuple(p for v in values for p in v.owners)
    return replace(values[0], owners=owners, certain=all(v.certain for v in values))
