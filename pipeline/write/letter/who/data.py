"""What rules/letter.toml says of those who speak and those who are spoken to, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssuerName:
    """How a kind of issuer is written out and abbreviated, which words of level end its short name, its verb for each
    kind of agency that it may order, and whom it asks with respect.

    ``inside`` begins the names of its own parts, ``copies`` the lines of those who get copies; ``draft`` says why its
    letters stay drafts (empty: they need not). An empty ``full`` leaves the name as it is spelled.
    """

    begins: tuple[str, ...]
    full: str
    symbol: str
    levels: tuple[str, ...]
    orders: Mapping[str, str]
    respects: tuple[str, ...]
    inside: tuple[str, ...]
    copies: tuple[str, ...]
    draft: str


@dataclass(frozen=True, slots=True)
class Tone:
    """The words by which an agency is asked, plainly and with respect; groups that are asked, never ordered."""

    request: str
    respectful: str
    asked_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressees:
    """Words that name nobody, and words before the issuer's name that name those who lead it; in small letters."""

    bare: tuple[str, ...]
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Houses:
    """Kind words of a body that stands above another in a head, and of the one below it."""

    superior: tuple[str, ...]
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Positions above a signer's name, in capitals: heads and deputies; words that begin a collective body's name."""

    heads: tuple[str, ...]
    deputies: tuple[str, ...]
    collective: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """A word of authority ("KT."): what must stand ``behind`` it ("collective", "head") and ``below`` ("deputy",
    "other", "any", "none"), and why, for the refusal."""

    sign: str
    behind: str
    below: str
    why: str
