"""review.html as text: every word of the plan once, every cell leads to words, nothing from outside."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.model import Correction
from pipeline.messages import ASIDES
from pipeline.model import Block, Document, Plan, Source, Span, Table
from pipeline.write.review.document import block_kinds, document_html
from pipeline.write.review.finds import collect_finds, cut_pieces
from pipeline.write.review.page import review_page, suggested_names
from tests import plans

TODAY = date(2025, 3, 1)
TEXT = """
KẾ HOẠCH
Chống rét cho đàn gia súc
I. MỤC TIÊU
Không để gia súc chết rét <5 % & giữ nguồn giống.
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Chủ trì, phối hợp với Sở Tài chính kiểm tra việc chi trả; báo cáo UBND tỉnh trước ngày 30/6/2025.
- Tổ chức tập huấn.
2. Các đơn vị
STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn
1 | Cấp phát bạt che chuồng | Sở Y tế | Quý I năm 2025
2 | Dự trữ rơm khô | ^ | Quý II năm 2025
"""
PLAN = plans.plan(TEXT)


def page(plan: Any = PLAN, names: tuple[str, ...] = ()) -> str:
    """The page as text."""
    return review_page(plan, TODAY, names).decode()


def values(text: str) -> Any:
    """What the page's script is given."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    return json.loads(found[1])


def shown(plan: Plan) -> str:
    """The words of the left side, without marks, links and tags."""
    inner = re.sub(
        r'<a class="go".*?</a>|<b class="n">.*?</b> ', "", document_html(plan, plan.tasks, collect_finds(plan.tasks))
    )
    return unescape(re.sub(r"<[^>]+>", "", inner))


def test_every_block_stands_once_with_all_its_words() -> None:
    text = re.sub(r"\s+", "", shown(PLAN))
    assert text == re.sub(r"\s+", "", "".join(b.text for b in PLAN.document.blocks))
    ids = re.findall(r'id="b(\d+)"', page())
    assert [int(i) for i in ids] == [b.index for b in PLAN.document.blocks]


def test_merged_cell_stands_once_over_its_rows() -> None:
    assert '<td id="b16" class="k-none" rowspan="2"' in page() or re.search(
        r'<td id="b\d+"[^>]* rowspan="2"[^>]*>.*?Sở Y tế', page()
    )


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        (((0, 0), (1, 2)), [(2, 1), (1, 1), (1, 1)]),
        (((0, 1), (0, 2)), [(1, 2), (1, 1), (1, 1)]),
        (((0, 0), (0, 0)), [(2, 2)]),
        (((0, None), (1, 2)), [(1, 1), (1, 1), (1, 1)]),
    ],
)
def test_cells_fill_their_rectangle(rows: tuple[tuple[int | None, ...], ...], spans: list[tuple[int, int]]) -> None:
    count = 1 + max(c for row in rows for c in row if c is not None)
    blocks = tuple(Block(n, f"ô {n}", "cell") for n in range(count))
    plan = Plan(Document(Source("a.docx", "", 0), blocks, (Table(0, rows),)), PLAN.header, ())
    found = re.findall(r'<td id="b\d+"[^>]*>', document_html(plan, (), ()))
    wide = [
        (int((re.search(r'colspan="(\d)"', t) or [0, 1])[1]), int((re.search(r'rowspan="(\d)"', t) or [0, 1])[1]))
        for t in found
    ]
    assert wide == spans


def test_every_find_is_marked_with_its_words() -> None:
    finds = collect_finds(PLAN.tasks)
    inner = document_html(PLAN, PLAN.tasks, finds)
    for number, find in enumerate(finds):
        marked = re.findall(rf'<mark [^>]*data-f="(?:\d+ )*{number}(?: \d+)*"[^>]*>(.*?)</mark>', inner)
        assert unescape("".join(marked)) == PLAN.document.quote(find.span)
        assert find.rule


def test_filled_cells_lead_to_a_find_and_empty_ones_have_none() -> None:
    made = values(page())
    for row in made["rows"]:
        for name in row["now"]["owners"].split("; "):
            find = made["finds"][row["links"]["owners"][name]]
            assert find[0] == "owner" and find[2] == name
        assert ("deadline" in row["links"]) == bool(row["now"].get("deadline_text"))
        assert row["spans"]


def test_what_became_no_task_has_its_own_look() -> None:
    kinds = block_kinds(PLAN, PLAN.tasks)
    by_text = {b.text: kinds[b.index] for b in PLAN.document.blocks}
    assert by_text["Không để gia súc chết rét <5 % & giữ nguồn giống."] in ("none", "act")
    assert by_text["Tổ chức tập huấn."] == "task"
    assert by_text["TỔ CHỨC THỰC HIỆN"] == "head"


