"""One command at a time, and the second is told who is at work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.contract import LOCK
from pipeline.messages import PipelineError
from pipeline.write.lock import locked

_HOLD = """
import sys
from pathlib import Path
from pipeline.write.lock import locked
with locked(Path(sys.argv[1]), "merge, Lan"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Another process that holds the lock on ``tmp_path``."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_is_told_who_holds_it(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(PipelineError, match=r"\[E340\].*merge, Lan"), locked(tmp_path, "report", wait=0):
        pass


def test_a_killed_holder_leaves_nothing_behind(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    other.kill()
    other.wait()
    with locked(tmp_path, "report", wait=0):
        assert "report" in (tmp_path / LOCK).read_text()


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    for holder in ("merge", "report"):
        with locked(tmp_path, holder, wait=0):
            assert (tmp_path / LOCK).read_text().startswith(holder)


def test_an_error_gives_it_back_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fails"), locked(tmp_path, "merge", wait=0):
        raise ValueError("fails")
    with locked(tmp_path, "report", wait=0):
        pass


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PipelineError, match="E301"), locked(tmp_path / "file", "merge", wait=0):
        pass
