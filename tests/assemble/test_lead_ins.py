"""What stands below a lead-in: orders of their own, noun phrases that carry its verb, or its details."""

from __future__ import annotations

import pytest

from tests.plans import lines, plan

HEAD = "KẾ HOẠCH\nTổ chức hội thi\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\n"


def shown(text: str) -> list[str]:
    """Each task without its words."""
    return [line.rpartition(": ")[0] for line in lines(HEAD + text)]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế xây dựng:\n- Quy chế bơi lội (trước ngày 20/4/2027);\n- Sổ tay (tháng 6/2027).",
            ["Xây dựng Quy chế bơi lội (trước ngày 20/4/2027);", "Xây dựng Sổ tay (tháng 6/2027)."],
            id="a bracket says when",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Chi cục Biển Hồ ban hành các văn bản:\na) Hướng dẫn lặn: trước ngày 10/4/2027.\n"
            "b) Danh mục phao: chậm nhất ngày 31/5/2027.",
            ["Ban hành Hướng dẫn lặn: trước ngày 10/4/2027.", "Ban hành Danh mục phao: chậm nhất ngày 31/5/2027."],
            id="nouns that are spelled like verbs",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Tổ chức:\n- Hội thi bơi (Sở Y tế chủ trì);\n- Lễ phát động (Tỉnh đoàn chủ trì).",
            ["Tổ chức Hội thi bơi (Sở Y tế chủ trì);", "Tổ chức Lễ phát động (Tỉnh đoàn chủ trì)."],
            id="a bracket says who",
        ),
        pytest.param(
            "I. NHIỆM VỤ\nTT | Nội dung | Đơn vị chủ trì | Thời hạn\nA | GÓP Ý, THẨM ĐỊNH | · | ·\n"
            "1 | Dự thảo Quy chế bơi | Sở Y tế | 05/4/2027\n2 | Góp ý đề án phao | Sở Y tế | 06/4/2027",
            ["Góp ý, thẩm định Dự thảo Quy chế bơi", "Góp ý đề án phao"],
            id="a group row of a table, not twice",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế lập danh sách trẻ em cần học bơi, gồm:\n- Trẻ em ở xã;\n- Trẻ em khuyết tật.",
            ["lập danh sách trẻ em cần học bơi, gồm:\nTrẻ em ở xã;\nTrẻ em khuyết tật."],
            id="a list with neither is one task",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế báo cáo trước ngày 10/4/2027:\n- Kết quả tháng 3/2027;\n- Số liệu tháng 4/2027.",
            ["báo cáo trước ngày 10/4/2027:\nKết quả tháng 3/2027;\nSố liệu tháng 4/2027."],
            id="months that are content below a lead-in with a limit",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Công ty Nước sạch Biển Hồ cung cấp cho đoàn:\n- Bản đồ;\n- Số liệu.",
            ["cung cấp cho đoàn:\nBản đồ;\nSố liệu."],
            id="a lead-in is no name to its colon where its sentence reads",
        ),
        pytest.param(
            "I. NHIỆM VỤ\n1. Sở Y tế có ý kiến về:\n- Độ sâu của bể;\n- Số phao.",
            ["có ý kiến về:\nĐộ sâu của bể;\nSố phao."],
            id="an opinion",
        ),
    ],
)
def test_noun_phrases_with_who_or_when_carry_the_verb_above_them(text: str, actions: list[str]) -> None:
    assert [t.action for t in plan(HEAD + text).tasks] == actions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. NHIỆM VỤ\n1. Các hội: Chịu trách nhiệm các nội dung sau:\n1.1. Việc chung\na) Tuyên truyền.\n"
            "1.2. Việc riêng\nNgoài việc chung, một số đơn vị thực hiện:\na) Sở Y tế\n- Kiểm tra bể bơi.",
            ["I.1.1-01: Các hội (perform)", "I.1.2.a-01: Sở Y tế (perform)"],
            id="headings with orders below a lead-in",
        )
    ],
)
def test_a_lead_in_hands_down_over_headings(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. GIAO VIỆC\n1. Chủ tịch UBND các tỉnh: Lào Cai, Lạng Sơn: (1) Gọi tàu; (2) Cấp gạo trước ngày 5/6/2027; "
            "(3) Kiểm tra đê.",
            [
                "I.1-01a: Ủy ban nhân dân tỉnh Lào Cai; Ủy ban nhân dân tỉnh Lạng Sơn (perform)",
                "I.1-01b: Ủy ban nhân dân tỉnh Lào Cai; Ủy ban nhân dân tỉnh Lạng Sơn (perform) until 2027-06-05",
                "I.1-01c: Ủy ban nhân dân tỉnh Lào Cai; Ủy ban nhân dân tỉnh Lạng Sơn (perform)",
            ],
            id="heads of several provinces",
        ),
        pytest.param(
            "I. GIAO VIỆC\n1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế: (i) Rà soát; (ii) Sở Xây dựng sửa chữa cầu.",
            ["I.1-01a: Sở Nội vụ (lead) + Sở Y tế", "I.1-01b: Sở Xây dựng (perform)"],
            id="role and partners of the opening, an agency of its own",
        ),
        pytest.param(
            "I. GIAO VIỆC\n1. Sở Y tế mở lớp bơi gồm (1) phao tay; (2) kính bơi.",
            ["I-01: Sở Y tế (perform)"],
            id="what an order consists of",
        ),
        pytest.param(
            "I. GIAO VIỆC\n1. Sở Y tế kiểm tra bể bơi (1) và ao hồ (2) trên địa bàn.",
            ["I-01: Sở Y tế (perform)"],
            id="numbers that part no orders",
        ),
    ],
)
def test_orders_numbered_within_a_paragraph(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. VỀ CẦU PHAO\nSở Xây dựng sửa cầu. Riêng Sở Y tế thì căn cứ tình hình cho nghỉ. Còn đối với bể "
            "bơi đang mở, Sở Nội vụ giám sát. Mặt khác, Công an tỉnh tuần tra.",
            ["Sở Xây dựng", "Sở Y tế", "Sở Nội vụ", "Công an tỉnh"],
            id="told apart sentence by sentence",
        ),
        pytest.param(
            "I. GIAO VIỆC\n1. Sở Y tế kiểm tra bể. Nếu bể hỏng thì Sở Xây dựng sửa chữa; riêng các trường phải rào ao.",
            ["Sở Y tế", "Sở Xây dựng", "các trường"],
            id="a condition, a group told apart",
        ),
        pytest.param(
            "I. KẾT LUẬN\n1. Về bãi cát: nhất trí chủ trương; Sở Xây dựng kiểm tra; nếu còn vướng, Sở Tư pháp góp ý.",
            ["Sở Xây dựng", "Sở Tư pháp"],
            id="behind a matter that is only agreed to",
        ),
        pytest.param(
            "I. KẾT LUẬN\n1. Đối với bãi bơi: đồng ý; Sở Y tế lập dự án; trường hợp vượt thẩm quyền, Sở Nội vụ trình.",
            ["Sở Y tế", "Sở Nội vụ"],
            id="a phrase for any case beside orders",
        ),
        pytest.param(
            "I. KẾT LUẬN\n1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Sở Tư pháp rà soát, Sở Xây dựng hỗ trợ.",
            ["Sở Y tế", "Sở Xây dựng"],
            id="another agency's order behind a comma",
        ),
        pytest.param(
            "I. KẾT LUẬN\n1. Giao Sở Y tế rà soát, báo cáo Sở Nội vụ, Sở Tư pháp thẩm định.",
            ["Sở Y tế"],
            id="a list behind a comma",
        ),
        pytest.param(
            "I. KẾT LUẬN\n1. Giao Sở Y tế làm đầu mối; các sở, ngành báo cáo kết quả trước ngày 05/6/2027.",
            ["Sở Y tế", "các sở, ngành"],
            id="a group behind a semicolon",
        ),
        pytest.param(
            "I. GIAO VIỆC\n1. Yêu cầu các đơn vị báo cáo trước ngày 05/6/2027, cụ thể:\na) Sở Y tế báo cáo số bể bơi.\n"
            "b) Công an tỉnh báo cáo số vụ việc.",
            ["Sở Y tế", "Công an tỉnh"],
            id="«Yêu cầu …:» is no heading of requirements",
        ),
        pytest.param(
            "I. GIAO VIỆC\nSở Y tế - Cơ quan thường trực Ban Chỉ đạo\n1. Kiểm tra bể bơi.\n2. Mở lớp bơi.\n"
            "Trách nhiệm của các hội, đoàn thể\n1. Vận động hội viên.",
            ["Sở Y tế", "Sở Y tế", "các hội, đoàn thể"],
            id="headings with an apposition, with a duty",
        ),
    ],
)
def test_who_is_told_apart(text: str, expected: list[str]) -> None:
    assert ["; ".join(p.agency.name for p in t.owners) for t in plan(HEAD + text).tasks] == expected


