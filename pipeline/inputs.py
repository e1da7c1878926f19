"""Which documents to read, where each writes, and what an officer gave beside it in ``<plan>.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.decoding import decoded
from pipeline.messages import PipelineError
from pipeline.model import Settings, Signer
from pipeline.office import with_office

# Endings that read/ knows; a folder is searched for these, a file named on the command line is taken whatever its
# ending.
ENDINGS = (".docx", ".docm", ".doc", ".odt", ".rtf", ".htm", ".html", ".pdf", ".txt", ".md")
OUTPUTS = ("tables", "letters", "tracking", "review")
_LONGEST = 120  # bytes of an output folder's name: with "letters/NN-….docx" below it stays under 255
_SIGNER = ("name", "position", "authority")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of a run: which outputs, an office's own letter template, one file for printing."""

    only: tuple[str, ...] = OUTPUTS
    template: Path | None = None
    combined: bool = False
    pdf: bool = False
    by_agency: bool = False
    signer: Signer | None = None

    @property
    def partial(self) -> bool:
        """Whether some outputs are left as they are."""
        return set(self.only) != set(OUTPUTS)


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


def is_there(path: Path) -> bool:
    """Whether ``path`` is a file; False also where the file system cannot have such a name (more than 255 bytes)."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", ".~", "."))


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


def settings_path(document: Path) -> Path:
    """Where the settings of a document lie: ``<plan>.toml`` beside it."""
    return document.with_suffix(".toml")


def read_settings(document: Path) -> Settings:
    """What ``<plan>.toml`` and ``co-quan.toml`` beside it give; defaults where there are no such files. Raises
    PipelineError E302 with the line at fault."""
    return with_office(document, _of_document(document))


def _of_document(document: Path) -> Settings:
    path = settings_path(document)
    if not is_there(path):
        return Settings()
    try:
        table = tomllib.loads(decoded(path.read_bytes()))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None
    known = {f.name for f in fields(Settings)} - {"office", "signers"}
    for key in table:
        if key not in known:
            raise PipelineError("E302", path.name, reason=f'khoá lạ "{key}"')
    values = {key: _value(path.name, key, value) for key, value in table.items()}
    return Settings(**values)  # type: ignore[arg-type]


def _value(where: str, key: str, value: object) -> object:
    if key == "date":
        return _day(where, value)
    if key == "signer":
        return _signer(where, value)
    wanted: type = bool if key in ("letter_per_member", "partner_letters") else str
    if not isinstance(value, wanted):
        kind = "true hoặc false" if wanted is bool else "một chuỗi trong dấu nháy"
        raise PipelineError("E302", where, reason=f'giá trị của "{key}" phải là {kind}')
    return value


def _day(where: str, value: object) -> date:
    """A TOML date, or a day written as offices write it ("05/3/2024")."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", str(value).strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(str(value))
    except ValueError:
        raise PipelineError("E302", where, reason=f'ngày "{value}" không có thật; viết như "05/3/2024"') from None


def _signer(where: str, value: object) -> Signer:
    if (
        not isinstance(value, dict)
        or not set(value) <= set(_SIGNER)
        or not all(isinstance(v, str) for v in value.values())
    ):
        raise PipelineError("E302", where, reason="[signer] gồm name, position, authority")
    return Signer(**value)
