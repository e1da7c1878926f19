"""A rule's ``pattern``: expressions over folded text that find whole words and pieces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from pipeline.find.language.tokens import Tokens, fold

_ESCAPED = re.compile(r"\\.|[^\\]+")


def expression(lines: Iterable[str]) -> re.Pattern[str]:
    """The alternatives of a rule's ``pattern`` as one expression over folded text: its letters are folded, a sequence
    such as ``\\W`` stays."""
    folded = ("".join(part if part[0] == "\\" else fold(part) for part in _ESCAPED.findall(line)) for line in lines)
    return re.compile("|".join(f"(?:{line})" for line in folded))


def word_edges(shape: re.Pattern[str], tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and last (out) token of each match; one whose edge cuts a token ("ngày 1" in "ngày 12") is none."""
    for match in shape.finditer(tokens.folded):
        first, last = bisect_left(tokens.starts, match.start()), bisect_right(tokens.ends, match.end())
        cuts_left = first > 0 and tokens.ends[first - 1] > match.start()
        cuts_right = last < len(tokens.starts) and tokens.starts[last] < match.end()
        if first < last and not cuts_left and not cuts_right:
            yield first, last
