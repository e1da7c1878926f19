"""Agencies that have tasks and do not get the plan: its list of recipients ("Nơi nhận") against its owners.

A group line ("Các sở, ban, ngành, đoàn thể") is read widely, by the kinds in rules/links.toml: said is only what is
surely missing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.find.agency.agencies import Agencies
from pipeline.find.language.tokens import fold
from pipeline.model import Agency, Notice, Plan
from pipeline.rulebook import rules_folder

# The issuer itself and its office make and keep the document; groups and persons are no addressees of their own.
_NO_ADDRESSEES = frozenset(("nhom", "ca-nhan", "ubnd-tinh", "chinh-phu"))
_OFFICE = frozenset(("van-phong-ubnd", "van-phong-chinh-phu"))
_HALF = 0.5  # of a name's syllables in one line that no rule can read: the name, written short
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Covers:
    """How a recipients' line is read: openings that mean everyone or nobody, and group words to kinds."""

    everyone: tuple[str, ...]
    never: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Reached:
    """Who gets the plan: ids, kinds through groups, and the lines that no rule reads whole, folded."""

    ids: frozenset[str]
    kinds: frozenset[str]
    lines: tuple[str, ...]

    def has(self, agency: Agency) -> bool:
        """Whether an agency is named, is of a kind that a group takes in, or stands in a line in other letters."""
        return agency.id in self.ids or agency.kind in self.kinds or any(_names(line, agency) for line in self.lines)


@lru_cache(maxsize=1)
def _covers() -> _Covers:
    table = tomllib.loads((rules_folder() / "links.toml").read_text("utf-8"))["recipients"]
    kinds = {fold(word): tuple(kinds) for word, kinds in table["covers"].items()}
    return _Covers(tuple(map(fold, table["everyone"])), tuple(map(fold, table["never"])), kinds)


def check_recipients(plan: Plan, agencies: Agencies) -> tuple[Notice, ...]:
    """A notice W442 for each agency that owns tasks and is surely not among the recipients; none without a list."""
    lines = [line for line in plan.header.recipients if not _opens(line, _covers().never)]
    if not lines or any(_opens(line, _covers().everyone) for line in lines):
        return ()
    return tuple(_missing(plan, _reached(lines, agencies)))


def _opens(line: str, openings: Sequence[str]) -> bool:
    words = fold(line).strip(" -+*")
    return any(re.match(rf"{re.escape(opening)}\b", words) for opening in openings)


def _reached(lines: Sequence[str], agencies: Agencies) -> _Reached:
    ids: set[str] = set()
    kinds: set[str] = set()
    unread: list[str] = []
    for line in lines:
        listed = agencies.read_list(line, context="names")
        found = [p.agency for p in listed.parties]
        whole = found and all(a.kind != "nhom" for a in found) and not re.match(r"\W*\w", _after(line, listed.end))
        if not whole:
            found += [m.value for m in agencies.find_agencies(line) if isinstance(m.value, Agency)]
            unread.append(fold(line))
            kinds.update(_kinds(line))
        ids.update(a.id for a in found)
        kinds.update(a.kind for a in found if a.kind.startswith("ubnd-"))
    return _Reached(frozenset(ids), frozenset(kinds), tuple(unread))


def _after(line: str, end: int) -> str:
    """What follows the names of a line; brackets, and persons and rooms after a colon, name no agency."""
    rest = line[end:].lstrip()
    return "" if rest[:1] in ("(", ":") else rest


def _kinds(line: str) -> Iterator[str]:
    """The kinds of a group line; what follows a colon names persons and rooms, or the members one by one."""
    head = fold(line).partition(":")[0].replace(fold("ủy ban"), "")
    for word, kinds in _covers().kinds.items():
        if re.search(rf"\b{word}\b", head):
            yield from kinds


def _names(line: str, agency: Agency) -> bool:
    words = _WORD.findall(fold(agency.name))
    said = set(_WORD.findall(line))
    return len(words) > 2 and sum(word in said for word in words) >= _HALF * len(words)


def _missing(plan: Plan, reached: _Reached) -> Iterator[Notice]:
    looked_at: set[str] = set()
    for task in plan.tasks:
        for party in task.owners:
            agency = party.agency
            if agency.id in looked_at or agency.kind in _NO_ADDRESSEES or agency.id in _OFFICE or _too_short(agency):
                continue
            looked_at.add(agency.id)
            if not reached.has(agency):
                yield Notice("W442", party.span, party.surface, task.place, task.id, {"agency": agency.name})


def _too_short(agency: Agency) -> bool:
    """A bare common noun ("Ngân hàng") that no registry knows stands for many."""
    return not agency.known and len(agency.name.split()) < 3
