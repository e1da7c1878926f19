"""Limits that count from the document's own date, from a festival, or by the lunar calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from pipeline.find.language.matching import Words
from pipeline.find.time.context import names_yearly_act, says_loosely
from pipeline.find.time.finds import DeadlineFind, Time, fuzzy, open_ended
from pipeline.find.time.holidays import add_working_days, break_around, tet_break
from pipeline.find.time.lunar import lunar_day
from pipeline.find.time.readers import event
from pipeline.find.time.windows import OPEN
from pipeline.model import Deadline

_OPEN_RELATIVE = DeadlineFind(Deadline(kind="relative"), certain=False, why=OPEN, strength=3)
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10}

# The document that speaks: "Kế hoạch này", "Kế hoạch được ban hành", or no name at all ("kể từ ngày ký").
_OWN = re.compile(
    r"(?:kế hoạch|chương trình|chỉ thị|công điện|quyết định|đề án|thông báo|hướng dẫn|công văn|kết luận"
    r"|nghị quyết)"
    r"(?: này| (?:này )?(?:được |có )?(?:kí|ban hành|phê duyệt|hiệu lực)|$)"
)
_ISSUED = re.compile(r"^(?:khi |ngày |thời điểm |được )*(?:kí|ban hành|phê duyệt|có hiệu lực)\b")
_OTHER = re.compile(
    r"\b(?:luật|nghị định|thông tư|pháp lệnh|nhận|tiếp nhận|kết thúc|khai mạc|hoàn thành|tổ chức|diễn ra|có)\b"
    r"(?! hiệu lực)"
)


def _counts_from_issue(event_words: str) -> bool:
    if "này" in event_words.split() and not re.search(r"\bnhận\b|kết thúc", event_words):
        return True
    if _OTHER.search(event_words):
        return False
    return bool(_OWN.search(event_words) or _ISSUED.search(event_words))


def _later(day: date, count: int, unit: str) -> date:
    if unit == "ngày làm việc":
        return add_working_days(day, count)
    if unit == "ngày":
        return day + timedelta(days=count)
    if unit == "tuần":
        return day + timedelta(weeks=count)
    month = day.year * 12 + day.month - 1 + count * (12 if unit == "năm" else 1)
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_COUNTED = re.compile(
    r"\b(\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười)(?: \(\w+\))? (ngày làm việc|ngày|tuần|tháng|năm)\b(.*)", re.DOTALL
)


def counted(words: Words) -> Time | None:
    """So many days from an event ("kể từ ngày ban hành"): the day itself does not count (Civil Code 2015, art. 147)."""
    found = _COUNTED.search(words.folded)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else _SPELLED[found[1]]
    unit, rest = found[2], found[3]
    if re.match(r"\s*(?:làm việc )?,?\s*trước\b", rest):
        return event(words)
    object_words = re.sub(r"^\W*(?:,?\s*(?:tính|kể|từ|sau|khi|ngày)\s+)*", "", rest.strip() + " ").strip()
    if not _counts_from_issue(object_words):
        kind = "relative" if re.search(r"\bnhận\b", rest) else "event"
        deadline = Deadline(kind="relative") if kind == "relative" else Deadline(kind="event")
        return Time(lambda anchor: DeadlineFind(deadline, certain=False, why=OPEN, strength=2))

    def at(anchor: date | None) -> DeadlineFind:
        if anchor is None:
            return _OPEN_RELATIVE
        return DeadlineFind(Deadline(None, _later(anchor, count, unit), "relative"), strength=3)

    return Time(at)


def right_after(words: Words) -> Time:
    """It starts with the document ("ngay sau khi Kế hoạch này được ban hành"); after another event it stays open."""
    object_words = re.sub(r"^.*?\bsau (?:khi|ngày) ?", "", words.folded)
    if not _counts_from_issue(object_words):
        return event(words)

    def at(anchor: date | None) -> DeadlineFind:
        return DeadlineFind(Deadline(anchor, None, "relative"), certain=anchor is not None, why="" if anchor else OPEN)

    return Time(at)


def this_unit(words: Words) -> Time | None:
    """Counted from the document's own year or month: "cuối năm", "trong năm nay", "hết tháng này", "năm tới"."""
    folded = words.folded
    if re.match(r"\s+học\b", words.after):  # "trong năm học", which no year is said of
        return None
    if folded == "cuối năm" and (names_yearly_act(words) or says_loosely(words)):
        return None
    limit = bool(re.search(r"trước|hết|đến|tới|chậm nhất|muộn", folded.replace("năm tới", "").replace("tháng tới", "")))
    ahead = bool(re.search(r"(?:năm|tháng|quý) (?:tới|sau)$", folded))

    def at(anchor: date | None) -> DeadlineFind:
        unit = "month" if "tháng" in folded else "quarter" if "quý" in folded else "year"
        if anchor is None:
            return open_ended(DeadlineFind(Deadline(kind=unit)))  # type: ignore[arg-type]
        size = {"month": 1, "quarter": 3, "year": 12}[unit]
        first = (anchor.month - 1) // size * size + 1
        start = _later(date(anchor.year, first, 1), size if ahead else 0, "tháng")
        end = _later(start, size, "tháng") - timedelta(days=1)
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
    if len(years) != 2 or re.search(r"(?:tổng kết|kết quả|nhiệm vụ|kế hoạch|sơ kết|khai giảng)\s+$", words.before):
        return None
    return Time(lambda anchor: fuzzy(Deadline(date(int(years[0]), 9, 5), date(int(years[1]), 5, 31), "year")))


_FESTIVALS: tuple[tuple[str, str], ...] = (
    ("1-1", r"tết dương lịch|\b0?1[/-]0?1\b"),
    ("tết", r"tết (?:nguyên đán|cổ truyền|âm lịch|[a-zà-ỹ]+ [a-zà-ỹ]+ 20\d\d|20\d\d)|\btết$"),
    ("9-2", r"quốc khánh|\b0?2[/-]0?9\b"),
    ("4-30", r"\b30[/-]0?4\b"),
    ("5-1", r"\b0?1[/-]0?5\b|quốc tế lao động"),
    ("3-10", r"giỗ tổ|hùng vương"),
)


def _festival(name: str, year: int) -> tuple[date, date]:
    if name == "tết":
        return tet_break(year)
    month, day = map(int, name.split("-"))
    return break_around(lunar_day(year, 3, 10) if name == "3-10" else date(year, month, day))


def festival(words: Words) -> Time:
    """The official days off of "dịp Tết Nguyên đán 2024", weekends included. Another occasion is an event."""
    name = next((name for name, shape in _FESTIVALS if re.search(shape, words.folded)), None)
    if (
        name is None
        or re.match(r"(?:trước )?(?:và )?sau\b", words.folded)
        or re.search(r"trung thu|thiếu nhi|trồng cây|kỉ niệm", words.folded)
    ):
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
    found = re.search(r"(rằm|\d{1,2})\s?(?:/|\s*tháng\s+)\s?(\d{1,2}|[a-zà-ỹ]+)", folded)
    month = _LUNAR_MONTHS.get(found[2]) or (int(found[2]) if found[2].isdigit() else 0) if found else 0
    if found is None or not 1 <= month <= 12:
        return None
    day = 15 if found[1] == "rằm" else int(found[1])
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
