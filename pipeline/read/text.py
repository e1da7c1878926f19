"""Text as it is typed, brought to one form: once, when a block is made."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from pipeline.read.word.symbols import symbol

# Zero-width marks, byte-order mark, soft hyphen, direction marks, controls: none of them is displayed.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u061c\u180e\u034f\ufffe\uffff"
_UNSEEN += "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xFE00, 0xFE10))))
_UNSEEN += "".join(map(chr, (*range(0x00, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))))
# Letters that look like Vietnamese ones: Icelandic eth from Latin-1 fonts, African d, "oi" in PDF text layers.
_LOOKALIKE = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u01a3": "ư", "\u01a2": "Ư", "\u0131": "i"}
_MENDED = str.maketrans(
    {**dict.fromkeys(_UNSEEN, ""), **_LOOKALIKE, "\u2028": "\n", "\u2029": "\n", "\u2011": "-", "\u2010": "-"}
)
_SPACES = "\t\n\x0b\x0c\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Scripts that have combining marks, and all planes but the first, are looked at with more care.
_CARE = (
    *(range(0x300, 0x370), range(0x483, 0x1E00), range(0x20D0, 0x2100), range(0x302A, 0x309B)),
    *(range(0xA66F, 0xAC00), range(0xF020, 0xF100), range(0xFB1E, 0xFB1F), range(0xFE20, 0xFE30)),
)


def _other_than(codes: set[int]) -> str:
    """The regex of one character that is in ``codes`` or in no first plane: said by what it is not, which is faster."""
    ends = [-1, *sorted(codes), 0x10000]
    gaps = [(low + 1, high - 1) for low, high in pairwise(ends) if high - low > 1]
    return "[^" + "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in gaps) + "]"


_ODD = re.compile(_other_than({*_MENDED, *map(ord, _SPACES), *(code for codes in _CARE for code in codes)}))
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_COMBINING = re.compile("[\u0300-\u036f]")
# Marks piled on each other by the hundred: composing sorts them in quadratic time, and no letter has more than three.
_PILE = re.compile(r"[^\w\s!-~\u2000-\u206f]{32,}")
# Tone marks typed before the circumflex or breve: NFC keeps that order, so "e + sắc + mũ" never becomes "ế".
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")


def compose(text: str) -> str:
    """NFC, also where marks stand in an order that NFC does not mend (Word for Mac, PDF, old Unikey)."""
    composed = unicodedata.normalize("NFC", text)
    if not _COMBINING.search(composed):
        return composed
    return unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", composed)))


def mend(text: str) -> str:
    """``compose`` without unseen characters and look-alikes; spaces stay as they are."""
    if not _ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = _PILE.sub(lambda pile: "".join(c for c in pile.group() if not unicodedata.combining(c)), text)
    return compose(_PRIVATE.sub(lambda match: symbol(match.group(), None), text.translate(_MENDED)))


def clean_all(texts: list[str]) -> list[str]:
    """``clean`` for many texts; one look at all of them together saves most of the work."""
    joined = "".join(texts)
    if not _ODD.search(joined) and "  " not in joined and unicodedata.is_normalized("NFC", joined):
        return [text.strip() for text in texts]
    return [clean(text) for text in texts]


def clean(text: str) -> str:
    """``mend`` with single plain spaces; a line feed stays, a tab becomes a space."""
    if not _ODD.search(text) and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = mend(text)
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)
