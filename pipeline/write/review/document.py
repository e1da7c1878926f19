"""The plan as it reads, as HTML: headings, numbers, tables, with every find marked and what became no task shown as
such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.model import Block, Document, Plan, Span, Table, Task
from pipeline.write.review.fates import block_fates
from pipeline.write.review.finds import Find, Stretch, by_block, cut_pieces, words_by_block

_CHUNK = 40  # blocks whose layout a browser may put off together (content-visibility)
# Kinds of blocks: the class, and what a screen reader hears of a block that is not a task.
KINDS = {
    "task": "nhiệm vụ",
    "head": "đề mục",
    "act": "nội dung không nêu cơ quan",
    "fund": "kinh phí",
    "doubt": "chỗ cần xem",
    "part": "nêu cơ quan, thời hạn cho nhiệm vụ",
    "none": "không thành nhiệm vụ",
}


@dataclass(frozen=True, slots=True)
class _Marks:
    """What lies over the blocks: finds and words by block, the kind of each block, heading levels, first blocks."""

    finds: Sequence[Find]
    tasks: Sequence[Task]
    found: Mapping[int, list[int]]
    words: Mapping[int, list[tuple[Span, int]]]
    kinds: Mapping[int, str]
    levels: Mapping[int, int]
    fates: Mapping[int, Sequence[str]]
    starts: Mapping[int, list[int]]


def block_kinds(plan: Plan, tasks: Sequence[Task]) -> Mapping[int, str]:
    """What became of each block: a key of KINDS, the strongest that holds. A "part" says something of a task without
    being its words: a lead-in, or another cell of its row."""
    funding = set(plan.funding)
    kinds = {b.index: "fund" if b.text and b.text in funding else "none" for b in plan.document.blocks}
    kinds |= dict.fromkeys(_parts_of_tasks(plan.document, tasks), "part")
    kinds |= {a.span.block: "act" for a in plan.activities}
    kinds |= {h.block: "head" for h in plan.outline}
    kinds |= {n.span.block: "doubt" for n in plan.notices if n.span and not n.task_id}
    kinds |= {e.span.block: "doubt" for e in plan.ledger if e.fate == "notice"}
    return kinds | {s.block: "task" for t in tasks for s in t.spans}


def _parts_of_tasks(document: Document, tasks: Sequence[Task]) -> Iterator[int]:
    worded = {span.block for task in tasks for span in task.spans}
    yield from (mention.span.block for task in tasks for mention in task.mentions)
    rows = (row for table in document.tables for row in table.rows)
    yield from (c for row in rows if worded & set(row) for c in row if c is not None)


def document_html(plan: Plan, tasks: Sequence[Task], finds: Sequence[Find]) -> str:
    """The left side of the page: every block once, in order; chunks of blocks are laid out only when seen."""
    starts: dict[int, list[int]] = {}
    for number, task in enumerate(tasks):
        if task.spans:
            starts.setdefault(task.spans[0].block, []).append(number)
    kinds = block_kinds(plan, tasks)
    marks = _Marks(
        finds, tasks, by_block(finds), words_by_block(tasks), kinds, _levels(plan), block_fates(plan), starts
    )
    parts = list(_parts(plan.document, marks))
    chunks = ("".join(parts[i : i + _CHUNK]) for i in range(0, len(parts), _CHUNK))
    return "".join(f'<div class="chunk">{chunk}</div>' for chunk in chunks)


def _levels(plan: Plan) -> Mapping[int, int]:
    """The HTML level of each heading: 3 for the outermost, never deeper than 6."""
    return {h.block: 3 + min(h.section.count("."), 3) for h in plan.outline}


def _parts(document: Document, marks: _Marks) -> Iterator[str]:
    """Paragraphs and tables in the order of the body; a table stands where its first cell does."""
    first: dict[int, list[Table]] = {}
    inside: set[int] = set()
    for table in document.tables:
        cells = [c for row in table.rows for c in row if c is not None]
        if cells:
            first.setdefault(min(cells), []).append(table)
            inside.update(cells)
    for block in document.blocks:
        for table in first.get(block.index, ()):
            yield _table(table, document, marks)
        if block.index not in inside:
            yield _paragraph(block, marks)


def _paragraph(block: Block, marks: _Marks) -> str:
    kind, level = marks.kinds[block.index], marks.levels.get(block.index)
    tag = f"h{level}" if level else "p"
    looks = [f"k-{kind}", _indent(block), "b" if block.bold and not level else "", "c" if block.centred else ""]
    place = f' title="{escape(block.place)}"' if block.place else ""
    place += _fate(block.index, marks)
    inner = _links(block.index, marks) + _number(block) + _text(block, marks)
    return f'<{tag} id="b{block.index}" class="{" ".join(filter(None, looks))}"{place}>{inner}</{tag}>\n'


def _fate(block: int, marks: _Marks) -> str:
    """What became of a block, for the page's filter."""
    keys = marks.fates.get(block, ())
    return f' data-fate="{" ".join(keys)}"' if keys else ""


