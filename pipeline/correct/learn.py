"""What a person's corrections teach: aliases for the registry and examples for rules, as a diff to look at.

Nothing is changed here. A person reads the diff, keeps what is true for every plan, and runs the tests of the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from pipeline.correct.model import Corrected
from pipeline.find.language.tokens import fold
from pipeline.find.registry.registry import Registry
from pipeline.identity import plain
from pipeline.model import Agency, Document, Mention, Party, Task

_EDGE = re.compile(r"(?<=[.;!?\n])\s+")
_LONGEST = 240  # characters of a sentence that still shows something


@dataclass(frozen=True, slots=True)
class Learned:
    """``diff`` is a unified diff of files below rules/ ("" where there is nothing to propose); ``remarks`` tell what no
    rule read, in words."""

    diff: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Example:
    """A line for a rule's ``match`` or ``never``."""

    rule: str
    list: str
    text: str


@dataclass(frozen=True, slots=True)
class _Alias:
    """A way in which plans of a province write an agency's name."""

    province: str
    agency: Agency
    name: str


def rule_files(folder: Path) -> Mapping[str, str]:
    """The texts of rules/*.toml and rules/agencies/*.toml by path below ``folder``."""
    paths = sorted(folder.glob("*.toml")) + sorted((folder / "agencies").glob("*.toml"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def learn(cases: Iterable[Corrected], registry: Registry, files: Mapping[str, str]) -> Learned:
    """Proposals from the corrected plans ``cases``; ``files`` are the rules as they stand (``rule_files``)."""
    aliases: dict[tuple[str, str], _Alias] = {}
    examples: dict[_Example, None] = {}
    remarks: dict[str, None] = {}
    for case in cases:
        for machine, now in case.pairs:
            if now is None:
                remarks[f"{machine.id}: không phải nhiệm vụ «{_short(machine.text)}» ({', '.join(machine.rules)})"] = (
                    None
                )
                continue
            for alias in _aliases(machine, now, case, registry):
                aliases.setdefault((alias.agency.id, fold(alias.name)), alias)
            for found in (*_deadline(machine, now, case.plan.document), *_role(machine, now, case.plan.document)):
                (examples if isinstance(found, _Example) else remarks)[found] = None  # type: ignore[index]
    changed = dict(files)
    for alias in aliases.values():
        _add_alias(changed, alias, registry)
    for example in examples:
        _add_example(changed, example)
    return Learned("".join(_diff(name, files[name], changed[name]) for name in sorted(files)), tuple(remarks))


def _aliases(machine: Task, now: Task, case: Corrected, registry: Registry) -> Iterable[_Alias]:
    """A name that nothing knew and that a person replaced by a registered agency."""
    view = registry.for_place(case.plan.header.issuer, case.plan.header.date)
    for before, after in ((machine.owners, now.owners), (machine.partners, now.partners)):
        gone = [p for p in before if p.agency.id not in {q.agency.id for q in after}]
        come = [p for p in after if p.agency.id not in {q.agency.id for q in before}]
        if len(gone) == len(come) == 1 and not gone[0].agency.known and view.get(come[0].agency.id):
            yield _Alias(view.province, come[0].agency, _name(gone[0]))


def _name(party: Party) -> str:
    return " ".join(party.surface.split()).strip(" .,;:")


def _deadline(machine: Task, now: Task, document: Document) -> Iterable[_Example | str]:
    """A deadline that was read wrongly, or none that should have been."""
    before, after = machine.deadline, now.deadline
    if (before.start, before.end) == (after.start, after.end):
        return
    found = next((m for m in machine.mentions if m.label == "deadline"), None)
    right = f"{after.start or ''}..{after.end or ''}"
    if found is None:
        yield f"{machine.id}: chưa luật nào đọc thời hạn {right} trong «{_short(machine.text)}»"
    elif right == "..":
        yield _Example(found.rule, "never", _around(found, document, marked=False))
    else:
        yield _Example(found.rule, "match", f"{_around(found, document, marked=True)} => {right}")


def _role(machine: Task, now: Task, document: Document) -> Iterable[_Example | str]:
    if machine.owner_role == now.owner_role:
        return
    found = next((m for m in machine.mentions if m.label == "role"), None)
    if found is None:
        yield f"{machine.id}: chưa luật nào đọc vai trò {now.owner_role} trong «{_short(machine.text)}»"
    else:
        yield _Example(found.rule, "never", _around(found, document, marked=False))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else line[:99] + "…"


def _around(mention: Mention, document: Document, *, marked: bool) -> str:
    """The sentence of a find, the find in ``[[…]]`` where it is an example to match."""
    text, span = document.blocks[mention.span.block].text, mention.span
    edges = [0, *(m.end() for m in _EDGE.finditer(text)), len(text)]
    start = max(e for e in edges if e <= span.start)
    end = min(e for e in edges if e >= span.end)
    if end - start > _LONGEST:
        start, end = max(start, span.start - _LONGEST // 2), min(end, span.end + _LONGEST // 2)
    words = text[span.start : span.end]
    inner = f"[[{words}]]" if marked else words
    return (text[start : span.start] + inner + text[span.end : end]).replace("\n", " ").strip()


def _add_alias(files: dict[str, str], alias: _Alias, registry: Registry) -> None:
    """An alias goes to the province's own file, else to the national one; an id alone adds to its entry."""
    path = registry.provinces.get(fold(alias.province))
    name = f"agencies/{path.name if path else 'national.toml'}"
    names = {plain(n) for n in (alias.agency.name, *alias.agency.aliases)}
    if name not in files or plain(alias.name) in names:
        return
    record = f"\n[[agency]]\nid = {json.dumps(alias.agency.id)}\naliases = [{_quoted(alias.name)}]\n"
    files[name] = files[name].rstrip("\n") + "\n" + record


def _add_example(files: dict[str, str], example: _Example) -> None:
    """The example becomes the first of its list."""
    quoted = _quoted(example.text)
    head = f"id = {json.dumps(example.rule)}"
    for name, text in files.items():
        lines = text.split("\n")
        if head not in lines or quoted in text:
            continue
        at = _list_line(lines, lines.index(head), example.list)
        if at is not None:
            opening, _, rest = lines[at].partition("[")
            lines[at : at + 1] = (
                [lines[at], f"  {quoted},"] if not rest.strip() else [f"{opening}[{quoted}, {rest.lstrip()}"]
            )
            files[name] = "\n".join(lines)


def _list_line(lines: Sequence[str], start: int, name: str) -> int | None:
    """The line on which a rule's list begins."""
    for at in range(start + 1, len(lines)):
        if lines[at].startswith("[["):
            return None
        if re.match(rf"{name}\s*=\s*\[", lines[at]):
            return at
    return None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _diff(name: str, before: str, after: str) -> str:
    lines = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    return "".join(unified_diff(*lines, f"a/rules/{name}", f"b/rules/{name}"))
