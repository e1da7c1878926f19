"""Lines and columns that name a field: "Đơn vị chủ trì: …", the column "Thời gian hoàn thành"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.find.language.matching import Finder
from pipeline.find.language.tokens import fold

_COLON = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?:")
_HEAD = re.compile(r"[-+*•–\s\"“(]*")
_ENDS = re.compile(r"[.;]\s+[-+•–]?\s*$")
_INSIDE = re.compile(r"[,:][\s\"“(]*$")


@dataclass(frozen=True, slots=True)
class Field:
    """A named value in a text: ``name`` ("lead", "deadline" …), the rule, where the label starts and the value lies."""

    name: str
    rule: str
    start: int
    value_start: int
    value_end: int


def read_fields(text: str, finder: Finder) -> tuple[Field, ...]:
    """The fields of a line, in order: each label at the start of a sentence, a line or behind a semicolon that ends
    with a colon.

    A value reaches to the next label. A text that does not begin with a label has no fields.
    """
    fields = _labelled(text, finder)
    head = _HEAD.match(text)
    return fields if fields and fields[0].start == (head.end() if head else 0) else ()


def read_fields_behind(text: str, finder: Finder) -> tuple[Field, ...]:
    """The fields behind the work in one paragraph ("Mở lớp bơi. Đơn vị chủ trì: Sở A. Thời gian: Quý I"), from the
    label on that says who does it; none where the text begins with a label or no label says who."""
    fields = _labelled(text, finder)
    first = next((n for n, f in enumerate(fields) if f.name in ("lead", "perform")), None)
    if first is None or read_fields(text, finder) or not _ENDS.search(text[: fields[first].start]):
        return ()
    return fields[first:]


def _labelled(text: str, finder: Finder) -> tuple[Field, ...]:
    """Every label with its value, wherever it stands."""
    if ":" not in text:  # nearly always
        return ()
    found = [
        (m, colon.end())
        for m in finder.find(text, labels=("field",))
        if (colon := _COLON.match(text, m.span.end)) and not _INSIDE.search(text[: m.span.start])
    ]
    if not found:
        return ()
    ends = [m.span.start for m, _ in found[1:]] + [len(text)]
    return tuple(
        Field(str(m.value), m.rule, m.span.start, _past_blanks(text, value), len(text[:end].rstrip()))
        for (m, value), end in zip(found, ends, strict=True)
    )


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def read_column(text: str, finder: Finder) -> Field | None:
    """What a table's head cell names; None where no rule knows its words. The whole cell counts as the label."""
    flat = text.replace("\n", " ")
    for mention in finder.find(flat, labels=("field",)):
        if not fold(flat[: mention.span.start]).strip(" \"'("):
            return Field(str(mention.value), mention.rule, 0, len(text), len(text))
    return None
