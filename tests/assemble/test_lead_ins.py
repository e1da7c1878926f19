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
