"""The desk of one plan: which letters are drafts, ready, issued, as the folder and its log say.

The log's lines are the acts; what lies in letters/issued/ follows from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.contract import LETTERS_FOLDER, LETTERS_ISSUED
from pipeline.gate.told import Drafts, ToldLetter, letter_of, read_drafts
from pipeline.messages import PipelineError
from pipeline.write.log import Act, read_log
from pipeline.write.store import digest, read_manifest

READY, ISSUE, CONFIRM, KIND = "ready", "issue", "confirm", "adjust-as"
WITHDRAWING = ("withdraw", "replace")  # kinds after which the earlier letter no longer holds


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that went out: its number with the sign ("05/UBND-NC"), its day, the hash of its bytes, and what it
    told."""

    letter: ToldLetter
    file: str
    number: str
    day: date
    sha256: str
    draft: str = ""

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return Path(self.file).name


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the gate knows of a plan's folder. ``numbers`` are the NN of agencies by id; ``acts`` the log."""

    folder: Path
    drafts: Drafts = Drafts()
    issued: tuple[Issued, ...] = ()
    acts: tuple[Act, ...] = ()
    manifest: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, int]:
        """The number that each agency has for the plan's life."""
        return {one.letter.agency_id: one.letter.nn for one in self.issued if one.letter.nn} | dict(self.drafts.numbers)

    @property
    def latest(self) -> dict[str, Issued]:
        """The last letter to each agency (by id) that assigns or changes tasks."""
        return {one.letter.agency_id: one for one in self.issued if one.letter.kind != "remind"}

    @property
    def carriers(self) -> dict[str, str]:
        """The letter that went out last to each agency (by id)."""
        return {agency: one.file for agency, one in self.latest.items()}

    def waiting(self) -> tuple[ToldLetter, ...]:
        """The drafts that still lie there, in the order of their numbers."""
        gone = {one.draft for one in self.issued}
        letters = (one for one in self.drafts.letters if one.file not in gone and (self.folder / one.file).is_file())
        return tuple(sorted(letters, key=lambda one: (one.nn, one.file)))

    def last(self, act: str, file: str) -> Act | None:
        """The last act of this kind on a file."""
        return next((one for one in reversed(self.acts) if one.act == act and one.file == file), None)

    def edited(self, letter: ToldLetter) -> bool:
        """Whether a person changed the draft."""
        known = self.manifest.get(letter.file)
        return known is not None and digest((self.folder / letter.file).read_bytes()) != known

    def state(self, letter: ToldLetter) -> str:
        """``ready``, ``edited`` or ``draft``."""
        ready = self.last(READY, letter.file)
        if ready and ready.after == digest((self.folder / letter.file).read_bytes()):
            return READY
        return "edited" if self.edited(letter) else "draft"

    def issued_state(self, one: Issued) -> str:
        """``issued``, or what a later letter to the same agency made of it."""
        later = [x for x in self.issued[self.issued.index(one) + 1 :] if x.letter.earlier == one.file]
        if not later:
            return "issued"
        return "withdrawn" if later[-1].letter.kind in WITHDRAWING else "adjusted"


def read_desk(folder: Path) -> Desk:
    """The desk of ``folder``; empty where no run wrote there. Raises PipelineError E323, E341."""
    acts = read_log(folder)
    issued = tuple(found for act in acts if act.act == ISSUE and (found := _issued(folder, act)))
    return Desk(folder, read_drafts(folder) or Drafts(), issued, acts, read_manifest(folder))


def _issued(folder: Path, act: Act) -> Issued | None:
    number, day, sha = _after(act)
    path = (folder / act.file).with_suffix(".json")
    try:
        letter = letter_of(json.loads(path.read_bytes()))
    except OSError:  # a person took the record away: number and day stay in the log
        letter = ToldLetter(act.file, 0, "assign", act.agency_id, act.agency_id)
    except (ValueError, TypeError) as error:
        raise PipelineError("E323", str(path), reason=type(error).__name__) from None
    return Issued(letter, act.file, number, day, sha, act.before)


def issue_words(number: str, day: date, sha256: str) -> str:
    """What the log's line of an issue says: number with sign, day, hash of the letter's bytes."""
    return f"{number}; {day.isoformat()}; sha256:{sha256}"


def _after(act: Act) -> tuple[str, date, str]:
    try:
        number, day, sha = act.after.split("; ")
        return number, date.fromisoformat(day), sha.removeprefix("sha256:")
    except ValueError:
        raise PipelineError("E341", act.file, reason=f"dòng phát hành «{act.after}» không đọc được") from None


def issued_path(letter: ToldLetter) -> str:
    """Where a letter lies after it went out; a reminder says of which day it is."""
    place = Path(letter.file)
    name = place.name if place.parts[0] == LETTERS_FOLDER else f"don-doc-{place.parts[1]}-{place.name}"
    return f"{LETTERS_ISSUED}/{name}"
