"""Which row a correction means: the row as the machine read it, or as its corrections leave it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from pipeline.cells import Cells
from pipeline.identity import Pairing, RowKey, plain


def match_rows(rows: Sequence[Cells], keys: Mapping[RowKey, RowKey]) -> Mapping[RowKey, int]:
    """The index of the row that each key means; a key without a row is left out.

    ``keys`` maps a row as the machine read it to the same row as its corrections leave it, so that corrections that
    stand already are recognised. Every row is meant by one key at most; the order of ``keys`` does not matter.
    """
    before = sorted(keys)
    after = [keys[key] for key in before]
    old = [RowKey(row["id"], row["owners"], row["text"]) for row in rows]
    pairing = Pairing(before, old)
    for pick in (_whole, _without_id):
        for names in (before, after):
            pairing.by(_each(pick, names), _each(pick, old))
    pairing.by(_each(_without_owners, before), _each(_without_owners, old))
    pairing.alike()
    return {before[n]: at for n, at in pairing.pairs.items()}


def _each(pick: Callable[[RowKey], Hashable], keys: Sequence[RowKey]) -> list[Hashable]:
    return [pick(key) for key in keys]


def _whole(key: RowKey) -> Hashable:
    return key.id, plain(key.owners), plain(key.words)


def _without_id(key: RowKey) -> Hashable:
    return plain(key.owners), plain(key.words)


def _without_owners(key: RowKey) -> Hashable:
    return key.id, plain(key.words)
