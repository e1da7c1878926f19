"""The letter profile: rules/letter.toml as a frozen value, or a numbered refusal."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.messages import PipelineError
from pipeline.write.letter.who.data import Addressees, Authority, Houses, IssuerName, Signing, Tone


@dataclass(frozen=True, slots=True)
class Limits:
    """What the decree allows, each as (least, most): lengths in mm, sizes and gaps in points, rules as a share of
    their line."""

    paper_mm: tuple[float, ...]
    top_mm: tuple[float, ...]
    bottom_mm: tuple[float, ...]
    left_mm: tuple[float, ...]
    right_mm: tuple[float, ...]
    page_number_pt: tuple[float, ...]
    nation_pt: tuple[float, ...]
    motto_pt: tuple[float, ...]
    superior_pt: tuple[float, ...]
    issuer_pt: tuple[float, ...]
    issuer_rule: tuple[float, ...]
    number_pt: tuple[float, ...]
    place_pt: tuple[float, ...]
    subject_pt: tuple[float, ...]
    subject_gap_pt: tuple[float, ...]
    addressee_pt: tuple[float, ...]
    body_pt: tuple[float, ...]
    indent_mm: tuple[float, ...]
    paragraph_gap_pt: tuple[float, ...]
    line: tuple[float, ...]
    position_pt: tuple[float, ...]
    name_pt: tuple[float, ...]
    recipients_head_pt: tuple[float, ...]
    recipients_pt: tuple[float, ...]
    annex_pt: tuple[float, ...]
    annex_title_pt: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What we choose within the limits; lengths in mm, sizes and gaps in points."""

    font: str
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    page_number_pt: float
    nation_pt: float
    motto_pt: float
    superior_pt: float
    issuer_pt: float
    number_pt: float
    place_pt: float
    subject_pt: float
    addressee_pt: float
    body_pt: float
    position_pt: float
    name_pt: float
    recipients_head_pt: float
    recipients_pt: float
    annex_pt: float
    table_pt: float
    indent_mm: float
    paragraph_gap_pt: float
    line: float
    head_left: float
    foot_left: float
    issuer_rule: float
    signature_gap_pt: float


@dataclass(frozen=True, slots=True)
class Office:
    """Who sends; empty is unknown."""

    issuer: str
    superior: str
    symbol: str
    place: str
    drafting_unit: str
    signer_authority: str
    signer_position: str
    signer_name: str
    recipients: tuple[str, ...]
    recipients_from_plan: tuple[str, ...]
    file_copy: str
    report_to: str
    report_by: str


