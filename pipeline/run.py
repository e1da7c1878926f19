"""The stages in order; this file reads as the architecture.

``extract_corrected`` goes from the document to the checked plan: read → find and assemble → correct → check.
``make_files`` writes: from the plan to the bytes of every output. Whoever calls them puts these on the disk
(``batch/deliver.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assemble.plan import build_plan, plan_agencies
from pipeline.check.checks import check_corrected
from pipeline.contract import (
    LEDGER,
    LETTER_COLUMNS,
    LETTERS_COMBINED,
    LETTERS_DRAFTS,
    LETTERS_DUTIES,
    LETTERS_FOLDER,
    LETTERS_INDEX,
    PLAN_JSON,
    REVIEW_PAGE,
    TABLES_WORKBOOK,
    TRACKING,
)
from pipeline.correct.apply import apply_corrections
from pipeline.correct.model import Corrected, Correction
from pipeline.find.registry.registry import Registry
from pipeline.find.registry.shipped import shipped_registry
from pipeline.gate.cells import letter_cells
from pipeline.gate.choices import Choices
from pipeline.gate.desk import Desk
from pipeline.gate.following.offers import Offer, new_drafts, offer_lines, offers
from pipeline.gate.receivers import with_choices
from pipeline.gate.told import drafts_json
from pipeline.messages import PipelineError
from pipeline.model import Plan, Settings
from pipeline.office import TEMPLATE
from pipeline.options import Options
from pipeline.read import read
from pipeline.rulebook import rules_folder, shipped_rulebook
from pipeline.write.letter.duties import Duties, plan_duties
from pipeline.write.letter.letters import (
    IndexRow,
    Letter,
    combine_letters,
    index_row,
    letter_context,
    letters_index,
    plan_letters,
    render_letter,
)
from pipeline.write.letter.page import render_page
from pipeline.write.letter.profile import Profile, load_profile
from pipeline.write.tables.plan_json import plan_json
from pipeline.write.tables.tables import Tables, csv_bytes, csv_files, ledger_csv, tables

if TYPE_CHECKING:
    from pipeline.write.tracking.tracking import TrackingResult


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of a plan as bytes by relative path, with what the closing summary says of them.

    ``faults`` are points of the decree that a letter misses, a line each (Vietnamese); ``following`` the letters that
    follow others which went out.
    """

    plan: Plan
    files: dict[str, bytes]
    letters: tuple[Letter, ...]
    index: Sequence[IndexRow]
    faults: tuple[str, ...] = ()
    tracking: TrackingResult | None = None
    following: tuple[str, ...] = ()


def registry() -> Registry:
    """The agencies that come with the product, read once."""
    return shipped_registry()


@lru_cache(maxsize=1)
def _profile(today: date) -> Profile:
    """The form of the letters on a day, read once for all documents of a run."""
    return load_profile(rules_folder() / "letter.toml", today)


def program_version() -> str:
    """The installed version; in a checkout that is not installed the one of this source."""
    try:
        return version("giaoviec")
    except PackageNotFoundError:
        return "0.1.0"


def extract(path: Path | str, settings: Settings | None = None) -> Plan:
    """Everything that the document at ``path`` orders. Raises PipelineError E1xx where it can't be read."""
    return extract_corrected(path, settings).plan


def extract_corrected(
    path: Path | str, settings: Settings | None = None, corrections: Sequence[Correction] = ()
) -> Corrected:
    """Read the document, build the plan, apply a person's corrections to it, and check what came of it, in this order.

    Raises PipelineError E1xx where the document can't be read.
    """
    plan = build_plan(read(Path(path)), registry(), settings or Settings())
    agencies = plan_agencies(registry(), plan.header)
    return check_corrected(apply_corrections(plan, corrections, agencies), agencies)


def make_files(
    source: Plan | Corrected,
    settings: Settings,
    today: date,
    previous: bytes | None = None,
    options: Options | None = None,
    desk: Desk | None = None,
    choices: Choices | None = None,
    permanent: str = "",
) -> Made:
    """Every output of a plan as of ``today``, made from its corrected rows where there are corrections.

    ``previous`` is the tracking workbook that people have worked in; ``desk`` tells which letters went out already,
    ``choices`` who receives those to groups and to agencies that ended; ``permanent`` is the plan's id.
    """
    plan = source.plan if isinstance(source, Corrected) else source
    profile, desk, choices, wanted = _profile(today), desk or Desk(Path()), choices or Choices(), options or Options()
    planned, found, others = _planned(plan, profile, settings, today, wanted, desk, choices)
    letters, duties = tuple(one.letter for one in found), plan_duties(plan, profile, settings)
    drafts = new_drafts(found, others, desk, choices.codes)
    made = tables(plan, _carriers(planned, duties) | desk.carriers | _carriers(letters, None))
    index = (*map(index_row, letters), *others)
    files = {PLAN_JSON: plan_json(plan, program_version(), shipped_rulebook().sha256)}
    if "tables" in wanted.only:
        files |= _table_files(plan, made, today)
    faults: tuple[str, ...] = ()
    tracking: TrackingResult | None = None
    if "letters" in wanted.only:
        files |= _letter_files(letters, index, profile, wanted) | _duties_file(duties, settings, profile)
        files[LETTERS_DRAFTS] = drafts_json(drafts)
        faults = tuple(_faults(files, profile)) if wanted.template is None else ()
    if "tracking" in wanted.only:
        from pipeline.write.tracking.tracking import tracking_workbook

        sent = letter_cells(desk, drafts, files)
        tracking = tracking_workbook(plan, settings, today, previous, wanted.by_agency, sent, permanent)
        files[TRACKING] = tracking.content
    if "review" in wanted.only:
        files[REVIEW_PAGE] = _review_file(source, plan, today)
    return Made(plan, files, letters, index, faults, tracking, tuple(offer_lines(found)))


