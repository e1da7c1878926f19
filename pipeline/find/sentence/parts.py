"""What is read from a clause: who is told, and with whom."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Mention, Party


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is told: the parties, the mode word before them (if any), and the offset behind them; ``guess`` as in
    a list of agencies; ``by_issuer`` where the sentence begins with the issuer ("UBND tỉnh yêu cầu các sở …")."""

    parties: tuple[Party, ...]
    start: int
    end: int
    mode: Mention | None
    certain: bool
    guess: bool = False
    by_issuer: bool = False


@dataclass(frozen=True, slots=True)
class Partners:
    """Those named after one "phối hợp với": the find of those words, the parties, and whether the list's end is
    certain."""

    mention: Mention
    parties: tuple[Party, ...]
    end: int
    certain: bool
