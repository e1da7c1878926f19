"""Content items ("activities") linked to the tasks that carry them out, and the parts of them that nobody was given.

Words decide, so a link says "names the same work", no more. Where a plan's content and its assignments use different
words, words cannot tell what is missing: then links are given and nothing is said to be missing (``_speaks_alike``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check.terms import ABSENT, NamedWork, Unit, pairs, parts, units
from pipeline.model import Activity, Notice, Plan, Span, Task

# Found by trying on plans: below it related words, above it the same work.
_SAME = 0.5  # share of an activity's weight that a task takes up: it carries the activity out
_NEAR = 0.3  # so much is a link, where the task also says what the activity is about
_HINT = 0.05  # beside a task that takes up the whole, one that shares a name must share a little more than that
_ENOUGH = 3  # so many items taken up almost whole show how a plan speaks; fewer show nothing
_COMMON = 0.4  # a unit in more of the tasks than this is the plan's occasion and weighs nothing
_MOST = 64  # a unit in more tasks than this says nothing; keeps the work linear in the tasks


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The words of a plan's tasks: where each unit and each pair stands, and what a unit weighs."""

    weights: Mapping[Unit, float]
    places: Mapping[Unit, Sequence[int]]
    said: Mapping[Unit, Sequence[int]]
    works: Mapping[Unit, frozenset[int]]
    occasion: frozenset[Unit]

    def weight(self, unit: Unit) -> float:
        """Inverse document frequency over the plan's tasks; a unit in none of them weighs most."""
        return 0.0 if unit in self.occasion else self.weights.get(unit, self.weights[ABSENT])


def read_words(tasks: Sequence[Task], title: str) -> PlanWords:
    """The index of the tasks of a plan with this title, whose words weigh nothing (they are its occasion)."""
    texts = [f"{task.text}\n{task.product}" for task in tasks]
    read = [(pairs(text), parts(text)) for text in texts]
    said, places = _index([found for found, _ in read])
    works: dict[Unit, set[int]] = {}
    for n, (_, named) in enumerate(read):
        for part in named:
            works.setdefault(part.head, set()).add(n)
    most = min(max(4.0, _COMMON * len(tasks)), _MOST)
    logs = [0.0, *(math.log((len(tasks) + 1) / n) for n in range(1, int(most) + 1))]  # by the number of tasks
    weights = {u: logs[len(at)] if len(at) <= most else 0.0 for u, at in places.items()}
    weights[ABSENT] = math.log(2 * (len(tasks) + 1))
    return PlanWords(weights, places, said, {u: frozenset(at) for u, at in works.items()}, units(pairs(title)))


def _index(found: Sequence[frozenset[Unit]]) -> tuple[dict[Unit, list[int]], dict[Unit, list[int]]]:
    said: dict[Unit, list[int]] = {}
    for n, of in enumerate(found):
        for pair in sorted(of):
            said.setdefault(pair, []).append(n)
    content = units(frozenset(said))
    return said, {unit: at for unit, at in said.items() if unit in content}


@dataclass(frozen=True, slots=True)
class Link:
    """An activity and the tasks near it, by their position: ``shares`` of its weight that they take up, those that say
    what it is about (``said``), and those whose own work it is by name (``works``)."""

    activity: Activity
    parts: tuple[NamedWork, ...]
    shares: Mapping[int, float]
    said: frozenset[int]
    works: frozenset[int]

    @property
    def same(self) -> bool:
        """Whether a task takes up most of the activity's words."""
        return any(share >= _SAME and n in self.said for n, share in self.shares.items())

    def tasks(self, alike: bool) -> tuple[int, ...]:
        """The tasks that carry it out; a name in common counts where the plan's sections speak ``alike``."""
        near = {n for n in self.said if self.shares.get(n, 0.0) >= _NEAR}
        if not alike:
            return tuple(sorted(near))
        least = _HINT if self.same else 0.0
        return tuple(sorted(near | {n for n in self.works if self.shares.get(n, 0.0) >= least}))


