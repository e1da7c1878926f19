"""The walk over the outline: headings hand down who is told, lead-ins in which role, and items become drafts.

The cases are those of the corpus' definition of a task: items under an agency's heading, sentences that name their
agency, lead-ins with orders below, content with label lines (labelled.py). What becomes no task is kept as an
activity or a doubt, so that every word stays accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.draft import OWNER_HEADING, OWNER_SUBJECT, Context, Draft, Line, from_context, whole
from pipeline.assemble.labelled import Run, group_children, labelled_drafts
from pipeline.assemble.values import begins_order, placed
from pipeline.find.clauses import Clauses, Subject
from pipeline.find.lexicon import Lexicon
from pipeline.find.outline import LEAD_IN, PLAIN, Item
from pipeline.find.tokens import fold
from pipeline.model import Mention, Notice, Party

_SENTENCE = re.compile(r"\.\s+(?=[A-ZĐÀ-Ỵ“\"])")
_TRIM = " \t.;:,"


@dataclass(slots=True)
class Walk:
    """The walk over one part; its results are ``drafts``, ``activities``, ``funding`` and ``notices``."""

    items: Sequence[Item]
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)
    activities: list[Item] = field(default_factory=list)
    funding: list[Item] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def run(self, context: Context) -> None:
        """Visit every root of the outline."""
        self.visit_all([i for i in self.items if i.parent is None], context)

    def children(self, item: Item) -> list[Item]:
        """The items directly below."""
        return [self.items[i] for i in item.children]

    def visit_all(self, siblings: Sequence[Item], context: Context) -> None:
        """Visit siblings; those that label lines follow become labelled tasks."""
        for run in group_children(siblings, self.items, self.lexicon):
            if run.labels and run.names_owner:
                self.labelled(run, context)
                continue
            for item, place in run.members:
                self.visit(item, context.below(place))

    def labelled(self, run: Run, context: Context) -> None:
        """Content items with their set of label lines."""
        drafts = labelled_drafts(run, context, self.items, self.lexicon)
        self.drafts += drafts

    def visit(self, item: Item, context: Context) -> None:
        """One item, with all that stands below it."""
        zone = self.zone(item) or context.zone
        inner = replace(context, zone=zone)
        if zone in ("purpose", "steering"):
            return
        if not context.owners and self.lexicon.value("closing", item.text[:80]):
            self.sentences(item, inner, closing=True)
            return
        clauses = Clauses(item.text, self.lexicon.finder, self.lexicon.agencies)
        subject = self.subject(item, clauses, context)
        if subject is not None and not context.open_partner and self.is_told(subject, clauses, context):
            self.told(item, inner, clauses, subject)
        elif context.owners:
            self.order(item, inner, clauses)
        else:
            self.content(item, inner)

    def subject(self, item: Item, clauses: Clauses, context: Context) -> Subject | None:
        """Who an item names: a heading that is nothing but agencies, the sentence's subject, or the one behind a title
        and a colon ("Phát hành thẻ: UBND các xã …")."""
        if item.numbered and item.children and item.text[-1] not in ".;":
            heading = clauses.heading()
            if heading is not None:
                return heading
        found = clauses.subject(0, self.lexicon.issuer_id)
        colon = item.text.find(": ")
        if found is None and not context.owners and 0 < colon < 200:
            found = clauses.subject(colon + 1, self.lexicon.issuer_id)
        return found

    def is_told(self, subject: Subject, clauses: Clauses, context: Context) -> bool:
        """Below an agency's heading another agency is told only by "Giao", "Đề nghị", or by its name at the very
        start."""
        if not context.owners:
            return True
        if subject.mode is not None:
            return item_text(clauses, subject.mode).startswith(("giao", "phân công"))
        return subject.start == clauses.skip(0) and subject.certain

    def zone(self, item: Item) -> str:
        """What the item announces, if it is a heading."""
        if not item.numbered or len(item.text) > 160 or (item.text[-1] in ".;" and not item.children):
            return ""
        return self.lexicon.value("zone", item.text)

    # -- an item that names who is told -------------------------------------------------------------------

    def told(self, item: Item, context: Context, clauses: Clauses, subject: Subject) -> None:
        """The text begins with agencies: a heading of theirs, a lead-in, or an order (sentence by sentence)."""
        if context.zone == "funding" and not self.named_alone(subject) and not self.has_duty(item, subject):
            self.funding.append(item)
            return
        below = self.owned(item, context, subject)
        rest = item.text[clauses.skip(subject.end) :].strip(_TRIM)
        if not rest or self.is_duty(rest):
            heading = below.under(item)
            self.visit_all(self.children(item), heading)
            if not item.children:
                self.doubt("W410", item)
            return
        if self.is_lead_in(item, clauses, subject):
            self.lead_in(item, below, clauses, subject)
            return
        if item.text.rstrip().endswith(":") and not item.children:
            self.doubt("W411", item)  # leads in what stands beside it, and orders nothing itself
            return
        self.sentences(item, context, closing=False)
        self.told_apart(item, context)

    def owned(self, item: Item, context: Context, subject: Subject) -> Context:
        """The context in which ``subject`` is the owner."""
        mode = subject.mode
        same = context.mode if mode is None and context.owners else "assign"
        return replace(
            context,
            owners=placed(item, subject.parties),
            owner_rule=OWNER_SUBJECT if item.text[subject.end :].strip(_TRIM) else OWNER_HEADING,
            role="perform",
            role_rule=Context().role_rule,
            partners=(),
            partner_rules=(),
            mode=("request" if mode.value == "request" else "assign") if mode else same,
            mode_rule=mode.rule if mode else Context().mode_rule,
            flags=() if subject.certain else ("W416",),
        )

    def named_alone(self, subject: Subject) -> bool:
        """One agency called by its name, no group."""
        return not any(p.agency.kind == "nhom" for p in subject.parties)

    def has_duty(self, item: Item, subject: Subject) -> bool:
        """ "có trách nhiệm" behind the agencies: an order, whatever the heading."""
        return bool(re.match(r"\s*(có|chịu) trách nhiệm\b", item.text[subject.end :], re.I))

    def is_duty(self, rest: str) -> bool:
        """ "có trách nhiệm", "chịu trách nhiệm", "thực hiện các nhiệm vụ sau" and nothing more."""
        return bool(
            re.fullmatch(
                r"(\([^)]*\)\s*)?(có|chịu) (trách nhiệm|nhiệm vụ)( thực hiện)?( các (nhiệm vụ|nội dung)( sau)?)?",
                rest,
                re.I,
            )
        )

    # -- lead-ins -----------------------------------------------------------------------------------------

    def is_lead_in(self, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
        """Whether the items below are orders of their own, and this one only hands down who and with whom."""
        kids = [k for k in self.children(item) if not self.is_label(k)]
        if not kids:
            return False
        if self.is_bare(item, clauses, subject):
            return True
        orders = sum(self.is_order(k) for k in kids)
        if item.text.rstrip().endswith(":"):
            return orders * 2 > len(kids) and not self.is_passed_on(item, clauses, subject)
        return item.text[-1] not in ".;" and orders * 2 > len(kids)

    def is_passed_on(self, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
        """ "Chỉ đạo <agency> …:" is complete in itself, and the items below say what the others do — unless the lead-in
        ends with a duty or "sau"."""
        if re.search(r"(trách nhiệm|(nhiệm vụ|nội dung|công việc)( sau)?)\s*:$", item.text.strip(), re.I):
            return False
        p = clauses.skip(subject.end if subject else 0)
        adverb = clauses.at("adverb", p)
        if adverb is None or item_text(clauses, adverb) != "chỉ đạo":
            return False
        return bool(self.lexicon.agencies.read_list(item.text, clauses.skip(adverb.span.end)).parties)

    def is_bare(self, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
        """No words of an order behind role and partners ("Chủ trì, phối hợp với Sở A và Sở B:")."""
        base = subject.end if subject else 0
        _, mention, p = clauses.role(base)
        groups = clauses.partners(base, subject)
        end = max([p if mention is None else mention.span.end, *(g.end for g in groups)])
        if mention is None and not groups:
            return False
        return not re.sub(r"phối hợp|với|thực hiện|các nội dung|nhiệm vụ|sau|\W", "", item.text[end:].lower())

    def is_order(self, item: Item) -> bool:
        """Whether an item begins as an order does."""
        return begins_order(item.text, self.lexicon)

    def is_label(self, item: Item) -> bool:
        """Whether an item is a label line."""
        return bool(group_children([item], self.items, self.lexicon)[0].labels)

    def lead_in(self, item: Item, context: Context, clauses: Clauses, subject: Subject | None) -> None:
        """Hand owner, role, partners and mode down to the items below."""
        base = subject.end if subject else 0
        role, mention, _ = clauses.role(base)
        groups = clauses.partners(base, subject)
        below = replace(
            context.under(item) if item.numbered else context,
            role=role if mention else context.role,
            role_rule=mention.rule if mention else context.role_rule,
            partners=placed(item, tuple(p for g in groups for p in g.parties)) or context.partners,
            partner_rules=tuple(g.mention.rule for g in groups) or context.partner_rules,
            flags=(*context.flags, *(() if all(g.certain for g in groups) else ("W415",))),
            open_partner=bool(mention)
            and not groups
            and bool(re.search(r"phối hợp( với)?:?$", item.text.strip(), re.I)),
        )
        self.visit_all(self.children(item), below)

    # -- items below an agency ----------------------------------------------------------------------------

    def order(self, item: Item, context: Context, clauses: Clauses) -> None:
        """An item below an agency's heading or lead-in."""
        if context.open_partner:
            self.partner_first(item, context, clauses)
        elif self.is_lead_in(item, clauses, None):
            self.lead_in(item, context, clauses, None)
        elif self.is_group_heading(item):
            self.visit_all(self.children(item), context.under(item))
        else:
            self.add(item, context, clauses, 0, len(item.text), None)

    def is_group_heading(self, item: Item) -> bool:
        """A heading inside an agency's section: no verb, no full stop, items below that are orders."""
        kids = [k for k in self.children(item) if not self.is_label(k)]
        orders = sum(self.is_order(k) for k in kids)
        return bool(kids) and item.text[-1] not in ".;" and not self.is_order(item) and orders * 2 > len(kids)

    def partner_first(self, item: Item, context: Context, clauses: Clauses) -> None:
        """Below "Chủ trì, phối hợp" each item begins with the partner."""
        read = self.lexicon.agencies.read_list(item.text, clauses.skip(0))
        inner = replace(context, open_partner=False)
        if not read.parties:
            self.add(item, replace(inner, flags=(*inner.flags, "W415")), clauses, 0, len(item.text), None)
            return
        draft = self.add(item, inner, clauses, 0, len(item.text), None)
        draft.partners = placed(item, read.parties)
        draft.partner_rules = ("PART-02",)
        draft.role, draft.role_rule = context.role, context.role_rule
        draft.order_start = read.end
        if not read.certain:
            draft.flags.append("W415")

    # -- sentences ----------------------------------------------------------------------------------------

    def sentences(self, item: Item, context: Context, *, closing: bool) -> None:
        """A paragraph that orders different things of different agencies is one task for each of them."""
        clauses = Clauses(item.text, self.lexicon.finder, self.lexicon.agencies)
        segments: list[tuple[int, int, Subject]] = []
        waiting: tuple[int, Subject] | None = None  # told in a phrase that orders nothing yet
        for start, end in _sentences(item.text):
            words = item.text[start:end]
            subject = clauses.subject(start, self.lexicon.issuer_id) or self.titled(clauses, start, end)
            if subject is not None and subject.end > end:
                subject = None
            if self.is_generic(words) and (subject is None or closing or self.all_groups(subject)):
                waiting = (start, subject) if subject and not self.lexicon.value("closing", words) else None
            elif subject is None and waiting and self.is_report(words):
                segments.append((waiting[0], end, waiting[1]))
                waiting = None
            elif subject is None or (segments and _same(segments[-1][2], subject)):
                if segments and not (closing and subject is None):
                    segments[-1] = (segments[-1][0], end, segments[-1][2])
            elif not (closing and self.lexicon.value("closing", words)):
                segments.append((start, end, subject))
        for n, (start, end, subject) in enumerate(segments):
            draft = self.add(item, self.owned(item, context, subject), clauses, start, end, subject)
            draft.part = "" if n == 0 else chr(ord("a") + n)
        if len(segments) > 1:
            for draft in self.drafts[-len(segments) :]:
                draft.lines = [line for line in draft.lines if line.item is item]

    def titled(self, clauses: Clauses, start: int, end: int) -> Subject | None:
        """The subject behind a title and a colon, in the first sentence."""
        colon = clauses.text.find(": ", start, min(end, start + 200))
        return clauses.subject(colon + 1, self.lexicon.issuer_id) if start == 0 and colon > 0 else None

    def all_groups(self, subject: Subject) -> bool:
        """Groups only ("các sở, ban, ngành"), no agency by its name."""
        return all(p.agency.kind == "nhom" for p in subject.parties)

    def is_report(self, text: str) -> bool:
        """A duty to report."""
        return bool(re.search(r"\b(báo cáo|gửi)\b", text, re.I)) and not self.is_generic(text)

    def is_generic(self, text: str) -> bool:
        """A phrase that orders nothing in particular."""
        return bool(self.lexicon.value("generic", text))

    def add(
        self, item: Item, context: Context, clauses: Clauses, start: int, end: int, subject: Subject | None
    ) -> Draft:
        """A draft for the words ``start`` to ``end`` of the item, with what its own clause says of role and
        partners."""
        kids = [k for k in self.children(item) if not self.is_told_apart(k)]
        details = [whole(d) for k in kids for d in self.below(k)]
        draft = from_context(context, [Line(item, start, end), *details])
        base = subject.end if subject else start
        role, mention, order = clauses.role(base)
        if mention is not None and order < end:
            draft.role, draft.role_rule = role, mention.rule
            draft.cut.append((mention.span.start, mention.span.end))
        mode = clauses.at("mode", clauses.skip(start))
        if subject is None and mode is not None and mode.value == "request" and not context.open_partner:
            pass  # "Đề nghị cấp trên …" below an agency is what the agency asks of others
        groups = [g for g in clauses.partners(base, subject) if g.mention.span.end <= end]
        if groups:
            own = placed(item, tuple(p for g in groups for p in g.parties if p.span.start < end))
            draft.partners = own if subject else _union(context.partners, own)
            draft.partner_rules = tuple(g.mention.rule for g in groups)
            draft.cut += [
                (g.mention.span.start, min(g.end, end))
                for g in groups[:1]
                if mention and g.mention.span.start <= mention.span.end + 2
            ]
            if not all(g.certain for g in groups):
                draft.flags.append("W415")
        draft.order_start = order
        self.drafts.append(draft)
        return draft

    def is_told_apart(self, item: Item) -> bool:
        """A bare paragraph below an item that orders something of an agency by name is no detail of it."""
        if item.rank < LEAD_IN or item.rank in range(85, PLAIN):
            return False
        subject = Clauses(item.text, self.lexicon.finder, self.lexicon.agencies).subject(0, self.lexicon.issuer_id)
        return subject is not None and subject.mode is not None

    def told_apart(self, item: Item, context: Context) -> None:
        """Visit the paragraphs below an item that are orders of their own."""
        free = replace(context, owners=(), partners=(), role="perform", role_rule=Context().role_rule)
        for place, kid in enumerate(self.children(item), 1):
            if self.is_told_apart(kid):
                self.visit(kid, free.below(place))

    def below(self, item: Item) -> list[Item]:
        """An item and all below it, in order."""
        return [item, *(d for k in self.children(item) for d in self.below(k))]

    # -- content without an agency ------------------------------------------------------------------------

    def content(self, item: Item, context: Context) -> None:
        """No agency is told: a heading, an activity, or a text of an assignment section that stays a doubt."""
        if item.children:
            self.visit_all(self.children(item), context.under(item))
        elif context.zone == "funding":
            self.funding.append(item)
        elif context.zone == "assignment":
            self.doubt("W411", item)
        elif context.zone:
            self.activities.append(item)

    def doubt(self, code: str, item: Item) -> None:
        """A notice about an item."""
        self.notices.append(Notice(code, item.spans()[0], item.text))


def item_text(clauses: Clauses, mention: Mention) -> str:
    """The words of a find, folded."""
    return fold(clauses.text[mention.span.start : mention.span.end])


def _sentences(text: str) -> list[tuple[int, int]]:
    starts = [0] + [m.end() for m in _SENTENCE.finditer(text)]
    return list(zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True))


def _union(above: Sequence[Party], own: Sequence[Party]) -> tuple[Party, ...]:
    """The lead-in's partners with those the item names itself."""
    ids = {p.agency.id for p in above}
    return (*above, *(p for p in own if p.agency.id not in ids))


def _same(a: Subject, b: Subject) -> bool:
    return [p.agency.id for p in a.parties] == [p.agency.id for p in b.parties]
