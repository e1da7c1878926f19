"""Công văn đôn đốc: one to each agency with tasks that are overdue or due soon, on the page of the assignment
letters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from pipeline.contract import TRACKING
from pipeline.find.time.holidays import add_working_days
from pipeline.model import Agency, Plan, Settings
from pipeline.rulebook import rules_folder
from pipeline.write.letter.case import lower_first, upper_first
from pipeline.write.letter.citation import Citation, cite_plan
from pipeline.write.letter.page import Annex, Grid, Page, Para, render_page
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.sender import (
    Sender,
    blank_day,
    number_blank,
    number_line,
    place_line,
    resolve_sender,
    vn_date,
)
from pipeline.write.log import Act
from pipeline.write.office.rich import Rich, blank, bold, fill, plain
from pipeline.write.office.sheets import collation
from pipeline.write.office.slug import slug
from pipeline.write.tracking.model import AGENCIES, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.pages.sheets import standing
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.status import day


@dataclass(frozen=True, slots=True)
class Due:
    """A task that is late or nearly so: ``left`` days until ``limit``, negative when past it."""

    row: TrackerRow
    limit: date
    left: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter: the file's name, to whom, which tasks, and the page; ``render_reminder`` gives the bytes."""

    file: str
    agency: str
    due: tuple[Due, ...]
    page: Page


def plan_reminders(
    content: bytes,
    plan: Plan,
    profile: Profile,
    settings: Settings,
    today: date,
    within: int | None = None,
    where: str = TRACKING,
    log: Sequence[Act] = (),
) -> tuple[Reminder, ...]:
    """The letters for ``content`` (tracking.xlsx) as of ``today``: one an owner with tasks overdue or due within
    ``within`` days.

    ``plan`` needs its head and agencies only (``follow.saved``); None for ``within`` takes rules/reminder.toml. The
    date to
    report by is a proposal, yellow until the signer confirms it. ``log`` tells which reminders were issued before: the
    wording rises with their count. Raises PipelineError E320 to E322.
    """
    words = _words()
    tracker = read_tracker(content, where).tracker
    near = within if within is not None else int(words["within_days"])
    sender, citation = resolve_sender(plan.header, settings, profile), cite_plan(plan, profile)
    kinds = {agency.name.casefold(): agency for agency in plan.agencies.values()}
    letters = []
    for number, (owner, due) in enumerate(due_by_owner(tracker, today, near), 1):
        agency = kinds.get(owner.casefold(), Agency("", owner, ""))
        issued = reminders_issued(log, agency.id, owner, today)
        page = _page(agency, due, sender, citation, profile, (today, issued))
        letters.append(Reminder(f"{number:02d}-don-doc-{slug(owner)}.docx", owner, due, page))
    return tuple(letters)


def render_reminder(reminder: Reminder, profile: Profile) -> bytes:
    """The letter as a .docx; equal letters give equal bytes."""
    return render_page(reminder.page, profile.layout)


def due_by_owner(tracker: Tracker, today: date, within: int) -> list[tuple[str, tuple[Due, ...]]]:
    """Owners in the order of Đơn vị (then the alphabet), each with what is overdue or due within ``within`` days, the
    latest first."""
    found: dict[str, list[Due]] = {}
    for row in tracker.rows(TASKS):
        limit, condition, left = standing(row, tracker.soon, today)
        owner = row.words("owner").strip()
        if (
            owner
            and limit
            and condition
            and condition.id in ("overdue", "soon", "running")
            and isinstance(left, int)
            and left <= within
        ):
            found.setdefault(owner, []).append(Due(row, limit, left))
    order = {row.words("agency"): number for number, row in enumerate(tracker.rows(AGENCIES))}
    owners = sorted(found, key=lambda owner: (order.get(owner, len(order)), collation(owner)))
    return [(owner, tuple(sorted(found[owner], key=lambda due: due.left))) for owner in owners]


def reminders_issued(log: Sequence[Act], agency_id: str, owner: str, today: date) -> list[date]:
    """The days before ``today`` on which a reminder to the agency was issued; a letter that was only written does not
    count, nor does a second one of the same day."""
    ending = f"don-doc-{slug(owner)}.docx"
    days = {
        date.fromisoformat(act.time[:10])
        for act in log
        if act.act == "issue" and "don-doc" in act.file and (act.file.endswith(ending) or act.agency_id == agency_id)
    }
    return sorted(day for day in days if day < today)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    """rules/reminder.toml, read once."""
    return tomllib.loads((rules_folder() / "reminder.toml").read_text("utf-8"))


