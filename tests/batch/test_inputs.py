"""Which documents are read, where each writes, and what <plan>.toml gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.batch.jobs import find_jobs, folder_names
from pipeline.messages import PipelineError
from pipeline.model import Settings, Signer
from pipeline.settings import read_settings


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


def test_settings_of_a_name_as_long_as_a_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".doc")
    path.write_bytes(b"x")
    assert read_settings(path) == Settings()


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


@pytest.mark.parametrize(
    ("toml", "settings"),
    [
        ('number = "12/KH-UBND"\ndate = 2024-03-05', Settings(number="12/KH-UBND", date=date(2024, 3, 5))),
        ('date = "05/3/2024"', Settings(date=date(2024, 3, 5))),
        ('drafting_unit = "NC"\nletter_per_member = true', Settings(drafting_unit="NC", letter_per_member=True)),
        (
            '[signer]\nname = "Trần Văn Bình"\nposition = "CHỦ TỊCH"',
            Settings(signer=Signer("Trần Văn Bình", "CHỦ TỊCH")),
        ),
        ("", Settings()),
    ],
)
def test_settings(tmp_path: Path, toml: str, settings: Settings) -> None:
    (tmp_path / "plan.toml").write_text(toml, encoding="utf-8")
    assert read_settings(tmp_path / "plan.docx") == settings


@pytest.mark.parametrize(
    "toml",
    [
        "nummer = 1",
        "number = 12",
        'date = "31/2/2024"',
        "number = ",
        '[signer]\nrank = "x"',
        'letter_per_member = "có"',
    ],
)
def test_wrong_settings_are_one_line(tmp_path: Path, toml: str) -> None:
    (tmp_path / "plan.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"^\[E302\] plan\.toml: .+ → .+\.$") as refused:
        read_settings(tmp_path / "plan.docx")
    assert "\n" not in str(refused.value)
