"""Which documents are read, and where each writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.jobs import find_jobs, folder_names
from pipeline.messages import PipelineError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def test_a_folder_gives_its_documents_by_name_without_lock_files(tmp_path: Path) -> None:
    touch(tmp_path, "b.docx", "a.doc", "~$b.docx", "notes.toml", ".hidden.docx", "sub/c.docx")
    assert [j.path.name for j in find_jobs([tmp_path])] == ["a.doc", "b.docx"]


def test_a_document_named_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    assert len(find_jobs([tmp_path, tmp_path / "a.docx"])) == 1


def test_what_only_looks_like_a_document_is_told_of(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "~$a.docx")
    (tmp_path / "b.docx").mkdir()
    (tmp_path / "~$c.docx").mkdir()
    assert [j.path.name for j in find_jobs([tmp_path])] == ["a.docx", "b.docx"]


def test_a_name_that_no_file_system_takes_is_one_line() -> None:
    with pytest.raises(PipelineError, match=r"^\[E105\] "):
        find_jobs([Path("x" * 300)])


def test_a_neighbour_that_was_not_asked_for_changes_no_folder(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "a.txt", "b.docx")
    assert [find_jobs([tmp_path / name])[0].name for name in ("a.docx", "b.docx")] == ["a", "b"]
    assert [job.name for job in find_jobs([tmp_path])] == ["a.docx", "a.txt", "b"]


def test_long_names_stay_apart_also_when_read_alone() -> None:
    names = [folder_names([Path("ế" * 80 + end + ".docx")])[0] for end in "12"]
    assert names[0] != names[1]
    assert max(len(name.encode()) for name in names) <= 120


@pytest.mark.parametrize(("make", "code"), [(False, "E101"), (True, "E102")])
def test_no_path_and_empty_folder(tmp_path: Path, make: bool, code: str) -> None:
    folder = tmp_path / "in"
    if make:
        folder.mkdir()
    with pytest.raises(PipelineError, match=rf"^\[{code}\] .*in: "):
        find_jobs([folder])


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a.docx", "b.docx"], ["a", "b"]),
        (["a.doc", "a.docx", "b.docx"], ["a.doc", "a.docx", "b"]),
        (["x/a.docx", "y/a.docx"], ["x-a.docx", "y-a.docx"]),
        (["Kế hoạch.docx", "KẾ HOẠCH.docx"], ["Kế hoạch.docx-1", "KẾ HOẠCH.docx-2"]),
        (['a: "b"?.docx'], ["a- -b--"]),
    ],
)
def test_folder_names_stay_apart(paths: list[str], names: list[str]) -> None:
    made = folder_names([Path(p) for p in paths])
    assert len({m.casefold() for m in made}) == len(made)
    if "Kế" not in paths[0]:
        assert made == names


def test_the_longest_file_name_leaves_room_for_what_lies_below() -> None:
    assert len(folder_names([Path("ế" * 80 + ".docx")])[0].encode()) <= 120
