"""Any sequence of edits, new plans and returned files loses no typed value."""

from __future__ import annotations

import string
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pipeline.follow.merge import merge
from pipeline.follow.share import agency_workbooks
from pipeline.model import Plan, Task
from pipeline.write.tracking.model import TASKS
from pipeline.write.tracking.values import canonical
from tests.tracking_build import TODAY, edited, made, plan, rows, task, typed

_WORDS = (
    "Sơn lại phòng học",
    "Mua bàn ghế mới cho lớp",
    "Trồng cây trong sân trường",
    "Lắp quạt trần",
    "=SUM(A1)",
    "- Họp phụ huynh",
)
_OWNERS = ("Sở Một", "Sở Hai", "UBND xã Ba")
_INPUTS = (
    "status",
    "progress",
    "result",
    "reason",
    "note",
    "extended",
    "done_on",
    "product",
    "report_to",
    "doubt",
    "action",
    "owner",
    "due",
)


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    picked = draw(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_OWNERS)), max_size=5, unique=True))
    tasks: list[Task] = []
    for number, (words, owner) in enumerate(picked, 1):
        end = draw(st.sampled_from((None, date(2025, 3, 1), date(2025, 9, 1))))
        tasks.append(task(f"I.1-{number:02d}", words + draw(st.sampled_from(("", " thật tốt"))), owner=owner, end=end))
    return plan(*tasks)


_text = st.text(alphabet=string.ascii_letters, min_size=6, max_size=9)
_edit = st.tuples(st.just("edit"), st.integers(1, 6), st.sampled_from(_INPUTS), _text)
_row = st.tuples(st.just("row"), st.sampled_from(("action", "owner", "note")), _text)
_column = st.tuples(st.just("column"), st.integers(1, 6), _text)
_step = st.one_of(
    _edit,
    _edit,
    _row,
    _column,
    st.tuples(st.just("plan"), _plans()),
    st.tuples(st.just("merge"), st.integers(0, 3), _text),
)


def _everything(content: bytes) -> str:
    """All words in the workbook."""
    workbook = load_workbook(BytesIO(content))
    return "\n".join(
        canonical(found.value)
        for sheet in workbook
        for line in sheet.iter_rows()
        for found in line
        if isinstance(found.value, str)
    )


def _step_edit(content: bytes, number: int, key: str, words: str) -> tuple[bytes, str]:
    """Type ``words`` over a cell that no earlier step typed in; gives the file and what must never be lost."""

    def work(workbook: Workbook) -> None:
        found = workbook[TASKS.title].cell(TASKS.head + number, TASKS.at(key))
        found.value = f"{found.value or ''}{words}"

    return edited(content, work), words


def _step_returned(content: bytes, which: int, words: str) -> tuple[bytes, str]:
    """An agency types a result into its file and sends it back."""
    files = agency_workbooks(content, TODAY)
    if not files:
        return content, ""
    owner, file = files[which % len(files)]
    back = typed(file, {(1, "result"): words, (9, "note"): words + "x"})
    return merge(content, [(f"{owner}.xlsx", back)], TODAY).content, words


def _step_column(content: bytes, number: int, words: str) -> tuple[bytes, str]:
    """Type beside the table."""

    def work(workbook: Workbook) -> None:
        found = workbook[TASKS.title].cell(TASKS.head + number, len(TASKS.columns) + 3)
        found.value = f"{found.value or ''}{words}"

    return edited(content, work), words


def _work(steps: list[tuple[Any, ...]], start: Plan) -> None:
    """Do the steps, make the workbook again, and look for every word that was typed."""
    current, content, wanted = start, made(start), []
    for step in steps:
        words = ""
        if step[0] == "plan":
            current = step[1]
            content = made(current, content)
        elif step[0] == "merge":
            content, words = _step_returned(content, step[1], step[2])
        elif step[0] == "row":
            content, words = _step_edit(content, len(rows(content)) + 2, step[1], step[2])
        elif step[0] == "column":
            content, words = _step_column(content, step[1], step[2])
        else:
            content, words = _step_edit(content, *step[1:])
        wanted.append(words)
    everything = _everything(made(current, content))
    assert [words for words in wanted if words not in everything] == []


@settings(max_examples=4)
@given(st.lists(_step, max_size=5), _plans())
def test_any_sequence_of_work_loses_nothing(steps: list[tuple[Any, ...]], start: Plan) -> None:
    _work(steps, start)


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(_step, max_size=8), _plans())
def test_many_sequences_of_work_lose_nothing(steps: list[tuple[Any, ...]], start: Plan) -> None:
    _work(steps, start)
