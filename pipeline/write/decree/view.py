"""A letter as lines of text: what golden tests compare and a terminal can show."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from pipeline.write.decree.look import Line
from pipeline.write.decree.reader import read_look


def letter_lines(source: bytes | Path) -> list[str]:
    """One line a paragraph; the cells of a table row stand in one line, parted by " | ", their paragraphs by " / ".

    Words that a person must fill are in ⟦ ⟧ (yellow in the letter); a line "---" begins a new section.
    """
    shown: list[str] = []
    section = 0
    for place, group in groupby(read_look(source).lines, key=lambda line: (line.section, line.cell and line.cell[:2])):
        lines = list(group)
        if place[0] != section:
            section = place[0]
            shown.append("---")
        shown.extend([_row(lines)] if place[1] else [_words(line) for line in lines])
    return [line for line in shown if line.strip(" |/")]


def _row(lines: list[Line]) -> str:
    cells = groupby(lines, key=lambda line: line.cell)
    return " | ".join(" / ".join(filter(None, map(_words, cell))) for _, cell in cells)


def _words(line: Line) -> str:
    """The words of a paragraph; neighbouring yellow runs are one blank."""
    parts = groupby(line.runs, key=lambda run: run.yellow)
    texts = ((yellow, "".join(run.text for run in runs).replace("\u00a0", " ")) for yellow, runs in parts)
    return "".join(f"⟦{text.strip() or ' '}⟧" if yellow else text for yellow, text in texts).strip()
