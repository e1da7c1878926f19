"""Killed at any moment, a letter is a draft or issued, and number, file and log agree; two at once don't meet."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.gate.desk import read_desk
from pipeline.gate.face import read_face
from pipeline.write.store import digest
from tests import ROOT
from tests.gate.room import draft, files, run

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process can't be stopped in the middle of a call here")
_TOUCHES = frozenset(("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "os.truncate"))
_ISSUE = (sys.executable, "-m", "pipeline", "issue")
_ARGUMENTS = ("--from-number", "5", "--date", "2024-04-02", "--by", "lan", "--no-pdf")


def stopped_at(folder: Path, touch: int) -> bool:
    """Issue all letters in a process that dies before its ``touch``-th touch of a file; whether it died."""
    touches = iter(range(1, 10_000))
    return died(folder, lambda event, path: event in _TOUCHES and next(touches) == touch)


def died(folder: Path, ends: Callable[[str, str], bool]) -> bool:
    """Issue all letters in a process that dies before the first touch of a file that ``ends`` it."""
    child = os.fork()
    if child == 0:

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if arguments and str(folder) in str(arguments[0]) and ends(event, str(arguments[0])):
                os._exit(137)

        sys.addaudithook(watch)
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
        os._exit(main(["issue", str(folder), *_ARGUMENTS]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137


def wrong(folder: Path) -> Iterator[str]:
    """What does not agree after the next command has finished what the log announces."""
    run("check", folder)
    desk = read_desk(folder)
    issued, drafts = files(folder, "letters/issued"), files(folder)
    if set(issued) & set(drafts) or len(issued) + len(drafts) != 3:
        yield f"issued {issued}, drafts {drafts}"
    if sorted(one.name for one in desk.issued) != issued:
        yield f"the log names {[one.name for one in desk.issued]}, the folder holds {issued}"
    for one in desk.issued:
        content = (folder / one.file).read_bytes()
        if digest(content) != one.sha256 or read_face(content, one.file).number != one.number.split("/")[0]:
            yield f"{one.file} is not what the log says"
    if (folder / "letters/issued/.staged").exists():
        yield "staged files are left"
    if len({one.number for one in desk.issued}) != len(desk.issued):
        yield "a number twice"


def survives(folder: Path) -> None:
    """All agrees, and the rest can be issued."""
    assert [*wrong(folder)] == []
    assert run("issue", folder, "--from-number", "50") == 0
    assert [*wrong(folder)] == []
    assert files(folder) == []


@posix
@pytest.mark.parametrize("touch", [1, 12, 20, 24, 28, 32, 40, 48])
def test_a_process_that_dies_between_two_files_leaves_drafts_or_issued_letters(tmp_path: Path, touch: int) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    stopped_at(folder, touch)
    survives(folder)


@posix
@pytest.mark.slow
def test_a_process_that_dies_at_any_touch_of_a_file(tmp_path: Path) -> None:
    touch, died = 0, True
    while died:
        touch += 1
        folder = tmp_path / f"outputs-{touch}" / "p"
        draft(folder)
        died = stopped_at(folder, touch)
        survives(folder)
    assert touch > 40


@posix
@pytest.mark.slow
def test_killed_a_hundred_times(tmp_path: Path) -> None:
    """By the clock, as a power cut would: within the second that the command takes."""
    chance = random.Random(1)
    for n in range(100):
        folder = tmp_path / f"outputs-{n}" / "p"
        draft(folder)
        with subprocess.Popen([*_ISSUE, str(folder), *_ARGUMENTS], cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=chance.uniform(0.05, 0.7))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        survives(folder)


def test_two_at_once_issue_each_letter_once(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    both = [subprocess.Popen([*_ISSUE, str(folder), *_ARGUMENTS], cwd=ROOT, stdout=subprocess.DEVNULL) for _ in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    assert [*wrong(folder)] == []
    assert [one.number for one in read_desk(folder).issued] == ["05/UBND-VX", "06/UBND-VX", "07/UBND-VX"]


@posix
def test_a_line_without_files_is_finished_by_a_new_run_too(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    assert died(folder, lambda event, path: event == "os.rename" and "/.staged/0" in path)
    assert len(read_desk(folder).issued) == len(files(folder)) == 3
    draft(folder)
    assert [*wrong(folder)] == []
    assert files(folder) == []
