"""Words that tell nobody, as far as the rules read them: activities, titles, a preamble; a doubt where they may."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.draft import Context
from pipeline.assemble.kept import TITLE, WHO, Kept
from pipeline.assemble.labelled import Run
from pipeline.assemble.questions import Questions
from pipeline.find.layout.outline import Item

_TITLE_WORDS = 8  # a longer line says what is to be done
_HIGH = 10  # the rank of "I."


def untold(item: Item, context: Context, ask: Questions, kept: Kept) -> None:
    """An activity, or a title, a figure, a line of a list; a doubt where it stands among orders or may be one."""
    if context.zone == "assignment" or context.among_told:
        kept.doubt("W411", [item])
        return
    works = ask.is_order(item) or len(item.text.split()) > _TITLE_WORDS
    may_tell = ask.may_tell(item)
    if works and not item.text.isupper() and item.text[0] != "(":
        kept.activity(item)
    elif item.rank <= _HIGH:
        kept.put("heading", [item])  # a table stands below it, or nothing
    elif not may_tell:
        kept.put_aside([item], TITLE)
    if may_tell:
        kept.doubt("W411", [*_spoken_of(item, ask, kept), item])


def _spoken_of(item: Item, ask: Questions, kept: Kept) -> list[Item]:
    """The work that an unknown label speaks of: what stands directly before it, or above it."""
    if not ask.names_only_behind(item):
        return []
    before = ask.items[item.index - 1] if item.index else item
    return [before] if before.index == item.parent or before in kept.activities[-2:] else []


def put_beside(run: Run, ask: Questions, kept: Kept) -> None:
    """Label lines that say when, how much or what for of an activity, and not who, are part of it."""
    if not run.labels or any(x.field in WHO or x.field == "content" for x in run.labels):
        return
    first = run.labels[0].item
    above = run.members[-1][0] if run.members else None if first.parent is None else ask.items[first.parent]
    if above in kept.activities:
        kept.put("activity", [i for x in run.labels for i in ask.below(x.item)])


def preamble(roots: Sequence[Item], ask: Questions, kept: Kept, *, told: bool) -> None:
    """What stands before the first number: whence and why. An order in it is a doubt, unless its lead-in is already
    ``told`` to those whom the numbered items are for."""
    for item in (below for root in roots for below in ask.below(root)):
        kept.put("head", [item], "preamble")
        if not told and ask.tells_by_mode(item):
            kept.doubt("W411", [item])
