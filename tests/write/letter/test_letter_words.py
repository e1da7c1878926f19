"""Sentences of a letter: places, days, deadlines, cases, names of files."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Deadline, Span, Table
from pipeline.write.letter.case import lower_first, sentence_case
from pipeline.write.letter.said.lines import sentences
from pipeline.write.letter.said.place import place_in_plan, row_numbers
from pipeline.write.letter.sender import vn_date
from pipeline.write.letter.words import deadline_words
from pipeline.write.office.slug import slug
from tests.letter_build import FINANCE, HEALTH, document, profile, task


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("III.2.7", "điểm 2.7 khoản 2 Mục III"),
        ("III.2", "khoản 2 Mục III"),
        ("III", "Mục III"),
        ("4", "khoản 4"),
        ("II.3.a", "điểm a khoản 3 Mục II"),
        ("III.2.1.3", "tiết 2.1.3 điểm 2.1 khoản 2 Mục III"),
        ("III.2.1.đ", "tiết đ điểm 2.1 khoản 2 Mục III"),
        ("B.II.1", "khoản 1 Mục II Phần B"),
        ("PL1.II", "Mục II Phụ lục 1"),
        ("PL.3", "khoản 3 Phụ lục"),
        ("", ""),
    ],
)
def test_place_in_the_plan(section: str, place: str) -> None:
    assert place_in_plan(task("Việc.", FINANCE, section=section, place="đoạn 9"), document(), {}) == place


def test_a_row_of_an_annex_is_named_by_its_own_number() -> None:
    source = document(
        "STT", "Nhiệm vụ", "7.", "In ấn phẩm", "", "Treo băng rôn", tables=(Table(0, ((0, 1), (2, 3), (4, 5))),)
    )
    numbers = row_numbers(source)
    assert numbers == {2: "7", 3: "7"}
    row = task("In ấn phẩm", FINANCE, section="PLII", spans=(Span(3, 0, 10),))
    assert place_in_plan(row, source, numbers) == "số thứ tự 7 Phụ lục II"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2023, 8, 9), "09/8/2023"), (date(2024, 1, 5), "05/01/2024"), (date(2024, 12, 31), "31/12/2024"), (None, "")],
)
def test_days_have_zeros_only_where_the_decree_wants_them(day: date | None, words: str) -> None:
    assert vn_date(day) == words


@pytest.mark.parametrize(
    ("said", "deadline", "words"),
    [
        ("", Deadline(), "Kế hoạch không ấn định"),
        ("Thường xuyên.", Deadline(kind="ongoing"), "thường xuyên"),
        (
            "Thực hiện trong năm 2024",
            Deadline(None, date(2024, 12, 31), "year"),
            "thực hiện trong năm 2024 (chậm nhất ngày 31/12/2024)",
        ),
        ("trước ngày 05/6/2024", Deadline(None, date(2024, 6, 5), "before", inclusive=False), "trước ngày 05/6/2024"),
        (
            "trước tháng 6",
            Deadline(None, date(2024, 6, 5), "before", inclusive=False),
            "trước tháng 6 (trước ngày 05/6/2024)",
        ),
        ("đến ngày 5 tháng 6 năm 2024", Deadline(None, date(2024, 6, 5), "date"), "đến ngày 5 tháng 6 năm 2024"),
        (
            "Thời gian thực hiện: Quý IV/2024",
            Deadline(date(2024, 10, 1), date(2024, 12, 31), "quarter"),
            "Quý IV/2024 (chậm nhất ngày 31/12/2024)",
        ),
        ("2025", Deadline(None, date(2025, 12, 31), "year"), "năm 2025 (chậm nhất ngày 31/12/2025)"),
        ("từ tháng 7", Deadline(date(2025, 7, 1), None, "range"), "từ tháng 7 (từ ngày 01/7/2025)"),
        (
            "đầu hè",
            Deadline(date(2025, 6, 1), date(2025, 6, 9), "range"),
            "đầu hè (từ ngày 01/6/2025 đến ngày 09/6/2025)",
        ),
    ],
)
def test_deadline_in_the_plan_s_words_and_as_a_day(said: str, deadline: Deadline, words: str) -> None:
    one = task("Việc.", FINANCE, deadline=deadline, deadline_text=said)
    assert deadline_words(one, profile().words.common, "Kế hoạch") == words


def test_the_main_stretch_is_named() -> None:
    due = Deadline(None, date(2024, 12, 31), "year")
    one = task("Việc.", FINANCE, deadline=due, deadline_text="trong năm", focus=(date(2024, 4, 1), date(2024, 6, 30)))
    words = "trong năm (chậm nhất ngày 31/12/2024; trọng tâm từ ngày 01/4/2024 đến ngày 30/6/2024)"
    assert deadline_words(one, profile().words.common, "Kế hoạch") == words


@pytest.mark.parametrize(
    ("text", "action", "said", "lines"),
    [
        (
            "Tổ chức thi vẽ tranh. Thực hiện trong năm 2024.",
            "Tổ chức thi vẽ tranh.",
            "trong năm 2024",
            ["Tổ chức thi vẽ tranh."],
        ),
        (
            "In sách:\nsố lượng: 30 cuốn\n- khổ lớn",
            "In sách:\nsố lượng: 30 cuốn\n- khổ lớn",
            "",
            ["In sách:", "- số lượng: 30 cuốn", "- khổ lớn"],
        ),
        ("Góp ý cho kế hoạch này.", "Góp ý cho kế hoạch này.", "", ["Góp ý cho Kế hoạch."]),
        (
            "Đi thực tế.\nThời gian: 05 ngày, từ 2/4.",
            "Đi thực tế.",
            "từ 2/4",
            ["Đi thực tế.", "- Thời gian: 05 ngày, từ 2/4."],
        ),
        ("Dọn vệ sinh.\nĐơn vị chủ trì: Sở Tài chính", "Dọn vệ sinh.", "", ["Dọn vệ sinh."]),
        (
            "Ký văn bản số 12/QĐ-UBND. Gửi Sở Y tế.",
            "Ký văn bản số 12/QĐ-UBND. Gửi Sở Y tế.",
            "",
            ["Ký văn bản số 12/QĐ-UBND. Gửi Sở Y tế."],
        ),
    ],
)
def test_a_task_keeps_all_its_words_but_those_that_are_said_beside(
    text: str, action: str, said: str, lines: list[str]
) -> None:
    one = task(text, FINANCE, partners=[HEALTH], action=action, deadline_text=said)
    assert sentences(one, "Kế hoạch", "Kế hoạch") == lines


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("Tổ chức lễ hội", "tổ chức lễ hội"),
        ("Hòa An đổi mới", "Hòa An đổi mới"),
        ("UBND xã", "UBND xã"),
        ("Họp", "Họp"),
    ],
)
def test_small_first_letter_spares_names(text: str, lower: str) -> None:
    assert lower_first(text) == lower


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("PHÁT TRIỂN DU LỊCH TỈNH HÒA AN ĐẾN NĂM 2030", "phát triển du lịch tỉnh Hòa An đến năm 2030"),
        ("ỨNG DỤNG XYZ", "ứng dụng xyz"),
        ("Phát triển du lịch", "Phát triển du lịch"),
    ],
)
def test_a_title_in_capitals_is_written_as_the_plan_writes_those_words(title: str, cased: str) -> None:
    source = document(
        "TỈNH HÒA AN\nSố: 1", "Phát triển du lịch tỉnh Hòa An là trọng tâm.", "Ứng dụng công nghệ đến năm 2030."
    )
    assert sentence_case(title, source) == cased


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich"),
        ("Đại học Đông Á", "dai-hoc-dong-a"),
        ("***", "don-vi"),
        ("Ban " * 40, "-".join(["ban"] * 15)),
    ],
)
def test_names_of_files(name: str, file: str) -> None:
    assert slug(name) == file


def test_a_line_in_capitals_does_not_say_how_a_word_is_written() -> None:
    source = document("TỈNH HỐ GA\nSố: 1/KH-UBND", "Nước sạch ở tỉnh Hố Ga còn thiếu.")
    assert sentence_case("QUẢN LÝ GA", source) == "quản lý Ga"
