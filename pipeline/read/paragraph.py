"""A paragraph while it is read and when it is done, and small questions to the tree around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element

from pipeline.read import ooxml as x
from pipeline.read.styles import PLAIN, Style


class Line(NamedTuple):
    """One paragraph that has words: ``number`` is the automatic one, ``ordinal`` counts the story's paragraphs from 1.

    ``attached`` are the notes and text boxes that hang on it, in reading order.
    """

    text: str
    number: str
    level: int | None
    bold: bool
    centred: bool
    ordinal: int
    attached: Sequence[_Element]


class Plain(NamedTuple):
    """Paragraphs in a row that are nothing but text in the default style: raw texts (cleaned at once), ordinals."""

    texts: list[str]
    ordinals: list[int]


class Open:
    """The paragraph that is being read; one object serves a whole story, because making them costs.

    ``eventful`` means that something other than text was met, so that there is more to do at its end. ``parts`` and
    ``fields`` stay the same lists.
    """

    __slots__ = (
        *("attached", "bold", "deleted", "element", "eventful", "fields", "fonts"),
        *("key", "ordinal", "parts", "run", "signs"),
    )

    def __init__(self) -> None:
        self.element: _Element | None = None
        self.ordinal = 0
        self.parts: list[str] = []
        self.attached: list[_Element] = []
        self.fonts: list[str | None] = []
        self.fields: list[bool] = []
        self.forget()

    def forget(self) -> None:
        """Drop what belonged to the paragraph before; an unfinished field code does not reach into the next one."""
        self.key: dict[str, str] | None = None
        self.run: Style = PLAIN
        self.signs = 0
        self.bold: bool | None = None
        self.deleted = False
        self.fields[:] = [False] * len(self.fields)
        self.eventful = bool(self.fields or self.parts)

    def take(self) -> tuple[list[str], list[str | None], list[_Element]]:
        """Texts, their old fonts and what is attached, leaving none."""
        taken = self.parts.copy(), self.fonts, self.attached
        self.parts.clear()
        self.fonts, self.attached = [], []
        return taken


def words(element: _Element) -> str:
    """All characters of text below ``element``, as they are."""
    return "".join(text.text or "" for text in element.iter(*x.TEXTS))


def chosen_branch(branch: _Element) -> _Element:
    """The branch of the same mc:AlternateContent that is read: the first that has words."""
    alternatives = branch.getparent()
    branches = [branch] if alternatives is None else list(alternatives.iterchildren(x.CHOICE, x.FALLBACK))
    return next((branch for branch in branches if words(branch)), branches[0])


def parent_tag(element: _Element, steps: int = 1) -> str:
    """The name of the element ``steps`` above; "" above the root."""
    above: _Element | None = element
    for _ in range(steps):
        above = None if above is None else above.getparent()
    return "" if above is None else above.tag


def occurs(roots: list[_Element], *tags: str) -> bool:
    """Whether one of ``tags`` stands anywhere below ``roots``."""
    return any(next(root.iter(*tags), None) is not None for root in roots)
