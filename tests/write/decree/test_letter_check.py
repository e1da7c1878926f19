"""The self-check: our letters pass, and every fault that is put into a letter is found under its own code."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages import PipelineError
from pipeline.model import Settings, Signer
from pipeline.write.decree.check import check_letter, faults
from pipeline.write.decree.finding import finding_line
from pipeline.write.letter.letters import render_letter
from pipeline.write.office.zip_bytes import zip_bytes
from tests import letter_build as build
from tests.letter_build import DISTRICTS, FINANCE, HEALTH, letters, profile, task

SIGNER = Signer("Trần Văn Bình", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH")
DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


def letter(count: int = 2, owner: str = "one") -> bytes:
    """A good letter, signed by a known signer; more than five tasks bring an annex."""
    agency = DISTRICTS if owner == "many" else FINANCE
    tasks = [task(f"Việc thứ {number}.", agency, number=number) for number in range(1, count + 1)]
    return render_letter(letters(*tasks, settings=Settings(signer=SIGNER))[0], profile())


def edited(content: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """The letter with a pattern replaced in one part; it must be there."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(old, new, parts[part].decode("utf-8"))
    assert count, old
    return zip_bytes(parts | {part: text.encode("utf-8")})


def style(key: str, old: str, new: str) -> tuple[str, str, str]:
    """An edit inside one style."""
    return rf'(w:styleId="{key}">(?:(?!</w:style>).)*?){old}', rf"\g<1>{new}", STYLES


def codes(content: bytes) -> set[str]:
    """Codes of the faults found."""
    return {finding.code for finding in faults(check_letter(content, profile()))}


@pytest.mark.parametrize(("count", "owner"), [(1, "one"), (2, "one"), (7, "one"), (2, "many"), (7, "many")])
def test_our_own_letters_have_no_fault(count: int, owner: str) -> None:
    assert codes(letter(count, owner)) == set()


def test_blanks_are_no_faults_but_listed() -> None:
    content = render_letter(letters(task("Việc.", HEALTH))[0], profile())
    blanks = [finding.found for finding in check_letter(content, profile()) if finding.status == "blank"]
    assert codes(content) == set()
    assert len(blanks) == 6
    assert any("PHÓ CHỦ TỊCH" in one for one in blanks)


