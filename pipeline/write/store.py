"""Files on disk: written whole or not at all, and never over a person's changes.

``manifest.json`` keeps the SHA-256 of every file of a run. A file that no longer has that hash was changed by a
person: a letter, reminder, report or agency's file stays where it is, with the new text in ``moi/`` beside it; any
other moves to ``kept/<time>/`` before the new one takes its place. Files that a run no longer makes go, if untouched.
What was issued is never written, moved or removed here.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.contract import BY_AGENCY, KEPT, LETTERS_ISSUED, LOCK, MANIFEST, NEW_TEXT, REPORTS
from pipeline.messages import PipelineError


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store did: paths (relative, with "/") written anew, those of a person's changes moved aside, and those
    that stay as a person changed them while the new text lies in ``moi/``."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    edited: tuple[str, ...] = ()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def write_atomically(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Write to a temporary file in the same folder, then put it in the place of ``path``: all of the old, or all of
    the new.

    ``lasting`` waits until the disk has it, so that this holds through a power cut too (3 ms on a busy disk, 20 on one
    that turns): for what can't be made again.
    Raises PipelineError E301 where the folder or the file can't be written (open in Excel, read-only, disk full).
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".~", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise PipelineError("E301", str(path), reason=error.strerror or str(error)) from None


def read_manifest(folder: Path) -> dict[str, str]:
    """Hashes of the last run by relative path; empty where there was none or it can't be read."""
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(k): str(v) for k, v in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def restate(folder: Path, files: Mapping[str, bytes], time: str, gone: Collection[str] = ()) -> None:
    """Write a few ``files`` of the last run anew, and take those ``gone`` (paths that a command moved) out of the
    manifest; all else that it says stays. Raises PipelineError E301."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        record, known = {k: v for k, v in said.items() if k != "files"}, dict(said["files"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        record, known = {}, {}
    if any(name in known for name in gone):
        left = {**record, "files": {name: sha for name, sha in known.items() if name not in gone}}
        write_atomically(folder / MANIFEST, json.dumps(left, ensure_ascii=False, indent=1).encode())
    if any(not (folder / n).is_file() or (folder / n).read_bytes() != made for n, made in files.items()):
        store(folder, files, time, partial=True, record=record)


def read_again(folder: Path) -> None:
    """Forget what the last run was made from, so that the next one reads the plan again. Raises PipelineError E301."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        del said["made_from"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    write_atomically(folder / MANIFEST, json.dumps(said, ensure_ascii=False, indent=1).encode())


def changed_by_hand(folder: Path, manifest: Mapping[str, str]) -> tuple[str, ...]:
    """Files of the last run whose content is no longer what that run wrote."""
    return tuple(
        name
        for name, expected in sorted(manifest.items())
        if (folder / name).is_file() and digest((folder / name).read_bytes()) != expected
    )


def store(
    folder: Path,
    files: Mapping[str, bytes],
    time: str,
    *,
    merged: frozenset[str] = frozenset(),
    partial: bool = False,
    redone: Collection[str] = (),
    record: Mapping[str, object] | None = None,
) -> Stored:
    """Put ``files`` (relative path to content) into ``folder``; ``time`` names the folder for what is moved aside.

    ``merged`` names files whose new content already holds what a person typed (the tracking workbook). Everything is
    checked for being writable before the first byte is written. A ``partial`` run leaves the files of other outputs as
    they are, but for those in the folders ``redone``; ``record`` is kept in the manifest beside the hashes. Raises
    PipelineError E301.
    """
    manifest = {name: known for name, known in read_manifest(folder).items() if not _was_issued(name)}
    edited = _edited(folder, manifest, files)
    files = {_beside(name) if name in edited else name: made for name, made in files.items() if not _was_issued(name)}
    _check_writable(folder, files)
    kept = [*_keep_changed(folder, files, manifest, time, merged | edited.keys(), partial)]
    written = []
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            continue
        if path.is_file() and name not in manifest and name not in merged:
            _move_aside(folder, name, time)  # not ours: a person put it there
            kept.append(name)
        write_atomically(path, content, lasting=name in merged)  # the rest can be made again
        written.append(name)
    stale = {n for n in manifest.keys() - files.keys() if not partial or n.partition("/")[0] in redone}
    _drop_stale(folder, stale, manifest)
    manifest = {name: known for name, known in manifest.items() if name not in stale}
    hashes = (dict(manifest) if partial else {}) | {name: digest(content) for name, content in files.items()} | edited
    manifest_now = {**(record or {}), "files": dict(sorted(hashes.items()))}
    write_atomically(folder / MANIFEST, json.dumps(manifest_now, ensure_ascii=False, indent=1).encode())
    return Stored(tuple(written), tuple(kept), tuple(edited))