def _planned(
    plan: Plan, profile: Profile, settings: Settings, today: date, wanted: Options, desk: Desk, choices: Choices
) -> tuple[Sequence[Letter], Sequence[Offer], Sequence[IndexRow]]:
    """The letters that the plan asks for, those of them to be drafted now, and the partners that get none."""
    if choices.any:
        plan = with_choices(plan, choices, plan_agencies(registry(), plan.header), today)
    planned = plan_letters(plan, profile, settings, today, wanted.template is not None, desk.numbers)
    found = offers(planned, desk, letter_context(plan, profile, settings))
    return planned, found, [row for row in letters_index(planned, plan) if not row.file]


def _review_file(source: Plan | Corrected, plan: Plan, today: date) -> bytes:
    from pipeline.write.review.page import review_page, suggested_names

    return review_page(source, today, suggested_names(registry(), plan))


def _table_files(plan: Plan, made: Tables, today: date) -> dict[str, bytes]:
    from pipeline.write.tables.book import tables_workbook

    return csv_files(made) | {LEDGER: ledger_csv(plan), TABLES_WORKBOOK: tables_workbook(made, today)}


def _carriers(letters: Sequence[Letter], duties: Duties | None) -> dict[str, str]:
    """The file that carries each agency's tasks."""
    inside = {party.agency.id: LETTERS_DUTIES for task in (duties.tasks if duties else ()) for party in task.owners}
    return inside | {letter.agency.id: f"{LETTERS_FOLDER}/{letter.file}" for letter in letters}


def _letter_files(
    letters: Sequence[Letter], index: Sequence[IndexRow], profile: Profile, options: Options
) -> dict[str, bytes]:
    """The letters by relative path, with their list and, where asked for, all of them in one file."""
    if options.template is not None:
        from pipeline.write.letter.template import Template

        if not options.template.is_file():
            raise PipelineError("E101", str(options.template))
        template = Template(options.template.read_bytes(), options.template.name)
        files = {f"{LETTERS_FOLDER}/{letter.file}": template.render(letter) for letter in letters}
    else:
        files = {f"{LETTERS_FOLDER}/{letter.file}": render_letter(letter, profile) for letter in letters}
    if options.combined:
        files[LETTERS_COMBINED] = combine_letters(letters, profile)
    return files | {LETTERS_INDEX: index_csv(index)}


def _duties_file(duties: Duties | None, settings: Settings, profile: Profile) -> dict[str, bytes]:
    """The list «Phân công nhiệm vụ», in the office's own form where co-quan.toml names one; none without own tasks."""
    if duties is None:
        return {}
    own = settings.office.get(TEMPLATE)
    if not isinstance(own, str):
        return {LETTERS_DUTIES: render_page(duties.page, profile.layout)}
    from pipeline.write.letter.template import Template

    path = Path(own)
    if not path.is_file():
        raise PipelineError("E101", own)
    return {LETTERS_DUTIES: Template(path.read_bytes(), path.name, addressed=False).render(duties)}


def _faults(files: Mapping[str, bytes], profile: Profile) -> Iterator[str]:
    """The self-check of every letter made: points of the decree that it misses."""
    from pipeline.write.decree.check import check_letter, faults
    from pipeline.write.decree.finding import finding_line

    for name, content in files.items():
        if name.endswith(".docx") and name not in (LETTERS_COMBINED, LETTERS_DUTIES):
            yield from (f"{name}: {finding_line(f)}" for f in faults(check_letter(content, profile)))


def index_csv(index: Sequence[IndexRow]) -> bytes:
    """letters/index.csv."""
    rows = [{c: str(getattr(row, c)) for c in LETTER_COLUMNS} for row in index]
    return csv_bytes(LETTER_COLUMNS, rows)


def counts(made: Made) -> dict[str, int]:
    """What a run's table says of a document: tasks, letters, rows to look at again."""
    tasks = made.plan.tasks
    return {"tasks": len(tasks), "letters": len(made.letters), "flags": sum(bool(task.flags) for task in tasks)}
