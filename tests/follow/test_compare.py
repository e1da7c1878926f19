"""Two versions of a plan: each kind of change is seen, and nothing else."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from pipeline.follow.compare import Comparison, compare, comparison_csv
from pipeline.follow.compare_page import compare_page, word_difference
from tests import plans

OLD = """
KẾ HOẠCH
Phòng, chống đuối nước cho trẻ em
III. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
- Chủ trì, phối hợp với Sở Y tế dạy bơi an toàn trong các trường học trước ngày 30/6/2025.
- Tuyên truyền cho cha mẹ học sinh về các biện pháp bảo đảm an toàn.
2. Sở Y tế
- Tập huấn sơ cứu cho nhân viên y tế tuyến cơ sở.
- Bố trí túi thuốc sơ cứu tại các điểm bơi tập trung của địa phương.
3. Công an tỉnh
- Kiểm tra bến bãi.
"""


def changed(*edits: tuple[str, str]) -> Comparison:
    """The plan against itself with some words replaced."""
    new = OLD
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    return compare(plans.plan(OLD), plans.plan(new))


def told(comparison: Comparison) -> list[str]:
    """Each task that changed, on a line: kinds, old id, new id."""
    return [
        f"{'+'.join(c.kinds)} {c.old.id if c.old else '-'} {c.new.id if c.new else '-'}"
        for c in comparison.changes
        if c.kinds != ("unchanged",)
    ]


def test_a_plan_is_unchanged_against_itself_and_keeps_its_ids() -> None:
    same = changed()
    assert told(same) == []
    assert [c.old.id for c in same.changes if c.old] == [c.new.id for c in same.changes if c.new]
    assert same.counts()["unchanged"] == 5


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([("- Kiểm tra bến bãi.", "- Kiểm tra bến bãi.\n- Xử phạt đò không phép.")], ["added - III.3-02"]),
        (
            [("- Tập huấn sơ cứu cho nhân viên y tế tuyến cơ sở.\n", "")],
            ["removed III.2-01 -"],
        ),
        ([("30/6/2025", "15/8/2025")], ["deadline+reworded III.1-01 III.1-01"]),
        ([("phối hợp với Sở Y tế", "phối hợp với Công an tỉnh")], ["partners+reworded III.1-01 III.1-01"]),
        ([("3. Công an tỉnh", "3. Sở Nội vụ")], ["owners III.3-01 III.3-01"]),
        ([("Tuyên truyền cho cha mẹ học sinh", "Phổ biến cho cha mẹ học sinh")], ["reworded III.1-02 III.1-02"]),
        (
            [
                ("2. Sở Y tế\n", "2. Sở Xây dựng\n- Rào các hố sâu đang thi công.\n3. Sở Y tế\n"),
                ("3. Công an", "4. Công an"),
            ],
            ["added - III.2-01"],
        ),
    ],
)
def test_every_kind_of_change_is_told(edits: list[tuple[str, str]], lines: list[str]) -> None:
    assert sorted(told(changed(*edits))) == sorted(lines)


def test_task_in_another_place_is_moved() -> None:
    words = "- Bố trí túi thuốc sơ cứu tại các điểm bơi tập trung của địa phương.\n"
    first = "- Tập huấn sơ cứu cho nhân viên y tế tuyến cơ sở.\n"
    assert told(changed((first + words, words + first))) == ["moved III.2-02 III.2-01"]


def test_renumbered_tasks_keep_their_id_on_the_page() -> None:
    made = changed(("- Tập huấn sơ cứu cho nhân viên y tế tuyến cơ sở.\n", ""))
    assert "III.2-02 <span" in compare_page(made).decode()


def test_removed_task_stands_where_it_stood() -> None:
    made = changed(("- Tuyên truyền cho cha mẹ học sinh về các biện pháp bảo đảm an toàn.\n", ""))
    assert [c.kinds[0] for c in made.changes] == ["unchanged", "removed", "unchanged", "unchanged", "unchanged"]


def test_table_has_a_row_a_task_with_both_versions() -> None:
    content = comparison_csv(changed(("30/6/2025", "15/8/2025"))).decode("utf-8-sig")
    row = next(csv.DictReader(StringIO(content)))
    assert (row["end_old"], row["end_new"]) == ("2025-06-30", "2025-08-15")
    assert row["change"] == "đổi thời hạn; sửa chữ"
    assert content.count("\r\n") == 6


def test_words_struck_and_words_new_are_marked() -> None:
    assert word_difference("một hai ba", "một bốn ba") == "một <del>hai </del><ins>bốn </ins>ba"
    assert word_difference("a <b>", "a <i>") == "a <del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"


def test_page_holds_every_task_and_asks_for_nothing() -> None:
    made = changed(("30/6/2025", "15/8/2025"), ("- Kiểm tra bến bãi.", "- Kiểm tra bến bãi.\n- Xử phạt đò không phép."))
    text = compare_page(made).decode()
    assert text == compare_page(made).decode()
    assert len(re.findall('<li class="change', text)) == 6
    assert "<del>30/6/2025.</del><ins>15/8/2025.</ins>" in text
    assert not re.search(r'(?:src|href)="(?!#|data:)|url\(|https?://|\{\{', text)
