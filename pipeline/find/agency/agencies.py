"""Agencies in text: one name, a list of partners, all names of a paragraph, a heading that is nothing but names.

Known names come from rules/agencies, unknown ones from grammar (kind word + field or place + level).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from pipeline.find.agency.cells import UNKNOWN
from pipeline.find.agency.levels import Found
from pipeline.find.agency.lists import Context, Listed, read_list
from pipeline.find.agency.own import own_names
from pipeline.find.agency.parties import read_one
from pipeline.find.agency.run_on import is_guess, plain_name
from pipeline.find.agency.units import PLACE
from pipeline.find.language.tokens import fold
from pipeline.find.registry.lexicon import Lexicon, build
from pipeline.find.registry.registry import Registry, View
from pipeline.find.registry.words import Words
from pipeline.model import Agency, Mention, Party, Span

_DUTY = (("có", "trách", "nhiệm"), ("chịu", "trách", "nhiệm"), ("có", "nhiệm", "vụ"))
_FEW = 512  # texts whose words are kept
_MANY = 2048  # lists and headings kept: outline, walk and rows ask the same of a text, far apart


@dataclass(frozen=True, slots=True)
class AgencyRead:
    """An agency that begins where it was looked for; ``end`` is the offset after it (``certain`` False: a guess)."""

    end: int
    agency: Agency
    certain: bool = True


@dataclass(frozen=True, slots=True)
class PartyList:
    """A list of agencies: its parties in their order, the offset after it, and whether its end is certain.

    ``guess`` tells that a name in it has nothing but the grammar of names for it: no registry, no other place in the
    document, and a long run of small letters before an order.
    """

    parties: tuple[Party, ...]
    end: int
    certain: bool = True
    guess: bool = False


@lru_cache(maxsize=16)
def _lexicons(view: View) -> tuple[Lexicon, Lexicon]:
    """For running text, and for texts that hold nothing but names."""
    lexicon = build(view)
    return lexicon, lexicon.among_names()


class Agencies:
    """Reads agencies in the texts of one plan; its province and day decide what "tỉnh" and an old name mean."""

    def __init__(
        self, registry: Registry, province: str | None = None, on: date | None = None, texts: Iterable[str] = ()
    ) -> None:
        """``texts`` are all lines of the document, whose own names are read first."""
        self.view: View = registry.for_place(province, on)
        self._lexicon, self._among_names = _lexicons(self.view)
        self.own = own_names(texts, self._lexicon)
        if self.own:
            self._lexicon, self._among_names = (x.with_names(self.own) for x in (self._lexicon, self._among_names))
        self._words = lru_cache(maxsize=_FEW)(self._lexicon.cut)
        lexicons = (self._words, self._lexicon, self._among_names)  # no method: a cycle would outlive its plan
        self._lists = lru_cache(maxsize=_MANY)(partial(_read_parties, *lexicons))
        self._headings = lru_cache(maxsize=_MANY)(partial(_read_heading, *lexicons))

    def read_agency(self, text: str, start: int = 0) -> AgencyRead | None:
        """The longest agency name (or group) that begins exactly at offset ``start``."""
        words = self._words(text)
        at = words.at(start)
        found = read_one(words, at, self._lexicon) if at is not None else None
        return AgencyRead(words.ends[found.end - 1], found.agency, found.certain) if found else None

    def read_list(self, text: str, start: int = 0, block: int = 0, context: Context = "sentence") -> PartyList:
        """The longest list of agencies that begins at ``start``; no parties and ``end == start`` where none does.

        ``context`` "names" says that the text holds nothing but names (table cell, label value, heading): attributes
        run on to their end, and a name that nothing knows becomes a party that is not certain. Spans lie in ``block``.
        """
        found = self._lists(text, start, context)
        if block == 0 or not found.parties:
            return found
        moved = (replace(p, span=replace(p.span, block=block)) for p in found.parties)
        return replace(found, parties=tuple(moved))

    def find_agencies(self, text: str, block: int = 0) -> tuple[Mention, ...]:
        """All agency names and groups of a text, left to right, none within another; label "agency", value Agency."""
        words = self._words(text)
        mentions: list[Mention] = []
        k = 0
        while k < len(words):
            found = read_one(words, k, self._lexicon) if self._could_begin(words, k) else None
            if found is None or not _is_name(words, found, self._lexicon):
                k += 1
                continue
            span = Span(block, words.starts[found.start], words.ends[found.end - 1])
            mentions.append(Mention(span, "agency", "AGY-KNOWN" if found.agency.known else "AGY-GRAMMAR", found.agency))
            k = found.end
        return tuple(mentions)

    def is_agency_heading(self, text: str) -> PartyList | None:
        """The agencies of a heading of nothing but names, a bracket, "có trách nhiệm" and a colon; else None."""
        return self._headings(text)

    def is_stop(self, word: str) -> bool:
        """Whether a word never belongs to a name, and is no verb: it binds ("trong", "theo", "của")."""
        return fold(word) in self._lexicon.stops

    def is_plain(self, text: str, start: int) -> bool:
        """Whether the words from offset ``start`` on can all be a name's: no role, no verb of orders alone."""
        words = self._words(text)
        k = words.at(start)
        return k is None or plain_name(words, k, self._lexicon)

    def members(self, agency: Agency) -> tuple[Agency, ...]:
        """The agencies that a group stands for ("UBND các huyện, thành phố"); () where it is open or not known."""
        return self.view.members(agency)

    def get(self, agency_id: str) -> Agency | None:
        """The registered agency with this id (successors and members are ids)."""
        return self.view.get(agency_id)

    def _could_begin(self, words: Words, k: int) -> bool:
        return words.cap[k] or words.low[k] in ("các", "những") or self._lexicon.names.longest(words, k) is not None


