"""Where a task stands in the plan, as the decree cites it: "điểm 2.7 khoản 2 Mục III" (capitals: Phụ lục II)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import Document, Task


def place_in_plan(task: Task, document: Document, row_numbers: Mapping[int, str]) -> str:
    """Where the task stands, from the smallest unit to the largest: "điểm 2.7 khoản 2 Mục III"; what has no number is
    named by the words of its heading in «»; empty where it has none.

    ``row_numbers`` gives the number that a table row bears for each block of it.
    """
    annex, section = _annex(task)
    row = next((row_numbers[span.block] for span in task.spans if span.block in row_numbers), "")
    parts = [f"số thứ tự {row}"] if row else []
    parts += _levels(section)
    if annex:
        parts.append(annex)
    heading = task.heading.strip(" .:;")
    return " ".join(parts) or (f"nội dung «{heading}»" if heading else "")


def _annex(task: Task) -> tuple[str, str]:
    """The annex of a task and the section inside it ("PL1.II" is "Phụ lục 1", "II")."""
    place = task.section or task.id.rsplit("-", 1)[0]
    found = re.match(r"PL([0-9IVX]*)(?:\.|$)", place) or re.match(r"PL([0-9IVX]*)(?:\.|-)", task.id)
    if not found:
        return "", task.section
    section = place[found.end() :] if place.startswith("PL") else task.section
    return f"Phụ lục {found.group(1)}".strip(), section


def _levels(section: str) -> list[str]:
    """The units of an outline number, smallest first (mục, khoản, điểm: điểm đ khoản 6 Mục II; below them tiết)."""
    found: list[str] = []
    figures: list[str] = []
    below = iter(("điểm", "tiết"))
    for part in filter(None, re.sub(r"~\d+", "", section).split(".")):
        if part.isdigit():
            figures.append(part)
            name = "khoản" if len(figures) == 1 else next(below, "ý")
            found.append(f"{name} {'.'.join(figures)}")
        elif re.fullmatch(r"[IVX]+", part):
            found.append(f"Mục {part}")
        elif re.fullmatch(r"[A-ZĐ]", part):
            found.append(f"Phần {part}")
        elif re.fullmatch(r"[a-zđ]", part):
            found.append(f"{next(below, 'ý')} {part}")
        else:
            found.append(part)
    return found[::-1]


def row_numbers(document: Document) -> dict[int, str]:
    """For every block in a table: what the first cell of its row says, where that is a number or sign of at most 8
    letters."""
    numbers: dict[int, str] = {}
    for table in document.tables:
        for row in table.rows:
            first = next((document.blocks[block] for block in row if block is not None), None)
            sign = (first.number or first.text).strip(" .") if first else ""
            if sign and len(sign) <= 8 and any(char.isdigit() for char in sign):
                numbers.update({block: sign for block in row if block is not None})
    return numbers
