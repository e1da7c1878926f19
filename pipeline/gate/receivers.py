"""Who receives the letters of a plan: groups with the members that the office named, successors that it confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.find.agency.agencies import Agencies
from pipeline.find.registry.ids import group_id, slug
from pipeline.gate.choices import Choices, Group, Successor
from pipeline.identity import alike, plain
from pipeline.model import Agency, Party, Plan, Task

_OPEN = "nhom"  # the registry's kind for groups that nobody lists
_SAME_WORDS = 0.8  # share of common words from which a task is the one that a confirmation means


def with_choices(plan: Plan, choices: Choices, agencies: Agencies, today: date) -> Plan:
    """The plan as its letters see it on ``today``: open groups with their members, agencies that ended replaced by
    confirmed successors. The tables keep the plan's own names."""
    made = _Receivers(plan, choices, agencies, today)
    tasks = tuple(made.task(task) for task in plan.tasks)
    return replace(plan, tasks=tasks, agencies=dict(plan.agencies) | made.found)


class _Receivers:
    """The agencies met so far."""

    def __init__(self, plan: Plan, choices: Choices, agencies: Agencies, today: date) -> None:
        self.choices, self.agencies, self.today = choices, agencies, today
        self.known = {plain(one.name): one for one in plan.agencies.values()} | dict(plan.agencies)
        self.stem = Path(plan.document.source.name).stem
        self.found: dict[str, Agency] = {}

    def task(self, task: Task) -> Task:
        """The task with the parties that its letters go to."""
        owners = tuple(self._party(party, task) for party in task.owners)
        partners = tuple(self._party(party, task) for party in task.partners)
        return replace(task, owners=_once(owners), partners=_once(partners))

    def _party(self, party: Party, task: Task) -> Party:
        agency = party.agency
        if agency.kind == _OPEN and not agency.members:
            agency = self._with_members(agency)
        elif agency.valid_to is not None and agency.valid_to < self.today:
            agency = self._successor(agency, task)
        return replace(party, agency=agency) if agency is not party.agency else party

    def _with_members(self, group: Agency) -> Agency:
        said = next((one for one in self.choices.groups if self._means(one, group)), None)
        if said is None:
            return group
        left_out = {self._named(name).id for name in said.without}
        members = [*map(self._named, said.members), *(one for kind in said.kinds for one in self._of_kind(kind))]
        kept = {one.id: one for one in members if one.id not in left_out}
        made = replace(group, members=tuple(kept))
        self.found |= kept | {group.id: made}
        return made

    def _means(self, said: Group, group: Agency) -> bool:
        within = (said.start is None or said.start <= self.today) and (said.end is None or self.today <= said.end)
        return within and group_id(said.name) == group_id(group.name)

    def _of_kind(self, kind: str) -> Iterator[Agency]:
        """Those of a kind that exist on the day: registered ones, and the units that a registered group stands for."""
        for entry in self.agencies.view.entries.values():
            if entry.agency.kind == kind:
                several = entry.group or entry.agency.members
                yield from filter(self._exists, self.agencies.members(entry.agency) if several else (entry.agency,))

    def _exists(self, agency: Agency) -> bool:
        start, end = agency.valid_from, agency.valid_to
        return (start is None or start <= self.today) and (end is None or self.today <= end)

    def _named(self, name: str) -> Agency:
        """The agency of a name or an id; one that nothing knows is made."""
        known = self.known.get(name) or self.known.get(plain(name)) or self.agencies.get(name)
        if known:
            return known
        read = self.agencies.read_agency(name)
        return read.agency if read and read.end == len(name) else Agency(slug(name), name, "", known=False)

    def _successor(self, agency: Agency, task: Task) -> Agency:
        said = [one for one in self.choices.successors if one.agency in (agency.id, agency.name)]
        of_task = [one for one in said if one.task and self._is(one, task)]
        chosen = next(iter(of_task or [one for one in said if not one.task]), None)
        if chosen is None:
            return agency
        made = self._named(chosen.to)
        self.found[made.id] = made
        return made

    def _is(self, said: Successor, task: Task) -> bool:
        """Words first; the id is a hint."""
        if said.plan and said.plan != self.stem:
            return False
        return alike(said.words, task.text) >= _SAME_WORDS if said.words else said.task == task.id


def _once(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Two agencies that one took over from are one."""
    return tuple({party.agency.id: party for party in parties}.values())
