"""Which row is which: the one place that decides whether two rows are the same task.

A task has an owner, words and an id; none of them is sure to stay, and two of them must agree. Rows are paired by what
is surest first (the caller names the keys); what is left, by likeness: words that are mostly the same, with the same
owner or the same id; where owner and id both agree, a task that was half rewritten is still itself. Corrections, the
tracking workbook, files that come back and the comparison of two versions all ask here.

The bar was found on the shared plans: of 773 rows, 58 have beside them another task of the same owner that shares 0.6
of its words, 33 one that shares 0.7, 8 one that shares 0.8. A pair that is missed shows (the row is new, the old one
dropped with all that was typed); a wrong pair puts a person's work on another task, and nobody sees it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256 as digest
from typing import NamedTuple

ALIKE = 0.8  # share of common words from which two rows of one owner, or of one id, are one task
SAME_PLACE = 0.4  # the same where both agree
_MOST = 250_000  # pairs of one owner that are compared word by word; beyond them only equal ids are


class RowKey(NamedTuple):
    """What tells a row from others: its id, its owners as one cell, and its words."""

    id: str
    owners: str
    words: str


def plan_id(name: str, sha256: str) -> str:
    """The permanent id of a plan that is read for the first time, from its file's name and content."""
    return digest(f"{name}\0{sha256}".encode()).hexdigest()[:16]


def plain(text: str) -> str:
    """Words without regard to blanks, case and the form of Unicode."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def alike(first: str, second: str) -> float:
    """Share of common words (Dice), 0 to 1."""
    one, two = _bag(first), _bag(second)
    size = one.total() + two.total()
    return 2 * (one & two).total() / size if size else 0.0


@lru_cache(maxsize=20_000)
def _bag(text: str) -> Counter[str]:
    """The words of a text and how often they stand there."""
    return Counter(text.casefold().split())


def same_task(one: RowKey, other: RowKey) -> bool:
    """Whether two rows are one task by the likeness of their words."""
    return _likeness(one, other, plain(one.owners) == plain(other.owners)) is not None


def _likeness(one: RowKey, other: RowKey, same_owner: bool) -> float | None:
    """How alike the words of two rows are; None where that does not make them one task."""
    same_id = one.id == other.id != ""
    if not (same_owner or same_id):
        return None
    likeness = alike(one.words, other.words)
    return likeness if likeness >= (SAME_PLACE if same_owner and same_id else ALIKE) else None


class Pairing:
    """Pairs of rows (new index → old index), each row in one pair at most."""

    def __init__(self, new: Sequence[RowKey], old: Sequence[RowKey]) -> None:
        self.new, self.old = new, old
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()

    def by(self, new: Sequence[Hashable], old: Sequence[Hashable]) -> None:
        """Pair free rows with equal keys, one key a row (None never pairs); of several, equal ids first, then in
        order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at, key in enumerate(old):
            if at not in self.taken and key is not None:
                waiting[key].append(at)
        for same_id in (True, False):
            for index in (n for n in range(len(self.new)) if n not in self.pairs):
                free = waiting.get(new[index], [])
                found = next((at for at in free if not same_id or self.old[at].id == self.new[index].id), None)
                if found is not None:
                    free.remove(found)
                    self.pair(index, found)

    def pair(self, new: int, old: int) -> None:
        """One pair more."""
        self.pairs[new] = old
        self.taken.add(old)

    def alike(self, among: Sequence[bool] = ()) -> None:
        """Pair free rows that are one task by their words, the most alike first; ``among`` leaves old rows out."""
        free = [n for n in range(len(self.new)) if n not in self.pairs]
        left = [n for n in range(len(self.old)) if n not in self.taken and (not among or among[n])]
        for _, _, _, new, old in sorted(self._likely(free, left)):
            if new not in self.pairs and old not in self.taken:
                self.pair(new, old)

    def _likely(self, free: Sequence[int], left: Sequence[int]) -> Iterator[tuple[float, bool, bool, int, int]]:
        """(-likeness, owner differs, id differs, new, old) of the pairs that may be one task."""
        of_owner: dict[str, list[int]] = defaultdict(list)
        of_id: dict[str, list[int]] = defaultdict(list)
        for old in left:
            of_owner[plain(self.old[old].owners)].append(old)
            of_id[self.old[old].id].append(old)
        owners = {new: plain(self.new[new].owners) for new in free}
        count = Counter(owners.values())
        for new, owner in owners.items():
            row, near = self.new[new], of_owner.get(owner, [])
            few = count[owner] * len(near) <= _MOST
            for old in {*(near if few else ()), *of_id.get(row.id, ())}:
                same_owner = owner == plain(self.old[old].owners)
                likeness = _likeness(row, self.old[old], same_owner)
                if likeness is not None:
                    yield -likeness, not same_owner, row.id != self.old[old].id, new, old
