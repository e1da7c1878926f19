"""Where a name must end: the next closed word or mark, and what it is.

Closed words are few and known (roles, orders' verbs, adverbs, stop words, kind words); open words are what a name may
be made of. A name that no registry has, and a group, runs on over open words to its boundary; where an order ends a
long run of them, or nothing sure does, the end is a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.find.agency.levels import begins_agency
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words

By = Literal["end", "mark", "list", "comma", "role", "order", "stop", "object", "name"]
ROLES = (
    *(("chủ", "trì"), ("phối", "hợp"), ("có", "trách"), ("chịu", "trách"), ("có", "nhiệm")),
    *(("làm", "đầu"), ("là", "cơ"), ("là", "đầu"), ("là", "đơn")),
)
_MARKS = frozenset({";", ".", ":", "(", ")", "\n", "?", "!", "“", "”", '"', "–", "|"})


@dataclass(frozen=True, slots=True)
class Boundary:
    """The first word that can no longer belong to a name, and what closes it there; ``soft`` is the first verb of one
    syllable on the way ("mở", "phát"), more often half a noun than an order."""

    at: int
    by: By
    soft: int = 0

    @property
    def vague(self) -> bool:
        """Whether nothing that ends a name stands there: a stop word, an object, another name without a mark."""
        return self.by in ("stop", "object", "name")

    @property
    def last(self) -> bool:
        """Whether nothing is left behind it that could be the order."""
        return self.by in ("mark", "end")


def boundary(words: Words, k: int, lexicon: Lexicon) -> Boundary:
    """The boundary of a name whose open words begin at ``k``."""
    start, soft = k, 0
    while k < len(words):
        if by := closed(words, k, k == start, lexicon):
            return Boundary(k, by, soft)
        if not soft and k > start and _one_syllable(words, k, lexicon):
            soft = k
        whole = lexicon.in_names.longest(words, k) if words.cap[k] else None  # "Xây dựng": its second half is a verb
        k = whole[0] if whole else k + 1
    return Boundary(k, "end", soft)


def closed(words: Words, k: int, first: bool, lexicon: Lexicon) -> By | None:
    """What closed thing stands at ``k``."""
    low = words.low[k]
    if low in _MARKS:
        return "mark"
    if words.low[k : k + 2] in ROLES:
        return "role"
    if low in SEPARATORS:
        return _behind_separator(words, k, lexicon)
    if begins_agency(words, k, lexicon):
        return "name"
    if words.cap[k]:
        return None
    if lexicon.verb(words, k, inside=not first) and not _half(words, k, lexicon):
        return "order"
    if lexicon.determiners.longest(words, k):
        return "object"
    return "stop" if low in lexicon.stops and not _half_of_word(words, k, lexicon) else None


def _half_of_word(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether a stop word is half of a word: "hướng dẫn viên tự | do", "chuyển đổi số" (but "số 12", "tự kiểm tra")."""
    low, after = words.low[k], words.low[k + 1 : k + 2]
    if low == "tự":
        return not lexicon.verb(words, k + 1)
    if low == "số":
        return not (after and after[0][0].isdigit())
    return low == "do" and words.low[k - 1 : k] == ("tự",)


def _one_syllable(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether a verb of one syllable with an object stands at ``k``, between small letters."""
    if words.cap[k] or words.cap[k - 1] or not (words.low[k] in lexicon.short_verbs or lexicon.verb(words, k)):
        return False
    return k + 1 < len(words) and words.low[k + 1][0].isalpha() and words.low[k + 1] not in lexicon.stops


def _half(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether the verb at ``k`` is one syllable behind a capital: the second half of a word ("Xây | dựng")."""
    verb = lexicon.verbs.longest(words, k)
    return verb is not None and verb[0] == k + 1 and k > 0 and words.cap[k - 1]


def _behind_separator(words: Words, k: int, lexicon: Lexicon) -> By | None:
    """A list goes on behind a comma or "và", or an order begins; a dash, and "và" before a capital, may be inside."""
    n = k + 1
    if n >= len(words) or not words.low[n][0].isalnum():
        return "mark"
    if words.low[n : n + 2] in ROLES:
        return "role"
    if not words.cap[n] and lexicon.verb(words, n):
        return "order"
    if begins_party(words, n, lexicon):
        return "list"
    return None if words.low[k] in ("-", "/", "&") or words.cap[n] else "comma"


def begins_party(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency or a group begins at ``k``: a kind word, a registered name, "các", a common noun."""
    if begins_agency(words, k, lexicon) or lexicon.determiners.longest(words, k):
        return True
    return lexicon.noun(words, k, opening=True) is not None


def is_open(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether a word stands at ``k`` of which no rule knows what it is."""
    return k < len(words) and words.low[k][0].isalpha() and closed(words, k, True, lexicon) is None
