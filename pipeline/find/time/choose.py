"""Of several limits of one task the main order's own; the others are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.find.time.finds import DeadlineFind
from pipeline.find.time.recurrence import merged
from pipeline.find.time.windows import OPEN
from pipeline.model import Deadline, Mention, Span

TWO_READINGS = "W424"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A task's limit: its deadline, focus, the mentions that it rests on (the first bears the words that say when),
    and ``why``, the code of the doubt, where it is not ``certain``. ``others`` are limits that were not chosen."""

    deadline: Deadline = Deadline()
    focus: tuple[date | None, date | None] | None = None
    mentions: tuple[Mention, ...] = ()
    certain: bool = True
    why: str = ""
    others: tuple[Mention, ...] = ()

    @property
    def span(self) -> Span | None:
        """The characters that say when: of the first mention, or from the first to the last in one block."""
        if not self.mentions:
            return None
        first, last = self.mentions[0].span, self.mentions[-1].span
        return Span(first.block, first.start, last.end if last.block == first.block else first.end)


def _rank(mention: Mention) -> float:
    """Smaller is nearer to being the main order's limit."""
    found = mention.value
    if not isinstance(found, DeadlineFind):
        return 99
    d = found.deadline
    dated = bool(d.start or d.end) or found.why == OPEN
    if found.labelled:
        return (1 if found.report else 0) if dated else 1.5
    if dated and found.strength < 2:
        return 4
    if dated and (found.report or d.kind == "event"):
        return 3 if found.strength == 3 else 3.5
    if dated:
        return 2 if d.end or found.why == OPEN else 3.2  # "từ năm 2026" alone sets no limit
    return {"recurring": 5, "relative": 5, "ongoing": 6, "event": 7}.get(d.kind, 8)


def choose_deadline(mentions: Sequence[Mention]) -> Chosen:
    """The main order's limit among those of a task, in the order of its text.

    A label line wins; then a dated limit of the work, of a report, a bare date; then recurring, ongoing and event-bound
    ones. Recurring limits of one kind are put together. Another date of the same rank is a doubt (W424).
    """
    ranked = sorted((m for m in mentions if isinstance(m.value, DeadlineFind)), key=_rank)
    if not ranked:
        return Chosen()
    best = ranked[0]
    found = best.value
    assert isinstance(found, DeadlineFind)
    same = [m for m in ranked if _rank(m) == _rank(best)]
    others = tuple(m for m in ranked if m is not best)
    if found.deadline.kind == "recurring":
        return _recurring(same, others)
    rivals = [m for m in same[1:] if window_of(m) != window_of(best) and any(window_of(m))]
    why = found.why or (TWO_READINGS if rivals else "")
    return Chosen(found.deadline, found.focus, (best,), not why, why, others)


def window_of(mention: Mention) -> tuple[date | None, date | None]:
    """First and last day of a limit, None where it leaves them open."""
    found = mention.value
    return (found.deadline.start, found.deadline.end) if isinstance(found, DeadlineFind) else (None, None)


def _recurring(same: list[Mention], others: tuple[Mention, ...]) -> Chosen:
    pairs = [(m, m.value) for m in same if isinstance(m.value, DeadlineFind) and m.value.parts]
    rule = merged([found.parts for _, found in pairs if found.parts])
    used = [
        (m, found) for m, found in pairs if (found.parts.dates if rule.dates and found.parts else found.parts == rule)
    ]
    used = used if rule.dates else used[:1]
    inclusive = all(found.deadline.inclusive for _, found in used)
    kept = tuple(sorted((m for m, _ in used), key=lambda m: m.span))
    return Chosen(Deadline(kind="recurring", recurrence=str(rule), inclusive=inclusive), None, kept, others=others)
