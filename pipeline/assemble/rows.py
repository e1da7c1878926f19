"""Drafts → tasks: when, what must be handed in and to whom, the action's words, rules, flags and id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.assemble.draft import DEFAULT_ROLE, Draft, Line, line_spans
from pipeline.assemble.when import When, read_when
from pipeline.find.language.matching import Finder
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import read_fields
from pipeline.find.lexicon import Lexicon
from pipeline.model import Mention, Party, Task

_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?](?!\s|$)[^.;!?\n]*)*[.;!?\n]*")
_REPORT_REACH = 120  # characters between "báo cáo" and "về", "cho"
_LEAD = " \t\n,;:.-–+"


def to_task(draft: Draft, lexicon: Lexicon, document_date: date | None) -> Task:
    """The finished row of a draft."""
    shown = [line for line in draft.lines if line.shown]
    when = read_when(draft.lines, lexicon, document_date)
    product = _product(draft.lines, lexicon)
    report = _report_to(shown, lexicon)
    rules = (draft.owner_rule, draft.role_rule, *draft.partner_rules, draft.mode_rule, *when.rules)
    extra = (*((product.rule,) if product else ()), *((report.rule,) if report else ()))
    return Task(
        id=draft.id,
        section=draft.context.section,
        heading=draft.context.heading,
        text="\n".join(line.text for line in shown),
        action=action(draft, shown, draft.lines[when.line] if when.line >= 0 else None, when, lexicon.finder),
        owners=_distinct(draft.owners, set()),
        owner_role=draft.role,
        partners=_distinct(draft.partners, {p.agency.id for p in draft.owners if p.agency.kind != "nhom"}),
        mode=draft.mode,
        deadline=when.deadline,
        deadline_text=when.said,
        focus_start=when.focus[0],
        focus_end=when.focus[1],
        product=str(product.value) if product else "",
        report_to=str(report.value) if report else "",
        monitors=draft.monitors,
        place=draft.place,
        rules=tuple(dict.fromkeys(r for r in (*rules, *extra) if r)),
        flags=tuple(dict.fromkeys((*draft.flags, *_doubts(draft), *when.flags))),
        spans=tuple(s for line in shown for s in line_spans(line)),
        mentions=tuple(_mentions(draft, when, product, report)),
    )


def _distinct(parties: Sequence[Party], without: set[str]) -> tuple[Party, ...]:
    seen: dict[str, Party] = {}
    for party in parties:
        if party.agency.id not in without:
            seen.setdefault(party.agency.id, party)
    return tuple(seen.values())


def _doubts(draft: Draft) -> Iterator[str]:
    if not draft.owners:
        yield "W418"


def action(draft: Draft, shown: Sequence[Line], timed: Line | None, when: When, finder: Finder) -> str:
    """The words of the text, in their order, without role clause, label lines and the sentence that is only a
    deadline; a role clause without which no sentence is left stays."""
    parts = []
    for n, line in enumerate(shown):
        if n and line.field or (n and line is timed):
            continue
        start = line.value_start if line.field == "content" else line.start
        if n == 0 and draft.order_start > start:
            start = _after_subject(draft, start)
        text = line.item.text
        cuts = [cut for cut in _joined(text, draft.cut) if _leaves_sentence(text, start, cut, finder)] if not n else []
        if line is timed:
            cuts += _deadline_sentence(line, when)
        words = _without(line.item.text, start, line.end, cuts)
        if words:
            parts.append(words)
    words = "\n".join(parts) or shown[0].text
    verb = draft.context.verb
    return words if not verb or fold(words).startswith(fold(verb).split(",")[0]) else f"{verb} {words}"


def _after_subject(draft: Draft, start: int) -> int:
    """Where the words begin behind the agency that the sentence names; openings before a verb stay."""
    item = draft.lines[0].item
    own = [p for p in (*draft.owners, *draft.partners) if p.span.block == item.block and draft.owner_rule != "OWNER-01"]
    ends = [p.span.end for p in own if start <= p.span.start and p.span.end <= draft.order_start]
    return max(ends, default=start) if draft.owner_rule == "OWNER-02" or draft.part else start


def _leaves_sentence(text: str, start: int, cut: tuple[int, int], finder: Finder) -> bool:
    """Whether the words around ``cut`` still say an order: at its left nothing, a mark or an adverb of the order
    ("Chủ động"), at its right what an order begins with."""
    before, behind = text[start : cut[0]], text[cut[1] :].removeprefix(" để ").lstrip(_LEAD)
    clause = before[max(before.rfind(mark) for mark in ",;:.\n") + 1 :].strip()
    opens = not clause or any(
        m.span.end == len(clause) and m.value == "adverb" for m in finder.find(clause, labels=("adverb",))
    )
    return opens and any(m.span.start == 0 for m in finder.find(behind, labels=("verb", "adverb", "opening")))


def _joined(text: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cuts in order; those that only marks part are one ("chủ trì, phối hợp với Sở A")."""
    found: list[tuple[int, int]] = []
    for a, b in sorted(cuts):
        if found and not text[found[-1][1] : a].strip(_LEAD):
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def _without(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], start
    for a, b in sorted(cuts):
        if b <= position or a >= end:
            continue
        pieces.append(text[position : max(a, position)])
        position = max(position, b)
        if text.startswith(" để ", position):  # "phối hợp để triển khai" leaves "triển khai"
            position += 4
    pieces.append(text[position:end])
    return " ".join(p.strip() for p in pieces if p.strip(_LEAD)).lstrip(" ,;:")


