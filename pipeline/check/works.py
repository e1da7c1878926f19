"""The same work in several sections: a label for its tasks, and what they leave open between them.

Two tasks are one work where they stand in different sections and most of the shorter one's own words are the other's.
A wrong group costs more than a missing one: words of the plan's occasion and of all administration count nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check.terms import Unit, own_pairs, pairs, parts, unit_offsets, units
from pipeline.model import Agency, Notice, Plan, Task

_NEAR = 0.45  # share of the lighter task's weight that both have: worth a look
_ALIKE = 0.64  # the mean of it between two groups that become one (found by trying on plans)
_WHOLE = 0.8  # so much alike that two leads, or two days, cannot both be meant
_FEWEST = 3  # units that both have; fewer are a phrase, not a work
_RARE = 12  # a unit in more tasks than this names no single work (and keeps the search linear)
_LABEL = 60  # characters of a label's words

Pairs = Mapping[tuple[int, int], float]
Settled = frozenset[tuple[str, str]]  # row id, and the code of a doubt that is none, or WORK_GROUP
WORK_GROUP = "work_group"


@dataclass(frozen=True, slots=True)
class Work:
    """Tasks of one work, by position, in the order of the plan; ``like`` is how alike the least alike two are.

    ``common`` are the units that all of them have, the most telling first, in the order of the first one's words;
    ``kin`` the tasks outside that name the work too, in words of their own.
    """

    tasks: tuple[int, ...]
    like: float
    common: tuple[Unit, ...]
    kin: tuple[int, ...]


def group_works(plan: Plan, settled: Settled = frozenset()) -> tuple[Plan, tuple[Notice, ...]]:
    """The plan with ``work_group`` set on tasks of one work, and the notices W446 to W449 of each work.

    A row whose group a person has settled keeps it.
    """
    tasks = list(plan.tasks)
    notices: list[Notice] = []
    for number, work in enumerate(find_works(plan.tasks, plan.header.title or ""), 1):
        label = f"CV-{number:02d} {_words(plan.tasks[work.tasks[0]].action, work.common)}".rstrip()
        for n in work.tasks:
            if (tasks[n].id, WORK_GROUP) not in settled:
                tasks[n] = replace(tasks[n], work_group=label)
        kin = [*work.kin, *_beside(work, plan)]
        notices.extend(_notices(work, [plan.tasks[n] for n in kin], plan.tasks, label))
    return replace(plan, tasks=tuple(tasks)), tuple(notices)


def _beside(work: Work, plan: Plan) -> list[int]:
    """The tasks that carry out an activity which all tasks of the work carry out."""
    own = {plan.tasks[n].id for n in work.tasks}
    shared = {t for activity in plan.activities if own <= set(activity.tasks) for t in activity.tasks}
    return [n for n, task in enumerate(plan.tasks) if task.id in shared - own] if shared else []


def find_works(tasks: Sequence[Task], title: str) -> tuple[Work, ...]:
    """The works that several sections share, in the order of their first task; a task is of one work at most."""
    contents = _contents(tasks, title)
    like = _likeness(tasks, contents, _weights(contents))
    home: dict[int, list[int]] = {}
    for _, a, b in sorted((-share, a, b) for (a, b), share in like.items()):
        _join(home.get(a) or [a], home.get(b) or [b], home, like)
    groups = sorted({tuple(sorted(group)) for group in home.values()})
    return tuple(_work(group, tasks, contents, like) for group in groups)


def _work(group: tuple[int, ...], tasks: Sequence[Task], contents: Sequence[Sequence[Unit]], like: Pairs) -> Work:
    shared = frozenset.intersection(*(frozenset(contents[n]) for n in group))
    text = tasks[group[0]].action
    offsets, inner = unit_offsets(text), own_pairs(text, edges=False)
    common = tuple(sorted(shared, key=lambda unit: (unit not in inner, offsets.get(unit, 0), unit)))
    least = min(like.get((a, b), 0.0) for a in group for b in group if a < b)
    naming = set(common[:2])
    kin = [n for n, of in enumerate(contents) if naming and naming <= set(of) and n not in group]
    return Work(group, least, common, tuple(kin))


def _contents(tasks: Sequence[Task], title: str) -> list[tuple[Unit, ...]]:
    """Each task's own units: without names of its agencies, the plan's occasion and the words of all administration."""
    occasion = units(pairs(title))
    return [tuple(sorted(units(own_pairs(_without_names(task))) - occasion)) for task in tasks]


def _without_names(task: Task) -> str:
    text = task.action
    for party in (*task.owners, *task.partners):
        text = text.replace(party.surface, "\n").replace(party.agency.name, "\n")
    return text


def _weights(contents: Sequence[tuple[Unit, ...]]) -> Mapping[Unit, float]:
    places: dict[Unit, int] = {}
    for unit in (u for of in contents for u in of):
        places[unit] = places.get(unit, 0) + 1
    most = max(2, min(_RARE, len(contents) // 3))
    return {u: math.log((len(contents) + 1) / n) if n <= most else 0.0 for u, n in places.items()}


def _likeness(tasks: Sequence[Task], contents: Sequence[tuple[Unit, ...]], weights: Mapping[Unit, float]) -> Pairs:
    """How alike two tasks are that could be one work: the share of the lighter one's weight that both have."""
    totals = [sum(weights[u] for u in of) for of in contents]
    places: dict[Unit, list[int]] = {}
    common: dict[tuple[int, int], list[float]] = {}
    for n, of in enumerate(contents):
        for unit in (u for u in of if weights[u]):
            for m in places.setdefault(unit, []):
                if _apart(tasks[m], tasks[n]):
                    common.setdefault((m, n), []).append(weights[unit])
            places[unit].append(n)
    shares = {p: sum(w) / min(totals[p[0]], totals[p[1]]) for p, w in common.items() if len(w) >= _FEWEST}
    return {pair: share for pair, share in shares.items() if share >= _NEAR}


