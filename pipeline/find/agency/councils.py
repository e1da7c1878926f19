"""People's committees: their level decides their kind, and one id stands for every spelling of a group of them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.levels import Found, Tail, cities, joined, local_id, read_tail
from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

_DISTRICT_WORDS = {"huyện", "quận", "thị xã", "cấp huyện"}
_COMMUNE_WORDS = {"xã", "phường", "thị trấn", "đặc khu", "cấp xã"}


def read_council(words: Words, start: int, end: int, prefix: str, lexicon: Lexicon) -> Found:
    """A people's committee (or its office): its level says which kind it is."""
    tail = read_tail(words, end, lexicon)
    name = joined(prefix or "Ủy ban nhân dân", words, end, tail.end)
    if prefix:
        office = lexicon.view.entries["van-phong-ubnd"].agency
        return Found(start, tail.end, replace(office, name=name, id=local_id(office.id, tail, lexicon)))
    kind = _council_kind(tail, lexicon)
    agency_id = _council_id(kind, tail, name, lexicon)
    entry = lexicon.view.get(agency_id)
    order = lexicon.view.registry.kinds[kind].order
    agency = (
        replace(entry, name=name)
        if entry
        else Agency(agency_id, name, kind, order=order, known=_is_unit(name, tail, lexicon))
    )
    return Found(start, tail.end, agency)


def _council_kind(tail: Tail, lexicon: Lexicon) -> str:
    levels = set(tail.levels)
    if levels & _COMMUNE_WORDS and "các cấp" not in levels and not levels & {"tỉnh", "huyện"}:
        return "ubnd-xa"
    if levels & _DISTRICT_WORDS and "tỉnh" not in levels:
        return "ubnd-huyen"
    if levels == {"thành phố"} and tail.place and tail.place not in cities(lexicon):
        return "ubnd-huyen"
    if levels == {"thành phố"} and not tail.place and lexicon.view.province and not lexicon.view.is_city:
        return "ubnd-huyen"
    return "ubnd-tinh"


def _council_id(kind: str, tail: Tail, name: str, lexicon: Lexicon) -> str:
    """One id for a group however it is spelled ("UBND cấp xã" = "UBND các xã, phường"), one for each committee."""
    several = tail.plural or "cấp" in " ".join(tail.levels) or (len(tail.levels) > 1 and not tail.place)
    group = {
        "ubnd-xa": "ubnd-cac-xa-phuong",
        "ubnd-huyen": "ubnd-cac-huyen-thanh-pho",
        "ubnd-tinh": "ubnd-cac-tinh-thanh-pho",
    }
    if several and not tail.place and not set(tail.levels) & {"cấp tỉnh", "cấp thành phố", "các cấp"}:
        return group[kind]
    if kind == "ubnd-tinh" and (not tail.place or fold(lexicon.view.province) == tail.place):
        return "ubnd-tinh"
    return slug(name)


def _is_unit(name: str, tail: Tail, lexicon: Lexicon) -> bool:
    """Whether a committee is of a unit that the lists of divisions have in this province."""
    if tail.place in lexicon.view.registry.place_names:
        return set(tail.levels) <= {"tỉnh", "thành phố"}
    units, unit = lexicon.view.registry.units, fold(name.removeprefix("Ủy ban nhân dân "))
    return unit in units.get(fold(lexicon.view.province), units[""])