def _deadline_sentence(line: Line, when: When) -> list[tuple[int, int]]:
    """The sentence around a deadline, where it says nothing else ("Thực hiện trong năm 2024.")."""
    for match in _SENTENCE.finditer(line.item.text, line.start, line.end):
        if match.start() <= when.start < match.end():
            before = line.item.text[match.start() : when.start].split()
            after = line.item.text[when.end : match.end()].strip(_LEAD)
            focus = when.focus != (None, None)
            if len(before) <= 3 and (not after or focus):
                return [(match.start(), match.end())]
    return []


def _product(lines: Sequence[Line], lexicon: Lexicon) -> Mention | None:
    """What must be handed in, where a line or column says it."""
    for line in lines:
        kind = line.kind
        if kind == "product":
            start = line.value_start or line.start
            words = line.item.text[start : line.end].strip().rstrip(".")
            if words:
                span = line.item.span(start, start + len(words))
                return Mention(span, "product", "FIELD-05", words)
        for f in read_fields(line.text, lexicon.labels) if not kind else ():
            if f.name == "product":
                words = line.text[f.value_start : f.value_end].rstrip(". ")
                start = line.start + f.value_start
                return Mention(line.item.span(start, start + len(words)), "product", f.rule, words)
    return None


def _report_to(shown: Sequence[Line], lexicon: Lexicon) -> Mention | None:
    """To whom the task's result is reported: the first agency behind "báo cáo … về", "gửi"."""
    for line in shown:
        text = line.text
        if "báo cáo" not in text.lower() and "gửi" not in text.lower():
            continue
        for named in lexicon.agencies.find_agencies(text):
            if _reports_to(text, named.span.start, lexicon):
                span = line.item.span(line.start + named.span.start, line.start + named.span.end)
                words = text[named.span.start : named.span.end]
                return Mention(span, "report_to", "REPORT-01", words)
    return None


def _reports_to(text: str, position: int, lexicon: Lexicon) -> bool:
    """Whether "báo cáo", "gửi", or "về", "cho" behind one of them in its clause, stands right before ``position``."""
    end = len(text[:position].rstrip())
    reports = [m.span.end for m in lexicon.finder.find(text, labels=("report",)) if m.span.end <= end]
    if end in reports:
        return True
    start = next((m.span.start for m in lexicon.finder.find(text, labels=("report-to",)) if m.span.end == end), None)
    between = [text[r:start] for r in reports if start is not None and 0 <= start - r <= _REPORT_REACH]
    return any("." not in gap and ";" not in gap for gap in between)


def _mentions(draft: Draft, when: When, *others: Mention | None) -> Iterator[Mention]:
    for party in draft.owners:
        yield Mention(party.span, "owner", draft.owner_rule, party.agency.name)
    for party in draft.partners:
        yield Mention(party.span, "partner", draft.partner_rules[0] if draft.partner_rules else "", party.agency.name)
    if draft.role_rule != DEFAULT_ROLE and draft.cut:
        yield Mention(draft.lines[0].item.span(*draft.cut[0]), "role", draft.role_rule, draft.role)
    if when.line >= 0:
        yield Mention(draft.lines[when.line].item.span(when.start, when.end), "deadline", when.rules[0], when.text)
    yield from when.others
    yield from (m for m in others if m)
