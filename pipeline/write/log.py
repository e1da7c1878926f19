"""log.csv: what people did, a line an act, only ever appended.

A line is on the disk before the files change, and is the act: the next command finishes what it announces.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from io import StringIO
from pathlib import Path

from pipeline.cells import guarded, unguarded
from pipeline.contract import LOG_COLUMNS, LOG_FILE
from pipeline.messages import PipelineError

_MARK = b"\xef\xbb\xbf"  # Excel reads the file as UTF-8 by it


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the log. ``time`` is ISO to the second, taken once a command; ``act`` an English word; ``by`` who did
    it; ``source`` the file, command or screen. All other cells may be empty."""

    time: str
    act: str
    task_id: str = ""
    file: str = ""
    agency_id: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    by: str = ""
    source: str = ""


assert tuple(f.name for f in fields(Act)) == LOG_COLUMNS


def read_log(folder: Path) -> tuple[Act, ...]:
    """The acts on ``folder`` in their order; () where nothing was done yet.

    A last line that was cut off (the machine stopped while it was written) is no act. Raises PipelineError E341 where
    the file is not as it was written.
    """
    path = folder / LOG_FILE
    if not path.is_file():
        return ()
    try:
        text = _whole_lines(path.read_bytes()).decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text), strict=True, delimiter=_delimiter(text)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PipelineError("E341", str(path), reason=str(error)) from None
    if not rows:
        return ()
    if tuple(rows[0]) != LOG_COLUMNS or any(len(row) != len(LOG_COLUMNS) for row in rows[1:]):
        raise PipelineError("E341", str(path), reason="các cột không còn như chương trình ghi")
    return tuple(Act(*map(unguarded, row)) for row in rows[1:])


def append_log(folder: Path, acts: Iterable[Act]) -> None:
    """Write ``acts`` through to the disk, all in one write; to be called under the folder's lock, before files change.

    Raises PipelineError E341 where that is not possible: the acts are not done then.
    """
    path, lines = folder / LOG_FILE, StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerows([guarded(_flat(cell)) for cell in astuple(act)] for act in acts)
    if not lines.getvalue():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _written(path, lines.getvalue().encode())
    except OSError as error:
        raise PipelineError("E341", str(path), reason=error.strerror or str(error)) from None


def _written(path: Path, lines: bytes) -> None:
    """Append; what a stopped machine left of a line goes first, for it would join the new one."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        held = file.read()
        whole = len(_whole_lines(held))
        new = lines if whole else _MARK + (",".join(LOG_COLUMNS) + "\r\n").encode() + lines
        file.seek(whole)
        file.write(new)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    if os.name == "posix":  # a new file's name is in its folder, which is written through apart
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _whole_lines(content: bytes) -> bytes:
    """The content without a last line that has no end."""
    return content[: content.rfind(b"\n") + 1]


def _delimiter(text: str) -> str:
    """Excel set to Vietnamese saves a CSV with semicolons."""
    return ";" if text.startswith(";".join(LOG_COLUMNS[:2])) else ","


def _flat(cell: str) -> str:
    """An act is one line: what stands on several lines is joined."""
    return " / ".join(part.strip() for part in cell.splitlines() if part.strip())
