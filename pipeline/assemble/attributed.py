"""Who does it, named behind the work: "Rà soát quỹ đất (Sở A chủ trì, phối hợp với Sở B; hoàn thành trong năm
2027)"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.values import OwnerValue, read_labelled_value, read_owner_value
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon

_BRACKET = re.compile(r"\((?P<words>[^()]{8,400})\)[\s.;,]*$")
_BY = re.compile(r"\s*(?:việc này )?do\s+", re.I)
_DOES = re.compile(
    r"\s*(?:theo (?:chức năng|nhiệm vụ|thẩm quyền)[^();:]{0,60}?\s)?"
    r"(?:chủ trì|chịu trách nhiệm|thực hiện|triển khai|tham mưu|phối hợp|hướng dẫn|đôn đốc|theo dõi|tổng hợp)\b",
    re.I,
)


def read_attribution(item: Item, lexicon: Lexicon) -> OwnerValue | None:
    """Owners, role and partners of the bracket at the end of an item; None where it names nobody who does it."""
    match = _BRACKET.search(item.text)
    if match is None:
        return None
    start, end = match.span("words")
    inside = replace(item, text=item.text[:end])
    labelled = read_labelled_value(inside, lexicon, start)
    if labelled is not None:
        return labelled
    clauses = lexicon.clauses(inside.text)
    by = _BY.match(inside.text, start)
    begin = by.end() if by else start
    subject = clauses.subject(begin)
    if subject is None or (subject.mode is None and subject.start != clauses.skip(begin)):
        return None
    if not _DOES.match(inside.text, subject.end):
        return None
    return replace(read_owner_value(item, begin, _clause_end(inside.text, subject.end), lexicon), order=None)


def _clause_end(text: str, position: int) -> int:
    """The end of the clause that says who does it; behind a semicolon stands the time."""
    end = text.find(";", position)
    return end if end > 0 else len(text)
