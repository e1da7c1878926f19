"""Words that stand side by side without lines: heads and signatures as two columns, tables of aligned words as rows."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.rows import Row, cut
from pipeline.read.typed import split_number

_GUTTER = 0.5  # of the letters' height: what must stay free between two columns
_MORE = 1.2  # of the usual space between words: less than that parts no columns
_PITCH = 3.2  # of the letters' height: more space than that ends a table
_ALIGNED = 3.0
# What stands in the head and at the foot of every official paper (decree 30/2020/NĐ-CP, appendix I).
_OFFICIAL = re.compile(
    r"cộng\s*h(?:òa|oà)\s*xã\s*hội|độc\s*lập\s*[-–]\s*tự\s*do|đảng\s*cộng\s*sản\s*việt\s*nam|nơi\s*nhận|^\s*(?:tm|kt|tl|tuq)\s*\.",
    re.IGNORECASE,
)


class Columns(NamedTuple):
    """Pieces that stand in columns: those of each cell, row by row. ``single`` means columns that are no table."""

    grid: list[list[list[Row]]]
    single: bool


def columns(pieces: Sequence[Row]) -> list[Row | Columns]:
    """The pieces of a page, from the top, those that stand in columns put together."""
    lines = _lines(pieces)
    made: list[Row | Columns] = []
    n = 0
    while n < len(lines):
        end, gutters = _region(lines, n)
        found, count = _columns(lines[n:end], gutters) if gutters else (None, 0)
        if found is None:
            made += lines[n]
            n += 1
        else:
            made.append(found)
            n += count
    return made


def _lines(pieces: Sequence[Row]) -> list[list[Row]]:
    """Pieces on one baseline together."""
    lines: list[list[Row]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0].base - piece.base) <= 0.2 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def _region(lines: list[list[Row]], start: int) -> tuple[int, list[tuple[float, float]]]:
    """Where the lines end that leave the gaps of line ``start`` free, and those gaps as they are then."""
    gutters = [(one.right, two.left) for one, two in pairwise(lines[start])]
    end, known = start + 1, list(gutters)
    beside = _beside(lines, start)
    if not gutters and beside:
        gutters = known = [beside]
    official = _is_official(lines[start])
    while gutters and end < len(lines):
        line = lines[end]
        official = official or _is_official(line)
        if lines[end - 1][0].base - line[0].base > _PITCH * line[0].size * (3 if official else 1):
            break
        if official and len(line) == 1 and _is_between(line[0], lines[start:end], known):
            break
        gutters = [gap for gutter in known if (gap := _narrowed(gutter, line)) is not None]
        if not gutters or len(gutters) < min(len(known), 1):
            break
        known, end = gutters, end + 1
    return end, known


def _is_between(piece: Row, above: list[list[Row]], gutters: list[tuple[float, float]]) -> bool:
    """Whether a piece stands below both columns, in the middle of the page, as a title below a head does."""
    edge = sum(gutters[0]) / 2
    middles = [(other.left + other.right) / 2 for line in above for other in line]
    left = [middle for middle in middles if middle < edge]
    right = [middle for middle in middles if middle >= edge]
    if not left or not right:
        return False
    centres = statistics.median(left), statistics.median(right)
    middle = (piece.left + piece.right) / 2
    return abs(middle - sum(centres) / 2) < min(abs(middle - centre) for centre in centres)


def _beside(lines: list[list[Row]], start: int) -> tuple[float, float] | None:
    """The gap between a line of one piece and the next one, where they stand side by side at half a line's height."""
    if start + 1 >= len(lines) or len(lines[start]) > 1:
        return None
    one, two = lines[start][0], lines[start + 1][0]
    if one.base - two.base > 0.95 * max(one.size, two.size) or len(lines[start + 1]) > 1:
        return None
    left, right = sorted((one, two))
    gap = left.right, right.left
    return gap if gap[1] - gap[0] > _GUTTER * one.size else None


def _narrowed(gutter: tuple[float, float], line: list[Row]) -> tuple[float, float] | None:
    """What of the gutter ``line`` leaves free; None where a piece crosses it."""
    low, high = gutter
    for piece in line:
        if piece.right <= low or piece.left >= high:
            continue
        if piece.left <= low and piece.right >= high:
            return None
        if piece.left - low < high - piece.right:
            low = max(low, piece.right)
        else:
            high = min(high, piece.left)
    return (low, high) if high - low > _GUTTER * line[0].size else None


