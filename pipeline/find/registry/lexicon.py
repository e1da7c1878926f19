"""The words by which names of agencies are read, made from the registry for one plan's province and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.find.language.tokens import fold
from pipeline.find.registry.registry import Entry, View
from pipeline.find.registry.words import SEPARATORS, Phrases, Words, cut
from pipeline.messages import PipelineError
from pipeline.model import Agency

_PHRASES = (
    *("persons", "posts", "determiners", "generics", "group_openers", "modifiers", "relatives", "attributes", "levels"),
    *("not_levels", "in_names", "provinces", "restrictions", "not_nouns", "not_names", "papers", "asides", "shareable"),
    *("matters", "joined", "zones", "duties"),
)
_WORDS = ("nobodies", "short_verbs", "surnames", "attributed", "noun_after", "joints", "stops")
_READ_ELSEWHERE = ("cities",)
_BEFORE_NOUNS = frozenset({"các", "những", "mỗi", "từng", "mọi", "với", "cùng", ";"})


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name a registered agency: the entry, and the words that it is then written in."""

    entry: Entry
    spelling: str
    whole: bool = True  # no shortened form of the registered name ("Sở Giáo dục")


@dataclass(frozen=True)
class Lexicon:
    """Tries and sets over folded words; what each is for stands in rules/agencies/national.toml at the list's name."""

    view: View
    abbreviations: dict[str, str]
    field_abbreviations: dict[str, str]
    names: Phrases[Name]
    heads: Phrases[str]
    titles: Phrases[str]
    persons: Phrases[str]
    posts: Phrases[str]
    determiners: Phrases[str]
    generics: Phrases[str]
    group_openers: Phrases[str]
    modifiers: Phrases[str]
    relatives: Phrases[str]
    attributes: Phrases[str]
    levels: Phrases[str]
    not_levels: Phrases[str]
    verbs: Phrases[str]
    adverbs: Phrases[str]
    field_verbs: Phrases[str]
    in_names: Phrases[str]
    provinces: Phrases[str]
    restrictions: Phrases[str]
    not_nouns: Phrases[str]
    not_names: Phrases[str]
    papers: Phrases[str]
    matters: Phrases[str]
    joined: Phrases[str]
    zones: Phrases[str]
    duties: Phrases[str]
    asides: Phrases[str]
    nobodies: frozenset[str]
    short_verbs: frozenset[str]
    surnames: frozenset[str]
    attributed: frozenset[str]
    noun_after: frozenset[str]
    joints: frozenset[str]
    stops: frozenset[str]
    shareable: Phrases[str]

    def cut(self, text: str) -> Words:
        """The words of ``text``, abbreviations written out."""
        return cut(text, self.abbreviations, self.field_abbreviations)

    def verb(self, words: Words, k: int, inside: bool = False) -> bool:
        """Whether an order's verb begins at word ``k``. ``inside`` a phrase a verb of one syllable counts only before a
        capital or "các": it is more often the second syllable of a noun ("công trình", "dịch vụ")."""
        found = self.verbs.longest(words, k)
        if found and words.low[found[0] : found[0] + 1] == ("viên",):  # "hướng dẫn viên": who does it
            return False
        if found and inside and found[0] == k + 1 < len(words):
            return words.cap[k + 1] or self.determiners.longest(words, k + 1) is not None
        return found is not None and not (words.low[k : k + 2] == ("tổ", "chức") and self._is_noun(words, k))

    def ends_field(self, words: Words, k: int) -> bool:
        """Whether a verb at ``k`` ends an unregistered name; of one syllable only before a capital or "các"."""
        return self.field_verbs.longest(words, k) is not None and self.verb(words, k, inside=True)

    def with_names(self, agencies: Iterable[Agency]) -> Lexicon:
        """The lexicon with further names, read as they stand."""
        return replace(self, names=self.names.extended((a.name, Name(Entry(a), a.name)) for a in agencies))

    def among_names(self) -> Lexicon:
        """The lexicon for texts of nothing but names: verbs that also stand in names do not end one."""
        return replace(self, field_verbs=self.verbs.without(self.in_names))

    def noun(self, words: Words, k: int, opening: bool = False) -> int | None:
        """The end of the common noun at ``k``, or None; a verb that is spelled alike and no shorter stands instead."""
        found = (self.group_openers if opening else self.generics).longest(words, k)
        other = self.not_nouns.longest(words, k)
        if not found or (other and other[0] >= found[0]):
            return None
        verb = self.verbs.longest(words, k)
        return None if verb and verb[0] >= found[0] and self.verb(words, k) else found[0]

    def _is_noun(self, words: Words, k: int) -> bool:
        """ "tổ chức" at ``k`` is a noun in a list or after "các", and before a mark or a word of ``noun_after``."""
        if k and words.low[k - 1] not in SEPARATORS | _BEFORE_NOUNS:
            return False
        n = k + 2
        if n >= len(words) or words.low[n] in (";", ".", ")", "\n"):
            return True
        if words.low[n] == ",":
            listed = k > 0 and words.low[k - 1] in (",", "và", "các")
            return listed or (self.verbs.longest(words, n + 1) is None and self.noun(words, n + 1) is not None)
        return words.low[n] in self.noun_after and (
            self.modifiers.longest(words, n) is not None or not self.not_nouns.longest(words, n)
        )


