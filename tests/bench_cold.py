"""One plan from a cold start, against a process that only imports the four libraries, pair by pair."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import PLAN, ROOT
from tests.bench import interleaved, milliseconds, table

TITLE = "One plan, cold"
PAIRS = 11
LIMIT = 1.5
FOUR = "import docx, openpyxl, pandas, spacy"


def run_python(*arguments: str) -> None:
    """One Python process, waited for; a failure stops the measurement."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def extract_once() -> None:
    """What `make extract PLAN=...` runs, into a new folder."""
    with tempfile.TemporaryDirectory() as output:
        run_python("-m", "pipeline", "extract", str(PLAN), "--output", output, "--date", "2024-04-01")


def statement(text: str) -> Callable[[], None]:
    """A process that runs one statement."""
    return lambda: run_python("-c", text)


def libraries() -> str:
    """What each library's import costs alone."""
    statements = ["pass", *(f"import {name}" for name in ("lxml.etree", "docx", "openpyxl", "pandas", "spacy"))]
    times = interleaved([statement(text) for text in statements], rounds=5)
    return table(("process", "ms"), [(f"`{s}`", milliseconds(t)) for s, t in zip(statements, times, strict=True)])


def measure() -> str:
    """Pairs of the command and of the imports, the ratio of each pair, and each library alone."""
    extract_once()  # byte code of a fresh checkout is compiled once, and is no part of a run
    ours, floor = interleaved([extract_once, statement(FOUR)], PAIRS)
    ratios = [a / b for a, b in zip(ours, floor, strict=True)]
    ratio = statistics.median(ratios)
    pairs = [("everything of one plan, `make extract`", milliseconds(ours)), (f"`{FOUR}`", milliseconds(floor))]
    verdict = f"Ratio {ratio:.2f} ({min(ratios):.2f}–{max(ratios):.2f}) over {PAIRS} pairs; the limit is {LIMIT}: "
    verdict += "kept." if ratio <= LIMIT else "MISSED."
    plan = f"Plan: `{Path(PLAN).relative_to(ROOT).as_posix()}`."
    return "\n\n".join([plan, table(("process", "ms"), pairs), verdict, libraries()])
