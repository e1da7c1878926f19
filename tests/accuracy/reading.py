"""A process that reads a corpus with other rules folders: ``CORPUS SCORE_PY RULES …``; JSON to stdout, a line
a folder.

The product knows one place for its rules, and keeps it: nothing in it listens to a variable that only tests would set.
The libraries are loaded and the documents read once; each folder of rules is then a child's.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import ROOT
from tests.accuracy.judge import Judged, judge
from tests.corpus_score import plans

if TYPE_CHECKING:
    from pipeline.model import Document

_KEPT = ("id", "text", "owners", "flags")  # the columns that a later comparison asks for
_rules: list[Path] = []  # the folder that this process reads its rules from


def exchange_rules() -> None:
    """Let this process ask ``_rules`` where its rules lie; before any stage is imported: each takes the function by
    name."""
    import pipeline.rulebook

    if "pipeline.run" in sys.modules:
        raise RuntimeError("the stages have been imported")
    pipeline.rulebook.rules_folder = lambda: _rules[-1]


@lru_cache(maxsize=1)
def documents(corpus: Path) -> tuple[tuple[Path, Document], ...]:
    """Every plan of ``corpus``, read; what they say is not yet looked for, so that no rule has been loaded."""
    from pipeline.read import read
    from pipeline.rulebook import shipped_rulebook

    held = tuple((path, read(path)) for path in plans(corpus))
    if shipped_rulebook.cache_info().currsize:
        raise RuntimeError("rules were loaded before their folder was known")
    return held


def read_corpus(corpus: Path, score_py: Path, rules: Path) -> dict[str, dict[str, Any]]:
    """Every plan as it is read with ``rules``, judged, by name; in a process that has met no other rules."""
    if "pipeline.run" not in sys.modules:
        exchange_rules()
    _rules.append(rules)
    from pipeline.assemble.plan import build_plan
    from pipeline.model import Settings
    from pipeline.run import registry
    from pipeline.write.tables.tables import tables

    told: dict[str, dict[str, Any]] = {}
    for path, document in documents(corpus):
        made = tables(build_plan(document, registry(), Settings()))
        quotes = [notice["quote"] for notice in made.notices]
        one = judge(made.tasks, quotes, path.with_name("gold.json"), score_py)
        kept = [{column: row[column] for column in _KEPT} for row in one.rows]
        told[path.parent.name] = {"rows": kept, "wrong": sorted(one.wrong), "counts": one.counts}
    return told


def read_with(rules: Sequence[Path], corpus: Path, score_py: Path) -> list[dict[str, Judged]]:
    """The corpus as it is read with each folder of rules; errors stand on the terminal."""
    command = [sys.executable, "-m", "tests.accuracy.reading", *map(str, (corpus, score_py, *rules))]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [
        {name: Judged(tuple(one["rows"]), frozenset(one["wrong"]), one["counts"]) for name, one in held.items()}
        for held in map(json.loads, done.stdout.splitlines())
    ]


def main(arguments: Sequence[str]) -> int:
    """Read and print."""
    corpus, score_py, *rules = map(Path, arguments)
    forks = "fork" in multiprocessing.get_all_start_methods()
    if forks:  # a child has then all of this; where none can be forked each loads it anew
        exchange_rules()
        import pipeline.run  # noqa: F401

        documents(corpus)
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with context.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for told in pool.imap(partial(read_corpus, corpus, score_py), rules, chunksize=1):
            print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
