"""Days off in Vietnam: working days counted, and the stretch that a festival takes.

The announcements lie in rules/holidays.toml; for a year without one the law's usual days are computed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from pipeline.find.time.lunar import lunar_day, new_year
from pipeline.rulebook import rules_folder

_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def _announced() -> tuple[int, Mapping[int, Mapping[str, object]]]:
    table = tomllib.loads((rules_folder() / "holidays.toml").read_text(encoding="utf-8"))
    return int(table["culture_day_since"]), {int(entry["year"]): entry for entry in table["year"]}


def _dates(entry: Mapping[str, object], key: str) -> list[date]:
    listed = entry.get(key, [])
    return [day for day in listed if isinstance(day, date)] if isinstance(listed, list) else []


_TWO_DAYS_SINCE = 2021  # the day beside 02/9: Labour Code 2019, in force from 01/01/2021


def _weekend(day: date) -> bool:
    return day.weekday() >= 5


def _tet(year: int, entry: Mapping[str, object]) -> list[date]:
    edges = _dates(entry, "tet") or [new_year(year) - _DAY, new_year(year) + 3 * _DAY]
    return [edges[0] + n * _DAY for n in range((edges[1] - edges[0]).days + 1)]


def _beside_national_day(year: int, entry: Mapping[str, object]) -> date:
    announced = entry.get("national_day")
    if isinstance(announced, date):
        return announced
    before, after = date(year, 9, 1), date(year, 9, 3)
    return before if before.weekday() in (0, 4) else after


@lru_cache(maxsize=32)
def days_off(year: int) -> frozenset[date]:
    """The public holidays of ``year``, and the days that make up for one on a weekend (Labour Code, art. 111, 112)."""
    culture_day_since, years = _announced()
    entry = years.get(year, {})
    fixed = [date(year, 1, 1), lunar_day(year, 3, 10), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    if year >= _TWO_DAYS_SINCE:
        fixed.append(_beside_national_day(year, entry))
    fixed += [date(year, 11, 24)] if year >= culture_day_since else []
    off = {*_tet(year, entry), *fixed, *_dates(entry, "swapped")}
    for day in sorted(fixed):
        while _weekend(day):
            day += _DAY
            while day in off:
                day += _DAY
        off.add(day)
    return frozenset(off)


def is_working_day(day: date) -> bool:
    """Whether offices work on ``day``: no weekend (but for an announced swap) and no public holiday."""
    if day in _dates(_announced()[1].get(day.year, {}), "worked"):
        return True
    return not _weekend(day) and day not in days_off(day.year)


def add_working_days(day: date, count: int) -> date:
    """The last of ``count`` working days after ``day``; ``day`` itself does not count (Civil Code 2015, art. 147)."""
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def break_around(day: date) -> tuple[date, date]:
    """First and last of the days off in a row, weekends included, that ``day`` lies in."""
    first = last = day
    while not is_working_day(first - _DAY):
        first -= _DAY
    while not is_working_day(last + _DAY):
        last += _DAY
    return first, last


def tet_break(year: int) -> tuple[date, date]:
    """The days off at Tết Nguyên đán of solar ``year``, weekends included."""
    return break_around(new_year(year))
