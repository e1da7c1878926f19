"""The whole way of a plan's letters, as one story: drafted, ready, issued, the plan changed, adjusted, withdrawn.

After a change that is meant, ``python -m tests.gate.test_story`` writes the golden file again; read the difference.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.gate.following.adjust import adjust_words
from pipeline.gate.following.changes import ENDINGS, proposed_kind, task_changes
from pipeline.gate.told import told
from pipeline.model import Deadline, Task
from pipeline.write.decree.check import check_letter, faults
from pipeline.write.decree.view import letter_lines
from pipeline.write.log import read_log
from tests import GOLDEN
from tests.gate.room import BUDGET, DOCTORS, PARADE, YOUNG, draft, files, run
from tests.letter_build import FINANCE, YOUTH, profile, task

PATH = GOLDEN / "letters-story.txt"
LIMIT = Deadline(end=date(2024, 5, 5), kind="before")
DATED = replace(DOCTORS, deadline=LIMIT, deadline_text="trước ngày 05/5/2024", partners=())
EXTRA = task("Chi trả kinh phí cho đội văn nghệ.", FINANCE, section="III.2.7")
TENTS = task("Dựng lều trại cho thanh niên.", YOUTH, section="III.2.8")


def story(folder: Path) -> Iterator[str]:
    """What lies there after each step."""
    draft(folder)
    yield from shown("bản nháp", folder)
    run("issue", folder)
    yield from shown("sẵn sàng", folder)
    run("issue", folder, "--from-number", "15")
    yield from shown("đã phát hành", folder)
    draft(folder)
    yield from shown("chạy lại, kế hoạch như cũ", folder)
    moved = replace(PARADE, owners=YOUNG.owners)
    draft(folder, BUDGET, EXTRA, DATED, moved)
    yield from shown("kế hoạch thay đổi", folder)
    run("issue", folder, "--from-number", "41", "--date", "2024-04-10")
    yield from shown("phát hành công văn tiếp theo", folder)
    draft(folder, BUDGET, EXTRA, DATED, TENTS)
    yield from shown("thay đổi lần nữa", folder)
    draft(folder, BUDGET, EXTRA, DATED)
    yield from shown("không còn nhiệm vụ", folder)
    run("issue", folder, "--from-number", "70", "--date", "2024-04-20")
    draft(folder, BUDGET, EXTRA, DATED)
    yield from shown("thu hồi xong", folder)
    yield "\n# nhật ký\n"
    yield from (
        f"{one.act} {one.file} {one.after.partition('; sha')[0] * (one.act == 'issue')}".rstrip() + "\n"
        for one in read_log(folder)
    )


def shown(step: str, folder: Path) -> Iterator[str]:
    """The index, and the words of every letter that follows another."""
    yield f"\n# {step}\n"
    text = (folder / "letters/index.csv").read_text("utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        if row["file"]:
            yield f"{row['file']}: {row['state']} {row['number']} {row['date']}".rstrip() + "\n"
    for name in files(folder):
        if re.search("|".join(ENDINGS.values()), name):
            yield f"\n## {name}\n"
            yield from (f"{line}\n" for line in letter_lines((folder / "letters" / name).read_bytes()))


def test_the_story_is_as_it_was(tmp_path: Path) -> None:
    assert "".join(story(tmp_path / "outputs/ke-hoach")) == PATH.read_text(encoding="utf-8")


def test_letters_that_follow_others_have_the_decree_s_form(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    run("issue", folder, "--from-number", "15")
    draft(folder, replace(BUDGET, text="Thẩm định dự toán và quyết toán kinh phí của Ngày hội năm nay."), EXTRA, DATED)
    names = files(folder)
    assert len(names) == 3
    for name in names:
        assert faults(check_letter((folder / "letters" / name).read_bytes(), profile())) == ()


@pytest.mark.parametrize(("ending", "words"), [(ENDINGS[kind], adjust_words()[kind]["name"]) for kind in ENDINGS])
def test_a_person_chooses_another_kind_of_letter(tmp_path: Path, ending: str, words: str) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    run("issue", folder, "--from-number", "15")
    assert run("issue", folder, "--adjust", f"02={ending}", "--reason", "gửi nhầm nơi nhận") == 0
    draft(folder)
    (name,) = files(folder)
    assert name == f"02-so-y-te-{ending}.docx"
    text = "\n".join(letter_lines((folder / "letters" / name).read_bytes()))
    assert "16/UBND-VX" in text
    assert words in text or ending == "thay-the"


def test_a_choice_counts_until_the_next_letter_goes_out(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    run("issue", folder, "--from-number", "15")
    run("issue", folder, "--adjust", "02=dinh-chinh", "--reason", "Trích yếu đúng là «phát động diễu hành»")
    draft(folder)
    assert run("issue", folder, "--from-number", "30", "--only", "02") == 0
    draft(folder)
    assert files(folder) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--adjust", "02=doi"), "E354"), (("--adjust", "02"), "E354"), (("--adjust", "03=thu-hoi"), "E357")],
)
def test_a_choice_that_cannot_be_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder)
    assert run("issue", folder, *arguments) == 1
    assert capsys.readouterr().err.startswith(f"[{code}] ")
    assert read_log(folder) == ()


@pytest.mark.parametrize(
    ("now", "kind", "changes"),
    [
        ((PARADE, DOCTORS), "adjust", []),
        ((PARADE, DOCTORS, TENTS), "supplement", ["added"]),
        ((PARADE,), "adjust", ["dropped"]),
        ((TENTS,), "replace", ["added", "dropped", "dropped"]),
        ((), "withdraw", ["dropped", "dropped"]),
        ((PARADE, DATED), "adjust", ["changed"]),
        ((replace(PARADE, id="IV.9-07", section="IV.9"), DOCTORS), "adjust", []),
        ((replace(PARADE, owner_role="support"), DOCTORS, TENTS), "adjust", ["changed", "added"]),
    ],
)
def test_what_changed_says_which_letter_follows(now: tuple[Task, ...], kind: str, changes: list[str]) -> None:
    before, after = told((PARADE, DOCTORS), ()), told(now, ())
    found = task_changes(before, after, now)
    assert [one.kind for one in found] == changes
    assert not changes or proposed_kind(before, after, found) == kind


def test_a_task_that_went_to_another_agency_is_no_dropped_one() -> None:
    moved = replace(PARADE, owners=YOUNG.owners)
    (change,) = task_changes(told((PARADE, DOCTORS), ()), told((DOCTORS,), ()), (moved, DOCTORS))
    assert (change.kind, change.owners) == ("moved", YOUTH.name)


def test_all_kinds_of_letters_name_their_source() -> None:
    assert [kind for kind in ENDINGS if "nguồn" not in adjust_words()[kind]["source"]] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PATH.write_text("".join(story(Path(place) / "outputs/ke-hoach")), encoding="utf-8")