@dataclass(frozen=True, slots=True)
class Words:
    """Every sentence of a letter: by tone ("assign", "request"), those that both share, and those of the list
    «Phân công nhiệm vụ»."""

    assign: Mapping[str, str]
    request: Mapping[str, str]
    common: Mapping[str, str]
    duties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that decides how letters look and speak from ``valid_from`` on (to ``valid_to``, where it ended)."""

    name: str
    valid_from: date
    limits: Limits
    layout: Layout
    office: Office
    issuer: tuple[IssuerName, ...]
    types: Mapping[str, str]
    tone: Tone
    addressees: Addressees
    houses: Houses
    signing: Signing
    authority: tuple[Authority, ...]
    words: Words
    valid_to: date | None = None


Made = TypeVar("Made")

# The fields that a sentence may use; the others are refused when the file is read, not when a letter is written.
_TONE_FIELDS = frozenset(
    {
        "plan",
        "self",
        "Self",
        "verb",
        "Verb",
        "agency",
        "own",
        "shared",
        "report_to",
        "report_by",
        "owners",
        "task",
        "respect",
    }
)
_COMMON_FIELD_NAMES = (
    "type carrier number date issuer subject symbol day month year clause place role owners partners deadline product"
    " report_to monitors end start"
)
_COMMON_FIELDS = frozenset(_COMMON_FIELD_NAMES.split())
_OPENINGS = ("opening_one", "opening_many", "opening_shared")
_ANNEX_OPENINGS = ("opening_annex", "opening_annex_both", "opening_annex_shared")
_TONE_WORDS = (
    ("subject", "heading_own", "heading_shared", "shared_task", "annex_title", "column_task", "closing", "report")
    + _OPENINGS
    + _ANNEX_OPENINGS
)
_COMMON_WORD_NAMES = (
    "citation citation_carried known_as again again_numbered this_document annex_note funding funding_long"
    " role_lead role_perform role_support place detail_role detail_role_shared detail_partners detail_deadline"
    " detail_product detail_report detail_monitors no_deadline until before since between focus column_number"
    " column_place column_role column_owner column_deadline column_product partners"
)
_DUTIES_WORDS = ("title", "subject", "opening", "column_task", "column_owner", "column_deadline", "column_product")
_COMMON_WORDS = tuple(_COMMON_WORD_NAMES.split())


def load_profile(path: Path, on: date) -> Profile:
    """The profile of rules/letter.toml that is in force on the day ``on`` (the letter's day).

    Raises PipelineError E310 (a key or field unknown, missing or of a wrong kind) and E311 (none in force).
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("profile", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E310", where, reason=str(error)) from None
    profiles = [_make(Profile, table, f"{where}, profile {number}") for number, table in enumerate(tables, 1)]
    for profile in profiles:
        _check_words(profile, where)
    in_force = [one for one in profiles if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)]
    if not in_force:
        raise PipelineError("E311", where, day=on.strftime("%d/%m/%Y"))
    return max(in_force, key=lambda one: one.valid_from)


def _make(kind: type[Made], table: object, where: str) -> Made:
    """A dataclass out of a TOML table: every key known, every field there, every value of its kind."""
    if not isinstance(table, dict):
        raise PipelineError("E310", where, reason="cần một bảng TOML")
    hints = get_type_hints(kind)
    wrong = [f'khoá lạ "{key}"' for key in table if key not in hints]
    wrong += [f'thiếu khoá "{key}"' for key in hints if key not in table and key != "valid_to"]
    if wrong:
        raise PipelineError("E310", where, reason=wrong[0])
    return kind(**{key: _value(hints[key], value, f"{where}, {key}") for key, value in table.items()})


def _value(hint: Any, value: object, where: str) -> object:
    origin, inner = get_origin(hint), get_args(hint)
    if hasattr(hint, "__dataclass_fields__"):
        return _make(hint, value, where)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(inner[0], item, where) for item in value)
    if origin is not None and isinstance(value, dict):
        return {key: _value(str, item, f"{where}.{key}") for key, item in value.items()}
    wanted = {float: (int, float), str: (str,), date: (date,)}.get(hint, (date,))
    if origin is tuple or isinstance(value, bool) or not isinstance(value, wanted):
        raise PipelineError("E310", where, reason="giá trị không đúng kiểu")
    return value


def _check_words(profile: Profile, where: str) -> None:
    tables = {"assign": _TONE_WORDS, "request": _TONE_WORDS, "common": _COMMON_WORDS, "duties": _DUTIES_WORDS}
    _known_fields(profile.office.file_copy, frozenset({"unit"}), f"{where}, office.file_copy")
    for name, needed in tables.items():
        words: Mapping[str, str] = getattr(profile.words, name)
        allowed = _COMMON_FIELDS if name == "common" else _TONE_FIELDS
        _same_keys(words, needed, f"{where}, words.{name}")
        for key, sentence in words.items():
            _known_fields(sentence, allowed, f"{where}, words.{name}.{key}")


def _same_keys(words: Mapping[str, str], needed: tuple[str, ...], where: str) -> None:
    wrong = [f'thiếu khoá "{key}"' for key in needed if key not in words]
    wrong += [f'khoá lạ "{key}"' for key in words if key not in needed]
    if wrong:
        raise PipelineError("E310", where, reason=wrong[0])


def _known_fields(sentence: str, allowed: frozenset[str], where: str) -> None:
    try:
        used = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError as error:
        raise PipelineError("E310", where, reason=str(error)) from None
    for name in used:
        if name not in allowed:
            raise PipelineError("E310", where, reason=f"trường lạ {{{name}}}")
