"""Figures of a period: tasks and assignments apart, the Government's two by two, and what a period brought and took."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.write.report.book import State
from pipeline.write.tracking.recurring import Recurring
from pipeline.write.tracking.status import DONE, day
from pipeline.write.tracking.values import canonical, digest

# Of a task with several owners the worst row tells: it is done when all its rows are.
_WORST = ("overdue", "soon", "running", "waiting", "open", "paused", "done_late", "done_undated", "done_in_time")
_WORST += ("done_open",)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Done in time, done late, done without a day or limit; not done and in time, not done and late."""

    in_time: int
    late: int
    other: int
    running: int
    overdue: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.other + self.running + self.overdue


def tasks_of(states: Sequence[State]) -> list[State]:
    """One state a task: that of its worst row; rows that people added are each a task."""
    groups: dict[str, list[State]] = {}
    for number, state in enumerate(states):
        groups.setdefault(state.row.words("id") or f"\0{number}", []).append(state)
    return [min(group, key=lambda state: _WORST.index(state.condition.id)) for group in groups.values()]


def two_by_two(states: Iterable[State], today: date) -> TwoByTwo:
    """The four figures of the Government's own reports, and what they have no place for."""
    counts = {"in_time": 0, "late": 0, "other": 0, "running": 0, "overdue": 0}
    for state in states:
        id = state.condition.id
        if id in DONE:
            counts[{"done_in_time": "in_time", "done_late": "late"}.get(id, "other")] += 1
        else:
            said = day(state.row.cells.get("done_on")) if id == "waiting" else None
            past = state.limit is not None and (said or today) > state.limit and id in ("waiting", "overdue")
            counts["overdue" if past else "running"] += 1
    return TwoByTwo(**counts)


def by_first_limit(states: Iterable[State]) -> tuple[int, int]:
    """(done in time by the plan's own limit, done in time by the limit that was granted)."""
    first = granted = 0
    for state in states:
        due, done = state.row.cells.get("due"), day(state.row.cells.get("done_on"))
        limit = None if isinstance(due, Recurring) else day(due)
        if state.condition.id in DONE and done:
            first += limit is not None and done <= limit
            granted += state.limit is not None and done <= state.limit
    return first, granted


@dataclass(frozen=True, slots=True)
class Flow:
    """Left over from the last period + newly given = done + carried to the next + dropped."""

    left: int
    given: int
    done: int
    carried: int
    dropped: int


Snapshot = Mapping[str, bool]  # what there was, and whether it was done


def snapshot(states: Sequence[State]) -> dict[str, bool]:
    """Each row by owner and words, as they were given, and whether it is done."""
    return {_key(state): state.condition.id in DONE for state in states}


def _key(state: State) -> str:
    base, row = state.row.base, state.row
    return f"{base.get('owner') or digest(row.words('owner'))}.{base.get('action') or digest(row.words('action'))}"


def flow(before: Snapshot, now: Snapshot) -> Flow:
    """What a period brought and took; work that was done and is no longer so counts as newly given."""
    left = {key for key, done in before.items() if not done}
    given = {key for key, done in now.items() if key not in left and (key not in before or not done)}
    done = sum(now[key] for key in left | given if key in now)
    carried = sum(not finished for finished in now.values())
    return Flow(len(left), len(given), done, carried, sum(key not in now for key in left))


def snapshots_json(states: Sequence[State], today: date) -> bytes:
    """The snapshots of tasks and assignments as the next report reads them."""
    both = {"date": today.isoformat(), "tasks": task_snapshot(states), "assignments": snapshot(states)}
    return json.dumps(both, ensure_ascii=False, indent=1, sort_keys=True).encode()


def task_snapshot(states: Sequence[State]) -> dict[str, bool]:
    """The same a task: by its id's words, done when all its rows are."""
    done = {state.row.words("id"): state.condition.id in DONE for state in tasks_of(states)}
    found: dict[str, bool] = {}
    for state in states:
        action = state.row.base.get("action") or digest(canonical(state.row.words("action")))
        found.setdefault(f"{state.row.words('id')}.{action}", done[state.row.words("id")])
    return found


def read_snapshots(content: bytes | None) -> tuple[Snapshot, Snapshot]:
    """(tasks, assignments) of the last report; empty where there was none, or it can't be read."""
    try:
        both = json.loads(content or b"{}")
        return both.get("tasks", {}), both.get("assignments", {})
    except (ValueError, AttributeError):
        return {}, {}
