"""The tracking workbook: made from a plan, and made again without losing what people typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from pipeline.contract import TRACKING
from pipeline.model import Plan, Settings
from pipeline.write.office.sheets import Value, no_collection
from pipeline.write.tracking.extensions import with_extensions
from pipeline.write.tracking.keep import take_over
from pipeline.write.tracking.model import DROPPED, LISTINGS, LISTS, TASKS
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.rows import Letters, tracker_of
from pipeline.write.tracking.values import digest, shown


@dataclass(frozen=True, slots=True)
class TrackingResult:
    """The new file, and what became of the old one: counts, and a line (Vietnamese) for each thing that could not be
    carried."""

    content: bytes
    rows: int
    kept: int = 0
    added: int = 0
    changed: int = 0
    dropped: int = 0
    left_behind: tuple[str, ...] = ()


@no_collection()
def tracking_workbook(
    plan: Plan,
    settings: Settings,
    today: date,
    previous: bytes | None = None,
    agency_sheets: bool = False,
    letters: Letters | None = None,
    permanent: str = "",
) -> TrackingResult:
    """The bytes of tracking.xlsx for ``plan`` as of ``today``.

    ``previous`` is the file as it lies there now: all that people typed in it is taken over. ``agency_sheets`` adds a
    sheet for each agency; once there, they stay. ``letters`` are the cells of Đơn vị about each agency's letter, by its
    id; ``permanent`` is the plan's id where an earlier reading gave it. Raises PipelineError E32x where it cannot be
    read; nothing is decided silently then.
    """
    tracker = tracker_of(plan, settings, today, letters)
    if permanent:
        tracker = replace(tracker, identity=replace(tracker.identity, plan=permanent))
    if previous is None:
        return TrackingResult(tracker_bytes(tracker, today, shares=agency_sheets), len(tracker.rows(TASKS)))
    reading = read_tracker(previous, TRACKING)
    kept = take_over(tracker, reading.tracker, today)
    return TrackingResult(
        content=tracker_bytes(with_extensions(kept.tracker), today, shares=agency_sheets or reading.shares),
        rows=len(kept.tracker.rows(TASKS)),
        kept=kept.kept,
        added=kept.added,
        changed=kept.changed,
        dropped=kept.dropped,
        left_behind=(*reading.left_behind, *reading.remarks, *reading.uncounted),
    )


def sheet_lines(content: bytes, cached: bool = True) -> list[str]:
    """A text view of a workbook for tests: a line for each filled row of each sheet, cells joined by " | ".

    ``cached`` shows the values beside the formulas, else the formulas themselves.
    """
    workbook = load_workbook(BytesIO(content), data_only=cached)
    lines = []
    for sheet in workbook.worksheets:
        lines.append(f"## {sheet.title}")
        for row in sheet.iter_rows(values_only=True):
            cells = [_flat(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells and sheet.title != LISTS:
                lines.append(" | ".join(cells))
    return lines


def _flat(value: object) -> str:
    """A cell on one line."""
    plain: Value = value if isinstance(value, (str, int, float, date)) else None
    return shown(plain).replace("\n", " / ")


def typed_values(content: bytes, where: str = TRACKING) -> int:
    """How much of a person's is in a workbook: typed cells, added or dropped rows, columns, sheets and comments; 0: it
    can be made again.

    Raises PipelineError E320 to E322: a file that cannot be read may hold anything.
    """
    tracker = read_tracker(content, where).tracker
    rows = [row for listing in LISTINGS for row in tracker.rows(listing)]
    cells = sum(1 for row in rows for key, value in row.cells.items() if digest(value) and row.typed(key))
    beside = sum(len(row.extra) + len(row.comments) + len(row.fills) for row in rows)
    return cells + beside + len(tracker.extra_sheets) + len(tracker.rows(DROPPED))
