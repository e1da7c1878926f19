"""What an agency's file may say: only its own columns, a status of the list, a share, days that can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.write.office.sheets import Formula, Value
from pipeline.write.tracking.model import FILLED, TASKS, TrackerRow
from pipeline.write.tracking.opened.entry import entered
from pipeline.write.tracking.status import day, limit, load_statuses
from pipeline.write.tracking.values import shown

LOCKED = "cột khoá bị sửa, không nhận"
AS_TEXT = "công thức, chỉ nhận như chữ"
_COMPUTED = "công thức, không nhận"
_FUTURE = "sau ngày nhận tệp, không nhận"
_EARLY = "trước ngày ban hành kế hoạch, không nhận"
_NO_LATER = "không sau thời hạn đang tính, không nhận"


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell of a returned file that was not taken as it stands: where, of which task, what it holds, what the office
    has, and why (Vietnamese)."""

    file: str
    address: str
    task_id: str
    owner: str
    column: str
    ours: str
    theirs: str
    why: str

    def line(self) -> str:
        """For the terminal."""
        return f"{self.file}: {self.address} [{self.column}] «{self.theirs}»: {self.why}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which work can have been done: the plan's own, None where it says none, and today."""

    since: date | None
    today: date


def checked(key: str, value: Value, ours: TrackerRow, bounds: Bounds) -> tuple[Value, str, bool]:
    """(the value to take, why not as it stands or "", whether it is taken) for a cell of column ``key``.

    A formula is taken as its own text where a text belongs, so that nothing of a returned file computes.
    """
    column = TASKS.column(key)
    if key not in FILLED:
        return value, LOCKED, False
    if isinstance(value, Formula):
        text = column.kind == "text"
        return str.__str__(value), AS_TEXT if text else _COMPUTED, text
    value, why = entered(column.kind, value)
    why = why or (_day_fault(key, value, ours, bounds) if column.kind == "date" else "")
    return _claimed(key, value), why, not why


def _day_fault(key: str, value: Value, ours: TrackerRow, bounds: Bounds) -> str:
    """Why a day cannot be; "" where it can."""
    said = day(value)
    if said is None:
        return ""
    if key == "asked":
        last = limit(ours.cells.get("due"), ours.cells.get("extended"))
        return _NO_LATER if last and said <= last else ""
    if said > bounds.today:
        return _FUTURE
    return _EARLY if bounds.since and said < bounds.since else ""


def _claimed(key: str, value: Value) -> Value:
    """An agency says that it is done; it is when the office accepts."""
    names = load_statuses().names
    return names["waiting"] if key == "status" and value == names["done"] else value


def disarmed(value: Value) -> Value:
    """A value of which nothing computes."""
    return str.__str__(value) if isinstance(value, Formula) else value


def finding(file: str, address: str, row: TrackerRow, column: str, ours: Value, theirs: Value, why: str) -> Finding:
    """A finding about a row of Theo dõi."""
    return Finding(file, address, row.words("id"), row.words("owner"), column, shown(ours), shown(theirs), why)
