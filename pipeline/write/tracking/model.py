"""The tracking workbook as values: its tables, their columns and rows. Writing and reading are elsewhere.

Every table is read back the same way: a cell whose value is not the one that was written (``TrackerRow.base``) was
typed by a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.write.office.sheets import Value
from pipeline.write.tracking.values import digest, shown


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is text, date, percent, count or whole; ``typed`` cells are open to people; ``formula`` ones
    are computed. ``since`` is the version of the marks that has it first; ``also`` are headings it had, or that people
    give it."""

    key: str
    heading: str
    width: float
    kind: str = "text"
    typed: bool = False
    formula: bool = False
    hidden: bool = False
    since: int = 1
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet that is one table: ``head`` is the row of its headings, ``spare`` the empty rows left for people to
    fill."""

    title: str
    caption: str
    columns: tuple[Column, ...]
    head: int
    spare: int = 0

    def at(self, key: str) -> int:
        """The number of a column, from 1."""
        return next(index for index, column in enumerate(self.columns, 1) if column.key == key)

    def column(self, key: str) -> Column:
        """The column of that key."""
        return self.columns[self.at(key) - 1]


MARK = Column("mark", "Dấu", 4, hidden=True)

_TASK = (
    Column("no", "STT", 4.5, "whole"),
    Column("id", "Mã", 11),
    Column("action", "Nhiệm vụ", 42),
    Column("place", "Căn cứ (mục, đoạn)", 10),
    Column("owner", "Đơn vị", 16, also=("Đơn vị chủ trì / thực hiện", "Đơn vị chủ trì", "Đơn vị thực hiện")),
    Column("role", "Vai trò", 8),
    Column("partners", "Đơn vị phối hợp", 18),
    Column("due", "Thời hạn", 11, "date"),
    Column("due_text", "Thời hạn theo kế hoạch", 12),
    Column("asked", "Xin gia hạn đến", 11, "date", typed=True, since=2),
    Column("extended", "Gia hạn đến", 11, "date", typed=True),
    Column("granted_by", "Văn bản gia hạn", 11, typed=True, since=2),
    Column("extensions", "Số lần gia hạn", 8, since=2),
    Column("product", "Sản phẩm", 10, typed=True),
    Column("report_to", "Nơi nhận báo cáo", 10, typed=True),
    Column("status", "Trạng thái", 10.5, "status", typed=True),
    Column("progress", "Tiến độ (%)", 7.5, "percent", typed=True),
    Column("done_on", "Ngày hoàn thành", 11, "date", typed=True),
    Column("condition", "Tình trạng", 10.5, formula=True),
    Column("left", "Số ngày còn lại", 6.5, "whole", formula=True),
    Column("result", "Kết quả", 12, typed=True, also=("Kết quả / số văn bản",)),
    Column("evidence", "Minh chứng", 10, typed=True, since=2),
    Column("reason", "Lý do chậm", 10, typed=True),
    Column("returned", "Trả lại", 10, since=2),
    Column("note", "Ghi chú", 10, typed=True),
    Column("doubt", "Cần xem lại", 14, typed=True),
)
# The day that counts, and the order of urgency; the summary needs them as cells.
_HELP = (
    Column("limit", "Hạn tính", 10, "date", formula=True, hidden=True),
    Column("rank", "Khoá xếp", 10, formula=True, hidden=True),
    MARK,
)

TASKS = Listing("Theo dõi", "BẢNG THEO DÕI THỰC HIỆN NHIỆM VỤ", _TASK + _HELP, head=5, spare=10)
DROPPED = Listing(
    "Đã bỏ",
    "NHIỆM VỤ KHÔNG CÒN TRONG KẾ HOẠCH (giữ nguyên những gì đã ghi)",
    (
        Column("dropped_on", "Ngày bỏ", 11, "date"),
        *(column for column in _TASK if not column.formula and column.key != "no"),
        MARK,
    ),
    head=3,
)
DOUBTS = Listing(
    "Cần xem lại",
    "NHỮNG CHỖ CẦN XEM LẠI",
    (
        Column("no", "STT", 5, "whole"),
        Column("code", "Mã", 7),
        Column("message", "Vì sao cần xem lại", 45),
        Column("task_id", "Nhiệm vụ", 11),
        Column("place", "Vị trí trong kế hoạch", 14),
        Column("quote", "Nguyên văn", 45),
        Column("suggestion", "Gợi ý", 30),
        Column("settled", "Đã xử lý", 10, "tick", typed=True),
        Column("note", "Ghi chú", 20, typed=True),
        MARK,
    ),
    head=3,
)
AGENCIES = Listing(
    "Đơn vị",
    "CÁC ĐƠN VỊ TRONG KẾ HOẠCH",
    (
        Column("no", "STT", 5, "whole"),
        Column("agency", "Đơn vị", 42),
        Column("lead", "Chủ trì", 8, "whole"),
        Column("perform", "Thực hiện", 8, "whole"),
        Column("support", "Phối hợp (việc được giao)", 11, "whole"),
        Column("partner", "Được nêu tên phối hợp", 11, "whole"),
        Column("successors", "Đơn vị kế tục", 24),
        Column("letter", "Công văn", 14, since=2),
        Column("letter_number", "Số công văn", 14, since=2),
        Column("letter_on", "Ngày công văn", 11, "date", since=2),
        Column("letter_about", "Trích yếu công văn", 30, since=2),
        Column("letter_due", "Hạn sớm nhất", 11, "date", since=2),
        Column("leader", "Lãnh đạo phụ trách", 22, typed=True, since=2),
        Column("contact", "Đầu mối theo dõi", 22, typed=True),
        Column("phone", "Điện thoại", 14, typed=True),
        Column("mail", "Thư điện tử", 24, typed=True),
        Column("note", "Ghi chú", 20, typed=True),
        MARK,
    ),
    head=3,
)
LOG = Listing(
    "Nhật ký",
    "NHẬT KÝ THAY ĐỔI",
    (
        Column("on", "Ngày", 11, "date", typed=True),
        Column("source", "Nguồn", 30, typed=True),
        Column("task_id", "Mã", 10, typed=True),
        Column("owner", "Đơn vị", 24, typed=True),
        Column("what", "Việc", 26, typed=True),
        Column("before", "Trước", 36, typed=True),
        Column("after", "Sau", 36, typed=True),
        MARK,
    ),
    head=3,
    spare=15,
)
DISPUTES = Listing(
    "Khác nhau",
    "HAI BÊN GHI KHÁC NHAU (chưa thay đổi gì trong bảng theo dõi; cán bộ chọn rồi ghi vào trang Theo dõi)",
    (
        Column("on", "Ngày", 11, "date"),
        Column("task_id", "Mã", 10),
        Column("owner", "Đơn vị", 22),
        Column("action", "Nhiệm vụ", 40),
        Column("what", "Cột", 16),
        Column("ours", "Trong bảng theo dõi", 26),
        Column("theirs", "Đơn vị gửi về", 26),
        Column("why", "Vì sao", 24, since=2),
        Column("source", "Tệp", 26),
        Column("settled", "Đã xử lý", 10, "tick", typed=True),
        MARK,
    ),
    head=3,
)
STRAYS = Listing(
    "Ghi thêm",
    "NHỮNG GÌ ĐÃ GHI NGOÀI CÁC Ô NHẬP (chuyển về đây để không mất)",
    (
        Column("on", "Ngày", 11, "date", typed=True),
        Column("sheet", "Trang", 16, typed=True),
        Column("cell", "Ô", 10, typed=True),
        Column("words", "Nội dung", 90, typed=True),
        MARK,
    ),
    head=3,
)
# What an agency fills in the file that it gets; everything else there is locked, and comes back as it was sent.
FILLED = ("status", "progress", "done_on", "result", "reason", "note", "asked")
OFFICE_ONLY = ("doubt", "evidence")  # columns of Theo dõi that never leave the office
LISTINGS = (TASKS, DOUBTS, AGENCIES, LOG, DROPPED, DISPUTES, STRAYS)
SUMMARY, TIMELINE, GUIDE, LISTS = "Tổng hợp", "Lịch", "Hướng dẫn", "_Danh mục"
PLAN_NAME, VERSION_NAME = "giaoviec_ke_hoach", "giaoviec_phien_ban"  # defined names
ORDER: tuple[str, ...] = (
    TASKS.title,
    SUMMARY,
    TIMELINE,
    DOUBTS.title,
    AGENCIES.title,
    DISPUTES.title,
    DROPPED.title,
    STRAYS.title,
)
ORDER += (LOG.title, GUIDE, LISTS)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a cell: words, author, and size in pixels."""

    text: str
    author: str
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """A row by column key. ``base`` holds the digest of each value that the program wrote; empty: a person added the
    row.

    ``extra`` holds columns that people added, by heading. ``start`` is the day on which the work begins. ``hidden``
    rows were filtered out;
    ``fills`` are the colours (RRGGBB) that a person gave to cells, by column key or heading; ``at`` is the row of the
    sheet that it was read from.
    """

    cells: Mapping[str, Value]
    base: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Value] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=dict)
    start: date | None = None
    hidden: bool = False
    at: int = field(default=0, compare=False)

    def words(self, key: str) -> str:
        """The cell as text; "" where it is empty."""
        return shown(self.cells.get(key))

    def typed(self, key: str) -> bool:
        """Whether a person changed this cell since it was written."""
        return digest(self.cells.get(key)) != self.base.get(key, "")


