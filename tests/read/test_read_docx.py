"""The walker: each construct of Word alone, and pairs of them."""

from __future__ import annotations

import itertools

import pytest

from pipeline.messages import notice_texts
from pipeline.model import Document, Source
from pipeline.read.word.docx import read_docx
from tests.build import INLINE, docx, everything, numbering, package, paragraph, root, table, xml

_SOURCE = Source("a.docx", "", 0)


def reading(*lines: str, **parts: str) -> Document:
    return read_docx(docx(*lines, parts=parts), _SOURCE)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def _around(*inner: str) -> str:
    return f'p/(r/t"trước ",{",".join(inner)},r/t" sau")'


@pytest.mark.parametrize("name", INLINE)
def test_inline_alone(name: str) -> None:
    line, shown = INLINE[name]
    document = reading(_around(line))
    assert texts(document) == [f"trước {shown} sau" if shown else "trước sau"]
    assert "W400" not in [notice.code for notice in document.notices]


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(INLINE, 2)))
def test_inline_in_pairs(first: str, second: str) -> None:
    document = reading(_around(INLINE[first][0], 'r/t" và "', INLINE[second][0]))
    expected = f"trước {INLINE[first][1]} và {INLINE[second][1]} sau"
    assert texts(document) == ["\n".join(" ".join(line.split()) for line in expected.split("\n"))]
    assert "W400" not in [notice.code for notice in document.notices]


WRAPPERS = ("sdt/sdtContent", "customXml", "ins", "moveTo", "mc:AlternateContent/mc:Choice")


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_wrapped_paragraph_row_and_cell(wrapper: str) -> None:
    cell = f'{wrapper}/tc/p/r/t"ô"'
    document = reading(f'{wrapper}/p/r/t"đoạn"', f'tbl/({wrapper}/tr/({cell},tc/p/r/t"kề"))')
    assert texts(document) == ["đoạn", "ô", "kề"]
    assert document.tables[0].rows == ((1, 2),)


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    document = reading('p/(pPr/rPr/del,r/t"Giao Sở ")', 'p/r/t"Y tế"')
    assert texts(document) == ["Giao Sở Y tế"]
    assert [notice.code for notice in document.notices] == ["W401"]


def test_deleted_row_is_left_out() -> None:
    document = reading('tbl/(tr/(trPr/del,tc/p/del/r/t"cũ"),tr/tc/p/r/t"mới")')
    assert texts(document) == ["mới"]


def test_old_properties_do_not_count() -> None:
    document = reading('p/(pPr/(jc{val=left},pPrChange/pPr/jc{val=center}),r/t"a")')
    assert not document.blocks[0].centred


def test_places_count_empty_paragraphs() -> None:
    document = reading("p", paragraph("một"), "p", table(["ô"]), paragraph("hai"))
    assert [block.place for block in document.blocks] == ["đoạn 2", "bảng 1, hàng 1, cột 1", "đoạn 4"]
    assert [block.kind for block in document.blocks] == ["paragraph", "cell", "paragraph"]


def test_typed_number_is_split_off_paragraphs_but_not_cells() -> None:
    document = reading(paragraph("2.1. Sở Y tế"), table(["- Sở A"]), paragraph("a)\tviệc"))
    assert [(block.number, block.text) for block in document.blocks] == [
        ("2.1.", "Sở Y tế"),
        ("", "- Sở A"),
        ("a)", "việc"),
    ]


def test_cell_of_several_paragraphs_has_their_numbers_in_its_text() -> None:
    document = reading(
        table([f"{paragraph('Sở A', ('1', 0))},{paragraph('Sở B', ('1', 0))}"]), numbering=numbering(("decimal", "%1."))
    )
    assert texts(document) == ["1. Sở A\n2. Sở B"]


def test_bold_and_centred_also_by_style() -> None:
    styles = "style{type=paragraph,styleId=H}/(pPr/jc{val=center},rPr/b),style{type=character,styleId=S}/rPr/b"
    document = reading(
        paragraph("a", style="H"),
        'p/(r/(rPr/b,t"một "),r/(rPr/b,t"hai"))',
        'p/(r/(rPr/b,t"một "),r/t"hai")',
        'p/(pPr/pStyle{val=H},r/(rPr/b{val=0},t"c"))',
        'p/(pPr/rPr/b,r/t"d")',
        styles=styles,
    )
    assert [block.bold for block in document.blocks] == [True, True, False, False, False]
    assert [block.centred for block in document.blocks] == [True, False, False, True, False]


