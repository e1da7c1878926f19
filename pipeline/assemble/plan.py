"""Document → Plan: parts, outline, walk, tables, rows, checks — the second half of the way, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.assemble.draft import Context, Draft
from pipeline.assemble.grid import GridReader
from pipeline.assemble.rows import to_task
from pipeline.assemble.walk import Walk
from pipeline.check.checks import check_plan
from pipeline.find.agency.agencies import Agencies
from pipeline.find.agency.registry import Registry
from pipeline.find.language.matching import Finder
from pipeline.find.layout.fields import read_fields
from pipeline.find.layout.header import read_header
from pipeline.find.layout.outline import PREAMBLE, Item, build_outline
from pipeline.find.layout.parts import Part, split_parts
from pipeline.find.lexicon import Lexicon, first_value, structure_finder
from pipeline.model import Activity, Agency, Document, Header, Heading, Notice, Plan, Settings, Table, Task

_YEAR = re.compile(r"\bnăm (20\d\d)\b", re.I)
_PERIODS = ("year", "half_year", "quarter")
_SAYS_YEAR = re.compile(r"20\d\d|\d[/.-]\d{1,2}[/.-]\d\d\b|năm nay")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one part of the document gave."""

    items: tuple[Item, ...]
    drafts: list[Draft]
    activities: list[Item]
    funding: list[Item]
    notices: list[Notice]


def build_plan(document: Document, registry: Registry, settings: Settings) -> Plan:
    """All that a document orders; what ``settings`` give of its head wins over what was read."""
    finder = structure_finder()
    parts = split_parts(document, lambda line: first_value(finder, "doc-type", line))
    names = [entry.agency.name for entry in registry.entries.values()]
    header = apply_settings(read_header(document, parts, names), settings)
    lexicon = _lexicon(finder, registry, header)
    reads = [_read_part(document, part, lexicon) for part in parts]
    tasks = _tasks([d for r in reads for d in r.drafts], document, lexicon, header)
    plan = Plan(
        document=document,
        header=header,
        tasks=tasks,
        outline=tuple(_heading(i) for r in reads for i in r.items if i.numbered and i.children),
        activities=tuple(Activity(i.section, i.text, i.spans()[0]) for r in reads for i in r.activities),
        funding=tuple(i.text for r in reads for i in r.funding),
        notices=(*document.notices, *(n for r in reads for n in r.notices)),
        agencies=_agencies(tasks, lexicon.agencies),
    )
    return check_plan(plan, lexicon.agencies)


def _agencies(tasks: Sequence[Task], agencies: Agencies) -> dict[str, Agency]:
    """Everyone in the tasks, with the members of groups and the successors of those whose validity ended."""
    found: dict[str, Agency] = {}
    for agency in (p.agency for t in tasks for p in (*t.owners, *t.partners, *t.monitors)):
        found.setdefault(agency.id, agency)
        for other in (*agencies.members(agency), *map(agencies.get, agency.successors)):
            if other is not None:
                found.setdefault(other.id, other)
    return found


def apply_settings(header: Header, settings: Settings) -> Header:
    """The header with what an officer gave in ``<plan>.toml``."""
    return replace(
        header,
        number=settings.number or header.number,
        date=settings.date or header.date,
        place=settings.place or header.place,
        issuer=settings.issuer or header.issuer,
        signer=settings.signer or header.signer,
    )


def _lexicon(finder: Finder, registry: Registry, header: Header) -> Lexicon:
    """The lexicon of the plan's own province and day."""
    province = (header.issuer or "").partition("tỉnh ")[2] or (header.issuer or "").partition("thành phố ")[2] or None
    agencies = Agencies(registry, province, header.date)
    issuer = agencies.read_agency(header.issuer) if header.issuer else None
    return Lexicon(finder, agencies, issuer.agency.id if issuer else "")


def _heading(item: Item) -> Heading:
    return Heading(item.section, item.text, item.block)


