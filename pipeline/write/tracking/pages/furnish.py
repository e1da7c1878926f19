"""What surrounds a table: frozen and repeated headings, filters, drop-downs, colours, protection, the hidden lists."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import Book, new_sheet, protect
from pipeline.write.tracking.model import LISTS, TASKS, Listing, Tracker
from pipeline.write.tracking.status import load_statuses

TICKS = ("Đã xử lý", "Không cần")
_SCALE = 85  # per cent: 11 points print as 9.35
_FREE_COLUMNS = 5  # columns after the table that people may fill although the sheet is protected


def furnish(sheet: Worksheet, tracker: Tracker, listing: Listing, headings: Sequence[str], last: int) -> None:
    """Frozen and repeated headings, filter, drop-downs, colours, free columns, protection."""
    head, width = listing.head, len(listing.columns) + len(headings)
    sheet.freeze_panes = f"{'D' if listing.title == TASKS.title else 'A'}{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    names = [column.heading for column in listing.columns] + list(headings)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(width)}{max(last, head + 1)}"
    for number, name in enumerate(names):
        if (listing.title, name) in tracker.filters:
            wanted = copy(tracker.filters[listing.title, name])
            wanted.colId = number
            sheet.auto_filter.filterColumn.append(wanted)
    open_ = any(column.typed for column in listing.columns)
    for number in range(width + 1, width + 1 + (_FREE_COLUMNS if open_ else 0)):
        sheet.column_dimensions[get_column_letter(number)].protection = Protection(locked=False)
    if last > head:
        _validate(sheet, listing, head + 1, last)
    if listing.title == TASKS.title:
        _print_readably(sheet)
        _colour(
            sheet, f"{_letter('condition')}{head + 1}:{_letter('left')}{last}", f"${_letter('condition')}{head + 1}"
        )
    protect(sheet)


def _print_readably(sheet: Any) -> None:
    """Theo dõi is too wide for one page at 9 points: it prints over pages side by side, each with the heads and the
    tasks (11 points at 85 %)."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale, sheet.page_setup.pageOrder = _SCALE, "overThenDown"
    sheet.print_title_cols = f"A:{_letter('action')}"


def _validate(sheet: Worksheet, listing: Listing, first: int, last: int) -> None:
    """Drop-downs and real dates; the lists stand on a hidden sheet."""
    names = len(load_statuses().names)
    for number, column in enumerate(listing.columns, 1):
        rule: dict[str, Any] = {}
        if column.kind == "status":
            rule = {"type": "list", "formula1": f"'{LISTS}'!$A$2:$A${names + 1}"}
        elif column.kind == "tick":
            rule = {"type": "list", "formula1": f"'{LISTS}'!$B$2:$B${len(TICKS) + 1}"}
        elif column.kind == "date" and column.typed:
            rule = {"type": "date", "operator": "greaterThan", "formula1": "36526"}
        elif column.kind == "percent":
            rule = {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"}
        if rule:
            check = DataValidation(allow_blank=True, **rule)
            check.errorTitle, check.error = column.heading, _ASK[rule["type"]]
            check.showErrorMessage = True
            check.add(f"{get_column_letter(number)}{first}:{get_column_letter(number)}{last}")
            sheet.add_data_validation(check)


_ASK = {
    "list": "Chọn một mục trong danh sách.",
    "date": "Nhập ngày dạng ngày/tháng/năm, ví dụ 30/6/2024.",
    "decimal": "Nhập từ 0% đến 100%.",
}


def _colour(sheet: Worksheet, area: str, first: str) -> None:
    """Colours by condition that still differ when printed in grey."""
    for condition in load_statuses().conditions:
        style = DifferentialStyle(
            font=Font(color=f"FF{condition.ink}", bold=condition.bold),
            fill=PatternFill("solid", bgColor=f"FF{condition.fill}", fgColor=f"FF{condition.fill}"),
        )
        sheet.conditional_formatting.add(
            area, Rule(type="expression", dxf=style, formula=[f'{first}="{condition.name}"'])
        )


def write_lists(book: Book) -> Worksheet:
    """The hidden sheet: the drop-downs' lists; what the program wrote elsewhere is noted there too
    (tracking_strays)."""
    sheet = new_sheet(book, LISTS, {1: 24, 2: 14})
    columns: tuple[tuple[str, Sequence[str]], ...] = (
        ("Trạng thái", tuple(load_statuses().names.values())),
        ("Đã xử lý", TICKS),
    )
    for column, (heading, names) in enumerate(columns, 1):
        for row, name in enumerate((heading, *names), 1):
            book.put(sheet, row, column, name)
    sheet.sheet_state = "hidden"
    return sheet


def _letter(key: str) -> str:
    """The column letter of ``key`` on Theo dõi."""
    return get_column_letter(TASKS.at(key))
