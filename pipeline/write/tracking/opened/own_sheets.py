"""Our sheets in a workbook that people worked in: found under other names too, and given back their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.tracking.model import LISTINGS, LISTS, PLAN_NAME, TASKS, VERSION_NAME, Identity, Listing
from pipeline.write.tracking.opened.table import folded, is_head
from pipeline.write.tracking.strays import READABLE, Noted, noted
from pipeline.write.tracking.values import shown

_DEEP = 40  # lines that people may have put in above the headings


def restore_names(workbook: Workbook) -> tuple[str, ...]:
    """Give our sheets the names that the program knows, found by their headings; a line (Vietnamese) for each."""
    remarks = [line for listing in LISTINGS if (line := _restored(workbook, listing))]
    if LISTS not in workbook.sheetnames:
        hidden = next((sheet for sheet in workbook.worksheets if _is_lists(sheet)), None)
        if hidden is not None:
            hidden.title = LISTS
    return tuple(remarks)


def _restored(workbook: Workbook, listing: Listing) -> str:
    """One listing's sheet renamed back; "" where nothing had to be done."""
    if listing.title in workbook.sheetnames:
        return ""
    named = [sheet for sheet in workbook.worksheets if folded(sheet.title) == folded(listing.title)]
    taken = {one.title for one in LISTINGS}
    others = (sheet for sheet in workbook.worksheets if sheet.title not in taken and _headed(sheet, listing))
    found = named[0] if named else next(others, None) if _unlike_others(listing) else None
    if found is None:
        return ""
    was, found.title = found.title, "_"  # openpyxl takes a name in other letters for the same, and numbers it
    found.title = listing.title
    _point_back(workbook, was, listing.title)
    return "" if named else f"trang «{was}» được nhận là «{listing.title}» và lấy lại tên đó"


def _unlike_others(listing: Listing) -> bool:
    """Whether headings tell the sheet: those of Đã bỏ are those of Theo dõi, and a missing Đã bỏ is nothing rare."""
    return listing is TASKS or listing.title in ("Cần xem lại", "Nhật ký", "Khác nhau")


def _headed(sheet: Worksheet, listing: Listing) -> bool:
    """Whether the listing's headings stand in the first lines, and no heading of another's alone."""
    for cells in sheet.iter_rows(max_row=listing.head + _DEEP, values_only=True):
        names = [shown(value) for value in cells if isinstance(value, str)]
        if is_head(listing, names):
            return listing is not TASKS or not any(folded(name) == folded("Ngày bỏ") for name in names)
    return False


def _point_back(workbook: Workbook, was: str, now: str) -> None:
    """Formulas that name the sheet follow its name."""
    quoted, plain = f"'{was}'!", f"{was}!"
    for sheet in workbook.worksheets:
        cells: dict[tuple[int, int], Any] = sheet._cells
        for cell in cells.values():
            if cell.data_type == "f" and isinstance(cell.value, str) and (quoted in cell.value or plain in cell.value):
                cell.value = cell.value.replace(quoted, f"'{now}'!").replace(plain, f"'{now}'!")


def _is_lists(sheet: Worksheet) -> bool:
    """Whether a sheet is the hidden one under another name."""
    found = noted(sheet)
    return found.version in READABLE and found.kind in ("office", "agency")


def notes_of(workbook: Workbook) -> Noted | None:
    """What the workbook says of itself; from the defined names and the title where the hidden sheet was deleted, None
    where neither is there."""
    if LISTS in workbook.sheetnames:
        return noted(workbook[LISTS])
    plan, version = (_constant(workbook, name) for name in (PLAN_NAME, VERSION_NAME))
    if TASKS.title not in workbook.sheetnames or not plan:
        return None
    cite = next(_texts(workbook[TASKS.title]), "")
    return Noted(READABLE[-1], "office", cite, "", Identity(plan, version, 0))


def _texts(sheet: Worksheet) -> Iterator[str]:
    """The line below the sheet's caption."""
    for (value,) in sheet.iter_rows(min_row=2, max_row=2, max_col=1, values_only=True):
        yield shown(value) if isinstance(value, str) else ""


def _constant(workbook: Workbook, name: str) -> str:
    """A defined name that holds a text."""
    held = workbook.defined_names.get(name)
    return str(held.attr_text or "").strip('"') if held is not None else ""
