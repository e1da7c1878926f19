"""The same work in several sections: a label for its tasks, and what they leave open between them.

Two tasks are one work where they stand in different sections and most of the shorter one's own words are the other's.
A wrong group costs more than a missing one: words of the plan's occasion and of all administration count nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.assemble.terms import Unit, pairs, terms, units
from pipeline.find.tokens import fold
from pipeline.model import Notice, Plan, Span, Task

_ALIKE = 0.5  # share of the lighter task's weight that both have
_WHOLE = 0.8  # so much alike that two leads, or two days, cannot both be meant
_FEWEST = 4  # units that both have; fewer are a phrase, not a work
_RARE = 12  # a unit in more tasks than this names no single work (and keeps the search linear)
_LABEL = 60  # characters of a label's words
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Work:
    """Tasks of one work, by position, in the order of the plan; ``like`` is how alike the least alike two are."""

    tasks: tuple[int, ...]
    like: float


def group_works(plan: Plan) -> tuple[Plan, tuple[Notice, ...]]:
    """The plan with ``work_group`` set on tasks of one work, and the notices W446 to W449 of each work."""
    works = find_works(plan.tasks, plan.header.title or "")
    tasks = list(plan.tasks)
    notices: list[Notice] = []
    for number, work in enumerate(works, 1):
        label = f"CV-{number:02d} {_words([plan.tasks[n].action for n in work.tasks])}".rstrip()
        for n in work.tasks:
            tasks[n] = replace(tasks[n], work_group=label)
        notices.extend(_notices([tasks[n] for n in work.tasks], label, work.like))
    return replace(plan, tasks=tuple(tasks)), tuple(notices)


def find_works(tasks: Sequence[Task], title: str) -> tuple[Work, ...]:
    """The works that several sections share, in the order of their first task; a task is of one work at most."""
    weights = [_weighed(found) for found in _contents(tasks, title)]
    like = _likeness(tasks, weights, _idf(weights, len(tasks)))
    groups: list[list[int]] = []
    home: dict[int, list[int]] = {}
    for _, a, b in sorted((-share, a, b) for (a, b), share in like.items()):
        _join(a, b, groups, home, like)
    kept = [sorted(g) for g in groups if len(g) > 1]
    return tuple(Work(tuple(g), _least(g, like)) for g in sorted(kept))


def _contents(tasks: Sequence[Task], title: str) -> list[frozenset[Unit]]:
    """Each task's own units: without the plan's occasion and without the words of all administration."""
    nothing = units(pairs(title)) | terms().boilerplate
    return [units(pairs(task.action)) - nothing for task in tasks]


def _weighed(found: frozenset[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(found))


def _idf(contents: Sequence[tuple[Unit, ...]], count: int) -> Mapping[Unit, float]:
    places: dict[Unit, int] = {}
    for unit in (u for of in contents for u in of):
        places[unit] = places.get(unit, 0) + 1
    return {u: math.log((count + 1) / n) if n <= max(2, min(_RARE, count // 3)) else 0.0 for u, n in places.items()}


def _likeness(
    tasks: Sequence[Task], contents: Sequence[tuple[Unit, ...]], idf: Mapping[Unit, float]
) -> dict[tuple[int, int], float]:
    """How alike two tasks of different sections are, for those that are at all: share of the lighter one's weight."""
    totals = [sum(idf[u] for u in of) for of in contents]
    places: dict[Unit, list[int]] = {}
    common: dict[tuple[int, int], list[float]] = {}
    for n, of in enumerate(contents):
        for unit in (u for u in of if idf[u]):
            for m in places.setdefault(unit, []):
                if tasks[m].section != tasks[n].section:
                    common.setdefault((m, n), []).append(idf[unit])
            places[unit].append(n)
    shares = {p: sum(w) / min(totals[p[0]], totals[p[1]]) for p, w in common.items() if len(w) >= _FEWEST}
    return {pair: share for pair, share in shares.items() if share >= _ALIKE}


def _join(
    a: int, b: int, groups: list[list[int]], home: dict[int, list[int]], like: Mapping[tuple[int, int], float]
) -> None:
    """Put two alike tasks into one group, where every member of the one is alike to every member of the other."""
    left, right = home.get(a) or [a], home.get(b) or [b]
    if left is right or not all((min(x, y), max(x, y)) in like for x in left for y in right):
        return
    merged = [*left, *right]
    groups[:] = [g for g in groups if g is not left and g is not right] + [merged]
    home.update(dict.fromkeys(merged, merged))


def _least(group: Sequence[int], like: Mapping[tuple[int, int], float]) -> float:
    return min(like[(a, b)] for a in group for b in group if a < b)


def _words(texts: Sequence[str]) -> str:
    """The longest run of words that all texts have, as the first one writes it, cut at a word."""
    first = list(_WORD.finditer(texts[0]))
    folded = [fold(m.group()) for m in first]
    begin, end = 0, len(first)
    for text in texts[1:]:
        other = [fold(w) for w in _WORD.findall(text)]
        match = SequenceMatcher(None, folded[begin:end], other, autojunk=False).find_longest_match()
        if match.size > 1:
            begin, end = begin + match.a, begin + match.a + match.size
    return _trimmed(texts[0][first[begin].start() : first[end - 1].end()]) if first else ""


def _trimmed(words: str) -> str:
    words = words.replace("\n", " ").strip(" ,.;:-")
    while (length := terms().verbless(words)) and len(words) > length + 12:
        words = words[length:].lstrip(" ,.;:-")
    if len(words) > _LABEL:
        words = words[: words.rfind(" ", 0, _LABEL)].rstrip(" ,.;:-") + " …"
    return words[:1].upper() + words[1:]


def _notices(tasks: Sequence[Task], label: str, like: float) -> Iterator[Notice]:
    """What the tasks of one work leave open; each notice stands at the work's first task."""
    if all(task.owner_role == "support" for task in tasks):
        yield _notice("W446", tasks, {"work": label})
    if like >= _WHOLE:
        yield from _conflicts(tasks, label)
    partners = _without_task(tasks)
    if partners:
        yield _notice("W449", tasks, {"work": label, "agencies": "; ".join(partners)})


def _conflicts(tasks: Sequence[Task], label: str) -> Iterator[Notice]:
    leads = _names(p.agency.name for t in tasks if t.owner_role == "lead" for p in t.owners[:1])
    if len({p.agency.id for t in tasks if t.owner_role == "lead" for p in t.owners[:1]}) > 1:
        yield _notice("W447", tasks, {"work": label, "agencies": "; ".join(leads)})
    ends = [(t.deadline.end, t.id) for t in tasks if t.deadline.end and not t.deadline.recurrence]
    if len({end for end, _ in ends}) > 1:
        days = "; ".join(f"{end:%d/%m/%Y} ({task})" for end, task in ends)
        yield _notice("W448", tasks, {"work": label, "days": days})


def _without_task(tasks: Sequence[Task]) -> list[str]:
    """Partners by name (no groups) that own none of the work's tasks."""
    owners = {p.agency.id for t in tasks for p in t.owners}
    named = (p.agency for t in tasks for p in t.partners if p.agency.kind != "nhom")
    return _names(a.name for a in named if a.id not in owners and not a.members)


def _names(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _notice(code: str, tasks: Sequence[Task], facts: Mapping[str, str]) -> Notice:
    ids = ", ".join(task.id for task in tasks)
    first: Span | None = tasks[0].spans[0] if tasks[0].spans else None
    return Notice(code, first, tasks[0].text, tasks[0].place, tasks[0].id, {**facts, "tasks": ids})
