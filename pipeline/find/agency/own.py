"""The document's own names: what stands alone somewhere (a heading, a cell, a value, a list) names it elsewhere.

A name is a kind word and all behind it up to a mark, a role word, or the next name of a list. Counted are mentions that
are closed in this way; one such name, said twice in the document, is read everywhere as it stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from pipeline.find.agency.boundary import ROLES
from pipeline.find.agency.levels import COUNCIL, read_tail
from pipeline.find.agency.names import read_name
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

_MOST_WORDS = 18  # of a name behind its kind word
_MARKS = frozenset({";", ".", ":", "(", ")", "\n", "?", "!", "“", "”", '"', "–", "|"})
_LIST = frozenset({",", "và", "/", "-"})
_ALONE = 40  # words of a text that can be nothing but names


@dataclass(slots=True)
class _Seen:
    """What was counted of one name: how it is written, its kind word's kind, and how often it stood closed."""

    written: str
    kind: str
    alone: int = 0
    listed: int = 0
    verbs: bool = False


@dataclass(slots=True)
class _Search:
    """Names on their way, by folded words."""

    lexicon: Lexicon
    seen: dict[tuple[str, ...], _Seen] = field(default_factory=dict)

    def look(self, text: str) -> None:
        """Count the closed mentions of one line."""
        words = self.lexicon.cut(text)
        alone = _is_alone(words, self.lexicon)
        k = 0
        while k < len(words):
            head = self.lexicon.heads.longest(words, k) if words.cap[k] else None
            if head is None or not _could_name(words, k, head[0], self.lexicon):
                k += 1
                continue
            end, closed = _closed_at(words, head[0], self.lexicon, alone)
            if closed and end > head[0]:
                self._count(words, k, head, end, alone)
            k = max(head[0], end)

    def _count(self, words: Words, start: int, head: tuple[int, str], end: int, alone: bool) -> None:
        end = _without_tail(words, head[0], end, self.lexicon)
        known = read_name(words, start, self.lexicon)
        if end <= head[0] or (known and known.agency.known and known.end >= end):
            return
        verbs = any(self.lexicon.verbs.longest(words, k) for k in range(head[0], end) if not words.cap[k])
        if verbs and not alone:
            return
        seen = self.seen.setdefault(words.low[start:end], _Seen(_titled(words.written(start, end)), head[1]))
        seen.alone += alone
        seen.listed += not alone
        seen.verbs = seen.verbs or verbs


def _could_name(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a kind word may open a name here: no list of kinds ("Sở, ban, ngành"), no part of another name ("các Hội
    …"); a kind word of one syllable needs a capital behind it ("Ban | hành")."""
    if end >= len(words) or not words.low[end][0].isalnum() or lexicon.not_names.longest(words, start):
        return False
    if words.low[start : start + len(COUNCIL)] == COUNCIL or words.low[max(start - 1, 0)] in ("các", "những"):
        return False
    if (verb := lexicon.verbs.longest(words, start)) and verb[0] > end and words.show[end].isupper():
        return False  # "TỔ CHỨC THỰC HIỆN"
    shouted = words.show[start].isupper() and start > 0  # "VỤ" in the middle of a heading in capitals
    return end - start > 1 or (words.cap[end] and not shouted)


def own_names(texts: Iterable[str], lexicon: Lexicon) -> tuple[Agency, ...]:
    """The names that a document of these texts (a line each) closes at least once and says at least twice.

    Names that the registry has are not among them; ``known`` is False, ids are made from the names.
    """
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    search = _Search(lexicon)
    for line in chain.from_iterable(map(_stretches, lines)):
        search.look(line)
    said = _said(search.seen, lines, lexicon)
    kinds = lexicon.view.registry.kinds
    return tuple(
        Agency(slug(seen.written), seen.written, seen.kind, order=kinds[seen.kind].order + 99, known=False)
        for key, seen in search.seen.items()
        if said[key] >= 2 and (seen.alone + seen.listed >= 2 or not seen.verbs)
    )


def _stretches(line: str) -> Iterator[str]:
    """A line, or the words before and behind a label's colon."""
    label, colon, value = line.partition(":")
    if colon and len(label.split()) <= 12:
        yield label
        yield value
    else:
        yield line


def _titled(name: str) -> str:
    """A name without the capitals of a shouted heading."""
    return name.capitalize() if name.isupper() else name[0].upper() + name[1:]


def _is_alone(words: Words, lexicon: Lexicon) -> bool:
    """Whether a line is nothing but names as far as its form tells: it begins with one, is short and ends in no full
    stop of a sentence; every part of its list begins with a kind word or a group."""
    n = len(words)
    if not 2 <= n <= _ALONE * 3 or any(words.low[k : k + 2] in ROLES for k in range(n)):
        return False
    starts = [k for k in range(n) if k == 0 or words.low[k - 1] in (";", "\n")]
    return all(_begins(words, k, lexicon) for k in starts) and max(_gaps(words, lexicon)) <= _MOST_WORDS


def _gaps(words: Words, lexicon: Lexicon) -> Iterator[int]:
    """Lengths in words from one beginning of a name to the next."""
    last = 0
    for k in range(1, len(words)):
        if _begins(words, k, lexicon):
            yield k - last
            last = k
    yield len(words) - last


def _begins(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency or a group can begin at ``k``."""
    if k >= len(words):
        return False
    if words.cap[k] and (lexicon.heads.longest(words, k) or lexicon.names.longest(words, k)):
        return not lexicon.not_names.longest(words, k)
    return lexicon.determiners.longest(words, k) is not None or lexicon.noun(words, k) is not None


def _closed_at(words: Words, k: int, lexicon: Lexicon, alone: bool) -> tuple[int, bool]:
    """Where the name whose kind word ends at ``k`` ends, and whether something closes it there."""
    start = k
    while k < len(words) and k - start <= _MOST_WORDS:
        low = words.low[k]
        if low in _MARKS:
            return k, alone or low in (";", ")")
        if words.low[k : k + 2] in ROLES:
            return k, True
        if low in _LIST and _begins(words, k + 1 + (words.low[k + 1 : k + 2] == ("các",)), lexicon):
            return k, True
        if k > start and words.cap[k] and _begins(words, k, lexicon) and words.low[k - 1] not in _LIST:
            return k, False
        if not alone and low in lexicon.stops and not words.cap[k]:
            return k, False
        k += 1
    return k, alone and k >= len(words)


def _without_tail(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of a name without the level and place that close it ("tỉnh", "Thành phố Huế")."""
    return next((k for k in range(start + 1, end) if read_tail(words, k, lexicon).end == end), end)


def _said(seen: Iterable[tuple[str, ...]], lines: Iterable[str], lexicon: Lexicon) -> Counter[tuple[str, ...]]:
    """How often each name's words stand in the document."""
    by_first: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in seen:
        by_first.setdefault(key[:2], []).append(key)
    count: Counter[tuple[str, ...]] = Counter()
    if not by_first:
        return count
    for line in lines:
        low = lexicon.cut(line).low
        for k in range(len(low) - 1):
            for key in by_first.get(low[k : k + 2], ()):
                count[key] += low[k : k + len(key)] == key
    return count
