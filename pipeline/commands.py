"""What each command does: finds its files, calls the stages, tells the terminal. Each returns an exit code.

The libraries are imported inside the commands: one that needs no language processing starts without spaCy.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.inputs import Job, find_jobs, read_settings


def extract(inputs: Iterable[Path], output: Path, today: date, options: Mapping[str, object]) -> int:
    """Every document of ``inputs`` into a folder of its own below ``output``; a bad one never stops the others."""
    jobs = find_jobs(inputs)
    failed = 0
    time = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    with _progress(len(jobs)) as advance:
        for job in jobs:
            failed += not _one(job, output, today, time, options)
            gc.enable()  # `entry` switches it off for the one short run
            advance()
    return 1 if failed else 0


def _one(job: Job, output: Path, today: date, time: str, asked: Mapping[str, Any]) -> bool:
    """One document; False where it failed, with its line on standard error."""
    from pipeline.run import Options, deliver
    from pipeline.summary import summary_lines

    folder = output / job.name
    try:
        made, stored = deliver(job.path, read_settings(job.path), folder, today, time, Options(**asked))
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


def check_letter(files: Sequence[Path]) -> int:
    """Hold each letter against the decree's table, point by point; 1 where a point is missed."""
    from pipeline.rulebook import rules_folder
    from pipeline.write.letter_check import check_letter as check
    from pipeline.write.letter_check import faults
    from pipeline.write.letter_finding import finding_line
    from pipeline.write.letter_profile import load_profile

    profile = load_profile(rules_folder() / "letter.toml", date.today())
    failed = False
    for file in files:
        if not file.is_file():
            raise PipelineError("E101", str(file))
        findings = check(file, profile)
        missed = faults(findings)
        failed = failed or bool(missed)
        print(f"{file}: {len(findings)} điểm, {len(missed)} điểm không đạt.")
        print("\n".join(f"  {finding_line(f)}" for f in findings))
    return int(failed)


def clean(output: Path) -> int:
    """Remove from each plan's folder what a run wrote and nobody changed; say what was kept."""
    from pipeline.write.store import clean_folder

    for folder in sorted(p for p in output.iterdir() if p.is_dir()) if output.is_dir() else ():
        for name in clean_folder(folder):
            print(f"Giữ lại: {folder / name}")
    return 0