def _read_part(document: Document, part: Part, lexicon: Lexicon) -> _Read:
    """Outline and tables of one part."""
    cells = {c: t for t in document.tables for row in t.rows for c in row if c is not None}
    body = [document.blocks[i] for i in part.body]
    items = build_outline(
        (b for b in body if b.index not in cells and b.kind != "footnote"),
        is_label=lambda text: bool(read_fields(text, lexicon.finder)),
        is_closing=lambda text: bool(lexicon.value("closing", text[:80])),
        is_agency_heading=lambda text: lexicon.agencies.is_agency_heading(_without_mode(text, lexicon)) is not None,
        prefix=part.prefix,
    )
    walk = Walk(_without_preamble(items), lexicon)
    base = Context(section=part.prefix)
    walk.run(base)
    grid = GridReader(document, lexicon)
    for table in sorted({cells[b.index].index: cells[b.index] for b in body if b.index in cells}.items()):
        grid.read(table[1], _above(items, table[1], base))
    return _Read(items, walk.drafts + grid.drafts, walk.activities, walk.funding, walk.notices + grid.notices)


def _without_mode(text: str, lexicon: Lexicon) -> str:
    """An agency heading without its "Đề nghị", "Giao"."""
    found = lexicon.finder.find(text, labels=("mode",))
    return text[found[0].span.end :].lstrip(" :") if found and found[0].span.start == 0 else text


def _without_preamble(items: Sequence[Item]) -> Sequence[Item]:
    """The roots before the first number belong to the preamble; a part without numbers has none."""
    first = next((i.index for i in items if i.numbered), None)
    if first is None:
        return items
    return [i if i.index >= first else replace(i, parent=PREAMBLE) for i in items]


def _above(items: Sequence[Item], table: Table, base: Context) -> Context:
    """The context of a table: the numbered heading above it."""
    start = min((c for row in table.rows for c in row if c is not None), default=0)
    above = [i for i in items if i.block < start and i.numbered]
    return replace(base, section=above[-1].section, heading=above[-1].text) if above else base


def _tasks(drafts: Sequence[Draft], document: Document, lexicon: Lexicon, header: Header) -> tuple[Task, ...]:
    """Tasks in the order of the document, each id once."""
    ordered = sorted(drafts, key=lambda d: (d.lines[0].item.block, d.lines[0].start))
    tasks: list[Task] = []
    used: set[str] = set()
    recognised = {n.span.block for n in document.notices if n.code == "W405" and n.span}
    for draft in ordered:
        task = to_task(draft, lexicon, header.date)
        guessed = _before_its_year(task, header)
        if guessed and task.deadline.kind in _PERIODS:
            task = _of_its_year(task, draft, lexicon, header)
        name, n = task.id, 1
        while name in used:
            n += 1
            name = f"{task.id}~{n}"
        used.add(name)
        doubt = ("W405",) if any(s.block in recognised for s in task.spans) else ()
        if "W422" not in task.flags and guessed:
            doubt = (*doubt, "W422")
        place = task.place or document.blocks[task.spans[0].block].place
        tasks.append(replace(task, id=name, place=place, flags=(*task.flags, *doubt)))
    return tuple(tasks)


def _of_its_year(task: Task, draft: Draft, lexicon: Lexicon, header: Header) -> Task:
    """In a plan for a year that its title names, issued in the year before, "cả năm", "Quý II" are that year's."""
    assert header.date is not None
    return replace(task, deadline=to_task(draft, lexicon, date(header.date.year + 1, 1, 1)).deadline)


def _before_its_year(task: Task, header: Header) -> bool:
    """Whether a limit without a year came to lie before the year that the title names: "Kế hoạch … năm 2026", issued in
    November 2025, "Tháng 12"."""
    years = [int(y) for y in _YEAR.findall(header.title or "")]
    end, kind = task.deadline.end, task.deadline.kind
    if end is None or kind == "relative" or _SAYS_YEAR.search(task.deadline_text):
        return False
    return header.date is not None and header.date.year + 1 in years and end.year == header.date.year
