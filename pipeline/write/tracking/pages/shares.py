"""A sheet for each agency, where the office asks for them: its tasks as references to Theo dõi, so nothing is typed
twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import DATE, HEAD, Book, CellLook, Value, new_sheet, protect
from pipeline.write.tracking.model import AGENCIES, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.pages.sheets import caption, letter, standing
from pipeline.write.tracking.strays import PREFIX

_HEAD = 4
_COLUMNS = (
    ("STT", "", 5.0),
    ("Nhiệm vụ", "action", 56.0),
    ("Vai trò", "role", 10.0),
    ("Đơn vị phối hợp", "partners", 24.0),
    ("Thời hạn", "limit", 12.0),
    ("Trạng thái", "status", 14.0),
    ("Tiến độ (%)", "progress", 9.0),
    ("Tình trạng", "condition", 14.0),
    ("Số ngày còn lại", "left", 9.0),
    ("Kết quả / số văn bản", "result", 22.0),
    ("Lý do chậm", "reason", 18.0),
)


def write_shares(book: Book, tracker: Tracker, today: date) -> None:
    """One sheet an owner, in the order of Đơn vị; numbered, because a sheet's name holds 31 characters."""
    order = {row.words("agency"): number for number, row in enumerate(tracker.rows(AGENCIES))}
    rows: dict[str, list[tuple[int, TrackerRow]]] = {}
    for number, row in enumerate(tracker.rows(TASKS), TASKS.head + 1):
        if row.words("owner") and row.words("action"):
            rows.setdefault(row.words("owner"), []).append((number, row))
    for at, owner in enumerate(sorted(rows, key=lambda owner: order.get(owner, len(order))), 1):
        _share(book, tracker, f"{PREFIX}{at:02d}", owner, rows[owner], today)


def _share(
    book: Book, tracker: Tracker, title: str, owner: str, rows: Sequence[tuple[int, TrackerRow]], today: date
) -> Worksheet:
    """The sheet of one agency."""
    sheet = new_sheet(book, title, {at: width for at, (_, _, width) in enumerate(_COLUMNS, 1)})
    caption(book, sheet, f"NHIỆM VỤ CỦA {owner.upper()}", f"{tracker.cite}: {tracker.title}", len(_COLUMNS))
    for at, (heading, _, _) in enumerate(_COLUMNS, 1):
        book.put(sheet, _HEAD, at, heading, HEAD)
    book.fit(sheet, _HEAD, ((heading, width * 0.8) for heading, _, width in _COLUMNS))
    for line, (number, row) in enumerate(rows, _HEAD + 1):
        values = _values(row, tracker.soon, today)
        book.put(sheet, line, 1, line - _HEAD, CellLook(across="center"))
        for at, (_, key, _) in enumerate(_COLUMNS[1:], 2):
            cell = f"'{TASKS.title}'!${letter(key)}${number}"
            book.compute(sheet, line, at, f'=IF({cell}="","",{cell})', values[key], _look(key))
        book.fit(sheet, line, ((str(values[key]), width) for _, key, width in _COLUMNS[1:]))
    sheet.freeze_panes, sheet.print_title_rows = f"C{_HEAD + 1}", f"{_HEAD}:{_HEAD}"
    protect(sheet)
    return sheet


def _values(row: TrackerRow, soon: int, today: date) -> dict[str, Value]:
    """What the references show on ``today``."""
    limit, condition, left = standing(row, soon, today)
    values: dict[str, Value] = {key: row.cells.get(key) or "" for _, key, _ in _COLUMNS if key}
    return values | {"limit": limit or "", "condition": condition.name if condition else "", "left": left}


def _look(key: str) -> CellLook:
    """Dates, shares and short words in the middle."""
    shape = {"limit": DATE, "progress": "0%"}.get(key, "General")
    return CellLook(across="left" if key in ("action", "partners", "result", "reason") else "center", format=shape)
