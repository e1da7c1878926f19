"""Plans and edited workbooks for the tests of tracking and follow-up, in a few words each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from pipeline.model import Agency, Deadline, Document, Header, Notice, Party, Plan, Role, Settings, Source, Span, Task
from pipeline.write.office.sheets import no_collection
from pipeline.write.tracking.model import GUIDE, SUMMARY, TASKS, TIMELINE, TrackerRow
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.tracking import tracking_workbook

TODAY = date(2025, 3, 10)
FIRST = TASKS.head + 1


def agency(name: str, order: int = 50, members: tuple[str, ...] = ()) -> Agency:
    """An agency whose id is its name."""
    return Agency(name, name, "so", order=order, members=members)


def task(
    id: str,
    words: str,
    owner: str | tuple[str, ...] = "Sở Một",
    end: date | None = None,
    role: Role = "perform",
    partners: tuple[str, ...] = (),
    deadline: Deadline | None = None,
    **rest: Any,
) -> Task:
    """A task; ``end`` is a limit "trước ngày"."""
    owners = (owner,) if isinstance(owner, str) else owner
    when = deadline or (Deadline(None, end, "before") if end else Deadline())
    return Task(
        id=id,
        section=id.rsplit("-", 1)[0],
        heading="",
        text=words,
        action=words,
        owners=tuple(party(name) for name in owners),
        owner_role=role,
        partners=tuple(party(name) for name in partners),
        mode=rest.pop("mode", "assign"),
        deadline=when,
        deadline_text=rest.pop("said", ""),
        **rest,
    )


def party(name: str) -> Party:
    """An agency as a task names it."""
    return Party(agency(name), name, Span(0, 0, 1))


def plan(*tasks: Task, agencies: tuple[Agency, ...] = (), notices: tuple[Notice, ...] = ()) -> Plan:
    """A plan of these tasks."""
    header = Header(
        type="kế hoạch", title="Sửa sang trường học", issuer="UBND tỉnh Mẫu", number="7/KH-UBND", date=date(2025, 1, 6)
    )
    document = Document(Source("ke-hoach.docx", "0" * 64, 1), ())
    return Plan(document, header, tasks, notices=notices, agencies={one.id: one for one in agencies})


def few() -> Plan:
    """Three tasks of two owners."""
    return plan(
        task("II.1-01", "Sơn lại phòng học", end=date(2025, 3, 31), role="lead", partners=("Sở Hai",)),
        task("II.1-02", "Mua bàn ghế", end=date(2025, 3, 1)),
        task("II.2-01", "Trồng cây trong sân", owner="Sở Hai"),
    )


@lru_cache(maxsize=1)
def fresh() -> bytes:
    """The workbook of the three tasks, made once."""
    return made(few())


def made(one: Plan, previous: bytes | None = None, today: date = TODAY) -> bytes:
    """The workbook."""
    return tracking_workbook(one, Settings(), today, previous).content


@no_collection()
def edited(content: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """The workbook after a person has worked in it and saved it."""
    workbook = load_workbook(BytesIO(content))
    edit(workbook)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def typed(content: bytes, values: Mapping[tuple[int, str], Any]) -> bytes:
    """The workbook with ``values`` typed on Theo dõi, by (row of the table from 1, column key)."""

    def edit(workbook: Workbook) -> None:
        for name in {SUMMARY, TIMELINE, GUIDE} & set(workbook.sheetnames):
            workbook.remove(workbook[name])  # what is only computed need not come back, and costs most of the time
        for (number, key), value in values.items():
            workbook[TASKS.title].cell(TASKS.head + number, TASKS.at(key)).value = value

    return edited(content, edit)


def rows(content: bytes) -> tuple[TrackerRow, ...]:
    """The rows of Theo dõi as read back."""
    return read_tracker(content, "x").tracker.rows(TASKS)


def listing(content: bytes, title: str) -> list[list[str]]:
    """The filled rows under the headings of a table, as text."""
    return [[row.words(key) for key in row.cells] for row in read_tracker(content, "x").tracker.listings.get(title, ())]


@no_collection()
def cell(content: bytes, number: int, key: str, cached: bool = True) -> Any:
    """A value on Theo dõi: the one beside a formula, or the formula itself."""
    workbook = load_workbook(BytesIO(content), data_only=cached)
    return workbook[TASKS.title].cell(TASKS.head + number, TASKS.at(key)).value
