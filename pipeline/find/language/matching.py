"""The one door to spaCy: rules compiled to matchers, and the finds of a text.

spaCy's vocabulary and matcher are used without a language: ``spacy.blank`` costs 80 ms more, and ``tokens.tokenise``
cuts the words. Offsets are kept there, so a find lies on the true text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.find.language.checks import check_token
from pipeline.find.language.expressions import expression, word_edges
from pipeline.find.language.patterns import Pattern, fixed_words, token_patterns, word_sequences
from pipeline.find.language.tokens import Tokens, begins_sentence, fold, tokenise
from pipeline.messages import PipelineError
from pipeline.model import Mention, Span
from pipeline.rulebook import Rule

# A bullet may stand within a line: "Chủ trì: Sở A - Phối hợp: Sở B".
_ENDS_CLAUSE = re.compile(r"(?:[,;:]|\s[-+*•–]|[;:.]\s*[-+*•])[\s\"'(]*\Z")


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


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text ready to be looked through: its tokens, spaCy's view of them, and where each word stands.

    Patterns name a token by its folded word, or by "$" and the piece: ``norms`` holds these in order (and "" behind the
    last), ``places`` the other way round. ``found`` keeps what each finder found of each label: the same text is asked
    about several times.
    """

    tokens: Tokens
    doc: Doc
    norms: list[str]
    places: Mapping[str, list[int]]
    found: dict[tuple[Finder, str], list[Mention]]


@lru_cache(maxsize=1024)  # the outline asks of a text first, the rows last
def _prepare(text: str) -> _Prepared:
    tokens = tokenise(text)
    words = tokens.words()
    pairs = zip(words, tokens.names, tokens.starts, tokens.ends, strict=True)
    norms = [
        tokens.folded[start:end].replace(" ", "") if name in ("word", "mark") else word
        for word, name, start, end in pairs
    ]
    places: dict[str, list[int]] = {}
    for index, norm in enumerate(norms):
        places.setdefault(norm, []).append(index)
    return _Prepared(tokens, Doc(_vocab(), words=words), [*norms, ""], places, {})


