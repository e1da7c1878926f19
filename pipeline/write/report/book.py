"""What a report counts, and its tables as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.pagebreak import Break

from pipeline.write.office.sheets import CELL, DATE, HEAD, TITLE, Book, CellLook, Value, collation, merge, new_sheet
from pipeline.write.tracking.model import AGENCIES, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.pages.charts import stacked
from pipeline.write.tracking.pages.sheets import standing
from pipeline.write.tracking.status import Condition, load_statuses, rate, tally

_DATED = CellLook(across="center", format=DATE)
MOST_BARS = 25  # bars of a chart that a page can hold


@dataclass(frozen=True, slots=True)
class State:
    """A task on the day of the report."""

    row: TrackerRow
    limit: date | None
    condition: Condition
    left: int | str


def states_of(tracker: Tracker, today: date) -> list[State]:
    """Every row with a task."""
    found = []
    for row in tracker.rows(TASKS):
        limit, condition, left = standing(row, tracker.soon, today)
        if condition:
            found.append(State(row, limit, condition, left))
    return found


def by_agency(tracker: Tracker, states: Sequence[State]) -> dict[str, dict[str, int]]:
    """Counts by owner, in the order of Đơn vị, then of the alphabet."""
    order = {row.words("agency"): number for number, row in enumerate(tracker.rows(AGENCIES))}
    owners = {state.row.words("owner").strip() for state in states}
    ordered = sorted(owners, key=lambda owner: (order.get(owner, len(order)), collation(owner)))
    return {
        owner: tally([state.condition for state in states if state.row.words("owner").strip() == owner])
        for owner in ordered
    }


def by_leader(tracker: Tracker, states: Sequence[State]) -> dict[str, dict[str, int]]:
    """Counts by the leader in charge, where Đơn vị names one; {} where it names none."""
    leaders = {row.words("agency").strip(): row.words("leader").strip() for row in tracker.rows(AGENCIES)}
    named = list(dict.fromkeys(leader for leader in leaders.values() if leader))
    return {
        leader: tally([s.condition for s in states if leaders.get(s.row.words("owner").strip()) == leader])
        for leader in named
    }


def report_workbook(
    tracker: Tracker, states: Sequence[State], agencies: Mapping[str, dict[str, int]], today: date
) -> bytes:
    """The tables of the report as a workbook with a chart; plain values, the report is of one day."""
    book = Book()
    conditions = load_statuses().conditions
    sheet = new_sheet(book, "Theo đơn vị", {1: 5.0, 2: 44.0, **dict.fromkeys(range(3, 5 + len(conditions)), 11.0)})
    book.put(sheet, 1, 1, f"KẾT QUẢ THEO ĐƠN VỊ ĐẾN NGÀY {today:%d/%m/%Y}", TITLE)
    merge(sheet, 1, 1, 4 + len(conditions))
    heads = ["STT", "Đơn vị", "Được giao", *(condition.heading for condition in conditions), "Tỷ lệ hoàn thành"]
    for column, head in enumerate(heads, 1):
        book.put(sheet, 3, column, head, HEAD)
    book.fit(sheet, 3, ((head, 9.0) for head in heads))
    centred = CellLook(across="center")
    lines = [("Toàn bộ", tally([state.condition for state in states])), *agencies.items()]
    for row, (name, counts) in enumerate(lines, 4):
        book.put(sheet, row, 1, row - 4 or "", centred)
        book.put(sheet, row, 2, name, CellLook(bold=row == 4))
        for column, value in enumerate([sum(counts.values()), *counts.values()], 3):
            book.put(sheet, row, column, value, centred)
        book.put(sheet, row, 4 + len(conditions), rate(counts), CellLook(across="center", format="0.0%"))
    if agencies:
        sheet.row_breaks.append(Break(id=len(lines) + 4))
        sheet.add_chart(stacked(sheet, "Theo đơn vị", (5, 4 + len(agencies)), 4, "bar"), f"A{len(lines) + 5}")
    sheet.freeze_panes, sheet.print_title_rows = "C4", "3:3"
    _task_sheet(book, states)
    return book.save(today)


_TASK_COLUMNS = (
    ("STT", 5.0),
    ("Nhiệm vụ", 52.0),
    ("Đơn vị", 26.0),
    ("Thời hạn", 12.0),
    ("Tình trạng", 15.0),
    ("Còn lại (ngày)", 10.0),
    ("Ngày hoàn thành", 15.0),
    ("Kết quả / số văn bản", 22.0),
    ("Lý do chậm", 22.0),
)


def _task_sheet(book: Book, states: Sequence[State]) -> None:
    """Every task as it stands."""
    sheet = new_sheet(book, "Từng nhiệm vụ", {at: width for at, (_, width) in enumerate(_TASK_COLUMNS, 1)})
    for column, (head, _) in enumerate(_TASK_COLUMNS, 1):
        book.put(sheet, 1, column, head, HEAD)
    for row, state in enumerate(states, 2):
        held = state.row
        cells: list[Value] = [row - 1, held.words("action"), held.words("owner"), state.limit, state.condition.name]
        cells += [state.left, *(held.cells.get(key) for key in ("done_on", "result", "reason"))]
        for column, value in enumerate(cells, 1):
            book.put(sheet, row, column, value, _DATED if isinstance(value, date) else CELL)
        book.fit(sheet, row, ((held.words("action"), 52.0), (held.words("owner"), 26.0), (held.words("reason"), 22.0)))
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.auto_filter.ref = f"A1:I{len(states) + 1}"
