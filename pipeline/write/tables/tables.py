"""Plan → the four tables of the output contract, as data frames, CSV and one workbook. pandas begins here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cells import Cells, guarded, join, task_cells, truth
from pipeline.contract import (
    AGENCY_COLUMNS,
    ASSIGNMENT_COLUMNS,
    LEDGER_COLUMNS,
    NOTICE_COLUMNS,
    OWNER_ROLES,
    PARTNER,
    TABLES_FOLDER,
    TASK_COLUMNS,
)
from pipeline.messages import notice_texts
from pipeline.model import Agency, Party, Plan, Task

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables by name, each a sequence of rows with the contract's columns, every value text."""

    tasks: Sequence[Cells]
    assignments: Sequence[Cells]
    agencies: Sequence[Cells]
    notices: Sequence[Cells]

    def named(self) -> Iterable[tuple[str, tuple[str, ...], Sequence[Cells]]]:
        """Name, columns and rows of each table."""
        yield "tasks", TASK_COLUMNS, self.tasks
        yield "assignments", ASSIGNMENT_COLUMNS, self.assignments
        yield "agencies", AGENCY_COLUMNS, self.agencies
        yield "notices", NOTICE_COLUMNS, self.notices


def tables(plan: Plan, letters: Mapping[str, str] | None = None) -> Tables:
    """The rows of a plan; ``letters`` maps an agency's id to the file of its letter."""
    files = letters or {}
    return Tables(
        tuple(task_cells(t) for t in plan.tasks),
        tuple(_assignment_rows(plan, files)),
        tuple(_agency_rows(plan, files)),
        tuple(_notice_rows(plan)),
    )


def roles(task: Task) -> Iterable[tuple[Party, str]]:
    """Everyone in a task with the role: the owners', then "partner"."""
    for party in task.owners:
        yield party, task.owner_role
    for party in task.partners:
        yield party, PARTNER


def _assignment_rows(plan: Plan, letters: Mapping[str, str]) -> Iterable[Cells]:
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


def _agency_rows(plan: Plan, letters: Mapping[str, str]) -> Iterable[Cells]:
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
            truth(agency.known),
            join(surfaces[agency.id]),
            *(str(of.get(role, 0)) for role in (*OWNER_ROLES, PARTNER)),
            letters.get(agency.id, ""),
            join(agency.successors if agency.valid_to else ()),
        )
        yield dict(zip(AGENCY_COLUMNS, values, strict=True))


def _notice_rows(plan: Plan) -> Iterable[Cells]:
    for notice in plan.notices:
        message, remedy = notice_texts(notice)
        values = (notice.code, message, notice.task_id, notice.place, notice.quote, notice.suggestion or remedy)
        yield dict(zip(NOTICE_COLUMNS, values, strict=True))


def frame(columns: Sequence[str], rows: Sequence[Cells]) -> pd.DataFrame:
    """A table as a data frame of text."""
    import pandas as pd

    cells = [[row[c] for c in columns] for row in rows]
    return pd.DataFrame(cells, columns=list(columns), dtype=object)


def csv_bytes(columns: Sequence[str], rows: Sequence[Cells]) -> bytes:
    """CSV with a byte-order mark and CRLF (Excel opens it right); a cell that a spreadsheet would take for a
    formula gets an apostrophe before it."""
    safe = [{c: guarded(row[c]) for c in columns} for row in rows]
    return ("\ufeff" + frame(columns, safe).to_csv(index=False, lineterminator="\r\n")).encode()


def csv_files(made: Tables) -> dict[str, bytes]:
    """The four CSV files by relative path."""
    return {f"{TABLES_FOLDER}/{name}.csv": csv_bytes(columns, rows) for name, columns, rows in made.named()}


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
