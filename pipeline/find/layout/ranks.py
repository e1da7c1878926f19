"""How high a line stands by its number, or by the number that its first words give it ("Phần II", "Nhiệm vụ 1:")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block

PLAIN = 110
LETTERS = 70
_PART_RANK = 5
_NAMED_RANK = 65  # "Nhiệm vụ 1: …" stands below every decimal number, above letters
_ROMAN = re.compile(r"[IVXLC]+$")
_CAPITAL = re.compile(r"[A-ZĐ]$")
_LETTER = re.compile(r"[a-zđ]\d?$|[ivx]{2,5}$")
_DECIMAL = re.compile(r"\d+(\.\d+)*$")
_ARTICLE = re.compile(r"(điều|mục)\b", re.I)
_PART = re.compile(r"(?:phần|chương|mục)\s+(?P<number>[IVXLC]+|\d+|thứ \w+)\b", re.I)
_NAMED = re.compile(
    r"(?:nhóm\s+)?(?:nhiệm vụ|nội dung|hoạt động|giải pháp|dự án|tiểu dự án)\s+(?:số\s+)?"
    r"(?P<number>\d+(?:\.\d+)*)\s*[:.]\s",
    re.I,
)
_BULLETS = {"*": 85, "+": 100}


def number_and_rank(block: Block, before: Sequence[str]) -> tuple[str, int]:
    """The number that a block bears, typed apart or in its words, and how high it stands; see ``rank``."""
    if block.number:
        return block.number, rank(block, before)
    if part := _PART.match(block.text):
        return part["number"], _PART_RANK
    if named := _NAMED.match(block.text):
        return named["number"], _NAMED_RANK
    return "", PLAIN


def rank(block: Block, before: Sequence[str]) -> int:
    """How high the block's number stands: the smaller, the higher; ``before`` are the numbers already seen.

    A lone capital is a letter heading ("A.", "B.") unless it reads as a Roman number and does not follow its letter.
    """
    number = block.number
    if not number:
        return PLAIN
    if _ARTICLE.match(number):
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