def test_text_box_follows_its_paragraph_once() -> None:
    box = 'txbxContent/(p/r/t"1. trong khung",p/r/t"dòng hai")'
    shape = f"r/mc:AlternateContent/(mc:Choice/drawing/wps:txbx/{box},mc:Fallback/pict/v:textbox/{box})"
    document = reading(f'p/({shape},r/t"neo")', paragraph("sau"))
    assert [(block.kind, block.number, block.text) for block in document.blocks] == [
        ("paragraph", "", "neo"),
        ("textbox", "1.", "trong khung"),
        ("textbox", "", "dòng hai"),
        ("paragraph", "", "sau"),
    ]
    assert document.blocks[1].place == "khung chữ ở đoạn 1"
    assert not document.notices


def test_notes_stand_beside_what_cites_them() -> None:
    notes = 'footnote{id=1}/p/(r/footnoteRef,r/t"chú một"),footnote{id=2}/p/r/t"chú hai"'
    document = reading(
        'p/(r/t"a",r/footnoteReference{id=2})',
        table(['p/(r/t"b",r/endnoteReference{id=7})']),
        paragraph("c"),
        footnotes=notes,
        endnotes='endnote{id=7}/p/r/t"cuối"',
    )
    assert [(block.kind, block.number, block.text) for block in document.blocks] == [
        ("paragraph", "", "a"),
        ("footnote", "1", "chú hai"),
        ("cell", "", "b"),
        ("footnote", "i", "cuối"),
        ("paragraph", "", "c"),
    ]
    assert document.blocks[3].place == "chú thích i ở bảng 1, hàng 1, cột 1"


def test_note_with_a_mark_of_its_own_takes_no_number() -> None:
    document = reading(
        'p/(r/t"a",r/(footnoteReference{id=1,customMarkFollows=1},t"*"),r/footnoteReference{id=2})',
        footnotes='footnote{id=1}/p/r/t"* sao",footnote{id=2}/p/r/t"một"',
    )
    assert [(block.number, block.text) for block in document.blocks] == [("", "a*"), ("*", "sao"), ("1", "một")]
    assert document.blocks[1].place == "chú thích * ở đoạn 1"


def test_field_over_paragraphs_keeps_its_result() -> None:
    document = reading(
        'p/(r/fldChar{fldCharType=begin},r/instrText"TOC",r/fldChar{fldCharType=separate},r/t"Mục I")',
        'p/(r/t"Mục II",r/fldChar{fldCharType=end})',
    )
    assert texts(document) == ["Mục I", "Mục II"]


def test_text_in_a_field_code_is_a_notice() -> None:
    document = reading('p/(r/fldChar{fldCharType=begin},r/t"mã",r/fldChar{fldCharType=end},r/t"chữ")')
    assert texts(document) == ["chữ"]
    assert [(notice.code, notice.quote) for notice in document.notices] == [("W407", "mã")]


def test_two_different_alternatives_are_a_notice() -> None:
    document = reading('p/r/mc:AlternateContent/(mc:Choice/t"mới",mc:Fallback/t"cũ")')
    assert texts(document) == ["mới"]
    assert [(notice.code, notice.quote) for notice in document.notices] == [("W408", "cũ")]


def test_hidden_text_is_a_notice_also_by_style() -> None:
    document = reading(
        'p/(pPr/pStyle{val=K},r/t"kín")', 'p/r/(rPr/vanish,t" hở")', styles="style{type=paragraph,styleId=K}/rPr/vanish"
    )
    assert texts(document) == []
    assert [(notice.code, notice.quote) for notice in document.notices] == [("W402", "kín hở")]


def test_headers_are_metadata() -> None:
    header = root("hdr", xml('p/r/t"SỞ Y TẾ"'))
    document = read_docx(package(xml(paragraph("a")), {"header": header}), _SOURCE)
    assert document.running_heads == ("SỞ Y TẾ",)
    assert texts(document) == ["a"]


def test_proof_notices_text_that_no_block_can_hold() -> None:
    document = reading('tbl/r/t"lạc"')
    assert [(notice.code, notice.facts["count"]) for notice in document.notices] == [("W400", "3")]
    assert notice_texts(document.notices[0])[0] == "Bộ đọc để sót 3 ký tự của văn bản."


def test_every_notice_has_its_sentence() -> None:
    document = read_docx(everything(), _SOURCE)
    assert {notice.code for notice in document.notices} >= {"W401", "W402"}
    assert all("{" not in "".join(notice_texts(notice)) for notice in document.notices)


def test_strict_documents_are_read() -> None:
    body = root("document", f"<w:body>{xml(paragraph('chặt'))}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    document = read_docx(package("", files={"word/document.xml": body.encode()}), _SOURCE)
    assert texts(document) == ["chặt"]
