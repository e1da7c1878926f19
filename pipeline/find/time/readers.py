"""From words that say when to a limit: one function for each kind of wording; rules/deadlines.toml names them.

What the words mean can hang on the document's own date (an elided year, "within 15 days of issue"), so a reader gives a
``Time``: ask it with that date, or with None where the document does not carry it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.find.language.matching import Words
from pipeline.find.time.context import (
    counts_a_share,
    in_a_name,
    is_described,
    is_periodic,
    names_something,
    of_money,
    stands_apart,
    was_given,
)
from pipeline.find.time.recurrence import Recurrence, recurrence, yearly
from pipeline.find.time.windows import FUZZY, OPEN, PIECES, Window, window
from pipeline.model import Deadline, DeadlineKind


@dataclass(frozen=True, slots=True)
class DeadlineFind:
    """A limit as read. ``why`` is the code of the doubt (W42x) where the reading is not ``certain``.

    ``focus`` is the stretch that the plan calls the main one. ``strength`` tells how plainly the words set a limit: 3
    "trước", "chậm nhất", "hoàn thành …"; 2 "trong", "vào", "từ … đến"; 1 a bare date or month; 0 words that set a limit
    only in a label line or a cell. ``report`` is set where the limit is that of a report.
    """

    deadline: Deadline
    focus: tuple[date | None, date | None] | None = None
    certain: bool = True
    why: str = ""
    strength: int = 2
    report: bool = False
    labelled: bool = False
    parts: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """Words that say when; ``at`` resolves them against the document's date (None: they are no limit after all)."""

    at: Callable[[date | None], DeadlineFind | None]

    def __str__(self) -> str:
        """As examples of rules show it: "2025-06-01..2025-06-30", else the recurrence, else the kind."""
        found = self.at(None)
        return shown(found.deadline) if found else "none"


def shown(deadline: Deadline) -> str:
    """A deadline in a few characters: its dates, else its recurrence, else its kind."""
    if deadline.start or deadline.end:
        return f"{deadline.start or ''}..{deadline.end or ''}"
    return deadline.recurrence or deadline.kind


NO_LIMIT = Time(lambda anchor: None)


_PARTS = {"đầu": "đầu", "giữa": "giữa", "cuối": "cuối", "thượng tuần": "đầu", "trung tuần": "giữa", "hạ tuần": "cuối"}


def _parts(words: Words) -> list[tuple[str, str, str]]:
    """Each piece with the part of it that the words before it name ("đầu", "cuối" …)."""
    found: list[tuple[str, str, str]] = []
    t = words.tokens
    for i in range(words.first, words.last):
        if t.names[i] in PIECES and (t.names[i] != "number" or t.ends[i] - t.starts[i] == 4):
            left = t.folded[t.starts[words.first] : t.starts[i]].split()
            part = _PARTS.get(" ".join(left[-2:])) or _PARTS.get(left[-1] if left else "", "")
            found.append((t.names[i], t.folded[t.starts[i] : t.ends[i]], part))
    return found


def _made(
    words: Words, strength: int, build: Callable[[Window, date | None], Deadline]
) -> Callable[[date | None], DeadlineFind | None]:
    """``build`` on the window that the words cover; a day without a year beside "định kỳ" or "hằng năm" recurs."""
    parts = _parts(words)
    elided = not any(re.search(r"\d{4}", piece) for _, piece, _ in parts)
    periodic = elided and is_periodic(words)

    def at(anchor: date | None) -> DeadlineFind | None:
        if periodic and (rule := yearly(words.folded)) is not None:
            return _recurring(words, rule, strength)
        covered = window(parts, anchor)
        if covered is None:
            return None
        return DeadlineFind(build(covered, anchor), certain=not covered.doubt, why=covered.doubt, strength=strength)

    return at


def _recurring(words: Words, rule: Recurrence, strength: int) -> DeadlineFind:
    inclusive = re.search(r"\btrước\b", words.folded) is None
    return DeadlineFind(
        Deadline(kind="recurring", recurrence=str(rule), inclusive=inclusive), strength=strength, parts=rule
    )


def _limit_kind(covered: Window, anchor: date | None) -> DeadlineKind:
    if covered.kind in ("date", "range"):
        return "before"
    if covered.kind == "year" and covered.end and (anchor is None or covered.end.year != anchor.year):
        return "multi_year"
    return covered.kind


def before(words: Words) -> Time:
    """A limit not included: "trước ngày D" ends on D, "trước tháng M" on the last day before that month."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        end = covered.end
        if covered.start and covered.kind not in ("date", "range") and not covered.doubt:
            end = covered.start - timedelta(days=1)
        kind: DeadlineKind = "before" if covered.kind in ("date", "range") else covered.kind
        return Deadline(None, end, kind, inclusive=False)

    made = _made(words, 3, build)
    return Time(_ahead(made) if was_given(words) else made)


def _ahead(made: Callable[[date | None], DeadlineFind | None]) -> Callable[[date | None], DeadlineFind | None]:
    """No limit where it lies before the document's date: "các văn bản đã ban hành | trước ngày 01/7/2025"."""

    def at(anchor: date | None) -> DeadlineFind | None:
        found = made(anchor)
        past = found and anchor and found.deadline.end and found.deadline.end <= anchor
        return None if past else found

    return at


