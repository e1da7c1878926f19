"""How a .docx looks: each paragraph with its effective type, alignment, spacing and rules, as Word would show it.

For the self-check and for text views. Formatting is resolved run over character style over paragraph style over the
document's defaults (ISO/IEC 29500-1, 17.7.2); formatting by table styles is not looked at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import PipelineError
from pipeline.write.letter_drawn import border_length, drawn_length, scored_length
from pipeline.write.letter_look import Line, Look, Run, Section
from pipeline.write.letter_xml import MAIN

W = f"{{{MAIN}}}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF = ("0", "false", "off", "none")

_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_MERGED = ("spacing", "ind", "rFonts")  # a nearer layer overrules these attribute by attribute, others as a whole

Properties = Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What defaults and styles give a paragraph or a run before its own formatting."""

    properties: Properties
    attributes: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=8)
def _parsed(part: bytes) -> Element:
    """A part that many letters share (page heads); nobody changes the tree."""
    return ElementTree.fromstring(part)


class _Styles:
    """What styles.xml says; what it gives together is worked out once."""

    def __init__(self, root: Element) -> None:
        self._by_id = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        self.normal = next((key for key, one in self._by_id.items() if _is_default(one)), "")
        self.defaults = {
            kind: _properties(root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")) for kind in ("pPr", "rPr")
        }
        self._known: dict[tuple[str, ...], _Inherited] = {}

    def inherited(self, kind: str, *styles: str) -> _Inherited:
        """What the defaults and ``styles`` give, the last of them the nearest; ``kind`` is pPr or rPr."""
        key = (kind, *styles)
        if key not in self._known:
            layers = [self.defaults[kind], *(layer for style in styles for layer in self._chain(style, kind))]
            properties = {name: child for layer in layers for name, child in layer.items()}
            self._known[key] = _Inherited(properties, {name: _merged(layers, name) for name in _MERGED})
        return self._known[key]

    def _chain(self, style: str, kind: str) -> list[Properties]:
        """Properties of a style and of those that it is based on, the base first."""
        found: list[Properties] = []
        while style in self._by_id and len(found) < 20:
            found.insert(0, _properties(self._by_id[style].find(f"{W}{kind}")))
            style = _value(self._by_id[style].find(f"{W}basedOn"), "val", "")
        return found


@lru_cache(maxsize=8)
def _styles(part: bytes) -> _Styles:
    return _Styles(ElementTree.fromstring(part))


def read_look(source: bytes | Path) -> Look:
    """The look of a .docx given as bytes or as a file. Raises PipelineError E317 where it is none."""
    name = source.name if isinstance(source, Path) else "công văn"
    try:
        raw = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist() if part.endswith((".xml", ".rels"))}
        return _Reader(parts).look()
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError) as error:
        raise PipelineError("E317", name, reason=str(error)) from None


