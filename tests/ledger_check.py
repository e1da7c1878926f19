"""Does the ledger of every document in a folder hold: each character but blanks once, each fate with its id or rule?

    python -m tests.ledger_check FOLDER …

prints what is broken, a line each, and ends with 1 where something is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline import extract
from pipeline.messages import ASIDES, NOTICES
from pipeline.model import LedgerEntry, Plan
from pipeline.rulebook import shipped_rulebook

KINDS = (".txt", ".docx")


def broken_ledgers(folder: Path) -> list[str]:
    """What is broken in the ledgers of all .txt and .docx files below ``folder``, a line each with the file's name; a
    folder of the corpus holds a plan as text and as .docx, of which the latter is read."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in KINDS and not _doubled(p))
    return [f"{path.relative_to(folder)}: {fault}" for path in files for fault in faults(extract(path))]


def _doubled(path: Path) -> bool:
    return path.suffix == ".txt" and path.stem.startswith("plan") and path.with_name("plan.docx").exists()


def faults(plan: Plan) -> Iterator[str]:
    """What is broken in one ledger; nothing where it holds."""
    by_block: dict[int, list[LedgerEntry]] = {}
    for entry in plan.ledger:
        by_block.setdefault(entry.span.block, []).append(entry)
    for block in plan.document.blocks:
        yield from _gaps(block.text, by_block.get(block.index, ()), f"block {block.index}")
    if [e.span for e in plan.ledger] != sorted(e.span for e in plan.ledger):
        yield "the entries do not follow the document"
    yield from filter(None, map(partial(_unfounded, plan, {t.id for t in plan.tasks}), plan.ledger))


def _gaps(text: str, entries: Sequence[LedgerEntry], where: str) -> Iterator[str]:
    """Characters without a fate, with two, or an entry that begins or ends with a blank."""
    position = 0
    for entry in entries:
        start, end = entry.span.start, entry.span.end
        if start < position or end <= start or end > len(text):
            yield f"{where}: {start}..{end} overlaps, is empty, or reaches beyond the text"
        elif text[position:start].strip():
            yield f"{where}: no fate for {text[position:start]!r}"
        elif text[start].isspace() or text[end - 1].isspace():
            yield f"{where}: {start}..{end} begins or ends with a blank"
        position = max(position, end)
    if text[position:].strip():
        yield f"{where}: no fate for {text[position:]!r}"


def _unfounded(plan: Plan, tasks: set[str], entry: LedgerEntry) -> str:
    """Why an entry names nothing that there is, or ""."""
    words = f"block {entry.span.block}: {plan.document.quote(entry.span)[:60]!r}"
    match entry.fate:
        case "task":
            return "" if entry.id in tasks else f"{words} belongs to no task {entry.id!r}"
        case "notice":
            shown = entry.id in NOTICES and any(n.code == entry.id for n in plan.notices)
            return "" if shown else f"{words} has no notice {entry.id!r}"
        case "aside":
            told = entry.rule in ASIDES or entry.rule in shipped_rulebook().by_id
            return "" if told else f"{words} is set aside by no rule ({entry.rule!r})"
        case "head" | "foot":
            return "" if entry.id else f"{words} fills no field"
        case _:
            return ""


def main(folders: Sequence[str]) -> int:
    """Check each folder; 1 where something is broken."""
    found = [line for folder in folders for line in broken_ledgers(Path(folder))]
    print("\n".join(found) or "Every ledger holds.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
