"""How long letters take: planned and written in-process."""

from __future__ import annotations

import statistics
import time

from pipeline.model import Agency, Settings, Task
from pipeline.write.decree.check import check_letter
from pipeline.write.letter.letters import plan_letters, render_letter
from tests.letter_build import TODAY, plan, profile, task

TITLE = "Letters"
_ROUNDS = 15


def _tasks() -> tuple[Task, ...]:
    """75 tasks of 25 agencies, three each, each with two partners."""
    agencies = [Agency(f"so-{number}", f"Sở Thứ {number}", "so") for number in range(25)]
    words = "tổ chức các hoạt động tuyên truyền, giáo dục truyền thống cho học sinh, sinh viên trên địa bàn tỉnh"
    return tuple(
        task(
            f"Việc thứ {number}: {words}.",
            agencies[number % 25],
            partners=[agencies[number % 7], agencies[number % 11]],
        )
        for number in range(75)
    )


def measure() -> str:
    """Milliseconds for 25 letters, and for the self-check of one: median of 15 rounds."""
    own, whole = profile(), plan(*_tasks())
    spans: list[float] = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        contents = [render_letter(letter, own) for letter in plan_letters(whole, own, Settings(), TODAY)]
        spans.append((time.perf_counter() - start) * 1000)
    start = time.perf_counter()
    for content in contents:
        check_letter(content, own)
    check = (time.perf_counter() - start) * 1000 / len(contents)
    return (
        f"| what | ms | bar |\n|---|---|---|\n| {len(contents)} letters planned and written"
        f" | {statistics.median(spans):.0f} | 60 |\n"
        f"| self-check of one letter | {check:.1f} | |\n"
    )
