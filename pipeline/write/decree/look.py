"""How a .docx looks, as values: its runs, paragraphs, page setups. ``letter_reader`` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """Words of one look; ``size`` in points, ``font`` and ``colour`` as Word names them."""

    text: str
    size: float
    bold: bool
    italic: bool
    underlined: bool
    yellow: bool
    font: str
    colour: str
    raised: bool


class Line(NamedTuple):
    """One paragraph. Lengths in points; ``spacing`` is a multiple, or points where ``fixed``.

    ``rule`` is the length of a line drawn at it; ``cell`` is (table, row, column) or None, ``column`` the width of what
    it stands in.
    """

    text: str
    runs: tuple[Run, ...]
    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    spacing: float
    fixed: bool
    rule: float
    cell: tuple[int, int, int] | None
    column: float
    section: int

    @property
    def size(self) -> float:
        """Size of most of its letters, in points."""
        sizes: dict[float, int] = {}
        for run in self.runs:
            sizes[run.size] = sizes.get(run.size, 0) + len(run.text.strip())
        return max(sizes, key=lambda one: sizes[one]) if sizes else 0.0

    def share(self, mark: str) -> float:
        """Share of its letters that are bold, italic, underlined or yellow (0 to 1)."""
        letters = sum(len(run.text.strip()) for run in self.runs)
        marked = sum(len(run.text.strip()) for run in self.runs if getattr(run, mark))
        return marked / letters if letters else 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """Page setup of one section, in millimetres; ``start`` is the number of its first page, 0 where it counts on."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    first_page_differs: bool
    start: int
    page_number: Line | None
    number_on_first: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A whole document: its paragraphs in order (cells row by row) and its sections."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
