"""What an office does with a plan's folder after it was read: merge, remind, report, calendar, register, agency files.

Each command works on ``outputs/<plan>/``, needs no language processing, and writes whole files or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from pipeline.batch.unchanged import read_plan_id
from pipeline.contract import (
    BY_AGENCY,
    CALENDAR,
    COMPARISON_FOLDER,
    COMPARISON_PAGE,
    COMPARISON_TABLE,
    LOG_FILE,
    PLAN_JSON,
    REGISTER,
    REMINDERS,
    REPORTS,
    TABLES_FOLDER,
    TRACKING,
)
from pipeline.messages import PipelineError
from pipeline.model import Plan, Settings
from pipeline.rulebook import rules_folder
from pipeline.settings import corrections_path, read_settings, with_settings
from pipeline.write.beside import write_beside
from pipeline.write.letter.profile import Profile, load_profile
from pipeline.write.lock import locked
from pipeline.write.log import read_log
from pipeline.write.store import store_beside, write_atomically
from pipeline.write.tracking.opened.copies import refuse_blank_beside


def plan_folders(folders: Sequence[Path], output: Path) -> list[Path]:
    """The plans' folders named, or all below ``output`` that hold a tracking workbook.

    Raises PipelineError E506 where there is none.
    """
    found = list(folders) or sorted(p for p in output.iterdir() if p.is_dir()) if folders or output.is_dir() else []
    kept = [p for p in found if (p / TRACKING).is_file()]
    missing = [p for p in folders if p not in kept]
    for folder in missing:
        refuse_blank_beside(folder, read_plan_id(folder))
    if missing or not kept:
        raise PipelineError("E506", str(missing[0] if missing else output))
    return kept


def one_folder(folder: Path | None, output: Path) -> Path:
    """The one plan's folder that a command is for. Raises PipelineError E507 where several could be meant."""
    found = plan_folders([folder] if folder else [], output)
    if len(found) > 1:
        raise PipelineError("E507", str(output))
    return found[0]


def _saved(folder: Path, inputs: Path) -> tuple[Plan, Settings]:
    """The head and agencies of the run in ``folder``, and what ``<plan>.toml`` beside its document gives."""
    from pipeline.follow.saved import saved_plan

    try:
        head, agencies = (folder / PLAN_JSON).read_bytes(), (folder / TABLES_FOLDER / "agencies.csv").read_bytes()
    except OSError as error:
        raise PipelineError("E323", str(folder), reason=error.strerror or str(error)) from None
    plan = saved_plan(head, agencies, str(folder))
    settings = read_settings(inputs / plan.document.source.name)
    return replace(plan, header=with_settings(plan.header, settings)), settings


def _profile(today: date) -> Profile:
    return load_profile(rules_folder() / "letter.toml", today)


def _time() -> str:
    return datetime.now().strftime("%Y-%m-%d-%H%M%S")


def share_command(folders: Sequence[Path], output: Path, today: date) -> int:
    """A workbook for each agency to fill and send back, in ``by-agency/``."""
    from pipeline.follow.share import agency_files

    for folder in plan_folders(folders, output):
        with locked(folder, "share"):
            files = agency_files((folder / TRACKING).read_bytes(), today, str(folder / TRACKING))
            kept = write_beside(folder / BY_AGENCY, files)
        print("\n".join((f"{folder / BY_AGENCY}: {len(files)} tệp.", *(f"  {line}" for line in kept))))
    return 0


def remind_command(folders: Sequence[Path], output: Path, inputs: Path, today: date, within: int | None) -> int:
    """A letter to each agency with tasks overdue or due soon, in ``reminders/<day>/``."""
    from pipeline.follow.remind import plan_reminders, render_reminder

    profile = _profile(today)
    for folder in plan_folders(folders, output):
        plan, settings = _saved(folder, inputs)
        where = str(folder / TRACKING)
        content, log = (folder / TRACKING).read_bytes(), read_log(folder)
        letters = plan_reminders(content, plan, profile, settings, today, within, where, log)
        target = folder / REMINDERS / today.isoformat()
        files = {letter.file: render_reminder(letter, profile) for letter in letters}
        with locked(folder, "remind"):
            kept = write_beside(target, files) if files else ()
        print(f"{target}: {len(letters)} công văn đôn đốc." if letters else f"{folder}: không có việc phải đôn đốc.")
        print("".join(f"  {letter.file}: {len(letter.due)} nhiệm vụ\n" for letter in letters), end="")
        print("".join(f"  {line}\n" for line in kept), end="")
    return 0


