"""A real Dask scheduler and two workers on this machine: the same bytes, also when one worker is killed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from tests import ROOT
from tests.batch.test_batch import DAY, extract, text_views, write_plan

pytestmark = pytest.mark.slow
DOCUMENTS = 24
# "threads 1": the pipeline takes a core to itself; no nanny starts a killed worker again.
WORKER = ("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
Start = Callable[..., subprocess.Popen[bytes]]


def wait(happened: Callable[[], object], seconds: float = 60) -> None:
    """Until it has happened, or fail."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `dask …` commands that find each other by a file; ends those that still run."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        log = (tmp_path / f"dask-{len(running)}.log").open("wb")
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(tmp_path / "scheduler.json")]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def address(tmp_path: Path) -> str:
    """Where the scheduler listens."""
    file = tmp_path / "scheduler.json"
    wait(lambda: file.exists() and file.stat().st_size)
    return str(json.loads(file.read_text(encoding="utf-8"))["address"])


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in text_views(folder) if not name.endswith((".docx", ".xlsx"))}


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed(tmp_path: Path, start: Start) -> None:
    for n in range(DOCUMENTS):
        write_plan(tmp_path / "in" / f"{n:02}.docx", f"Lập danh sách {n}")
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    scheduler = address(tmp_path)
    victim, _ = start(*WORKER), start(*WORKER)
    here, there = tmp_path / "here", tmp_path / "there"
    command = [sys.executable, "-m", "pipeline", "extract", str(tmp_path / "in"), *DAY]
    run = subprocess.Popen([*command, "--output", str(there), "--dask", scheduler], cwd=ROOT)
    wait(lambda: len(list(there.glob("*/manifest.json"))) >= 4)
    victim.kill()
    assert run.wait(timeout=120) == 0
    subprocess.run([*command, "--output", str(here), "--jobs", "1"], cwd=ROOT, check=True)
    rows = list(csv.DictReader(StringIO((there / "batch.csv").read_text(encoding="utf-8-sig"))))
    assert [row["state"] for row in rows] == ["made"] * DOCUMENTS
    assert outputs(there) == outputs(here)
    assert dict(text_views(there)).keys() == dict(text_views(here)).keys()


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_plan(tmp_path / "a.docx")
    assert extract(tmp_path / "a.docx", "--output", tmp_path / "out", "--dask", "tcp://127.0.0.1:9") == 1
    said = capsys.readouterr().err
    assert said.startswith("[E503] tcp://127.0.0.1:9: không nối được với cụm Dask")
    assert said.count("\n") == 1
