"""Fields whose words Word makes when it shows them: form fields, MACROBUTTON, AUTONUM, LISTNUM, QUOTE, SYMBOL, EQ.

A field that carries its last result is read from that; this is for those that carry none (ECMA-376 part 1, §17.16).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from lxml.etree import _Element

from pipeline.read.limits import NUMBER
from pipeline.read.word import ooxml as x
from pipeline.read.word.counting import spell
from pipeline.read.word.scripts import lowered, raised
from pipeline.read.word.symbols import symbol

# Fields that show nothing, or nothing but what Word draws.
_SILENT = {
    *("XE", "TC", "TA", "RD", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRINT", "PRIVATE", "ADVANCE", "DATA", "SHAPE"),
    *("INCLUDEPICTURE", "EMBED", "LINK", "CONTROL", "HTMLCONTROL", "GOTOBUTTON", "BARCODE", "FORMTEXT", ""),
}
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_SHOWN_TEXT = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s?(.*)", re.IGNORECASE | re.DOTALL)
_LISTS = {
    "numberdefault": ("%d)", "%a)", "%i)", "(%d)", "(%a)", "(%i)", "%d.", "%a.", "%i."),
    "outlinedefault": ("%I.", "%A.", "%d.", "%a)", "(%d)", "(%a)", "(%i)", "(%a)", "(%i)"),
    "legaldefault": tuple(".".join(f"%{level}" for level in range(1, depth + 1)) + "." for depth in range(1, 10)),
}
_FORMS = {"d": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SWITCHES = {"ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter"}
_EQUATION = re.compile(r"\\(f|s\\up|s\\do|s|r)\s*\d*\s*\(([^()\\]*)\)", re.IGNORECASE)


class Field:
    """An open field: in its code (``named``: it says what it is) or in its result (``shown``: has words)."""

    __slots__ = ("code", "data", "in_code", "named", "shown", "split")

    def __init__(self, begin: _Element) -> None:
        self.in_code, self.named, self.shown, self.split = True, False, False, False
        self.code: list[str] = []
        self.data = begin.find(x.w("ffData"))


class Counters:
    """The numbers that AUTONUM and LISTNUM fields have reached, and how many of them were made."""

    def __init__(self) -> None:
        self.made = 0
        self._auto: dict[str, int] = defaultdict(int)
        self._lists: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        self._depth: dict[str, int] = defaultdict(int)

    def auto(self, kind: str, words: list[str]) -> str:
        """The next number of an AUTONUM, AUTONUMLGL or AUTONUMOUT field (numbers of text, no headings)."""
        self.made += 1
        self._auto[kind] += 1
        form = next((_SWITCHES[word] for word in words if word in _SWITCHES), "decimal")
        mark = words[words.index("\\s") + 1][:1] if "\\s" in words[:-1] else "."
        form = "upperRoman" if kind == "AUTONUMOUT" and form == "decimal" else form
        return spell(self._auto[kind], form) + ("" if "\\e" in words else mark)

    def listed(self, words: list[str]) -> str:
        """The next number of a LISTNUM field: its list, level (``\\l``) and start (``\\s``)."""
        self.made += 1
        name = words[1].lower() if len(words) > 1 and not words[1].startswith("\\") else "numberdefault"
        said = {word: x.number(words[n + 1], 1) for n, word in enumerate(words[:-1]) if word in ("\\l", "\\s")}
        level = min(max(said.get("\\l", self._depth[name] or 1), 1), 9)
        self._depth[name] = level
        counts = self._lists[name]
        counts[level - 1] = said["\\s"] if "\\s" in said else counts[level - 1] + 1
        counts[level:] = [0] * (9 - level)
        pattern = _LISTS.get(name, _LISTS["numberdefault"])[level - 1]
        return re.sub("%(.)", lambda match: _place(match[1], counts, level), pattern)[:NUMBER]


def _place(sign: str, counts: list[int], level: int) -> str:
    return str(max(counts[int(sign) - 1], 1)) if sign.isdigit() else spell(counts[level - 1], _FORMS[sign])


def takes_words(code: str) -> bool:
    """Whether words of the text that stand in the field's code are what it shows."""
    return kind_of(code) in ("MACROBUTTON", "GOTOBUTTON", "QUOTE")


def kind_of(code: str) -> str:
    """The first word of a field's code in capitals ("FORMTEXT"); "" where it has none."""
    return next(iter(code.split()), "").upper()


def shown_by(code: str, data: _Element | None, counters: Counters) -> str | None:
    """What Word shows for a field without a result; None where the words are not in the file."""
    kind = kind_of(code)
    if kind in _MADE:
        return _MADE[kind](code, data)
    words = [first or second for first, second in _WORD.findall(code)]
    if kind in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
        return counters.auto(kind, words)
    if kind == "LISTNUM":
        return counters.listed(words)
    return "" if kind in _SILENT else None


def _check_box(code: str, data: _Element | None) -> str | None:
    box = None if data is None else data.find(x.w("checkBox"))
    if box is None:
        return "☐"
    now = x.switch(box, "checked")
    return "☒" if (x.switch(box, "default") if now is None else now) else "☐"


def _drop_down(code: str, data: _Element | None) -> str | None:
    chosen = None if data is None else data.find(x.w("ddList"))
    if chosen is None:
        return None
    entries = [entry.get(x.VAL, "") for entry in chosen.iterchildren(x.w("listEntry"))]
    said = x.value(chosen, "result") or x.value(chosen, "default")
    at = x.number(said, 0)
    return entries[at] if 0 <= at < len(entries) else None


def _text(code: str, data: _Element | None) -> str | None:
    field = None if data is None else data.find(x.w("textInput"))
    return "" if field is None else x.value(field, "default") or ""


def _button(code: str, data: _Element | None) -> str | None:
    match = _SHOWN_TEXT.match(code)
    return match[1].strip().removeprefix('"').removesuffix('"') if match else None


def _quote(code: str, data: _Element | None) -> str | None:
    return " ".join(first or second for first, second in _WORD.findall(code)[1:] if not second.startswith("\\"))


def _symbol(code: str, data: _Element | None) -> str | None:
    words = [first or second for first, second in _WORD.findall(code)]
    font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else None
    number = words[1] if len(words) > 1 else ""
    if len(number) == 1 and not number.isdigit():
        return symbol(number, font)
    try:
        return symbol(chr(int(number, 0)), font)
    except (ValueError, OverflowError):
        return None


def _equation(code: str, data: _Element | None) -> str | None:
    text, before = code.strip()[2:].strip(), ""
    while before != text:
        before, text = text, _EQUATION.sub(_one_equation, text)
    return None if "\\" in text else text.strip()


def _one_equation(match: re.Match[str]) -> str:
    form, parts = match[1].lower(), re.split("[,;]", match[2])
    if form == "f" and len(parts) == 2:
        return "/".join(part.strip() for part in parts)
    if form == "r":
        return "√" + parts[-1].strip()
    return lowered(match[2]) if form == "s\\do" else raised(match[2])


_MADE: dict[str, Callable[[str, _Element | None], str | None]] = {
    "FORMCHECKBOX": _check_box,
    "FORMDROPDOWN": _drop_down,
    "FORMTEXT": _text,
    **dict.fromkeys(("MACROBUTTON", "GOTOBUTTON"), _button),
    "QUOTE": _quote,
    "SYMBOL": _symbol,
    "EQ": _equation,
}
