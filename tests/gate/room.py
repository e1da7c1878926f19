"""A plan's folder with drafts, made in a moment, and the gate's commands over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.__main__ import main
from pipeline.batch.deliver import write_outputs
from pipeline.correct.model import uncorrected
from pipeline.gate.choices import Choices
from pipeline.model import Plan, Settings, Signer, Task
from pipeline.options import Options
from pipeline.settings import with_settings
from tests import letter_build as build
from tests.letter_build import FINANCE, HEALTH, YOUTH, task

SIGNER = Signer("Lê Thị Hoa", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH")
SETTINGS = Settings(number="12/KH-UBND", date=date(2024, 3, 5), signer=SIGNER)
BUDGET = task("Thẩm định dự toán kinh phí của Ngày hội.", FINANCE, section="III.2.1")
PARADE = task("Phát động học sinh tham gia diễu hành.", HEALTH, section="III.2.2")
DOCTORS = task("Bố trí trạm y tế lưu động tại quảng trường.", HEALTH, partners=[FINANCE], section="III.2.3")
YOUNG = task("Huy động đoàn viên dọn vệ sinh khu vực lễ đài.", YOUTH, section="III.2.4")
TASKS = (BUDGET, PARADE, DOCTORS, YOUNG)
DAY = ("--date", "2024-04-02", "--by", "lan")


def plan(*tasks: Task, settings: Settings = SETTINGS) -> Plan:
    """A plan whose letters want nothing but number and day."""
    return build.plan(*(tasks or TASKS), header=with_settings(build.HEADER, settings))


def draft(
    folder: Path,
    *tasks: Task,
    settings: Settings = SETTINGS,
    choices: Choices | None = None,
    day: date = date(2024, 4, 1),
    outputs: tuple[str, ...] = ("tables", "letters"),
) -> None:
    """Write the letters of a plan with ``tasks`` into ``folder``, as `extract` does."""
    made = plan(*tasks, settings=settings)
    write_outputs(uncorrected(made), settings, folder, day, "t", Options(only=outputs), {}, choices)


def run(command: str, folder: Path, *arguments: str) -> int:
    """A command of the gate on ``folder``, on DAY unless the arguments say another."""
    quick = ("--no-pdf",) if command == "issue" else ()
    return main([command, str(folder), *DAY, *quick, *arguments])


def files(folder: Path, inside: str = "letters") -> list[str]:
    """Names of the letters in a folder."""
    return sorted(path.name for path in (folder / inside).glob("*.docx"))
