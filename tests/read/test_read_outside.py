"""Nothing that a file names outside of itself is fetched: what LibreOffice gets has no address, and none is asked."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.read import read_bytes, text_lines
from pipeline.read.convert import harmless
from pipeline.read.kinds import Kind
from tests.build import docx, package, xml
from tests.read.test_read_formats import convert

TEXT = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def odt(address: str) -> bytes:
    """A text document of one paragraph with a remote picture and a remote template, and a macro."""
    names = f'xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" xmlns:draw="{OFFICE}drawing:1.0"'
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    picture = f'<draw:frame><draw:image xlink:href="{address}/a.png" xlink:type="simple"/></draw:frame>'
    body = f"<office:body><office:text><text:p>Giao Sở Y tế{picture}</text:p></office:text></office:body>"
    manifest = (
        f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{TEXT}"/></m:manifest>'
    )
    meta = f'<meta:template xmlns:meta="{OFFICE}meta:1.0" xlink:href="{address}/a.ott" xlink:type="simple"/>'
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", TEXT)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        archive.writestr(
            "meta.xml", f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        archive.writestr("Basic/Standard/Module1.xml", "<a/>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def rtf(address: str) -> bytes:
    field = rf'{{\field{{\*\fldinst {{ INCLUDEPICTURE "{address}/a.png" \\d }}}}{{\fldrslt }}}}'
    return (rf"{{\rtf1\ansi{{\*\template {address}/a.dot}}Giao So Y te\par {field}}}").encode()


def word(address: str) -> bytes:
    links = f'<Relationship Id="r1" Type="http://a/image" Target="{address}/a.png" TargetMode="External"/>'
    links += f'<Relationship Id="r2" Type="http://a/attachedTemplate" Target="{address}/a.dotm" TargetMode="External"/>'
    rels = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode()
    return package(xml('p/r/t"Giao Sở Y tế",altChunk{r:id=r1}'), files={"word/_rels/document.xml.rels": rels})


def page(address: str) -> bytes:
    return (
        f'<html><head><base href="{address}"><link rel=stylesheet href="{address}/a.css"></head><body>'
        f'<p>Giao Sở Y tế</p><img src="{address}/a.png"><iframe src="{address}/a.htm"></iframe></body></html>'
    ).encode()


@pytest.mark.parametrize(
    "address", ["http://a.vn", "https://a.vn", "ftp://a.vn", "file:///etc", "//a.vn", "\\\\a.vn\\b"]
)
def test_no_address_is_left_in_a_package(address: str) -> None:
    made = harmless(odt(address), "odt")
    with ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert not any(name.startswith("Basic/") for name in archive.namelist())
        inside = b"".join(map(archive.read, archive.namelist()))
    assert address.encode() not in inside
    assert "Giao Sở Y tế".encode() in inside


def test_what_stays_inside_is_left_as_it_is() -> None:
    made = harmless(odt("Pictures"), "odt")
    content = ZipFile(io.BytesIO(made)).read("content.xml")
    assert b"http://www.w3.org/1999/xlink" in content
    assert b'"Pictures/a.png"' in content


@pytest.mark.parametrize("kind", ["INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDEAUTO", "includepicture"])
def test_no_field_of_rtf_asks_for_a_file(kind: str) -> None:
    made = harmless(rtf("http://a.vn").replace(b"INCLUDEPICTURE", kind.encode()), "rtf")
    assert kind.encode() not in made
    assert b"template" not in made
    assert b"Giao So Y te" in made


@pytest.mark.parametrize("kind", ["rtf", "xml"])
def test_cleaning_takes_no_time(kind: Kind) -> None:
    harmless(rb"\fldinst " * 200_000, kind)
    harmless(b"{\\*\\template " * 200_000, kind)
    harmless(b'href="http:' * 200_000, kind)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                asked.append(b"connected")

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
    server.close()
    thread.join(2)


@pytest.mark.parametrize("make", [word, page])
def test_own_readers_ask_for_nothing(make: Callable[[str], bytes], listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    assert text_lines(read_bytes(make(address), "a.docx")) == ["Giao Sở Y tế"]
    assert asked == []


def with_picture(content: bytes, address: str) -> bytes:
    """A text document as LibreOffice wrote it, with a remote picture in each paragraph."""
    picture = f'<draw:frame><draw:image xlink:href="{address}/a.png" xlink:type="simple"/></draw:frame></text:p>'
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(out, "w") as copy:
        for entry in archive.infolist():
            part = archive.read(entry)
            copy.writestr(
                entry, part.replace(b"</text:p>", picture.encode()) if entry.filename == "content.xml" else part
            )
    return out.getvalue()


@pytest.mark.slow
def test_libreoffice_asks_for_nothing(tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    made = with_picture(convert(docx('p/r/t"Giao Sở Y tế"'), "odt", tmp_path), address)
    assert text_lines(read_bytes(made, "a.odt")) == ["Giao Sở Y tế"]
    assert "Giao So Y te" in text_lines(read_bytes(rtf(address), "a.rtf"))[0]
    assert asked == []
