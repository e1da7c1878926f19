"""Nothing that a person typed is ever lost: the old workbook's rows under the new plan's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pipeline.write.office.sheets import Value
from pipeline.write.tracking.match import match
from pipeline.write.tracking.model import (
    AGENCIES,
    DISPUTES,
    DOUBTS,
    DROPPED,
    LOG,
    STRAYS,
    TASKS,
    Listing,
    Tracker,
    TrackerRow,
    based,
)
from pipeline.write.tracking.recurring import Recurring
from pipeline.write.tracking.values import canonical, digest, shown

# Columns of the plan whose change an officer must see.
_SHOWN_CHANGES = ("action", "owner", "role", "partners", "due", "due_text", "product", "report_to")
_CHANGED = "Thay đổi "


@dataclass(frozen=True, slots=True)
class Kept:
    """The new workbook's contents, and how many cells were taken over, rows added, rows changed and rows dropped."""

    tracker: Tracker
    kept: int
    added: int
    changed: int
    dropped: int


@dataclass(slots=True)
class _TakeOver:
    """What is gathered on the way through the plan's rows."""

    rows: list[TrackerRow] = field(default_factory=list)
    log: list[TrackerRow] = field(default_factory=list)
    clashes: list[TrackerRow] = field(default_factory=list)
    added: int = 0
    changed: int = 0


def take_over(new: Tracker, old: Tracker, today: date) -> Kept:
    """``new`` (from the plan) with all that people typed in ``old``."""
    plan_rows, old_rows, gone = new.rows(TASKS), old.rows(TASKS), old.rows(DROPPED)
    pairs, revived = match(plan_rows, old_rows, gone)
    work = _TakeOver()
    for index, row in enumerate(plan_rows):
        before = old_rows[pairs[index]] if index in pairs else gone[revived[index]] if index in revived else None
        _keep(work, row, before, today)
        if index in revived:
            work.log.append(line(today, row, "Trở lại kế hoạch", "", row.words("action")))
    used, back = set(pairs.values()), set(revived.values())
    left = [row for index, row in enumerate(old_rows) if index not in used]
    work.rows += [row for row in left if not row.base]
    vanished = [row for row in left if row.base]
    work.log += [line(today, row, "Không còn trong kế hoạch", row.words("action"), "") for row in vanished]
    still_gone = [row for index, row in enumerate(gone) if index not in back]
    listings = {
        TASKS.title: tuple(work.rows),
        DROPPED.title: (*still_gone, *(_drop(row, today) for row in vanished)),
        DOUBTS.title: tuple(_carried(DOUBTS, new, old, ("code", "task_id", "message", "quote"))),
        AGENCIES.title: tuple(_carried(AGENCIES, new, old, ("agency",))),
        LOG.title: (*(old.rows(LOG) or new.rows(LOG)), *work.log),
        DISPUTES.title: (*old.rows(DISPUTES), *work.clashes),
        STRAYS.title: tuple(dated(row, today) for row in old.rows(STRAYS)),
    }
    kept = sum(len(_typed_keys(row)) + len(row.extra) + len(row.comments) for row in work.rows)
    return Kept(_with_people(new, old, listings), kept, work.added, work.changed, len(vanished))


def _keep(work: _TakeOver, row: TrackerRow, before: TrackerRow | None, today: date) -> None:
    """One row of the plan, with its predecessor in the old workbook."""
    if before is None:
        work.rows.append(row)
        work.log.append(line(today, row, "Nhiệm vụ mới trong kế hoạch", "", row.words("action")))
        work.added += 1
        return
    changes = list(_changes(row, before))
    work.rows.append(_merged(row, before, changes, today))
    work.clashes += _clashes(row, before, today)
    work.log += [line(today, row, f"Kế hoạch thay đổi: {name}", was, now) for name, was, now in changes]
    work.changed += bool(changes)


def _with_people(new: Tracker, old: Tracker, listings: Mapping[str, tuple[TrackerRow, ...]]) -> Tracker:
    """The new tracker with the columns, sheets, widths and filters that people made."""
    columns = dict(old.extra_columns)
    if TASKS.title in columns and listings[DROPPED.title]:
        columns[DROPPED.title] = tuple(dict.fromkeys((*columns.get(DROPPED.title, ()), *columns[TASKS.title])))
    missing = {name for row in listings[DROPPED.title] for name in (*row.extra, *_unknown(row))} - set(
        columns.get(DROPPED.title, ())
    )
    columns[DROPPED.title] = (*columns.get(DROPPED.title, ()), *sorted(missing))
    back = {name for row in listings[TASKS.title] for name in row.extra} - set(columns.get(TASKS.title, ()))
    columns[TASKS.title] = (*columns.get(TASKS.title, ()), *sorted(back))
    return replace(
        new,
        soon=old.soon,
        listings=listings,
        extra_columns=columns,
        extra_sheets=old.extra_sheets,
        widths=old.widths,
        filters=old.filters,
        identity=replace(new.identity, plan=old.identity.plan or new.identity.plan, acts=old.identity.acts),
    )


def _unknown(row: TrackerRow) -> Iterator[str]:
    """Headings of comments on cells that the sheet of dropped tasks has no column for."""
    known = {column.key for column in DROPPED.columns}
    yield from (key for key in row.comments if key not in known and key not in row.extra)


