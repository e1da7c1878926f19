"""Nơi nhận: those addressed, the leaders and offices that the plan's own list names, archives last (khoản 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.write.letter.profile import Profile
from pipeline.write.letter.who.issuer import IssuerForms
from pipeline.write.letter.who.spelling import fold
from pipeline.write.office.rich import Rich, fill, plain, text_of

_FILE_COPY = re.compile(r"\s*-?\s*Lưu\s*:?\s*(?:VT|Văn thư)\W+([A-ZĐ][A-ZĐ0-9&]+)(?!\w)")
_PLAIN_COPY = re.compile(r"-?\s*Lưu\s*:?\s*(?:VT|Văn thư)\s*\.?")
_NOTE = re.compile(r"\s*\((?:để )?(?:b/c|báo cáo|ph/h|phối hợp)\)$", re.IGNORECASE)
_LONGEST = 90  # letters: what is longer is no line of a list


def copies(of_plan: tuple[str, ...], unit: Rich, profile: Profile, issuer: IssuerForms | None) -> tuple[Rich, ...]:
    """The lines under "Nơi nhận": ";" at the end of each, "." after the last, which says where copies are filed."""
    office = profile.office
    own = issuer.rule.copies if issuer and issuer.rule else ()
    begins = tuple(fold(one) for one in (*office.recipients_from_plan, *own))
    lines = [fill("{line};", line=line) for line in _once((*office.recipients, *_taken(of_plan, begins)))]
    filed = fill(office.file_copy, unit=unit) if unit else plain(office.file_copy.partition(",")[0])
    return (*lines, (*filed, *plain(".")))


def without(lines: tuple[Rich, ...], addressees: Iterable[str]) -> tuple[Rich, ...]:
    """The lines without those who are addressed: "Như trên" names them already."""
    named = {_written(one) for one in addressees}
    return tuple(line for line in lines if _written(text_of(line)) not in named)


def _written(name: str) -> str:
    """A name with the list's usual abbreviations written out, to compare."""
    words = fold(name).strip(" ;.").split()
    return " ".join({"vp": "văn phòng", "ubnd": "ủy ban nhân dân"}.get(word, word) for word in words)


def _taken(of_plan: tuple[str, ...], begins: tuple[str, ...]) -> Iterator[str]:
    """The plan's lines that begin as the profile says: leaders and offices of the issuer's own house."""
    for line in of_plan:
        bare = _NOTE.sub("", line.strip(" -;.,")).strip(" -;.,")
        if fold(bare).replace(".", "").startswith(begins) and len(bare) <= _LONGEST:
            yield bare


def _once(lines: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for line in lines:
        if fold(line) not in seen:
            seen.add(fold(line))
            yield line


def has_no_units(recipients: tuple[str, ...]) -> bool:
    """Whether the plan is filed without a unit ("Lưu: VT."): a small office drafts without units."""
    return any(_PLAIN_COPY.fullmatch(line.strip()) for line in recipients)


def unit_of_plan(recipients: tuple[str, ...]) -> str:
    """The drafting unit in the plan's own "Lưu: VT, NC"."""
    found = (_FILE_COPY.match(line) for line in recipients)
    return next((match.group(1) for match in found if match), "")
