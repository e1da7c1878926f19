"""Web pages, fragments of them, and mail archives that hold one."""

from __future__ import annotations

from base64 import b64encode
from quopri import encodestring

import pytest

from pipeline.model import Document
from pipeline.read import read_bytes, text_lines
from pipeline.read.web.decoding import decode_page


def reading(page: str | bytes, name: str = "a.htm") -> Document:
    return read_bytes(page.encode() if isinstance(page, str) else page, name)


def grid(document: Document, table: int = 0) -> list[list[str]]:
    rows = document.tables[table].rows
    return [["-" if cell is None else document.blocks[cell].text for cell in row] for row in rows]


PAGES = [
    ("<p>Giao Sở\n Y tế</p><p>2. Họp</p>", ["Giao Sở Y tế", "2. Họp"]),
    ("<div>Một<br>Hai</div>ba", ["Một / Hai", "ba"]),
    ("<p>a &lt; b &amp; &#7885;&nbsp;c</p>", ["a < b & ọ c"]),
    ("<p>giữ</p><!-- bỏ --><script>if (a < b) c()</script><style>p {}</style>", ["giữ"]),
    ("<ol start=3><li>Họp<li>Báo cáo</ol>", ["3. Họp", "4. Báo cáo"]),
    ("<ol type=a><li>Họp<ul><li>sáng</ul><li value=5>Sau</ol>", ["a. Họp", "- sáng", "e. Sau"]),
    ("<p>rộng 50 m<sup>2</sup>, 10<sup>6</sup> cây</p>", ["rộng 50 m², 10⁶ cây"]),
    ("<p><input type=checkbox checked> Khẩn</p>", ["☒ Khẩn"]),
    ("<pre>một\nhai</pre>", ["một / hai"]),
    ("<p>còn <del>bỏ</del>lại</p>", ["còn lại"]),
    ("<table><tr><td>Sở Y tế<td>Họp</table>", ["Sở Y tế", "Họp"]),
    ("<h2>Kết luận</h2>", ["Kết luận"]),
]


@pytest.mark.parametrize(("page", "shown"), PAGES)
@pytest.mark.parametrize(
    "around", ["{}", "<html><head><title>bỏ</title></head><body>{}</body></html>", "<!-- x -->\n{}"]
)
def test_pages_and_fragments(page: str, shown: list[str], around: str) -> None:
    assert text_lines(reading(around.format(page))) == shown


@pytest.mark.parametrize("name", ["a.html", "a.doc", "a.docx", "khong-duoi"])
def test_a_page_is_one_under_any_name(name: str) -> None:
    assert text_lines(reading("<div><p>Giao Sở Y tế</p></div>", name)) == ["Giao Sở Y tế"]


def test_text_that_speaks_of_tags_is_text() -> None:
    assert text_lines(reading("Ghi <b> để in đậm.", "a.txt")) == ["Ghi <b> để in đậm."]


SPANS = [
    ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
    ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "a", "b"], ["c", "d", "e"]]),
    ("<tr><td>a<td rowspan=2 colspan=2>b<tr><td>c<tr><td>d", [["a", "b", "b"], ["c", "b", "b"], ["d", "-", "-"]]),
    ("<tr><td rowspan=x colspan=-1>a<td>b", [["a", "b"]]),
    ("<thead><tr><th>a<tbody><tr><td>b", [["a"], ["b"]]),
]


@pytest.mark.parametrize(("rows", "shown"), SPANS)
def test_spans_of_rows_and_columns(rows: str, shown: list[list[str]]) -> None:
    assert grid(reading(f"<table>{rows}</table>")) == shown


def test_a_table_in_a_cell_follows_its_words() -> None:
    document = reading("<table><tr><td>Gồm:<table><tr><td>Bến Đục<td>12</table>hết<td>kề</table>")
    assert text_lines(document) == ["Gồm: / hết", "Bến Đục", "12", "kề"]
    assert (grid(document), grid(document, 1)) == ([["Gồm:\nhết", "kề"]], [["Bến Đục", "12"]])
    assert document.blocks[1].place == "bảng 2, hàng 1, cột 1"


