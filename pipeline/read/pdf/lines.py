"""Lines of a page joined to paragraphs, over page ends too, and what stands on every page taken away."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.rows import Row
from pipeline.read.typed import split_number

PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.;:!?…]$")
_LOOSE = 6.0  # letters' heights at the right that a line must leave free to be the last of its paragraph


def running_heads(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """Page numbers, and what stands at the top or bottom of at least three pages, and half of them."""
    often = Counter(text for rows in pages for text in {row.text for row in _edges(rows)})
    heads = {row for rows in pages for row in _edges(rows) if often[row.text] >= max(3, len(pages) // 2)}
    return heads | {row for rows in pages for row in (*rows[:1], *rows[-1:]) if PAGE_NUMBER.fullmatch(row.text)}


def _edges(rows: Sequence[Row]) -> list[Row]:
    return [*rows[:2], *rows[2:][-2:]]


def joined(pages: Sequence[Sequence[Row]], wide: float | None = None) -> list[list[Row]]:
    """Lines put together to paragraphs; see ``_begins`` for what starts a new one.

    ``wide`` is where lines end that are full (x, in points); without it, where most of the long ones do.
    """
    rows = [row for page in pages for row in page]
    if len(rows) < 2:
        return [[row] for row in rows]
    right = wide if wide is not None else statistics.quantiles([row.right for row in rows], n=10)[-1]
    pitches = [pitch for before, row in pairwise(rows) if (pitch := before.base - row.base) > 0.5 * row.size]
    pitch = statistics.median_low(pitches) if pitches else 0.0
    made = [[rows[0]]]
    for before, row in pairwise(rows):
        if _begins(before, row, right, pitch, wide is not None):
            made.append([row])
        else:
            made[-1].append(row)
    return made


def _begins(before: Row, row: Row, right: float, pitch: float, narrow: bool) -> bool:
    """Whether ``row`` starts a paragraph: a number, a full stop and indent, a short line before it, a wide gap.

    ``right`` is where full lines end, ``pitch`` how far lines of a paragraph stand apart (both in points). In a
    ``narrow`` cell a line is short where the next word would have had room.
    """
    height = max(before.size, 4.0)
    room = height * (0.4 + 0.55 * len(row.text.split(" ", 1)[0])) if narrow else _LOOSE * height
    if split_number(row.text)[0] or before.right < right - room:
        return True
    if row.left - before.left > 0.8 * height and _ENDS.search(before.text):
        return True
    return before.base - row.base > 1.25 * pitch + 0.5 or before.text.isupper() != row.text.isupper()
