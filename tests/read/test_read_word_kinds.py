"""Words that Word makes or keeps elsewhere: fields, mathematics, raised figures, pictures of letters, other parts."""

from __future__ import annotations

import pytest

from pipeline.messages import notice_texts
from pipeline.model import Document, Source
from pipeline.read import read_bytes
from pipeline.read.word.docx import read_docx
from tests.build import docx, package, table, xml

_SOURCE = Source("a.docx", "", 0)
_MATHS = "m:r/m:t"


def reading(*lines: str, **parts: str) -> Document:
    return read_docx(docx(*lines, parts=parts), _SOURCE)


def lines(document: Document) -> list[str]:
    return [f"{block.number} {block.text}".strip() for block in document.blocks]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def field(code: str, data: str = "", result: str | None = None) -> str:
    begin = "r/fldChar{fldCharType=begin}" + (f"/ffData/{data}" if data else "")
    shown = "" if result is None else f',r/fldChar{{fldCharType=separate}},r/t"{result}"'
    return f'{begin},r/instrText" {code} "{shown},r/fldChar{{fldCharType=end}}'


STRONG = "style{type=character,styleId=S}/rPr/b"


@pytest.mark.parametrize("last", ["p", "p/pPr/jc{val=both}", "p/pPr", "p/bookmarkStart"])
def test_an_empty_paragraph_at_the_end_of_a_body_and_a_cell(last: str) -> None:
    strong = 'p/r/(rPr/rStyle{val=S},t"Kế hoạch")'
    document = reading(
        strong, table([f'p/(pPr/jc{{val=both}},r/t"Trạm Y tế"),{last}']), 'p/r/t"hết"', last, styles=STRONG
    )
    assert lines(document) == ["Kế hoạch", "Trạm Y tế", "hết"]
    assert [block.bold for block in document.blocks] == [True, False, False]


DROP = 'ddList/(RESULT,listEntry{val="Sở Nội vụ"},listEntry{val="Sở Tư pháp"})'.replace('"', "")
FIELDS = [
    (field("FORMCHECKBOX", "checkBox/(default{val=0},checked)"), "☒"),
    (field("FORMCHECKBOX", "checkBox/(default{val=1},checked{val=0})"), "☐"),
    (field("FORMCHECKBOX", "checkBox/default{val=1}"), "☒"),
    (field("FORMDROPDOWN", DROP.replace("RESULT", "result{val=1}")), "Sở Tư pháp"),
    (field("FORMDROPDOWN", DROP.replace("RESULT", "enabled")), "Sở Nội vụ"),
    (field("FORMTEXT", "textInput/default{val=ghi tên}", "Tổ Một"), "Tổ Một"),
    (field("FORMTEXT", "textInput/default{val=ghi tên}"), "ghi tên"),
    (field("MACROBUTTON  NoMacro [Các xã ven biển]"), "[Các xã ven biển]"),
    ('r/fldChar{fldCharType=begin},r/instrText" MACROBUTTON Mở ",r/t"Bấm đây",r/fldChar{fldCharType=end}', "Bấm đây"),
    (field('QUOTE \\"ngày 05/9\\"'), "ngày 05/9"),
    (field("SYMBOL 163 \\f Symbol"), "≤"),
    (field("SYMBOL 0xFC \\f Wingdings"), "✓"),
    (field("EQ \\f(3;4)"), "3/4"),
    (field("DATE", result="ngày 5"), "ngày 5"),
    ("fldSimple{instr=FORMCHECKBOX}", "☐"),
]


@pytest.mark.parametrize(("line", "shown"), FIELDS)
def test_a_field_shows_what_word_shows(line: str, shown: str) -> None:
    document = reading(f'p/(r/t"Việc ",{line},r/t" xong")')
    assert lines(document) == [f"Việc {shown} xong"]
    assert codes(document) == []


@pytest.mark.parametrize("kind", ["REF muc_2", "TOC \\o", "MERGEFIELD ten", "INCLUDETEXT a.docx"])
def test_a_field_without_its_words_is_told_with_its_place(kind: str) -> None:
    document = reading('p/r/t"Một"', f'p/(r/t"Theo ",{field(kind)})')
    assert [(notice.code, notice.place) for notice in document.notices] == [("W480", "đoạn 2")]
    assert kind.split()[0] in notice_texts(document.notices[0])[0]


