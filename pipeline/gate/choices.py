"""What an office decided for all its plans: who a group's members are (nhom.toml), who took over from an agency that
ended (ke-thua.toml), codes of agencies. Read here, written with tomlkit, so that a person's comments stay."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pipeline.contract import GROUPS_FILE, OFFICE_FILE, SUCCESSORS_FILE
from pipeline.decoding import decoded
from pipeline.messages import PipelineError
from pipeline.office import CODES
from pipeline.settings import is_there, settings_path
from pipeline.write.store import write_atomically

GROUP, SUCCESSOR = "group", "successor"
_HEADS = {
    GROUPS_FILE: "Các nhóm cơ quan và thành viên. members: tên hoặc mã; kinds: mọi cơ quan thuộc loại (so, ubnd-xa …);"
    " without: trừ ra; from, to: ngày áp dụng.",
    SUCCESSORS_FILE: "Cơ quan kế thừa đã được người phụ trách xác nhận. task, plan: chỉ cho một nhiệm vụ của kế hoạch.",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Who ``name`` are, from one day to another (None: open): by names or ids, and by kinds of the registry."""

    name: str
    members: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """Who has the work of ``agency`` (id) now: ``to`` (id or name); of one task only where ``task`` is said, which is
    found by ``words`` first, in the plan of that stem."""

    agency: str
    to: str
    task: str = ""
    words: str = ""
    plan: str = ""
    by: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """All that was decided; ``codes`` are agencies' codes (by id or name) in the exchange of documents."""

    groups: tuple[Group, ...] = ()
    successors: tuple[Successor, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether a letter may find another receiver."""
        return bool(self.groups or self.successors)


Kind = TypeVar("Kind", Group, Successor)
_KEYS = {"from": "start", "to": "end", "date": "day"}


def read_choices(document: Path) -> Choices:
    """What lies beside ``document``; groups of ``<plan>.toml`` come first. Raises PipelineError E302."""
    own = _tables(settings_path(document), GROUP) if is_there(settings_path(document)) else []
    groups = [*own, *_tables(document.parent / GROUPS_FILE, GROUP)]
    successors = _tables(document.parent / SUCCESSORS_FILE, SUCCESSOR)
    return Choices(
        tuple(_made(Group, table, path, _KEYS) for path, table in groups),
        tuple(_made(Successor, table, path, {"date": "day"}) for path, table in successors),
        _codes(document.parent / OFFICE_FILE),
    )


def _codes(path: Path) -> dict[str, str]:
    """Codes of agencies in co-quan.toml; the rest of that file is read, and refused, by ``office``."""
    try:
        found = tomllib.loads(decoded(path.read_bytes())).get(CODES, {}) if path.is_file() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {str(name): str(code) for name, code in found.items()} if isinstance(found, dict) else {}


def _tables(path: Path, key: str) -> list[tuple[Path, Mapping[str, object]]]:
    try:
        found = tomllib.loads(decoded(path.read_bytes())).get(key, []) if path.is_file() else []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise PipelineError("E302", path.name, reason=f"mỗi mục viết dưới [[{key}]]")
    return [(path, one) for one in found]


def _made(kind: type[Kind], table: Mapping[str, object], path: Path, names: Mapping[str, str]) -> Kind:
    """A table as a value; what it holds must be words, lists of words, or days."""
    known = {one.name: str(one.type) for one in fields(kind)}
    values: dict[str, object] = {}
    for key, value in table.items():
        name = names.get(key, key)
        wanted = known.get(name, "") if key not in names.values() else ""
        fits = (
            (wanted == "str" and isinstance(value, str))
            or (wanted.startswith("date") and isinstance(value, date) and not isinstance(value, datetime))
            or (wanted.startswith("tuple") and isinstance(value, list) and all(isinstance(v, str) for v in value))
        )
        if not fits:
            raise PipelineError("E302", path.name, reason=f'khoá "{key}" lạ hoặc sai kiểu')
        values[name] = tuple(value) if isinstance(value, list) else value
    try:
        return kind(**values)  # type: ignore[arg-type]
    except TypeError:
        reason = 'mục [[group]] cần khoá "name"' if kind is Group else 'mục [[successor]] cần khoá "agency", "to"'
        raise PipelineError("E302", path.name, reason=reason) from None


def add_group(inputs: Path, group: Group) -> Path:
    """Write the members of a group into nhom.toml, in the place of what it says of that name with the same days."""
    values: dict[str, object] = {"name": group.name, "members": list(group.members), "kinds": list(group.kinds)}
    days: dict[str, object] = {key: day for key, day in (("from", group.start), ("to", group.end)) if day}
    return _put(inputs / GROUPS_FILE, GROUP, {k: v for k, v in values.items() if v} | days, ("name", "from", "to"))


def add_successor(inputs: Path, successor: Successor) -> Path:
    """Write a confirmed successor into ke-thua.toml, in the place of an earlier one for the same agency and task."""
    said = {one.name: getattr(successor, one.name) for one in fields(successor)}
    values = {("date" if key == "day" else key): value for key, value in said.items() if value}
    return _put(inputs / SUCCESSORS_FILE, SUCCESSOR, values, ("agency", "task", "plan"))


def _put(path: Path, key: str, values: Mapping[str, object], same: Sequence[str]) -> Path:
    """Write one table; comments and all other tables stay. Raises PipelineError E301, E302."""
    import tomlkit  # here, for who only reads is spared loading it
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import AoT

    try:
        text = decoded(path.read_bytes()) if path.is_file() else f"# {_HEADS[path.name]}\n\n"
        document = tomlkit.parse(text)
        tables = document.setdefault(key, tomlkit.aot())
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None
    if not isinstance(tables, AoT):
        raise PipelineError("E302", path.name, reason=f"mỗi mục viết dưới [[{key}]]")
    table = next((one for one in tables if all(one.get(k) == values.get(k) for k in same)), None)
    if table is None:
        table = tomlkit.table()
        tables.append(table)
    for name, value in values.items():
        table[name] = value
    write_atomically(path, tomlkit.dumps(document).encode())
    return path
