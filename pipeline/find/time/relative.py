"""Limits that count from the document's own date, from a festival, or by the lunar calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from pipeline.find.language.matching import Words
from pipeline.find.time.context import context_finder, is_of_school, names_yearly_act, says_loosely
from pipeline.find.time.finds import DeadlineFind, Time, fuzzy, open_ended
from pipeline.find.time.holidays import add_working_days, break_around, tet_break
from pipeline.find.time.lunar import lunar_day
from pipeline.find.time.readers import event
from pipeline.find.time.windows import OPEN
from pipeline.model import Deadline

_OPEN_RELATIVE = DeadlineFind(Deadline(kind="relative"), certain=False, why=OPEN, strength=3)
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}

_LEADING = frozenset(("tính", "kể", "từ", "sau", "khi", "ngày", "thời", "điểm", "được"))


def _without_leading(text: str) -> str:
    """An event's words without "kể từ ngày", "sau khi" before them."""
    listed = text.split()
    while listed and listed[0].strip(",") in _LEADING | {""}:
        listed = listed[1:]
    return " ".join(listed)


def _counts_from_issue(event_words: str) -> bool:
    """Whether the event is the issue of the document that speaks: "Kế hoạch này", or no name ("kể từ ngày ký")."""
    found = context_finder().find(event_words, labels=("time-issue", "time-other"))
    others = [m for m in found if m.label == "time-other" and m.value != "effect"]
    if "này" in re.findall(r"\w+", event_words) and not any(m.value == "receipt" for m in others):
        return True
    issues = [m for m in found if m.label == "time-issue"]
    return not others and any(
        m.value == "own" or not _without_leading(event_words[: m.span.start]).strip() for m in issues
    )


def _later(day: date, count: int, unit: str) -> date:
    if unit == "working days":
        return add_working_days(day, count)
    if unit == "days":
        return day + timedelta(days=count)
    if unit == "weeks":
        return day + timedelta(weeks=count)
    month = day.year * 12 + day.month - 1 + count * (12 if unit == "years" else 1)
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counted(words: Words) -> Time | None:
    """So many days from an event ("kể từ ngày ban hành"): the day itself does not count (Civil Code 2015, art. 147)."""
    found = next(iter(context_finder().find(words.folded, labels=("time-span",))), None)
    if found is None:
        return None
    number = re.findall(r"\w+", words.folded[found.span.start :])[0]
    count = int(number) if number.isdigit() else _SPELLED[number]
    unit, rest = str(found.value), words.folded[found.span.end :]
    if rest.lstrip(" ,").startswith("trước "):
        return event(words)
    if not _counts_from_issue(_without_leading(rest)):
        kind = "relative" if "nhận" in rest.split() else "event"
        deadline = Deadline(kind="relative") if kind == "relative" else Deadline(kind="event")
        return Time(lambda anchor: DeadlineFind(deadline, certain=False, why=OPEN, strength=2))

    def at(anchor: date | None) -> DeadlineFind:
        if anchor is None:
            return _OPEN_RELATIVE
        return DeadlineFind(Deadline(None, _later(anchor, count, unit), "relative"), strength=3)

    return Time(at)


def right_after(words: Words) -> Time:
    """It starts with the document ("ngay sau khi Kế hoạch này được ban hành"); after another event it stays open."""
    if not _counts_from_issue(_without_leading(words.folded.partition("sau ")[2])):
        return event(words)

    def at(anchor: date | None) -> DeadlineFind:
        return DeadlineFind(Deadline(anchor, None, "relative"), certain=anchor is not None, why="" if anchor else OPEN)

    return Time(at)


