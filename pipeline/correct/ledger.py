"""The ledger after a person's corrections: words of a row that is no more are set aside, words of a new one are its
own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.ledger import build_ledger
from pipeline.contract import CORRECTED
from pipeline.model import LedgerEntry, Plan, Task


def corrected_ledger(machine: Plan, tasks: Sequence[Task]) -> tuple[LedgerEntry, ...]:
    """The machine's ledger with the corrected rows; empty where the machine's is."""
    if not machine.ledger:
        return ()
    names = {task.id for task in tasks}
    words = [LedgerEntry(span, "task", task.id) for task in tasks for span in task.spans]
    kept = [
        entry if entry.fate != "task" or entry.id in names else LedgerEntry(entry.span, "aside", rule=CORRECTED)
        for entry in machine.ledger
    ]
    return build_ledger(machine.document, [*words, *kept])
