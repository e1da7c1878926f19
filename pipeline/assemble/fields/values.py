"""The value of a line "Đơn vị chủ trì: …" or of an owner's cell: names alone, or a whole sentence with roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject
from pipeline.model import Party, Role

_MARKS = re.compile(r"[\s;,.]*")


@dataclass(frozen=True, slots=True)
class OwnerValue:
    """Owners and partners that a value names; ``order`` is the offset where an order of its own begins, or None."""

    owners: tuple[Party, ...]
    role: Role | None
    role_rule: str
    partners: tuple[Party, ...]
    partner_rules: tuple[str, ...]
    certain: bool
    order: int | None = None


def placed(item: Item, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties read from ``item.text``, their spans moved to the blocks in which the words stand."""
    return tuple(replace(p, span=item.span(p.span.start, p.span.end)) for p in parties)


def read_names(item: Item, start: int, end: int, lexicon: Lexicon) -> tuple[tuple[Party, ...], bool]:
    """All agencies named between ``start`` and ``end``: lists one after the other, over line breaks and bullets."""
    openings = [m.span.start for m in lexicon.finder.find(item.text[:end], labels=("opening",))]
    end = min([p for p in openings if p > start], default=end)  # "…, theo chức năng được giao" names nobody
    text = _one_line(item.text[:end], lexicon)
    parties: list[Party] = []
    certain, position = True, start
    while position < end:
        while position < end and not text[position].isalnum():
            position += 1
        read = lexicon.agencies.read_list(text, position, context="names")
        if not read.parties or read.end <= position:
            rest = text[position:end].strip(" .;,")
            certain = certain and len(rest) < 3
            break
        parties += read.parties
        certain = certain and read.certain
        position = read.end
    return placed(item, tuple(parties)), certain


def read_owner_value(item: Item, start: int, end: int, lexicon: Lexicon) -> OwnerValue:
    """Who a value names, and in which role where it says so ("Sở Nội vụ chủ trì, phối hợp với …").

    Several agencies that are told one after the other ("Sở A rà soát …; Sở B tổng hợp …") are owners together.
    """
    clauses = lexicon.clauses(_one_line(item.text[:end], lexicon))
    text = clauses.text
    if _is_one_name(text[start:], lexicon):
        return _names_alone(item, start, end, lexicon)
    subject = clauses.subject(start)
    if subject is None or clauses.skip(subject.end) >= len(text.rstrip(" .;")):
        return _names_alone(item, start, end, lexicon)
    role, mention, order = clauses.role(subject.end)
    if mention is None and not clauses.begins_order(subject.end):
        return _names_alone(item, start, end, lexicon)
    groups = clauses.partners(subject.end, subject)
    last = max([g.end for g in groups], default=mention.span.end if mention else subject.end)
    others = _told_after(clauses, last)
    helping = _helping(clauses, last) if role == "lead" else []
    owners = (*subject.parties, *(p for s in others if s not in helping for p in s.parties))
    helpers = tuple(p for s in helping for p in s.parties)
    return OwnerValue(
        placed(item, owners),
        role if mention else None,
        mention.rule if mention else "",
        placed(item, (*(p for g in groups for p in g.parties), *helpers)),
        (*(g.mention.rule for g in groups), *(("PART-01",) if helpers else ())),
        subject.certain and all(g.certain for g in groups) and all(s.certain for s in helping),
        None if others or helping or len(text[last:].strip(" .;,:")) < 4 or _only_when(clauses, last) else order,
    )


def _only_when(clauses: Clauses, position: int) -> bool:
    """Whether from ``position`` on, behind marks, a value says nothing but when."""
    marks = _MARKS.match(clauses.text, position)
    when = clauses.at("when-word", marks.end() if marks else position)
    return when is not None and ";" not in clauses.text[when.span.end :]


def _is_one_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a value is one agency's name from end to end, though a verb stands in it ("Viện Nghiên cứu phát triển
    kinh tế tỉnh")."""
    read = lexicon.agencies.is_agency_heading(text.strip(" .;"))
    return read is not None and len(read.parties) == 1 and read.parties[0].agency.kind not in ("nhom", "ca-nhan")


