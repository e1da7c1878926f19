"""Deadlines as an .ics that Outlook and Google Calendar read: one whole-day event a task, with alarms before it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from pipeline.contract import TRACKING
from pipeline.messages import PipelineError
from pipeline.write.tracking.model import TASKS, TrackerRow
from pipeline.write.tracking.pages.sheets import short, standing
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.recurring import Recurring, next_due
from pipeline.write.tracking.status import DONE, load_statuses
from pipeline.write.tracking.values import canonical


def deadline_calendar(content: bytes, today: date, where: str = TRACKING) -> bytes:
    """The calendar of ``content`` (tracking.xlsx): every task with a limit that is neither done nor paused.

    An event keeps its UID when its day moves, so a calendar that has it already moves it. Raises PipelineError E320
    to E322,
    and E324 where icalendar (an optional extra) is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise PipelineError("E324", where) from error
    tracker = read_tracker(content, where).tracker
    calendar = Calendar()
    calendar.add("prodid", "-//giaoviec//tracking//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", tracker.title)
    for row in tracker.rows(TASKS):
        limit, condition, _ = standing(row, tracker.soon, today)
        if limit and condition and condition.id not in (*DONE, "paused"):
            calendar.add_component(_event(row, limit, tracker.cite, today))
    return bytes(calendar.to_ical())


def _event(row: TrackerRow, limit: date, cite: str, today: date):  # type: ignore[no-untyped-def]  # icalendar is optional, so are its types
    """One event on the limit's day; a recurring task is one event that recurs."""
    from icalendar import Alarm, Event, vRecur

    event = Event()
    event.add("uid", _uid(row, cite))
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("summary", f"Hạn: {short(row.words('action'))}")
    event.add("dtstart", limit)
    event.add("dtend", limit + timedelta(1))
    event.add("transp", "TRANSPARENT")
    due = row.cells.get("due")
    if isinstance(due, Recurring) and next_due(due, today) == limit:
        event.add("rrule", vRecur.from_ical(due))
    lines = (
        ("Nhiệm vụ", row.words("action")),
        ("Đơn vị", row.words("owner")),
        ("Phối hợp", row.words("partners")),
        ("Căn cứ", ", ".join(part for part in (row.words("place"), cite) if part)),
        ("Trạng thái", row.words("status")),
    )
    event.add("description", "\n".join(f"{name}: {text}" for name, text in lines if text))
    for days in load_statuses().alarm_days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Còn {days} ngày: {short(row.words('action'))}")
        alarm.add("trigger", timedelta(days=-days, hours=8))  # eight in the morning
        event.add_component(alarm)
    return event


def _uid(row: TrackerRow, cite: str) -> str:
    """The same for the same task and owner of one plan, whatever its day."""
    words = row.base.get("action") or canonical(row.words("action"))
    key = "|".join((cite, row.base.get("owner") or canonical(row.words("owner")), words))
    return f"{sha256(key.encode()).hexdigest()[:32]}@giaoviec"
