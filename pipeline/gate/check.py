"""What keeps a letter from going out: hard reasons, which nothing lets through, and soft ones, which a person may."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from pipeline.gate.desk import CONFIRM, READY, Desk
from pipeline.gate.face import Face, read_face
from pipeline.gate.told import ToldLetter
from pipeline.rulebook import rules_folder
from pipeline.write.letter.case import upper_first
from pipeline.write.letter.sender import vn_date
from pipeline.write.office.rich import DOTS
from pipeline.write.store import digest


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a letter waits, in Vietnamese; ``key`` names the sentence in rules/gate.toml."""

    hard: bool
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the records office gives a letter: its number ("05") and day; None where it is asked for later."""

    number: str = ""
    day: date | None = None


@lru_cache(maxsize=1)
def gate_words() -> Mapping[str, Any]:
    """rules/gate.toml, read once."""
    return tomllib.loads((rules_folder() / "gate.toml").read_text("utf-8"))


def reasons(letter: ToldLetter, desk: Desk, given: Given = Given(), as_sent: bool = False) -> tuple[Reason, ...]:
    """Why the draft can't go out with what is ``given``; () where it can. Soft reasons that a person has let through
    are left out; of a letter that went out elsewhere (``as_sent``) yellow places and changes are its senders' own
    business. Raises PipelineError E317 where the file is no .docx."""
    content = (desk.folder / letter.file).read_bytes()
    face = read_face(content, letter.file)
    found = [*_written(face, given)]
    if as_sent:
        return tuple(found)
    found += [*_hard(letter, desk, face), *_moved(letter, desk, content, given)]
    if not confirmed(letter, desk):
        found += soft_reasons(letter)
    return tuple(found)


def _hard(letter: ToldLetter, desk: Desk, face: Face) -> Iterator[Reason]:
    if face.red:
        yield _reason("red", words=face.red)
    yield from _blanks(letter, desk.edited(letter), face)
    if letter.open_group and _same_addressee(letter, face):
        yield _reason("group", group=letter.open_group)


def _blanks(letter: ToldLetter, edited: bool, face: Face) -> Iterator[Reason]:
    """What is still yellow: by its name where the letter is as we wrote it, else by the words that stand there."""
    names = [] if edited else [one for one in letter.row.get("blanks", "").split("; ") if one]
    kinds = gate_words()["blanks"]
    named = {kind: [one for one in names if one in kinds[kind]] for kind in ("issuer", "signer", "nobody")}
    special = [one for of in (*named.values(), kinds["later"]) for one in of]
    other = [one for one in names if one not in special] if names else [f"«{one or DOTS}»" for one in face.yellow]
    if named["issuer"]:
        yield _reason("issuer")
    if named["signer"]:
        yield _reason("signer", words="; ".join(named["signer"]))
    if named["nobody"] or not any(one.strip(DOTS) for one in face.addressees):
        yield _reason("nobody")
    if other:
        yield _reason("blank", words=", ".join(dict.fromkeys(other)))


def _same_addressee(letter: ToldLetter, face: Face) -> bool:
    """Whether the letter is still addressed to the group itself."""
    return face.addressees in ((), (upper_first(letter.open_group),))


def _written(face: Face, given: Given) -> Iterator[Reason]:
    """A number or day that a person wrote into the letter and that is not the one given."""
    if given.number and face.number and _figure(face.number) != _figure(given.number):
        yield _reason("number", written=face.number, given=given.number)
    if face.day_written and face.day is None:
        yield _reason("unread_day")
    elif given.day and face.day and face.day != given.day:
        yield _reason("day", written=vn_date(face.day), given=vn_date(given.day))


def _figure(number: str) -> str:
    return number.strip().lstrip("0")


def _moved(letter: ToldLetter, desk: Desk, content: bytes, given: Given) -> Iterator[Reason]:
    """A letter that somebody found ready, and perhaps signed, and that is another now."""
    ready = desk.last(READY, letter.file)
    if given.number and ready and ready.after != digest(content):
        yield _reason("changed", day=ready.time[:10])


def soft_reasons(letter: ToldLetter) -> tuple[Reason, ...]:
    """Doubts that a person may let through."""
    flagged = [f"{one['id']} ({one['flags']})" for one in letter.tasks if one["flags"]]
    found = [Reason(False, "ended", words) for words in letter.ended]
    if flagged:
        words = gate_words()["soft"]["flags"].format(count=len(flagged), tasks=", ".join(flagged))
        found.insert(0, Reason(False, "flags", words))
    return tuple(found)


def confirmed(letter: ToldLetter, desk: Desk) -> bool:
    """Whether a person let the letter's doubts through, and owner, role, partners, limit and words are as then."""
    last = desk.last(CONFIRM, letter.file)
    return last is not None and last.after == fingerprint(letter)


def fingerprint(letter: ToldLetter) -> str:
    """What a confirmation rests on, as a short hash."""
    columns = ("owners", "owner_role", "partners", "start", "end", "recurrence", "text", "flags", "part")
    cells: Sequence[Sequence[str]] = [[one[c] for c in columns] for one in letter.tasks]
    return sha256(repr((cells, letter.ended)).encode()).hexdigest()[:16]


def _reason(key: str, **facts: str) -> Reason:
    return Reason(True, key, gate_words()["hard"][key].format(**facts))
