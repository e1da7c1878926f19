"""The one door to spaCy: rules compiled to matchers, and the finds of a text.

spaCy's vocabulary and matcher are used without a language: ``spacy.blank`` costs 80 ms more, and ``tokens.tokenise``
cuts the words. Offsets are kept there, so a find lies on the true text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.errors import PipelineError
from pipeline.find.tokens import PIECES, Tokens, begins_sentence, fold, tokenise
from pipeline.model import Mention, Span
from pipeline.rulebook import Rule, Token


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a rule matched: tokens ``first`` to ``last`` (out) of ``tokens``."""

    tokens: Tokens
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset of the first character in the text."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens.ends[self.last - 1]

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.tokens.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The words folded."""
        return self.tokens.folded[self.start : self.end]

    @property
    def before(self) -> str:
        """Everything before them, folded."""
        return self.tokens.folded[: self.start]

    @property
    def after(self) -> str:
        """Everything behind them, folded."""
        return self.tokens.folded[self.end :]

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """Name and folded words of each piece among them ("date", "30/6/2025"), in order."""
        t = self.tokens
        return tuple(
            (t.names[i], t.folded[t.starts[i] : t.ends[i]])
            for i in range(self.first, self.last)
            if t.names[i] not in ("word", "mark")
        )


Pattern = list[dict[str, object]]  # one spaCy token pattern
# Turns words into a value; None: these words say nothing of the kind, and there is no find.
Reader = Callable[[Words], object | None]


@lru_cache(maxsize=1)
def _vocab() -> Vocab:
    # Numbers are spacy.attrs ids, looked up by name; each getter runs once a distinct word.
    from spacy.attrs import IS_DIGIT, IS_PUNCT, IS_TITLE, IS_UPPER, LOWER, NORM

    return Vocab(
        lex_attr_getters={
            LOWER: str.lower,
            NORM: fold,
            IS_TITLE: str.istitle,
            IS_UPPER: str.isupper,
            IS_DIGIT: str.isdigit,
            IS_PUNCT: lambda word: not any(c.isalnum() for c in word) and word[0] != "$",
        }
    )


@lru_cache(maxsize=256)
def _prepare(text: str) -> tuple[Tokens, Doc, list[str]]:
    """Tokens, spaCy's view of them, and each as patterns name it (folded word, or "$" and the piece)."""
    tokens = tokenise(text)
    words = tokens.words()
    pairs = zip(words, tokens.names, tokens.starts, tokens.ends, strict=True)
    norms = [tokens.folded[start:end] if name in ("word", "mark") else word for word, name, start, end in pairs]
    return tokens, Doc(_vocab(), words=words), norms


@dataclass(slots=True)
class _Group:
    """The patterns of one label that begin with one word; the matcher is built when a text first has that word.

    ``patterns`` holds the rule's place in its label and a spaCy pattern; ``reach`` is the longest match in tokens,
    None where a pattern repeats a token without end.
    """

    patterns: list[tuple[int, Pattern]]
    reach: int | None = 0
    matcher: Matcher | None = None

    def at(self, doc: Doc, start: int) -> Iterator[tuple[int, int, int]]:
        """Place of the rule, first and last (out) token of every match that begins at ``start``."""
        if self.matcher is None:
            self.matcher = Matcher(_vocab(), validate=False)
            for place, pattern in self.patterns:
                self.matcher.add(str(place), [pattern])
        end = len(doc) if self.reach is None else min(len(doc), start + self.reach)
        for key, first, last in self.matcher(doc[start:end]):
            if first == 0:
                yield int(_vocab().strings[key]), start, start + last


