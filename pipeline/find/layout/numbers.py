"""Numbers of blocks: how high each stands in the outline, and which begin a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.find.language.tokens import fold
from pipeline.model import Block

PLAIN = 110
LETTERS = 70
LEAD_IN = 84  # a bare paragraph that ends with a colon: the bullets below are its items
_ROMAN = re.compile(r"[IVXLC]+$")
_CAPITAL = re.compile(r"[A-ZĐ]$")
_LETTER = re.compile(r"[a-zđ]\d?$|[ivx]{2,5}$")
_DECIMAL = re.compile(r"\d+(\.\d+)*$")
_ARTICLES = ("điều", "mục")
_BULLETS = {"*": 85, "+": 100}
FIRST_LETTERS = ("a)", "a.", "a/")  # below a bare paragraph with a colon they begin a list of its own
_FIRST = (*FIRST_LETTERS, "1.", "1)", "1/", "(1)", "a")  # with these a list begins


def begins_list(block: Block | None) -> bool:
    """Whether a block bears the first number of a list."""
    return block is not None and block.number in _FIRST


def rank(block: Block, before: Sequence[str]) -> int:
    """How high the block's number stands: the smaller, the higher; ``before`` are the numbers already seen.

    A lone capital is a letter heading ("A.", "B.") unless it reads as a Roman number and does not follow its letter.
    """
    number = block.number
    if not number:
        return PLAIN
    if fold(number).split()[0] in _ARTICLES:
        return 10
    bare = number.strip("().:/-")
    if _DECIMAL.match(bare):
        return 80 if number[0] == "(" or (number[-1] == ")" and "." not in bare) else 20 + 10 * bare.count(".")
    if _ROMAN.match(bare) and not _follows_letter(bare, before):
        return 10
    if _CAPITAL.match(bare):
        return 8
    if _LETTER.match(bare):
        return 80 if number[0] == "(" or len(bare) > 1 else LETTERS
    return _BULLETS.get(number[0], 90) + 2 * min(block.level or 0, 4)


def _follows_letter(bare: str, before: Sequence[str]) -> bool:
    return len(bare) == 1 and any(n.strip("().:/-") == chr(ord(bare) - 1) for n in before[-40:])
