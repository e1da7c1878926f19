"""The mark: a hidden cell at the end of each row that says what the program wrote there.

It travels with its row when people insert, sort, filter or delete, so the next run knows which cells a person changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.write.tracking.model import Listing, TrackerRow
from pipeline.write.tracking.recurring import Recurring

VERSION = 2  # of the columns that a mark tells of, in their order; older marks have fewer


def write_mark(listing: Listing, row: TrackerRow) -> str:
    """``version|start|recurrence|digest.digest.…`` in the order of the columns; "" for a row that a person added."""
    if not row.base:
        return ""
    due = row.cells.get("due")
    rule = due if isinstance(due, Recurring) else ""
    digests = ".".join(row.base.get(key, "") for key in _keys(listing, VERSION))
    return f"{VERSION}|{row.start.isoformat() if row.start else ''}|{rule}|{digests}"


def read_mark(listing: Listing, text: str) -> tuple[Mapping[str, str], date | None, str]:
    """The digests by column key, the start and the recurrence; empty where the cell holds no mark of this version."""
    parts = text.split("|")
    keys = _keys(listing, int(parts[0]) if parts[0].isdecimal() else 0)
    if len(parts) != 4 or not keys or parts[3].count(".") != len(keys) - 1:
        return {}, None, ""
    base = dict(zip(keys, parts[3].split("."), strict=True))
    return base, date.fromisoformat(parts[1]) if parts[1] else None, parts[2]


def _keys(listing: Listing, version: int) -> list[str]:
    """The columns whose values are the program's own or a person's, formulas apart."""
    held = (column for column in listing.columns if column.since <= version <= VERSION)
    return [column.key for column in held if not column.formula and column.key != "mark"]
