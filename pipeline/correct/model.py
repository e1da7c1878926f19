"""What a person changed in the rows of a plan, and the plan before and after: the values that corrections, checks and
the review page share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Notice, Plan, Task


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of ``<plan>.corrections.csv``: in the row of these owners and words, ``field`` is ``new``, not ``old``.

    ``id``, ``owners`` ("; " between names) and ``words`` (the task's text) are as the machine reads it; the id is a
    hint only. ``field`` is one of contract.CORRECTABLE or ROW_CORRECTIONS; values are as in tasks.csv. A split's
    ``new`` holds the parts with an empty line between them, a merge's the words of the row that takes this one in; a
    flag's ``old`` is the code of the doubt, its ``new`` what the person saw ("" holds whatever is read). ``who`` and
    ``when`` are shown on the page and change nothing.
    """

    id: str
    owners: str
    words: str
    field: str
    old: str = ""
    new: str = ""
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A plan after its corrections, and how it came about.

    ``pairs`` holds each row as the machine reads it (split, merged or added by a person where they did so) and as it
    stands now, None where a person deleted it; ``applied`` and ``stale`` are the lines that found their place and those
    that did not. ``settled`` is what a person decided in a row (its id, and the code of a doubt that is none, or
    "work_group"): the check raises and fills nothing there. ``doubts`` are those that the corrections raise themselves.
    """

    plan: Plan
    machine: Plan
    pairs: Sequence[tuple[Task, Task | None]]
    applied: Sequence[Correction] = ()
    stale: Sequence[Correction] = ()
    settled: frozenset[tuple[str, str]] = frozenset()
    doubts: tuple[Notice, ...] = ()


def uncorrected(plan: Plan) -> Corrected:
    """A plan in which nobody changed anything."""
    return Corrected(plan, plan, tuple((t, t) for t in plan.tasks))


# A field that a person has set leaves no doubt about how it was read.
DEADLINE_FIELDS = ("deadline_text", "start", "end", "kind", "recurrence", "inclusive")
_DATED = ("W421", "W422", "W423", "W424", "W425")
RESOLVES = {
    "owners": ("W412", "W413", "W414", "W416", "W417", "W418"),
    "partners": ("W415",),
    **dict.fromkeys(DEADLINE_FIELDS, _DATED),
}
