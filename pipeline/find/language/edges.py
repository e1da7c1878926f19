"""Finds at the edges of a text: does it begin, or end, with the words of a label, or is nothing else left of it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.find.language.matching import Finder
from pipeline.find.language.tokens import fold
from pipeline.model import Mention

_FIRST = re.compile(r"\s*([^\W_]+|\S)")


def begins(finder: Finder, label: str, text: str) -> Mention | None:
    """The find of ``label`` with which ``text`` begins, blanks left off; a text whose first word begins none of the
    label's rules is not even cut into tokens."""
    first = _FIRST.match(text)
    if first is None or not finder.may_begin(label, fold(first[1])):
        return None
    found = finder.find(text, labels=(label,))
    return found[0] if found and found[0].span.start == first.start(1) else None


def ends(finder: Finder, label: str, text: str) -> Mention | None:
    """The find of ``label`` with which ``text`` ends, blanks left off."""
    found = finder.find(text, labels=(label,))
    return found[-1] if found and found[-1].span.end == len(text.rstrip()) else None


def only(text: str, mentions: Iterable[Mention], position: int) -> bool:
    """Whether from ``position`` on a text holds nothing but ``mentions`` of it and marks."""
    rest = list(text[position:])
    for mention in mentions:
        for i in range(max(mention.span.start - position, 0), mention.span.end - position):
            rest[i] = " "
    return not any(c.isalnum() for c in rest)
