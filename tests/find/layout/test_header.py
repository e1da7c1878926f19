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


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FREE = "Độc lập - Tự do - Hạnh phúc"
HEADS = [
    (f"ỦY BAN NHÂN DÂN {MOTTO}\nXÃ MAI SƠN {FREE}\nSố: 9/KH-UBND Mai Sơn, ngày 02 tháng 3 năm 2026", "UBND xã Mai Sơn"),
    (f"UBND PHƯỜNG ĐÔNG HẢI | {MOTTO}\nSố: 9/KH-UBND | Đông Hải, ngày 02 tháng 3 năm 2026", "UBND phường Đông Hải"),
    (f"ỦY BAN NHÂN DÂN | {MOTTO}\nTHÀNH PHỐ HUẾ | {FREE}\nSố: 9/KH-UBND", "UBND thành phố Huế"),
    (f"UBND TỈNH AN HÒA\nSỞ Y TẾ\n{MOTTO}\n{FREE}\nSố: 9/KH-SYT", "Sở Y tế tỉnh An Hòa"),
    (f"ỦY BAN NHÂN DÂN {MOTTO}\nTỈNH AN HÒA {FREE}\nSỞ CÔNG THƯƠNG\nSố: 9/KH-SCT", "Sở Công Thương tỉnh An Hòa"),
    (f"BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC\n{MOTTO}\nSố: 9/KH-QLD", "Cục Quản lý dược"),
    (f"SỞ KHOA HỌC VÀ CÔNG NGHỆ\n{MOTTO}\nSố: 9/KH-SKHCN", "Sở Khoa học và Công nghệ"),
    (f"UBND TỈNH AN HÒA\nBAN QUẢN LÝ BẾN XE\nDỰ THẢO\n{MOTTO}\nSố: 9/KH-BQL", "Ban Quản lý bến xe tỉnh An Hòa"),
]


@pytest.mark.parametrize(("head", "issuer"), HEADS)
def test_issuer_in_each_form_of_a_head(head: str, issuer: str) -> None:
    names = ("Sở Y tế", "Sở Công Thương", "Sở Khoa học và Công nghệ")
    doc = document(f"{head}\nKẾ HOẠCH\nHội thi\nI. NỘI DUNG\n1. Thi.")
    found = read_header(doc, parts(doc), names)
    assert found.issuer == issuer
    assert (found.number or "").startswith("9/KH-")
    assert found.place in (None, "Mai Sơn", "Đông Hải")


FEET = [
    "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như mục II; KT. CHỦ TỊCH\n- Lưu: VT. PHÓ CHỦ TỊCH\nVũ Thị Hạnh",
    "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như mục II; KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n- Lưu: VT. Vũ Thị Hạnh",
]


@pytest.mark.parametrize("foot", FEET)
def test_foot_whose_columns_are_set_by_tabs(foot: str) -> None:
    found = header(HEAD + foot)
    assert found.recipients == ("Như mục II", "Lưu: VT")
    assert found.signer == Signer("Vũ Thị Hạnh", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH")


@pytest.mark.parametrize("decider", ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "GIÁM ĐỐC SỞ Y TẾ", "BỘ TRƯỞNG BỘ NỘI VỤ"])
def test_title_of_a_decision_ends_above_who_decides(decider: str) -> None:
    text = f"Số: 9/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc giao vốn\n{decider}\nCăn cứ Luật Đầu tư công;\nĐiều 1. Giao vốn."
    assert header(text).title == "Về việc giao vốn"


def test_a_dispatch() -> None:
    text = f"UBND XÃ MAI SƠN\nSố: 71/UBND-KT\nV/v rà soát đê, kè\ntrước mùa lũ\n{MOTTO}\nMai Sơn, ngày 02 tháng 3\n"
    text += "Kính gửi:\n- Phòng Kinh tế;\n- Các thôn.\nGiao Phòng Kinh tế rà soát đê.\n"
    found = header(text + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Tám")
    assert (found.number, found.title) == ("71/UBND-KT", "rà soát đê, kè trước mùa lũ")
    assert found.recipients == ("Phòng Kinh tế", "Các thôn", "Lưu: VT")
