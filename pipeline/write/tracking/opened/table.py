"""One table as it lies in a person's workbook: headings that moved or were renamed, rows, widths, filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.write.office.sheets import Formula, Value
from pipeline.write.tracking.extra import comment_of, value_of
from pipeline.write.tracking.mark import read_mark
from pipeline.write.tracking.model import Column, Comment, Listing, TrackerRow
from pipeline.write.tracking.opened.entry import entered
from pipeline.write.tracking.recurring import Recurring
from pipeline.write.tracking.values import canonical, shown

_CLOSE = 0.3  # characters by which Excel and LibreOffice round a width when they save


class ListingTable:
    """One listing as it lies in the workbook: where its headings stand now, and what stands under them."""

    def __init__(self, listing: Listing, sheet: Worksheet) -> None:
        """Find the row of headings: people insert lines above it."""
        self.listing, self.sheet = listing, sheet
        self.remarks: list[str] = []
        self.uncounted: list[str] = []
        self.strayed: list[tuple[str, str, str]] = []
        self.head, self.columns = self._headings()
        for (row, at), cell in _cells(sheet).items():
            if row == self.head and cell.comment:
                words = f"Ghi chú bên lề: {cell.comment.text}"
                self.strayed.append((listing.title, f"{get_column_letter(at)}{row}", words))
        known = {column.heading for column in listing.columns}
        self.extra = tuple(name for name in self.columns.values() if name not in known)

    def _headings(self) -> tuple[int, dict[int, str]]:
        """The row of headings and the heading of each filled column; ({}) where there is none."""
        known = headings_of(self.listing)
        for number, cells in enumerate(self.sheet.iter_rows(max_row=self.listing.head + 40, values_only=True), 1):
            names = [canonical(shown(value)) if isinstance(value, (str, int, float)) else "" for value in cells]
            if is_head(self.listing, names):
                return number, self._name(names, known, number)
        return self.listing.head, {}

    def _name(self, names: list[str], known: Mapping[str, str], head: int) -> dict[int, str]:
        """A heading for each column; one that is empty or doubled, above cells that are not, gets a name of its own."""
        columns: dict[int, str] = {}
        filled = {
            column
            for (row, column), cell in _cells(self.sheet).items()
            if row > head and (cell.value is not None or cell.comment)
        }
        found = [known.get(folded(name), "") for name in names]
        renamed = self._renamed(names, found)
        for number in sorted(filled | {at for at, name in enumerate(names, 1) if name}):
            name = names[number - 1] if number <= len(names) else ""
            heading = known.get(folded(name)) or renamed.get(number) or name or f"Cột {get_column_letter(number)}"
            while heading in columns.values():
                heading += " (thêm)"
            columns[number] = heading
        return columns

    def _renamed(self, names: Sequence[str], found: Sequence[str]) -> dict[int, str]:
        """Our heading for each column that a person gave another one: it still stands between its neighbours."""
        order = [column.heading for column in self.listing.columns]
        renamed = {}
        for at, name in enumerate(names):
            left = found[at - 1] if at else ""
            right = found[at + 1] if at + 1 < len(found) else ""
            if not name or found[at] or left not in order or right not in order:
                continue
            between = order[order.index(left) + 1 : order.index(right)]
            if len(between) == 1 and between[0] not in found:
                renamed[at + 1] = between[0]
                self.remarks.append(f"trang «{self.listing.title}»: cột «{name}» được hiểu là «{between[0]}»")
        missing = [c.heading for c in self.listing.columns if c.typed and c.since == 1 and not c.hidden]
        for heading in missing:
            if heading not in found and heading not in renamed.values():
                self.remarks.append(
                    f"trang «{self.listing.title}» không còn cột «{heading}»: nếu đã đổi tên, ghi lại đúng tiêu đề này "
                    "rồi chạy lại"
                )
        return renamed

    def rows(self) -> Iterator[TrackerRow]:
        """The rows that hold anything; a second row with the same mark is a person's copy."""
        seen: set[str] = set()
        by_heading = {column.heading: column for column in self.listing.columns}
        for number in range(self.head + 1, self.sheet.max_row + 1):
            row, mark = self._row(number, by_heading)
            if row is not None:
                yield (
                    row
                    if mark not in seen
                    else TrackerRow(row.cells, {}, row.extra, row.comments, row.fills, None, row.hidden, number)
                )
                seen.update([mark] if mark else [])

    def _row(self, number: int, by_heading: Mapping[str, Column]) -> tuple[TrackerRow | None, str]:
        """One row, or None where it is empty; and its mark."""
        values: dict[str, Value] = {}
        extra: dict[str, Value] = {}
        comments: dict[str, Comment] = {}
        fills: dict[str, str] = {}
        cells = _cells(self.sheet)
        for at, heading in self.columns.items():
            cell = cells.get((number, at))
            if cell is None:
                continue
            column, value = by_heading.get(heading), value_of(cell)
            value = self._counted(column, value, f"{get_column_letter(at)}{number}")
            key = column.key if column else heading
            if cell.comment:
                comments[key] = comment_of(cell)
            if cell._style.fillId and (colour := _colour(cell)):
                fills[key] = colour
            if column is None:
                extra.update({heading: value} if value is not None else {})
            elif not column.formula:
                values.update({key: value} if value not in (None, "") else {})
            elif value not in (None, "") and not isinstance(value, Formula) and not column.hidden:
                self.strayed.append((self.listing.title, f"{get_column_letter(at)}{number}", shown(value)))
        mark = str(values.pop("mark", ""))
        base, start, rule = read_mark(self.listing, mark)
        if rule and isinstance(values.get("due"), Formula):
            values["due"] = Recurring(rule)
        if not (values or extra or comments):
            return None, ""
        hidden = number in self.sheet.row_dimensions and bool(self.sheet.row_dimensions[number].hidden)
        return TrackerRow(values, base, extra, comments, fills, start, hidden, number), mark if base else ""

    def _counted(self, column: Column | None, value: Value, address: str) -> Value:
        """What a person typed as text where a day, a share or a status belongs, as that; else a remark."""
        if column is None or column.formula:
            return value
        counts, why = entered(column.kind, value)
        if why:
            self.uncounted.append(f"{self.listing.title}!{address}: «{shown(value)}» {why}, nên chưa được tính")
        return counts

    def letters(self) -> dict[str, str]:
        """The letter of each column by its heading, as the person has them."""
        return {heading: get_column_letter(at) for at, heading in self.columns.items()}

    def widths(self) -> Iterator[tuple[tuple[str, str], float]]:
        """The widths that differ from ours; Excel stores equal neighbours as one range."""
        ours = {column.heading: column.width for column in self.listing.columns}
        for side in self.sheet.column_dimensions.values():
            for at in range(side.min or 0, min(side.max or 0, max(self.columns, default=0)) + 1):
                heading = self.columns.get(at)
                if heading and side.width and abs(side.width - ours.get(heading, 14.0)) > _CLOSE:
                    yield (self.listing.title, heading), side.width

    def filters(self) -> Iterator[tuple[tuple[str, str], Any]]:
        """The filters that are set, by heading."""
        for column in self.sheet.auto_filter.filterColumn:
            heading = self.columns.get(column.colId + 1)
            if heading:
                yield (self.listing.title, heading), column


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The sheet's cells by (row, column); openpyxl's own table, because making 24 empty cells a row is what costs."""
    cells: dict[tuple[int, int], Any] = sheet._cells
    return cells


def _colour(cell: Any) -> str:
    """The fill's colour as RRGGBB; "" for a theme colour or none."""
    fill = cell.fill
    rgb = fill.fgColor.rgb if fill.fill_type == "solid" else None
    return rgb[-6:] if isinstance(rgb, str) else ""


def folded(heading: str) -> str:
    """A heading without regard to case, blanks and the form of Unicode."""
    return " ".join(canonical(heading).split()).casefold()


def headings_of(listing: Listing) -> dict[str, str]:
    """Our heading by the folded spellings that stand for it."""
    return {folded(name): c.heading for c in listing.columns for name in (c.heading, *c.also)}


def is_head(listing: Listing, names: Sequence[str]) -> bool:
    """Whether a row of texts is the row of headings: half of the first version's stand there."""
    known, first = headings_of(listing), {column.heading for column in listing.columns if column.since == 1}
    return 2 * len({known.get(folded(name)) for name in names} & first) >= len(first)
