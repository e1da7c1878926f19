"""Nothing that a person typed is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters

from pipeline.messages import PipelineError
from pipeline.model import Plan, Settings
from pipeline.write.office.sheets import Formula
from pipeline.write.tracking.model import AGENCIES, DOUBTS, DROPPED, LISTS, LOG, STRAYS, SUMMARY, TASKS
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.tracking import sheet_lines, tracking_workbook, typed_values
from tests.tracking_build import FIRST, TODAY, cell, edited, few, fresh, made, plan, rows, task, typed

LATER = date(2025, 4, 1)


def again(one: Plan, content: bytes) -> bytes:
    """Made again from ``one`` three weeks later."""
    return made(one, content, LATER)


def test_made_again_from_the_same_plan_nothing_changes() -> None:
    content = fresh()
    assert made(few(), content) == content


def test_typed_cells_are_kept() -> None:
    values: dict[tuple[int, str], Any] = {
        (1, "status"): "Đã hoàn thành",
        (1, "done_on"): date(2025, 3, 9),
        (1, "progress"): 0.5,
        (1, "extended"): date(2025, 5, 1),
        (2, "result"): "Báo cáo 12/BC",
        (2, "reason"): "mưa",
        (3, "note"): "=không phải công thức",
        (3, "product"): "biên bản",
    }
    content = typed(fresh(), {key: value for key, value in values.items() if key != (3, "note")})

    def as_text(workbook: Workbook) -> None:
        found: Any = workbook[TASKS.title].cell(FIRST + 2, TASKS.at("note"))
        found.value, found.data_type = values[3, "note"], "s"

    kept = rows(again(few(), edited(content, as_text)))
    assert {key: kept[key[0] - 1].cells[key[1]] for key in values} == values


def test_result_counts_what_was_kept_added_changed_and_dropped() -> None:
    content = typed(fresh(), {(1, "note"): "x", (3, "note"): "y"})
    first, second, _ = few().tasks
    new = plan(
        replace(first, deadline=replace(first.deadline, end=date(2025, 4, 30))), second, task("II.3-01", "Lắp quạt")
    )
    result = tracking_workbook(new, Settings(), LATER, content)
    assert (result.rows, result.kept, result.added, result.changed, result.dropped) == (3, 1, 1, 1, 1)


def test_formula_that_a_person_typed_stays_a_formula() -> None:
    content = again(few(), typed(fresh(), {(1, "note"): "=1+1"}))
    assert rows(content)[0].cells["note"] == Formula("=1+1")


def test_changed_words_are_marked_with_old_and_new() -> None:
    first, *others = few().tasks
    new = plan(replace(first, action="Sơn lại phòng học và hành lang"), *others)
    content = again(new, typed(fresh(), {(1, "note"): "đã báo giá"}))
    doubt = cell(content, 1, "doubt")
    assert doubt == "Thay đổi 01/04/2025: Nhiệm vụ: «Sơn lại phòng học» → «Sơn lại phòng học và hành lang»"
    assert cell(content, 1, "note") == "đã báo giá"
    assert any("Kế hoạch thay đổi: Nhiệm vụ" in line for line in sheet_lines(content))
    assert cell(made(new, content, date(2025, 5, 1)), 1, "doubt") == doubt


def test_cleared_doubt_stays_cleared() -> None:
    first, *others = few().tasks
    new = plan(replace(first, action="Sơn lại phòng học và hành lang"), *others)
    content = typed(again(new, fresh()), {(1, "doubt"): None})
    assert cell(again(new, content), 1, "doubt") is None


def test_row_moves_with_its_words_when_ids_move() -> None:
    first, second, third = few().tasks
    content = typed(fresh(), {(2, "note"): "của bàn ghế"})
    moved = plan(task("II.1-01", "Đo lại sân"), replace(first, id="II.1-02"), replace(second, id="II.1-03"), third)
    assert {row.words("action"): row.words("note") for row in rows(again(moved, content)) if row.words("note")} == {
        "Mua bàn ghế": "của bàn ghế"
    }


def test_task_given_to_another_agency_keeps_its_history() -> None:
    first, second, third = few().tasks
    content = typed(fresh(), {(2, "note"): "đang hỏi giá"})
    moved = plan(first, task(second.id, "Mua bàn ghế", owner="Sở Ba", end=second.deadline.end), third)
    found = rows(again(moved, content))[1]
    assert (found.words("owner"), found.words("note")) == ("Sở Ba", "đang hỏi giá")
    assert "Sở Một" in found.words("doubt")


def test_vanished_task_goes_to_its_sheet_with_its_history_and_comes_back() -> None:
    first, second, third = few().tasks
    content = again(plan(first, third), typed(fresh(), {(2, "note"): "hỏi giá rồi"}))
    dropped = read_tracker(content, "x").tracker.rows(DROPPED)
    assert [(row.words("action"), row.words("note")) for row in dropped] == [("Mua bàn ghế", "hỏi giá rồi")]
    back = again(few(), content)
    assert cell(back, 2, "note") == "hỏi giá rồi"
    assert read_tracker(back, "x").tracker.rows(DROPPED) == ()


def test_added_row_is_kept_and_counted() -> None:
    content = typed(fresh(), {(5, "action"): "Việc phát sinh", (5, "owner"): "Sở Mới", (5, "due"): date(2025, 3, 1)})
    new = again(few(), content)
    assert [row.words("action") for row in rows(new)][-1] == "Việc phát sinh"
    assert any(line.startswith("3 | Sở Mới | 1 |") for line in sheet_lines(new))


def test_copied_row_is_a_row_of_its_own() -> None:
    def copy(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        for column in range(1, len(TASKS.columns) + 1):
            sheet.cell(FIRST + 4, column).value = sheet.cell(FIRST, column).value
        sheet.cell(FIRST + 4, TASKS.at("note")).value = "bản sao"

    kept = rows(again(few(), edited(fresh(), copy)))
    assert [(row.words("action"), row.words("note")) for row in kept][-1] == ("Sơn lại phòng học", "bản sao")
    assert len(kept) == 4


def test_added_column_comment_colour_width_and_filter_are_kept() -> None:
    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        at = len(TASKS.columns) + 1
        sheet.cell(TASKS.head, at).value = "Người theo dõi"
        sheet.cell(FIRST + 1, at).value = "chị Lan"
        sheet.cell(FIRST, TASKS.at("note")).comment = Comment("hỏi lại", "An")
        sheet.cell(FIRST, TASKS.at("note")).fill = PatternFill("solid", fgColor="FFFFFF00")
        sheet.column_dimensions["C"].width = 60
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=4, filters=Filters(filter=["Sở Một"])))
        sheet.row_dimensions[FIRST + 2].hidden = True

    content = again(few(), edited(fresh(), work))
    sheet = load_workbook(BytesIO(content))[TASKS.title]
    note = sheet.cell(FIRST, TASKS.at("note"))
    assert rows(content)[1].extra == {"Người theo dõi": "chị Lan"}
    assert note.comment is not None
    assert (note.comment.text, note.comment.author) == ("hỏi lại", "An")
    assert note.fill.fgColor.rgb == "FFFFFF00"
    assert sheet.column_dimensions["C"].width == 60
    assert [(column.colId, column.filters.filter) for column in sheet.auto_filter.filterColumn] == [(4, ["Sở Một"])]
    assert sheet.row_dimensions[FIRST + 2].hidden


def test_what_is_typed_where_nothing_is_to_be_typed_comes_to_a_sheet_of_its_own() -> None:
    def work(workbook: Workbook) -> None:
        workbook[SUMMARY]["B70"] = "họp ngày 5"
        workbook[SUMMARY]["A1"] = "Tên khác"
        workbook[TASKS.title].cell(FIRST, TASKS.at("condition")).value = "xong rồi"
        workbook[TASKS.title]["A4"].comment = Comment("nhắc", "An")

    content = again(few(), edited(fresh(), work))
    words = {row.words("words") for row in read_tracker(content, "x").tracker.rows(STRAYS)}
    assert words == {"họp ngày 5", "Tên khác", "xong rồi", "Ghi chú bên lề: nhắc"}
    assert made(few(), content, LATER) == content


def test_edited_words_of_the_plan_stay_as_edited() -> None:
    content = again(few(), typed(fresh(), {(1, "action"): "Sơn lại cả trường", (1, "due"): date(2025, 6, 1)}))
    assert (rows(content)[0].words("action"), rows(content)[0].cells["due"]) == ("Sơn lại cả trường", date(2025, 6, 1))
    assert len(rows(content)) == 3


def test_emptied_cell_of_the_plan_fills_itself_again() -> None:
    assert cell(again(few(), typed(fresh(), {(1, "partners"): None})), 1, "partners") == "Sở Hai"


def test_days_of_warning_are_kept() -> None:
    def work(workbook: Workbook) -> None:
        workbook[TASKS.title]["F3"] = 30

    content = again(few(), edited(fresh(), work))
    assert read_tracker(content, "x").tracker.soon == 30
    assert cell(content, 1, "condition") == "Quá hạn"
    assert read_tracker(content, "x").tracker.rows(STRAYS) == ()


def test_other_tables_keep_their_typed_cells() -> None:
    def work(workbook: Workbook) -> None:
        workbook[AGENCIES.title].cell(4, AGENCIES.at("phone")).value = "0208 123"
        workbook[LOG.title].cell(7, LOG.at("what")).value = "họp giao ban"

    content = again(plan(few().tasks[0]), edited(fresh(), work))
    tracker = read_tracker(content, "x").tracker
    assert [row.words("phone") for row in tracker.rows(AGENCIES) if row.words("phone")] == ["0208 123"]
    assert "họp giao ban" in [row.words("what") for row in tracker.rows(LOG)]


def test_settled_doubt_stays_settled() -> None:
    from pipeline.model import Notice

    one = plan(*few().tasks, notices=(Notice("W1", task_id="II.1-01", quote="chỗ này"),))

    def work(workbook: Workbook) -> None:
        workbook[DOUBTS.title].cell(4, DOUBTS.at("settled")).value = "Đã xử lý"

    tracker = read_tracker(again(one, edited(made(one), work)), "x").tracker
    assert [row.words("settled") for row in tracker.rows(DOUBTS)] == ["Đã xử lý"]


def test_sheet_that_a_person_added_is_carried_over() -> None:
    def work(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Của tôi")
        sheet["B2"], sheet["B3"], sheet["B4"] = date(2025, 1, 2), "=B2+1", "chữ"
        sheet.merge_cells("D1:E1")

    workbook = load_workbook(BytesIO(again(few(), edited(fresh(), work))))
    sheet = workbook["Của tôi"]
    assert [sheet["B2"].value.date(), sheet["B3"].value, sheet["B4"].value] == [date(2025, 1, 2), "=B2+1", "chữ"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["D1:E1"]


def test_sheets_for_each_agency_come_on_request_and_stay() -> None:
    content = tracking_workbook(few(), Settings(), TODAY, agency_sheets=True).content
    assert load_workbook(BytesIO(content)).sheetnames[-3:] == ["ĐV 01", "ĐV 02", LISTS]
    lines = sheet_lines(content)
    assert "2 | Mua bàn ghế | Thực hiện |  | 01/03/2025 | Chưa thực hiện |  | Quá hạn | -9" in lines
    assert made(few(), content) == content


def test_rows_sorted_and_lines_put_in_above_the_table_are_understood() -> None:
    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        first = [sheet.cell(FIRST, column).value for column in range(1, len(TASKS.columns) + 1)]
        for column, value in enumerate(first, 1):
            sheet.cell(FIRST, column).value, sheet.cell(FIRST + 1, column).value = (
                sheet.cell(FIRST + 1, column).value,
                value,
            )
        sheet.cell(FIRST + 1, TASKS.at("note")).value = "của sơn"
        sheet.insert_rows(1)
        sheet["A1"] = "Văn phòng sở"

    content = again(few(), edited(fresh(), work))
    assert [(row.words("action"), row.words("note")) for row in rows(content)][0] == ("Sơn lại phòng học", "của sơn")
    assert "Văn phòng sở" in {row.words("words") for row in read_tracker(content, "x").tracker.rows(STRAYS)}


def test_chart_that_a_person_added_is_named() -> None:
    from openpyxl.chart import BarChart

    def work(workbook: Any) -> None:
        workbook[TASKS.title].add_chart(BarChart(), "Z1")

    content = edited(fresh(), work)
    assert tracking_workbook(few(), Settings(), LATER, content).left_behind == (
        "trang «Theo dõi»: 1 biểu đồ tự thêm không chuyển sang bảng mới được, còn trong bản lưu",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E320"),
        (b"PK\x03\x04 broken", "E320"),
        (fresh()[:-200], "E320"),
        (edited(fresh(), lambda workbook: workbook.remove(workbook[TASKS.title])), "E321"),
        (edited(fresh(), lambda workbook: workbook[TASKS.title].delete_rows(TASKS.head)), "E321"),
        (edited(fresh(), lambda workbook: workbook[LISTS].__setitem__("D1", 0)), "E322"),
    ],
)
def test_file_that_is_no_tracking_workbook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PipelineError) as refusal:
        made(few(), content)
    assert refusal.value.code == code


def test_workbook_in_which_nobody_typed_can_be_told_from_others() -> None:
    assert typed_values(fresh()) == 0
    assert typed_values(typed(fresh(), {(1, "note"): "x"})) == 1
    assert typed_values(edited(fresh(), lambda workbook: workbook[SUMMARY].__setitem__("Z9", "y"))) == 3
    assert typed_values(made(few(), typed(fresh(), {(1, "note"): "x"}))) == 1


def test_workbook_with_dropped_rows_is_never_taken_for_one_that_can_be_made_again() -> None:
    assert typed_values(made(plan(task("II.1-02", "Mua bàn ghế", end=date(2025, 3, 1))), fresh())) > 0