def link(activity: Activity, words: PlanWords) -> Link:
    """What the words of one activity have in common with the tasks."""
    of = sorted(units(pairs(activity.text)))
    total = sum(words.weight(u) for u in of)
    shares: dict[int, float] = {}
    for unit in of:
        weight = words.weight(unit)
        for n in words.places.get(unit, ()) if weight else ():
            shares[n] = shares.get(n, 0.0) + weight / total
    found = parts(activity.text)
    heads = [h for h in (part.head for part in found) if _tells(h, words)]
    said = frozenset(n for h in heads for n in words.said.get(h, ()))
    works = frozenset(n for h in heads for n in words.works.get(h, ()))
    return Link(activity, found, shares, said, works)


def _tells(head: Unit, words: PlanWords) -> bool:
    return head != ABSENT and head not in words.occasion and len(words.said.get(head, ())) <= _MOST


def link_activities(plan: Plan) -> tuple[Plan, tuple[Notice, ...]]:
    """The plan with every activity linked to its tasks, and the notices W444 and W445 about what is left open."""
    if not plan.activities or not plan.tasks:
        return plan, ()
    words = read_words(plan.tasks, plan.header.title or "")
    links = [link(activity, words) for activity in plan.activities]
    alike = _speaks_alike(links)
    linked = tuple(replace(k.activity, tasks=tuple(plan.tasks[n].id for n in k.tasks(alike))) for k in links)
    notices = [n for k in links for n in _notices(k, plan, words, alike)]
    return replace(plan, activities=linked), tuple(notices)


def _speaks_alike(links: Sequence[Link]) -> bool:
    """Whether the assignments repeat the content's words: at least half of the items, and some, are whole in one."""
    same = sum(k.same for k in links)
    return same >= _ENOUGH and 2 * same >= len(links)


def _notices(found: Link, plan: Plan, words: PlanWords, alike: bool) -> Iterator[Notice]:
    """Part by part, neighbours of one kind together; whole where nothing but supporters carry an activity out."""
    verdicts = [(part, _verdict(_said(part, words), plan)) for part in found.parts] if alike else []
    missing = any(verdict == "W444" for _, verdict in verdicts)
    if found.same and _support_only(found.tasks(alike), plan) and not missing:
        yield _notice("W445", found.activity, 0, len(found.activity.text))
        return
    for code, start, end in _together(verdicts):
        yield _notice(code, found.activity, start, end)


def _together(verdicts: Sequence[tuple[NamedWork, str]]) -> Iterator[tuple[str, int, int]]:
    """Neighbouring parts of one verdict as one stretch; a part of one syllable goes with the one before it."""
    code, start, end = "", 0, 0
    for part, verdict in verdicts:
        goes_on = part.start == part.noun and (verdict == code or not part.pairs)
        if not goes_on:
            if code.startswith("W"):
                yield code, start, end
            code, start = verdict, part.start
        end = part.end
    if code.startswith("W"):
        yield code, start, end


def _verdict(at: tuple[int, ...] | None, plan: Plan) -> str:
    """W444 where no task names a part, W445 where only supporters do, "ok" where someone does it, "" where unsure."""
    if at is None:
        return ""
    if not at:
        return "W444"
    return "W445" if _support_only(at, plan) else "ok"


def _said(part: NamedWork, words: PlanWords) -> tuple[int, ...] | None:
    """The tasks that name the part's first word; () where none names any word of it; None where words cannot tell:
    for what is no event ("nâng cao nhận thức") they never can."""
    if (
        not part.event
        or not part.pairs
        or any(pair in words.occasion for pair in part.pairs)
        or not "".join(part.words).isalpha()
    ):
        return None
    head = words.said.get(part.head, ())
    if not head and any(words.said.get(pair) for pair in part.pairs):
        return None
    return tuple(head)


def _support_only(at: Sequence[int], plan: Plan) -> bool:
    return bool(at) and all(plan.tasks[n].owner_role == "support" for n in at)


def _notice(code: str, activity: Activity, start: int, end: int) -> Notice:
    """A notice that quotes these characters of the activity's words."""
    span, quote = activity.span, activity.text[start:end].rstrip(" .;")
    exact = Span(span.block, span.start + start, span.start + start + len(quote))
    return Notice(code, exact, quote)