def _is_official(line: Sequence[Row]) -> bool:
    return any(_OFFICIAL.search(piece.text) for piece in line)


def _columns(lines: list[list[Row]], gutters: list[tuple[float, float]]) -> tuple[Columns | None, int]:
    """The lines as columns (a head or signature is one row, aligned words are a table), and how many of them are."""
    edges = [(low + high) / 2 for low, high in gutters]
    width = range(len(edges) + 1)
    placed = [[[piece for piece in line if _column(piece, edges) == n] for n in width] for line in lines]
    both = [row for row in placed if sum(map(bool, row)) > 1]
    if any(map(_is_official, lines)) and any(row[0] for row in placed) and any(row[-1] for row in placed):
        return Columns([[[piece for row in placed for piece in row[n]] for n in width]], True), len(lines)
    if len(both) < 2 or not _aligned(both):
        return None, 0
    placed = placed[: _end_of_table(placed)]
    return Columns(_by_rows(_refined(placed)), False), len(placed)


def _refined(placed: list[list[list[Row]]]) -> list[list[list[Row]]]:
    """The same lines in all columns between which no line has a word: a narrow gap too, where all lines have it."""
    lines = [[piece for cell in row for piece in cell] for row in placed]
    taken = sorted(edges for line in lines for piece in line for edges in piece.words or ((piece.left, piece.right),))
    spaces = [two[0] - one[1] for line in lines for piece in line for one, two in pairwise(piece.words)]
    least = max(_GUTTER * lines[0][0].size, _MORE * statistics.median(spaces) if spaces else 0.0)
    edges, right = list[float](), taken[0][1]
    for low, high in taken:
        if low - right > least:
            edges.append((low + right) / 2)
        right = max(right, high)
    made = [[piece for whole in line for piece in cut(whole, edges)] for line in lines]
    return [[[piece for piece in line if _column(piece, edges) == n] for n in range(len(edges) + 1)] for line in made]


def _end_of_table(placed: list[list[list[Row]]]) -> int:
    """How many lines belong to the table: after its last line with two cells, those that go on with a cell."""
    last = max(n for n, row in enumerate(placed) if sum(map(bool, row)) > 1)
    pitches = [_base(one) - _base(two) for one, two in pairwise(placed[: last + 1])]
    for n in range(last + 1, len(placed)):
        column = next(c for c, cell in enumerate(placed[n]) if cell)
        piece = placed[n][column][0]
        above = next((row[column][-1] for row in reversed(placed[:n]) if row[column]), None)
        if above is None or abs(above.size - piece.size) > 0.4 or split_number(piece.text)[0]:
            return n
        if above.base - piece.base > 1.35 * min(pitches) or abs(above.left - piece.left) > _ALIGNED:
            return n
    return len(placed)


def _column(piece: Row, edges: list[float]) -> int:
    return sum(edge <= (piece.left + piece.right) / 2 for edge in edges)


def _aligned(rows: list[list[list[Row]]]) -> bool:
    """Whether the pieces of the last column begin, or lie, under each other."""
    last = [row[-1][0] for row in rows if row[-1]]
    if len(last) < 2:
        return False
    for places in ([p.left for p in last], [p.right for p in last], [(p.left + p.right) / 2 for p in last]):
        middle = statistics.median(places)
        if sum(abs(place - middle) <= _ALIGNED for place in places) >= max(2, 0.6 * len(places)):
            return True
    return False


def _by_rows(placed: list[list[list[Row]]]) -> list[list[list[Row]]]:
    """Lines put together to rows: a new one begins where a column begins anew that had ended, or after a gap."""
    pitches = [_base(one) - _base(two) for one, two in pairwise(placed)]
    usual = min(pitches, default=0.0)
    made: list[list[list[Row]]] = []
    for n, line in enumerate(placed):
        full = sum(map(bool, line)) == len(line)
        if not made or full or pitches[n - 1] > 1.35 * usual:
            made.append([list(cell) for cell in line])
        else:
            for cell, more in zip(made[-1], line, strict=True):
                cell += more
    return made


def _base(line: list[list[Row]]) -> float:
    return next(cell[0].base for cell in line if cell)
