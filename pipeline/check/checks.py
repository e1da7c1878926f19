"""Cross-checks over a whole plan: what it leaves open, and the doubts of its rows, as notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.check.links import link_activities
from pipeline.check.recipients import check_recipients
from pipeline.check.works import WORK_GROUP, Settled, group_works
from pipeline.correct.model import Corrected
from pipeline.find.agency.agencies import Agencies
from pipeline.model import Document, Notice, Plan, Task

_FIXED = frozenset(("date", "before", "range"))  # kinds whose end is a day that the plan names


def check_corrected(corrected: Corrected, agencies: Agencies) -> Corrected:
    """The corrected plan with what the check finds in it, and after that the doubts that the corrections raised.

    A work group that the check gives is no person's change: a row as the machine read it gets it too.
    """
    checked = check_plan(corrected.plan, agencies, corrected.settled)
    final = iter(checked.tasks)
    pairs = [(machine, now and next(final)) for machine, now in corrected.pairs]
    return replace(
        corrected,
        plan=replace(checked, notices=(*checked.notices, *corrected.doubts)),
        pairs=tuple((_grouped(machine, now, corrected.settled), now) for machine, now in pairs),
    )


def _grouped(machine: Task, now: Task | None, settled: Settled) -> Task:
    if now is None or (now.id, WORK_GROUP) in settled:
        return machine
    return replace(machine, work_group=now.work_group)


def check_plan(plan: Plan, agencies: Agencies, settled: Settled = frozenset()) -> Plan:
    """The plan with activities linked, works grouped, and the notices that only the whole shows.

    Every notice knows its place and quotes the plan. ``agencies`` reads the recipients; ``settled`` holds what a person
    has decided (row id and code of a doubt, or "work_group"): that is not raised. A plan is checked once.
    """
    plan, of_links = link_activities(plan)
    plan, of_works = group_works(plan, settled)
    missing = check_recipients(plan, agencies)
    next_date = _next_date(plan)
    of_tasks = (n for task in plan.tasks for n in _of_task(plan, task, next_date))
    found = (*plan.notices, *_of_plan(plan), *_unknown(plan), *of_links, *of_works, *missing, *of_tasks)
    raised = (n for n in found if (n.task_id, n.code) not in settled)
    return replace(plan, notices=tuple(_placed(plan.document, n) for n in raised))


def _placed(document: Document, notice: Notice) -> Notice:
    if notice.span is None:
        return notice
    place = notice.place or document.blocks[notice.span.block].place
    return replace(notice, place=place, quote=notice.quote or document.quote(notice.span))


def _of_plan(plan: Plan) -> Iterator[Notice]:
    header = plan.header
    if header.number is None or header.date is None:
        stem = plan.document.source.name.rpartition(".")[0]
        what = {"số": header.number, "ngày ban hành": header.date}
        missing = " và ".join(name for name, value in what.items() if value is None)
        open_ones = "thời hạn tính theo ngày đó để trống, không đoán năm" if header.date is None else "để trống"
        yield Notice("W441", facts={"file": f"{stem}.toml", "missing": missing, "open": open_ones})


def _unknown(plan: Plan) -> Iterator[Notice]:
    """Each owner that no registry has, once, where it first stands; rows in which its name's end is a guess bear the
    code as a flag besides."""
    flagged = {p.agency.id for t in plan.tasks if "W417" in t.flags for p in t.owners}
    seen: set[str] = set()
    for task in plan.tasks:
        for party in task.owners:
            if party.agency.unknown and party.agency.id not in flagged | seen:
                seen.add(party.agency.id)
                yield Notice("W417", party.span, facts={"agency": party.agency.name})


def _next_date(plan: Plan) -> str:
    """The first day that the plan fixes, on or after its own date, as an officer reads it; "" where it fixes none."""
    day = plan.header.date or date.min
    fixed = [(t.deadline.end, n) for n, t in enumerate(plan.tasks) if t.deadline.end and t.deadline.kind in _FIXED]
    first = min((pair for pair in fixed if pair[0] >= day), default=None)
    if first is None:
        return ""
    task = plan.tasks[first[1]].id
    return f"Xác định thời hạn trước khi giao; mốc gần nhất trong kế hoạch, để tham khảo: {first[0]:%d/%m/%Y} ({task})."


def reading_doubts(task: Task) -> Iterator[Notice]:
    """The doubts about the reading of one row: its flags as notices."""
    agency = next((p.agency.name for p in task.owners if not p.agency.known), "")
    for code in task.flags:
        yield Notice(code, task.spans[0], task.text, task.place, task.id, {"agency": agency})


def _of_task(plan: Plan, task: Task, next_date: str) -> Iterator[Notice]:
    yield from reading_doubts(task)
    first = task.spans[0]
    if task.deadline.kind == "none":
        yield Notice("W440", first, task.text, task.place, task.id, suggestion=next_date)
    others = [m for m in task.mentions if m.label == "deadline-other" and str(m.value) in task.deadline_text]
    if others:
        words = "; ".join(dict.fromkeys(str(m.value) for m in others))
        yield Notice("W426", others[0].span, words, task.place, task.id, {"others": words})
    day, end = plan.header.date, task.deadline.end
    if day and end and end < day:
        facts = {"end": f"{end:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"}
        yield Notice("W443", first, task.deadline_text, task.place, task.id, facts)
