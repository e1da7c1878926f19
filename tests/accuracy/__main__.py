"""`make vary`, `make thin`, `make expect`, `make accuracy`: measure, and say what was found."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.accuracy import page
from tests.accuracy.judge import Figures, line
from tests.accuracy.measure import Expected, Shared, each, expect, plain, thin_all, vary
from tests.corpus_score import plans
from tests.ledger_check import broken_ledgers as ledgers


def _told(measured: Mapping[str, Figures]) -> int:
    print(*(line(name, figure) for name, figure in measured.items()), sep="\n")
    return 0


def _expected(expected: Expected) -> int:
    print(*expected.lines, f"flagged {expected.flagged:.3f} of the rows", sep="\n")
    return 0


def accuracy(shared: Shared, quick: bool) -> int:
    """Measure all and write the page; ``quick`` leaves the thinned rules out, and the page as it is. A part's figures
    are told as soon as they are there. A ledger that leaves a word of a document without a fate ends it with 1."""
    measured: dict[str, Figures] = {}
    for part in (_corpus, _copies, *(() if quick else (_thinned,)), _cases):
        start = time.monotonic()
        measured |= (found := part(shared))
        _told(found)
        print(f"{time.monotonic() - start:.0f} s", flush=True)
    start = time.monotonic()
    _expected(expected := expect(shared))
    print(f"{time.monotonic() - start:.0f} s")
    if broken := [fault for folder in (shared.corpus, shared.cases, shared.unlabelled) for fault in ledgers(folder)]:
        print(*broken, "A ledger does not hold: no page was written", sep="\n")
        return 1
    if not quick:
        page.PAGE.write_text(page.page(measured, expected, date.today(), page.commit()), encoding="utf-8")
        print(f"docs/{page.PAGE.name} was written")
    return 0


def _corpus(shared: Shared) -> dict[str, Figures]:
    return {"corpus": plain(shared.corpus, shared.score_py)}


def _copies(shared: Shared) -> dict[str, Figures]:
    varied = vary(shared)
    return {"names": varied["names, mean"], "labels": varied["labels"]}


def _thinned(shared: Shared) -> dict[str, Figures]:
    return {f"thin: {kind}": figure for kind, figure in thin_all(shared).items()}


def _cases(shared: Shared) -> dict[str, Figures]:
    return each(shared.cases, shared.score_py)


def needed(command: str, shared: Shared) -> list[Path]:
    """What a command reads and is not here."""
    files = {
        "corpus": shared.corpus if plans(shared.corpus) else None,
        "score": shared.score_py if shared.score_py.is_file() else None,
        "vary": shared.vary if (shared.vary / "vary.py").is_file() else None,
        "cases": shared.cases if plans(shared.cases) else None,
        "expect": shared.unlabelled if (shared.unlabelled / "expect.py").is_file() else None,
    }
    where = dict(
        zip(files, (shared.corpus, shared.score_py, shared.vary, shared.cases, shared.unlabelled), strict=True)
    )
    asked = {"vary": ("corpus", "score", "vary"), "thin": ("corpus", "score"), "expect": ("expect",)}
    return [where[name] for name in asked.get(command, tuple(files)) if files[name] is None]


def main(arguments: Sequence[str]) -> int:
    """``vary | thin | expect | all``, with the folders that the Makefile names."""
    parser = argparse.ArgumentParser(prog="tests.accuracy", description=__doc__)
    parser.add_argument("command", choices=("vary", "thin", "expect", "all"))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="without the thinned rules; docs/accuracy.md stays")
    parser.add_argument("--show", default="0", help="expect: so many breaks of each expectation")
    asked = parser.parse_args(arguments)
    shared = Shared(*(path.resolve() for path in (asked.corpus, asked.score, asked.shared)))
    if absent := needed(asked.command, shared):
        print(f"{', '.join(path.name for path in absent)} not found below {asked.shared}: nothing to measure against")
        return 0
    if asked.command == "vary":
        return _told(vary(shared))
    if asked.command == "thin":
        return _told(thin_all(shared))
    return (
        _expected(expect(shared, ["--show", asked.show]))
        if asked.command == "expect"
        else accuracy(shared, asked.quick)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