def test_every_paragraph_says_what_became_of_it() -> None:
    keys = {key for key, *_ in values(page())["fates"]}
    shown = dict(re.findall(r'id="b(\d+)"[^>]*data-fate="([^"]*)"', page()))
    assert {int(b) for b in shown} == {b.index for b in PLAN.document.blocks if b.text.strip()}
    assert {key for fates in shown.values() for key in fates.split()} == keys


def test_filter_names_the_rule_that_set_words_aside() -> None:
    made = values(page(plans.plan("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Nâng cao ý thức.")))
    aside = next(fate for fate in made["fates"] if fate[0] == "aside:ASIDE-PURPOSE")
    assert aside[1:] == ["không giao việc", ASIDES["ASIDE-PURPOSE"], 1]


def test_page_is_the_same_twice_and_asks_for_nothing() -> None:
    assert page() == page()
    assert not re.search(r'(?:src|href)="(?!#|data:)|url\(|https?://|@import', page())
    assert "default-src 'none'" in page()


def test_words_of_the_plan_can_not_end_the_script_or_open_a_tag() -> None:
    hostile = plans.plan(
        TEXT.replace("Tổ chức tập huấn.", "Tổ chức </script><img src=x onerror=alert(1)> {{style}} tập huấn.")
    )
    text = page(hostile)
    assert "<img src=x" not in text
    assert "Tổ chức &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; {{style}} tập huấn." in text
    assert len(values(text)["rows"]) == len(PLAN.tasks)


def test_head_says_what_the_plan_leaves_unsaid() -> None:
    assert page().count('<span class="unsaid">không nêu</span>') >= 2


def test_corrected_row_keeps_the_machines_reading() -> None:
    task = PLAN.tasks[1]
    lines = [
        Correction(task.id, "Sở Nội vụ", task.text, "owners", "Sở Nội vụ", "Sở Y tế"),
        Correction(PLAN.tasks[0].id, "Sở Nội vụ", PLAN.tasks[0].text, "delete", "", "x"),
        Correction("?", "Sở Y tế", "không có", "add"),
    ]
    made = values(page(plans.corrected(plans.built(TEXT), lines)))
    assert made["rows"][1]["now"]["owners"] == "Sở Y tế"
    assert made["rows"][1]["base"]["owners"] == "Sở Nội vụ"
    assert made["rows"][0]["deleted"] is True
    assert len(made["lines"]) == 3
    assert [line["words"] for line in made["stale"]] == ["không có"]


def test_suggestions_begin_with_the_plans_own_names_and_know_the_registry() -> None:
    names = values(page(names=suggested_names(plans.registry(), PLAN)))["names"]
    assert names[0] == "Sở Nội vụ"
    assert "Sở Xây dựng" in names
    assert len(names) == len(set(names))


spans = st.builds(lambda a, b: Span(0, min(a, b), max(a, b)), st.integers(0, 12), st.integers(0, 12))


@given(st.text(max_size=12), st.lists(spans, max_size=4), st.lists(spans, max_size=3))
def test_pieces_joined_are_the_text(text: str, finds: list[Span], words: list[Span]) -> None:
    numbered = [(span, n) for n, span in enumerate(finds)]
    pieces = list(cut_pieces(text, numbered, [(span, n) for n, span in enumerate(words)]))
    assert "".join(p.text for p in pieces) == text
    for span, n in numbered:
        assert "".join(p.text for p in pieces if n in p.finds) == text[span.start : span.end]


@pytest.mark.slow
def test_a_hundred_pages_stay_under_two_megabytes() -> None:
    sections = "".join(
        f"{n}. Sở Nội vụ\n"
        + "- Chủ trì, phối hợp với Sở Tài chính kiểm tra việc chi trả hỗ trợ tại các địa bàn; tổng hợp, "
        "báo cáo kết quả trước ngày 30/6/2025.\n"
        * 3
        + "Nội dung chung của chương trình được nêu tại phần trên, các đơn vị nghiên cứu.\n" * 12
        for n in range(1, 151)
    )
    big = plans.plan("KẾ HOẠCH\nChống rét\nIII. TỔ CHỨC THỰC HIỆN\n" + sections)
    characters = sum(len(b.text) for b in big.document.blocks)
    assert characters > 180_000  # about 100 pages of 1,800 characters
    assert len(big.tasks) >= 450
    assert len(page(big).encode()) < 2_000_000
