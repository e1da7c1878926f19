"""Plan → the four tables of the output contract, as data frames, CSV and one workbook. pandas begins here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.messages import notice_texts
from pipeline.model import Agency, Party, Plan, Task

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, str]

TASK_COLUMNS = (
    "id",
    "section",
    "heading",
    "text",
    "action",
    "owners",
    "owner_role",
    "partners",
    "mode",
    "deadline_text",
    "start",
    "end",
    "kind",
    "recurrence",
    "inclusive",
    "focus_start",
    "focus_end",
    "product",
    "report_to",
    "monitors",
    "work_group",
    "place",
    "rules",
    "flags",
)
ASSIGNMENT_COLUMNS = ("task_id", "agency_id", "agency", "role", "surface", "letter")
AGENCY_COLUMNS = (
    "agency_id",
    "agency",
    "kind",
    "known",
    "surfaces",
    "lead",
    "perform",
    "support",
    "partner",
    "letter",
    "successors",
)
LEDGER_COLUMNS = ("block", "place", "start", "end", "fate", "id", "rule", "quote")
NOTICE_COLUMNS = ("code", "message", "task_id", "place", "quote", "suggestion")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables by name, each a sequence of rows with the contract's columns, every value text."""

    tasks: Sequence[Row]
    assignments: Sequence[Row]
    agencies: Sequence[Row]
    notices: Sequence[Row]

    def named(self) -> Iterable[tuple[str, tuple[str, ...], Sequence[Row]]]:
        """Name, columns and rows of each table."""
        yield "tasks", TASK_COLUMNS, self.tasks
        yield "assignments", ASSIGNMENT_COLUMNS, self.assignments
        yield "agencies", AGENCY_COLUMNS, self.agencies
        yield "notices", NOTICE_COLUMNS, self.notices


def tables(plan: Plan, letters: Mapping[str, str] | None = None) -> Tables:
    """The rows of a plan; ``letters`` maps an agency's id to the file of its letter."""
    files = letters or {}
    return Tables(
        tuple(_task_row(t) for t in plan.tasks),
        tuple(_assignment_rows(plan, files)),
        tuple(_agency_rows(plan, files)),
        tuple(_notice_rows(plan)),
    )


def join(values: Iterable[str]) -> str:
    """A list in a cell."""
    return "; ".join(values)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _names(parties: Iterable[Party]) -> str:
    return join(p.agency.name for p in parties)


def _task_row(task: Task) -> Row:
    d = task.deadline
    values = (
        task.id,
        task.section,
        task.heading,
        task.text,
        task.action,
        _names(task.owners),
        task.owner_role,
        _names(task.partners),
        task.mode,
        task.deadline_text,
        _iso(d.start),
        _iso(d.end),
        d.kind,
        d.recurrence,
        "true" if d.inclusive else "false",
        _iso(task.focus_start),
        _iso(task.focus_end),
        task.product,
        task.report_to,
        _names(task.monitors),
        task.work_group,
        task.place,
        join(task.rules),
        join(task.flags),
    )
    return dict(zip(TASK_COLUMNS, values, strict=True))


def roles(task: Task) -> Iterable[tuple[Party, str]]:
    """Everyone in a task with the role: the owners', then "partner"."""
    for party in task.owners:
        yield party, task.owner_role
    for party in task.partners:
        yield party, "partner"


def _assignment_rows(plan: Plan, letters: Mapping[str, str]) -> Iterable[Row]:
    for task in plan.tasks:
        for party, role in roles(task):
            values = (
                task.id,
                party.agency.id,
                party.agency.name,
                role,
                party.surface,
                letters.get(party.agency.id, ""),
            )
            yield dict(zip(ASSIGNMENT_COLUMNS, values, strict=True))


def _agency_rows(plan: Plan, letters: Mapping[str, str]) -> Iterable[Row]:
    """Agencies in the order of the protocol, then of their first place in the plan."""
    surfaces: dict[str, dict[str, None]] = {}
    counts: dict[str, dict[str, int]] = {}
    seen: dict[str, Agency] = {}
    for task in plan.tasks:
        for party, role in (*roles(task), *((p, "monitor") for p in task.monitors)):
            key = party.agency.id
            seen.setdefault(key, party.agency)
            surfaces.setdefault(key, {})[party.surface] = None
            of = counts.setdefault(key, {})
            of[role] = of.get(role, 0) + 1
    ranked = sorted(enumerate(seen.values()), key=lambda pair: (pair[1].order, pair[0]))
    for _, agency in ranked:
        of = counts[agency.id]
        values = (
            agency.id,
            agency.name,
            agency.kind,
            "true" if agency.known else "false",
            join(surfaces[agency.id]),
            *(str(of.get(role, 0)) for role in ("lead", "perform", "support", "partner")),
            letters.get(agency.id, ""),
            join(agency.successors if agency.valid_to else ()),
        )
        yield dict(zip(AGENCY_COLUMNS, values, strict=True))


def _notice_rows(plan: Plan) -> Iterable[Row]:
    for notice in plan.notices:
        message, remedy = notice_texts(notice)
        values = (notice.code, message, notice.task_id, notice.place, notice.quote, notice.suggestion or remedy)
        yield dict(zip(NOTICE_COLUMNS, values, strict=True))


def frame(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    """A table as a data frame of text."""
    import pandas as pd

    cells = [[row[c] for c in columns] for row in rows]
    return pd.DataFrame(cells, columns=list(columns), dtype=object)


def csv_bytes(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """CSV with a byte-order mark and CRLF (Excel opens it right); a cell that a spreadsheet would take for a formula
    gets
    an apostrophe before it."""
    guarded: Callable[[str], str] = lambda v: "'" + v if v[:1] in ("=", "+", "-", "@") else v  # noqa: E731
    safe = [{c: guarded(row[c]) for c in columns} for row in rows]
    return ("\ufeff" + frame(columns, safe).to_csv(index=False, lineterminator="\r\n")).encode()


def csv_files(made: Tables) -> dict[str, bytes]:
    """The four CSV files by relative path."""
    return {f"tables/{name}.csv": csv_bytes(columns, rows) for name, columns, rows in made.named()}


def ledger_csv(plan: Plan) -> bytes:
    """tables/ledger.csv: what became of every stretch of the document (no sheet of tables.xlsx)."""
    document = plan.document
    values = (
        (
            str(e.span.block),
            document.blocks[e.span.block].place,
            str(e.span.start),
            str(e.span.end),
            e.fate,
            e.id,
            e.rule,
            document.quote(e.span),
        )
        for e in plan.ledger
    )
    return csv_bytes(LEDGER_COLUMNS, [dict(zip(LEDGER_COLUMNS, row, strict=True)) for row in values])
