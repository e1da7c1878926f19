"""Limits in a text: what hangs on the document's date, values alone, the choice among several, spellings of a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.time.choose import choose_deadline
from pipeline.find.time.dates import find_deadlines, read_deadline, read_time_value
from pipeline.find.time.finds import DeadlineFind
from pipeline.model import Deadline


def text_form(deadline: Deadline | None) -> str:
    """What a limit says: "start..end kind recurrence excluded", what is absent left out."""
    if deadline is None:
        return "none"
    window = f"{deadline.start or ''}..{deadline.end or ''}"
    parts = [
        "" if window == ".." else window,
        deadline.kind,
        deadline.recurrence,
        "" if deadline.inclusive else "excluded",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hoàn thành trước ngày 25/11.", "before excluded"),
        ("Nộp trong vòng 10 ngày kể từ ngày ký.", "relative"),
        ("Tặng quà dịp Tết Nguyên đán.", "event"),
        ("Phổ biến ngay sau khi Kế hoạch được ban hành.", "relative"),
        ("Hoàn thành trong tháng 6.", "month"),
        ("Tổng kết vào cuối năm nay.", "year"),
        ("Khai hội ngày 15 tháng Giêng âm lịch.", "date"),
        ("Từ nay đến 31/12/2025 làm xong.", "..2025-12-31 range"),
        ("Hoàn thành trước ngày 25/11/2025.", "..2025-11-25 before excluded"),
    ],
)
def test_without_the_documents_date_nothing_is_guessed(sentence: str, expected: str) -> None:
    assert text_form(read_deadline(sentence, None)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", "2026-01-01..2026-12-31 year"),
        ("2025 - 2030", "2025-01-01..2030-12-31 multi_year"),
        ("Giai đoạn 2026-2030", "2026-01-01..2030-12-31 multi_year"),
        ("Năm 2025 và các năm tiếp theo", "2025-01-01.. year"),
        ("Quý IV/2025", "2025-10-01..2025-12-31 quarter"),
        ("12/2025", "2025-12-01..2025-12-31 month"),
        ("Trước 30/11/2025", "..2025-11-30 before excluded"),
        ("Đến 2030", "..2030-12-31 multi_year"),
        ("Trước 2030", "..2029-12-31 year excluded"),
        ("Cả năm", "2025-01-01..2025-12-31 year"),
        ("Thường xuyên", "ongoing"),
        ("Hằng năm", "recurring FREQ=YEARLY"),
        ("Tháng 12 hằng năm", "recurring FREQ=YEARLY;BYMONTH=12"),
        ("Theo kế hoạch riêng", "event"),
        ("Theo tiến độ, hoàn thành trước 31/12/2026", "..2026-12-31 before excluded"),
        ("Sau khi có hướng dẫn của Bộ", "event"),
        ("Tuần 2 tháng 12/2025", "2025-12-08..2025-12-14 month"),
        ("Năm học 2025 - 2026", "2025-09-05..2026-05-31 year"),
        ("Tháng 10/2025", "2025-10-01..2025-10-31 month"),
        ("Đã xong", "none"),
        ("Dự thảo: tháng 3/2027; bản cuối: tháng 9/2027", "2027-03-01..2027-09-30 range"),
        ("Báo cáo sơ bộ: tháng 3/2027", "2027-03-01..2027-03-31 month"),
    ],
)
def test_a_value_alone_is_trusted_more(value: str, expected: str) -> None:
    assert text_form(read_time_value(value, date(2025, 11, 20)).deadline) == expected


@pytest.mark.parametrize(
    ("text", "expected", "quote"),
    [
        (
            "Tổ chức hội thi trong tháng 5/2026 và báo cáo kết quả trước ngày 15/6/2026.",
            "2026-05-01..2026-05-31 month",
            "trong tháng 5/2026",
        ),
        (
            "Gửi báo cáo trước ngày 15/12/2025; hoàn thành sửa chữa trước ngày 31/12/2025.",
            "..2025-12-31 before excluded",
            "trước ngày 31/12/2025",
        ),
        (
            "Sửa kênh, xong trước ngày 20/12/2025.\n- Thời gian thực hiện: Quý I/2026. Đơn vị phối hợp: Sở Y tế.",
            "2026-01-01..2026-03-31 quarter",
            "Quý I/2026",
        ),
        ("b) Thời hạn nộp: 30/11/2025.", "..2025-11-30 before", "30/11/2025"),
        (
            "Thường xuyên kiểm tra; báo cáo trước ngày 10/12/2025.",
            "..2025-12-10 before excluded",
            "trước ngày 10/12/2025",
        ),
    ],
)
def test_the_main_orders_limit_is_chosen(text: str, expected: str, quote: str) -> None:
    chosen = choose_deadline(find_deadlines(text, 3, date(2025, 11, 20)))
    assert chosen.span is not None
    assert (text_form(chosen.deadline), text[chosen.span.start : chosen.span.end]) == (expected, quote)
    assert chosen.span.block == 3


def test_the_main_stretch_is_the_focus_not_the_limit() -> None:
    chosen = choose_deadline(find_deadlines("Làm trong năm 2027, trọng tâm là Quý II năm 2027.", 0, None))
    assert text_form(chosen.deadline) == "2027-01-01..2027-12-31 year"
    assert chosen.focus == (date(2027, 4, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("text", "issued", "code"),
    [
        ("Họp vào đầu tháng 3/2026.", date(2025, 11, 20), "W421"),
        ("Nộp trước ngày 30/10.", date(2025, 11, 20), "W422"),
        ("Nộp trước ngày 30/10.", None, "W423"),
        ("Chấm trước ngày 01/12/2025, trao giải trước ngày 15/12/2025.", date(2025, 11, 20), "W424"),
        ("Nộp trước ngày 31/6/2026.", date(2025, 11, 20), "W425"),
        ("Nộp trước ngày 30/6/2026.", date(2025, 11, 20), ""),
    ],
)
def test_a_doubtful_limit_says_why(text: str, issued: date | None, code: str) -> None:
    chosen = choose_deadline(find_deadlines(text, 0, issued))
    assert (chosen.why, chosen.certain) == (code, not code)


def test_a_past_limit_counts_only_in_plain_words() -> None:
    issued = date(2025, 11, 20)
    assert text_form(read_deadline("Đã mở lớp trong tháng 5/2025.", issued)) == "none"
    assert text_form(read_deadline("Hoàn thành trước ngày 01/5/2025.", issued)) == "..2025-05-01 before excluded"


DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
SPELLINGS = [
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d:02}/{m}/{y}",
    "{d} / {m} / {y}",
    "{d}-{m}-{y}",
    "{d:02}.{m:02}.{y}",
    "{d:02} tháng {m:02} năm {y}",
    "{d} tháng {m} năm {y}",
    "{d} tháng {m}, năm {y}",
    "{d} tháng {m}/{y}",
    "{d}/{m}-{y}",
    "{d}/{m} năm {y}",
]


@given(
    DAYS,
    st.sampled_from(SPELLINGS),
    st.sampled_from(["trước ngày {}", "Trước {}", "TRƯỚC NGÀY {};", "(trước ngày {})"]),
)
def test_every_spelling_of_a_date_gives_that_date(day: date, spelling: str, around: str) -> None:
    words = around.format(spelling.format(d=day.day, m=day.month, y=day.year))
    assert read_deadline(f"Hoàn thành {words}", None) == Deadline(None, day, "before", inclusive=False)


@given(DAYS, st.integers(1, 300), st.sampled_from(SPELLINGS))
def test_a_range_lies_between_its_dates(first: date, length: int, spelling: str) -> None:
    last = first + timedelta(days=length)
    a, b = (spelling.format(d=day.day, m=day.month, y=day.year) for day in (first, last))
    found = read_deadline(f"Trưng bày từ ngày {a} đến hết ngày {b}.", None)
    assert found == Deadline(first, last, "range")


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 12))
def test_an_elided_year_never_lies_before_the_document(issued: date, month: int) -> None:
    found = read_deadline(f"Tổ chức trong tháng {month}.", issued)
    assert found is not None and found.start is not None and found.end is not None
    assert issued <= found.end < issued + timedelta(days=366)
    assert found.start.month == month


@given(st.text(alphabet="trướcngày thámquýIV/2025-310.,;:()đếnhạằnăm\n", max_size=80))
def test_finds_lie_on_the_text(text: str) -> None:
    for mention in find_deadlines(text, 5, date(2025, 1, 1)):
        assert mention.span.block == 5
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert isinstance(mention.value, DeadlineFind)
