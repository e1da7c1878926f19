"""How a .docx looks: each paragraph with its effective type, alignment, spacing and rules, as Word would show it.

For the self-check and for text views.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.messages import PipelineError
from pipeline.write.decree.drawn import drawn_length, scored_length
from pipeline.write.decree.formats import is_on, properties_of, read_styles, value_of
from pipeline.write.decree.look import Line, Look, Run, Section
from pipeline.write.office.wordml import MAIN

W = f"{{{MAIN}}}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Page heads may have any name; of the rest nothing is looked at.
_SHOWS = re.compile(r"word/(?!settings\.|webSettings\.|fontTable\.)[^/]+\.xml$|word/_rels/document\.xml\.rels$")
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@lru_cache(maxsize=8)
def _parsed(part: bytes) -> Element:
    """A part that many letters share (page heads); nobody changes the tree."""
    return ElementTree.fromstring(part)


def read_look(source: bytes | Path) -> Look:
    """The look of a .docx given as bytes or as a file. Raises PipelineError E317 where it is none."""
    name = source.name if isinstance(source, Path) else "công văn"
    try:
        raw = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _Reader({part: archive.read(part) for part in archive.namelist() if _SHOWS.match(part)}).look()
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError) as error:
        raise PipelineError("E317", name, reason=str(error)) from None


class _Reader:
    """Walks the body once; holds the styles and where in the tables it is."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        body = parts["word/document.xml"]
        self.body = _element(ElementTree.fromstring(body), "body")
        self.drawings = b"extent" in body or b"from=" in body  # a look at every element of every paragraph is saved
        self.styles = read_styles(parts.get("word/styles.xml", b"<none/>"))
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
                twips = float(value_of(width, "w", "0")) if width is not None else 0.0
                yield from self._lines(cell, (number, row_number, column), twips / 20)

    def _line(self, paragraph: Element, cell: tuple[int, int, int] | None, column: float) -> Line:
        own = properties_of(paragraph.find(f"{W}pPr"))
        style = value_of(own.get("pStyle"), "val", self.styles.normal)
        shape = self.styles.shape(style, own)
        runs = tuple(self._runs(paragraph, style))
        drawn = drawn_length(paragraph) if self.drawings else 0.0
        return Line(
            "".join([run.text for run in runs]),
            runs,
            *shape[:-1],
            rule=(column - shape.left - shape.right if shape.bordered else 0.0)
            or drawn
            or sum([scored_length(run.text, run.size, run.raised) for run in runs]),
            cell=cell,
            column=column,
            section=self.section,
        )

    def _runs(self, paragraph: Element, style: str) -> Iterator[Run]:
        for run in paragraph.iter(f"{W}r"):
            text = "".join([_text(child) for child in run])
            if text:
                own = properties_of(run.find(f"{W}rPr"))
                look = self.styles.letters(style, own)
                yield Run(text.upper() if look.capitals else text, *look[:-1])

    def _section(self, setup: Element, earlier: list[Element]) -> Section:
        size, margins, start = (setup.find(f"{W}{name}") for name in ("pgSz", "pgMar", "pgNumType"))
        length = {name: _millimetres(margins, name) for name in ("top", "bottom", "left", "right")}
        differs = is_on(setup.find(f"{W}titlePg"))
        number = next((one for part in (setup, *earlier[::-1]) if (one := self._page_number(part, "default"))), None)
        first = self._page_number(setup, "first") if differs else number
        return Section(
            width=_millimetres(size, "w"),
            height=_millimetres(size, "h"),
            **length,
            first_page_differs=differs,
            start=int(value_of(start, "start", "0")),
            page_number=number,
            number_on_first=first is not None,
        )

    def _page_number(self, setup: Element, kind: str) -> Line | None:
        """The paragraph of the page head that holds the PAGE field."""
        relations = self.parts.get("word/_rels/document.xml.rels", b"<none/>")
        targets = {one.get("Id"): one.get("Target", "") for one in _parsed(relations)}
        for reference in setup.iter(f"{W}headerReference"):
            if value_of(reference, "type", "default") == kind:
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


def _millimetres(element: Element | None, name: str) -> float:
    return float(value_of(element, name, "0")) * 25.4 / 1440


def _text(child: Element) -> str:
    return (child.text or "") if child.tag == f"{W}t" else _SIGNS.get(child.tag, "")
