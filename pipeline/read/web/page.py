"""A web page (.htm, .html, a fragment, a page in a mail archive) → Document. Nothing that it names is ever loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from pipeline.messages import PipelineError
from pipeline.model import Block, Document, Notice, Source, Table
from pipeline.read.legacy import decode_parts, guess_font, is_legacy
from pipeline.read.limits import CELLS, MIB, TEXT_BYTES, check_count, check_nesting
from pipeline.read.text import clean
from pipeline.read.typed import split_number
from pipeline.read.web.decoding import decode_page
from pipeline.read.web.grid import WebCell, WebGrid
from pipeline.read.word.counting import spell
from pipeline.read.word.scripts import set_off

_SKIPPED = {
    *("script", "style", "head", "title", "template", "noscript", "object", "embed", "svg", "math", "select", "xml"),
    *("iframe", "frame", "audio", "video", "canvas", "map", "datalist", "textarea"),
}
_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address"),
    *("article", "section", "header", "footer", "nav", "main", "aside", "caption", "form", "fieldset", "legend", "hr"),
    *("center", "body", "figure", "figcaption", "tbody", "thead", "tfoot", "details", "summary", "html"),
}
_BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_DEPTH = 200


def read_page(content: bytes, source: Source, declared: str = "") -> Document:
    """The Document of a web page; ``declared`` is the encoding that the mail around it names."""
    check_count(len(content) // MIB, TEXT_BYTES // MIB, "số MB chữ", source.name)
    text = decode_page(content, declared).replace("\x00", "")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PipelineError("E117", source.name, ending="trang web") from error
    if root is None:
        raise PipelineError("E118", source.name)
    return _Page(source.name, text).document(root, source)


class _Page:
    """The page as it is read: blocks and tables so far, the open line, the open elements around it."""

    def __init__(self, where: str, text: str) -> None:
        self._where, self._assumed = where, guess_font(text)
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._open: list[WebCell | WebGrid] = []
        self._parts: list[str] = []
        self._fonts: list[str | None] = []
        self._bold: list[bool] = []
        self._number, self._centred = "", False
        self._lists: list[list[str]] = []
        self._paragraphs = self._cells = self._converted = self._hidden = 0
        self._deleted = False
        self._foreign: list[str] = []

    def document(self, root: _Element, source: Source) -> Document:
        """Walk over the tree, element by element, never by recursion: pages nest as deep as they like."""
        around: list[tuple[str | None, bool, bool, str]] = [(self._assumed, False, False, "")]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag.lower() if isinstance(element.tag, str) else ""
            if event == "end":
                around.pop()
                self._end(tag)
                self._add(element.tail, around[-1])
                continue
            around.append(_around(element, tag, around[-1]))
            check_count(len(around), _DEPTH * 5, "số tầng thẻ", source.name)
            if self._left_out(element, tag):
                walk.skip_subtree()
            else:
                self._start(element, tag)
                self._add(element.text, around[-1])
        self._flush()
        return Document(source, tuple(self._blocks), tuple(self._tables), tuple(self._notices()))

    def _notices(self) -> Iterator[Notice]:
        if self._deleted:
            yield Notice("W401")
        if self._hidden:
            yield Notice("W402", facts={"count": str(self._hidden)})
        if self._converted:
            yield Notice("W404", facts={"count": str(self._converted)})
        for what in self._foreign:
            yield Notice("W483", facts={"what": what})

    def _left_out(self, element: _Element, tag: str) -> bool:
        if tag in ("iframe", "frame") and element.get("src"):
            self._foreign.append(tag)
        if tag == "del":
            self._deleted = True
        elif tag not in _SKIPPED and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")):
            self._hidden += any(text.strip() for text in element.itertext())
            return any(text.strip() for text in element.itertext())
        return tag in _SKIPPED or tag == "del"

    def _start(self, element: _Element, tag: str) -> None:
        if tag in _BLOCKS or tag in ("table", "tr", "td", "th", "li"):
            self._flush()
        if tag == "br":
            self._add_raw("\n", None, True)
        elif tag == "input" and element.get("type", "").lower() in ("checkbox", "radio"):
            self._add_raw("☒" if element.get("checked") is not None else "☐", None, True)
        elif tag in ("ul", "ol"):
            start = element.get("start") or "1"
            self._lists.append([tag, start if start.isdigit() else "1", element.get("type") or ""])
        elif tag == "li":
            self._begin_item(element)
        elif tag == "table":
            self._open.append(WebGrid(len(self._tables)))
            check_nesting(sum(isinstance(frame, WebGrid) for frame in self._open), self._where)
            self._tables.append(Table(len(self._tables), ()))
        elif self._open and isinstance(self._open[-1], WebGrid):
            self._begin_in_table(element, tag, self._open[-1])

    def _begin_item(self, element: _Element) -> None:
        if not self._lists or self._lists[-1][0] == "ul":
            self._number = "-"
            return
        listed = self._lists[-1]
        said = element.get("value") or ""
        count = int(said if said.isdigit() and len(said) < 6 else listed[1][:6])
        listed[1] = str(count + 1)
        self._number = spell(count, _LIST_FORMS.get(element.get("type") or listed[2], "decimal")) + "."

    def _begin_in_table(self, element: _Element, tag: str, grid: WebGrid) -> None:
        if tag == "tr":
            grid.begin_row()
        elif tag in ("td", "th"):
            index = len(self._blocks)
            column = grid.place(index, element.get("rowspan"), element.get("colspan"))
            self._cells += len(grid.rows[-1])
            check_count(self._cells, CELLS, "số ô của các bảng", self._where)
            place = f"bảng {grid.index + 1}, hàng {len(grid.rows)}, cột {column}"
            self._blocks.append(Block(index, "", "cell", place=place))
            self._open.append(WebCell(index, place))

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS or tag in ("table", "tr", "td", "th", "li"):
            self._flush()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        top = self._open[-1] if self._open else None
        if tag in ("td", "th") and isinstance(top, WebCell):
            self._open.pop()
            text = "\n".join(top.lines)
            bold, centred = top.bold and bool(text), top.centred and bool(text)
            self._blocks[top.index] = Block(top.index, text, "cell", "", None, top.place, bold, centred)
        elif tag == "table" and isinstance(top, WebGrid):
            self._open.pop()
            self._tables[top.index] = top.table()

    def _add(self, text: str | None, around: tuple[str | None, bool, bool, str]) -> None:
        if not text:
            return
        font, bold, _, position = around
        if position == "pre":
            self._add_raw(text, font, bold)
            return
        text = re.sub(r"[\t\n\r\f ]+", " ", text)
        if position and self._parts and not font:
            text = set_off(text, self._parts[-1], position)
        self._add_raw(text, font, bold)
        self._centred = around[2]

    def _add_raw(self, text: str, font: str | None, bold: bool) -> None:
        self._parts.append(text)
        self._fonts.append(font)
        if text.strip():
            self._bold.append(bold)

    def _flush(self) -> None:
        """End the open line: a paragraph, or a line of the open cell."""
        parts = decode_parts(self._parts, self._fonts) if any(self._fonts) else self._parts
        text, bold, number = clean("".join(parts)), all(self._bold) and bool(self._bold), self._number
        self._converted += bool(text) and parts != self._parts
        self._parts, self._fonts, self._bold = [], [], []
        if not text:
            return
        self._number = ""
        top = self._open[-1] if self._open else None
        if isinstance(top, WebCell):
            top.lines.append(f"{number} {text}" if number else text)
            top.bold, top.centred = top.bold and bold, top.centred and self._centred
            return
        self._paragraphs += 1
        level = len(self._lists) - 1 if number else None
        if not number:
            number, text = split_number(text)
        place = f"đoạn {self._paragraphs}"
        self._blocks.append(Block(len(self._blocks), text, "paragraph", number, level, place, bold, self._centred))


def _around(
    element: _Element, tag: str, above: tuple[str | None, bool, bool, str]
) -> tuple[str | None, bool, bool, str]:
    """Font (an old one, else None), bold, centred, and "superscript", "subscript" or "pre", for text in ``element``."""
    font, bold, centred, position = above
    style = element.get("style") or ""
    said = element.get("face") or (found[1] if (found := _FONT.search(style)) else "")
    if said:
        said = said.split(",")[0].strip(" \"'")
        font = said if is_legacy(said) else None
    aligned = _CENTRED.search(style)
    if tag == "center" or aligned or element.get("align"):
        centred = tag == "center" or (aligned[1] if aligned else element.get("align", "")).lower() == "center"
    position = {"sup": "superscript", "sub": "subscript", "pre": "pre"}.get(tag, position)
    return font, bold or tag in _BOLD or bool(_HEAVY.search(style)), centred, position
