"""«Phân công nhiệm vụ»: the tasks of the issuer's own house in one list, without addressee; inside a house one is told,
not asked."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Plan, Settings, Task
from pipeline.write.letter.annex import TaskRow, said_in_table, task_rows
from pipeline.write.letter.case import upper_first
from pipeline.write.letter.citation import cite_plan
from pipeline.write.letter.context import Context, handing_in
from pipeline.write.letter.page import Grid, Page, Para
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.said.place import row_numbers
from pipeline.write.letter.sender import page_from, resolve_sender
from pipeline.write.letter.who.office import of_office
from pipeline.write.letter.who.relation import relation_to
from pipeline.write.letter.words import deadline_words, names
from pipeline.write.office.rich import Rich, bold, fill, plain

_SHARES = (11.0, 64.0, 34.0, 26.0, 30.0)


@dataclass(frozen=True, slots=True)
class Duties:
    """The list as a page, its tasks, and the same as rows for an office's own form (a Thông báo)."""

    page: Page
    tasks: tuple[Task, ...]
    rows: tuple[TaskRow, ...]


def plan_duties(plan: Plan, profile: Profile, settings: Settings) -> Duties | None:
    """The list of what the plan gives to parts of the issuer's own house; None where it gives them nothing."""
    profile = of_office(profile, settings)
    sender = resolve_sender(plan.header, settings, profile)
    tasks = tuple(
        task
        for task in plan.tasks
        if any(relation_to(p.agency, sender.issuer, profile) == "house" for p in task.owners)
    )
    if not tasks:
        return None
    context = Context(plan, profile, sender, cite_plan(plan, profile), row_numbers(plan.document))
    words = profile.words.duties
    opening = fill(words["opening"], plan=context.citation.first, self=sender.short)
    subject = fill(words["subject"], plan=context.citation.subject)
    page = page_from(sender, subject, (), (Para(opening),))
    return Duties(_listed(page, tasks, context), tasks, task_rows(tasks, (), context))


def _listed(page: Page, tasks: tuple[Task, ...], context: Context) -> Page:
    """The page with its title and table, filed as the decree files: nobody outside the house gets it."""
    words = context.profile.words.duties
    heads = ("STT", *(words[f"column_{name}"] for name in ("task", "owner", "deadline", "product")))
    rows = tuple(_row(str(number), task, context) for number, task in enumerate(tasks, 1))
    return page.as_list(words["title"], (Grid("", _SHARES, heads, rows),))


def _row(number: str, task: Task, context: Context) -> tuple[Rich, ...]:
    words = context.words
    role = "" if task.owner_role == "perform" else f" ({words[f'role_{task.owner_role}']})"
    owners = plain(upper_first(names(task.owners)) + role)
    partners = words["partners"].format(partners=names(task.partners)) if task.partners else ""
    return (
        plain(number),
        plain(said_in_table(task, False, context)),
        bold(owners) + plain(f";\n{partners}" if partners else ""),
        plain(upper_first(deadline_words(task, words, context.citation.type))),
        plain(";\n".join(upper_first(one.rstrip(".")) for one in handing_in(task, words))),
    )
