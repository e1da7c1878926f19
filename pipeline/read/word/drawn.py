"""Words that stand in other parts of the package: SmartArt, and files that are inserted whole (w:altChunk)."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.model import Block, Document, Notice, Span, Table
from pipeline.read.word import ooxml as x

_DIAGRAM = x.DIAGRAM.removesuffix("relIds")
_A = x.DRAWING_T[:-1]
_NODES = ("node", "asst", "")


def data_relation(diagram: _Element) -> str | None:
    """The id by which a diagram (``dgm:relIds``) calls the part that holds its words."""
    return diagram.get(x.RELATIONSHIP + "dm")


def diagram_lines(data: _Element) -> list[str]:
    """The paragraphs of a diagram's data part, from the top of its tree, neighbours in their order."""
    points = {point.get("modelId", ""): point for point in data.iter(_DIAGRAM + "pt")}
    order = _ordered(data, list(points))
    shown = [points[key] for key in order if points[key].get("type", "node") in _NODES]
    paragraphs = (paragraph for point in shown for paragraph in point.iter(_A + "p"))
    lines = ("".join(text.text or "" for text in paragraph.iter(x.DRAWING_T)) for paragraph in paragraphs)
    return [line for line in lines if line.strip()]


def _ordered(data: _Element, keys: list[str]) -> list[str]:
    """The points' ids depth first along "parOf" links; what no link reaches keeps its place at the end."""
    below: dict[str, list[tuple[int, str]]] = {}
    for link in data.iter(_DIAGRAM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            place = x.number(link.get("srcOrd"), 0)
            below.setdefault(link.get("srcId", ""), []).append((place, link.get("destId", "")))
    inner = {key for links in below.values() for _, key in links}
    seen: dict[str, None] = {}
    waiting = [key for key in reversed(keys) if key not in inner]
    while waiting:
        key = waiting.pop()
        if key in keys and key not in seen:
            seen[key] = None
            waiting += [child for _, child in sorted(below.get(key, ()), reverse=True)]
    return [*seen, *(key for key in keys if key not in seen)]


def moved(document: Document, blocks: int, tables: int, place: str) -> tuple[list[Block], list[Table], list[Notice]]:
    """What another document holds as if it stood after ``blocks`` blocks and ``tables`` tables, at ``place``."""
    own = [block._replace(index=blocks + n, place=f"{place}, {block.place}") for n, block in enumerate(document.blocks)]
    grids = [
        Table(
            tables + n,
            tuple(tuple(None if cell is None else cell + blocks for cell in row) for row in table.rows),
        )
        for n, table in enumerate(document.tables)
    ]
    return own, grids, [_moved_notice(notice, blocks, place) for notice in document.notices]


def _moved_notice(notice: Notice, blocks: int, place: str) -> Notice:
    span = notice.span
    span = None if span is None else Span(span.block + blocks, span.start, span.end)
    return Notice(notice.code, span, notice.quote, f"{place}, {notice.place}".strip(", "), facts=notice.facts)
