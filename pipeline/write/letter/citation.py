"""How a letter names the plan that it carries out (điểm b khoản 6 Mục II Phần I Phụ lục I)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Plan
from pipeline.write.letter.case import lower_first, sentence_case, upper_first
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.sender import vn_date
from pipeline.write.letter.who.issuer import is_name, sign_in_number, written_out
from pipeline.write.office.rich import Rich, blank, fill, known_or_blank, plain

# Longer than this a subject of a plan no longer fits the narrow column under "V/v".
_LONG_SUBJECT = 160


@dataclass(frozen=True, slots=True)
class Citation:
    """The plan as a letter names it: in full the first time, short afterwards, its kind alone, and under "V/v"."""

    first: Rich
    again: Rich
    type: str
    subject: Rich


def cite_plan(plan: Plan, profile: Profile) -> Citation:
    """The citation in full the first time, short afterwards; what nobody knows of it is a yellow blank."""
    words, header = profile.words.common, plan.header
    kind = (header.type or "văn bản").lower()
    issuer, number = header.issuer or "", header.number
    name = written_out(issuer, profile) if is_name(issuer) else None
    title = _as_clause(sentence_case(_own_title(header.title or "", issuer), plan.document))
    symbol = (name.symbol if name else "") or sign_in_number(number, tuple(profile.types.values()))
    subject = known_or_blank(title, f"trích yếu {kind}")
    carrier = _carrier(kind, number, profile)
    known: dict[str, Rich | str] = {
        "type": upper_first(kind),
        "carrier": carrier,
        "subject": subject,
        "number": plain(number) if number else _unknown_number(kind, symbol, profile),
        "issuer": known_or_blank(name.full if name else "", "cơ quan ban hành"),
        "date": known_or_blank(vn_date(header.date), f"ngày ban hành {kind}"),
    }
    first = fill(words["citation_carried" if carrier else "citation"], **known)
    return Citation(
        first=first + fill(words["known_as"], **known),
        again=fill(words["again_numbered" if number and not carrier else "again"], **known),
        type=upper_first(kind),
        subject=_subject(upper_first(kind), title, number, subject),
    )


def _own_title(title: str, issuer: str) -> str:
    """The title without the issuer's name, where a decision's next line was read as its end ("… CHÍNH PHỦ")."""
    named = issuer and title == title.upper() and title.endswith(f" {issuer.upper()}")
    before = title[: -len(issuer)].rstrip() if named else title
    return title if re.search(r"\b(CỦA|VÀ|VỚI|DO|TẠI)$", before) else before


def _carrier(kind: str, number: str | None, profile: Profile) -> str:
    """The kind of document that carries the plan, where the number is not the plan's own ("2853/QĐ-UBND")."""
    sign = re.search(r"/(?:\d{4}/)?(\w+)-", number or "")
    of_number = next((name for name, short in profile.types.items() if sign and short == sign.group(1)), kind)
    return "" if of_number == kind or kind not in profile.types else upper_first(of_number)


def _unknown_number(kind: str, symbol: str, profile: Profile) -> Rich:
    """A yellow number; its sign is known where kind and issuer are ("……/KH-UBND")."""
    sign = profile.types.get(kind, "")
    return blank(f"số {kind}") + plain(f"/{sign}-{symbol}" if sign and symbol else "")


def _as_clause(title: str) -> str:
    """The title as words after "về": without "Về", "V/v" and the stop, with a small letter."""
    bare = re.sub(r"^(về việc|về|v/v)\s+", "", " ".join(title.split()).strip(" ./"), flags=re.IGNORECASE)
    return lower_first(bare)


def _subject(type_name: str, title: str, number: str | None, clause: Rich) -> Rich:
    """The plan under "V/v": its kind and title, without the bracket at the end; by its number where the title is too
    long."""
    short = re.sub(r"\s*\([^()]*\)$", "", title)
    if len(short) > _LONG_SUBJECT and number:
        return plain(f"{type_name} số {number}")
    return fill("{type} {clause}", type=type_name, clause=short or clause)
