"""Why a row, or a place of the document, was read as it was: lines for the terminal.

Takes a plan and says of a row what was found in its words, by which rules, what was handed down from where and what
raised its flags; of a place what became of its words. ``explain_task``, ``explain_place`` and ``overview`` are the
doors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.reading import read_sentence
from pipeline.messages import notice_texts
from pipeline.model import Block, LedgerEntry, Mention, Plan, Span, Task
from pipeline.rulebook import Rulebook
from pipeline.write.review.fates import FATES, reason
from pipeline.write.review.rows import DEFAULTS, LABELS


def found_in(text: str, lexicon: Lexicon) -> list[Mention]:
    """What the rules find in a text, from left to right: words of orders and names of agencies, which may overlap."""
    clauses = lexicon.clauses(text)
    labels = ("opening", "mode", "adverb", "role", "partner-of", "verb", "foreign-doer", "generic", "closing")
    found = [m for label in labels for m in clauses.all(label)] + list(clauses.named)
    return sorted(found, key=lambda m: (m.span.start, -m.span.end))


def explain_task(plan: Plan, task: Task, lexicon: Lexicon, rulebook: Rulebook) -> Iterator[str]:
    """How a row came about."""
    yield f"{task.id} · {task.place}"
    for span in task.spans:
        words = plan.document.quote(span)
        yield f"  «{words}»"
        yield from _pieces(words, lexicon)
    yield "  Dựa vào:"
    own = {span.block for span in task.spans}
    for mention in task.mentions:
        yield f"    {LABELS.get(mention.label, mention.label)}: {_shown(mention.value)}{_source(plan, mention, own)}"
    yield "  Luật:"
    yield from (f"    {rule}: {why(rule, rulebook)}" for rule in task.rules)
    notices = [n for n in plan.notices if n.task_id == task.id and n.code in task.flags]
    yield "  Cờ:" if task.flags else "  Không có cờ."
    yield from (f"    {n.code}: {notice_texts(n)[0]}" for n in notices)
    yield from _fates(plan, [e for e in plan.ledger if e.fate == "task" and e.id == task.id], rulebook)


def explain_place(plan: Plan, block: Block, lexicon: Lexicon, rulebook: Rulebook) -> Iterator[str]:
    """What became of the words of a paragraph or cell, and which rows rest on them."""
    yield f"{block.place} · {block.number} {block.text}".replace("  ", " ")
    yield from _pieces(block.text, lexicon)
    yield from _fates(plan, [e for e in plan.ledger if e.span.block == block.index], rulebook)
    for task in plan.tasks:
        resting = [m for m in task.mentions if m.span.block == block.index]
        if resting:
            named = ", ".join(dict.fromkeys(LABELS.get(m.label, m.label).lower() for m in resting))
            yield f"  Dòng {task.id} lấy từ đây: {named}"
    for notice in plan.notices:
        if notice.span and notice.span.block == block.index:
            yield f"  {notice.code} {notice_texts(notice)[0]}"


def overview(plan: Plan) -> Iterator[str]:
    """Every stretch of the document with what became of it, a line each."""
    for entry in plan.ledger:
        told = " ".join(filter(None, (FATES[entry.fate], entry.id, entry.rule)))
        yield f"{plan.document.blocks[entry.span.block].place} · {told} · {_short(plan.document.quote(entry.span))}"


def why(rule: str, rulebook: Rulebook) -> str:
    """What a rule, a default or a notice's code says, in a sentence; "" where it says nothing."""
    return DEFAULTS.get(rule) or reason(rule, rulebook)


def _pieces(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What the rules find in a text, and how the whole of it is read: every word stands in a piece."""
    for mention in found_in(text, lexicon):
        words = text[mention.span.start : mention.span.end]
        yield f"    {mention.span.start:>4} «{words}» {mention.label} {mention.rule}"
    reading = read_sentence(lexicon.clauses(text))
    yield "    Đọc câu: " + " | ".join(f"{p.kind} «{_short(text[p.start : p.end])}»" for p in reading.pieces)
    if doubts := reading.doubts():
        yield "    Chưa chắc: " + ", ".join(doubts)


def _source(plan: Plan, mention: Mention, own: Iterable[int]) -> str:
    """Where the words stand, if not in the row itself: a heading, a lead-in, another cell."""
    if mention.span.block in own:
        return f" ← {mention.rule}"
    block = plan.document.blocks[mention.span.block]
    return f" ← {mention.rule}, nêu ở {block.place}: «{_short(f'{block.number} {block.text}'.strip())}»"


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _fates(plan: Plan, entries: Sequence[LedgerEntry], rulebook: Rulebook) -> Iterator[str]:
    """What became of stretches, with the reason where they were set aside."""
    yield "  Chữ nào thành gì:"
    for entry in entries:
        said = " ".join(filter(None, (FATES[entry.fate], entry.id, entry.rule)))
        because = why(entry.rule or (entry.id if entry.fate == "notice" else ""), rulebook)
        words = _short(plan.document.quote(entry.span))
        yield f"    {_at(plan, entry.span)} {said}{f' ({because})' if because else ''}: «{words}»"


def _at(plan: Plan, span: Span) -> str:
    return f"{plan.document.blocks[span.block].place} [{span.start}–{span.end}]"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 100 else flat[:99] + "…"