@lru_cache(maxsize=64)  # the same lists for every plan
def _phrases(listed: tuple[str, ...]) -> Phrases[str]:
    return Phrases((item, item) for item in listed)


def _names(view: View) -> list[tuple[str, Name]]:
    """Every name and alias; where two agencies of different times share one, the one valid on the plan's day wins."""
    day = view.on or date.max
    by_age = sorted(view.entries.values(), key=lambda e: _valid(e, day))
    return [
        (name, Name(entry, name if entry.as_written else entry.agency.name, not _shortened(name, entry.agency.name)))
        for entry in by_age
        for name in (entry.agency.name, *entry.agency.aliases)
        if not entry.group
    ]


def _shortened(alias: str, name: str) -> bool:
    """Whether an alias is the beginning of the registered name."""
    return name != alias and fold(name).startswith(f"{fold(alias)} ")


def _valid(entry: Entry, day: date) -> bool:
    return (entry.agency.valid_from or date.min) <= day <= (entry.agency.valid_to or date.max)


def _letters(table: dict[str, str]) -> dict[str, str]:
    return {fold(key): full for key, full in table.items()}


def build(view: View) -> Lexicon:
    """The lexicon of one plan (about 15 ms). Refuses a list that is missing (E212) or that nothing reads (E211)."""
    words = view.registry.words
    lists: dict[str, list[str]] = words["lists"]
    _check_lists(lists)
    heads = [(head, kind.id) for kind in view.registry.kinds.values() for head in kind.heads]
    fields = {letters: full for letters, full in words["field_abbreviations"].items() if len(letters) > 2}
    adverbs = view.registry.word_lists["adverbs"].names
    verbs = _phrases((*view.registry.word_lists["verbs"].names, *adverbs))
    phrases: dict[str, Any] = {name: _phrases(tuple(lists[name])) for name in _PHRASES}
    folded: dict[str, Any] = {name: frozenset(fold(item) for item in lists[name]) for name in _WORDS}
    return Lexicon(
        view=view,
        abbreviations=_letters(fields) | _letters(words["abbreviations"]),
        field_abbreviations=_letters(words["field_abbreviations"]),
        names=Phrases(_names(view)),
        heads=Phrases(heads),
        titles=Phrases(words["titles"].items()),
        verbs=verbs,
        adverbs=_phrases(adverbs),
        field_verbs=verbs,
        **phrases,
        **folded,
    )


def _check_lists(lists: dict[str, list[str]]) -> None:
    expected = {*_PHRASES, *_WORDS, *_READ_ELSEWHERE}
    for name in sorted(expected - lists.keys()):
        raise PipelineError("E212", "national.toml", key=name, entry="lists")
    for name in sorted(lists.keys() - expected):
        raise PipelineError("E211", "national.toml", key=name)
