"""Lines and columns that name a field: "Đơn vị chủ trì: …", the column "Thời gian hoàn thành".

Their words are known by a rule (label "field"), or the document itself uses them as labels (labels.py); both go the
same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.find.language.matching import Finder
from pipeline.find.language.tokens import fold
from pipeline.model import Span

LEARNED = "FIELD-00"  # a label whose field the document's use of it says (docs/add-a-rule.md)
_COLON = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?:")
_HEAD = re.compile(r"[-+*•–\s\"“(]*")
_ENDS = re.compile(r"[.;]\s+[-+•–]?\s*$")
_INSIDE = re.compile(r"[,:][\s\"“(]*$")
_SEGMENT = re.compile(
    r"(?:^|[.;:]\s+(?=[-+*•–])|[.;]\s+|\n)[-+*•–\s\"“(]*(?P<label>[^\W\d_][^:;.\n\d()]{1,60}?)(?=\s*(?:\([^)]{0,60}\)\s*)?:(?:\s|$))"
)


@dataclass(frozen=True, slots=True)
class Learned:
    """What a label that no rule knows names: its ``field``, ``doubt`` where its place alone says which, and ``first``,
    where the document says it first (a block, or a table's head cell)."""

    field: str
    doubt: bool = False
    first: Span | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document: those of the rules and, by their folded words, its ``own``."""

    finder: Finder
    own: Mapping[str, Learned] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A named value in a text: ``name`` ("lead", "deadline" …), the rule, where the label starts and the value lies;
    ``doubt`` is the label (folded) where its place alone says what it names, else ""."""

    name: str
    rule: str
    start: int
    value_start: int
    value_end: int
    doubt: str = ""


def read_fields(text: str, labels: Labels) -> tuple[Field, ...]:
    """The fields of a line, in order: each label at the start of a sentence, a line or behind a semicolon that ends
    with a colon.

    A value reaches to the next label. A text that does not begin with a label has no fields.
    """
    fields = _labelled(text, labels)
    head = _HEAD.match(text)
    return fields if fields and fields[0].start == (head.end() if head else 0) else ()


def read_fields_behind(text: str, labels: Labels) -> tuple[Field, ...]:
    """The fields behind the work in one paragraph ("Mở lớp bơi. Đơn vị chủ trì: Sở A. Thời gian: Quý I"), from the
    label on that says who does it; none where the text begins with a label or no label says who."""
    fields = _labelled(text, labels)
    first = next((n for n, f in enumerate(fields) if f.name in ("lead", "perform")), None)
    if first is None or read_fields(text, labels) or not _ENDS.search(text[: fields[first].start]):
        return ()
    return fields[first:]


def segments(text: str) -> tuple[tuple[int, int, int], ...]:
    """Where a text holds words before a colon that could be a label: start and end of the words, start of the value."""
    found = (m.span("label") for m in _SEGMENT.finditer(text)) if ":" in text else ()
    return tuple((a, b, _past_blanks(text, text.index(":", b) + 1)) for a, b in found)


def _labelled(text: str, labels: Labels) -> tuple[Field, ...]:
    """Every label with its value, wherever it stands."""
    if ":" not in text:  # nearly always
        return ()
    found = {
        m.span.start: Field(str(m.value), m.rule, m.span.start, _past_blanks(text, colon.end()), 0)
        for m in labels.finder.find(text, labels=("field",))
        if (colon := _COLON.match(text, m.span.end)) and not _INSIDE.search(text[: m.span.start])
    }
    for start, end, value in segments(text) if labels.own else ():
        label = fold(text[start:end])
        if own := labels.own.get(label):
            found.setdefault(start, Field(own.field, LEARNED, start, value, 0, label if own.doubt else ""))
    ordered = [found[start] for start in sorted(found)]
    ends = [*(f.start for f in ordered[1:]), len(text)][: len(ordered)]
    return tuple(replace(f, value_end=len(text[:end].rstrip())) for f, end in zip(ordered, ends, strict=True))


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def read_heading(text: str, labels: Labels) -> Field | None:
    """What a heading that is a label from end to end names ("2. Cơ quan chủ trì", its values below); else None."""
    words = text.strip(" .:")
    found = read_column(words, labels)
    whole = found is not None and (
        found.rule == LEARNED or any(m.span.end == len(words) for m in labels.finder.find(words, labels=("field",)))
    )
    return replace(found, value_start=len(text), value_end=len(text)) if found and whole else None


def read_column(text: str, labels: Labels) -> Field | None:
    """What a table's head cell names; None where neither a rule nor the document knows. The whole cell counts as the
    label."""
    flat = text.replace("\n", " ")
    for mention in labels.finder.find(flat, labels=("field",)):
        if not fold(flat[: mention.span.start]).strip(" \"'("):
            return Field(str(mention.value), mention.rule, 0, len(text), len(text))
    label = fold(flat).strip(" .:")
    own = labels.own.get(label)
    return Field(own.field, LEARNED, 0, len(text), len(text), label if own.doubt else "") if own else None
