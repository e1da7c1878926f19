"""Words for reading agency names: text cut up with abbreviations written out, and tries over such words.

An abbreviation ("UBND") becomes the words that it stands for; each of them keeps the characters of the abbreviation as
its own, so every span still quotes the plan.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pipeline.find.language.tokens import BROKEN, fold, is_broken

_WORD = re.compile(r"[^\W_]+|\n|[^\w\s]|_")
_WORD_OR_BROKEN = re.compile(rf"{BROKEN}|{_WORD.pattern}")
_JOINED = re.compile(r"[ ]?[-&,./][ ]?")
_AND = " và "
_SIGN = re.compile(r"\d[^\s,;]*[/-]$")  # within a document's sign ("92/2009/TT-BTC") letters are no agency
SEPARATORS = frozenset({",", "-", "&", "và", "/", "\n", "+"})
_FIELD_AFTER = frozenset({"sở", "bộ", "phòng"})
_MIXED_CASE = frozenset({"Tp", "Tx", "Cty", "NgV"})
_LONGEST_RUN = 7
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one text: ``low`` folded, ``show`` written out, ``starts``, ``ends`` offsets, ``cap`` capital first."""

    text: str
    low: tuple[str, ...]
    show: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cap: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.low)

    def at(self, offset: int) -> int | None:
        """The index of the word that begins at ``offset`` (blanks before it allowed), or None inside a word."""
        while offset < len(self.text) and self.text[offset].isspace() and self.text[offset] != "\n":
            offset += 1
        index = bisect_left(self.starts, offset)
        return index if index < len(self) and self.starts[index] == offset else None

    def written(self, start: int, end: int) -> str:
        """Words ``start`` to ``end`` as a name is written: abbreviations in full, single blanks."""
        parts = []
        for k in range(start, end):
            if k > start and self._gap(k):
                parts.append(" ")
            parts.append("" if self.show[k] == "\n" else self.show[k])
        return " ".join("".join(parts).split())

    def _gap(self, k: int) -> bool:
        if self.starts[k] == self.starts[k - 1]:  # both come from one abbreviation
            return self.show[k] != ","
        return self.starts[k] > self.ends[k - 1] or "\n" in (self.show[k], self.show[k - 1])

    def quote(self, start: int, end: int) -> str:
        """The characters of the text that words ``start`` to ``end`` cover."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def cut(text: str, abbreviations: Mapping[str, str], fields: Mapping[str, str]) -> Words:
    """Cut ``text``. ``abbreviations`` and ``fields`` map folded letters to full words; ``fields`` hold after "Sở"."""
    folded = fold(text)
    rows: list[tuple[str, str, int, int]] = []
    skip, field_place = 0, False
    for match in (_WORD_OR_BROKEN if is_broken(folded) else _WORD).finditer(folded):
        start, end = match.span()
        if start < skip:
            continue
        word, shown = folded[start:end].replace(" ", ""), text[start:end].replace(" ", "")
        if (shown.isupper() and end - start > 1) or shown in _MIXED_CASE:
            full, skip = _expand(text, folded, start, abbreviations, fields if field_place else {})
            if full:
                rows.extend((fold(part), part, start, skip) for part in _WORD.findall(full))
                continue
        skip = end
        rows.append((word, shown, start, end))
        field_place = word in _FIELD_AFTER or (field_place and word in (",", ";", ":", "và"))
    low, show, starts, ends = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Words(text, low, show, starts, ends, tuple(s[0].isupper() for s in show))


def _expand(
    text: str, folded: str, start: int, abbreviations: Mapping[str, str], fields: Mapping[str, str]
) -> tuple[str, int]:
    """The words that the longest abbreviation at ``start`` stands for, and where it ends; ("", start) without one."""
    if _SIGN.search(text[max(0, start - 20) : start]):
        return "", start
    key, stop, listed, found = "", start, False, ("", start)
    for _ in range(_LONGEST_RUN):
        word = _WORD.match(folded, stop)
        if not word or not (text[stop : word.end()].isupper() or text[stop : word.end()] in _MIXED_CASE):
            break
        key, stop = key + word.group(), word.end()
        full = fields.get(key) or abbreviations.get(key)
        if full and not (listed and "," not in full):  # "XD, TC" is a list, "VH, TT&DL" one name
            dotted = key in ("tp", "tx") and folded[stop : stop + 1] == "." and bool(folded[stop + 1 :].strip(" "))
            found = (full, stop + dotted)
        mark = _JOINED.match(folded, stop)
        joint = mark.group() if mark else _AND if folded.startswith(_AND, stop) else ""
        if not joint:
            break
        stop, listed = stop + len(joint), listed or joint in (", ", _AND)
    return found


class Phrases(Generic[T]):
    """A trie of phrases, each with a value; the longest that begins at a word is found.

    A separator ("," "-" "và" …) of a phrase may be missing in the text or be another one; where the phrase has none,
    the text must have none, a line's end excepted.
    """

    __slots__ = ("_items", "_over", "_root")

    def __init__(self, items: Iterable[tuple[str, T]]) -> None:
        self._items = tuple(items)
        self._root: dict[str, Any] = {}
        self._over: Phrases[T] | None = None
        for phrase, value in self._items:
            self._add(phrase, value)

    def _add(self, phrase: str, value: T) -> None:
        node, parted = self._root, False
        for word in _WORD.findall(fold(phrase)):
            if word in SEPARATORS:
                parted = True
                continue
            after = node.setdefault(word, {})
            if parted:
                node["~" + word] = after
            node, parted = after, False
        node[""] = value

    def extended(self, items: Iterable[tuple[str, T]]) -> Phrases[T]:
        """The same phrases and more, which win where both end alike; the trie of the first is shared."""
        both: Phrases[T] = Phrases(())
        both._items, both._root, both._over = self._items, self._root, Phrases(items)
        return both

    def longest(self, words: Words, start: int) -> tuple[int, T] | None:
        """Where the longest phrase at word ``start`` ends (first word after it), and its value."""
        own = self._over.longest(words, start) if self._over else None
        found = self._longest(words, start)
        return own if own and (found is None or own[0] >= found[0]) else found

    def _longest(self, words: Words, start: int) -> tuple[int, T] | None:
        low, k, best = words.low, start + 1, None
        n = len(low)
        node = self._root.get(low[start]) if start < n else None
        if node is None:  # nearly always
            return None
        if "" in node:
            best = (k, node[""])
        while k < n:
            after = node.get(low[k])
            if after is None:
                ahead = k
                while ahead < n and ahead < k + 2 and low[ahead] in SEPARATORS:
                    ahead += 1
                broken = all(low[s] == "\n" for s in range(k, ahead))
                after = node.get(("" if broken else "~") + low[ahead]) if k < ahead < n else None
                k = ahead
            if after is None:
                break
            node, k = after, k + 1
            if "" in node:
                best = (k, node[""])
        return best

    def without(self, others: Phrases[T]) -> Phrases[T]:
        """The same phrases but those of ``others``."""
        return Phrases(item for item in self._items if item[0] not in others)

    def __contains__(self, phrase: str) -> bool:
        node = self._root
        for word in _WORD.findall(fold(phrase)):
            if word not in SEPARATORS:
                node = node.get(word, {})
        return "" in node
