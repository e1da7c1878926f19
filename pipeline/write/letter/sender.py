"""Who sends a letter: names, signs and signer, resolved from settings, profile and plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.model import Header, Settings, Signer
from pipeline.write.letter.page import Annex, Page, Para
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.who.copies import copies, has_no_units, unit_of_plan, without
from pipeline.write.letter.who.issuer import (
    NO_NAME,
    PARTY_NUMBER,
    IssuerForms,
    is_name,
    is_party_number,
    shortened,
    sign_in_number,
    written_out,
)
from pipeline.write.letter.who.office import of_office
from pipeline.write.letter.who.signer import signer_lines
from pipeline.write.office.rich import Rich, blank, fill, known_or_blank, plain

# No-break spaces, so that a yellow gap never closes at the end of a line.
_GAP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Sender:
    """The issuer of the letter in all forms that a page needs; what nobody knows is a yellow blank.

    ``drafts`` says why its letters can't go out as they are; they then bear a red line at their top.
    """

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
    issuer: IssuerForms | None
    drafts: tuple[str, ...] = ()


def resolve_sender(header: Header, settings: Settings, profile: Profile) -> Sender:
    """The sender: the office of the profile, else the settings, else the plan's own issuer where it is readable."""
    profile = of_office(profile, settings)
    office = profile.office
    name = office.issuer or header.issuer or ""
    issuer = written_out(name, profile) if office.issuer or settings.issuer or is_name(name) else None
    unit_name = settings.drafting_unit or office.drafting_unit or unit_of_plan(header.recipients)
    alone = not unit_name and has_no_units(header.recipients)
    unit: Rich = () if alone else known_or_blank(unit_name, "đơn vị soạn thảo")
    of_number = "" if office.issuer else sign_in_number(header.number, tuple(profile.types.values()))
    sign = known_or_blank((issuer.symbol if issuer else "") or of_number, "ký hiệu cơ quan ban hành")
    given = Signer(office.signer_name or None, office.signer_position or None, office.signer_authority or None)
    authority, signer_name = signer_lines(settings.signer or given, header.signer, profile)
    place = settings.place or office.place or header.place or (issuer.province if issuer else "")
    unknown = blank("tên cơ quan ban hành", "TÊN CƠ QUAN BAN HÀNH")
    return Sender(
        superior=shortened(office.superior, profile) or (issuer.superior if issuer else ""),
        lines=tuple(plain(line.upper()) for line in issuer.lines) if issuer else (unknown,),
        full=plain(issuer.full) if issuer else blank("tên cơ quan ban hành"),
        short=plain(issuer.short) if issuer else blank("tên cơ quan ban hành"),
        symbol=plain(office.symbol)
        if office.symbol
        else fill("{sign}-{unit}" if unit else "{sign}", sign=sign, unit=unit),
        unit=unit,
        place=known_or_blank(place, "địa danh"),
        authority=authority,
        name=signer_name,
        recipients=copies(header.recipients, unit, profile, issuer),
        orders=issuer.orders if issuer else {},
        issuer=issuer,
        drafts=tuple(_drafts(issuer, header.number)),
    )


def _drafts(issuer: IssuerForms | None, number: str | None) -> Iterator[str]:
    """Why no letter of this sender can go out as it is."""
    if issuer is None:
        yield NO_NAME
    reason = issuer.rule.draft if issuer and issuer.rule else ""
    if reason:
        yield reason
    elif is_party_number(number):
        yield PARTY_NUMBER


def page_from(
    sender: Sender,
    subject: Rich,
    addressees: tuple[str, ...],
    body: tuple[Para, ...],
    annexes: tuple[Annex, ...] = (),
    drafts: tuple[str, ...] = (),
) -> Page:
    """A page with the sender's head and foot; number and day are left to Văn thư. ``drafts`` joins the sender's own
    reasons why it can't go out."""
    return Page(
        superior=sender.superior,
        issuer=sender.lines,
        number=number_line(sender),
        place_and_date=place_line(sender),
        subject=subject,
        addressees=addressees,
        body=body,
        recipients=without(sender.recipients, addressees),
        authority=sender.authority,
        name=sender.name,
        annexes=annexes,
        drafts=(*sender.drafts, *drafts),
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
