"""What a document says of itself: title, issuer, number, date, references, recipients, signer.

The forms are those of decree 30/2020/NĐ-CP, appendix I (number and symbol: II.3; place and date: II.4; recipients:
II.9).
What the document does not say stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.find.layout.parts import Part, first_line
from pipeline.model import Block, Document, Header, Reference, Signer

SYMBOL = r"[A-ZĐ][\wĐđ&.]*(?:\s?[-–]\s?[\wĐđ&.]+)*"
_NUMBER = re.compile(rf"số\s*:?\s*(?P<number>\d+[a-z]?\s*(?:/\d{{4}})?\s*[/-]\s*{SYMBOL}(?:/[\w-]+)?)", re.I)
_DATE = re.compile(
    r"^(?P<place>[^,\n]{2,60}),\s*ngày\s+(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})",
    re.I | re.M,
)
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
_NATION = re.compile(r"cộng\s+h(?:òa|oà)|độc\s+lập\s*-|^[-_\s*—–]+$", re.I)
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\s*\.", re.I)
_RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?\s*", re.I)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){1,5}$")
_ISSUED_BY = re.compile(
    r"(?P<issuer>(?:UBND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+(?P<level>tỉnh|thành phố|xã|phường|huyện|thị xã|đặc khu)"
    r"(?P<name>(?:\s+[A-ZĐ][\wÀ-ỹ]*)*))\s+(?:xây dựng|ban hành|triển khai|tổ chức)"
)


def read_header(document: Document, parts: Sequence[Part]) -> Header:
    """The header of a file: its title from the first paper that is no decision, all else from the first paper."""
    first = parts[0]
    lines = list(_lines(document, first.head))
    subject = next((p for p in parts if p.kind == "main" and p.type not in ("quyết định", "")), first)
    number = next((m["number"] for line in lines if (m := _NUMBER.match(line.lstrip(" -–*_")))), None)
    dated = next((m for line in lines if (m := _DATE.search(line))), None)
    tail = [line for i in first.tail for line in document.blocks[i].text.split("\n")]
    return Header(
        type=subject.type or None,
        title=_title(document, subject),
        issuer=_issuer(lines) or _issuer_in_text(document, parts),
        number=_tidy(number) if number else None,
        date=_date(dated["day"], dated["month"], dated["year"]) if dated else None,
        place=dated["place"].strip() if dated else None,
        signer=_signer(document, first.tail),
        references=tuple(_references(document, parts)),
        recipients=tuple(_recipients(document, first.tail, tail)),
    )


def _lines(document: Document, indices: Iterable[int]) -> Iterator[str]:
    """Lines of the head; a number that stands alone below "Số:" is joined to it."""
    previous = ""
    for i in indices:
        for line in document.blocks[i].text.split("\n"):
            whole = f"{document.blocks[i].number} {line}".strip()
            if re.fullmatch(r"số\s*:", previous, re.I):
                whole = f"{previous} {whole}"
            previous = whole
            yield whole


def _tidy(number: str) -> str:
    return re.sub(r"\s*([/-])\s*", r"\1", number).strip()


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _title(document: Document, part: Part) -> str | None:
    own = [document.blocks[i].text for i in part.title]
    lines = [line.strip() for text in own for line in text.split("\n") if line.strip()][1:]
    kept = [line for line in lines if not line.startswith("(Ban hành") and not line.startswith("(Kèm")]
    while kept and re.match(r"(Ủ|U)(Y|Ỷ) BAN NHÂN DÂN|BỘ TRƯỞNG|CHỦ TỊCH", kept[-1]):
        kept.pop()
    return " ".join(kept) or None


def _issuer(lines: Sequence[str]) -> str | None:
    """The issuer stands in capitals at the left of the head, often over two lines."""
    names: list[str] = []
    for line in lines:
        if _NATION.search(line):
            if names:
                break
            continue
        if _NUMBER.search(line) or _DATE.search(line) or re.match(r"số\s*:?", line, re.I):
            break
        if line.isupper() and len(line) > 2:
            names.append(line)
    return _spell(" ".join(names)) if names else None


def _spell(capitals: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" → "UBND tỉnh Bắc Ninh"; other bodies in title case of their place words."""
    lower = capitals.lower().replace("uỷ ban", "ủy ban")
    found = re.match(r"(ủy ban nhân dân)\s+(tỉnh|thành phố|xã|phường|huyện|thị xã|đặc khu)\s+(.+)", lower)
    if not found:
        return (
            lower[:1].upper() + lower[1:] if len(lower.split()) < 3 else " ".join(w.capitalize() for w in lower.split())
        )
    return f"UBND {found[2]} " + " ".join(w.capitalize() for w in found[3].split())