def report_command(folders: Sequence[Path], output: Path, inputs: Path, today: date) -> int:
    """The periodic report (.docx) and its tables (.xlsx), in ``reports/``."""
    from pipeline.follow.report import progress_report

    profile = _profile(today)
    for folder in plan_folders(folders, output):
        plan, settings = _saved(folder, inputs)
        where = str(folder / TRACKING)
        last = _last_figures(folder / REPORTS, today)
        made = progress_report((folder / TRACKING).read_bytes(), plan, profile, settings, today, where, last)
        name = f"bao-cao-{today.isoformat()}"
        files = {
            f"{name}.docx": made.docx,
            f"{name}.xlsx": made.xlsx,
            f"so-lieu-{today.isoformat()}.json": made.figures,
        }
        with locked(folder, "report"):
            kept = write_beside(folder / REPORTS, files)
        print("\n".join((f"{folder / REPORTS / name}.docx, .xlsx", *(f"  {line}" for line in kept))))
    return 0


def _last_figures(folder: Path, today: date) -> bytes | None:
    """The figures of the last report before ``today``; None where there was none."""
    before = sorted(path for path in folder.glob("so-lieu-*.json") if path.stem < f"so-lieu-{today.isoformat()}")
    return before[-1].read_bytes() if before else None


def calendar_command(folders: Sequence[Path], output: Path, today: date) -> int:
    """The deadlines with alarms as ``calendar.ics``, which Outlook and Google read."""
    from pipeline.follow.calendar import deadline_calendar

    for folder in plan_folders(folders, output):
        where = str(folder / TRACKING)
        write_atomically(folder / CALENDAR, deadline_calendar((folder / TRACKING).read_bytes(), today, where))
        print(folder / CALENDAR)
    return 0


def register_command(output: Path, today: date) -> int:
    """One workbook over all plans, ``register.xlsx``, kept with the same care as theirs."""
    from pipeline.follow.register import office_register

    trackers = [(p.name, (p / TRACKING).read_bytes()) for p in plan_folders([], output)]
    target = output / REGISTER
    previous = target.read_bytes() if target.is_file() else None
    with locked(output, "register"):
        result = office_register(trackers, today, previous)
        store_beside(output, {REGISTER: result.content}, _time())
    print(f"{target}: {result.rows} dòng của {len(trackers)} kế hoạch.")
    print("".join(f"  {line}\n" for line in result.left_behind), end="")
    return 0


def typed_files(folder: Path) -> Iterator[str]:
    """Workbooks of ``folder`` that hold what people typed, or that nothing here can read: `clean` leaves them."""
    from pipeline.write.tracking.tracking import typed_values

    for name in (TRACKING, REGISTER):
        path = folder / name
        if path.is_file():
            try:
                logged = name == TRACKING and (folder / LOG_FILE).exists()
                typed = logged or typed_values(path.read_bytes(), str(path)) > 0
            except PipelineError:
                typed = True
            if typed:
                yield name


def correct_command(workbook: Path, document: Path | None, inputs: Path, today: date) -> int:
    """Take what a person changed in tables.xlsx over into ``inputs/<plan>.corrections.csv``."""
    from pipeline.correct.file import corrections_csv, read_corrections
    from pipeline.correct.workbook import corrections_from_workbook, find_plan
    from pipeline.run import extract_corrected

    if not workbook.is_file():
        raise PipelineError("E101", str(workbook))
    plan = document or find_plan(workbook, inputs)
    corrected = extract_corrected(plan, read_settings(plan), read_corrections(plan))
    lines = corrections_from_workbook(
        workbook.read_bytes(), corrected, workbook.name, who="tables.xlsx", when=today.isoformat()
    )
    target = corrections_path(plan)
    write_atomically(target, corrections_csv(lines))
    print(f"{target}: {len(lines)} sửa đổi. Chạy lại extract để công văn, sổ theo dõi theo bản sửa.")
    return 0


def compare_command(old: Path, new: Path, output: Path) -> int:
    """What changed from one version of a plan to another, as a page and as a table."""
    from pipeline.follow.compare import KINDS, compare, comparison_csv
    from pipeline.follow.compare_page import compare_page
    from pipeline.run import extract

    found = compare(extract(old, read_settings(old)), extract(new, read_settings(new)))
    folder = output / f"{COMPARISON_FOLDER}{new.stem}"
    store_beside(folder, {COMPARISON_PAGE: compare_page(found), COMPARISON_TABLE: comparison_csv(found)}, _time())
    print(folder / COMPARISON_PAGE)
    print("\n".join(f"  {KINDS[kind]}: {count}" for kind, count in found.counts().items() if count))
    return 0


def learn_command(inputs: Sequence[Path]) -> int:
    """Propose aliases and rule examples from the corrections made so far; nothing is changed."""
    from pipeline.batch.jobs import find_documents
    from pipeline.correct.file import read_corrections
    from pipeline.correct.learn import learn, rule_files
    from pipeline.run import extract_corrected, registry

    documents = [path for given in inputs for path in find_documents(given)]
    cases = [
        extract_corrected(path, read_settings(path), lines) for path in documents if (lines := read_corrections(path))
    ]
    learned = learn(cases, registry(), rule_files(rules_folder()))
    print(learned.diff, end="")
    print("\n".join(f"# {line}" for line in learned.remarks) or "# Không có đề xuất nào.")
    return 0
