"""Plan → Tracker: one row a task and owner, the doubts, and the agencies in protocol order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pipeline.identity import plan_id
from pipeline.messages import NOTICES
from pipeline.model import Agency, Notice, Plan, Role, Settings, Task
from pipeline.write.letter.case import upper_first
from pipeline.write.office.sheets import Value, collation
from pipeline.write.tracking.model import AGENCIES, DOUBTS, LOG, TASKS, Identity, Tracker, TrackerRow, based
from pipeline.write.tracking.recurring import Recurring, next_due
from pipeline.write.tracking.status import load_statuses

Letters = Mapping[str, Mapping[str, Value]]
ROLES: Mapping[Role, str] = {"lead": "Chủ trì", "perform": "Thực hiện", "support": "Phối hợp"}


def tracker_of(plan: Plan, settings: Settings, today: date, letters: Letters | None = None) -> Tracker:
    """What the workbook of ``plan`` holds when nobody has typed anything yet; ``letters`` are the cells of Đơn vị about
    each agency's letter, by its id."""
    tasks = tuple(_task_rows(plan, settings, today))
    listings = {
        TASKS.title: tasks,
        DOUBTS.title: tuple(_doubt_rows(plan.notices)),
        AGENCIES.title: tuple(_agency_rows(plan, settings, letters or {})),
        LOG.title: (_first_line(plan, today, len(tasks)),),
    }
    title = plan.header.title or plan.document.source.name
    source = plan.document.source
    identity = Identity(plan_id(source.name, source.sha256), source.sha256)
    return Tracker(title, _cite(plan), load_statuses().soon_days, listings, identity=identity)


def _cite(plan: Plan) -> str:
    """ "Kế hoạch số 12/KH-UBND ngày 05/3/2024 của UBND tỉnh …"; what nobody says is left out."""
    header = plan.header
    words = [(header.type or "kế hoạch").capitalize()]
    words += [f"số {header.number}"] if header.number else []
    words += [f"ngày {header.date:%d/%m/%Y}"] if header.date else []
    words += [f"của {header.issuer}"] if header.issuer else []
    return " ".join(words)


def owners_of(task: Task, plan: Plan, settings: Settings) -> Iterator[Agency]:
    """The task's owners; where each member gets its own letter, a group gives way to its members."""
    for party in task.owners:
        members = [plan.agencies[id] for id in party.agency.members if id in plan.agencies]
        if settings.letter_per_member and members:
            yield from members
        else:
            yield party.agency


def _task_rows(plan: Plan, settings: Settings, today: date) -> Iterator[TrackerRow]:
    """The rows of Theo dõi, in the plan's order."""
    doubts: dict[str, list[str]] = {}
    flags = {task.id: task.flags for task in plan.tasks}
    for notice in plan.notices:
        if notice.code in flags.get(notice.task_id, ()):  # what the plan itself leaves open stands on Cần xem lại alone
            doubts.setdefault(notice.task_id, []).append(message(notice))
    number = 0
    for task in plan.tasks:
        for owner in owners_of(task, plan, settings):
            number += 1
            cells = _task_cells(task, owner, doubts.get(task.id, []), today)
            yield based(TASKS, {"no": number, **cells}, start=task.focus_start or task.deadline.start)


def _task_cells(task: Task, owner: Agency, doubts: list[str], today: date) -> dict[str, Value]:
    """The cells that the plan fills, and the first status."""
    role = ROLES[task.owner_role] + (" (đề nghị)" if task.mode == "request" else "")
    place = ", ".join(part for part in (f"Mục {task.section}" if task.section else "", task.place) if part)
    partners = dict.fromkeys(party.agency.name for party in task.partners)
    deadline = task.deadline
    recurs = bool(deadline.recurrence) and deadline.end is None and next_due(deadline.recurrence, today) is not None
    return {
        "id": task.id,
        "action": upper_first(task.action or task.text),
        "place": place,
        "owner": owner.name,
        "role": role,
        "partners": "; ".join(partners),
        "due": Recurring(deadline.recurrence) if recurs else deadline.end,
        "due_text": task.deadline_text,
        "product": task.product,
        "report_to": task.report_to,
        "status": load_statuses().names["todo"],
        "doubt": "\n".join(dict.fromkeys(doubts)),
    }


def message(notice: Notice) -> str:
    """The notice's sentence."""
    what = NOTICES.get(notice.code, (notice.code, ""))[0]
    return what.format_map(_Facts(notice.facts))


class _Facts(dict[str, str]):
    """Facts of a notice; one that is missing shows as a blank, never as a crash of the workbook."""

    def __missing__(self, key: str) -> str:
        return "…"


def _doubt_rows(notices: Iterable[Notice]) -> Iterator[TrackerRow]:
    """The rows of Cần xem lại."""
    for number, notice in enumerate(notices, 1):
        suggestion = notice.suggestion or NOTICES.get(notice.code, ("", ""))[1].format_map(_Facts(notice.facts))
        yield based(
            DOUBTS,
            {
                "no": number,
                "code": notice.code,
                "message": message(notice),
                "task_id": notice.task_id,
                "place": notice.place,
                "quote": notice.quote,
                "suggestion": suggestion,
            },
        )


def _agency_rows(plan: Plan, settings: Settings, letters: Letters) -> Iterator[TrackerRow]:
    """The rows of Đơn vị: protocol order first, the Vietnamese alphabet after it."""
    agencies: dict[str, Agency] = {}
    counts: dict[str, dict[str, int]] = {}
    for task in plan.tasks:
        named = [(owner, str(task.owner_role)) for owner in owners_of(task, plan, settings)]
        for agency, role in named + [(party.agency, "partner") for party in task.partners]:
            agencies.setdefault(agency.name, agency)
            line = counts.setdefault(agency.name, dict.fromkeys((*ROLES, "partner"), 0))
            line[role] += 1
    ordered = sorted(agencies.values(), key=lambda agency: (agency.order, collation(agency.name)))
    for number, agency in enumerate(ordered, 1):
        successors = "; ".join(plan.agencies[id].name if id in plan.agencies else id for id in agency.successors)
        cells: dict[str, Value] = {"no": number, "agency": agency.name, **counts[agency.name], "successors": successors}
        yield based(AGENCIES, {**cells, **letters.get(agency.id, {})})


def _first_line(plan: Plan, today: date, count: int) -> TrackerRow:
    """The first line of Nhật ký."""
    cells: dict[str, Value] = {
        "on": today,
        "source": plan.document.source.name,
        "what": "Lập bảng theo dõi",
        "after": f"{count} dòng nhiệm vụ",
    }
    return based(LOG, cells)
