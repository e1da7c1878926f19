"""What became of each paragraph and cell, as the review page shows and filters it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.messages import ASIDES, NOTICES
from pipeline.model import LedgerEntry, Plan
from pipeline.rulebook import Rulebook

FATES: Mapping[str, str] = {
    "task": "nhiệm vụ",
    "activity": "nội dung không nêu cơ quan",
    "funding": "kinh phí",
    "notice": "chỗ cần xem",
    "aside": "không giao việc",
    "heading": "đề mục",
    "head": "phần đầu văn bản",
    "foot": "phần cuối văn bản",
}


def fate_key(entry: LedgerEntry) -> str:
    """The name of a stretch's fate on the page: the fate, with its rule or code where one says why."""
    said = entry.rule or (entry.id if entry.fate == "notice" else "")
    return f"{entry.fate}:{said}" if said else entry.fate


def block_fates(plan: Plan) -> Mapping[int, Sequence[str]]:
    """The fates in each block, each once, in their order."""
    found: dict[int, dict[str, None]] = {}
    for entry in plan.ledger:
        found.setdefault(entry.span.block, {})[fate_key(entry)] = None
    return {block: tuple(keys) for block, keys in found.items()}


def fate_values(plan: Plan, rulebook: Rulebook) -> list[list[str | int]]:
    """Every fate of the plan for the page's filter: key, name, reason, and in how many paragraphs and cells."""
    counts = Counter(key for keys in block_fates(plan).values() for key in keys)
    order = list(FATES)
    keys = sorted(counts, key=lambda key: (order.index(key.partition(":")[0]), key))
    return [[key, FATES[key.partition(":")[0]], reason(key.partition(":")[2], rulebook), counts[key]] for key in keys]


def reason(rule: str, rulebook: Rulebook) -> str:
    """Why words were set aside or are in doubt, in a sentence; "" for other fates."""
    if rule in rulebook.by_id:
        return rulebook.by_id[rule].why
    return ASIDES.get(rule) or (NOTICES[rule][0] if rule in NOTICES else "")
