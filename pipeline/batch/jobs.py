"""Which documents to read, and the folder that each writes into."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.contract import DOCUMENT_ENDINGS
from pipeline.messages import PipelineError

_LONGEST = 120  # bytes of an output folder's name: with "letters/NN-….docx" below it stays under 255


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read and the name of its folder below the output folder."""

    path: Path
    name: str


def find_jobs(inputs: Iterable[Path]) -> tuple[Job, ...]:
    """The documents of files, folders and patterns, each once, with the name of its folder.

    Raises PipelineError E101 (no such path) and E102 (nothing to read there).
    """
    return jobs_of(path for given in inputs for path in find_documents(given))


def jobs_of(documents: Iterable[Path]) -> tuple[Job, ...]:
    """Each document once, with a folder name of its own: its stem, whatever lies beside it that was not asked for,
    because other programs look there."""
    paths = list(dict.fromkeys(documents))
    return tuple(Job(path, name) for path, name in zip(paths, folder_names(paths), strict=True))


def find_documents(given: Path) -> list[Path]:
    """The documents of a file, a folder, or a pattern that no shell has resolved ("inputs/**/*.docx"), sorted by path.

    Word's lock files ("~$…") are passed over. What is named like a document and is none (a folder, a dead link) is
    given too: reading it says what is wrong. Raises PipelineError E101, E102 and E105.
    """
    try:
        if given.is_file():
            return [given]
        if given.is_dir():
            inside: Iterable[Path] = given.iterdir()
        elif any(sign in str(given) for sign in "*?["):
            inside = Path(given.anchor).glob(str(given.relative_to(given.anchor)))
        else:
            raise PipelineError("E101", str(given))
        found = sorted(path for path in inside if _is_document(path))
    except OSError as error:
        raise PipelineError("E105", str(given), reason=error.strerror or type(error).__name__) from error
    if not found:
        raise PipelineError("E102", str(given))
    return found


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENT_ENDINGS and not path.name.startswith(("~$", ".~", "."))


def folder_names(paths: list[Path]) -> list[str]:
    """A folder name for each document: its stem; where two agree, with its ending; where these agree, with its
    folder."""
    names = [_short(p.stem) for p in paths]
    for longer in ([_short(p.name) for p in paths], [_short(f"{p.parent.name}-{p.name}") for p in paths]):
        counts = _counts(names)
        names = [more if counts[_key(name)] > 1 else name for name, more in zip(names, longer, strict=True)]
    counts, seen = _counts(names), dict[str, int]()
    for i, name in enumerate(names):
        if counts[_key(name)] > 1:
            seen[_key(name)] = seen.get(_key(name), 0) + 1
            names[i] = f"{name}-{seen[_key(name)]}"
    return names


def _key(name: str) -> str:
    """Names that one file system or another takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _counts(names: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[_key(name)] = counts.get(_key(name), 0) + 1
    return counts


def _short(name: str) -> str:
    """A name in NFC without what Windows refuses; one too long for the files below it is cut, and its hash keeps it
    apart from others that begin like it."""
    clean = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", unicodedata.normalize("NFC", name)).strip(". ") or "van-ban"
    if len(clean.encode()) <= _LONGEST:
        return clean
    mark = f"-{sha256(clean.encode()).hexdigest()[:8]}"
    return clean.encode()[: _LONGEST - len(mark)].decode(errors="ignore").strip(". ") + mark
