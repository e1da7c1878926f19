"""What an agency adds beyond its columns: its own sheets are carried as sheets, other words come to «Ghi thêm»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from pipeline.follow.checks import disarmed
from pipeline.write.tracking.keep import dated
from pipeline.write.tracking.model import ORDER, STRAYS, TASKS, Extra, Tracker, TrackerRow
from pipeline.write.tracking.values import canonical, shown

MOST_CELLS = 20_000  # of a sheet of an agency's own that is carried
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


def carried_sheets(name: str, theirs: Tracker, held: Sequence[Extra]) -> tuple[list[Extra], list[str]]:
    """(the agency's own sheets under titles that name its file, a line for each that is too large); what is held
    already is not carried again. Nothing in them computes."""
    carried: list[Extra] = []
    refused = []
    for extra in theirs.extra_sheets:
        if len(extra.cells) > MOST_CELLS:
            refused.append(
                f"trang tự thêm «{extra.title}» có {len(extra.cells)} ô, quá {MOST_CELLS}: không nhận trang này"
            )
            continue
        cells = {place: (disarmed(value), shape) for place, (value, shape) in extra.cells.items()}
        new = replace(extra, cells=cells)
        present = [*held, *carried]
        if any(_same(new, old) and old.title.startswith(_title(name, extra.title)[:20]) for old in present):
            continue
        carried.append(replace(new, title=_free(_title(name, extra.title), {old.title for old in present})))
    return carried, refused


def _same(one: Extra, other: Extra) -> bool:
    """Whether two sheets hold the same."""
    if one.cells.keys() != other.cells.keys():
        return False
    return all(canonical(value) == canonical(other.cells[place][0]) for place, (value, _) in one.cells.items())


def _title(name: str, title: str) -> str:
    """The sheet's title after its file's name."""
    return _NOT_IN_TITLES.sub(" ", f"{PurePath(name).stem[:14]} - {title}")[:_LONGEST_TITLE]


def _free(title: str, taken: set[str]) -> str:
    """The title, or one with a number."""
    found, n = title, 1
    while found.casefold() in {one.casefold() for one in (*taken, *ORDER)}:
        n += 1
        found = f"{title[: _LONGEST_TITLE - 4]} ({n})"
    return found


def stray_cells(
    name: str, theirs: Tracker, rows: Sequence[TrackerRow], held: Sequence[TrackerRow], today: date
) -> list[TrackerRow]:
    """New rows of Ghi thêm: words beside the table, and columns of the agency's own."""
    known = {_place(row) for row in held}
    found = []
    for cells in (*_beside(name, theirs), *_own_columns(name, rows)):
        row = dated(TrackerRow(dict(cells)), today)
        if _place(row) not in known:
            known.add(_place(row))
            found.append(row)
    return found


def _beside(name: str, theirs: Tracker) -> Iterator[dict[str, str]]:
    for stray in theirs.rows(STRAYS):
        yield {"sheet": f"{name}: {stray.words('sheet')}", "cell": stray.words("cell"), "words": stray.words("words")}


def _own_columns(name: str, rows: Sequence[TrackerRow]) -> Iterator[dict[str, str]]:
    for row in rows:
        for heading, value in row.extra.items():
            place = f"{row.words('id') or row.words('action')[:20]}, cột «{heading}»"
            yield {"sheet": f"{name}: {TASKS.title}", "cell": place, "words": shown(disarmed(value))}


def _place(row: TrackerRow) -> tuple[str, ...]:
    return tuple(canonical(row.words(key)) for key in ("sheet", "cell", "words"))
