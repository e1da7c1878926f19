"""What an officer lays beside a document: where it lies, and ``<plan>.toml`` read, checked, laid over what was read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from pipeline.contract import CORRECTIONS_ENDING, SETTINGS_ENDING
from pipeline.decoding import decoded
from pipeline.messages import PipelineError
from pipeline.model import Header, Settings, Signer
from pipeline.office import signer_of, with_office

_SWITCHES = ("letter_per_member", "partner_letters")


def with_settings(header: Header, settings: Settings) -> Header:
    """The header with what an officer gave: the one place where settings win over what was read."""
    return replace(
        header,
        number=settings.number or header.number,
        date=settings.date or header.date,
        place=settings.place or header.place,
        issuer=settings.issuer or header.issuer,
        signer=header.signer if settings.signer in (None, Signer()) else settings.signer,
    )


def settings_path(document: Path) -> Path:
    """Where the settings of a document lie: ``<plan>.toml`` beside it."""
    return document.with_suffix(SETTINGS_ENDING)


def corrections_path(document: Path) -> Path:
    """Where the corrections of a document lie: ``<plan>.corrections.csv`` beside it."""
    return document.with_name(document.stem + CORRECTIONS_ENDING)


def is_there(path: Path) -> bool:
    """Whether ``path`` is a file; False also where the file system cannot have such a name (more than 255 bytes)."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_settings(document: Path) -> Settings:
    """What ``<plan>.toml`` and ``co-quan.toml`` beside it give; defaults where there are no such files. Raises
    PipelineError E302 with the line at fault."""
    return with_office(document, _of_document(document))


def _of_document(document: Path) -> Settings:
    path = settings_path(document)
    if not is_there(path):
        return Settings()
    try:
        table = tomllib.loads(decoded(path.read_bytes()))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None
    known = {f.name for f in fields(Settings)} - {"office", "signers"}
    for key in table:
        if key not in known | {"group"}:  # its groups are read where letters find their receivers
            raise PipelineError("E302", path.name, reason=f'khoá lạ "{key}"')
    values = {key: _value(path.name, key, value) for key, value in table.items() if key != "group"}
    return Settings(**values)  # type: ignore[arg-type]


def _value(where: str, key: str, value: object) -> object:
    if key == "date":
        return _day(where, value)
    if key == "signer":
        return signer_of(value, where)
    wanted: type = bool if key in _SWITCHES else str
    if not isinstance(value, wanted):
        kind = "true hoặc false" if wanted is bool else "một chuỗi trong dấu nháy"
        raise PipelineError("E302", where, reason=f'giá trị của "{key}" phải là {kind}')
    return value


def _day(where: str, value: object) -> date:
    """A TOML date, or a day written as offices write it ("05/3/2024")."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", str(value).strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(str(value))
    except ValueError:
        raise PipelineError("E302", where, reason=f'ngày "{value}" không có thật; viết như "05/3/2024"') from None
