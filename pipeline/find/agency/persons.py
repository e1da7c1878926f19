"""Persons who are told something: "đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh", "các đồng chí Phó Giám đốc Sở"."""

from __future__ import annotations

from pipeline.find.agency.groups import read_group
from pipeline.find.agency.levels import Found, begins_agency
from pipeline.find.agency.names import read_name
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

_ADDRESSES = (("đồng", "chí"), ("đ", "/", "c"), ("ông", "(", "bà", ")"), ("ông", "/", "bà"), ("ông",), ("bà",))
_MOST_POSITIONS = 3
_ORDER = 50


def read_comrade(words: Words, start: int, lexicon: Lexicon) -> Found | None:
    """A person addressed as one, with the positions behind the name; without a name the position is who is told.

    Where the last position is of no agency that can be read, the end is a guess.
    """
    k = after_address(words, start)
    if k == start:
        return None
    named = person_name(words, k, lexicon)
    end, certain = _positions(words, named, lexicon) if named > k else _position(words, k, lexicon)
    if end == k or (named == k and not certain):
        return None
    name = words.written(start, end)
    plural = words.low[start] == "các"
    kind, key = ("nhom", group_id(name)) if plural else ("ca-nhan", slug(name))
    return Found(start, end, Agency(key, name, kind, order=_ORDER, known=False), certain)


def after_address(words: Words, start: int) -> int:
    """Past "đồng chí", "các đồng chí", "ông (bà)"; ``start`` where no address stands there."""
    k = start + (words.low[start : start + 1] == ("các",))
    address = next((one for one in _ADDRESSES if words.low[k : k + len(one)] == one), ())
    return k + len(address) if address else start


def person_name(words: Words, k: int, lexicon: Lexicon) -> int:
    """The end of two to five capital words that begin with a family name; ``k`` where none stands there."""
    if _title_end(words, k, lexicon) > k:  # "Phó" is a family name too
        return k
    end = k
    while end < len(words) and words.cap[end] and words.low[end].isalpha() and end - k < 5:
        end += 1
    if end - k < 2 or words.low[k] not in lexicon.surnames or begins_agency(words, k, lexicon):
        return k
    return end


def _positions(words: Words, end: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Past every position behind a name: ", Phó Chủ tịch UBND tỉnh", "- Trưởng Ban Chỉ đạo"."""
    certain = True
    for _ in range(_MOST_POSITIONS):
        k = end + 1 if words.low[end : end + 1] in ((",",), ("-",), ("(",)) else end
        after, sure = _position(words, k, lexicon)
        if after == k:
            break
        if words.low[end] == "(" and words.low[after : after + 1] == (")",):
            after += 1
        end, certain = after, sure
    return end, certain


def _position(words: Words, k: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Where a position with its agency ends ("Phó Giám đốc Thường trực Sở Y tế"); ``k`` where none begins."""
    end = _title_end(words, k, lexicon)
    if end == k:
        return k, False
    if words.low[end : end + 2] in (("thường", "trực"), ("chuyên", "trách")):
        end += 2
    agency = read_name(words, end, lexicon) or read_group(words, end, lexicon)
    return (agency.end, agency.certain) if agency else (end, False)


def _title_end(words: Words, k: int, lexicon: Lexicon) -> int:
    """Where the title ends that begins at ``k`` ("Chủ tịch", "Phó Trưởng phòng"); ``k`` where none does."""
    for at in (k, k + 1) if words.low[k : k + 1] == ("phó",) else (k,):
        ends = [found[0] for table in (lexicon.persons, lexicon.titles) if (found := table.longest(words, at))]
        if ends:
            return max(ends)
    return k
