"""What kind of document a file is, seen from its first bytes: its ending may lie."""

from __future__ import annotations

import io
from typing import Literal
from zipfile import BadZipFile, ZipFile

from pipeline.messages import PipelineError
from pipeline.read.limits import check_archive, check_part

Kind = Literal["docx", "doc", "odt", "rtf", "htm", "xml", "pdf", "text"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIB_MAGIC, _FIB_ENCRYPTED = b"\xec\xa5", 0x0100
_HEAD = 4096


def kind_of(content: bytes, where: str) -> Kind:
    """The kind of ``content``. Raises E110 (encrypted), E111 (broken package), E117 (no document)."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _in_archive(content, where)
    if content.startswith(_OLE):
        return _in_ole(content, where)
    head = content[:_HEAD]
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _in_text(head, where)


def _in_text(head: bytes, where: str) -> Kind:
    folded = head.replace(b"\x00", b"").lower()
    if b"<html" in folded or b"<!doctype html" in folded:
        return "htm"
    if b"<w:worddocument" in folded or b"schemas.microsoft.com/office/word/2003" in folded:
        return "xml"
    if folded.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):  # its tags would be read as words
        raise _refused(where)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (b"\x00" in head or sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 50):
        raise _refused(where)
    return "text"


def _in_archive(content: bytes, where: str) -> Kind:
    try:
        archive = ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        check_archive(entries, where)
        names = {entry.filename.lower() for entry in entries}
        if "content.xml" not in names:
            if any(name.startswith(("xl/", "ppt/")) for name in names) or not any("word" in name for name in names):
                raise _refused(where)
            return "docx"
        for entry in entries:
            if entry.filename.endswith(".xml"):
                check_part(entry, where)
        manifest = archive.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in names else b""
    except (BadZipFile, ValueError, NotImplementedError, OverflowError, RuntimeError, KeyError, OSError) as error:
        raise PipelineError("E111", where) from error
    if b"encryption-data" in manifest:
        raise PipelineError("E110", where)
    return "odt"


def _in_ole(content: bytes, where: str) -> Kind:
    """A compound file: Word 97 to 2003, or the wrapper that Word puts around an encrypted .docx."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise PipelineError("E110", where)
    if "WordDocument".encode("utf-16-le") not in content:
        raise _refused(where)
    for offset in range(512, len(content), 512):
        if content.startswith(_FIB_MAGIC, offset):  # the file information block, [MS-DOC] 2.5.1
            if int.from_bytes(content[offset + 10 : offset + 12], "little") & _FIB_ENCRYPTED:
                raise PipelineError("E110", where)
            break
    return "doc"


def _refused(where: str) -> PipelineError:
    dot = where.rfind(".")
    return PipelineError("E117", where, ending=where[dot:] if dot > 0 else "trống")
