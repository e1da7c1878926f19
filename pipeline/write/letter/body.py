"""What stands between "Kính gửi" and the signature, and in the annex: the tasks of one agency, in the words of the
profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Agency, Task
from pipeline.write.letter.annex import write_annex
from pipeline.write.letter.case import lower_first, upper_first
from pipeline.write.letter.context import Context, Tone, handing_in, place_of, tone_to
from pipeline.write.letter.page import Annex, Para
from pipeline.write.letter.said.lines import named_from_outside, sentences
from pipeline.write.letter.words import (
    POINTS,
    deadline_words,
    names,
    says_all,
    with_stop,
    within,
)
from pipeline.write.office.rich import Rich, bold, fill, plain

# More tasks than this go into an annex.
MOST_IN_BODY = 5
# Clauses on funding that are longer than this many letters are not quoted.
LONGEST_FUNDING = 450


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject, the body and the annexes of a letter."""

    subject: Rich
    body: tuple[Para, ...]
    annexes: tuple[Annex, ...]


def write_body(
    agency: Agency, own: Sequence[Task], shared: Sequence[Task], context: Context, most_in_body: int = MOST_IN_BODY
) -> LetterText:
    """The text of the letter to ``agency``: its own tasks, and apart from them those of others in which it is a
    partner."""
    tone = tone_to(agency, own, context)
    in_annex = len(own) + len(shared) > most_in_body
    known: dict[str, Rich | str] = {
        "plan": context.citation.first,
        "self": context.sender.short,
        "Self": context.sender.short,
        "verb": tone.verb,
        "Verb": upper_first(tone.verb),
        "respect": context.profile.tone.respectful,
        "agency": within(agency),
        "own": f"{len(own):02d}",
        "shared": f"{len(shared):02d}",
        "report_to": context.profile.office.report_to,
        "report_by": context.profile.office.report_by,
    }
    opening = Para(fill(tone.words[_opening(own, shared, in_annex)], **known))
    listed = () if in_annex else tuple(_listed(own, shared, tone, context))
    annexes = (write_annex(own, shared, tone, context, agency),) if in_annex else ()
    subject = fill(tone.words["subject"], **(known | {"plan": context.citation.subject}))
    return LetterText(subject, (opening, *listed, *_ending(tone, known, context)), annexes)


def _opening(own: Sequence[Task], shared: Sequence[Task], in_annex: bool) -> str:
    if in_annex:
        if own and shared:
            return "opening_annex_both"
        return "opening_annex" if own else "opening_annex_shared"
    if not own:
        return "opening_shared"
    return "opening_one" if len(own) + len(shared) == 1 else "opening_many"


def _listed(own: Sequence[Task], shared: Sequence[Task], tone: Tone, context: Context) -> Iterator[Para]:
    """The tasks in the body: numbered 1., 2.; with two parts, parts 1. and 2. with a), b) in each."""
    parts = [(tasks, heading) for tasks, heading in ((own, "heading_own"), (shared, "heading_shared")) if tasks]
    for number, (tasks, heading) in enumerate(parts, 1):
        if len(parts) > 1:
            yield Para(plain(f"{number}. {tone.words[heading]}"), title=True, listed=True)
        for place, task in enumerate(tasks):
            sign = f"{_point(place)}) " if len(parts) > 1 else f"{place + 1}. " if len(tasks) > 1 else ""
            yield from task_paras(task, sign, tasks is shared, tone, context)


def task_paras(task: Task, sign: str, shared: bool, tone: Tone, context: Context) -> Iterator[Para]:
    """One task in the body, ``sign`` before its words: the agency's own, or another's that it shares in."""
    lines = _shared_lines(task, tone, context) if shared else _own_lines(task, context)
    yield from _task(task, sign, lines, shared, context)


def _point(place: int) -> str:
    """The letter of a point; after "y" comes "aa"."""
    return POINTS[place % len(POINTS)] * (place // len(POINTS) + 1)


def _own_lines(task: Task, context: Context) -> list[str]:
    """The task in the plan's words, role clause and all: they are said to this agency."""
    first, *others = sentences(task, context.citation.type, context.this_document)
    return [upper_first(first), *others]


def _shared_lines(task: Task, tone: Tone, context: Context) -> list[str]:
    """Another's task: without its role clause, which speaks to the owner, and with the owner before it."""
    first, *others = named_from_outside(task.action, context.citation.type, context.this_document)
    return [tone.words["shared_task"].format(owners=names(task.owners), task=lower_first(first)), *others]


def _task(task: Task, sign: str, lines: Sequence[str], shared: bool, context: Context) -> Iterator[Para]:
    yield Para(plain(sign + with_stop(lines[0])), listed=True)
    for line in lines[1:]:
        yield Para(plain(line), listed=True)
    said = "\n".join(lines)
    for detail in _details(task, said, shared, context):
        yield Para(fill("- {detail}", detail=detail), listed=True)


def _details(task: Task, said: str, shared: bool, context: Context) -> Iterator[Rich]:
    """Role and place, partners (where nobody said them yet), deadline (bold), product, report, monitors."""
    words = context.words
    role = words[f"role_{'perform' if shared and task.owner_role == 'support' else task.owner_role}"]
    owners = names(task.owners)
    first = words["detail_role_shared" if shared else "detail_role"]
    yield plain(first.format(role=role, owners=owners, place=place_of(task, context)).replace(" ()", ""))
    if len(task.partners) > shared and not says_all(said, task.partners):
        yield plain(words["detail_partners"].format(partners=names(task.partners)))
    due = plain(deadline_words(task, words, context.citation.type))
    limited = task.deadline_text or task.deadline.end or task.deadline.start
    yield fill(words["detail_deadline"], deadline=bold(due) if limited else due)
    yield from map(plain, handing_in(task, words))


def _ending(tone: Tone, known: Mapping[str, Rich | str], context: Context) -> Iterator[Para]:
    """Who pays, whom to report to, and the closing demand."""
    if context.plan.funding:
        yield Para(plain(_funding(context)))
    if context.profile.office.report_to and context.profile.office.report_by:
        yield Para(fill(tone.words["report"], **known))
    yield Para(fill(tone.words["closing"], **known))


def _funding(context: Context) -> str:
    """The plan's clause on funding, "kế hoạch này" named from outside; several or long ones are only pointed to."""
    words, (said, *others) = context.words, context.plan.funding
    if others or len(said) > LONGEST_FUNDING:
        return words["funding_long"].format(type=context.citation.type)
    clause = " ".join(named_from_outside(said, context.citation.type, context.this_document))
    if clause.lower().startswith("kinh phí"):
        return with_stop(upper_first(clause))
    return words["funding"].format(clause=with_stop(lower_first(clause)))
