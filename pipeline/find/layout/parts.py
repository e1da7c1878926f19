"""Document → parts: head, preamble, body and tail of each paper that stands in one file.

A file often holds several: a decision and the plan it issues, a plan and its annexes. Each becomes a ``Part``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.find.layout.forms import begins, is_recipients, is_signed
from pipeline.model import Block, Document

PartKind = Literal["main", "annex"]


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the file; ``head``, ``title``, ``body`` and ``tail`` are block indices in the order of the document.

    ``prefix`` stands before the section numbers of an annex ("PL", "PL2") and is empty in the main paper.
    """

    kind: PartKind
    prefix: str
    type: str
    head: tuple[int, ...]
    title: tuple[int, ...]
    body: tuple[int, ...]
    tail: tuple[int, ...]


def first_line(text: str) -> str:
    """The first line of a block, without blanks at its ends."""
    return text.split("\n", 1)[0].strip()


def split_parts(document: Document, type_of: Callable[[str], str]) -> tuple[Part, ...]:
    """The papers of a file; ``type_of`` gives a document type ("kế hoạch") for a title line, or ""."""
    starts = list(_starts(document.blocks, type_of))
    edges: list[tuple[int, PartKind, str]] = [*starts, (len(document.blocks), "main", "")]
    parts = []
    for (start, kind, prefix), (end, _, _) in zip(edges, edges[1:], strict=False):
        parts.append(_part(document.blocks, start, end, kind, prefix, type_of))
    if not parts:
        return (_part(document.blocks, 0, len(document.blocks), "main", "", type_of),)
    if starts[0][0] > 0:
        parts[0] = _with_head(parts[0], range(starts[0][0]))
    return tuple(parts)


def _with_head(part: Part, head: Sequence[int]) -> Part:
    return Part(part.kind, part.prefix, part.type, tuple(head), part.title, part.body, part.tail)


def _starts(blocks: Sequence[Block], type_of: Callable[[str], str]) -> Iterator[tuple[int, PartKind, str]]:
    """Where each paper begins: a title line of its own, or the word "Phụ lục" alone."""
    seen_title = seen_tail = False
    annex_start = -9
    for block in blocks:
        line = first_line(block.text)
        if is_recipients(line) or is_signed(line):
            seen_tail = True
        if block.number or (block.kind == "cell" and not line.isupper()):
            continue  # a cell "Kế hoạch", "Đề án" is a product
        annex = begins("annex", line)
        if annex and block.kind == "paragraph" and seen_title:
            annex_start = block.index
            yield block.index, "annex", "PL" + _number_of(line[: annex.span.end])
        elif block.index - annex_start < 3:
            continue  # "PHỤ LỤC / DANH MỤC": the annex's own title
        elif title_type(block, type_of) and (not seen_title or seen_tail):
            seen_title, seen_tail = True, False
            yield block.index, "main", ""
        elif seen_title and seen_tail and annex_start < 0 and begins("issued-with", line):
            seen_tail = False
            yield _first_title_line(blocks, block.index), "main", ""


def _number_of(annex: str) -> str:
    """ "2" of "Phụ lục số 2", "" of "Phụ lục"."""
    words = annex.split()
    return words[-1] if len(words) > 2 else ""


def title_type(block: Block, type_of: Callable[[str], str]) -> str:
    """The document type that a title line names: "KẾ HOẠCH" alone, or in capitals with its subject on one line
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ")."""
    line = first_line(block.text)
    if line.endswith(":"):
        return ""
    if block.kind == "cell" or not line.isupper():
        return type_of(line)
    starts = [" ".join(line.split()[:n]) for n in (len(line.split()), 4, 3, 2)]
    return next((t for s in starts if (t := type_of(s)) and (s == line or s.casefold().startswith(t))), "")


def _first_title_line(blocks: Sequence[Block], position: int) -> int:
    """The first of the centred or capital lines that stand directly above "(Kèm theo Quyết định số …)"."""
    start = position
    while start > 0 and position - start < 4:
        above = blocks[start - 1]
        if above.kind == "cell" or above.number or not (above.centred or above.text.isupper()):
            break
        start -= 1
    return start


def _part(
    blocks: Sequence[Block], start: int, end: int, kind: PartKind, prefix: str, type_of: Callable[[str], str]
) -> Part:
    title_end = _title_end(blocks, start, end, kind, type_of)
    tail_start = next(
        (i for i in range(title_end, end) if _is_tail(blocks[i])),
        end,
    )
    while tail_start < end and tail_start > title_end and _same_row_above(blocks, tail_start):
        tail_start -= 1
    return Part(
        kind,
        prefix,
        title_type(blocks[start], type_of) if start < end else "",
        (),
        tuple(range(start, title_end)),
        tuple(range(title_end, tail_start)),
        tuple(range(tail_start, end)),
    )


def _is_tail(block: Block) -> bool:
    line = first_line(block.text)
    return is_recipients(line) or (is_signed(line) and line.upper() == line)


def _same_row_above(blocks: Sequence[Block], i: int) -> bool:
    return (
        blocks[i].kind == "cell"
        and blocks[i - 1].kind == "cell"
        and blocks[i].place.rsplit(",", 1)[0] == blocks[i - 1].place.rsplit(",", 1)[0]
    )


def _title_end(blocks: Sequence[Block], start: int, end: int, kind: PartKind, type_of: Callable[[str], str]) -> int:
    """After the type line come the lines of the subject: capitals, or centred words, without a full stop."""
    if start >= end or (kind == "main" and not type_of(first_line(blocks[start].text))):
        return start  # no line of a title: all of it is body
    i = start + 1
    while i < end and i - start < 8 and _is_title_line(blocks[i]):
        i += 1
    return i


def _is_title_line(block: Block) -> bool:
    text = block.text.strip()
    if block.number or block.kind != "paragraph" or begins("nation", text):
        return False
    if text.startswith("(") and text.endswith(")"):
        return True
    return text.isupper() or (text[-1] not in ".;:," and len(text) < 300)