class _Reader:
    """Walks the body once; holds the styles and where in the tables it is."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.body = _element(ElementTree.fromstring(parts["word/document.xml"]), "body")
        self.styles = _styles(parts.get("word/styles.xml", b"<none/>"))
        self.tables = 0
        self.section = 0

    def look(self) -> Look:
        setups = list(self.body.iter(f"{W}sectPr"))
        sections = tuple(self._section(one, setups[:number]) for number, one in enumerate(setups))
        text = (sections[0].width - sections[0].left - sections[0].right) * 72 / 25.4 if sections else 453.0
        return Look(tuple(self._lines(self.body, None, text)), sections)

    def _lines(self, holder: Element, cell: tuple[int, int, int] | None, column: float) -> Iterator[Line]:
        for child in holder:
            if child.tag == f"{W}p":
                yield self._line(child, cell, column)
                self.section += child.find(f"{W}pPr/{W}sectPr") is not None
            elif child.tag == f"{W}tbl":
                self.tables += 1
                yield from self._table(child, self.tables)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                yield from self._lines(child, cell, column)

    def _table(self, table: Element, number: int) -> Iterator[Line]:
        for row_number, row in enumerate(table.iter(f"{W}tr")):
            for column, cell in enumerate(row.iter(f"{W}tc")):
                width = cell.find(f"{W}tcPr/{W}tcW")
                twips = float(_value(width, "w", "0")) if width is not None else 0.0
                yield from self._lines(cell, (number, row_number, column), twips / 20)

    def _line(self, paragraph: Element, cell: tuple[int, int, int] | None, column: float) -> Line:
        own = _properties(paragraph.find(f"{W}pPr"))
        style = _value(own.get("pStyle"), "val", self.styles.normal)
        inherited = self.styles.inherited("pPr", style)
        properties = {**inherited.properties, **own}
        runs = tuple(self._runs(paragraph, style))
        spacing, indent = (_nearer(inherited, own, name) for name in ("spacing", "ind"))
        left, right = (_points(indent, *names) for names in (("left", "start"), ("right", "end")))
        first = _points(indent, "firstLine") - _points(indent, "hanging")
        text = "".join(run.text for run in runs)
        fixed = spacing.get("lineRule", "auto") != "auto"
        line = float(spacing.get("line", "240"))
        return Line(
            text=text,
            runs=runs,
            align=_value(properties.get("jc"), "val", "left"),
            first=first,
            left=left,
            right=right,
            before=_points(spacing, "before"),
            after=_points(spacing, "after"),
            spacing=line / 20 if fixed else line / 240,
            fixed=fixed,
            rule=border_length(properties.get("pBdr"), column - left - right)
            or drawn_length(paragraph)
            or sum(scored_length(run.text, run.size, run.raised) for run in runs),
            cell=cell,
            column=column,
            section=self.section,
        )

    def _runs(self, paragraph: Element, style: str) -> Iterator[Run]:
        for run in paragraph.iter(f"{W}r"):
            text = "".join([_text(child) for child in run])
            if text:
                own = _properties(run.find(f"{W}rPr"))
                yield _run(text, self.styles.inherited("rPr", style, _value(own.get("rStyle"), "val", "")), own)

    def _section(self, setup: Element, earlier: list[Element]) -> Section:
        size, margins, start = (setup.find(f"{W}{name}") for name in ("pgSz", "pgMar", "pgNumType"))
        length = {name: _millimetres(margins, name) for name in ("top", "bottom", "left", "right")}
        differs = _is_on(setup.find(f"{W}titlePg"))
        number = next((one for part in (setup, *earlier[::-1]) if (one := self._page_number(part, "default"))), None)
        first = self._page_number(setup, "first") if differs else number
        return Section(
            width=_millimetres(size, "w"),
            height=_millimetres(size, "h"),
            **length,
            first_page_differs=differs,
            start=int(_value(start, "start", "0")),
            page_number=number,
            number_on_first=first is not None,
        )

    def _page_number(self, setup: Element, kind: str) -> Line | None:
        """The paragraph of the page head that holds the PAGE field."""
        relations = self.parts.get("word/_rels/document.xml.rels", b"<none/>")
        targets = {one.get("Id"): one.get("Target", "") for one in _parsed(relations)}
        for reference in setup.iter(f"{W}headerReference"):
            if _value(reference, "type", "default") == kind:
                part = self.parts.get(f"word/{targets.get(reference.get(f'{_RELATION}id'), '')}")
                header = _parsed(part) if part else Element("none")
                for paragraph in header.iter(f"{W}p"):
                    if "PAGE" in _fields(paragraph):
                        return self._line(paragraph, None, 0)
        return None


def _fields(paragraph: Element) -> str:
    simple = "".join(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple"))
    return simple + "".join(one.text or "" for one in paragraph.iter(f"{W}instrText"))


def _element(parent: Element, name: str) -> Element:
    found = parent.find(f"{W}{name}")
    if found is None:
        raise KeyError(f"w:{name}")
    return found


def _properties(element: Element | None) -> Properties:
    return {} if element is None else {child.tag.removeprefix(W): child for child in element}


def _value(element: Element | None, name: str, default: str) -> str:
    return default if element is None else element.get(f"{W}{name}", default)


def _millimetres(element: Element | None, name: str) -> float:
    return float(_value(element, name, "0")) * 25.4 / 1440


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element, "val", "1") not in _OFF


def _is_default(style: Element) -> bool:
    return _value(style, "type", "") == "paragraph" and _value(style, "default", "0") not in _OFF


def _merged(layers: list[Properties], name: str) -> dict[str, str]:
    """Attributes of ``name``; a nearer layer overrules attribute by attribute."""
    merged: dict[str, str] = {}
    for layer in layers:
        if name in layer:
            merged.update(_attributes(layer[name]))
    return merged


def _attributes(element: Element) -> dict[str, str]:
    return {key.removeprefix(W): value for key, value in element.attrib.items()}


def _nearer(inherited: _Inherited, own: Properties, name: str) -> Mapping[str, str]:
    """Attributes of ``name``, those of the paragraph or run itself over the inherited ones."""
    above = inherited.attributes[name]
    return {**above, **_attributes(own[name])} if name in own else above


def _points(attributes: Mapping[str, str], *names: str) -> float:
    return next((float(attributes[name]) / 20 for name in names if name in attributes), 0.0)


def _run(text: str, inherited: _Inherited, own: Properties) -> Run:
    fonts = _nearer(inherited, own, "rFonts")
    properties = {**inherited.properties, **own}.get
    return Run(
        text=text.upper() if _is_on(properties("caps")) else text,
        size=float(_value(properties("sz"), "val", "20")) / 2,
        bold=_is_on(properties("b")),
        italic=_is_on(properties("i")),
        underlined=_is_on(properties("u")),
        yellow=_value(properties("highlight"), "val", "none") == "yellow",
        font=fonts.get("ascii", fonts.get("hAnsi", fonts.get("asciiTheme", ""))),
        colour=_value(properties("color"), "val", "auto"),
        raised=_value(properties("vertAlign"), "val", "baseline") == "superscript",
    )


def _text(child: Element) -> str:
    return (child.text or "") if child.tag == f"{W}t" else _SIGNS.get(child.tag, "")
