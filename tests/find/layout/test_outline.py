"""The tree of numbered items: parents, outline numbers, broken lines."""

from __future__ import annotations

import pytest

from pipeline.find.layout.outline import Item, build_outline
from pipeline.model import Span
from tests.plans import document


def outline(text: str, prefix: str = "") -> tuple[Item, ...]:
    """The items of a text; lines that begin with "Nhãn:" are labels, "Sở …" alone is an agency heading."""
    return build_outline(
        document(text).blocks,
        is_label=lambda words: words.startswith("Nhãn:"),
        is_closing=lambda words: words.startswith("Trên đây"),
        is_agency_heading=lambda words: words in ("Sở Ngoại vụ", "Đề nghị Hội Luật gia tỉnh"),
        prefix=prefix,
    )


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("I. Một\n1. Hai\n2. Ba\nII. Bốn", ["I", "I.1", "I.2", "II"]),
        ("III. Một\n2. Hai\n2.1. Ba\n2.10. Bốn", ["III", "III.2", "III.2.1", "III.2.10"]),
        ("III. Một\n2.1. Ba", ["III", "III.2.1"]),
        ("A. Một\nI. Hai\nB. Ba\nI. Bốn", ["A", "A.I", "B", "B.I"]),
        ("1/ Một\n2/ Hai", ["1", "2"]),
        ("I. Một\n1. Hai\na) Ba\nđ) Bốn", ["I", "I.1", "I.1.a", "I.1.đ"]),
        ("Điều 1. Một\nĐiều 2. Hai", ["Đ1", "Đ2"]),
        ("Phần I\nI. Một", ["I", "I.I"]),
        ("I. Một\n- gạch\n+ cộng", ["I", "I", "I"]),
    ],
)
def test_section_numbers(text: str, sections: list[str]) -> None:
    assert [item.section for item in outline(text)] == sections


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("I. Một\n1. Hai\n- ba\n+ bốn\n- năm\n2. Sáu", [None, 0, 1, 2, 1, 0]),
        ("1. Một\nĐoạn văn.\n- gạch\n- gạch", [None, 0, 0, 0]),
        ("1. Một\nGồm các việc sau:\n- gạch\n- gạch", [None, 0, 1, 1]),
        ("1. Một\n- gạch.\nNhãn: x\nNhãn: y", [None, 0, 1, 1]),
        ("1. Một\n- gạch:\n+ cộng.\nNhãn: x", [None, 0, 1, 1]),
        ("1. Một\n- gạch.\nTrên đây là kế hoạch.", [None, 0, None]),
    ],
)
def test_parents(text: str, parents: list[int | None]) -> None:
    assert [item.parent for item in outline(text)] == parents


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. Sở Ngoại\nvụ", ["Sở Ngoại vụ"]),
        ("1. Đề nghị\nHội Luật gia tỉnh", ["Đề nghị Hội Luật gia tỉnh"]),
        ("V. TỔ CHỨC\nTHỰC HIỆN", ["TỔ CHỨC THỰC HIỆN"]),
        ("- Phối hợp với Sở Y tế,\nSở Tư pháp kiểm tra.", ["Phối hợp với Sở Y tế, Sở Tư pháp kiểm tra."]),
        ("1. Sở Ngoại vụ\nTổ chức hội nghị.", ["Sở Ngoại vụ", "Tổ chức hội nghị."]),
        ("- Xong việc.\nviệc khác", ["Xong việc.", "việc khác"]),
    ],
)
def test_broken_lines_are_joined(text: str, words: list[str]) -> None:
    assert [item.text for item in outline(text)] == words


def test_span_of_a_joined_item_lies_in_the_block_of_its_words() -> None:
    item = outline("- Phối hợp với Sở Y tế,\nSở Tư pháp kiểm tra.")[0]
    start = item.text.index("Sở Tư pháp")
    assert item.span(start, start + 10) == Span(1, 0, 10)


def test_prefix_stands_before_every_section() -> None:
    assert [i.section for i in outline("I. Một\n1. Hai", prefix="PL2")] == ["PL2.I", "PL2.I.1"]


def test_words_inserted_in_one_section_move_no_number_of_another() -> None:
    before = [i.section for i in outline("I. Một\n- a.\nII. Hai\n1. Ba")]
    after = [i.section for i in outline("I. Một\n- a.\n- mới.\nII. Hai\n1. Ba")]
    assert [s for s in after if s.startswith("II")] == [s for s in before if s.startswith("II")]
