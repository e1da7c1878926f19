"""Many plans: 200 with one process and with two, 200 unchanged ones, and the growth to 2,000 with memory."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import ROOT
from tests.batch_check import faults
from tests.bench import table
from tests.make_plans import write_plans

TITLE = "Many plans"
COUNTS = (1, 20, 200, 2000)
LIMITS = {"plan": 220.0, "speed-up": 1.7, "unchanged": 1.5, "memory": 400.0}
REREAD = 50
# A process of its own asks, when the run is over, for the largest that it or its children ever were.
_MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
)


def run(inputs: list[Path], output: Path, jobs: int) -> tuple[float, float]:
    """Seconds of one `extract` of everything, and MiB of its largest process."""
    listing = [str(path) for path in inputs] if len(inputs) < 200 else [str(inputs[0].parent)]
    command = ["-m", "pipeline", "extract", *listing, "--output", str(output), "--date", "2024-04-01"]
    start = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", _MEASURED, sys.executable, *command, "--jobs", str(jobs)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - start, int(told.stdout) / 1024


def verdict(name: str, value: float, *, at_least: bool = False) -> str:
    """Whether a figure keeps its limit."""
    kept = value >= LIMITS[name] if at_least else value <= LIMITS[name]
    return f"limit {LIMITS[name]:g}: {'kept' if kept else 'MISSED'}"


def two_hundred(folder: Path) -> str:
    """200 plans with 1 and with 2 processes, and once more unchanged."""
    inputs = write_plans(200, folder / "in")
    one, _ = run(inputs, folder / "one", 1)
    two, _ = run(inputs, folder / "two", 2)
    again, _ = run(inputs, folder / "two", 2)
    rows = [
        ("200 plans, 1 process", f"{one:.1f}", f"{1000 * one / 200:.0f}", ""),
        ("200 plans, 2 processes", f"{two:.1f}", f"{1000 * two / 200:.0f}", verdict("plan", 1000 * two / 200)),
        ("speed-up", f"{one / two:.2f}", "", verdict("speed-up", one / two, at_least=True)),
        ("the same 200 again, unchanged", f"{again:.2f}", f"{5 * again:.1f}", verdict("unchanged", again)),
    ]
    return table(("run", "s", "ms a plan", ""), rows)


def growth(folder: Path) -> str:
    """From 1 plan to 2,000 with 2 processes: seconds, memory, and 50 folders of the last read again."""
    rows = []
    for count in COUNTS:
        inputs = write_plans(count, folder / f"in{count}")
        seconds, memory = run(inputs, folder / f"out{count}", 2)
        each = f"{1000 * seconds / count:.0f}"
        rows.append((str(count), f"{seconds:.1f}", each, f"{memory:.0f}", verdict("memory", memory)))
    made = sorted(path for path in (folder / f"out{COUNTS[-1]}").iterdir() if path.is_dir())
    wrong = {path.name: told for path in random.Random(1).sample(made, REREAD) if (told := faults(path))}
    size = sum(path.stat().st_size for path in (folder / "out200").rglob("*") if path.is_file()) / 200 / 1024
    reread = f"{len(made)} folders; {REREAD} of them drawn by lot and read again: {wrong or 'no fault'}."
    head = ("plans", "s", "ms a plan", "largest process, MiB", "")
    return f"{table(head, rows)}\n\n{reread} Outputs take {size:.0f} KiB a plan."


def measure() -> str:
    """Plans of about 25 letters each; everything is written."""
    with tempfile.TemporaryDirectory() as folder:
        return f"{two_hundred(Path(folder))}\n\nGrowth, 2 processes:\n\n{growth(Path(folder))}"