def test_bold_and_centred() -> None:
    document = reading("<p align=center><b>KẾ HOẠCH</b></p><p><b>Sở</b> họp</p><p style='text-align: center'>x</p>")
    assert [(block.bold, block.centred) for block in document.blocks] == [(True, True), (False, False), (False, True)]


def test_hidden_words_are_told() -> None:
    document = reading("<p>hiện<span style='display:none'>ẩn</span><i hidden>kín</i></p>")
    assert text_lines(document) == ["hiện"]
    assert [(notice.code, notice.facts["count"]) for notice in document.notices] == [("W402", "2")]


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", "Céng hßa x· héi"), ("VNI-Times", "Coäng hoøa xaõ hoäi")])
@pytest.mark.parametrize("form", ["<font face='{}'>{}</font>", '<span style="font-family: {}, serif">{}</span>'])
def test_old_fonts(font: str, typed: str, form: str) -> None:
    document = reading(f"<p>{form.format(font, typed)}</p>")
    assert text_lines(document) == ["Cộng hòa xã hội"]
    assert [notice.code for notice in document.notices] == ["W404"]


WORDS = "Giao Sở Nội vụ tổ chức"
BYTES = [
    (WORDS.encode(), "utf-8"),
    (WORDS.encode("utf-8-sig"), ""),
    (WORDS.encode("utf-16"), ""),
    (WORDS.encode(), "windows-1252"),
    (b"Giao S\xf2\xec N\xf4\xf2i", "windows-1258"),
    (b"\xd4ng T\xe2m, \xf4ng H\xf9ng", "iso-8859-1"),
    (b"\xd4ng T\xe2m", "none-such"),
]


@pytest.mark.parametrize(("content", "declared"), BYTES)
def test_encodings(content: bytes, declared: str) -> None:
    head = f'<meta charset="{declared}">'.encode() if declared else b""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    page = (
        ("\ufeff<p>" + WORDS).encode("utf-16-le")
        if utf16
        else content[:3] * content.startswith(b"\xef") + head + content
    )
    shown = decode_page(page)
    assert "\ufffd" not in shown
    if WORDS.encode() in content or utf16:
        assert WORDS in shown


def test_windows_1258_with_entities_gives_whole_letters() -> None:
    page = "<p>Mỗi tháng họp</p>".encode("cp1258", errors="xmlcharrefreplace")
    assert text_lines(reading(b"<html><meta charset=windows-1258>" + page)) == ["Mỗi tháng họp"]


PAGE = "<html><body><p>Số: 7/KH-SNV</p><p>Tổ chức = họp</p></body></html>"


def archive(kind: str, coding: str, body: bytes, after: str = "") -> bytes:
    head = 'From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="-=b"\n\n'
    part = f'---=b\nContent-Type: {kind}; charset="utf-8"\nContent-Transfer-Encoding: {coding}\n\n'
    return (head + part).encode() + body + f"\n{after}---=b--\n".encode()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.doc", "a.docx"])
@pytest.mark.parametrize(
    ("coding", "body"),
    [("quoted-printable", encodestring(PAGE.encode())), ("base64", b64encode(PAGE.encode())), ("8bit", PAGE.encode())],
)
def test_a_web_archive_is_the_page_in_it(name: str, coding: str, body: bytes) -> None:
    assert text_lines(reading(archive("text/html", coding, body), name)) == ["Số: 7/KH-SNV", "Tổ chức = họp"]


def test_an_archive_of_text_alone_and_what_is_sent_along() -> None:
    sent = "---=b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nJVBERi\n"
    document = reading(archive("text/plain", "8bit", "Kính gửi: Sở Y tế".encode(), sent), "a.mht")
    assert text_lines(document) == ["Kính gửi: Sở Y tế"]
    assert [(notice.code, notice.facts["what"]) for notice in document.notices] == [("W483", "a.pdf")]


def test_a_page_as_deep_as_a_well_is_refused_or_read() -> None:
    from pipeline.messages import PipelineError

    try:
        assert reading("<div>" * 5000 + "đáy").blocks
    except PipelineError as error:
        assert error.code in ("E112", "E117", "E118")
