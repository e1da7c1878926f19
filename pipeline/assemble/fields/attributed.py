"""Who does it, named behind the work: "Rà soát quỹ đất (Sở A chủ trì, phối hợp với Sở B; hoàn thành trong năm
2027)"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.draft import Line
from pipeline.assemble.fields.record import OWNER_KINDS, field_lines
from pipeline.find.layout.fields import Field, read_fields
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon

_BRACKET = re.compile(r"\((?P<words>[^()]{8,400})\)[\s.;,]*$")
_BY = re.compile(r"\s*(?:việc này )?do\s+", re.I)
_DOES = re.compile(
    r"\s*(?:theo (?:chức năng|nhiệm vụ|thẩm quyền)[^();:]{0,60}?\s)?"
    r"(?:chủ trì|chịu trách nhiệm|thực hiện|triển khai|tham mưu|phối hợp|hướng dẫn|đôn đốc|theo dõi|tổng hợp)\b",
    re.I,
)


def read_attribution(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields of the bracket at the end of an item; none where it names nobody who does it."""
    match = _BRACKET.search(item.text)
    if match is None:
        return []
    start, end = match.span("words")
    fields = [moved(f, start) for f in read_fields(item.text[start:end], lexicon.labels)]
    if any(f.name in OWNER_KINDS for f in fields):
        return field_lines(item, fields, "in:")
    clauses = lexicon.clauses(item.text[:end])
    by = _BY.match(clauses.text, start)
    begin = by.end() if by else start
    subject = clauses.subject(begin)
    if subject is None or (subject.mode is None and subject.start != clauses.skip(begin)):
        return []
    if not _DOES.match(clauses.text, subject.end):
        return []
    return [Line(item, begin, _clause_end(clauses.text, subject.end), "in:perform", begin)]


def moved(found: Field, by: int) -> Field:
    """A field read from a text's tail, at its place in the whole."""
    return replace(found, start=found.start + by, value_start=found.value_start + by, value_end=found.value_end + by)


def _clause_end(text: str, position: int) -> int:
    """The end of the clause that says who does it; behind a semicolon stands the time."""
    end = text.find(";", position)
    return end if end > 0 else len(text)
