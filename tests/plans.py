"""Plans written as text, and tasks shown as lines: what most tests of find and assemble need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.assemble.plan import build_plan, plan_agencies
from pipeline.check.checks import check_corrected, check_plan
from pipeline.correct.apply import apply_corrections
from pipeline.correct.model import Corrected, Correction
from pipeline.find.registry.registry import Registry, load_registry
from pipeline.model import Block, Document, Plan, Settings, Source, Table, Task
from pipeline.read.typed import split_number
from pipeline.rulebook import rules_folder


def document(text: str, name: str = "plan.docx") -> Document:
    """A document of the lines of ``text``: a paragraph each, typed numbers split off; a line with " | " is a table's
    row
    ("^" repeats the cell above, a cell that is merged downwards)."""
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[tuple[int, ...]] = []
    for line in [*text.strip("\n").split("\n"), ""]:
        if " | " in line:
            rows.append(_row(blocks, [cell.strip() for cell in line.split(" | ")], rows, len(tables)))
            continue
        if rows:
            tables.append(Table(len(tables), tuple(rows)))
            rows = []
        if line.strip():
            number, words = split_number(line.strip())
            blocks.append(Block(len(blocks), words, number=number, place=f"đoạn {len(blocks) + 1}"))
    return Document(Source(name, "0" * 64, len(text)), tuple(blocks), tuple(tables))


def _row(blocks: list[Block], cells: list[str], rows: list[tuple[int, ...]], table: int) -> tuple[int, ...]:
    made = []
    for c, cell in enumerate(cells):
        if cell == "^":
            made.append(rows[-1][c])
            continue
        place = f"bảng {table + 1}, hàng {len(rows) + 1}, cột {c + 1}"
        blocks.append(Block(len(blocks), cell.strip("·"), "cell", place=place))
        made.append(len(blocks) - 1)
    return tuple(made)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The product's own registry."""
    return load_registry(rules_folder() / "agencies")


def built(text: str, settings: Settings | None = None) -> Plan:
    """The plan that the document of ``text`` holds, as it goes to corrections and check."""
    return build_plan(document(text), registry(), settings or Settings())


def checked(plan: Plan) -> Plan:
    """A built plan after its check."""
    return check_plan(plan, plan_agencies(registry(), plan.header))


def corrected(plan: Plan, lines: Sequence[Correction]) -> Corrected:
    """A built plan after corrections and check."""
    agencies = plan_agencies(registry(), plan.header)
    return check_corrected(apply_corrections(plan, lines, agencies), agencies)


def plan(text: str, settings: Settings | None = None) -> Plan:
    """The plan that the document of ``text`` holds, checked."""
    return checked(built(text, settings))


def shown(task: Task) -> str:
    """A task on one line: ``id: owners (role) + partners [mode] until: text``; empty parts are left out."""
    owners = "; ".join(p.agency.name for p in task.owners)
    partners = "; ".join(p.agency.name for p in task.partners)
    parts = [f"{task.id}: {owners} ({task.owner_role})"]
    if partners:
        parts.append(f"+ {partners}")
    if task.mode == "request":
        parts.append("[request]")
    if task.deadline.end:
        parts.append(f"until {task.deadline.end}")
    first = task.text.split("\n")[0]
    return " ".join(parts) + f": {first}"


def lines(text: str) -> list[str]:
    """All tasks of a plan, a line each."""
    return [shown(task) for task in plan(text).tasks]
