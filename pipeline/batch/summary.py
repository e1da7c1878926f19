"""What the terminal says when a document is done: what came out, and what a person must look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.contract import LETTERS_DUTIES, NEW_TEXT
from pipeline.messages import NOTICES, notice_texts
from pipeline.model import Notice
from pipeline.run import Made
from pipeline.write.store import Stored

NOTHING = (
    "  Không tìm thấy nhiệm vụ nào: tệp có thể không phải kế hoạch, chỉ thị, công văn giao việc."
    " Mở review.html, hoặc chạy lệnh text, để xem máy đọc được gì."
)


def summary_lines(made: Made, stored: Stored, folder: Path) -> list[str]:
    """The closing lines for one document (Vietnamese)."""
    plan = made.plan
    agencies = {p.agency.id for t in plan.tasks for p in t.owners}
    flagged = [t for t in plan.tasks if t.flags]
    lines = [
        f"{plan.document.source.name} → {folder}",
        f"  {len(plan.tasks)} nhiệm vụ, {len(agencies)} cơ quan được giao, {len(made.letters)} công văn.",
        f"  Dòng cần xem lại: {len(flagged)}" + (":" if flagged else "."),
    ]
    if not plan.tasks:
        lines.append(NOTHING)
    for code, count in Counter(code for t in flagged for code in t.flags).most_common():
        lines.append(f"    {code} × {count}: {_sentence(code, plan.notices)}")
    other = Counter(n.code for n in plan.notices if not n.task_id)
    for code, count in sorted(other.items()):
        lines.append(f"  Lưu ý {code} × {count}: {_sentence(code, plan.notices)}")
    open_ended = sum(t.deadline.kind == "none" for t in plan.tasks)
    if open_ended:
        lines.append(f"  Kế hoạch không nêu thời hạn cho {open_ended} nhiệm vụ (xem tables/notices.csv).")
    lines += [*_letter_lines(made), *made.following]
    lines += _tracking_lines(made)
    lines += [f"  Đã giữ bản anh/chị sửa: kept/…/{name}" for name in stored.kept]
    lines += [
        f"  Bản anh/chị sửa giữ nguyên: {name}; bản máy viết mới ở {NEW_TEXT}/ cạnh đó." for name in stored.edited
    ]
    return lines


def _letter_lines(made: Made) -> list[str]:
    blanks = Counter(blank for letter in made.letters for blank in letter.blanks)
    lines = [f"  Công văn còn chỗ trống phải điền (tô vàng): {', '.join(blanks)}."] if blanks else []
    lines += [
        f"  Bản nháp (dòng đỏ đầu trang), {count} công văn: {reason}."
        for reason, count in Counter(reason for letter in made.letters for reason in letter.page.drafts).items()
    ]
    if LETTERS_DUTIES in made.files:
        lines.append(f"  Việc của bộ phận trong cơ quan: {LETTERS_DUTIES}.")
    without = [row.recipient for row in made.index if not row.file]
    if without:
        lines.append(f"  Chỉ phối hợp, không có công văn riêng: {len(without)} cơ quan (xem letters/index.csv).")
    lines += [f"  Không đạt thể thức: {fault}" for fault in made.faults]
    warned = [letter for letter in made.letters if letter.warnings]
    lines += [f"  {one.file}: {' '.join(notice_texts(notice)[0] for notice in one.warnings)}" for one in warned]
    return lines


def _tracking_lines(made: Made) -> list[str]:
    """What became of the workbook that people had worked in."""
    result = made.tracking
    if result is None or not (result.kept or result.added or result.changed or result.dropped):
        return []
    lines = [
        f"  Sổ theo dõi: giữ {result.kept} ô đã nhập, thêm {result.added} dòng, {result.changed} dòng đổi chữ, "
        f"{result.dropped} dòng chuyển sang «Đã bỏ»."
    ]
    return lines + [f"  Không mang sang được: {line}" for line in result.left_behind]


def _sentence(code: str, notices: Sequence[Notice]) -> str:
    """The whole sentence of a notice: that of the first such doubt, else without its facts."""
    first = next((one for one in notices if one.code == code), None)
    return notice_texts(first)[0] if first else re.sub(r" ?[«(]?\{\w+\}[»)]?", "", NOTICES[code][0])
