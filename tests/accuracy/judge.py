"""Which rows of an extraction are wrong, by the corpus's own scorer (score.py), and the figures made from that."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.corpus_score import Row

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document's rows with the places of the wrong ones, and what score.py counted of it."""

    rows: tuple[Row, ...]
    wrong: frozenset[int]
    counts: Counts

    def flagged(self, place: int) -> bool:
        """Whether the row at ``place`` carries a doubt."""
        return bool(self.rows[place]["flags"].strip())


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 (None: not measured); ``silent``, ``newly_silent`` and ``flagged`` are of all rows,
    ``flagged_wrong`` is of the flagged ones, ``lost`` of all gold tasks."""

    silent: float | None = None
    newly_silent: float | None = None
    lost: float | None = None
    task_f1: float | None = None
    owner: float | None = None
    role: float | None = None
    partner_f1: float | None = None
    deadline: float | None = None
    mode: float | None = None
    flagged: float | None = None
    flagged_wrong: float | None = None


class Watched:
    """A row that remembers whether its flags were asked for: score.py asks them of wrong rows, and of these alone."""

    def __init__(self, row: Row) -> None:
        """Watch ``row``."""
        self.row = row
        self.asked = False

    def __getitem__(self, column: str) -> str:
        """The cell of a column."""
        return self.row[column]

    def get(self, column: str) -> str:
        """The cell of a column; asking for the flags is noted."""
        self.asked = self.asked or column == "flags"
        return self.row[column]


@lru_cache(maxsize=1)
def scorer(path: Path) -> Any:
    """The module score.py at ``path``."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(rows: Sequence[Row], quotes: Sequence[str], gold: Path, score_py: Path) -> Judged:
    """``rows`` of one plan against ``gold`` (gold.json); ``quotes`` are those of its notices."""
    watched = [Watched(row) for row in rows]
    tasks = json.loads(gold.read_text(encoding="utf-8"))["tasks"]
    counts = scorer(score_py).score(watched, tasks, False, list(quotes))
    judged = Judged(tuple(rows), frozenset(n for n, row in enumerate(watched) if row.asked), dict(counts))
    seen = sum(not judged.flagged(place) for place in judged.wrong)
    if seen != judged.counts["silent"]:  # the scorer has changed: better no figure than a wrong one
        raise AssertionError(f"{gold}: {seen} silent rows were seen, score.py counts {counts['silent']}")
    return judged


def total(documents: Iterable[Judged]) -> Counter[str]:
    """The counts of all documents together, with ``flagged`` rows and the wrong ones among them."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(document.counts)
        counts["flagged"] += sum(document.flagged(place) for place in range(len(document.rows)))
        counts["flagged_wrong"] += sum(document.flagged(place) for place in document.wrong)
    return counts


def figures(documents: Iterable[Judged], newly_silent: int | None = None) -> Figures:
    """The figures of all documents together, each as score.py defines it; ``newly_silent`` is a number of rows."""
    c = total(documents)
    return Figures(
        silent=_share(c["silent"], c["all_rows"]),
        newly_silent=None if newly_silent is None else _share(newly_silent, c["all_rows"]),
        lost=_share(c["lost"], c["gold"]),
        task_f1=_f1(c["paired"], c["rows"], c["gold"]),
        owner=_share(c["owner"], c["paired"]),
        role=_share(c["role"], c["paired"]),
        partner_f1=_f1(c["partner_hit"], c["partner_found"], c["partner_gold"]),
        deadline=_share(c["deadline"], c["paired"]),
        mode=_share(c["mode"], c["paired"]),
        flagged=_share(c["flagged"], c["all_rows"]),
        flagged_wrong=_share(c["flagged_wrong"], c["flagged"]),
    )


def _share(part: int, whole: int) -> float:
    return part / max(1, whole)


def _f1(hits: int, found: int, wanted: int) -> float:
    """The harmonic mean of hits over found and hits over wanted; 1 where nothing was wanted and nothing found."""
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def mean(measured: Sequence[Figures]) -> Figures:
    """Each figure's mean over several measurements; None where one of them has none."""
    return Figures(**{field.name: _mean([getattr(one, field.name) for one in measured]) for field in fields(Figures)})


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def line(name: str, figure: Figures) -> str:
    """A line for the terminal: a name and every figure that was measured."""
    told = ((field.name, getattr(figure, field.name)) for field in fields(Figures))
    return f"{name:<24}" + " ".join(f"{key} {value:.3f}" for key, value in told if value is not None)
