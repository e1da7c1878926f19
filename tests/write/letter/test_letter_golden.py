"""Letters of the plan that ships, as lines of text: single owner, support only, group, request, and one with an annex.

After a change that is meant, ``python -m tests.write.letter.test_letter_golden`` writes the views again; read the
difference.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Settings, Task
from pipeline.run import extract
from pipeline.write.decree.check import check_letter, faults
from pipeline.write.decree.view import letter_lines
from pipeline.write.letter.letters import Letter, plan_letters, render_letter
from tests import ROOT
from tests.letter_build import profile

PLAN = ROOT / "inputs" / "ke-hoach-ky-niem-70-nam-dien-bien-phu.docx"
GOLDEN = ROOT / "tests" / "golden"
VIEWS = {"single-owner": "04", "support-only": "16", "group": "17", "request": "13", "annex": "01", "both-parts": "12"}


@cache
def letters() -> tuple[Letter, ...]:
    """The letters of the plan on 1 April 2024."""
    return plan_letters(extract(PLAN), profile(), Settings(), date(2024, 4, 1))


def view(number: str) -> str:
    """The text view of one letter."""
    letter = next(one for one in letters() if one.file.startswith(number))
    return "\n".join(letter_lines(render_letter(letter, profile()))) + "\n"


def path(name: str) -> Path:
    """Where a view is kept."""
    return GOLDEN / f"letter-{name}.txt"


@pytest.mark.parametrize("name", VIEWS)
def test_a_letter_reads_as_before(name: str) -> None:
    assert view(VIEWS[name]) == path(name).read_text(encoding="utf-8")


def test_the_plan_gives_eighteen_letters_without_a_fault() -> None:
    assert len(letters()) == 18
    for letter in letters():
        assert faults(check_letter(render_letter(letter, profile()), profile())) == ()


def end_of(task: Task) -> str:
    """The last words of a task's first line, as a letter says them."""
    return task.action.split("\n")[0].replace("kế hoạch này", "Kế hoạch")[-60:]


def test_every_task_is_in_the_letter_of_each_owner_and_partner_and_in_no_other() -> None:
    made = {letter.agency.id: "\n".join(letter_lines(render_letter(letter, profile()))) for letter in letters()}
    tasks = {task.id: task for letter in letters() for task in (*letter.own, *letter.shared)}
    assert len(tasks) == 38
    for task in tasks.values():
        same = [one for one in tasks.values() if one is task or end_of(task) in one.text]
        parties = [party for one in same for party in (*one.owners, *one.partners)]
        named = {party.agency.id for party in parties} & made.keys()
        assert {agency for agency, text in made.items() if end_of(task) in text} == named, task.id


def test_the_partner_in_seven_tasks_has_them_in_its_letter() -> None:
    assert (len(letters()[0].own), len(letters()[0].shared)) == (13, 7)


if __name__ == "__main__":
    for name, number in VIEWS.items():
        path(name).write_text(view(number), encoding="utf-8")
