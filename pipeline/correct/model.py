"""What a person changed in the rows of a plan, and the plan before and after: the values that the review page and
``follow/corrections`` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Plan, Task

# Columns of tasks.csv that a correction may change, in the order in which they are applied.
FIELDS = (
    "text",
    "action",
    "owners",
    "owner_role",
    "partners",
    "monitors",
    "mode",
    "deadline_text",
    "start",
    "end",
    "kind",
    "recurrence",
    "inclusive",
    "focus_start",
    "focus_end",
    "product",
    "report_to",
    "work_group",
)
CORRECTED = "CORRECTION"  # stands among a row's rules where a person changed it
# Changes of the rows themselves, and a person's word that a doubt is none.
ROW_FIELDS = ("split", "merge", "add", "delete", "flag")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of ``<plan>.corrections.csv``: in the row of these owners and words, ``field`` is ``new``, not ``old``.

    ``id``, ``owners`` ("; " between names) and ``words`` (the task's text) are as the machine reads it; the id is a
    hint only. ``field`` is one of FIELDS or ROW_FIELDS; values are as in tasks.csv. A split's ``new`` holds the parts
    with an empty line between them, a merge's the words of the row that takes this one in; a flag's ``old`` is the
    code of the doubt. ``who`` and ``when`` are told on the page and change nothing.
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
    that did not.
    """

    plan: Plan
    machine: Plan
    pairs: Sequence[tuple[Task, Task | None]]
    applied: Sequence[Correction] = ()
    stale: Sequence[Correction] = ()


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
