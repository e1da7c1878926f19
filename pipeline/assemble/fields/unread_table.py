"""Tables whose columns no rule knows: which of their rows may be orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.assemble.fields.values import begins_order
from pipeline.find.lexicon import Lexicon
from pipeline.model import Table

Row = tuple[int | None, ...]
Cell = tuple[int, str]  # a block and its words
_SENTENCE = 5  # words; more than these beside an agency's name say what is to be done


def filled(row: Row, text: Callable[[int | None], str]) -> list[Cell]:
    """The cells of a row that hold words, a merged one once."""
    return [(c, text(c)) for c in dict.fromkeys(row) if c is not None and text(c).strip()]


def work_cell(cells: Sequence[Cell], lexicon: Lexicon) -> tuple[Cell | None, bool]:
    """The longest cell of a row that is no list of agencies, and whether another one is."""
    told = [c for c in cells if lexicon.agencies.is_agency_heading(c[1].replace("\n", " "))]
    return max((c for c in cells if c not in told), key=lambda c: len(c[1]), default=None), bool(told)


def is_work(words: str, lexicon: Lexicon) -> bool:
    """Words that begin as an order does."""
    return len(words.split()) > 2 and begins_order(words, lexicon)


def unnumbered_work(cells: Sequence[Cell], lexicon: Lexicon) -> Cell | None:
    """What is to be done in a row that looks like a group's title, where a cell beside it holds agencies."""
    work, named = work_cell(cells, lexicon)
    return work if named and work is not None and is_work(work[1], lexicon) else None


def unread_rows(table: Table, text: Callable[[int | None], str], lexicon: Lexicon) -> list[tuple[Row, Cell]]:
    """The rows, with the cell of the work, where a cell beside it holds agencies; where one of these is an order, all
    rows that begin as orders do. None in a table in which that happens once and by chance."""
    works = [(row, *work_cell(filled(row, text), lexicon)) for row in table.rows]
    told = [(row, work) for row, work, named in works if work and named]
    orders = any(is_work(work[1], lexicon) for _, work in told)
    long = [(row, work) for row, work in told if len(work[1].split()) > _SENTENCE]
    if not orders:
        return long if len(long) > 1 else []
    return [(row, work) for row, work, _ in works if work and ((row, work) in long or is_work(work[1], lexicon))]
