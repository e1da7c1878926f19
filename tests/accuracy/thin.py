"""Rules with a fifth of the words of one kind taken out: does what they no longer know show?

``KINDS`` says which tables hold which kind of word. What stands in no table there stays whole: lists fixed by law
(provinces, divisions, surnames), marks, grammar.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug

SHARE = 5  # one word in so many is taken out
SEEDS = tuple(range(1, 11))
APART = ("verbs",)  # reported beside the others, no part of their mean
_NATIONAL = "agencies/national.toml"

# kind of word → where its words stand: files below rules/ (a glob), and a path in each. Of a path's parts "*" is every
# item, "label=field" every item with that cell, any other a key. A word is taken out wherever its kind stands.
KINDS: dict[str, tuple[tuple[str, str], ...]] = {
    "registry": ((_NATIONAL, "kind.*.names"), ("agencies/*.toml", "agency")),
    "group nouns": ((_NATIONAL, "lists.generics"), (_NATIONAL, "lists.group_openers"), (_NATIONAL, "lists.attributed")),
    "modifiers": (
        *((_NATIONAL, "lists.modifiers"), (_NATIONAL, "lists.relatives")),
        *((_NATIONAL, "lists.attributes"), (_NATIONAL, "lists.restrictions")),
    ),
    "labels": (("headings.toml", "rule.label=field.tokens"),),
    "partner nouns": ((_NATIONAL, "lists.group_openers"),),
    "verbs": (
        *(("verbs.toml", f"verbs.{use}") for use in ("both", "order", "name")),
        *(("orders.toml", "rule.label=verb.tokens"), (_NATIONAL, "lists.in_names")),
    ),
}
# Agencies fixed by law: the committees of the divisions.
FIXED_KINDS = ("ubnd-tinh", "ubnd-huyen", "ubnd-xa")

Tree = dict[str, Any]


def thin(rules: Path, target: Path, kind: str, seed: int) -> list[str]:
    """Copy the folder ``rules`` to ``target`` without a fifth of the words of ``kind``; which words, in order.

    The lot depends on kind and seed alone, so that two runs over the same rules are equal.
    """
    trees = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(rules.rglob("*.toml"))}
    cells = [
        cell
        for glob, steps in KINDS[kind]
        for path, tree in trees.items()
        if path.relative_to(rules).match(glob)
        for cell in places(tree, steps.split("."))
    ]
    known = sorted({word for holder, key in cells for item in items(holder[key]) if (word := word_of(item))})
    gone = random.Random(f"{kind} {seed}").sample(known, round(len(known) / SHARE))
    for holder, key in cells:
        holder[key] = without(holder[key], frozenset(gone))
    mend(trees.values())
    for path, tree in trees.items():
        copy = target / path.relative_to(rules)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(toml(tree), encoding="utf-8")
    return sorted(gone)


def places(node: Any, steps: list[str]) -> Iterator[tuple[Tree, str]]:
    """The tables and keys that a path of ``KINDS`` leads to; none where a file lacks it."""
    step, *rest = steps
    if isinstance(node, list):
        key, _, value = step.partition("=")
        for item in node:
            if step == "*" or item.get(key) == value:
                yield from places(item, rest)
    elif step in node:
        if rest:
            yield from places(node[step], rest)
        else:
            yield node, step


def items(held: Any) -> list[Any]:
    """The items of a cell: of a text its lines, of one sequence of tokens that sequence, else those of the list."""
    if isinstance(held, str):
        return [line for line in held.splitlines() if line.strip()]
    return list(held)


def word_of(item: Any) -> str:
    """The word that an item stands for, "" for one that stays: an amendment of another record, what is fixed by law."""
    if isinstance(item, Mapping):
        return "" if item.get("kind") in FIXED_KINDS else fold(str(item.get("name", "")))
    return fold(" ".join(item.split())) if isinstance(item, str) else json.dumps(item, ensure_ascii=False)


def without(held: Any, gone: frozenset[str]) -> Any:
    """A cell without the words ``gone``; its first item stays where nothing else would (an empty rule is refused)."""
    kept = [item for item in items(held) if word_of(item) not in gone] or items(held)[:1]
    return "\n".join(kept) if isinstance(held, str) else kept


def mend(trees: Any) -> None:
    """Take out what speaks of agencies that are gone: amendments, successors, members (the loader refuses them)."""
    registries = [tree for tree in trees if "agency" in tree]
    names = {name for tree in registries for kind in tree.get("kind", ()) for name in kind.get("names", ())}
    records = [record for tree in registries for record in tree["agency"]]
    here = {slug(name) for name in names} | {r.get("id") or slug(r["name"]) for r in records if "name" in r}
    for tree in registries:
        tree["agency"] = [record for record in tree["agency"] if "name" in record or record["id"] in here]
        for record in tree["agency"]:
            for key in ("successors", "members"):
                if key in record:
                    record[key] = [other for other in record[key] if other in here]


def toml(tree: Tree) -> str:
    """``tree`` as TOML, everything below its keys in line."""
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in tree.items())


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
