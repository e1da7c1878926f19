"""The proof that nothing was lost: counted anew from the XML, apart from the walker, on every read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from pipeline.model import Notice
from pipeline.read.text import mend
from pipeline.read.word.ooxml import DRAWING_T, MATH_T, T


def text_of(story: _Element) -> str:
    """All text of a story's tree, in order."""
    return etree.tostring(story, method="text", encoding="unicode")


def prove(stories: list[_Element], text: str, got: Iterable[str], inserted: Iterable[str]) -> Iterator[Notice]:
    """W400 with the characters that are in ``stories`` and not in ``got`` (blocks and what a notice quotes).

    ``text`` is ``text_of`` all stories. ``inserted`` are signs in ``got`` that stand in no text of the input (automatic
    numbers, symbols, the Unicode of old fonts, whose raw text is in ``got`` too); they must not pay for lost ones.
    White space and unseen characters do not count.
    """
    kept = "".join(got).replace(" ", "")
    if text.replace(" ", "") == kept:  # the common case: all text of the tree, in order, and nothing mended
        return
    expected = _squeeze("".join(text.text or "" for story in stories for text in story.iter(T, MATH_T, DRAWING_T)))
    have, added = _squeeze(kept), _squeeze("".join(inserted))
    # A mark that a break parts from its letter is composed in one text and not in the other: asked again apart.
    if _missing(expected, have, added) and (missing := _missing(*map(_apart, (expected, have, added)))):
        composed = _missing(expected, have, added) or missing
        signs = "".join(sorted(composed))
        yield Notice("W400", quote=signs[:80], facts={"count": str(sum(composed.values()))})


def _missing(expected: str, have: str, added: str) -> Counter[str]:
    """The characters of ``expected`` that ``have`` lacks, those that were ``added`` to it not counted."""
    own = Counter(have)
    own.subtract(Counter(added))
    missing = Counter(expected)
    missing.subtract(own)
    return +missing


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _squeeze(text: str) -> str:
    return "".join(mend(text).split())
