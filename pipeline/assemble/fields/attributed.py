"""Who does it, named behind the work: in a bracket ("Rà soát quỹ đất (Sở A chủ trì, phối hợp với Sở B; xong trong năm
2027)"), behind a dash ("… - Sở A thực hiện"), a slash ("… /Sở A /trước ngày 30/6") or a colon ("Mở lớp bơi: Sở A."),
or as the doer of an event ("Hội thi bơi do Sở A chủ trì")."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.assemble.draft import Line
from pipeline.assemble.fields.record import GUESS, OWNER_KINDS, field_lines
from pipeline.assemble.fields.values import begins_order
from pipeline.find.agency.agencies import PartyList
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import Field, read_fields
from pipeline.find.layout.labels import WHEN, WHO, value_kind
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.time.dates import find_deadlines
from pipeline.find.time.finds import DeadlineFind
from pipeline.model import Mention

_BRACKET = re.compile(r"\((?P<words>[^()]{8,400})\)[\s.;,]*$")
_MARK = re.compile(r"\s[-–—]\s+|\s/\s*|/(?=[A-ZĐ])")
_PART = re.compile(r"(?:(?![,;/]|\s[-–—]\s).|/(?=\d))+")
_MARKS = 4  # the last dashes and slashes of a text that are tried
_FEW = 4  # words behind a name that still only say its part ("đề xuất phương án")
_REACH = 60  # characters between "theo chức năng" and the verb


def read_attribution(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields of the words at the end of an item; none where they name nobody who does it."""
    bracket = _BRACKET.search(item.text)
    found = (_in_bracket(item, bracket, lexicon) if bracket else []) or _behind_mark(item, lexicon)
    return found or _of_event(item, lexicon) or _behind_colon(item, lexicon)


def _of_event(item: Item, lexicon: Lexicon) -> list[Line]:
    """Who carries out an event, where the item is nothing but the event: "Hội nghị … do Sở A chủ trì trước ngày D"; a
    guess, since behind a verb that no rule knows it is another's event, as in an order ("Mua … do Sở A chủ trì")."""
    clauses = lexicon.clauses(item.text)
    named = [m for m in clauses.all("foreign-doer") if fold(item.text[m.span.start : m.span.end]) == "do"]
    if not named or clauses.begins_order(0):
        return []
    start = clauses.skip(named[-1].span.end)
    read = lexicon.agencies.read_list(item.text, start)
    if not clauses.begins_order(read.end):
        return []  # "… do Sở A và các nhà tài trợ đóng góp"
    found = _named(item, start, len(item.text.rstrip(" .;,")), lexicon, sure=False)
    return [replace(x, field=f"{GUESS}{x.kind}") for x in found]


def _behind_colon(item: Item, lexicon: Lexicon) -> list[Line]:
    """Names alone behind the last colon of an order; a guess, since a colon may also say whom the work is about. None
    behind a joint ("gửi về: Sở A") or a group ("hai sở: Sở A, Sở B")."""
    before, colon, behind = item.text.rstrip(" .;,").rpartition(": ")
    words = before.split()
    if not colon or not lexicon.clauses(before).begins_order(0) or ":" in before or lexicon.agencies.is_stop(words[-1]):
        return []
    named = lexicon.agencies.is_agency_heading(behind)
    group = any(m.span.end == len(before.rstrip()) for m in lexicon.agencies.find_agencies(before))
    if named is None or group or any(p.agency.kind == "nhom" for p in named.parties):
        return []
    start = len(before) + len(colon)
    return [Line(item, start, start + len(behind), f"{GUESS}perform", start)]


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
    read = _read(item, start, end, lexicon)
    parts = [p.span() for p in _PART.finditer(item.text, read.end, end) if p.group().strip()]
    if (
        (sure or parts)
        and _is_certain(item, read, lexicon)
        and all(_belongs(item.text[a:b], lexicon) for a, b in parts)
    ):
        told = [b for a, b in parts if _with_role(item.text[a:b], lexicon)]
        whens = [Line(item, a, b, "in:deadline", a) for a, b in parts if _is_elided(item.text[a:b], lexicon)]
        return [Line(item, start, max(told, default=read.end), "in:perform", start), *whens]
    if sure and lexicon.agencies.is_agency_heading(item.text[start:end]):
        return [Line(item, start, end, "in:perform", start)]
    return []


