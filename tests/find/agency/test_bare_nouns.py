"""A noun that calls nobody by itself, and attributes that narrow a group down."""

from __future__ import annotations

import pytest

from pipeline.find.agency.agencies import Agencies
from pipeline.run import registry

AGENCIES = Agencies(registry())


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Cơ quan điều hành Quỹ lập dự toán.", False),
        ("Đơn vị tiếp nhận hồ sơ trả kết quả.", False),
        ("Các Vụ, Cục, đơn vị báo cáo kết quả.", True),
        ("Sở Y tế lập dự toán.", True),
    ],
)
def test_a_noun_that_calls_nobody_is_no_certain_name(text: str, certain: bool) -> None:
    assert AGENCIES.read_list(text, 0).certain is certain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("các hội đại diện cho chủ tàu cá ven bờ tổ chức đối thoại", "các hội đại diện cho chủ tàu cá ven bờ"),
        ("các hộ gia đình nhận khoán rừng phòng hộ tuần tra", "các hộ gia đình nhận khoán rừng phòng hộ"),
        ("các doanh nghiệp nhận giao khoán rừng tràm rà soát hợp đồng", "các doanh nghiệp nhận giao khoán rừng tràm"),
    ],
)
def test_an_attribute_belongs_to_its_group(text: str, name: str) -> None:
    assert [p.surface for p in AGENCIES.read_list(text, 0).parties] == [name]