def _apart(one: Task, other: Task) -> bool:
    """Whether two tasks stand in different sections; neighbours under one heading with one owner are two works."""
    if one.section == other.section:
        return False
    siblings = one.section.rpartition(".")[0] == other.section.rpartition(".")[0] != ""
    return not (siblings and _ids(one) & _ids(other))


def _ids(task: Task) -> set[str]:
    return {party.agency.id for party in task.owners}


def _join(left: list[int], right: list[int], home: dict[int, list[int]], like: Pairs) -> None:
    """Make two groups one where their tasks are alike on the whole."""
    shares = [like.get((min(x, y), max(x, y)), 0.0) for x in left for y in right]
    if left is not right and sum(shares) / len(shares) >= _ALIKE:
        merged = [*left, *right]
        home.update(dict.fromkeys(merged, merged))


def _words(text: str, common: Sequence[Unit]) -> str:
    """The first task's words from where the common ones begin (past its verb, if they begin there), cut at a word."""
    at = unit_offsets(text).get(common[0], 0) if common else 0
    start = next((part.noun for part in parts(text) if part.start <= at < part.end), at)
    words = text[start:].split("\n")[0].rstrip(" .;,")
    if len(words) > _LABEL:
        words = words[: words.rfind(" ", 0, _LABEL)].rstrip(" ,.;:-") + " …"
    return words[:1].upper() + words[1:]


def _notices(work: Work, kin: Sequence[Task], tasks: Sequence[Task], label: str) -> Iterator[Notice]:
    """What the tasks of one work leave open, ``kin`` looked at too; each notice stands at the work's first task."""
    own = [tasks[n] for n in work.tasks]
    all_of_it = [*own, *kin]
    if all(task.owner_role == "support" for task in all_of_it):
        yield _notice("W446", own, {"work": label})
    if work.like >= _WHOLE:
        yield from _conflicts(own, label)
    partners = _without_task(own, all_of_it)
    if partners and len(set().union(*map(_ids, own))) > 1:
        yield _notice("W449", own, {"work": label, "agencies": "; ".join(partners)})


def _conflicts(tasks: Sequence[Task], label: str) -> Iterator[Notice]:
    """Two that lead one work (a commune leads at home, which is no conflict), and days that disagree."""
    leads = {p.agency.id: p.agency.name for t in tasks if t.owner_role == "lead" for p in t.owners if _single(p.agency)}
    if len([t for t in tasks if t.owner_role == "lead" and _ids(t) & leads.keys()]) > 1 and len(leads) > 1:
        yield _notice("W447", tasks, {"work": label, "agencies": "; ".join(leads.values())})
    ends = [(t.deadline.end, t.id) for t in tasks if t.deadline.end and not t.deadline.recurrence]
    if len({end for end, _ in ends}) > 1:
        days = "; ".join(f"{end:%d/%m/%Y} ({task})" for end, task in ends)
        yield _notice("W448", tasks, {"work": label, "days": days})


def _single(agency: Agency) -> bool:
    """Whether a name stands for one agency of the plan's own level."""
    return agency.kind not in ("nhom", "ubnd-xa", "ubnd-huyen", "ubnd-tinh") and not agency.members


def _without_task(tasks: Sequence[Task], all_of_it: Iterable[Task]) -> list[str]:
    """Partners by name that own none of the work's tasks."""
    owners = set().union(*map(_ids, all_of_it))
    partners = (p.agency for t in tasks for p in t.partners)
    return list(dict.fromkeys(a.name for a in partners if a.id not in owners and _single(a)))


def _notice(code: str, tasks: Sequence[Task], facts: Mapping[str, str]) -> Notice:
    first = tasks[0]
    span = first.spans[0] if first.spans else None
    return Notice(code, span, first.text, first.place, first.id, {**facts, "tasks": ", ".join(t.id for t in tasks)})
