"""The registry of agencies: rules/agencies/*.toml, read once, refused with a numbered line where it is wrong.

``national.toml`` holds what is true everywhere; every other file but ``divisions.toml`` is one province. A province's
file and the lists of divisions are opened only when a plan of that province needs them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug
from pipeline.messages import PipelineError
from pipeline.model import Agency
from pipeline.rulebook import WORD_LISTS, WordList, read_word_lists

_KIND_KEYS = {"id", "label", "order", "heads", "names"}
_AGENCY_KEYS = {
    *("id", "name", "kind", "aliases", "from", "to", "successors", "members", "order"),
    *("as_written", "bare", "in_lists", "group"),
}
_NATIONAL_KEYS = {"kind", "agency", "abbreviations", "field_abbreviations", "titles", "lists"}
_PROVINCE_KEYS = {"province", "level", "agency"}
_LEVELS, _CITY = ("tỉnh", "tp", "tp."), ["thành", "phố"]
_DISTRICTS_ENDED = date(2025, 7, 1)  # two-tier local government; Resolution 202/2025/QH15


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agency: what it is called, where it stands in protocol, and the words that open such a name."""

    id: str
    label: str
    order: int
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered agency and how its names are read: ``as_written`` keeps an alias as it stands in the plan,
    ``bare`` False means that the name needs a level after it, or (``in_lists``) other names beside it; ``group`` is the
    level whose units are its members."""

    agency: Agency
    as_written: bool = False
    bare: bool = True
    in_lists: bool = False
    group: str = ""


def bare_place(name: str | None) -> str:
    """A province's name without "tỉnh", "thành phố" or an issuer before it: "UBND tỉnh Thái Nguyên" → "Thái Nguyên"."""
    words = (name or "").split()
    low = [fold(word) for word in words]
    levels = (n for n in range(1, len(low)) if low[n - 1] in _LEVELS or low[n - 2 : n] == _CITY)
    return " ".join(words[max(levels, default=0) :])


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E210", path.name, reason=str(error)) from error


