"""One workbook over all plans of the office: every task, by agency and by date, kept with the same care as each
plan's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.contract import OWNER_ROLES, PARTNER, REGISTER, TRACKING
from pipeline.write.office.sheets import Value, collation
from pipeline.write.tracking.keep import take_over
from pipeline.write.tracking.model import AGENCIES, DOUBTS, LOG, TASKS, Tracker, TrackerRow, based
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.status import load_statuses
from pipeline.write.tracking.tracking import TrackingResult

_COUNTS = (*OWNER_ROLES, PARTNER)


def office_register(
    trackers: Sequence[tuple[str, bytes]], today: date, previous: bytes | None = None
) -> TrackingResult:
    """The register over ``trackers`` (plan's folder name, tracking.xlsx), in the order given.

    What people typed in a plan's workbook shows here; what they typed here stays here and wins in this workbook, and
    where
    the plan's workbook has since said something else, both stand on Khác nhau. Raises PipelineError E320 to E322.
    """
    read = [(name, read_tracker(content, f"{name}/{TRACKING}").tracker) for name, content in trackers]
    new, links = _register(read, today), _links(read)
    if previous is None:
        return TrackingResult(tracker_bytes(new, today, "register", links=links), len(new.rows(TASKS)))
    old = read_tracker(previous, REGISTER)
    kept = take_over(new, old.tracker, today)
    rows = kept.tracker.rows(TASKS)
    return TrackingResult(
        tracker_bytes(kept.tracker, today, "register", links=links),
        len(rows),
        kept.kept,
        kept.added,
        kept.changed,
        kept.dropped,
        old.left_behind,
    )


def _links(read: Sequence[tuple[str, Tracker]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Where each row stands in its plan's own workbook."""
    return {
        (f"{name}/{row.words('id')}", row.words("owner")): (f"{name}/{TRACKING}", f"'{TASKS.title}'!A{row.at}")
        for name, tracker in read
        for row in tracker.rows(TASKS)
    }


def _register(read: Sequence[tuple[str, Tracker]], today: date) -> Tracker:
    """All rows under one roof; ids and places name their plan."""
    rows: list[TrackerRow] = []
    doubts: list[TrackerRow] = []
    for name, tracker in read:
        for row in tracker.rows(TASKS):
            cells: dict[str, Value] = {**row.cells, "no": len(rows) + 1, "id": f"{name}/{row.words('id')}"}
            cells["place"] = f"{tracker.cite}: {row.words('place')}"
            rows.append(based(TASKS, cells, start=row.start, extra=row.extra, comments=row.comments))
        for row in tracker.rows(DOUBTS):
            doubts.append(
                based(DOUBTS, {**row.cells, "no": len(doubts) + 1, "task_id": f"{name}/{row.words('task_id')}"})
            )
    listings = {
        TASKS.title: tuple(rows),
        DOUBTS.title: tuple(doubts),
        AGENCIES.title: tuple(_agencies(read)),
        LOG.title: (
            based(
                LOG,
                {"on": today, "source": "register", "what": "Lập sổ theo dõi chung", "after": f"{len(read)} kế hoạch"},
            ),
        ),
    }
    extra = tuple(
        dict.fromkeys(heading for _, tracker in read for heading in tracker.extra_columns.get(TASKS.title, ()))
    )
    title = f"Sổ theo dõi chung ({len(read)} kế hoạch)"
    return Tracker(title, "Tất cả các kế hoạch", load_statuses().soon_days, listings, {TASKS.title: extra})


def _agencies(read: Sequence[tuple[str, Tracker]]) -> list[TrackerRow]:
    """One line an agency over all plans: the order in which the plans' own sheets have them, then the alphabet."""
    places: dict[str, int] = {}
    counts: dict[str, dict[str, int]] = {}
    typed: dict[str, dict[str, Value]] = {}
    for _, tracker in read:
        for place, row in enumerate(tracker.rows(AGENCIES)):
            name = row.words("agency")
            places[name] = min(place, places.get(name, place))
            line = counts.setdefault(name, dict.fromkeys(_COUNTS, 0))
            for key in _COUNTS:
                held = row.cells.get(key)
                line[key] += int(held) if isinstance(held, (int, float)) else 0
            for key in ("contact", "phone", "mail"):
                if row.words(key):
                    typed.setdefault(name, {}).setdefault(key, row.cells[key])
    ordered = sorted(places, key=lambda name: (places[name], collation(name)))
    return [
        based(AGENCIES, {"no": number, "agency": name, **counts[name], **typed.get(name, {})})
        for number, name in enumerate(ordered, 1)
    ]