def line(
    today: date, row: TrackerRow, what: str, before: str, after: str, source: str = "Đọc lại kế hoạch"
) -> TrackerRow:
    """A line of Nhật ký about a row of Theo dõi."""
    cells: dict[str, Value] = {"on": today, "source": source, "task_id": row.words("id"), "owner": row.words("owner")}
    return based(LOG, {**cells, "what": what, "before": before, "after": after})


def _typed_keys(row: TrackerRow) -> list[str]:
    """The cells of a row of Theo dõi in which a person's value stands."""
    return [key for key, value in row.cells.items() if digest(value) and row.typed(key)]


def _changes(row: TrackerRow, before: TrackerRow) -> Iterator[tuple[str, str, str]]:
    """(heading, old words, new words) of what the plan says otherwise than last time."""
    for key in _SHOWN_CHANGES:
        if before.base and row.base.get(key, "") != before.base.get(key, ""):
            was = "(đã sửa tay: " + before.words(key) + ")" if before.typed(key) else _said(before.cells.get(key))
            yield TASKS.column(key).heading, was, _said(row.cells.get(key))


def _clashes(row: TrackerRow, before: TrackerRow, today: date) -> Iterator[TrackerRow]:
    """Inputs where a person typed one thing and the source (a plan's own workbook, for the register) has changed to
    another."""
    for column in TASKS.columns:
        key = column.key
        if (
            column.typed
            and key != "doubt"
            and before.base
            and before.typed(key)
            and row.base.get(key, "") != before.base.get(key, "")
        ):
            ours, theirs = before.words(key), row.words(key)
            if ours and theirs and ours != theirs:
                cells: dict[str, Value] = {
                    "on": today,
                    "task_id": row.words("id"),
                    "owner": row.words("owner"),
                    "action": row.words("action"),
                }
                yield based(
                    DISPUTES,
                    {**cells, "what": column.heading, "ours": ours, "theirs": theirs, "source": "Đọc lại kế hoạch"},
                )


def _said(value: Value) -> str:
    """A value in words."""
    return f"định kỳ ({value})" if isinstance(value, Recurring) else shown(value)


def _merged(row: TrackerRow, before: TrackerRow, changes: Sequence[tuple[str, str, str]], today: date) -> TrackerRow:
    """The plan's row with what a person typed into its predecessor."""
    cells: dict[str, Value] = dict(row.cells)
    for column in TASKS.columns:
        key = column.key
        if column.formula or key in ("mark", "doubt"):
            continue
        value = before.cells.get(key)
        typed = before.typed(key) if before.base else key not in ("no", "id", "place")
        # An emptied cell of the plan fills itself again; an emptied input stays empty.
        if typed and (digest(value) or (column.typed and key not in ("product", "report_to") and before.base)):
            cells[key] = value
    notes = [f"{_CHANGED}{today:%d/%m/%Y}: {name}: «{was}» → «{now}»" for name, was, now in changes]
    cells["doubt"], written = _doubt(row, before, notes)
    base = {**row.base, "doubt": digest(written)}
    return replace(
        row,
        cells=cells,
        base=base,
        extra=before.extra,
        comments=before.comments,
        fills=before.fills,
        hidden=before.hidden,
    )


def _doubt(row: TrackerRow, before: TrackerRow, notes: Sequence[str]) -> tuple[str, str]:
    """(what Cần xem lại shows, what of it the program wrote): people clear or amend this cell when they have looked."""
    plan, held = row.words("doubt"), before.words("doubt")
    if not before.base or not before.typed("doubt"):
        marks = [text for text in held.split("\n") if text.startswith(_CHANGED)]
        wording = "\n".join(part for part in (plan, *marks, *notes) if part)
        return wording, wording
    # A cleared cell stays cleared as long as the plan raises nothing else.
    known = before.base.get("doubt") in (digest(plan), "") or not plan
    shown_lines = [held, *([] if known or plan in held else [plan]), *notes]
    text = "\n".join(part for part in shown_lines if part)
    return text, plan if canonical(plan) != canonical(text) else ""


def _drop(row: TrackerRow, today: date) -> TrackerRow:
    """A vanished task with its history; the mark goes with it, in case the plan takes it up again."""
    return replace(
        row, cells={"dropped_on": today, **row.cells}, base={**row.base, "dropped_on": digest(today)}, hidden=False
    )


def dated(row: TrackerRow, today: date) -> TrackerRow:
    """A stray with the day on which it was found."""
    return row if row.cells.get("on") or row.base else based(STRAYS, {"on": today, **row.cells})


def _carried(listing: Listing, new: Tracker, old: Tracker, keys: Sequence[str]) -> Iterator[TrackerRow]:
    """The plan's rows of a simple table with what people typed; what the plan no longer has stays if something was
    typed."""
    waiting: dict[Any, list[TrackerRow]] = {}
    for row in old.rows(listing):
        key = tuple(row.base.get(name, digest(row.cells.get(name))) for name in keys)
        waiting.setdefault(key, []).append(row)
    for row in new.rows(listing):
        found = waiting.get(tuple(row.base.get(name, "") for name in keys), [])
        if not found:
            yield row
            continue
        before = found.pop(0)
        typed = {key: value for key, value in before.cells.items() if before.typed(key) and digest(value)}
        kept = replace(row, extra=before.extra, comments=before.comments, fills=before.fills, hidden=before.hidden)
        yield replace(kept, cells={**row.cells, **typed})
    for rows in waiting.values():
        for row in rows:
            if (
                not row.base
                or row.extra
                or row.comments
                or any(row.typed(key) and digest(value) for key, value in row.cells.items())
            ):
                yield replace(row, base={})
