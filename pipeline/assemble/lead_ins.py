"""What an item hands down to those below it: who and with whom, a duty, a verb; or nothing, where they detail it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.assemble.draft import Context
from pipeline.assemble.fields.attributed import read_attribution
from pipeline.assemble.fields.values import begins_order, leading_verbs, placed
from pipeline.assemble.questions import Questions, item_text
from pipeline.find.language.edges import only
from pipeline.find.layout.outline import Item
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject
from pipeline.find.sentence.reading import read_sentence
from pipeline.find.time.dates import find_deadlines
from pipeline.find.time.finds import DeadlineFind
from pipeline.find.time.steps import time_below

_BRACKETED = re.compile(r"\([^)]*\)\s*")
_NEAR = 60  # characters between the noun of a lead-in and its colon
_MARK = re.compile(r"(?:(?<=[:;.,])|(?<=\w))\s*(?P<mark>\((?P<n>\d{1,2}|[a-hđ]|[ivx]{1,4})\))\s+(?=\w)")
_RISING = (
    tuple(map(str, range(1, 30))),
    tuple("abcdđegh"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
)
_PLAIN_LIMIT = 3  # strength of "trước ngày …"; a bare "tháng 6" is one where no lead-in has a limit of its own


def is_duty(ask: Questions, rest: str) -> bool:
    """ "có trách nhiệm", "chịu trách nhiệm", "thực hiện các nhiệm vụ sau" and nothing more."""
    bracket = _BRACKETED.match(rest)
    return ask.lexicon.begins("duty-alone", rest[bracket.end() :] if bracket else rest) is not None


def is_lead_in(ask: Questions, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
    """Whether the items below are orders of their own, and this one only hands down who and with whom."""
    kids = [k for k in ask.children(item) if not ask.is_label(k)]
    if not kids:
        return False
    if is_bare(ask, item, clauses, subject) or handed_verb(ask, item, clauses, subject):
        return True
    orders = sum(leads(ask, k) for k in kids)
    if consists(ask, item, clauses) and ask.is_order(item):
        return False  # "Bố trí kinh phí hỗ trợ, gồm:": what it consists of, whatever the items begin with
    if item.text.rstrip().endswith(":"):
        return orders * 2 > len(kids) and not is_passed_on(ask, item, clauses, subject)
    return item.text[-1] not in ".;" and orders * 2 > len(kids)


def consists(ask: Questions, item: Item, clauses: Clauses) -> bool:
    """ "…, gồm:" behind words that name no work."""
    if ask.lexicon.ends("consists", item.text) is None:
        return False
    nouns = [m.span.end for m in clauses.all("work-noun")]
    return not any(len(item.text) - n <= _NEAR and not {".", ";"} & set(item.text[n:]) for n in nouns)


def is_passed_on(ask: Questions, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
    """ "Chỉ đạo <agency> <order>:" is complete in itself, and the items below say what the others do — unless the
    lead-in ends with a duty or "sau"."""
    if ask.lexicon.ends("duty-ahead", item.text):
        return False
    end = directed(ask, item, clauses, subject)
    return end > 0 and any(m.span.start >= end for m in clauses.all("verb"))


def directed(ask: Questions, item: Item, clauses: Clauses, subject: Subject | None) -> int:
    """Where the agencies end whom the owner is to direct ("Chỉ đạo các đơn vị trực thuộc:"); 0 without any."""
    p = clauses.skip(subject.end if subject else 0)
    adverb = clauses.at("adverb", p)
    if adverb is None or item_text(clauses, adverb) != "chỉ đạo":
        return 0
    read = ask.lexicon.agencies.read_list(item.text, clauses.skip(adverb.span.end))
    return read.end if read.parties else 0


def is_bare(ask: Questions, item: Item, clauses: Clauses, subject: Subject | None) -> bool:
    """No words of an order behind role and partners ("Chủ trì, phối hợp với Sở A và Sở B:")."""
    base = subject.end if subject else 0
    _, mention, p = clauses.role(base)
    groups = clauses.partners(base, subject)
    end = max([p if mention is None else mention.span.end, *(g.end for g in groups)])
    if mention is None and not groups:
        return False
    return only(item.text, clauses.all("bare-word"), end)


def is_group_heading(ask: Questions, item: Item) -> bool:
    """A heading inside an agency's section: no verb, no full stop, items below that are orders."""
    kids = [k for k in ask.children(item) if not ask.is_label(k)]
    orders = sum(leads(ask, k) for k in kids)
    return bool(kids) and item.text[-1] not in ".;" and not ask.is_order(item) and orders * 2 > len(kids)


