"""Every terminal shows every line: no code page kills a run, and what is asked may be written as offices write it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.cli.arguments import parser
from pipeline.cli.console import without_marks
from tests import ROOT

PLAN = "KẾ HOẠCH\nTrồng cây\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Kiểm tra giống cây.\n"


def run(encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a terminal of this encoding."""
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("cp437", "1 nhiem vu, 1 co quan"), ("cp1252", "1 nhiem vu"), ("ascii", "1 nhiem vu"), ("utf-8", "1 nhiệm vụ")],
)
def test_a_terminal_without_vietnamese_letters_shows_words_without_marks(
    tmp_path: Path, encoding: str, words: str
) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    done = run(encoding, "extract", str(tmp_path / "plan.txt"), "--output", str(tmp_path / "out"), "--only", "tables")
    assert (done.returncode, done.stderr) == (0, b"")
    assert words in done.stdout.decode(encoding)


def test_an_error_is_told_without_marks_too() -> None:
    done = run("cp437", "extract", "khong-co.docx")
    assert done.returncode == 1
    assert done.stderr.startswith(b"[E101] khong-co.docx: ")


def test_help_is_shown_too() -> None:
    assert run("cp1252", "--help").returncode == 0


def test_signs_become_plain() -> None:
    assert without_marks("Đã đọc «Kế hoạch» → 3 × 4 …") == 'Da doc "Ke hoach" -> 3 x 4 ...'


@pytest.mark.parametrize("written", ["2024-04-01", "1/4/2024", "01/04/2024", "1.4.2024", "1-4-2024"])
def test_a_day_may_be_written_as_offices_write_it(written: str) -> None:
    assert parser().parse_args(["extract", "x", "--date", written]).date == date(2024, 4, 1)


@pytest.mark.parametrize("written", ["31/2/2024", "4/2024", "hôm nay"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["extract", "x", "--date", written])
