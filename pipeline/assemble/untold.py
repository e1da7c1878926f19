"""Words that tell nobody, as far as the rules read them: activities, titles, a preamble; a doubt where they may."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.assemble.draft import Context
from pipeline.assemble.fields.labelled import Run
from pipeline.assemble.fields.values import begins_order
from pipeline.assemble.kept import PURPOSE, STEERING, TITLE, WHO, Kept
from pipeline.assemble.questions import Questions
from pipeline.assemble.telling import segments, sentences
from pipeline.find.layout.outline import Item
from pipeline.find.sentence.clauses import Clauses

_TITLE_WORDS = 8  # a longer line says what is to be done
_HIGH = 10  # the rank of "I."
_OPENS = re.compile(r"^|[.;:]\s+")  # where a sentence or a clause begins
_BEHIND = re.compile(r"\S\s+(?:[-–—]|/)\s*(?=[A-ZĐ])")  # before the name of who does it: "… - Sở A", "… /Sở A"
_BRACKET = re.compile(r"\((?P<words>[A-ZĐ][^()]{4,400})\)[\s.;,]*$")


def untold(item: Item, context: Context, ask: Questions, kept: Kept) -> None:
    """An activity, or a title, a figure, a line of a list; a doubt where it stands among orders or may be one."""
    if context.zone == "assignment" or context.among_told:
        kept.doubt("W411", [item])
        return
    works = ask.is_order(item) or len(item.text.split()) > _TITLE_WORDS
    doubtful = may_tell(item, ask)
    if works and not item.text.isupper() and item.text[0] != "(":
        kept.activity(item)
    elif item.rank <= _HIGH:
        kept.put("heading", [item])  # a table stands below it, or nothing
    elif not doubtful:
        kept.put_aside([item], TITLE)
    if doubtful:
        kept.doubt("W411", [*_spoken_of(item, ask, kept), item])


def _spoken_of(item: Item, ask: Questions, kept: Kept) -> list[Item]:
    """The work that an unknown label speaks of: what stands directly before it, or above it."""
    if not ask.names_only_behind(item):
        return []
    before = ask.items[item.index - 1] if item.index else item
    return [before] if before.index == item.parent or before in kept.activities[-2:] else []


def put_beside(run: Run, ask: Questions, kept: Kept) -> None:
    """Label lines that say when, how much or what for of an activity, and not who, are part of it."""
    if not run.labels or any(x.kind in WHO for x in run.labels):
        return
    works = [x.item for x in run.labels if x.kind == "content"] + [item for item, _ in run.members[-1:]]
    first = run.labels[0].item
    above = works[0] if works else None if first.parent is None else ask.items[first.parent]
    if above in kept.activities:
        kept.put("activity", [i for x in run.labels for i in ask.below(x.item)])


def preamble(roots: Sequence[Item], ask: Questions, kept: Kept, *, told: bool) -> None:
    """What stands before the first number: whence and why. An order in it is a doubt, unless its lead-in is already
    ``told`` to those whom the numbered items are for."""
    for item in (below for root in roots for below in ask.below(root)):
        kept.put("head", [item], "preamble")
        if not told and _tells_by_mode(item, ask):
            kept.doubt("W411", [item])


def set_zone_aside(item: Item, zone: str, ask: Questions, kept: Kept) -> None:
    """Purposes and general direction order nothing; a purpose that begins with a named agency's order is a doubt."""
    below = ask.below(item)
    told = [i for i in below if zone == "purpose" and _tells_by_name(i, ask)]
    kept.put_aside([i for i in below if i not in told], PURPOSE if zone == "purpose" else STEERING)
    kept.doubt("W411", told)
    kept.put("heading", [item] if item.numbered and item.children else [])


def orders_beside(item: Item, label: str, ask: Questions) -> bool:
    """Whether a sentence of the item begins as an order does and holds no phrase of ``label``."""
    words = (item.text[start:end] for start, end in sentences(item.text))
    return any(begins_order(w, ask.lexicon) and not ask.lexicon.value(label, w) for w in words)


def may_tell(item: Item, ask: Questions) -> bool:
    """Whether a text that tells nobody as far as the rules read it may tell somebody: a role word at its start, an
    order behind an agency's name that begins a sentence, or such a name behind a dash or a stroke at the end or alone
    in the last bracket."""
    clauses = ask.clauses(item.text)
    bracket = _BRACKET.search(item.text)
    if bracket and ask.lexicon.agencies.is_agency_heading(bracket["words"]):
        return True
    if clauses.at("role", clauses.skip(0)) is not None or ask.names_only_behind(item):
        return True
    opens = (clauses.skip(m.end()) for m in _OPENS.finditer(item.text))
    ends = (clauses.skip(m.end()) for m in _BEHIND.finditer(item.text))
    return any(_acts(clauses, p) for p in opens) or any(_is_named(clauses, p) for p in ends)


def _acts(clauses: Clauses, position: int) -> bool:
    """Agencies at ``position``, and their order behind them."""
    if clauses.begins_order(position):  # "Tổ chức …": no body
        return False
    read = clauses.read_list(position)
    return bool(read.parties) and clauses.begins_order(clauses.skip(read.end))


def _is_named(clauses: Clauses, position: int) -> bool:
    """An agency called by its name at ``position``."""
    read = clauses.read_list(position)
    return bool(read.parties) and read.parties[0].agency.kind != "nhom" and not clauses.at("verb", position)


def _tells_by_name(item: Item, ask: Questions) -> bool:
    """Whether the item begins with agencies called by their names whose order follows at once."""
    first = ask.lexicon.agencies.read_list(item.text, 0).parties
    if not first or first[0].agency.kind == "nhom":
        return False
    clauses = ask.clauses(item.text)
    told = clauses.subject(0, ask.lexicon.issuer_id)
    if told is None or not told.certain or not ask.named_alone(told) or told.start != clauses.skip(0):
        return False
    return clauses.begins_order(clauses.skip(told.end))


def _tells_by_mode(item: Item, ask: Questions) -> bool:
    """Whether a sentence gives an order by "Giao", "Đề nghị" itself and leads in nothing."""
    told = segments(ask.clauses(item.text), ask.lexicon, closing=False)
    return any(s.subject.mode is not None and item.text[: s.end].rstrip()[-1] != ":" for s in told)
