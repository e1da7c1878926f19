"""The proof that nothing was lost: counted anew from the XML, apart from the walker, on every read."""

from __future__ import annotations

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
    have = Counter(_squeeze(kept))
    have.subtract(Counter(_squeeze("".join(inserted))))
    missing = Counter(expected)
    missing.subtract(have)
    lost = sum(count for count in missing.values() if count > 0)
    if lost > 0:
        signs = "".join(sorted(sign for sign, count in missing.items() if count > 0))
        yield Notice("W400", quote=signs[:80], facts={"count": str(lost)})


def _squeeze(text: str) -> str:
    return "".join(mend(text).split())
