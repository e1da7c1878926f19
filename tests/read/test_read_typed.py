"""Numbers that were typed, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.read.typed import split_number

NUMBERS = (
    "I. III. XIV. A. 1. 12. 2.1. 2.17. 1.2.3. 2.1 a) đ) a. đ. 1) (1) (a) (iv) ii) a1) 1.a) - – — + • * ➢ 1/ a/ I/ I- 2-"
)

WORDS = [
    "26/5/2024 là ngày hội",
    "2025 - 2035 là giai đoạn",
    "48,3 triệu đồng",
    "1.000 người tham gia",
    "30.9.2024 là hạn cuối",
    "2.5 triệu đồng",
    "12.500 hộ dân",
    "2024. Thực hiện",
    "I",
    "2",
    "2.",
    "-",
    "a)",
    "--------",
    "***",
    "- - -",
    "-5 độ",
    "Phần I Quy định chung",
    "Chương I",
    "Điều 3 Luật Đất đai",
    "100% các xã",
    "(Kèm theo Kế hoạch)",
    "TP. Thái Nguyên",
    "v. v. nữa",
    "V.I. Lênin",
    "15 ngày làm việc",
    "5- 7 ngày",
    "Sở Y tế",
    "1",
    "",
]


@pytest.mark.parametrize("number", [*NUMBERS.split(), "Điều 3.", "Điều 12:"])
def test_number_is_split_off(number: str) -> None:
    assert split_number(f"{number} Tổ chức hội nghị") == (number, "Tổ chức hội nghị")


@pytest.mark.parametrize("number", ["1.", "2.1.", "a)", "-", "+", "I."])
def test_number_without_a_space(number: str) -> None:
    assert split_number(f"{number}Sở Y tế") == (number, "Sở Y tế")


@pytest.mark.parametrize("text", WORDS)
def test_words_stay_words(text: str) -> None:
    assert split_number(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.1 Đại hội", "2.1"), ("1. 05 đồng chí", "1."), ("- 05 đồng chí", "-"), ('1. "Ngày hội"', "1.")],
)
def test_what_follows_may_be_a_capital_a_digit_or_a_quotation(text: str, number: str) -> None:
    assert split_number(text)[0] == number