def _known_keys(record: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    for key in record:
        if key not in set(allowed):
            raise PipelineError("E211", where, key=key)


def _kinds(records: Iterable[Mapping[str, Any]], where: str) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for record in records:
        _known_keys(record, _KIND_KEYS, where)
        for key in ("id", "label", "order"):
            if key not in record:
                raise PipelineError("E212", where, key=key, entry=str(record.get("id", "kind")))
        kind = Kind(record["id"], record["label"], record["order"], tuple(record.get("heads", ())))
        if kind.id in kinds:
            raise PipelineError("E213", where, id=kind.id)
        kinds[kind.id] = kind
    return kinds


def _entry(record: Mapping[str, Any], kinds: Mapping[str, Kind], where: str) -> Entry:
    _known_keys(record, _AGENCY_KEYS, where)
    for key in ("name", "kind"):
        if key not in record:
            raise PipelineError("E212", where, key=key, entry=str(record.get("id", record.get("name", "agency"))))
    if record["kind"] not in kinds:
        raise PipelineError("E214", where, kind=record["kind"], entry=record["name"])
    start, end = record.get("from"), record.get("to")
    if start and end and start > end:
        raise PipelineError("E216", where, entry=record["name"])
    agency = Agency(
        id=record.get("id") or slug(record["name"]),
        name=record["name"],
        kind=record["kind"],
        aliases=tuple(record.get("aliases", ())),
        order=record.get("order", kinds[record["kind"]].order),
        valid_from=start,
        valid_to=end,
        successors=tuple(record.get("successors", ())),
        members=tuple(record.get("members", ())),
    )
    return Entry(
        agency,
        record.get("as_written", False),
        record.get("bare", True),
        record.get("in_lists", False),
        record.get("group", ""),
    )


def _amend(entry: Entry, record: Mapping[str, Any]) -> Entry:
    """An entry with the aliases, members, successors and end that a record without a name adds to it."""
    agency = replace(
        entry.agency,
        aliases=entry.agency.aliases + tuple(record.get("aliases", ())),
        members=tuple(record.get("members", entry.agency.members)),
        successors=tuple(record.get("successors", entry.agency.successors)),
        valid_to=record.get("to", entry.agency.valid_to),
    )
    return replace(entry, agency=agency)


def _add(
    entries: dict[str, Entry], records: Iterable[Mapping[str, Any]], kinds: Mapping[str, Kind], where: str
) -> None:
    seen: set[str] = set()
    for record in records:
        if "id" in record and "name" not in record:
            _known_keys(record, _AGENCY_KEYS, where)
            if record["id"] not in entries:
                raise PipelineError("E215", where, id=record["id"], entry=record["id"])
            entries[record["id"]] = _amend(entries[record["id"]], record)
            continue
        entry = _entry(record, kinds, where)
        if entry.agency.id in seen or entry.agency.id in entries:
            raise PipelineError("E213", where, id=entry.agency.id)
        seen.add(entry.agency.id)
        entries[entry.agency.id] = entry


def _check(entries: Mapping[str, Entry], where: str) -> None:
    """Every successor and member is an entry, and no two agencies of one time share a name."""
    owner: dict[str, Agency] = {}
    for entry in entries.values():
        agency = entry.agency
        for other in (*agency.successors, *agency.members):
            if other not in entries:
                raise PipelineError("E215", where, id=other, entry=agency.name)
        for name in (agency.name, *agency.aliases):
            first = owner.setdefault(_key(name), agency)
            if first is not agency and _overlap(first, agency):
                raise PipelineError("E217", where, name=name, first=first.id, second=agency.id)


def _key(name: str) -> str:
    """A name without the marks and "và" that plans write or leave out: names equal here cannot be told apart."""
    return " ".join(word for word in re.findall(r"[^\W_]+", fold(name)) if word != "và")


def _overlap(a: Agency, b: Agency) -> bool:
    early, late = date.min, date.max
    return (a.valid_from or early) <= (b.valid_to or late) and (b.valid_from or early) <= (a.valid_to or late)


@dataclass(frozen=True, eq=False)
class Registry:
    """What rules/agencies says. ``provinces`` maps a folded province name to its file."""

    folder: Path
    kinds: Mapping[str, Kind]
    entries: Mapping[str, Entry]
    words: Mapping[str, Any]
    provinces: Mapping[str, Path]

    @cached_property
    def divisions(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """``districts`` (before 01/7/2025) and ``communes`` (from then on) by folded province, officially ordered."""
        path = self.folder / "divisions.toml"
        tables = _read(path) if path.exists() else {}
        return {
            table: {fold(name): tuple(units.split("; ")) for name, units in tables.get(table, {}).items()}
            for table in ("districts", "communes")
        }

    @cached_property
    def word_lists(self) -> Mapping[str, WordList]:
        """Verbs and adverbs of orders, which end a name before them: rules/verbs.toml, above this folder."""
        return read_word_lists(self.folder.parent / WORD_LISTS)

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The folded names of all provinces, old and new."""
        return frozenset(fold(name) for name in self.words["lists"]["provinces"])

    @cached_property
    def units(self) -> Mapping[str, frozenset[str]]:
        """The folded names of all districts and communes by folded province; "" holds those of every province."""
        by_place: dict[str, set[str]] = {"": set()}
        for table in self.divisions.values():
            for place, names in table.items():
                folded = {fold(name) for name in names}
                by_place.setdefault(place, set()).update(folded)
                by_place[""] |= folded
        return {place: frozenset(names) for place, names in by_place.items()}

    def for_place(self, province: str | None = None, on: date | None = None) -> View:
        """The agencies of one province (None: only what is national) as they stand on a day (None: of all times)."""
        return _view(self, bare_place(province), on)


@dataclass(frozen=True, eq=False)
class View:
    """The registry as one plan sees it: its province (bare name or ""), its date, the entries by id."""

    registry: Registry
    province: str
    on: date | None
    entries: Mapping[str, Entry]

    @cached_property
    def is_city(self) -> bool:
        """Whether the province is a city under the centre, so that "thành phố" means the province itself."""
        return fold(self.province) in {fold(c) for c in self.registry.words["lists"]["cities"]}

    def get(self, agency_id: str) -> Agency | None:
        """The registered agency with this id."""
        entry = self.entries.get(agency_id)
        return entry.agency if entry else None

    def members(self, agency: Agency) -> tuple[Agency, ...]:
        """The agencies that a group stands for: registered members, else the province's units; () where it is open."""
        if agency.members:
            return tuple(found for i in agency.members if (found := self.get(i)))
        entry = self.entries.get(agency.id)
        table = {"huyện": "districts", "xã": "communes"}.get(entry.group if entry else "")
        units = self.registry.divisions[table].get(fold(self.province), ()) if table and self.province else ()
        return tuple(self._unit(agency, unit) for unit in units)

    def _unit(self, group: Agency, unit: str) -> Agency:
        name = "Ủy ban nhân dân " + unit[0].lower() + unit[1:]
        end = group.valid_to if group.kind == "ubnd-huyen" else None
        start = _DISTRICTS_ENDED if group.kind == "ubnd-xa" else None
        return Agency(slug(name), name, group.kind, order=group.order, valid_from=start, valid_to=end)


@lru_cache(maxsize=16)  # a batch mostly holds plans of few places and days
def _view(registry: Registry, place: str, on: date | None) -> View:
    entries, path = dict(registry.entries), registry.provinces.get(fold(place))
    if path:
        record = _read(path)
        _known_keys(record, _PROVINCE_KEYS, path.name)
        _add(entries, record.get("agency", ()), registry.kinds, path.name)
        _check(entries, path.name)
    return View(registry, place, on, entries)


def load_registry(folder: Path) -> Registry:
    """Read ``folder`` (rules/agencies). Refuses with E210 to E217: file, entry, remedy."""
    national = _read(folder / "national.toml")
    where = "national.toml"
    _known_keys(national, _NATIONAL_KEYS, where)
    for key in sorted(_NATIONAL_KEYS - national.keys()):
        raise PipelineError("E212", where, key=key, entry=where)
    kinds = _kinds(national["kind"], where)
    entries: dict[str, Entry] = {}
    plain = [
        {"name": name, "kind": kind["id"], "order": kind["order"] + n}
        for kind in national["kind"]
        for n, name in enumerate(kind.get("names", ()))
    ]
    _add(entries, [*plain, *national["agency"]], kinds, where)
    _check(entries, where)
    files = [f for f in sorted(folder.glob("*.toml")) if f.name not in ("national.toml", "divisions.toml")]
    words = {key: national[key] for key in ("abbreviations", "field_abbreviations", "titles", "lists")}
    return Registry(folder, kinds, entries, words, {_province_of(f): f for f in files})


def _province_of(path: Path) -> str:
    """The folded province that a file is about, from its head: the file itself is read when it is needed."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.partition("=")
            if key.strip() == "province":
                return fold(value.strip().strip('"'))
    raise PipelineError("E212", path.name, key="province", entry=path.name)
