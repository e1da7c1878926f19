"""The draft of one order below an agency: its own clause read on top of what the outline hands down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.draft import OWNER_HEADING, OWNER_SUBJECT, Context, Draft, Line, from_context, whole
from pipeline.assemble.fields.record import field_lines, join_partners
from pipeline.assemble.fields.values import placed
from pipeline.assemble.questions import Questions
from pipeline.find.layout.fields import read_fields
from pipeline.find.layout.outline import Item
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject
from pipeline.find.sentence.reading import read_sentence
from pipeline.model import Party

_WITH = "với "
_TRIM = " \t.;:,"


def owned_by(item: Item, context: Context, clauses: Clauses, subject: Subject) -> Context:
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
        flags=read_sentence(clauses, subject=subject).owner_doubts(),
        verb="",
    )


def order_draft(
    ask: Questions, item: Item, context: Context, clauses: Clauses, start: int, end: int, subject: Subject | None
) -> Draft:
    """A draft for the words ``start`` to ``end`` of the item, with what its own clause says of role and partners."""
    kids = [k for k in ask.children(item) if not ask.is_told_apart(k, named=subject is not None)]
    details = [whole(d) for k in kids for d in ask.below(k)]
    draft = from_context(context, [Line(item, start, end), *details])
    base = subject.end if subject else start
    role, mention, order = clauses.role(base)
    if mention is not None and order < end:
        draft.role, draft.role_rule = role, mention.rule
        draft.cut.append((mention.span.start, mention.span.end))
    if subject and subject.mode is None and (asked := clauses.at("asked", clauses.skip(base))):
        draft.mode, draft.mode_rule = "request", asked.rule
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
        draft.flags += read_sentence(clauses, base, subject=subject).partner_doubts(end)
    draft.order_start = order
    for detail in details:
        join_partners(draft, field_lines(detail.item, read_fields(detail.item.text, ask.lexicon.labels)), ask.lexicon)
    return draft


def partner_draft(ask: Questions, item: Item, context: Context, clauses: Clauses) -> Draft:
    """Below "Chủ trì, phối hợp" each item begins with the partner, with or without its "với"."""
    start = clauses.skip(0)
    start += len(_WITH) if item.text[start:].lower().startswith(_WITH) else 0
    read = ask.lexicon.agencies.read_list(item.text, start)
    inner = replace(context, open_partner=False)
    if not read.parties:
        doubted = replace(inner, flags=(*inner.flags, "W415"))
        return order_draft(ask, item, doubted, clauses, 0, len(item.text), None)
    draft = order_draft(ask, item, inner, clauses, 0, len(item.text), None)
    draft.partners = placed(item, read.parties)
    draft.partner_rules = ("PART-02",)
    draft.role, draft.role_rule = context.role, context.role_rule
    draft.order_start = read.end
    if not read.certain:
        draft.flags.append("W415")
    return draft


def _union(above: Sequence[Party], own: Sequence[Party]) -> tuple[Party, ...]:
    """The lead-in's partners with those the item names itself."""
    ids = {p.agency.id for p in above}
    return (*above, *(p for p in own if p.agency.id not in ids))
