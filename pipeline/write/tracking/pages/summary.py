"""Tổng hợp: what is urgent, then the figures by agency and by month, then the charts; all by formula over Theo dõi."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import DATE, HEAD, Book, CellLook, Value, new_sheet, protect
from pipeline.write.tracking.model import AGENCIES, SUMMARY, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.pages.charts import add_charts
from pipeline.write.tracking.pages.sheets import TODAY, caption, letter, short, short_formula, standing
from pipeline.write.tracking.status import Condition, load_statuses, rate, rate_formula, tally

_SHORT_LIST = 6  # agencies that still fit under the urgent list on its page
URGENT = 10  # lines of the urgent list
_FIRST = 4  # column of the first condition: after STT, name and number given
# The owner's name comes last: it runs on over the empty cells beside it (merged cells are slow to read back).
_URGENT = (("STT", ""), ("Nhiệm vụ", "action"), ("Thời hạn", "limit"), ("Còn lại (ngày)", "left"))
_URGENT += (("Tình trạng", "condition"), ("Đơn vị", "owner"))  # type: ignore[assignment]
_LABEL = CellLook(bold=True, size=12, border=False, wrap=False)
_COUNT = CellLook(across="center", down="center", format="0")

_STRONG = CellLook(bold=True, across="center", down="center", format="0", fill="F2F2F2")


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of Theo dõi as the formulas see it: sheet row, owner, limit, condition, days left, task."""

    number: int
    owner: str
    limit: date | None
    condition: Condition | None
    left: int | str
    task: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of figures: its name, the COUNTIFS conditions that pick its rows, and the same choice in Python."""

    name: Value
    picks: str
    takes: Callable[[Standing], bool]
    slow: bool = False


def standings(rows: Sequence[TrackerRow], soon: int, today: date) -> list[Standing]:
    """Every row of Theo dõi on ``today``; row numbers as on the sheet."""
    found = []
    for number, row in enumerate(rows, TASKS.head + 1):
        last, condition, left = standing(row, soon, today)
        found.append(Standing(number, row.words("owner").strip(), last, condition, left, row.words("action")))
    return found


def write_summary(book: Book, tracker: Tracker, today: date) -> Worksheet:
    """The sheet; ``today`` gives the values that stand beside the formulas."""
    conditions = load_statuses().conditions
    widths = {
        1: 5.0,
        2: 46.0,
        3: 11.5,
        **{_FIRST + n: 11.0 for n in range(len(conditions))},
        _FIRST + len(conditions): 11.0,
    }
    sheet = new_sheet(book, SUMMARY, widths)
    caption(
        book,
        sheet,
        "TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ",
        f"{tracker.cite}: {tracker.title}",
        _FIRST + len(conditions),
    )
    rows = tracker.rows(TASKS)
    known = standings(rows, tracker.soon, today)
    end = TASKS.head + len(rows) + TASKS.spare
    book.put(sheet, 3, 2, "Tính đến ngày:", CellLook(bold=True, border=False, across="right"))
    book.compute(
        sheet, 3, 3, f"='{TASKS.title}'!{TODAY}", today, CellLook(bold=True, border=False, format=DATE, wrap=False)
    )
    row = _urgent(book, sheet, known, end)
    agencies = _by_agency(tracker, known, end)
    if len(agencies) > _SHORT_LIST:
        sheet.row_breaks.append(Break(id=row - 1))
    spans: dict[str, tuple[int, int]] = {}
    tables = (("II. THEO ĐƠN VỊ", "Đơn vị", agencies), ("III. THEO THÁNG ĐẾN HẠN", "Tháng", _by_month(known, end)))
    for label, heading, lines in tables:
        start = row
        row = _table(book, sheet, row, label, heading, lines, known, end)
        spans[heading] = (start + 2, row - 2)
    sheet.row_breaks.append(Break(id=row - 1))
    add_charts(sheet, row, spans["Đơn vị"], spans["Tháng"], _FIRST)
    sheet.freeze_panes = "A4"
    protect(sheet)
    return sheet


def _range(key: str, end: int) -> str:
    """A column of Theo dõi, from the first row to the last spare one."""
    return f"'{TASKS.title}'!${letter(key)}${TASKS.head + 1}:${letter(key)}${end}"


def _urgent(book: Book, sheet: Worksheet, known: Sequence[Standing], end: int) -> int:
    """The tasks that are overdue or due soon, the latest first; gives the next free row."""
    book.put(sheet, 4, 1, f"I. VIỆC GẤP (quá hạn và sắp đến hạn, {URGENT} việc gấp nhất)", _LABEL)
    names = [load_statuses().condition(id).name for id in ("overdue", "soon")]
    ranked = sorted(
        (line for line in known if line.condition and line.condition.name in names and isinstance(line.left, int)),
        key=lambda line: (line.left, line.number),
    )
    coming = sum(1 for line in known if isinstance(line.left, int))
    for column, (heading, _) in enumerate(_URGENT, 1):
        book.put(sheet, 5, column, heading, HEAD)
    sheet.row_dimensions[5].height = 32
    for row in range(6, 6 + URGENT):
        chosen = ranked[row - 6] if row - 6 < len(ranked) else None
        for column, (_, key) in enumerate(_URGENT, 1):
            _urgent_cell(book, sheet, row, column, key, chosen, end)
        sheet.row_dimensions[row].height = 46 if row - 6 < coming else 16
    return 7 + URGENT


def _urgent_cell(
    book: Book, sheet: Worksheet, row: int, column: int, key: str, line: Standing | None, end: int
) -> None:
    """One cell of the urgent list: the k-th smallest rank, looked up; "" when there are fewer."""
    rank = _range("rank", end)
    at = f"MATCH(SMALL({rank},{row - 5}),{rank},0)"
    if not key:
        formula = f'=IF(COUNT({rank})>={row - 5},{row - 5},"")'
        value: Value = row - 5 if line else ""
    else:
        cell = f"INDEX({_range(key, end)},{at})"
        formula = f'=IF(COUNT({rank})>={row - 5},{short_formula(cell) if key == "action" else cell},"")'
        values = {"action": "task", "owner": "owner", "limit": "limit", "left": "left"}
        found: Value = "" if line is None or line.condition is None else line.condition.name
        value = found if key == "condition" or line is None else getattr(line, values[key])
        value = short(value) if key == "action" and isinstance(value, str) else value
    look = CellLook(
        across="left" if key in ("action", "owner") else "center",
        down="top",
        format=DATE if key == "limit" else "General",
    )
    book.compute(sheet, row, column, formula, value, look._replace(wrap=key == "action", border=key != "owner"))


def _by_agency(tracker: Tracker, known: Sequence[Standing], end: int) -> list[SummaryLine]:
    """One line an owner, in the order of Đơn vị; then owners that only added rows name; last whoever is named later."""
    order = {row.words("agency").casefold(): n for n, row in enumerate(tracker.rows(AGENCIES))}
    owners = {line.owner.casefold(): line.owner for line in known if line.owner}
    names = sorted(owners, key=lambda name: order.get(name, len(order)))
    owner = _range("owner", end)
    return [SummaryLine(owners[name], owner, partial(_is_of, name), slow=_wild(owners[name])) for name in names]


def _is_of(owner: str, line: Standing) -> bool:
    return line.owner.casefold() == owner


def _wild(name: str) -> bool:
    """Whether COUNTIFS would misread the name: wildcards, operators, or more than 255 characters."""
    return len(name) > 250 or any(mark in name for mark in "*?~") or name[:1] in "<>="


def _by_month(known: Sequence[Standing], end: int) -> list[SummaryLine]:
    """One line a month in which something falls due, from the first to the last (empty months too while they are
    few)."""
    limits = sorted({line.limit.replace(day=1) for line in known if line.limit})
    if limits and (limits[-1].year - limits[0].year) < 3:
        limits = list(months(limits[0], limits[-1]))
    return [SummaryLine(month, _range("limit", end), _in_month(month)) for month in limits]


def months(first: date, last: date, step: int = 1) -> Iterable[date]:
    """The first days of the months from ``first`` to ``last``, every ``step`` months."""
    count = (last.year - first.year) * 12 + last.month - first.month
    for index in range(0, count + 1, step):
        year, month = divmod(first.month - 1 + index, 12)
        yield date(first.year + year, month + 1, 1)


def _in_month(month: date) -> Callable[[Standing], bool]:
    """Whether a row falls due in that month."""
    return lambda line: line.limit is not None and (line.limit.year, line.limit.month) == (month.year, month.month)


def _table(
    book: Book,
    sheet: Worksheet,
    row: int,
    label: str,
    heading: str,
    lines: Sequence[SummaryLine],
    known: Sequence[Standing],
    end: int,
) -> int:
    """A table of figures: all tasks first, each line, then what no line holds; gives the next free row after a gap."""
    conditions = load_statuses().conditions
    book.put(sheet, row, 1, label, _LABEL)
    headings = ["STT", heading, "Được giao", *(condition.heading for condition in conditions), "Tỷ lệ hoàn thành"]
    for column, text in enumerate(headings, 1):
        book.put(sheet, row + 1, column, text, HEAD)
    first, last = row + 3, row + 2 + len(lines)
    counted = [line for line in known if line.condition]
    everything = tally([line.condition for line in counted if line.condition])
    _figures(book, sheet, row + 2, "", "Toàn bộ", everything, _total_formulas(end), _STRONG)
    taken: set[int] = set()
    for number, line in enumerate(lines, 1):
        rows = [known_line for known_line in counted if line.takes(known_line)]
        taken.update(found.number for found in rows)
        counts = tally([found.condition for found in rows if found.condition])
        _figures(
            book,
            sheet,
            row + 2 + number,
            number,
            line.name,
            counts,
            _line_formulas(line, row + 2 + number, end),
            _COUNT,
        )
    others = tally([line.condition for line in counted if line.number not in taken and line.condition])
    name = "Đơn vị khác (ghi thêm)" if heading == "Đơn vị" else "Không có thời hạn, hoặc tháng khác"
    _figures(book, sheet, last + 1, "", name, others, _rest_formulas(row + 2, first, last), _COUNT)
    book.fit(sheet, row + 1, ((text, 9.0) for text in headings))
    return last + 3


def _figures(
    book: Book,
    sheet: Worksheet,
    row: int,
    number: Value,
    name: Value,
    counts: Mapping[str, int],
    formulas: Mapping[str, str],
    look: CellLook,
) -> None:
    """One line: number, name, given, a count for each condition, the rate."""
    cells = {id: f"{get_column_letter(_FIRST + n)}{row}" for n, id in enumerate(counts)}
    book.put(sheet, row, 1, number, look)
    dated = isinstance(name, date)
    left = CellLook(
        bold=look.bold, fill=look.fill, down="center", across="left", format='"Tháng "mm/yyyy' if dated else "General"
    )
    book.put(sheet, row, 2, name, left)
    if isinstance(name, str):
        book.fit(sheet, row, [(name, 46.0)])
    ends = list(cells.values())
    book.compute(sheet, row, 3, f"=SUM({ends[0]}:{ends[-1]})", sum(counts.values()), look)
    for column, (id, count) in enumerate(counts.items(), _FIRST):
        book.compute(sheet, row, column, formulas[id], count, look)
    share = CellLook(across="center", down="center", format="0.0%", bold=True, fill=look.fill)
    book.compute(sheet, row, _FIRST + len(counts), rate_formula(cells), rate(counts), share)


def _total_formulas(end: int) -> dict[str, str]:
    """All rows, by condition."""
    return {c.id: f'=COUNTIF({_range("condition", end)},"{c.name}")' for c in load_statuses().conditions}


def _line_formulas(line: SummaryLine, row: int, end: int) -> dict[str, str]:
    """The rows of one line, by condition."""
    formulas = {}
    for condition in load_statuses().conditions:
        also = f'{_range("condition", end)},"{condition.name}"'
        if isinstance(line.name, date):
            text = f'=COUNTIFS({line.picks},">="&$B{row},{line.picks},"<"&EDATE($B{row},1),{also})'
        elif line.slow:
            text = f'=SUMPRODUCT(--({line.picks}=$B{row}),--({_range("condition", end)}="{condition.name}"))'
        else:
            text = f"=COUNTIFS({line.picks},$B{row},{also})"
        formulas[condition.id] = text
    return formulas


def _rest_formulas(total: int, first: int, last: int) -> dict[str, str]:
    """What the lines leave of the total."""
    formulas = {}
    for number, condition in enumerate(load_statuses().conditions, _FIRST):
        column = get_column_letter(number)
        formulas[condition.id] = (
            f"={column}{total}-SUM({column}{first}:{column}{last})" if last >= first else f"={column}{total}"
        )
    return formulas