def is_detail(ask: Questions, item: Item, clauses: Clauses) -> bool:
    """ "Tổ 1: 05 xuồng", "Tổ 2: địa bàn các xã ven sông": how much or where behind a name, and no order."""
    read = clauses.read_list(clauses.skip(0))
    return bool(read.parties) and clauses.at("detail", clauses.skip(read.end)) is not None


def leads(ask: Questions, item: Item) -> bool:
    """Whether an item is an order, or a numbered heading above orders ("2.1. Trách nhiệm chung")."""
    if ask.is_order(item):
        return True
    kids = ask.children(item) if item.numbered and item.text[-1] not in ".;:" and not ask.is_label(item) else []
    return sum(leads(ask, k) for k in kids) * 2 > len(kids)


def handed_verb(ask: Questions, item: Item, clauses: Clauses, subject: Subject | None) -> str:
    """The verb that a lead-in hands to noun phrases below it, each an order of its own; "" where they are details.

    They are orders where at least half have a limit or an owner of their own: "Văn phòng xây dựng: | - Quy chế chi tiêu
    (trước ngày 20/01/2026); - …".
    """
    kids = [k for k in ask.children(item) if not ask.is_label(k)]
    if len(kids) < 2 or not item.text.rstrip().endswith(":") or sum(map(ask.is_order, kids)) * 2 > len(kids):
        return ""
    weakest = _PLAIN_LIMIT if time_below(item.text) else 0
    own = [k for k in kids if has_limit(k.text, weakest) or read_attribution(k, ask.lexicon)]
    return leading_verbs(clauses, subject.end if subject else 0) if len(own) * 2 >= len(kids) else ""


def has_limit(text: str, weakest: int) -> bool:
    """Whether a text sets a dated limit, at least as plainly as ``weakest`` (finds.DeadlineFind.strength)."""
    found = [m.value for m in find_deadlines(text, 0, None) if isinstance(m.value, DeadlineFind)]
    return any((f.deadline.start or f.deadline.end) and f.strength >= weakest for f in found)


def handed_down(ask: Questions, item: Item, context: Context, clauses: Clauses, subject: Subject | None) -> Context:
    """The context below a lead-in: its role, partners and verb, where it says any, else those from above."""
    base = subject.end if subject else 0
    role, mention, _ = clauses.role(base)
    groups = clauses.partners(base, subject)
    return replace(
        context.under(item),
        role=role if mention else context.role,
        role_rule=mention.rule if mention else context.role_rule,
        partners=placed(item, tuple(p for g in groups for p in g.parties)) or context.partners,
        partner_rules=tuple(g.mention.rule for g in groups) or context.partner_rules,
        flags=(*context.flags, *read_sentence(clauses, base, subject=subject).partner_doubts()),
        open_partner=bool(mention) and not groups and ask.lexicon.ends("with-open", item.text) is not None,
        directs=directed(ask, item, clauses, subject) > 0,
        verb=handed_verb(ask, item, clauses, subject),
    )


@dataclass(frozen=True, slots=True)
class Numbered:
    """An order numbered within its paragraph: the mark at ``start``, the words from ``words`` to ``end``."""

    start: int
    words: int
    end: int


def numbered_orders(ask: Questions, text: str) -> tuple[Numbered, ...]:
    """The orders that rising numbers in brackets part within a paragraph: "…: (1) Kêu gọi …; (2) Sơ tán …"; none where
    more than half name what an order consists of."""
    marks = list(_MARK.finditer(text))
    rising = next((r for r in _RISING if marks and marks[0]["n"] == r[0]), ())
    told = [
        m for n, m in enumerate(marks) if n < len(rising) and [x["n"] for x in marks[: n + 1]] == list(rising[: n + 1])
    ]
    if len(told) < 2:
        return ()
    ends = [*(m.start("mark") for m in told[1:]), len(text)]
    parts = tuple(
        Numbered(m.start("mark"), m.end(), len(text[:end].rstrip())) for m, end in zip(told, ends, strict=True)
    )
    orders = sum(begins_order(text[p.words : p.end], ask.lexicon) for p in parts)
    return parts if orders * 2 >= len(parts) else ()
