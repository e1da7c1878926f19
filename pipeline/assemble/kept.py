"""What the walk and the tables keep: drafts of tasks, and for all other words what became of them.

There is no other place to put words: what nothing was said of is a doubt at the end (``doubt_rest``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.assemble.draft import Draft, Line, line_spans
from pipeline.find.layout.outline import Item
from pipeline.model import Fate, LedgerEntry, Notice, Span

# Why words were set aside where no rule of rules/*.toml says so (docs/ledger.md; messages.ASIDES for officers).
PURPOSE = "ASIDE-PURPOSE"
STEERING = "ASIDE-STEERING"
CLOSING = "ASIDE-CLOSING"
PRAISE = "ASIDE-PRAISE"
LEADS = "ASIDE-LEADS"
TITLE = "ASIDE-TITLE"
DETAIL = "ASIDE-DETAIL"
TABLE = "ASIDE-TABLE"
ROW = "ASIDE-ROW"
FOOTNOTE = "ASIDE-FOOTNOTE"
WHO = frozenset(("lead", "perform", "partner", "monitor", "who"))  # fields of label lines that name somebody


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters ``start`` to ``end`` of a text that order nothing, by ``rule``."""

    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Kept:
    """The results of one part of the document, in the order in which they were found."""

    drafts: list[Draft] = field(default_factory=list)
    activities: list[Item] = field(default_factory=list)
    funding: list[Item] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)
    doubts: list[tuple[str, Item]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def put(self, fate: Fate, items: Iterable[Item], name: str = "") -> None:
        """The whole words of ``items`` came to this; of several fates the strongest counts (ledger.py)."""
        for item in items:
            shown = item.section if fate == "heading" else name
            self.entries += [LedgerEntry(span, fate, shown) for span in item.spans()]

    def put_aside(self, items: Iterable[Item], rule: str) -> None:
        """These order nothing, by ``rule``."""
        self.entries += [LedgerEntry(span, "aside", rule=rule) for item in items for span in item.spans()]

    def put_words(self, item: Item, aside: Iterable[Aside], rest: Iterable[tuple[int, int]], rule: str) -> None:
        """Sentences of an item that order nothing, each by its own rule, the ``rest`` by ``rule``."""
        places = [(a.start, a.end, a.rule) for a in aside] + [(start, end, rule) for start, end in rest]
        for start, end, why in places:
            spans = line_spans(Line(item, start, end))
            self.entries += [LedgerEntry(span, "aside", rule=why) for span in spans]

    def put_cells(self, fate: Fate, cells: Iterable[tuple[int, str]], name: str = "", rule: str = "") -> None:
        """The whole words of table cells (block and text) came to this."""
        self.entries += [LedgerEntry(Span(block, 0, len(text)), fate, name, rule) for block, text in cells]

    def activity(self, item: Item) -> None:
        """Content that no agency is given."""
        self.activities.append(item)
        self.put("activity", [item])

    def fund(self, item: Item) -> None:
        """A clause on funding."""
        self.funding.append(item)
        self.put("funding", [item])

    def doubt(self, code: str, items: Iterable[Item]) -> None:
        """Words that nothing here can read: a notice, one for neighbours together."""
        for item in items:
            self.doubts.append((code, item))
            self.entries += [LedgerEntry(span, "notice", code) for span in item.spans()]

    def doubt_cells(self, cells: Iterable[tuple[int, str]], shown: tuple[int, str]) -> None:
        """A row that says what is to be done, or by whom, and not both; ``shown`` is the cell to quote."""
        self.put_cells("notice", cells, "W412")
        self.notices.append(Notice("W412", Span(shown[0], 0, len(shown[1])), shown[1]))

    def doubt_rest(self, code: str, items: Sequence[Item]) -> None:
        """Every item of which nothing was said is a doubt, whether others stand below it or not; one whose items are
        all words of tasks is their heading ("Cơ quan thực hiện:" above the lines that say who)."""
        said = {e.span.block for e in self.entries}
        worded = {block for d in self.drafts for line in d.lines for block, _ in line.item.pieces}
        worded |= {span.block for d in self.drafts for span in d.beside}
        left = [i for i in items if i.block not in said | worded]
        heads = [i for i in left if i.children and all(items[k].block in worded for k in i.children)]
        self.put("heading", heads)
        self.doubt(code, [i for i in left if i not in heads])

    def close(self) -> None:
        """Make the notices: neighbours in doubt for one reason are one stretch, and one notice."""
        stretches: list[tuple[str, list[Item]]] = []
        for code, item in sorted(dict.fromkeys(self.doubts), key=lambda d: (d[1].index, d[0])):
            last = stretches[-1] if stretches else None
            if last and last[0] == code and last[1][-1].index + 1 == item.index:
                last[1].append(item)
            else:
                stretches.append((code, [item]))
        self.notices += [Notice(code, items[0].spans()[0], _quote(items)) for code, items in stretches]


def _quote(items: Sequence[Item]) -> str:
    return "\n".join(item.text for item in items)
