"""Questions about an item of the outline that the walk asks: is it a heading, a lead-in, an order, who is told?

Each answers from the words of the item and of those below it; nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.assemble.draft import Context
from pipeline.assemble.fields.attributed import read_attribution
from pipeline.assemble.fields.labelled import group_children
from pipeline.assemble.fields.values import begins_order
from pipeline.assemble.telling import segments
from pipeline.find.agency.cells import UNKNOWN
from pipeline.find.agency.fields import BOARD
from pipeline.find.language.tokens import fold
from pipeline.find.layout.labels import WHEN, value_kind
from pipeline.find.layout.numbers import LEAD_IN, PLAIN
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject
from pipeline.model import Agency, Mention, Party, Span

_LONGEST_NAME = 200
_LONGEST_DOER = 10  # words before a colon that name who does what stands behind it
_EACH = ("mỗi", "từng")


@dataclass(frozen=True, slots=True)
class Questions:
    """Asked of the items of one part; ``items`` are all of them, in order."""

    items: Sequence[Item]
    lexicon: Lexicon

    def clauses(self, text: str) -> Clauses:
        """The reading of one text."""
        return self.lexicon.clauses(text)

    def children(self, item: Item) -> list[Item]:
        """The items directly below."""
        return [self.items[i] for i in item.children]

    def below(self, item: Item) -> list[Item]:
        """An item and all below it, in order."""
        return [item, *(d for k in self.children(item) for d in self.below(k))]

    def zone(self, item: Item) -> str:
        """What the item announces, if it is a heading."""
        if not item.numbered or len(item.text) > 160 or (item.text[-1] in ".;" and not item.children):
            return ""
        zone = self.lexicon.value("zone", item.text)
        told = self.clauses(item.text).subject(0) if zone == "purpose" and item.text[-1] == ":" else None
        return "" if told is not None and told.mode is not None else zone  # "Yêu cầu các đơn vị báo cáo, cụ thể:"

    def subject(self, item: Item, clauses: Clauses, context: Context) -> Subject | None:
        """Who an item names: a heading that is nothing but agencies, the sentence's subject, or the one behind a title
        and a colon ("Phát hành thẻ: UBND các xã …")."""
        if item.numbered and item.children and item.text[-1] not in ".;":
            heading, told = clauses.heading(), clauses.subject(0, self.lexicon.issuer_id)
            if heading is not None and (heading.certain or item.text[-1] != ":" or told is None or not told.certain):
                return heading
            if group := self.group_heading(item, clauses):
                return group
        found = clauses.subject(0, self.lexicon.issuer_id)
        colon = item.text.find(": ")
        if found is None and not context.owners and 0 < colon < 200:
            found = clauses.subject(colon + 1, self.lexicon.issuer_id)
        return found

    def group_heading(self, item: Item, clauses: Clauses) -> Subject | None:
        """A heading that begins with a group and has orders below is the group's name whole, with all that narrows it
        down ("Các chủ đầu tư xây dựng và kinh doanh hạ tầng khu công nghiệp"); where a verb or role word in it could be
        its order as well, a guess."""
        start = clauses.skip(0)
        read = clauses.read_list(start)
        group = read.parties and read.parties[0].agency.kind == "nhom" and clauses.at("mode", start) is None
        if not group or item.text[-1] in ".;" or len(item.text) > _LONGEST_NAME or not self.orders_below(item):
            return None
        words = item.text[start:].rstrip(" ,:")
        agency = Agency(group_id(words), words, "nhom", order=read.parties[0].agency.order, known=False)
        certain = self.lexicon.agencies.is_plain(item.text, read.end)
        if not certain and item.text[-1] == ":":
            return None  # a lead-in with an order of its own
        party = Party(agency, words, Span(0, start, start + len(words)))
        return Subject((party,), start, len(item.text), None, certain)

    def is_told(self, subject: Subject, clauses: Clauses, context: Context) -> bool:
        """Below an agency's heading another agency is told only by "Giao", "Đề nghị", or by its name at the very
        start; below "Chỉ đạo các đơn vị:" nobody is: the owner is to see to it."""
        if not context.owners or subject.by_issuer:
            return True
        if is_each(subject):
            return False
        first = clauses.skip(0)
        named = subject.certain and self.named_alone(subject)
        if subject.mode is not None and subject.start > subject.mode.span.start:
            asked = named and all(p.agency.kind == "nhom" for p in context.owners)  # below a group's heading
            return asked or item_text(clauses, subject.mode).startswith(("giao", "phân công"))
        apart = clauses.apart(first) > 0  # "Riêng UBND xã A …", "Riêng đối với UBND xã A: …"
        apart = apart or (named and clauses.at("towards", first) is not None)
        acts = subject.certain or clauses.begins_order(subject.end)  # a guess, which flags its row
        return not context.directs and (apart or (subject.start == first and acts))

    def mostly_told(self, siblings: Sequence[Item], context: Context) -> bool:
        """Whether most of the numbered items under one heading name agencies: then the others are orders too."""
        heads = [i for i in siblings if i.numbered]
        if context.owners or context.zone not in ("", "content", "assignment") or len(heads) < 3:
            return False
        told = [i for i in heads if self.subject(i, self.clauses(i.text), context) is not None]
        if context.zone == "assignment":
            told += [
                i for i in heads if i not in told and self.unread_heading(i, self.clauses(i.text), among_told=False)
            ]
        return len(told) * 2 > len(heads)

    def unread_heading(self, item: Item, clauses: Clauses, *, among_told: bool) -> Subject | None:
        """A heading that no rule reads to its end, all its words taken for a name, and the row to be looked at: one
        that begins as the headings of agencies beside it do, or whose items say in which role it acts ("Chủ trì …")."""
        if not (item.numbered and item.children) or item.text[-1] in ".;:" or len(item.text) > _LONGEST_NAME:
            return None
        start = clauses.skip(0)
        if clauses.begins_order(start) or self.lexicon.value("zone", item.text):
            return None
        read = self.lexicon.agencies.read_list(item.text, start)
        if not (among_told and (read.parties or self.orders_below(item))) and not self.acts_below(item):
            return None
        words = item.text[start:].rstrip(" .:;,")
        agency = Agency(slug(words), words, "nhom", order=UNKNOWN, known=False)
        party = Party(agency, words, Span(0, start, start + len(words)))
        return Subject((party,), start, len(item.text), None, False)

    def acts_below(self, item: Item) -> bool:
        """Whether most items directly below begin as orders and one says in which role ("Chủ trì", "Phối hợp")."""
        kids = self.children(item)
        if not self.orders_below(item):
            return False
        return any((c := self.clauses(k.text)).at("role", c.skip(0)) for k in kids)

    def orders_below(self, item: Item) -> bool:
        """Whether half of the items directly below begin as orders, and none tells somebody by name."""
        kids = [k for k in self.children(item) if not self.is_label(k)]
        told = (self.subject(k, self.clauses(k.text), Context()) for k in kids)
        return 0 < len(kids) <= sum(self.is_order(k) for k in kids) * 2 and not any(
            s and s.certain and not is_each(s) for s in told
        )

    def names_only_behind(self, item: Item) -> bool:
        """Words that name nobody, a colon and nothing but names behind it: a label that no rule knows."""
        before, _, after = item.text.partition(":")
        agencies = self.lexicon.agencies
        read = agencies.is_agency_heading(before)
        alone = read is None or all(self.lexicon.begins("bare-noun", p.surface) for p in read.parties)
        first = after.partition(";")[0] if ":" in after else after  # the next label on the line ends the value
        return alone and bool(first.strip()) and agencies.is_agency_heading(first.strip().rstrip(".;")) is not None

    def shares_out(self, item: Item) -> bool:
        """A lead-in "Phân công lực lượng trực:" with "X: work" below it: most items name their doer before a colon, and
        half of what stands behind it begins as an order does."""
        kids = self.children(item)
        if len(kids) < 2 or item.text[-1] in ".;" or not self.lexicon.value("shares-out", item.text):
            return False
        works = [k.text[doer.end :].lstrip(" :") for k in kids if (doer := self.doer(k)) is not None]
        orders = sum(begins_order(w, self.lexicon) for w in works)
        return len(works) * 2 > len(kids) and orders * 2 >= len(works)

    def doer(self, item: Item) -> Subject | None:
        """Who does it in an item "X: work", whatever X says; a guess, unless X is known."""
        before, _, work = item.text.partition(": ")
        clauses = self.clauses(item.text)
        if not work[:1].islower() or not before[:1].isupper() or len(before.split()) > _LONGEST_DOER:
            return None
        told = clauses.subject(0, self.lexicon.issuer_id)
        if told is not None and told.certain and clauses.skip(told.end) <= len(before):
            return told
        if clauses.begins_order(0) or self.is_label(item) or value_kind(before, self.lexicon.agencies, None) == WHEN:
            return None
        return Subject(unread_parties(before), 0, len(before), None, False)

    def closes(self, item: Item) -> bool:
        """A closing phrase, or one that orders nothing in particular."""
        return bool(self.lexicon.value("generic", item.text) or self.lexicon.value("closing", item.text))

    def begins_named(self, item: Item) -> bool:
        """A lead-in that begins with agencies and goes on with a word that no rule knows: "Sở A có ý kiến về:"."""
        if item.text.rstrip()[-1] != ":":
            return False
        clauses = self.clauses(item.text)
        read = clauses.read_list(clauses.skip(0))
        return any(p.agency.known for p in read.parties) and item.text[clauses.skip(read.end)].islower()

    def named_alone(self, subject: Subject) -> bool:
        """One agency called by its name, no group."""
        return not any(p.agency.kind == "nhom" for p in subject.parties)

    def is_steering_body(self, subject: Subject) -> bool:
        """A committee that directs the whole ("Ban Chỉ đạo", "Ban Tổ chức"), not one of its sub-committees."""
        boards = [p for p in subject.parties if p.agency.kind == BOARD]
        return len(boards) == len(subject.parties) and not all(
            self.lexicon.begins("board-part", p.surface) for p in boards
        )

    def names_parts(self, item: Item) -> bool:
        """A heading of a steering body's parts: "2. Các tiểu ban giúp việc", "2. Tổ giúp việc"."""
        return item.numbered and self.lexicon.begins("board-helper", item.text) is not None

    def has_duty(self, item: Item, subject: Subject) -> bool:
        """ "có trách nhiệm" behind the agencies: an order, whatever the heading."""
        clauses = self.clauses(item.text)
        duty = clauses.at("duty", clauses.skip(subject.end))
        return duty is not None and duty.value == "responsible"

    def is_order(self, item: Item) -> bool:
        """Whether an item begins as an order does."""
        return begins_order(item.text, self.lexicon)

    def orders_unnamed(self, item: Item, context: Context) -> bool:
        """An order that names nobody, whose sentences and items below tell no agency of their own."""
        if not self.is_order(item) or self.lexicon.value("generic", item.text):
            return False
        if segments(self.clauses(item.text), self.lexicon, closing=False) or read_attribution(item, self.lexicon):
            return False
        return all(self.subject(k, self.clauses(k.text), context) is None for k in self.children(item))

    def is_label(self, item: Item) -> bool:
        """Whether an item is a label line."""
        return bool(group_children([item], self.items, self.lexicon)[0].labels)

    def is_for_another(self, clauses: Clauses) -> bool:
        """ "Giao", "Phân công" before somebody whom nothing here can read."""
        mode = clauses.at("mode", clauses.skip(0))
        return mode is not None and item_text(clauses, mode).startswith(("giao", "phân công"))

    def is_told_apart(self, item: Item, *, named: bool) -> bool:
        """A bare paragraph below an item that orders something of an agency is no detail of it: it begins with "Giao",
        "Đề nghị", or — where the item above is ``named`` to an agency in its own words — with agencies."""
        if item.rank < LEAD_IN or item.rank in range(85, PLAIN):
            return False
        clauses = self.clauses(item.text)
        subject = clauses.subject(0, self.lexicon.issuer_id)
        if subject is None or subject.mode is not None:
            return subject is not None
        first = clauses.skip(0)
        begins = subject.start == first or clauses.at("opening", first) is not None  # "Căn cứ Kế hoạch này, các sở …"
        return named and subject.certain and begins and item.text[-1] != ":"


def unread_parties(words: str) -> tuple[Party, ...]:
    """Words that begin a text and name doers, whatever they say: one for each part that a capital begins behind a
    comma."""
    cuts = [0, *(i + 2 for i in range(len(words)) if words[i : i + 2] == ", " and words[i + 2 : i + 3].isupper())]
    names = ((a, words[a:b].rstrip(" ,")) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True))
    return tuple(
        Party(Agency(slug(n), n, "nhom", order=UNKNOWN, known=False), n, Span(0, a, a + len(n))) for a, n in names
    )


def is_each(subject: Subject) -> bool:
    """ "Mỗi đơn vị", "Từng xã" below a group's heading: the group itself, one by one."""
    return all(fold(p.surface).split()[0] in _EACH for p in subject.parties)


def item_text(clauses: Clauses, mention: Mention) -> str:
    """The words of a find, folded."""
    return fold(clauses.text[mention.span.start : mention.span.end])
