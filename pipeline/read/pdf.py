"""A PDF with a text layer → Document; a scanned one by OCR where tesseract is installed.

pypdfium2 (Apache-2.0 or BSD-3-Clause) reads the text layer. It is an extra: offices mostly have .docx.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.messages import PipelineError
from pipeline.model import Document, Notice, Source, Span
from pipeline.read.limits import PIXELS, SEARCHES, check_count
from pipeline.read.plain import lines_to_document, paragraphs
from pipeline.read.text import clean
from pipeline.read.typed import split_number

PAGES = 500
OCR_SECONDS = 120.0
_DPI = 300
_SCANNED = 40  # characters a page below which its text layer is no text
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.;:!?…]$")


class PrintedLine(NamedTuple):
    """One line of a page in points: its edges, the height of its letters, its words."""

    left: float
    right: float
    bottom: float
    top: float
    text: str


def read_pdf(content: bytes, source: Source) -> Document:
    """The Document of a PDF. Raises E110 (password), E130 (no library), E131 (scan, no OCR), E132 (broken), E133."""
    try:
        import pypdfium2
    except ImportError as error:
        raise PipelineError("E130", source.name) from error
    try:
        pdf = pypdfium2.PdfDocument(content)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        raise PipelineError("E110" if "assword" in str(error) else "E132", source.name) from error
    if count > PAGES:
        raise PipelineError("E112", source.name, what="số trang", size=str(count), limit=str(PAGES))
    try:
        pages, searched = list[list[PrintedLine]](), 0
        for number in range(count):
            layer = pdf[number].get_textpage()
            searched += layer.count_rects() * layer.count_chars()  # PDFium looks at every letter for every piece
            check_count(searched, SEARCHES, "số mảnh chữ × số chữ", source.name)
            pages.append(_rows(layer))
        if sum(len(row.text) for rows in pages for row in rows) < _SCANNED * count:
            return _recognised(pdf, count, source)
    except pypdfium2.PdfiumError as error:
        raise PipelineError("E132", source.name) from error
    finally:
        pdf.close()
    heads = _running_heads(pages)
    document = lines_to_document(joined([[row for row in rows if row not in heads] for rows in pages]), source)
    heads_text = tuple(dict.fromkeys(row.text for row in heads if not _PAGE_NUMBER.fullmatch(row.text)))
    return replace(document, notices=(Notice("W409"),), running_heads=heads_text)


def _rows(layer: Any) -> list[PrintedLine]:
    """The lines of a page from the top: pieces whose middle lies in the height of the line are put side by side."""
    pieces = []
    for index in range(layer.count_rects()):
        left, bottom, right, top = layer.get_rect(index)
        text = layer.get_text_bounded(left, bottom, right, top).strip()
        if text:
            pieces.append(PrintedLine(left, right, bottom, top, text.replace("\r\n", " ")))
    lines: list[list[PrintedLine]] = []
    for piece in sorted(pieces, key=lambda row: (-row.top, row.left)):
        middle = (piece.top + piece.bottom) / 2
        line = next((line for line in lines[-3:] if line[0].bottom <= middle <= line[0].top), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    return [_line(sorted(line)) for line in lines]


def _line(pieces: list[PrintedLine]) -> PrintedLine:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        text += ("" if piece.left - before.right < 0.15 * (piece.top - piece.bottom) else " ") + piece.text
    first, heights = pieces[0], [piece.top - piece.bottom for piece in pieces]
    right = max(piece.right for piece in pieces)
    return PrintedLine(first.left, right, first.bottom, first.bottom + max(heights), clean(text))


def _running_heads(pages: list[list[PrintedLine]]) -> set[PrintedLine]:
    """Page numbers, and what stands at the top or bottom of at least three pages, and half of them."""
    often = Counter(text for rows in pages for text in {row.text for row in _edges(rows)})
    heads = {row for rows in pages for row in _edges(rows) if often[row.text] >= max(3, len(pages) // 2)}
    return heads | {row for rows in pages for row in (*rows[:1], *rows[-1:]) if _PAGE_NUMBER.fullmatch(row.text)}


def _edges(rows: list[PrintedLine]) -> list[PrintedLine]:
    return [*rows[:2], *rows[2:][-2:]]


def joined(pages: list[list[PrintedLine]]) -> list[str]:
    """Lines joined to paragraphs, over page ends too; see ``_begins`` for what starts a new one."""
    rows = [row for page in pages for row in page]
    if len(rows) < 2:
        return [row.text for row in rows]
    right = statistics.quantiles([row.right for row in rows], n=10)[-1]
    pitches = [pitch for before, row in pairwise(rows) if (pitch := before.bottom - row.bottom) > 0]
    pitch = statistics.median_low(pitches) if pitches else 0.0
    texts = [rows[0].text]
    for before, row in pairwise(rows):
        if _begins(before, row, right, pitch):
            texts.append(row.text)
        else:
            texts[-1] += " " + row.text
    return texts


def _begins(before: PrintedLine, row: PrintedLine, right: float, pitch: float) -> bool:
    """Whether ``row`` starts a paragraph: a number, a full stop and indent, a short line before it, a wide gap.

    ``right`` is where full lines end, ``pitch`` how far lines of a paragraph stand apart (both in points).
    """
    height = max(before.top - before.bottom, 4.0)
    if split_number(row.text)[0] or before.right < right - 6 * height:
        return True
    if row.left - before.left > 0.8 * height and _ENDS.search(before.text):
        return True
    return before.bottom - row.bottom > 1.25 * pitch or before.text.isupper() != row.text.isupper()


def _recognised(pdf: Any, count: int, source: Source) -> Document:
    """The pages read by tesseract with its Vietnamese model; every block carries the notice W405."""
    program = shutil.which("tesseract")
    if program is None or "vie" not in _languages(program):
        raise PipelineError("E131", source.name)
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="giaoviec-") as folder:
        image = Path(folder) / "page.pgm"
        for number in range(count):
            page = pdf[number]
            width, height = page.get_size()
            scale = min(_DPI / 72, (PIXELS / max(width * height, 1.0)) ** 0.5)  # a page may say that it is a field
            bitmap = page.render(scale=scale, grayscale=True)
            image.write_bytes(_pgm(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)))
            lines += paragraphs(_tesseract(program, image, source.name).splitlines())
    document = lines_to_document([line for line in lines if not _PAGE_NUMBER.fullmatch(line)], source)
    notices = tuple(Notice("W405", Span(b.index, 0, len(b.text)), b.text[:80], b.place) for b in document.blocks)
    return replace(document, notices=notices)


def _pgm(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    rows = b"".join(pixels[row * stride : row * stride + width] for row in range(height))
    return f"P5 {width} {height} 255\n".encode() + rows


def _languages(program: str) -> list[str]:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return listed.stdout.split()


def _tesseract(program: str, image: Path, where: str) -> str:
    command = [program, str(image), "stdout", "-l", "vie", "--psm", "4"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=OCR_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise PipelineError("E133", where, reason=type(error).__name__) from error
    return done.stdout.decode("utf-8", errors="replace").replace("\f", "\n")
