"""Doers whom no rule knows: their place says that they are told, and the row says that it is a guess."""

from __future__ import annotations

import pytest

from tests.plans import lines, plan

HEAD = "KẾ HOẠCH\nNgày hội đọc sách\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\nI. TỔ CHỨC THỰC HIỆN\n"


def told(text: str) -> list[str]:
    return [line.split(": ")[1] for line in lines(HEAD + text)]


def flags(text: str) -> list[bool]:
    return ["W416" in task.flags for task in plan(HEAD + text).tasks]


SHARED = (
    "1. Phân công lực lượng dựng trại sách:\n- Trạm Y tế xã: cấp phát khẩu trang;\n"
    "- Dân quân thường trực: vận chuyển tủ sách;\n- Bí thư chi bộ, Trưởng các thôn: huy động bà con."
)
SERVED = (
    "1. Bố trí lực lượng phục vụ hội:\n+ Đội cồng chiêng: biểu diễn chào mừng;\n+ Nhóm nấu ăn: chuẩn bị 200 suất cơm."
)
SCHOOL = (
    "TT | Nội dung | Người thực hiện | Người hỗ trợ | Thời điểm\n"
    "1 | Kiểm tra điện thư viện | Bảo vệ | Kế toán | 25/8/2027\n"
    "2 | Sơn lại kệ sách | Chi đoàn giáo viên | Sở Y tế | 30/8/2027"
)


@pytest.mark.parametrize(
    ("text", "expected", "guessed"),
    [
        pytest.param(
            SHARED,
            [
                "Trạm Y tế xã (perform)",
                "Dân quân thường trực (perform)",
                "Bí thư chi bộ; Trưởng các thôn (perform)",
            ],
            [False, True, True],
            id="below «Phân công …:» each item names its doer before a colon",
        ),
        pytest.param(
            SERVED,
            ["Đội cồng chiêng (perform)", "Nhóm nấu ăn (perform)"],
            [True, True],
            id="below «Bố trí lực lượng …:» too",
        ),
        pytest.param(
            "1. Phân công trực đêm hội:\n- Thời gian: từ 7 giờ.\n- Địa điểm: nhà văn hóa.",
            [],
            [],
            id="when and where are no doers",
        ),
        pytest.param(
            "I. LỊCH\n" + SCHOOL,
            [
                "Bảo vệ (perform) + Kế toán until 2027-08-25",
                "Chi đoàn giáo viên (perform) + Sở Y tế until 2027-08-30",
            ],
            [False, True],
            id="every short cell below a head that says who is a doer",
        ),
    ],
)
def test_place_tells_who_does_it(text: str, expected: list[str], guessed: list[bool]) -> None:
    assert (told(text), flags(text)) == (expected, guessed)


@pytest.mark.parametrize("each", ["Mỗi đơn vị", "Từng đơn vị", "Mỗi xã"])
def test_each_of_a_group_is_the_group_of_the_heading(each: str) -> None:
    text = f"1. Các xã, phường\n- {each} xây dựng 01 tủ sách.\n- Báo cáo kết quả trước ngày 05/4/2027."
    assert told(text) == ["Các xã, phường (perform)", "Các xã, phường (perform) until 2027-04-05"]


@pytest.mark.parametrize(
    "words", ["Rất mong Hội Khuyến học tỉnh ủng hộ 500 đầu sách.", "Kính mong Tỉnh đoàn quan tâm, ủng hộ 500 đầu sách."]
)
def test_a_hope_is_a_request(words: str) -> None:
    assert [t.mode for t in plan(f"{HEAD}1. {words}").tasks] == ["request"]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        (
            "Các cơ sở nuôi trồng, thu mua thủy sản ven bờ rà soát lồng bè.",
            "Các cơ sở nuôi trồng, thu mua thủy sản ven bờ",
        ),
        ("Ủy ban kiểm tra đảng ủy các xã, phường rà soát tủ sách.", "Ủy ban kiểm tra đảng ủy các xã, phường"),
    ],
)
def test_a_group_below_another_heading_is_told_itself_and_flagged(words: str, owner: str) -> None:
    task = plan(f"{HEAD}1. Sở Y tế\n- Kiểm tra bếp ăn.\n- {words}").tasks[1]
    assert ([p.surface for p in task.owners], bool(task.flags)) == ([owner], True)