@pytest.mark.parametrize("kind", ["XE từ", "TC mục", "SET a 1", "INCLUDEPICTURE a.png"])
def test_a_field_that_shows_no_words_is_no_doubt(kind: str) -> None:
    assert codes(reading(f'p/(r/t"Theo ",{field(kind)})')) == []


NUMBERS = [
    (["AUTONUM", "AUTONUM"], ["1.", "2."]),
    (["AUTONUM \\* ROMAN", "AUTONUM \\* ROMAN"], ["I.", "II."]),
    (["AUTONUMOUT", "AUTONUM"], ["I.", "1."]),
    (["LISTNUM", "LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 1"], ["1)", "2)", "a)", "3)"]),
    (["LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2"], ["1.", "1.1."]),
    (["LISTNUM NumberDefault \\s 4", "LISTNUM NumberDefault"], ["4)", "5)"]),
]


@pytest.mark.parametrize(("kinds", "shown"), NUMBERS)
def test_numbers_by_fields(kinds: list[str], shown: list[str]) -> None:
    document = reading(*(f'p/({field(kind)},r/t" Việc")' for kind in kinds))
    assert [block.number for block in document.blocks] == shown
    assert codes(document) == ["W481"]


def _fraction(above: str, below: str) -> str:
    return f'm:f/(m:num/{_MATHS}"{above}",m:den/{_MATHS}"{below}")'


MATHS = [
    (_fraction("1", "2"), "1/2"),
    (_fraction("a+b", "2"), "(a+b)/2"),
    (f'{_MATHS}"1",{_fraction("3", "4")}', "1 3/4"),
    (f'm:sSup/(m:e/{_MATHS}"10",m:sup/{_MATHS}"-6")', "10⁻⁶"),
    (f'm:sSup/(m:e/{_MATHS}"x",m:sup/{_MATHS}"a")', "x^a"),
    (f'm:sSup/(m:e/{_MATHS}"a+b",m:sup/{_MATHS}"2")', "(a+b)²"),
    (f'm:sSub/(m:e/{_MATHS}"x",m:sub/{_MATHS}"12")', "x₁₂"),
    (f'm:rad/(m:deg,m:e/{_MATHS}"25")', "√25"),
    (f'm:d/m:e/{_MATHS}"n+1"', "(n+1)"),
    (f'm:nary/(m:naryPr/m:chr{{val=∑}},m:sub/{_MATHS}"1",m:sup/{_MATHS}"9",m:e/{_MATHS}"k")', "∑₁⁹ k"),
]


@pytest.mark.parametrize(("line", "shown"), MATHS)
def test_mathematics_keeps_its_meaning(line: str, shown: str) -> None:
    document = reading(f'p/(r/t"Đạt ",m:oMath/({line}),r/t" số hộ")')
    assert lines(document) == [f"Đạt {shown} số hộ"]
    assert codes(document) == []


def test_a_fraction_after_a_typed_figure_stays_a_fraction() -> None:
    assert lines(reading(f'p/(r/t"Trồng 2",m:oMath/{_fraction("1", "3")},r/t" sào")')) == ["Trồng 2 1/3 sào"]


RAISED = [
    ("10", "superscript", "4", "10⁴"),
    ("50 m", "superscript", "2", "50 m²"),
    ("30", "superscript", "o", "30°"),
    ("2", "superscript", "n", "2ⁿ"),
    ("CO", "subscript", "2", "CO2"),
    ("10", "subscript", "2", "10₂"),
    ("Ông Ba", "superscript", "kính", "Ông Bakính"),
]


@pytest.mark.parametrize(("before", "position", "text", "shown"), RAISED)
def test_figures_set_high_or_low(before: str, position: str, text: str, shown: str) -> None:
    by_run = reading(f'p/(r/t"{before}",r/(rPr/vertAlign{{val={position}}},t"{text}"))')
    style = f"style{{type=character,styleId=C}}/rPr/vertAlign{{val={position}}}"
    by_style = reading(f'p/(r/t"{before}",r/(rPr/rStyle{{val=C}},t"{text}"))', styles=style)
    assert lines(by_run) == lines(by_style) == [shown]
    assert codes(by_run) == codes(by_style) == []


