"""What the issuer is to the one that it writes to: itself, its own house, one that a letter cannot be addressed to, or
another, whom it orders or asks."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.model import Agency
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.who.issuer import IssuerForms
from pipeline.write.letter.who.spelling import fold

Relation = Literal["house", "nobody", "other"]
GROUP = "nhom"  # the registry's kind for "các sở, ban, ngành": not one agency, but all of a sort
_PLURAL = re.compile(r"^(các|những|toàn thể) ")
_SHOUTED = re.compile(r"\b[A-ZĐÀ-Ỹ]{3,} [A-ZĐÀ-Ỹ]{3,}\b")  # a signature's lines that were read into a name
_TWICE = re.compile(r"\b(\S+(?: \S+)+) (?=\1\b)", re.IGNORECASE)


def relation_to(agency: Agency, issuer: IssuerForms | None, profile: Profile) -> Relation:
    """ "house" for the issuer itself, those who lead it and its parts; "nobody" for words that name a kind alone."""
    name = _folded(agency.name)
    if issuer and (_leads(name, issuer, profile) or _inside(name, issuer)):
        return "house"
    return "nobody" if name in profile.addressees.bare or _SHOUTED.search(agency.name) else "other"


def _leads(name: str, issuer: IssuerForms, profile: Profile) -> bool:
    """Whether the name is the issuer's own, with or without its place, or that of those who lead it."""
    own = {_folded(one).removeprefix("chủ tịch ") for one in (issuer.full, issuer.short)}
    return name in own or any(name == f"{one} {self}" for one in profile.addressees.leaders for self in own)


def _inside(name: str, issuer: IssuerForms) -> bool:
    """Whether a part of the issuer's own house has a name like this."""
    inside = issuer.rule.inside if issuer.rule else ()
    return any(re.match(rf"{re.escape(_folded(one))}(?!\w)", name) for one in inside)


def _folded(name: str) -> str:
    return fold(" ".join(name.split())).replace("ubnd", "ủy ban nhân dân")


def verb_to(agency: Agency, issuer: IssuerForms | None, profile: Profile) -> str:
    """The word by which the issuer orders or asks this agency."""
    tone, rule = profile.tone, issuer.rule if issuer else None
    if rule is None:
        return tone.request
    if agency.kind in rule.respects:
        return tone.respectful
    group = agency.kind == GROUP and _PLURAL.sub("", _folded(agency.name)).startswith(tone.asked_groups)
    return tone.request if group else rule.orders.get(agency.kind, tone.request)


def addressee(agency: Agency) -> str:
    """The name behind "Kính gửi": said once, with a capital."""
    name = _TWICE.sub("", agency.name)
    return name[:1].upper() + name[1:]
