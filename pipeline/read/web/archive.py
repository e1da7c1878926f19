"""A mail or a web archive (.mht, .mhtml, .eml, or a .doc that is one) → Document of the page or text in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import Message
from email.parser import BytesParser

from pipeline.messages import PipelineError
from pipeline.model import Document, Notice, Source
from pipeline.read.limits import MIB, TEXT_BYTES, check_count
from pipeline.read.plain import read_text
from pipeline.read.web.page import read_page


def read_archive(content: bytes, source: Source) -> Document:
    """The first page that holds words, else the first plain text; files sent along are told, not opened.

    Raises E117 where nothing in it is text.
    """
    check_count(len(content) // MIB, 2 * TEXT_BYTES // MIB, "số MB chữ", source.name)
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        parts = list(message.walk())
    except (ValueError, LookupError, TypeError, RecursionError, AttributeError) as error:
        raise PipelineError("E117", source.name, ending="thư, trang web lưu một tệp") from error
    for document in _readings(parts, source):
        if document.blocks:
            return replace(document, notices=(*document.notices, *_sent_along(parts)))
    raise PipelineError("E118", source.name)


def _readings(parts: list[Message], source: Source) -> Iterator[Document]:
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename() and (body := _body(part)):
                if kind == "text/plain":
                    yield read_text(body, source)
                else:
                    yield read_page(body, source, part.get_content_charset() or "")


def _body(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _sent_along(parts: list[Message]) -> Iterator[Notice]:
    """Files that a person attached; the pictures and styles of a page are no such files."""
    for part in parts:
        if part.get_content_disposition() == "attachment" and not part.is_multipart():
            yield Notice("W483", facts={"what": str(part.get_filename() or part.get_content_type())})
