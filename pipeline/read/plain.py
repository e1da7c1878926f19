"""Plain text and Markdown → Document: a line is a paragraph, rows of "|" are tables."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from pipeline.messages import PipelineError
from pipeline.model import Block, Document, Notice, Source, Table
from pipeline.read.legacy import decode, guess_font
from pipeline.read.limits import CELLS, LINES, MIB, TEXT_BYTES, check_count
from pipeline.read.text import clean
from pipeline.read.typed import split_number

_HEADING = re.compile(r"#{1,6}\s+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_LONGEST = 10_000  # the patterns above are quadratic in a line of nothing but openings
_ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(content: bytes, source: Source) -> Document:
    """The Document of a .txt or (by its name) .md file, in UTF-8, UTF-16, Windows-1258, TCVN3 or VNI."""
    check_count(len(content) // MIB, TEXT_BYTES // MIB, "số MB chữ", source.name)
    text, notices = _decoded(content, source.name)
    lines = text.splitlines()
    check_count(len(lines), LINES, "số dòng", source.name)
    check_count(text.count("|"), CELLS, "số ô của các bảng", source.name)
    return lines_to_document(lines, source, notices, source.name.lower().endswith((".md", ".markdown")))


def lines_to_document(
    lines: list[str], source: Source, notices: tuple[Notice, ...] = (), markdown: bool = False
) -> Document:
    """A Document whose paragraphs are ``lines``; two or more lines of cells in a row ("a | b") are a table.

    A line with fewer cells goes on with it (empty ones at its end are often left out); one with more begins another.
    A line of three cells or more that stands alone is a table's piece where another line has as many: a row that is
    one merged cell ("A. Thể chế") comes as a line without bars and cuts its table.
    """
    widths = Counter(len(_cells(line)) for line in lines)
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[list[str]] = []
    for number, line in enumerate([*lines, ""], 1):
        cells = _cells(line)
        if rows and (len(cells) < 2 or (len(cells) > len(rows[0]) and not markdown)):
            alone = len(rows) == 1 and (len(rows[0]) < 3 or widths[len(rows[0])] < 2)
            if alone:
                blocks.append(_barred(len(blocks), rows[0], number - 1))
            else:
                _close_table(rows, blocks, tables)
            rows = []
        if len(cells) > 1:
            if not _RULE.fullmatch(line.strip()):
                rows.append([_unmarked(cell) if markdown else cell for cell in cells])
        elif block := _paragraph(len(blocks), line, number, markdown):
            blocks.append(block)
    return Document(source, tuple(blocks), tuple(tables), notices)


def _paragraph(index: int, line: str, number: int, markdown: bool) -> Block | None:
    bold = False
    if markdown:
        line, count = _HEADING.subn("", line.strip(), 1)
        bold = bool(count)
        bold = bold or bool(_EMPHASIS.fullmatch(line.strip()))
        line = _unmarked(line)
    typed, text = split_number(clean(line))
    return Block(index, text, "paragraph", typed, None, f"dòng {number}", bold) if text else None


def _cells(line: str) -> list[str]:
    """The cells of a table row; a line that is none comes as one cell."""
    stripped = line.strip()
    framed = stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2
    if " | " not in stripped and not framed:
        return [line]
    return [clean(cell) for cell in (stripped[1:-1] if framed else stripped).split("|")]


def _barred(index: int, cells: list[str], line: int) -> Block:
    """A line of text that happens to hold a bar."""
    number, text = split_number(" | ".join(cells))
    return Block(index, text, "paragraph", number, None, f"dòng {line}")


def _close_table(rows: list[list[str]], blocks: list[Block], tables: list[Table]) -> None:
    """Rows as cells of a table."""
    width, grid = max(map(len, rows)), []
    for r, row in enumerate(rows, 1):
        indices: list[int | None] = []
        for c, cell in enumerate(row, 1):
            indices.append(len(blocks))
            place = f"bảng {len(tables) + 1}, hàng {r}, cột {c}"
            blocks.append(Block(len(blocks), cell, "cell", place=place))
        grid.append(tuple(indices + [None] * (width - len(row))))
    tables.append(Table(len(tables), tuple(grid)))


def _unmarked(text: str) -> str:
    """Markdown without its marks: emphasis, links, escapes. A line longer than any paragraph is left as it is."""
    if len(text) > _LONGEST:
        return text
    text = _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", text.strip()))
    return _ESCAPE.sub(r"\1", text.replace("`", "").replace("<br>", "\n"))


def _decoded(content: bytes, where: str) -> tuple[str, tuple[Notice, ...]]:
    for mark, encoding in _ENCODINGS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise PipelineError("E117", where, ending="văn bản thường") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        if guess_font(text) is None:
            text = content.decode("cp1258", errors="replace")
    font = guess_font(text)
    if font is None:
        return text, ()
    return "\n".join(decode(line, font) for line in text.splitlines()), (_converted(text),)


def _converted(text: str) -> Notice:
    return Notice("W404", facts={"count": str(len(text.splitlines()))})


def paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines of a page joined to paragraphs: an empty line ends one, a typed number begins one."""
    open_lines: list[str] = []
    for line in [*lines, ""]:
        stripped = line.strip()
        if open_lines and (not stripped or split_number(clean(stripped))[0]):
            yield " ".join(open_lines)
            open_lines = []
        if stripped:
            open_lines.append(stripped)
