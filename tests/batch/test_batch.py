"""Many documents in one run: the unchanged are skipped, a bad one stops no other, workers may die, Ctrl-C is heard."""

from __future__ import annotations

import csv
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.batch.batch import BatchRun, document_row, lost_row
from pipeline.batch.jobs import Job
from pipeline.batch.report import DocumentResult, batch_csv, closing_lines, progress, stop_on_interrupt
from pipeline.batch.workers import process_count, run_in_workers
from pipeline.messages import PipelineError
from tests import ROOT
from tests.build import docx, paragraph

DAY = ("--date", "2024-04-01")


def write_plan(path: Path, work: str = "Xây dựng chương trình công tác năm") -> Path:
    """A small plan: one agency, one task."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ("KẾ HOẠCH", "Công tác năm 2024", "I. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", f"- {work} trước ngày 30/6/2024.")
    path.write_bytes(docx(*(paragraph(line) for line in lines)))
    return path


def extract(*arguments: str | Path) -> int:
    return main(["extract", *map(str, arguments)])


def batch_rows(output: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((output / "batch.csv").read_bytes().decode("utf-8-sig"))))


def states(output: Path) -> list[str]:
    return [row["state"] for row in batch_rows(output)]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of two plans, and where to write."""
    for name in ("a", "b"):
        write_plan(tmp_path / "in" / f"{name}.docx", f"Lập danh sách {name}")
    return tmp_path / "in", tmp_path / "out"


def test_batch_csv_tells_of_every_document(two: tuple[Path, Path]) -> None:
    inputs, output = two
    (inputs / "c.docx").write_bytes(b"")
    assert extract(inputs, "--output", output) == 1
    rows = batch_rows(output)
    assert [(Path(r["document"]).name, r["state"], r["tasks"], r["error"]) for r in rows] == [
        ("a.docx", "made", "1", ""),
        ("b.docx", "made", "1", ""),
        ("c.docx", "failed", "0", "E104"),
    ]
    assert rows[2]["message"].startswith("[E104]")


