"""The tables' English words as officers read them in tables.xlsx: names of sheets, headings, values; both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SHEETS: Final[Mapping[str, str]] = {
    "tasks": "Nhiệm vụ",
    "assignments": "Phân công",
    "agencies": "Cơ quan",
    "notices": "Lưu ý",
}
HEADINGS: Final[Mapping[str, str]] = {
    "id": "Mã",
    "section": "Mục",
    "heading": "Tên mục",
    "text": "Nội dung nhiệm vụ",
    "action": "Việc phải làm",
    "owners": "Cơ quan thực hiện",
    "owner_role": "Vai trò của cơ quan",
    "partners": "Cơ quan phối hợp",
    "mode": "Giao hoặc đề nghị",
    "deadline_text": "Thời hạn nguyên văn",
    "start": "Bắt đầu",
    "end": "Thời hạn",
    "kind": "Loại",
    "recurrence": "Định kỳ (RFC 5545)",
    "inclusive": "Tính cả ngày cuối",
    "focus_start": "Trọng tâm từ",
    "focus_end": "Trọng tâm đến",
    "product": "Sản phẩm",
    "report_to": "Báo cáo về",
    "monitors": "Theo dõi, đôn đốc",
    "work_group": "Nhóm việc",
    "place": "Vị trí",
    "rules": "Luật đã dùng",
    "flags": "Cần xem lại",
    "task_id": "Mã nhiệm vụ",
    "agency_id": "Mã cơ quan",
    "agency": "Tên cơ quan",
    "role": "Vai trò",
    "surface": "Tên trong kế hoạch",
    "letter": "Công văn",
    "known": "Đã biết",
    "surfaces": "Các tên trong kế hoạch",
    "lead": "Chủ trì",
    "perform": "Thực hiện",
    "support": "Phối hợp (được giao)",
    "partner": "Được nêu tên phối hợp",
    "successors": "Cơ quan kế tục",
    "code": "Mã lưu ý",
    "message": "Vì sao",
    "quote": "Nguyên văn",
    "suggestion": "Gợi ý",
}
_ROLES: Final = {"lead": "chủ trì", "perform": "thực hiện", "support": "phối hợp", "partner": "cùng phối hợp"}
_TRUTH: Final = {"true": "có", "false": "không"}
_DEADLINES: Final = {
    "date": "trong ngày",
    "before": "chậm nhất ngày",
    "range": "từ ngày đến ngày",
    "month": "trong tháng",
    "quarter": "trong quý",
    "half_year": "trong nửa năm",
    "year": "trong năm",
    "multi_year": "nhiều năm",
    "recurring": "định kỳ",
    "relative": "tính từ một mốc",
    "ongoing": "thường xuyên",
    "event": "theo sự kiện",
    "none": "không nêu",
}
_AGENCIES: Final = {
    "bo": "bộ, ngành trung ương",
    "so": "sở, ngành",
    "nganh-doc": "ngành dọc",
    "quan-doi": "quân đội",
    "cong-an": "công an",
    "doanh-nghiep": "doanh nghiệp",
    "doan-the": "đoàn thể",
    "tu-phap": "tư pháp",
    "bao-chi": "báo chí",
    "ngan-hang": "ngân hàng",
    "mat-tran": "mặt trận",
    "don-vi": "đơn vị",
    "dang": "cơ quan Đảng",
    "dai-hoc": "đại học",
    "ubnd-tinh": "UBND cấp tỉnh",
    "ubnd-huyen": "UBND cấp huyện",
    "ubnd-xa": "UBND cấp xã",
    "nhom": "nhóm cơ quan",
    "ca-nhan": "cá nhân",
}
_VALUES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("tasks", "owner_role"): _ROLES,
    ("tasks", "mode"): {"assign": "giao", "request": "đề nghị"},
    ("tasks", "kind"): _DEADLINES,
    ("tasks", "inclusive"): _TRUTH,
    ("assignments", "role"): _ROLES,
    ("agencies", "kind"): _AGENCIES,
    ("agencies", "known"): _TRUTH,
}
_BACK: Final = {place: {word: value for value, word in words.items()} for place, words in _VALUES.items()}


def shown_value(table: str, column: str, value: str) -> str:
    """A cell as an officer reads it; names, days and codes as they are."""
    return _VALUES.get((table, column), {}).get(value, value)


def said_value(table: str, column: str, text: str) -> str:
    """The table's own word for what an officer reads or writes; anything else as it is."""
    return _BACK.get((table, column), {}).get(" ".join(text.split()).casefold(), text)


def column_of(heading: str) -> str:
    """The column that a heading stands for, in either language; the heading where it stands for none."""
    found = {word.casefold(): column for column, word in HEADINGS.items()}
    return found.get(" ".join(heading.split()).casefold(), heading)
