"""Bad and hostile input: one line with an id and a remedy, quickly, and nothing fetched or written."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.messages import PipelineError
from pipeline.read import read, read_bytes, text_lines
from pipeline.read.convert import to_docx
from pipeline.read.limits import MIB, check_archive
from tests.build import docx, package, paragraph, pdf, root, table, xml

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
_EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def code(content: bytes, name: str = "kế hoạch.docx") -> str:
    with pytest.raises(PipelineError) as caught:
        read_bytes(content, name)
    message = str(caught.value)
    assert "\n" not in message
    assert " → " in message
    return caught.value.code


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def with_document(content: bytes) -> bytes:
    return package("", files={"word/document.xml": content})


def ole(stream: str, flags: int = 0) -> bytes:
    directory = stream.encode("utf-16-le").ljust(504, b"\0")
    return _OLE + directory + (b"\xec\xa5" + b"\0" * 8 + struct.pack("<H", flags)).ljust(512, b"\0")


def encrypted_entry(content: bytes) -> bytes:
    """The flag bit "encrypted" set in every local and central header."""
    made = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


REFUSED = {
    "empty": (b"", "E104"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "E119"),
    "grey picture without zero bytes": (b"P5\n60 16\n255\n" + b"\xff" * 960, "E119"),
    "picture of letters": (b"P2 4 1 255 10 20 30 40", "E119"),
    "photograph": (b"\xff\xd8\xff\xe0" + b"\x10JFIF" * 40, "E119"),
    "drawing": ("<svg xmlns='http://www.w3.org/2000/svg'><text>Sở Y tế</text></svg>".encode(), "E119"),
    "drawing with a declaration": ("<?xml version='1.0'?>\n<!-- a --><svg><text>Sở</text></svg>".encode(), "E119"),
    "sound": (bytes(range(128, 256)) * 9, "E117"),
    "body without words": (package(xml('p,p/r/t"  \u00a0",p/r/br')), "E118"),
    "table without words": (package(xml("tbl/tr/(tc/p,tc/p)")), "E118"),
    "text of white space": (b" \n\t\n\r\n ", "E118"),
    "page without words": (b"<html><body><p>&nbsp;</p><img src=a.png></body></html>", "E118"),
    "mail of a picture": (b"MIME-Version: 1.0\nContent-Type: image/png\n\niVBO", "E118"),
    "program": (b"\x7fELF" + bytes(range(256)), "E117"),
    "spreadsheet": (archive(xl__workbook_xml=b"<a/>"), "E117"),
    "old spreadsheet": (ole("Workbook"), "E117"),
    "XML that is no document": ('<?xml version="1.0"?>\n<kế-hoạch>Giao Sở Y tế</kế-hoạch>'.encode(), "E117"),
    "archive of something": (archive(a_xml=b"<a/>"), "E117"),
    "encrypted docx": (ole("EncryptedPackage"), "E110"),
    "encrypted doc": (ole("WordDocument", 0x0100), "E110"),
    "encrypted zip entry": (encrypted_entry(docx(paragraph("a"))), "E110"),
    "encrypted odt": (
        archive(content_xml=b"x", **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"}),
        "E110",
    ),
    "truncated": (docx(paragraph("a" * 5000))[:-40], "E111"),
    "first bytes only": (b"PK\x03\x04", "E111"),
    "highly compressed": (with_document(b" " * (20 * MIB)), "E112"),
    "too large a part": (with_document(os.urandom(1024).hex().encode() * 20_000), "E112"),
    "too many elements": (with_document(b"<w:r w:a='1'/>" * 700_000), "E112"),
    "no XML": (with_document(b"<w:document"), "E113"),
    "not even text": (with_document(bytes(300)), "E113"),
    "entity bomb": (with_document(root("document", "").replace("?>", "?>" + _BOMB).encode()), "E114"),
    "entity bomb behind a comment that holds a tag": (
        with_document(root("document", "").replace("?>", "?><!-- <a> -->" + _BOMB).encode()),
        "E114",
    ),
    "external entity": (with_document(root("document", "&a;").replace("?>", "?>" + _EXTERNAL).encode()), "E114"),
    "no main part": (archive(word__other_xml=b"<a/>"), "E115"),
    "broken pdf": (b"%PDF-1.4\n" + bytes(100), "E132"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_line(name: str) -> None:
    content, expected = REFUSED[name]
    assert code(content) == expected


def test_bomb_is_refused_before_it_is_inflated() -> None:
    entries = []
    for n in range(40):
        entry = zipfile.ZipInfo(f"word/media/{n}.bin")
        entry.file_size = 100 * MIB
        entries.append(entry)
    with pytest.raises(PipelineError, match="E112"):
        check_archive(entries, "a.docx")
    with pytest.raises(PipelineError, match="E112"):
        check_archive([zipfile.ZipInfo(str(n)) for n in range(20_001)], "a.docx")


def nested(depth: int) -> bytes:
    line = paragraph("đáy")
    for _ in range(depth):
        line = f"tbl/tr/tc/({line},p)"
    return docx(line)


def test_tables_nested_as_deep_as_a_person_makes_them() -> None:
    assert len(read_bytes(nested(15), "a.docx").tables) == 15


@pytest.mark.parametrize("depth", [25, 70])
def test_tables_nested_too_deep(depth: int) -> None:
    assert code(nested(depth)) == "E116"


def test_elements_nested_too_deep() -> None:
    assert code(package("<w:sdt>" * 5000 + "</w:sdt>" * 5000)) == "E116"


def test_text_boxes_nested_too_deep() -> None:
    line = 'p/r/t"đáy"'
    for _ in range(22):
        line = f"p/r/pict/txbxContent/{line}"
    assert code(docx(line)) == "E116"


def test_paths() -> None:
    for path, expected in ((Path("không có.docx"), "E101"), (Path(), "E106"), (Path("a\0b"), "E105")):
        with pytest.raises(PipelineError) as caught:
            read(path)
        assert caught.value.code == expected


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    with pytest.raises(PipelineError, match="E105"):
        read(tmp_path / "a.docx")


def test_ending_that_lies(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.docx"
    path.write_text("1. Sở Y tế\n", encoding="utf-8")
    assert text_lines(read(path)) == ["1. Sở Y tế"]
    path = tmp_path / "văn bản.txt"
    path.write_bytes(docx(paragraph("1. Sở Y tế")))
    assert text_lines(read(path)) == ["1. Sở Y tế"]


@pytest.mark.parametrize(
    "target", ["../../../../etc/passwd", "NULL", "", "\\\\server\\share\\a.xml", "file:///etc/hostname"]
)
def test_part_that_points_outside_the_package(target: str) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="x/styles" Target="{target}"/>'
        f'<Relationship Id="r2" Type="x/footnotes" Target="{target}" TargetMode="External"/>'
        '<Relationship Id="r3" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    content = package(xml(paragraph("a")), files={"word/_rels/document.xml.rels": links.encode()})
    assert text_lines(read_bytes(content, "a.docx")) == ["a"]


def test_many_empty_paragraphs_are_counted() -> None:
    content = package("<w:p/>" * 200_000 + "<w:p><w:r><w:t>cuối</w:t></w:r></w:p>")
    document = read_bytes(content, "a.docx")
    assert [(block.text, block.place) for block in document.blocks] == [("cuối", "đoạn 200001")]


def test_wide_row_and_long_column() -> None:
    document = read_bytes(docx(table(["ô"] * 300), table(*[["ô"]] * 300)), "a.docx")
    assert len(document.blocks) == 600
    assert "W400" not in [notice.code for notice in document.notices]


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_no_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PipelineError, match="E120.*LibreOffice.*Lưu thành .docx"):
        to_docx(b"{\\rtf1 a}", "rtf", "a.rtf", places=())


@pytest.mark.skipif(os.name != "posix", reason="shell scripts as programs")
@pytest.mark.parametrize(("script", "reason"), [("exit 0", "không có kết quả"), ("/bin/sleep 30", "quá 0 giây")])
def test_libreoffice_that_makes_nothing_or_hangs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, reason: str
) -> None:
    program(tmp_path, "soffice", script)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PipelineError, match=f"E121.*{reason}"):
        to_docx(b"{\\rtf1 a}", "rtf", "a.rtf", seconds=0.3, places=())


def test_pdf_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    assert code(pdf([(72, 700, "a")]), "a.pdf") == "E130"


def test_scan_without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(pdf([], []), "a.pdf") == "E131"


@pytest.mark.skipif(os.name != "posix", reason="shell scripts as programs")
def test_tesseract_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "tesseract", 'if [ "$1" = --list-langs ]; then echo vie; else exit 1; fi')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(pdf([]), "a.pdf") == "E133"


def test_pdf_with_a_password() -> None:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>/ID[<00><00>]"
    assert code(pdf([(72, 700, "a")]).replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock.encode()), "a.pdf") == "E110"


def test_pdf_of_too_many_pages() -> None:
    assert code(pdf(*[[(72.0, 700.0, "a")]] * 501), "a.pdf") == "E112"
