"""Text in one form: composed, spaced, in Unicode."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Source
from pipeline.read.legacy import decode, decode_parts, guess_font
from pipeline.read.text import clean
from pipeline.read.word.docx import read_docx
from tests.build import docx

MENDED = [
    ("yếu", "yếu"),
    (unicodedata.normalize("NFD", "Sở Kế hoạch và Đầu tư"), "Sở Kế hoạch và Đầu tư"),
    ("e\u0301\u0302", "ế"),
    ("a\u0323\u0306", "ặ"),
    ("o\u0309\u031b", "ở"),
    ("é\u0302", "ế"),
    ("Ðảm bảo", "Đảm bảo"),
    ("thƣ, lƣu", "thư, lưu"),
    ("hai\u00a0mươi\u2009ba", "hai mươi ba"),
    ("kh\u200bông\ufeff", "không"),
    ("30\u2011NQ", "30-NQ"),
    ("  a \t b  ", "a b"),
    ("a \n\n b\u2028c", "a\nb\nc"),
    ("hòa hoà", "hòa hoà"),
    ("mềm\u00ad mại", "mềm mại"),
]


@pytest.mark.parametrize(("typed", "shown"), MENDED)
def test_clean(typed: str, shown: str) -> None:
    assert clean(typed) == shown


@given(st.text())
def test_clean_is_done_after_one_time(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


TCVN3 = [
    ("Céng hßa X· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hòa Xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
    ("tr\u00adëng phßng", ".VnTime", "trưởng phòng"),
    ("kÕ ho¹ch", ".VnTimeH", "KẾ HOẠCH"),
    ("n\u00ad\u00adíc", ".VnTime", "nước"),
]
VNI = [
    ("Coäng hoøa Xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa Xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
    ("KEÁ HOAÏCH TRÖÔÙC", "VNI-Helve", "KẾ HOẠCH TRƯỚC"),
    ("ñôøi, naêm, saün, kyõ, kyù, quyù, ñòa chæ", "VNI-Times", "đời, năm, sẵn, kỹ, ký, quý, địa chỉ"),
]


@pytest.mark.parametrize(("typed", "font", "shown"), TCVN3 + VNI)
def test_old_fonts(typed: str, font: str, shown: str) -> None:
    assert decode(typed, font) == shown


def test_pair_of_vni_cut_in_two_runs() -> None:
    assert "".join(decode_parts(["ho", "ø", "a"], [None, "VNI-Times", "VNI-Times"])) == "hoøa"
    assert "".join(decode_parts(["ho", "øa"], ["VNI-Times", "VNI-Times"])) == "hòa"


def test_unicode_typed_in_an_old_font_is_left_alone() -> None:
    assert decode_parts(["Giáo dục và Đào tạo"], [".VnTime"]) == ["Giáo dục và Đào tạo"]


def test_guess_needs_many_traces_and_no_unicode() -> None:
    sentence = "Giao Së Y tÕ chñ tr×, phèi hîp víi c¸c ®¬n vÞ triÓn khai kÕ ho¹ch nµy trong th¸ng. "
    assert guess_font(sentence * 3) == ".VnTime"
    assert (
        guess_font("Giao Sôû Y teá chuû trì, phoái hôïp vôùi caùc ñôn vò trieån khai keá hoaïch. " * 3) == "VNI-Times"
    )
    assert guess_font(sentence * 3 + " Đường") is None
    assert guess_font("Diện tích 5 m² và 20 °C") is None


def test_document_in_an_old_font_of_its_style() -> None:
    styles = (
        "docDefaults/rPrDefault/rPr/rFonts{ascii=.VnTime},style{type=paragraph,styleId=H}/rPr/rFonts{ascii=.VnTimeH}"
    )
    lines = ['p/(r/t"Ch",r/(softHyphen),r/t"¬ng tr×nh")', 'p/(pPr/pStyle{val=H},r/t"quyÕt ®Þnh")']
    document = read_docx(
        docx(*lines, 'p/r/(rPr/rFonts{ascii=Arial},t"Số")', parts={"styles": styles}), Source("a", "", 0)
    )
    assert [block.text for block in document.blocks] == ["Chương trình", "QUYẾT ĐỊNH", "Số"]
    assert [notice.code for notice in document.notices] == ["W404"]


@pytest.mark.parametrize("fonts", ["ascii=vni-times", "ascii=Vni-Times", "ascii=Arial,hAnsi=VNI-Times"])
def test_old_font_however_it_is_written(fonts: str) -> None:
    document = read_docx(docx(f'p/r/(rPr/rFonts{{{fonts}}},t"Coäng hoøa")'), Source("a", "", 0))
    assert [block.text for block in document.blocks] == ["Cộng hòa"]


def test_old_font_in_a_note_alone() -> None:
    note = 'footnote{id=1}/p/r/(rPr/rFonts{ascii=.VnTime},t"Céng hßa")'
    content = docx('p/(r/t"Số",r/footnoteReference{id=1})', parts={"footnotes": note})
    assert [block.text for block in read_docx(content, Source("a", "", 0)).blocks] == ["Số", "Cộng hòa"]


def test_old_text_whose_font_was_lost() -> None:
    line = 'p/r/t"Giao Së Y tÕ chñ tr×, phèi hîp víi c¸c ®¬n vÞ triÓn khai kÕ ho¹ch nµy trong th¸ng"'
    document = read_docx(docx(line, line, line), Source("a", "", 0))
    assert document.blocks[0].text.startswith("Giao Sở Y tế chủ trì, phối hợp với các đơn vị")


FOREIGN = [
    "Là où le comité fête «le goût», «la voûte», «l'août», «le coût» et «la croûte» : «bon», «cher», «rare», «doux».",
    "Været på fjorden: «før», «også», «så», «må», «går», «får», «står», «gjøre», «løse», «bøker», «høre», «føle».",
    "The café’s naïve façade «old», «new», «red», «blue», «one», «two», «six», «ten», «big», «low», «far».",
    "Xa hop «thang 5», ap «Mot», «Hai», «Ba», «Bon», «Nam», «Sau», «Bay», «Tam», «Chin», «Muoi», «Gio».",
    "Õnne, öö, äär, süü: «töö», «möödas», «jäär», «õues», «püüe», «röövel», «söök», «hüüe», «lüüa», «müüa».",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_and_quotation_marks_are_no_old_font(text: str) -> None:
    assert guess_font(text * 3) is None


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (".VnTime", "C¸c tr­êng nép b¸o c¸o tr­íc ngµy 25/5, gåm «thµnh tÝch» vµ ®¸nh gi¸ cña tæ. "),
        ("VNI-Times", "Caùc tröôøng noäp baùo caùo tröôùc ngaøy 25/5, goàm «thaønh tích» vaø ñaùnh giaù. "),
    ],
)
def test_old_fonts_are_guessed_beside_quotation_marks(font: str, text: str) -> None:
    assert guess_font(text * 2) == font
