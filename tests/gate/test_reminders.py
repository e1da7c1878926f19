"""Reminders go through the same gate: checked, numbered among all letters, moved to letters/issued/."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.contract import REMINDERS
from pipeline.gate.desk import read_desk
from pipeline.model import Plan
from pipeline.write.letter.letters import plan_letters, render_letter
from pipeline.write.store import store
from tests import letter_build as build
from tests.gate.room import SETTINGS, draft, files, plan, run


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """The reminders of a day in a plan's folder (their pages are those of letters)."""
    folder = tmp_path / "outputs/p"
    draft(folder)
    made: Plan = plan()
    letters = plan_letters(made, build.profile(), SETTINGS, build.TODAY)
    pages = {f"{n:02d}-don-doc.docx": render_letter(one, build.profile()) for n, one in enumerate(letters, 1)}
    store(folder / REMINDERS / "2024-04-20", pages, "t")
    return folder / REMINDERS / "2024-04-20"


def test_a_reminder_is_issued_beside_the_letters(day: Path) -> None:
    folder = day.parents[1]
    assert run("check", day) == 0
    assert run("issue", day, "--only", "02", "--from-number", "9") == 0
    assert files(folder, "letters/issued") == ["don-doc-2024-04-20-02-don-doc.docx"]
    (one,) = read_desk(folder).issued
    assert (one.number, one.letter.kind, one.letter.recipient) == ("09/UBND-VX", "remind", "Sở Y tế")
    assert sorted(path.name for path in day.glob("*.docx")) == ["01-don-doc.docx", "03-don-doc.docx"]


def test_a_reminder_does_not_stand_for_the_letter_to_its_agency(day: Path) -> None:
    folder = day.parents[1]
    run("issue", day, "--from-number", "9")
    draft(folder)
    assert files(folder) == ["01-so-tai-chinh.docx", "02-so-y-te.docx", "03-tinh-doan.docx"]
    assert run("issue", folder, "--number", "01=9") == 1
    assert run("issue", folder, "--number", "01=12") == 0
