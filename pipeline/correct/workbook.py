"""An edited tables.xlsx → correction lines: what a person changed on its sheet of tasks, against the run's rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from pipeline.cells import Cells, task_cells
from pipeline.contract import CORRECTABLE, DAY_COLUMNS, PLAN_JSON, TASK_COLUMNS, TASKS_SHEET
from pipeline.correct.file import joined
from pipeline.correct.match import match_rows
from pipeline.correct.model import Corrected, Correction
from pipeline.correct.values import problem, reading
from pipeline.identity import RowKey, plain
from pipeline.messages import PipelineError
from pipeline.vietnamese import HEADINGS, SHEETS, column_of, said_value

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row as the machine reads it and as the run wrote it; ``gone`` where a person deleted it before."""

    machine: Cells
    now: Cells
    gone: bool


def find_plan(workbook: Path, inputs: Path) -> Path:
    """The plan that a run's tables.xlsx was made from: plan.json beside it names the file, which lies in ``inputs``.

    Raises PipelineError E334 where plan.json or the plan is not there.
    """
    try:
        name = str(json.loads((workbook.parent / PLAN_JSON).read_text(encoding="utf-8"))["source"]["name"])
    except (OSError, ValueError, KeyError, TypeError):
        raise PipelineError("E334", str(workbook), plan="(thiếu plan.json)") from None
    if not (inputs / name).is_file():
        raise PipelineError("E334", str(workbook), plan=str(inputs / name))
    return inputs / name


def corrections_from_workbook(
    content: bytes, corrected: Corrected, where: str, who: str = "", when: str = ""
) -> tuple[Correction, ...]:
    """All corrections that hold after a person worked in ``content``: those in force, changed, dropped and joined.

    A row that is gone from the sheet is a deletion, a new one an addition (its words must stand in the plan), a code
    gone from ``flags`` a doubt that is none. Raises PipelineError E333 (not this plan's table) and E332 (a value that
    can't be), with the cell.
    """
    rows = _read(content, where)
    pairs = _pairs(corrected)
    found = _matched(rows, pairs, where)
    at = {n: rows[key] for key, n in found.items()}
    dropped: set[tuple[str, ...]] = set()
    lines: list[Correction] = []
    for n, pair in enumerate(pairs):
        for line in _changes(pair, at.get(n), where):
            dropped.add(_place(line))
            if line.field == "flag" or line.old != line.new:
                lines.append(replace(line, who=who, when=when))
    for key in (k for k in rows if k not in found):
        lines += [replace(line, who=who, when=when) for line in _added(rows[key], where)]
    kept = [c for c in (*corrected.applied, *corrected.stale) if _place(c) not in dropped]
    return joined(kept, lines)


def _place(line: Correction) -> tuple[str, ...]:
    return (line.id, line.owners, line.words, line.field, line.old if line.field == "flag" else "")


def _pairs(corrected: Corrected) -> Sequence[_Pair]:
    return [_Pair(task_cells(machine), task_cells(now or machine), now is None) for machine, now in corrected.pairs]


def _read(content: bytes, where: str) -> Mapping[tuple[int, RowKey], Cells]:
    """The sheet's rows by their line and key, values as in tasks.csv."""
    from openpyxl import load_workbook  # takes a tenth of a second, and few commands need it

    try:
        book = load_workbook(BytesIO(content), read_only=True)
        sheet = book[TASKS_SHEET if TASKS_SHEET in book.sheetnames else SHEETS[TASKS_SHEET]]
        grid = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # a damaged zip, XML or sheet raises whatever its part of the library raises
        raise PipelineError("E333", where, reason=type(error).__name__) from None
    head = [column_of(heading) for heading in grid[0]] if grid else []
    missing = [HEADINGS[c] for c in TASK_COLUMNS if c not in head]
    if missing:
        raise PipelineError("E333", where, reason=f"thiếu cột {', '.join(missing)}")
    places = {c: head.index(c) for c in TASK_COLUMNS}
    rows = {}
    for n, cells in enumerate(grid[1:], 2):
        row = {c: _value(c, cells[i] if i < len(cells) else "") for c, i in places.items()}
        if row["text"] or row["owners"]:
            rows[n, RowKey(row["id"], row["owners"], row["text"])] = row
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _value(column: str, text: str) -> str:
    """A cell as tasks.csv has it: typed days in ISO, Vietnamese words for the program's."""
    if column in DAY_COLUMNS and (day := _DAY.fullmatch(text)):
        return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    return said_value(TASKS_SHEET, column, text)


