"""A task as lines of a letter: nothing that a signer would strike out, and nothing of the order lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.write.letter.said.lines import named_from_outside, sentences, tidy
from tests.letter_build import FINANCE, HEALTH, task


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Dọn vệ sinh:\n+ lối đi;\n• bờ rào", ["Dọn vệ sinh:", "- lối đi;", "- bờ rào"]),
        ("Dọn vệ sinh:\na) lối đi;\n2. bờ rào", ["Dọn vệ sinh:", "a) lối đi;", "2. bờ rào"]),
        (
            "Dọn vệ sinh.\n+ Đối tượng và địa bàn:\n- các hộ ven suối",
            ["Dọn vệ sinh.", "- Đối tượng và địa bàn: các hộ ven suối"],
        ),
        ("Dọn vệ sinh.\n+ Đối tượng và địa bàn:", ["Dọn vệ sinh."]),
        ("Nội dung: Dọn vệ sinh lối đi.", ["Dọn vệ sinh lối đi."]),
        ("Dọn vệ sinh theo kế hoạch này./.", ["Dọn vệ sinh theo Kế hoạch."]),
    ],
)
def test_sub_items_stand_behind_dashes_and_labels_with_their_values(text: str, lines: list[str]) -> None:
    assert named_from_outside(text, "Kế hoạch", "Kế hoạch") == lines


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("+ Cơ quan phối hợp: Sở Y tế.", []),
        ("+ Đơn vị chủ trì tham mưu thực hiện: Sở Tài chính.", []),
        ("+ Cơ quan thực hiện: Sở Tài chính xây dựng biểu giá.", ["- Sở Tài chính xây dựng biểu giá."]),
        ("+ Cơ quan thực hiện: Sở Y tế và các cơ quan báo chí, phát thanh, truyền hình khác.", []),
    ],
)
def test_who_does_it_stands_beside_and_only_an_order_among_the_names_stays(line: str, kept: list[str]) -> None:
    one = task(f"Dọn vệ sinh chợ.\n{line}", FINANCE, partners=[HEALTH], action="Dọn vệ sinh chợ.")
    assert sentences(one, "Kế hoạch", "Kế hoạch") == ["Dọn vệ sinh chợ.", *kept]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Xây dựng Nghị quyết của tỉnh", "về mức thu phí chợ.", "Xây dựng Nghị quyết của tỉnh: về mức thu phí chợ."),
        ("Kiểm tra vệ sinh:", "Các chợ ven đường.", "Kiểm tra vệ sinh: các chợ ven đường."),
        ("Xây dựng Nghị quyết", "Nội dung: quy định mức phí.", "Xây dựng Nghị quyết: quy định mức phí."),
        ("Xây dựng Nghị quyết", "Rà soát mức thu phí chợ.", "Rà soát mức thu phí chợ."),
        ("Xây dựng Nghị quyết", "Các xã kiểm tra mức thu.", "Các xã kiểm tra mức thu."),
        ("Sở Tài chính", "Mức thu phí chợ.", "Mức thu phí chợ."),
        ("TỔ CHỨC THỰC HIỆN", "Mức thu phí chợ.", "Mức thu phí chợ."),
    ],
)
def test_an_order_whose_verb_stands_in_the_heading_has_it(heading: str, text: str, expected: str) -> None:
    one = replace(task(text, FINANCE), heading=heading)
    assert sentences(one, "Kế hoạch", "Kế hoạch") == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dân số ;", "dân số;"),
        ("vai trò , chủ trì", "vai trò, chủ trì"),
        ("xong./.", "xong."),
        ("15 . 30", "15. 30"),
        ("lập, ; nộp ( bản giấy )", "lập, nộp (bản giấy)"),
        ("thực hiện thực hiện", "thực hiện"),
    ],
)
def test_marks_stand_at_their_words(line: str, expected: str) -> None:
    assert tidy(line) == expected
