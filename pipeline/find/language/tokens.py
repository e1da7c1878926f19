"""Text cut into tokens, and folded so that spellings of one word meet.

Everything keeps its place: ``fold`` returns a copy of equal length, so an offset in the copy is an offset of the true
text. A token is a syllable, a run of digits, one mark of punctuation, or a *piece*: a stretch that rules name as one
thing (``$date``, ``$quarter``, ``$sign`` …), whatever blanks and marks stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# The tone goes to the second vowel (hòa → hoà, ủy → uỷ); "quý" already stands so.
_TONE = {old + v: o + new for o, olds in (("o", "òóỏõọ"), ("u", "ùúủũụ")) for v, news in (
    (("a", "àáảãạ"), ("e", "èéẻẽẹ")) if o == "o" else (("y", "ỳýỷỹỵ"),)
) for old, new in zip(olds, news, strict=True)}  # fmt: skip
_TONES = re.compile("|".join(_TONE))
_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_CONSONANT_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yỳýỷỹỵ](?!\w)")
# Ð and ð are the Icelandic letter that old fonts show for Đ; dashes and blanks of every length are one.
_ALIKE = str.maketrans("Ðð‐‑‒–—−\u00a0“”„’‘", 'Đđ------ """\'\'')


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A copy of equal length without case, and with one spelling for each syllable (hòa = hoà, sỹ = sĩ, Ð = Đ)."""
    alike = text.translate(_ALIKE)
    low = alike.lower()
    if len(low) != len(alike):  # "İ" is the one letter whose small form is longer
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in alike)
    low = _TONES.sub(lambda m: _TONE[m.group()], low).replace("quí", "quý")
    return _CONSONANT_Y.sub(lambda m: m.group().translate(_Y), low)


_D, _M, _Y4 = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[89]|20)\d\d"
_AND = r"(?:[^\S\n]*[-,][^\S\n]*|[^\S\n]*,?\s+(?:và|đến|tới|hoặc)\s+)"  # a dash opening a line is a bullet
_DATE = (
    rf"(?:{_D}\s?/\s?{_M}(?:\s?/\s?{_Y4}|/\d\d|\s?-\s?{_Y4}|\s+năm\s+{_Y4})|{_D}-{_M}-{_Y4}|{_D}\.{_M}\.{_Y4}"
    rf"|{_D}\s+tháng\s+{_M}(?:\s*,?\s+năm\s+{_Y4}|/{_Y4}|-{_Y4})?|{_D}/{_M})(?![/\d])"
)
_DAYS = rf"(?:{_DATE}|{_D}(?!\w|[./]\d|\s*%))"
_ROMAN = r"(?:iv|i{1,3}|[1-4])"
_OF_YEAR = rf"(?:\s*[/.-]\s*{_Y4}|,?\s+(?:của\s+)?năm\s+{_Y4}|\s+{_Y4})"
_MONTHS = rf"{_M}(?!\d|\.\d){_OF_YEAR}?"
_NTH = r"(?:[1-5]|đầu|cuối|nhất|hai|ba|tư)"
_TO = r"(?:{0}(?:hết\s+)?(?:{1}\s+)?)"

# In order of preference; each on folded text. A piece begins and ends at the edge of a word.
PIECES: dict[str, str] = {
    # the sign of a document: 2839/KH-BQP, 29-NQ/TW, 1899/QĐ-TTg, 197/2025/QH15
    "sign": rf"\d+[a-z]?(?:/{_Y4})?/[a-zđ][\w&]*(?:[-/][a-zđ&][\w&]*)*|\d+[a-z]?-[a-zđ]{{2,}}/[a-zđ]+(?:-[a-zđ]+)*",
    "week": rf"tuần\s+(?:thứ\s+)?{_NTH}(?:\s+(?:tiên|cùng))?(?:\s+của)?\s+tháng\s+{_MONTHS}(?!/)",
    "dates": rf"(?:{_DAYS}{_TO.format(_AND, 'ngày')})+{_DATE}",
    "date": _DATE,
    "month": rf"tháng\s+{_MONTHS}(?:{_TO.format(_AND, 'tháng')}{_MONTHS})*(?![/\w]|\s*%|\s+lần)",
    "month_year": rf"{_M}\s?[/-]\s?{_Y4}(?:\s*-\s*{_M}\s?[/-]\s?{_Y4})?",
    "quarter": rf"quý\s+{_ROMAN}(?!\w){_OF_YEAR}?(?:{_TO.format(_AND, 'quý')}{_ROMAN}(?!\w){_OF_YEAR}?)*",
    "half": rf"(?:(?:0?6|sáu)\s+tháng|nửa)\s+(?:đầu|cuối)(?:\s+(?:của\s+)?năm(?:\s+{_Y4})?)?",
    "years": rf"(?:năm\s+)?{_Y4}(?:{_TO.format(_AND.replace(',]', ',;]'), 'năm')}{_Y4})+",
    "year": rf"năm\s+{_Y4}",
    "clock": r"[01]?\d\s?(?:giờ|h|g)(?:\s?[0-5]\d)?(?:\s?(?:phút|'))?|[01]?\d:[0-5]\d",
    "number": r"\d+(?:[.,]\d+)*",
}
# A syllable that a converter broke behind its first consonants ("Bộ Y t ế", "chủ tr ì"): the vowels listed begin no
# word of the language, so what stands before them belongs to them.
_NEVER_FIRST = "ạãằẳẵặẫậẻẽẹềểễệỉịĩỏọõỗộồờỡợũửữựếìố"
BROKEN = (
    r"(?<!\w)(?:ch|gh|kh|ngh?|nh|ph|th|tr|[bcdđghklmnprstvx]) "
    rf"[{_NEVER_FIRST}][^\W\d_]*(?: [iouy](?!\w))?"
)
_FRAGMENT = re.compile(f" [{_NEVER_FIRST}]")
_PIECE = "|".join(rf"(?P<{name}>(?<!\w)(?:{shape})(?!\w))" for name, shape in PIECES.items())
_TOKEN = re.compile(_PIECE + r"|(?P<word>[^\W_]+)|(?P<mark>\S)")
_TOKEN_OR_BROKEN = re.compile(_PIECE + rf"|(?P<word>{BROKEN}|[^\W_]+)|(?P<mark>\S)")


def is_broken(folded: str) -> bool:
    """Whether a syllable of the text may be broken; nearly never, and asked before the dearer pattern is used."""
    return _FRAGMENT.search(folded) is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text cut up: token ``i`` is ``text[starts[i]:ends[i]]``; ``names[i]`` is its piece, "word" or "mark"."""

    text: str
    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[str, ...]

    def words(self) -> list[str]:
        """The tokens as patterns see them: words and marks as they stand, a piece as "$" and its name."""
        return [
            self.text[start:end].replace(" ", "") if name in ("word", "mark") else f"${name}"
            for start, end, name in zip(self.starts, self.ends, self.names, strict=True)
        ]


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into tokens; blanks belong to none."""
    folded = fold(text)
    shape = _TOKEN_OR_BROKEN if is_broken(folded) else _TOKEN
    found = [(m.start(), m.end(), m.lastgroup or "mark") for m in shape.finditer(folded)]
    starts, ends, names = zip(*found, strict=True) if found else ((), (), ())
    return Tokens(text, folded, starts, ends, names)


_OPENS_LINE = re.compile(r"[\s\"'(\[*•+-]*(?:(?:\d+(?:\.\d+)*|[a-zđ]|[ivx]+)[.)]\s*)?[\"'(\[]*\Z")
_ENDS_SENTENCE = re.compile(r"(?P<left>\S*)[.!?…][\"')\]]*\s+[\"'(\[]*\Z")
_ABBREVIATIONS = frozenset(("tp", "tx", "ts", "ths", "pgs", "gs", "kt", "tm", "tl", "q", "p", "st"))


def begins_sentence(tokens: Tokens, index: int) -> bool:
    """Whether only quotes, brackets, bullets and a number stand before token ``index`` in its sentence or line."""
    before = tokens.folded[: tokens.starts[index]]
    if _OPENS_LINE.fullmatch(before, before.rfind("\n") + 1):
        return True
    found = _ENDS_SENTENCE.search(before, max(0, len(before) - 40))
    return found is not None and found["left"] not in _ABBREVIATIONS
