"""`make bench`: measure on this machine, now, and write docs/benchmarks.md.

A section is a module ``tests/bench_<name>.py`` with ``TITLE`` (a heading) and ``measure() -> str`` (Markdown, figures
of that call). Every ``bench_*.py`` is found by its name; nothing is registered. Names on the command line limit the run
to these sections and print them without writing the file.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests import ROOT

REPORT = ROOT / "docs" / "benchmarks.md"
PLAN = ROOT / "inputs" / "ke-hoach-ky-niem-70-nam-dien-bien-phu.docx"
LIBRARIES = ("python-docx", "openpyxl", "pandas", "spacy", "lxml", "numpy")


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes, in seconds of wall clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def interleaved(cases: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Seconds of each case, ``rounds`` times; the order turns round every time, so that no case always runs first."""
    times: list[list[float]] = [[] for _ in cases]
    for number in range(rounds):
        order = range(len(cases)) if number % 2 == 0 else range(len(cases) - 1, -1, -1)
        for index in order:
            times[index].append(seconds(cases[index]))
    return times


def milliseconds(times: Iterable[float]) -> str:
    """Median in milliseconds with the least and the most: "1234 (1200–1301)"."""
    values = sorted(1000 * value for value in times)
    digits = 0 if values[0] >= 20 else 1
    return f"{statistics.median(values):.{digits}f} ({values[0]:.{digits}f}–{values[-1]:.{digits}f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def machine() -> str:
    """Cores, system and versions: what the figures hold for."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.machine()}"
    return f"{processor()}, {os.cpu_count()} cores, {system}; Python {platform.python_version()}; {versions}."


def names() -> list[str]:
    """The sections there are, by file name."""
    return sorted(path.stem.removeprefix("bench_") for path in (ROOT / "tests").glob("bench_*.py"))


def section(name: str) -> str:
    """Run one section; its heading and its body."""
    module = import_module(f"tests.bench_{name}")
    return f"## {module.TITLE}\n\n{module.measure().strip()}\n"


def main(wanted: Sequence[str]) -> int:
    """Run the sections named, or all of them into docs/benchmarks.md."""
    parts = [f"# Benchmarks\n\nWritten by `make bench`; times in ms are median (least–most).\n\n{machine()}\n"]
    for name in wanted or names():
        print(f"measuring {name} ...", file=sys.stderr)
        parts.append(section(name))
    text = "\n".join(parts)
    if not wanted:
        REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
