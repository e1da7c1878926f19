"""Limits in a text: what its words say of when, which of them is the order's own, and what only looks like one.

``find_deadlines`` reads a block, ``choose_deadline`` takes the main one of a task, ``read_deadline`` does both for a
sentence, ``read_time_value`` reads what stands in a label line or a cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.find.language.matching import Finder, Reader, compile_rules
from pipeline.find.time import readers as readers
from pipeline.find.time import relative as relative
from pipeline.find.time.choose import TWO_READINGS, Chosen, choose_deadline, window_of
from pipeline.find.time.context import of_a_report
from pipeline.find.time.finds import DeadlineFind, Time
from pipeline.model import Deadline, Mention, Span
from pipeline.rulebook import shipped_rulebook

_MODULES = (readers, relative)
_NAMES = [
    "before",
    "by",
    "until",
    "done",
    "within",
    "since",
    "onward",
    "from_now",
    "bare",
    "stage",
    "value",
    "nothing",
    "anniversary",
    "ongoing",
    "event",
    "recurs",
    "counted",
    "right_after",
    "this_unit",
    "school_year",
    "festival",
    "lunar",
]
READERS: Mapping[str, Reader] = {name: getattr(m, name) for name in _NAMES for m in _MODULES if name in vars(m)}
_YEARS_PAST = 731
_PERIODS = ("month", "quarter", "half_year", "year")


@lru_cache(maxsize=1)
def _finder() -> Finder:
    return compile_rules(
        shipped_rulebook().labelled(
            "deadline", "time-value", "time-event", "time-label", "time-step", "time-common", "focus"
        ),
        READERS,
    )


def find_deadlines(text: str, block: int, document_date: date | None) -> tuple[Mention, ...]:
    """Every limit in ``text``, as mentions "deadline" whose value is a DeadlineFind.

    What stands after a label ("Thời gian thực hiện: …") is read with more trust and marked ``labelled``. A stretch
    called the main one ("trọng tâm là Quý II") is the ``focus`` of the limit before it. Limits that lie wholly before
    the document's own date are dropped where the words are weak.
    """
    zones = _zones(text)
    found: list[Mention] = []
    for mention in _finder().find(text, block, ["deadline"]):
        if any(start <= mention.span.start < end for start, end, _ in zones):
            continue
        resolved = _resolved(mention, document_date)
        if resolved is None or _is_past(resolved, document_date):
            continue
        found.append(replace(mention, value=replace(resolved, report=of_a_report(text, mention.span.start))))
    for zone in zones:
        found += _labelled(text, zone, block, document_date)
    ordered = _ahead(sorted(found, key=lambda m: m.span), document_date)
    return _with_focus(text, block, tuple(ordered), document_date)


def _ahead(found: list[Mention], document_date: date | None) -> list[Mention]:
    """The limits without those that lie before the document's own date, where another lies behind it: "quyết toán các
    dự án đã bàn giao trước ngày 30/6/2027, xong trong tháng 12/2027"."""
    if document_date is None or not any((end := window_of(m)[1]) and end >= document_date for m in found):
        return found
    return [m for m in found if (end := window_of(m)[1]) is None or end >= document_date]


def _resolved(mention: Mention, document_date: date | None) -> DeadlineFind | None:
    return mention.value.at(document_date) if isinstance(mention.value, Time) else None


def _is_past(found: DeadlineFind, document_date: date | None) -> bool:
    """Weak words before the document's own date; after years no words set a limit any more ("người tham gia trong giai
    đoạn 1974 - 1975")."""
    start, end = found.deadline.start, found.deadline.end
    if document_date is None:
        return False
    if end is None:  # "đưa vào sử dụng từ tháng 5/2007"
        return start is not None and (document_date - start).days > _YEARS_PAST
    return end < document_date and (found.strength < 3 or (document_date - end).days > _YEARS_PAST)


def _zones(text: str) -> list[tuple[int, int, bool]]:
    """The values of label lines: from the label's colon to the end of the line, or of the sentence; and whether the
    label names a limit ("Hạn nộp") rather than a time."""
    zones: list[tuple[int, int, bool]] = []
    for label in _finder().find(text, 0, ["time-label"]):
        ends = (m.start() for m in re.finditer(r"\n|\.\s+(?=\w)", text) if m.start() >= label.span.end)
        end = next((i for i in ends if text[i] == "\n" or text[i + 1 :].lstrip()[0].isupper()), len(text))
        zones.append((label.span.end, end, label.value == "limit"))
    return zones


def _labelled(text: str, zone: tuple[int, int, bool], block: int, document_date: date | None) -> Iterable[Mention]:
    start, end, limit = zone
    for mention in _value_mentions(text[start:end], document_date, limit=limit):
        span = Span(block, start + mention.span.start, start + mention.span.end)
        yield replace(mention, span=span)


def is_limit_label(label: str) -> bool:
    """Whether a label or a column's head names a limit ("Thời hạn", "Hoàn thành"), not a time ("Thời gian")."""
    label = label.strip().rstrip(":").rstrip()
    return any(m.value == "limit" for m in _finder().find(f"{label}:", 0, ["time-label"]))


