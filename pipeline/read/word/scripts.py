"""Raised and lowered figures as signs of their own: "10" and a raised "4" are "10⁴", never "104"."""

from __future__ import annotations

_RAISED = dict(zip("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))


def raised(text: str) -> str:
    """``text`` as an exponent: in raised signs where each has one, else "^(…)"."""
    inside = text.replace(" ", "")
    if all(sign in _RAISED for sign in inside):
        return "".join(_RAISED[sign] for sign in inside)
    return f"^{inside}" if len(inside) == 1 else f"^({text.strip()})"


def lowered(text: str) -> str:
    """``text`` as an index: in lowered signs where each has one, else "_(…)"."""
    inside = text.replace(" ", "")
    if all(sign in _LOWERED for sign in inside):
        return "".join(_LOWERED[sign] for sign in inside)
    return f"_{inside}" if len(inside) == 1 else f"_({text.strip()})"


def set_off(text: str, before: str, position: str) -> str:
    """The words of a run that is "superscript" or "subscript", after ``before``; words that are no figures stay.

    A lowered figure after a letter stays as it is typed ("CO2"): only after a figure would it change that one.
    """
    figures = text.strip()
    if not figures or not before[-1:].strip():
        return text
    if position == "superscript" and figures in ("o", "O", "º"):
        return text.replace(figures, "°") if before[-1:].isdigit() else text
    if position == "superscript" and all(sign in _RAISED for sign in figures) and not figures.isalpha():
        return text.replace(figures, raised(figures))
    if position == "superscript" and before[-1:].isdigit() and figures.isascii() and figures.isalnum():
        return text.replace(figures, raised(figures)) if any(map(str.isdigit, figures)) or len(figures) == 1 else text
    if position == "subscript" and before[-1:].isdigit() and all(sign in _LOWERED for sign in figures):
        return text.replace(figures, lowered(figures))
    return text
