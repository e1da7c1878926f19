"""A document of any kind → Document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.model import Document, Source


def read(path: Path) -> Document:
    """The Document in the file ``path``; its kind is seen from its content, not from its ending."""
    from pipeline.read.docx import read_docx

    content = path.read_bytes()
    source = Source(path.name, hashlib.sha256(content).hexdigest(), len(content))
    return read_docx(content, source)


def text_lines(document: Document) -> list[str]:
    """One line a block, its displayed number first; the lines of a cell are joined by " / "."""
    return [f"{block.number} {block.text}".strip().replace("\n", " / ") for block in document.blocks]
