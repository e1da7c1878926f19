"""Periods: what was left and what was given is what is done, carried and dropped; tasks and assignments apart."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.follow.report import progress_report
from pipeline.model import Settings
from pipeline.rulebook import rules_folder
from pipeline.write.letter.profile import load_profile
from pipeline.write.report.book import State, states_of
from pipeline.write.report.count import (
    Flow,
    TwoByTwo,
    by_first_limit,
    flow,
    read_snapshots,
    snapshots_json,
    tasks_of,
    two_by_two,
)
from pipeline.write.tracking.model import AGENCIES
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import edited, few, made, plan, task, typed

DAY = date(2025, 4, 10)


def states(content: bytes) -> list[State]:
    return states_of(read_tracker(content, "x").tracker, DAY)


def shared() -> bytes:
    """A task of two owners and one of one."""
    return made(
        plan(
            task("I-01", "Việc chung", owner=("Sở Một", "Sở Hai"), end=date(2025, 3, 31)),
            task("I-02", "Việc riêng", end=date(2025, 5, 31)),
        )
    )


def test_task_is_done_when_all_its_rows_are() -> None:
    half = typed(shared(), {(1, "status"): "Đã hoàn thành", (1, "done_on"): date(2025, 3, 1)})
    assert [state.condition.id for state in tasks_of(states(half))] == ["overdue", "running"]
    whole = typed(half, {(2, "status"): "Đã hoàn thành", (2, "done_on"): date(2025, 4, 1)})
    assert [state.condition.id for state in tasks_of(states(whole))] == ["done_late", "running"]


def test_two_by_two_counts_waiting_work_by_the_day_it_claims() -> None:
    content = typed(
        shared(),
        {
            (1, "status"): "Chờ xác nhận",
            (1, "done_on"): date(2025, 3, 30),
            (2, "status"): "Chờ xác nhận",
            (2, "done_on"): date(2025, 4, 2),
        },
    )
    assert two_by_two(states(content), DAY) == TwoByTwo(0, 0, 0, 2, 1)


def test_figures_by_the_first_and_by_the_granted_limit() -> None:
    done = {"status": "Đã hoàn thành", "done_on": date(2025, 4, 2), "extended": date(2025, 4, 5)}
    content = typed(shared(), {(1, key): value for key, value in done.items()})
    assert by_first_limit(states(content)) == (0, 1)


def test_period_brings_and_takes() -> None:
    last = snapshots_json(states(shared()), DAY)
    tasks, assignments = read_snapshots(last)
    changed = made(
        plan(
            task("I-01", "Việc chung", owner=("Sở Một", "Sở Hai"), end=date(2025, 3, 31)),
            task("I-03", "Một việc mới giao hẳn"),
        ),
        typed(shared(), {(n, "status"): "Đã hoàn thành" for n in (1, 2)}),
    )
    now = read_snapshots(snapshots_json(states(changed), DAY))
    assert flow(assignments, now[1]) == Flow(left=3, given=1, done=2, carried=1, dropped=1)
    assert flow(tasks, now[0]) == Flow(left=2, given=1, done=1, carried=1, dropped=1)


_Snap = st.dictionaries(st.sampled_from("abcdefgh"), st.booleans())


@given(_Snap, _Snap)
def test_both_sides_of_a_period_are_equal(before: dict[str, bool], now: dict[str, bool]) -> None:
    found = flow(before, now)
    assert found.left + found.given == found.done + found.carried + found.dropped


@pytest.mark.parametrize("content", [None, b"", b"?", b"[]"])
def test_first_report_starts_from_nothing(content: bytes | None) -> None:
    assert read_snapshots(content) == ({}, {})


def test_report_says_tasks_and_assignments_and_leaders_and_cuts_no_words() -> None:
    profile, words = load_profile(rules_folder() / "letter.toml", DAY), "Sửa mái nhà cho lớp học " * 20
    one = made(plan(task("I-01", words, owner=("Sở Một", "Sở Hai"), end=date(2025, 3, 31)), *few().tasks))

    def work(workbook) -> None:  # type: ignore[no-untyped-def]
        workbook[AGENCIES.title].cell(AGENCIES.head + 1, AGENCIES.at("leader")).value = "Ông Tám"

    report = progress_report(edited(one, work), plan(), profile, Settings(), DAY)
    document = Document(BytesIO(report.docx))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Nhiệm vụ", "4", "0", "0", "0", "1", "3"] in cells
    assert ["Lượt giao", "5", "0", "0", "0", "1", "4"] in cells
    assert any(row[0] == "Ông Tám" for row in cells)
    assert any(words.strip() in cell for row in cells for cell in row)
    assert document.element.body[-2].tag.endswith("}p")