def _issuer_in_text(document: Document, parts: Sequence[Part]) -> str | None:
    """A draft without a head: the preamble says who issues it, the text most often of which place."""
    texts = [document.blocks[i].text for part in parts for i in (*part.head, *part.body)]
    found = next((m for t in texts[:12] if (m := _ISSUED_BY.search(t))), None)
    if not found:
        return None
    level, name = found["level"], found["name"].strip()
    if not name:
        pattern = re.compile(rf"\b{level}\s+((?:[A-ZĐ][\wÀ-ỹ]*)(?:\s+[A-ZĐ][\wÀ-ỹ]*)*)")
        places = Counter(m[1] for t in texts for m in pattern.finditer(t))
        name = places.most_common(1)[0][0] if places else ""
    return f"UBND {level} {name}".strip()


def _references(document: Document, parts: Sequence[Part]) -> Iterator[Reference]:
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
            _tidy(match["number"]),
            _date(*day.groups()) if day else None,
            issuer["issuer"].strip() if issuer else "",
        )


def _recipients(document: Document, tail: Sequence[int], lines: Sequence[str]) -> Iterator[str]:
    """The list below "Nơi nhận:", one entry a line, without bullet and final mark."""
    inside = False
    for i in tail:
        block = document.blocks[i]
        for n, line in enumerate(block.text.split("\n")):
            text = line.strip()
            if _RECIPIENTS.match(text):
                inside = True
                text = _RECIPIENTS.sub("", text, count=1)
            elif _AUTHORITY.match(text) and text.upper() == text:
                inside = False
            if not inside or not text:
                continue
            if (block.number and n == 0) or text[0] in "-–+" or block.kind == "cell":
                yield text.lstrip("-–+ ").rstrip(";. ").strip("*")
        if inside and block.kind == "cell":
            inside = False


def _signer(document: Document, tail: Sequence[int]) -> Signer:
    """Authority lines ("TM. …", "KT. CHỦ TỊCH"), the position below them, and the name, last of the tail."""
    authority: list[str] = []
    position: list[str] = []
    name = None
    started = False
    for i in tail:
        for line in (raw.strip().strip("*").strip() for raw in document.blocks[i].text.split("\n")):
            if not line or _RECIPIENTS.match(line):
                continue
            if _AUTHORITY.match(line) and line.upper() == line:
                authority.append(line)
                started = True
            elif line.isupper() and not document.blocks[i].number and (started or _is_position(line)):
                position.append(line)
                started = True
            elif started and _NAME.match(line) and name is None:
                name = line
    return Signer(name, " ".join(position) or None, " ".join(authority) or None)


def _is_position(line: str) -> bool:
    return bool(re.match(r"(PHÓ )?(CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|CHÁNH VĂN PHÒNG|TRƯỞNG)", line))


def head_field(line: str, *, foot: bool) -> str:
    """Which field a line of the head, or of the foot, fills; "nation" is the country's name and motto."""
    text = line.strip().strip("*").strip()
    if foot:
        signs = (_AUTHORITY.match(text) and text.upper() == text) or text.isupper() or _NAME.fullmatch(text)
        return "signer" if signs else "recipients"
    if _NUMBER.search(text) or re.match(r"số\s*:?", text, re.I):
        return "number"
    if _DATE.search(text):
        return "date"
    if _NATION.search(text):
        return "nation"
    return "issuer" if text.isupper() else "title"


def subject_line(document: Document, part: Part) -> str:
    """The type line of a part ("KẾ HOẠCH")."""
    return first_line(document.blocks[part.title[0]].text) if part.title else ""
