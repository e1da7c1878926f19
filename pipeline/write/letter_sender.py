"""Who sends a letter and which plan it carries out: names, signs, signer and citation, resolved from settings, profile
and plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model import Header, Settings, Signer
from pipeline.write.letter_profile import IssuerName, Profile
from pipeline.write.letter_rich import Rich, blank, fill, known_or_blank, plain

# No-break spaces, so that a yellow gap never closes at the end of a line.
_GAP = "\u00a0"
_FILE_COPY = re.compile(r"\s*-?\s*Lưu\s*:?\s*VT\W+([A-ZĐ][A-ZĐ0-9&]*)")
# Longer than this a subject of a plan no longer fits the narrow column under "V/v".
_LONG_SUBJECT = 160


@dataclass(frozen=True, slots=True)
class Sender:
    """The issuer of the letter in all forms that a page needs; what nobody knows is a yellow blank."""

    superior: str
    lines: tuple[Rich, ...]
    full: Rich
    short: Rich
    symbol: Rich
    unit: Rich
    place: Rich
    authority: tuple[Rich, ...]
    name: Rich
    recipients: tuple[Rich, ...]
    orders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """The plan as a letter names it: in full the first time, short afterwards, its kind alone, and under "V/v"."""

    first: Rich
    again: Rich
    type: str
    subject: Rich


@dataclass(frozen=True, slots=True)
class _Issuer:
    lines: tuple[str, ...]
    full: str
    short: str
    symbol: str
    province: str
    orders: Mapping[str, str]


def resolve_sender(header: Header, settings: Settings, profile: Profile) -> Sender:
    """The sender: the office of the profile, else the settings, else the plan's own issuer."""
    office = profile.office
    name = office.issuer or settings.issuer or header.issuer or ""
    issuer = _written_out(name, profile.issuer) if name else None
    unit_name = settings.drafting_unit or office.drafting_unit or _unit_of_plan(header.recipients)
    unit = known_or_blank(unit_name, "đơn vị soạn thảo")
    sign = known_or_blank(issuer.symbol if issuer else "", "ký hiệu cơ quan ban hành")
    authority, signer_name = _signer(settings.signer, header.signer, profile)
    place = settings.place or office.place or header.place or (issuer.province if issuer else "")
    unknown = blank("tên cơ quan ban hành", "TÊN CƠ QUAN BAN HÀNH")
    return Sender(
        superior=_shortened(office.superior, profile.issuer),
        lines=tuple(plain(line.upper()) for line in issuer.lines) if issuer else (unknown,),
        full=plain(issuer.full) if issuer else blank("tên cơ quan ban hành"),
        short=plain(issuer.short) if issuer else blank("tên cơ quan ban hành"),
        symbol=plain(office.symbol) if office.symbol else fill("{sign}-{unit}", sign=sign, unit=unit),
        unit=unit,
        place=known_or_blank(place, "địa danh"),
        authority=authority,
        name=signer_name,
        recipients=_recipients(header.recipients, unit, profile),
        orders=issuer.orders if issuer else {},
    )


def cite_plan(header: Header, settings: Settings, profile: Profile) -> Citation:
    """How the letter names the plan (điểm b khoản 6 Mục II Phần I Phụ lục I)."""
    words = profile.words.common
    kind = (header.type or "văn bản").lower()
    title = header.title or ""
    issuer = settings.issuer or header.issuer
    number = settings.number or header.number
    day = settings.date or header.date
    name = _written_out(issuer, profile.issuer) if issuer else None
    number_words = plain(number) if number else _unknown_number(kind, name.symbol if name else "", profile)
    subject = known_or_blank(_as_clause(title), f"trích yếu {kind}")
    type_name = kind[:1].upper() + kind[1:]
    known: dict[str, Rich | str] = {
        "type": type_name,
        "number": number_words,
        "issuer": known_or_blank(name.full if name else "", "cơ quan ban hành"),
    }
    first = fill(
        words["citation"], date=known_or_blank(vn_date(day), f"ngày ban hành {kind}"), subject=subject, **known
    )
    return Citation(
        first=first + fill(words["known_as"], type=type_name),
        again=fill(words["again_numbered" if number else "again"], type=type_name, number=number_words),
        type=type_name,
        subject=_subject(type_name, title, number, subject),
    )


def number_blank() -> Rich:
    """The yellow gap for the letter's number."""
    return blank("số công văn", _GAP * 9)


def number_line(sender: Sender) -> Rich:
    """ "Số:        /UBND-NC": the number is given by Văn thư after signing (Điều 15)."""
    return fill("Số: {number}/{symbol}", number=number_blank(), symbol=sender.symbol)


