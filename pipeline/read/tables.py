"""A Word table as a grid of cells, each real cell once (ECMA-376 part 1, §17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.read import ooxml as x
from pipeline.read.limits import COLUMNS

_WRAPPERS = {x.SDT, x.SDT_CONTENT, x.CUSTOM_XML, x.SMART_TAG, x.INS, x.MOVE_TO, x.ALTERNATE, x.CHOICE}


@dataclass(frozen=True, slots=True)
class Cell:
    """A ``w:tc`` in its row. ``merged`` is "" (a cell of its own), "left" or "above" (it continues that one)."""

    element: _Element
    column: int
    span: int
    merged: str


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` from the left; ``width`` counts grid columns, those after the last cell (gridAfter) included."""

    cells: tuple[Cell, ...]
    width: int
    deleted: bool


def rows(table: _Element) -> Iterator[Row]:
    """The rows of one table, looking through content controls and tracked insertions around rows and cells."""
    for element in _children(table, x.TR):
        properties = element.find(x.TR_PR)
        yield _row(element, properties)


def _row(element: _Element, properties: _Element | None) -> Row:
    column, cells = _grid(properties, "gridBefore"), []
    for tc in _children(element, x.TC):
        cell_properties = tc.find(x.TC_PR)
        span = max(_grid(cell_properties, "gridSpan"), 1)
        cells.append(Cell(tc, column, span, _merged(cell_properties)))
        column = min(column + span, COLUMNS)
    deleted = properties is not None and (properties.find(x.DEL) is not None)
    return Row(tuple(cells), min(column + _grid(properties, "gridAfter"), COLUMNS), deleted)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """Children of one kind, in order, also inside wrappers (a ring is not possible, the depth of XML is limited)."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _grid(properties: _Element | None, name: str) -> int:
    """A count of grid columns, kept within reason (a hostile file may say a thousand million)."""
    return 0 if properties is None else min(max(x.number(x.value(properties, name), 0), 0), COLUMNS)


def _merged(properties: _Element | None) -> str:
    """Which neighbour a cell continues: w:vMerge, and w:hMerge of Word 97 (both: no value means "continue")."""
    if properties is None:
        return ""
    if x.value(properties, "hMerge") in ("", "continue"):
        return "left"
    return "above" if x.value(properties, "vMerge") in ("", "continue") else ""
