"""A process of its own that reads a corpus with another rules folder: ``RULES CORPUS SCORE_PY``; JSON to stdout.

The product knows one place for its rules, and keeps it: nothing in it listens to a variable that only tests would set.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import ROOT
from tests.accuracy.judge import Judged, judge
from tests.corpus_score import plans


def use_rules(folder: Path) -> None:
    """Let this process read its rules from ``folder``. Call it before any stage is imported: each takes the function
    by name."""
    import pipeline.rulebook

    if "pipeline.run" in sys.modules:
        raise RuntimeError("the stages have been imported")
    pipeline.rulebook.rules_folder = lambda: folder


def read_corpus(corpus: Path, score_py: Path) -> dict[str, Judged]:
    """Every plan of ``corpus`` read and judged in this process, by name."""
    from pipeline.run import extract
    from pipeline.write.tables.tables import tables

    judged: dict[str, Judged] = {}
    for path in plans(corpus):
        made = tables(extract(path))
        quotes = [notice["quote"] for notice in made.notices]
        judged[path.parent.name] = judge(made.tasks, quotes, path.with_name("gold.json"), score_py)
    return judged


def read_with(rules: Path, corpus: Path, score_py: Path) -> dict[str, Judged]:
    """The corpus as it is read with the rules of a folder, by a process of its own; its errors are shown."""
    command = [sys.executable, "-m", "tests.accuracy.reading", *map(str, (rules, corpus, score_py))]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return {name: _judged(held) for name, held in json.loads(done.stdout).items()}


def _judged(held: dict[str, object]) -> Judged:
    rows, wrong, counts = held["rows"], held["wrong"], held["counts"]
    assert isinstance(rows, list) and isinstance(wrong, list) and isinstance(counts, dict)
    return Judged(tuple(rows), frozenset(wrong), counts)


def main(arguments: Sequence[str]) -> int:
    """Read and print."""
    rules, corpus, score_py = map(Path, arguments)
    use_rules(rules)
    told = {
        name: {"rows": one.rows, "wrong": sorted(one.wrong), "counts": one.counts}
        for name, one in read_corpus(corpus, score_py).items()
    }
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