def place_line(sender: Sender) -> Rich:
    """Place and date; the day is given by Văn thư after signing, so all of it is blank."""
    day, month, year = blank_day()
    return fill("{place}, ngày {day} tháng {month} năm {year}", place=sender.place, day=day, month=month, year=year)


def blank_day() -> tuple[Rich, Rich, Rich]:
    """Yellow day, month and year of the letter."""
    name = "ngày ban hành công văn"
    return blank(name, _GAP * 5), blank(name, _GAP * 5), blank(name, "20…")


def vn_date(day: date | None) -> str:
    """A day in figures as the decree writes it: 0 before days below 10 and months 1 and 2 only ("09/8/2023",
    "05/01/2024")."""
    if day is None:
        return ""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month <= 2 else f"{day.day:02d}/{day.month}/{day.year}"


def lower_first(text: str) -> str:
    """``text`` with a small first letter where the next word shows that no name begins it ("Tổ chức", not "Thái
    Nguyên")."""
    first, _, rest = text.partition(" ")
    is_name = rest[:1].isupper() or first[1:2].isupper() or not rest
    return text if is_name else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _written_out(name: str, issuers: tuple[IssuerName, ...]) -> _Issuer:
    """The forms of an issuer's name: "UBND tỉnh Thái Nguyên" is two lines in the head and "Ủy ban nhân dân tỉnh" in
    the text."""
    for known in issuers:
        for begin in known.begins:
            if name.lower().startswith(begin.lower()):
                rest = name[len(begin) :].strip()
                level = next((one for one in known.levels if rest.lower().startswith(f"{one} ")), "")
                full = f"{known.full} {rest}".strip()
                return _Issuer(
                    lines=(known.full, rest) if level else (full,),
                    full=full,
                    short=f"{known.full} {rest[: len(level)]}" if level else full,
                    symbol=known.symbol,
                    province=rest[len(level) :].strip() if level == "tỉnh" else "",
                    orders=known.orders,
                )
    return _Issuer((name,), name, name, "", "", {})


def _shortened(superior: str, issuers: tuple[IssuerName, ...]) -> str:
    """Common phrases of the superior's name are abbreviated (điểm a khoản 2): "UBND tỉnh Thái Nguyên"."""
    known = next((one for one in issuers if one.levels and superior.startswith(one.full)), None)
    return superior.replace(known.full, known.symbol, 1) if known else superior


def _unit_of_plan(recipients: tuple[str, ...]) -> str:
    """The drafting unit in the plan's own "Lưu: VT, NC"."""
    found = (_FILE_COPY.match(line) for line in recipients)
    return next((match.group(1) for match in found if match), "")


def _signer(given: Signer | None, of_plan: Signer, profile: Profile) -> tuple[tuple[Rich, ...], Rich]:
    """Lines of authority and position, and the name. The plan's signer is a proposal only, and yellow."""
    office = profile.office
    own = Signer(office.signer_name or None, office.signer_position or None, office.signer_authority or None)
    signer = given or (own if own != Signer() else None)
    shown = signer or of_plan
    lines = [
        line.strip().upper()
        for part in (shown.authority, shown.position)
        for line in (part or "").splitlines()
        if line.strip()
    ]
    name = (shown.name or "").strip()
    if signer is not None and lines:
        return tuple(plain(line) for line in lines), known_or_blank(name, "họ tên người ký", "Họ và tên")
    proposed = tuple(blank("quyền hạn, chức vụ người ký", line) for line in lines or ["QUYỀN HẠN, CHỨC VỤ"])
    return proposed, blank("họ tên người ký", name or "Họ và tên")


def _recipients(of_plan: tuple[str, ...], unit: Rich, profile: Profile) -> tuple[Rich, ...]:
    """The lines under "Nơi nhận": ";" at the end of each, "." after the last, which says where copies are filed."""
    office = profile.office
    copied = [line.strip(" -;.") for line in of_plan]
    copied = [line for line in copied if line.startswith(office.recipients_from_plan)]
    lines = [fill("{line};", line=line) for line in dict.fromkeys((*office.recipients, *copied))]
    return (*lines, fill(f"{office.file_copy}.", unit=unit))


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
    short = re.sub(r"\s*\([^()]*\)$", "", _as_clause(title))
    if len(short) > _LONG_SUBJECT and number:
        return plain(f"{type_name} số {number}")
    return fill("{type} {clause}", type=type_name, clause=short or clause)
