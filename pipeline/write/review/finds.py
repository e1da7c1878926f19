"""The finds of a plan as the review page shows them: each once, with the rows that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Mention, Span, Task

Key = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Find:
    """Characters of the plan, read as ``label`` by ``rule`` with ``value``; ``tasks`` are the rows (from 0) resting on
    it."""

    span: Span
    label: str
    rule: str
    value: str
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a block over which the same finds and the same rows' words lie (indices, ascending)."""

    text: str
    finds: tuple[int, ...]
    tasks: tuple[int, ...]


def collect_finds(tasks: Sequence[Task]) -> tuple[Find, ...]:
    """Every find of ``tasks`` in the order of the plan; one that several rows rest on (a heading's agency) stands
    once."""
    found: dict[Key, tuple[Mention, list[int]]] = {}
    for number, task in enumerate(tasks):
        for mention in (*task.mentions, *_monitors(task)):
            _, rows = found.setdefault((mention.span, mention.label), (mention, []))
            if not rows or rows[-1] != number:
                rows.append(number)
    ordered = sorted(found.values(), key=lambda pair: (pair[0].span, pair[0].label))
    return tuple(Find(m.span, m.label, m.rule, _text(m.value), tuple(rows)) for m, rows in ordered)


def find_numbers(finds: Sequence[Find]) -> Mapping[Key, int]:
    """Index of each find by its characters and label."""
    return {(find.span, find.label): number for number, find in enumerate(finds)}


def by_block(finds: Sequence[Find]) -> Mapping[int, list[int]]:
    """Indices of the finds of each block."""
    inside: dict[int, list[int]] = defaultdict(list)
    for number, find in enumerate(finds):
        inside[find.span.block].append(number)
    return inside


def words_by_block(tasks: Sequence[Task]) -> Mapping[int, list[tuple[Span, int]]]:
    """The stretches of each block that are the words of a row, with the row's index."""
    inside: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, task in enumerate(tasks):
        for span in task.spans:
            inside[span.block].append((span, number))
    return inside


def cut_pieces(text: str, finds: Iterable[tuple[Span, int]], words: Iterable[tuple[Span, int]]) -> Iterator[Stretch]:
    """The pieces of a block's ``text``, joined again the text itself; spans may overlap in any way."""
    marked, worded = list(finds), list(words)
    cuts = {0, len(text)} | {c for s, _ in (*marked, *worded) for c in (min(s.start, len(text)), min(s.end, len(text)))}
    points = sorted(cuts)
    for start, end in zip(points, points[1:], strict=False):
        yield Stretch(text[start:end], _covering(marked, start, end), _covering(worded, start, end))


def _covering(spans: Sequence[tuple[Span, int]], start: int, end: int) -> tuple[int, ...]:
    return tuple(sorted({number for span, number in spans if span.start <= start and end <= span.end}))


def _monitors(task: Task) -> Iterator[Mention]:
    """Who watches over a task has no mention of its own."""
    return (Mention(p.span, "monitor", "MONITOR", p.agency.name) for p in task.monitors)


def _text(value: object) -> str:
    return "" if value is None else str(value)
