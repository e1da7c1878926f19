"""Persons who are told something: "đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh", "các đồng chí Phó Giám đốc Sở"."""

from __future__ import annotations

from pipeline.find.agency.boundary import ROLES
from pipeline.find.agency.groups import read_group
from pipeline.find.agency.levels import Found, begins_agency
from pipeline.find.agency.names import read_name
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

_ADDRESSES = (
    ("đồng", "chí"),
    ("thầy",),
    ("cô",),
    ("đ", "/", "c"),
    ("ông", "(", "bà", ")"),
    ("ông", "/", "bà"),
    ("ông",),
    ("bà",),
)
_MOST_POSITIONS = 3
_LONGEST_POST = 8  # words behind a post's noun
_IN_CHARGE = ("phụ", "trách")
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
    if (initials := _initials(words, k)) > k:
        return initials
    if _title_end(words, k, lexicon) > k:  # "Phó" is a family name too
        return k
    end = k
    while end < len(words) and words.cap[end] and words.low[end].isalpha() and end - k < 5:
        end += 1
    if end - k < 2 or words.low[k] not in lexicon.surnames or begins_agency(words, k, lexicon):
        return k
    shortened = len(words.low[end - 1]) == 1 and words.low[end : end + 1] == (".",)  # "Ngô Thị T., nhân viên y tế"
    return end + (shortened and words.low[end + 1 : end + 2] in ((",",), ("-",)))


def _initials(words: Words, k: int) -> int:
    """The end of a person's initials ("L.V.P"); ``k`` where fewer than two stand there."""
    end, letters = k, 0
    while end < len(words) and words.cap[end] and len(words.low[end]) == 1 and words.low[end].isalpha():
        letters += 1
        end += 1 + (words.low[end + 1 : end + 2] == (".",))
    return end if letters > 1 else k


def read_post(words: Words, start: int, lexicon: Lexicon) -> Found | None:
    """A post told by its noun, without a person's name: "Phó Hiệu trưởng phụ trách chuyên môn", "Các bảo mẫu, nhân viên
    cấp dưỡng"."""
    plural = words.low[start] == "các"
    post = lexicon.posts.longest(words, start + plural)
    if post is None or not words.cap[start]:
        return None
    end, certain = _complement(words, post[0], lexicon)
    while words.low[end : end + 1] == (",",) and (more := lexicon.posts.longest(words, end + 1)):
        end, certain = _complement(words, more[0], lexicon)
    name = words.written(start, end)
    kind, key = ("nhom", group_id(name)) if plural else ("ca-nhan", slug(name))
    return Found(start, end, Agency(key, name, kind, order=_ORDER, known=False), certain)


def in_charge(words: Words, k: int, lexicon: Lexicon) -> int:
    """Past "phụ trách <a field>" behind a deputy's post; ``k`` where it does not stand there."""
    return _complement(words, k + 2, lexicon)[0] if words.low[k : k + 2] == _IN_CHARGE else k


def _complement(words: Words, k: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Where the words behind a post's noun end: its agency, or the words up to a mark, a role or an order; not certain
    where an order ends more than three of them."""
    agency = read_name(words, k, lexicon) or read_group(words, k, lexicon)
    if agency is not None and agency.end > k + 1:  # "Tổ | cấp dưỡng": a noun alone is no agency
        return agency.end, agency.certain
    end = k
    while end < len(words) and end - k < _LONGEST_POST and not _ends_post(words, end, k, lexicon):
        end += 1
    closed = end >= len(words) or not words.low[end][0].isalnum() or words.low[end : end + 2] in ROLES
    return end, closed or end - k <= _MOST_POSITIONS


def _ends_post(words: Words, at: int, k: int, lexicon: Lexicon) -> bool:
    """Whether a post's words end at ``at``; a dash stands within them ("địa chính - xây dựng")."""
    if not words.low[at][0].isalnum():
        return words.low[at] != "-" or words.cap[at + 1 : at + 2] == (True,)
    if words.low[at] in lexicon.stops or words.low[at : at + 2] in ROLES:
        return True
    return words.low[at : at + 2] != _IN_CHARGE and not words.cap[at] and lexicon.verb(words, at, inside=at == k)


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
    post = lexicon.posts.longest(words, k)
    if post and post[0] > end:
        return _complement(words, post[0], lexicon)
    if end == k:
        return k, False
    if words.low[end : end + 2] in (("thường", "trực"), ("chuyên", "trách")):
        end += 2
    agency = read_name(words, end, lexicon) or read_group(words, end, lexicon)
    if agency is None and words.cap[end : end + 1] == (True,):  # "Bí thư Chi đoàn"
        return _complement(words, end, lexicon)
    return (agency.end, agency.certain) if agency else (end, False)


def _title_end(words: Words, k: int, lexicon: Lexicon) -> int:
    """Where the title ends that begins at ``k`` ("Chủ tịch", "Phó Trưởng phòng"); ``k`` where none does."""
    for at in (k, k + 1) if words.low[k : k + 1] == ("phó",) else (k,):
        ends = [found[0] for table in (lexicon.persons, lexicon.titles) if (found := table.longest(words, at))]
        if ends:
            return max(ends)
    return k
