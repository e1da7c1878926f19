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
_DASHES = "-–—+"
_CUT = re.compile(r"[\w/]-$|\d/$")
_CUT_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{3})*\.(\d{1,2})$")
_CODAS = {"c", "ch", "m", "n", "ng", "nh", "p", "t"}
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
    room = height * (0.4 + 0.55 * len(row.text.split(" ", 1)[0]))  # what the next word would have needed
    room = room if narrow else max(room, _LOOSE * height)
    short, indented = before.right < right - room, row.left - before.left > 0.8 * height
    number = split_number(row.text)[0]
    dash = number in _DASHES and row.text[len(number) :].lstrip()[:1].islower()  # "nông nghiệp tuần hoàn - hữu cơ"
    if short or (number and (not dash or indented or _ENDS.search(before.text))):
        return True
    if indented and _ENDS.search(before.text):
        return True
    return before.base - row.base > 1.25 * pitch + 0.5 or _is_shouted(before.text) != _is_shouted(row.text)


def _is_shouted(text: str) -> bool:
    """Whether words are in capitals; a symbol such as "72/2025/QH15" is no word."""
    return text.isupper() and any(len(word) > 1 and word.isalpha() for word in text.split())


def text_of(rows: Sequence[Row]) -> str:
    """The words of lines that are one paragraph; a symbol, date, number or word that a line end cuts is whole again."""
    text = rows[0].text
    for before, row in pairwise(rows):
        text += row.text if _is_cut(before.text, row.text) else " " + row.text
    return text


def _is_cut(before: str, after: str) -> bool:
    """Whether a line ends inside a word: at the hyphen of a symbol, or because a narrow cell had no room for it."""
    if after[:1] in ",.;:)" or (_CUT.search(before) and after[:1].isalnum()):
        return True
    if " " in before:
        return False
    if "/" in before and before[-1:].isdigit():
        return after[:1].isdigit()
    if match := _CUT_NUMBER.search(before):
        return bool(re.match(rf"\d{{{3 - len(match[1])}}}(?!\d)", after))
    return before[-1:].isalpha() and re.split(r"\W", after, maxsplit=1)[0].lower() in _CODAS