def this_unit(words: Words) -> Time | None:
    """Counted from the document's own year or month: "cuối năm", "trong năm nay", "hết tháng này", "năm tới"."""
    folded = words.folded
    if words.after.lstrip().startswith("học"):  # "trong năm học", which no year is said of
        return None
    if folded == "cuối năm" and (names_yearly_act(words) or says_loosely(words)):
        return None
    said = folded.split()
    limit = bool({"trước", "hết", "đến", "tới", "chậm", "muộn"} & {*said[:-1]})
    ahead = said[-1] in ("tới", "sau")

    def at(anchor: date | None) -> DeadlineFind:
        unit = "month" if "tháng" in folded else "quarter" if "quý" in folded else "year"
        if anchor is None:
            return open_ended(DeadlineFind(Deadline(kind=unit)))  # type: ignore[arg-type]
        size = {"month": 1, "quarter": 3, "year": 12}[unit]
        first = (anchor.month - 1) // size * size + 1
        start = _later(date(anchor.year, first, 1), size if ahead else 0, "months")
        end = _later(start, size, "months") - timedelta(days=1)
        part = "cuối" in folded and unit == "year"
        if part:
            start = date(end.year, 10, 1)
        if folded.startswith("từ nay"):
            return DeadlineFind(Deadline(anchor, end, "range"))
        deadline = Deadline(None if limit else start, end, unit)  # type: ignore[arg-type]
        return fuzzy(deadline) if part and not limit else DeadlineFind(deadline)

    return Time(at)


def school_year(words: Words) -> Time | None:
    """A school year, 5 September to 31 May (the Ministry of Education's yearly frame)."""
    years = re.findall(r"\d{4}", words.folded)
    if len(years) != 2 or is_of_school(words):
        return None
    return Time(lambda anchor: fuzzy(Deadline(date(int(years[0]), 9, 5), date(int(years[1]), 5, 31), "year")))


_FESTIVALS = {
    "new year": (1, 1),
    "tết": None,
    "national day": (9, 2),
    "30 April": (4, 30),
    "1 May": (5, 1),
    "Hùng kings": None,
}


def _festival(name: str, year: int) -> tuple[date, date]:
    if name == "tết":
        return tet_break(year)
    fixed = _FESTIVALS[name]
    return break_around(date(year, *fixed) if fixed else lunar_day(year, 3, 10))


def festival(words: Words) -> Time:
    """The official days off of "dịp Tết Nguyên đán 2024", weekends included. Another occasion is an event."""
    found = context_finder().find(words.text, labels=("time-festival", "time-festival-other"))
    names = {str(m.value) for m in found if m.label == "time-festival"}
    name = next((name for name in _FESTIVALS if name in names), None)
    after = words.folded.removeprefix("trước ").removeprefix("và ").startswith("sau ")
    if name is None or after or any(m.label == "time-festival-other" for m in found):
        return event(words)
    years = re.findall(r"20\d\d", words.folded)

    def at(anchor: date | None) -> DeadlineFind:
        if years:
            first, last = _festival(name, int(years[-1]))
        elif anchor is None:
            return open_ended(DeadlineFind(Deadline(kind="event"), strength=1))
        else:
            first, last = next(
                f
                for f in (_festival(name, anchor.year + n) for n in (0, 1))
                if f[1] >= anchor or f[0].year > anchor.year
            )
        if words.folded.startswith(("trước", "chậm")):
            return fuzzy(Deadline(None, first - timedelta(days=1), "event", inclusive=False), 2)
        return fuzzy(Deadline(first, last, "event"), 2)

    return Time(at)


_LUNAR_MONTHS = {
    "giêng": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "một": 11,
    "chạp": 12,
}


def lunar(words: Words) -> Time | None:
    """The solar date of a lunar day: "mùng 10 tháng 3 âm lịch năm 2025", "Rằm tháng Giêng"."""
    folded = words.folded
    said = [word for word in re.findall(r"\w+", folded) if word != "tháng"]
    first = next((n for n, word in enumerate(said) if word == "rằm" or word.isdigit()), len(said))
    named, of_month = (*said[first : first + 2], "", "")[:2]
    month = _LUNAR_MONTHS.get(of_month) or (int(of_month) if of_month.isdigit() else 0)
    if not 1 <= month <= 12:
        return None
    day = 15 if named == "rằm" else int(named)
    years = re.findall(r"20\d\d", folded)
    limit = folded.startswith(("trước", "chậm", "đến"))

    def at(anchor: date | None) -> DeadlineFind | None:
        try:
            if years:
                solar = lunar_day(int(years[-1]), month, day)
            elif anchor is None:
                return open_ended(DeadlineFind(Deadline(kind="date")))
            else:
                solar = next(d for d in (lunar_day(anchor.year + n, month, day) for n in (-1, 0, 1)) if d >= anchor)
        except (ValueError, StopIteration):
            return None
        if limit:
            return DeadlineFind(Deadline(None, solar, "before", inclusive=not folded.startswith("trước")), strength=3)
        return DeadlineFind(Deadline(solar, solar, "date"))

    return Time(at)
