"""One line that says when for all orders of a list: "Thời gian kiểm tra của các đoàn: …", behind the last of them; a
bare time line below the last of several bullets or letters, where no step above says when; or one directly below the
heading of a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.draft import Context, Draft, Line
from pipeline.assemble.questions import Questions
from pipeline.find.layout.fields import read_fields
from pipeline.find.layout.labels import WHEN, value_kind
from pipeline.find.layout.numbers import LETTERS, PLAIN
from pipeline.find.layout.outline import Item
from pipeline.find.time.dates import common_label, find_deadlines
from pipeline.find.time.steps import is_step


def share_time(siblings: Sequence[Item], drafts: Sequence[Draft], ask: Questions) -> None:
    """Give the orders among ``siblings`` the time of such a bare line, where their own words say none."""
    line = _common_line(siblings, ask) or _line_below_bullets(siblings, drafts, ask)
    if line is None:
        return
    places = {i.index for i in siblings}
    for draft in drafts:
        own = any(line.item is x.item or find_deadlines(x.text, 0, None) for x in draft.lines if not _is_handed(x))
        if draft.lines[0].item.index in places and not own:
            draft.lines.append(line)


def line_above(siblings: Sequence[Item], context: Context, ask: Questions) -> tuple[Context, Item | None]:
    """The context of the orders of a step with the time that a bare line between its heading and the first of them says
    ("Bước 3: Di dời", "Từ ngày 21/8 đến ngày 10/9"), and that line; as it is, and None, without one."""
    first = siblings[0] if len(siblings) > 1 else None
    if first is None or first.rank != PLAIN or siblings[1].rank >= PLAIN or not _in_a_step(first, ask):
        return context, None
    line = _time_line(first, ask)
    start = line.value_start if line else 0
    if line is None and value_kind(first.text.strip("()"), ask.lexicon.agencies, None) != WHEN:
        return context, None
    return replace(context, time=Line(first, start, len(first.text), "shared:step")), first


def _in_a_step(item: Item, ask: Questions) -> bool:
    """Whether an item stands directly below the heading of a step."""
    return item.parent is not None and item.parent >= 0 and is_step(ask.items[item.parent].text)


def _common_line(siblings: Sequence[Item], ask: Questions) -> Line | None:
    """The last bare line beside the list, or below its last item."""
    if len(siblings) < 2:
        return None
    for item in (siblings[-1], *ask.children(siblings[-1])):
        if item.rank == PLAIN and (end := common_label(item.text)):
            return Line(item, 0, len(item.text), "shared:deadline", end)
    return None


def _line_below_bullets(siblings: Sequence[Item], drafts: Sequence[Draft], ask: Questions) -> Line | None:
    """The bare time line below the last bullet or letter, or below the last number of a step, where no other has one
    and no step above says when."""
    if len(siblings) < 2 or any(_is_handed(x) for d in drafts for x in d.lines):
        return None
    if siblings[-1].rank < LETTERS and not _in_a_step(siblings[-1], ask):
        return None
    found = [(item, line) for item in siblings for kid in ask.children(item) if (line := _time_line(kid, ask))]
    return found[0][1] if len(found) == 1 and found[0][0] is siblings[-1] else None


def _time_line(item: Item, ask: Questions) -> Line | None:
    """A bare line that is a time label with its value and nothing else."""
    fields = read_fields(item.text, ask.lexicon.labels) if item.rank == PLAIN else ()
    if [f.name for f in fields] != ["deadline"]:
        return None
    return Line(item, 0, len(item.text), "shared:deadline", fields[0].value_start)


def _is_handed(line: Line) -> bool:
    return line.field in ("shared:step", "shared:lead")
