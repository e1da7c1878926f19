"""Who does it, named behind the work without a label: brackets, dashes, strokes, colons, the doer of an event."""

from __future__ import annotations

import pytest

from tests.plans import lines, plan

HEAD = (
    "Thái Nguyên, ngày 03 tháng 3 năm 2027\nKẾ HOẠCH\nPhòng, chống đuối nước\n"
    "UBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\nI. NHIỆM VỤ\n1. Việc chung\n- "
)


def told(work: str) -> list[str]:
    return [line.split(": ")[1] for line in lines(HEAD + work)]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ("Công bố bãi tắm an toàn (Sở Y tế làm đầu mối).", "Sở Y tế (lead)"),
        (
            "Cắm 40 biển báo bãi xoáy (Sở Xây dựng làm đầu mối, Tỉnh đoàn phối hợp).",
            "Sở Xây dựng (lead) + Tỉnh đoàn",
        ),
        (
            "Rào 12 hố công trình (Sở Xây dựng chủ trì; Công an tỉnh phối hợp; xong trước ngày 31/8/2027).",
            "Sở Xây dựng (lead) + Công an tỉnh until 2027-08-31",
        ),
        (
            "Rà soát bể bơi (Sở Y tế chủ trì; Tỉnh đoàn, Sở Xây dựng phối hợp).",
            "Sở Y tế (lead) + Tỉnh đoàn; Sở Xây dựng",
        ),
        ("Quy chế trực cứu hộ (Sở Nội vụ, trước ngày 31/10/2027);", "Sở Nội vụ (perform) until 2027-10-31"),
        ("Bản đồ điểm đen (Sở Xây dựng; quý II/2027).", "Sở Xây dựng (perform) until 2027-06-30"),
        (
            "Mua 300 áo phao. (Sở Y tế, Tỉnh đoàn; hoàn thành trước 31/8)",
            "Sở Y tế; Tỉnh đoàn (perform) until 2027-08-31",
        ),
        ("Mở lớp bơi cho 500 em - Sở Y tế, xong trong tháng 6/2027.", "Sở Y tế (perform) until 2027-06-30"),
        (
            "Vá lưới chắn rác – Công an tỉnh, hoàn thành trước ngày 20/5/2027.",
            "Công an tỉnh (perform) until 2027-05-20",
        ),
        ("Kiểm tra phao cứu sinh /Sở Y tế /Quý III", "Sở Y tế (perform) until 2027-09-30"),
        ("Hội thi bơi do Tỉnh đoàn chủ trì, tổ chức trước ngày 15/5/2027.", "Tỉnh đoàn (lead) until 2027-05-15"),
        (
            "Lễ phát động do Sở Y tế phối hợp với Tỉnh đoàn tổ chức trong tháng 6/2027.",
            "Sở Y tế (support) + Tỉnh đoàn until 2027-06-30",
        ),
        ("Mở 02 lớp dạy bơi tại bể bơi tỉnh: Tỉnh đoàn.", "Tỉnh đoàn (perform)"),
        ("Kiểm tra áo phao trên đò ngang (tại ba bến): Công an tỉnh.", "Công an tỉnh (perform)"),
    ],
)
def test_who_is_named_behind_the_work(work: str, expected: str) -> None:
    assert told(work) == [expected]


@pytest.mark.parametrize(
    "work",
    [
        "Tham gia lễ phát động do Tỉnh đoàn chủ trì tổ chức.",  # another's event
        "Mua phao theo đề án do Sở Y tế chủ trì xây dựng.",
        "Gửi kết quả rà soát bể bơi về: Sở Y tế.",
        "Tuyên truyền tại các cơ quan: Sở Y tế, Sở Nội vụ.",
        "Phân bổ áo phao theo thứ tự: ưu tiên các xã ven sông.",
        "Hoàn thiện hồ sơ bể bơi (gồm cả hồ sơ của Sở Y tế).",
    ],
)
def test_a_name_that_only_occurs_behind_the_work_does_nothing(work: str) -> None:
    assert told(work) == []


def test_names_alone_in_the_last_bracket_are_a_doubt() -> None:
    made = plan(HEAD + "Kết nối cổng dữ liệu bể bơi (Sở Y tế, Tỉnh đoàn).")
    assert (made.tasks, [n.code for n in made.notices if n.code == "W411"]) == ((), ["W411"])


@pytest.mark.parametrize(
    "work", ["Mở 02 lớp dạy bơi tại bể bơi tỉnh: Tỉnh đoàn.", "Lễ phát động mùa bơi an toàn do Tỉnh đoàn chủ trì."]
)
def test_a_name_whose_place_alone_says_it_acts_is_a_guess(work: str) -> None:
    made = plan(HEAD + work)
    assert [t.flags for t in made.tasks] == [("W416",)]
