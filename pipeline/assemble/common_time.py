"""One line that says when for all orders of a list: "Thời gian kiểm tra của các đoàn: …", behind the last of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.assemble.draft import Draft, Line
from pipeline.assemble.questions import Questions
from pipeline.find.layout.outline import PLAIN, Item
from pipeline.find.time.dates import find_deadlines

_COMMON = re.compile(
    r"thời (?:gian|hạn)\b[^:.;]{0,40}? (?:của|cho|đối với) (?:các|mỗi|từng|cả|tất cả|những)\b[^:.;]{0,40}:\s*", re.I
)


def share_time(siblings: Sequence[Item], drafts: Sequence[Draft], ask: Questions) -> None:
    """Give the orders among ``siblings`` the time of such a bare line, where their own words say none."""
    line = _common_line(siblings, ask)
    if line is None:
        return
    places = {i.index for i in siblings}
    for draft in drafts:
        own = any(line.item is x.item or find_deadlines(x.text, 0, None) for x in draft.lines)
        if draft.lines[0].item.index in places and not own:
            draft.lines.append(line)


def _common_line(siblings: Sequence[Item], ask: Questions) -> Line | None:
    """The last bare line beside the list, or below its last item."""
    if len(siblings) < 2:
        return None
    for item in (siblings[-1], *ask.children(siblings[-1])):
        if item.rank == PLAIN and (label := _COMMON.match(item.text)):
            return Line(item, 0, len(item.text), "shared:deadline", label.end())
    return None
