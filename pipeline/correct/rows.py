"""Rows that a person split, merged or added: tasks of other words, with the machine's finds where these still lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.contract import CORRECTED
from pipeline.correct.model import Correction
from pipeline.identity import plain
from pipeline.model import Document, Mention, Party, Span, Task


def parts_of(correction: Correction) -> list[str]:
    """The parts of a split."""
    return [part.strip() for part in correction.new.split("\n\n") if part.strip()]


def split_task(task: Task, parts: Sequence[str], document: Document) -> list[Task] | None:
    """A task a part, ids "…/1", "…/2"; None where the parts aren't the task's words in their order."""
    made, position = [], 0
    for n, part in enumerate(parts, 1):
        start = task.text.find(part, position)
        if start < 0:
            return None
        position = start + len(part)
        spans = tuple(_cut(task, start, position, document)) or task.spans
        mentions = tuple(m for m in task.mentions if _belongs(m, task.spans, spans))
        action = _action(task, part, start)
        made.append(
            replace(
                task,
                id=f"{task.id}/{n}",
                text=part,
                action=action,
                spans=spans,
                mentions=mentions,
                rules=corrected_rules(task),
            )
        )
    return made if len(made) > 1 else None


def corrected_rules(task: Task) -> tuple[str, ...]:
    """The row's rules, and that a person changed it."""
    return tuple(dict.fromkeys((*task.rules, CORRECTED)))


def _action(task: Task, part: str, start: int) -> str:
    """A part's action: its words, the first part without the opening that the whole's action leaves out."""
    opening = task.text.find(task.action[:24])
    return part[opening - start :] if start < opening < start + len(part) else part


def _cut(task: Task, start: int, end: int, document: Document) -> Iterator[Span]:
    """The characters ``start`` to ``end`` of a task's text, where they stand in the plan."""
    position = 0
    for span in task.spans:
        at = task.text.find(document.quote(span), position)
        if at < 0:
            continue
        position = at + span.end - span.start
        first, last = max(start, at), min(end, position)
        if first < last:
            yield Span(span.block, span.start + first - at, span.start + last - at)


def _belongs(mention: Mention, whole: Sequence[Span], part: Sequence[Span]) -> bool:
    """A find in a heading holds for all parts, one in the words for the part in which it lies."""
    return not any(_meet(mention.span, s) for s in whole) or any(_meet(mention.span, s) for s in part)


def _meet(one: Span, other: Span) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def merge_tasks(into: Task, other: Task) -> Task:
    """One task of the words of both, in the order of the plan; who must do it and until when is ``into``'s matter."""
    first, second = sorted((into, other), key=lambda t: t.spans[0] if t.spans else Span(0, 0, 0))
    owners = {p.agency.id for p in into.owners}
    partners: dict[str, Party] = {}
    for party in (*first.partners, *second.partners):
        if party.agency.id not in owners:
            partners.setdefault(party.agency.id, party)
    timed = into if into.deadline.kind != "none" or into.deadline_text else other
    return replace(
        into,
        text=f"{first.text}\n{second.text}",
        action=f"{first.action}\n{second.action}",
        partners=tuple(partners.values()),
        deadline=timed.deadline,
        deadline_text=timed.deadline_text,
        product=into.product or other.product,
        report_to=into.report_to or other.report_to,
        spans=(*first.spans, *second.spans),
        mentions=(*into.mentions, *(m for m in other.mentions if m.label not in ("owner", "role"))),
        rules=tuple(dict.fromkeys((*into.rules, *corrected_rules(other)))),
        flags=tuple(dict.fromkeys((*into.flags, *other.flags))),
    )


def place_words(document: Document, words: str, hint: str) -> Span | None:
    """Where an added task's words stand in the plan: at the place that its id names, else where they stand first."""
    at = hint.rpartition("-T")[2].split(".")
    if at[0].isdigit() and 0 < int(at[0]) <= len(document.blocks):
        block, start = int(at[0]) - 1, int(at[1]) if len(at) > 1 and at[1].isdigit() else 0
        if document.blocks[block].text.startswith(words, start):
            return Span(block, start, start + len(words))
    for one in document.blocks:
        start = one.text.find(words)
        if start >= 0:
            return Span(one.index, start, start + len(words))
    return None


def add_task(tasks: Sequence[Task], correction: Correction, span: Span, owners: tuple[Party, ...], place: str) -> Task:
    """A row of words that the machine made none of; its section is that of the row before it."""
    before = [t for t in tasks if t.spans and t.spans[0] <= span]
    near = max(before, key=lambda t: t.spans[0], default=None)
    section, heading = (near.section, near.heading) if near else ("", "")
    name = f"{section or '0'}-T{span.block + 1}" + (f".{span.start}" if span.start else "")
    return Task(
        id=name,
        section=section,
        heading=heading,
        text=correction.words,
        action=correction.words,
        owners=owners,
        owner_role="perform",
        partners=(),
        mode="assign",
        place=place,
        rules=(CORRECTED,),
        spans=(span,),
    )


def already_split(tasks: Sequence[Task], parts: Sequence[str]) -> bool:
    """Whether the parts are rows of their own already."""
    texts = {plain(t.text) for t in tasks}
    return all(plain(part) in texts for part in parts)
