"""The annex of a letter: its tasks as tables, in the plan's own words; the same rows for an office's own template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Agency, Task
from pipeline.write.letter.case import upper_first
from pipeline.write.letter.context import Context, Tone, handing_in
from pipeline.write.letter.page import Annex, Grid
from pipeline.write.letter.said.lines import named_from_outside, sentences
from pipeline.write.letter.said.place import place_in_plan
from pipeline.write.letter.sender import blank_day, number_blank
from pipeline.write.letter.words import deadline_words, names
from pipeline.write.office.rich import Rich, bold, fill, plain


def write_annex(own: Sequence[Task], shared: Sequence[Task], tone: Tone, context: Context, agency: Agency) -> Annex:
    """The task list as tables, in the plan's own words."""
    day, month, year = blank_day()
    note = fill(
        context.words["annex_note"],
        number=number_blank(),
        symbol=context.sender.symbol,
        day=day,
        month=month,
        year=year,
        issuer=context.sender.full,
    )
    parts = [(tasks, heading) for tasks, heading in ((own, "heading_own"), (shared, "heading_shared")) if tasks]
    grids = tuple(
        _grid(
            tasks,
            f"{'I' * number}. {tone.words[heading].upper()}" if len(parts) > 1 else "",
            tasks is shared,
            tone,
            context,
        )
        for number, (tasks, heading) in enumerate(parts, 1)
    )
    title = tone.words["annex_title"].format(agency=agency.name)
    return Annex("Phụ lục", title, note, grids)


def _grid(tasks: Sequence[Task], heading: str, shared: bool, tone: Tone, context: Context) -> Grid:
    words = context.words
    handed_in = any(task.product or task.report_to or task.monitors for task in tasks)
    heads = [
        words["column_number"],
        tone.words["column_task"],
        words["column_place"].format(type=context.citation.type),
        words["column_owner" if shared else "column_role"],
        words["column_deadline"],
    ]
    shares = [11.0, 66.0, 24.0, 32.0, 27.0]
    if handed_in:
        heads.append(words["column_product"])
        shares = [11.0, 57.0, 20.0, 27.0, 23.0, 22.0]
    rows = [_row(str(number), task, shared, handed_in, context) for number, task in enumerate(tasks, 1)]
    return Grid(heading, tuple(shares), tuple(heads), tuple(rows))


def _row(number: str, task: Task, shared: bool, handed_in: bool, context: Context) -> tuple[Rich, ...]:
    words = context.words
    cells = [
        plain(number),
        plain(said_in_table(task, shared, context)),
        plain(place_in_plan(task, context.plan.document, context.rows)),
        _owners_cell(task) if shared else _role_cell(task, words),
        plain(upper_first(deadline_words(task, words, context.citation.type))),
    ]
    if handed_in:
        cells.append(plain(";\n".join(upper_first(one.rstrip(".")) for one in handing_in(task, words))))
    return tuple(cells)


def said_in_table(task: Task, shared: bool, context: Context) -> str:
    """The task's lines in a cell; another's task without its role clause, which speaks to the owner."""
    names_of = (context.citation.type, context.this_document)
    lines = named_from_outside(task.action, *names_of) if shared else sentences(task, *names_of)
    return "\n".join([upper_first(lines[0]), *lines[1:]])


def _role_cell(task: Task, words: Mapping[str, str]) -> Rich:
    """ "Chủ trì; phối hợp với: …"; a supporting role and its partners are one phrase."""
    role = bold(plain(upper_first(words[f"role_{task.owner_role}"])))
    if not task.partners:
        return role
    partners = words["partners"].format(partners=names(task.partners))
    return plain(upper_first(partners)) if task.owner_role == "support" else role + plain(f"; {partners}")


def _owners_cell(task: Task) -> Rich:
    return plain(names(task.owners))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a row of an office's own template; the names are those of the template's fields."""

    stt: str
    nhiem_vu: str
    can_cu: str
    vai_tro: str
    chu_tri: str
    phoi_hop: str
    thoi_han: str
    san_pham: str


def task_rows(own: Sequence[Task], shared: Sequence[Task], context: Context) -> tuple[TaskRow, ...]:
    """The agency's own tasks, then those of others in which it is a partner, numbered through."""
    words = context.words
    return tuple(
        TaskRow(
            stt=str(number),
            nhiem_vu=said_in_table(task, task in shared, context),
            can_cu=place_in_plan(task, context.plan.document, context.rows),
            vai_tro=upper_first(words["role_support" if task in shared else f"role_{task.owner_role}"]),
            chu_tri=names(task.owners),
            phoi_hop=names(task.partners),
            thoi_han=upper_first(deadline_words(task, words, context.citation.type)),
            san_pham="; ".join(one.rstrip(".") for one in handing_in(task, words)),
        )
        for number, task in enumerate((*own, *shared), 1)
    )
