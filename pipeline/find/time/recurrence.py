"""Recurring limits as rules of RFC 5545 (section 3.3.10), without "RRULE:". All words are folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


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


_WEEKDAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH"}
_WEEKDAYS |= {"sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA", "chủ nhật": "SU"}
_WEEKDAY = re.compile(r"(?:thứ )(hai|ba|tư|năm|sáu|bảy|[2-7])\b|(chủ nhật)")
_NTH = {"đầu": 1, "thứ nhất": 1, "thứ hai": 2, "thứ ba": 3, "thứ tư": 4, "cuối": -1}
_FREQUENCIES = {
    "ngày": ("DAILY", 1),
    "tuần": ("WEEKLY", 1),
    "tháng": ("MONTHLY", 1),
    "quý": ("MONTHLY", 3),
    "năm": ("YEARLY", 1),
}
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "chín": 9}
_UNIT = "(ngày|tuần|tháng|quý|năm)"
_N = r"(\d{1,2}|một|hai|ba|sáu|chín)"


def _number(words: str) -> int:
    return _SPELLED.get(words) or int(words)


def _month_days(words: str) -> list[tuple[int, int]]:
    """(month, day) of "15/6", "15 tháng 6" and of both in "15/6 và 15/12"."""
    pairs = re.findall(r"(\d{1,2})\s?(?:/\s?|\s+tháng\s+)(\d{1,2})(?!\d|/\d{4})", words)
    return [(int(month), int(day)) for day, month in pairs if 1 <= int(month) <= 12 and 1 <= int(day) <= 31]


def yearly(words: str) -> Recurrence | None:
    """The yearly rule of the days or months named in ``words``; None where none is."""
    if dates := _month_days(words):
        return on_dates(dates)
    months = [int(month) for month in re.findall(r"tháng (\d{1,2})", words)]
    for quarter in re.findall(r"quý (iv|i{1,3}|[1-4])\b", words):
        last = 3 * (("i", "ii", "iii", "iv").index(quarter) + 1 if quarter.isalpha() else int(quarter))
        months += [last - 2, last - 1, last]
    return on_dates((month, 0) for month in months) if months else None


def _frequency(words: str) -> tuple[str, int] | None:
    """The unit and interval: "hằng quý", "6 tháng/lần", "2 lần/năm", "định kỳ 6 tháng"."""
    if found := re.search(rf"{_N} lần\s?(?:/|trong|một|mỗi)\s?(?:một |0?1 )?{_UNIT}", words):
        times, (unit, interval) = _number(found[1]), _FREQUENCIES[found[2]]
        if found[2] == "năm" and times > 1 and 12 % times == 0:
            return "MONTHLY", 12 // times
        return unit, interval
    if found := re.search(rf"{_N} {_UNIT}\s?(?:/|một|0?1|mới)\s?(?:một |0?1 )?lần", words):
        unit, interval = _FREQUENCIES[found[2]]
        return unit, interval * _number(found[1])
    if found := re.search(rf"(?:hằng|hàng|mỗi|từng) {_UNIT}", words):
        return _FREQUENCIES[found[1]]
    if found := re.search(rf"(?:định kì|theo) (?:{_N} )?{_UNIT}", words):
        unit, interval = _FREQUENCIES[found[2]]
        return unit, interval * (_number(found[1]) if found[1] else 1)
    if "cuối quý" in words or "đầu quý" in words:
        return "MONTHLY", 3
    if re.search(r"tháng (?:sau|kế|liền)", words):
        return "MONTHLY", 1
    return None


def recurrence(words: str) -> Recurrence | None:
    """The rule that ``words`` (folded) spell; None where they name no period."""
    frequency = _frequency(words)
    if frequency is None:
        return None
    unit, interval = frequency
    weekdays = tuple(_WEEKDAYS[a or b] for a, b in _WEEKDAY.findall(words))
    if unit == "YEARLY" and interval == 1 and (rule := yearly(words)) is not None:
        return rule
    if unit == "WEEKLY":
        return Recurrence(unit, interval, weekdays=weekdays)
    days = tuple(dict.fromkeys(int(day) for day in _days_of_month(words)))
    if "cuối quý" in words or "đầu quý" in words or (unit, interval) == ("MONTHLY", 3):
        last = "tháng cuối" in words or ("cuối quý" in words and "tháng đầu" not in words)
        first = "tháng đầu" in words or "đầu quý" in words
        if days and (last or first):
            return Recurrence("YEARLY", months=(3, 6, 9, 12) if last else (1, 4, 7, 10), days=days)
    if unit == "MONTHLY" and weekdays:
        nth = next(
            (
                n
                for word, n in _NTH.items()
                if re.search(rf"(?:tuần )?{word}(?: tiên| cùng)? (?:của |trong )?(?:hằng |hàng |mỗi )?tháng", words)
            ),
            0,
        )
        return Recurrence(unit, interval, weekdays=tuple(f"{nth or ''}{day}" for day in weekdays))
    return Recurrence(unit, interval, days=days)


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAYS = re.compile(rf"ngày (?:mùng |mồng )?({_DAY}(?:(?:\s*,\s*|\s+và\s+)(?:ngày )?{_DAY})*)\b(?!/)")


def _days_of_month(words: str) -> list[str]:
    if re.search(r"ngày cuối(?: cùng)?(?: của)? ", words):
        return ["-1"]
    listed = _DAYS.search(words)
    return re.findall(r"\d+", listed[1]) if listed else []


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