PICTURES = [
    ("Symbol", "³", "≥"),
    ("Symbol", "g", "γ"),
    ("Symbol", "≥", "≥"),
    ("Wingdings", "à", "→"),
    ("Wingdings", "→", "→"),
    ("Wingdings", "ệ", "ệ"),
    ("Wingdings", "trách nhiệm", "trách nhiệm"),
    ("Symbol", "phối hợp", "phối hợp"),
    ("Wingdings 2", "P", "✓"),
    ("Webdings", "a", "✓"),
]


@pytest.mark.parametrize(("font", "typed", "shown"), PICTURES)
def test_letters_in_fonts_of_pictures(font: str, typed: str, shown: str) -> None:
    document = reading(f'p/(r/t"a ",r/(rPr/rFonts{{ascii={font},hAnsi={font}}},t"{typed}"),r/t" b")')
    assert lines(document) == [f"a {shown} b"]
    assert codes(document) == []


@pytest.mark.parametrize("line", ["r/sym{font=Wingdings,char=F035}", 'r/(rPr/rFonts{ascii=Marlett},t"q")'])
def test_a_picture_that_no_table_has_is_told(line: str) -> None:
    document = reading(f'p/({line},r/t" Khẩn")')
    assert lines(document) == ["▪ Khẩn"] or lines(document) == ["Khẩn"]
    assert codes(document) == ["W484"]


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_belongs_to_the_next_paragraph(kind: str) -> None:
    document = reading(f'p/(pPr/framePr{{dropCap={kind}}},r/t"S")', 'p/r/t"ở Y tế kiểm tra."', 'p/r/t"Hết."')
    assert lines(document) == ["Sở Y tế kiểm tra.", "Hết."]


def test_a_frame_without_drop_cap_is_a_paragraph() -> None:
    assert lines(reading('p/(pPr/framePr{w=1},r/t"Số: 1")', 'p/r/t"Kính gửi"')) == ["Số: 1", "Kính gửi"]


def test_small_words_above_others_follow_them_in_brackets() -> None:
    document = reading('p/(r/ruby/(rt/r/t"ông Tư",rubyBase/r/t"Tổ trưởng"),r/t" ký")')
    assert lines(document) == ["Tổ trưởng (ông Tư) ký"]
    assert codes(document) == []


BREAKS = [
    ("lao đ", "br{type=page}", "ộng", "lao động"),
    ("kiểm t", "br{type=column}", "ra", "kiểm tra"),
    ("phối h", "br", "ợp", "phối hợp"),
    ("nhữ", "br", "ng xã", "những xã"),
    ("triển", "br", "khai", "triển\nkhai"),
    ("rộng 50 m", "br", "và", "rộng 50 m\nvà"),
    ("Sở Y tế", "br{type=page}", "KẾ HOẠCH", "Sở Y tế\nKẾ HOẠCH"),
    ("xã ", "br{type=page}", "phường", "xã\nphường"),
]


@pytest.mark.parametrize(("before", "sign", "after", "shown"), BREAKS)
def test_a_break_inside_a_word_goes(before: str, sign: str, after: str, shown: str) -> None:
    assert lines(reading(f'p/(r/t"{before}",r/{sign},r/t"{after}")')) == [shown]


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def linked(body: str, kind: str, name: str, content: bytes) -> bytes:
    """A .docx whose body calls the file ``name`` by the id "x1"."""
    link = f'<Relationship Id="x1" Type="http://a/{kind}" Target="{name}"/>'
    rels = f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode()
    return package(body, files={"word/_rels/document.xml.rels": rels, f"word/{name}": content})


CHUNKS = [
    ("a.htm", "<p>Tổ Một dọn chợ.</p><p>Tổ Hai gác.</p>".encode()),
    ("a.html", "<html><body>Tổ Một dọn chợ.<br><div>Tổ Hai gác.</div></body></html>".encode()),
    ("a.txt", "Tổ Một dọn chợ.\nTổ Hai gác.".encode()),
    ("a.docx", docx('p/r/t"Tổ Một dọn chợ."', 'p/r/t"Tổ Hai gác."')),
]


@pytest.mark.parametrize(("name", "content"), CHUNKS)
def test_an_inserted_file_is_read_in_its_place(name: str, content: bytes) -> None:
    body = xml('p/r/t"trước",altChunk{r:id=x1},p/r/t"sau"')
    document = read_docx(linked(body, "aFChunk", name, content), _SOURCE, read_bytes)
    assert lines(document) == ["trước", "Tổ Một dọn chợ.", "Tổ Hai gác.", "sau"]
    assert [block.index for block in document.blocks] == [0, 1, 2, 3]
    assert "W400" not in codes(document)


