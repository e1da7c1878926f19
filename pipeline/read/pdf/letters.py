"""What PDFium (pypdfium2, Apache-2.0 or BSD-3-Clause) says of one page: letters, lines, pictures, turned upright.

Coordinates are points from the lower left. A page is turned as most of its letters stand, whatever /Rotate and the
boxes say; letters that stand otherwise are given apart.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_OBJECTS, _DEPTH, _SEGMENTS = 20_000, 4, 400
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO, _BEZIER_TO = 0, 1
_LOOSE = 1.15  # a loose box is as high as its font's ascent and descent together
_THIN, _SHORT = 1.5, 4.0


class Letter(NamedTuple):
    """One letter: its box, its baseline, the height of its font, the font's name."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str


class RuledLine(NamedTuple):
    """A straight line, level or upright: ``at`` is its y or x, ``low`` and ``high`` its ends."""

    at: float
    low: float
    high: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Page:
    """One page: letters as they stand, those that stand otherwise by their turn, lines, pictures, drawn curves."""

    letters: list[Letter] = field(default_factory=list)
    turned: list[list[Letter]] = field(default_factory=list)
    level: list[RuledLine] = field(default_factory=list)
    upright: list[RuledLine] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: int = 0
    size: tuple[float, float] = (0.0, 0.0)

    @property
    def covered(self) -> float:
        """The share of the page that its largest picture takes, 0 to 1."""
        area = max(self.size[0] * self.size[1], 1.0)
        return max((min((b.right - b.left) * (b.top - b.bottom) / area, 1.0) for b in self.pictures), default=0.0)


def read_letters(page: Any) -> Page:
    """All of one PDFium page. What was stamped on it (form fields, notes, signatures) counts as text of the page."""
    found: dict[int, list[Letter]] = {}
    turns = Counter[int]()
    for turn, letter in _letters(page.get_textpage()):
        found.setdefault(turn, []).append(letter)
        turns[turn] += 1
    main = turns.most_common(1)[0][0] if turns else 0
    made = Page(found.pop(main, []), list(found.values()), size=page.get_size())
    _drawn(page, made, main)
    return made


def _letters(layer: Any) -> Iterator[tuple[int, Letter]]:
    import pypdfium2.raw as pdfium

    box, matrix, flags = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_int()
    x, y, name = ctypes.c_double(), ctypes.c_double(), ctypes.create_string_buffer(128)
    for index in range(layer.count_chars()):
        if pdfium.FPDFText_IsGenerated(layer, index) == 1 or not pdfium.FPDFText_GetLooseCharBox(layer, index, box):
            continue
        code = pdfium.FPDFText_GetUnicode(layer, index)
        text = "-" if code == 2 else chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not text or code == 0xFFFE:
            continue
        pdfium.FPDFText_GetCharOrigin(layer, index, x, y)
        turn = 0
        if abs(pdfium.FPDFText_GetCharAngle(layer, index)) > 0.05:
            pdfium.FPDFText_GetMatrix(layer, index, matrix)
            turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
        length = pdfium.FPDFText_GetFontInfo(layer, index, name, 128, flags)
        font = name.raw[: max(min(length, 128) - 1, 0)].decode("utf-8", "replace").split("+")[-1]
        left, bottom, right, top = turned(Box(box.left, box.bottom, box.right, box.top), turn)
        base = _turn(x.value, y.value, turn)[1]
        yield turn, Letter(text, left, right, base, max((top - bottom) / _LOOSE, 1.0), font)


def _turn(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point, the page turned back by ``turn`` quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def turned(box: Box, turn: int) -> Box:
    """A rectangle, the page turned back by ``turn`` quarters."""
    (a, b), (c, d) = _turn(box.left, box.bottom, turn), _turn(box.right, box.top, turn)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _drawn(page: Any, made: Page, turn: int) -> None:
    """Lines and pictures of the page, those inside of forms too."""
    import pypdfium2.raw as pdfium

    waiting: list[tuple[Any, tuple[float, ...], int]] = [
        (pdfium.FPDFPage_GetObject(page, n), (1, 0, 0, 1, 0, 0), 0)
        for n in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS))
    ]
    seen = 0
    while waiting and seen < _OBJECTS:
        item, outer, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (_PATH, _IMAGE, _FORM):
            continue
        matrix = _within(_matrix(pdfium, item), outer)
        if kind == _FORM and depth < _DEPTH:
            count = min(pdfium.FPDFFormObj_CountObjects(item), _OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, n), matrix, depth + 1) for n in range(count)]
        elif kind == _IMAGE:
            corners = [_point(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            xs, ys = zip(*corners, strict=True)
            made.pictures.append(turned(Box(min(xs), min(ys), max(xs), max(ys)), turn))
        elif kind == _PATH:
            _path(pdfium, item, matrix, made, turn)


def _matrix(pdfium: Any, item: Any) -> tuple[float, ...]:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(item, m) else (1, 0, 0, 1, 0, 0)


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix of ``inner`` drawn inside of ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _path(pdfium: Any, item: Any, matrix: tuple[float, ...], made: Page, turn: int) -> None:
    """The straight level and upright sides of a path that is seen; how many curves it has."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for n in range(min(pdfium.FPDFPath_CountSegments(item), _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, n)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _turn(*_point(matrix, x.value, y.value), turn)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _LINE_TO:
            _side(made, last, here)
        elif kind == _BEZIER_TO:
            made.curves += 1
        else:
            begin = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            _side(made, here, begin)
        last = here


def _side(made: Page, first: tuple[float, float], second: tuple[float, float]) -> None:
    (a, b), (c, d) = first, second
    if abs(b - d) < _THIN and abs(a - c) > _SHORT:
        made.level.append(RuledLine((b + d) / 2, min(a, c), max(a, c)))
    elif abs(a - c) < _THIN and abs(b - d) > _SHORT:
        made.upright.append(RuledLine((a + c) / 2, min(b, d), max(b, d)))
