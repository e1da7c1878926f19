"""Re-reading what a run wrote: every file opens, and tables, letters, workbook and plan.json tell the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook

from pipeline.vietnamese import SHEETS


def faults(folder: Path) -> list[str]:
    """What is wrong with the outputs of one plan, a line each; nothing where all is well."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    files = {name: (folder / name).read_bytes() for name in manifest["files"]}
    wrong = [
        f"{name}: not what was written" for name in files if manifest["files"][name] != sha256(files[name]).hexdigest()
    ]
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    wrong += [f"{name}: nobody's" for name in sorted(there - files.keys() - {"manifest.json", ".lock"})]
    return wrong + list(_disagreements(files, manifest["counts"]))


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of one of our CSV files."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def _disagreements(files: dict[str, bytes], counts: dict[str, int]) -> Iterator[str]:
    tasks, index = rows(files["tables/tasks.csv"]), rows(files["letters/index.csv"])
    letters = {name for name in files if name.endswith(".docx")}
    if not len(tasks) == counts["tasks"] == json.loads(files["plan.json"])["counts"]["tasks"]:
        yield "tasks.csv, plan.json and the manifest count different tasks"
    if letters != {f"letters/{row['file']}" for row in index if row["file"]} or len(letters) != counts["letters"]:
        yield "letters/ and its index name different letters"
    for name in sorted(letters):
        if not any(paragraph.text.strip() for paragraph in Document(BytesIO(files[name])).paragraphs):
            yield f"{name}: empty"
    sheets: Any = load_workbook(BytesIO(files["tables.xlsx"]))
    if [len(rows(files[f"tables/{_english(sheet.title)}.csv"])) for sheet in sheets] != [
        sheet.max_row - 1 for sheet in sheets
    ]:
        yield "tables.xlsx and the CSV files have different rows"
    book = load_workbook(BytesIO(files["tracking.xlsx"]))
    cells = {_bare(str(value)) for sheet in book for row in sheet.values for value in row if value}
    if missing := [row["id"] for row in tasks if _bare(row["action"]) not in cells]:
        yield f"tracking.xlsx lacks {missing}"
    page = files["review.html"].decode()
    if not page.rstrip().endswith("</html>") or any(row["id"] not in page for row in tasks):
        yield "review.html lacks tasks"


def _english(title: str) -> str:
    """The table that a sheet of tables.xlsx shows."""
    return next(name for name, shown in SHEETS.items() if shown == title)


def _bare(text: str) -> str:
    """Words without the capital and the stop that the workbook gives a task, and without a CSV file's apostrophe."""
    return text.lstrip("'").rstrip(" .;").casefold()
