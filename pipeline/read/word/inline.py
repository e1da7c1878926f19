"""What each element inside a paragraph does to it. A handler that returns True skips all that its element holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from lxml.etree import _Element

from pipeline.read.legacy import is_legacy
from pipeline.read.limits import FIELDS
from pipeline.read.word import ooxml as x
from pipeline.read.word.fields import Counters, Field, kind_of, shown_by
from pipeline.read.word.maths import linear
from pipeline.read.word.paragraph import Alternatives, Open, parent_tag, words
from pipeline.read.word.styles import Style
from pipeline.read.word.symbols import UNKNOWN, is_symbol_font, symbol

_SIGNS = {x.TAB: "\t", x.PTAB: "\t", x.BR: "\n", x.CR: "\n", x.NO_BREAK_HYPHEN: "-"}
_PAGE = "\x0c"
_BROKEN = re.compile(rf"(\S*?)({_PAGE}|\n)(?=(\w*))")
_ONSETS = {
    *("b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu"),
    *("r", "s", "t", "th", "tr", "v", "x"),
}
_CODAS = {"c", "ch", "m", "n", "ng", "nh", "p", "t"}
_VOWELS = set("aăâeêioôơuưy")


class Asked(Protocol):
    """What a handler asks of the one that walks over the story (``story.Walker``)."""

    assumed: str | None
    inserted: list[str]
    unread: dict[_Element, str]
    unknown: int
    counters: Counters
    alternatives: Alternatives

    def add(self, paragraph: Open, text: str, own_font: str | None = None) -> None:
        """Text of a run, or of a sign with a font of its own."""

    def drop(self, reason: str, text: str) -> None:
        """Put ``text`` down as left out for ``reason``."""

    def swap(self, typed: str, shown: str) -> None:
        """Put down that ``shown`` stands in a line for what was ``typed``."""

    def style(self, paragraph: Open) -> Style:
        """What the open paragraph's own properties and its style say."""

    def format(self, run: _Element, base: Style) -> Style:
        """What a run says of its text, over ``base``."""


Handler = Callable[[Asked, Open, _Element], bool]


def mend_breaks(text: str) -> str:
    """Breaks inside a word go, others become line feeds.

    A page or column break between two small letters stands inside a word; a line break only where one side of it can
    be no syllable ("phối h", "ợp"), because many writers type no space before one.
    """
    return _BROKEN.sub(lambda match: match[1] + ("" if _inside_word(*match.groups()) else "\n"), text)


def _inside_word(before: str, sign: str, after: str) -> bool:
    word = re.split(r"[\W\d_]", before)[-1]
    if not word or not after or not word[-1].islower() or not after[0].islower():
        return False
    if sign == _PAGE:
        return True
    whole = word == before  # a letter after a figure is a unit: "50 m", "3kg"
    return (whole and word.lower() in _ONSETS and _plain(after[0]) in _VOWELS) or after in _CODAS


def _plain(letter: str) -> str:
    from unicodedata import normalize

    kept = [sign for sign in normalize("NFD", letter) if sign not in "\u0300\u0301\u0303\u0309\u0323"]
    return normalize("NFC", "".join(kept))


