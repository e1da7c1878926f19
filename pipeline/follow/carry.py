"""Unfinished work of one plan taken into the next plan's workbook, with its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.write.log import Act
from pipeline.write.office.sheets import Value
from pipeline.write.tracking.keep import line
from pipeline.write.tracking.model import LOG, TASKS, Tracker, TrackerRow
from pipeline.write.tracking.pages.sheets import standing
from pipeline.write.tracking.recurring import Recurring, next_due
from pipeline.write.tracking.status import DONE

_NOT_CARRIED = ("no", "doubt")


def carry_over(old: Tracker, new: Tracker, name: str, today: date) -> tuple[Tracker, tuple[Act, ...]]:
    """``new`` with a row for each task of ``old`` (its folder is ``name``) that is not done, and their lines.

    A row's id is then "<name>/<id>", and its place says which plan it is from; what was carried before is not carried
    again.
    """
    held = {(row.words("id"), row.words("owner")) for row in new.rows(TASKS)}
    rows = [row for row in _unfinished(old, name, today) if (row.words("id"), row.words("owner")) not in held]
    source = f"Chuyển từ {old.cite}"
    log = [line(today, row, "Chuyển kỳ sau", "", row.words("action"), source) for row in rows]
    listings = {
        **new.listings,
        TASKS.title: (*new.rows(TASKS), *rows),
        LOG.title: (*new.rows(LOG), *log),
    }
    acts = tuple(_act(row, name) for row in rows)
    identity = replace(new.identity, acts=new.identity.acts + len(acts))
    return replace(new, listings=listings, identity=identity), acts


def _act(row: TrackerRow, name: str) -> Act:
    words = {"task_id": row.words("id"), "agency_id": row.words("owner"), "after": row.words("action")}
    return Act("", "carry-over", source=name, **words)


def _unfinished(old: Tracker, name: str, today: date) -> Iterator[TrackerRow]:
    """The rows to carry, as rows of a person's own; a recurring day becomes the next one."""
    for row in old.rows(TASKS):
        _, condition, _ = standing(row, old.soon, today)
        if condition is None or condition.id in DONE:
            continue
        cells: dict[str, Value] = {key: value for key, value in row.cells.items() if key not in _NOT_CARRIED}
        cells["id"] = f"{name}/{row.words('id')}"
        cells["place"] = f"Chuyển từ {old.cite}" + (f": {row.words('place')}" if row.words("place") else "")
        due = cells.get("due")
        if isinstance(due, Recurring):
            cells["due"] = next_due(due, today)
        yield TrackerRow(cells, comments=row.comments)
