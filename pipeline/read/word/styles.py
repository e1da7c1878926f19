"""Paragraph and character styles, with what they inherit (ECMA-376 part 1, §17.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element

from pipeline.read.legacy import is_legacy
from pipeline.read.word.ooxml import (
    ALIGNMENT,
    LIST_ID,
    LIST_LEVEL,
    PARAGRAPH_STYLE,
    PPR,
    RPR,
    STYLE,
    number,
    switch,
    value,
    w,
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, own or inherited: None is "not said". ``list_id`` "0" takes a number away.

    ``position`` is "superscript", "subscript" or "baseline".
    """

    list_id: str | None = None
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    font: str | None = None
    position: str | None = None


PLAIN = Style()
_RISEN = 6


def font_of(run_properties: _Element) -> str | None:
    """The font that Latin letters take (``w:rFonts``); None where it is not said or comes from the theme.

    Plain letters take "ascii", accented ones "hAnsi": an old font in one of the two says how the text was typed.
    """
    fonts = run_properties.find(w("rFonts"))
    if fonts is None:
        return None
    names = fonts.get(w("ascii")), fonts.get(w("hAnsi"))
    return next(filter(is_legacy, names), names[0] or names[1])


def read_run(properties: _Element | None, base: Style = PLAIN) -> Style:
    """``base`` with what ``w:rPr`` says over it."""
    if properties is None:
        return base
    bold, hidden, font = switch(properties, "b"), switch(properties, "vanish"), font_of(properties)
    return replace(
        base,
        bold=base.bold if bold is None else bold,
        hidden=base.hidden if hidden is None else hidden,
        font=font or base.font,
        position=_position(properties) or base.position,
    )


def _position(properties: _Element) -> str | None:
    """What ``w:vertAlign`` says, or a rise by hand (``w:position``, half points) that is more than a correction."""
    said = value(properties, "vertAlign")
    risen = number(value(properties, "position"), 0) if said is None else 0
    return "superscript" if risen >= _RISEN else said


def read_paragraph(properties: _Element | None, base: Style = PLAIN) -> Style:
    """``base`` with what ``w:pPr`` says over it (its run properties are the paragraph mark's own, not its text's)."""
    if properties is None:
        return base
    said = {ALIGNMENT: value(properties, "jc")}
    listed = properties.find(w("numPr"))
    if listed is not None:
        said |= {LIST_ID: value(listed, "numId"), LIST_LEVEL: value(listed, "ilvl")}
    return combine({tag: word for tag, word in said.items() if word is not None}, base)


def combine(said: Mapping[str, str], base: Style) -> Style:
    """``base`` with the paragraph properties ``said`` (values by element name) over it."""
    if ALIGNMENT in said:
        base = replace(base, centred=said[ALIGNMENT] == "center")
    if LIST_ID in said:
        base = replace(base, list_id=said[LIST_ID])
    if LIST_LEVEL in said:
        base = replace(base, level=number(said[LIST_LEVEL], 0))
    return base


def _is_bold_run_style(element: _Element) -> bool:
    return element.get(w("type")) == "character" and element.find(f"{RPR}/{w('b')}") is not None


class DocStyles:
    """The styles of one document by id; ``paragraph`` and ``run`` resolve them with their bases."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self._ids: dict[str, str] = {}
        self._defaults = PLAIN
        self._normal = ""
        if root is None:
            return
        for element in root.iterchildren(STYLE):
            style_id = element.get(w("styleId"), "")
            self._elements.setdefault(style_id, element)
            if element.get(w("default")) in ("1", "true", "on") and element.get(w("type")) == "paragraph":
                self._normal = style_id
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
        self._defaults = read_run(defaults)
        self.normal = self.paragraph(None)
        self.bold_runs = any(_is_bold_run_style(element) for element in self._elements.values())

    normal: Style = PLAIN
    bold_runs = False

    def paragraph(self, style_id: str | None) -> Style:
        """The paragraph style ``style_id``, or the default one where it is None or unknown."""
        if style_id is None or style_id not in self._elements:
            style_id = self._normal
        return self._resolve(style_id, self._defaults)

    def of_paragraph(self, said: Mapping[str, str]) -> Style:
        """What a paragraph shows that has these properties of its own (its style's id among them)."""
        return combine(said, self.paragraph(said.get(PARAGRAPH_STYLE)))

    def run(self, style_id: str, base: Style) -> Style:
        """The character style ``style_id`` over the paragraph's ``base``."""
        own = self._resolve(style_id, PLAIN)
        return replace(
            base,
            bold=base.bold if own.bold is None else own.bold,
            hidden=base.hidden if own.hidden is None else own.hidden,
            font=own.font or base.font,
            position=own.position or base.position,
        )

    def _resolve(self, style_id: str, bottom: Style) -> Style:
        """The style over its bases, each of them resolved once; a ring of styles is cut where it closes."""
        chain: dict[str, _Element] = {}
        while style_id in self._elements and style_id not in chain and style_id not in self._resolved:
            chain[style_id] = self._elements[style_id]
            style_id = value(chain[style_id], "basedOn") or ""
        found = self._resolved.get(style_id, bottom)
        for name, element in reversed(chain.items()):
            found = self._resolved[name] = read_run(element.find(RPR), read_paragraph(element.find(PPR), found))
        return found
