"""What comes in waits until the office accepts or returns it; limits are extended by a document; each act is a line,
and a line whose act was not done is finished by the next command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from pipeline.follow.acts import accept, extend, finished, give_back, typed_acts, undocumented
from pipeline.follow.merge import merge
from pipeline.follow.share import agency_workbooks
from pipeline.messages import PipelineError
from pipeline.write.log import Act
from pipeline.write.tracking.model import TASKS, Tracker
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import TODAY, cell, few, fresh, made, plan, rows, task, typed

NOW = datetime(2025, 3, 20, 8, 30)


def tracker(content: bytes) -> Tracker:
    return read_tracker(content, "x").tracker


def waiting() -> bytes:
    """The workbook after Sở Một has said that its first task is done."""
    file = dict(agency_workbooks(fresh(), TODAY))["Sở Một"]
    back = typed(file, {(1, "status"): "Đã hoàn thành", (1, "done_on"): date(2025, 3, 12)})
    return merge(fresh(), [("mot.xlsx", back)], NOW.date()).content


def written(one: Tracker) -> bytes:
    return tracker_bytes(one, NOW.date())


def test_accepted_work_is_done_with_its_evidence() -> None:
    done = accept(tracker(waiting()), ["II.1-01"], "", "12/BC-SM", NOW)
    content = written(done.tracker)
    assert [cell(content, 1, key) for key in ("status", "condition", "evidence")] == [
        "Đã hoàn thành",
        "Hoàn thành đúng hạn",
        "12/BC-SM",
    ]
    assert [(act.act, act.task_id, act.before, act.after) for act in done.acts] == [
        ("accept", "II.1-01", "Chờ xác nhận", "Đã hoàn thành")
    ]


def test_accepted_work_stays_accepted_when_the_plan_is_read_again() -> None:
    content = written(accept(tracker(waiting()), ["II.1-01"], "", "", NOW).tracker)
    assert rows(made(few(), content))[0].words("status") == "Đã hoàn thành"


def test_returned_work_goes_on_and_says_why_and_how_often() -> None:
    once = give_back(tracker(waiting()), ["II.1-01"], "", "thiếu số liệu", NOW)
    (row, *_) = once.tracker.rows(TASKS)
    assert [row.words(key) for key in ("status", "done_on", "returned")] == [
        "Đang thực hiện",
        "",
        "1 lần: thiếu số liệu",
    ]
    names = {"status": "Chờ xác nhận"}
    again = replace(once.tracker, listings={TASKS.title: (replace(row, cells={**row.cells, **names}),)})
    twice = give_back(again, ["II.1-01"], "", "thiếu dấu", NOW)
    assert twice.tracker.rows(TASKS)[0].words("returned") == "2 lần: thiếu dấu"


def test_what_was_returned_comes_in_again_when_it_is_sent_later() -> None:
    content = written(give_back(tracker(waiting()), ["II.1-01"], "", "thiếu", NOW).tracker)
    file = dict(agency_workbooks(content, NOW.date()))["Sở Một"]
    back = typed(file, {(1, "status"): "Đã hoàn thành", (1, "done_on"): date(2025, 3, 19)})
    merged = merge(content, [("lan 2.xlsx", back)], date(2025, 3, 25))
    assert (cell(merged.content, 1, "status"), merged.disputed) == ("Chờ xác nhận", 0)


@pytest.mark.parametrize(
    ("ids", "agency", "code"),
    [(["IX-99"], "", "E508"), (["II.1-01"], "Sở Hai", "E508"), (["II.1-01", "II.1-02"], "", "E344")],
)
def test_act_without_a_row_for_it_changes_nothing(ids: list[str], agency: str, code: str) -> None:
    with pytest.raises(PipelineError, match=code):
        accept(tracker(waiting()), ids, agency, "", NOW)


def test_each_owners_row_is_accepted_apart() -> None:
    one = made(plan(task("I-01", "Việc chung", owner=("Sở Một", "Sở Hai"))))
    both = typed(one, {(1, "status"): "Chờ xác nhận", (2, "status"): "Chờ xác nhận"})
    done = accept(tracker(both), ["I-01"], "Sở Hai", "", NOW).tracker.rows(TASKS)
    assert [row.words("status") for row in done] == ["Chờ xác nhận", "Đã hoàn thành"]


def test_granted_extension_keeps_the_first_limit_and_counts() -> None:
    done = extend(tracker(fresh()), "II.1-01", "", date(2025, 4, 30), "30/UBND-VX", False, NOW)
    done = extend(done.tracker, "II.1-01", "", date(2025, 6, 30), "45/UBND-VX", False, NOW)
    row = done.tracker.rows(TASKS)[0]
    assert [row.words(key) for key in ("due", "extended", "granted_by", "extensions")] == [
        "31/03/2025",
        "30/06/2025",
        "45/UBND-VX",
        "2 lần, gần nhất 30/06/2025",
    ]


def test_refused_extension_leaves_the_limit_and_clears_the_wish() -> None:
    asked = tracker(typed(fresh(), {(1, "asked"): date(2025, 4, 30)}))
    done = extend(asked, "II.1-01", "", date(2025, 4, 30), "30/UBND-VX", True, NOW)
    row = done.tracker.rows(TASKS)[0]
    assert [row.words(key) for key in ("asked", "extended")] == ["", ""]
    assert [(act.act, act.before, act.reason) for act in done.acts] == [("refuse", "30/04/2025", "30/UBND-VX")]


def test_extension_to_no_later_day_is_refused() -> None:
    with pytest.raises(PipelineError, match="E345"):
        extend(tracker(fresh()), "II.1-01", "", date(2025, 3, 31), "30/UBND", False, NOW)


def test_typed_extension_is_counted_and_its_document_asked_for() -> None:
    content = made(few(), typed(fresh(), {(1, "extended"): date(2025, 4, 30)}))
    content = made(few(), typed(made(few(), content), {(1, "extended"): date(2025, 5, 31)}))
    assert rows(content)[0].words("extensions") == "2 lần, gần nhất 31/05/2025"
    (asked,) = undocumented(tracker(content))
    assert "II.1-01" in asked


def _timed(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    return tuple(replace(act, time=NOW.isoformat()) for act in acts)


@pytest.mark.parametrize("kind", ["accept", "return", "extend", "merge"])
def test_line_whose_act_was_not_done_is_finished_by_the_next_command(kind: str) -> None:
    start = tracker(waiting())
    start = replace(start, identity=replace(start.identity, acts=0))
    if kind == "merge":
        file = dict(agency_workbooks(written(start), TODAY))["Sở Một"]
        merged = merge(written(start), [("a.xlsx", typed(file, {(2, "result"): "xong", (2, "progress"): 0.5}))], TODAY)
        wanted, acts = tracker(merged.content), merged.acts
    else:
        acted: Any = {
            "accept": lambda: accept(start, ["II.1-01"], "", "5/BC", NOW),
            "return": lambda: give_back(start, ["II.1-01"], "", "thiếu", NOW),
            "extend": lambda: extend(start, "II.1-01", "", date(2025, 5, 1), "3/QĐ", False, NOW),
        }[kind]()
        wanted, acts = acted.tracker, acted.acts
    now, lines = finished(start, _timed(acts))
    assert [dict(row.cells) for row in now.rows(TASKS)] == [dict(row.cells) for row in wanted.rows(TASKS)]
    assert now.identity.acts == len(acts)
    assert lines
    assert finished(now, _timed(acts)) == (now, ())


def test_typed_cell_becomes_a_line_once() -> None:
    content = tracker(typed(fresh(), {(2, "result"): "đã mua\n20 bộ"}))
    (act,) = typed_acts(content, ())
    assert (act.task_id, act.before, act.after) == ("II.1-02", "Kết quả: ", "Kết quả: đã mua / 20 bộ")
    assert typed_acts(content, (act,)) == ()


def test_act_of_the_office_is_no_typed_cell() -> None:
    start = tracker(waiting())
    log = typed_acts(start, ())
    done = accept(start, ["II.1-01"], "", "", NOW)
    assert typed_acts(done.tracker, (*log, *done.acts)) == ()
