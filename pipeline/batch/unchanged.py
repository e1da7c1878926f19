"""Nothing is computed twice: what a plan's outputs were made from, as content hashes, and whether that still holds.

``manifest.json`` keeps the answer of the last run. No time stamp counts: a file copied back, or touched, changes
nothing. Neither spaCy nor a library of Word or Excel is imported here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pipeline.contract import GROUPS_FILE, MANIFEST, OFFICE_FILE, SUCCESSORS_FILE
from pipeline.messages import PipelineError
from pipeline.options import Options
from pipeline.rulebook import rules_folder
from pipeline.settings import corrections_path, is_there, settings_path
from pipeline.write.store import digest


@dataclass(frozen=True, slots=True)
class Record:
    """What a manifest says of the run that wrote it: hashes of what went in, the outputs asked for, the counts, and the
    hash of every file written."""

    made_from: Mapping[str, str]
    outputs: frozenset[str]
    counts: Mapping[str, int]
    files: Mapping[str, str]


def made_from(document: Path, today: date, options: Options) -> dict[str, str]:
    """Hashes of all that the outputs of ``document`` depend on; an empty one stands for a file that is not there.

    Today's date is one of them: the status of a task and the form of a letter depend on it. Raises PipelineError E105
    where the document can't be opened.
    """
    files = {"input": document, "settings": settings_path(document), "corrections": corrections_path(document)}
    for role, name in (("office", OFFICE_FILE), ("groups", GROUPS_FILE), ("successors", SUCCESSORS_FILE)):
        files[role] = document.parent / name
    if options.template is not None:
        files["template"] = options.template
    hashes = {role: _hash_of(path) for role, path in files.items()}
    said = {"options": f"{options.combined} {options.by_agency} {options.signer or ''}", "date": today.isoformat()}
    return hashes | said | {"rules": _rules(), "program": _program()}


def _hash_of(path: Path) -> str:
    try:
        return digest(path.read_bytes()) if is_there(path) else ""
    except OSError as error:
        raise PipelineError("E105", str(path), reason=error.strerror or str(error)) from None


@lru_cache(maxsize=1)
def _rules() -> str:
    return folder_hash(rules_folder())


@lru_cache(maxsize=1)
def _program() -> str:
    """The program's own files: stricter than its version, which a change in a checkout does not move."""
    return folder_hash(Path(__file__).parents[1])


def folder_hash(folder: Path) -> str:
    """SHA-256 over names and contents of all files below ``folder``, byte code left out."""
    total = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        total.update(f"{path.relative_to(folder).as_posix()}\0{digest(path.read_bytes())}\0".encode())
    return total.hexdigest()


def read_record(folder: Path) -> Record | None:
    """What the last run into ``folder`` recorded; None where there was none, or one of an older version."""
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
        return Record(record["made_from"], frozenset(record["outputs"]), record["counts"], record["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_plan_id(folder: Path) -> str:
    """The plan's permanent id, given at its first reading into ``folder``; "" where there was none."""
    try:
        return str(json.loads((folder / MANIFEST).read_bytes()).get("plan", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def holds(record: Record, sources: Mapping[str, str], outputs: Collection[str], folder: Path) -> bool:
    """Whether a run from ``sources`` would write what lies in ``folder`` already, to the byte."""
    if record.made_from != sources or not record.outputs.issuperset(outputs):
        return False
    try:
        return all(digest((folder / name).read_bytes()) == expected for name, expected in record.files.items())
    except OSError:
        return False


def new_record(
    record: Record | None, sources: Mapping[str, str], outputs: Collection[str], counts: Mapping[str, int]
) -> dict[str, object]:
    """What the manifest keeps beside its files. Outputs of an earlier run from the same sources still hold."""
    earlier = record.outputs if record and record.made_from == sources else frozenset()
    return {"made_from": dict(sources), "outputs": sorted(earlier.union(outputs)), "counts": dict(counts)}
