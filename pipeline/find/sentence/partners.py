"""Those an owner is to work with: "phối hợp với …", "Sở A chủ trì, Sở B phối hợp"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.find.agency.agencies import PartyList
from pipeline.find.agency.lists import Context
from pipeline.find.sentence import words as words
from pipeline.find.sentence.parts import Partners, Subject
from pipeline.model import Mention, Role


class Sentence(Protocol):
    """What has to be known of a text to find the partners in it; ``clauses.Clauses`` knows it."""

    text: str

    @property
    def named(self) -> tuple[Mention, ...]:
        """Every agency name in the text."""

    def all(self, label: str) -> tuple[Mention, ...]:
        """All finds of ``label``, by start."""

    def skip(self, position: int) -> int:
        """Past blanks, quotes and opening brackets."""

    def begins_order(self, position: int) -> bool:
        """Whether a verb, a role word or an adverb of an order stands at ``position``."""

    def role(self, base: int) -> tuple[Role, Mention | None, int]:
        """The role that the first order from ``base`` on gives, the word for it, and the order's offset."""

    def at(self, label: str, position: int) -> Mention | None:
        """The find of ``label`` that begins at ``position``."""

    def read_list(self, position: int, context: Context = "sentence") -> PartyList:
        """The agencies listed from ``position`` on."""

    def is_verb(self, position: int, parties: PartyList) -> bool:
        """Whether what was read as a group is the order's verb."""


def read_partners(clauses: Sentence, base: int, subject: Subject | None) -> tuple[Partners, ...]:
    """Those the owner is to work with: each "phối hợp với …" whose doer is the owner itself."""
    found: list[Partners] = []
    for mention in clauses.all("partner-of"):
        if mention.span.start < base or (subject and mention.span.start < subject.end):
            continue
        if not _owners_own(clauses, mention, subject):
            found += _beside_lead(clauses, mention, subject)
            continue
        start, with_them = _behind_with(clauses, mention)
        open_list = with_them and mention.rule != "PART-03"  # "cùng thời điểm"
        parties = clauses.read_list(start, "partners" if open_list else "sentence")
        if parties.parties and not clauses.is_verb(start, parties):
            found.append(Partners(mention, parties.parties, parties.end, parties.certain))
    return tuple(found)


def _behind_with(clauses: Sentence, mention: Mention) -> tuple[int, bool]:
    """Where the partners begin behind "phối hợp", adverbs ("chặt chẽ, kịp thời") and "với", and whether "với" or "cùng"
    stands there."""
    start = end = mention.span.end
    while True:
        at = clauses.skip(end + (clauses.text[end : end + 1] == ","))
        manner = clauses.at("manner", at)
        if manner is None:
            break
        end = manner.span.end
    joint = next((word for word in ("với", "cùng") if end > start and clauses.text.startswith(f"{word} ", at)), "")
    start = clauses.skip(at + len(joint)) if joint or end > start else clauses.skip(start)
    return start, bool(joint) or clauses.text[: mention.span.end].endswith(("với", "cùng"))


def _beside_lead(clauses: Sentence, mention: Mention, subject: Subject | None) -> Iterator[Partners]:
    """ "Sở A chủ trì, | Sở B phối hợp": those named behind a comma of a leader's clause who are to work with it."""
    role, lead, _ = clauses.role(subject.end) if subject else ("perform", None, 0)
    if role != "lead" or lead is None:
        return
    for match in words.BOUNDARY.finditer(clauses.text, lead.span.end, mention.span.start):
        read = clauses.read_list(match.end()) if match.group()[0] in ",;" else None
        if read and read.parties and clauses.skip(read.end) == mention.span.start:
            yield Partners(mention, read.parties, mention.span.end, read.certain)
            return


def _owners_own(clauses: Sentence, mention: Mention, subject: Subject | None) -> bool:
    start = mention.span.start
    noun = len(clauses.text[:start].rstrip())
    if any(m.span.end == noun for m in clauses.all("noun-before")):
        return False
    left, apart = _before_roles(clauses, start)
    if apart:
        return True
    doer = next((m for m in clauses.named if m.span.start < left <= m.span.end), None)
    if doer is not None:
        return subject is not None and doer.span.end <= subject.end
    marks = list(words.BOUNDARY.finditer(clauses.text, 0, left))
    while marks and marks[-1].group()[0] == "," and not clauses.begins_order(marks[-1].end()):
        marks.pop()  # "chỉ đạo các bến xe, | bến tàu phối hợp với …": one list of those directed
    boundary = marks[-1].end() if marks else 0
    foreign = [m for m in clauses.all("foreign-doer") if boundary <= m.span.start and m.span.end < left]
    return not any(clauses.text[m.span.end : left].strip() for m in foreign)


def _before_roles(clauses: Sentence, position: int) -> tuple[int, bool]:
    """Walk left over adverbs, "chủ trì" and commas that stand before "phối hợp"; whether a mark ends the walk."""
    left = position
    while True:
        trimmed = len(clauses.text[:left].rstrip(" ,"))
        ends = {
            m.span.end: m.span.start
            for label in ("adverb", "role")
            for m in clauses.all(label)
            if m.span.end <= trimmed
        }
        if trimmed in ends:
            left = ends[trimmed]
            continue
        return trimmed, "," in clauses.text[trimmed:left] or clauses.text[trimmed - 1 : trimmed] in (";", ".", ":")
