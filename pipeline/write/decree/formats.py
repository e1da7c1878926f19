"""How formatting is resolved in a .docx: run over character style over paragraph style over the document's defaults
(ISO/IEC 29500-1, 17.7.2); formatting by table styles is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.write.decree.drawn import is_bordered
from pipeline.write.office.wordml import MAIN

W = f"{{{MAIN}}}"
_OFF = ("0", "false", "off", "none")
_MERGED = ("spacing", "ind", "rFonts")  # a nearer layer overrules these attribute by attribute, others as a whole

Properties = Mapping[str, Element]


class Letters(NamedTuple):
    """What the formatting of a run gives of its ``Run``, in that order; ``capitals``: shown as capitals."""

    size: float
    bold: bool
    italic: bool
    underlined: bool
    yellow: bool
    font: str
    colour: str
    raised: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Inherited:
    """What defaults and styles give a paragraph or a run before its own formatting."""

    properties: Properties
    attributes: Mapping[str, Mapping[str, str]]


class Shape(NamedTuple):
    """What a paragraph's formatting gives of its ``Line``, in that order; ``bordered``: a line above or below it."""

    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    spacing: float
    fixed: bool
    bordered: bool


class Styles:
    """What styles.xml says; what it gives together is worked out once."""

    def __init__(self, root: Element) -> None:
        self._by_id = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        self.normal = next((key for key, one in self._by_id.items() if _is_default(one)), "")
        self.defaults = {
            kind: properties_of(root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")) for kind in ("pPr", "rPr")
        }
        self._known: dict[tuple[str, ...], Inherited] = {}
        self._shapes: dict[str, Shape] = {}  # of paragraphs with no formatting but that of their style …
        self._letters: dict[str, Letters] = {}  # … and of their runs

    def shape(self, style: str, own: Properties) -> Shape:
        """How a paragraph of ``style`` stands that has the properties ``own`` (its pStyle among them or not)."""
        if len(own) > ("pStyle" in own):
            return _shape(self.inherited("pPr", style), own)
        if style not in self._shapes:
            self._shapes[style] = _shape(self.inherited("pPr", style), {})
        return self._shapes[style]

    def letters(self, style: str, own: Properties) -> Letters:
        """How a run looks in a paragraph of ``style``."""
        if own:
            return _letters(self.inherited("rPr", style, value_of(own.get("rStyle"), "val", "")), own)
        if style not in self._letters:
            self._letters[style] = _letters(self.inherited("rPr", style), {})
        return self._letters[style]

    def inherited(self, kind: str, *styles: str) -> Inherited:
        """What the defaults and ``styles`` give, the last of them the nearest; ``kind`` is pPr or rPr."""
        key = (kind, *styles)
        if key not in self._known:
            layers = [self.defaults[kind], *(layer for style in styles for layer in self._chain(style, kind))]
            properties = {name: child for layer in layers for name, child in layer.items()}
            self._known[key] = Inherited(properties, {name: _merged(layers, name) for name in _MERGED})
        return self._known[key]

    def _chain(self, style: str, kind: str) -> list[Properties]:
        """Properties of a style and of those that it is based on, the base first."""
        found: list[Properties] = []
        while style in self._by_id and len(found) < 20:
            found.insert(0, properties_of(self._by_id[style].find(f"{W}{kind}")))
            style = value_of(self._by_id[style].find(f"{W}basedOn"), "val", "")
        return found


@lru_cache(maxsize=8)
def read_styles(part: bytes) -> Styles:
    """The styles of a styles.xml; letters of one run share them."""
    return Styles(ElementTree.fromstring(part))


def _shape(inherited: Inherited, own: Properties) -> Shape:
    properties = {**inherited.properties, **own}
    spacing, indent = (_nearer(inherited, own, name) for name in ("spacing", "ind"))
    fixed = spacing.get("lineRule", "auto") != "auto"
    line = float(spacing.get("line", "240"))
    return Shape(
        align=value_of(properties.get("jc"), "val", "left"),
        first=_points(indent, "firstLine") - _points(indent, "hanging"),
        left=_points(indent, "left", "start"),
        right=_points(indent, "right", "end"),
        before=_points(spacing, "before"),
        after=_points(spacing, "after"),
        spacing=line / 20 if fixed else line / 240,
        fixed=fixed,
        bordered=is_bordered(properties.get("pBdr")),
    )


def properties_of(element: Element | None) -> Properties:
    """The children of a pPr or rPr by name."""
    return {} if element is None else {child.tag.removeprefix(W): child for child in element}


def value_of(element: Element | None, name: str, default: str) -> str:
    """An attribute, or ``default`` where it or the element is missing."""
    return default if element is None else element.get(f"{W}{name}", default)


def is_on(element: Element | None) -> bool:
    """Whether a switch (w:b, w:caps …) is there and not off."""
    return element is not None and value_of(element, "val", "1") not in _OFF


def _is_default(style: Element) -> bool:
    return value_of(style, "type", "") == "paragraph" and value_of(style, "default", "0") not in _OFF


def _merged(layers: list[Properties], name: str) -> dict[str, str]:
    """Attributes of ``name``; a nearer layer overrules attribute by attribute."""
    merged: dict[str, str] = {}
    for layer in layers:
        if name in layer:
            merged.update(_attributes(layer[name]))
    return merged


def _attributes(element: Element) -> dict[str, str]:
    return {key.removeprefix(W): value for key, value in element.attrib.items()}


def _nearer(inherited: Inherited, own: Properties, name: str) -> Mapping[str, str]:
    """Attributes of ``name``, those of the paragraph or run itself over the inherited ones."""
    above = inherited.attributes[name]
    return {**above, **_attributes(own[name])} if name in own else above


def _points(attributes: Mapping[str, str], *names: str) -> float:
    return next((float(attributes[name]) / 20 for name in names if name in attributes), 0.0)


def _letters(inherited: Inherited, own: Properties) -> Letters:
    fonts = _nearer(inherited, own, "rFonts")
    properties = {**inherited.properties, **own}.get
    return Letters(
        size=float(value_of(properties("sz"), "val", "20")) / 2,
        bold=is_on(properties("b")),
        italic=is_on(properties("i")),
        underlined=is_on(properties("u")),
        yellow=value_of(properties("highlight"), "val", "none") == "yellow",
        font=fonts.get("ascii", fonts.get("hAnsi", fonts.get("asciiTheme", ""))),
        colour=value_of(properties("color"), "val", "auto"),
        raised=value_of(properties("vertAlign"), "val", "baseline") == "superscript",
        capitals=is_on(properties("caps")),
    )
