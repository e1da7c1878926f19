"""All that reading a text needs, made once a run: the compiled rules, and the agencies of a place and day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.find.agencies import Agencies
from pipeline.find.matching import Finder, compile_rules
from pipeline.rulebook import shipped_rulebook

LABELS = (
    "role",
    "partner-of",
    "mode",
    "opening",
    "adverb",
    "verb",
    "foreign-doer",
    "generic",
    "closing",
    "field",
    "zone",
    "doc-type",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules' finder and the reader of agency names; ``issuer_id`` is the id of who issues the plan, or ""."""

    finder: Finder
    agencies: Agencies
    issuer_id: str = ""

    def value(self, label: str, text: str) -> str:
        """The value of the first find of ``label`` in ``text``, or ""."""
        return first_value(self.finder, label, text)


def first_value(finder: Finder, label: str, text: str) -> str:
    """The value of the first find of ``label`` in ``text``, or ""."""
    found = finder.find(text, labels=(label,))
    return str(found[0].value) if found else ""


@lru_cache(maxsize=1)
def structure_finder() -> Finder:
    """The finder for structure, roles and orders (deadlines have their own)."""
    return compile_rules(shipped_rulebook().labelled(*LABELS), {})
