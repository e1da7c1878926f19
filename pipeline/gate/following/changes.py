"""What a changed plan changes for one agency: its tasks as it was told of them, against its tasks now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.cells import Cells, task_cells
from pipeline.gate.told import PART, differing, row_key
from pipeline.identity import Pairing, plain
from pipeline.model import Task

# Kinds of letters that follow one that went out, and how their files' names end.
ENDINGS = {
    "adjust": "dieu-chinh",
    "supplement": "bo-sung",
    "replace": "thay-the",
    "withdraw": "thu-hoi",
    "correct": "dinh-chinh",
}


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task that is no longer as the agency was told: ``new`` is its index among the agency's tasks now (None where
    it has gone), ``columns`` what differs, ``owners`` who has a moved task."""

    kind: Literal["added", "changed", "dropped", "moved"]
    old: Cells | None = None
    new: int | None = None
    columns: tuple[str, ...] = ()
    owners: str = ""


def task_changes(old: Sequence[Cells], new: Sequence[Cells], whole: Iterable[Task]) -> tuple[TaskChange, ...]:
    """What differs between the tasks told and those of now; ``whole`` are all tasks of the plan, among which one that
    left may be another agency's. In the order of now, what left behind."""
    pairing = Pairing([row_key(one) for one in new], [row_key(one) for one in old])
    pairing.by([row[1:] for row in pairing.new], [row[1:] for row in pairing.old])
    pairing.by([row.words for row in pairing.new], [row.words for row in pairing.old])
    pairing.alike()
    found = list[TaskChange]()
    for n, cells in enumerate(new):
        at = pairing.pairs.get(n)
        if at is None:
            found.append(TaskChange("added", None, n))
        elif columns := differing(old[at], cells):
            found.append(TaskChange("changed", old[at], n, columns))
    gone = [one for at, one in enumerate(old) if at not in pairing.taken]
    return (*found, *_gone(gone, [task_cells(task) for task in whole]))


def _gone(gone: Sequence[Cells], whole: Sequence[Cells]) -> Iterator[TaskChange]:
    """What the agency has no longer: given to others, or nobody's."""
    owners = {plain(one["text"]): one["owners"] for one in whole}
    for one in gone:
        now = owners.get(plain(one["text"]), "") if one[PART] == "own" else ""
        yield TaskChange("moved" if now and plain(now) != plain(one["owners"]) else "dropped", one, owners=now)


def proposed_kind(old: Sequence[Cells], new: Sequence[Cells], changes: Sequence[TaskChange]) -> str:
    """Which letter such changes ask for: nothing left, nothing kept, only more, or some of it."""
    if not new:
        return "withdraw"
    kinds = {one.kind for one in changes}
    if sum(one.kind in ("dropped", "moved") for one in changes) == len(old):
        return "replace"
    return "supplement" if kinds == {"added"} else "adjust"
