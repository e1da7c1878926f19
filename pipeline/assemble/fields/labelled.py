"""Content items followed by label lines: item and lines are one record; one set of lines can hold for several items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.draft import Context, Draft, Line, whole
from pipeline.assemble.fields.attributed import read_attribution
from pipeline.assemble.fields.record import OWNER_KINDS, Record, field_lines, join_partners
from pipeline.assemble.fields.values import begins_order, read_owner_value
from pipeline.assemble.telling import all_groups, segments
from pipeline.find.layout.fields import LEARNED, read_fields, read_fields_behind, read_heading
from pipeline.find.layout.outline import Item
from pipeline.find.layout.ranks import PLAIN
from pipeline.find.lexicon import Lexicon


@dataclass(slots=True)
class Run:
    """Neighbours under one heading: ``members`` are content items with their place, ``labels`` the lines that follow
    them, ``sources`` the neighbours that hold these lines or lead them in."""

    members: list[tuple[Item, int]] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    sources: list[tuple[Item, int]] = field(default_factory=list)

    @property
    def has_content(self) -> bool:
        """Whether a line says what is to be done."""
        return any(line.kind == "content" for line in self.labels)

    @property
    def names_owner(self) -> bool:
        """Whether a line names who leads or carries out."""
        return any(line.kind in OWNER_KINDS for line in self.labels)

    @property
    def whole(self) -> bool:
        """Whether the lines alone make a record: they say what is to be done and by whom."""
        return self.has_content and self.names_owner

    @property
    def holders(self) -> list[Item]:
        """The items that hold the lines or lead them in."""
        return [item for item, _ in self.sources]

    def visited(self, *, owned: bool) -> list[tuple[Item, int]]:
        """The items of a run without an owner that stand for themselves: its members and, where no heading above owns
        them, the lines "Nội dung: …"."""
        contents = {line.item.index for line in self.labels if line.kind == "content"}
        return self.members + [(i, place) for i, place in self.sources if i.index in contents and not owned]

    def ends_before(self, line: Line) -> bool:
        """Whether a field that comes again begins the next record: the work, or what the set of lines began with."""
        if not self.has_content:
            return False
        return line.kind == "content" or (not self.members and line.kind == self.labels[0].kind)


def group_children(siblings: Sequence[Item], items: Sequence[Item], lexicon: Lexicon) -> list[Run]:
    """Siblings cut into runs; a run ends behind its label lines."""
    runs: list[Run] = []
    run = Run()
    headed = label_headings(siblings, items, lexicon)
    for place, item in enumerate(siblings, 1):
        own = headed.get(item.index) or label_lines(item, items, lexicon)
        for line in own:
            if run.ends_before(line):
                runs.append(run)
                run = Run()
            run.labels.append(line)
        if own:
            run.sources.append((item, place))
            continue
        behind = lines_behind(item, lexicon)
        if run.labels or (behind and run.members):
            runs.append(run)
            run = Run()
        run.members.append((item, place))
        nested = behind or _nested_lines(item, items, lexicon)
        if behind or any(line.kind in OWNER_KINDS for line in nested):
            run.labels = nested
            run.sources = [
                (items[k], n) for n, k in enumerate(item.children, 1) if label_lines(items[k], items, lexicon)
            ]
    runs.append(run)
    return [part for r in runs for part in _split(r, lexicon)]


def _nested_lines(item: Item, items: Sequence[Item], lexicon: Lexicon) -> list[Line]:
    """Label lines below an item that speak of the item itself: nothing else stands there but details of it."""
    lines: list[Line] = []
    run = Run()
    again = False  # work stands behind a set of lines: each set speaks of what is before it, not of the item
    for kid in (items[k] for k in item.children):
        own = label_lines(kid, items, lexicon)
        if (own and (again or Run(labels=own).whole)) or (kid.children and not own):
            return []
        for line in own:
            if run.ends_before(line):
                return []
            run.labels.append(line)
        again = again or bool(lines and not own)
        if not own and begins_order(kid.text, lexicon) and (kid.numbered or item.text[-1] not in ".;"):
            return []  # below a full sentence a bullet is a detail, whatever it begins with
        lines += own
    return lines


def _shares(item: Item, last: Item, lexicon: Lexicon) -> bool:
    """Whether the lines behind ``last`` speak of ``item`` too: a leaf of its rank that tells no agency by name."""
    if item.rank != last.rank or item.children or read_attribution(item, lexicon):
        return False
    told = segments(lexicon.clauses(item.text), lexicon, closing=False)
    return all(s.subject.mode is None and all_groups(s.subject) for s in told)


def _split(run: Run, lexicon: Lexicon) -> list[Run]:
    """A set of lines holds for the leaves of one rank that stand directly before it; others are no part of its run."""
    if not run.labels or len(run.members) < 2:
        return [run]
    last = run.members[-1][0]
    first = len(run.members) - 1
    while first > 0 and _shares(run.members[first - 1][0], last, lexicon):
        first -= 1
    head = Run(run.members[:first])
    return ([head] if head.members else []) + [Run(run.members[first:], run.labels, run.sources)]


def label_lines(item: Item, items: Sequence[Item], lexicon: Lexicon) -> list[Line]:
    """The fields of an item's text as lines, at any depth: of a label that has labels below it ("b) Cơ quan thực
    hiện:", "- Chủ trì: …") those below.

    Empty where it is no label line, but a heading with orders below it ("13. Tổ chức thực hiện:").
    """
    lines = field_lines(item, read_fields(item.text, lexicon.labels))
    opens = bool(lines) and not lines[-1].value.strip() and lines[-1].kind in OWNER_KINDS
    below = [line for k in item.children for line in label_lines(items[k], items, lexicon)] if opens else []
    if lines and item.numbered and item.children and not below:
        kids = [items[k].text for k in item.children]
        heads = lines[-1].rule == LEARNED and sum(begins_order(kid, lexicon) for kid in kids) * 2 > len(kids)
        return [] if heads or lexicon.value("zone", item.text) not in ("", "content") else lines
    return [*lines[:-1], *below] if below else lines


def lines_behind(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields behind the work in the item's own paragraph, as lines."""
    return field_lines(item, read_fields_behind(item.text, lexicon.labels))


