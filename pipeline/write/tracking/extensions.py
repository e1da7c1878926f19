"""How often a limit was extended, and to which day last: kept beside the limit, whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.write.office.sheets import Value
from pipeline.write.tracking.model import TASKS, Tracker
from pipeline.write.tracking.status import day
from pipeline.write.tracking.values import shown


def counted_extension(cells: Mapping[str, Value]) -> dict[str, Value]:
    """The cells with «Số lần gia hạn» ("2 lần, gần nhất 30/06/2025") brought up to «Gia hạn đến»."""
    to, said = day(cells.get("extended")), shown(cells.get("extensions"))
    if to is None or said.endswith(shown(to)):
        return dict(cells)
    count = int(said.split(" ", 1)[0]) if said.split(" ", 1)[0].isdecimal() else 0
    return {**cells, "extensions": f"{count + 1} lần, gần nhất {shown(to)}"}


def with_extensions(tracker: Tracker) -> Tracker:
    """Every row's count brought up: a day typed in «Gia hạn đến» is one granted."""
    rows = tuple(replace(row, cells=counted_extension(row.cells)) for row in tracker.rows(TASKS))
    return replace(tracker, listings={**tracker.listings, TASKS.title: rows})
