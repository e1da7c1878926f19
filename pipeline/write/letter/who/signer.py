"""Who signs: authority, position, name, of the office's settings or proposed from the plan; impossible pairs refused.

Điều 13 and điểm b khoản 7 Mục II Phần I Phụ lục I of decree 30/2020/NĐ-CP.
"""

from __future__ import annotations

import re

from pipeline.messages import PipelineError
from pipeline.model import Signer
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.who.data import Authority, Signing
from pipeline.write.letter.who.spelling import fold
from pipeline.write.office.rich import Rich, blank, known_or_blank, plain

# Each word of authority begins a line: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH".
_AUTHORITY = re.compile(r"\n|\s+(?=(?:TM|KT|TL|TUQ|Q)\.)")
_SIGN = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*(.*)")
_MOST_NAMES = 6


def signer_lines(own: Signer | None, of_plan: Signer, profile: Profile) -> tuple[tuple[Rich, ...], Rich]:
    """Lines of authority and position, and the name. ``own`` is given by the office; the plan's signer is a proposal
    only, and yellow, and none of it is taken that is no position or no name.

    Raises PipelineError E318 where the office gives an authority that the decree does not know so.
    """
    signer = own if own is not None and own != Signer() else None
    lines = _lines(signer or of_plan)
    if signer is not None and lines:
        if wrong := misused(lines, profile):
            raise PipelineError("E318", lines[0], reason=wrong)
        name = (signer.name or "").strip()
        return tuple(plain(line) for line in lines), known_or_blank(name, "họ tên người ký", "Họ và tên")
    proposed = _proposed(lines, profile)
    shown = proposed if not misused(proposed, profile) else []
    name = ((signer or of_plan).name or "").strip()
    name = name if _is_person(name) else ""
    positions = tuple(blank("quyền hạn, chức vụ người ký", line) for line in shown or ["QUYỀN HẠN, CHỨC VỤ"])
    return positions, blank("họ tên người ký", name or "Họ và tên")


def _is_person(name: str) -> bool:
    """Whether words can be a person's name: two to six, each with one capital, its first letter."""
    words = name.split()
    return 2 <= len(words) <= _MOST_NAMES and all(w.isalpha() and w == w.capitalize() for w in words)


def _lines(signer: Signer) -> list[str]:
    """Authority and position, a line each, in capitals; "UỶ" and "ỦY" are one."""
    parts = (part for one in (signer.authority, signer.position) for part in _AUTHORITY.split(one or ""))
    return [fold(part.strip()).upper() for part in parts if part.strip()]


def _proposed(lines: list[str], profile: Profile) -> list[str]:
    """Lines of a plan's foot without what a head or a neighbour left in them; nothing where one can't be read."""
    found = []
    for line in lines:
        sign = _SIGN.fullmatch(line)
        if sign and sign.group(1) == "TM":
            body = sign.group(2)
            whole = body.startswith(profile.signing.collective) and body.replace(" ", "").isalpha()
            read = body if whole else ""
        else:
            read = _position(sign.group(2) if sign else line, profile.signing)
        if not read:
            return []
        found.append(f"{sign.group(1)}. {read}" if sign else read)
    return found if len(set(found)) == len(found) else []


def _position(words: str, signing: Signing) -> str:
    """The longest known position that ``words`` begin with: "THỦ TƯỚNG" in "THỦ TƯỚNG ACV."."""
    known = sorted((*signing.deputies, *signing.heads), key=len, reverse=True)
    return next((one for one in known if re.match(rf"{re.escape(one)}(?!\w)", words)), "")


def misused(lines: list[str], profile: Profile) -> str:
    """Why these lines of authority and position cannot stand together; empty where they can."""
    for place, line in enumerate(lines):
        sign = _SIGN.fullmatch(line)
        rule = next((one for one in profile.authority if sign and one.sign == f"{sign.group(1)}."), None)
        if sign and rule and not _fits(sign.group(2), lines[place + 1 :], rule, profile.signing):
            return rule.why
    return ""


def _fits(behind: str, below: list[str], rule: Authority, signing: Signing) -> bool:
    if rule.behind == "collective" and not behind.startswith(signing.collective):
        return False
    deputy_behind = any(behind.startswith(one) for one in signing.deputies)
    if rule.behind == "head" and (not behind or deputy_behind or behind.startswith(signing.collective)):
        return False
    first = below[0] if below else ""
    return {
        "any": bool(below),
        "deputy": first.startswith(signing.deputies),
        "other": bool(below) and not first.startswith(f"PHÓ {behind}"),
        "none": not below,
    }[rule.below]
