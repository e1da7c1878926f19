"""Cross-checks over a whole plan: what it leaves open, and the doubts of its rows, as notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Document, Notice, Plan, Task


def check_plan(plan: Plan) -> Plan:
    """The plan with the notices that only the whole shows; every notice knows its place and quotes the plan."""
    notices = (*plan.notices, *_of_plan(plan), *(n for task in plan.tasks for n in _of_task(plan, task)))
    return replace(plan, notices=tuple(_placed(plan.document, n) for n in notices))


def _placed(document: Document, notice: Notice) -> Notice:
    if notice.span is None:
        return notice
    place = notice.place or document.blocks[notice.span.block].place
    return replace(notice, place=place, quote=notice.quote or document.quote(notice.span))


def _of_plan(plan: Plan) -> Iterator[Notice]:
    if plan.header.number is None or plan.header.date is None:
        stem = plan.document.source.name.rpartition(".")[0]
        yield Notice("W441", facts={"file": f"{stem}.toml"})


def _of_task(plan: Plan, task: Task) -> Iterator[Notice]:
    first = task.spans[0]
    for code in task.flags:
        agency = next((p.agency.name for p in task.owners if not p.agency.known), "")
        yield Notice(code, first, task.text, task.place, task.id, {"agency": agency})
    if task.deadline.kind == "none":
        yield Notice("W440", first, task.text, task.place, task.id)
    day, end = plan.header.date, task.deadline.end
    if day and end and end < day:
        facts = {"end": f"{end:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"}
        yield Notice("W443", first, task.deadline_text, task.place, task.id, facts)
