"""Whom a directive or a letter addresses before its first number: "… yêu cầu các sở, ngành thực hiện như sau:"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.draft import OWNER_LEAD_IN, Context
from pipeline.assemble.fields.values import placed
from pipeline.assemble.questions import Questions
from pipeline.find.layout.outline import PREAMBLE, Item
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject

_HIGHEST = 20  # the rank of "1.": Roman headings are a plan's parts, not a directive's orders
DOUBT = "W419"


def addressed(items: Sequence[Item], ask: Questions) -> Context | None:
    """The context of an order that names nobody itself; None where no lead-in stands before the orders or it tells
    nobody.

    Only where the numbered items are orders, not the headings of a plan's parts; the last may say who follows it up
    ("9. Tổ chức thực hiện").
    """
    roots = [i for i in items if i.parent is None]
    before = [i for i in items if i.parent == PREAMBLE]
    numbered = [i for i in roots if i.numbered]
    if not before or not roots or any(i.rank < _HIGHEST for i in numbered):
        return None
    if len(numbered) > 1 and ask.zone(numbered[-1]) == "assignment":
        numbered.pop()
    if any(ask.zone(i) for i in numbered):
        return None
    lead = before[-1]
    subject = _told_last(ask.clauses(lead.text)) if lead.text.rstrip().endswith(":") else None
    if subject is None or subject.mode is None:
        return None
    return Context(
        owners=placed(lead, subject.parties),
        owner_rule=OWNER_LEAD_IN,
        mode="request" if subject.mode.value == "request" else "assign",
        mode_rule=subject.mode.rule,
        flags=(DOUBT,),
    )


def _told_last(clauses: Clauses) -> Subject | None:
    """Who the last "yêu cầu", "đề nghị", "giao" of the lead-in tells, up to the colon that ends it."""
    for mode in reversed(clauses.all("mode")):
        found = clauses.subject(mode.span.start)
        if found is not None and found.mode == mode and ". " not in clauses.text[found.end :]:
            return found
    return None
