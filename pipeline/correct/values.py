"""One value of a row set anew: names become agencies, ISO days become dates; words of tasks.csv in, a Task out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, get_args

from pipeline.cells import Cells
from pipeline.contract import DAY_COLUMNS, FALSE, TRUE
from pipeline.correct.model import DEADLINE_FIELDS, RESOLVES
from pipeline.find.agency.agencies import Agencies
from pipeline.find.registry.ids import slug
from pipeline.find.registry.registry import Registry
from pipeline.identity import plain
from pipeline.model import Agency, Deadline, DeadlineKind, Mode, Party, Plan, Role, Span, Task

NAMES = ("owners", "partners", "monitors")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "owner_role": get_args(Role),
    "mode": get_args(Mode),
    "kind": get_args(DeadlineKind),
    "inclusive": (TRUE, FALSE),
}


def problem(field: str, value: str) -> str:
    """Why a value can't stand in a field, in Vietnamese; "" where it can."""
    if field in DAY_COLUMNS and value:
        try:
            date.fromisoformat(value)
        except ValueError:
            return f'ngày "{value}" không có thật; viết như 2024-06-30'
    if field in _WORDS and value not in _WORDS[field]:
        return f'"{value}" không phải một trong: {", ".join(_WORDS[field])}'
    return "không được để trống" if field in ("text", "owners") and not value.strip() else ""


class Naming:
    """Names as a person types them → agencies, those of the plan first."""

    def __init__(self, plan: Plan, registry: Registry | Agencies) -> None:
        parties = [p for t in plan.tasks for p in (*t.owners, *t.partners, *t.monitors)]
        known = (*(p.agency for p in parties), *plan.agencies.values())
        self._known = {plain(agency.name): agency for agency in reversed(known)}
        self._registry, self._header = registry, plan.header

    @cached_property
    def reader(self) -> Agencies:
        """Built only where a name is not the plan's own: it costs more than all else."""
        given = self._registry
        return given if isinstance(given, Agencies) else Agencies(given, self._header.issuer, self._header.date)

    def agency(self, name: str) -> Agency:
        """The agency of this name; one that nothing knows is made, ``known`` False."""
        if plain(name) not in self._known:
            read = self.reader.read_agency(name)
            whole = read is not None and read.end == len(name)
            made = read.agency if read and whole else Agency(slug(name), name, "nhom", known=False)
            self._known[plain(name)] = made
        return self._known[plain(name)]

    def official(self, names: str) -> str:
        """A cell "A; B" with the official names."""
        return "; ".join(self.agency(n.strip()).name for n in names.split(";") if n.strip())

    def around(self, agency: Agency) -> Iterable[Agency]:
        """The agency with its members and successors, as a plan keeps them."""
        others = (*self.reader.members(agency), *map(self.reader.get, agency.successors))
        return (agency, *(a for a in others if a is not None))


def parties(names: str, before: Iterable[Party], span: Span, naming: Naming) -> tuple[Party, ...]:
    """The parties of a cell "A; B": those that stood there as they were, new ones with the name as typed."""
    old = {plain(p.agency.name): p for p in before}
    made: dict[str, Party] = {}
    for name in (n.strip() for n in names.split(";") if n.strip()):
        party = old.get(plain(name)) or Party(naming.agency(name), name, span)
        made.setdefault(party.agency.id, party)
    return tuple(made.values())


def set_field(task: Task, field: str, value: str, naming: Naming) -> Task:
    """The row with one field of CORRECTABLE set; the value has passed ``problem``."""
    if field in NAMES:
        before = (*task.owners, *task.partners, *task.monitors)
        return _with(task, field, parties(value, before, task.spans[0] if task.spans else Span(0, 0, 0), naming))
    day = date.fromisoformat(value) if value and field in DAY_COLUMNS else None
    if field in ("focus_start", "focus_end"):
        return _with(task, field, day)
    if field in ("start", "end", "kind", "recurrence", "inclusive"):
        new: object = day if field in DAY_COLUMNS else value == TRUE if field == "inclusive" else value
        changes: dict[str, Any] = {field: new}
        return replace(task, deadline=replace(task.deadline, **changes))
    return _with(task, field, value)


def _with(task: Task, field: str, value: object) -> Task:
    changes: dict[str, Any] = {field: value}
    return replace(task, **changes)


def settle_deadline(task: Task, given: Iterable[str]) -> Task:
    """A deadline whose days a person set, without saying more (``given`` names the fields that they did set): its kind
    follows from its days, and the plan's words for it no longer hold."""
    said = set(given)
    if not said & {"start", "end"}:
        return task
    d = task.deadline
    kind: DeadlineKind = "range" if d.start and d.end else "date" if d.start or d.end else "none"
    settled = Deadline(
        d.start,
        d.end,
        d.kind if "kind" in said else kind,
        d.recurrence if "recurrence" in said else "",
        d.inclusive if "inclusive" in said else True,
    )
    return replace(task, deadline=settled, deadline_text=task.deadline_text if "deadline_text" in said else "")


READING = ("owner_role", "partners", "start", "end", "recurrence")


def reading(row: Cells) -> str:
    """Role, partners and limit of a row in one cell: what a person saw who found its doubt to be none."""
    return " | ".join(row[column] for column in READING)


def resolved(fields: Iterable[str]) -> frozenset[str]:
    """Codes of the doubts that setting these fields answers."""
    return frozenset(code for field in fields for code in RESOLVES.get(field, ()))


def is_deadline(field: str) -> bool:
    """Whether a field is part of the deadline, all of which stands or falls together."""
    return field in DEADLINE_FIELDS
