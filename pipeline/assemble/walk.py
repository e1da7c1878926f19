"""The walk over the outline: headings hand down who is told, lead-ins in which role, and items become drafts.

The cases are those of the corpus' definition of a task: items under an agency's heading, sentences that name their
agency, lead-ins with orders below, content with label lines (labelled.py). What becomes no task is kept as an
activity or a doubt, so that every word stays accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.addressees import addressed
from pipeline.assemble.attributed import read_attribution
from pipeline.assemble.common_time import share_time
from pipeline.assemble.draft import OWNER_HEADING, OWNER_SUBJECT, Context, Draft, whole
from pipeline.assemble.labelled import Run, group_children, join_members, labelled_drafts
from pipeline.assemble.orders import order_draft, partner_draft
from pipeline.assemble.questions import Questions
from pipeline.assemble.record import Record
from pipeline.assemble.telling import all_groups, behind_apart, segments
from pipeline.assemble.values import placed
from pipeline.find.layout.outline import PREAMBLE, Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject
from pipeline.model import Notice

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
    aside: set[int] = field(default_factory=set)  # items that a rule set aside
    addressed: Context | None = None  # whom the lead-in before the first number addresses

    def put_aside(self, items: Sequence[Item]) -> None:
        """These order nothing by a rule."""
        self.aside |= {i.index for i in items}

    @property
    def ask(self) -> Questions:
        """The questions, asked of this part's items."""
        return Questions(self.items, self.lexicon)

    def run(self, context: Context) -> None:
        """Visit every root of the outline; what is left over at the end is a doubt, so that no word is passed over."""
        self.addressed = addressed(self.items, self.ask)
        self.visit_all([i for i in self.items if i.parent is None], context)
        for item in self.left_over():
            self.doubt("W411", item)

    def left_over(self) -> list[Item]:
        """Items without items below them that became no task, activity, funding clause or doubt, and that no rule set
        aside (purposes, general direction, closing phrases, label lines)."""
        used = {line.item.index for d in self.drafts for line in d.lines} | self.aside
        used |= {i.index for i in (*self.activities, *self.funding)}
        doubted = {n.span.block for n in self.notices if n.span}
        roots = {i.index for i in self.items if i.parent == PREAMBLE}
        return [
            i
            for i in self.items
            if not i.children and i.index not in used and i.index not in roots and i.block not in doubted
        ]

    def visit_all(self, siblings: Sequence[Item], context: Context) -> None:
        """Visit siblings; those that label lines follow become labelled tasks."""
        told, before = self.ask.mostly_told(siblings, context), len(self.drafts)
        if told or context.among_told:
            context = replace(context, zone="assignment" if told else context.zone, among_told=told)
        for run in group_children(siblings, self.items, self.lexicon):
            if run.labels and run.names_owner:
                self.labelled(run, context)
                continue
            for item, place in run.visited(owned=bool(context.owners)):
                self.visit(item, context.below(place))
            if context.owners:
                self.own_contents(run, context.below(siblings.index(run.labels[0].item) + 1) if run.labels else context)
        share_time(siblings, self.drafts[before:], self.ask)

    def labelled(self, run: Run, context: Context) -> None:
        """Content items with their set of label lines."""
        self.drafts += (drafts := labelled_drafts(run, context, self.items, self.lexicon))
        self.put_aside([below for line in run.labels for below in self.ask.below(line.item)] + run.holders)
        if not drafts:
            self.doubt("W411", run.labels[0].item)  # who and when, and no work before them

    def own_contents(self, run: Run, context: Context) -> None:
        """Below an agency's heading a line "Nhiệm vụ: …" is an order to it, with the lines beside it that say when."""
        self.put_aside(join_members(run, self.drafts, self.lexicon))
        for n, line in enumerate((x for x in run.labels if x.field == "content"), 1):
            inner, before = (context if n == 1 else context.below(n)), len(self.drafts)
            if line.value.strip():
                self.add(line.item, inner, self.ask.clauses(line.item.text), line.value_start, line.end, None)
            else:
                self.visit(line.item, inner)
            for draft in self.drafts[before:]:
                draft.lines += [replace(x, field=f"shared:{x.field}") for x in run.labels if x.field == "deadline"]
            self.put_aside([x.item for x in run.labels])

    def visit(self, item: Item, context: Context) -> None:
        """One item, with all that stands below it."""
        zone = self.ask.zone(item) or context.zone
        inner = replace(context, zone=zone)
        if zone in ("purpose", "steering"):
            self.put_aside(self.ask.below(item))
            if zone == "steering" and context.zone != "steering":
                self.under_steering(item, context)
            return
        if not context.owners and self.lexicon.value("closing", item.text[:80]):
            self.sentences(item, inner, closing=True)
            self.put_aside(self.ask.below(item))
            return
        clauses = self.ask.clauses(item.text)
        subject = self.ask.subject(item, clauses, context)
        if subject is None and not context.owners and (context.among_told or zone == "assignment"):
            subject = self.ask.unread_heading(item, clauses, among_told=context.among_told)
        if subject is not None and not context.open_partner and self.ask.is_told(subject, clauses, context):
            self.told(item, inner, clauses, subject)
        elif context.owners:
            self.order(item, inner, clauses)
        elif self.addressed and zone != "funding" and self.ask.orders_unnamed(item, inner):
            told = replace(self.addressed, zone=zone, section=inner.section, heading=inner.heading, path=inner.path)
            self.order(item, told, clauses)
        else:
            self.content(item, inner)

    def under_steering(self, item: Item, context: Context) -> None:
        """Below a steering body's heading only what its parts and other agencies are told by name is an order."""
        inner = replace(context.under(item), zone="assignment")
        for place, kid in enumerate(self.ask.children(item), 1):
            clauses = self.ask.clauses(kid.text)
            subject = self.ask.subject(kid, clauses, inner)
            if subject is None or all_groups(subject) or self.ask.is_steering_body(subject):
                if kid.children and self.ask.names_parts(kid):
                    self.under_steering(kid, inner.below(place))
                continue
            self.visit(kid, inner.below(place))

    # -- an item that names who is told -------------------------------------------------------------------

    def told(self, item: Item, context: Context, clauses: Clauses, subject: Subject) -> None:
        """The text begins with agencies: a heading of theirs, a lead-in, or an order (sentence by sentence)."""
        if context.zone == "funding" and not self.ask.named_alone(subject) and not self.ask.has_duty(item, subject):
            self.funding.append(item)
            return
        below = self.owned(item, context, subject)
        rest = item.text[clauses.skip(subject.end) :].strip(_TRIM)
        if not rest or self.ask.is_duty(rest):
            heading = below.under(item)
            self.visit_all(self.ask.children(item), heading)
            if not item.children:
                self.doubt("W410", item)
            return
        if self.ask.is_lead_in(item, clauses, subject):
            self.lead_in(item, below, clauses, subject)
            return
        if not item.children and (item.text.rstrip().endswith(":") or self.ask.names_only_behind(item)):
            self.doubt("W411", item)  # leads in what stands beside it, or an unknown label: it orders nothing itself
            return
        self.sentences(item, context, closing=False)
        self.told_apart(item, context, named=True)

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

    # -- lead-ins -----------------------------------------------------------------------------------------

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
            directs=self.ask.directed(item, clauses, subject) > 0,
        )
        self.visit_all(self.ask.children(item), below)

    # -- items below an agency ----------------------------------------------------------------------------

    def order(self, item: Item, context: Context, clauses: Clauses) -> None:
        """An item below an agency's heading or lead-in."""
        if context.open_partner:
            self.drafts.append(partner_draft(self.ask, item, context, clauses))
        elif self.ask.is_lead_in(item, clauses, None):
            self.lead_in(item, context, clauses, None)
        elif self.ask.is_detail(item, clauses):
            self.doubt("W411", item)
        elif self.ask.is_group_heading(item):
            self.visit_all(self.ask.children(item), context.under(item))
        else:
            end, other = behind_apart(clauses, self.lexicon)
            draft = self.add(item, context, clauses, 0, end, None)
            draft.flags += ["W416"] * self.ask.is_for_another(clauses)
            if other:
                self.add(item, self.owned(item, context, other), clauses, other.start, len(item.text), other).part = "b"
            self.told_apart(item, context, named=False)

    def sentences(self, item: Item, context: Context, *, closing: bool) -> None:
        """A paragraph that orders different things of different agencies is one task for each of them."""
        clauses = self.ask.clauses(item.text)
        parts = segments(clauses, self.lexicon, closing=closing)
        for n, part in enumerate(parts):
            below = self.owned(item, context, part.subject)
            draft = self.add(item, below, clauses, part.start, part.end, part.subject)
            if len(parts) > 1:
                draft.part = "" if n == 0 else chr(ord("a") + n)
                draft.lines = [line for line in draft.lines if line.item is item]
        if not parts:
            self.put_aside([item])  # a general phrase: "chịu trách nhiệm thi hành"

    def funded(self, item: Item, context: Context) -> None:
        """Sentences of a clause on funding that give an agency an order by its name ("Giao Sở Tài chính …") are
        tasks."""
        clauses = self.ask.clauses(item.text)
        parts = segments(clauses, self.lexicon, closing=False)
        for n, part in enumerate(parts):
            if part.subject.mode is None or not part.subject.certain or not self.ask.named_alone(part.subject):
                continue
            start = part.subject.mode.span.start  # the words before it say where the money comes from
            draft = self.add(item, self.owned(item, context, part.subject), clauses, start, part.end, part.subject)
            draft.part = "" if n == 0 else chr(ord("a") + n)

    def add(
        self, item: Item, context: Context, clauses: Clauses, start: int, end: int, subject: Subject | None
    ) -> Draft:
        """Keep the draft that these words of the item make."""
        draft = order_draft(self.ask, item, context, clauses, start, end, subject)
        self.drafts.append(draft)
        return draft

    def told_apart(self, item: Item, context: Context, *, named: bool) -> None:
        """Visit the paragraphs below an item that are orders of their own."""
        free = replace(context, owners=(), partners=(), role="perform", role_rule=Context().role_rule)
        for place, kid in enumerate(self.ask.children(item), 1):
            if self.ask.is_told_apart(kid, named=named):
                self.visit(kid, free.below(place))

    # -- content without an agency ------------------------------------------------------------------------

    def content(self, item: Item, context: Context) -> None:
        """No agency is told: a heading, an activity, or a text of an assignment section that stays a doubt."""
        if item.children:
            self.visit_all(self.ask.children(item), context.under(item))
        elif context.zone == "funding" or self.lexicon.value("zone", item.text) == "funding":
            self.funding.append(item)
            self.funded(item, context)
        elif self.lexicon.value("generic", item.text):
            self.put_aside([item])
        elif fields := read_attribution(item, self.lexicon):
            self.drafts.append(Record(context, [whole(item)], fields).draft(self.lexicon))
        elif segments(self.ask.clauses(item.text), self.lexicon, closing=False):
            self.sentences(item, context, closing=False)  # the work first, then who does it
        elif context.zone == "assignment" or self.ask.is_for_another(self.ask.clauses(item.text)):
            self.doubt("W411", item)
        elif (
            not item.text.isupper() and item.text[0] != "(" and (self.ask.is_order(item) or len(item.text.split()) > 8)
        ):
            self.activities.append(item)
            clauses = self.ask.clauses(item.text)
            if clauses.at("role", clauses.skip(0)):
                self.doubt("W411", item)  # "Phối hợp với …": somebody is told, and nothing says who
        else:
            self.put_aside([item])  # a name, a figure, a line of a list: a title: it orders nothing

    def doubt(self, code: str, item: Item) -> None:
        """A notice about an item."""
        self.notices.append(Notice(code, item.spans()[0], item.text))
