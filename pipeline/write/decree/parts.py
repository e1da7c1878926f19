"""A công văn taken apart: which paragraph is the number, the place, the addressees … found by words and place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from pipeline.write.decree.finding import Parts
from pipeline.write.decree.look import Line, Look

_PLACE = re.compile(r"ngày.*tháng.*năm", re.IGNORECASE | re.DOTALL)
_ANNEX = re.compile(r"^Phụ lục(\s+[IVX0-9]+)?\s*$", re.IGNORECASE)


def bare(text: str) -> str:
    """``text`` without marks, case and double spaces, so that HÒA and HOÀ are one."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return " ".join(plain.encode("ascii", "ignore").decode().lower().split())


def _begins(line: Line, words: str) -> bool:
    """Whether a paragraph begins with ``words`` (without marks); only its first words are looked at."""
    return bare(line.text[:60]).startswith(words)


def take_apart(look: Look) -> Parts:
    """The elements of the letter; annexes begin where a paragraph says "Phụ lục" after the signature."""
    lines = list(look.lines)
    to = _index(lines, lambda line: _begins(line, "kinh gui"), len(lines))
    foot = _index(lines, lambda line: _begins(line, "noi nhan"), len(lines), to)
    head, tail = lines[:to], lines[foot:]
    annex = _index(tail, lambda line: bool(_ANNEX.match(line.text.strip())), len(tail))
    signed = tail[:annex]
    nation = _first(head, lambda line: _begins(line, "cong hoa xa hoi chu nghia"))
    motto = _first(head, lambda line: _begins(line, "doc lap"))
    number = _first(head, lambda line: bool(re.match(r"số\s*:?", line.text.strip(), re.IGNORECASE)))
    sender = [line for line in _before(head, number) if _is_sender(line, nation, motto)]
    bold = [line for line in sender if line.share("bold") > 0.5]
    addressees = _addressees(lines[to + 1 : foot]) if to < len(lines) else ()
    recipients = signed[0] if signed else None
    position, name = _signature(signed)
    return Parts(
        nation=nation,
        motto=motto,
        motto_rule=_rule_at(head, motto),
        superior=tuple(line for line in sender if line not in bold),
        issuer=tuple(bold),
        issuer_rule=_rule_at(head, bold[-1] if bold else None),
        number=number,
        place=_first(head, lambda line: bool(_PLACE.search(line.text)) and not line.text.strip().startswith("V/v")),
        subject=_subject(head),
        addressee=lines[to] if to < len(lines) else None,
        addressees=addressees,
        body=tuple(lines[to + 1 + len(addressees) : foot]),
        recipients_head=recipients,
        recipients=tuple(_listed(signed)),
        position=position,
        name=name,
        annexes=_annexes(tail[annex:]),
        annex_starts=tuple(section.start for section in look.sections[1:]),
    )


def is_paragraph_of_body(line: Line) -> bool:
    """A paragraph with words that stands in no table."""
    return bool(line.text.strip()) and line.cell is None


def _index(lines: Sequence[Line], fits: Callable[[Line], bool], default: int, start: int = 0) -> int:
    return next((place for place in range(start, len(lines)) if fits(lines[place])), default)


def _first(lines: Sequence[Line], fits: Callable[[Line], bool]) -> Line | None:
    place = _index(lines, fits, -1)
    return lines[place] if place >= 0 else None


def _before(head: Sequence[Line], number: Line | None) -> list[Line]:
    return list(head[: head.index(number)] if number is not None else head)


def _is_sender(line: Line, nation: Line | None, motto: Line | None) -> bool:
    words = line.text.strip().strip("_")
    apart = nation is None or nation.cell is None or line.cell is None or line.cell != nation.cell
    return bool(words) and apart and line is not nation and line is not motto and not _PLACE.search(words)


def _rule_at(head: Sequence[Line], line: Line | None) -> float:
    """Length of the line drawn at ``line`` or below it in its cell (0: none)."""
    if line is None:
        return 0.0
    place = head.index(line)
    below = [one for one in head[place : place + 3] if one.cell == line.cell]
    return next((one.rule for one in below if one.rule), 0.0)


def _subject(head: Sequence[Line]) -> tuple[Line, ...]:
    start = _index(head, lambda line: bool(re.match(r"\s*(v/v|về việc)", line.text, re.IGNORECASE)), len(head))
    return tuple(line for line in head[start:] if line.text.strip() and line.cell == head[start].cell)


def _addressees(after: Sequence[Line]) -> tuple[Line, ...]:
    """The lines below "Kính gửi" that begin with a dash (blank lines between them included)."""
    count = 0
    for place, line in enumerate(after, 1):
        if line.text.strip().startswith(("-", "–")) and not line.text.strip().endswith("./."):
            count = place
        elif line.text.strip():
            break
    return tuple(after[:count])


def _listed(signed: Sequence[Line]) -> list[Line]:
    if not signed:
        return []
    cell = signed[0].cell
    return [line for line in signed[1:] if line.text.strip() and (line.cell == cell or cell is None)]


def _signature(signed: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """The lines of the cell beside "Nơi nhận": the last is the name, those before it authority and position."""
    if not signed or signed[0].cell is None:
        return (), None
    table, row, column = signed[0].cell
    beside = [
        line for line in signed if line.text.strip() and line.cell and line.cell[0] == table and line.cell[2] > column
    ]
    return tuple(beside[:-1]), beside[-1] if beside else None


def _annexes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    starts = [place for place, line in enumerate(lines) if _ANNEX.match(line.text.strip())]
    ends = [*starts[1:], len(lines)]
    return tuple(tuple(lines[start:end]) for start, end in zip(starts, ends, strict=False))