def _was_issued(name: str) -> bool:
    return name.startswith(f"{LETTERS_ISSUED}/")


def _beside(name: str) -> str:
    """Where the new text goes: "letters/01-x.docx" → "letters/moi/01-x.docx"."""
    place = Path(name)
    return (place.parent / NEW_TEXT / place.name).as_posix()


def _edited(folder: Path, manifest: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Letters, reports and agencies' files that a person changed, with the hash of what they were made from: they stay
    where they are."""
    whole = folder.name in (BY_AGENCY, REPORTS)
    names = (name for name in changed_by_hand(folder, manifest) if whole or name.endswith(".docx"))
    return {name: manifest[name] for name in names if files.get(name) != (folder / name).read_bytes()}


def _keep_changed(
    folder: Path,
    files: Mapping[str, bytes],
    manifest: Mapping[str, str],
    time: str,
    merged: frozenset[str],
    partial: bool,
) -> Iterator[str]:
    """Move what a person changed to ``kept/<time>/``; of a merged file a copy, for the new one holds it all."""
    for name in changed_by_hand(folder, manifest):
        new = files.get(name)
        if new is None and partial:
            continue
        same = new is not None and digest(new) == digest((folder / name).read_bytes())
        if name in merged:
            if new is not None and not same:
                _copy_aside(folder, name, time)
        elif not same:
            _move_aside(folder, name, time)
            yield name


def _drop_stale(folder: Path, names: Collection[str], manifest: Mapping[str, str]) -> None:
    """Remove files of the last run that this one no longer makes, if nobody touched them."""
    for name in names:
        stale = folder / name
        if stale.is_file() and digest(stale.read_bytes()) == manifest[name]:
            stale.unlink()


def _check_writable(folder: Path, files: Mapping[str, bytes]) -> None:
    """Open each existing target for appending: a file that Excel holds, or a read-only one, refuses."""
    for name in files:
        path = folder / name
        if not path.exists():
            continue
        lock = next((p for p in _locks(path) if p.exists()), None)
        if lock is not None and path.read_bytes() != files[name]:
            raise PipelineError("E303", str(path), lock=lock.name)
        try:
            if not os.access(path, os.W_OK):
                raise PermissionError(13, "tệp chỉ đọc")
            with path.open("ab"):
                pass
        except OSError as error:
            raise PipelineError("E301", str(path), reason=error.strerror or str(error)) from None


def _locks(path: Path) -> Iterator[Path]:
    """Names of the files that Excel, Word and LibreOffice lay beside a document while it is open.

    Word replaces the first characters of a long name by "~$", Excel puts them before it.
    """
    yield path.with_name(f"~${path.name}")
    yield path.with_name(f"~${path.name[2:]}")
    yield path.with_name(f".~lock.{path.name}#")


def _copy_aside(folder: Path, name: str, time: str) -> None:
    """A copy of the file as it lies there, in ``kept/<time>/``."""
    write_atomically(_aside(folder, name, time), (folder / name).read_bytes())


def _aside(folder: Path, name: str, time: str) -> Path:
    target, n = folder / KEPT / time / name, 1
    while target.exists():
        n += 1
        target = folder / KEPT / f"{time}-{n}" / name
    return target


def _move_aside(folder: Path, name: str, time: str) -> None:
    target = _aside(folder, name, time)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(target)
    except OSError as error:
        raise PipelineError("E301", str(folder / name), reason=error.strerror or str(error)) from None


def store_beside(folder: Path, files: Mapping[str, bytes], time: str) -> None:
    """Put files of a command beside those of a run; what stood there before is copied to ``kept/<time>/`` if it
    differs."""
    _check_writable(folder, files)
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() != content:
            _copy_aside(folder, name, time)
        write_atomically(path, content)


def clean_folder(folder: Path, keep: Collection[str] = ()) -> tuple[str, ...]:
    """Remove the files that the last run wrote and nobody changed; what is left stands in the result (relative paths).

    ``keep`` names files that stay all the same: a workbook in which a run has taken over what people typed.
    """
    manifest = read_manifest(folder)
    for name, expected in manifest.items():
        path = folder / name
        if name not in keep and not _was_issued(name) and path.is_file() and digest(path.read_bytes()) == expected:
            path.unlink()
    own = (MANIFEST, LOCK)
    left = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name not in own)
    if not left:
        (folder / LOCK).unlink(missing_ok=True)
    if not left and manifest:
        (folder / MANIFEST).unlink(missing_ok=True)
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()
    return tuple(left)
