"""Directives, letters and notices of conclusions: whom a lead-in addresses, what their issuer says itself."""

from __future__ import annotations

import pytest

from tests.plans import plan

YEAR = "ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN\nSố: 12/UBND-VX\nThái Nguyên, ngày 03 tháng 3 năm 2027\n"
DIRECTIVE = YEAR + "CHỈ THỊ\nVề phòng cháy\nChủ tịch UBND tỉnh yêu cầu {}:\n"


def shown(head: str, text: str) -> list[str]:
    """Id, owners, role and mode of each task."""
    return [
        f"{t.id}: {'; '.join(p.agency.name for p in t.owners)} ({t.owner_role})"
        + (" [request]" if t.mode == "request" else "")
        for t in plan(head + text).tasks
    ]


@pytest.mark.parametrize(
    ("told", "text", "expected"),
    [
        pytest.param(
            "các sở, ngành thực hiện các việc sau",
            "1. Kiểm tra bình chữa cháy.\n2. Công an tỉnh mở đợt cao điểm.",
            ["0-01: các sở, ngành (perform)", "0-02: Công an tỉnh (perform)"],
            id="an order that names nobody is theirs, another agency's its own",
        ),
        pytest.param(
            "các sở, ngành thực hiện các việc sau",
            "1. Về kiểm tra:\n- Kiểm tra bình chữa cháy.\n- Sửa chữa tường.",
            ["1-01: các sở, ngành (perform)", "1-02: các sở, ngành (perform)"],
            id="also below a heading",
        ),
        pytest.param(
            "như sau", "1. Kiểm tra bình chữa cháy.\n2. Sửa chữa tường.", [], id="a lead-in that tells nobody"
        ),
        pytest.param(
            "các sở, ngành thực hiện các việc sau",
            "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. NỘI DUNG\n1. Tuyên truyền sâu rộng.",
            [],
            id="not over the parts of a plan",
        ),
    ],
)
def test_whom_the_lead_in_addresses(told: str, text: str, expected: list[str]) -> None:
    assert shown(DIRECTIVE.format(told), text) == expected


def test_a_letter_asks_those_whom_its_lead_in_names_and_the_rows_say_so() -> None:
    made = plan("CÔNG VĂN\nUBND tỉnh đề nghị các hội tham gia một số việc sau:\n1. Tuyên truyền nếp sống mới.")
    task = made.tasks[0]
    assert ([p.agency.name for p in task.owners], task.mode) == (["các hội"], "request")
    assert ("W419" in task.flags, "OWNER-05" in task.rules) == (True, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Chủ tịch UBND tỉnh biểu dương Sở Y tế, Công an tỉnh.", []),
        ("1. UBND tỉnh thống nhất chủ trương mở lớp bơi; giao Sở Y tế chủ trì.", ["0-01: Sở Y tế (lead)"]),
        ("1. UBND tỉnh cơ bản thống nhất giao Sở Y tế chủ trì mở lớp bơi.", ["0-01: Sở Y tế (lead)"]),
        ("1. Sở Y tế biểu dương trạm y tế làm tốt.", ["0-01: Sở Y tế (perform)"]),
    ],
)
def test_what_the_issuer_says_itself_orders_nothing(text: str, expected: list[str]) -> None:
    assert shown(YEAR + "THÔNG BÁO\nKết luận cuộc họp\n", text) == expected


def test_a_leader_that_requires_something_of_its_units_keeps_the_order() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì kiểm tra bể bơi; yêu cầu các đơn vị thay nước."
    assert shown(YEAR + "KẾ HOẠCH\nMở lớp bơi\n", text) == ["I-01: Sở Y tế (lead)"]


def test_a_heading_that_no_rule_reads_is_a_name_where_its_items_say_in_which_role_it_acts() -> None:
    text = "I. PHÂN CÔNG NHIỆM VỤ\na) Khối bơi lội mùa hè\n- Chủ trì mở lớp.\n- Kiểm tra bể."
    made = plan(YEAR + "KẾ HOẠCH\nMở lớp bơi\n" + text)
    assert [[p.agency.name for p in t.owners] for t in made.tasks] == [["Khối bơi lội mùa hè"]] * 2
    assert all("W416" in t.flags for t in made.tasks)


def test_a_heading_whose_items_tell_others_is_no_name() -> None:
    text = "I. PHÂN CÔNG NHIỆM VỤ\n1. Về lớp bơi\n- Sở Y tế chủ trì mở lớp.\n- Sở Xây dựng sửa chữa bể."
    assert shown(YEAR + "KẾ HOẠCH\nMở lớp bơi\n", text) == ["I.1-01: Sở Y tế (lead)", "I.1-02: Sở Xây dựng (perform)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Sở Y tế mở lớp bơi.\n2. Tổ chức thực hiện:\na) Sở Y tế đôn đốc.\nb) Sở Nội vụ tổng hợp.",
            ["0-01: Sở Y tế (perform)", "2-01: Sở Y tế (perform)", "2-02: Sở Nội vụ (perform)"],
            id="a heading with orders below is no label",
        ),
        pytest.param(
            "1. Đẩy mạnh tuyên truyền để người dân biết, thực hiện đăng ký.\n2. Sở Y tế trân trọng cảm ơn.",
            ["0-01: các sở, ngành (perform)"],
            id="a formula at the end only",
        ),
        pytest.param(
            "1. Đối với Sở Y tế: đề nghị kiểm tra bể bơi.",
            ["0-01: Sở Y tế (perform) [request]"],
            id="asked behind Đối với",
        ),
        pytest.param(
            "1. Đề nghị Đội quản lý hố ga khu vực Ba: Di dời cột điện.",
            ["0-01: Đội quản lý hố ga khu vực Ba (perform) [request]"],
            id="a name that no rule reads before a colon",
        ),
        pytest.param(
            "1. Các hội\na) Tổ chức hội thi.\nb) Đề nghị Sở Y tế tham gia.",
            ["1-01: Các hội (perform)", "1-02: Sở Y tế (perform) [request]"],
            id="asked by name below a group",
        ),
        pytest.param(
            "1. Công an tỉnh chỉ đạo các đội, lực lượng mở cửa:\na) Tuần tra bể bơi.\nb) Xử lý vi phạm.",
            ["0-01: Công an tỉnh (perform)"],
            id="an order passed on to those directed",
        ),
        pytest.param(
            "1. Sở Y tế có trách nhiệm:\na) Bố trí kinh phí, gồm:\n- Hỗ trợ lớp bơi;\n- Mua phao.",
            ["1-01: Sở Y tế (perform)"],
            id="what a sum consists of",
        ),
        pytest.param(
            "1. Ban Chỉ huy Quân sự xã, thôn Hố Ga, thôn Ba tổ chức ra quân.",
            ["0-01: Ban Chỉ huy quân sự xã; Thôn Hố Ga; Thôn Ba (perform)"],
            id="hamlets by name",
        ),
    ],
)
def test_orders_of_a_directive(text: str, expected: list[str]) -> None:
    assert shown(DIRECTIVE.format("các sở, ngành thực hiện các việc sau"), text) == expected
