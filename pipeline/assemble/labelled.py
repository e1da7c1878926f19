"""Content items followed by label lines: item and lines are one task; one set of lines can hold for several items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.attributed import read_attribution
from pipeline.assemble.draft import OWNER_FIELD, Context, Draft, Line, from_context, whole
from pipeline.assemble.telling import all_groups, segments
from pipeline.assemble.values import OwnerValue, begins_order, read_names, read_owner_value
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import read_column, read_fields, read_fields_behind
from pipeline.find.layout.outline import Item
from pipeline.find.lexicon import Lexicon
from pipeline.model import Party

_HEADED = re.compile(
    r"((các )?nội dung( và|,)?( biện pháp| nhiệm vụ| thực hiện| công việc)?|"
    r"(cơ quan|đơn vị)(, (cơ quan|đơn vị))?( chủ trì| thực hiện)(( và|,) (cơ quan |đơn vị )?phối hợp)?( thực hiện)?|"
    r"(cơ quan|đơn vị) phối hợp( thực hiện)?|chủ trì( thực hiện)?)",
    re.I,
)


@dataclass(slots=True)
class Run:
    """Neighbours under one heading: ``members`` are content items with their place, ``labels`` the lines that follow
    them.

    ``nested`` says that the lines stand below the last member, not beside it.
    """

    members: list[tuple[Item, int]] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    nested: bool = False

    @property
    def has_content(self) -> bool:
        """Whether a line says what is to be done."""
        return any(line.field == "content" for line in self.labels)

    @property
    def names_owner(self) -> bool:
        """Whether a line names who leads or carries out."""
        return any(line.field in ("lead", "perform") for line in self.labels)


def group_children(siblings: Sequence[Item], items: Sequence[Item], lexicon: Lexicon) -> list[Run]:
    """Siblings cut into runs; a run ends behind its label lines."""
    runs: list[Run] = []
    run = Run()
    headed = label_headings(siblings, items, lexicon)
    for place, item in enumerate(siblings, 1):
        own = headed.get(item.index) or label_lines(item, lexicon)
        if own:
            if run.has_content and any(line.field == "content" for line in own):  # the next set of lines
                runs.append(run)
                run = Run()
            run.labels += own
            continue
        behind = lines_behind(item, lexicon)
        if run.labels or (behind and run.members):
            runs.append(run)
            run = Run()
        run.members.append((item, place))
        if behind:
            run.labels, run.nested = behind, True
            continue
        nested = _nested_lines(item, items, lexicon)
        if any(line.field in ("lead", "perform") for line in nested):
            run.labels, run.nested = nested, True
    runs.append(run)
    return [part for r in runs for part in _split(r, lexicon)]


def _nested_lines(item: Item, items: Sequence[Item], lexicon: Lexicon) -> list[Line]:
    """Label lines below an item that speak of the item itself: nothing else stands there but details of it."""
    lines: list[Line] = []
    again = False  # work stands behind a set of lines: each set speaks of what is before it, not of the item
    for kid in (items[k] for k in item.children):
        own = label_lines(kid, lexicon)
        if own and again:
            return []
        again = again or bool(lines and not own)
        if not own and begins_order(kid.text, lexicon) and (kid.numbered or item.text[-1] not in ".;"):
            return []  # below a full sentence a bullet is a detail, whatever it begins with
        lines += own
    return lines


def _shares(item: Item, last: Item, lexicon: Lexicon) -> bool:
    """Whether the lines behind ``last`` speak of ``item`` too: a leaf of its rank that tells no agency by name."""
    if item.rank != last.rank or item.children or read_attribution(item, lexicon) is not None:
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
    return ([head] if head.members else []) + [Run(run.members[first:], run.labels, run.nested)]


def label_lines(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields of an item's text as lines; empty where it is no label line, but a heading with orders below it
    ("13. Tổ chức thực hiện:")."""
    if item.numbered and item.children and lexicon.value("zone", item.text):
        return []
    return [Line(item, f.start, f.value_end, f.name, f.value_start) for f in read_fields(item.text, lexicon.labels)]


def lines_behind(item: Item, lexicon: Lexicon) -> list[Line]:
    """The fields behind the work in the item's own paragraph, as lines."""
    found = read_fields_behind(item.text, lexicon.labels)
    return [Line(item, f.start, f.value_end, f.name, f.value_start) for f in found]


def label_headings(siblings: Sequence[Item], items: Sequence[Item], lexicon: Lexicon) -> dict[int, list[Line]]:
    """Headings that are labels without a colon ("1. Nội dung", "2. Cơ quan chủ trì", the values below them), as lines
    by item; only where one of them says who leads or carries out."""
    found = {i.index: lines for i in siblings if i.children and (lines := _headed(i, items, lexicon))}
    return found if any(line.field in ("lead", "perform") for lines in found.values() for line in lines) else {}


def _headed(item: Item, items: Sequence[Item], lexicon: Lexicon) -> list[Line]:
    """The lines of one such heading; of "Cơ quan chủ trì, phối hợp" those of the two labels below."""
    if not item.numbered or not _HEADED.fullmatch(item.text.strip(" .:")):
        return []
    kids = [items[k] for k in item.children]
    below = [line for kid in kids for line in (label_lines(kid, lexicon) or _headed(kid, items, lexicon))]
    if below:
        return below
    found = read_column(item.text, lexicon.labels)
    return [Line(item, 0, len(item.text), found.name, len(item.text))] if found else []


