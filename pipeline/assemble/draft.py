"""What is known of a task before its words are read for dates, products and flags."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.find.layout.outline import Item
from pipeline.find.time.steps import is_step, time_below
from pipeline.model import Mode, Party, Role, Span

# Ids of the default rules: what holds where no word says otherwise (docs/add-a-rule.md).
DEFAULT_MODE = "MODE-00"
DEFAULT_ROLE = "ROLE-00"
DEFAULT_DEADLINE = "DUE-00"
OWNER_HEADING = "OWNER-01"  # the heading above names the agency
OWNER_SUBJECT = "OWNER-02"  # the sentence names it before its order
OWNER_FIELD = "OWNER-03"  # a line or a column names it
OWNER_ABOVE = "OWNER-04"  # a blank cell means the cell above
OWNER_LEAD_IN = "OWNER-05"  # the lead-in before the first number names those addressed


LIMIT_CELL = "limit:deadline"  # a cell of a column whose head names a limit


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` of an item's text; ``field`` names what a label line says ("deadline"), else "".

    A mark before a colon keeps a field out of the task's words: "cell:", "limit:" of a table, "shared:" of several
    tasks, "in:" of words inside the task's own line, "above:" of the row above. ``rule`` read the label; ``doubt`` is
    the label where its place alone says what it names.
    """

    item: Item
    start: int
    end: int
    field: str = ""
    value_start: int = 0
    rule: str = ""
    doubt: str = ""

    @property
    def kind(self) -> str:
        """The field without its mark."""
        return self.field.rpartition(":")[2]

    @property
    def shown(self) -> bool:
        """Whether its words are the task's."""
        return ":" not in self.field

    @property
    def text(self) -> str:
        """The words."""
        return self.item.text[self.start : self.end]

    @property
    def value(self) -> str:
        """The words behind the label."""
        return self.item.text[self.value_start or self.start : self.end]


def whole(item: Item) -> Line:
    """All of an item's words as one line."""
    return Line(item, 0, len(item.text))


def line_spans(line: Line) -> tuple[Span, ...]:
    """A line's words in the blocks where they stand."""
    offsets = [offset for _, offset in line.item.pieces]
    ends = [offset - 1 for offset in offsets[1:]] + [len(line.item.text)]
    return tuple(
        Span(block, max(line.start, offset) - offset, min(line.end, end) - offset)
        for (block, offset), end in zip(line.item.pieces, ends, strict=True)
        if max(line.start, offset) < min(line.end, end)
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What headings and lead-ins above say of the items below them.

    ``section``, ``heading`` and ``path`` make the id: the outline number above, its words, and the places of the
    items on the way.
    """

    owners: tuple[Party, ...] = ()
    owner_rule: str = ""
    role: Role = "perform"
    role_rule: str = DEFAULT_ROLE
    partners: tuple[Party, ...] = ()
    partner_rules: tuple[str, ...] = ()
    mode: Mode = "assign"
    mode_rule: str = DEFAULT_MODE
    zone: str = ""
    section: str = ""
    heading: str = ""
    path: tuple[int, ...] = ()
    open_partner: bool = False
    directs: bool = False  # the owner is to direct those whom the items below name
    among_told: bool = False  # most of the items here are headings of agencies
    flags: tuple[str, ...] = ()
    verb: str = ""  # the verb that stands in the heading or lead-in above, of orders that are noun phrases
    time: Line | None = None  # what the heading or lead-in above says of when

    def below(self, place: int) -> Context:
        """The context of the item that stands at ``place`` (from 1) among its siblings."""
        return replace(self, path=(*self.path, place))

    def under(self, item: Item) -> Context:
        """The context below ``item``, a heading or lead-in: numbered ones begin a section; its time holds below."""
        inner = replace(self.timed(item), verb="")
        if item.numbered and (item.number or not is_step(item.text)):
            return replace(inner, section=item.section, heading=item.text, path=())
        return inner

    def timed(self, item: Item) -> Context:
        """The context with the time that ``item`` says for all below it."""
        found = time_below(item.text)
        return replace(self, time=Line(item, found[0], found[1], f"shared:{found[2]}")) if found else self


@dataclass(slots=True)
class Draft:
    """A task in the making: who, in which role, with whom, and the lines that are its text."""

    context: Context
    lines: list[Line]
    owners: tuple[Party, ...]
    owner_rule: str
    role: Role
    role_rule: str
    partners: tuple[Party, ...]
    partner_rules: tuple[str, ...]
    mode: Mode
    mode_rule: str
    order_start: int = 0  # offset in the first line's item where the action begins
    cut: list[tuple[int, int]] = field(default_factory=list)  # role clauses inside the first line's item
    flags: list[str] = field(default_factory=list)
    monitors: tuple[Party, ...] = ()
    place: str = ""
    part: str = ""
    beside: list[Span] = field(default_factory=list)  # words that say something of the row and are not its own

    @property
    def id(self) -> str:
        """Section and place, "III.2.1-03"; a part of an item that orders several agencies has a letter behind it."""
        path = (
            ".".join([f"{self.context.path[0]:02d}", *map(str, self.context.path[1:])]) if self.context.path else "01"
        )
        return f"{self.context.section or '0'}-{path}{self.part}"


def from_context(context: Context, lines: list[Line]) -> Draft:
    """A draft that takes everything over from its context."""
    return Draft(
        context,
        [*lines, *((context.time,) if context.time else ())],
        context.owners,
        context.owner_rule,
        context.role,
        context.role_rule,
        context.partners,
        context.partner_rules,
        context.mode,
        context.mode_rule,
        flags=list(context.flags),
    )