@dataclass(slots=True)
class _Group:
    """The patterns of one label that begin with one word, each with its rule's place in the label; what looks for them
    is made when a text first has that word.

    Those that ask for words alone are looked up: ``spoken`` holds the places by the words, ``lengths`` how many words
    there may be. The others are spaCy's: ``reach`` is the longest match in tokens, None where a pattern repeats a token
    without end, and ``seconds`` are the words of which one must follow the first, None where anything may.
    """

    patterns: list[tuple[int, Pattern]] = field(default_factory=list)
    made: bool = False
    spoken: dict[tuple[str, ...], set[int]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    matcher: Matcher | None = None
    reach: int | None = 0
    seconds: set[str] | None = field(default_factory=set)

    def _make(self) -> None:
        for place, pattern in self.patterns:
            sequences = word_sequences(pattern)
            for words in sequences:
                self.spoken.setdefault(words, set()).add(place)
                self.lengths.add(len(words))
            if not sequences:
                self._leave_to_spacy(place, pattern)
        self.made = True

    def _leave_to_spacy(self, place: int, pattern: Pattern) -> None:
        self.matcher = self.matcher or Matcher(_vocab(), validate=False)
        self.matcher.add(str(place), [pattern])
        second = fixed_words(pattern[1]) if len(pattern) > 1 else None
        self.seconds = None if second is None or self.seconds is None else self.seconds | second
        if self.reach is not None:
            endless = any(token.get("OP", "?") not in ("?", "1", "!") for token in pattern)
            self.reach = None if endless else max(self.reach, len(pattern))

    def at(self, prepared: _Prepared, start: int) -> Iterator[tuple[int, int, int]]:
        """Place of the rule, first and last (out) token of every match that begins at ``start``."""
        if not self.made:
            self._make()
        doc, norms = prepared.doc, prepared.norms
        for length in self.lengths:
            for place in self.spoken.get(tuple(norms[start : start + length]), ()):
                yield place, start, start + length
        if self.matcher is not None and (self.seconds is None or norms[start + 1] in self.seconds):
            end = len(doc) if self.reach is None else min(len(doc), start + self.reach)
            for key, first, last in self.matcher(doc[start:end]):
                if first == 0:
                    yield int(_vocab().strings[key]), start, start + last


class Finder:
    """Rules ready to look for. Made by ``compile_rules``.

    spaCy's matcher tries each of its patterns at each token; so the patterns lie in groups by their first word, and a
    group is asked only where that word stands, and spaCy only for what is more than words in a row.
    """

    def __init__(self, rules: Mapping[str, tuple[Rule, ...]], readers: Mapping[str, Reader]) -> None:
        self._rules = rules
        self._readers = readers
        self._groups: dict[str, dict[str, _Group]] = {label: {} for label in rules}
        self._expressions = {
            label: [(n, expression(r.pattern)) for n, r in enumerate(group) if r.pattern]
            for label, group in rules.items()
        }
        for label, group in rules.items():
            for place, rule in enumerate(group):
                for pattern in (p for sequence in rule.tokens for p in token_patterns(sequence)):
                    self._add(label, place, pattern)

    def _add(self, label: str, place: int, pattern: Pattern) -> None:
        word, must_be = pattern[0].get("NORM"), pattern[0].get("OP", "1") in ("1", "+")
        first = word if isinstance(word, str) and must_be else ""
        self._groups[label].setdefault(first, _Group()).patterns.append((place, pattern))

    def may_begin(self, label: str, word: str) -> bool:
        """Whether a rule of ``label`` may begin with the folded ``word``."""
        groups = self._groups[label]
        return word in groups or bool(self._expressions[label]) or any(not w or w[0] == "$" for w in groups)

    def find(self, text: str, block: int = 0, labels: Collection[str] | None = None) -> tuple[Mention, ...]:
        """All finds in ``text``, by start; ``labels`` limits what is looked for.

        Of overlapping finds of one label the longest counts, among equals the first, then the rule that stands first.
        """
        prepared = _prepare(text)
        wanted = [label for label in (self._rules if labels is None else labels) if label in self._rules]
        found: list[Mention] = []
        for label in wanted:
            known = prepared.found.get((self, label))
            if known is None:
                known = prepared.found[self, label] = self._of_label(label, prepared)
            found += known if block == 0 else [_in_block(mention, block) for mention in known]
        return tuple(found if len(wanted) == 1 else sorted(found, key=lambda m: (m.span, m.label)))

    def _hits(self, label: str, prepared: _Prepared) -> set[tuple[int, int, int]]:
        """Place of the rule, first and last (out) token of every match of every rule of ``label``."""
        groups = self._groups[label]
        hits: set[tuple[int, int, int]] = set()
        for norm in groups.keys() & prepared.places.keys():
            for index in prepared.places[norm]:
                hits.update(groups[norm].at(prepared, index))
        if "" in groups:
            for index in range(len(prepared.doc)):
                hits.update(groups[""].at(prepared, index))
        for place, shape in self._expressions[label]:
            hits.update((place, first, last) for first, last in word_edges(shape, prepared.tokens))
        return hits

    def _of_label(self, label: str, prepared: _Prepared) -> list[Mention]:
        """The finds of one label by start; they never overlap."""
        tokens, hits = prepared.tokens, self._hits(label, prepared)
        taken: set[int] = set()
        found: list[Mention] = []
        for place, first, last in sorted(hits, key=lambda h: (h[1] - h[2], h[1], h[0])):
            rule, words = self._rules[label][place], Words(tokens, first, last)
            if not taken.isdisjoint(range(first, last)) or not _stands(rule.at, words):
                continue
            value = self._readers[rule.reads](words) if rule.reads else rule.value
            if value is not None:
                taken.update(range(first, last))
                found.append(Mention(Span(0, words.start, words.end), label, rule.id, value))
        return sorted(found, key=lambda m: m.span.start)


def _in_block(mention: Mention, block: int) -> Mention:
    return replace(mention, span=replace(mention.span, block=block))


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
            check_token(token, where)
        labelled.setdefault(rule.label, []).append(rule)
    return Finder({label: tuple(group) for label, group in labelled.items()}, readers)


def _stands(at: str, words: Words) -> bool:
    if at == "start":
        return begins_sentence(words.tokens, words.first)
    if at == "clause":
        return bool(_ENDS_CLAUSE.search(words.before)) or begins_sentence(words.tokens, words.first)
    if at == "whole":
        before, after = words.before.rpartition("\n")[2], words.after.partition("\n")[0]
        return not any(c.isalnum() for c in before + after)
    return True
