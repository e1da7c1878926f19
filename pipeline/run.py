"""The stages in order; this file reads as the architecture.

read → find → assemble make a ``Plan`` (``extract``); ``make_files`` turns it into the bytes of every output (pure);
``deliver`` puts them on the disk.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.assemble.plan import build_plan
from pipeline.find.registry import Registry, load_registry
from pipeline.model import Plan, Settings
from pipeline.read import read
from pipeline.rulebook import rules_folder, shipped_rulebook
from pipeline.write.letter_profile import load_profile
from pipeline.write.letters import IndexRow, Letter, letters_index, plan_letters, render_letter
from pipeline.write.plan_json import plan_json
from pipeline.write.store import Stored, store
from pipeline.write.tables import csv_bytes, csv_files, tables

TRACKING = "tracking.xlsx"
OUTPUTS = ("tables", "letters", "tracking")


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of a plan as bytes by relative path, with what the closing summary tells of them."""

    plan: Plan
    files: dict[str, bytes]
    letters: tuple[Letter, ...]
    index: Sequence[IndexRow]


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The agencies that come with the product, read once."""
    return load_registry(rules_folder() / "agencies")


def program_version() -> str:
    """The installed version; in a checkout that is not installed the one of this source."""
    try:
        return version("giaoviec")
    except PackageNotFoundError:
        return "0.1.0"


def extract(path: Path | str, settings: Settings | None = None) -> Plan:
    """Everything that the document at ``path`` orders. Raises PipelineError E1xx where it can't be read."""
    return build_plan(read(Path(path)), registry(), settings or Settings())


def make_files(
    plan: Plan, settings: Settings, today: date, previous: bytes | None = None, only: Collection[str] = OUTPUTS
) -> Made:
    """Every output of ``plan`` as of ``today``; ``previous`` is the tracking workbook that people have worked in.

    ``only`` names the outputs wanted: "tables", "letters", "tracking"; plan.json comes with each.
    """
    profile = load_profile(rules_folder() / "letter.toml", today)
    letters = plan_letters(plan, profile, settings, today)
    names = {agency.id: f"letters/{letter.file}" for letter in letters for agency in (letter.agency,)}
    made = tables(plan, names)
    index = letters_index(letters, plan)
    files = {"plan.json": plan_json(plan, program_version(), shipped_rulebook().sha256)}
    if "tables" in only:
        from pipeline.write.tables_book import tables_workbook

        files |= csv_files(made)
        files["tables.xlsx"] = tables_workbook(made, today)
    if "letters" in only:
        files |= {f"letters/{letter.file}": render_letter(letter, profile) for letter in letters}
        files["letters/index.csv"] = index_csv(index)
    if "tracking" in only:
        from pipeline.write.tracking import tracking_workbook

        files[TRACKING] = tracking_workbook(plan, settings, today, previous).content
    return Made(plan, files, letters, index)


def index_csv(index: Sequence[IndexRow]) -> bytes:
    """letters/index.csv."""
    columns = ("file", "recipient", "lead", "perform", "support", "partner", "blanks", "warnings")
    rows = [{c: str(getattr(row, c)) for c in columns} for row in index]
    return csv_bytes(columns, rows)


def deliver(
    path: Path, settings: Settings, folder: Path, today: date, time: str, only: Collection[str]
) -> tuple[Made, Stored]:
    """Read ``path`` and write its outputs below ``folder``; ``time`` names the folder for files moved aside."""
    plan = extract(path, settings)
    old = folder / TRACKING
    previous = old.read_bytes() if old.is_file() and "tracking" in only else None
    made = make_files(plan, settings, today, previous, only)
    return made, store(folder, made.files, time, merged=frozenset({TRACKING}), partial=set(only) != set(OUTPUTS))
