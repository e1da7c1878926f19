"""Documents that are not .docx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from pipeline.model import Document
from pipeline.read import read, read_bytes, text_lines
from tests.build import docx, numbering, paragraph, pdf, table

_LONG = "Tổ chức quán triệt và triển khai kế hoạch tới từng đơn vị"


def lines(content: str | bytes, name: str = "a.txt") -> list[str]:
    return text_lines(read_bytes(content.encode() if isinstance(content, str) else content, name))


def grid(document: Document) -> list[list[str]]:
    return [[document.blocks[cell].text for cell in row if cell is not None] for row in document.tables[0].rows]


def test_text_is_a_paragraph_a_line() -> None:
    document = read_bytes("KẾ HOẠCH\n\n1. Sở Y tế\r\n- Việc\n".encode(), "a.txt")
    assert [(block.number, block.text, block.place) for block in document.blocks] == [
        ("", "KẾ HOẠCH", "dòng 1"),
        ("1.", "Sở Y tế", "dòng 3"),
        ("-", "Việc", "dòng 4"),
    ]


def test_rows_of_text_are_a_table_and_one_is_not() -> None:
    document = read_bytes("a | b\nTT | Việc | Hạn\n1 | Họp | 5/6\nhết\n".encode(), "a.txt")
    assert grid(document) == [["TT", "Việc", "Hạn"], ["1", "Họp", "5/6"]]
    assert text_lines(document) == ["a | b", "TT", "Việc", "Hạn", "1", "Họp", "5/6", "hết"]


def test_a_row_of_text_between_merged_rows_is_a_piece_of_the_table() -> None:
    document = read_bytes("TT | Việc | Hạn\nA. Thể chế\n1 | Họp | 5/6\nB. Tiền\na | b\n".encode(), "a.txt")
    assert [[len(row) for row in table.rows] for table in document.tables] == [[3], [3]]
    assert text_lines(document) == ["TT", "Việc", "Hạn", "A. Thể chế", "1", "Họp", "5/6", "B. Tiền", "a | b"]


def test_a_row_of_text_may_leave_out_its_last_cells() -> None:
    document = read_bytes("TT | Việc | Hạn\n1 | Họp |\n2 | Vá\n".encode(), "a.txt")
    assert grid(document) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""], ["2", "Vá"]]


def test_markdown() -> None:
    text = "# I. Mục đích\n\n**Sở Y tế** xem [kế hoạch](http://a/b) \\*\n\n| TT | Việc |\n|---|:--:|\n| 1 | **Họp** |\n"
    document = read_bytes(text.encode(), "a.md")
    assert text_lines(document)[:2] == ["I. Mục đích", "Sở Y tế xem kế hoạch *"]
    assert document.blocks[0].bold
    assert grid(document) == [["TT", "Việc"], ["1", "Họp"]]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_of_text(encoding: str) -> None:
    assert lines("Sở Tài chính".encode(encoding)) == ["Sở Tài chính"]


def test_text_in_windows_1258() -> None:
    assert lines("Ti\u00ea\u0301n đô\u0323".encode("cp1258")) == ["Tiến độ"]


def test_text_in_tcvn3() -> None:
    line = "Giao Së Y tÕ chñ tr×, phèi hîp víi c¸c ®¬n vÞ triÓn khai kÕ ho¹ch nµy trong th¸ng\n".encode("latin-1")
    document = read_bytes(line * 4, "a.txt")
    assert document.blocks[0].text.startswith("Giao Sở Y tế chủ trì, phối hợp với các đơn vị")
    assert [notice.code for notice in document.notices] == ["W404"]


def test_pdf_lines_are_joined_and_running_heads_dropped() -> None:
    pages = []
    for page in range(1, 4):
        body = [
            (72.0, 740.0, f"{page}. Giao Sở Y tế chủ trì, phối hợp với các sở, ngành"),
            (72.0, 724.0, "và các đơn vị có liên quan tổ chức thực hiện theo đúng"),
            (72.0, 708.0, "quy định."),
            (72.0, 676.0, f"- Báo cáo kết quả của tháng {page}."),
        ]
        pages.append([(72.0, 800.0, "UBND TỈNH"), *body, (290.0, 40.0, str(page))])
    document = read_bytes(pdf(*pages), "a.pdf")
    expected = "Giao Sở Y tế chủ trì, phối hợp với các sở, ngành "
    expected += "và các đơn vị có liên quan tổ chức thực hiện theo đúng quy định."
    assert [(block.number, block.text) for block in document.blocks[:2]] == [
        ("1.", expected),
        ("-", "Báo cáo kết quả của tháng 1."),
    ]
    assert len(document.blocks) == 6
    assert document.running_heads == ("UBND TỈNH",)
    assert [notice.code for notice in document.notices] == ["W409"]


def test_pdf_paragraph_over_two_pages() -> None:
    first = [(72.0, 724.0, _LONG), (72.0, 700.0, _LONG)]
    second = [(72.0, 760.0, "và báo cáo kết quả.")]
    assert lines(pdf(first, second), "a.pdf") == [f"{_LONG} {_LONG} và báo cáo kết quả."]


def convert(content: bytes, ending: str, folder: Path) -> bytes:
    """``content`` (a .docx) as another format, made by LibreOffice."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing"
    (folder / "a.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"a.{ending.split(':')[0]}").read_bytes()


def sample() -> bytes:
    outline = numbering(("decimal", "%1."), ("lowerLetter", "%2)"))
    return docx(
        paragraph("Sở Y tế", ("1", 0)),
        paragraph("Tổ chức họp", ("1", 1)),
        paragraph("- Báo cáo"),
        table(["TT", "Việc"], ["1", "Họp"]),
        paragraph("Hết"),
        parts={"numbering": outline},
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_formats_of_other_programs(tmp_path: Path, ending: str) -> None:
    document = read_bytes(convert(sample(), ending, tmp_path), "a.docx")
    assert text_lines(document) == ["1. Sở Y tế", "a) Tổ chức họp", "- Báo cáo", "TT", "Việc", "1", "Họp", "Hết"]
    assert document.notices[0].code == "W406"


@pytest.mark.slow
def test_a_page_of_another_program(tmp_path: Path) -> None:
    """HTML has no letter with a bracket: what is displayed there is "a."."""
    document = read_bytes(convert(sample(), "htm:HTML (StarWriter)", tmp_path), "a.docx")
    assert text_lines(document) == ["1. Sở Y tế", "a. Tổ chức họp", "- Báo cáo", "TT", "Việc", "1", "Họp", "Hết"]
    assert document.notices == ()


def scanned(content: bytes) -> bytes:
    """The pages of a PDF as pictures."""
    pages = pypdfium2.PdfDocument(content)
    made = pypdfium2.PdfDocument.new()
    for page in pages:
        picture = pypdfium2.PdfImage.new(made)
        picture.set_bitmap(page.render(scale=3))
        width, height = page.get_size()
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        target = made.new_page(width, height)
        target.insert_obj(picture)
        target.gen_content()
    path = Path(str(id(made)))
    try:
        made.save(str(path))
        return path.read_bytes()
    finally:
        path.unlink()


@pytest.mark.slow
def test_scan_is_recognised_with_a_notice_on_every_row(tmp_path: Path) -> None:
    content = scanned(
        convert(docx(paragraph("1. Giao Sở Y tế chủ trì thực hiện."), paragraph(_LONG + ".")), "pdf", tmp_path)
    )
    (tmp_path / "quét.pdf").write_bytes(content)
    document = read(tmp_path / "quét.pdf")
    assert document.blocks[0].number == "1."
    assert "Sở Y tế" in document.blocks[0].text
    assert [notice.code for notice in document.notices] == ["W405"] * len(document.blocks)
