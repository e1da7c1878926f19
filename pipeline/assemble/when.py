"""The deadline of a task: a line or cell that names it, else the limit that the task's own words put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.assemble.draft import DEFAULT_DEADLINE, LIMIT_CELL, Line
from pipeline.find.layout.fields import read_fields
from pipeline.find.lexicon import Lexicon
from pipeline.find.time.dates import Chosen, choose_deadline, find_deadlines, is_limit_label, read_time_value
from pipeline.model import NO_DEADLINE, Deadline


@dataclass(frozen=True, slots=True)
class When:
    """Value, words and place (line number, offsets in that line's item) of a deadline; ``rules`` and ``flags`` go
    into the row."""

    deadline: Deadline = NO_DEADLINE
    text: str = ""
    line: int = -1
    start: int = 0
    end: int = 0
    focus: tuple[date | None, date | None] = (None, None)
    rules: tuple[str, ...] = (DEFAULT_DEADLINE,)
    flags: tuple[str, ...] = ()


def read_when(lines: Sequence[Line], lexicon: Lexicon, document_date: date | None) -> When:
    """The deadline that ``lines`` state; a value in a line or cell of its own wins over one inside a sentence."""
    for n, line in enumerate(lines):
        for start, end, limit in _time_values(line, lexicon):
            found = read_time_value(line.item.text[start:end], document_date, n, limit=limit)
            if found.mentions:
                return _with_begin(_when(lines, start, found), lines, document_date)
    for fields in (
        ("", "content"),
        ("lead", "perform", "partner"),
    ):  # "Cơ quan thực hiện: Sở A, xong trước ngày …" last
        own = [(n, line) for n, line in enumerate(lines) if line.field in fields]
        mentions = [m for n, line in own for m in find_deadlines(line.text, n, document_date)]
        chosen = choose_deadline(mentions)
        if chosen.span:
            return _when(lines, lines[chosen.span.block].start, chosen)
    return When()


def _with_begin(when: When, lines: Sequence[Line], document_date: date | None) -> When:
    """The start from a column of its own ("Bắt đầu" beside "Hoàn thành")."""
    for line in lines:
        if line.field != "cell:begin":
            continue
        begin = read_time_value(line.text, document_date, 0).deadline.start
        end = when.deadline.end
        if begin and (end is None or begin <= end):
            return replace(
                when, deadline=replace(when.deadline, start=begin, kind="range" if end else when.deadline.kind)
            )
    return when


def _time_values(line: Line, lexicon: Lexicon) -> list[tuple[int, int, bool]]:
    """Where a line holds a time value (a label line's, a cell's, or a detail "+ Thời gian: …"), and whether it is named
    a limit."""
    kind = line.kind
    text = line.item.text
    if kind == "deadline":
        start = line.value_start or line.start
        return [(start, line.end, line.field == LIMIT_CELL or is_limit_label(text[line.start : start]))]
    if kind:
        return []
    return [
        (line.start + f.value_start, line.start + f.value_end, is_limit_label(line.text[f.start : f.value_start]))
        for f in read_fields(line.text, lexicon.labels)
        if f.name == "deadline"
    ]


def _when(lines: Sequence[Line], offset: int, chosen: Chosen) -> When:
    span = chosen.span
    assert span is not None
    start, end = span.start + offset, span.end + offset
    return When(
        chosen.deadline,
        lines[span.block].item.text[start:end],
        span.block,
        start,
        end,
        chosen.focus or (None, None),
        tuple(dict.fromkeys(m.rule for m in chosen.mentions)),
        () if chosen.certain else (chosen.why or "W424",),
    )
