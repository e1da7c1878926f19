"""Rules are data: rules/*.toml become frozen Rules, or a numbered refusal.

A rule says which words it looks for, what it reads from them, why, and shows it by examples; the examples are its tests
(tests/test_rules.py). docs/add-a-rule.md explains the notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.messages import PipelineError

# A word (matched folded) or a piece, with its mark of optionality; or a raw spaCy token pattern.
Token = str | Mapping[str, object]

_KEYS = ("id", "label", "tokens", "words", "pattern", "reads", "value", "at", "why", "match", "never")
WORD_LISTS = "verbs.toml"
_NEEDED = ("id", "label", "why")
_USES = {"both", "order", "name"}
_PLACES = ("", "start", "clause", "whole")
# What a raw token pattern may ask of a token: case and shape of the true text, or the folded word.
_ATTRIBUTES = ("ORTH", "TEXT", "LOWER", "NORM", "IS_TITLE", "IS_UPPER", "IS_PUNCT", "IS_DIGIT", "LENGTH", "OP")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``tokens`` holds its alternatives, each a sequence of tokens; ``pattern`` holds regular expressions
    instead, where tokens cannot say it.

    The value of a find is the constant ``value``, or what the function named ``reads`` makes of the words. ``at`` says
    where the words must stand: "" anywhere, "start" at the start of a sentence or line, "clause" there or after
    one of ``, ; :``, "whole" alone in their line.
    """

    id: str
    label: str
    tokens: tuple[tuple[Token, ...], ...]
    reads: str = ""
    value: object = None
    at: str = ""
    pattern: tuple[str, ...] = ()
    why: str = ""
    match: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """One table of rules/verbs.toml: words that may begin an order (``orders``), and words that end an agency's name
    before them (``names``); most do both."""

    orders: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, in the order of file names and of the files; ``sha256`` is the hash of the files' bytes."""

    rules: tuple[Rule, ...]
    sha256: str
    by_id: Mapping[str, Rule] = field(default_factory=dict, compare=False)

    def labelled(self, *labels: str) -> tuple[Rule, ...]:
        """The rules that bear one of ``labels``."""
        return tuple(rule for rule in self.rules if rule.label in labels)


def rules_folder() -> Path:
    """Where the rules lie: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@lru_cache(maxsize=1)
def shipped_rulebook() -> Rulebook:
    """The rules that come with the product, read once."""
    return load_rulebook(rules_folder())


def load_rulebook(folder: Path) -> Rulebook:
    """Read every ``*.toml`` of ``folder`` that holds ``[[rule]]`` tables.

    The hash covers all ``*.toml`` below ``folder``, whoever reads them. Raises PipelineError E201 to E209.
    """
    lists = read_word_lists(folder / WORD_LISTS) if (folder / WORD_LISTS).is_file() else {}
    digest = sha256()
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.toml"), key=lambda p: p.relative_to(folder).as_posix()):
        raw = path.read_bytes()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + raw + b"\0")
        if path.parent != folder:
            continue
        for rule in _read(raw, f"rules/{path.name}", lists):
            if rule.id in rules:
                raise PipelineError("E203", _where(rule), other=rules[rule.id].file)
            rules[rule.id] = rule
    return Rulebook(tuple(rules.values()), digest.hexdigest(), rules)


def read_word_lists(path: Path) -> Mapping[str, WordList]:
    """The tables of rules/verbs.toml by name. Raises PipelineError E201, E202, E206."""
    where = f"rules/{path.name}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PipelineError("E206", where, reason=str(error)) from None
    return {name: _word_list(table, where) for name, table in _toml(raw, where).items()}


def _word_list(table: Mapping[str, str], where: str) -> WordList:
    for key in sorted(table.keys() - _USES):
        raise PipelineError("E201", where, key=key)
    for key in sorted(_USES - table.keys()):
        raise PipelineError("E202", where, key=key)
    held = {use: tuple(line.strip() for line in text.splitlines() if line.strip()) for use, text in table.items()}
    return WordList(held["both"] + held["order"], held["both"] + held["name"])


def _toml(raw: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError("E206", file, reason=str(error)) from None


def _read(raw: bytes, file: str, lists: Mapping[str, WordList]) -> Iterator[Rule]:
    for number, table in enumerate(_toml(raw, file).get("rule", []), 1):
        yield _rule(_with_words(table, file, lists), file, number)


def _with_words(table: dict[str, Any], file: str, lists: Mapping[str, WordList]) -> dict[str, Any]:
    """A rule whose ``words`` name a list of rules/verbs.toml has that list's words as its tokens."""
    name = table.get("words")
    if name is None:
        return table
    if name not in lists or "tokens" in table:
        reason = f"không có danh sách này trong {WORD_LISTS}, hoặc luật đã có tokens"
        raise PipelineError("E205", f"{file}: luật {table.get('id', '')}", token=str(name), reason=reason)
    tokens = "\n".join(word.replace(",", " ,") for word in lists[name].orders)
    return {**{key: value for key, value in table.items() if key != "words"}, "tokens": tokens}