def label_headings(siblings: Sequence[Item], items: Sequence[Item], lexicon: Lexicon) -> dict[int, list[Line]]:
    """Headings that are labels without a colon ("1. Nội dung", "2. Cơ quan chủ trì", the values below them), as lines
    by item; only where they name several fields, and one of them says who leads or carries out."""
    found = {i.index: lines for i in siblings if i.children and (lines := _headed(i, items, lexicon))}
    kinds = {line.kind for lines in found.values() for line in lines}
    return found if len(kinds) > 1 and kinds & set(OWNER_KINDS) else {}


def _headed(item: Item, items: Sequence[Item], lexicon: Lexicon) -> list[Line]:
    """The lines of one such heading; of "Cơ quan chủ trì, phối hợp" those of the two labels below."""
    found = read_heading(item.text, lexicon.labels) if item.numbered else None
    if found is None or lexicon.value("zone", item.text) == "assignment":
        return []
    kids = [items[k] for k in item.children]
    deep = kids if found.name in OWNER_KINDS else []
    below = [line for kid in deep for line in (label_lines(kid, items, lexicon) or _headed(kid, items, lexicon))]
    return below or field_lines(item, [found])


def join_members(run: Run, drafts: Sequence[Draft], lexicon: Lexicon) -> list[Item]:
    """Give the tasks of a run that an agency's heading owns the partners of its label lines ("- Phối hợp: Sở B"); the
    items of these lines."""
    lines = [line for line in run.labels if line.kind == "partner"]
    members = {item.index for item, _ in run.members}
    for draft in (d for d in drafts if d.lines[0].item.index in members):
        join_partners(draft, lines, lexicon)
        draft.lines += [line for line in lines if len(members) == 1]
    return [line.item for line in lines] if members else []


