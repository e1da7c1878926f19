"""What the tracking workbook shows of each agency's letter: state, number, day, subject, earliest limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.cells import Cells
from pipeline.gate.check import gate_words
from pipeline.gate.desk import READY, Desk
from pipeline.gate.told import Drafts, ToldLetter
from pipeline.write.office.sheets import Value
from pipeline.write.store import digest


def letter_cells(desk: Desk, drafts: Drafts, files: Mapping[str, bytes]) -> dict[str, dict[str, Value]]:
    """The cells of the sheet Đơn vị by agency id: of the letter that went out last, else of the draft that a run
    writes now (``files``: bytes by path)."""
    found = {one.agency_id: _cells(_state(one, desk, files), one.row) for one in drafts.letters}
    for agency, issued in desk.latest.items():
        said: dict[str, Value] = {"letter_number": issued.number, "letter_on": issued.day}
        found[agency] = _cells(desk.issued_state(issued), issued.letter.row) | said
    return found


def _state(letter: ToldLetter, desk: Desk, files: Mapping[str, bytes]) -> str:
    lies = (desk.folder / letter.file).is_file()
    if lies and (letter.file not in files or desk.edited(letter)):
        return desk.state(letter)
    ready = desk.last(READY, letter.file)
    return READY if ready and ready.after == digest(files.get(letter.file, b"")) else "draft"


def _cells(state: str, row: Cells) -> dict[str, Value]:
    due = row.get("due", "")
    return {
        "letter": gate_words()["states"][state],
        "letter_about": row.get("subject", ""),
        "letter_due": date.fromisoformat(due) if due else None,
    }
