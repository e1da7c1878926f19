"""Assignment letters: from a plan to one công văn an agency — which letters, to whom, with what in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from pipeline.cells import iso
from pipeline.messages import notice_texts
from pipeline.model import Agency, Notice, Party, Plan, Settings, Task
from pipeline.write.letter.annex import TaskRow, task_rows
from pipeline.write.letter.body import MOST_IN_BODY, write_body
from pipeline.write.letter.citation import cite_plan
from pipeline.write.letter.context import Context
from pipeline.write.letter.page import Page, render_page, render_pages
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.said.place import row_numbers
from pipeline.write.letter.sender import page_from, resolve_sender
from pipeline.write.letter.who.office import of_office
from pipeline.write.letter.who.relation import GROUP, addressee, relation_to
from pipeline.write.office.rich import DOTS, text_of
from pipeline.write.office.slug import slug

# A group with more members than this is addressed by its name: a list would fill the first page.
MOST_ADDRESSEES = 15
NOBODY = "kế hoạch chỉ nêu «{name}», chưa rõ gửi cơ quan nào; ghi tên cơ quan vào chỗ tô vàng"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the file's name, who receives it, its own tasks and those of others, and the page as it will be
    written.

    ``blanks`` are the yellow places that a person must fill or confirm; ``warnings`` are doubts about the recipient;
    ``rows`` are its tasks for the task row of an office's own template, and empty where none is used.
    """

    file: str
    agency: Agency
    addressees: tuple[str, ...]
    own: tuple[Task, ...]
    shared: tuple[Task, ...]
    page: Page
    warnings: tuple[Notice, ...] = ()
    rows: tuple[TaskRow, ...] = ()

    @property
    def blanks(self) -> tuple[str, ...]:
        """What a person must still fill or confirm in it, in the order of the page."""
        return self.page.blanks


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A line of letters/index.csv: a letter with its numbers of tasks by role, or a partner without a letter (``file``
    empty)."""

    file: str
    recipient: str
    lead: int = 0
    perform: int = 0
    support: int = 0
    partner: int = 0
    blanks: str = ""
    warnings: str = ""
    agency_id: str = ""
    organ_code: str = ""
    subject: str = ""
    due: str = ""
    state: str = ""
    number: str = ""
    date: str = ""


def plan_letters(
    plan: Plan,
    profile: Profile,
    settings: Settings,
    today: date,
    for_template: bool = False,
    numbers: Mapping[str, int] = {},
) -> tuple[Letter, ...]:
    """The letters of ``plan``: one an owner, in the order in which the plan first names them as owners.

    ``today`` is the day of the letters: a recipient whose validity has ended by then is warned of. With
    ``settings.letter_per_member`` a group with known members gives a letter to each; with ``settings.partner_letters``
    agencies that are partners only follow the owners. ``for_template`` puts all tasks into the body and into ``rows``.
    ``numbers`` are those that agencies (by id) have had since their first letter; others take the next free ones.
    """
    tasks = _tasks_by_agency(plan, settings)
    context = letter_context(plan, profile, settings)
    taken = [
        one
        for one in tasks.values()
        if (one.own or (settings.partner_letters and one.agency.kind != GROUP))
        and relation_to(one.agency, context.sender.issuer, context.profile) != "house"
    ]
    free = (number for number in count(1) if number not in numbers.values())
    numbered = [(numbers.get(one.agency.id) or next(free), one) for one in taken]
    return tuple(_letter(number, one, context, today, for_template) for number, one in numbered)


def letter_context(plan: Plan, profile: Profile, settings: Settings) -> Context:
    """What all letters of the plan share."""
    own = of_office(profile, settings)
    sender = resolve_sender(plan.header, settings, own)
    return Context(plan, own, sender, cite_plan(plan, own), row_numbers(plan.document))


def render_letter(letter: Letter, profile: Profile) -> bytes:
    """The letter as a .docx; equal letters give equal bytes."""
    return render_page(letter.page, profile.layout)


def combine_letters(letters: Sequence[Letter], profile: Profile) -> bytes:
    """All letters in one .docx for printing, in their order; each begins a page and is numbered from 1."""
    return render_pages([letter.page for letter in letters], profile.layout, "Công văn giao nhiệm vụ")


def letters_index(letters: Sequence[Letter], plan: Plan) -> tuple[IndexRow, ...]:
    """Rows of letters/index.csv: every letter, then the partners that have none, in the plan's order."""
    carried = {letter.agency.id: {task.id for task in (*letter.own, *letter.shared)} for letter in letters}
    without: dict[str, list[Agency]] = {}
    for task in plan.tasks:
        for agency in {party.agency.id: party.agency for party in task.partners}.values():
            receivers = (agency.id, *agency.members)
            if not any(task.id in carried.get(receiver, ()) for receiver in receivers):
                without.setdefault(agency.id, []).append(agency)
    others = (IndexRow("", found[0].name, partner=len(found), agency_id=found[0].id) for found in without.values())
    return (*map(index_row, letters), *others)


