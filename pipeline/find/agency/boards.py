"""Steering bodies named after their work in small letters: "Ban Chỉ đạo phát triển kinh tế tập thể tỉnh"."""

from __future__ import annotations

from pipeline.find.agency.fields import SECOND_SYLLABLES
from pipeline.find.agency.levels import level_at, read_tail
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words

BOARD = "ban-chi-dao"
_MOST_WORDS = 18
_LEAST_WORDS = 2
_NOT_INSIDE = frozenset({"các", "những", "mọi", "toàn", "cấp"})
_ROLES = (("chủ", "trì"), ("có", "trách"), ("chịu", "trách"))


def board_end(words: Words, end: int, lexicon: Lexicon) -> tuple[int, bool] | None:
    """Where a steering body's work ends that stands from word ``end`` on, and False: its verb may be an order as well.

    The work runs to a level behind which an order begins or nothing stands; ``end`` itself where only a role word says
    that the verb before it belongs to the name. A sub-committee's work runs to the colon behind it.
    None where nothing hints at a longer name.
    """
    if words.low[end - 2 : end] == ("tiểu", "ban") and (colon := _to_colon(words, end)):
        return colon, True
    start = end + (words.low[end : end + 1] == ("về",))
    if start >= len(words) or words.cap[start] or not (start > end or lexicon.verb(words, start)):
        return None
    for k in range(start + 1, min(start + _MOST_WORDS, len(words))):
        if words.low[k : k + 2] in _ROLES:
            return end, False
        if _breaks(words, k, lexicon):
            return None
        if k - start >= _LEAST_WORDS and level_at(words, k, lexicon) is not None:
            after = read_tail(words, k, lexicon).end
            closed = after >= len(words) or words.low[after] in (":", "(") or lexicon.verb(words, after)
            return (k, False) if closed or words.low[after : after + 2] in _ROLES else None
    return None


def _to_colon(words: Words, k: int) -> int:
    """Where the colon stands that ends a sub-committee's work: "Tiểu ban | Nội dung, tuyên truyền, lễ tân | : …"."""
    for n in range(k, min(k + _MOST_WORDS, len(words))):
        if words.low[n] == ":":
            return n
        if not words.low[n][0].isalnum() and words.low[n] not in (",", "-", "/"):
            return 0
    return 0


def _breaks(words: Words, k: int, lexicon: Lexicon) -> bool:
    low = words.low[k]
    if not low[0].isalnum():
        return low not in (",", "-", "/")
    return low in _NOT_INSIDE or (low in lexicon.stops and low not in SECOND_SYLLABLES)
