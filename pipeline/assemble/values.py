"""The value of a line "Đơn vị chủ trì: …" or of an owner's cell: names alone, or a whole sentence with roles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.find.clauses import Clauses
from pipeline.find.lexicon import Lexicon
from pipeline.find.outline import Item
from pipeline.model import Party, Role


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
    text = item.text[:end].replace("\n", " ")
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
    """Who a value names, and in which role where it says so ("Sở Nội vụ chủ trì, phối hợp với …")."""
    text = item.text[:end].replace("\n", " ")
    clauses = Clauses(text, lexicon.finder, lexicon.agencies)
    subject = clauses.subject(start)
    if subject is None or clauses.skip(subject.end) >= len(text.rstrip(" .;")):
        owners, certain = read_names(item, start, end, lexicon)
        return OwnerValue(owners, None, "", (), (), certain)
    role, mention, order = clauses.role(subject.end)
    groups = clauses.partners(subject.end, subject)
    last = max([g.end for g in groups], default=mention.span.end if mention else subject.end)
    rest = text[last:].strip(" .;,:")
    if mention is None and not clauses.begins_order(subject.end):
        owners, certain = read_names(item, start, end, lexicon)
        return OwnerValue(owners, None, "", (), (), certain)
    return OwnerValue(
        placed(item, subject.parties),
        role if mention else None,
        mention.rule if mention else "",
        placed(item, tuple(p for g in groups for p in g.parties)),
        tuple(g.mention.rule for g in groups),
        subject.certain and all(g.certain for g in groups),
        order if len(rest) > 3 else None,
    )


def begins_order(text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins as an order does: with a verb, a role, an opening before them, or the agency that is
    told."""
    clauses = Clauses(text, lexicon.finder, lexicon.agencies)
    start = clauses.skip(0)
    return clauses.begins_order(0) or clauses.at("opening", start) is not None or clauses.subject(0) is not None
