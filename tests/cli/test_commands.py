"""The command line as an impatient user meets it: exit codes, one line for each mistake, nothing half written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.__main__ import main
from tests import ROOT, plan_alone

PLAN = plan_alone()


def run(*arguments: str | Path) -> int:
    return main([str(a) for a in arguments])


def test_extract_writes_everything_and_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", PLAN, "--output", tmp_path, "--date", "2024-04-01") == 0
    folder = tmp_path / PLAN.stem
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {
        "plan.json",
        "tables/tasks.csv",
        "tables.xlsx",
        "tracking.xlsx",
        "manifest.json",
        "letters/index.csv",
    } <= names
    out = capsys.readouterr().out
    assert "38 nhiệm vụ, 18 cơ quan được giao, 18 công văn." in out


def test_only_writes_what_is_asked(tmp_path: Path) -> None:
    assert run("extract", PLAN, "--output", tmp_path, "--only", "tables") == 0
    folder = tmp_path / PLAN.stem
    assert not (folder / "letters").exists()
    assert (folder / "tables" / "tasks.csv").exists()


def test_a_bad_document_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "a.docx").write_bytes(b"PK\x03\x04 cut off")
    shutil.copy(PLAN, inputs / "b.docx")
    assert run("extract", inputs, "--output", tmp_path / "out", "--only", "tables") == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("[E1")
    assert [p.name for p in (tmp_path / "out").iterdir() if p.is_dir()] == ["b"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.docx", None, "E101"),
        ("empty.docx", b"", "E104"),
        ("wrong.docx", b"%PDF-", "E1"),
        ("wrong.xyz", b"\x00\x01\x02", "E1"),
    ],
)
def test_wrong_file_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run("extract", tmp_path / name, "--output", tmp_path / "out") == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"[{code}")
    assert " → " in said.err
    assert not (tmp_path / "out").exists()


def test_output_that_is_a_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_bytes(b"")
    assert run("extract", PLAN, "--output", tmp_path / "out", "--only", "tables") == 1
    assert capsys.readouterr().err.startswith("[E301]")


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        run("extract", PLAN, "--output", tmp_path, "--date", "2024-04-01", "--only", "tables")
    assert not (tmp_path / PLAN.stem / "kept").exists()


def test_text_prints_a_block_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("text", PLAN) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "KẾ HOẠCH"
    assert "2.7. Sở Lao động - Thương binh và Xã hội" in lines


def test_clean_keeps_what_a_person_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("extract", PLAN, "--output", tmp_path, "--only", "tables")
    table = tmp_path / PLAN.stem / "tables" / "tasks.csv"
    table.write_bytes(table.read_bytes() + b"x")
    assert run("clean", "--output", tmp_path) == 0
    assert [p.name for p in (tmp_path / PLAN.stem).rglob("*.csv")] == ["tasks.csv"]
    assert "tasks.csv" in capsys.readouterr().out


def test_without_a_run_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remind", "--output", tmp_path) == 1
    assert capsys.readouterr().err.startswith("[E506]")


def test_merge_asks_which_plan_where_there_are_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("một", "hai"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tracking.xlsx").write_bytes(b"")
    assert run("merge", tmp_path / "một" / "tracking.xlsx", "--output", tmp_path) == 1
    assert capsys.readouterr().err.startswith("[E507]")


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "x", "--date", "hôm nay"], ["fly"]])
def test_wrong_arguments_exit_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize("command", [["text", str(PLAN)], ["clean", "--output", "no-such-folder"], ["--help"]])
def test_commands_without_language_processing_do_not_import_spacy(command: list[str]) -> None:
    code = (
        "import sys; from pipeline.__main__ import main\n"
        f"try:\n main({command!r})\nexcept SystemExit:\n pass\n"
        "print('SPACY' if 'spacy' in sys.modules else 'none', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip().endswith("none")


def test_explain_says_what_a_row_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    task = extract(PLAN).tasks[0]
    assert run("explain", PLAN, "--task", task.id) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{task.id} · {task.place}\n")
    heading = next(m for m in task.mentions if m.label == "owner")
    assert f"Cơ quan thực hiện: {heading.value} ← OWNER-01, nêu ở" in said
    assert all(f"    {rule}: " in said for rule in task.rules)
    assert "Chữ nào thành gì:" in said


def test_explain_says_what_became_of_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    plan = extract(PLAN)
    entry = next(e for e in plan.ledger if e.rule == "ASIDE-PURPOSE")
    place = plan.document.blocks[entry.span.block].place
    assert run("explain", PLAN, "--place", place) == 0
    assert "không giao việc ASIDE-PURPOSE (Mục đích, yêu cầu" in capsys.readouterr().out


def test_explain_of_a_document_tells_of_each_stretch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", PLAN) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(extract(PLAN).ledger)


def test_explain_refuses_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", PLAN, "--task", "IX-99") == 1
    assert capsys.readouterr().err.startswith("[E508]")
