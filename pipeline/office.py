"""What an office says of itself in inputs/co-quan.toml: the sender's name and signs, and who signs.

A key here wins over [profile.office] of rules/letter.toml, which an update of the program replaces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.contract import OFFICE_FILE
from pipeline.decoding import decoded
from pipeline.messages import PipelineError
from pipeline.model import Settings, Signer

WORDS = ("issuer", "superior", "symbol", "place", "drafting_unit", "file_copy", "report_to", "report_by")
LISTS = ("recipients",)
CODES = "organ_codes"  # a table: an agency's id or name = its code in the exchange of documents
TEMPLATE = "duties_template"  # the office's own form of the list «Phân công nhiệm vụ», a .docx beside this file
_SIGNER = ("name", "position", "authority")


def with_office(document: Path, settings: Settings) -> Settings:
    """The settings of a document with what ``co-quan.toml`` beside it says; the document's own signer wins."""
    path = document.parent / OFFICE_FILE
    try:
        table = tomllib.loads(decoded(path.read_bytes())) if path.is_file() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None
    if not table:
        return settings
    default = signer_of(table["signer"], path.name) if "signer" in table else None
    listed = table.get("signers", [])
    signers = tuple(signer_of(one, path.name) for one in (listed if isinstance(listed, list) else [listed]))
    signers = (default, *signers) if default else signers
    return replace(settings, office=_office(table, path), signer=settings.signer or default, signers=signers)


def _office(table: Mapping[str, object], path: Path) -> dict[str, str | tuple[str, ...]]:
    values: dict[str, str | tuple[str, ...]] = {}
    where, folder = path.name, path.parent
    for key, value in table.items():
        if key in WORDS and isinstance(value, str):
            values[key] = value
        elif key in LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
            values[key] = tuple(value)
        elif key == TEMPLATE and isinstance(value, str):
            values[key] = str(folder / value)
        elif key == CODES and isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            continue  # asked for by those who write the letters' index
        elif key not in ("signer", "signers"):
            known = ", ".join((*WORDS, *LISTS, TEMPLATE, CODES, "signer", "signers"))
            raise PipelineError("E302", where, reason=f'khoá "{key}" lạ hoặc sai kiểu; dùng được: {known}')
    return values


def signer_of(value: object, where: str) -> Signer:
    """A table name, position, authority as a signer. Raises PipelineError E302 where it is no such table."""
    if (
        not isinstance(value, dict)
        or not set(value) <= set(_SIGNER)
        or not all(isinstance(v, str) for v in value.values())
    ):
        raise PipelineError("E302", where, reason="[signer], [[signers]] gồm name, position, authority")
    return Signer(**value)


def with_signer(settings: Settings, asked: Signer | None) -> Settings:
    """The settings with the signer that the command line asks for: one of the office's by name alone, or all of it."""
    if asked is None:
        return settings
    own = settings.signers
    if asked.position is None and asked.authority is None:
        known = next((one for one in own if one.name and one.name.casefold() == (asked.name or "").casefold()), None)
        if known is None:
            names = ", ".join(one.name or "" for one in own) or "chưa có ai"
            reason = f'không có người ký "{asked.name}" ({names}); thêm vào [[signers]], hoặc ghi cả --position'
            raise PipelineError("E302", OFFICE_FILE, reason=reason)
        asked = known
    return replace(settings, signer=asked)