def _one_line(text: str, lexicon: Lexicon) -> str:
    """A cell's lines in one, of the same length: a line that begins with an agency is a new name, unless it ends a
    known one ("Văn phòng / UBND tỉnh")."""
    joined = text.replace("\n", " ")
    for match in re.finditer(r"(?<=\w)\n(?=[A-ZĐ])", text):
        line = text.rfind("\n", 0, match.start()) + 1
        across = [p for p in lexicon.agencies.read_list(joined, line).parties if p.span.end > match.end()]
        known = across and across[0].span.start < match.start() and across[0].agency.known
        if not known and lexicon.agencies.read_list(joined, match.end()).parties:
            joined = f"{joined[: match.start()]};{joined[match.end() :]}"
    return joined


def _names_alone(item: Item, start: int, end: int, lexicon: Lexicon) -> OwnerValue:
    if parted := _by_brackets(item, start, end, lexicon):
        return parted
    owners, certain = read_names(item, start, end, lexicon)
    return OwnerValue(owners, None, "", (), (), certain)


def _by_brackets(item: Item, start: int, end: int, lexicon: Lexicon) -> OwnerValue | None:
    """Names whose roles stand in brackets: "Sở A (chủ trì), Sở B, Sở C (phối hợp)"; None without "(chủ trì)"."""
    found = lexicon.finder.find(item.text, labels=("role-bracket",))
    marks = [m for m in found if start <= m.span.start and m.span.end <= end]
    if not any(m.value == "lead" for m in marks):
        return None
    owners: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    certain, position = True, start
    for mark in marks:
        names, sure = read_names(item, position, mark.span.start, lexicon)
        owners, partners = (owners + names, partners) if mark.value == "lead" else (owners, partners + names)
        certain, position = certain and sure, mark.span.end
    rest, _ = read_names(item, position, end, lexicon)
    return OwnerValue(
        owners, "lead", "ROLE-01", partners + rest, ("PART-01",) if partners else (), certain and not rest
    )


def _told_after(clauses: Clauses, position: int) -> list[Subject]:
    """The subjects of the clauses behind a semicolon."""
    starts = [m.end() for m in re.finditer(r";\s+", clauses.text) if m.start() >= position]
    return [s for s in (clauses.subject(p) for p in starts) if s is not None and clauses.begins_order(s.end)]


def _helping(clauses: Clauses, position: int) -> list[Subject]:
    """Those whose whole clause is that they help: "Sở A chủ trì; | Sở B, Sở C phối hợp"."""
    starts = [m.end() for m in re.finditer(r"[;,.]\s+", clauses.text) if m.start() >= position]
    found: list[Subject] = []
    for subject in (clauses.subject(p) for p in starts):
        inside = subject and found and subject.start < found[-1].end
        if subject is not None and not inside and _only_helps(clauses, subject.end):
            found.append(subject)
    return found


def _only_helps(clauses: Clauses, position: int) -> bool:
    """ "phối hợp" and nothing more before the next mark."""
    helps = clauses.at("helps", clauses.skip(position))
    return helps is not None and clauses.text[helps.span.end :].lstrip()[:1] in (";", ".", ",", "")


def begins_order(text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins as an order does: with a verb, a role, an opening before them, or the agency that is
    told."""
    clauses = lexicon.clauses(text)
    start = clauses.skip(0)
    return clauses.begins_order(0) or clauses.at("opening", start) is not None or clauses.subject(0) is not None


def leading_verbs(clauses: Clauses, position: int) -> str:
    """The verbs that an order or a heading begins with, as they stand in a sentence ("Tham gia góp ý", "Ban hành, trình
    ban hành"); "" where none does."""
    start = clauses.skip(position)
    p = end = start
    while (verb := clauses.at("verb", p)) is not None:
        end = verb.span.end
        p = clauses.past_joint(end)
    words = clauses.text[start:end]
    return words[:1].upper() + (words[1:].lower() if words.isupper() else words[1:])


def heading_verb(text: str, lexicon: Lexicon) -> str:
    """The verb of a heading that is nothing but verbs ("BAN HÀNH, TRÌNH BAN HÀNH") and opens no part of the plan."""
    if lexicon.value("zone", text):
        return ""
    verb = leading_verbs(lexicon.clauses(text), 0)
    return verb if len(verb) == len(text.strip(" .:;")) else ""