def _matched(
    rows: Mapping[tuple[int, RowKey], Cells], pairs: Sequence[_Pair], where: str
) -> Mapping[tuple[int, RowKey], int]:
    """Rows of the sheet → rows of the run: by id where owner or words agree too, then as corrections are matched."""
    found: dict[tuple[int, RowKey], int] = {}
    by_id = {pair.now["id"]: n for n, pair in enumerate(pairs)}
    for key, row in rows.items():
        n = by_id.get(row["id"])
        if n is not None and n not in found.values():
            now = pairs[n].now
            if plain(row["owners"]) == plain(now["owners"]) or plain(row["text"]) == plain(now["text"]):
                found[key] = n
    free = [n for n in range(len(pairs)) if n not in found.values()]
    rest = {key[1]: key for key in rows if key not in found}
    for shown, n in match_rows([pairs[n].now for n in free], {k: k for k in rest}).items():
        found[rest[shown]] = free[n]
    if pairs and len(found) * 2 < min(len(pairs), len(rows)):
        raise PipelineError("E333", where, reason="các dòng không phải của kế hoạch này")
    return found


def _changes(pair: _Pair, row: Cells | None, where: str) -> Iterator[Correction]:
    """What the sheet says of one row of the run; a line with ``old`` equal to ``new`` takes an earlier one back."""
    key = (pair.machine["id"], pair.machine["owners"], pair.machine["text"])
    if row is None:
        if not pair.gone:
            yield Correction(*key, "delete", "", "x")
        return
    if pair.gone:
        yield Correction(*key, "delete", "", "")
    dated = any(plain(row[f]) != plain(pair.now[f]) for f in ("start", "end"))
    for field in CORRECTABLE:
        if plain(row[field]) != plain(pair.now[field]):
            yield Correction(*key, field, pair.machine[field], _checked(field, row, where))
        elif dated and field in ("deadline_text", "kind", "recurrence", "inclusive"):
            new = _settled(field, row)
            if new != pair.machine[field]:
                yield Correction(*key, field, pair.machine[field], new)
    left = row["flags"].split("; ")
    for code in filter(None, pair.now["flags"].split("; ")):
        if code not in left:
            yield Correction(*key, "flag", code, reading(pair.machine))


def _settled(field: str, row: Cells) -> str:
    """What follows from new days, in a cell that the person left as it was."""
    kind = "range" if row["start"] and row["end"] else "date" if row["start"] or row["end"] else "none"
    return {"kind": kind, "inclusive": "true"}.get(field, "")


def _checked(field: str, row: Cells, where: str) -> str:
    wrong = problem(field, row[field])
    if wrong:
        raise PipelineError("E332", f"{where}, dòng {row['id']}", field=field, reason=wrong)
    return row[field]


def _added(row: Cells, where: str) -> Iterator[Correction]:
    """A new row of the sheet: its words, then what it says beyond the defaults of an added row."""
    owners, text = _checked("owners", row, where), _checked("text", row, where)
    key = (row["id"], owners, text)
    yield Correction(*key, "add", "", text)
    start: Cells = {"action": text, "owner_role": "perform", "mode": "assign", "kind": "none", "inclusive": "true"}
    for field in (f for f in CORRECTABLE if f not in ("text", "owners")):
        if row[field] and row[field] != start.get(field, ""):
            yield Correction(*key, field, start.get(field, ""), _checked(field, row, where))