def plain_words(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """The text of a run."""
    walker.add(paragraph, element.text or "")
    return False


def _run(walker: Asked, paragraph: Open, element: _Element) -> bool:
    paragraph.run = walker.format(element, walker.style(paragraph))
    return False


def _heed_property(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """Note a property of the paragraph; those of its old self (w:pPrChange) are skipped with it."""
    if paragraph.key is None:
        paragraph.key = {}
    paragraph.key[element.tag] = element.get(x.VAL, "")
    return False


def _frame(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """A drop cap is a paragraph of its own that belongs to the next one."""
    if element.get(x.w("dropCap"), "none") != "none" and parent_tag(element) == x.PPR:
        paragraph.deleted = True
    return False


def _soft_hyphen(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """Not displayed, except in TCVN3, where this code is the letter "ư" (byte AD)."""
    if is_legacy(paragraph.run.font) or walker.assumed:
        walker.add(paragraph, "\u00ad")
    return False


def _field(walker: Asked, paragraph: Open, element: _Element) -> bool:
    kind = element.get(x.w("fldCharType"))
    if kind == "begin":
        paragraph.fields.append(Field(element))
        del paragraph.fields[:-FIELDS]  # Word stops long before; what is open for ever is not asked at each run
    elif paragraph.fields and kind == "separate":
        paragraph.fields[-1].in_code, paragraph.fields[-1].split = False, True
    elif paragraph.fields and kind == "end":
        field = paragraph.fields.pop()
        if not field.shown and not any(outer.in_code for outer in paragraph.fields):
            _show_field(walker, paragraph, field, element)
    return kind == "begin"


def _show_field(walker: Asked, paragraph: Open, field: Field, end: _Element) -> None:
    code = "".join(field.code)
    shown = shown_by(code, field.data, walker.counters)
    if shown:
        walker.inserted.append(shown)
        walker.add(paragraph, shown)
    elif shown is None and field.named and not field.split:
        walker.unread[end] = kind_of(code)
        paragraph.attached.append(end)


def _field_code(walker: Asked, paragraph: Open, element: _Element) -> bool:
    field = next((field for field in reversed(paragraph.fields) if field.in_code), None)
    if field is not None and len(field.code) < FIELDS:
        field.code.append(element.text or "")
        field.named = True
    return False


def _simple_field(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """A field in one element: its words are read as any others; where it has none, its code may say them."""
    if not words(element).strip() and next(element.iterdescendants(x.FIELD_CHAR, x.SYM), None) is None:
        field = Field(element)
        field.code.append(element.get(x.w("instr"), ""))
        field.named = True
        _show_field(walker, paragraph, field, element)
    return False


def _symbol(walker: Asked, paragraph: Open, element: _Element) -> bool:
    font, code = element.get(x.w("font"), ""), element.get(x.w("char"), "")
    known = re.fullmatch("[0-9A-Fa-f]{1,4}", code) is not None
    sign = chr(int(code, 16) & (0xFF if is_legacy(font) else 0xFFFF)) if known else UNKNOWN
    shown = sign if is_legacy(font) else symbol(sign, font)
    walker.unknown += shown == UNKNOWN and is_symbol_font(font)
    walker.inserted.append(shown)
    walker.add(paragraph, shown, font if is_legacy(font) else "")
    return False


def _sign(walker: Asked, paragraph: Open, element: _Element) -> bool:
    if element.tag != x.TAB or parent_tag(element) != x.w("tabs"):
        sign = _SIGNS[element.tag]
        if sign == "-":
            walker.inserted.append(sign)
        if sign == "\n":
            paragraph.page_broken = True
            sign = _PAGE if element.get(x.w("type")) in ("page", "column") else sign
        paragraph.signs += 1
        walker.add(paragraph, sign)
    return False


def _mathematics(walker: Asked, paragraph: Open, element: _Element) -> bool:
    shown, typed = linear(element), words(element)
    before = paragraph.parts[-1][-1:] if paragraph.parts else ""
    if before.isalnum() and shown[:1].isalnum() and shown != typed:  # "1" and a half must not become "11/2"
        shown = " " + shown
    walker.swap(typed, shown)
    walker.add(paragraph, shown)
    return True


def _ruby(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """Words with small ones above them: the small ones follow in brackets."""
    below, above = element.find(x.w("rubyBase")), element.find(x.w("rt"))
    small = "" if above is None else words(above)
    if small.strip():
        walker.inserted.append("()")
        small = f" ({small.strip()})"
    walker.add(paragraph, ("" if below is None else words(below)) + small)
    return True


def _deleted(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """A deletion, or the mark that says that the paragraph's end is deleted."""
    if parent_tag(element) == x.RPR:
        paragraph.deleted = True
    walker.drop("deleted", words(element))
    return True


def _leave_out(walker: Asked, paragraph: Open, element: _Element) -> bool:
    return True


def _branch(walker: Asked, paragraph: Open, element: _Element) -> bool:
    """Of an alternative (mc:AlternateContent) one branch is read: the first that has words."""
    if walker.alternatives.chosen(element) is element:
        return False
    if text := words(element):
        walker.drop("repeated" if walker.alternatives.repeats(element, text) else "alternative", text)
    return True


def _attach(walker: Asked, paragraph: Open, element: _Element) -> bool:
    hidden = element.tag != x.TEXTBOX and paragraph.run.hidden
    if not hidden and (element.tag != x.TEXT_PATH or element.get("string")):
        paragraph.attached.append(element)
    return element.tag == x.TEXTBOX


INLINE: dict[str, Handler] = {
    **dict.fromkeys(_SIGNS, _sign),
    **dict.fromkeys((x.DEL, x.MOVE_FROM), _deleted),
    **dict.fromkeys((x.CHOICE, x.FALLBACK), _branch),
    **dict.fromkeys((x.FOOTNOTE_REF, x.ENDNOTE_REF, x.TEXTBOX), _attach),
    **dict.fromkeys((x.DIAGRAM, x.CHART, x.OLE, x.TEXT_PATH), _attach),
    x.SYM: _symbol,
    x.w("softHyphen"): _soft_hyphen,
    x.FIELD_CHAR: _field,
    x.FIELD_CODE: _field_code,
    x.FIELD_SIMPLE: _simple_field,
    x.MATH: _mathematics,
    x.RUBY: _ruby,
    x.FRAME: _frame,
    **dict.fromkeys((x.PARAGRAPH_STYLE, x.ALIGNMENT, x.LIST_ID, x.LIST_LEVEL), _heed_property),
    **dict.fromkeys((x.w("pPrChange"), x.w("rPrChange"), x.w("sectPr"), x.w("sdtPr")), _leave_out),
    **dict.fromkeys(x.RUNS, _run),
}
