"""Which row a correction means: by owner and words; the id only breaks ties, or helps where words changed a little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.write.tables.tables import Row
from pipeline.write.tracking.match import alike

_ALIKE = 0.85  # share of common words from which a text of the same owner is the same task
_SAME_ID = 0.5  # the same, where the id agrees too


class RowKey(NamedTuple):
    """A row as a correction names it."""

    id: str
    owners: str
    words: str


def plain(text: str) -> str:
    """Words without regard to blanks and case."""
    return " ".join(text.split()).casefold()


@dataclass(slots=True)
class _Search:
    """Rows still free, and the keys that have found theirs."""

    rows: Sequence[Row]
    found: dict[RowKey, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def by(self, keys: Mapping[RowKey, RowKey], asked: Callable[[str, str, str], Hashable]) -> None:
        """Pair what ``asked`` makes equal (of id, owners, words); of several rows the one of the same id, else the
        first."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            if n not in self.taken:
                waiting[asked(row["id"], plain(row["owners"]), plain(row["text"]))].append(n)
        for key, shown in keys.items():
            free = [n for n in waiting[asked(shown.id, plain(shown.owners), plain(shown.words))] if n not in self.taken]
            if key not in self.found and free:
                self.pair(key, next((n for n in free if self.rows[n]["id"] == key.id), free[0]))

    def alike(self, keys: Sequence[RowKey]) -> None:
        """Pair rows of the same owners whose words are mostly the same, the most alike first."""
        scores = []
        for key in (k for k in keys if k not in self.found):
            for n, row in enumerate(self.rows):
                if n not in self.taken and plain(row["owners"]) == plain(key.owners):
                    likeness, same = alike(row["text"], key.words), row["id"] == key.id
                    if likeness >= (_SAME_ID if same else _ALIKE):
                        scores.append((-likeness, not same, n, key))
        for _, _, n, key in sorted(scores):
            if key not in self.found and n not in self.taken:
                self.pair(key, n)

    def pair(self, key: RowKey, n: int) -> None:
        """One more."""
        self.found[key] = n
        self.taken.add(n)


def match_rows(rows: Sequence[Row], keys: Mapping[RowKey, RowKey]) -> Mapping[RowKey, int]:
    """The index of the row that each key means; a key without a row is left out.

    ``keys`` maps a row as the machine read it to the same row as its corrections leave it, so that corrections that
    stand already are recognised. Every row is meant by one key at most; the order of ``keys`` does not matter.
    """
    ordered = dict(sorted(keys.items()))
    before = {key: key for key in ordered}
    search = _Search(rows)
    search.by(before, lambda id_, owners, words: (id_, owners, words))
    search.by(ordered, lambda id_, owners, words: (id_, owners, words))
    search.by(before, lambda _, owners, words: (owners, words))
    search.by(ordered, lambda _, owners, words: (owners, words))
    search.by(before, lambda id_, _, words: (id_, words))
    search.alike(list(ordered))
    return search.found
