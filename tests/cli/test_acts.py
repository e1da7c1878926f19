"""The acts of an office from the command line, on a folder that holds a small plan's workbook."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.cli.desk import typed_files
from pipeline.contract import LOCK, LOG_FILE, MANIFEST, MERGE_REPORT, TRACKING
from pipeline.follow.share import agency_workbooks
from pipeline.write.log import Act, append_log, read_log
from pipeline.write.tracking.model import TASKS
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import TODAY, fresh, made, plan, rows, task, typed

DAY = ("--date", "2025-03-20", "--by", "Lan")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """outputs/<plan>/ with its workbook alone."""
    target = tmp_path / "outputs" / "ke-hoach"
    target.mkdir(parents=True)
    (target / TRACKING).write_bytes(fresh())
    return target


def returned(folder: Path, name: str = "mot.xlsx", **values: object) -> Path:
    """A file that Sở Một has filled, in a folder of its own."""
    file = dict(agency_workbooks((folder / TRACKING).read_bytes(), TODAY))["Sở Một"]
    target = folder.parent / name
    target.write_bytes(typed(file, {(1, key): value for key, value in values.items()}))
    return target


def run(*arguments: str | Path) -> int:
    return main([*map(str, arguments), *DAY])


def status(folder: Path) -> str:
    return rows((folder / TRACKING).read_bytes())[0].words("status")


def acts(folder: Path) -> list[str]:
    return [act.act for act in read_log(folder)]


def merge_it(folder: Path, *files: Path, options: tuple[str, ...] = ()) -> int:
    return run("merge", *files, "--plan", folder, *options)


def test_merge_then_accept_is_in_the_workbook_and_in_the_log(folder: Path) -> None:
    assert merge_it(folder, returned(folder, status="Đã hoàn thành", done_on=date(2025, 3, 12))) == 0
    assert status(folder) == "Chờ xác nhận"
    assert run("accept", folder, "II.1-01", "--evidence", "12/BC") == 0
    assert status(folder) == "Đã hoàn thành"
    assert acts(folder) == ["fill", "fill", "receive", "accept"]
    assert {(act.by, act.time[:10]) for act in read_log(folder)} == {("Lan", "2025-03-20")}


def test_merge_lists_what_it_did_not_take(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge_it(folder, returned(folder, progress=80, action="Việc khác")) == 0
    with (folder / MERGE_REPORT).open(encoding="utf-8-sig", newline="") as file:
        found = [(row["task_id"], row["column"], row["theirs"]) for row in csv.DictReader(file)]
    assert found == [("II.1-01", "Nhiệm vụ", "Việc khác"), ("II.1-01", "Tiến độ (%)", "80")]
    assert "không phải tỷ lệ từ 0 đến 100 %" in capsys.readouterr().out


def test_the_same_file_under_another_name_changes_nothing(folder: Path) -> None:
    file = returned(folder, result="xong")
    merge_it(folder, file)
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.name != LOCK}
    again = file.rename(file.with_name("ban sao.xlsx"))
    assert merge_it(folder, again) == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.name != LOCK} == before


def test_choice_changes_nothing_and_names_the_options(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [returned(folder, "a.xlsx", note="một"), returned(folder, "b.xlsx", note="hai")]
    assert merge_it(folder, *files) == 1
    assert "--prefer b.xlsx" in capsys.readouterr().out
    assert (folder / TRACKING).read_bytes() == fresh()
    assert not (folder / LOG_FILE).exists()
    assert merge_it(folder, *files, options=("--prefer", "b.xlsx")) == 0
    assert rows((folder / TRACKING).read_bytes())[0].words("note") == "hai"


def test_return_needs_a_reason_and_extend_a_document(folder: Path) -> None:
    lacking: list[list[str | Path]] = [["return", folder, "II.1-01"], ["extend", folder, "I-1", "--to", "2025-06-30"]]
    for arguments in lacking:
        with pytest.raises(SystemExit) as stop:
            run(*arguments)
        assert stop.value.code == 2


def test_extension_is_granted_for_one_agency(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command: list[str | Path] = ["extend", folder, "II.1-01", "--to", "2025-06-30", "--by-document", "30/UBND-VX"]
    assert run(*command, "--agency", "Sở Một") == 0
    assert rows((folder / TRACKING).read_bytes())[0].words("granted_by") == "30/UBND-VX"
    assert run(*command) == 1
    assert "E345" in capsys.readouterr().err


def test_what_people_typed_is_logged_before_the_act(folder: Path) -> None:
    (folder / TRACKING).write_bytes(typed(fresh(), {(1, "status"): "Chờ xác nhận", (2, "result"): "đã mua"}))
    assert run("accept", folder, "II.1-01") == 0
    assert run("return", folder, "II.1-01", "--reason", "thiếu") == 0
    assert acts(folder) == ["type", "type", "accept", "return"]


def test_log_that_cannot_be_written_leaves_the_workbook_as_it_is(folder: Path) -> None:
    (folder / LOG_FILE).mkdir()
    content = typed(fresh(), {(1, "status"): "Chờ xác nhận"})
    (folder / TRACKING).write_bytes(content)
    assert run("accept", folder, "II.1-01") == 1
    assert (folder / TRACKING).read_bytes() == content


def test_unfinished_work_is_carried_once_with_its_origin(folder: Path, tmp_path: Path) -> None:
    (folder / TRACKING).write_bytes(typed(fresh(), {(2, "status"): "Đã hoàn thành"}))
    new = tmp_path / "outputs" / "ke-hoach-2026"
    new.mkdir()
    (new / TRACKING).write_bytes(made(plan(task("I-01", "Việc của năm sau"))))
    assert [run("carry-over", folder, new), run("carry-over", folder, new)] == [0, 0]
    carried = rows((new / TRACKING).read_bytes())[1:]
    assert [(row.words("id"), row.words("due")) for row in carried] == [
        ("ke-hoach/II.1-01", "31/03/2025"),
        ("ke-hoach/II.2-01", ""),
    ]
    assert all("7/KH-UBND" in row.words("place") for row in carried)
    again = rows(made(plan(task("I-01", "Việc của năm sau")), (new / TRACKING).read_bytes()))
    assert [row.words("id") for row in again] == ["I-01", "ke-hoach/II.1-01", "ke-hoach/II.2-01"]


def test_clean_never_touches_a_workbook_with_a_log(folder: Path) -> None:
    assert list(typed_files(folder)) == []
    append_log(folder, [Act("2025-03-20T08:00:00", "issue", file="letters/issued/01.docx")])
    assert list(typed_files(folder)) == [TRACKING]


def test_renamed_workbook_is_named_to_the_next_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan_id = read_tracker(fresh(), "x").tracker.identity.plan
    (folder / MANIFEST).write_text(json.dumps({"files": {}, "plan": plan_id}))
    (folder / TRACKING).rename(folder / "Theo dõi T3.xlsx")
    assert run("accept", folder, "II.1-01") == 1
    assert "E343" in (said := capsys.readouterr().err)
    assert "«Theo dõi T3.xlsx»" in said


_ACT = "import sys; from pipeline.__main__ import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.slow
def test_killed_at_any_moment_the_next_command_completes_it(folder: Path) -> None:
    """The first act is killed at a random moment; after the second the workbook holds what the log says."""
    start = typed(fresh(), {(1, "status"): "Chờ xác nhận", (2, "status"): "Chờ xác nhận"})
    chance = random.Random(20)
    for _ in range(int(os.environ.get("KILLS", "20"))):
        for left in (LOG_FILE, TRACKING):
            (folder / left).unlink(missing_ok=True)
        (folder / TRACKING).write_bytes(start)
        process = subprocess.Popen(
            [sys.executable, "-c", _ACT, "accept", str(folder), "II.1-01", *DAY], stdout=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(0.1, 1.6))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert run("accept", folder, "II.1-02") == 0
        accepted = {act.task_id for act in read_log(folder) if act.act == "accept"}
        tracker = read_tracker((folder / TRACKING).read_bytes(), "x").tracker
        done = {row.words("id") for row in tracker.rows(TASKS) if row.words("status") == "Đã hoàn thành"}
        assert done == accepted
        assert tracker.identity.acts == len(read_log(folder))
