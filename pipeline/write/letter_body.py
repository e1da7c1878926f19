"""What stands between "Kính gửi" and the signature, and in the annex: the tasks of one agency, in the words of the
profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Agency, Plan, Task
from pipeline.write.letter_case import lower_first, upper_first
from pipeline.write.letter_citation import Citation
from pipeline.write.letter_page import Annex, Grid, Para
from pipeline.write.letter_profile import Profile
from pipeline.write.letter_rich import Rich, bold, fill, plain
from pipeline.write.letter_sender import Sender, blank_day, number_blank
from pipeline.write.letter_words import (
    POINTS,
    deadline_words,
    named_from_outside,
    names,
    place_in_plan,
    says_all,
    sentences,
    with_stop,
    within,
)

# More tasks than this go into an annex.
MOST_IN_BODY = 5
# Clauses on funding that are longer than this many letters are not quoted.
LONGEST_FUNDING = 450


@dataclass(frozen=True, slots=True)
class Context:
    """What all letters of one plan share."""

    plan: Plan
    profile: Profile
    sender: Sender
    citation: Citation
    rows: Mapping[int, str]

    @property
    def words(self) -> Mapping[str, str]:
        """The sentences of both tones."""
        return self.profile.words.common

    @property
    def this_document(self) -> str:
        """What "kế hoạch này" is called outside the plan."""
        return self.words["this_document"].format(type=self.citation.type)


@dataclass(frozen=True, slots=True)
class LetterText:
    """The subject, the body and the annexes of a letter."""

    subject: Rich
    body: tuple[Para, ...]
    annexes: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class _Tone:
    """How this agency is spoken to: the sentences and the verb."""

    words: Mapping[str, str]
    verb: str


def write_body(agency: Agency, own: Sequence[Task], shared: Sequence[Task], context: Context) -> LetterText:
    """The text of the letter to ``agency``: its own tasks, and apart from them those of others in which it is a
    partner."""
    tone = _tone(agency, own, context)
    in_annex = len(own) + len(shared) > MOST_IN_BODY
    known: dict[str, Rich | str] = {
        "plan": context.citation.first,
        "self": context.sender.short,
        "Self": context.sender.short,
        "verb": tone.verb,
        "Verb": upper_first(tone.verb),
        "agency": within(agency),
        "own": f"{len(own):02d}",
        "shared": f"{len(shared):02d}",
        "report_to": context.profile.office.report_to,
        "report_by": context.profile.office.report_by,
    }
    opening = Para(fill(tone.words[_opening(own, shared, in_annex)], **known))
    listed = () if in_annex else tuple(_listed(own, shared, tone, context))
    annexes = (_annex(own, shared, tone, context, agency),) if in_annex else ()
    subject = fill(tone.words["subject"], **(known | {"plan": context.citation.subject}))
    return LetterText(subject, (opening, *listed, *_ending(tone, known, context)), annexes)


def _tone(agency: Agency, own: Sequence[Task], context: Context) -> _Tone:
    """ "giao" where the issuer may order this kind of agency; "đề nghị" to all others and wherever the plan itself
    asks."""
    verb = context.sender.orders.get(agency.kind)
    words = context.profile.words
    if verb is None or any(task.mode == "request" for task in own):
        return _Tone(words.request, context.profile.tone.request)
    return _Tone(words.assign, verb)


def _opening(own: Sequence[Task], shared: Sequence[Task], in_annex: bool) -> str:
    if in_annex:
        if own and shared:
            return "opening_annex_both"
        return "opening_annex" if own else "opening_annex_shared"
    if not own:
        return "opening_shared"
    return "opening_one" if len(own) + len(shared) == 1 else "opening_many"


def _listed(own: Sequence[Task], shared: Sequence[Task], tone: _Tone, context: Context) -> Iterator[Para]:
    """The tasks in the body: numbered 1., 2.; with two parts, parts 1. and 2. with a), b) in each."""
    parts = [(tasks, heading) for tasks, heading in ((own, "heading_own"), (shared, "heading_shared")) if tasks]
    for number, (tasks, heading) in enumerate(parts, 1):
        if len(parts) > 1:
            yield Para(plain(f"{number}. {tone.words[heading]}"), title=True)
        for place, task in enumerate(tasks):
            sign = f"{POINTS[place]}) " if len(parts) > 1 else f"{place + 1}. " if len(tasks) > 1 else ""
            lines = _shared_lines(task, tone, context) if tasks is shared else _own_lines(task, context)
            yield from _task(task, sign, lines, tasks is shared, context)


def _own_lines(task: Task, context: Context) -> list[str]:
    """The task in the plan's words, role clause and all: they are said to this agency."""
    first, *others = sentences(task, context.citation.type, context.this_document)
    return [upper_first(first), *others]