BAD: list[tuple[str, tuple[str, str] | tuple[str, str, str]]] = [
    ("page.paper", ('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    ("page.upright", ('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')),
    ("page.left", ('w:left="1701" w:header', 'w:left="1417" w:header')),
    ("page.right", ('w:right="1134" w:bottom', 'w:right="1440" w:bottom')),
    ("page.top", ('w:top="1134" w:right', 'w:top="720" w:right')),
    ("page.bottom", ('w:bottom="1134" w:left', 'w:bottom="720" w:left')),
    ("font", ("Times New Roman", "Arial", STYLES)),
    ("colour", ('w:color w:val="000000"', 'w:color w:val="1F3864"', STYLES)),
    ("page_number", (" PAGE ", " DATE ", HEADER)),
    ("page_number", style("Header", 'w:val="center"', 'w:val="right"')),
    ("page_number.size", style("Header", 'w:sz w:val="28"', 'w:sz w:val="22"')),
    ("page_number.first", ("<w:titlePg/>", "")),
    ("nation", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    ("nation", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "")),
    ("nation.size", style("CVNation", 'w:sz w:val="24"', 'w:sz w:val="28"')),
    ("nation.style", style("CVNation", "<w:b/>", "")),
    ("motto", ("Độc lập - Tự do - Hạnh phúc", "")),
    ("motto", ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")),
    ("motto.size", style("CVMotto", 'w:sz w:val="26"', 'w:sz w:val="24"')),
    ("motto.style", style("CVMotto", "<w:b/>", "<w:i/>")),
    ("motto.rule", ('<w:ind w:left="\\d+" w:right="\\d+" w:firstLine="0"/>', '<w:ind w:left="0" w:right="0"/>')),
    ("motto.rule", style("CVRule", '<w:top w:val="single"', '<w:top w:val="nil"')),
    ("issuer.rule", style("CVRule", '<w:top w:val="single"', '<w:top w:val="nil"')),
    ("motto.rule", style("CVMotto", "<w:b/>", '<w:b/><w:u w:val="single"/>')),
    ("issuer.caps", ("TỈNH HÒA AN", "Tỉnh Hòa An")),
    ("issuer", style("CVIssuer", "<w:b/>", "")),
    ("issuer.size", style("CVIssuer", 'w:sz w:val="24"', 'w:sz w:val="28"')),
    ("number", ("Số: ", "Văn bản ")),
    ("number", ("/UBND-VX", "/ UBND - VX")),
    ("number", ('<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">\u00a0{9}', "</w:rPr><w:t>5")),
    ("number.size", style("CVNumber", 'w:sz w:val="26"', 'w:sz w:val="24"')),
    ("place", ("ngày </w:t>", "Ngày </w:t>")),
    ("place", (", ngày </w:t>.*?20…</w:t>", ", ngày 5 tháng 3 năm 2024</w:t>")),
    ("place", (", ngày </w:t>.*?20…</w:t>", ", ngày 05 tháng 03 năm 2024</w:t>")),
    ("place", (", ngày </w:t>.*?20…</w:t>", " ngày 05 tháng 3 năm 2024</w:t>")),
    ("place.style", style("CVPlace", "<w:i/>", "")),
    (
        "place.level",
        (
            '(V/v .*?</w:p>)(.*?)(<w:p><w:pPr><w:pStyle w:val="CVPlace"/>.*?</w:p>)',
            r"\1</w:tc></w:tr><w:tr><w:tc/><w:tc>\3</w:tc></w:tr><w:tr><w:tc>",
        ),
    ),
    ("subject", ("V/v ", "Về ")),
    ("subject.size", style("CVSubject", 'w:sz w:val="24"', 'w:sz w:val="28"')),
    ("subject.style", style("CVSubject", "<w:rPr>", "<w:rPr><w:b/>")),
    ("subject.gap", style("CVSubject", 'w:before="120"', 'w:before="0"')),
    ("subject.centred", style("CVSubject", 'w:val="center"', 'w:val="left"')),
    ("addressee", ("Kính gửi: ", "Gửi ")),
    ("addressee.named", ("Kính gửi: Sở Tài chính", "Kính gửi:")),
    ("addressee.size", style("CVTo", 'w:sz w:val="28"', 'w:sz w:val="24"')),
    ("body.size", style("CVBody", 'w:sz w:val="28"', 'w:sz w:val="24"')),
    ("body.justified", style("CVBody", 'w:val="both"', 'w:val="left"')),
    ("body.indent", style("CVBody", 'w:firstLine="720"', 'w:firstLine="0"')),
    ("body.indent", ("(<w:t[^>]*>Thực hiện Kế hoạch)", r"<w:tab/>\1")),
    ("body.line", style("CVBody", 'w:line="240"', 'w:line="480"')),
    ("body.line", style("CVBody", 'w:line="240" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"')),
    ("body.gap", style("CVBody", 'w:after="120"', 'w:after="60"')),
    ("body.upright", style("CVBody", "<w:rPr>", "<w:rPr><w:i/>")),
    ("body.end", ("\\./\\.", ".")),
    ("position.caps", ("KT. CHỦ TỊCH", "KT. Chủ tịch")),
    ("position.size", style("CVPosition", 'w:sz w:val="28"', 'w:sz w:val="24"')),
    ("position.style", style("CVPosition", "<w:b/>", "")),
    ("name.case", ("Trần Văn Bình", "TRẦN VĂN BÌNH")),
    ("name.titles", ("Trần Văn Bình", "TS. Trần Văn Bình")),
    ("name.style", style("CVName", "<w:b/>", "")),
    ("signature", (">(Trần Văn Bình|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH)", ">")),
    ("recipients", ("Nơi nhận:", "")),
    ("recipients", ("Nơi nhận:", "Nơi nhận")),
    ("recipients_head.size", style("CVRecipientsHead", 'w:sz w:val="24"', 'w:sz w:val="28"')),
    ("recipients_head.style", style("CVRecipientsHead", "<w:i/>", "")),
    ("recipients.first", ("Như trên", "Các đơn vị")),
    ("recipients.last", ("Lưu: VT, ", "Văn thư ")),
    ("recipients.marks", ("Như trên;", "Như trên,")),
    ("recipients.dashes", ("- Chủ tịch", "Chủ tịch")),
    ("recipients.size", style("CVRecipients", 'w:sz w:val="22"', 'w:sz w:val="24"')),
    ("recipients.style", style("CVRecipients", "<w:rPr>", "<w:rPr><w:i/>")),
]


@pytest.mark.parametrize(("code", "edit"), BAD)
def test_a_fault_is_found(code: str, edit: tuple[str, ...]) -> None:
    assert code in codes(edited(letter(), *edit))


MANY: list[tuple[str, tuple[str, str]]] = [
    ("addressee.marks", ("UBND huyện Đông;", "UBND huyện Đông,")),
    ("addressee.marks", ("UBND huyện Tây\\.", "UBND huyện Tây;")),
]


@pytest.mark.parametrize(("code", "edit"), MANY)
def test_a_fault_among_several_addressees_is_found(code: str, edit: tuple[str, str]) -> None:
    assert code in codes(edited(letter(owner="many"), *edit))


def test_dashes_of_addressees_must_be_aligned() -> None:
    old = '<w:ind w:left="(\\d+)"( w:hanging="\\d+"/></w:pPr><w:r><w:t xml:space="preserve">- UBND huyện Tây)'
    assert "addressee.aligned" in codes(edited(letter(owner="many"), old, r'<w:ind w:left="900"\2'))


ANNEX: list[tuple[str, tuple[str, str] | tuple[str, str, str]]] = [
    ("annex.told", ("tại Phụ lục kèm theo", "kèm theo")),
    ("annex.pages", ('<w:pgNumType w:start="1"/>', "")),
    ("annex.title", ("DANH MỤC NHIỆM VỤ CỦA SỞ TÀI CHÍNH", "Danh mục nhiệm vụ")),
    ("annex.note", ("Kèm theo Công văn", "Theo Công văn")),
    ("annex.size", style("CVAnnex", 'w:sz w:val="28"', 'w:sz w:val="26"')),
    ("annex.centred", style("CVAnnex", 'w:val="center"', 'w:val="left"')),
]


@pytest.mark.parametrize(("code", "edit"), ANNEX)
def test_a_fault_in_an_annex_is_found(code: str, edit: tuple[str, ...]) -> None:
    assert code in codes(edited(letter(7), *edit))


RULE = '<w:pStyle w:val="CVRule"/><w:ind[^>]*/></w:pPr>'
LINE = '<w:pStyle w:val="CVNumber"/></w:pPr><w:r>{}</w:r>'
DRAWN = (
    '<w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:anchor><wp:extent cx="2014000" cy="0"/></wp:anchor></w:drawing>'
)
VML = '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:line from="10pt,2pt" to="168.6pt,2pt"/></w:pict>'


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("<w:t>______</w:t>", {"issuer.rule"}),
        (DRAWN, {"motto.rule"}),
        (VML, {"motto.rule"}),
    ],
)
def test_a_rule_may_be_underscores_or_a_drawing(line: str, fits: set[str]) -> None:
    found = codes(edited(letter(), RULE, LINE.format(line)))
    assert found & {"issuer.rule", "motto.rule"} == {"issuer.rule", "motto.rule"} - fits


def test_a_real_number_and_day_pass() -> None:
    content = edited(
        letter(), '<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">\u00a0{9}', "<w:t>1205"
    )
    content = edited(content, ", ngày </w:t>.*?20…</w:t>", ", ngày 05 tháng 4 năm 2024</w:t>")
    assert codes(content) == set()
    assert not {"number", "place"} & codes(content)


@pytest.mark.parametrize("content", [b"", b"not a zip", zip_bytes({"a.txt": b"x"}), zip_bytes({DOCUMENT: b"<broken"})])
def test_what_is_no_docx_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "cong-van.docx"
    file.write_bytes(content)
    with pytest.raises(PipelineError, match=r"\[E317\] cong-van.docx"):
        check_letter(file, profile())


def test_a_finding_as_a_line() -> None:
    found = next(
        one
        for one in check_letter(edited(letter(), 'w:left="1701" w:header', 'w:left="1417" w:header'), profile())
        if one.code == "page.left"
    )
    assert finding_line(found) == "[LỖI] Lề trái: 25 mm (yêu cầu: 30 - 35 mm; khoản 1, 2, 3 Mục I Phần I Phụ lục I)"


@pytest.mark.slow
@given(st.integers(0, 400), st.integers(0, 3))
def test_whatever_is_missing_the_check_says_something(place: int, more: int) -> None:
    with zipfile.ZipFile(BytesIO(letter(7))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    tree = ElementTree.fromstring(parts[DOCUMENT])
    for _ in range(more + 1):
        pairs = [(parent, child) for parent in tree.iter() for child in parent]
        parent, child = pairs[place % len(pairs)]
        if child is not tree[0]:
            parent.remove(child)
    assert check_letter(zip_bytes(parts | {DOCUMENT: ElementTree.tostring(tree)}), profile())


WRONG = ("khác", "hiển thị", "nghiêng hoặc", "lệch", "không nhắc", "đánh tiếp", "center", "both")


@pytest.mark.parametrize(("count", "owner"), [(2, "one"), (7, "many")])
def test_what_is_found_at_a_point_that_passes_agrees_with_what_is_asked(count: int, owner: str) -> None:
    for finding in check_letter(letter(count, owner), profile()):
        if finding.status == "ok":
            assert finding_line(finding).startswith(f"[đạt] {finding.point}: {finding.found} (yêu cầu: ")
            assert not finding.found.startswith(WRONG), finding
            assert finding.found.isdigit() is False or finding.expected[:1].isdigit(), finding


def test_a_draft_is_no_fault_of_form_but_told() -> None:
    one = letters(task("Việc.", HEALTH), header=replace(build.HEADER, issuer=None))[0]
    found = check_letter(render_letter(one, profile()), profile())
    assert [f.code for f in faults(found)] == []
    assert [f.point for f in found if f.code == "draft"] == ["Bản nháp"]


def test_no_style_s_name_holds_a_comma() -> None:
    names = re.findall(r'<w:name w:val="([^"]*)"', zipfile.ZipFile(BytesIO(letter())).read(STYLES).decode())
    assert [name for name in names if "," in name] == []
