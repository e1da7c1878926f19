"""What each command does: finds its files, calls the stages, tells the terminal. Each returns an exit code.

The libraries are imported inside the commands: one that needs no language processing starts without spaCy.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.inputs import Job, find_jobs, read_settings


def extract(inputs: Iterable[Path], output: Path, today: date, only: Sequence[str] | None) -> int:
    """Every document of ``inputs`` into a folder of its own below ``output``; a bad one never stops the others."""
    jobs = find_jobs(inputs)
    failed = 0
    time = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    with _progress(len(jobs)) as advance:
        for job in jobs:
            failed += not _one(job, output, today, time, only)
            gc.enable()  # `entry` switches it off for the one short run
            advance()
    return 1 if failed else 0


def _one(job: Job, output: Path, today: date, time: str, only: Sequence[str] | None) -> bool:
    """One document; False where it failed, with its line on standard error."""
    from pipeline.run import OUTPUTS, deliver
    from pipeline.summary import summary_lines

    folder = output / job.name
    try:
        made, stored = deliver(job.path, read_settings(job.path), folder, today, time, only or OUTPUTS)
    except PipelineError as error:
        print(error, file=sys.stderr)
        return False
    print("\n".join(summary_lines(made, stored, folder)))
    return True


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal when there are several documents; else nothing."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def text(file: Path) -> int:
    """Print what was read of ``file``: a block a line, its displayed number first."""
    from pipeline.read import read, text_lines

    if not file.exists():
        raise PipelineError("E101", str(file))
    print("\n".join(text_lines(read(file))))
    return 0


def clean(output: Path) -> int:
    """Remove from each plan's folder what a run wrote and nobody changed; say what was kept."""
    from pipeline.write.store import clean_folder

    for folder in sorted(p for p in output.iterdir() if p.is_dir()) if output.is_dir() else ():
        for name in clean_folder(folder):
            print(f"Giữ lại: {folder / name}")
    return 0
