"""A document of any kind, as it is: only this room opens documents.

In: a path, or bytes and a name. Out: a Document whose blocks hold every character, or a notice says where one is lost.
Doors: ``read``, ``read_bytes``, ``text_lines``.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from pipeline.messages import PipelineError
from pipeline.model import Document, Notice, Source


def read(path: Path) -> Document:
    """The Document in the file ``path``; its kind is seen from its content, not from its ending.

    Raises PipelineError E101 to E133 with one line for the user; never fetches anything from outside the file.
    """
    content = _load(path)
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Document:
    """The Document in ``content``, which came in a file called ``name``. Raises E118 where it holds no words."""
    document = _read(content, name)
    if not any(sign.isalnum() for block in document.blocks for sign in block.text + block.number):
        raise PipelineError("E118", name)
    return document


def _read(content: bytes, name: str) -> Document:
    from pipeline.read.kinds import kind_of

    source = Source(name, hashlib.sha256(content).hexdigest(), len(content))
    if not content:
        raise PipelineError("E104", name)
    kind = kind_of(content, name)
    if kind == "text":
        from pipeline.read.plain import read_text

        return read_text(content, source)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(content, source)
    if kind == "htm":
        from pipeline.read.web.page import read_page

        return read_page(content, source)
    if kind == "mht":
        from pipeline.read.web.archive import read_archive

        return read_archive(content, source)
    from pipeline.read.word.docx import read_docx

    if kind == "docx":
        return read_docx(content, source, read_bytes)
    from pipeline.read.convert import to_docx

    document = read_docx(to_docx(content, kind, name), source, read_bytes)
    return replace(document, notices=(Notice("W406", facts={"ending": f".{kind}"}), *document.notices))


def _load(path: Path) -> bytes:
    """All bytes of a regular file; E101, E105, E106 or E112 in place of whatever the system says."""
    from pipeline.read.limits import FILE_BYTES, MIB

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PipelineError("E106", path.name)
        if not stat.S_ISREG(status.st_mode):
            raise PipelineError("E105", path.name, reason="không phải tệp thường")
        if status.st_size > FILE_BYTES:
            size, limit = f"{status.st_size / MIB:.0f} MB", f"{FILE_BYTES / MIB:.0f} MB"
            raise PipelineError("E112", path.name, what="tệp", size=size, limit=limit)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PipelineError("E101", str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise PipelineError("E105", path.name, reason=reason) from error


def text_lines(document: Document) -> list[str]:
    """One line a block, its displayed number first; the lines of a cell or a soft break are joined by " / "."""
    return [f"{block.number} {block.text}".strip().replace("\n", " / ") for block in document.blocks]
