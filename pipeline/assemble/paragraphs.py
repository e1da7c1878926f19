"""The drafts that one paragraph makes: one order, sentences that tell different agencies, orders numbered within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.draft import Context, Draft, Line
from pipeline.assemble.kept import Kept
from pipeline.assemble.lead_ins import Numbered, handed_down, is_passed_on
from pipeline.assemble.orders import order_draft, owned_by
from pipeline.assemble.questions import Questions
from pipeline.assemble.telling import hides_order, part_text, segments
from pipeline.find.layout.outline import Item
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Puts the drafts of a paragraph, and what becomes of its other words, into ``kept``."""

    ask: Questions
    kept: Kept

    def numbered(self, item: Item, context: Context, parts: Sequence[Numbered]) -> bool:
        """Orders numbered within a paragraph are tasks of those whom its opening tells, or who own it; False where the
        opening tells nobody."""
        opening = replace(item, text=item.text[: parts[0].start].rstrip())
        clauses = self.ask.clauses(opening.text)
        subject = self.ask.subject(opening, clauses, context)
        if subject is None or not self.ask.is_told(subject, clauses, context):
            subject = None
        if subject is None and not context.owners or is_passed_on(self.ask, opening, clauses, subject):
            return False
        self.kept.put("heading", [item])
        below = owned_by(item, context, clauses, subject) if subject else context
        below = handed_down(self.ask, opening, below, clauses, subject)
        whole_text = self.ask.clauses(item.text)
        for n, part in enumerate(parts):
            named = whole_text.subject(part.words)
            other = named if named is not None and named.certain and named.end < part.end else None
            inner = owned_by(item, below, whole_text, other) if other else below
            draft = self.add(item, inner, whole_text, part.words, part.end, other)
            draft.lines[0] = Line(item, part.start, part.end)
            draft.cut.append((part.start, part.words))
            draft.part = chr(ord("a") + n)
            if n + 1 < len(parts):
                draft.lines = [line for line in draft.lines if line.item is item or line.field]
        return True

    def sentences(self, item: Item, context: Context, *, closing: bool) -> None:
        """A paragraph that orders different things of different agencies is one task for each of them."""
        clauses = self.ask.clauses(item.text)
        made = part_text(clauses, self.ask.lexicon, closing=closing)
        for n, part in enumerate(made.told):
            below = owned_by(item, context, clauses, part.subject)
            draft = self.add(item, below, clauses, part.start, part.end, part.subject)
            if len(made.told) > 1:
                draft.part = "" if n == 0 else chr(ord("a") + n)
            if n + 1 < len(made.told):  # what stands below details the last order
                draft.lines = [line for line in draft.lines if line.item is item or line.field]
        unsaid = "" if not closing else self.ask.lexicon.rule("closing", item.text[:80])
        self.kept.put_words(item, made.aside, made.unsaid if unsaid else (), unsaid)
        if not made.told and (made.unsaid or item.children) and not closing:
            self.kept.doubt("W411", self.ask.below(item))

    def funded(self, item: Item, context: Context) -> None:
        """Sentences of a clause on funding that give an agency an order by its name ("Giao Sở Tài chính …") are
        tasks."""
        clauses = self.ask.clauses(item.text)
        parts = segments(clauses, self.ask.lexicon, closing=False)
        for n, part in enumerate(parts):
            if part.subject.mode is None or not part.subject.certain or not self.ask.named_alone(part.subject):
                continue
            start = part.subject.mode.span.start  # the words before it say where the money comes from
            draft = self.add(
                item, owned_by(item, context, clauses, part.subject), clauses, start, part.end, part.subject
            )
            draft.part = "" if n == 0 else chr(ord("a") + n)

    def add(
        self, item: Item, context: Context, clauses: Clauses, start: int, end: int, subject: Subject | None
    ) -> Draft:
        """Keep the draft that these words of the item make."""
        draft = order_draft(self.ask, item, context, clauses, start, end, subject)
        draft.flags += ["W428"] * hides_order(clauses, start, end)
        self.kept.drafts.append(draft)
        return draft
