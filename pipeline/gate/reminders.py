"""Reminders on the desk: the letters of reminders/<day>/ go through the same gate as assignment letters."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from pipeline.contract import REMINDERS, TABLES_FOLDER
from pipeline.gate.desk import Desk, read_desk
from pipeline.gate.face import read_face
from pipeline.gate.told import Drafts, ToldLetter
from pipeline.identity import plain
from pipeline.write.store import read_manifest


def desk_of(folder: Path) -> Desk:
    """The desk of a plan's folder, or that of the reminders of one day (``outputs/<plan>/reminders/<day>``).

    Raises PipelineError E317, E323, E341.
    """
    if folder.parent.name != REMINDERS:
        return read_desk(folder)
    plan = folder.parent.parent
    desk = read_desk(plan)
    inside = folder.relative_to(plan).as_posix()
    manifest = {f"{inside}/{name}": sha for name, sha in read_manifest(folder).items()}
    letters = tuple(_reminders(plan, folder, _agencies(plan)))
    return replace(desk, drafts=Drafts(letters, desk.drafts.numbers), manifest=manifest)


def plan_folder(folder: Path) -> Path:
    """The plan's folder that a folder of letters belongs to."""
    return folder.parent.parent if folder.parent.name == REMINDERS else folder


def _reminders(plan: Path, folder: Path, agencies: Mapping[str, str]) -> Iterator[ToldLetter]:
    for path in sorted(folder.glob("*.docx")):
        named = re.match(r"(\d+)-", path.name)
        if named and not path.name.startswith(("~", ".")):
            file = path.relative_to(plan).as_posix()
            to = "; ".join(read_face(path.read_bytes(), file).addressees)
            yield ToldLetter(file, int(named[1]), "remind", agencies.get(plain(to), ""), to)


def _agencies(plan: Path) -> dict[str, str]:
    """Ids by name, as tables/agencies.csv has them; empty without the table."""
    try:
        text = (plan / TABLES_FOLDER / "agencies.csv").read_text("utf-8-sig")
    except OSError:
        return {}
    return {plain(row["agency"]): row["agency_id"] for row in csv.DictReader(StringIO(text))}
