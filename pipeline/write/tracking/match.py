"""Which row of the old workbook is which row of the new plan: by owner and words first; the id is a hint."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.write.tracking.model import Row
from pipeline.write.tracking.values import canonical

_ALIKE = 0.6  # share of common words from which two texts of one owner are one task with changed words
_SAME_ID = 0.4  # the same, where the id is the same too
_MOST = 250_000  # pairs of one owner that are compared word by word; beyond them only equal ids are

Key = Callable[[Row], Hashable]


@dataclass(slots=True)
class Matching:
    """Pairs (new index → old index) found so far."""

    new: Sequence[Row]
    old: Sequence[Row]
    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def by(self, new_key: Key, old_key: Key, among: Callable[[Row], bool] = lambda row: True) -> None:
        """Pair free rows with equal keys (None never matches); of several, equal ids first, then in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, row in enumerate(self.old):
            if index not in self.taken and among(row) and (key := old_key(row)) is not None:
                waiting[key].append(index)
        free = [(index, row) for index, row in enumerate(self.new) if index not in self.pairs]
        for same_id in (True, False):
            for index, row in free:
                if index in self.pairs:
                    continue
                candidates = waiting.get(new_key(row), [])
                found = next(
                    (at for at in candidates if not same_id or self.old[at].words("id") == row.words("id")), None
                )
                if found is not None:
                    candidates.remove(found)
                    self.pair(index, found)

    def pair(self, new: int, old: int) -> None:
        """One pair more."""
        self.pairs[new] = old
        self.taken.add(old)

    def alike(self) -> None:
        """Pair free rows of one owner whose words are mostly the same, the most alike first."""
        groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index, row in enumerate(self.new):
            if index not in self.pairs:
                groups[_owner(row)][0].append(index)
        for index, row in enumerate(self.old):
            if index not in self.taken and row.base:
                groups[_owner(row)][1].append(index)
        for owner in sorted(groups):
            for _, _, old, new in sorted(self._scores(*groups[owner])):
                if new not in self.pairs and old not in self.taken:
                    self.pair(new, old)

    def _scores(self, new: list[int], old: list[int]) -> list[tuple[float, bool, int, int]]:
        """(-likeness, id differs, old, new) of the pairs that are alike enough."""
        scores = []
        small = len(new) * len(old) <= _MOST
        for at in old:
            for index in new:
                same = self.new[index].words("id") == self.old[at].words("id")
                if small or same:
                    likeness = alike(self.new[index].words("action"), self.old[at].words("action"))
                    if likeness >= (_SAME_ID if same else _ALIKE):
                        scores.append((-likeness, not same, at, index))
        return scores


def match_exactly(new: Sequence[Row], old: Sequence[Row]) -> dict[int, int]:
    """new → old by owner and words alone, as written or as they stand; then the same id with mostly the same words."""
    matching = Matching(new, old)
    matching.by(_written, _written, among=_ours)
    matching.by(_now, _now)
    matching.by(_place, _place, among=_ours)
    return {
        index: at
        for index, at in matching.pairs.items()
        if _now(new[index]) == _now(old[at]) or alike(new[index].words("action"), old[at].words("action")) >= _ALIKE
    }


def match(new: Sequence[Row], old: Sequence[Row], dropped: Sequence[Row] = ()) -> tuple[dict[int, int], dict[int, int]]:
    """(new → old, new → dropped) by index.

    In turn: what the program wrote there last time (so that a person's edit of the words hides nothing), the words as
    they
    stand now, mostly the same words, the same words under another owner, the same owner and id where a person rewrote
    the words; and for what was dropped, the very same words.
    """
    matching = Matching(new, old)
    matching.by(_written, _written, among=_ours)
    matching.by(_now, _now)
    matching.alike()
    matching.by(lambda row: row.base.get("action"), lambda row: row.base.get("action"), among=_ours)
    matching.by(_place, lambda row: _place(row) if row.typed("action") else None, among=_ours)
    again = Matching(new, dropped, pairs=dict.fromkeys(matching.pairs, -1))
    again.by(_written, _written)
    again.by(_now, _now)
    return matching.pairs, {index: at for index, at in again.pairs.items() if at >= 0}


def _ours(row: Row) -> bool:
    """Whether the program wrote the row."""
    return bool(row.base)


def _written(row: Row) -> Hashable:
    """Owner and words as the program wrote them."""
    action = row.base.get("action")
    return (row.base.get("owner", ""), action) if action else None


def _place(row: Row) -> Hashable:
    """Owner and id as the program wrote them."""
    return (row.base.get("owner", ""), row.base.get("id", ""))


def _now(row: Row) -> Hashable:
    """Owner and words as they stand, without regard to case."""
    action = canonical(row.words("action")).casefold()
    return (_owner(row), action) if action else None


def _owner(row: Row) -> str:
    """The owner as it stands."""
    return canonical(row.words("owner")).casefold()


def alike(first: str, second: str) -> float:
    """Share of common words (Dice), 0 to 1."""
    one, two = _bag(first), _bag(second)
    size = one.total() + two.total()
    return 2 * (one & two).total() / size if size else 0.0


@lru_cache(maxsize=20_000)
def _bag(text: str) -> Counter[str]:
    """The words of a text and how often they stand there."""
    return Counter(text.casefold().split())
