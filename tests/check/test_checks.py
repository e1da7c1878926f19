"""Cross-checks over a whole plan: works in several sections, recipients, suggested dates. The plans are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.check.checks import check_plan
from pipeline.find.agency.agencies import Agencies
from pipeline.messages import notice_texts
from pipeline.model import Plan
from tests import plans
from tests.plans import plan, registry

AGENCIES = Agencies(registry(), "Alpha")

HEAD = """
ỦY BAN NHÂN DÂN TỈNH ALPHA
Số: 12/KH-UBND | Alpha, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Phòng, chống hạn mặn năm 2026
I. TỔ CHỨC THỰC HIỆN
"""
WELLS = "khoan giếng tầng sâu, lắp bồn chứa inox và máy lọc muối cho điểm trường"


def made_of(*tasks: tuple[str, str]) -> Plan:
    """A plan that gives each agency one order."""
    lines = [f"{n}. {agency}\n- {order}" for n, (agency, order) in enumerate(tasks, 1)]
    return plan(HEAD + "\n".join([*lines, FILLER]))


# Orders of other works: what a word weighs is known only in a plan of some length.
FILLER = """
11. Sở Tư pháp
- Phổ biến luật tại chợ phiên vùng cao.
12. Sở Ngoại vụ
- Đón đoàn chuyên gia nông nghiệp nước ngoài.
13. Sở Y tế
- Phun thuốc diệt muỗi quanh trạm xá.
14. Công an tỉnh
- Tuần tra đêm trên quốc lộ.
"""


def said(made: Plan, code: str) -> list[str]:
    """The sentences of the notices of one code."""
    return [notice_texts(n)[0] for n in made.notices if n.code == code]


def groups(made: Plan) -> list[str]:
    """The labels of the tasks that have one."""
    return [t.work_group for t in made.tasks if t.work_group]


def test_one_work_in_two_sections_bears_one_label() -> None:
    made = made_of(("Sở Xây dựng", f"Chủ trì {WELLS}."), ("Tỉnh đoàn", f"Phối hợp {WELLS}."))
    assert groups(made) == ["CV-01 Khoan giếng tầng sâu, lắp bồn chứa inox và máy lọc muối cho …"] * 2


def test_order_given_again_in_the_annex_is_one_work_of_two_rows() -> None:
    annex = f"PHỤ LỤC\nI. CÔNG TRÌNH\nSTT | Nhiệm vụ | Cơ quan chủ trì\n1 | {WELLS.capitalize()} | Sở Xây dựng"
    made = plan(HEAD + f"1. Sở Xây dựng\n- Chủ trì {WELLS}.\n{FILLER}\n{annex}")
    assert [t.id for t in made.tasks if t.work_group] == ["I.1-01", "PL.I-01"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tổng hợp, báo cáo kết quả thực hiện Kế hoạch này.", "Tổng hợp, báo cáo kết quả thực hiện Kế hoạch này."),
        ("Chủ trì khoan giếng tầng sâu.", "Chủ trì đào hồ trữ nước mưa."),
        ("Phòng, chống hạn mặn năm 2026 tại xã.", "Phòng, chống hạn mặn năm 2026 tại trường."),
    ],
)
def test_words_of_all_plans_or_of_this_occasion_make_no_work(first: str, second: str) -> None:
    assert groups(made_of(("Sở Xây dựng", first), ("Tỉnh đoàn", second))) == []


def test_neighbours_under_one_heading_with_one_owner_are_two_works() -> None:
    orders = "1. Sở Xây dựng\n1.1. Chuẩn bị\n- Khoan giếng tầng sâu, lắp bồn inox, máy lọc muối.\n"
    again = "1.2. Nghiệm thu\n- Khoan giếng tầng sâu, lắp bồn inox, máy lọc muối.\n"
    assert groups(plan(HEAD + orders + again + FILLER)) == []


def test_work_that_all_only_support_has_nobody_who_leads() -> None:
    made = made_of(("Sở Xây dựng", f"Phối hợp {WELLS}."), ("Tỉnh đoàn", f"Phối hợp {WELLS}."))
    assert [s.partition("):")[2] for s in said(made, "W446")] == [" các cơ quan đều chỉ phối hợp, không ai chủ trì."]


def test_work_with_two_leads() -> None:
    made = made_of(("Sở Xây dựng", f"Chủ trì {WELLS}."), ("Sở Y tế", f"Chủ trì {WELLS}."))
    assert [s.rpartition("chủ trì: ")[2] for s in said(made, "W447")] == ["Sở Xây dựng; Sở Y tế."]


def test_communes_that_lead_at_home_are_no_second_lead() -> None:
    made = made_of(("Sở Xây dựng", f"Chủ trì {WELLS}."), ("UBND các xã, phường", f"Chủ trì {WELLS}."))
    assert (said(made, "W447"), len(groups(made))) == ([], 2)


def test_work_whose_deadlines_disagree() -> None:
    made = made_of(
        ("Sở Xây dựng", f"Chủ trì {WELLS} trước ngày 30/6/2026."),
        ("Tỉnh đoàn", f"Phối hợp {WELLS} trước ngày 31/7/2026."),
    )
    assert [s.rpartition("khác nhau: ")[2] for s in said(made, "W448")] == ["30/06/2026 (I.1-01); 31/07/2026 (I.2-01)."]


def test_partners_without_a_task_are_listed_once_a_work() -> None:
    made = made_of(
        ("Sở Xây dựng", f"Chủ trì, phối hợp với Sở Tài chính, Sở Y tế {WELLS}."), ("Tỉnh đoàn", f"Phối hợp {WELLS}.")
    )
    assert [s.rpartition(": ")[2] for s in said(made, "W449")] == ["Sở Tài chính; Sở Y tế."]


def with_recipients(owner: str, *recipients: str) -> list[str]:
    """Whom W442 misses in a plan with one owner and these recipients."""
    made = plan(HEAD + f"1. {owner}\n- Khoan giếng tầng sâu.")
    made = replace(made, header=replace(made.header, recipients=recipients), notices=())
    checked = check_plan(made, Agencies(registry(), "Alpha", made.header.date))
    return [n.facts["agency"] for n in checked.notices if n.code == "W442"]


@pytest.mark.parametrize(
    ("owner", "recipients", "missing"),
    [
        ("Sở Y tế", ("Các sở, ban, ngành, đoàn thể",), []),
        ("Sở Y tế", ("UBND các xã, phường", "Lưu: VT"), ["Sở Y tế"]),
        ("Sở Y tế", ("Như Điều 3", "UBND các xã, phường"), []),
        ("Sở Y tế", ("Mục V",), []),
        ("Sở Y tế", (), []),
        ("Sở Y tế", ("Các Sở: XD, TC, YT",), []),
        ("Sở Y tế", ("Các Sở: XD, TC",), ["Sở Y tế"]),
        ("Ban Tuyên giáo Tỉnh ủy", ("Thường trực Tỉnh ủy", "Các sở, ban, ngành, đoàn thể"), ["Ban Tuyên giáo Tỉnh ủy"]),
        ("Ban Tuyên giáo Tỉnh ủy", ("Các ban đảng Tỉnh ủy",), []),
        ("Hội Nông dân tỉnh", ("Các sở, ban, ngành",), ["Hội Nông dân tỉnh"]),
        ("Hội Nông dân tỉnh", ("Ủy ban MTTQ tỉnh và các đoàn thể",), []),
        ("UBND các xã, phường", ("UBND xã, phường",), []),
        ("Công an tỉnh", ("Các sở, ngành",), []),
        ("Các sở, ban, ngành", ("Tỉnh đoàn",), []),
        ("Văn phòng UBND tỉnh", ("Tỉnh đoàn",), []),
    ],
)
def test_agencies_missing_among_the_recipients(owner: str, recipients: tuple[str, ...], missing: list[str]) -> None:
    assert with_recipients(owner, *recipients) == missing


def test_what_a_person_has_settled_is_not_raised() -> None:
    built = plans.built(HEAD + "1. Sở Y tế\n- Khoan giếng tầng sâu.\n- Vá đường liên thôn.")
    agencies = Agencies(registry(), "Alpha", built.header.date)
    first = built.tasks[0].id
    raised = [n.task_id for n in check_plan(built, agencies, frozenset({(first, "W440")})).notices if n.code == "W440"]
    assert raised == [task.id for task in built.tasks[1:]]


def test_a_work_group_that_a_person_has_settled_stays() -> None:
    made = made_of(("Sở Xây dựng", f"Chủ trì {WELLS}."), ("Tỉnh đoàn", f"Phối hợp {WELLS}."))
    tasks = (replace(made.tasks[0], work_group="Giếng làng"), *made.tasks[1:])
    again = check_plan(replace(made, tasks=tasks), AGENCIES, frozenset({(tasks[0].id, "work_group")}))
    assert [t.work_group for t in again.tasks][:2] == ["Giếng làng", made.tasks[1].work_group]


def test_task_without_deadline_is_shown_the_next_fixed_date_and_gets_none() -> None:
    made = made_of(("Sở Xây dựng", "Đào hồ trữ nước trước ngày 30/6/2026."), ("Tỉnh đoàn", "Quyên góp sách cũ."))
    task = made.tasks[1]
    notice = next(n for n in made.notices if n.code == "W440" and n.task_id == task.id)
    assert task.deadline.end is None
    assert "30/06/2026 (I.1-01)" in notice.suggestion


def test_no_date_is_suggested_where_the_plan_fixes_none_or_only_past_ones() -> None:
    made = made_of(("Sở Xây dựng", "Đào hồ trữ nước trước ngày 30/6/2025."), ("Tỉnh đoàn", "Quyên góp sách cũ."))
    assert {n.suggestion for n in made.notices if n.code == "W440"} == {""}
    assert len(said(made, "W443")) == 1


def test_plan_without_its_own_date_resolves_nothing_and_says_so_once() -> None:
    made = plan("KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Phun thuốc trong 10 ngày kể từ ngày ban hành Kế hoạch.")
    assert made.tasks[0].deadline.end is None
    assert said(made, "W441") == [
        "Kế hoạch không mang số và ngày ban hành: thời hạn tính theo ngày đó để trống, không đoán năm."
    ]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("Họp giao ban vào đầu tháng 3/2026.", "W421"),
        ("Duyệt quy trình vận hành cống vào cuối tháng 5/2026.", "W421"),
        ("Nộp báo cáo trước ngày 31/6/2026.", "W425"),
        ("Gửi số liệu hạn mặn chậm nhất ngày 30/02/2026.", "W425"),
    ],
)
def test_doubt_about_a_limit_is_a_flag_and_a_notice_with_its_words(order: str, code: str) -> None:
    made = plan(HEAD + f"1. Sở Y tế\n- {order}")
    assert code in made.tasks[0].flags
    assert [n.quote for n in made.notices if n.code == code] == [order]