@dataclass(frozen=True, slots=True)
class Extra:
    """A sheet that a person added: values by (row, column) with their number formats, and widths by column letter."""

    title: str
    cells: Mapping[tuple[int, int], tuple[Value, str]]
    comments: Mapping[tuple[int, int], Comment]
    widths: Mapping[str, float]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Which workbook it is: the plan's permanent id, the SHA-256 of the version that was read, and how many lines of
    the log have been done in it."""

    plan: str = ""
    version: str = ""
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Tracker:
    """All that the workbook holds. ``soon`` is in days; ``listings`` are rows by sheet title, ``extra_columns``
    headings by sheet title.

    ``widths`` (by sheet title and heading) and ``filters`` (openpyxl's own, by sheet title and heading) are those
    that people set.
    """

    title: str
    cite: str
    soon: int
    listings: Mapping[str, tuple[TrackerRow, ...]]
    extra_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra_sheets: tuple[Extra, ...] = ()
    widths: Mapping[tuple[str, str], float] = field(default_factory=dict)
    filters: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    identity: Identity = field(default_factory=lambda: Identity())

    def rows(self, listing: Listing) -> tuple[TrackerRow, ...]:
        """The rows of one table."""
        return self.listings.get(listing.title, ())


def based(listing: Listing, cells: Mapping[str, Value], **rest: Any) -> TrackerRow:
    """A row as the program writes it: each value is its own base."""
    base = {column.key: digest(cells.get(column.key)) for column in listing.columns if not column.formula}
    return TrackerRow(cells=cells, base=base, **rest)
