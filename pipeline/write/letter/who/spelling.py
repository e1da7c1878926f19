"""Names of authorities as the decree writes them: the registry's spelling, capitals of kind and field, levels small.

A head is in capitals, and what reads it can but guess at small letters ("Sở Gdđt Tỉnh Hòa An"). Capitals: Phụ lục II.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.find.registry.shipped import shipped_registry

_LONGEST = 14  # words of a name in the registry
_SMALL = frozenset(["và", "của", "các", "cho", "về", "tại", "theo", "trong", "thuộc", "với", "những"])
_LEVELS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường", "khu vực")
# Written out in the text, small even before a name (Phụ lục II: "Thành phố Hồ Chí Minh" is the exception).
_CITY_OF_HONOUR = ("hồ", "chí", "minh")
_VOWEL = re.compile(r"[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_SHORT = frozenset(("ubnd", "hđnd", "ubmttq", "mttq", "bql", "tthc", "kcn", "kkt"))
_COMMON = (
    "UBND|HĐND|Chủ tịch UBND|Chủ tịch Ủy ban nhân dân|Ủy ban nhân dân|Hội đồng nhân dân|Thủ tướng|Thủ tướng Chính phủ"
    "|Chính phủ|Văn phòng|Trung học phổ thông"
)
_EDGE = ",;.:()"
# "hoà" and "hòa", "uỷ" and "ủy": each old place of the tone mark with the new one.
_OLD, _NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ", "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONES = tuple(zip(_OLD.split(), _NEW.split(), strict=True))


def spelled(name: str) -> str:
    """``name`` with the registry's words in its spelling, levels and small words in small letters, and abbreviations
    in capitals; other words keep the capitals that they have."""
    words = name.split()
    shouted = name == name.upper()
    found: list[str] = []
    at = 0
    while at < len(words):
        count, shown = _known(words, at) or (1, _word(words, at, shouted))
        found.append(shown)
        at += count
    text = " ".join(found)
    return text[:1].upper() + text[1:]


def _known(words: list[str], at: int) -> tuple[int, str] | None:
    """The longest run of words from ``at`` on that the registry knows, and how it writes them."""
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        run = " ".join(words[at : at + count])
        end = run[len(run.rstrip(_EDGE)) :]
        shown = _names().get(fold(run.rstrip(_EDGE)))
        if shown and (count > 1 or at == 0):
            return count, shown + end
    for level in _LEVELS:
        parts = level.split()
        if at and [word.lower() for word in words[at : at + len(parts)]] == parts and len(words) > at + len(parts):
            honoured = tuple(word.lower() for word in words[at + len(parts) : at + len(parts) + 3]) == _CITY_OF_HONOUR
            return len(parts), level.capitalize() if honoured else level
    return None


def begins_with_name(text: str) -> bool:
    """Whether a name, or the kind word of one, begins ``text``."""
    return _known(text.split()[:_LONGEST], 0) is not None


def _word(words: list[str], at: int, shouted: bool) -> str:
    """A word that no registry knows: a name's capital stays, an abbreviation's letters all are capitals."""
    word = words[at]
    small = word.lower()
    if small in _SMALL and at:
        return small
    if small.strip(_EDGE) in _SHORT or (small.isalpha() and len(small) > 1 and not _VOWEL.search(small)):
        return word.upper()
    return small.capitalize() if shouted else word


def fold(text: str) -> str:
    """A name without case, and with one place for the tone mark of "òa", "ủy", so that two spellings meet."""
    small = text.lower()
    for old, new in _TONES:
        small = small.replace(old, new)
    return small


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Every name of the registry, and the kind words that begin names, by their folded words."""
    registry = shipped_registry()
    heads = (head for kind in registry.kinds.values() for head in kind.heads)
    entries = [entry.agency for entry in registry.entries.values()]
    short = {fold(alias): agency.name for agency in entries for alias in agency.aliases if alias[:1].isupper()}
    return short | {fold(name): name for name in (*_COMMON.split("|"), *heads, *(one.name for one in entries))}
