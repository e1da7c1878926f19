"""All that reading a text needs, made once a run: the compiled rules, and the agencies of a place and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from pipeline.find.agency.agencies import Agencies
from pipeline.find.language.edges import begins, ends
from pipeline.find.language.matching import Finder, compile_rules
from pipeline.find.layout.fields import Labels, Learned
from pipeline.find.sentence.clauses import Clauses
from pipeline.model import Mention
from pipeline.rulebook import shipped_rulebook

LABELS = (
    "role",
    "partner-of",
    "manner",
    "mode",
    "asked",
    "opening",
    "adverb",
    "verb",
    "foreign-doer",
    "generic",
    "closing",
    "field",
    "label-word",
    "zone",
    "shares-out",
    "doc-type",
    # what stands around an order (rules/phrases.toml)
    "duty",
    "duty-alone",
    "duty-ahead",
    "purpose",
    "towards",
    "apart",
    "offices",
    "person",
    "every",
    "attribute",
    "no-verb",
    "noun-before",
    "joint",
    "detail",
    "consists",
    "work-noun",
    "leads-in",
    "bare-word",
    "with-open",
    "board-helper",
    "board-part",
    "bare-noun",
    "concludes",
    "report",
    "report-to",
    "helps",
    "when-word",
    "role-bracket",
    "done-by",
    "by-function",
    "does",
    "same",
    "plan-year",
    "this-year",
    "apposition",
)


_READ = 1024  # texts whose clauses are kept: heading, lead-in, order and row ask the same of one


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules' finder and the reader of agency names; ``issuer_id`` is the id of who issues the plan, or "";
    ``own`` are the labels that the document uses and no rule knows.

    ``clauses`` reads a text, each once; ``first`` gives the first find of a label in a text, or None; ``labels`` are
    all that the document's lines and columns may bear.
    """

    finder: Finder
    agencies: Agencies
    issuer_id: str = ""
    own: Mapping[str, Learned] = field(default_factory=dict)
    labels: Labels = field(init=False, repr=False, compare=False)
    clauses: Callable[[str], Clauses] = field(init=False, repr=False, compare=False)
    first: Callable[[str, str], Mention | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what was read of a text."""
        object.__setattr__(self, "labels", Labels(self.finder, self.own))
        finder, agencies = self.finder, self.agencies
        object.__setattr__(self, "clauses", lru_cache(maxsize=_READ)(lambda text: Clauses(text, finder, agencies)))
        object.__setattr__(self, "first", lru_cache(maxsize=4 * _READ)(partial(first_found, finder)))

    def value(self, label: str, text: str) -> str:
        """The value of the first find of ``label`` in ``text``, or ""."""
        found = self.first(label, text)
        return str(found.value) if found else ""

    def begins(self, label: str, text: str) -> Mention | None:
        """The find of ``label`` with which ``text`` begins, or None."""
        return begins(self.finder, label, text)

    def ends(self, label: str, text: str) -> Mention | None:
        """The find of ``label`` with which ``text`` ends, or None."""
        return ends(self.finder, label, text)

    def rule(self, label: str, text: str) -> str:
        """The id of the rule of the first find of ``label`` in ``text``, or ""."""
        found = self.first(label, text)
        return found.rule if found else ""


def first_value(finder: Finder, label: str, text: str) -> str:
    """The value of the first find of ``label`` in ``text``, or ""."""
    found = first_found(finder, label, text)
    return str(found.value) if found else ""


def first_found(finder: Finder, label: str, text: str) -> Mention | None:
    """The first find of ``label`` in ``text``, or None."""
    found = finder.find(text, labels=(label,))
    return found[0] if found else None


@lru_cache(maxsize=1)
def structure_finder() -> Finder:
    """The finder for structure, roles and orders (deadlines have their own)."""
    return compile_rules(shipped_rulebook().labelled(*LABELS), {})
