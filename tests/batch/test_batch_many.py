"""A batch of made plans with 2 processes; every output is read again. `make bench` does the same with 2,000."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.test_batch import DAY, batch_rows, extract
from tests.batch_check import faults
from tests.make_plans import plan_bytes, write_plans

COUNT = 24


def test_a_made_plan_is_the_same_every_time_and_unlike_the_next() -> None:
    assert plan_bytes(1) == plan_bytes(1)
    assert plan_bytes(1) != plan_bytes(2)


@pytest.mark.slow
def test_every_output_of_a_batch_reads_back(tmp_path: Path) -> None:
    write_plans(COUNT, tmp_path / "in")
    assert extract(tmp_path / "in", "--output", tmp_path / "out", "--jobs", "2", *DAY) == 0
    folders = [path for path in (tmp_path / "out").iterdir() if path.is_dir()]
    assert {folder.name: faults(folder) for folder in folders} == {f"ke-hoach-{n:04}": [] for n in range(1, COUNT + 1)}
    assert len({row["tasks"] for row in batch_rows(tmp_path / "out")}) > 5
