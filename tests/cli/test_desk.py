"""The commands that work on a plan's folder after it was read, from the command line."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.__main__ import main
from tests import plan_alone

pytestmark = pytest.mark.slow  # each works on a whole run of the plan
PLAN = plan_alone()
DAY = ("--date", "2024-12-28")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the shipped plan, made once."""
    output = tmp_path_factory.mktemp("outputs")
    assert main(["extract", str(PLAN), "--output", str(output), "--date", "2024-04-01"]) == 0
    return output


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    """A copy to work on."""
    return Path(shutil.copytree(made, tmp_path / "out"))


def run(output: Path, *arguments: str | Path) -> int:
    return main([*map(str, arguments), "--output", str(output), *DAY])


def type_into(workbook: Path, heading: str, row: int, value: object) -> None:
    """Type a value into a column of the first sheet, as a person would."""
    book = load_workbook(BytesIO(workbook.read_bytes()))
    sheet = book.worksheets[0]
    head = next(r for r in sheet.iter_rows() if any(c.value == heading for c in r))
    cell = next(c for c in head if c.value == heading)
    assert cell.row is not None
    assert cell.column is not None
    sheet.cell(cell.row + row, cell.column).value = value  # type: ignore[assignment]
    book.save(workbook)


@pytest.mark.parametrize(
    ("command", "pattern", "count"),
    [
        ("remind", "reminders/2024-12-28/*.docx", 5),
        ("report", "reports/bao-cao-2024-12-28.*", 2),
        ("calendar", "calendar.ics", 1),
        ("share", "by-agency/*.xlsx", 18),
    ],
)
def test_command_writes_into_the_plans_folder(output: Path, command: str, pattern: str, count: int) -> None:
    assert run(output, command) == 0
    assert len(list((output / PLAN.stem).glob(pattern))) == count


def test_register_stands_over_all_plans(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(output, "register") == 0
    assert "39 dòng của 1 kế hoạch" in capsys.readouterr().out
    assert (output / "register.xlsx").is_file()


def test_what_an_agency_filled_comes_back_and_the_old_workbook_is_kept(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(output, "share")
    sent = next((output / PLAN.stem / "by-agency").glob("*so-noi-vu.xlsx"))
    filled = tmp_path / "filled.xlsx"
    shutil.copy(sent, filled)
    type_into(filled, "Ghi chú", 1, "đã gửi tờ trình")
    capsys.readouterr()
    assert run(output, "merge", filled) == 0
    assert "nhận 1 thay đổi" in capsys.readouterr().out
    book = load_workbook(output / PLAN.stem / "tracking.xlsx")
    assert "đã gửi tờ trình" in [c.value for r in book.worksheets[0].iter_rows() for c in r]
    assert len(list((output / PLAN.stem / "kept").glob("*/tracking.xlsx"))) == 1


def test_what_a_person_typed_survives_another_run_and_clean(output: Path) -> None:
    tracking = output / PLAN.stem / "tracking.xlsx"
    type_into(tracking, "Ghi chú", 3, "chờ ý kiến")
    for _ in range(2):
        assert main(["extract", str(PLAN), "--output", str(output), "--date", "2024-05-01"]) == 0
    assert main(["clean", "--output", str(output)]) == 0
    assert "chờ ý kiến" in [c.value for r in load_workbook(tracking).worksheets[0].iter_rows() for c in r]
    assert not (output / PLAN.stem / "plan.json").exists()


def test_a_damaged_workbook_stops_the_run_and_is_not_touched(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tracking = output / PLAN.stem / "tracking.xlsx"
    tracking.write_bytes(b"PK damaged")
    assert main(["extract", str(PLAN), "--output", str(output), "--date", "2024-05-01"]) == 1
    assert "[E32" in capsys.readouterr().err
    assert tracking.read_bytes() == b"PK damaged"


def test_a_missing_filled_file_is_one_line(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(output, "merge", output / "no.xlsx") == 1
    assert capsys.readouterr().err.startswith("[E101]")


def test_a_run_whose_plan_json_is_damaged_is_one_line(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (output / PLAN.stem / "plan.json").write_bytes(b"{}")
    assert run(output, "remind") == 1
    assert capsys.readouterr().err.startswith("[E323]")


def test_an_edited_table_becomes_corrections_beside_the_plan(output: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    shutil.copy(PLAN, inputs)
    workbook = output / PLAN.stem / "tables.xlsx"
    type_into(workbook, "Cơ quan thực hiện", 1, "Sở Nội vụ")
    assert main(["correct", str(workbook), "--inputs", str(inputs), *DAY]) == 0
    assert "Sở Nội vụ" in (inputs / f"{PLAN.stem}.corrections.csv").read_text(encoding="utf-8-sig")
    assert main(["extract", str(inputs), "--output", str(output), "--date", "2024-04-01"]) == 0
    first = (output / PLAN.stem / "tables" / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert "Sở Nội vụ" in first


def test_a_plan_compared_with_itself_has_no_change(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(PLAN), str(PLAN), "--output", str(output)]) == 0
    assert (output / f"so-sanh-{PLAN.stem}" / "so-sanh.html").is_file()
    assert not any(word in capsys.readouterr().out for word in ("Thêm", "Bỏ", "Đổi"))


def test_learn_without_corrections_proposes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", str(PLAN)]) == 0
    assert capsys.readouterr().out == "# Không có đề xuất nào.\n"


def test_by_agency_gives_each_a_sheet_and_a_file(tmp_path: Path) -> None:
    assert main(["extract", str(PLAN), "--output", str(tmp_path), "--only", "tracking", "--by-agency"]) == 0
    folder = tmp_path / PLAN.stem
    assert len(list((folder / "by-agency").glob("*.xlsx"))) == 18
    assert len(load_workbook(folder / "tracking.xlsx").sheetnames) > 18
