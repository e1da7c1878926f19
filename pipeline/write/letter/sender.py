"""Who sends a letter: names, signs and signer, resolved from settings, profile and plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model import Header, Settings, Signer
from pipeline.write.letter.page import Annex, Page, Para
from pipeline.write.letter.profile import IssuerName, Profile
from pipeline.write.office.rich import Rich, blank, fill, known_or_blank, plain

# No-break spaces, so that a yellow gap never closes at the end of a line.
_GAP = "\u00a0"
_FILE_COPY = re.compile(r"\s*-?\s*Lưu\s*:?\s*VT\W+([A-ZĐ][A-ZĐ0-9&]+)(?!\w)")
# Each word of authority begins a line: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH".
_AUTHORITY = re.compile(r"\n|\s+(?=(?:KT|TL|TUQ|Q)\.)")


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
class IssuerForms:
    """An issuer's name in the head, in full, short inside the text, its sign, and its province as a place."""

    lines: tuple[str, ...]
    full: str
    short: str
    symbol: str
    province: str
    orders: Mapping[str, str]


def resolve_sender(header: Header, settings: Settings, profile: Profile) -> Sender:
    """The sender: the office of the profile, else the settings, else the plan's own issuer."""
    office = profile.office
    name = office.issuer or header.issuer or ""
    issuer = written_out(name, profile.issuer) if name else None
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


def page_from(
    sender: Sender, subject: Rich, addressees: tuple[str, ...], body: tuple[Para, ...], annexes: tuple[Annex, ...] = ()
) -> Page:
    """A page with the sender's head and foot; number and day are left to Văn thư."""
    return Page(
        superior=sender.superior,
        issuer=sender.lines,
        number=number_line(sender),
        place_and_date=place_line(sender),
        subject=subject,
        addressees=addressees,
        body=body,
        recipients=sender.recipients,
        authority=sender.authority,
        name=sender.name,
        annexes=annexes,
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


def written_out(name: str, issuers: tuple[IssuerName, ...]) -> IssuerForms:
    """The forms of an issuer's name: "UBND tỉnh Thái Nguyên" is two lines in the head and "Ủy ban nhân dân tỉnh" in
    the text."""
    for known in issuers:
        for begin in known.begins:
            if name.lower().startswith(begin.lower()):
                rest = name[len(begin) :].strip()
                level = next((one for one in known.levels if rest.lower().startswith(f"{one} ")), "")
                full = f"{known.full} {rest}".strip()
                return IssuerForms(
                    lines=(known.full, rest) if level else (full,),
                    full=full,
                    short=f"{known.full} {rest[: len(level)]}" if level else full,
                    symbol=known.symbol,
                    province=rest[len(level) :].strip() if level == "tỉnh" else "",
                    orders=known.orders,
                )
    return IssuerForms((name,), name, name, "", "", {})


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
    parts = (part for one in (shown.authority, shown.position) for part in _AUTHORITY.split(one or ""))
    lines = [part.strip().upper() for part in parts if part.strip()]
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
