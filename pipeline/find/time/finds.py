"""What words that say when come to: a limit as read, or a question to the document's own date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.find.time.recurrence import Recurrence
from pipeline.find.time.windows import FUZZY, OPEN
from pipeline.model import Deadline


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


def open_ended(found: DeadlineFind) -> DeadlineFind:
    """The same limit, marked as one that hangs on a date which the document does not carry."""
    return replace(found, certain=False, why=OPEN)


def fuzzy(deadline: Deadline, strength: int = 2) -> DeadlineFind:
    """A limit that usage gives rather than the words."""
    return DeadlineFind(deadline, certain=False, why=FUZZY, strength=strength)