_Cut = Callable[[str], Words]


def _read_parties(
    cut: _Cut, lexicon: Lexicon, among_names: Lexicon, text: str, start: int, context: Context
) -> PartyList:
    """The longest list that begins at ``start``, in block 0."""
    words = cut(text)
    at = words.at(start)
    listed = read_list(words, at, among_names if context == "names" else lexicon, context) if at is not None else None
    if listed is None or not listed.members:
        return PartyList((), start)
    guess = any(is_guess(words, m, lexicon) for m in listed.members)
    return PartyList(_parties(words, listed), words.ends[listed.end - 1], listed.certain, guess)


def _read_heading(cut: _Cut, lexicon: Lexicon, among_names: Lexicon, text: str) -> PartyList | None:
    """The agencies of a text that is nothing but their names."""
    words = cut(text)
    if not len(words):
        return None
    listed = read_list(words, 0, lexicon, "sentence")
    if not listed.members or not _only_names(words, listed.end):
        listed = read_list(words, 0, among_names, "names")
    if not listed.members or not _only_names(words, listed.end) or _is_word(words, listed, lexicon):
        return None
    return PartyList(_parties(words, listed), words.ends[listed.end - 1], listed.certain)


def _parties(words: Words, listed: Listed) -> tuple[Party, ...]:
    return tuple(
        Party(m.agency, words.quote(m.start, m.end), Span(0, words.starts[m.start], words.ends[m.end - 1]))
        for m in listed.members
    )


def _is_name(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """In running text a group counts where "các" opens it; a common noun ("doanh nghiệp", "Trung tâm") does not."""
    if found.agency.kind == "nhom":
        return words.low[found.start] in ("các", "những")
    head = lexicon.heads.longest(words, found.start)
    return found.agency.known or head is None or head[0] < found.end


def _is_word(words: Words, listed: Listed, lexicon: Lexicon) -> bool:
    """A heading of one common noun ("Tổ chức", "Cá nhân") or with an unknown name heads no agency's section."""
    first = listed.members[0]
    noun = lexicon.group_openers.longest(words, first.start)
    alone = len(listed.members) == 1 and noun is not None and noun[0] == first.end
    places = all(m.agency.id.startswith(PLACE) for m in listed.members)  # a row of a statistic, a heading of places
    return alone or places or any(not m.certain and m.agency.order == UNKNOWN for m in listed.members)


def _only_names(words: Words, k: int) -> bool:
    """Whether nothing but a duty's opening words and marks stands from word ``k`` on."""
    for duty in _DUTY:
        if words.low[k : k + 3] == duty:
            k += 3
            break
    return all(not low[0].isalnum() for low in words.low[k:])