def step_end(text: str) -> int:
    """Where the name of a step ends that a heading begins with ("Bước 2", "Đợt 1"); 0 without one."""
    return next((m.span.end for m in _finder().find(text, 0, ["time-step"]) if m.span.start == 0), 0)


def common_label(text: str) -> int:
    """Where the label of a time for a whole list ends ("Thời gian kiểm tra của các đội:"), blanks behind it included; 0
    where the text does not begin with one."""
    found = (m for m in _finder().find(text, 0, ["time-common"]) if m.span.start == 0)
    return next((len(text) - len(text[m.span.end :].lstrip()) for m in found), 0)


def time_values(text: str) -> list[Mention]:
    """The limits of a text read as the value of a time label, without a document's date."""
    return _value_mentions(text, None)


def _value_mentions(text: str, document_date: date | None, *, limit: bool = False) -> list[Mention]:
    """The limits of a label line's or cell's value; behind the name of a ``limit`` a day is the last one."""
    if mention := _bound_to_event(text, document_date):
        return [mention]
    mentions = _finder().find(text, 0, ["deadline", "time-value"])
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start, m.label)):
        found = _resolved(mention, document_date)
        apart = all(m.span.end <= mention.span.start or mention.span.end <= m.span.start for m in chosen)
        if found is not None and apart:
            found = replace(found, labelled=True, report=of_a_report(text, mention.span.start))
            if limit and found.deadline.kind == "date":
                found = replace(found, deadline=Deadline(None, found.deadline.end, "before"))
            chosen.append(replace(mention, label="deadline", value=found))
    return sorted(chosen, key=lambda m: m.span)


def _bound_to_event(text: str, document_date: date | None) -> Mention | None:
    """A value such as "Theo kế hoạch riêng" or "Sau khi có hướng dẫn", unless it also names a plain limit."""
    opening = next(
        (m for m in _finder().find(text, 0, ["time-event"]) if not re.search(r"\w", text[: m.span.start])), None
    )
    if opening is None:
        return None
    found = [_resolved(m, document_date) for m in _finder().find(text, 0, ["deadline"])]
    if any(f and (f.strength == 3 or f.deadline.kind == "relative") for f in found):
        return None
    span = Span(0, opening.span.start, len(text.rstrip(" .;")))
    return Mention(span, "deadline", opening.rule, DeadlineFind(Deadline(kind="event"), labelled=True))


def _with_focus(text: str, block: int, found: tuple[Mention, ...], document_date: date | None) -> tuple[Mention, ...]:
    for focus in _finder().find(text, block, ["focus"]):
        stretch = _resolved(focus, document_date)
        hosts = [m for m in found if m.span.start < focus.span.start]
        if stretch is None or not hosts:
            continue
        window = (stretch.deadline.start, stretch.deadline.end)
        outside = (m for m in found if m.span.end <= focus.span.start or m.span.start >= focus.span.end)
        found = tuple(_focused(m, window) if m is hosts[-1] else m for m in outside)
    return found


def _focused(mention: Mention, focus: tuple[date | None, date | None]) -> Mention:
    value = mention.value
    return replace(mention, value=replace(value, focus=focus)) if isinstance(value, DeadlineFind) else mention


def read_deadline(sentence: str, document_date: date | None) -> Deadline | None:
    """The limit that ``sentence`` sets, or None where it sets none.

    ``document_date`` is the date of the document that the sentence stands in: elided years and "15 days from issue"
    are resolved against it; None leaves them open. The end day is the limit; it is not included after "trước".
    """
    chosen = choose_deadline(find_deadlines(unicodedata.normalize("NFC", sentence), 0, document_date))
    return chosen.deadline if chosen.mentions else None


def read_time_value(text: str, document_date: date | None, block: int = 0, *, limit: bool = False) -> Chosen:
    """The limit in the value of a time label, or in a cell of a column for deadlines ("2026", "Quý IV/2025").

    Here a bare year is the whole year, and words such as "theo kế hoạch riêng" bind the limit to an event. Where the
    label names a ``limit`` (is_limit_label), a day is an end without a start.
    """
    mentions = _value_mentions(text, document_date, limit=limit)
    chosen = choose_deadline([replace(m, span=replace(m.span, block=block)) for m in mentions])
    return _spanning(chosen) if chosen.why == TWO_READINGS else chosen


def _spanning(chosen: Chosen) -> Chosen:
    """Several periods in one value ("Dự thảo: tháng 3/2027; bản cuối: tháng 9/2027") reach from the first to the last;
    the doubt stays."""
    found = [m for m in (*chosen.mentions, *chosen.others) if any(window_of(m))]
    if not all(isinstance(m.value, DeadlineFind) and m.value.deadline.kind in _PERIODS for m in found):
        return chosen
    windows = [(a, b) for a, b in map(window_of, found) if a and b]
    if len(windows) < len(found):
        return chosen
    whole = Deadline(min(a for a, _ in windows), max(b for _, b in windows), "range")
    return replace(chosen, deadline=whole, mentions=tuple(sorted(found, key=lambda m: m.span)), others=())