def index_row(letter: Letter) -> IndexRow:
    """The row of one letter."""
    roles = [task.owner_role for task in letter.own]
    return IndexRow(
        file=letter.file,
        recipient=letter.agency.name,
        lead=roles.count("lead"),
        perform=roles.count("perform"),
        support=roles.count("support"),
        partner=len(letter.shared),
        blanks="; ".join(letter.blanks),
        warnings=" ".join((*(notice_texts(one)[0] for one in letter.warnings), *letter.page.drafts)),
        agency_id=letter.agency.id,
        subject=text_of(letter.page.subject),
        due=iso(min((t.deadline.end for t in letter.own if t.deadline.end), default=None)),
        state="draft",
    )


@dataclass(slots=True)
class _Share:
    """What one agency has in the plan; filled while the tasks are gone through."""

    agency: Agency
    own: list[Task]
    shared: list[Task]


def _tasks_by_agency(plan: Plan, settings: Settings) -> dict[str, _Share]:
    """Each agency's tasks in the plan's order: owners first, in the order of their first task, then those who are
    partners only."""
    shares: dict[str, _Share] = {}
    for task in plan.tasks:
        for agency in _receivers(task.owners, plan, settings):
            shares.setdefault(agency.id, _Share(agency, [], [])).own.append(task)
    for task in plan.tasks:
        owners = {agency.id for agency in _receivers(task.owners, plan, settings)}
        for agency in _receivers(task.partners, plan, settings):
            if agency.id not in owners:
                shares.setdefault(agency.id, _Share(agency, [], [])).shared.append(task)
    return shares


def _receivers(parties: Iterable[Party], plan: Plan, settings: Settings) -> list[Agency]:
    """The agencies to write to, each once: those named, or the members of a group where each gets a letter of its
    own."""
    found: dict[str, Agency] = {}
    for party in parties:
        members = _members(party.agency, plan) if settings.letter_per_member else ()
        found.update((agency.id, agency) for agency in members or (party.agency,))
    return list(found.values())


def addressees_of(agency: Agency, plan: Plan) -> tuple[str, ...]:
    """The names behind "Kính gửi": the agency's, or those of a group's members where they are not too many."""
    members = _members(agency, plan)
    listed = members if len(members) <= MOST_ADDRESSEES else ()
    return tuple(addressee(one) for one in listed or (agency,))


def _members(agency: Agency, plan: Plan) -> tuple[Agency, ...]:
    return tuple(plan.agencies[member] for member in agency.members if member in plan.agencies)


def _letter(number: int, share: _Share, context: Context, today: date, for_template: bool) -> Letter:
    agency, sender = share.agency, context.sender
    members = _members(agency, context.plan)
    listed = members if len(members) <= MOST_ADDRESSEES else ()
    nobody = relation_to(agency, sender.issuer, context.profile) == "nobody"
    addressees = ("",) if nobody else addressees_of(agency, context.plan)
    drafts = (NOBODY.format(name=agency.name),) if nobody else ()
    most = sys.maxsize if for_template else MOST_IN_BODY
    shown = replace(agency, name=DOTS) if nobody else agency
    text = write_body(shown, share.own, share.shared, context, most)
    rows = task_rows(share.own, share.shared, context) if for_template else ()
    page = page_from(sender, text.subject, addressees, text.body, text.annexes, drafts)
    warnings = (*_ended(listed or (agency,), context.plan, today), *_open_group(agency, members))
    name = f"{number:02d}-{slug(agency.name)}.docx"
    return Letter(name, agency, addressees, tuple(share.own), tuple(share.shared), page, warnings, rows)


def _ended(agencies: Iterable[Agency], plan: Plan, today: date) -> Iterable[Notice]:
    """W450 for every recipient that no longer exists on the letter's day, with those that took over its work."""
    for agency in agencies:
        if agency.valid_to is not None and agency.valid_to < today:
            followers = [plan.agencies[one].name if one in plan.agencies else one for one in agency.successors]
            facts = {
                "agency": agency.name,
                "day": agency.valid_to.strftime("%d/%m/%Y"),
                "successors": "; ".join(followers) or "chưa rõ",
            }
            yield Notice("W450", facts=facts, quote=agency.name)


def _open_group(agency: Agency, members: tuple[Agency, ...]) -> Iterable[Notice]:
    """W451 for a group whose members nobody lists: a person must say who gets the letter."""
    if agency.kind == GROUP and not members:
        yield Notice("W451", facts={"agency": agency.name}, quote=agency.name)
