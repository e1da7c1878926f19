"""What a run over several documents says: a bar while it goes on, a table at the end, ``batch.csv`` to keep."""

from __future__ import annotations

import csv
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Literal

from pipeline.cells import guarded
from pipeline.contract import BATCH, BATCH_COLUMNS

State = Literal["made", "unchanged", "failed"]
_SHOWN = 30  # documents that a table on the terminal holds; of more, only those that failed
_STATES: Mapping[State, str] = {"made": "đã làm", "unchanged": "không đổi", "failed": "LỖI"}


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document: seconds of wall clock, counts, and where it failed the message and its id.

    ``lines`` are the closing lines for the terminal.
    """

    document: str
    state: State
    seconds: float = 0.0
    tasks: int = 0
    letters: int = 0
    flags: int = 0
    error: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar with rate and remaining time, on a terminal when there are several documents; else nothing."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} văn bản/giây" if task.speed else "")

    columns = (TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def stop_on_interrupt(total: int) -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed: documents begun are finished first; pressed again, it stops at once.

    With one document, or in a thread (where no signal arrives), Ctrl-C stays what it is.
    """
    pressed: list[int] = []

    def press(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        print("Đang dừng sau văn bản này; nhấn Ctrl-C lần nữa để dừng ngay.", file=sys.stderr)

    try:
        before = signal.signal(signal.SIGINT, press) if total > 1 else None
    except ValueError:  # not the main thread
        before = None
    try:
        yield lambda: bool(pressed)
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def closing_lines(rows: Sequence[DocumentResult], left: int, output: Path) -> list[str]:
    """The closing lines of a run (Vietnamese): each document's own, and of several a table and the sums.

    ``left`` counts the documents that Ctrl-C left undone.
    """
    if len(rows) == 1 and not left:
        return list(rows[0].lines)
    shown = rows if len(rows) <= _SHOWN else [row for row in rows if row.state == "failed"]
    states = Counter(row.state for row in rows)
    said = ", ".join(f"{states[state]} {word}" for state, word in _STATES.items() if states[state])
    sums = f"{sum(r.tasks for r in rows)} nhiệm vụ, {sum(r.letters for r in rows)} công văn"
    own = [line for row in shown for line in row.lines]
    lines = [
        *own,
        *_table(shown),
        f"{len(rows)} văn bản: {said}. {sums}, {sum(r.flags for r in rows)} dòng cần xem lại.",
    ]
    if left:
        lines.append(f"Còn {left} văn bản chưa làm; chạy lại lệnh này để làm tiếp.")
    return [*lines, f"Từng văn bản: {output / BATCH}"]


def _table(rows: Sequence[DocumentResult]) -> list[str]:
    """Aligned columns; nothing where there are no rows."""
    if not rows:
        return []
    head = ("Văn bản", "", "giây", "nhiệm vụ", "công văn", "xem lại", "")
    cells = [
        (r.document, _STATES[r.state], f"{r.seconds:.1f}", str(r.tasks), str(r.letters), str(r.flags), r.error)
        for r in rows
    ]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    return [_line(line, widths) for line in (head, *cells)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Words to the left, figures to the right."""
    aligned = [
        cell.rjust(width) if 2 <= place <= 5 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()


def batch_csv(rows: Sequence[DocumentResult]) -> bytes:
    """One row a document, as the other tables are written: byte-order mark, CRLF, no cell that Excel computes."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(BATCH_COLUMNS)
    for row in rows:
        figures = (f"{row.seconds:.2f}", row.tasks, row.letters, row.flags)
        writer.writerow((guarded(row.document), row.state, *figures, row.error, guarded(row.message)))
    return ("\ufeff" + out.getvalue()).encode()