def test_a_schedules_pause_is_no_task() -> None:
    text = "I. CHƯƠNG TRÌNH\nGiờ | Nội dung | Thực hiện\n6h30 | Đón đại biểu | Sở Y tế\n7h00 | Chào cờ | ·\n"
    assert len(plan(HEAD + text + "7h30 | Trao quà | Sở Nội vụ\n8h00 | Giải lao | ·").tasks) == 2


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "1. Đồng chí N.B.A, cán bộ Văn phòng UBND xã tổng hợp số liệu.",
            "Đồng chí N.B.A, cán bộ Văn phòng Ủy ban nhân dân xã",
        ),
        ("1. Cô Lê Thị B., nhân viên y tế kiểm tra bếp ăn.", "Cô Lê Thị B., nhân viên y tế"),
        ("1. Thầy H.V.C - Tổng phụ trách Đội tổ chức hội thi bơi.", "Thầy H.V.C - Tổng phụ trách Đội"),
        ("1. Phó Hiệu trưởng phụ trách bán trú\n- Kiểm tra bể bơi.", "Phó Hiệu trưởng phụ trách bán trú"),
        ("1. Phó Chủ tịch UBND xã phụ trách kinh tế kiểm tra ao.", "Phó Chủ tịch Ủy ban nhân dân xã phụ trách kinh tế"),
        ("1. Giáo viên thể dục các lớp\n- Mở lớp bơi.", "Giáo viên thể dục các lớp"),
        ("1. Các bảo mẫu, nhân viên cấp dưỡng\n- Lưu mẫu thức ăn.", "Các bảo mẫu, nhân viên cấp dưỡng"),
    ],
)
def test_posts_and_persons(text: str, owner: str) -> None:
    assert [p.agency.name for t in plan(HEAD + "I. PHÂN CÔNG NHIỆM VỤ\n" + text).tasks for p in t.owners] == [owner]


def test_who_is_invited_is_asked() -> None:
    made = plan(HEAD + "I. GIAO VIỆC\n1. Công an tỉnh được mời tham gia hội thi.\n2. Sở Y tế được đề nghị hỗ trợ phao.")
    assert [t.mode for t in made.tasks] == ["request", "request"]
