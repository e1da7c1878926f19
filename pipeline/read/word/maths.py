"""Office mathematics (OMML, ECMA-376 part 1, §22.1) on one line, so that figures keep their meaning: "1/2", "10⁶"."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from pipeline.read.word import ooxml as x
from pipeline.read.word.scripts import lowered, raised

_M = x.MATH_T[:-1]
_ATOM = re.compile(r"[\w.,%°]*")
_BASE = re.compile(r"[\w.,%°\s]*")
_LEFT_OUT = {x.DEL, x.MOVE_FROM, x.w("delText"), x.FIELD_CODE}


def linear(element: _Element) -> str:
    """The words of ``element`` (an ``m:oMath`` or a part of one) in their order, with the signs that tie them."""
    tag = element.tag
    if tag in x.TEXTS:
        return element.text or ""
    if tag in _LEFT_OUT or not isinstance(tag, str):
        return ""
    form = _FORMS.get(tag)
    return form(element) if form else _inside(element)


def _inside(element: _Element) -> str:
    made = ""
    for child in element:
        word = linear(child)
        fraction = child.tag == _M + "f" and word[:1].isalnum()
        made += " " + word if fraction and made[-1:].isalnum() else word  # "1 1/2" must not become "11/2"
    return made


def _part(element: _Element, name: str) -> str:
    found = element.find(_M + name)
    return "" if found is None else _inside(found)


def _whole(text: str, simple: re.Pattern[str] = _ATOM) -> str:
    """``text`` in brackets where it is more than one figure or word."""
    text = text.strip()
    return text if simple.fullmatch(text) or (text.startswith("(") and text.endswith(")")) else f"({text})"


def _fraction(element: _Element) -> str:
    return f"{_whole(_part(element, 'num'))}/{_whole(_part(element, 'den'))}"


def _scripts(element: _Element) -> str:
    base, above, below = (_part(element, name) for name in ("e", "sup", "sub"))
    return _whole(base, _BASE) + (lowered(below) if below else "") + (raised(above) if above else "")


def _root(element: _Element) -> str:
    degree = _part(element, "deg").strip()
    return (raised(degree) if degree else "") + "√" + _whole(_part(element, "e"))


def _brackets(element: _Element) -> str:
    said = {name: _said(element, "dPr", name) for name in ("begChr", "sepChr", "endChr")}
    first, between, last = (
        default if said[name] is None else said[name] or ""
        for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    return first + between.join(_inside(child) for child in element.iterchildren(_M + "e")) + last


def _sum(element: _Element) -> str:
    below, above = _part(element, "sub"), _part(element, "sup")
    sign = _said(element, "naryPr", "chr")
    return ("∫" if sign is None else sign) + _limits(below, above) + " " + _part(element, "e")


def _limits(below: str, above: str) -> str:
    return (lowered(below) if below.strip() else "") + (raised(above) if above.strip() else "")


def _limit(element: _Element) -> str:
    return f"{_part(element, 'e')}_({_part(element, 'lim')})"


def _matrix(element: _Element) -> str:
    rows = [" ".join(map(_inside, row.iterchildren(_M + "e"))) for row in element.iterchildren(_M + "mr")]
    return f"[{'; '.join(rows)}]"


def _function(element: _Element) -> str:
    return f"{_part(element, 'fName')}{_whole(_part(element, 'e'))}"


def _said(element: _Element, properties: str, name: str) -> str | None:
    found = element.find(f"{_M}{properties}/{_M}{name}")
    return None if found is None else found.get(_M + "val", "")


_FORMS: dict[str, Callable[[_Element], str]] = {
    _M + "f": _fraction,
    **dict.fromkeys((_M + "sSup", _M + "sSub", _M + "sSubSup", _M + "sPre"), _scripts),
    _M + "rad": _root,
    _M + "d": _brackets,
    _M + "nary": _sum,
    **dict.fromkeys((_M + "limLow", _M + "limUpp"), _limit),
    _M + "m": _matrix,
    _M + "func": _function,
    **dict.fromkeys((x.TAB, x.BR, x.CR), lambda element: " "),
}
