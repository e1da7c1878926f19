"""Tables from their ruling lines: lines that cross make a grid, cells without a wall between them are merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.read.limits import COLUMNS
from pipeline.read.pdf.letters import Box, Letter, Page, RuledLine

_SNAP = 3.0
_LINES = 1_000


class Ruled(NamedTuple):
    """A ruled table: the box of each cell and the grid places that it takes (row and column from the top left).

    ``edges`` are the columns' x from the left, ``levels`` the rows' y from the top.
    """

    box: Box
    cells: tuple[tuple[Box, tuple[tuple[int, int], ...]], ...]
    edges: tuple[float, ...]
    levels: tuple[float, ...]


def ruled_tables(page: Page) -> list[Ruled]:
    """The tables of a page that have two cells or more, from the top."""
    level, upright = _joined(page.level), _joined(page.upright)
    if not 2 <= len(level) <= _LINES or not 2 <= len(upright) <= _LINES:
        return []
    made = [table for group in _crossing(level, upright) if (table := _table(*group)) is not None]
    outer = [t for t in made if not any(o is not t and _inside(t.box, o.box) for o in made)]
    return sorted(outer, key=lambda table: -table.box.top)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer.left - 1 <= inner.left
        and inner.right <= outer.right + 1
        and outer.bottom - 1 <= inner.bottom
        and inner.top <= outer.top + 1
    )


def _joined(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Lines that lie on each other or go on where another ends, as one."""
    made: list[RuledLine] = []
    for rule in sorted(rules):
        near = (n for n in range(len(made) - 1, max(len(made) - 60, -1), -1) if rule.at - made[n].at <= _SNAP)
        touching = next(
            (n for n in near if rule.low <= made[n].high + _SNAP and made[n].low <= rule.high + _SNAP), None
        )
        if touching is None:
            made.append(rule)
        else:
            other = made[touching]
            made[touching] = RuledLine(other.at, min(rule.low, other.low), max(rule.high, other.high))
    return made


def _crossing(level: list[RuledLine], upright: list[RuledLine]) -> Iterable[tuple[list[RuledLine], list[RuledLine]]]:
    """Groups of lines that cross or touch each other."""
    group = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for n, line in enumerate(level):
        for m, wall in enumerate(upright, len(level)):
            across = line.low - _SNAP <= wall.at <= line.high + _SNAP
            if across and wall.low - _SNAP <= line.at <= wall.high + _SNAP:
                group[root(n)] = root(m)
    groups: dict[int, tuple[list[RuledLine], list[RuledLine]]] = defaultdict(lambda: ([], []))
    for n, line in enumerate(level):
        groups[root(n)][0].append(line)
    for m, wall in enumerate(upright, len(level)):
        groups[root(m)][1].append(wall)
    return groups.values()


def _places(rules: list[RuledLine]) -> list[float]:
    made: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not made or at - made[-1] > _SNAP:
            made.append(at)
    return made


def _table(level: list[RuledLine], upright: list[RuledLine]) -> Ruled | None:
    xs, ys = _places(upright), _places(level)[::-1]
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 1 or high < 1 or wide > COLUMNS or wide * high < 2 or wide * high > 40_000:
        return None
    owner = {(r, c): (r, c) for r in range(high) for c in range(wide)}
    for r in range(high):
        for c in range(wide):
            x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
            if c + 1 < wide and not _walled(upright, xs[c + 1], y):
                _merge(owner, (r, c), (r, c + 1))
            if r + 1 < high and not _walled(level, ys[r + 1], x):
                _merge(owner, (r, c), (r + 1, c))
    places: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in owner:
        places[_owner(owner, place)].append(place)
    if len(places) < 2:
        return None
    cells = tuple((_box(taken, xs, ys), tuple(taken)) for _, taken in sorted(places.items()))
    return Ruled(Box(xs[0], ys[-1], xs[-1], ys[0]), cells, tuple(xs), tuple(ys))


def _walled(rules: list[RuledLine], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= _SNAP and rule.low - 1 <= across <= rule.high + 1 for rule in rules)


def _owner(owner: dict[tuple[int, int], tuple[int, int]], place: tuple[int, int]) -> tuple[int, int]:
    while owner[place] != place:
        place = owner[place]
    return place


def _merge(owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = sorted((_owner(owner, one), _owner(owner, other)))
    owner[second] = first


def _box(taken: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Box:
    rows, columns = zip(*taken, strict=True)
    return Box(xs[min(columns)], ys[max(rows) + 1], xs[max(columns) + 1], ys[min(rows)])


def letters_by_cell(table: Ruled, letters: list[Letter]) -> tuple[list[list[Letter]], list[Letter]]:
    """The letters in each cell of the table, and those outside of it."""
    at = {place: n for n, (_, places) in enumerate(table.cells) for place in places}
    held: list[list[Letter]] = [[] for _ in table.cells]
    outside: list[Letter] = []
    for letter in letters:
        x, y = (letter.left + letter.right) / 2, letter.base + 0.3 * letter.size
        column = sum(edge <= x for edge in table.edges) - 1
        row = sum(edge > y for edge in table.levels) - 1
        cell = at.get((row, column))
        (outside if cell is None else held[cell]).append(letter)
    return held, outside
