"""Staged files become issued ones: before the log's line nothing has happened, after it the next command completes it.

letters/issued/.staged/ holds the final bytes. A kill before the line leaves staged files that nothing announces: they
go. A kill after it leaves files still to be moved: they are moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.contract import LETTERS_ISSUED
from pipeline.gate.desk import ISSUE, issued_path, read_desk
from pipeline.gate.index import restate_index
from pipeline.gate.told import ToldLetter, letter_json
from pipeline.messages import PipelineError
from pipeline.write.log import Act, read_log
from pipeline.write.store import digest, write_atomically

STAGED = f"{LETTERS_ISSUED}/.staged"
_READ_ONLY = 0o444


def stage(folder: Path, letters: Sequence[tuple[ToldLetter, bytes]]) -> None:
    """Lay the final bytes and the record of each letter ready. Raises PipelineError E301, and leaves nothing then."""
    try:
        for letter, content in letters:
            place = folder / STAGED / Path(issued_path(letter)).name
            sha = digest((folder / letter.file).read_bytes())
            write_atomically(place.with_suffix(".json"), letter_json(replace(letter, draft_sha256=sha)))
            write_atomically(place, content)
    except PipelineError:
        _clear(folder)
        raise


def finish(folder: Path, time: str) -> None:
    """Complete what the log announces; to be called under the folder's lock before anything else is done there.

    Raises PipelineError E301 where a file can't be moved (it is open, the folder is read-only).
    """
    if not (folder / LETTERS_ISSUED).is_dir():
        return
    acts = [act for act in read_log(folder) if act.act == ISSUE]
    try:
        for act in acts:
            _complete(folder, act)
        _clear(folder)
    except OSError as error:
        raise PipelineError("E301", str(error.filename or folder), reason=error.strerror or str(error)) from None
    restate_index(read_desk(folder), time)


def _complete(folder: Path, act: Act) -> None:
    """Move the staged record, then the letter; the draft that it was made from goes."""
    final = folder / act.file
    staged = folder / STAGED / final.name
    for ending in (".json", final.suffix):
        waiting = staged.with_suffix(ending)
        if waiting.is_file():
            waiting.chmod(_READ_ONLY)
            waiting.replace(final.with_suffix(ending))
    draft = folder / act.before
    if act.before and draft.is_file() and final.is_file() and _made_from(draft, final):
        draft.unlink()


def _made_from(draft: Path, final: Path) -> bool:
    """Whether the issued letter was made from these very bytes: what a person put there since stays."""
    try:
        return f'"{digest(draft.read_bytes())}"' in final.with_suffix(".json").read_text("utf-8")
    except OSError:
        return False


def _clear(folder: Path) -> None:
    """Remove staged files that no line of the log announces."""
    staged = folder / STAGED
    if staged.is_dir():
        for path in staged.iterdir():
            path.unlink()
        staged.rmdir()
