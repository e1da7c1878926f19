"""The sentence of administration: who is told, in which role, with whom."""

from __future__ import annotations

import pytest

from pipeline.find.agency.agencies import Agencies
from pipeline.find.lexicon import structure_finder
from pipeline.find.sentence.clauses import Clauses
from tests.plans import registry

AGENCIES = Agencies(registry(), "Thái Nguyên")


def clauses(text: str) -> Clauses:
    return Clauses(text, structure_finder(), AGENCIES)


@pytest.mark.parametrize(
    ("text", "told", "mode"),
    [
        ("Sở Y tế chủ trì kiểm tra bếp ăn.", ["Sở Y tế"], None),
        ("Giao Sở Y tế, Sở Tư pháp rà soát văn bản.", ["Sở Y tế", "Sở Tư pháp"], "assign"),
        ("Đề nghị Tỉnh đoàn vận động đoàn viên.", ["Tỉnh đoàn"], "request"),
        ("Căn cứ tình hình thực tế, UBND các xã, phường xây dựng kế hoạch.", ["UBND các xã, phường"], None),
        ("Hằng năm, các sở, ngành báo cáo kết quả.", ["các sở, ngành"], None),
        ("Sở Tài chính, trên cơ sở đề xuất của các đơn vị, chủ trì tổng hợp.", ["Sở Tài chính"], None),
        (
            "Các cơ quan được phân công theo Kế hoạch này có trách nhiệm lập dự toán.",
            ["Các cơ quan được phân công"],
            None,
        ),
        (
            "Đồng chí Phó Chủ tịch xã, Phó Trưởng ban: Chỉ đạo chung.",
            ["Đồng chí Phó Chủ tịch xã, Phó Trưởng ban"],
            None,
        ),
        ("Ông bà gửi lại kỷ vật cho con cháu.", None, None),
        ("Tổ chức hội thi cấp tỉnh.", None, None),
        ("Trên cơ sở dự toán của các cơ quan, đơn vị được giao nhiệm vụ, tham mưu phân bổ.", None, None),
        ("Sở Y tế là nơi tiếp nhận người bệnh từ năm ngoái", None, None),
    ],
)
def test_subject(text: str, told: list[str] | None, mode: str | None) -> None:
    found = clauses(text).subject(0)
    assert (found and [p.surface for p in found.parties]) == told
    assert (found and found.mode and found.mode.value) == mode


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ trì, phối hợp với Sở Y tế kiểm tra.", "lead"),
        ("Tiếp tục chủ trì biên soạn tài liệu.", "lead"),
        ("Là cơ quan đầu mối theo dõi tiến độ.", "lead"),
        ("Phát huy vai trò cơ quan thường trực, đôn đốc các đơn vị.", "lead"),
        ("Phối hợp tổ chức hội thi.", "support"),
        ("Chủ động phối hợp với Sở Y tế kiểm tra.", "support"),
        ("Tham gia phối hợp triển khai kế hoạch.", "support"),
        ("Căn cứ chức năng, nhiệm vụ, phối hợp để triển khai.", "support"),
        ("Theo chức năng, nhiệm vụ được giao chủ trì, phối hợp với Sở Y tế kiểm tra.", "lead"),
        ("Căn cứ nhiệm vụ được phân công chủ trì, phối hợp với Công an tỉnh tuần tra.", "lead"),
        ("Tổ chức hội thi; phối hợp với Sở Y tế khám bệnh.", "perform"),
        ("Tham gia Cuộc thi do Tỉnh đoàn chủ trì phát động.", "perform"),
        ("Chỉ đạo các trường phối hợp với phụ huynh.", "perform"),
    ],
)
def test_role_of_the_first_order(text: str, role: str) -> None:
    assert clauses(text).role(0)[0] == role


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            "Chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan chỉ đạo việc kiểm tra.",
            ["Sở Y tế", "các đơn vị liên quan"],
        ),
        (
            "Chủ trì phối hợp Sở Y tế, Hội Cựu chiến binh tỉnh tham mưu UBND tỉnh.",
            ["Sở Y tế", "Hội Cựu chiến binh tỉnh"],
        ),
        ("Tổ chức thi; chủ động phối hợp với Tỉnh đoàn trao giải.", ["Tỉnh đoàn"]),
        ("Chỉ đạo lực lượng các cấp, phối hợp với Công an tỉnh rà soát.", ["Công an tỉnh"]),
        ("Tham gia Cuộc thi do Tỉnh đoàn chủ trì, phối hợp với Sở Y tế phát động.", []),
        ("Chỉ đạo các trường phối hợp với Sở Y tế tiêm chủng.", []),
        ("Chỉ đạo các bến xe, bến tàu phối hợp với Công an tỉnh phân luồng.", []),
        ("Kiểm tra bến xe, bến tàu; phối hợp với Công an tỉnh phân luồng.", ["Công an tỉnh"]),
        ("Tham mưu UBND tỉnh phối hợp Bộ Quốc phòng triển khai.", []),
        ("Tăng cường công tác phối hợp với Sở Y tế.", []),
        ("Phối hợp tổ chức hội thi.", []),
        ("Xây dựng kế hoạch hiệp đồng với các lực lượng.", []),
    ],
)
def test_partners_are_the_owners_own(text: str, partners: list[str]) -> None:
    assert [p.surface for group in clauses(text).partners(0, None) for p in group.parties] == partners


def test_span_of_a_partner_quotes_the_text() -> None:
    text = "Chủ trì, phối hợp với Sở Y tế kiểm tra."
    party = clauses(text).partners(0, None)[0].parties[0]
    assert text[party.span.start : party.span.end] == "Sở Y tế"
