"""The .docx that is written: opened by python-docx, in the schema's order, and no word of a plan lost."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.decree.view import letter_lines
from pipeline.write.letter.letters import render_letter
from pipeline.write.office.wordml import MAIN
from tests.letter_build import FINANCE, HEALTH, letters, profile, task

W = f"{{{MAIN}}}"
# Order of children in the Open XML schema (ISO/IEC 29500-1, annex A), as far as letters use them.
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs spacing ind jc rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs highlight u vertAlign lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference pgSz pgMar pgNumType cols titlePg",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "style": "name basedOn qFormat pPr rPr",
    "styles": "docDefaults style",
    "settings": "zoom defaultTabStop characterSpacingControl compat",
}


def parts(content: bytes) -> Iterator[ElementTree.Element]:
    """The XML parts of a .docx."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield ElementTree.fromstring(archive.read(name))


def letter(text: str, count: int = 1) -> bytes:
    """A letter with ``count`` tasks, the first of them ``text``."""
    tasks = [
        task(text, FINANCE, partners=[HEALTH]),
        *(task("Việc khác.", FINANCE, number=n) for n in range(2, count + 1)),
    ]
    return render_letter(letters(*tasks)[0], profile())


@pytest.mark.parametrize("count", [1, 8])
def test_elements_stand_in_the_order_of_the_schema(count: int) -> None:
    for part in parts(letter("Chuẩn bị lễ hội.", count)):
        for element in part.iter():
            order = ORDER.get(element.tag.removeprefix(W), "").split()
            places = [order.index(child.tag.removeprefix(W)) for child in element if order]
            assert places == sorted(places), element.tag


@pytest.mark.parametrize("count", [1, 8])
def test_python_docx_opens_it(count: int) -> None:
    document = docx.Document(BytesIO(letter("Chuẩn bị lễ hội.", count)))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin, section.right_margin) if side] == [
        20,
        30,
        20,
    ]
    assert len(document.tables) == (2 if count == 1 else 3)
    assert document.tables[0].cell(0, 1).paragraphs[1].text == "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize(
    "text", ["A & B <b> {c} \"d\" 'e' ]]>", "x" * 3000, "chữ " * 750, "một\thai", "ba\x0bbốn", "năm\nsáu"]
)
def test_no_word_of_a_plan_breaks_the_file_or_vanishes(text: str, count: int) -> None:
    shown = " ".join(letter_lines(letter(text, count))).replace("\t", " ")
    for word in text.replace("\x0b", " ").split():
        assert word.lower() in shown.lower()


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1f", "\ufffe", "\ud800"])
def test_what_xml_forbids_becomes_a_space(mark: str) -> None:
    assert "Dọn dẹp." in " ".join(letter_lines(letter(f"Dọn{mark}dẹp.")))


@pytest.mark.slow
@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=60))
def test_any_word_is_in_the_annex_as_it_stands(word: str) -> None:
    assert any(word[1:] in line for line in letter_lines(letter(word, 8)))


def test_the_signature_stays_whole_and_with_the_last_paragraph() -> None:
    body = next(part for part in parts(letter("Chuẩn bị lễ hội.")) if part.tag == f"{W}document")[0]
    *_, closing, foot, _, _ = body
    assert closing.find(f"{W}pPr/{W}keepNext") is not None
    assert closing.find(f"{W}pPr/{W}keepLines") is not None
    assert foot.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None


def test_a_long_row_may_break_over_pages_and_a_short_one_not() -> None:
    document = next(part for part in parts(letter("dài " * 400, 8)) if part.tag == f"{W}document")
    rows = list(document.iter(f"{W}tr"))[-8:]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [False] + [True] * 7
