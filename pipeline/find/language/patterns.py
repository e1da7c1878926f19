"""Tokens of a rule → spaCy token patterns: optional words, alternatives, sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from pipeline.find.language.tokens import fold
from pipeline.rulebook import Token

Pattern = list[dict[str, object]]  # one spaCy token pattern
_MOST = 64  # so many patterns a rule's words may be multiplied out to


def split_token(token: str) -> tuple[tuple[str, ...], bool]:
    """The folded alternatives of a token, and whether it may be absent."""
    optional = len(token) > 1 and token.endswith("?")
    body = token[:-1] if optional else token
    return (tuple(fold(word) for word in body.split("|")) if len(body) > 1 else (body,)), optional


def token_patterns(sequence: tuple[Token, ...]) -> Iterator[Pattern]:
    """spaCy patterns for one sequence, each beginning with a token that must be there."""
    choices = [_choices(token) for token in sequence]
    while choices and choices[0][0].get("OP") == "?":  # once with it, and go on without it
        there = [{key: asked for key, asked in token.items() if key != "OP"} for token in choices[0]]
        yield from _multiplied([there, *choices[1:]])
        choices = choices[1:]
    yield from _multiplied(choices)


def _choices(token: Token) -> Pattern:
    if not isinstance(token, str):
        return [dict(token)]
    words, optional = split_token(token)
    return [{"NORM": word, "OP": "?"} if optional else {"NORM": word} for word in words]


def _multiplied(choices: list[Pattern]) -> Iterator[Pattern]:
    """Alternatives of a word multiplied out: comparing an attribute is much faster than asking a set.

    Where that would give more than 64 patterns, sets are asked after all.
    """
    if prod(len(choice) for choice in choices) > _MOST:
        choices = [choices[0], *(choice if len(choice) == 1 else [_as_set(choice)] for choice in choices[1:])]
    return (list(pattern) for pattern in product(*choices))


def _as_set(choice: Pattern) -> dict[str, object]:
    return {**choice[0], "NORM": {"IN": [token["NORM"] for token in choice]}}


def word_sequences(pattern: Pattern) -> list[tuple[str, ...]]:
    """All sequences of folded words that a pattern of words alone stands for, optional ones left out and put in; none
    where it asks anything else of a token, or stands for more than 64."""
    choices: list[list[tuple[str, ...]]] = []
    for token in pattern:
        optional = token.get("OP") == "?"
        words = fixed_words({"NORM": token.get("NORM")} if optional else token)
        if words is None or not token.keys() <= {"NORM", "OP"} or token.get("OP", "?") not in ("?", "1"):
            return []
        choices.append([(word,) for word in words] + [()] * optional)
    if prod(map(len, choices)) > _MOST:
        return []
    return [sum(sequence, ()) for sequence in product(*choices)]


def fixed_words(token: Mapping[str, object]) -> set[str] | None:
    """The folded words of which one must stand where a pattern has ``token``; None where it asks otherwise."""
    asked = token.get("NORM")
    if token.get("OP", "1") not in ("1", "+"):
        return None
    if isinstance(asked, Mapping):
        return set(asked["IN"]) if asked.keys() == {"IN"} else None
    return {asked} if isinstance(asked, str) else None
