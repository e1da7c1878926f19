"""What a document says of itself, and the papers that one file holds."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.find.layout.header import read_header
from pipeline.find.layout.parts import Part, split_parts
from pipeline.find.lexicon import first_value, structure_finder
from pipeline.model import Document, Header, Reference, Signer
from tests.plans import document, plan

HEAD = """UBND TỈNH PHÚ THỌ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 45/KH-UBND | Phú Thọ, ngày 05 tháng 3 năm 2025
KẾ HOẠCH
Phòng chống cháy rừng mùa khô năm 2025
Căn cứ Luật Lâm nghiệp; Chỉ thị số 12/CT-TTg ngày 20/01/2025 của Thủ tướng Chính phủ về phòng cháy;
I. MỤC ĐÍCH
1. Bảo vệ rừng.
"""


def parts(doc: Document) -> tuple[Part, ...]:
    finder = structure_finder()
    return split_parts(doc, lambda line: first_value(finder, "doc-type", line))


def header(text: str) -> Header:
    doc = document(text)
    return read_header(doc, parts(doc))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "kế hoạch"),
        ("title", "Phòng chống cháy rừng mùa khô năm 2025"),
        ("issuer", "UBND tỉnh Phú Thọ"),
        ("number", "45/KH-UBND"),
        ("date", date(2025, 3, 5)),
        ("place", "Phú Thọ"),
        ("references", (Reference("Chỉ thị", "12/CT-TTg", date(2025, 1, 20), "Thủ tướng Chính phủ"),)),
    ],
)
def test_field_of_the_head(field: str, value: object) -> None:
    assert getattr(header(HEAD.replace("UBND TỈNH", "ỦY BAN NHÂN DÂN TỈNH")), field) == value


@pytest.mark.parametrize("field", ["number", "date", "place", "issuer"])
def test_what_is_not_said_stays_none(field: str) -> None:
    assert getattr(header("KẾ HOẠCH\nTổ chức hội thi\nI. NỘI DUNG\n1. Thi."), field) is None


def test_issuer_of_a_draft_without_head_comes_from_its_text() -> None:
    text = "KẾ HOẠCH\nHội thi\nUBND tỉnh ban hành Kế hoạch như sau:\nI. NỘI DUNG\n1. Thi trên địa bàn tỉnh Phú Thọ."
    assert header(text).issuer == "UBND tỉnh Phú Thọ"


def test_recipients_and_signer() -> None:
    text = (
        HEAD
        + "Nơi nhận:\n- Sở Tài chính;\n- UBND các xã, phường;\n- Lưu: VT, NN.\n"
        + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình"
    )
    found = header(text)
    assert found.recipients == ("Sở Tài chính", "UBND các xã, phường", "Lưu: VT, NN")
    assert found.signer == Signer("Trần Văn Bình", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (HEAD, [("main", "", "kế hoạch")]),
        (
            HEAD + "Nơi nhận:\n- Sở Tài chính.\nPHỤ LỤC II\nDANH MỤC\n1. Việc.",
            [("main", "", "kế hoạch"), ("annex", "PLII", "")],
        ),
        (
            "QUYẾT ĐỊNH\nBan hành Kế hoạch\nĐiều 1. Ban hành.\nNơi nhận:\n- Như trên.\nKẾ HOẠCH\nHội thi\n"
            "I. NỘI DUNG\n1. Thi.",
            [("main", "", "quyết định"), ("main", "", "kế hoạch")],
        ),
        ("KẾ HOẠCH\nHội thi\nI. NỘI DUNG\n1. Xem phụ lục kèm theo.", [("main", "", "kế hoạch")]),
    ],
)
def test_papers_of_a_file(text: str, kinds: list[tuple[str, str, str]]) -> None:
    assert [(p.kind, p.prefix, p.type) for p in parts(document(text))] == kinds


def test_every_block_is_in_one_place_of_one_part() -> None:
    doc = document(HEAD + "Nơi nhận:\n- Sở Tài chính.\nPHỤ LỤC\nDANH MỤC\n1. Việc.")
    indices = [i for p in parts(doc) for i in (*p.head, *p.title, *p.body, *p.tail)]
    assert sorted(indices) == list(range(len(doc.blocks)))


def test_title_comes_from_the_plan_and_not_from_the_decision() -> None:
    text = (
        "QUYẾT ĐỊNH\nBan hành Kế hoạch\nĐiều 1. Ban hành.\nNơi nhận:\n- Như trên.\nKẾ HOẠCH\n"
        "Hội thi cấp tỉnh\nI. NỘI DUNG\n1. Thi."
    )
    assert (header(text).type, header(text).title) == ("kế hoạch", "Hội thi cấp tỉnh")


def test_a_number_in_the_title_is_not_the_documents_own() -> None:
    made = plan("QUYẾT ĐỊNH\nVỀ THỰC HIỆN CHỈ THỊ SỐ 14-CT/TW\nĐiều 1. Sở Y tế mở lớp bơi.")
    assert made.header.number is None
