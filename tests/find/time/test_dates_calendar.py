"""The calendar under the limits: lunar days, days off, working days, recurrences."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.find.language.tokens import fold
from pipeline.find.time.holidays import add_working_days, break_around, days_off, is_working_day, tet_break
from pipeline.find.time.lunar import lunar_day, new_year
from pipeline.find.time.recurrence import Recurrence, merged, on_dates, recurrence


@pytest.mark.parametrize(
    ("year", "day"),
    [(1985, "1985-01-21"), (2007, "2007-02-17"), (2024, "2024-02-10"), (2025, "2025-01-29"), (2030, "2030-02-02")],
)
def test_tet_is_vietnams_and_not_chinas(year: int, day: str) -> None:
    assert str(new_year(year)) == day


@pytest.mark.parametrize(
    ("lunar", "day"),
    [
        ((2025, 6, 1), "2025-06-25"),
        ((2025, 7, 1), "2025-08-23"),  # after the repeated sixth month
        ((2033, 12, 1), "2034-01-20"),  # after the repeated eleventh month
        ((2023, 12, 30), "2024-02-09"),
        ((2024, 3, 10), "2024-04-18"),
        ((2024, 8, 15), "2024-09-17"),
    ],
)
def test_lunar_days(lunar: tuple[int, int, int], day: str) -> None:
    assert str(lunar_day(*lunar)) == day


def test_a_lunar_month_has_at_most_thirty_days() -> None:
    with pytest.raises(ValueError, match="no such lunar day"):
        lunar_day(2025, 1, 31)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2023, "2023-01-20", "2023-01-26"),
        (2024, "2024-02-08", "2024-02-14"),
        (2025, "2025-01-25", "2025-02-02"),
        (2026, "2026-02-14", "2026-02-22"),
    ],
)
def test_the_announced_break_at_tet(year: int, first: str, last: str) -> None:
    assert tuple(map(str, tet_break(year))) == (first, last)


def test_a_year_without_an_announcement_has_the_laws_days() -> None:
    assert {date(2031, 1, 22), new_year(2031), date(2031, 4, 1), date(2031, 4, 30), date(2031, 9, 2)} <= days_off(2031)


def test_swapped_days() -> None:
    assert not is_working_day(date(2024, 4, 29))
    assert is_working_day(date(2024, 5, 4))


def test_a_holiday_on_a_weekend_is_made_up_for() -> None:
    assert date(2026, 4, 27) in days_off(2026)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2024-03-04", 5, "2024-03-11"),
        ("2024-02-05", 5, "2024-02-19"),
        ("2025-08-28", 2, "2025-09-03"),
        ("2024-04-26", 1, "2024-05-02"),
    ],
)
def test_working_days(day: str, count: int, expected: str) -> None:
    assert str(add_working_days(date.fromisoformat(day), count)) == expected


def test_a_break_takes_the_weekend_with_it() -> None:
    assert break_around(date(2025, 9, 2)) == (date(2025, 8, 30), date(2025, 9, 2))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("ngày 10 và 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=10,25"),
        ("ngày cuối cùng của mỗi tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("thứ Hai và thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("Chủ nhật tuần cuối hằng tháng", "FREQ=MONTHLY;BYDAY=-1SU"),
        ("2 lần/năm", "FREQ=MONTHLY;INTERVAL=6"),
        ("03 tháng một lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("trước ngày 01/6 và 15/11 hằng năm", "FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=1,15;BYSETPOS=1,4"),
        ("ngày 5 của tháng đầu quý", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
        ("hằng ngày", "FREQ=DAILY"),
    ],
)
def test_recurrences_as_rfc_5545_writes_them(words: str, rule: str) -> None:
    assert str(recurrence(fold(words))) == rule


def test_words_without_a_period_recur_never() -> None:
    assert recurrence("trước ngày 20/6/2025") is None


def test_yearly_limits_of_one_sentence_are_one_rule() -> None:
    rules = [on_dates([(6, 15)]), Recurrence("YEARLY"), on_dates([(12, 15)])]
    assert str(merged(rules)) == "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"


def test_of_unlike_rules_the_most_frequent_with_a_day_counts() -> None:
    assert (
        str(merged([Recurrence("DAILY"), Recurrence("MONTHLY", days=(20,)), on_dates([(12, 5)])]))
        == "FREQ=MONTHLY;BYMONTHDAY=20"
    )
