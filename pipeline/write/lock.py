"""One command at a time on a folder: a lock of the operating system, which a killed process cannot leave behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.contract import LOCK
from pipeline.messages import PipelineError

WAIT = 5.0  # seconds
_STEP = 0.05
_FAR = 1 << 30  # Windows locks bytes against reading too: one beyond the text leaves the text readable


@contextmanager
def locked(folder: Path, holder: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock on ``folder`` (a plan's; outputs/ where numbers are given) while the block runs.

    ``holder`` says who and what ("accept, lan, 01/04/2024 08:15"). Not to be taken twice in one process. Raises
    PipelineError E340 with the holder's own words after ``wait`` seconds, E301 where the folder can't be written.
    """
    path = folder / LOCK
    file = _taken(path, holder, time.monotonic() + wait)
    try:
        yield
    finally:
        file.truncate(0)  # what is not held says nothing: two runs leave the same files
        file.close()  # gives the lock back; the file stays, for one that is removed could be held twice


def _taken(path: Path, holder: str, until: float) -> IO[bytes]:
    """The lock's file, held."""
    while True:
        file = _opened(path)
        if _locks(file) and _still_there(path, file):
            _sign(file, holder)
            return file
        words = _words(path)
        file.close()
        if time.monotonic() >= until:
            raise PipelineError("E340", str(path.parent), holder=words or "một lệnh khác")
        time.sleep(_STEP)


def _opened(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("r+b", buffering=0) if path.exists() else path.open("w+b", buffering=0)
    except OSError as error:
        raise PipelineError("E301", str(path), reason=error.strerror or str(error)) from None


def _locks(file: IO[bytes]) -> bool:
    """Try once, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _still_there(path: Path, file: IO[bytes]) -> bool:
    """Whether the file held is the one that others will open: `clean` may have removed it meanwhile."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _sign(file: IO[bytes], holder: str) -> None:
    """The holder's words, for those who wait."""
    file.seek(0)
    file.truncate()
    file.write(f"{holder} (tiến trình {os.getpid()})".encode())


def _words(path: Path) -> str:
    """What the holder wrote; "" where it can't be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
