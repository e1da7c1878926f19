"""Letters → pieces of lines with their words. Only where letters stand counts, not in which order they were drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.read.legacy import decode_parts, is_legacy
from pipeline.read.pdf.letters import Letter
from pipeline.read.text import clean
from pipeline.read.word.scripts import set_off

_BASE = 0.2  # of the letters' height: how far baselines of one line may lie apart
_WIDE = 0.75  # a gap that parts two columns, or a word in a line set very wide
_SPACE, _TYPED_SPACE = 0.15, 0.25  # a gap between words; where spaces are drawn too, smaller ones are spacing
_SAME = 0.12  # a letter drawn twice for bold
_SMALL = 0.8
_STYLE = re.compile(r"[,-](?:bold|italic|regular|oblique|bolditalic)+.*$", re.IGNORECASE)

_HOOKED = re.compile("(?<=[^\\W\\d_A-Z])-(?![A-Z\\d\\s])|-(?=[a-z\u00b5-\u00fe])|(?<=[a-z\u00b5-\u00fe])-(?=\\W|$)")


class Row(NamedTuple):
    """A piece of a line in points: its edges, baseline, the height of its letters, its text, the edges of its words."""

    left: float
    right: float
    base: float
    size: float
    text: str
    bold: bool = False
    old: bool = False
    words: tuple[tuple[float, float], ...] = ()

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.base + 0.9 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its letters."""
        return self.base - 0.25 * self.size


def rows(letters: Iterable[Letter]) -> list[Row]:
    """Pieces of lines from the top, those of one line from the left; each is parted from the next by a wide gap."""
    pieces = [piece for line in _lines(letters) for piece in _parted(line)]
    made = [_row(piece) for piece in _with_small_ones(pieces)]
    return sorted((row for row in made if row.text), key=lambda row: (-round(row.base, 1), row.left))


def _lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        line = lines[-1] if lines else None
        if line is not None and line[0].base - letter.base <= max(_BASE * min(letter.size, line[0].size), 0.8):
            line.append(letter)
        else:
            lines.append([letter])
    return lines


def _parted(line: list[Letter]) -> list[list[Letter]]:
    """One line at its wide gaps. Letters drawn a second time in their place, and spaces at the ends, go."""
    pieces: list[list[Letter]] = []
    right = 0.0
    for letter in sorted(line, key=lambda letter: letter.left):
        if not letter.text.strip() or (pieces and _repeated(letter, pieces[-1])):
            if pieces and not letter.text.strip() and letter.left - right < _WIDE * letter.size:
                pieces[-1].append(letter)
            continue
        if not pieces or letter.left - right > _WIDE * letter.size:
            pieces.append([letter])
        else:
            pieces[-1].append(letter)
        right = max(right, letter.right) if len(pieces[-1]) > 1 else letter.right
    return pieces


def _repeated(letter: Letter, piece: Sequence[Letter]) -> bool:
    near = _SAME * letter.size
    return any(
        other.text == letter.text and abs(other.left - letter.left) < near and abs(other.base - letter.base) < near
        for other in piece[-4:]
    )


def _with_small_ones(pieces: list[list[Letter]]) -> list[list[Letter]]:
    """Raised and lowered figures put into the piece that they belong to."""
    sizes = [max(letter.size for letter in piece) for piece in pieces]
    if not sizes or min(sizes) > _SMALL * max(sizes):
        return pieces
    kept = []
    for index, piece in enumerate(pieces):
        host = _host(index, pieces, sizes) if len(piece) <= 8 else None
        if host is None:
            kept.append(piece)
        else:
            host += piece
    return kept


def _host(index: int, pieces: list[list[Letter]], sizes: list[float]) -> list[Letter] | None:
    small = pieces[index][0]
    for near in (*range(index + 1, min(index + 7, len(pieces))), *range(max(index - 6, 0), index)):
        size, base = sizes[near], pieces[near][0].base
        if sizes[index] > _SMALL * size or not -0.3 * size < small.base - base < 0.7 * size:
            continue
        if any(abs(small.left - letter.right) < _SPACE * size for letter in pieces[near] if letter.text.strip()):
            return pieces[near]
    return None


def _row(piece: list[Letter]) -> Row:
    piece = sorted(piece, key=lambda letter: letter.left)
    size = max(letter.size for letter in piece)
    inked = [letter for letter in piece if letter.text.strip()]
    base = next(letter.base for letter in inked if letter.size == size or letter.size > _SMALL * size)
    space = _TYPED_SPACE if len(inked) < len(piece) else _SPACE
    parts, fonts = list[str](), list[str | None]()
    words = list[tuple[float, float]]()
    before: Letter | None = None
    for letter in piece:
        gap = before is not None and letter.left - before.right > space * size
        text = letter.text
        if before is not None and letter.size < _SMALL * size and abs(letter.base - base) > 0.08 * size and not gap:
            text = set_off(text, before.text, "superscript" if letter.base > base else "subscript")
        font = old_font(letter.font)
        if fonts and fonts[-1] == font:
            parts[-1] += (" " if gap else "") + text
        else:
            parts.append((" " if gap else "") + text)
            fonts.append(font)
        if letter.text.strip() and (gap or not words or (before is not None and not before.text.strip())):
            words.append((letter.left, letter.right))
        elif letter.text.strip():
            words[-1] = (words[-1][0], max(words[-1][1], letter.right))
        before = letter
    decoded = decode_parts([_hooked(part) if font else part for part, font in zip(parts, fonts, strict=True)], fonts)
    bold = all("bold" in letter.font.lower() for letter in inked)
    right = max(letter.right for letter in inked)
    return Row(
        inked[0].left, right, base, size, clean("".join(decoded)), bold, any(fonts) and decoded != parts, tuple(words)
    )


def old_font(name: str) -> str | None:
    """The old font that a PDF's font name means (".VnTime,Bold" is ".VnTime"), or None."""
    plain = _STYLE.sub("", name)
    return plain if is_legacy(plain) else None


def _hooked(text: str) -> str:
    """TCVN3 has "ư" where Latin-1 has the soft hyphen, which a PDF calls a hyphen: one that touches a small letter."""
    return _HOOKED.sub("\u00ad", text)


def cut(row: Row, edges: Sequence[float]) -> list[Row]:
    """The piece parted at each x of ``edges`` that lies between two of its words."""
    texts = row.text.split(" ")
    if len(texts) != len(row.words):
        return [row]
    groups: dict[int, list[int]] = {}
    for n, (left, right) in enumerate(row.words):
        groups.setdefault(sum(edge <= (left + right) / 2 for edge in edges), []).append(n)
    return [
        row._replace(
            left=row.words[held[0]][0],
            right=row.words[held[-1]][1],
            text=" ".join(texts[n] for n in held),
            words=tuple(row.words[n] for n in held),
        )
        for held in groups.values()
    ]
