"""Reads a letter as a chief of office does before signing, and says what would shame the signer.

It knows nothing of how the letter was made: it opens the .docx, takes head, addressees, body, foot and annexes by the
decree's layout, and looks at their words alone.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BARE = (
    "sở|ngành|ban|cục|vụ|phòng|bộ|tỉnh|xã|phường|huyện|hội|đoàn|trường|đơn vị|cơ quan|thành phố|địa phương|ngân hàng"
    "|tổ chức|cá nhân|trung tâm|công ty|ủy ban|văn phòng|nhà đầu tư"
)
_BARE_NAMES = frozenset(_BARE.split("|"))
_KINDS = re.compile(r"^(UBND|[A-ZĐÀ-Ỹ])")
_POSITION = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q)\. )?(?:PHÓ |QUYỀN )?"
    r"(?:ỦY BAN NHÂN DÂN|CHÍNH PHỦ|BAN |HỘI ĐỒNG|CHỦ TỊCH|CHỦ NHIỆM|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|TỔNG |GIÁM ĐỐC|CỤC |VIỆN |CHÁNH |CHI CỤC|HIỆU TRƯỞNG|TRƯỞNG |BÍ THƯ|THỐNG ĐỐC|ĐỘI |TỔ |QUYỀN HẠN, CHỨC VỤ)"
    r"[^.:;]*$"
)
_LABEL = re.compile(
    r"^[-+•*] *(?:(?:Cơ quan|Đơn vị)[^:]{0,40}(?:chủ trì|thực hiện|phối hợp)[^:]{0,20}|Thời (?:gian|hạn)[^:]{0,25})"
    r":(?! )|^\+ "
)
_MACHINE = re.compile(r"\b(?:(?<!giai )(?<!Giai )đoạn \d+|bảng \d+, hàng|hàng \d+, cột|ô \d+)\b|PL\d|\bW4\d\d")
_LOW_UNIT = re.compile(r"(?<![\w«])(?:mục [IVX]+|phần (?:thứ|[IVXA-Z])|chương [IVX]+|phụ lục [IVX\d]+)\b(?= |$|\)|\.)")
_HIGH_UNIT = re.compile(r"(?<=[a-zà-ỹ,;(] )(?:Khoản \d|Điểm [a-zđ]\b|Điểm \d)")
_DOUBLED = re.compile(r"\b(\w+(?: \w+){1,3}),? \1\b", re.IGNORECASE)
_TWICE = re.compile(r"\b(về|và|của|các|với|thực hiện|phối hợp|trân trọng|đề nghị|giao) \1\b", re.IGNORECASE)
_MARKS = re.compile(r" [,;:](?: |$)|,,|;;|, ?;|\( | \)|\(\)|(?<!\.)\.\.(?!\.)")
_BRACKET = re.compile(r"^(?=.{0,140}$)[^()]*\([^()]*$")
# What a role clause leaves when it is cut out badly.
_TORN = re.compile(
    r"^(?:\d+\. |[a-zđ]\) )?(?:và|về|với|của|cho|để|trong đó|Thường xuyên về|Chủ động (?!\w+ )|vai trò|Về )\b(?!.*:)"
    r"|vai trò *,|\bvà[.;]|\b(?:của|với|về|cho|và|để)[.;,](?: |$)|(?:nhiệm vụ|nội dung): (?:và|về|với|của|cho|để) ",
)
_NEVER_COPIED = re.compile(r"^(?:Như Điều|Mục [IVX]|THỦ TƯỚNG|KT\.|TM\.|.*\b(?:CHỦ TỊCH|THỦ TƯỚNG) [A-ZĐ][a-zà-ỹ])")


@dataclass(frozen=True, slots=True)
class Seen:
    """The words of a letter by the place where they stand."""

    above: tuple[str, ...]
    head: tuple[str, ...]
    to: tuple[str, ...]
    body: tuple[str, ...]
    copies: tuple[str, ...]
    signed: tuple[str, ...]
    annexes: tuple[str, ...]
    red: bool


def _text(element: etree._Element) -> str:
    parts = []
    for one in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        parts.append(one.text or "" if one.tag == f"{W}t" else " ")
    return "".join(parts).replace("\u00a0", " ").strip()


def _lines(element: etree._Element) -> tuple[str, ...]:
    return tuple(text for one in element.iter(f"{W}p") if (text := _text(one)))


def see(content: bytes) -> Seen:
    """The letter as its reader sees it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    children = list(body)
    tables = [place for place, one in enumerate(children) if one.tag == f"{W}tbl"]
    top, foot = tables[0], next(t for t in tables[1:] if "Nơi nhận:" in _text(children[t]))
    cells = list(children[foot].iter(f"{W}tc"))
    between = [text for one in children[top + 1 : foot] if (text := _text(one))]
    split = next((n for n, one in enumerate(between) if n and not one.startswith(("-", "Kính gửi"))), len(between))
    above = children[:top]
    return Seen(
        above=tuple(t for t in map(_text, above) if t),
        head=_lines(children[top]),
        to=tuple(between[:split]),
        body=tuple(between[split:]),
        copies=_lines(cells[0]),
        signed=_lines(cells[1]),
        annexes=tuple(chain.from_iterable(_lines(one) for one in children[foot + 1 :])),
        red=any(c.get(f"{W}val", "").upper() in ("FF0000", "C00000") for one in above for c in one.iter(f"{W}color")),
    )


