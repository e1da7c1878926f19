"""The name of who issues a paper, from the capitals of its head: in the registry's spelling, a superior body apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_LEVELS = "tỉnh|thành phố|thị xã|thị trấn|huyện|quận|xã|phường|đặc khu"
_COMMITTEE = re.compile(rf"(?:ủy ban nhân dân|ubnd)\s+({_LEVELS})\s+(.+)")
_LEVEL = re.compile(rf"\b({_LEVELS})\s+(.+)$")
# Bodies that have one above them, which the line over theirs names (decree 30/2020/NĐ-CP, appendix I, II.2).
_BODIES = re.compile(
    r"(?:sở|phòng|ban|trung tâm|văn phòng|chi cục|cục|tổng cục|vụ|viện|trường|bệnh viện|thanh tra|trạm|đội"
    r"|công an|bộ chỉ huy|hội|đoàn|đảng ủy|chi bộ|công ty|bảo hiểm|kho bạc|thuế|hạt)\b"
)
_SUPERIORS = re.compile(
    r"(?:ủy ban nhân dân|ubnd|bộ|sở|tỉnh|thành|huyện|đảng|công an|tổng|cục|liên đoàn|đại học|hội)\b"
)
_MARKS = {"dự thảo", "hỏa tốc", "hoả tốc", "khẩn", "thượng khẩn", "mật", "tối mật", "tuyệt mật"}


def issuer_of(lines: Sequence[str], names: Iterable[str] = ()) -> str | None:
    """The issuer named by the ``lines`` of a head, in capitals; None where there is none.

    A body below another one takes the place from it: "UBND TỈNH AN HÒA" over "SỞ Y TẾ" is "Sở Y tế tỉnh An Hòa".
    ``names`` are spellings to be taken as they are.
    """
    known = {_plain(name): name for name in names}
    lower = [_plain(line) for line in lines if _plain(line) not in _MARKS]
    if not lower:
        return None
    for n in range(1, len(lower)):
        above, own = " ".join(lower[:n]), " ".join(lower[n:])
        if _BODIES.match(own) and _SUPERIORS.match(above) and len(above.split()) > 2 and (own in known or n < 3):
            place = _LEVEL.search(above)
            named = _spelt(own, known)
            return f"{named} {place[1]} {place[2].title()}" if place and not _LEVEL.search(own) else named
    return _spelt(" ".join(lower), known)


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("uỷ", "ủy").replace("hoà ", "hòa ").split())


def _spelt(lower: str, known: Mapping[str, str]) -> str:
    """ "ủy ban nhân dân tỉnh bắc ninh" → "UBND tỉnh Bắc Ninh", "sở y tế" → "Sở Y tế"."""
    if committee := _COMMITTEE.fullmatch(lower):
        return f"UBND {committee[1]} {committee[2].title()}"
    if lower in known:
        return known[lower]
    place = _LEVEL.search(lower)
    own, rest = (lower[: place.start()].strip(), f" {place[1]} {place[2].title()}") if place else (lower, "")
    return (known.get(own) or _by_decree(own)) + rest


def _by_decree(lower: str) -> str:
    """The capitals that decree 30 asks for: the first word, that after the kind of body, that after "và"."""
    kind = _BODIES.match(lower)
    begin = {0} | ({len(lower[: kind.end()].split())} if kind else set())
    words = lower.split()
    begin |= {n for n, word in enumerate(words) if n and words[n - 1] == "và" and kind}
    return " ".join(word.capitalize() if n in begin else word for n, word in enumerate(words))
