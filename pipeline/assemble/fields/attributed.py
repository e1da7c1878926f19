"""Who does it, named behind the work: in a bracket ("Rà soát quỹ đất (Sở A chủ trì, phối hợp với Sở B; xong trong năm
2027)"), behind a dash ("… - Sở A thực hiện") or a slash ("… /Sở A /trước ngày 30/6")."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.draft import Line
from pipeline.assemble.fields.record import OWNER_KINDS, field_lines
from pipeline.assemble.fields.values import begins_order
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import Field, read_fields
from pipeline.find.layout.labels import WHEN, WHO, value_kind
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses

_BRACKET = re.compile(r"\((?P<words>[^()]{8,400})\)[\s.;,]*$")
_MARK = re.compile(r"\s[-–—]\s+|\s/\s*|/(?=[A-ZĐ])")
_PART = re.compile(r"(?:(?![,;/]|\s[-–—]\s).|/(?=\d))+")
_MARKS = 4  # the last dashes and slashes of a text that are tried
_FEW = 4  # words behind a name that still only say its part ("đề xuất phương án")
_REACH = 60  # characters between "theo chức năng" and the verb


def read_attribution(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields of the words at the end of an item; none where they name nobody who does it."""
    bracket = _BRACKET.search(item.text)
    return (_in_bracket(item, bracket, lexicon) if bracket else []) or _behind_mark(item, lexicon)


def _behind_mark(item: Item, lexicon: Lexicon) -> list[Line]:
    """Who stands behind a dash or a slash at the end of an order, alone or with what is its part and when."""
    end = len(item.text.rstrip(" .;,"))
    order = begins_order(item.text, lexicon)
    last = list(_MARK.finditer(item.text, 0, end))[-_MARKS:]
    marks = (m for m in last if not _inside(item.text[: m.start()], m.group(), lexicon))
    told = (_named(item, mark.end(), end, lexicon, sure=order) for mark in marks)
    return next((lines for lines in told if lines), [])


def _inside(before: str, mark: str, lexicon: Lexicon) -> bool:
    """Whether a mark stands in a bracket, or a dash between two names ("Bộ Y tế - Bộ Tài chính")."""
    if before.count("(") > before.count(")"):
        return True
    named = lexicon.agencies.find_agencies(before) if "/" not in mark else ()
    return bool(named) and named[-1].span.end == len(before.rstrip())


def _named(item: Item, start: int, end: int, lexicon: Lexicon, *, sure: bool) -> list[Line]:
    """Agencies from ``start`` on, with nothing behind them but their part and when; alone only where it is ``sure``
    that words before them are work."""
    if not item.text[start : start + 1].isupper() and not fold(item.text[start:]).startswith("các "):
        return []  # "250 đồng / trường"
    read = lexicon.agencies.read_list(item.text, start)
    parts = [p.span() for p in _PART.finditer(item.text, read.end, end) if p.group().strip()]
    if (sure or parts) and read.parties and read.certain and all(_belongs(item.text[a:b], lexicon) for a, b in parts):
        told = [b for a, b in parts if _with_role(item.text[a:b], lexicon)]
        return [Line(item, start, max(told, default=read.end), "in:perform", start)]
    if sure and lexicon.agencies.is_agency_heading(item.text[start:end]):
        return [Line(item, start, end, "in:perform", start)]
    return []


def _belongs(words: str, lexicon: Lexicon) -> bool:
    """Whether words behind a name say its part ("thực hiện", "chủ trì", "phối hợp với Sở B") or when."""
    if _with_role(words, lexicon) or value_kind(words, lexicon.agencies, None) == WHEN:
        return True
    return lexicon.clauses(words.strip()).begins_order(0) and len(words.split()) <= _FEW


def _with_role(words: str, lexicon: Lexicon) -> bool:
    """Whether words begin with a role, or name more agencies."""
    clauses = lexicon.clauses(words.strip())
    part = clauses.at("role", 0) or clauses.at("partner-of", 0)
    return part is not None or value_kind(words, lexicon.agencies, None) == WHO


def _in_bracket(item: Item, match: re.Match[str], lexicon: Lexicon) -> list[Line]:
    """The fields of a bracket: labels, or a sentence that says who does it."""
    start, end = match.span("words")
    fields = [moved(f, start) for f in read_fields(item.text[start:end], lexicon.labels)]
    if any(f.name in OWNER_KINDS for f in fields):
        return field_lines(item, fields, "in:")
    clauses = lexicon.clauses(item.text[:end])
    by = clauses.at("done-by", clauses.skip(start))
    begin = clauses.skip(by.span.end) if by else start
    if (mode := clauses.at("mode", begin)) is not None:
        return _named(item, clauses.skip(mode.span.end), end, lexicon, sure=True)
    subject = clauses.subject(begin)
    if subject is None or subject.start != clauses.skip(begin):
        return _named(item, begin, end, lexicon, sure=begins_order(item.text, lexicon))  # "(Phòng A, quý II/2027)"
    if not _does(clauses, subject.end) and not clauses.at("role", clauses.skip(subject.end)):
        return _named(item, begin, end, lexicon, sure=False)
    return [Line(item, begin, _clause_end(clauses.text, subject.end), "in:perform", begin)]


def _does(clauses: Clauses, position: int) -> bool:
    """Whether the clause goes on with a verb that says whose work it is, "theo chức năng …" before it or not."""
    p = clauses.skip(position)
    by = clauses.at("by-function", p)
    if by is None:
        return clauses.at("does", p) is not None
    between = [clauses.text[by.span.end : m.span.start] for m in clauses.all("does") if m.span.start > by.span.end]
    return any(len(words) <= _REACH and not set("();:") & set(words) for words in between)


def moved(found: Field, by: int) -> Field:
    """A field read from a text's tail, at its place in the whole."""
    return replace(found, start=found.start + by, value_start=found.value_start + by, value_end=found.value_end + by)


def _clause_end(text: str, position: int) -> int:
    """The end of the clause that says who does it; behind a semicolon stands the time."""
    end = text.find(";", position)
    return end if end > 0 else len(text)
