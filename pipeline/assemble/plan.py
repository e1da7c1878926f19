"""Document → Plan: parts, outline, walk, tables, rows, in order; corrections and checks come after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.assemble.draft import Context, Draft
from pipeline.assemble.fields.grid import GridReader
from pipeline.assemble.fields.record import UNKNOWN_LABEL
from pipeline.assemble.kept import FOOTNOTE, Kept
from pipeline.assemble.ledger import build_ledger, of_edges, of_tasks, unsaid_notices
from pipeline.assemble.rows import to_task
from pipeline.assemble.walk import Walk
from pipeline.find.agency.agencies import Agencies
from pipeline.find.language.matching import Finder
from pipeline.find.layout.fields import read_fields
from pipeline.find.layout.header import read_header
from pipeline.find.layout.labels import learn_labels
from pipeline.find.layout.outline import PREAMBLE, Item, build_outline
from pipeline.find.layout.parts import Part, split_parts
from pipeline.find.lexicon import Lexicon, first_value, structure_finder
from pipeline.find.registry.registry import Registry
from pipeline.find.time.steps import is_step
from pipeline.model import Activity, Agency, Document, Header, Heading, LedgerEntry, Notice, Plan, Settings, Table, Task
from pipeline.settings import with_settings

_FIGURES = re.compile(r"\d{4}")
_PERIODS = ("year", "half_year", "quarter")
_SAYS_YEAR = re.compile(r"20\d\d|\d[/.-]\d{1,2}[/.-]\d\d\b")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one part of the document gave."""

    items: tuple[Item, ...]
    kept: tuple[Kept, ...]
    edges: tuple[LedgerEntry, ...]


def build_plan(document: Document, registry: Registry, settings: Settings) -> Plan:
    """All that a document orders, not checked yet; what ``settings`` give of its head wins over what was read."""
    finder = structure_finder()
    parts = split_parts(document, lambda line: first_value(finder, "doc-type", line))
    names = [entry.agency.name for entry in registry.entries.values()]
    header = with_settings(read_header(document, parts, names), settings)
    lexicon = _with_labels(plan_lexicon(finder, registry, header, document), document, parts, header.date)
    reads = [_read_part(document, part, lexicon) for part in parts]
    kept = [k for r in reads for k in r.kept]
    made = _tasks([d for k in kept for d in k.drafts], document, lexicon, header)
    tasks = tuple(task for _, task in made)
    said = (e for r in reads for e in (*r.edges, *(e for k in r.kept for e in k.entries)))
    ledger = build_ledger(document, (*of_tasks(made), *said))
    return Plan(
        document=document,
        header=header,
        tasks=tasks,
        outline=tuple(_heading(i) for r in reads for i in r.items if i.numbered and i.children),
        activities=tuple(Activity(i.section, i.text, i.spans()[0]) for k in kept for i in k.activities),
        funding=tuple(i.text for k in kept for i in k.funding),
        notices=(
            *document.notices,
            *(n for k in kept for n in k.notices),
            *_unknown_labels([d for d, _ in made], lexicon, document),
            *unsaid_notices(document, ledger),
        ),
        agencies=_agencies(tasks, lexicon.agencies),
        ledger=ledger,
    )


def _unknown_labels(drafts: Iterable[Draft], lexicon: Lexicon, document: Document) -> list[Notice]:
    """One doubt for each label or column of the document's own whose place alone said what it names; the rows filled
    from it bear the code as a flag."""
    used = dict.fromkeys(line.doubt for d in drafts for line in d.lines if line.doubt)
    places = [place for label in used if (place := lexicon.own[label].first)]
    return [Notice(UNKNOWN_LABEL, s, document.quote(s), document.blocks[s.block].place) for s in sorted(places)]


def _agencies(tasks: Sequence[Task], agencies: Agencies) -> dict[str, Agency]:
    """Everyone in the tasks, with the members of groups and the successors of those whose validity ended."""
    found: dict[str, Agency] = {}
    for agency in (p.agency for t in tasks for p in (*t.owners, *t.partners, *t.monitors)):
        found.setdefault(agency.id, agency)
        for other in (*agencies.members(agency), *map(agencies.get, agency.successors)):
            if other is not None:
                found.setdefault(other.id, other)
    return found


def plan_agencies(registry: Registry, header: Header, texts: Iterable[str] = ()) -> Agencies:
    """The agencies of the plan's own province and day, with the names that its ``texts`` use as their own."""
    province = (header.issuer or "").partition("tỉnh ")[2] or (header.issuer or "").partition("thành phố ")[2] or None
    return Agencies(registry, province, header.date, texts)


