"""Headings and lead-ins that say when for all below them: "Bước 1 (trước ngày …)", "… trước ngày 15/4:", "Tháng 4"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pipeline.find.time.context import is_condition
from pipeline.find.time.dates import find_deadlines, step_end, time_values
from pipeline.find.time.finds import DeadlineFind
from pipeline.model import Mention

# How the stretch is read: as a value behind a label, or as a sentence.
How = Literal["step", "lead"]
_BRACKET = re.compile(r"\((?P<words>[^()]{4,80})\)[\s.:;]*\Z")
_LONGEST = 160  # characters of a step's heading
_FEW = 3  # words beside the time that a heading of nothing but a time may hold ("Dự kiến …", "… (thứ Tư)")


def is_step(text: str) -> bool:
    """Whether a line is the heading of a step: it begins with the step's name and is no sentence."""
    return len(text) <= _LONGEST and text.rstrip()[-1:] not in (".", ";", "") and step_end(text) > 0


def time_below(text: str) -> tuple[int, int, How] | None:
    """Start and end of what says when for the items below a heading or lead-in; None where nothing does.

    A lead-in (it ends with a colon) hands down its own limit, a step what stands behind its name; any other heading
    only a time in brackets at its end, or itself where it is nothing but a time.
    """
    if not re.search(r"\d", text):  # nearly always: no heading's time is without a figure
        return None
    behind = step_end(text) if is_step(text) else 0
    if behind and time_values(text[behind:]):
        return behind, len(text), "step"
    if text.rstrip().endswith(":") and any(_is_dated(m.value) for m in lead_in_limits(text, 0, None)):
        return 0, len(text), "lead"
    bracket = _BRACKET.search(text)
    if bracket and _is_a_time(bracket.group()):  # with its marks: "(12/5/1957 - 12/5/2027)" are years celebrated
        return bracket.start("words"), bracket.end("words"), "step"
    if _is_a_time(text):
        return 0, len(text), "step"
    return None


def lead_in_limits(text: str, block: int, document_date: date | None) -> tuple[Mention, ...]:
    """The limits that a lead-in hands down: those of its last sentence that tell no case ("Đối với … trước ngày D")."""
    sentence = max((m.end() for m in re.finditer(r"[.;]\s", text)), default=0)
    found = find_deadlines(text, block, document_date)
    return tuple(
        m
        for m in found
        if m.span.start >= sentence and not is_condition(text, m.span.start) and not _is_a_frame(m.value)
    )


def _is_a_frame(found: object) -> bool:
    """The years of a whole plan in passing ("Các nhiệm vụ giai đoạn 2026 - 2030:")."""
    return isinstance(found, DeadlineFind) and found.strength < 2 and found.deadline.kind == "multi_year"


def _is_dated(found: object) -> bool:
    return isinstance(found, DeadlineFind) and found.deadline.kind not in ("ongoing", "recurring", "event", "none")


def _is_a_time(text: str) -> bool:
    """Whether a text is nothing but one time and a few words around it."""
    found = time_values(text)
    if len(found) != 1 or not _is_dated(found[0].value):
        return False
    rest = text[: found[0].span.start] + " " + text[found[0].span.end :]
    of_years = isinstance(found[0].value, DeadlineFind) and found[0].value.deadline.kind in ("year", "multi_year")
    return len(re.findall(r"\w+", rest)) <= (0 if of_years else _FEW)  # "Nhiệm vụ năm 2027" is a plan's frame
