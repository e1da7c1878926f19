"""Which files of a folder are documents, and what the folder of each one's results is called."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.read import ENDINGS

_NAME_BYTES = 120  # of the 255 that file systems take: room for what is written inside under Windows' 260


def documents_in(path: Path) -> list[Path]:
    """The file itself, or the documents directly in a folder, by name. Raises E101 and E102.

    Word's lock files ("~$plan.docx") and hidden files are no documents.
    """
    if not path.exists():
        raise PipelineError("E101", str(path))
    if not path.is_dir():
        return [path]
    found = [
        item for item in path.iterdir() if item.suffix.lower() in ENDINGS and not item.name.startswith(("~$", "."))
    ]
    if not found:
        raise PipelineError("E102", str(path))
    return sorted(found, key=lambda item: unicodedata.normalize("NFC", item.name))


def folder_names(paths: list[Path]) -> list[str]:
    """A name for each document's results: its stem; a stem that occurs twice keeps its ending, then takes its folder.

    Names are NFC, at most 120 bytes (a longer one is cut and closed by six signs of its hash), and differ from each
    other even where a file system folds case.
    """
    rounds = [[path.stem for path in paths], [path.name for path in paths]]
    rounds.append([f"{path.parent.name}-{path.name}" for path in paths])
    rounds.append(
        [f"{path.name}-{hashlib.sha256(str(path).encode(errors='replace')).hexdigest()[:6]}" for path in paths]
    )
    rounds = [[_short(unicodedata.normalize("NFC", name)) for name in names] for names in rounds]
    names = list(rounds[0])
    for better in rounds[1:]:
        counts = Counter(name.casefold() for name in names)
        names = [new if counts[name.casefold()] > 1 else name for name, new in zip(names, better, strict=True)]
    return names


def _short(name: str) -> str:
    coded = name.encode("utf-8", errors="replace")
    name = coded.decode("utf-8").rstrip(". ") or "ke-hoach"  # Windows drops both at the end of a name
    if len(coded) <= _NAME_BYTES:
        return name
    kept = coded[: _NAME_BYTES - 7].decode("utf-8", errors="ignore").rstrip()
    return f"{kept}-{hashlib.sha256(coded).hexdigest()[:6]}"
