"""Units of committees and of local bodies in a list: "UBND các xã: A, B", "Công an các phường A, B"; places told
without the word for their committee: "Các tỉnh A, B"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.levels import (
    COUNCIL,
    Found,
    begins_agency,
    cities,
    known_unit,
    level_at,
    read_place,
    read_tail,
)
from pipeline.find.agency.names import read_name
from pipeline.find.agency.parties import prefixed
from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

_MOST_WORDS = 24
_OF_PLACES = frozenset({"huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"})
_ALIKE = {
    "ubnd-tinh": ("tỉnh", "thành phố"),
    "ubnd-huyen": ("huyện", "thành phố", "thị xã", "quận"),
    "ubnd-xa": ("xã", "phường", "đặc khu", "thị trấn"),
}
PLACE = "dia-phuong-"  # begins the id of a place that stands for its committee: "Thành phố C hoàn thành …"
_LEVELS = {level: kind for kind in ("ubnd-xa", "ubnd-huyen", "ubnd-tinh") for level in _ALIKE[kind]}
_SEVERAL = ("các", "hai", "ba", "bốn", "năm")
_JOINTS = (",", "và")


def council_units(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """The first of "UBND các xã: A, B" or "UBND các tỉnh, thành phố: A, B": each is a committee of its own."""
    if words.low[k : k + 5] != (*COUNCIL, "các"):
        return None
    tail = read_tail(words, k + 4, lexicon)
    place = tail.end - len(tail.place.split()) if tail.place else tail.end
    colon = words.low[place : place + 1] == (":",)
    if not tail.levels or not (colon or (tail.place and len(tail.levels) == 1)):
        return None
    return _unit(words, place + colon, tail.levels, lexicon)


def local_units(words: Words, k: int, lexicon: Lexicon) -> Found | None:
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
    name = lexicon.cut(last.agency.name)
    levels = ((n, level_at(name, n, lexicon)) for n in range(1, len(name) - 1))
    start, end = next(((n, end) for n, end in levels if end is not None and end < len(name)), (0, 0))
    if not end or last.agency.kind in ("nhom", "ca-nhan"):
        return None
    unit = " ".join(name.low[start:end])
    if unit not in _OF_PLACES or known_unit(words, k, unit, lexicon) == k:
        return None
    return prefixed(words, k, name.written(0, end), lexicon)


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


def unit_of(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """A further unit of a committee: "UBND thành phố A, huyện B", "UBND các xã A, B"."""
    if k >= len(words) or not words.low[last.end : k]:
        return None
    if last.agency.kind not in _ALIKE:
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
    alike = _ALIKE[last.agency.kind]
    name = fold(last.agency.name)
    level = next((level for level in alike if name.startswith(f"{' '.join(COUNCIL)} {level} ")), None)
    return _unit(words, k, (level, *(other for other in alike if other != level)), lexicon) if level else None


def party_units(words: Words, start: int, lexicon: Lexicon) -> list[Found]:
    """ "các ban: Tổ chức, Nội chính, Tuyên giáo và Dân vận Tỉnh ủy": boards of one committee, whose name stands behind
    the last; each as "Ban … Tỉnh ủy"."""
    title = lexicon.titles.longest(words, start)
    k = title[0] if title and words.cap[start] else start
    if words.low[k : k + 2] != ("các", "ban"):
        return []
    k += 2 + (words.low[k + 2 : k + 3] == (":",))
    parts: list[tuple[int, int, int]] = []
    first = k
    while k < len(words) and k - first < _MOST_WORDS and words.low[k] not in (".", ";", "("):
        parent = lexicon.names.longest(words, k)
        if begins_agency(words, k, lexicon) and not (parent and parent[1].entry.agency.kind == "dang" and k > first):
            return []
        if parent and words.cap[k] and k > first:
            if not parts:
                return []
            committee = words.written(k, parent[0])
            bounds = [*parts, (first, k, parent[0])]
            return [found for a, b, end in bounds if (found := _board(words, start, a, b, end, committee, lexicon))]
        if words.low[k] == ",":
            parts.append((first, k, k))
            first = k + 1
        k += 1
    return []


def _board(words: Words, start: int, first: int, last: int, end: int, committee: str, lexicon: Lexicon) -> Found | None:
    """One board of a committee: "Ban", its field, the committee's name."""
    field = words.written(first, last)
    if not field or not words.cap[first]:
        return None
    whole = lexicon.cut(f"Ban {field} {committee}")
    known = lexicon.names.longest(whole, 0)
    name = known[1].spelling if known and known[0] == len(whole) else f"Ban {field} {committee}"
    order = lexicon.view.registry.kinds["dang"].order
    agency = known[1].entry.agency if known and known[0] == len(whole) else None
    return Found(first, end, agency or Agency(slug(name), name, "dang", order=order, known=False))


def place_units(words: Words, start: int, lexicon: Lexicon) -> list[Found]:
    """The places that a level's word and their names tell from word ``start`` on ("Các tỉnh A, B"), each with its noun;
    [] where none stands there. The plan's own province is no party by its name: it is the issuer's."""
    several = words.low[start : start + 1] and words.low[start] in _SEVERAL
    k = start + bool(several)
    end = level_at(words, k, lexicon)
    level = " ".join(words.low[k:end]) if end else ""
    if end is None or level not in _LEVELS:
        return []
    found: list[Found] = []
    begin = start
    while (after := _known_place(words, end, level, lexicon)) > end:
        name = f"{level} {words.written(end, after)}"
        kind = _LEVELS[level]
        agency = Agency(f"{PLACE}{slug(name)}", name, kind, order=lexicon.view.registry.kinds[kind].order)
        found.append(Found(begin, after, agency))
        begin = end = after + (words.low[after : after + 1] in [(x,) for x in _JOINTS])
        if not several or end == after:
            break
    return found


def _known_place(words: Words, k: int, level: str, lexicon: Lexicon) -> int:
    """The end of the name of a known place at ``k``; ``k`` without one, and for the plan's own province."""
    if k >= len(words) or not words.cap[k]:
        return k
    province = lexicon.provinces.longest(words, k) if level in ("tỉnh", "thành phố") else None
    end = max(province[0] if province else k, known_unit(words, k, level, lexicon))
    own = lexicon.view.province and fold(lexicon.view.province) == " ".join(words.low[k:end])
    return k if own and level in ("tỉnh", "thành phố") else end
