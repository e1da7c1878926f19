"""Where a task stands on a day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.write.tracking.recurring import next_due, next_due_formula
from pipeline.write.tracking.status import condition_of, days_left, limit, load_statuses, rate, tally

D = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("status", "due", "done_on", "today", "condition", "left"),
    [
        ("Chưa thực hiện", D, None, date(2025, 6, 1), "running", 29),
        ("Chưa thực hiện", D, None, date(2025, 6, 23), "soon", 7),
        ("Đang thực hiện", D, None, D, "soon", 0),
        ("Đang thực hiện", D, None, date(2025, 7, 1), "overdue", -1),
        ("Đang thực hiện", None, None, D, "open", ""),
        ("Đã hoàn thành", D, D, date(2025, 8, 1), "done_in_time", ""),
        ("Đã hoàn thành", D, date(2025, 7, 1), date(2025, 8, 1), "done_late", ""),
        ("Đã hoàn thành", D, None, date(2025, 8, 1), "done_undated", ""),
        ("Đã hoàn thành", None, D, date(2025, 8, 1), "done_open", ""),
        ("Đang thực hiện", D, date(2025, 6, 2), date(2025, 8, 1), "done_in_time", ""),
        ("Tạm hoãn", D, None, date(2025, 8, 1), "paused", ""),
        (None, D, None, date(2025, 7, 1), "overdue", -1),
        ("đã hoàn thành", D, D, D, "done_in_time", ""),
        ("Đã hoàn thành", D, "hôm qua", D, "done_undated", ""),
    ],
)
def test_condition(
    status: str | None, due: date | None, done_on: date | str | None, today: date, condition: str, left: int | str
) -> None:
    found = condition_of(status, due, done_on, today, soon=7)
    assert (found.id, days_left(found, due, today)) == (condition, left)


def test_extension_counts_instead_of_the_plans_day() -> None:
    assert limit(D, date(2025, 9, 1)) == date(2025, 9, 1)
    assert limit(datetime(2025, 6, 30, 17), None) == D
    assert limit(D, "quý IV") == D


def test_rate_is_the_share_of_what_fell_due() -> None:
    statuses = load_statuses()
    ids = ["done_in_time"] * 3 + ["done_late", "overdue", "running", "open", "done_open", "paused"]
    assert rate(tally([statuses.condition(id) for id in ids])) == 4 / 5
    assert rate(tally([statuses.condition("running")])) == ""


@pytest.mark.parametrize(
    ("rule", "today", "due"),
    [
        ("FREQ=DAILY", date(2025, 2, 3), date(2025, 2, 3)),
        ("FREQ=WEEKLY;BYDAY=FR", date(2025, 3, 10), date(2025, 3, 14)),
        ("FREQ=WEEKLY;BYDAY=MO,WE", date(2025, 3, 11), date(2025, 3, 12)),
        ("FREQ=WEEKLY", date(2025, 3, 14), date(2025, 3, 14)),
        ("FREQ=MONTHLY", date(2025, 2, 10), date(2025, 2, 28)),
        ("FREQ=MONTHLY;BYMONTHDAY=20", date(2025, 12, 21), date(2026, 1, 20)),
        ("FREQ=MONTHLY;BYMONTHDAY=30", date(2025, 2, 1), date(2025, 2, 28)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2025, 4, 1), date(2025, 6, 30)),
        ("FREQ=YEARLY", date(2025, 12, 31), date(2025, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", date(2025, 6, 16), date(2025, 12, 15)),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", date(2025, 6, 16), date(2026, 6, 15)),
        ("FREQ=HOURLY", date(2025, 1, 1), None),
    ],
)
def test_next_day_of_a_recurring_task(rule: str, today: date, due: date | None) -> None:
    assert next_due(rule, today) == due
    assert bool(next_due_formula(rule, "$D$3")) == (due is not None)
