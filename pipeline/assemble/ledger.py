"""The ledger: what became of every character of the document, derived from what the stages said of its words.

Each stretch has one fate. Where several were said of the same words, the strongest counts: a task's words are the
task's, whatever else quotes them; a notice counts only where nothing else holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.assemble.draft import Draft, line_spans
from pipeline.find.layout.header import head_field
from pipeline.find.layout.parts import Part
from pipeline.model import Block, Document, Fate, LedgerEntry, Notice, Span, Task

UNSAID = "W427"  # words that no stage said anything of
STRENGTH: Mapping[Fate, int] = {
    "task": 0,
    "activity": 1,
    "funding": 2,
    "heading": 3,
    "head": 4,
    "foot": 5,
    "aside": 6,
    "notice": 7,
}
_WORD = re.compile(r"\w")


def build_ledger(document: Document, said: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The entries that tile the document; ``said`` are stretches with their fates, overlapping in any way.

    Marks alone between two entries ("; ", a dash) go with the words before them, else with those behind; words of
    which nothing was said get a notice ``UNSAID``.
    """
    by_block: dict[int, list[LedgerEntry]] = defaultdict(list)
    for entry in said:
        by_block[entry.span.block].append(entry)
    return tuple(e for block in document.blocks if block.text for e in _tile(block, by_block[block.index]))


def _tile(block: Block, said: Sequence[LedgerEntry]) -> Iterator[LedgerEntry]:
    """The entries of one block, in order."""
    size = len(block.text)
    ranked = sorted(said, key=lambda e: STRENGTH[e.fate]) if len(said) > 1 else said
    if ranked and ranked[0].span.start == 0 and ranked[0].span.end == size and not _padded(block.text):
        yield ranked[0]  # nearly always
        return
    cuts = sorted({0, size} | {min(c, size) for e in said for c in (e.span.start, e.span.end)})
    pieces: list[LedgerEntry] = []
    for start, end in pairwise(cuts):
        holds = next((e for e in ranked if e.span.start <= start and end <= e.span.end), None)
        if holds is None and pieces and not _WORD.search(block.text, start, end):
            holds = pieces[-1]
        made = _over(holds, start, end) if holds else _unsaid(block, start, end)
        if pieces and _same(pieces[-1], made):
            made = _over(made, pieces.pop().span.start, end)
        pieces.append(made)
    yield from (t for piece in _with_marks(block, pieces) if (t := _trimmed(block, piece)) is not None)


def _with_marks(block: Block, pieces: list[LedgerEntry]) -> Sequence[LedgerEntry]:
    """Marks at the very start, of which nothing was said, go with the words behind them."""
    if len(pieces) > 1 and pieces[0].id == UNSAID and not _WORD.search(block.text, 0, pieces[0].span.end):
        return [_over(pieces[1], 0, pieces[1].span.end), *pieces[2:]]
    return pieces


def _padded(text: str) -> bool:
    return text[0].isspace() or text[-1].isspace()


def _over(entry: LedgerEntry, start: int, end: int) -> LedgerEntry:
    """The same fate over other characters of the block."""
    return LedgerEntry(Span(entry.span.block, start, end), entry.fate, entry.id, entry.rule)


def _unsaid(block: Block, start: int, end: int) -> LedgerEntry:
    return LedgerEntry(Span(block.index, start, end), "notice", UNSAID)


def _same(a: LedgerEntry, b: LedgerEntry) -> bool:
    return (a.fate, a.id, a.rule) == (b.fate, b.id, b.rule)


def _trimmed(block: Block, entry: LedgerEntry) -> LedgerEntry | None:
    """The entry without blanks at its ends; None where it holds nothing else."""
    words = block.text[entry.span.start : entry.span.end]
    start = entry.span.start + len(words) - len(words.lstrip())
    end = entry.span.start + len(words.rstrip())
    return _over(entry, start, end) if start < end else None


def of_tasks(made: Iterable[tuple[Draft, Task]]) -> Iterator[LedgerEntry]:
    """The words of each row, with the label lines and cells that fill its fields."""
    rows = list(made)
    for _, task in rows:
        yield from (LedgerEntry(span, "task", task.id) for span in task.spans)
    for draft, task in rows:
        lines = (span for line in draft.lines for span in line_spans(line))
        yield from (LedgerEntry(span, "task", task.id) for span in (*lines, *draft.beside))


def of_edges(document: Document, part: Part) -> Iterator[LedgerEntry]:
    """Head, title and tail of a paper, line by line, each with the field that it fills."""
    for fate, indices in (("head", part.head), ("foot", part.tail)):
        for index in indices:
            for start, end in _lines(document.blocks[index].text):
                name = head_field(document.blocks[index].text[start:end], foot=fate == "foot")
                yield LedgerEntry(Span(index, start, end), "foot" if fate == "foot" else "head", name)
    for index in part.title:
        yield LedgerEntry(Span(index, 0, len(document.blocks[index].text)), "head", "title")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def unsaid_notices(document: Document, ledger: Iterable[LedgerEntry]) -> tuple[Notice, ...]:
    """A notice for each stretch of which no stage said anything."""
    left = [e.span for e in ledger if e.id == UNSAID]
    return tuple(Notice(UNSAID, span, document.quote(span)) for span in left)
