"""Values as the tables show them: a task as cells of text, lists joined, days in ISO, formulas disarmed.

Every table that is written, and every one that is read back, goes through these; the columns are those of contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.contract import FALSE, TASK_COLUMNS, TRUE
from pipeline.model import Party, Task

Cells = dict[str, str]  # one row of a table: text by column

_JOINT = "; "
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of a formula


def join(values: Iterable[str]) -> str:
    """A list in a cell."""
    return _JOINT.join(values)


def names(parties: Iterable[Party]) -> str:
    """The official names of parties in a cell."""
    return join(p.agency.name for p in parties)


def truth(value: bool) -> str:
    """Yes or no in a cell."""
    return TRUE if value else FALSE


def iso(day: date | None) -> str:
    """A day in a cell; "" where there is none."""
    return day.isoformat() if day else ""


def task_cells(task: Task) -> Cells:
    """A task as a row of tasks.csv."""
    d = task.deadline
    values = (
        task.id,
        task.section,
        task.heading,
        task.text,
        task.action,
        names(task.owners),
        task.owner_role,
        names(task.partners),
        task.mode,
        task.deadline_text,
        iso(d.start),
        iso(d.end),
        d.kind,
        d.recurrence,
        truth(d.inclusive),
        iso(task.focus_start),
        iso(task.focus_end),
        task.product,
        task.report_to,
        names(task.monitors),
        task.work_group,
        task.place,
        join(task.rules),
        join(task.flags),
    )
    return dict(zip(TASK_COLUMNS, values, strict=True))


def guarded(text: str) -> str:
    """A cell of a CSV file; what a spreadsheet would compute gets an apostrophe before it."""
    return "'" + text if text[:1] in _FORMULA else text


def unguarded(text: str) -> str:
    """The cell without the apostrophe of ``guarded``."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text
