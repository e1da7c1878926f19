"""From words that say when to a limit: one function for each kind of wording; rules/deadlines.toml names them.

What the words mean can hang on the document's own date (an elided year, "within 15 days of issue"), so a reader gives a
``Time``: ask it with that date, or with None where the document does not carry it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipeline.find.language.matching import Words
from pipeline.find.time.context import (
    in_a_name,
    is_applied,
    is_described,
    is_periodic,
    is_regular,
    names_something,
    of_a_state,
    of_figures,
    of_money,
    of_the_past,
    stands_apart,
    was_given,
)
from pipeline.find.time.finds import NO_LIMIT, DeadlineFind, Time
from pipeline.find.time.recurrence import Recurrence, recurrence, yearly
from pipeline.find.time.windows import PIECES, Window, window
from pipeline.model import Deadline, DeadlineKind

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
    inclusive = "trước" not in re.findall(r"\w+", words.folded)
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

    if of_a_state(words):
        return NO_LIMIT
    made = _made(words, 3, build)
    return Time(_ahead(made, words))


def _begun(
    made: Callable[[date | None], DeadlineFind | None], words: Words
) -> Callable[[date | None], DeadlineFind | None]:
    """No limit where the words tell what happened and it had begun before the document's date: "trong quý I" in
    praise."""

    def at(anchor: date | None) -> DeadlineFind | None:
        found = made(anchor)
        first = found and (found.deadline.start or found.deadline.end)
        return None if anchor and first and first < anchor and of_the_past(words) else found

    return at


def _ahead(
    made: Callable[[date | None], DeadlineFind | None], words: Words
) -> Callable[[date | None], DeadlineFind | None]:
    """No limit where it lies before the document's date: "các văn bản đã ban hành | trước ngày 01/7/2025"."""

    def at(anchor: date | None) -> DeadlineFind | None:
        found = made(anchor)
        past = found and anchor and found.deadline.end and found.deadline.end <= anchor
        return None if past and (was_given(words) or of_the_past(words)) else found

    return at


def by(words: Words) -> Time:
    """A limit that counts: "chậm nhất", "đến hết", "không muộn hơn"."""
    made = _made(words, 3, lambda covered, anchor: Deadline(None, covered.end, _limit_kind(covered, anchor)))
    return NO_LIMIT if of_a_state(words) else Time(_ahead(made, words))


def until(words: Words) -> Time | None:
    """A limit ("đến năm 2030", "đến ngày D"), unless it belongs to the name of a programme or a cited text."""
    if of_a_state(words):
        return NO_LIMIT
    if in_a_name(words):
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
    if of_a_state(words) or (words.folded.startswith("từ ") and of_figures(words)):
        return NO_LIMIT
    return None if was_given(words) else Time(_begun(_made(words, 2, _whole), words))


_LONGEST = {"month": 31, "quarter": 92, "year": 366}


def since(words: Words) -> Time:
    """A start without an end: "từ 01/7/2025", "từ quý II"; "từ tháng 4 đến tháng 6" has both."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        several = (
            covered.start and covered.end and (covered.end - covered.start).days >= _LONGEST.get(covered.kind, 9999)
        )
        return _whole(covered, anchor) if several else Deadline(covered.start, None, "range")

    if of_figures(words):
        return NO_LIMIT
    made = _begun(_made(words, 2, build), words)

    def at(anchor: date | None) -> DeadlineFind | None:
        found = made(anchor)
        if found is None or found.deadline.end or anchor is None or found.deadline.start is None:
            return found
        return found if found.deadline.start >= anchor or is_applied(words) else None  # "vi phạm phát hiện từ tháng 01"

    return Time(at)


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
    refused = words.pieces[0][0] == "date" and words.before.endswith("ngày ")
    if refused or not stands_apart(words) or is_described(words) or of_a_state(words):
        return None  # what "ngày D" was refused, "D" alone is not given
    return Time(_begun(_made(words, 1, _whole), words))


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
    if is_regular(words):
        return None
    return Time(lambda anchor: DeadlineFind(Deadline(kind="ongoing"), strength=1))


def event(words: Words) -> Time:
    """Bound to an event whose date the words do not give."""
    inclusive = not words.folded.startswith(("trước khi", "trước lúc", "trước thời"))
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
