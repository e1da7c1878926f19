"""Papers that a document cites in its preamble: type, number, day, issuer (decree 30/2020/NĐ-CP, appendix I, II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.find.layout.parts import Part
from pipeline.model import Block, Document, Reference

SYMBOL = r"[A-ZĐ][\wĐđ&.]*(?:\s?[-–]\s?[\wĐđ&.]+)*"
_DAY = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})", re.I)
_TYPES = (
    "Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Thông tư liên tịch|Kế hoạch|Thông báo|"
    "Công văn|Công điện|Kết luận|Hướng dẫn|Chương trình|Chương trình hành động|Đề án|Tờ trình|Quy định|Báo cáo|Lệnh"
)
_CITED = re.compile(
    rf"(?P<type>{_TYPES})\s+(?:số\s*:?\s*)?(?P<number>\d+[a-z]?\s*(?:/\d{{4}})?\s*[/-]\s*{SYMBOL}(?:/[\w-]+)?)"
    rf"(?P<rest>[^;]{{0,120}})"
)
_ISSUER = re.compile(
    r"\s+của\s+(?P<issuer>[A-ZĐ][^;,.]*?)"
    rf"(?=\s+(?:về|ban hành|phê duyệt|quy định|triển khai|thực hiện|sửa đổi|và (?:{_TYPES}))\b|[;,.(]|$)"
)


def tidy(number: str) -> str:
    """A number without blanks around its strokes: "12 /KH - UBND" is "12/KH-UBND"."""
    return re.sub(r"\s*([/-])\s*", r"\1", number).strip()


def day_of(day: str, month: str, year: str) -> date | None:
    """The day in words of figures; None where no calendar has it."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def references(document: Document, parts: Sequence[Part]) -> Iterator[Reference]:
    """Papers cited in the preamble, each once, in their order."""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        for i in part.body:
            block = document.blocks[i]
            if re.match(r"[IVX]+\.?$|1\.?$|Điều", block.number):
                break
            for reference in _cited(block):
                if (reference.type, reference.number) not in seen:
                    seen.add((reference.type, reference.number))
                    yield reference


def _cited(block: Block) -> Iterator[Reference]:
    for match in _CITED.finditer(block.text):
        rest = match["rest"]
        day = _DAY.search(rest[:40])
        issuer = _ISSUER.search(rest)
        yield Reference(
            match["type"],
            tidy(match["number"]),
            day_of(*day.groups()) if day else None,
            issuer["issuer"].strip() if issuer else "",
        )
