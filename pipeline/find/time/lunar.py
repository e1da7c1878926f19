"""The Vietnamese lunar calendar (UTC+7), after Hồ Ngọc Đức, "Thuật toán tính âm lịch" (1997-2004).

Months begin on the day of a new moon; the month that holds the winter solstice is the eleventh; a year of thirteen
months repeats the first one that holds no principal term. New moons are right to minutes: dates of 1900-2100 hold.
"""

from __future__ import annotations

from datetime import date
from math import floor, pi, sin

_EPOCH = date(2000, 1, 1).toordinal() - 2451545  # Julian day number to ordinal
_ZONE = 7 / 24


def _new_moon(k: int) -> int:
    """Julian day number, in Vietnam, of the ``k``-th new moon since 1900 (Meeus, Astronomical Algorithms, ch. 47)."""
    t = k / 1236.85
    t2, t3, dr = t * t, t * t * t, pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * dr)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * dr
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * dr
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * dr
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon) + 0.0161 * sin(2 * moon)
    shift += -0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    late = -0.000278 + 0.000265 * t + 0.000262 * t2  # seconds of ephemeris time, in days, since 1900
    return floor(mean + shift - late + 0.5 + _ZONE)


def _sun_twelfth(day: int) -> int:
    """Which twelfth of its circle the sun is in as Julian day ``day`` begins in Vietnam; 9 begins at the solstice."""
    t = (day - 2451545.5 - _ZONE) / 36525
    dr, t2 = pi / 180, t * t
    m = (357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * dr
    bent = (
        (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(m)
        + (0.019993 - 0.000101 * t) * sin(2 * m)
        + 0.000290 * sin(3 * m)
    )
    longitude = (280.46645 + 36000.76983 * t + 0.0003032 * t2 + bent) % 360
    return int(longitude // 30)


def _eleventh_month(year: int) -> int:
    """Number of the new moon that begins the eleventh lunar month of ``year``."""
    k = floor((date(year, 12, 31).toordinal() - _EPOCH - 2415021) / 29.530588853)
    return k - 1 if _sun_twelfth(_new_moon(k)) >= 9 else k


def lunar_day(year: int, month: int, day: int) -> date:
    """The solar date of a day of the (not repeated) lunar month; the twelfth month's end may lie in ``year`` + 1.

    Raises ValueError where the month has no such day.
    """
    begin = _eleventh_month(year - 1 if month < 11 else year)
    offset, leap = (month + 1) % 12 if month != 10 else 11, 99
    if _eleventh_month(year if month < 11 else year + 1) - begin > 12:
        moons = range(begin + 1, begin + 14)
        leap = next(i for i, k in enumerate(moons, 1) if _sun_twelfth(_new_moon(k)) == _sun_twelfth(_new_moon(k + 1)))
    k = begin + offset + (offset >= leap)
    first = _new_moon(k)
    if not 1 <= day <= _new_moon(k + 1) - first:
        raise ValueError("no such lunar day")
    return date.fromordinal(first + day - 1 + _EPOCH)


def new_year(year: int) -> date:
    """The first day of Tết Nguyên đán in solar ``year``."""
    return lunar_day(year, 1, 1)
