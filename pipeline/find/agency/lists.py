"""Lists of agencies: where one name ends and the next begins, what shared heads mean, and where the list ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.find.agency.cells import BETWEEN, UNKNOWN, bare_name, longer_name, unknown, whole
from pipeline.find.agency.fields import could_be_name
from pipeline.find.agency.groups import group_id, narrowed, with_terms
from pipeline.find.agency.levels import COUNCIL, Found, begins_agency, cities, known_unit, read_place, read_tail
from pipeline.find.agency.lexicon import Lexicon
from pipeline.find.agency.names import read_name
from pipeline.find.agency.parties import prefixed, read_one
from pipeline.find.agency.registry import slug
from pipeline.find.agency.words import Words
from pipeline.find.language.tokens import fold
from pipeline.model import Agency

# "sentence": the names stand in running text, an order's verb can follow; "names": a heading, label value or cell.
Context = Literal["sentence", "names"]
_COUNCILS = {
    "ubnd-tinh": re.compile("Ủy ban nhân dân (tỉnh|thành phố)(?= )"),
    "ubnd-huyen": re.compile("Ủy ban nhân dân (huyện|quận|thị xã|thành phố)(?= )"),
    "ubnd-xa": re.compile("Ủy ban nhân dân (xã|phường|thị trấn|đặc khu)(?= )"),
}


_LOCAL = re.compile(r"(.+?) (huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?= \S)")
_ALIKE = {
    "ubnd-tinh": ("tỉnh", "thành phố"),
    "ubnd-huyen": ("huyện", "thành phố", "thị xã", "quận"),
    "ubnd-xa": ("xã", "phường", "đặc khu", "thị trấn"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a list in their order; ``end`` is the first word after it."""

    members: tuple[Found, ...]
    end: int
    certain: bool


def read_list(words: Words, start: int, lexicon: Lexicon, context: Context = "sentence") -> Listed:
    """The longest list of agencies that begins at word ``start``."""
    names_only = context == "names"
    members: list[Found] = []
    while start < len(words) and words.low[start] in ("\n", "-", "+"):
        start += 1
    k, end = start, start
    while k < len(words):
        if names_only and members and (longer := longer_name(words, k, members[-1], lexicon)):
            members[-1:] = [longer]
        elif more := _members_at(words, k, lexicon, names_only, members):
            members += [*more[:-1], narrowed(words, more[-1], lexicon, names_only)]
        else:
            break
        end = members[-1].end
        k = _after_separator(words, end, lexicon)
        if k == end:
            break
    certain = all(m.certain for m in members) and _ends_well(words, end, k, lexicon)
    return Listed(tuple(members), end, certain)


def _members_at(words: Words, k: int, lexicon: Lexicon, names_only: bool, before: list[Found]) -> list[Found]:
    """What the list goes on with at ``k``: a shared head's field, a name, a group, or (names only) an unknown name."""
    shared = _announced(words, k, lexicon)
    if shared:
        return shared
    if before:
        field = _unit_of(words, k, before[-1], lexicon) or _field_of(words, k, before[-1], lexicon)
        if field:
            return [replace(field, certain=field.certain and not _one_name(words, k, before[-1], lexicon))]
    one = read_one(words, k, lexicon, names_only)
    if one and before and not names_only and _is_order(words, one, lexicon):
        return []
    if one:
        return [with_terms(words, whole(words, one, lexicon), lexicon) if names_only else one]
    if names_only and (bare := bare_name(words, k, lexicon)):
        return [bare]
    if before and before[-1].agency.kind in ("doanh-nghiep", "ngan-hang"):
        return _brand(words, k, lexicon)
    return unknown(words, k, lexicon) if names_only else []


def _brand(words: Words, k: int, lexicon: Lexicon) -> list[Found]:
    """After a company a bare run of capitals is another one ("VNPT, FPT Telecom"); never certain."""
    end = k
    while end < len(words) and words.cap[end] and words.low[end].isalnum():
        end += 1
    if end == k or (end < len(words) and words.low[end].isalnum() and not lexicon.verb(words, end)):
        return []
    name = words.written(k, end)
    return [Found(k, end, Agency(slug(name), name, "doanh-nghiep", order=UNKNOWN, known=False), certain=False)]


