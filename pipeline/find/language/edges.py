"""Finds at the edges of a text: does it begin, or end, with the words of a label?"""

from __future__ import annotations

import re

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
