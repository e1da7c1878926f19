"""The next day on which a recurring task falls due: in Python, and as a formula over the one cell that holds the
day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Recurring(str):
    """An RFC 5545 rule in the cell of a deadline; the sheet shows the next day instead."""


def next_due(rule: str, today: date) -> date | None:
    """The first due day on or after ``today``; None where the rule is of a kind that the plans do not use.

    A month, quarter or year without a day falls due on its last day, a week without one on Friday (the last working
    day).
    """
    parts = _parts(rule)
    if parts.get("FREQ") == "DAILY":
        return today
    if parts.get("FREQ") == "WEEKLY":
        return min(today + timedelta((weekday - today.weekday()) % 7) for weekday in _weekdays(parts))
    days = _year_days(parts)
    coming = [_clip(year, month, day) for year in (today.year, today.year + 1) for month, day in days]
    return min((day for day in coming if day >= today), default=None)


def next_due_formula(rule: str, today: str) -> str:
    """Twin of ``next_due``; ``today`` is a cell's address. "" where the rule is of another kind."""
    parts = _parts(rule)
    if parts.get("FREQ") == "DAILY":
        return f"={today}"
    if parts.get("FREQ") == "WEEKLY":
        coming = ",".join(f"{today}+MOD({weekday + 1}-WEEKDAY({today},2),7)" for weekday in _weekdays(parts))
        return f"=MIN({coming})"
    days = _year_days(parts)
    if not days:
        return ""
    if len(days) == 12 and len({day for _, day in days}) == 1:
        this, following = (_clip_formula(f"YEAR({today})", f"MONTH({today})+{step}", days[0][1]) for step in (0, 1))
        return f"=IF({this}>={today},{this},{following})"
    text = _clip_formula(f"YEAR({today})+1", str(days[0][0]), days[0][1])
    for month, day in reversed(days):
        this = _clip_formula(f"YEAR({today})", str(month), day)
        text = f"IF({this}>={today},{this},{text})"
    return f"={text}"


def _parts(rule: str) -> dict[str, str]:
    """FREQ=MONTHLY;BYMONTHDAY=20 as a table."""
    return dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)


def _weekdays(parts: dict[str, str]) -> list[int]:
    """0 for Monday … 6 for Sunday."""
    named = [_WEEKDAYS.index(name) for name in parts.get("BYDAY", "FR").split(",") if name in _WEEKDAYS]
    return sorted(named) or [4]


def _year_days(parts: dict[str, str]) -> list[tuple[int, int]]:
    """The (month, day) pairs of a year; day 31 is the last of the month."""
    days = [int(text) for text in parts.get("BYMONTHDAY", "31").split(",")]
    days = sorted({31 if day < 0 else day for day in days})
    if "BYMONTH" in parts:
        months = sorted({int(text) for text in parts["BYMONTH"].split(",")})
    elif parts.get("FREQ") == "MONTHLY":
        step = int(parts.get("INTERVAL", "1"))
        months = list(range(step, 13, step)) if step < 12 else [12]
    elif parts.get("FREQ") == "YEARLY":
        months = [12]
    else:
        return []
    return [(month, day) for month in months for day in days]


def _clip(year: int, month: int, day: int) -> date:
    """That day, or the last of a shorter month."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _clip_formula(year: str, month: str, day: int) -> str:
    """Twin of ``_clip``: the day before the next month's first is the month's last."""
    if day <= 28:
        return f"DATE({year},{month},{day})"
    last = f"DATE({year},{month}+1,0)"
    return last if day >= 31 else f"MIN(DATE({year},{month},{day}),{last})"