def _is_order(words: Words, one: Found, lexicon: Lexicon) -> bool:
    return lexicon.verb(words, one.start) and not words.cap[one.start]


def _announced(words: Words, start: int, lexicon: Lexicon) -> list[Found]:
    """ "các Sở: Nội vụ, Y tế", "Sở: Nội vụ", "các Sở Nội vụ, Y tế": a kind word that all fields share."""
    title = lexicon.titles.longest(words, start)
    k = title[0] if title and words.cap[start] else start
    council = _council_units(words, k, lexicon) or _local_units(words, k, lexicon)
    if council:
        return [replace(council, start=start)]
    plural = k < len(words) and words.low[k] == "các"
    k += plural
    head = lexicon.shareable.longest(words, k)
    if not head:
        return []
    colon = head[0] < len(words) and words.low[head[0]] == ":"
    if not (plural or colon):
        return []
    first = _field(words, head[0] + colon, head[1], lexicon)
    if not first:
        return []
    if plural and not colon and not _shares_head(words, first, head[1], lexicon):  # "các Cục Thuế": no list of fields
        name = words.written(start, first.end)
        order = lexicon.view.registry.kinds["nhom"].order
        return [Found(start, first.end, Agency(group_id(name), name, "nhom", order=order, known=False), first.certain)]
    return [replace(first, start=start)]


def _shares_head(words: Words, first: Found, head: str, lexicon: Lexicon) -> bool:
    """Whether another field follows that the kind word before ``first`` also heads: "các Sở Nội vụ, | Y tế"."""
    k = _after_separator(words, first.end, lexicon)
    return k > first.end and _field(words, k, head, lexicon) is not None


