"""A Word table as a grid of cells, each real cell once (ECMA-376 part 1, §17.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.read.limits import COLUMNS
from pipeline.read.word import ooxml as x

_WRAPPERS = {x.SDT, x.SDT_CONTENT, x.CUSTOM_XML, x.SMART_TAG, x.INS, x.MOVE_TO, x.ALTERNATE, x.CHOICE}


@dataclass(frozen=True, slots=True)
class Cell:
    """A ``w:tc`` in its row. ``merged`` is "" (a cell of its own), "left" or "above" (it continues that one)."""

    element: _Element
    column: int
    span: int
    merged: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """``cells`` from the left; ``width`` counts grid columns, those after the last cell (gridAfter) included.

    ``gone`` are cells whose deletion was tracked: those behind them move to the left.
    """

    cells: tuple[Cell, ...]
    width: int
    deleted: bool
    gone: tuple[_Element, ...] = ()


def rows(table: _Element) -> Iterator[GridRow]:
    """The rows of one table, looking through content controls and tracked insertions around rows and cells."""
    for element in _children(table, x.TR):
        properties = element.find(x.TR_PR)
        yield _row(element, properties)


def _row(element: _Element, properties: _Element | None) -> GridRow:
    said = _said(properties)
    column, cells, gone = _grid(said, "gridBefore"), list[Cell](), list[_Element]()
    for tc in _children(element, x.TC):
        first = next(iter(tc), None)
        cell = _said(first if first is not None and first.tag == x.TC_PR else tc.find(x.TC_PR))
        if x.CELL_DEL in cell:
            gone.append(tc)
            continue
        span = max(_grid(cell, "gridSpan"), 1)
        cells.append(Cell(tc, column, span, _merged(cell)))
        column = min(column + span, COLUMNS)
    return GridRow(tuple(cells), min(column + _grid(said, "gridAfter"), COLUMNS), x.DEL in said, tuple(gone))


def _said(properties: _Element | None) -> dict[str, str]:
    """The children of a w:trPr or w:tcPr with their values."""
    return {} if properties is None else {child.tag: child.get(x.VAL, "") for child in properties}


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """Children of one kind, in order, also inside wrappers (a ring is not possible, the depth of XML is limited)."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _grid(said: Mapping[str, str], name: str) -> int:
    """A count of grid columns, kept within reason (a hostile file may say a thousand million)."""
    word = said.get(x.w(name))
    return 0 if word is None else min(max(x.number(word, 0), 0), COLUMNS)


def _merged(said: Mapping[str, str]) -> str:
    """Which neighbour a cell continues: w:vMerge, and w:hMerge of Word 97 (both: no value means "continue")."""
    if said.get(x.w("hMerge")) in ("", "continue"):
        return "left"
    return "above" if said.get(x.w("vMerge")) in ("", "continue") else ""
