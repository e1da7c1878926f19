"""What a document says of itself: title, issuer, number, date, references, recipients, signer.

The forms are those of decree 30/2020/NĐ-CP, appendix I (number and symbol: II.3; place and date: II.4; recipients:
II.9).
What the document does not say stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.find.layout.issuer import issuer_of
from pipeline.find.layout.parts import Part
from pipeline.find.layout.references import SYMBOL, day_of, references, tidy
from pipeline.model import Block, Document, Header, Signer

_NUMBER = re.compile(rf"số\s*:?\s*(?P<number>\d+[a-z]?\s*(?:/\d{{4}})?\s*[/-]\s*{SYMBOL}(?:/[\w-]+)?)", re.I)
_DATE = re.compile(
    r"^(?P<place>[^,\n]{2,60}),\s*ngày\s+(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})",
    re.I | re.M,
)
_NATION = re.compile(r"cộng\s+h(?:òa|oà)|độc\s+lập\s*-|^[-_\s*—–]+$", re.I)
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\s*\.", re.I)
_RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?\s*", re.I)
# What stands at the right of a head or a signature, after words at the left.
_MOTTO = re.compile(r"(?<=\S)\s+(?=cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do)", re.I)
_POSITION = re.compile(
    r"(?<![\s.])\s+(?=PHÓ (?:CHỦ TỊCH|GIÁM ĐỐC))|(?<=[^\s])\s+(?=(?:TM|KT|TL|TUQ|Q)\s*\.\s*\S)"
    r"|(?<=[;.:])\s+(?=(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG))\b)"
)
_LAST_NAME = re.compile(r"(?<=[;.])\s+(?=(?:[^\W\d_]+ ){1,4}[^\W\d_]+$)")
# The line of who decides, below the title of a decision.
_DECIDER = re.compile(
    r"(?:CHÁNH |PHÓ )?(?:(?:Ủ|U)(?:Y|Ỷ) BAN NHÂN DÂN|BỘ TRƯỞNG|CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|THỦ TƯỚNG|HIỆU TRƯỞNG"
    r"|(?:CHI |TỔNG )?CỤC TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|HỘI ĐỒNG NHÂN DÂN|CHÁNH VĂN PHÒNG|THỦ TRƯỞNG)\b"
)
_SUBJECT = re.compile(r"(?:v/v|về việc)\s*:?\s*", re.I)
_ADDRESS = re.compile(r"kính\s+gửi\s*:?\s*", re.I)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){1,5}$")
_ISSUED_BY = re.compile(
    r"(?P<issuer>(?:UBND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+(?P<level>tỉnh|thành phố|xã|phường|huyện|thị xã|đặc khu)"
    r"(?P<name>(?:\s+[A-ZĐ][\wÀ-ỹ]*)*))\s+(?:xây dựng|ban hành|triển khai|tổ chức)"
)


def read_header(document: Document, parts: Sequence[Part], names: Iterable[str] = ()) -> Header:
    """The header of a file: its title from the first paper that is no decision, all else from the first paper.

    ``names`` are the registry's spellings, for the issuer.
    """
    first = parts[0]
    lines = list(_lines(document, first.head or _dispatch_head(document, first)))
    subject = next((p for p in parts if p.kind == "main" and p.type not in ("quyết định", "")), first)
    number = next((m["number"] for line in lines if (m := _NUMBER.match(line.lstrip(" -–*_")))), None)
    dated = next((m for line in lines if (m := _DATE.search(line))), None)
    return Header(
        type=subject.type or None,
        title=_title(document, subject) or _subject(lines),
        issuer=_issuer(lines, names) or _issuer_in_text(document, parts),
        number=tidy(number) if number else None,
        date=day_of(dated["day"], dated["month"], dated["year"]) if dated else None,
        place=dated["place"].strip() if dated else None,
        signer=_signer(document, first.tail),
        references=tuple(references(document, parts)),
        recipients=tuple(_addressed(document, first)) or tuple(_recipients(document, first.tail)),
    )


def _lines(document: Document, indices: Iterable[int]) -> Iterator[str]:
    """Lines of the head; a number that stands alone below "Số:" is joined to it."""
    previous = ""
    for i in indices:
        for line in document.blocks[i].text.split("\n"):
            for whole in _halves(f"{document.blocks[i].number} {line}".strip()):
                if re.fullmatch(r"số\s*:", previous, re.I):
                    whole = f"{previous} {whole}"
                previous = whole
                yield whole


def _halves(line: str) -> tuple[str, ...]:
    """Both halves of a line whose columns were set apart by tabs or spaces: "ỦY BAN NHÂN DÂN CỘNG HÒA …"."""
    if cut := _MOTTO.search(line):
        return line[: cut.start()].strip(), line[cut.end() :].strip()
    number = _NUMBER.match(line)
    rest = line[number.end() :].strip() if number else ""
    if number and _DATE.match(rest):
        return line[: number.end()], rest
    return (line,)


def _foot_halves(line: str) -> tuple[str, ...]:
    """The same of a line in the list of recipients: an authority, position or name may stand at its right."""
    listed = line[:1] in "-–+" or _RECIPIENTS.match(line) is not None
    cut = _POSITION.search(line) if listed else None
    if cut is not None and line[cut.end() :].isupper():
        return line[: cut.start()].strip(), line[cut.end() :].strip()
    name = _LAST_NAME.search(line) if listed and "lưu" in line.lower() else None
    if name is None or not line[name.end() :].istitle():
        return (line,)
    return line[: name.start()].strip(), line[name.end() :].strip()


def _foot_lines(block: Block) -> Iterator[str]:
    """Lines of a block at the foot, each half by itself; the bullet that Word shows stands before them again."""
    bullet = f"{block.number} " if block.number and block.kind != "cell" else ""
    for n, line in enumerate(block.text.split("\n")):
        yield from _foot_halves(f"{bullet if n == 0 else ''}{line.strip()}")


def _title(document: Document, part: Part) -> str | None:
    own = [document.blocks[i].text for i in part.title]
    lines = [line.strip() for text in own for line in text.split("\n") if line.strip()][1:]
    kept = [line for line in lines if not line.startswith("(Ban hành") and not line.startswith("(Kèm")]
    decider = next((n for n, line in enumerate(kept) if n and line.isupper() and _DECIDER.match(line)), len(kept))
    kept = kept[:decider]
    return " ".join(kept) or None


def _issuer(lines: Sequence[str], names: Iterable[str]) -> str | None:
    """The issuer stands in capitals at the left of the head, often over two lines."""
    found: list[str] = []
    for line in lines:
        if _NATION.search(line):
            continue
        if _NUMBER.search(line) or _DATE.search(line) or re.match(r"số\s*:?", line, re.I):
            break
        if line.isupper() and len(line) > 2:
            found.append(line)
    return issuer_of(found, names)


def _subject(lines: Sequence[str]) -> str | None:
    """What a dispatch is about: below its number, after "V/v", over as many lines as it takes."""
    begin = next((n for n, line in enumerate(lines) if _SUBJECT.match(line)), None)
    if begin is None:
        return None
    found = [_SUBJECT.sub("", lines[begin], count=1)]
    for line in lines[begin + 1 :]:
        if _NATION.search(line) or _DATE.search(line) or _ADDRESS.match(line) or line.isupper():
            break
        found.append(line)
    return " ".join(found).strip() or None


def _addressed(document: Document, part: Part) -> Iterator[str]:
    """Whom a dispatch is for: what stands after "Kính gửi:", on its line or as a list below; then who gets a copy."""
    blocks = [document.blocks[i] for i in (*part.head, *part.title, *part.body)]
    begin = next((n for n, block in enumerate(blocks[:40]) if _ADDRESS.match(block.text)), None)
    if begin is None or part.type in ("kế hoạch", "quyết định", "chỉ thị"):
        return
    lines = [_ADDRESS.sub("", blocks[begin].text, count=1), *_listed(blocks[begin + 1 :])]
    for line in (piece for text in lines for piece in text.split("\n")):
        if entry := line.lstrip("-–+ ").rstrip(";. "):
            yield entry
    yield from (copy for copy in _recipients(document, part.tail) if not copy.lower().startswith("như trên"))


def _dispatch_head(document: Document, part: Part) -> Sequence[int]:
    """A dispatch has no line that says what it is: its head ends where it says whom it is for."""
    for n, i in enumerate(part.body[:20] if not part.title else ()):
        if _ADDRESS.match(document.blocks[i].text):
            return part.body[:n]
    return ()


def _listed(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.number not in ("-", "–", "+") and block.text[:1] not in "-–+":
            return
        yield block.text


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


def _recipients(document: Document, tail: Sequence[int]) -> Iterator[str]:
    """The list below "Nơi nhận:", one entry a line, without bullet and final mark."""
    inside = False
    for i in tail:
        block = document.blocks[i]
        for n, line in enumerate(block.text.split("\n")):
            text = _foot_halves(f"- {line}" if block.number and n == 0 else line.strip())[0]
            if _RECIPIENTS.match(text):
                inside = True
                text = _RECIPIENTS.sub("", text, count=1)
            elif _AUTHORITY.match(text) and text.upper() == text:
                inside = False
            if not inside or not text:
                continue
            if text[0] in "-–+" or block.kind == "cell":
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
        for line in (half.strip("*").strip() for half in _foot_lines(document.blocks[i])):
            if not line or _RECIPIENTS.match(line):
                continue
            if _AUTHORITY.match(line) and line.upper() == line:
                authority.append(line)
                started = True
            elif line.isupper() and not _is_numbered(line, document.blocks[i]) and (started or _is_position(line)):
                position.append(line)
                started = True
            elif started and _NAME.match(line) and name is None:
                name = line
    return Signer(name, " ".join(position) or None, " ".join(authority) or None)


def _is_numbered(line: str, block: Block) -> bool:
    return bool(block.number) and line.startswith(block.number)


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
