"""Every rule's examples are its tests; a failure prints what was found, in the notation of the rules."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

import pytest

import pipeline.find
from pipeline.find.language.matching import Finder, Reader, compile_rules
from pipeline.model import Mention
from pipeline.rulebook import Rule, load_rulebook, rules_folder

RULEBOOK = load_rulebook(rules_folder())


@lru_cache(maxsize=1)
def finder() -> Finder:
    readers: dict[str, Reader] = {}
    for module in pkgutil.walk_packages(pipeline.find.__path__, "pipeline.find."):
        readers |= getattr(import_module(module.name), "READERS", {})
    return compile_rules(RULEBOOK.rules, readers)


def found(rule: Rule, text: str) -> list[Mention]:
    return [mention for mention in finder().find(text, labels=[rule.label]) if mention.rule == rule.id]


def shown(rule: Rule, text: str) -> str:
    """All finds of the rule's label in ``text``, marked as in an example, with rule and value."""
    lines = [
        f"{text[: m.span.start]}[[{text[m.span.start : m.span.end]}]]{text[m.span.end :]} => {m.value}   ({m.rule})"
        for m in finder().find(text, labels=[rule.label])
    ]
    return "\n".join(lines) or f"{text}   (nothing)"


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r.id}-{i}") for r in RULEBOOK.rules for i, e in enumerate(r.match)]
)
def test_match(rule: Rule, example: str) -> None:
    marked, _, value = example.partition(" => ")
    text = marked.replace("[[", "").replace("]]", "")
    span = (marked.index("[["), marked.index("]]") - 2)
    mentions = found(rule, text)
    assert [(m.span.start, m.span.end) for m in mentions] == [span], f"{rule.id} found:\n{shown(rule, text)}"
    assert not value or str(mentions[0].value) == value.strip(), f"{rule.id} found:\n{shown(rule, text)}"


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULEBOOK.rules for i, t in enumerate(r.never)]
)
def test_never(rule: Rule, text: str) -> None:
    assert not found(rule, text), f"{rule.id} found:\n{shown(rule, text)}"
