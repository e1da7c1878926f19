"""Where a task stands: each formula of the workbook beside its twin in Python.

The words come from rules/statuses.toml. A task is late when the day is past its limit; the due day itself is not late.
The formulas use nothing that Excel 2010 or LibreOffice lacks, and TODAY() never stands in them: they point to one cell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pipeline.rulebook import rules_folder
from pipeline.write.office.sheets import Formula, Value

DONE = ("done_in_time", "done_late", "done_undated", "done_open")


@dataclass(frozen=True, slots=True)
class Condition:
    """What the formula finds: ``heading`` is its column on the summary, ``fill`` and ``ink`` its colours (RRGGBB)."""

    id: str
    name: str
    heading: str
    fill: str
    ink: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Statuses:
    """rules/statuses.toml: what a person chooses (``names`` by id; ``also``: other words that say it), what is
    computed, and when a limit is near (days)."""

    names: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    conditions: tuple[Condition, ...]
    soon_days: int
    alarm_days: tuple[int, ...]

    def condition(self, id: str) -> Condition:
        """The condition of that id."""
        return next(condition for condition in self.conditions if condition.id == id)


@lru_cache(maxsize=1)
def load_statuses() -> Statuses:
    """rules/statuses.toml, read once."""
    table = tomllib.loads((rules_folder() / "statuses.toml").read_text("utf-8"))
    return Statuses(
        names={status["id"]: status["name"] for status in table["status"]},
        also={status["id"]: tuple(status.get("also", ())) for status in table["status"]},
        conditions=tuple(Condition(**condition) for condition in table["condition"]),
        soon_days=table["soon_days"],
        alarm_days=tuple(table["alarm_days"]),
    )


def day(value: Value) -> date | None:
    """The day of a date cell; None for anything else, a date typed as text included (Excel cannot count with it)."""
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def limit(due: Value, extended: Value) -> date | None:
    """The day that counts: the extension where one is given, else the plan's."""
    return day(extended) or day(due)


def limit_formula(due: str, extended: str) -> str:
    """Twin of ``limit``; "" where there is none."""
    return f'=IF(ISNUMBER({extended}),INT({extended}),IF(ISNUMBER({due}),INT({due}),""))'


def condition_of(status: Value, limit: date | None, done_on: Value, today: date, soon: int) -> Condition:
    """How a task stands on ``today``; a day of completion says "done" even where the status was forgotten."""
    statuses = load_statuses()
    finished = day(done_on)
    if _same(status, statuses.names["paused"]):
        id = "paused"
    elif _same(status, statuses.names["waiting"]):
        id = "waiting"
    elif _same(status, statuses.names["done"]) or finished:
        id = _done(limit, finished)
    elif limit is None:
        id = "open"
    elif today > limit:
        id = "overdue"
    else:
        id = "soon" if (limit - today).days <= soon else "running"
    return statuses.condition(id)


def _same(status: Value, name: str) -> bool:
    """Equality as the formula has it: without regard to case."""
    return isinstance(status, str) and status.casefold() == name.casefold()


def _done(limit: date | None, finished: date | None) -> str:
    """The condition of a finished task."""
    if limit is None:
        return "done_open"
    if finished is None:
        return "done_undated"
    return "done_in_time" if finished <= limit else "done_late"


def condition_formula(task: str, status: str, limit: str, done_on: str, today: str, soon: str) -> str:
    """Twin of ``condition_of``; the arguments are cell addresses; "" in a row without a task."""
    statuses = load_statuses()
    name = {condition.id: f'"{condition.name}"' for condition in statuses.conditions}
    done = (
        f'IF({limit}="",{name["done_open"]},IF(NOT(ISNUMBER({done_on})),{name["done_undated"]},'
        f"IF(INT({done_on})<={limit},{name['done_in_time']},{name['done_late']})))"
    )
    going = (
        f'IF({limit}="",{name["open"]},IF({today}>{limit},{name["overdue"]},'
        f"IF({limit}-{today}<={soon},{name['soon']},{name['running']})))"
    )
    paused, waiting, finished = (statuses.names[id] for id in ("paused", "waiting", "done"))
    return (
        f'=IF({task}="","",IF({status}="{paused}",{name["paused"]},IF({status}="{waiting}",{name["waiting"]},'
        f'IF(OR({status}="{finished}",ISNUMBER({done_on})),{done},{going}))))'
    )


def days_left(condition: Condition, limit: date | None, today: date) -> int | str:
    """Days until the limit, negative when past it; "" where nothing runs."""
    if limit is None or condition.id not in ("running", "soon", "overdue"):
        return ""
    return (limit - today).days


def days_left_formula(condition: str, limit: str, today: str) -> str:
    """Twin of ``days_left``."""
    names = [load_statuses().condition(id).name for id in ("running", "soon", "overdue")]
    test = ",".join(f'{condition}="{name}"' for name in names)
    return f'=IF({limit}="","",IF(OR({test}),{limit}-{today},""))'


def rate(counts: Mapping[str, int]) -> float | str:
    """Share of what fell due that is done, as the Government's reports count it: done / (done + overdue); "" if
    nothing fell due.

    A task finished without any limit never fell due and does not count.
    """
    done = counts["done_in_time"] + counts["done_late"] + counts["done_undated"]
    due = done + counts["overdue"]
    return done / due if due else ""


def rate_formula(cells: Mapping[str, str]) -> str:
    """Twin of ``rate`` over the cells of one line."""
    done = "+".join(cells[id] for id in ("done_in_time", "done_late", "done_undated"))
    return f'=IF({done}+{cells["overdue"]}=0,"",({done})/({done}+{cells["overdue"]}))'


def tally(conditions: Sequence[Condition]) -> dict[str, int]:
    """How many of each condition."""
    counts = {condition.id: 0 for condition in load_statuses().conditions}
    for condition in conditions:
        counts[condition.id] += 1
    return counts
