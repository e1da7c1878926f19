"""tracking.xlsx → Tracker: what the program wrote, and what people typed, wherever they typed it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.messages import PipelineError
from pipeline.write.office.sheets import no_collection
from pipeline.write.tracking.extra import read_extra
from pipeline.write.tracking.model import LISTINGS, ORDER, STRAYS, SUMMARY, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.opened.own_sheets import notes_of, restore_names
from pipeline.write.tracking.opened.table import ListingTable
from pipeline.write.tracking.status import load_statuses
from pipeline.write.tracking.strays import PREFIX, READABLE, Noted, noted_sheets, strays

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")  # an OLE file: .xls, or an .xlsx with a password
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    SyntaxError,
    zlib.error,
)
_OUR_CHARTS = 3
_LEFT = "không chuyển sang bảng mới được, còn trong bản lưu"


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as read: ``kind`` "office" or "agency"; ``left_behind`` says in Vietnamese what cannot be carried
    over, ``remarks`` which sheet or column was known by another name, ``uncounted`` which cells could not be counted;
    ``saved`` is when the program that saved it last says that it did; ``shares``: it has a sheet for each agency;
    ``letters``: columns of Theo dõi by heading."""

    tracker: Tracker
    kind: str
    left_behind: tuple[str, ...]
    saved: datetime | None = None
    shares: bool = False
    remarks: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


@no_collection()
def read_tracker(content: bytes, where: str) -> Reading:
    """Read a tracking workbook; ``where`` names it in messages.

    Raises PipelineError E320 (damaged), E321 (not a tracking workbook), E322 (of another version).
    """
    workbook = _opened(content, where)
    remarks = restore_names(workbook)
    notes = notes_of(workbook)
    if notes is None or TASKS.title not in workbook.sheetnames:
        raise PipelineError("E321", where)
    if notes.version not in READABLE:
        raise PipelineError("E322", where, version=notes.version or "?")
    tables = {one.title: ListingTable(one, workbook[one.title]) for one in LISTINGS if one.title in workbook.sheetnames}
    if not tables[TASKS.title].columns:
        raise PipelineError("E321", where)
    ours = noted_sheets(workbook)
    tracker = _tracker(workbook, tables, notes, ours)
    said = (*remarks, *(line for table in tables.values() for line in table.remarks))
    left = tuple(_left_behind(workbook, content))
    shares = any(title.startswith(PREFIX) for title in ours)
    uncounted = tuple(line for table in tables.values() for line in table.uncounted)
    saved, letters = workbook.properties.modified, tables[TASKS.title].letters()
    return Reading(tracker, notes.kind, left, saved, shares, said, uncounted, letters)


def _opened(content: bytes, where: str) -> Workbook:
    """The workbook as openpyxl has it; E320 where it can't be opened, with what stands in the way."""
    if content.startswith(_OLD_OR_LOCKED):
        raise PipelineError("E320", where, reason="tệp đặt mật khẩu mở, hoặc dạng .xls cũ")
    try:
        return load_workbook(BytesIO(content))
    except _BROKEN as error:
        raise PipelineError("E320", where, reason=type(error).__name__) from error


def _tracker(workbook: Workbook, tables: Mapping[str, ListingTable], notes: Noted, ours: Set[str]) -> Tracker:
    """Everything in one value; what strayed comes as rows of the sheet for it."""
    listings = {name: tuple(table.rows()) for name, table in tables.items()}
    heads = {name: table.head for name, table in tables.items()}
    lost = [*strays(workbook, heads), *(stray for table in tables.values() for stray in table.strayed)]
    soon = workbook[TASKS.title]["F3"].value
    usable = isinstance(soon, (int, float)) and soon >= 0
    lost = [stray for stray in lost if not (usable and stray[:2] == (TASKS.title, "F3"))]
    listings[STRAYS.title] = (
        *listings.get(STRAYS.title, ()),
        *(TrackerRow({"sheet": sheet, "cell": cell, "words": words}) for sheet, cell, words in lost),
    )
    return Tracker(
        title=notes.title,
        cite=notes.cite,
        soon=int(soon) if isinstance(soon, (int, float)) and usable else load_statuses().soon_days,
        listings=listings,
        extra_columns={name: table.extra for name, table in tables.items() if table.extra},
        extra_sheets=tuple(
            read_extra(sheet) for sheet in workbook.worksheets if sheet.title not in ORDER and sheet.title not in ours
        ),
        widths={key: width for table in tables.values() for key, width in table.widths()},
        filters={key: column for table in tables.values() for key, column in table.filters()},
        identity=notes.identity,
    )


def _left_behind(workbook: Workbook, content: bytes) -> Iterator[str]:
    """What openpyxl cannot carry from one file to another: it stays in the backup."""
    for sheet in workbook.worksheets:
        charts = len(sheet._charts) - (_OUR_CHARTS if sheet.title == SUMMARY else 0)  # type: ignore[attr-defined]
        images, pivots = len(sheet._images), len(sheet._pivots)  # type: ignore[attr-defined]
        for count, name in ((charts, "biểu đồ"), (images, "hình ảnh"), (pivots, "bảng tổng hợp (pivot)")):
            if count > 0:
                yield f"trang «{sheet.title}»: {count} {name} tự thêm {_LEFT}"
    if b"vbaProject.bin" in content:
        yield f"macro {_LEFT}"
