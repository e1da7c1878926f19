"""What only a heading, a label's value or a cell can hold: bare names, names that no rule reads to their end, others
that no list knows."""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.fields import BOARD
from pipeline.find.agency.levels import Found
from pipeline.find.agency.parties import read_one
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words
from pipeline.model import Agency

UNKNOWN = 999  # the order of a name that neither registry nor grammar explains
BETWEEN = SEPARATORS | {";", "cùng", "với"}
_UNITS = frozenset({"don-vi", "phong", "ban-chi-dao"})
_MARKS = frozenset({";", ",", "\n", ".", ":", "("})
_ROLES = (("chủ", "trì"), ("phối", "hợp"), ("có", "trách"), ("chịu", "trách"))


def longer_name(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """In a heading or cell a name that no registry has goes on behind a comma or "và" in small letters ("Cục Quản lý
    Khám, chữa bệnh"), a unit's name also in capitals that begin no agency ("Trung tâm Thông tin, Lưu trữ và Tạp chí địa
    chất"); a guess."""
    unit = last.agency.kind in _UNITS and lexicon.names.longest(words, k) is None
    if last.agency.kind in ("nhom", "ca-nhan") or words.low[k - 1] not in (",", "và"):
        return None
    if not unit and (last.agency.known or words.cap[k]):
        return None
    if read_one(words, k, lexicon, True) or lexicon.determiners.longest(words, k):
        return None
    if words.low[k] in lexicon.surnames and words.cap[k + 1 : k + 2] == (True,):  # a person
        return None
    return _to_mark(words, k, last)


def _to_mark(words: Words, k: int, last: Found) -> Found:
    """The name with all words from ``k`` on up to the next mark; a guess."""
    end = k
    while end < len(words) and words.low[end] not in _MARKS:
        end += 1
    name = words.written(last.start, end)
    return replace(last, end=end, agency=replace(last.agency, id=slug(name), name=name, known=False), certain=False)


def whole(words: Words, one: Found, lexicon: Lexicon) -> Found:
    """In a heading or cell small letters straight behind a name that no registry has are a part of it ("Văn phòng Hội
    đồng đánh giá trữ lượng khoáng sản quốc gia"), unless a role or a stop word stands there."""
    end = one.end
    if one.agency.known and one.agency.kind != BOARD or one.agency.kind in ("nhom", "ca-nhan", "bo", "so"):
        return one
    if end >= len(words) or words.cap[end] or not words.low[end][0].isalpha() or words.low[end] in lexicon.stops:
        return one
    if words.low[end : end + 2] in _ROLES or words.low[end] in BETWEEN or lexicon.determiners.longest(words, end):
        return one
    return _to_mark(words, end, one)


def bare_name(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """In a cell or label a registered name without level or place, between marks ("Thanh tra, các đơn vị")."""
    known = lexicon.names.longest(words, k)
    if not known or not words.cap[k] or (known[0] < len(words) and words.low[known[0]] not in (",", ";", "\n", ".")):
        return None
    return Found(k, known[0], replace(known[1].entry.agency, name=known[1].spelling))


def unknown(words: Words, k: int, lexicon: Lexicon) -> list[Found]:
    """In a cell or label: a party that no list knows, up to the next ";" "," or line; never certain."""
    end, depth = k, 0
    while end < len(words) and (depth or words.low[end] not in (";", ",", "\n", ".", ":")) and end - k < 14:
        depth += {"(": 1, ")": -1}.get(words.low[end], 0)
        end += 1
    if end == k or lexicon.verb(words, k) or not words.show[k][0].isalpha():
        return []
    name = words.written(k, end)
    return [Found(k, end, Agency(slug(name), name, "nhom", order=UNKNOWN, known=False), certain=False)]