def labelled_drafts(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[Draft]:
    """The tasks of a run."""
    owner = _owner(run.labels, items, lexicon)
    contents = _contents(run, context, items, lexicon)
    shared = len(contents) > 1
    drafts = []
    for inner, lines in contents:
        extra = [] if shared else _attribute_lines(run.labels, items)
        known = [(x.item, x.start) for x in lines]
        draft = from_context(inner, lines + [line for line in extra if (line.item, line.start) not in known])
        fill(draft, owner)
        if shared:
            draft.lines += [
                replace(line, field="shared:" + line.field) for line in run.labels if line.field == "deadline"
            ]
        drafts.append(draft)
    return drafts + _own_orders(run, context, items, lexicon)


def fill(draft: Draft, owner: OwnerValue) -> None:
    """Owners, role and partners of a value that a line, a bracket or a cell gives."""
    draft.owners, draft.owner_rule = owner.owners, OWNER_FIELD
    if owner.role is not None:
        draft.role, draft.role_rule = owner.role, owner.role_rule
    draft.partners, draft.partner_rules = owner.partners, owner.partner_rules
    if not owner.certain:
        draft.flags.append("W416")


def _owner(labels: Sequence[Line], items: Sequence[Item], lexicon: Lexicon) -> OwnerValue:
    """What all lines together say of owners, role and partners."""
    lines = [line for line in labels if line.field in ("lead", "perform")]
    best = next((line for line in lines if line.field == "lead"), lines[0])
    if best.value.strip():
        value = read_owner_value(best.item, best.value_start, best.end, lexicon)
    else:
        kids = [items[k] for k in best.item.children]
        values = [read_owner_value(k, 0, len(k.text), lexicon) for k in kids]
        value = _together([v for v in values if v.order is None] or values[:1])
    if value.role is None and "phối hợp" in fold(best.item.text[best.start : best.value_start]):
        first, rest = value.owners[:1], value.owners[1:]  # "Cơ quan chủ trì, phối hợp: A, B": as offices write it
        value = replace(value, owners=first, partners=rest, partner_rules=(_rule(best, lexicon),), certain=False)
    if value.role is None:
        value = replace(value, role="lead" if best.field == "lead" else "perform", role_rule=_rule(best, lexicon))
    for line in labels:
        if line.field == "partner" or (line.field == "perform" and line is not best and best.field == "lead"):
            names, certain = _names(line, items, lexicon)
            rules = (*value.partner_rules, _rule(line, lexicon))
            value = replace(
                value, partners=value.partners + names, partner_rules=rules, certain=value.certain and certain
            )
    return value


def _together(values: Sequence[OwnerValue]) -> OwnerValue:
    """Names on several lines below one label."""
    if not values:
        return OwnerValue((), None, "", (), (), False)
    owners = tuple(p for v in values for p in v.owners)
    return replace(values[0], owners=owners, certain=all(v.certain for v in values))


def _names(line: Line, items: Sequence[Item], lexicon: Lexicon) -> tuple[tuple[Party, ...], bool]:
    """The partners of a line: behind its label, or on the lines below it."""
    if line.value.strip() or not line.item.children:
        return read_names(line.item, line.value_start, line.end, lexicon)
    kids = [items[k] for k in line.item.children]
    read = [read_names(k, 0, len(k.text), lexicon) for k in kids]
    return tuple(p for names, _ in read for p in names), all(certain for _, certain in read)


def _rule(line: Line, lexicon: Lexicon) -> str:
    return next((f.rule for f in read_fields(line.item.text, lexicon.labels) if f.start == line.start), "")


def _contents(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[tuple[Context, list[Line]]]:
    """Each content of a run: the value of a content line (or the items below it), or a member with its details."""
    found: list[tuple[Context, list[Line]]] = []
    base = context.below(run.members[-1][1]) if run.members else context
    for line in (x for x in run.labels if x.field == "content"):
        kids = [items[k] for k in line.item.children]
        inner = base if not found else base.below(len(found) + 1)
        if line.value.strip() or not kids:
            found.append((inner, [line, *(whole(k) for k in kids)]))
        else:
            found += [(base.below(n), [whole(k)]) for n, k in enumerate(kids, 1)]
    for item, place in run.members if not found else ():
        orders = _orders_below(item, items, run, lexicon)
        inner = context.below(place)
        if orders:
            found += [(inner.below(n), [whole(k)]) for n, k in enumerate(orders, 1)]
        else:
            found.append((inner, [_before_labels(whole(d), run) for d in _with_details(item, items, run)]))
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


def _attribute_lines(labels: Sequence[Line], items: Sequence[Item]) -> list[Line]:
    lines: list[Line] = []
    for line in labels:
        lines.append(line)
        lines += (
            [replace(whole(items[k]), field=line.field) for k in line.item.children] if not line.value.strip() else []
        )
    return lines


def _own_orders(run: Run, context: Context, items: Sequence[Item], lexicon: Lexicon) -> list[Draft]:
    """Below an owner line without a value, an item with an order of its own is a task of its own."""
    drafts = []
    for line in run.labels:
        if line.field not in ("lead", "perform") or line.value.strip():
            continue
        for n, k in enumerate(line.item.children, 1):
            value = read_owner_value(items[k], 0, len(items[k].text), lexicon)
            if value.order is not None:
                draft = from_context(context.below(len(run.labels)).below(n), [whole(items[k])])
                fill(draft, value)
                draft.order_start = value.order
                drafts.append(draft)
    return drafts
