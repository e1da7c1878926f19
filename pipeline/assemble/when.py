"""The deadline of a task: a line or cell that names it, else the limit that the task's own words put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.assemble.draft import DEFAULT_DEADLINE, LIMIT_CELL, Line
from pipeline.find.layout.fields import read_fields
from pipeline.find.lexicon import Lexicon
from pipeline.find.time.choose import Chosen, choose_deadline
from pipeline.find.time.dates import find_deadlines, is_limit_label, read_time_value
from pipeline.find.time.finds import DeadlineFind
from pipeline.find.time.steps import lead_in_limits
from pipeline.model import NO_DEADLINE, Deadline, Mention


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
    others: tuple[Mention, ...] = ()  # further limits of the item, their spans in the plan's blocks

    @property
    def said(self) -> str:
        """All words that say when, the main order's first: "trong tháng 6/2027; trước ngày 10/7/2027"."""
        return "; ".join(dict.fromkeys([self.text, *(str(m.value) for m in self.others)]))


def read_when(lines: Sequence[Line], lexicon: Lexicon, document_date: date | None) -> When:
    """The deadline that ``lines`` state; a value in a line or cell of its own wins over one inside a sentence."""
    for n, line in enumerate(lines):
        for start, end, limit in _time_values(line, lexicon):
            found = read_time_value(line.item.text[start:end], document_date, n, limit=limit)
            if found.mentions:
                return _with_begin(_when(lines, {n: start}, found), lines, document_date)
    for fields in (
        ("", "content"),
        ("lead", "perform", "partner"),
    ):  # "Cơ quan thực hiện: Sở A, xong trước ngày …" last
        own = [(n, line) for n, line in enumerate(lines) if line.field in fields]
        mentions = [m for n, line in own for m in find_deadlines(line.text, n, document_date)]
        chosen = choose_deadline(mentions)
        if chosen.span and not (_handed(lines) and chosen.deadline.kind == "event"):
            return _when(lines, {n: line.start for n, line in own}, chosen)
    return _from_above(lines, document_date)


def _handed(lines: Sequence[Line]) -> bool:
    """Whether a heading or lead-in above says when."""
    return any(line.field in ("shared:step", "shared:lead") for line in lines)


def _from_above(lines: Sequence[Line], document_date: date | None) -> When:
    """The time of the step or lead-in above the task."""
    for n, line in enumerate(lines):
        if line.field == "shared:step":
            chosen = read_time_value(line.text, document_date, n)
        elif line.field == "shared:lead":
            chosen = choose_deadline(lead_in_limits(line.text, n, document_date))
        else:
            continue
        if chosen.mentions:
            return _when(lines, {n: line.start}, chosen)
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


def _when(lines: Sequence[Line], offsets: Mapping[int, int], chosen: Chosen) -> When:
    """``offsets`` says where the text that was read begins in each line's item."""
    span = chosen.span
    assert span is not None
    offset = offsets[span.block]
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
        tuple(_other(lines, offsets, m) for m in chosen.others if _is_further(m, chosen)),
    )


def _is_further(mention: Mention, chosen: Chosen) -> bool:
    """Another dated or recurring limit beside the chosen one."""
    found, main = mention.value, chosen.deadline
    if not isinstance(found, DeadlineFind) or found.deadline.kind in ("none", "ongoing", "event"):
        return False
    other = found.deadline
    return (other.start, other.end, other.recurrence) != (main.start, main.end, main.recurrence)


def _other(lines: Sequence[Line], offsets: Mapping[int, int], mention: Mention) -> Mention:
    item, offset = lines[mention.span.block].item, offsets[mention.span.block]
    start, end = mention.span.start + offset, mention.span.end + offset
    return Mention(item.span(start, end), "deadline-other", mention.rule, item.text[start:end])
