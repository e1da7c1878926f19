"""`extract` over any number of documents: what is unchanged is skipped, the rest is read here or in other processes.

A bad document never stops the others. spaCy and the other libraries are imported only when a document has to be read.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from pipeline.batch.jobs import Job, find_documents, jobs_of
from pipeline.batch.report import DocumentResult, batch_csv, closing_lines, progress, stop_on_interrupt
from pipeline.batch.unchanged import holds, made_from, read_record
from pipeline.batch.workers import process_count, run_in_workers
from pipeline.contract import BATCH
from pipeline.messages import PipelineError
from pipeline.office import with_signer
from pipeline.options import Options
from pipeline.settings import read_settings

INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C stopped


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What all documents of a run share. ``time`` names the folder for files moved aside; relative paths are taken from
    ``base``, which another process or machine may not stand in."""

    output: Path
    today: date
    options: Options = Options()
    time: str = ""
    base: Path = Path()


@dataclass(frozen=True, slots=True)
class Engine:
    """Where documents are read: ``jobs`` processes (None: as many as pay), or the Dask scheduler at ``dask``."""

    jobs: int | None = None
    dask: str | None = None


def extract(inputs: Iterable[Path], output: Path, today: date, options: Options, engine: Engine = Engine()) -> int:
    """Every document of ``inputs`` into a folder of its own below ``output``.

    0 when all went well, 1 when a document failed, 130 when Ctrl-C stopped it; the next run goes on where this one
    stood.
    """
    documents, refused = _documents(inputs)
    jobs = jobs_of(documents)
    if not jobs:
        return int(refused)
    run = BatchRun(output, today, options, datetime.now().strftime("%Y-%m-%d-%H%M%S"), Path.cwd())
    rows: dict[Job, DocumentResult] = {}
    with progress(len(jobs)) as advance, stop_on_interrupt(len(jobs)) as stopping:
        for job, row in _rows(jobs, run, engine, stopping):
            rows[job] = row
            if row.error:
                print(row.message, file=sys.stderr)
            advance()
    done = [rows[job] for job in jobs if job in rows]
    left = len(jobs) - len(done)
    if len(jobs) > 1:
        _keep(done, output)
    for line in closing_lines(done, left, output):
        print(line)
    if left:
        return INTERRUPTED
    return int(refused or any(row.error for row in done))


def _documents(inputs: Iterable[Path]) -> tuple[list[Path], bool]:
    """All documents there are; whether a path gave none, which is said at once and stops no other."""
    documents, refused = list[Path](), False
    for given in inputs:
        try:
            documents += find_documents(given)
        except PipelineError as error:
            print(error, file=sys.stderr)
            refused = True
    return documents, refused


def _rows(
    jobs: Sequence[Job], run: BatchRun, engine: Engine, stopping: Callable[[], bool]
) -> Iterator[tuple[Job, DocumentResult]]:
    """What became of each document, in the order in which they end: first the unchanged ones."""
    todo = []
    for job in jobs:
        if stopping():
            return
        row = unchanged_row(job, run)
        if row is None:
            todo.append(job)
        else:
            yield job, row
    processes = process_count(engine.jobs, len(todo))
    work = partial(_numbered, run=run)
    if engine.dask or processes > 1:
        lost = partial(lost_row, run=run)
        yield from run_in_workers(work, todo, lost, processes, engine.dask, stopping)
    else:
        yield from _here(work, todo, stopping)


def _here(
    work: Callable[[Job], tuple[Job, DocumentResult]], jobs: Sequence[Job], stopping: Callable[[], bool]
) -> Iterator[tuple[Job, DocumentResult]]:
    for job in jobs:
        if stopping():
            return
        yield work(job)
        if not gc.isenabled():  # switched off for one short run; what the libraries hold stays for ever
            gc.freeze()
            gc.enable()


def _numbered(job: Job, run: BatchRun) -> tuple[Job, DocumentResult]:
    return job, document_row(job, run)


def lost_row(job: Job, run: BatchRun) -> tuple[Job, DocumentResult]:
    """The row of a document at which a process died twice: it is given up, the others go on."""
    return job, failed_row(job, PipelineError("E502", str(job.path)))


def unchanged_row(job: Job, run: BatchRun) -> DocumentResult | None:
    """The row of a document that was made before from the very same inputs, and whose outputs all lie there."""
    started = time.perf_counter()
    folder = run.base / run.output / job.name
    record = read_record(folder)
    if record is None or run.options.pdf:  # no manifest tells of the PDFs
        return None
    try:
        sources = made_from(run.base / job.path, run.today, run.options)
    except PipelineError:
        return None  # reading it says what is wrong
    if not holds(record, sources, run.options.only, folder):
        return None
    tasks, letters, flags = (record.counts.get(name, 0) for name in ("tasks", "letters", "flags"))
    lines = (
        f"{job.path.name} → {run.output / job.name}",
        f"  Không có gì thay đổi từ lần chạy trước: {tasks} nhiệm vụ, {letters} công văn, {flags} dòng cần xem lại.",
    )
    return DocumentResult(str(job.path), "unchanged", time.perf_counter() - started, tasks, letters, flags, lines=lines)


def failed_row(job: Job, error: PipelineError, seconds: float = 0.0) -> DocumentResult:
    """The row of a document that gave nothing."""
    return DocumentResult(str(job.path), "failed", seconds, error=error.code, message=str(error))


def document_row(
    job: Job, run: BatchRun, make: Callable[[Job, BatchRun], DocumentResult] | None = None
) -> DocumentResult:
    """Read one document and write its outputs; whatever goes wrong becomes its row, and stops no other document."""
    started = time.perf_counter()
    try:
        row = (make or _make)(job, run)
    except PipelineError as error:
        return failed_row(job, error, time.perf_counter() - started)
    except Exception as fault:  # a fault of ours: this document must not take the others with it
        reason = f"{type(fault).__name__}: {fault}".splitlines()[0]
        return failed_row(job, PipelineError("E501", str(job.path), reason=reason), time.perf_counter() - started)
    return replace(row, seconds=time.perf_counter() - started)


def _make(job: Job, run: BatchRun) -> DocumentResult:
    from pipeline.batch.deliver import deliver
    from pipeline.batch.summary import summary_lines
    from pipeline.run import counts

    path = run.base / job.path
    folder = run.base / run.output / job.name
    settings = with_signer(read_settings(path), run.options.signer)
    made, stored = deliver(path, settings, folder, run.today, run.time, run.options)
    lines = tuple(summary_lines(made, stored, run.output / job.name))
    sums = counts(made)
    return DocumentResult(str(job.path), "made", 0.0, sums["tasks"], sums["letters"], sums["flags"], lines=lines)


def _keep(rows: Sequence[DocumentResult], output: Path) -> None:
    """``batch.csv`` beside the plans' folders."""
    from pipeline.write.store import write_atomically

    write_atomically(output / BATCH, batch_csv(rows))