class Finder:
    """Rules ready to look for. Made by ``compile_rules``.

    spaCy's matcher tries each of its patterns at each token; so the patterns lie in groups by their first word, and a
    group is asked only where that word stands.
    """

    def __init__(self, rules: Mapping[str, tuple[Rule, ...]], readers: Mapping[str, Reader]) -> None:
        self._rules = rules
        self._readers = readers
        self._groups: dict[str, dict[str, _Group]] = {label: {} for label in rules}
        for label, group in rules.items():
            for place, rule in enumerate(group):
                for pattern in (p for sequence in rule.tokens for p in _patterns(sequence)):
                    self._add(label, place, pattern)

    def _add(self, label: str, place: int, pattern: Pattern) -> None:
        word, must_be = pattern[0].get("NORM"), pattern[0].get("OP", "1") in ("1", "+")
        group = self._groups[label].setdefault(word if isinstance(word, str) and must_be else "", _Group([]))
        group.patterns.append((place, pattern))
        if group.reach is not None:
            endless = any(token.get("OP", "?") not in ("?", "1", "!") for token in pattern)
            group.reach = None if endless else max(group.reach, len(pattern))

    def find(self, text: str, block: int = 0, labels: Collection[str] | None = None) -> tuple[Mention, ...]:
        """All finds in ``text``, by start; ``labels`` limits what is looked for.

        Of overlapping finds of one label the longest counts, among equals the first, then the rule that stands first.
        """
        tokens, doc, norms = _prepare(text)
        found: list[Mention] = []
        for label in self._rules if labels is None else [label for label in self._rules if label in labels]:
            found += self._of_label(label, tokens, doc, norms, block)
        return tuple(sorted(found, key=lambda m: (m.span, m.label)))

    def _of_label(self, label: str, tokens: Tokens, doc: Doc, norms: list[str], block: int) -> list[Mention]:
        groups = self._groups[label]
        hits: set[tuple[int, int, int]] = set()
        for index, norm in enumerate(norms):
            if norm in groups:
                hits.update(groups[norm].at(doc, index))
            if "" in groups:
                hits.update(groups[""].at(doc, index))
        taken: set[int] = set()
        found: list[Mention] = []
        for place, first, last in sorted(hits, key=lambda h: (h[1] - h[2], h[1], h[0])):
            rule, words = self._rules[label][place], Words(tokens, first, last)
            if not taken.isdisjoint(range(first, last)) or not _stands(rule.at, words):
                continue
            value = self._readers[rule.reads](words) if rule.reads else rule.value
            if value is not None:
                taken.update(range(first, last))
                found.append(Mention(Span(block, words.start, words.end), label, rule.id, value))
        return found


def compile_rules(rules: Iterable[Rule], readers: Mapping[str, Reader]) -> Finder:
    """A Finder for ``rules``; ``readers`` holds the functions that their ``reads`` name.

    Raises PipelineError E205 (a token that the tokenizer never makes) and E209 (no such reader).
    """
    labelled: dict[str, list[Rule]] = {}
    for rule in rules:
        where = f"{rule.file}: luật {rule.id}"
        if rule.reads and rule.reads not in readers:
            raise PipelineError("E209", where, reads=rule.reads)
        for token in (token for sequence in rule.tokens for token in sequence):
            _check_token(token, where)
        labelled.setdefault(rule.label, []).append(rule)
    return Finder({label: tuple(group) for label, group in labelled.items()}, readers)


def _split(token: str) -> tuple[tuple[str, ...], bool]:
    """The folded alternatives of a token, and whether it may be absent."""
    optional = len(token) > 1 and token.endswith("?")
    body = token[:-1] if optional else token
    return (tuple(fold(word) for word in body.split("|")) if len(body) > 1 else (body,)), optional


def _check_token(token: Token, where: str) -> None:
    if not isinstance(token, str):
        return
    for word in _split(token)[0]:
        if word.startswith("$") and len(word) > 1:
            if word[1:] not in PIECES:
                raise PipelineError("E205", where, token=word, reason="không có mảnh nào tên như vậy")
        elif not _is_one_token(word):
            raise PipelineError("E205", where, token=word, reason="văn bản không bao giờ tách ra thành đúng từ này")


@lru_cache(maxsize=4096)
def _is_one_token(word: str) -> bool:
    tokens = tokenise(word)
    return len(tokens.starts) == 1 and tokens.names[0] in ("word", "mark")


def _patterns(sequence: tuple[Token, ...]) -> Iterator[Pattern]:
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
    words, optional = _split(token)
    return [{"NORM": word, "OP": "?"} if optional else {"NORM": word} for word in words]


def _multiplied(choices: list[Pattern]) -> Iterator[Pattern]:
    """Alternatives of a word multiplied out: comparing an attribute is much faster than asking a set.

    Where that would give more than 64 patterns, sets are asked after all.
    """
    if prod(len(choice) for choice in choices) > 64:
        choices = [choices[0], *(choice if len(choice) == 1 else [_as_set(choice)] for choice in choices[1:])]
    return (list(pattern) for pattern in product(*choices))


def _as_set(choice: Pattern) -> dict[str, object]:
    return {**choice[0], "NORM": {"IN": [token["NORM"] for token in choice]}}


def _stands(at: str, words: Words) -> bool:
    if at == "start":
        return begins_sentence(words.tokens, words.first)
    if at == "clause":
        return words.before.rstrip(" \"'(")[-1:] in (",", ";", ":") or begins_sentence(words.tokens, words.first)
    if at == "whole":
        before, after = words.before.rpartition("\n")[2], words.after.partition("\n")[0]
        return not any(c.isalnum() for c in before + after)
    return True
