"""The formulas as LibreOffice computes them, and a write that is killed: both take programs or minutes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.model import Deadline, Settings
from pipeline.rulebook import rules_folder
from pipeline.write.tracking.model import SUMMARY, TASKS
from pipeline.write.tracking.tracking import tracking_workbook
from tests import PLAN
from tests.conftest import program
from tests.tracking_build import FIRST, edited, made, plan, task

DAYS = (date(2024, 3, 1), date(2024, 6, 28), date(2025, 2, 1))


def recalculated(content: bytes, day: date, folder: Path) -> Workbook:
    """The workbook on ``day``: TODAY()'s one cell overwritten, values beside formulas wiped, all computed by
    LibreOffice."""

    def fix(workbook: Workbook) -> None:
        workbook[TASKS.title]["D3"] = day

    source = folder / "in.xlsx"
    source.write_bytes(edited(content, fix))
    command = [
        program("soffice"),
        f"-env:UserInstallation=file://{folder / 'profile'}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(source)], check=True, capture_output=True, timeout=180
    )
    return load_workbook(folder / "out" / "in.xlsx", data_only=True)


def standing(due: Any, extended: Any, status: str, done_on: Any, today: date) -> tuple[str, int | None]:
    """Condition and days left, worked out here in other words than the product's."""
    end = extended or due
    end = end.date() if isinstance(end, datetime) else end
    finished = done_on.date() if isinstance(done_on, datetime) else done_on
    if status == "Tạm hoãn":
        return "Tạm hoãn", None
    if status == "Chờ xác nhận":
        return "Chờ xác nhận", None
    if status == "Đã hoàn thành" or finished:
        if not end:
            return "Hoàn thành, không hạn", None
        if not finished:
            return "Hoàn thành, chưa ghi ngày", None
        return ("Hoàn thành quá hạn" if finished > end else "Hoàn thành đúng hạn"), None
    if not end:
        return "Không hạn", None
    days = (end - today).days
    return ("Quá hạn" if days < 0 else "Sắp đến hạn" if days <= 7 else "Trong hạn"), days


def work_done(content: bytes) -> bytes:
    """Some progress typed in: done early, done late, undated, extended, paused, open."""
    states: list[dict[str, Any]] = [
        {"status": "Đã hoàn thành", "done_on": date(2024, 5, 2)},
        {"status": "Đã hoàn thành", "done_on": date(2025, 1, 5)},
        {"status": "Đã hoàn thành"},
        {"status": "Đang thực hiện", "extended": date(2024, 7, 1)},
        {"status": "Tạm hoãn"},
        {"status": "Đang thực hiện"},
        {"done_on": date(2024, 6, 1)},
        {"status": "Chờ xác nhận", "done_on": date(2024, 6, 1)},
    ]

    def work(workbook: Workbook) -> None:
        sheet = workbook[TASKS.title]
        for number in range(39):
            for key, value in states[number % len(states)].items():
                sheet.cell(FIRST + number, TASKS.at(key)).value = value

    return edited(content, work)