def faults(content: bytes) -> list[str]:
    """What a chief of office would send back, a line each; empty where the letter can be signed."""
    seen = see(content)
    found = [*_who_speaks(seen), *_who_is_spoken_to(seen), *_copies(seen)]
    for line in (*seen.body, *seen.annexes):
        found += [f"{what}: {line[:160]}" for what in _sentence(line)]
    return [*found, *_end(seen)]


def _issuer(seen: Seen) -> str:
    lines = list(seen.head)
    nation = next((n for n, one in enumerate(lines) if one.startswith("CỘNG HÒA")), len(lines))
    return " ".join(lines[:nation])


def _who_speaks(seen: Seen) -> Iterator[str]:
    issuer = _issuer(seen)
    if (not issuer or issuer == "TÊN CƠ QUAN BAN HÀNH") and not seen.red:
        yield "no issuer and no red line"
    if issuer != issuer.upper():
        yield f"issuer not in capitals: {issuer}"
    if re.search(r"SỐ[: ]|V/V|KÍNH GỬI|ĐỘC LẬP", issuer):
        yield f"issuer holds other lines: {issuer}"
    *positions, name = seen.signed or ("",)
    for one in positions:
        if not _POSITION.fullmatch(one) or one != one.upper():
            yield f"no position: {one}"
    if name not in ("Họ và tên", "") and not (len(name.split()) > 1 and name == name.title()):
        yield f"no name: {name}"
    for line in (*seen.body, *seen.annexes):
        # A name written with a capital on every word, as a machine does.
        if re.search(r"\b[A-ZĐ]\w+ (?:Và|Của|Nhân Dân|Chính Phủ|Tướng|Thể Thao)\b", line):
            yield f"capitals: {line[:160]}"


def _addressees(seen: Seen) -> tuple[str, ...]:
    first, *others = seen.to or ("",)
    alone = first.removeprefix("Kính gửi:").strip()
    return tuple(one.strip(" -;.") for one in ([alone] if alone else others))


def _who_is_spoken_to(seen: Seen) -> Iterator[str]:
    issuer = _folded(_issuer(seen))
    for one in _addressees(seen):
        bare = re.sub(r"^(các|những) ", "", _folded(one))
        if not one.strip("…. "):
            if not seen.red:
                yield "no addressee and no red line"
            continue
        if bare in _BARE_NAMES and not one.lower().startswith("các "):
            yield f"impossible addressee: {one}"
        if not _KINDS.match(one):
            yield f"addressee in small letters: {one}"
        if _DOUBLED.search(one) or _TWICE.search(one):
            yield f"doubled name: {one}"
        if issuer and _same_house(issuer, _folded(one)):
            yield f"the issuer writes to itself: {one}"


def _same_house(issuer: str, to: str) -> bool:
    """The issuer itself, its standing body or its leaders, with or without its place."""
    own = {issuer, re.sub(r"^(ủy ban nhân dân (?:tỉnh|thành phố|xã|phường)).*", r"\1", issuer)}
    return to in own or any(to in (f"thường trực {one}", f"chủ tịch {one}", f"lãnh đạo {one}") for one in own)


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("uỷ", "ủy").replace("ubnd", "ủy ban nhân dân").split())


def _copies(seen: Seen) -> Iterator[str]:
    _, *lines = seen.copies or ("",)
    said = [one.strip(" -;.") for one in lines]
    if not said or said[0] != "Như trên" or not said[-1].startswith("Lưu: V"):
        yield f"Nơi nhận: {said}"
    if len({_folded(one) for one in said}) < len(said):
        yield f"Nơi nhận says one twice: {said}"
    yield from (f"Nơi nhận: {one}" for one in said if _NEVER_COPIED.match(one))
    yield from (f"Nơi nhận: archives not last: {one}" for one in said[:-1] if one.startswith("Lưu"))


def _sentence(line: str) -> Iterator[str]:
    """What is wrong with the words of one paragraph or cell line."""
    checks: Iterable[tuple[str, re.Pattern[str]]] = (
        ("machine citation", _MACHINE),
        ("small letter of a unit", _LOW_UNIT),
        ("capital of a unit", _HIGH_UNIT),
        ("doubled word", _TWICE),
        ("mark", _MARKS),
        ("bracket", _BRACKET),
        ("torn sentence", _TORN),
        ("bullet or label line", _LABEL),
    )
    for what, pattern in checks:
        if pattern.search(re.sub(r"“[^”]*”", "“…”", line)):
            yield what
    if line.endswith(":") and line.startswith(("-", "+")) and len(line) < 60:
        yield "label without a value"


def _end(seen: Seen) -> Iterator[str]:
    whole = "\n".join((*seen.body, *seen.annexes))
    if whole.count("./.") != 1 or not seen.body[-1].endswith("./."):
        yield f"./. stands {whole.count('./.')} times"
    first, last = seen.body[0], seen.body[-1]
    if ("đề nghị" in last) != ("đề nghị" in first):
        yield "two tones in one letter"
