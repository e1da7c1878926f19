"""Automatic numbers as Word displays them (ECMA-376 part 1, §17.9).

Paragraphs are counted in the order of the document. Lists (``w:num``) that share an abstract definition share its
counters: that is how Word goes on counting after a table, and why a restart needs a ``w:startOverride``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from pipeline.read.limits import NUMBER
from pipeline.read.text import clean
from pipeline.read.word.counting import spell
from pipeline.read.word.ooxml import RPR, number, switch, value, w
from pipeline.read.word.styles import DocStyles, Style, font_of
from pipeline.read.word.symbols import symbol

_LEVELS = 9
_PLACE = re.compile(r"%[1-9]")
_SPLIT = re.compile(r"(%[1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``parts`` are its words and the levels whose counts stand between them.

    ``restart`` is the 1-based level that sets it back (0: none); None is any level above.
    """

    start: int = 1
    form: str = "decimal"
    parts: tuple[str | int, ...] = ()
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    items: tuple[str, ...] = ()


@dataclass(slots=True)
class _List:
    """An abstract list: its levels and how far each is counted (None: not begun)."""

    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    depths: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Use:
    """A ``w:num``: its abstract list, its own levels, and the restarts that it has not made yet."""

    source: _List
    own: dict[int, Level]
    starts: dict[int, int]
    pending: set[int]
    _levels: tuple[Level, ...] = ()

    def levels(self) -> tuple[Level, ...]:
        """All levels as this list shows them."""
        if not self._levels:
            self._levels = tuple(map(self._level, range(_LEVELS)))
        return self._levels

    def _level(self, index: int) -> Level:
        level = self.own.get(index) or self.source.levels.get(index) or Level(parts=(index, "."))
        return replace(level, start=self.starts[index]) if index in self.starts else level

    def level_of(self, style_id: str | None) -> int:
        """The level that belongs to a paragraph style (w:lvl/w:pStyle), else the outermost."""
        levels = self.source.levels.items()
        return next((index for index, level in levels if level.style and level.style == style_id), 0)


class Numbering:
    """Counts the numbered paragraphs of one document; call ``displayed`` once for each, in order."""

    def __init__(self, root: _Element | None, styles: DocStyles) -> None:
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        if root is None:
            return
        links: dict[str, str] = {}
        for element in root.iterchildren(w("abstractNum")):
            key = element.get(w("abstractNumId"), "")
            self._lists[key] = _List(_read_levels(element))
            links[key] = value(element, "numStyleLink") or ""
        for element in root.iterchildren(w("num")):
            source = self._lists.get(value(element, "abstractNumId") or "")
            if source is not None:
                self._uses[element.get(w("numId"), "")] = _read_use(element, source)
        self._follow_links(links, styles)

    def _follow_links(self, links: dict[str, str], styles: DocStyles) -> None:
        """A list that only names a list style (``w:numStyleLink``) takes that style's levels and counters."""
        linked: dict[int, _List] = {}
        for key, name in links.items():
            target = self._uses.get(styles.paragraph(name).list_id or "") if name else None
            if target is not None and not self._lists[key].levels:
                linked[id(self._lists[key])] = target.source
        for use in self._uses.values():
            use.source = linked.get(id(use.source), use.source)

    def displayed(self, style: Style, style_id: str | None) -> tuple[str, int | None]:
        """The number that Word shows before this paragraph, and its level; ("", None) without a list."""
        use = self._uses.get(style.list_id or "")
        if use is None:
            return "", None
        index = style.level
        if index is None:
            index = use.level_of(style_id)
        index = min(max(index, 0), _LEVELS - 1)
        self._count(use, index)
        return _show(use, index), index

    def _count(self, use: _Use, index: int) -> None:
        counts, levels = use.source.counts, use.levels()
        current = counts[index]
        if index in use.pending:
            use.pending.discard(index)
            current = None
        use.source.depths.add(index)
        counts[index] = levels[index].start if current is None else current + 1
        for outer in range(index):  # a list that begins deeper has begun all its outer levels: "1.1", then "2"
            if counts[outer] is None:
                counts[outer] = levels[outer].start
                use.source.depths.add(outer)
        for deeper in use.source.depths:
            if deeper > index:
                restart = levels[deeper].restart
                if restart is None or restart > index:
                    counts[deeper] = None


def _read_levels(element: _Element) -> dict[int, Level]:
    return {number(child.get(w("ilvl")), 0): _read_level(child) for child in element.iterchildren(w("lvl"))}


def _read_level(element: _Element) -> Level:
    form = element.find(f".//{w('numFmt')}")
    properties, restart = element.find(RPR), value(element, "lvlRestart")
    shown = (value(element, "lvlText") or "")[:NUMBER]
    kind = "decimal" if form is None else form.get(w("val"), "decimal")
    if kind == "bullet":
        shown = "".join(
            symbol(character, font_of(properties) if properties is not None else None) for character in shown
        )
    items = form.get(w("format"), "") if form is not None and kind == "custom" else ""
    return Level(
        start=number(value(element, "start"), 0),
        form=kind,
        parts=tuple(int(part[1:]) - 1 if _PLACE.fullmatch(part) else part for part in _SPLIT.split(clean(shown))),
        restart=None if restart is None else number(restart, 0),
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle"),
        items=tuple(part.strip(" .…") for part in items.split(",") if part.strip(" .…")),
    )


def _read_use(element: _Element, source: _List) -> _Use:
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.iterchildren(w("lvlOverride")):
        index = number(override.get(w("ilvl")), 0)
        level, start = override.find(w("lvl")), value(override, "startOverride")
        if level is not None:
            own[index] = _read_level(level)
        if start is not None:
            starts[index] = number(start, 1)
    return _Use(source, own, starts, set(starts))


def _show(use: _Use, index: int) -> str:
    """The level's words with the counts filled in; an outer level that was not begun shows its start."""
    levels, counts = use.levels(), use.source.counts
    level = levels[index]
    shown = ""
    for part in level.parts:
        if isinstance(part, str):
            shown += part
        else:
            count, form = counts[part], levels[part].form
            if level.legal and form != "decimalZero":  # "Mục 1.01" of Word's own list keeps its zero
                form = "decimal"
            shown += spell(levels[part].start if count is None else count, form, levels[part].items)
    return shown[:NUMBER]
