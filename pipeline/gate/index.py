"""letters/index.csv: every letter with its state, number and day, drafts and issued ones, in the order of their NN."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import PurePosixPath

from pipeline.cells import Cells, guarded
from pipeline.contract import LETTER_COLUMNS, LETTERS_FOLDER, LETTERS_INDEX
from pipeline.gate.desk import Desk, Issued
from pipeline.gate.told import ToldLetter
from pipeline.write.store import digest, restate


def index_rows(desk: Desk) -> tuple[Cells, ...]:
    """The rows of the index: issued letters and drafts, then the partners without a letter."""
    rows = [(one.letter.nn, n, _issued_row(one, desk)) for n, one in enumerate(desk.issued)]
    last = len(rows)
    rows += [
        (one.nn, last + n, _row(one) | {"state": desk.state(one)})
        for n, one in enumerate(desk.waiting())
        if one.kind != "remind"
    ]
    return (*(row for *_, row in sorted(rows, key=lambda entry: entry[:2])), *map(_filled, desk.drafts.others))


def _issued_row(one: Issued, desk: Desk) -> Cells:
    state = {"state": desk.issued_state(one), "number": one.number, "date": one.day.isoformat()}
    inside = PurePosixPath(one.file).relative_to(LETTERS_FOLDER).as_posix()
    return _row(one.letter) | {"file": inside, "blanks": "", "warnings": ""} | state


def _row(letter: ToldLetter) -> Cells:
    return _filled({"agency_id": letter.agency_id, "recipient": letter.recipient} | letter.row)


def _filled(row: Cells) -> Cells:
    return {column: row.get(column, "") for column in LETTER_COLUMNS}


def _csv(rows: Iterable[Cells]) -> bytes:
    """The bytes that write/tables would write; without pandas, for a command that only says what is ready."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(LETTER_COLUMNS)
    writer.writerows([guarded(row[column]) for column in LETTER_COLUMNS] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def restate_index(desk: Desk, time: str) -> None:
    """Write the index as the desk stands, if it says something else."""
    if not desk.drafts.letters and not desk.issued:
        return
    gone = [one.draft for one in desk.issued]
    restate(desk.folder, {LETTERS_INDEX: _csv(index_rows(desk))}, time, gone)


def issued_changed(desk: Desk) -> Iterator[tuple[Issued, str]]:
    """Issued letters that are no longer what the log says, and how."""
    for one in desk.issued:
        path = desk.folder / one.file
        if not path.is_file():
            yield one, "không còn tệp"
        elif digest(path.read_bytes()) != one.sha256:
            yield one, "nội dung khác mã băm trong log.csv"