def plan_lexicon(finder: Finder, registry: Registry, header: Header, document: Document) -> Lexicon:
    """What reading this plan needs, but for the labels of its own."""
    agencies = plan_agencies(registry, header, [block.text for block in document.blocks])
    issuer = agencies.read_agency(header.issuer) if header.issuer else None
    return Lexicon(finder, agencies, issuer.agency.id if issuer else "")


def _with_labels(lexicon: Lexicon, document: Document, parts: Sequence[Part], on: date | None) -> Lexicon:
    """The lexicon with the labels that the document itself uses."""
    cells = {c for t in document.tables for row in t.rows for c in row if c is not None}
    body = [document.blocks[i] for part in parts for i in part.body if i not in cells]
    texts = [b.text for b in document.blocks]
    return replace(lexicon, own=learn_labels(body, document.tables, texts, lexicon.finder, lexicon.agencies, on))


def _heading(item: Item) -> Heading:
    return Heading(item.section, item.text, item.block)


def _read_part(document: Document, part: Part, lexicon: Lexicon) -> _Read:
    """Outline and tables of one part."""
    cells = {c: t for t in document.tables for row in t.rows for c in row if c is not None}
    body = [document.blocks[i] for i in part.body]
    items = build_outline(
        (b for b in body if b.index not in cells and b.kind != "footnote"),
        is_label=lambda text: bool(read_fields(text, lexicon.labels)),
        is_closing=lambda text: bool(lexicon.value("closing", text[:80])),
        is_agency_heading=lambda text: lexicon.clauses(text).heading() is not None,
        is_step=is_step,
        prefix=part.prefix,
    )
    walk = Walk(_without_preamble(items), lexicon)
    base = Context(section=part.prefix)
    walk.run(base)
    grid = GridReader(document, lexicon)
    for table in sorted({cells[b.index].index: cells[b.index] for b in body if b.index in cells}.items()):
        grid.read(table[1], _above(items, table[1], base))
    notes = ((b.index, b.text) for b in body if b.kind == "footnote")
    grid.kept.put_cells("aside", notes, rule=FOOTNOTE)
    return _Read(items, (walk.kept, grid.kept), tuple(of_edges(document, part)))


def _without_preamble(items: Sequence[Item]) -> Sequence[Item]:
    """The roots before the first number belong to the preamble; a part without numbers has none."""
    first = next((i.index for i in items if i.numbered), None)
    if first is None:
        return items
    return [i if i.index >= first else replace(i, parent=PREAMBLE) for i in items]


def _above(items: Sequence[Item], table: Table, base: Context) -> Context:
    """The context of a table: the numbered heading above it."""
    start = min((c for row in table.rows for c in row if c is not None), default=0)
    before = [i for i in items if i.block < start]
    above = [i for i in before if i.numbered]
    context = replace(base, section=above[-1].section, heading=above[-1].text) if above else base
    return context.timed(before[-1]) if before else context  # "Ngày 15/4/2027:" in the line above


def _tasks(
    drafts: Sequence[Draft], document: Document, lexicon: Lexicon, header: Header
) -> tuple[tuple[Draft, Task], ...]:
    """Tasks in the order of the document, each id once, with the drafts they were made from."""
    ordered = sorted(drafts, key=lambda d: (d.lines[0].item.block, d.lines[0].start))
    tasks: list[tuple[Draft, Task]] = []
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
        tasks.append((draft, replace(task, id=name, place=place, flags=(*task.flags, *doubt))))
    return tuple(tasks)


def _of_its_year(task: Task, draft: Draft, lexicon: Lexicon, header: Header) -> Task:
    """In a plan for a year that its title names, issued in the year before, "cả năm", "Quý II" are that year's."""
    assert header.date is not None
    return replace(task, deadline=to_task(draft, lexicon, date(header.date.year + 1, 1, 1)).deadline)


def _says_year(words: str) -> bool:
    """Whether the words of a limit say its year themselves."""
    return bool(_SAYS_YEAR.search(words) or structure_finder().find(words, labels=("this-year",)))


def _before_its_year(task: Task, header: Header) -> bool:
    """Whether a limit without a year came to lie before the year that the title names: "Kế hoạch … năm 2026", issued in
    November 2025, "Tháng 12"."""
    title = header.title or ""
    named = structure_finder().find(title, labels=("plan-year",))
    years = [int(y) for m in named for y in _FIGURES.findall(title[m.span.start : m.span.end])]
    end, kind = task.deadline.end, task.deadline.kind
    words = next((str(m.value) for m in task.mentions if m.label == "deadline"), task.deadline_text)
    if end is None or kind == "relative" or _says_year(words):
        return False
    return header.date is not None and header.date.year + 1 in years and end.year == header.date.year
