"""Plans for tests of letters, made in code in a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.model import (
    NO_DEADLINE,
    Agency,
    Block,
    Deadline,
    Document,
    Header,
    Mode,
    Party,
    Plan,
    Role,
    Settings,
    Signer,
    Source,
    Span,
    Table,
    Task,
)
from pipeline.settings import with_settings
from pipeline.write.letter.letters import Letter, plan_letters
from pipeline.write.letter.profile import Profile, load_profile
from tests import ROOT

PROFILE_FILE = ROOT / "rules" / "letter.toml"
TODAY = date(2024, 4, 1)
HEADER = Header(
    type="kế hoạch",
    title="Tổ chức Ngày hội đọc sách năm 2024",
    issuer="UBND tỉnh Hòa An",
    signer=Signer("Trần Văn Bình", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
    recipients=("Thường trực Tỉnh ủy;", "Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "Lưu: VT, VX."),
)
FINANCE = Agency("so-tai-chinh", "Sở Tài chính", "so")
HEALTH = Agency("so-y-te", "Sở Y tế", "so")
YOUTH = Agency("tinh-doan", "Tỉnh đoàn", "doan-the")
NEWS = Agency("bao-hoa-an", "Báo Hòa An", "bao-chi")
EAST = Agency("ubnd-huyen-dong", "UBND huyện Đông", "ubnd-huyen")
WEST = Agency("ubnd-huyen-tay", "UBND huyện Tây", "ubnd-huyen")
DISTRICTS = Agency("ubnd-cac-huyen", "UBND các huyện", "ubnd-huyen", members=("ubnd-huyen-dong", "ubnd-huyen-tay"))
ALL = Agency("nhom-so-ban-nganh", "các sở, ban, ngành", "nhom", known=False)
AGENCIES = {one.id: one for one in (FINANCE, HEALTH, YOUTH, NEWS, EAST, WEST, DISTRICTS, ALL)}


def profile(on: date = TODAY) -> Profile:
    """The profile that ships."""
    return load_profile(PROFILE_FILE, on)


def party(agency: Agency) -> Party:
    """The agency as the plan names it."""
    return Party(agency, agency.name, Span(0, 0, 0))


def task(
    text: str,
    *owners: Agency,
    partners: Sequence[Agency] = (),
    role: Role = "perform",
    mode: Mode = "assign",
    section: str = "III.2.1",
    number: int = 1,
    action: str = "",
    deadline: Deadline = NO_DEADLINE,
    deadline_text: str = "",
    product: str = "",
    report_to: str = "",
    focus: tuple[date, date] | None = None,
    spans: tuple[Span, ...] = (),
    place: str = "",
) -> Task:
    """A task of ``owners``; ``action`` is the text where none is given."""
    return Task(
        id=f"{section}-{number:02d}",
        section=section,
        heading="",
        text=text,
        action=action or text,
        owners=tuple(map(party, owners)),
        owner_role=role,
        partners=tuple(map(party, partners)),
        mode=mode,
        deadline=deadline,
        deadline_text=deadline_text,
        product=product,
        report_to=report_to,
        focus_start=focus[0] if focus else None,
        focus_end=focus[1] if focus else None,
        spans=spans,
        place=place,
    )


def document(*texts: str, tables: tuple[Table, ...] = ()) -> Document:
    """A document whose paragraphs are ``texts``."""
    blocks = tuple(Block(index, text) for index, text in enumerate(texts))
    return Document(Source("ke-hoach.docx", "0" * 64, 1), blocks, tables)


def plan(*tasks: Task, header: Header = HEADER, funding: tuple[str, ...] = (), source: Document | None = None) -> Plan:
    """A plan with ``tasks``."""
    return Plan(source or document(), header, tasks, funding=funding, agencies=AGENCIES)


def letters(*tasks: Task, settings: Settings | None = None, header: Header = HEADER) -> tuple[Letter, ...]:
    """The letters of a plan with ``tasks``."""
    given = settings or Settings()
    return plan_letters(plan(*tasks, header=with_settings(header, given)), profile(), given, TODAY)