@pytest.fixture(scope="module")
def dien_bien_phu() -> bytes:
    """The workbook of the shipped plan, with progress."""
    from pipeline.run import extract

    result = tracking_workbook(extract(PLAN), Settings(), date(2024, 1, 2))
    assert result.rows == 39
    return work_done(result.content)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_formulas_agree_with_an_independent_computation(dien_bien_phu: bytes, day: date, tmp_path: Path) -> None:
    workbook = recalculated(dien_bien_phu, day, tmp_path)
    sheet = workbook[TASKS.title]
    counts: dict[str, Counter[str]] = {"Toàn bộ": Counter()}
    months: Counter[tuple[int, int]] = Counter()
    for row in range(FIRST, FIRST + 39):
        value: dict[str, Any] = {column.key: sheet.cell(row, n).value for n, column in enumerate(TASKS.columns, 1)}
        condition, days = standing(value["due"], value["extended"], value["status"], value["done_on"], day)
        assert (value["condition"], value["left"] if value["left"] != "" else None) == (condition, days), row
        counts["Toàn bộ"][condition] += 1
        counts.setdefault(value["owner"], Counter())[condition] += 1
        end = value["extended"] or value["due"]
        if end:
            months[end.year, end.month] += 1
    names = ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Hoàn thành, chưa ghi ngày", "Hoàn thành, không hạn"]
    names += ["Chờ xác nhận", "Trong hạn", "Sắp đến hạn", "Quá hạn", "Không hạn", "Tạm hoãn"]
    lines = list(workbook[SUMMARY].iter_rows(values_only=True))
    found = {line[1]: line for line in reversed(lines) if line[2] is not None}
    for owner, counted in counts.items():
        assert list(found[owner][3:13]) == [counted[name] for name in names], owner
        done = sum(counted[name] for name in names[:3])
        share = done / (done + counted["Quá hạn"]) if done + counted["Quá hạn"] else None
        assert found[owner][13] == (pytest.approx(share) if share is not None else None) or (
            share is None and found[owner][13] == ""
        )
    by_month = {
        (name.year, name.month): line[2] for name, line in found.items() if isinstance(name, datetime) and line[2]
    }
    assert by_month == dict(months)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_values_beside_the_formulas_are_those_that_libreoffice_computes(
    dien_bien_phu: bytes, day: date, tmp_path: Path
) -> None:
    from pipeline.run import extract

    content = tracking_workbook(extract(PLAN), Settings(), day, dien_bien_phu).content
    ours, theirs = load_workbook(BytesIO(content), data_only=True), recalculated(content, day, tmp_path)
    for sheet in ours.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                other = theirs[sheet.title][cell.coordinate].value
                if isinstance(cell.value, float) and isinstance(other, (int, float)):
                    assert other == pytest.approx(cell.value), (sheet.title, cell.coordinate)
                else:
                    assert (other or "") == (cell.value or "") or other == cell.value, (sheet.title, cell.coordinate)


@pytest.mark.slow
def test_recurring_days_agree_with_libreoffice(tmp_path: Path) -> None:
    rules = [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=20",
    ]
    rules += [
        "FREQ=MONTHLY;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    ]
    tasks = [
        task(f"I.1-{n:02d}", f"Việc {n}", deadline=Deadline(None, None, "recurring", rule))
        for n, rule in enumerate(rules, 1)
    ]
    for number, day in enumerate((date(2024, 2, 29), date(2024, 6, 16), date(2024, 12, 31))):
        content = made(plan(*tasks), today=day)
        (tmp_path / str(number)).mkdir()
        theirs = recalculated(content, day, tmp_path / str(number))[TASKS.title]
        ours = load_workbook(BytesIO(content), data_only=True)[TASKS.title]
        at = TASKS.at("due")
        assert [theirs.cell(row, at).value for row in range(FIRST, FIRST + 9)] == [
            ours.cell(row, at).value for row in range(FIRST, FIRST + 9)
        ]


_WRITE = """
import sys
from pathlib import Path
from pipeline.write.store import write_atomically
from tests import PLAN
path, new = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
print("ready", flush=True)
while True:
    write_atomically(path, new)
    write_atomically(path, Path(sys.argv[3]).read_bytes())
"""


@pytest.mark.slow
def test_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """200 seeded moments of writing one of two workbooks over the other, again and again."""
    old, new, path = tmp_path / "old", tmp_path / "new", tmp_path / "tracking.xlsx"
    old.write_bytes(made(plan(task("I.1-01", "Việc cũ"))))
    new.write_bytes(made(plan(task("I.1-01", "Việc mới"), task("I.1-02", "Việc nữa"))))
    whole = {old.read_bytes(), new.read_bytes()}
    path.write_bytes(old.read_bytes())
    chance, root = random.Random(70), str(rules_folder().parent)
    for _ in range(200):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITE, str(path), str(new), str(old)], stdout=subprocess.PIPE, cwd=root
        )
        assert process.stdout is not None
        process.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert path.read_bytes() in whole