def test_the_table_of_an_inserted_file_is_a_table() -> None:
    body = xml(f"{table(['đầu'])},altChunk{{r:id=x1}}")
    document = read_docx(linked(body, "aFChunk", "a.docx", docx(table(["ô", "kề"]))), _SOURCE, read_bytes)
    assert [table_.rows for table_ in document.tables] == [((0,),), ((1, 2),)]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04", b""])
def test_an_inserted_file_that_cannot_be_read_is_told(content: bytes) -> None:
    body = xml('p/r/t"trước",altChunk{r:id=x1}')
    document = read_docx(linked(body, "aFChunk", "a.bin", content), _SOURCE, read_bytes)
    assert [(notice.code, notice.place) for notice in document.notices] == [("W482", "tệp nhúng sau đoạn 1")]


def test_files_inserted_in_each_other_without_end_are_cut() -> None:
    content = docx('p/r/t"đáy"')
    for depth in range(9):
        content = linked(xml(f'p/r/t"tầng {depth}",altChunk{{r:id=x1}}'), "aFChunk", "a.docx", content)
    document = read_docx(content, _SOURCE, read_bytes)
    assert "W482" in codes(document)
    assert 3 <= len(document.blocks) < 9


DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_POINT = '<d:pt modelId="{0}" type="{1}"><d:t><a:p><a:r><a:t>{2}</a:t></a:r></a:p></d:t></d:pt>'


def diagram(points: list[tuple[str, str, str]], links: list[tuple[str, str, int]]) -> bytes:
    inside = "".join(_POINT.format(*point) for point in points)
    ties = "".join(f'<d:cxn srcId="{above}" destId="{below}" srcOrd="{n}"/>' for above, below, n in links)
    names = f'xmlns:d="{DIAGRAM}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f"<d:dataModel {names}><d:ptLst>{inside}</d:ptLst><d:cxnLst>{ties}</d:cxnLst></d:dataModel>".encode()


SMART = f'<w:p><w:r><w:drawing><d:relIds xmlns:d="{DIAGRAM}" r:dm="x1"/></w:drawing></w:r></w:p>'


def test_smartart_is_read_in_the_order_of_its_tree() -> None:
    points = [("1", "doc", ""), ("4", "node", "ba"), ("2", "node", "một"), ("3", "node", "hai"), ("9", "pres", "")]
    data = diagram(points, [("1", "4", 1), ("1", "2", 0), ("2", "3", 0)])
    document = read_docx(linked(xml('p/r/t"trước"') + SMART, "diagramData", "d.xml", data), _SOURCE)
    assert lines(document) == ["trước", "một", "hai", "ba"]
    assert document.blocks[1].place == "sơ đồ ở đoạn 2"


def test_smartart_without_words_or_data_is_told() -> None:
    assert codes(read_docx(linked(xml('p/r/t"a"') + SMART, "image", "d.xml", b"<a/>"), _SOURCE)) == ["W485"]
    assert codes(read_docx(package(xml('p/r/t"a"') + SMART), _SOURCE)) == ["W485"]


def test_lettering_is_read() -> None:
    document = reading("p/r/pict/v:shape/v:textpath{:string=THÁNG AN TOÀN}", 'p/r/t"Xã họp."')
    assert lines(document) == ["THÁNG AN TOÀN", "Xã họp."]
    both = "r/mc:AlternateContent/(mc:Choice/drawing,mc:Fallback/pict/v:shape/v:textpath{:string=HỘI XUÂN})"
    assert lines(reading(f"p/({both})")) == ["HỘI XUÂN"]


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>', "biểu đồ"),
        ('<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>', "Excel.Sheet.12"),
    ],
)
def test_what_is_embedded_is_told_with_its_place(inner: str, what: str) -> None:
    document = read_docx(package(xml('p/r/t"a"') + f"<w:p><w:r>{inner}</w:r></w:p>"), _SOURCE)
    assert [(notice.code, notice.place) for notice in document.notices] == [("W483", "đoạn 2")]
    assert what in notice_texts(document.notices[0])[0]


def test_no_alarm_where_a_letter_and_its_mark_are_parted() -> None:
    document = reading('p/(r/t"e",r/br,r/t"\u0302\u0301")')
    assert codes(document) == []
