"""``<plan>.corrections.csv``: text ↔ correction lines. The page writes the same columns."""

from __future__ import annotations

import csv
import errno
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from io import StringIO
from pathlib import Path

from pipeline.cells import guarded, unguarded
from pipeline.contract import CORRECTABLE, CORRECTION_COLUMNS, ROW_CORRECTIONS
from pipeline.correct.model import Correction
from pipeline.correct.values import problem
from pipeline.decoding import decoded
from pipeline.messages import PipelineError
from pipeline.settings import corrections_path


def read_corrections(document: Path) -> tuple[Correction, ...]:
    """The corrections beside a document; none where there is no such file. Raises PipelineError E330 to E332."""
    path = corrections_path(document)
    try:
        return parse_corrections(path.read_bytes(), path.name) if path.is_file() else ()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # no file can have that name
            return ()
        raise PipelineError("E330", path.name, reason=error.strerror or str(error)) from None


def parse_corrections(content: bytes, where: str) -> tuple[Correction, ...]:
    """The lines of a corrections file, in UTF-8 or UTF-16; ",", ";" (Excel in a Vietnamese setting) or tabs between
    cells.

    Raises PipelineError E330 (no such table), E331 (unknown field), E332 (a value that can't be), each with its line.
    """
    try:
        text = decoded(content).replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise PipelineError("E330", where, reason="không phải UTF-8 hay UTF-16") from None
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)  # Excel's «Unicode Text» parts by tabs
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    missing = [c for c in CORRECTION_COLUMNS[:6] if c not in (rows.fieldnames or ())]
    if missing:
        raise PipelineError("E330", where, reason=f"thiếu cột {', '.join(missing)}")
    lines = []
    for row in rows:
        if any(value for value in row.values() if isinstance(value, str)):
            lines.append(
                _checked({c: unguarded(row.get(c) or "") for c in CORRECTION_COLUMNS}, f"{where}, dòng {rows.line_num}")
            )
    return tuple(lines)


def _checked(row: dict[str, str], where: str) -> Correction:
    field = row["field"]
    if field not in CORRECTABLE and field not in ROW_CORRECTIONS:
        raise PipelineError("E331", where, field=field, known=", ".join((*CORRECTABLE, *ROW_CORRECTIONS)))
    wrong = problem(field, row["new"])
    if wrong:
        raise PipelineError("E332", where, field=field, reason=wrong)
    return Correction(**row)


def corrections_csv(corrections: Iterable[Correction]) -> bytes:
    """The file's bytes: UTF-8 with a byte-order mark, CRLF; what a spreadsheet would take for a formula guarded."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CORRECTION_COLUMNS)
    for correction in corrections:
        writer.writerow(map(guarded, astuple(correction)))
    return ("\ufeff" + out.getvalue()).encode()


def joined(old: Sequence[Correction], new: Sequence[Correction]) -> tuple[Correction, ...]:
    """Both, a later line in the place of an earlier one for the same row and field (and doubt)."""
    lines: dict[tuple[str, ...], Correction] = {}
    for line in (*old, *new):
        key = (line.id, line.owners, line.words, line.field, line.old if line.field == "flag" else "")
        lines.pop(key, None)
        lines[key] = line
    return tuple(lines.values())
