"""The walk over the outline: headings hand down who is told, lead-ins in which role, and items become drafts.

The cases are those of the corpus' definition of a task: items under an agency's heading, sentences that name their
agency, lead-ins with orders below, content with label lines (labelled.py). What becomes no task is kept with what
became of it (kept.py): a heading, an activity, set aside by a rule, or a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.addressees import addressed
from pipeline.assemble.common_time import line_above, share_time
from pipeline.assemble.draft import Context, whole
from pipeline.assemble.fields.attributed import read_attribution
from pipeline.assemble.fields.labelled import Run, group_children, join_members, labelled_drafts
from pipeline.assemble.fields.record import Record
from pipeline.assemble.fields.values import heading_verb
from pipeline.assemble.kept import DETAIL, WHO, Kept
from pipeline.assemble.lead_ins import (
    handed_down,
    handed_verb,
    is_detail,
    is_duty,
    is_group_heading,
    is_lead_in,
    numbered_orders,
)
from pipeline.assemble.orders import owned_by, partner_draft
from pipeline.assemble.paragraphs import Paragraphs
from pipeline.assemble.questions import Questions
from pipeline.assemble.telling import all_groups, behind_apart, segments
from pipeline.assemble.untold import orders_beside, preamble, put_beside, set_zone_aside, untold
from pipeline.find.layout.outline import PREAMBLE, Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject

_TRIM = " \t.;:,"


@dataclass(slots=True)
class Walk:
    """The walk over one part; ``kept`` holds its results."""

    items: Sequence[Item]
    lexicon: Lexicon
    kept: Kept = field(default_factory=Kept)
    addressed: Context | None = None  # whom the lead-in before the first number addresses

    @property
    def ask(self) -> Questions:
        """The questions, asked of this part's items."""
        return Questions(self.items, self.lexicon)

    @property
    def paragraphs(self) -> Paragraphs:
        """What makes drafts of one paragraph's words."""
        return Paragraphs(self.ask, self.kept)

    def run(self, context: Context) -> None:
        """Visit every root of the outline; what nothing was said of at the end is a doubt."""
        self.addressed = addressed(self.items, self.ask)
        preamble([i for i in self.items if i.parent == PREAMBLE], self.ask, self.kept, told=self.addressed is not None)
        self.visit_all([i for i in self.items if i.parent is None], context)
        self.kept.doubt_rest("W411", self.items)
        self.kept.close()

    def visit_all(self, siblings: Sequence[Item], context: Context) -> None:
        """Visit siblings; those that label lines follow become labelled tasks."""
        told, before = self.ask.mostly_told(siblings, context), len(self.kept.drafts)
        context, timed = line_above(siblings, context, self.ask)
        self.kept.put("heading", [timed] if timed else [])
        if told or context.among_told:
            context = replace(context, zone="assignment" if told else context.zone, among_told=told)
        for run in group_children(siblings, self.items, self.lexicon):
            if run.labels and run.names_owner and run.labels[0].item is not timed:
                self.labelled(run, context)
                continue
            for item, place in run.visited(owned=bool(context.owners)):
                if item is not timed:
                    self.visit(item, context.below(place))
            if context.owners:
                self.own_contents(run, context.below(siblings.index(run.labels[0].item) + 1) if run.labels else context)
            else:
                put_beside(run, self.ask, self.kept)
        share_time(siblings, self.kept.drafts[before:], self.ask)

    def labelled(self, run: Run, context: Context) -> None:
        """Content items with their set of label lines."""
        self.kept.drafts += (drafts := labelled_drafts(run, context, self.items, self.lexicon))
        if drafts:
            drafts[0].beside += [span for line in run.labels for span in line.item.spans()]
        else:
            self.kept.doubt("W411", [run.labels[0].item])  # who and when, and no work before them
        worded = {line.item.index for d in drafts for line in d.lines}
        titles = [i for i in (*(i for i, _ in run.members), *run.holders) if i.children and i.index not in worded]
        self.kept.put("heading", titles)
        below = [i for line in run.labels for kid in self.ask.children(line.item) for i in self.ask.below(kid)]
        self.kept.put_aside([i for i in below if not self.ask.is_order(i)], DETAIL)

    def own_contents(self, run: Run, context: Context) -> None:
        """Below an agency's heading a line "Nhiệm vụ: …" is an order to it, with the lines beside it that say when."""
        for item in join_members(run, self.kept.drafts, self.lexicon):
            self.kept.drafts[-1].beside += item.spans()
        for n, line in enumerate((x for x in run.labels if x.kind == "content"), 1):
            inner, before = (context if n == 1 else context.below(n)), len(self.kept.drafts)
            if line.value.strip():
                self.paragraphs.add(
                    line.item, inner, self.ask.clauses(line.item.text), line.value_start, line.end, None
                )
            else:
                self.visit(line.item, inner)
            for draft in self.kept.drafts[before:]:
                draft.lines += [replace(x, field=f"shared:{x.field}") for x in run.labels if x.kind == "deadline"]
            self.kept.put_aside([x.item for x in run.labels if x.kind not in WHO], DETAIL)

    def visit(self, item: Item, context: Context) -> None:
        """One item, with all that stands below it."""
        zone = self.ask.zone(item) or context.zone
        inner = context if zone == context.zone else replace(context, zone=zone)
        if zone in ("purpose", "steering"):
            set_zone_aside(item, zone, self.ask, self.kept)
            if zone == "steering" and context.zone != "steering":
                self.under_steering(item, context)
            return
        if not context.owners and self.lexicon.value("closing", item.text[:80]):
            self.paragraphs.sentences(item, inner, closing=True)
            rest = [i for i in self.ask.below(item)[1:] if self.ask.closes(i) or not self.ask.is_order(i)]
            self.kept.put_aside(rest, self.lexicon.rule("closing", item.text[:80]))
            return
        if (parts := numbered_orders(self.ask, item.text)) and self.paragraphs.numbered(item, inner, parts):
            return
        if not context.owners and self.ask.shares_out(item):
            self.shared_out(item, inner)
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
            self.kept.fund(item)
            self.visit_all(self.ask.children(item), context)
            return
        below = owned_by(item, context, clauses, subject)
        rest = item.text[clauses.skip(subject.end) :].strip(_TRIM)
        if not rest or is_duty(self.ask, rest):
            self.kept.put("heading", [item] if item.children else [])
            self.visit_all(self.ask.children(item), below.under(item))
            if not item.children:
                self.kept.doubt("W410", [item])
            return
        if is_lead_in(self.ask, item, clauses, subject):
            self.lead_in(item, below, clauses, subject)
            return
        if not item.children and (item.text.rstrip().endswith(":") or self.ask.names_only_behind(item)):
            self.kept.doubt("W411", [item])  # leads in what stands beside it, or an unknown label
            return
        self.paragraphs.sentences(item, context, closing=False)
        self.told_apart(item, context, named=True)

    def shared_out(self, item: Item, context: Context) -> None:
        """Below "Phân công …:" each item is told to whom it names before its colon."""
        self.kept.put("heading", [item])
        for place, kid in enumerate(self.ask.children(item), 1):
            doer, clauses = self.ask.doer(kid), self.ask.clauses(kid.text)
            below = context.under(item).below(place)
            if doer is None:
                self.visit(kid, below)
            else:
                self.paragraphs.add(kid, owned_by(kid, below, clauses, doer), clauses, 0, len(kid.text), doer)

    # -- lead-ins -----------------------------------------------------------------------------------------

    def lead_in(self, item: Item, context: Context, clauses: Clauses, subject: Subject | None) -> None:
        """Hand owner, role, partners and mode down to the items below."""
        self.kept.put("heading", [item])
        below = handed_down(self.ask, item, context, clauses, subject)
        self.visit_all(self.ask.children(item), below)

    # -- items below an agency ----------------------------------------------------------------------------

    def order(self, item: Item, context: Context, clauses: Clauses) -> None:
        """An item below an agency's heading or lead-in."""
        if item.children and item.text[-1] not in ".;:" and clauses.read_list(clauses.skip(0)).parties:
            context = replace(context, flags=(*context.flags, "W416"))  # a heading of agencies not read to its end
        if context.open_partner:
            self.kept.drafts.append(partner_draft(self.ask, item, context, clauses))
        elif is_lead_in(self.ask, item, clauses, None):
            self.lead_in(item, context, clauses, None)
        elif context.verb and (fields := read_attribution(item, self.lexicon)):
            self.kept.drafts.append(Record(context, [whole(item)], fields).draft(self.lexicon))
        elif is_detail(self.ask, item, clauses):
            self.kept.doubt("W411", self.ask.below(item))
        elif is_group_heading(self.ask, item):
            self.kept.put("heading", [item])
            self.visit_all(self.ask.children(item), context.under(item))
        else:
            end, other = behind_apart(clauses, self.lexicon)
            draft = self.paragraphs.add(item, context, clauses, 0, end, None)
            draft.flags += ["W416"] * self.ask.is_for_another(clauses)
            if other:
                self.paragraphs.add(
                    item, owned_by(item, context, clauses, other), clauses, other.start, len(item.text), other
                ).part = "b"
            self.told_apart(item, context, named=False)

    def told_apart(self, item: Item, context: Context, *, named: bool) -> None:
        """Visit the paragraphs below an item that are orders of their own."""
        for place, kid in enumerate(self.ask.children(item), 1):
            if self.ask.is_told_apart(kid, named=named):
                free = replace(context, owners=(), partners=(), role="perform", role_rule=Context().role_rule)
                self.visit(kid, free.below(place))

    # -- content without an agency ------------------------------------------------------------------------

    def content(self, item: Item, context: Context) -> None:
        """No agency is told: a heading, an activity, or a text of an assignment section that stays a doubt."""
        told = segments(self.ask.clauses(item.text), self.lexicon, closing=False)
        if item.children:
            self.heading(item, context)
            verb = handed_verb(self.ask, item, self.ask.clauses(item.text), None)
            below = replace(context.under(item), verb=verb or heading_verb(item.text, self.lexicon))
            self.visit_all(self.ask.children(item), below)
        elif context.zone == "funding" or self.lexicon.value("zone", item.text) == "funding":
            self.kept.fund(item)
            self.paragraphs.funded(item, context)
        elif (rule := self.lexicon.rule("generic", item.text)) and not told:
            if orders_beside(item, "generic", self.ask):
                self.kept.doubt("W411", [item])
            else:
                self.kept.put_aside([item], rule)
        elif fields := read_attribution(item, self.lexicon):
            self.kept.drafts.append(Record(context, [whole(item)], fields).draft(self.lexicon))
        elif told:
            self.paragraphs.sentences(item, context, closing=False)  # the work first, then who does it
        elif self.ask.is_for_another(self.ask.clauses(item.text)):
            self.kept.doubt("W411", [item])
        else:
            untold(item, context, self.ask, self.kept)

    def heading(self, item: Item, context: Context) -> None:
        """What stands above others: a heading, work that others detail, or a lead-in whose agencies nobody read."""
        below = self.ask.below(item)
        if self.ask.begins_named(item):
            self.kept.doubt("W411", [i for i in below if not i.children or i is item])
        elif self.ask.is_order(item) and item.text[-1] in ".;":
            untold(item, context, self.ask, self.kept)
        self.kept.put("heading", [item])
