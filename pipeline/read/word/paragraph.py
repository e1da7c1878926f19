"""A paragraph while it is read and when it is done, and small questions to the tree around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element

from pipeline.read.word import ooxml as x
from pipeline.read.word.fields import Field
from pipeline.read.word.styles import PLAIN, Style, read_run


class ReadLine(NamedTuple):
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

    ``eventful`` means that something other than text was met, so that there is more to do at its end; ``deleted``, that
    its words belong to the next one; ``page_broken``, that a break stands in it. ``parts`` and ``fields`` stay the same
    lists.
    """

    __slots__ = (
        *("attached", "bold", "deleted", "element", "eventful", "fields", "fonts"),
        *("key", "ordinal", "page_broken", "parts", "run", "signs"),
    )

    def __init__(self) -> None:
        self.element: _Element | None = None
        self.ordinal = 0
        self.parts: list[str] = []
        self.attached: list[_Element] = []
        self.fonts: list[str | None] = []
        self.fields: list[Field] = []
        self.forget()

    def forget(self) -> None:
        """Drop what belonged to the paragraph before; an unfinished field code does not reach into the next one."""
        self.key: dict[str, str] | None = None
        self.run: Style = PLAIN
        self.signs = 0
        self.bold: bool | None = None
        self.deleted = self.page_broken = False
        for field in self.fields:
            field.in_code = False
        self.eventful = bool(self.fields or self.parts)

    def take(self) -> tuple[list[str], list[str | None], list[_Element]]:
        """Texts, their old fonts and what is attached, leaving none."""
        taken = self.parts.copy(), self.fonts, self.attached
        self.parts.clear()
        self.fonts, self.attached = [], []
        return taken


def is_unseen(paragraph: Open, style: Style) -> bool:
    """Whether a paragraph is hidden with its mark: Word does not show it, and does not count it."""
    if paragraph.parts or paragraph.element is None:
        return False
    return bool(read_run(paragraph.element.find(f"{x.PPR}/{x.RPR}"), style).hidden)


def words(element: _Element) -> str:
    """All characters of text below ``element``, as they are."""
    return "".join(text.text or "" for text in element.iter(*x.TEXTS))


class Alternatives:
    """Which branch of each mc:AlternateContent is read: the first that has words. Each is looked at once."""

    def __init__(self) -> None:
        self._chosen: dict[_Element | None, _Element] = {}
        self._words: dict[_Element, str] = {}

    def chosen(self, branch: _Element) -> _Element:
        """The branch that is read in place of ``branch`` and its neighbours (it may be ``branch`` itself)."""
        above = branch.getparent()
        if above is None:
            return branch
        if above not in self._chosen:
            branches = list(above.iterchildren(x.CHOICE, x.FALLBACK))
            self._chosen[above] = next((branch for branch in branches if _has_words(branch)), branches[0])
        return self._chosen[above]

    def repeats(self, branch: _Element, text: str) -> bool:
        """Whether ``text`` of a branch that is left out is what the chosen one says, spaces apart."""
        chosen = self.chosen(branch)
        if chosen not in self._words:
            self._words[chosen] = "".join(words(chosen).split())
        return "".join(text.split()) == self._words[chosen]


def _has_words(element: _Element) -> bool:
    return any(text.text or text.get("string") for text in element.iter(*x.TEXTS, x.TEXT_PATH))


def parent_tag(element: _Element, steps: int = 1) -> str:
    """The name of the element ``steps`` above; "" above the root."""
    above: _Element | None = element
    for _ in range(steps):
        above = None if above is None else above.getparent()
    return "" if above is None else above.tag


def occurs(roots: list[_Element], *tags: str) -> bool:
    """Whether one of ``tags`` stands anywhere below ``roots``."""
    return any(next(root.iter(*tags), None) is not None for root in roots)