def _read(item: Item, start: int, end: int, lexicon: Lexicon) -> PartyList:
    """The agencies listed from ``start`` on, up to the first part that is a time ("Sở A, | quý II/2027")."""
    parts = (p.span() for p in _PART.finditer(item.text, start, end))
    when = next((a for a, b in parts if a > start and value_kind(item.text[a:b], lexicon.agencies, None) == WHEN), end)
    return lexicon.agencies.read_list(item.text[:when].rstrip(" ,;/-–—"), start)


def _is_certain(item: Item, read: PartyList, lexicon: Lexicon) -> bool:
    """Whether names are read whole, whatever stands behind them ("Sở A, xong trong tháng 4")."""
    again = read if read.certain else lexicon.agencies.read_list(item.text[: read.end], read.parties[0].span.start)
    return bool(read.parties) and again.certain and again.end == read.end


def _is_elided(words: str, lexicon: Lexicon) -> bool:
    """Whether a part is nothing but a period that leaves out its year, as a cell may ("Quý III")."""
    return value_kind(words, lexicon.agencies, None) == WHEN and not any(map(_is_dated, find_deadlines(words, 0, None)))


def _is_dated(found: Mention) -> bool:
    return isinstance(found.value, DeadlineFind) and any((found.value.deadline.start, found.value.deadline.end))


def _belongs(words: str, lexicon: Lexicon) -> bool:
    """Whether words behind a name say its part ("thực hiện", "chủ trì", "phối hợp với Sở B") or when."""
    if _with_role(words, lexicon) or value_kind(words, lexicon.agencies, None) == WHEN:
        return True
    when = sum(len(words[m.span.start : m.span.end].split()) for m in find_deadlines(words, 0, None))
    return lexicon.clauses(words.strip()).begins_order(0) and len(words.split()) - when <= _FEW


def _with_role(words: str, lexicon: Lexicon) -> bool:
    """Whether words begin with a role, or name more agencies, alone or with their role ("Sở B phối hợp")."""
    clauses = lexicon.clauses(words.strip())
    part = clauses.at("role", 0) or clauses.at("partner-of", 0)
    if part is not None or value_kind(words, lexicon.agencies, None) == WHO:
        return True
    return bool((read := clauses.read_list(0)).parties) and clauses.at("role", clauses.skip(read.end)) is not None


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
    if with_part := _in_part(item, begin, end, lexicon):
        return with_part
    subject = clauses.subject(begin)
    if subject is None or subject.start != clauses.skip(begin):
        return _named(item, begin, end, lexicon, sure=begins_order(item.text, lexicon))  # "(Phòng A, quý II/2027)"
    if not _does(clauses, subject.end) and not clauses.at("role", clauses.skip(subject.end)):
        return _named(item, begin, end, lexicon, sure=False)
    return [Line(item, begin, _clause_end(clauses.text, subject.end, end, lexicon), "in:perform", begin)]


def _in_part(item: Item, start: int, end: int, lexicon: Lexicon) -> list[Line]:
    """Names in a bracket with their part or a time beside them: "(Sở A làm đầu mối)", "(Sở A, trước ngày D)"; names
    alone may be no doers ("(Sở A, Sở B)" behind "hai đơn vị")."""
    read = _read(item, start, end, lexicon)
    words = [p.group() for p in _PART.finditer(item.text, read.end, end) if p.group().strip()]
    clauses = lexicon.clauses(item.text[:end])
    sure = clauses.at("role", clauses.skip(read.end)) or any(
        value_kind(w, lexicon.agencies, None) == WHEN for w in words
    )
    return _named(item, start, end, lexicon, sure=False) if sure else []


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


def _clause_end(text: str, position: int, last: int, lexicon: Lexicon) -> int:
    """The end of the clauses that say who does it ("Sở A chủ trì; Sở B phối hợp"); behind them stands the time."""
    end = text.find(";", position, last)
    while 0 < end < last:
        nextof = text.find(";", end + 1, last)
        if not _with_role(text[end + 1 : nextof if nextof > 0 else last], lexicon):
            return end
        end = nextof
    return last
