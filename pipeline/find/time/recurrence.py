"""Recurring limits as rules of RFC 5545 (section 3.3.10), without "RRULE:". All words are folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.find.language.tokens import fold, tokenise
from pipeline.find.time.context import context_finder
from pipeline.find.time.windows import days_of_year
from pipeline.model import Mention


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, and on which days. ``dates`` are (month, day) of a yearly rule; day 0 leaves the day open."""

    frequency: str
    interval: int = 1
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    dates: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        positions: list[int] = []
        if len(self.dates) > 1:  # each month with each day gives too many; BYSETPOS picks those that are meant
            all_dates = [(month, day) for month in self.months for day in self.days]
            positions = [all_dates.index(d) + 1 for d in self.dates] if len(all_dates) > len(self.dates) else []
        parts: tuple[tuple[str, Iterable[object]], ...] = (
            ("INTERVAL", (self.interval,) if self.interval > 1 else ()),
            ("BYMONTH", self.months),
            ("BYMONTHDAY", self.days),
            ("BYDAY", self.weekdays),
            ("BYSETPOS", positions),
        )
        listed = ((name, ",".join(map(str, values))) for name, values in parts)
        return ";".join([f"FREQ={self.frequency}", *(f"{name}={values}" for name, values in listed if values)])


def on_dates(dates: Iterable[tuple[int, int]]) -> Recurrence:
    """Every year on these (month, day); day 0 stands for the whole month."""
    dates = tuple(sorted(set(dates)))
    months = tuple(sorted({month for month, _ in dates}))
    days = tuple(sorted({day for _, day in dates if day}))
    return Recurrence("YEARLY", months=months, days=days, dates=dates if days else ())


_FREQUENCIES = {
    "ngày": ("DAILY", 1),
    "tuần": ("WEEKLY", 1),
    "tháng": ("MONTHLY", 1),
    "quý": ("MONTHLY", 3),
    "năm": ("YEARLY", 1),
}
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "chín": 9}
_ORDER = ("times", "each", "every", "period", "quarter", "month")  # which wording counts where several stand


def _found(words: str, label: str) -> tuple[Mention, ...]:
    return context_finder().find(words, labels=(label,))


def yearly(words: str) -> Recurrence | None:
    """The yearly rule of the days or months named in ``words``; None where none is."""
    tokens = tokenise(words)
    pieces = zip(tokens.names, tokens.starts, tokens.ends, strict=True)
    named = [day for name, start, end in pieces for day in days_of_year(name, tokens.folded[start:end])]
    dates = [(month, day) for month, day in named if day]
    return on_dates(dates or named) if named else None


def _frequency(words: str) -> tuple[str, int] | None:
    """The unit and interval: "hằng quý", "6 tháng/lần", "2 lần/năm", "định kỳ 6 tháng"."""
    found = min(_found(words, "time-every"), key=lambda m: _ORDER.index(str(m.value)), default=None)
    if found is None:
        return None
    said = re.findall(r"\w+", fold(words[found.span.start : found.span.end]))
    if found.value in ("quarter", "month"):
        return _FREQUENCIES["quý" if found.value == "quarter" else "tháng"]
    unit = next(word for word in reversed(said) if word in _FREQUENCIES)
    frequency, interval = _FREQUENCIES[unit]
    number = next((_SPELLED.get(word) or int(word) for word in said if word.isdigit() or word in _SPELLED), 1)
    if found.value == "times":  # "2 lần/năm" is every sixth month
        even = unit == "năm" and number > 1 and 12 % number == 0
        return ("MONTHLY", 12 // number) if even else (frequency, interval)
    return frequency, interval * number


def recurrence(words: str) -> Recurrence | None:
    """The rule that ``words`` (folded) spell; None where they name no period."""
    frequency = _frequency(words)
    if frequency is None:
        return None
    unit, interval = frequency
    if unit == "YEARLY" and interval == 1 and (rule := yearly(words)) is not None:
        return rule
    weekdays = tuple(str(m.value) for m in _found(words, "time-weekday"))
    if unit == "WEEKLY":
        return Recurrence(unit, interval, weekdays=weekdays)
    days = tuple(dict.fromkeys(_days_of_month(words)))
    if unit == "MONTHLY" and days and (months := _months_of_quarter(words, interval)):
        return Recurrence("YEARLY", months=months, days=days)
    if unit == "MONTHLY" and weekdays:
        nth = next((str(m.value) for m in _found(words, "time-nth")), "")
        return Recurrence(unit, interval, weekdays=tuple(f"{nth}{day}" for day in weekdays))
    return Recurrence(unit, interval, days=days)


def _months_of_quarter(words: str, interval: int) -> tuple[int, ...]:
    """ "tháng cuối quý" are March, June …, "tháng đầu quý" January, April …; else none."""
    of_quarter = any(m.value == "quarter" for m in _found(words, "time-every"))
    if not of_quarter and interval != 3:
        return ()
    last = "tháng cuối" in words or ("cuối quý" in words and "tháng đầu" not in words)
    first = "tháng đầu" in words or "đầu quý" in words
    return (3, 6, 9, 12) if last else (1, 4, 7, 10) if first else ()


def _days_of_month(words: str) -> list[int]:
    found = next(iter(_found(words, "time-month-days")), None)
    if found is None:
        return []
    numbers = re.findall(r"\d+", words[found.span.start : found.span.end])
    return [-1] if found.value == "last" else [int(number) for number in numbers]


def merged(rules: list[Recurrence]) -> Recurrence:
    """One rule for several of one sentence: yearly dates are put together, else the most frequent with a day counts."""
    dated = [rule for rule in rules if rule.dates]
    if dated and len(dated) == len([rule for rule in rules if rule.days or rule.months]):
        return on_dates(date for rule in dated for date in rule.dates)
    order = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    return min(
        rules,
        key=lambda rule: (not (rule.days or rule.months or rule.weekdays), order.index(rule.frequency), rule.interval),
    )
