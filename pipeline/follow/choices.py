"""Files that come back together and say different things about one cell: a person chooses, nothing is taken before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.follow.checks import Bounds, checked
from pipeline.write.tracking.match import match_exactly
from pipeline.write.tracking.model import FILLED, TASKS, TrackerRow
from pipeline.write.tracking.values import digest, shown


@dataclass(frozen=True, slots=True)
class Choice:
    """A cell on which files disagree: what each says, by its name."""

    task_id: str
    owner: str
    column: str
    said: Mapping[str, str]

    def line(self) -> str:
        """For the terminal."""
        words = "; ".join(f"{name} ghi «{value}»" for name, value in self.said.items())
        return f"{self.task_id} · {self.owner} · {self.column}: {words}"


Files = Sequence[tuple[str, tuple[TrackerRow, ...]]]


def choices(rows: Sequence[TrackerRow], files: Files, bounds: Bounds) -> list[Choice]:
    """The cells of ``rows`` (the office's) that two of ``files`` (name, rows) fill differently."""
    said: dict[tuple[int, str], dict[str, str]] = {}
    files = files if len(files) > 1 else ()
    for name, theirs in files:
        for index, at in match_exactly(rows, theirs).items():
            for key in FILLED:
                value = theirs[at].cells.get(key)
                if digest(value) and theirs[at].typed(key):
                    value, _, taken = checked(key, value, rows[index], bounds)
                    if taken:
                        said.setdefault((index, key), {})[name] = shown(value)
    return [
        Choice(rows[index].words("id"), rows[index].words("owner"), TASKS.column(key).heading, words)
        for (index, key), words in said.items()
        if len(set(words.values())) > 1
    ]


def preferred(rows: Sequence[TrackerRow], files: Files, asked: Sequence[Choice], name: str) -> Files:
    """The files without what ``name`` says otherwise: of its cells in ``asked`` the others keep what was sent."""
    about = {(c.task_id, c.owner, c.column) for c in asked if name in c.said}
    return [(n, theirs if n == name else tuple(_without(row, about) for row in theirs)) for n, theirs in files]


def _without(row: TrackerRow, about: set[tuple[str, str, str]]) -> TrackerRow:
    """A row whose cells in ``about`` are as if nobody had filled them."""
    dropped = {
        key
        for key in FILLED
        if (row.words("id"), row.words("owner"), TASKS.column(key).heading) in about and row.typed(key)
    }
    return replace(row, cells={key: value for key, value in row.cells.items() if key not in dropped})
