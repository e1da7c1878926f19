"""One reading a sentence: pieces in order that cover every character but blanks, and the doubts that follow from them.

The pieces say what each stretch is: opening, mode, name, separator, adverb, role, with, order, content, mark, unread.
Content is what is to be done, from an order's verb on to the next mark, role or name of a party; an agency that occurs
inside it is no party. A word that only binds ("trong", "theo", "về") is a joint; what no rule reads is ``unread``, and
beside a name a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Partners, Subject
from pipeline.model import Mention, Party

Kind = Literal[
    "opening",
    "mode",
    "name",
    "separator",
    "adverb",
    "role",
    "with",
    "order",
    "content",
    "joint",
    "mark",
    "unread",
]
NAME_ENDS, LIST_ENDS, BY_GRAMMAR = "W416", "W415", "W417"
_MARK = re.compile(r"[^\w\s]+")
_WORD = re.compile(r"\d+(?:[./-]\d+)+|\w+|[^\w\s]+")  # a day is one word
_STOPS = frozenset(".;:!?")
_KINDS: dict[str, Kind] = {
    "mode": "mode",
    "role": "role",
    "partner-of": "with",
    "manner": "with",
    "adverb": "adverb",
    "opening": "opening",
    "verb": "order",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a text, what they are, and the rule or evidence that says so."""

    start: int
    end: int
    kind: Kind
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of one text, and what they give: who is told, in which role, with whom."""

    text: str
    pieces: tuple[Piece, ...]
    subject: Subject | None = None
    partners: tuple[Partners, ...] = ()

    def doubts(self) -> tuple[str, ...]:
        """Codes of what is not sure in it: where names end, who else is meant, what stands unread beside a name."""
        return (*self.owner_doubts(), *self.partner_doubts())

    def owner_doubts(self) -> tuple[str, ...]:
        """Doubts about who is told."""
        told = self.subject
        if told is None:
            return ()
        unsure = not told.certain or self._unread_beside(told.parties)
        return (*((NAME_ENDS,) if unsure else ()), *((BY_GRAMMAR,) if told.guess else ()))

    def partner_doubts(self, end: int | None = None) -> tuple[str, ...]:
        """Doubts about whom it is to be done with, in the words before ``end``."""
        groups = [g for g in self.partners if end is None or g.mention.span.end <= end]
        unsure = any(not group.certain or self._unread_beside(group.parties) for group in groups)
        return (LIST_ENDS,) if unsure else ()

    def _unread_beside(self, parties: Sequence[Party]) -> bool:
        """Whether words that no rule reads stand straight behind the last of these names."""
        end = max((p.span.end for p in parties), default=-1)
        behind = next((piece for piece in self.pieces if piece.start >= end), None)
        return behind is not None and behind.kind == "unread"


@dataclass(slots=True)
class _Tiler:
    """Pieces on their way, left to right."""

    clauses: Clauses
    names: dict[int, Party]
    ordered: bool = False  # an order has begun: what no rule reads is its content
    pieces: list[Piece] = field(default_factory=list)

    def tile(self) -> tuple[Piece, ...]:
        """The pieces of the whole text."""
        position = 0
        while (word := _WORD.search(self.clauses.text, position)) is not None:
            position = self.step(word)
        return tuple(_merged(self.pieces))

    def step(self, word: re.Match[str]) -> int:
        """The piece at one word; where the next begins."""
        start = word.start()
        if party := self.names.get(start):
            self.ordered = False
            return self.add(start, party.span.end, "name", "registry" if party.agency.known else "grammar")
        if _MARK.fullmatch(word.group()):
            between = self.pieces[-1:] and self.pieces[-1].kind == "name" and word.group() in (",", ";", "-")
            self.ordered = self.ordered and not set(word.group()) & _STOPS
            return self.add(start, word.end(), "separator" if between else "mark")
        if self.pieces[-1:] and self.pieces[-1].kind in ("name", "separator") and word.group() in ("và", "cùng", "với"):
            return self.add(start, word.end(), "separator")
        if found := self.find(start):
            return self.found(start, found)
        kind: Kind = "content" if self.ordered else "joint" if self.clauses.is_joint(word.group()) else "unread"
        return self.add(start, word.end(), kind)

    def find(self, position: int) -> Mention | None:
        """The longest find at ``position``; inside an order's content adverbs and openings are a part of it."""
        labels = ("mode", "role", "partner-of", "manner", "verb") if self.ordered else _KINDS
        found = (self.clauses.at(label, position) for label in labels)
        return max((m for m in found if m), key=lambda m: m.span.end, default=None)

    def found(self, start: int, mention: Mention) -> int:
        """The piece of a find: an opening runs on to where its main clause begins."""
        kind = _KINDS[mention.label]
        end = mention.span.end
        if kind == "opening":
            starts = [s for s in self.clauses.clause_starts(start) if s > end]
            end = starts[0] if starts else end
            end = len(self.clauses.text[:end].rstrip())
        self.ordered = self.ordered or kind == "order"
        return self.add(start, end, kind, mention.rule)

    def add(self, start: int, end: int, kind: Kind, rule: str = "") -> int:
        """One more piece, never over a name that begins inside it."""
        inside = min((at for at in self.names if start < at < end), default=end)
        end = len(self.clauses.text[start:inside].rstrip()) + start
        self.pieces.append(Piece(start, max(end, start + 1), kind, rule))
        return self.pieces[-1].end


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of content, and of what is unread, as one."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind == piece.kind and piece.kind in ("content", "unread"):
            last = Piece(last.start, piece.end, last.kind)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def read_sentence(clauses: Clauses, base: int = 0, issuer_id: str = "", subject: Subject | None = None) -> Reading:
    """The reading of one text; ``subject`` is who is told where the outline says so, else the text's own subject."""
    told = subject or (clauses.subject(base, issuer_id) if not base else None)
    partners = clauses.partners(told.end if told else base, told)
    parties = (*(told.parties if told else ()), *(p for group in partners for p in group.parties))
    names = {p.span.start: p for p in parties}
    return Reading(clauses.text, _Tiler(clauses, names).tile(), told, partners)