def labelled_drafts(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[Draft]:
    """The tasks of a run."""
    contents = _contents(run, context, items, lexicon)
    fields = [replace(x, field=f"shared:{x.field}") for x in run.labels] if len(contents) > 1 else run.labels
    drafts = [Record(inner, lines, fields, items).draft(lexicon) for inner, lines in contents]
    return drafts + _own_orders(run, context, items, lexicon)


def _contents(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[tuple[Context, list[Line]]]:
    """Each content of a run: the value of a content line (or the items below it), or a member with its details."""
    found: list[tuple[Context, list[Line]]] = []
    base = context.below(run.members[-1][1]) if run.members else context
    for line in (x for x in run.labels if x.kind == "content"):
        kids = [items[k] for k in line.item.children]
        inner = base if not found else base.below(len(found) + 1)
        if line.value.strip() or not kids:
            found.append((inner, [line, *(whole(k) for k in kids)]))
        else:
            found += [(base.below(n), [whole(k)]) for n, k in enumerate(kids, 1)]
    for title, item, place in _titled(run.members, lexicon) if not found else ():
        orders = _orders_below(item, items, run, lexicon)
        inner = context.below(place)
        if orders:
            found += [(inner.below(n), [whole(k)]) for n, k in enumerate(orders, 1)]
        else:
            details = [*title, *_with_details(item, items, run)]
            found.append((inner, [_before_labels(whole(d), run) for d in details]))
    return found


def _titled(members: Sequence[tuple[Item, int]], lexicon: Lexicon) -> list[tuple[list[Item], Item, int]]:
    """Members with the bare lines above them that are only their title ("Tủ sách lưu động"): no mark ends such a line,
    and the line behind it begins no order."""
    found: list[tuple[list[Item], Item, int]] = []
    title: list[Item] = []
    for n, (item, place) in enumerate(members, 1):
        behind = members[n][0] if n < len(members) else None
        bare = item.rank == PLAIN and not item.children and item.text[-1] not in ".;:,"
        if bare and behind is not None and not begins_order(behind.text, lexicon):
            title.append(item)
            continue
        found.append((title, item, place))
        title = []
    return found


def _before_labels(line: Line, run: Run) -> Line:
    """A content line up to the labels that stand in its own paragraph."""
    first = next((x.start for x in run.labels if x.item is line.item), line.end)
    return replace(line, end=len(line.item.text[:first].rstrip()))


def _orders_below(item: Item, items: Sequence[Item], run: Run, lexicon: Lexicon) -> list[Item]:
    """The items below a content item that only leads in ("… bao gồm:"), where they are orders."""
    labels = [line.item for line in run.labels]
    kids = [items[k] for k in item.children if items[k] not in labels]
    if len(kids) == 1 and kids[0].text.rstrip().endswith(":"):
        return _orders_below(kids[0], items, run, lexicon)
    if not item.text.rstrip().endswith(":") or not kids:
        return []
    return kids if sum(begins_order(k.text, lexicon) for k in kids) * 2 > len(kids) else []


def _with_details(item: Item, items: Sequence[Item], run: Run) -> list[Item]:
    labels = [line.item for line in run.labels]
    kids = [items[k] for k in item.children if items[k] not in labels]
    return [item, *(d for k in kids for d in _with_details(k, items, run))]


def _own_orders(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[Draft]:
    """Below an owner line without a value, an item with an order of its own is a task of its own."""
    drafts = []
    for line in run.labels:
        if line.kind not in OWNER_KINDS or line.value.strip():
            continue
        for n, kid in enumerate((items[k] for k in line.item.children), 1):
            value = read_owner_value(kid, 0, len(kid.text), lexicon)
            if value.order is not None:
                own = replace(line, item=kid, start=0, end=len(kid.text), value_start=0)
                inner = context.below(len(run.labels)).below(n)
                draft = Record(inner, [whole(kid)], [own], items).draft(lexicon)
                draft.order_start = value.order
                drafts.append(draft)
    return drafts
