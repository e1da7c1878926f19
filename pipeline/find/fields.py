"""Lines and columns that name a field: "Đơn vị chủ trì: …", the column "Thời gian hoàn thành"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.find.matching import Finder
from pipeline.find.tokens import fold

_COLON = re.compile(r"\s*(?:\([^)]{0,60}\)\s*)?:")
_HEAD = re.compile(r"[-+*•–\s\"“(]*")
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
    if ":" not in text:  # nearly always
        return ()
    found = [
        (m, colon.end())
        for m in finder.find(text, labels=("field",))
        if (colon := _COLON.match(text, m.span.end)) and not _INSIDE.search(text[: m.span.start])
    ]
    head = _HEAD.match(text)
    if not found or found[0][0].span.start != (head.end() if head else 0):
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
