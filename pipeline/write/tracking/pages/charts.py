"""The three charts of the summary, in shades that differ when printed in grey."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.tracking.status import load_statuses

# Dark for what is late, light for what is done: their greys lie apart.
SHADES = {
    "done_in_time": "A9D18E",
    "done_late": "70AD47",
    "done_undated": "C5E0B4",
    "done_open": "E2F0D9",
    "waiting": "FFE699",
    "running": "9DC3E6",
    "soon": "F4B183",
    "overdue": "A61C1C",
    "open": "D9D9D9",
    "paused": "7F7F7F",
}
_MOST = 25  # bars that a printed chart can hold


def add_charts(sheet: Worksheet, row: int, agencies: tuple[int, int], months: tuple[int, int], first: int) -> None:
    """All tasks by condition, then stacked by agency and by month; ``agencies`` and ``months`` are (total row, last
    row)."""
    sheet.add_chart(_whole(sheet, agencies[0], first), f"A{row}")
    if months[1] > months[0] + 1:
        sheet.add_chart(stacked(sheet, "Theo tháng đến hạn", (months[0] + 1, months[1] - 1), first, "col"), f"G{row}")
    if agencies[1] > agencies[0] + 1:
        sheet.add_chart(stacked(sheet, "Theo đơn vị", (agencies[0] + 1, agencies[1] - 1), first, "bar"), f"A{row + 17}")


def _frame(title: str, kind: str, width: float, height: float) -> Any:
    """A bar chart with its axes shown (openpyxl hides them by default); sizes in cm."""
    chart: Any = BarChart()
    chart.type, chart.title, chart.width, chart.height = kind, title, width, height
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorUnit = None
    chart.y_axis.number_format = "0"
    chart.gapWidth = 40
    if kind == "bar":
        chart.x_axis.scaling.orientation = "maxMin"  # the first line on top, as in the table …
        chart.y_axis.crosses = "max"  # … and the numbers still below
    return chart


def _whole(sheet: Worksheet, row: int, first: int) -> Any:
    """How many tasks stand where."""
    conditions = load_statuses().conditions
    chart = _frame("Toàn bộ nhiệm vụ", "bar", 15, 8)
    last = first + len(conditions) - 1
    series = Series(Reference(sheet, min_col=first, max_col=last, min_row=row), title="Số nhiệm vụ")
    for index, condition in enumerate(conditions):
        point = DataPoint(idx=index)
        point.graphicalProperties.solidFill = SHADES.get(condition.id, condition.fill)
        point.graphicalProperties.line.solidFill = "404040"
        series.dPt.append(point)
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    series.dLbls.showSerName = series.dLbls.showCatName = series.dLbls.showLegendKey = False
    chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=first, max_col=last, min_row=row - 1))
    chart.legend = None
    return chart


def stacked(sheet: Worksheet, title: str, rows: tuple[int, int], first: int, kind: str) -> Any:
    """One bar a line (``rows``: first and last), cut by condition (from column ``first``); ``kind`` is "bar" or
    "col"."""
    start, end = rows[0], min(rows[1], rows[0] + _MOST - 1)
    height = 8 if kind == "col" else 4 + 0.6 * (end - start + 1)
    chart = _frame(title, kind, 17 if kind == "col" else 32, height)
    chart.grouping, chart.overlap = "stacked", 100
    for number, condition in enumerate(load_statuses().conditions, first):
        series = Series(Reference(sheet, min_col=number, min_row=start, max_row=end), title=condition.heading)
        series.graphicalProperties.solidFill = SHADES.get(condition.id, condition.fill)
        series.graphicalProperties.line.solidFill = "404040"
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=2, min_row=start, max_row=end))
    chart.legend.position = "b"
    return chart
