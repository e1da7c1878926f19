"""From the words of a date, month, quarter, half-year or year to the first and the last day that they cover.

Calendar arithmetic only: no rule, no spaCy. All words are folded (``tokens.fold``); ``anchor`` is the document's date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model import DeadlineKind

FUZZY, YEAR_GUESSED, OPEN, NO_SUCH_DAY = "W421", "W422", "W423", "W425"


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both included; None where they cannot be known. ``doubt`` is a W42x code or ""."""

    start: date | None
    end: date | None
    kind: DeadlineKind
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of one year, the year perhaps elided: (month, day) to (month, day); day 0 is the month's last."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]

    def in_year(self, year: int) -> tuple[date, date]:
        return _day(year, *self.first), _day(year, *self.last)


def _day(year: int, month: int, day: int) -> date:
    """The day; 0 is the month's last, -7 the first of its last seven."""
    length = monthrange(year, month)[1]
    return date(year, month, day if day > 0 else length + day + (day < 0))


def _year(words: str | None) -> int | None:
    """The year; of two digits ("15/12/25") one of this century."""
    return (int(words) + (2000 if len(words) == 2 else 0)) if words else None


_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:([-.])(?P<m1>\d{1,2})\2(?P<y1>\d{4})"
    r"|\s*/\s*(?P<m2>\d{1,2})(?!\d)(?:\s*,?\s*[/-]\s*(?P<y2>\d{4})|/(?P<y3>\d\d)(?!\d))?)?(?!\d)"
)
_OF_YEAR = r"(?:\s*[,/.-]?\s*/?\s*(\d{4}))?"
_MONTH = re.compile(r"\b(\d{1,2})(?!\d)" + _OF_YEAR)
_QUARTER = re.compile(r"\b(iv|i{1,3}|[1-4])(?!\w)" + _OF_YEAR)
_MARKS = {"tháng": "/", "năm": "/", "của": " "}  # "30 tháng 6 năm 2025" is "30/6/2025"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _marked(words: str) -> str:
    """The words with a stroke for "tháng" and "năm"."""
    for word, mark in _MARKS.items():
        words = words.replace(word, mark)
    return words


def _days(words: str) -> list[_Stretch]:
    """Days: what one leaves out it takes from the next ("10, 11 và 12/10/2024")."""
    month = 0
    found: list[_Stretch] = []
    for item in reversed(list(_DATE.finditer(_marked(words)))):
        month, day = int(item["m1"] or item["m2"] or month), int(item["day"])
        found.insert(0, _Stretch(_year(item["y1"] or item["y2"] or item["y3"]), (month, day), (month, day)))
    return found


def _months(words: str) -> list[_Stretch]:
    return [_Stretch(_year(year), (int(m), 1), (int(m), 0)) for m, year in _MONTH.findall(_marked(words))]


_WEEKS = {"đầu": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "cuối": -1}


def _weeks(words: str) -> list[_Stretch]:
    """Weeks of a month: "tuần đầu" is days 1-7, "tuần cuối" the last seven."""
    which = next(word for word in words.split()[1:] if word != "thứ")
    number = _WEEKS.get(which) or int(which)
    return [
        _Stretch(
            month.year,
            (month.first[0], -7 if number < 0 else 7 * number - 6),
            (month.last[0], 0 if number in (-1, 5) else 7 * number),
        )
        for month in _months(words[words.index("tháng") :])
    ]


def _quarters(words: str) -> list[_Stretch]:
    numbers = ((_ROMAN.get(q) or int(q), year) for q, year in _QUARTER.findall(_marked(words)))
    return [_Stretch(_year(year), (3 * q - 2, 1), (3 * q, 0)) for q, year in numbers]


def _halves(words: str) -> list[_Stretch]:
    year = re.search(r"\d{4}", words)
    first = 1 if "đầu" in words else 7
    return [_Stretch(_year(year and year.group()), (first, 1), (first + 5, 0))]


def _years(words: str) -> list[_Stretch]:
    return [_Stretch(int(year), (1, 1), (12, 0)) for year in re.findall(r"\d{4}", words)]


