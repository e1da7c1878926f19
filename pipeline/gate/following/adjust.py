"""The letters that follow one that went out: điều chỉnh, bổ sung, thay thế, thu hồi, đính chính.

Each cites the earlier letter's number and day and tells only what changed. The words are rules/adjust.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.gate.desk import Issued
from pipeline.gate.following.changes import TaskChange
from pipeline.gate.told import PART, told
from pipeline.model import Agency, Task
from pipeline.rulebook import rules_folder
from pipeline.write.letter.body import task_paras
from pipeline.write.letter.case import lower_first, upper_first
from pipeline.write.letter.context import Context, Tone, tone_to
from pipeline.write.letter.letters import Letter, addressees_of
from pipeline.write.letter.page import Page, Para
from pipeline.write.letter.sender import page_from, vn_date
from pipeline.write.letter.words import deadline_words, within
from pipeline.write.office.rich import Rich, blank, fill, plain, text_of

_DEADLINE = ("start", "end", "recurrence", "inclusive")


@lru_cache(maxsize=1)
def adjust_words() -> Mapping[str, Any]:
    """rules/adjust.toml, read once."""
    return tomllib.loads((rules_folder() / "adjust.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Following:
    """What a following letter is made of: the letter ``now`` that a run would write, the one that went out, what
    changed between them, and a person's reason."""

    kind: str
    now: Letter
    earlier: Issued
    changes: Sequence[TaskChange] = ()
    reason: str = ""


def following_page(one: Following, context: Context) -> Page:
    """The page of the letter."""
    words, agency = adjust_words()[one.kind], one.now.agency
    tone = tone_to(agency, one.now.own, context)
    known = _known(one, context, tone)
    if one.kind == "replace":
        page = one.now.page
        return replace(page, body=(*page.body[:-1], Para(fill(words["closing"], **known)), page.body[-1]))
    body = (
        Para(fill(words["opening"], **known)),
        *_middle(one, context, tone, known),
        Para(fill(words["closing"], **known)),
    )
    addressees = one.now.page.addressees or addressees_of(agency, context.plan)
    return page_from(context.sender, fill(words["subject"], **known), addressees, body)


def _known(one: Following, context: Context, tone: Tone) -> dict[str, Rich | str]:
    short = context.sender.short
    return {
        "number": one.earlier.number,
        "date": vn_date(one.earlier.day),
        "plan": context.citation.first,
        "self": short,
        "Self": plain(upper_first(text_of(short))) if not any(piece.blank for piece in short) else short,
        "agency": within(one.now.agency),
        "verb": tone.verb,
        "reason": one.reason.rstrip(" ."),
    }


def _middle(one: Following, context: Context, tone: Tone, known: Mapping[str, Rich | str]) -> Iterator[Para]:
    """What stands between opening and closing."""
    words = adjust_words()[one.kind]
    if one.kind == "withdraw":
        yield Para(fill(words["why" if one.reason else "why_nothing_left"], **known))
    elif one.kind == "correct":
        yield Para(plain(one.reason) or blank(words["content"]))
    else:
        tasks = [(task, False) for task in one.now.own] + [(task, True) for task in one.now.shared]
        for n, change in enumerate(one.changes, 1):
            yield from _change(n, change, tasks, one.now.agency, tone, context)


def _change(
    n: int, change: TaskChange, tasks: Sequence[tuple[Task, bool]], agency: Agency, tone: Tone, context: Context
) -> Iterator[Para]:
    """The lines of one change."""
    said = adjust_words()["changes"]
    if change.kind == "added" and change.new is not None:
        task, shared = tasks[change.new]
        yield from task_paras(task, said["added"].format(n=n), shared, tone, context)
        return
    old = change.old or {}
    quoted = old["text"].split("\n")[0].rstrip(" .;:")
    sentence = said["dropped_shared" if change.kind == "dropped" and old[PART] == "shared" else change.kind]
    yield Para(plain(sentence.format(n=n, old=quoted, owners=change.owners)), listed=True)
    if change.new is not None:
        task, shared = tasks[change.new]
        for line in _differences(change, task, shared, agency, context):
            yield Para(plain(line), listed=True)


def _differences(change: TaskChange, task: Task, shared: bool, agency: Agency, context: Context) -> Iterator[str]:
    """A line for each thing that differs."""
    said, old = adjust_words()["changes"], change.old or {}
    new = told((), (task,))[0] if shared else told((task,), ())[0]
    if PART in change.columns:
        yield said["part_shared" if shared else "part_own"].format(agency=agency.name)
    if "text" in change.columns:
        yield said["text"].format(new=upper_first(task.action))
    if set(change.columns) & set(_DEADLINE):
        now = deadline_words(task, context.words, context.citation.type)
        yield said["deadline"].format(new=lower_first(now), old=_limit_before(old))
    for column in ("owner_role", "owners", "partners", "product", "report_to"):
        if column in change.columns:
            names = {"old": old[column] or said["none"], "new": new[column] or said["none"]}
            if column == "owner_role":
                names = {side: context.words[f"role_{value}"] for side, value in names.items()}
            yield said[column].format(**names)


def _limit_before(old: Mapping[str, str]) -> str:
    """The limit as the agency was told of it."""
    end = vn_date(date.fromisoformat(old["end"])) if old["end"] else ""
    return old["deadline_text"].rstrip(" .;") or end or str(adjust_words()["changes"]["none"])