def _indent(block: Block) -> str:
    """How far a line stands in: by its list level, else by the look of its typed number."""
    if block.kind in ("footnote", "textbox"):
        return "aside"
    depth = block.level or {"-": 1, "–": 1, "+": 2, "•": 1}.get(block.number[:1], 1 if block.number[1:2] == ")" else 0)
    return f"i{min(depth, 4)}" if depth else ""


def _number(block: Block) -> str:
    return f'<b class="n">{escape(block.number)}</b> ' if block.number else ""


def _links(block: int, marks: _Marks) -> str:
    """The way from the first words of a row to the row."""
    made = ""
    for number in marks.starts.get(block, ()):
        name = escape(marks.tasks[number].id)
        made += f'<a class="go" href="#t{number}" data-go="{number}" aria-label="Đến dòng {name}">{name}</a>'
    return made


def _text(block: Block, marks: _Marks) -> str:
    found = [(marks.finds[n].span, n) for n in marks.found.get(block.index, ())]
    words = marks.words.get(block.index, ())
    return "".join(_piece(piece, marks) for piece in cut_pieces(block.text, found, words))


def _piece(piece: Stretch, marks: _Marks) -> str:
    inner = escape(piece.text, quote=False)
    if piece.finds:
        shortest = min(piece.finds, key=lambda n: (marks.finds[n].span.end - marks.finds[n].span.start, n))
        numbers = " ".join(map(str, piece.finds))
        label = marks.finds[shortest].label
        inner = f'<mark class="f-{label}" data-f="{numbers}">{inner}</mark>'
    if piece.tasks:
        inner = f'<span class="w" data-t="{" ".join(map(str, piece.tasks))}">{inner}</span>'
    return inner


def _table(table: Table, document: Document, marks: _Marks) -> str:
    rows = "".join(f"<tr>{''.join(_cells(table, r, document, marks))}</tr>\n" for r in range(len(table.rows)))
    label = f"Bảng {table.index + 1} của kế hoạch"
    grid = f"<table><tbody>{rows}</tbody></table>"
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{grid}</div>\n'


def _cells(table: Table, r: int, document: Document, marks: _Marks) -> Iterator[str]:
    """The cells that begin in row ``r``; a merged cell stands once, over the rectangle that it fills."""
    for c, index in enumerate(table.rows[r]):
        if index is None:
            yield "<td></td>"
        if index is None or _first(table, index) != (r, c):
            continue
        wide = _run(table, index, r, c, 0, 1)
        high = _run(table, index, r, c, 1, 0)
        block = document.blocks[index]
        spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
        looks = f"k-{marks.kinds[index]}" + (" b" if block.bold else "")
        body = _links(index, marks) + _number(block) + _text(block, marks)
        yield f'<td id="b{index}" class="{looks}"{spans} title="{escape(block.place)}"{_fate(index, marks)}>{body}</td>'


def _first(table: Table, index: int) -> tuple[int, int]:
    """The place where a cell stands first, row by row."""
    return next((r, row.index(index)) for r, row in enumerate(table.rows) if index in row)


def _at(table: Table, r: int, c: int) -> int | None:
    return table.rows[r][c] if 0 <= r < len(table.rows) and 0 <= c < len(table.rows[r]) else None


def _run(table: Table, index: int, r: int, c: int, down: int, right: int) -> int:
    """How many cells in a row (or column) from here on are this one."""
    count = 1
    while _at(table, r + down * count, c + right * count) == index:
        count += 1
    return count
