"""Words of a plan as links see them: content units of a text, and its parts, each with the words that head it.

A unit is two syllables side by side, as most Vietnamese words are; stop words break it. The words of administration
come
from rules/links.toml and from the verbs of rules/verbs.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.find.language.tokens import fold
from pipeline.rulebook import rules_folder, shipped_rulebook

Unit = tuple[str, str]
ABSENT: Unit = ("", "")  # in no text
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|\n")
_FRESH = frozenset(";.:\n")


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Phrases of folded syllables, looked up by their first one."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    def length(self, words: Sequence[str], at: int) -> int:
        """Syllables of the longest phrase that begins at ``at``; 0 where none does."""
        for phrase in self.by_first.get(words[at], ()) if at < len(words) else ():
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0


@dataclass(frozen=True, slots=True)
class Terms:
    """The word lists of rules/links.toml, folded."""

    stop: frozenset[str]
    light: PhraseSet
    generic: PhraseSet
    tail: PhraseSet
    verbs: PhraseSet
    organise: frozenset[tuple[str, ...]]
    boilerplate: PhraseSet


@dataclass(frozen=True, slots=True)
class NamedWork:
    """One work that a text names: its characters, and the folded syllables of its noun phrase.

    ``start`` is at its verb; where the verb rules a list ("tổ chức tọa đàm, hội thi"), and for ``noun``, at the phrase.
    ``event`` says that it is organised, a thing that takes place or does not ("tổ chức", "phát động").
    """

    start: int
    end: int
    noun: int
    words: tuple[str, ...]
    event: bool = False

    @property
    def pairs(self) -> tuple[Unit, ...]:
        """Its syllables two by two."""
        return tuple(zip(self.words, self.words[1:], strict=False))

    @property
    def head(self) -> Unit:
        """Its first two syllables, what the work is; ABSENT for a phrase of one."""
        return (self.words[0], self.words[1]) if len(self.words) > 1 else ABSENT


@lru_cache(maxsize=1)
def terms() -> Terms:
    """The shipped word lists, read once."""
    lists = tomllib.loads((rules_folder() / "links.toml").read_text("utf-8"))
    light = _split(lists["light"])
    verbs = [tuple(fold(str(w).rstrip("?")) for w in t) for r in shipped_rulebook().labelled("verb") for t in r.tokens]
    return Terms(
        frozenset(fold(lists["stop"]).split()),
        _phrases(light),
        _phrases(_split(lists["generic"])),
        _phrases(_split(lists["tail"])),
        _phrases([*light, *verbs]),
        frozenset(_split(lists["organise"])),
        _phrases(_split(lists["boilerplate"])),
    )


def _split(text: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in fold(text).replace("\n", " ").split(",") if phrase.strip()]


def _phrases(phrases: Iterable[tuple[str, ...]]) -> PhraseSet:
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], set()).add(phrase)
    return PhraseSet({k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in by_first.items()})


@lru_cache(maxsize=8)
def _cut(text: str) -> tuple[tuple[str, int, int], ...]:
    """The folded syllables and marks of a text with their offsets; kept, as one text is asked for several things."""
    return tuple((m.group(), m.start(), m.end()) for m in _PIECE.finditer(fold(text)))


def pairs(text: str) -> frozenset[Unit]:
    """All pairs of neighbouring syllables of a text, stop words too; a mark stands between none."""
    words = [word for word, _, _ in _cut(text)]
    return frozenset((a, b) for a, b in zip(words, words[1:], strict=False) if a.isalpha() and b.isalpha())


def own_pairs(text: str, edges: bool = True) -> frozenset[Unit]:
    """The pairs of a text outside the phrases of all administration; with ``edges`` those that touch one, too."""
    words = [word for word, _, _ in _cut(text)]
    general = [0] * len(words)
    i = 0
    while i < len(words):
        length = terms().boilerplate.length(words, i)
        general[i : i + length] = [1] * length
        i += length or 1
    most = 1 if edges else 0
    found = zip(words, words[1:], general, general[1:], strict=False)
    return frozenset((a, b) for a, b, c, d in found if a.isalpha() and b.isalpha() and c + d <= most)


def units(found: frozenset[Unit]) -> frozenset[Unit]:
    """Those of the pairs that carry content."""
    stop = terms().stop
    return frozenset(p for p in found if p[0] not in stop and p[1] not in stop)


def unit_offsets(text: str) -> dict[Unit, int]:
    """Where each pair of neighbouring syllables stands first."""
    found = _cut(text)
    offsets: dict[Unit, int] = {}
    for (a, start, _), (b, _, _) in zip(found, found[1:], strict=False):
        offsets.setdefault((a, b), start)
    return offsets


def parts(text: str) -> tuple[NamedWork, ...]:
    """The works that a text names one by one: "tổ chức trưng bày ảnh, tổ chức hội thi cho học sinh, giáo viên" are the
    exhibition and the contest; what follows "cho", "về", "trong" … belongs to the work before it."""
    return tuple(_Cut(text).run())


class _Cut:
    """The walk of ``parts`` over one text."""

    def __init__(self, text: str) -> None:
        cut = _cut(text)
        self.words = [word for word, _, _ in cut]
        self.starts = [start for _, start, _ in cut]
        self.ends = [end for _, _, end in cut]
        self.terms = terms()
        self.found: list[NamedWork] = []
        self.begin = -1  # first token of the part, its verb included
        self.core = -1  # first token of its noun phrase
        self.fresh, self.tail = True, False
        self.event = self.several = False  # under a verb that organises; under "tổ chức các hoạt động"

    def run(self) -> list[NamedWork]:
        i = 0
        while i < len(self.words):
            i = self._step(i)
        self._close(i)
        return [self._of_list(n) for n in range(len(self.found))]

    def _of_list(self, n: int) -> NamedWork:
        """A part whose verb rules the next part too is quoted without that verb."""
        part = self.found[n]
        after = self.found[n + 1] if n + 1 < len(self.found) else None
        shared = after is not None and after.start == after.noun
        return replace(part, start=part.noun) if shared else part

    def _step(self, i: int) -> int:
        word = self.words[i]
        if not word.isalnum():
            return self._mark(i)
        joined = word == "và"
        if (self.fresh or joined) and (verb := self._verb(i + joined)):
            return verb
        if self.fresh and not self.tail:
            if skipped := self.terms.generic.length(self.words, i):
                self.several = self.several or self.event
                self.begin = i if self.begin < 0 else self.begin
                return i + skipped
            self.begin = i if self.begin < 0 else self.begin
            self.core = i
        self.fresh = False
        if not self.tail and self.terms.tail.length(self.words, i):
            self._close(i)
            self.tail = True
        return i + 1

    def _mark(self, i: int) -> int:
        if self.words[i] != "-":
            self._close(i)
            self.fresh = True
            if self.words[i] in _FRESH:
                self.tail = self.event = self.several = False
        return i + 1

    def _verb(self, i: int) -> int:
        """The token after the light verb that begins here; any other verb begins its own noun phrase. 0: no verb."""
        length = self.terms.verbs.length(self.words, i)
        if not length or self._is_noun(i, length):
            return 0
        if self.core >= 0:
            self._close(i - 1 if self.words[i - 1] == "và" else i)
        light = self.terms.light.length(self.words, i)
        led = self.event and (self.several or (self.fresh and self.begin >= 0))
        self.event = (led and not light) or tuple(self.words[i : i + length]) in self.terms.organise
        if self.begin < 0 or self.tail:
            self.begin = i
        self.tail, self.fresh = False, bool(light)
        if not light:
            self.core = i
        return i + (light or length)

    def _is_noun(self, i: int, length: int) -> bool:
        """Whether the verb that begins here organises nothing, as in "cá nhân, tổ chức, doanh nghiệp"."""
        if tuple(self.words[i : i + length]) not in self.terms.organise:
            return False
        after = i + length
        if after < len(self.words) and self.words[after] == "và":
            return not self.terms.verbs.length(self.words, after + 1)
        return after == len(self.words) or not self.words[after].isalnum()

    def _close(self, end: int) -> None:
        if 0 <= self.core < end:
            words = tuple(self.words[self.core : end])
            self.found.append(
                NamedWork(self.starts[self.begin], self.ends[end - 1], self.starts[self.core], words, self.event)
            )
        self.begin = self.core = -1
