"""The measurements: each reads documents with the work tree and returns figures by name, in the page's order."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT
from tests.accuracy.copies import COPIES, varied
from tests.accuracy.judge import Figures, Judged, figures, judge, mean
from tests.accuracy.reading import read_with
from tests.accuracy.thin import APART, KINDS, SEEDS, thin
from tests.corpus_score import extract_tables, inputs, matched, plans, rows, tasks_of


@dataclass(frozen=True, slots=True)
class Shared:
    """Where the documents lie that are no part of the repository."""

    corpus: Path
    score_py: Path
    folder: Path

    @property
    def vary(self) -> Path:
        """The folder of vary.py with its words."""
        return self.folder / "vary"

    @property
    def unlabelled(self) -> Path:
        """Documents without gold, and expect.py."""
        return self.folder / "unlabelled"

    @property
    def cases(self) -> Path:
        """Small documents with gold, one difficulty each."""
        return self.folder / "cases" / "extraction"


def extracted(corpus: Path, score_py: Path) -> list[Judged]:
    """Every plan of ``corpus`` by the project's own command over the folder. A plan without tables fails the run."""
    with inputs(corpus) as source, tempfile.TemporaryDirectory() as name:
        extract_tables(source, Path(name))
        judged = []
        for plan in plans(corpus):
            tasks = tasks_of(Path(name), plan.parent.name)
            if not tasks.exists():
                raise FileNotFoundError(f"{plan.parent.name}: no tables were written")
            quotes = [notice["quote"] for notice in rows(tasks.with_name("notices.csv"))]
            judged.append(judge(rows(tasks), quotes, plan.with_name("gold.json"), score_py))
    return judged


def plain(corpus: Path, score_py: Path) -> Figures:
    """The figures of a folder of plans with gold as it is."""
    return figures(extracted(corpus, score_py))


def each(corpus: Path, score_py: Path) -> dict[str, Figures]:
    """The figures of a folder of plans with gold under "cases", then those of each plan by its folder's name."""
    judged = extracted(corpus, score_py)
    named = {plan.parent.name: figures([one]) for plan, one in zip(plans(corpus), judged, strict=True)}
    return {"cases": figures(judged), **named}


def vary(shared: Shared) -> dict[str, Figures]:
    """Each copy of the corpus with other words, and the mean of those with other names."""
    measured = {name: plain(varied(shared.corpus, shared.vary, name), shared.score_py) for name in COPIES}
    names = [figure for name, figure in measured.items() if name.startswith("names")]
    return {**measured, "names, mean": mean(names)}


def newly_silent(before: Judged, after: Judged) -> int:
    """How many rows of a document are wrong and without a flag, and were not wrong before; a row that was not there
    before was not wrong."""
    places = {id(row): place for place, row in enumerate(before.rows)}
    was_wrong = {
        id(new): old is not None and places[id(old)] in before.wrong
        for old, new in matched(list(before.rows), list(after.rows))
    }
    silent = (place for place in after.wrong if not after.flagged(place))
    return sum(not was_wrong[id(after.rows[place])] for place in silent)


def thin_all(shared: Shared) -> dict[str, Figures]:
    """Each kind of word, the mean over its seeds; the mean of the kinds; then the kinds that stand apart."""
    runs = [(kind, seed) for kind in KINDS for seed in SEEDS]
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name, f"{kind} {seed}") for kind, seed in runs]
        for folder, (kind, seed) in zip(folders, runs, strict=True):
            thin(ROOT / "rules", folder, kind, seed)
        before, *after = read_with([ROOT / "rules", *folders], shared.corpus, shared.score_py)
    results: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
    for (kind, _), read in zip(runs, after, strict=True):
        silent = sum(newly_silent(before[plan], judged) for plan, judged in read.items())
        results[kind].append(figures(read.values(), silent))
    kinds = {kind: mean(found) for kind, found in results.items()}
    return {
        **{kind: figure for kind, figure in kinds.items() if kind not in APART},
        "mean": mean([figure for kind, figure in kinds.items() if kind not in APART]),
        **{f"{kind} (apart)": figure for kind, figure in kinds.items() if kind in APART},
    }


@dataclass(frozen=True, slots=True)
class Expected:
    """What expect.py says of the documents without gold: its lines, and of the sum ``silent`` breaks in 100 rows;
    ``flagged`` is a share of ``rows``."""

    lines: tuple[str, ...]
    silent: float
    flagged: float
    rows: int
    documents: int


def expect(shared: Shared, options: Sequence[str] = ()) -> Expected:
    """The documents without gold, read by the project's own command and looked at by expect.py."""
    with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as output:
        for text in sorted(shared.unlabelled.glob("[0-9]*.txt")):
            shutil.copyfile(text, Path(source, text.name))
        extract_tables(Path(source), Path(output))
        command = [sys.executable, str(shared.unlabelled / "expect.py"), output, str(shared.unlabelled), *options]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        seen = Counter(bool(row["flags"]) for table in Path(output).glob("*/tables/tasks.csv") for row in rows(table))
    told = re.search(r"rows (\d+) documents (\d+) silent-per-100-rows ([\d.]+)", said)
    if told is None:
        raise ValueError(f"expect.py says no sum: {said[-200:]}")
    share = seen[True] / max(1, seen.total())
    return Expected(tuple(said.splitlines()), float(told[3]), share, int(told[1]), int(told[2]))