def test_a_wrong_path_stops_no_other(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    inputs, output = two
    assert extract(inputs / "missing.docx", inputs / "a.docx", "--output", output) == 1
    assert (output / "a" / "tables" / "tasks.csv").exists()
    assert capsys.readouterr().err.startswith("[E101]")


def test_patterns_are_resolved_where_no_shell_does_it(two: tuple[Path, Path]) -> None:
    inputs, output = two
    write_plan(inputs / "deep" / "c.docx")
    assert extract(inputs / "**" / "*.docx", "--output", output, "--only", "tables") == 0
    assert sorted(p.name for p in output.iterdir()) == ["a", "b", "batch.csv", "c"]


def test_an_unchanged_document_is_skipped(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, *DAY)
    before = {p: p.stat().st_mtime_ns for p in (output / "a").rglob("*") if p.is_file()}
    assert extract(inputs, "--output", output, *DAY) == 0
    assert states(output) == ["unchanged", "unchanged"]
    assert [row["tasks"] for row in batch_rows(output)] == ["1", "1"]
    assert {p: p.stat().st_mtime_ns for p in before} == before
    capsys.readouterr()
    extract(inputs / "a.docx", "--output", output, *DAY)
    assert "Không có gì thay đổi từ lần chạy trước: 1 nhiệm vụ, 1 công văn" in capsys.readouterr().out


def test_touching_and_copying_back_change_nothing(two: tuple[Path, Path]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, *DAY)
    os.utime(inputs / "a.docx", (1, 1))
    extract(inputs, "--output", output, *DAY)
    assert states(output) == ["unchanged", "unchanged"]


def settings(inputs: Path, output: Path) -> None:
    (inputs / "a.toml").write_text('number = "12/KH-UBND"', encoding="utf-8")


def corrections(inputs: Path, output: Path) -> None:
    (inputs / "a.corrections.csv").write_text("", encoding="utf-8")
    (inputs / "a.corrections.csv").write_bytes(b"\xef\xbb\xbf")


def content(inputs: Path, output: Path) -> None:
    write_plan(inputs / "a.docx", "Soạn báo cáo")


def lost_output(inputs: Path, output: Path) -> None:
    next((output / "a" / "letters").glob("*.docx")).unlink()


def edited_output(inputs: Path, output: Path) -> None:
    path = output / "a" / "tables" / "tasks.csv"
    path.write_bytes(path.read_bytes() + b"x")


def damaged_manifest(inputs: Path, output: Path) -> None:
    (output / "a" / "manifest.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("change", [settings, content, lost_output, edited_output, damaged_manifest])
def test_any_change_makes_a_document_anew(two: tuple[Path, Path], change: Callable[[Path, Path], None]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, *DAY)
    change(inputs, output)
    extract(inputs, "--output", output, *DAY)
    assert states(output) == ["made", "unchanged"]


def test_another_day_or_option_makes_a_document_anew(two: tuple[Path, Path]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, *DAY)
    for more in (("--date", "2024-04-02"), ("--date", "2024-04-02", "--combined")):
        extract(inputs, "--output", output, *more)
        assert states(output) == ["made", "made"]


def test_outputs_asked_for_one_by_one_add_up(two: tuple[Path, Path]) -> None:
    inputs, output = two
    for only in ("tables", "letters", "tracking", "review"):
        extract(inputs, "--output", output, *DAY, "--only", only)
        assert states(output) == ["made", "made"]
    extract(inputs, "--output", output, *DAY)
    assert states(output) == ["unchanged", "unchanged"]


@pytest.mark.slow
def test_skipping_imports_none_of_the_libraries(two: tuple[Path, Path]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, *DAY)
    command = ["extract", str(inputs), "--output", str(output), *DAY]
    code = (
        f"import sys; from pipeline.__main__ import main; main({command!r})\n"
        "print(sorted({'spacy', 'pandas', 'docx', 'openpyxl', 'joblib', 'rich'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert states(output) == ["unchanged", "unchanged"]


def test_clean_takes_batch_csv_too(two: tuple[Path, Path]) -> None:
    inputs, output = two
    extract(inputs, "--output", output, "--only", "tables")
    main(["clean", "--output", str(output)])
    assert list(output.iterdir()) == []


def test_a_fault_of_ours_is_one_line_and_one_row() -> None:
    def broken(job: Job, run: BatchRun) -> DocumentResult:
        raise ValueError("no such\nthing")

    row = document_row(Job(Path("x.docx"), "x"), BatchRun(Path("out"), date(2024, 4, 1)), broken)
    assert (row.state, row.error) == ("failed", "E501")
    assert row.message.startswith("[E501] x.docx: lỗi của chương trình khi xử lý văn bản này (ValueError: no such)")


def test_a_cell_of_batch_csv_is_no_formula() -> None:
    assert b"'=1.docx,failed" in batch_csv([DocumentResult("=1.docx", "failed")])


def test_a_long_run_shows_failures_and_sums() -> None:
    rows = [DocumentResult(f"{n}.docx", "made", 1.0, 3, 2, 1) for n in range(99)] + [
        DocumentResult("bad.docx", "failed", error="E104")
    ]
    lines = closing_lines(rows, 7, Path("out"))
    assert [line.split()[0] for line in lines] == ["Văn", "bad.docx", "100", "Còn", "Từng"]
    assert lines[2] == "100 văn bản: 99 đã làm, 1 LỖI. 297 nhiệm vụ, 198 công văn, 99 dòng cần xem lại."
    assert lines[3].startswith("Còn 7 văn bản chưa làm")


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(9) as advance:
        advance()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("asked", "documents", "processes"), [(None, 2, 1), (None, 0, 1), (3, 2, 2), (3, 9, 3), (1, 9, 1)]
)
def test_number_of_processes(asked: int | None, documents: int, processes: int) -> None:
    assert process_count(asked, documents) == processes


def test_many_documents_take_every_core() -> None:
    from joblib import cpu_count

    assert process_count(None, 1000) == cpu_count()


@pytest.mark.parametrize("count", ["0", "-1", "hai", "²"])
def test_a_wrong_number_of_processes_exits_with_2(count: str) -> None:
    with pytest.raises(SystemExit) as left:
        extract("x.docx", "--jobs", count)
    assert left.value.code == 2


def square(number: int) -> int:
    return number * number


def dies_once(number: int, folder: Path) -> int:
    """Kills its own process the first time it is given 3, always when given 5."""
    mark = folder / f"{number}"
    if number == 5 or (number == 3 and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    return number


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_its_work_done(tmp_path: Path) -> None:
    work = partial(dies_once, folder=tmp_path)
    assert sorted(run_in_workers(work, range(8), lambda n: -n, processes=2)) == [-5, 0, 1, 2, 3, 4, 6, 7]


def test_a_document_at_which_processes_die_is_one_line_of_the_table(tmp_path: Path) -> None:
    _, row = lost_row(Job(tmp_path / "a.docx", "a"), BatchRun(tmp_path, date(2025, 1, 2)))
    assert (row.state, row.error) == ("failed", "E502")
    assert row.message.startswith("[E502] ")


def always_dies(number: int) -> int:
    os._exit(3)


@pytest.mark.slow
def test_workers_that_die_whatever_they_get_are_given_up() -> None:
    with pytest.raises(PipelineError, match=r"^\[E505\] --jobs 2: "):
        list(run_in_workers(always_dies, range(100), lambda n: n, processes=2))


def test_no_work_is_begun_once_stopped() -> None:
    asked = itertools.count()  # not a clock: asked once for the round, then once before each item
    done = list(run_in_workers(square, range(1000), square, 2, stopping=lambda: next(asked) >= 10))
    assert sorted(done) == [square(number) for number in range(9)]


def test_first_interrupt_asks_and_second_stops(capsys: pytest.CaptureFixture[str]) -> None:
    with stop_on_interrupt(2) as stopping, pytest.raises(KeyboardInterrupt):
        assert not stopping()
        signal.raise_signal(signal.SIGINT)
        assert stopping()
        signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().err.startswith("Đang dừng")


def test_no_cluster_is_one_line(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    inputs, output = two
    assert extract(inputs, "--output", output, "--dask", "nowhere://1") == 1
    assert capsys.readouterr().err.startswith(("[E503] nowhere://1", "[E504] nowhere://1"))


def test_a_cluster_without_its_library_is_one_line(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    inputs, output = two
    assert extract(inputs, "--output", output, "--dask", "nowhere://1") == 1
    assert capsys.readouterr().err.startswith("[E504] nowhere://1")


def text_views(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every file but batch.csv, which tells of seconds."""
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.name != "batch.csv":
            yield path.relative_to(output).as_posix(), path.read_bytes()


@pytest.mark.slow
def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    for n in range(6):
        write_plan(tmp_path / "in" / f"{n}.docx", f"Lập danh sách {n}")
    (tmp_path / "in" / "bad.docx").write_bytes(b"")
    for jobs in ("1", "2"):
        assert extract(tmp_path / "in", "--output", tmp_path / jobs, "--jobs", jobs, *DAY) == 1
    assert dict(text_views(tmp_path / "1")) == dict(text_views(tmp_path / "2"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    for n in range(40):
        write_plan(tmp_path / "in" / f"{n:02}.docx", f"Lập danh sách {n}")
    output = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "extract", str(tmp_path / "in"), "--output", str(output), *DAY]
    run = subprocess.Popen(
        [*command, "--jobs", "2"], cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not list(output.glob("*/manifest.json")) and time.monotonic() < deadline and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert "Traceback" not in said
    done = len(batch_rows(output))
    assert 0 < done < 40
    assert not list(output.rglob(".~*"))
    subprocess.run([*command, "--jobs", "1"], cwd=ROOT, check=True)
    assert states(output).count("unchanged") >= done
    assert not list(output.glob("*/kept"))
    shutil.rmtree(output)


def test_several_documents_tell_their_own_lines_before_the_table() -> None:
    rows = [
        DocumentResult(f"{name}.docx", "made", lines=(f"{name}.docx → out", f"  việc của {name}"))
        for name in ("a", "b")
    ]
    lines = closing_lines(rows, 0, Path("out"))
    assert lines[:4] == ["a.docx → out", "  việc của a", "b.docx → out", "  việc của b"]


def test_a_text_that_orders_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tin.txt").write_text("Hôm qua trời mưa to ở nhiều nơi trong tỉnh. Bà con gặt lúa.", encoding="utf-8")
    assert main(["extract", str(tmp_path / "tin.txt"), "--output", str(tmp_path / "out"), "--only", "tables"]) == 0
    told = capsys.readouterr().out
    assert "Không tìm thấy nhiệm vụ nào" in told
    assert all(line.rstrip().endswith((".", ":", "out/tin")) for line in told.splitlines())
