"""Many plans for trials of size: the shipped plan with other names, numbers, dates and more agencies.

``python -m tests.make_plans 200 FOLDER`` writes 200 of them. Plan N is the same every time and everywhere.
"""

from __future__ import annotations

import random
import re
import sys
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from tests import PLAN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACES = (
    *("Thái Nguyên", "Bắc Kạn", "Cao Bằng", "Lạng Sơn", "Tuyên Quang", "Hà Giang", "Yên Bái", "Lào Cai", "Phú Thọ"),
    *("Vĩnh Phúc", "Bắc Giang", "Bắc Ninh", "Hải Dương", "Hưng Yên", "Thái Bình", "Nam Định", "Ninh Bình", "Nghệ An"),
)
FEASTS = (
    "Chiến thắng Điện Biên Phủ",
    "Ngày Thương binh - Liệt sĩ",
    "Ngày thành lập Quân đội nhân dân",
    "Ngày truyền thống Công an nhân dân",
)
AGENCIES = (
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Giao thông vận tải",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tư pháp",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường",
    "Thanh tra tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Hội Nông dân tỉnh",
)
ORDERS = (
    "Chủ trì, phối hợp với {other} rà soát, sửa chữa các công trình thuộc phạm vi quản lý; hoàn thành {when}.",
    "Xây dựng kế hoạch của ngành và báo cáo UBND tỉnh {when}.",
    "Phối hợp với {other} tổ chức {count} đợt tuyên truyền lưu động tại cơ sở.",
    "Tổng hợp kết quả thực hiện, báo cáo định kỳ hằng quý, trước ngày {day} của tháng cuối quý.",
    "Bố trí {count} cán bộ thường trực, bảo đảm hậu cần cho các hoạt động tập trung.",
)


@lru_cache(maxsize=1)
def _parts() -> tuple[tuple[str, bytes], ...]:
    with ZipFile(PLAN) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def plan_bytes(number: int) -> bytes:
    """Plan ``number`` as a .docx: about 25 letters, its own province, occasion, figures and days."""
    chance = random.Random(number)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _parts():
            changed = _document(content, chance) if name == "word/document.xml" else content
            archive.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), changed, ZIP_DEFLATED)
    return out.getvalue()


def _document(content: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(content)
    place, feast, years = chance.choice(PLACES), chance.choice(FEASTS), chance.randint(20, 95)
    shift = chance.randint(-2, 4)
    for leaf in root.iter(f"{W}t"):
        text = (leaf.text or "").replace("Thái Nguyên", place).replace("Chiến thắng Điện Biên Phủ", feast)
        text = re.sub(r"\b70 năm\b", f"{years} năm", text)
        text = re.sub(r"\bsố (\d{4})\b", lambda hit: f"số {chance.randint(100, 4999)}", text)
        leaf.text = re.sub(
            r"\b(\d{1,2})/4/2024", lambda hit: f"{int(hit[1]) + shift}/{chance.randint(3, 9)}/2024", text
        )
    _add_agencies(root, chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add_agencies(root: etree._Element, chance: random.Random) -> None:
    """Sections 2.18 and on, before the section on money: from two to twelve more agencies with orders of their own."""
    paragraphs = {"".join(map(str, p.itertext())).strip(): p for p in root.iter(f"{W}p")}
    money = next(p for text, p in paragraphs.items() if text.startswith("3. Kinh phí"))
    heading = next(p for text, p in paragraphs.items() if text.startswith("2.6."))
    line = next(p for text, p in paragraphs.items() if text.startswith("- Chỉ đạo, hướng dẫn"))
    chosen = chance.sample(AGENCIES, chance.randint(2, 12))
    for place, agency in enumerate(chosen, 18):
        money.addprevious(_like(heading, f"2.{place}. {agency}"))
        for order in chance.sample(ORDERS, chance.randint(1, 4)):
            day = chance.randint(5, 25)
            when = f"trước ngày {day}/{chance.randint(3, 12)}/2024"
            other = chance.choice([name for name in AGENCIES if name != agency])
            words = order.format(other=other, when=when, count=chance.randint(2, 9), day=day)
            money.addprevious(_like(line, f"- {words}"))


def _like(paragraph: etree._Element, text: str) -> etree._Element:
    """A copy of a paragraph with other words in its first run."""
    copy = deepcopy(paragraph)
    leaves = list(copy.iter(f"{W}t"))
    for leaf in leaves:
        leaf.text = ""
    leaves[0].text = text
    return copy


def write_plans(count: int, folder: Path) -> list[Path]:
    """Plans 1 to ``count`` as files "ke-hoach-0001.docx" …"""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"ke-hoach-{number:04}.docx" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(plan_bytes(number))
    return paths


if __name__ == "__main__":
    write_plans(int(sys.argv[1]), Path(sys.argv[2]))
