"""Words of a letter with what stands out in them: bold, italic, and the yellow blanks that a person must fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import Formatter

DOTS = "……"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. ``blank`` names what a person must fill or confirm here ("số văn bản"); such a piece is
    yellow."""

    text: str
    blank: str = ""
    bold: bool = False
    italic: bool = False


Rich = tuple[Piece, ...]


def plain(text: str) -> Rich:
    """``text`` without any mark; empty text gives no piece."""
    return (Piece(text),) if text else ()


def blank(name: str, shown: str = DOTS) -> Rich:
    """A yellow place called ``name``; ``shown`` stands in it (dots, or a proposal to confirm)."""
    return (Piece(shown, blank=name),)


def known_or_blank(value: str | None, name: str, shown: str = DOTS) -> Rich:
    """The value, or a yellow blank where there is none."""
    return plain(value) if value else blank(name, shown)


def bold(rich: Rich) -> Rich:
    """The same words in bold."""
    return tuple(replace(piece, bold=True) for piece in rich)


def fill(template: str, **fields: Rich | str) -> Rich:
    """``template`` with its ``{fields}``; a field keeps its marks, and words around it have none."""
    return tuple(_pieces(template, fields))


def _pieces(template: str, fields: dict[str, Rich | str]) -> Iterator[Piece]:
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            yield Piece(literal)
        if name is not None:
            value = fields[name]
            yield from plain(value) if isinstance(value, str) else value


def join(parts: list[Rich], between: str) -> Rich:
    """The parts one after another with ``between`` in the gaps."""
    joined: Rich = ()
    for part in parts:
        joined += (plain(between) if joined else ()) + part
    return joined


def text_of(rich: Rich) -> str:
    """The bare words."""
    return "".join(piece.text for piece in rich)


def blanks_of(*riches: Rich) -> tuple[str, ...]:
    """Names of the blanks in reading order, each once."""
    return tuple(dict.fromkeys(piece.blank for rich in riches for piece in rich if piece.blank))