def by(words: Words) -> Time:
    """A limit that counts: "chậm nhất", "đến hết", "không muộn hơn"."""
    return Time(_made(words, 3, lambda covered, anchor: Deadline(None, covered.end, _limit_kind(covered, anchor))))


def until(words: Words) -> Time | None:
    """A limit ("đến năm 2030", "đến ngày D"), unless it belongs to the name of a programme or a cited text."""
    if in_a_name(words) or counts_a_share(words):
        return None
    return Time(_made(words, 2, lambda covered, anchor: Deadline(None, covered.end, _limit_kind(covered, anchor))))


def done(words: Words) -> Time:
    """Plain words for a limit: "hoàn thành trong quý IV", "xong ngày D"; a day has no start."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        if covered.kind == "date":
            return Deadline(None, covered.end, "before")
        return Deadline(covered.start, covered.end, covered.kind)

    return Time(_made(words, 3, build))


def _whole(covered: Window, anchor: date | None) -> Deadline:
    return Deadline(covered.start, covered.end, covered.kind)


def within(words: Words) -> Time | None:
    """The whole stretch: "trong tháng 10", "vào ngày D", "từ ngày A đến ngày B"."""
    return None if was_given(words) else Time(_made(words, 2, _whole))


_LONGEST = {"month": 31, "quarter": 92, "year": 366}


def since(words: Words) -> Time:
    """A start without an end: "từ 01/7/2025", "từ quý II"; "từ tháng 4 đến tháng 6" has both."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        several = (
            covered.start and covered.end and (covered.end - covered.start).days >= _LONGEST.get(covered.kind, 9999)
        )
        return _whole(covered, anchor) if several else Deadline(covered.start, None, "range")

    return Time(_made(words, 2, build))


def onward(words: Words) -> Time | None:
    """It begins with the stretch and goes on: "năm 2026 và các năm tiếp theo"."""
    if names_something(words) and not words.folded.startswith("trong"):
        return None
    return Time(_made(words, 2, lambda covered, anchor: Deadline(covered.start, None, covered.kind)))


def from_now(words: Words) -> Time:
    """From the document's own date: "từ nay đến …"."""
    return Time(_made(words, 2, lambda covered, anchor: Deadline(anchor, covered.end, "range")))


def bare(words: Words) -> Time | None:
    """A date, month or quarter without a word that makes it a limit: it must open its sentence or close its clause."""
    return Time(_made(words, 1, _whole)) if stands_apart(words) and not is_described(words) else None


def stage(words: Words) -> Time | None:
    """The years of the work ("giai đoạn 2024 - 2026"), unless they belong to the name of a programme or to money."""
    if names_something(words):
        return None
    return Time(_made(words, 1, _whole))


def value(words: Words) -> Time:
    """A bare year or stage in a label line or cell, where nothing else can stand ("2026", "2025 - 2030")."""
    return Time(_made(words, 0, _whole))


def nothing(words: Words) -> Time:
    """Words that look like a limit and are none (a cited text, a budget, a name)."""
    return NO_LIMIT


def anniversary(words: Words) -> Time | None:
    """The two ends of the years that are celebrated: "(07/5/1954 - 07/5/2024)"."""
    covered = window(_parts(words), None)
    long = covered and covered.start and covered.end and (covered.end - covered.start).days > 400
    return NO_LIMIT if long else None


def ongoing(words: Words) -> Time | None:
    """It goes on ("thường xuyên", "liên tục"); not where the words name money, a kind of school or a duty."""
    if re.search(r"\b(?:chi|vốn|kinh phí|giáo dục|công tác|nhiệm vụ|đào tạo|nguồn|kì họp|họp)\s+$", words.before):
        return None
    return Time(lambda anchor: DeadlineFind(Deadline(kind="ongoing"), strength=1))


def event(words: Words) -> Time:
    """Bound to an event whose date the words do not give."""
    inclusive = not re.match(r"trước (?!,)(?:khi|lúc|thời)", words.folded)
    return Time(lambda anchor: DeadlineFind(Deadline(kind="event", inclusive=inclusive), strength=1))


def recurs(words: Words) -> Time | None:
    """A rule of RFC 5545: "hằng năm", "trước ngày 20 hằng tháng", "thứ Sáu hằng tuần"."""
    if of_money(words):
        return None
    rule = recurrence(words.folded)
    if rule is None:
        return None
    found = _recurring(words, rule, strength=2 if rule.months or rule.days else 1)
    return Time(lambda anchor: found)


def open_ended(found: DeadlineFind) -> DeadlineFind:
    """The same limit, marked as one that hangs on a date which the document does not carry."""
    return replace(found, certain=False, why=OPEN)


def fuzzy(deadline: Deadline, strength: int = 2) -> DeadlineFind:
    """A limit that usage gives rather than the words."""
    return DeadlineFind(deadline, certain=False, why=FUZZY, strength=strength)
