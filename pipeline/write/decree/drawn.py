"""Horizontal lines in a .docx, however drawn: a border, a drawing, or a row of underscores. Lengths in points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.write.office.wordml import MAIN

_EMU_PER_POINT = 12700
_VML_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, None: 1.0}
# Word sets raised letters at about two thirds of their size.
_RAISED = 0.65


def is_bordered(border: Element | None) -> bool:
    """Whether a paragraph has a line above or below it."""
    sides = [] if border is None else [one for one in border if one.tag in (f"{{{MAIN}}}top", f"{{{MAIN}}}bottom")]
    return any(one.get(f"{{{MAIN}}}val", "none") not in ("none", "nil") for one in sides)


def scored_length(text: str, size: float, raised: bool) -> float:
    """Length of a run of underscores, each half as wide as the size."""
    score = text.strip()
    return len(score) * size / 2 * (_RAISED if raised else 1) if score and set(score) == {"_"} else 0.0


def drawn_length(paragraph: Element) -> float:
    """Length of the longest flat drawing anchored in the paragraph."""
    return max(_drawn(paragraph), default=0.0)


def _drawn(paragraph: Element) -> Iterator[float]:
    """Lengths of flat drawings: DrawingML extents, and VML lines from one point to another."""
    for one in paragraph.iter():
        name = one.tag.rpartition("}")[2]
        if name == "extent" and float(one.get("cy", "0")) < 3 * _EMU_PER_POINT:
            yield float(one.get("cx", "0")) / _EMU_PER_POINT
        elif name == "line" and one.get("from") and one.get("to"):
            yield abs(_vml(one.get("to", "0")) - _vml(one.get("from", "0")))


def _vml(point: str) -> float:
    found = _VML_LENGTH.match(point)
    return float(found.group(1)) * _POINTS[found.group(2)] if found else 0.0
