"""A count in one of Word's number formats (ECMA-376 part 1, §17.18.59, ST_NumberFormat), words in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_ORDINALS = {1: "nhất", 4: "tư"}
_CHICAGO = "*†‡§"


def spell(count: int, form: str, items: tuple[str, ...] = ()) -> str:
    """``count`` in the format ``form``; formats that no Vietnamese office uses come as digits."""
    if form in ("none", "bullet"):
        return ""
    if form == "custom":
        return _custom(count, items)
    made = _FORMS.get(form)
    return str(count) if made is None else made(count)


def _custom(count: int, items: tuple[str, ...]) -> str:
    """Items of a written list ("a, b, c, d, đ"), or digits with zeros before them ("001, 002, 003, ...")."""
    if items and items[0].isdigit():
        return str(count).zfill(len(items[0]))
    return items[count - 1] if 0 < count <= len(items) else str(count)


def roman(count: int) -> str:
    """i, ii, iii … (1 to 32,767, digits outside)."""
    if not 0 < count < 32768:
        return str(count)
    letters = ""
    for size, sign in (*_ROMAN, *_ROMAN_ONES):
        letters += sign * (count // size)
        count %= size
    return letters


def _letters(count: int) -> str:
    """a … z, then aa, bb …: Word repeats the letter (it knows no "đ"; that one only comes typed or as custom)."""
    if not 0 < count <= 26 * 30:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def in_words(count: int) -> str:
    """một, hai … mười, mười một … chín mươi chín, digits from there."""
    if not 0 <= count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _WORDS[ones]
    before = "mười" if tens == 1 else f"{_WORDS[tens]} mươi"
    if ones == 0:
        return before
    word = "lăm" if ones == 5 else _WORDS[ones] if tens == 1 else _AFTER_TENS.get(ones, _WORDS[ones])
    return f"{before} {word}"


def _ordinal(count: int) -> str:
    return f"thứ {_ORDINALS.get(count) or in_words(count)}"


def _chicago(count: int) -> str:
    return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1) if 0 < count <= 80 else str(count)


def _circled(count: int) -> str:
    return chr(0x245F + count) if 0 < count <= 20 else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda count: f"{count:02d}",
    "vietnameseCounting": in_words,
    "cardinalText": lambda count: in_words(count).capitalize(),
    "ordinal": _ordinal,
    "ordinalText": lambda count: _ordinal(count).capitalize(),
    "chicago": _chicago,
    "hex": lambda count: f"{count:X}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
}
