"""Places that are told something without the word for their committee."""

from __future__ import annotations

import pytest

from tests.plans import lines, plan

HEAD = "KẾ HOẠCH\nChống rét\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\nI. TỔ CHỨC THỰC HIỆN\n1. "


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Các tỉnh Hà Nam, Thái Bình lập danh sách hộ đói.", "tỉnh Hà Nam; tỉnh Thái Bình (perform)"),
        ("Tỉnh Lạng Sơn và tỉnh Cao Bằng rà soát chăn màn.", "tỉnh Lạng Sơn; tỉnh Cao Bằng (perform)"),
        ("Thành phố Hà Nội hoàn thành kho gạo trong năm 2027.", "thành phố Hà Nội (perform) until 2027-12-31"),
        ("Đề nghị tỉnh Tuyên Quang hỗ trợ 20 tấn gạo.", "tỉnh Tuyên Quang (perform) [request]"),
        (
            "Sở Y tế phối hợp với hai tỉnh Sơn La, Phú Thọ kiểm tra nguồn nước.",
            "Sở Y tế (support) + tỉnh Sơn La; tỉnh Phú Thọ",
        ),
        (
            "Sở Y tế phối hợp với các tỉnh Bắc Ninh, Hưng Yên và thành phố Hà Nội kiểm tra nguồn nước.",
            "Sở Y tế (support) + tỉnh Bắc Ninh; tỉnh Hưng Yên; thành phố Hà Nội",
        ),
        (
            "UBND các tỉnh: Bắc Ninh, Hưng Yên kiểm tra kho gạo.",
            "Ủy ban nhân dân tỉnh Bắc Ninh; Ủy ban nhân dân tỉnh Hưng Yên (perform)",
        ),
    ],
)
def test_a_place_stands_for_its_committee(order: str, expected: str) -> None:
    assert [line.split(": ")[1] for line in lines(HEAD + order)] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "Thành phố Hà Nội có 12 kho gạo.",
        "Tỉnh Thái Nguyên tổ chức lễ phát động.",  # the issuer's own province
        "Tỉnh Lạng Sơn",
    ],
)
def test_a_place_that_is_told_nothing_is_no_party(words: str) -> None:
    assert plan(HEAD + words).tasks == ()
