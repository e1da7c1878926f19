"""Small letters for words in capitals: a title in capitals is cited as the plan itself writes those words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Document

_WORD = re.compile(r"\S+")
_LONGEST = 10
# Before these a capital letter begins a sentence and says nothing about the word.
_STARTS = ("", ".", ":", "!", "?", "“", '"', "(", "-", "+")


def upper_first(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """``text`` with a small first letter, unless the next word shows a name ("Tổ chức", not "Thái Nguyên")."""
    first, _, rest = text.partition(" ")
    is_name = rest[:1].isupper() or first[1:2].isupper() or not rest
    return text if is_name else text[:1].lower() + text[1:]


def sentence_case(text: str, document: Document) -> str:
    """``text``, all of it in capitals, as the document writes the same words elsewhere; unknown words in small letters.

    Runs of words are looked up longest first, so that names keep their capitals ("TỈNH LAI CHÂU", "tỉnh Lai Châu").
    Text that is not all in capitals comes back as it is.
    """
    if text != text.upper() or text == text.lower():
        return text
    written = "\n".join(block.text for block in document.blocks if block.text != block.text.upper())
    folded = written.lower()
    if len(folded) != len(written):  # a letter whose small form is longer would shift the places
        return text.lower()
    words = _WORD.findall(text)
    found: list[str] = []
    while words:
        taken, shown = _longest(words, written, folded)
        found.append(shown)
        words = words[taken:]
    return " ".join(found)


def _longest(words: Sequence[str], written: str, folded: str) -> tuple[int, str]:
    """How many of ``words`` stand together in the document, and how they are written there."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        sought = " ".join(words[:count]).lower()
        shown = _written(sought, written, folded)
        if shown:
            return count, shown
    return 1, words[0].lower()


def _shouts(written: str, position: int) -> bool:
    """Whether the line at ``position`` is all in capitals."""
    start, end = written.rfind("\n", 0, position) + 1, written.find("\n", position)
    line = written[start : end if end >= 0 else len(written)]
    return line == line.upper()


def _written(sought: str, written: str, folded: str) -> str:
    """``sought`` as it is written inside a sentence; where it only begins sentences, with a small first letter."""
    first = ""
    for match in re.finditer(rf"(?<!\w){re.escape(sought)}(?!\w)", folded):
        shown = written[match.start() : match.end()]
        if shown == shown.upper() and (" " in shown or _shouts(written, match.start())):
            continue  # a head in capitals says nothing either
        before = written[: match.start()].rstrip(" ")[-1:]
        if before.strip() and before not in _STARTS:
            return shown
        first = first or lower_first(shown)
    return first
