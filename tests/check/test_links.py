"""Activities linked to the tasks that carry them out, and what nobody was given. The plans are invented."""

from __future__ import annotations

import pytest

from pipeline.check.terms import pairs, parts, units
from pipeline.messages import notice_texts
from pipeline.model import Plan
from tests.plans import plan

CONTENT = """
UBND TỈNH ALPHA
KẾ HOẠCH
Tổ chức Tuần lễ nước sạch năm 2026
I. NỘI DUNG
- Nạo vét kênh mương nội đồng tại các xã ven sông.
- Trao tặng bể chứa nước cho hộ nghèo vùng hạn mặn.
- Trồng cây xanh dọc bờ kè, tổ chức giải chạy chủ đề Tuần lễ nước sạch.
- Tổ chức các hoạt động hội diễn, thi vẽ tranh, chiếu bóng lưu động cho thiếu nhi.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Môi trường
- Chủ trì nạo vét kênh mương nội đồng tại các xã ven sông.
- Phối hợp với Hội Chữ thập đỏ tỉnh trao tặng bể chứa nước cho hộ nghèo vùng hạn mặn.
2. Sở Xây dựng
- Trồng cây xanh dọc bờ kè.
3. Tỉnh đoàn
- Tổ chức thi vẽ tranh, chiếu bóng lưu động cho thiếu nhi các trường tiểu học.
"""


def quotes(made: Plan, code: str) -> list[str]:
    """The words that the notices of one code quote, in order."""
    return [n.quote for n in made.notices if n.code == code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tổ chức trưng bày ảnh, hiện vật, tổ chức giải chạy cho thanh niên.",
            ["trưng bày ảnh", "hiện vật", "tổ chức giải chạy"],
        ),
        ("Tổ chức các hoạt động hội diễn, thi vẽ tranh.", ["hội diễn", "thi vẽ tranh"]),
        ("Tuyên truyền trong cán bộ, đảng viên, học sinh.", ["Tuyên truyền"]),
        ("Đẩy mạnh và hướng dẫn phân loại rác; thu gom rác", ["phân loại rác", "thu gom rác"]),
        ("Vận động cá nhân, tổ chức, doanh nghiệp góp sách.", ["Vận động cá nhân", "tổ chức", "doanh nghiệp góp sách"]),
        ("", []),
    ],
)
def test_parts_are_the_works_without_audience(text: str, expected: list[str]) -> None:
    assert [text[part.start : part.end] for part in parts(text)] == expected


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Tổ chức trưng bày ảnh, tổ chức giải chạy.", [True, True]),
        ("Tổ chức các hoạt động hội diễn, kể chuyện, thi vẽ.", [True, True, True]),
        ("Phát động và tổ chức hội thi; nâng cao nhận thức.", [True, False]),
        ("Tổ chức hội thi, kiểm tra bếp ăn.", [True, False]),
        ("Tăng cường phân loại rác, thu gom rác.", [False, False]),
        ("Vận động cá nhân, tổ chức và doanh nghiệp.", [False, False]),
    ],
)
def test_what_is_organised_is_an_event(text: str, events: list[bool]) -> None:
    assert [part.event for part in parts(text)] == events


def test_units_leave_out_stop_words_and_do_not_cross_marks() -> None:
    assert sorted(units(pairs("Nước sạch, cho nông thôn"))) == [("nông", "thôn"), ("nước", "sạch")]


def test_each_activity_is_linked_to_the_tasks_that_carry_it_out() -> None:
    assert [a.tasks for a in plan(CONTENT).activities] == [("II.1-01",), ("II.1-02",), ("II.2-01",), ("II.3-01",)]


def test_part_that_no_task_names_is_given_to_nobody() -> None:
    assert quotes(plan(CONTENT), "W444") == ["tổ chức giải chạy", "hội diễn"]


def test_activity_that_only_supporters_carry_out() -> None:
    assert quotes(plan(CONTENT), "W445") == ["Trao tặng bể chứa nước cho hộ nghèo vùng hạn mặn"]


def test_supported_parts_side_by_side_are_one_notice() -> None:
    text = CONTENT.replace("- Tổ chức thi vẽ tranh", "- Phối hợp tổ chức thi vẽ tranh")
    assert quotes(plan(text), "W445")[1:] == ["thi vẽ tranh, chiếu bóng lưu động"]


def test_notice_of_a_part_quotes_the_document_exactly() -> None:
    made = plan(CONTENT)
    found = [n for n in made.notices if n.code in ("W444", "W445")]
    assert [made.document.quote(n.span) for n in found if n.span] == [n.quote for n in found]


def test_messages_of_missing_and_supported_quote_the_part() -> None:
    said = [notice_texts(n)[0] for n in plan(CONTENT).notices if n.code in ("W444", "W445")]
    assert [sentence.partition("»")[0].partition("«")[2] for sentence in said] == [
        "Trao tặng bể chứa nước cho hộ nghèo vùng hạn mặn",
        "tổ chức giải chạy",
        "hội diễn",
    ]


def test_what_is_no_event_is_never_given_to_nobody() -> None:
    text = CONTENT.replace("tổ chức giải chạy chủ đề", "nâng cao ý thức tiết kiệm chủ đề")
    assert quotes(plan(text), "W444") == ["hội diễn"]


def test_plan_whose_sections_use_other_words_misses_nothing() -> None:
    text = CONTENT.partition("1. Sở")[0] + "1. Sở Y tế\n- Tham mưu triển khai Kế hoạch này, báo cáo kết quả.\n"
    made = plan(text)
    assert (quotes(made, "W444"), [a.tasks for a in made.activities]) == ([], [()] * 4)


def test_plan_of_activities_alone_links_nothing() -> None:
    made = plan("KẾ HOẠCH\nI. NỘI DUNG\n- Tổ chức giải chạy.\n- Trồng cây xanh.\n")
    assert [a.tasks for a in made.activities] == [()] * len(made.activities)
