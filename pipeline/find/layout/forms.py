"""The words by which a document is laid out (rules/layout.toml), asked of its lines."""

from __future__ import annotations

from functools import lru_cache

from pipeline.find.language import edges
from pipeline.find.language.matching import Finder, compile_rules
from pipeline.model import Mention
from pipeline.rulebook import shipped_rulebook

_LABELS = (
    "annex",
    "authority",
    "recipients",
    "nation",
    "issued-with",
    "part-number",
    "item-number",
    "trailing",
    "open-end",
)


@lru_cache(maxsize=1)
def _finder() -> Finder:
    return compile_rules(shipped_rulebook().labelled(*_LABELS), {})


def begins(label: str, line: str) -> Mention | None:
    """The find of ``label`` with which a line begins, or None."""
    return edges.begins(_finder(), label, line)


def ends(label: str, line: str) -> Mention | None:
    """The find of ``label`` with which a line ends, or None."""
    return edges.ends(_finder(), label, line)


def is_recipients(line: str) -> bool:
    """Whether a line is "Nơi nhận" or begins with it."""
    return begins("recipients", line) is not None


def is_signed(line: str) -> bool:
    """Whether a line begins with the signer's authority in capitals ("TM. ỦY BAN NHÂN DÂN")."""
    found = begins("authority", line)
    if found is None:
        return False
    behind = line[found.span.end :].lstrip()
    return line[: found.span.end].isupper() and behind[:1].isupper()
