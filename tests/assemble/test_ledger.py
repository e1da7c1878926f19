"""The ledger: every word of a plan has one fate, whatever the plan says."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import extract
from pipeline.assemble.ledger import UNSAID, build_ledger, unsaid_notices
from pipeline.correct.apply import apply_corrections
from pipeline.correct.model import Correction
from pipeline.model import LedgerEntry, Plan, Span
from pipeline.write.tables.tables import ledger_csv
from tests import ROOT
from tests.ledger_check import broken_ledgers, faults
from tests.plans import document, plan, registry

HEAD = "KẾ HOẠCH\nTổ chức hội thi\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\n"
SHIPPED = next((ROOT / "inputs").glob("*.docx"))
_SAID = (
    "Giao|Đề nghị|Sở Y tế|các sở, ngành|chủ trì|phối hợp với|UBND xã|;|:|.|–|/|(|)|tổ chức|kiểm tra|báo cáo|hoàn thành|"
    "trước ngày 30/6/2027|kinh phí|mục đích|đơn vị thực hiện|Riêng|biểu dương|trong quá trình|nghiêm túc triển khai"
)
_WORDS = st.lists(st.sampled_from(sorted(_SAID.split("|"))), min_size=1, max_size=12).map(" ".join)
_NUMBERS = st.sampled_from(["", "", "I. ", "II. ", "1. ", "2. ", "a) ", "- ", "+ "])
_LINES = st.one_of(
    st.builds(str.__add__, _NUMBERS, _WORDS),
    st.sampled_from(["I. MỤC ĐÍCH", "II. TỔ CHỨC THỰC HIỆN", "Đơn vị chủ trì: Sở Y tế"]),
    st.sampled_from(["TT | Việc | Chủ trì", "1 | Mở lớp | Sở Y tế", "2 | · | Sở Y tế", "Sở Y tế | Mua | 3"]),
)


def fates(text: str) -> list[str]:
    """Each stretch below the head as "fate id rule: words"; empty parts are left out."""
    made = plan(HEAD + text)
    return [_shown(made, e) for e in made.ledger if e.span.block > 2]


def _shown(made: Plan, entry: LedgerEntry) -> str:
    return " ".join(filter(None, (entry.fate, entry.id, entry.rule))) + f": {made.document.quote(entry.span)}"


def test_ledger_of_the_shipped_plan_holds() -> None:
    made = extract(SHIPPED)
    assert list(faults(made)) == []
    assert {t.id for t in made.tasks} == {e.id for e in made.ledger if e.fate == "task"}


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=9))
def test_ledger_holds_for_any_text(lines: list[str]) -> None:
    assert list(faults(plan("\n".join(["KẾ HOẠCH", *lines])))) == []


def test_check_of_a_folder_finds_nothing_in_what_is_read_well() -> None:
    assert broken_ledgers(ROOT / "inputs") == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ((), "no fate"),
        ((LedgerEntry(Span(0, 0, 4), "head", "title"), LedgerEntry(Span(0, 3, 8), "head", "title")), "overlaps"),
        ((LedgerEntry(Span(0, 0, 8), "aside", rule="ASIDE-X"),), "by no rule"),
        ((LedgerEntry(Span(0, 0, 8), "task", "IX-01"),), "belongs to no task"),
        ((LedgerEntry(Span(0, 0, 8), "notice", "W411"),), "has no notice"),
    ],
)
def test_a_broken_ledger_is_seen(entries: tuple[LedgerEntry, ...], fault: str) -> None:
    found = list(faults(Plan(document("KẾ HOẠCH"), plan("KẾ HOẠCH").header, (), ledger=entries)))
    assert any(fault in line for line in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. MỤC ĐÍCH\n1. Các sở, ngành nâng cao trách nhiệm.",
            ["heading I: MỤC ĐÍCH", "aside ASIDE-PURPOSE: Các sở, ngành nâng cao trách nhiệm."],
            id="a purpose, whoever it names",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Mua thuốc; cấp thuốc.",
            ["heading I: TỔ CHỨC THỰC HIỆN", "heading I.1: Sở Y tế", "task I.1-01: Mua thuốc; cấp thuốc."],
            id="headings and a task",
        ),
        pytest.param(
            "I. NỘI DUNG\n1. Tổ chức lễ khai mạc tại sân vận động trung tâm tỉnh.\nII. KINH PHÍ\nTừ ngân sách tỉnh.",
            [
                "heading I: NỘI DUNG",
                "activity: Tổ chức lễ khai mạc tại sân vận động trung tâm tỉnh.",
                "heading II: KINH PHÍ",
                "funding: Từ ngân sách tỉnh.",
            ],
            id="an activity and a clause on funding",
        ),
        pytest.param(
            "I. HOẠT ĐỘNG\n1. Đêm nhạc\n- Nội dung: Biểu diễn các bài hát về sông nước.\n- Thời gian: Ngày 5/6/2027.",
            [
                "heading I: HOẠT ĐỘNG",
                "heading I.1: Đêm nhạc",
                "activity: Nội dung: Biểu diễn các bài hát về sông nước.",
                "activity: Thời gian: Ngày 5/6/2027.",
            ],
            id="what a label says of an activity is part of it",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. UBND tỉnh biểu dương các đơn vị. Giao Sở Y tế mua thuốc.",
            ["heading I: NHIỆM VỤ", "task I-01: UBND tỉnh biểu dương các đơn vị. Giao Sở Y tế mua thuốc."],
            id="praise before an order belongs to its row",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nTT | Việc | Chủ trì\n1 | Mở lớp bơi | Sở Y tế\n2 | · | ·",
            [
                "heading I: NHIỆM VỤ",
                *(f"heading I: {words}" for words in ("TT", "Việc", "Chủ trì")),
                *(f"task I-01: {words}" for words in ("1", "Mở lớp bơi", "Sở Y tế")),
                "aside ASIDE-ROW: 2",
            ],
            id="every cell of a row is the row's",
        ),
        pytest.param(
            "I. KẾT QUẢ\nTT | Huyện | Số hộ\n1 | Định Hóa | 120",
            [
                "heading I: KẾT QUẢ",
                *(f"aside ASIDE-TABLE: {w}" for w in ["TT", "Huyện", "Số hộ", "1", "Định Hóa", "120"]),
            ],
            id="a table of figures",
        ),
    ],
)
def test_fates(text: str, expected: list[str]) -> None:
    assert fates(text) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param(
            "I. NỘI DUNG\n1. Sửa chữa cầu tàu\n- Bên lo liệu: Sở Xây dựng.",
            "Sửa chữa cầu tàu\nBên lo liệu: Sở Xây dựng.",
            id="an unknown label below a heading, with the heading",
        ),
        pytest.param(
            "I. NỘI DUNG\n1. Trồng cây\n- Trồng hai nghìn cây dọc kè.\nBên lo liệu: Sở Xây dựng; Kinh phí: 20 triệu.",
            "Trồng hai nghìn cây dọc kè.\nBên lo liệu: Sở Xây dựng; Kinh phí: 20 triệu.",
            id="an unknown label beside the work, with the work",
        ),
        pytest.param(
            "I. NỘI DUNG\n1. Sở Y tế cho hay ý kiến về các việc sau:\n- Nguồn thuốc;\n- Số giường bệnh.",
            "Sở Y tế cho hay ý kiến về các việc sau:\nNguồn thuốc;\nSố giường bệnh.",
            id="a lead-in whose order nobody knows, with its items",
        ),
        pytest.param(
            "I. PHÂN CÔNG\n1. Làm sạch bãi tắm trước mùa hè.\n2. Cấp phao cho các xã ven sông.",
            "Làm sạch bãi tắm trước mùa hè.\nCấp phao cho các xã ven sông.",
            id="neighbours in doubt are one stretch",
        ),
    ],
)
def test_what_may_tell_somebody_is_quoted_in_a_notice(text: str, quote: str) -> None:
    assert quote in [n.quote for n in plan(HEAD + text).notices if n.code == "W411"]


@pytest.mark.parametrize(
    "text",
    [
        "I. NỘI DUNG\n1. Tổ chức hội nghị sơ kết theo hướng dẫn của Sở Y tế.",
        "I. NỘI DUNG\n1. Hỗ trợ các doanh nghiệp ứng dụng công nghệ trong sản xuất, chế biến.",
        "I. NỘI DUNG\n1. Trồng cây\n- Trồng hai nghìn cây dọc tuyến kè.\nThời gian thực hiện: Quý I năm 2027.",
    ],
)
def test_an_agency_in_passing_is_no_doubt(text: str) -> None:
    assert [n.quote for n in plan(HEAD + text).notices if n.code == "W411"] == []


def test_words_that_no_stage_speaks_of_become_a_notice() -> None:
    made = document("Kiểm tra bể bơi. Giao ai?")
    ledger = build_ledger(made, [LedgerEntry(Span(0, 0, 16), "task", "I-01")])
    assert [(e.span.start, e.fate, e.id) for e in ledger] == [(0, "task", "I-01"), (17, "notice", UNSAID)]
    assert [(n.code, n.quote) for n in unsaid_notices(made, ledger)] == [("W427", "Giao ai?")]


def test_of_two_fates_the_stronger_holds_and_marks_go_with_the_words_before_them() -> None:
    said = [LedgerEntry(Span(0, 0, 14), "notice", "W411"), LedgerEntry(Span(0, 4, 9), "task", "I-01")]
    shown = [(e.span.start, e.span.end, e.fate) for e in build_ledger(document("Giao Sở Y tế: ./."), said)]
    assert shown == [(0, 4, "notice"), (5, 9, "task"), (10, 17, "notice")]


def test_a_row_that_a_person_deleted_is_set_aside() -> None:
    made = plan(HEAD + "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Mua thuốc.\n- Cấp thuốc.")
    line = Correction(made.tasks[0].id, "Sở Y tế", "Mua thuốc.", "delete")
    ledger = apply_corrections(made, [line], registry()).plan.ledger
    found = [(e.fate, e.rule) for e in ledger if made.document.quote(e.span) == "Mua thuốc."]
    assert found == [("aside", "CORRECTION")]


def test_ledger_csv_has_the_columns_of_the_contract() -> None:
    made = plan(HEAD + "I. MỤC ĐÍCH\n1. Nâng cao trách nhiệm.")
    rows = list(csv.DictReader(io.StringIO(ledger_csv(made).decode("utf-8-sig"), newline="")))
    assert list(rows[-1].items()) == [
        ("block", "4"),
        ("place", "đoạn 5"),
        ("start", "0"),
        ("end", "21"),
        ("fate", "aside"),
        ("id", ""),
        ("rule", "ASIDE-PURPOSE"),
        ("quote", "Nâng cao trách nhiệm."),
    ]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("I. GIAO VIỆC\n1. Sở Y tế mua thuốc; đề nghị xã đảo Hòn Trà mở kho.", True),
        ("I. GIAO VIỆC\n1. Sở Y tế mua thuốc. Riêng Núi Đá thì tự chuẩn bị thuyền.", True),
        ("I. GIAO VIỆC\n1. Sở Y tế mua thuốc; báo cáo UBND tỉnh.", False),
        ("I. GIAO VIỆC\n1. Sở Y tế mua thuốc; giao Sở Nội vụ mở lớp.", False),
    ],
)
def test_a_row_that_may_hold_another_bodys_order_is_flagged(text: str, flagged: bool) -> None:
    assert any("W428" in task.flags for task in plan(HEAD + text).tasks) is flagged


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("I. MỤC TIÊU\n- Sở Y tế thực hiện trực ban 24/24.", ["Sở Y tế thực hiện trực ban 24/24."]),
        ("I. YÊU CẦU\n- Công an tỉnh chủ trì chốt chặn.", ["Công an tỉnh chủ trì chốt chặn."]),
        ("I. YÊU CẦU\n- Các sở, ngành phối hợp chặt chẽ.", []),
    ],
)
def test_an_order_to_a_named_agency_among_purposes_is_a_doubt(text: str, quotes: list[str]) -> None:
    assert [n.quote for n in plan(HEAD + text).notices if n.code == "W411"] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "TT | Nhiệm vụ | Chủ trì | Kinh phí\n1 | Mở lớp bơi | Sở Y tế | có\n· | Mua phao cứu sinh | · | Sở Xây dựng",
        "1 | Sở Xây dựng | Mua phao cứu sinh\n2 | Sở Y tế | Mở lớp bơi",
    ],
)
def test_a_row_of_work_that_no_column_reads_is_a_doubt(text: str) -> None:
    assert "Mua phao cứu sinh" in [n.quote for n in plan(HEAD + "I. VIỆC\n" + text).notices if n.code == "W412"]