def _page(
    agency: Agency,
    due: Sequence[Due],
    sender: Sender,
    citation: Citation,
    profile: Profile,
    when: tuple[date, Sequence[date]],
) -> Page:
    """The page of one letter; ``when`` is today and the days of the reminders before it."""
    words, (today, issued) = _words(), when
    level = words["level"][min(len(issued), len(words["level"]) - 1)]
    in_annex = len(due) > words["most_in_body"]
    known = _known(agency, due, sender, citation, profile, today)
    listed = words["listed_annex" if in_annex else "listed_body"]
    if issued:
        known |= {"count": str(len(issued) + 1), "before": f"{len(issued):02d}", "last": vn_date(issued[-1])}
    body = [Para(fill(level["said"], **known))] if level["said"] else []
    body.append(Para(fill(words["opening"], **known, listed=listed)))
    if not in_annex:
        body += [para for number, one in enumerate(due, 1) for para in _listed(number, one)]
    body.append(Para(fill(words[f"demand_{_kind(due)}"] + level["end"], **known)))
    return Page(
        superior=sender.superior,
        issuer=sender.lines,
        number=number_line(sender),
        place_and_date=place_line(sender),
        subject=fill(level["subject"], plan=citation.subject, count=str(len(issued) + 1)),
        addressees=(upper_first(agency.name),),
        body=tuple(body),
        recipients=sender.recipients,
        authority=sender.authority,
        name=sender.name,
        annexes=(_annex(agency, due, sender, profile),) if in_annex else (),
        drafts=sender.drafts,
    )


def _known(
    agency: Agency, due: Sequence[Due], sender: Sender, citation: Citation, profile: Profile, today: date
) -> dict[str, Rich | str]:
    """The fields of the sentences; a missing place to report to is the sender itself, the day to report by a
    proposal."""
    words, office = _words(), profile.office
    late = sum(one.left < 0 for one in due)
    name = {"both": "both", "late": "only_late", "soon": "only_soon"}[_kind(due)]
    counts = {"late": f"{late:02d}", "soon": f"{len(due) - late:02d}"}
    tone = "order" if agency.kind in sender.orders else "request"
    verb = words[tone]
    proposed = vn_date(add_working_days(today + timedelta(days=words["report_days"] - 1), 1))
    return {
        "plan": citation.first,
        "again": citation.again,
        "self": sender.short,
        "agency": lower_first(agency.name) if agency.kind == "nhom" else agency.name,
        "Verb": upper_first(verb),
        "asked": words[f"asked_{tone}"],
        "day": vn_date(today),
        "standing": words[name].format(**counts),
        "report_to": plain(office.report_to) or sender.short,
        "report_by": plain(office.report_by) or blank("ngày báo cáo", proposed),
    }


def _kind(due: Sequence[Due]) -> str:
    """ "late", "soon", or "both": what is late is not said to be due soon."""
    late = sum(one.left < 0 for one in due)
    return "both" if late and late < len(due) else "late" if late else "soon"


def _role(row: TrackerRow) -> str:
    """What the agency's part is, and with whom: "Chủ trì, phối hợp với Sở Hai"."""
    words, partners = _words(), row.words("partners")
    beside = words["with"].format(partners=partners) if partners else ""
    return str(row.words("role") + beside)


def _listed(number: int, due: Due) -> Iterator[Para]:
    """A task in the body: its words, then place, limit and days."""
    words = _words()
    yield Para(fill(words["task"], number=str(number), task=due.row.words("action")), listed=True)
    place, role = due.row.words("place"), _role(due.row)
    part = fill(words["role"], role=role, **{"with": ""}) if role else ()
    detail = fill(words["detail"], place=place, deadline=bold(plain(_deadline(due))), left=_left(due))
    if not place:
        detail = fill(words["detail"].removeprefix("{place}. "), deadline=bold(plain(_deadline(due))), left=_left(due))
    yield Para((*part, *detail), listed=True)


def _deadline(due: Due) -> str:
    """The day that counts, and whether it was extended."""
    text = vn_date(due.limit)
    return str(_words()["extended"].format(deadline=text)) if day(due.row.cells.get("extended")) else text


def _left(due: Due) -> str:
    """Days late, or days left."""
    words = _words()
    if due.left == 0:
        return str(words["today"])
    return str(words["overdue" if due.left < 0 else "remaining"].format(days=abs(due.left)))


def _annex(agency: Agency, due: Sequence[Due], sender: Sender, profile: Profile) -> Annex:
    """The tasks as a table."""
    words = _words()
    day, month, year = blank_day()
    note = fill(
        profile.words.common["annex_note"],
        number=number_blank(),
        symbol=sender.symbol,
        day=day,
        month=month,
        year=year,
        issuer=sender.full,
    )
    rows = tuple(
        (
            plain(str(number)),
            plain(one.row.words("action")),
            plain(_role(one.row)),
            plain(one.row.words("place")),
            plain(_deadline(one)),
            plain(upper_first(_left(one))),
        )
        for number, one in enumerate(due, 1)
    )
    grid = Grid("", (10.0, 60.0, 26.0, 22.0, 22.0, 20.0), tuple(words["columns"]), rows)
    return Annex("Phụ lục", words[f"annex_{_kind(due)}"].format(agency=agency.name), note, (grid,))
