"""Which row of the old workbook is which row of the new plan: by owner and words first; the id is a hint."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from pipeline.identity import Pairing, RowKey, plain, same_task
from pipeline.write.tracking.model import TrackerRow
from pipeline.write.tracking.values import canonical


def match_exactly(new: Sequence[TrackerRow], old: Sequence[TrackerRow]) -> dict[int, int]:
    """new → old by owner and words alone, as written or as they stand; then the same id with mostly the same words."""
    among = list(_of_owners(new, old))  # every key here holds the owner
    new = [new[index] for index in among]
    names, others = [_key(row) for row in new], [_key(row) for row in old]
    pairing = Pairing(names, others)
    pairing.by(_each(_written, new), _each(_ours(_written), old))
    pairing.by(_each(_now, new), _each(_now, old))
    certain = dict(pairing.pairs)
    pairing.by(_each(_place, new), _each(_ours(_place), old))
    return {
        among[index]: at
        for index, at in pairing.pairs.items()
        if index in certain or _now(new[index]) == _now(old[at]) or same_task(names[index], others[at])
    }


def _of_owners(new: Sequence[TrackerRow], old: Sequence[TrackerRow]) -> Iterator[int]:
    """The places of the rows whose owner, as written or as it stands, some row of ``old`` has."""
    written, now = {row.base.get("owner", "") for row in old}, {plain(row.words("owner")) for row in old}
    for index, row in enumerate(new):
        if row.base.get("owner", "") in written or plain(row.words("owner")) in now:
            yield index


def match(
    new: Sequence[TrackerRow], old: Sequence[TrackerRow], dropped: Sequence[TrackerRow] = ()
) -> tuple[dict[int, int], dict[int, int]]:
    """(new → old, new → dropped) by index.

    In turn: what the program wrote there last time (so that a person's edit of the words hides nothing), the words as
    they stand now, mostly the same words, the same words under another owner, the same owner and id where a person
    rewrote the words; and for what was dropped, the very same words.
    """
    pairing = Pairing([_key(row) for row in new], [_key(row) for row in old])
    pairing.by(_each(_written, new), _each(_ours(_written), old))
    pairing.by(_each(_now, new), _each(_now, old))
    pairing.alike(among=[bool(row.base) for row in old])
    pairing.by(_each(_words, new), _each(_ours(_words), old))
    pairing.by(_each(_place, new), [_place(row) if row.base and row.typed("action") else None for row in old])
    left = [index for index in range(len(new)) if index not in pairing.pairs]
    again = Pairing([_key(new[index]) for index in left], [_key(row) for row in dropped])
    again.by([_written(new[index]) for index in left], _each(_written, dropped))
    again.by([_now(new[index]) for index in left], _each(_now, dropped))
    return pairing.pairs, {left[index]: at for index, at in again.pairs.items()}


def _key(row: TrackerRow) -> RowKey:
    return RowKey(row.words("id"), row.words("owner"), row.words("action"))


def _each(pick: Callable[[TrackerRow], Hashable], rows: Sequence[TrackerRow]) -> list[Hashable]:
    return [pick(row) for row in rows]


def _ours(pick: Callable[[TrackerRow], Hashable]) -> Callable[[TrackerRow], Hashable]:
    """The key of a row that the program wrote; None for one that a person added."""
    return lambda row: pick(row) if row.base else None


def _written(row: TrackerRow) -> Hashable:
    """Owner and words as the program wrote them."""
    action = row.base.get("action")
    return (row.base.get("owner", ""), action) if action else None


def _words(row: TrackerRow) -> Hashable:
    """The words as the program wrote them."""
    return row.base.get("action")


def _place(row: TrackerRow) -> Hashable:
    """Owner and id as the program wrote them."""
    return (row.base.get("owner", ""), row.base.get("id", ""))


def _now(row: TrackerRow) -> Hashable:
    """Owner and words as they stand."""
    action = plain(canonical(row.words("action")))
    return (plain(row.words("owner")), action) if action else None
