"""What a letter tells its agency, kept beside the drafts and beside each issued letter: the tasks as cells, with the
doubts about whom it goes to. drafts.json and letters/issued/<letter>.json ↔ values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline.cells import Cells, task_cells
from pipeline.contract import LETTERS_DRAFTS
from pipeline.identity import RowKey, plain
from pipeline.messages import PipelineError
from pipeline.model import Task

TOLD_COLUMNS = (
    *("id", "text", "owners", "owner_role", "partners", "mode", "deadline_text", "start", "end", "kind"),
    *("recurrence", "inclusive", "product", "report_to", "flags"),
)
PART = "part"  # "own", or "shared": another's task in which the agency is a partner
# What a change of makes a letter out of date; an id can move, and how a limit is classed is not said in a letter.
_SAID = ("text", "owner_role", "partners", "start", "end", "recurrence", "inclusive", "product", "report_to", PART)


@dataclass(frozen=True, slots=True)
class ToldLetter:
    """A letter and what it tells.

    ``file`` is relative to the plan's folder; ``kind`` one of ``assign``, ``supplement``, ``adjust``, ``replace``,
    ``withdraw``, ``correct``, ``remind``; ``tasks`` all that the agency has after it (TOLD_COLUMNS and PART), which an
    adjusting letter tells only in part; ``row`` its cells for letters/index.csv. ``open_group`` is a group without
    members, ``ended`` says in words which agencies ended. ``earlier`` is the file of the letter that it changes;
    ``draft_sha256`` the hash of the draft that an issued letter was made from.
    """

    file: str
    nn: int
    kind: str
    agency_id: str
    recipient: str
    tasks: tuple[Cells, ...] = ()
    row: Cells = field(default_factory=dict)
    open_group: str = ""
    ended: tuple[str, ...] = ()
    earlier: str = ""
    draft_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Drafts:
    """letters/drafts.json: the drafts of the last run, the number that each agency (by id) has for the plan's life, and
    the index rows of partners without a letter."""

    letters: tuple[ToldLetter, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    others: tuple[Cells, ...] = ()


def told(own: Iterable[Task], shared: Iterable[Task]) -> tuple[Cells, ...]:
    """The tasks of a letter as cells."""
    parts = [(task, "own") for task in own] + [(task, "shared") for task in shared]
    rows = [(task_cells(task), part) for task, part in parts]
    return tuple({c: cells[c] for c in TOLD_COLUMNS} | {PART: part} for cells, part in rows)


def row_key(cells: Cells) -> RowKey:
    """What tells a told task from others."""
    return RowKey(cells["id"], cells["owners"], plain(cells["text"]))


def differing(old: Cells, new: Cells) -> tuple[str, ...]:
    """The columns whose change an agency must be told; owners only of another's task."""
    columns = (*_SAID, "owners") if old[PART] == "shared" else _SAID
    return tuple(c for c in columns if plain(old[c]) != plain(new[c]))


def drafts_json(drafts: Drafts) -> bytes:
    """The file's bytes; a task that several letters tell stands there once."""
    tasks: dict[str, int] = {}
    letters = [_packed(asdict(letter), tasks) for letter in drafts.letters]
    content = {
        "numbers": dict(drafts.numbers),
        "tasks": [json.loads(one) for one in tasks],
        "letters": letters,
        "others": list(drafts.others),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _packed(letter: dict[str, object], tasks: dict[str, int]) -> dict[str, object]:
    cells = letter["tasks"]
    assert isinstance(cells, tuple)
    keys = [json.dumps(one, ensure_ascii=False) for one in cells]
    return letter | {"tasks": [tasks.setdefault(key, len(tasks)) for key in keys]}


def read_drafts(folder: Path) -> Drafts | None:
    """The drafts of the last run into ``folder``; None where it made none. Raises PipelineError E323 where the file is
    not as a run writes it."""
    path = folder / LETTERS_DRAFTS
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_bytes())
        tasks: Sequence[Cells] = content["tasks"]
        letters = tuple(letter_of(one | {"tasks": [tasks[n] for n in one["tasks"]]}) for one in content["letters"])
        return Drafts(letters, {str(k): int(v) for k, v in content["numbers"].items()}, tuple(content["others"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise PipelineError("E323", str(path), reason=type(error).__name__) from None


def letter_of(content: dict[str, object]) -> ToldLetter:
    """A letter as JSON holds it. Raises TypeError where keys are missing or strange."""
    letter = ToldLetter(**content)  # type: ignore[arg-type]
    return ToldLetter(**(content | {"tasks": tuple(letter.tasks), "ended": tuple(letter.ended)}))  # type: ignore[arg-type]


def letter_json(letter: ToldLetter) -> bytes:
    """The record that lies beside an issued letter."""
    return (json.dumps(asdict(letter), ensure_ascii=False, indent=1) + "\n").encode()
