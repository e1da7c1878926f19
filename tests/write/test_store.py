"""Files are written whole, and a person's changes are never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.messages import PipelineError
from pipeline.write.store import clean_folder, store, write_atomically

MERGED = frozenset({"tracking.xlsx"})


def names(folder: Path) -> list[str]:
    """Files below a folder, without the manifest."""
    return sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json"
    )


def test_files_are_written_below_their_folders(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1", "letters/01.docx": b"2"}, "t")
    assert {n: (tmp_path / n).read_bytes() for n in names(tmp_path)} == {"a.csv": b"1", "letters/01.docx": b"2"}


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1"}, "t")
    assert store(tmp_path, {"a.csv": b"1"}, "t").written == ()


def test_a_file_changed_by_hand_is_kept_aside(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1"}, "first")
    (tmp_path / "a.csv").write_bytes(b"mine")
    stored = store(tmp_path, {"a.csv": b"2"}, "second")
    assert stored.kept == ("a.csv",)
    assert (tmp_path / "a.csv").read_bytes() == b"2"
    assert (tmp_path / "kept/second/a.csv").read_bytes() == b"mine"


def test_a_file_that_no_run_wrote_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"mine")
    assert store(tmp_path, {"a.csv": b"1"}, "t").kept == ("a.csv",)


def test_two_changes_in_one_second_stay_apart(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / "a.csv").write_bytes(b"mine %d" % n)
        store(tmp_path, {"a.csv": b"run %d" % n}, "t")
    assert sorted(p.read_bytes() for p in tmp_path.glob("kept/*/a.csv")) == [b"mine 0", b"mine 1", b"mine 2"]


def test_a_merged_workbook_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store(tmp_path, {"tracking.xlsx": b"1"}, "t", merged=MERGED)
    (tmp_path / "tracking.xlsx").write_bytes(b"typed")
    assert store(tmp_path, {"tracking.xlsx": b"1 + typed"}, "t", merged=MERGED).kept == ()
    assert names(tmp_path) == ["kept/t/tracking.xlsx", "tracking.xlsx"]
    assert (tmp_path / "kept/t/tracking.xlsx").read_bytes() == b"typed"


def test_files_no_longer_made_go_if_untouched(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1", "b.csv": b"2", "c.csv": b"3"}, "t")
    (tmp_path / "b.csv").write_bytes(b"mine")
    store(tmp_path, {"a.csv": b"1"}, "u")
    assert names(tmp_path) == ["a.csv", "kept/u/b.csv"]


def test_a_partial_run_leaves_other_outputs(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1", "b.csv": b"2"}, "t")
    store(tmp_path, {"a.csv": b"9"}, "u", partial=True)
    assert names(tmp_path) == ["a.csv", "b.csv"]
    assert store(tmp_path, {"a.csv": b"9", "b.csv": b"3"}, "v").kept == ()


def test_nothing_is_written_when_one_target_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path, {"a.csv": b"1", "b.csv": b"2"}, "t")
    (tmp_path / "b.csv").chmod(0o444)
    monkeypatch.setattr("os.access", lambda path, mode: not str(path).endswith("b.csv"))  # root may write anything
    with pytest.raises(PipelineError, match=r"^\[E301\] .*b\.csv: không ghi được tệp"):
        store(tmp_path, {"a.csv": b"new", "b.csv": b"new"}, "u")
    assert (tmp_path / "a.csv").read_bytes() == b"1"


def test_a_folder_in_the_way_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(PipelineError, match="E301"):
        write_atomically(tmp_path / "a.csv", b"1")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_clean_removes_what_can_be_made_again_and_tells_what_it_kept(tmp_path: Path) -> None:
    store(tmp_path, {"a.csv": b"1", "tracking.xlsx": b"2"}, "t")
    (tmp_path / "tracking.xlsx").write_bytes(b"typed")
    assert clean_folder(tmp_path) == ("tracking.xlsx",)
    assert names(tmp_path) == ["tracking.xlsx"]


def test_clean_removes_an_untouched_folder(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    store(folder, {"letters/a.docx": b"1"}, "t")
    clean_folder(folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "lock"),
    [("a.xlsx", "~$a.xlsx"), ("01-so-noi-vu.docx", "~$-so-noi-vu.docx"), ("a.xlsx", ".~lock.a.xlsx#")],
)
def test_a_file_open_in_an_office_program_is_not_touched(tmp_path: Path, name: str, lock: str) -> None:
    store(tmp_path, {"a.csv": b"1", name: b"2"}, "t")
    (tmp_path / lock).write_bytes(b"user")
    with pytest.raises(PipelineError, match=r"^\[E303\] "):
        store(tmp_path, {"a.csv": b"new", name: b"new"}, "u")
    assert (tmp_path / "a.csv").read_bytes() == b"1"


def test_a_letter_changed_by_hand_stays_and_the_new_text_lies_beside_it(tmp_path: Path) -> None:
    store(tmp_path, {"letters/01-a.docx": b"1"}, "t")
    (tmp_path / "letters/01-a.docx").write_bytes(b"mine")
    for text in (b"2", b"3"):
        stored = store(tmp_path, {"letters/01-a.docx": text}, "u")
        assert (stored.kept, stored.edited) == ((), ("letters/01-a.docx",))
        assert (tmp_path / "letters/01-a.docx").read_bytes() == b"mine"
        assert (tmp_path / "letters/moi/01-a.docx").read_bytes() == text
    assert names(tmp_path) == ["letters/01-a.docx", "letters/moi/01-a.docx"]


def test_a_letter_changed_by_hand_stays_though_no_run_makes_it_any_more(tmp_path: Path) -> None:
    store(tmp_path, {"letters/01-a.docx": b"1"}, "t")
    (tmp_path / "letters/01-a.docx").write_bytes(b"mine")
    store(tmp_path, {}, "u")
    assert (tmp_path / "letters/01-a.docx").read_bytes() == b"mine"


def test_the_new_text_goes_when_the_person_takes_it(tmp_path: Path) -> None:
    store(tmp_path, {"letters/01-a.docx": b"1"}, "t")
    (tmp_path / "letters/01-a.docx").write_bytes(b"mine")
    store(tmp_path, {"letters/01-a.docx": b"2"}, "u")
    (tmp_path / "letters/01-a.docx").write_bytes(b"2")
    assert store(tmp_path, {"letters/01-a.docx": b"2"}, "v").edited == ()
    assert names(tmp_path) == ["letters/01-a.docx"]


def test_what_was_issued_is_not_written_moved_or_removed(tmp_path: Path) -> None:
    issued = tmp_path / "letters/issued/01-a.docx"
    store(tmp_path, {"letters/issued/01-a.docx": b"1", "a.csv": b"1"}, "t")
    assert not issued.exists()
    issued.parent.mkdir(parents=True)
    issued.write_bytes(b"signed")
    store(tmp_path, {"letters/issued/01-a.docx": b"2"}, "u")
    clean_folder(tmp_path)
    assert issued.read_bytes() == b"signed"
    assert names(tmp_path) == ["letters/issued/01-a.docx"]
