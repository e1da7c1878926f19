"""What people do in Excel: values as text in any spelling, headings and sheets renamed, the hidden sheet deleted, the
file renamed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from pipeline.messages import PipelineError
from pipeline.write.tracking.mark import read_mark
from pipeline.write.tracking.model import LISTS, TASKS
from pipeline.write.tracking.opened.copies import copies_of, refuse_blank_beside
from pipeline.write.tracking.opened.entry import entered
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import cell, edited, few, fresh, made, rows, typed


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "15/3/2024 ", date(2024, 3, 15)),
        ("date", "15.03.24", date(2024, 3, 15)),
        ("date", "2024-03-15", date(2024, 3, 15)),
        ("date", "Ngày 5 tháng 3 năm 2024", date(2024, 3, 5)),
        ("date", 45366, date(2024, 3, 15)),
        ("percent", "100 %", 1.0),
        ("percent", "37,5%", 0.375),
        ("percent", "80", 0.8),
        ("percent", 0.25, 0.25),
        ("status", " ĐÃ  HOÀN THÀNH. ", "Đã hoàn thành"),
        ("status", unicodedata.normalize("NFD", "đã hoàn thành"), "Đã hoàn thành"),
        ("status", "xong", "Đã hoàn thành"),
        ("text", "15/3/2024 ", "15/3/2024 "),
    ],
)
def test_typed_text_counts_as_what_it_says(kind: str, text: Any, value: Any) -> None:
    assert entered(kind, text) == (value, "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "31/2/2024"),
        ("date", "15/3"),
        ("date", "cuối quý"),
        ("percent", 80),
        ("percent", "8000 %"),
        ("percent", "một nửa"),
        ("percent", "1"),
        ("status", "gần xong rồi"),
    ],
)
def test_what_is_not_certain_stays_and_is_pointed_out(kind: str, text: Any) -> None:
    value, why = entered(kind, text)
    assert (value, bool(why)) == (text, True)


def test_status_typed_in_capitals_counts_in_the_workbook() -> None:
    content = typed(
        fresh(), {(2, "status"): unicodedata.normalize("NFD", "ĐÃ HOÀN THÀNH "), (2, "done_on"): "1/3/2025"}
    )
    assert cell(made(few(), content), 2, "condition") == "Hoàn thành đúng hạn"


def test_doubtful_cell_is_named_with_its_address() -> None:
    content = typed(fresh(), {(2, "done_on"): "hôm qua"})
    (remark,) = read_tracker(content, "x").uncounted
    assert remark.startswith("Theo dõi!")
    assert "«hôm qua»" in remark
    assert rows(content)[1].words("done_on") == "hôm qua"


def _rename(key: str, words: str) -> Callable[[Workbook], None]:
    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        sheet.cell(TASKS.head, TASKS.at(key)).value = words
        sheet.cell(TASKS.head + 1, TASKS.at(key)).value = "đã ghi"

    return work


@pytest.mark.parametrize(
    ("key", "words"),
    [("reason", "Vì sao chậm"), ("note", "GHI CHÚ "), ("result", "Kết quả / số văn bản"), ("product", "Phải nộp gì")],
)
def test_renamed_heading_is_understood(key: str, words: str) -> None:
    again = made(few(), edited(fresh(), _rename(key, words)))
    assert rows(again)[0].words(key) == "đã ghi"


def test_heading_that_cannot_be_found_is_told_with_the_remedy() -> None:
    def work(workbook: Workbook) -> None:
        workbook[TASKS.title].delete_cols(TASKS.at("reason"))

    (remark,) = read_tracker(edited(fresh(), work), "x").remarks
    assert "«Lý do chậm»" in remark


@pytest.mark.parametrize("name", ["THEO DÕI", "Tiến độ T3", unicodedata.normalize("NFD", "Theo dõi")])
def test_renamed_sheet_is_found(name: str) -> None:
    def work(workbook: Workbook) -> None:
        workbook[TASKS.title].cell(TASKS.head + 1, TASKS.at("note")).value = "đã ghi"
        workbook.create_sheet("Của tôi")["A1"] = f"='{name}'!A6"
        sheet = workbook[TASKS.title]
        sheet.title = "_"  # openpyxl numbers a name that differs in its letters' size alone
        sheet.title = name

    tracker = read_tracker(made(few(), edited(fresh(), work)), "x").tracker
    assert tracker.rows(TASKS)[0].words("note") == "đã ghi"
    (extra,) = tracker.extra_sheets
    assert str(extra.cells[1, 1][0]) == "='Theo dõi'!A6"


def test_deleted_hidden_sheet_loses_nothing() -> None:
    def work(workbook: Workbook) -> None:
        workbook[TASKS.title].cell(TASKS.head + 1, TASKS.at("note")).value = "đã ghi"
        del workbook[LISTS]

    assert rows(made(few(), edited(fresh(), work)))[0].words("note") == "đã ghi"


def test_workbook_keeps_the_plans_id_and_says_which_version_it_shows() -> None:
    again = read_tracker(made(few(), fresh()), "x").tracker.identity
    assert again == read_tracker(fresh(), "x").tracker.identity
    assert (len(again.plan), again.version) == (16, "0" * 64)


def test_renamed_workbook_is_named_and_no_blank_one_made(tmp_path: Path) -> None:
    plan = read_tracker(fresh(), "x").tracker.identity.plan
    (tmp_path / "Theo dõi tháng 3.xlsx").write_bytes(fresh())
    (tmp_path / "khac.xlsx").write_bytes(b"?")
    assert copies_of(tmp_path, plan) == ("Theo dõi tháng 3.xlsx",)
    with pytest.raises(PipelineError, match=r"E343.*«Theo dõi tháng 3.xlsx»"):
        refuse_blank_beside(tmp_path, plan)
    refuse_blank_beside(tmp_path, "another")


@pytest.mark.parametrize("sheet", ["Theo dõi", "Tổng hợp", "Đơn vị", "Hướng dẫn", "Của tôi"])
@pytest.mark.parametrize("place", ["A1", "C3", "AN2", "AD5", "X6", "B60"])
def test_comment_on_any_empty_cell_is_kept(sheet: str, place: str) -> None:
    def work(workbook: Workbook) -> None:
        found = workbook[sheet] if sheet in workbook.sheetnames else workbook.create_sheet(sheet)
        found[place].comment = Comment("hỏi lại chị Ba", "Lan")

    assert "hỏi lại chị Ba" in str(read_tracker(made(few(), edited(fresh(), work)), "x").tracker)


def test_mark_of_the_first_version_is_still_read() -> None:
    first = [c.key for c in TASKS.columns if c.since == 1 and not c.formula and c.key != "mark"]
    text = "1|2025-01-01||" + ".".join(f"{n:08x}" for n in range(len(first)))
    base, start, _ = read_mark(TASKS, text)
    assert (base["status"], start) == (f"{first.index('status'):08x}", date(2025, 1, 1))
    assert "asked" not in base


@pytest.mark.parametrize("content", [bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100])
def test_workbook_with_a_password_is_refused_with_the_reason(content: bytes) -> None:
    with pytest.raises(PipelineError, match=r"E320.*mật khẩu"):
        read_tracker(content, "x")