# piece: how its words are read, and the kind of limit that it makes
_READ: Mapping[str, tuple[Callable[[str], list[_Stretch]], DeadlineKind]] = {
    "date": (_days, "date"),
    "dates": (_days, "range"),
    "month": (_months, "month"),
    "week": (_weeks, "month"),
    "month_year": (_months, "month"),
    "quarter": (_quarters, "quarter"),
    "half": (_halves, "half_year"),
    "year": (_years, "year"),
    "years": (_years, "multi_year"),
    "number": (_years, "year"),
}
PIECES = tuple(_READ)

# "đầu/giữa/cuối tháng" are days 1-10, 11-20, 21 to the end; of a quarter the first or last month, of a year the first
# or last quarter (usage of offices; always a doubt for the reader).
_PARTS_OF_MONTH = {"đầu": (1, 10), "giữa": (11, 20), "cuối": (21, 0)}


def _part(stretch: _Stretch, name: str, part: str) -> _Stretch:
    (first, _), (last, _) = stretch.first, stretch.last
    if name in ("month", "month_year") and part in _PARTS_OF_MONTH:
        a, b = _PARTS_OF_MONTH[part]
        return _Stretch(stretch.year, (first, a), (last, b))
    step = {"quarter": 0, "year": 2}.get(name)
    if step is None or part not in ("đầu", "cuối"):
        return stretch
    return (
        _Stretch(stretch.year, (first, 1), (first + step, 0))
        if part == "đầu"
        else _Stretch(stretch.year, (last - step, 1), (last, 0))
    )


def days_of_year(name: str, words: str) -> list[tuple[int, int]]:
    """(month, day) of the days that a piece names without a year, (month, 0) of its months."""
    if name not in ("date", "dates", "month", "quarter"):
        return []
    stretches = [s for s in _READ[name][0](words) if s.year is None]
    if name in ("date", "dates"):
        return [s.first for s in stretches]
    return [(month, 0) for s in stretches for month in range(s.first[0], s.last[0] + 1)]


def window(pieces: list[tuple[str, str, str]], anchor: date | None) -> Window | None:
    """From the first day of the first piece to the last day of the last one.

    A piece is (name, words, part of it: "đầu", "giữa", "cuối" or ""). An elided year comes from the
    stretch to the right, else it is the first whose end is not before ``anchor``; without an anchor it stays open.
    """
    stretches = [
        _part(stretch, name, part) for name, words, part in pieces if name in _READ for stretch in _READ[name][0](words)
    ]
    if not stretches:
        return None
    kinds = [_READ[name][1] for name, _, _ in pieces if name in _READ]
    kind: DeadlineKind = kinds[0] if len(set(kinds)) == 1 and (kinds[0] != "date" or len(kinds) == 1) else "range"
    doubt = FUZZY if any(part or name == "week" for name, _, part in pieces) else ""
    try:
        return _resolved(stretches, kind, doubt, anchor)
    except ValueError:
        return Window(None, None, kind, NO_SUCH_DAY)


def _resolved(stretches: list[_Stretch], kind: DeadlineKind, doubt: str, anchor: date | None) -> Window:
    right: tuple[int, _Stretch] | None = None
    days: list[date] = []
    for stretch in reversed(stretches):
        if stretch.year is not None:
            year = stretch.year
        elif right is not None:
            year = right[0] if stretch.first <= right[1].first else right[0] - 1
        elif anchor is not None:
            year, doubt = _next_year(stretch, anchor, doubt)
        else:
            return Window(None, None, kind, OPEN)
        right = (year, stretch)
        days += stretch.in_year(year)
    return Window(min(days), max(days), kind, doubt)


def _next_year(stretch: _Stretch, anchor: date, doubt: str) -> tuple[int, str]:
    for year in range(anchor.year, anchor.year + 9):  # 29 February is up to eight years away
        try:
            end = stretch.in_year(year)[1]
        except ValueError:
            continue
        if end >= anchor:
            return year, doubt or (YEAR_GUESSED if (end - anchor).days > 270 else "")
    raise ValueError("no such day")
