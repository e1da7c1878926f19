"""What the self-check says of a point, and the article that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.write.decree.look import Line

Status = Literal["ok", "fault", "blank"]

# Where each point stands in Phụ lục I of Nghị định 30/2020/NĐ-CP (Phần I), except the last three.
ARTICLE = {
    "page": "khoản 1, 2, 3 Mục I Phần I Phụ lục I",
    "font": "khoản 4 Mục I Phần I Phụ lục I",
    "page_number": "khoản 7 Mục I Phần I Phụ lục I",
    "nation": "khoản 1 Mục II Phần I Phụ lục I",
    "issuer": "khoản 2 Mục II Phần I Phụ lục I",
    "number": "khoản 3 Mục II Phần I Phụ lục I",
    "place": "khoản 4 Mục II Phần I Phụ lục I",
    "subject": "khoản 5 Mục II Phần I Phụ lục I",
    "body": "khoản 6 Mục II Phần I Phụ lục I",
    "signature": "khoản 7 Mục II Phần I Phụ lục I",
    "recipients": "khoản 9 Mục II Phần I Phụ lục I",
    "annex": "khoản 1 Mục III Phần I Phụ lục I",
    "end": "Mẫu 1.5 Phụ lục III",
    "layout": "Mục IV Phần I Phụ lục I",
    "blank": "Điều 15",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One point: its code ("page.left"), its name in Vietnamese, the article, what is expected, what was found."""

    code: str
    point: str
    article: str
    expected: str
    found: str
    status: Status


@dataclass(frozen=True, slots=True)
class Parts:
    """The elements of a công văn, found by their words; None or empty where they are missing."""

    nation: Line | None
    motto: Line | None
    motto_rule: float
    superior: tuple[Line, ...]
    issuer: tuple[Line, ...]
    issuer_rule: float
    number: Line | None
    place: Line | None
    subject: tuple[Line, ...]
    addressee: Line | None
    addressees: tuple[Line, ...]
    body: tuple[Line, ...]
    recipients_head: Line | None
    recipients: tuple[Line, ...]
    position: tuple[Line, ...]
    name: Line | None
    annexes: tuple[tuple[Line, ...], ...]
    annex_starts: tuple[int, ...]


def judge(code: str, point: str, article: str, fits: bool, expected: str, found: str) -> Finding:
    """A finding that is "ok" where ``fits``."""
    return Finding(code, point, article, expected, found, "ok" if fits else "fault")


def look_of(
    code: str, name: str, article: str, line: Line, size: tuple[float, ...], bold: bool, italic: bool
) -> Iterator[Finding]:
    """Size and style of one element."""
    least, most = size
    span = f"{least:g}" if least == most else f"{least:g} - {most:g}"
    yield judge(f"{code}.size", f"Cỡ chữ {name}", article, least <= line.size <= most, span, f"{line.size:g}")
    wanted = _style(bold, italic)
    found = _style(line.share("bold") > 0.5, line.share("italic") > 0.5)
    yield judge(f"{code}.style", f"Kiểu chữ {name}", article, wanted == found, wanted, found)


def missing(code: str, name: str, article: str, expected: str) -> Finding:
    """An element that is not there."""
    return judge(code, name, article, False, expected, "không có")


def _style(bold: bool, italic: bool) -> str:
    return ("nghiêng" if italic else "đứng") + (", đậm" if bold else "")


def align_words(line: Line) -> str:
    """How a paragraph is aligned, in Vietnamese."""
    names = {"left": "canh trái", "start": "canh trái", "right": "canh phải", "end": "canh phải", "center": "canh giữa"}
    return names.get(line.align, "đều hai lề")


def finding_line(finding: Finding) -> str:
    """One line for the terminal: what was found, what is expected, and the article."""
    words = {"ok": "đạt", "fault": "LỖI", "blank": "để trống"}[finding.status]
    return f"[{words}] {finding.point}: {finding.found} (yêu cầu: {finding.expected}; {finding.article})"
