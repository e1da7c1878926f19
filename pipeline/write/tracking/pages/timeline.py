"""Lịch: every task with its limit, in the order of limits, beside a grid of months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import DATE, HEAD, NOTE, Book, CellLook, new_sheet, protect
from pipeline.write.tracking.model import TASKS, TIMELINE, Tracker
from pipeline.write.tracking.pages.sheets import caption, letter, short, short_formula
from pipeline.write.tracking.pages.summary import Standing, months, standings

_HEAD = 4
_GRID = 7  # first column of the grid
_MOST = 24  # columns that the grid can have on one page
_LINED = 1000  # rows that get lines in the grid; beyond them the colours must do
_LATEST = date(9999, 12, 31)
_DUE, _SPAN = "1F3864", "BDD7EE"


def write_timeline(book: Book, tracker: Tracker, today: date) -> Worksheet:
    """The sheet; limits and conditions are references to Theo dõi, so an extension shows here too."""
    rows = tracker.rows(TASKS)
    known = standings(rows, tracker.soon, today)
    order = sorted((line for line in known if line.task), key=lambda line: (line.limit or _LATEST, line.number))
    starts = {number: row.start for number, row in enumerate(rows, TASKS.head + 1)}
    grid, step = _grid(order, [start for start in starts.values() if start])
    widths = {1: 5.0, 2: 11.5, 3: 46.0, 4: 24.0, 5: 13.0, 6: 11.5, **{_GRID + n: 5.2 for n in range(len(grid))}}
    sheet = new_sheet(book, TIMELINE, widths)
    caption(book, sheet, "LỊCH ĐẾN HẠN", f"{tracker.cite}: {tracker.title}", max(_GRID - 1, _GRID - 1 + len(grid)))
    book.put(sheet, 3, 1, "Ô đậm: kỳ đến hạn; ô nhạt: thời gian thực hiện; việc không có thời hạn ở cuối bảng.", NOTE)
    for column, heading in enumerate(("STT", "Thời hạn", "Nhiệm vụ", "Đơn vị", "Tình trạng", "Bắt đầu"), 1):
        book.put(sheet, _HEAD, column, heading, HEAD)
    for column, month in enumerate(grid, _GRID):
        book.put(
            sheet,
            _HEAD,
            column,
            month,
            CellLook(bold=True, size=9, fill=HEAD.fill, across="center", down="center", format="mm/yy"),
        )
    for number, line in enumerate(order, _HEAD + 1):
        _line(book, sheet, number, line, starts[line.number], len(grid))
    if order and grid:
        _paint(sheet, _HEAD + len(order), len(grid), step)
    sheet.freeze_panes = f"D{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.auto_filter.ref = f"A{_HEAD}:F{_HEAD + max(1, len(order))}"
    protect(sheet)
    return sheet


def _grid(order: Sequence[Standing], starts: Sequence[date]) -> tuple[list[date], int]:
    """The first days of the grid's months, and how many months a column holds."""
    limits = [line.limit for line in order if line.limit]
    if not limits:
        return [], 1
    first = min([*limits, *starts]).replace(day=1)
    last = max(limits)
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 3, 6, 12) if span <= step * _MOST), 12)
    return list(months(first, last, step))[: _MOST * 2], step


def _line(book: Book, sheet: Worksheet, number: int, line: Standing, start: date | None, width: int) -> None:
    """One task."""
    at = f"'{TASKS.title}'!"
    book.put(sheet, number, 1, number - _HEAD, CellLook(across="center"))
    dated = CellLook(across="center", format=DATE)
    book.compute(sheet, number, 2, f"={at}${letter('limit')}${line.number}", line.limit or "", dated)
    book.compute(
        sheet, number, 3, "=" + short_formula(f"{at}${letter('action')}${line.number}"), short(line.task), CellLook()
    )
    book.compute(sheet, number, 4, f"={at}${letter('owner')}${line.number}", line.owner, CellLook())
    condition = line.condition.name if line.condition else ""
    book.compute(sheet, number, 5, f"={at}${letter('condition')}${line.number}", condition, CellLook(across="center"))
    book.put(sheet, number, 6, start, dated)
    book.fit(sheet, number, ((short(line.task), 46.0), (line.owner, 24.0), (condition, 13.0)))
    for column in range(_GRID, _GRID + width if number < _LINED else _GRID):
        book.put(sheet, number, column, None, CellLook())


def _paint(sheet: Worksheet, last: int, width: int, step: int) -> None:
    """Dark where the limit lies, light where the work runs; rules of the sheet, so they follow an extension."""
    first, row = get_column_letter(_GRID), _HEAD + 1
    area = f"{first}{row}:{get_column_letter(_GRID + width - 1)}{last}"
    ends = f"EDATE({first}${_HEAD},{step})"
    due = f'AND($B{row}<>"",$B{row}>={first}${_HEAD},$B{row}<{ends})'
    span = f'AND($B{row}<>"",$F{row}<>"",{first}${_HEAD}<=$B{row},{ends}>$F{row})'
    for colour, formula in ((_DUE, due), (_SPAN, span)):
        style = DifferentialStyle(fill=PatternFill("solid", bgColor=f"FF{colour}", fgColor=f"FF{colour}"))
        sheet.conditional_formatting.add(area, Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True))