def _council_units(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """The first of "UBND các xã: A, B" or "UBND các tỉnh, thành phố: A, B": each is a committee of its own."""
    if words.low[k : k + 5] != (*COUNCIL, "các"):
        return None
    tail = read_tail(words, k + 4, lexicon)
    place = tail.end - len(tail.place.split()) if tail.place else tail.end
    colon = words.low[place : place + 1] == (":",)
    if not tail.levels or not (colon or (tail.place and len(tail.levels) == 1)):
        return None
    return _unit(words, place + colon, tail.levels, lexicon)


def _local_units(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """The first of "Công an các phường A, B" where B is a unit that the lists of divisions have."""
    found = read_name(words, k, lexicon) if k < len(words) and words.cap[k] else None
    if not found or words.low[found.end : found.end + 1] not in ((",",), ("và",)):
        return None
    many = next((j for j in range(k + 1, found.end) if words.low[j] == "các"), found.end)
    tail = read_tail(words, many, lexicon)
    if tail.end != found.end or len(tail.levels) != 1 or not tail.place:
        return None
    place = tail.end - len(tail.place.split())
    one = prefixed(words, place, f"{words.written(k, many)} {tail.levels[0]}", lexicon)
    return one if one and _local_unit(words, found.end + 1, one, lexicon) else None


def _local_unit(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """A further unit with such a body: "Công an phường A, | B", where the lists have "phường B"."""
    body = _LOCAL.match(last.agency.name)
    if not body or last.agency.kind in ("nhom", "ca-nhan") or known_unit(words, k, body.group(2), lexicon) == k:
        return None
    return prefixed(words, k, body.group(), lexicon)


def _unit(words: Words, k: int, levels: tuple[str, ...], lexicon: Lexicon) -> Found | None:
    """The committee of the unit whose bare name stands at ``k``; of several levels the lists of divisions choose."""
    known = max((known_unit(words, k, level, lexicon) for level in levels), default=k)
    end = max(read_place(words, k, lexicon), known)
    if end == k or k >= len(words) or (known == k and begins_agency(words, k, lexicon)):
        return None
    place, view = " ".join(words.low[k:end]), lexicon.view
    units = view.registry.units.get(fold(view.province), view.registry.units[""])
    city = "thành phố" if place in cities(lexicon) else "tỉnh"
    provinces = set(levels) == {"tỉnh", "thành phố"}  # a province may have the name of a former town
    fitting = [level for level in levels if level == city or (not provinces and f"{level} {place}" in units)]
    return prefixed(words, k, f"Ủy ban nhân dân {(fitting or list(levels))[0]}", lexicon)


def _field_of(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """A field that shares the head of the name before it: "Sở Xây dựng, Giao thông vận tải"."""
    head = lexicon.shareable.longest(lexicon.cut(last.agency.name), 0)
    if not head or last.agency.kind in ("nhom", "ca-nhan"):
        return None
    field = _field(words, k, head[1], lexicon)
    if field is None:
        return None
    own = read_name(
        words, k, lexicon
    )  # "Báo Thái Nguyên, Đài …" is no "Báo và Đài …"; "Bộ Quốc phòng, Công an" is Bộ Công an
    if own and (own.end > field.end or (own.end == field.end and last.agency.kind != "bo")):
        return None
    return field


def _one_name(words: Words, k: int, last: Found, lexicon: Lexicon) -> bool:
    """Whether "Phòng Nội vụ và | Tư pháp" may as well be one body: "và" alone joins them, after one kind word."""
    head = lexicon.shareable.longest(words, last.start)
    return head is not None and words.low[k - 1] == "và" and head[1] not in ("Sở", "Bộ") and words.cap[last.start]


def _unit_of(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """A further unit of a committee: "UBND thành phố A, huyện B", "UBND các xã A, B"."""
    if k >= len(words) or not words.low[last.end : k]:
        return None
    if last.agency.kind not in _COUNCILS:
        return _local_unit(words, k, last, lexicon)
    tail = read_tail(words, k, lexicon)
    if tail.plural and words.low[tail.end : tail.end + 1] == (":",):  # "UBND các phường: A, B; các xã: C, D"
        found = _unit(words, tail.end + 1, tail.levels, lexicon)
        return replace(found, start=k) if found else None
    if tail.plural and len(tail.levels) == 1 and tail.place:  # "UBND các phường A, B và các xã C, D"
        found = _unit(words, tail.end - len(tail.place.split()), tail.levels, lexicon)
        return replace(found, start=k) if found else None
    if tail.levels and tail.place and not tail.plural:
        return prefixed(words, k, "Ủy ban nhân dân", lexicon)
    level = _COUNCILS[last.agency.kind].match(last.agency.name)
    if not level:
        return None
    alike = _ALIKE[last.agency.kind]
    return _unit(words, k, (level.group(1), *(other for other in alike if other != level.group(1))), lexicon)


def _field(words: Words, k: int, head: str, lexicon: Lexicon) -> Found | None:
    """A registered name of which only the words after ``head`` stand at ``k``."""
    if k >= len(words) or not words.cap[k]:
        return None
    lead = lexicon.cut(head)
    borrowed = prefixed(words, k, head, lexicon) if k else None
    if borrowed is None or not borrowed.agency.known or not borrowed.certain:
        return None
    whole = Words(words.text, lead.low + words.low[k:], (), (), (), lead.cap + words.cap[k:])
    return borrowed if lexicon.names.longest(whole, 0) else None


def _after_separator(words: Words, end: int, lexicon: Lexicon) -> int:
    """The first word after the separators at ``end``; ``end`` itself where the list cannot go on."""
    k = end
    while k < len(words) and words.low[k] in BETWEEN:
        if words.low[k] == "với" and words.low[k - 1] != "cùng":
            return end
        if words.low[k] == "-" and lexicon.asides.longest(words, k + 1):  # "Sở Y tế - cơ quan thường trực …"
            return end
        k += 1
    return k if k < len(words) and words.low[k][0].isalnum() else end


def _ends_well(words: Words, end: int, after: int, lexicon: Lexicon) -> bool:
    """Whether the list ends at a mark, at the end, or before an order's verb."""
    if end >= len(words) or words.low[end] in (".", ";", ":", ")", "\n"):
        return True
    k = after if after > end else end
    if k >= len(words) or words.low[k] in lexicon.stops:
        return True
    return lexicon.verbs.longest(words, k) is not None and not (k > end and could_be_name(words, k, lexicon))
