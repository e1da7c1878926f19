"""One document from the disk to the disk: read it, make its outputs, and put them into its folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.batch.unchanged import made_from, new_record, read_plan_id, read_record
from pipeline.contract import BY_AGENCY, LETTERS_FOLDER, TRACKING
from pipeline.correct.file import read_corrections
from pipeline.correct.model import Corrected
from pipeline.follow.share import agency_files
from pipeline.gate.choices import Choices, read_choices
from pipeline.gate.desk import read_desk
from pipeline.gate.finish import finish
from pipeline.gate.index import restate_index
from pipeline.identity import plan_id
from pipeline.model import Settings
from pipeline.options import Options
from pipeline.run import Made, counts, extract_corrected, make_files
from pipeline.write.beside import write_beside
from pipeline.write.lock import locked
from pipeline.write.store import Stored, store
from pipeline.write.tracking.opened.copies import refuse_blank_beside


def deliver(
    path: Path, settings: Settings, folder: Path, today: date, time: str, options: Options
) -> tuple[Made, Stored]:
    """Read ``path`` and write its outputs below ``folder``; ``time`` names the folder for files moved aside."""
    sources = made_from(path, today, options)  # before reading: a document that changes meanwhile is read again
    corrected = extract_corrected(path, settings, read_corrections(path))
    with locked(folder, f"extract, {time}"):
        choices = read_choices(path)
        made, stored = write_outputs(corrected, settings, folder, today, time, options, sources, choices)
    if options.pdf and made.letters:
        from pipeline.write.letter.pdf import make_pdfs

        make_pdfs([folder / LETTERS_FOLDER / letter.file for letter in made.letters], folder / LETTERS_FOLDER / "pdf")
    return made, stored


def write_outputs(
    corrected: Corrected,
    settings: Settings,
    folder: Path,
    today: date,
    time: str,
    options: Options,
    sources: dict[str, str],
    choices: Choices | None = None,
) -> tuple[Made, Stored]:
    """Make the outputs from the plan and from what people did in ``folder``, and store them there; to be called under
    its lock. ``sources`` are the hashes of what they were made from."""
    finish(folder, time)
    old = folder / TRACKING
    previous = old.read_bytes() if old.is_file() and "tracking" in options.only else None
    source = corrected.plan.document.source
    permanent = read_plan_id(folder) or plan_id(source.name, source.sha256)
    if previous is None and "tracking" in options.only:
        refuse_blank_beside(folder, permanent)
    made = make_files(corrected, settings, today, previous, options, read_desk(folder), choices, permanent)
    record = new_record(read_record(folder), sources, options.only, counts(made)) | {"plan": permanent}
    stored = store(
        folder,
        made.files,
        time,
        merged=frozenset({TRACKING}),
        partial=options.partial,
        redone=[LETTERS_FOLDER] if "letters" in options.only else [],
        record=record,
    )
    restate_index(read_desk(folder), time)
    if options.by_agency and "tracking" in options.only:
        write_beside(folder / BY_AGENCY, agency_files(made.files[TRACKING], today, str(old)))
    return made, stored
