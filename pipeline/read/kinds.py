"""What kind of document a file is, seen from its first bytes: its ending may lie."""

from __future__ import annotations

import io
import re
from typing import Literal
from zipfile import BadZipFile, ZipFile

from pipeline.messages import PipelineError
from pipeline.read.limits import check_archive, check_part

Kind = Literal["docx", "doc", "odt", "rtf", "htm", "mht", "xml", "fodt", "pdf", "text"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIB_MAGIC, _FIB_ENCRYPTED = b"\xec\xa5", 0x0100
_HEAD = 4096
# First bytes of pictures; an office that has only a picture of a paper sends it under any name.
_PICTURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00\x00\x00\x00|II\*\x00|MM\x00\*|P[1-7][\s#]|RIFF....WEBP|\x00\x00\x01\x00|\xd7\xcd\xc6\x9a"
    rb"|8BPS|AT&TFORM|....ftyp(?:heic|mif1|avif)|/\* XPM|#define \w+_width",
    re.DOTALL,
)
_DRAWING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<(?:\w+:)?+svg[\s>]", re.DOTALL
)
_MAIL = re.compile(rb"\s*[\w-]+:[^\n]*\n")
_FRAGMENT = re.compile(
    rb"(?:\s|<!--.*?-->)*<(?:p|div|span|table|tbody|tr|h[1-6]|ol|ul|li|font|center|b|i|u|em|strong|body|head|meta|style"
    rb"|article|section|main|header|title|br|hr|a|img|blockquote|pre|!doctype|xml|base|link)(?:\s[^<]*)?/?>",
    re.DOTALL,
)
_CLOSINGS = re.compile(rb"</(?:p|div|td|tr|li|h[1-6]|table|span)>|<br\s*/?>")


def kind_of(content: bytes, where: str) -> Kind:
    """The kind of ``content``. Raises E110 (encrypted), E111 (broken package), E117 (no document)."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _in_archive(content, where)
    if content.startswith(_OLE):
        return _in_ole(content, where)
    head = content[:_HEAD]
    if _PICTURES.match(head):
        raise PipelineError("E119", where)
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _in_text(head, where)


def _in_markup(folded: bytes, where: str) -> Kind | None:
    """The kind of a text that is written in tags, or of a mail that carries one; None where it is no such text."""
    if _DRAWING.match(folded):
        raise PipelineError("E119", where)
    if b"mime-version:" in folded and _MAIL.match(folded):
        return "mht"
    if b"<html" in folded or b"<!doctype html" in folded or _FRAGMENT.match(folded):
        return "htm"
    named = where.lower().endswith((".htm", ".html", ".xhtml", ".doc"))
    return "htm" if named and len(_CLOSINGS.findall(folded)) > 1 else None


def _in_text(head: bytes, where: str) -> Kind:
    folded = head.replace(b"\x00", b"").lower().removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    if kind := _in_markup(folded, where):
        return kind
    if b"<office:document" in folded and b"opendocument:xmlns:office" in folded:
        return "fodt"
    if b"<w:worddocument" in folded or b"schemas.microsoft.com/office/word/2003" in folded:
        return "xml"
    if folded.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):  # its tags would be read as words
        raise _refused(where)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (b"\x00" in head or sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 50):
        raise _refused(where)
    if sum(byte > 127 for byte in head) > len(head) // 2 and not _is_text(head):
        raise _refused(where)
    return "text"


def _is_text(head: bytes) -> bool:
    """Whether bytes that are mostly no ASCII are UTF-8 all the same; the last letter may be cut."""
    try:
        head[: max(len(head) - 4, 0)].decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 8 or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


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