def _rule(table: Mapping[str, object], file: str, number: int) -> Rule:
    where = f"{file}: luật {table.get('id', f'thứ {number}')}"
    for key in table:
        if key not in _KEYS:
            raise PipelineError("E201", where, key=str(key))
    missing = [key for key in _NEEDED if not table.get(key)]
    missing += [] if table.get("tokens") or table.get("pattern") else ["tokens"]
    if not missing and "value" not in table and "reads" not in table:
        missing = ["value"]
    if missing:
        raise PipelineError("E202", where, key=missing[0])
    rule = Rule(
        id=str(table["id"]),
        label=str(table["label"]),
        tokens=tuple(_alternatives(table.get("tokens", ""))),
        pattern=tuple(line.strip() for line in str(table.get("pattern", "")).splitlines() if line.strip()),
        reads=str(table.get("reads", "")),
        value=table.get("value"),
        at=str(table.get("at", "")),
        why=str(table["why"]),
        match=_strings(table.get("match")),
        never=_strings(table.get("never")),
        file=file,
    )
    _check(rule)
    return rule


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _alternatives(tokens: object) -> Iterator[tuple[Token, ...]]:
    """A string holds one alternative a line; a list is one alternative, or a list of them."""
    if isinstance(tokens, str):
        yield from (tuple(line.split()) for line in tokens.splitlines() if line.strip())
    elif isinstance(tokens, Sequence) and tokens and isinstance(tokens[0], list):
        yield from (tuple(sequence) for sequence in tokens)
    elif isinstance(tokens, Sequence):
        yield tuple(tokens)


def _check(rule: Rule) -> None:
    where = _where(rule)
    if rule.at not in _PLACES:
        raise PipelineError("E207", where, at=rule.at)
    if len(rule.match) < 2 or len(rule.never) < 1:
        raise PipelineError("E204", where, match=str(len(rule.match)), never=str(len(rule.never)))
    for example in rule.match:
        if len(re.findall(r"\[\[.+?\]\]", example)) != 1:
            raise PipelineError("E208", where, example=example)
    _check_pattern(rule)
    for token in (token for sequence in rule.tokens for token in sequence):
        if isinstance(token, str):
            if re.search(r"\s", token):
                raise PipelineError("E205", where, token=token, reason="có dấu cách trong một từ")
        else:
            _check_raw(token, where)
    if any(all(_may_be_absent(token) for token in sequence) for sequence in rule.tokens):
        raise PipelineError("E205", where, token="tokens", reason="mọi từ đều không bắt buộc")


def _check_pattern(rule: Rule) -> None:
    if rule.pattern and rule.tokens:
        raise PipelineError("E218", _where(rule), pattern=" | ".join(rule.pattern), reason="luật đã có tokens")
    try:
        empty = any(re.compile(line).search("") for line in rule.pattern)
    except re.error as error:
        raise PipelineError("E218", _where(rule), pattern=" | ".join(rule.pattern), reason=str(error)) from None
    if empty:
        raise PipelineError(
            "E218", _where(rule), pattern=" | ".join(rule.pattern), reason="khớp cả chỗ không có chữ nào"
        )


def _may_be_absent(token: Token) -> bool:
    return token.endswith("?") and token != "?" if isinstance(token, str) else token.get("OP") in ("?", "*", "!")


def _check_raw(token: Mapping[str, object], where: str) -> None:
    for attribute, asked in token.items():
        if attribute not in _ATTRIBUTES:
            raise PipelineError("E205", where, token=attribute, reason="spaCy không có thuộc tính này ở đây")
        for word in _asked_words(asked):
            if attribute in ("LOWER", "NORM") and word != word.lower():
                raise PipelineError("E205", where, token=word, reason=f"chữ hoa dưới {attribute}")
            if re.search(r"\s", word):
                raise PipelineError("E205", where, token=word, reason="có dấu cách trong một từ")


def _asked_words(asked: object) -> Iterable[str]:
    """The words that an attribute is compared with; a regular expression is not one."""
    if isinstance(asked, str):
        return (asked,)
    if isinstance(asked, Mapping):
        return tuple(w for key in ("IN", "NOT_IN") for w in asked.get(key, ()) if isinstance(w, str))
    return ()


def _where(rule: Rule) -> str:
    return f"{rule.file}: luật {rule.id}"