def _shared_lines(task: Task, tone: _Tone, context: Context) -> list[str]:
    """Another's task: without its role clause, which speaks to the owner, and with the owner before it."""
    first, *others = named_from_outside(task.action, context.citation.type, context.this_document)
    return [tone.words["shared_task"].format(owners=names(task.owners), task=lower_first(first)), *others]


def _task(task: Task, sign: str, lines: Sequence[str], shared: bool, context: Context) -> Iterator[Para]:
    yield Para(plain(sign + with_stop(lines[0])))
    for line in lines[1:]:
        yield Para(plain(line))
    said = "\n".join(lines)
    for detail in _details(task, said, shared, context):
        yield Para(plain(f"- {detail}"))


def _details(task: Task, said: str, shared: bool, context: Context) -> Iterator[str]:
    """Role and place, partners (where nobody said them yet), deadline, product, report, monitors."""
    words = context.words
    role = words[f"role_{'perform' if shared and task.owner_role == 'support' else task.owner_role}"]
    place = _place(task, context)
    if shared:
        yield words["detail_role_shared"].format(role=role, owners=names(task.owners), place=place)
    else:
        yield words["detail_role"].format(role=role, place=place)
    if len(task.partners) > shared and not says_all(said, task.partners):
        yield words["detail_partners"].format(partners=names(task.partners))
    yield words["detail_deadline"].format(deadline=deadline_words(task, words, context.citation.type))
    yield from _handing_in(task, words)


def _handing_in(task: Task, words: Mapping[str, str]) -> Iterator[str]:
    if task.product:
        yield words["detail_product"].format(product=lower_first(task.product).rstrip(" .;"))
    if task.report_to:
        yield words["detail_report"].format(report_to=task.report_to.rstrip(" .;"))
    if task.monitors:
        yield words["detail_monitors"].format(monitors=names(task.monitors))


def _place(task: Task, context: Context) -> str:
    place = place_in_plan(task, context.plan.document, context.rows)
    return context.words["place"].format(place=place, type=context.citation.type).strip()


def _ending(tone: _Tone, known: Mapping[str, Rich | str], context: Context) -> Iterator[Para]:
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


def _annex(own: Sequence[Task], shared: Sequence[Task], tone: _Tone, context: Context, agency: Agency) -> Annex:
    """The task list as tables, in the plan's own words."""
    day, month, year = blank_day()
    note = fill(
        context.words["annex_note"],
        number=number_blank(),
        symbol=context.sender.symbol,
        day=day,
        month=month,
        year=year,
        issuer=context.sender.full,
    )
    parts = [(tasks, heading) for tasks, heading in ((own, "heading_own"), (shared, "heading_shared")) if tasks]
    grids = tuple(
        _grid(
            tasks,
            f"{'I' * number}. {tone.words[heading].upper()}" if len(parts) > 1 else "",
            tasks is shared,
            tone,
            context,
        )
        for number, (tasks, heading) in enumerate(parts, 1)
    )
    title = tone.words["annex_title"].format(agency=agency.name)
    return Annex("Phụ lục", title, note, grids)


def _grid(tasks: Sequence[Task], heading: str, shared: bool, tone: _Tone, context: Context) -> Grid:
    words = context.words
    handed_in = any(task.product or task.report_to or task.monitors for task in tasks)
    heads = [
        words["column_number"],
        tone.words["column_task"],
        words["column_place"].format(type=context.citation.type),
        words["column_owner" if shared else "column_role"],
        words["column_deadline"],
    ]
    shares = [11.0, 66.0, 24.0, 32.0, 27.0]
    if handed_in:
        heads.append(words["column_product"])
        shares = [11.0, 52.0, 22.0, 28.0, 24.0, 23.0]
    rows = [_row(str(number), task, shared, handed_in, context) for number, task in enumerate(tasks, 1)]
    return Grid(heading, tuple(shares), tuple(heads), tuple(rows))


def _row(number: str, task: Task, shared: bool, handed_in: bool, context: Context) -> tuple[Rich, ...]:
    words = context.words
    cells = [
        plain(number),
        plain(task.text),
        plain(place_in_plan(task, context.plan.document, context.rows)),
        _owners_cell(task) if shared else _role_cell(task, words),
        plain(upper_first(deadline_words(task, words, context.citation.type))),
    ]
    if handed_in:
        cells.append(plain(";\n".join(upper_first(one.rstrip(".")) for one in _handing_in(task, words))))
    return tuple(cells)


def _role_cell(task: Task, words: Mapping[str, str]) -> Rich:
    """ "Chủ trì; phối hợp với: …"; a supporting role and its partners are one phrase."""
    role = bold(plain(upper_first(words[f"role_{task.owner_role}"])))
    if not task.partners:
        return role
    partners = words["partners"].format(partners=names(task.partners))
    return plain(upper_first(partners)) if task.owner_role == "support" else role + plain(f"; {partners}")


def _owners_cell(task: Task) -> Rich:
    return plain(names(task.owners))
