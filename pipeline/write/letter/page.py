"""The page of a công văn, after Mẫu 1.5 of Nghị định 30/2020/NĐ-CP: head, addressees, body, foot, annexes.

It knows where things stand and how they look, not what the letter is about: assignment letters and reminders fill the
same page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.write.letter.metrics import line_length
from pipeline.write.letter.profile import Layout
from pipeline.write.letter.styles import styles_xml
from pipeline.write.office.rich import Piece, Rich, blank, blanks_of, bold, fill, known_or_blank, plain, text_of
from pipeline.write.office.wordml import cell, escape, package, paragraph, row, rule, table, twips

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_KEEP_WITH_SIGNATURE = '<w:keepNext/><w:keepLines/><w:spacing w:after="200"/>'
# A row of a table stays on one page, unless it is so long that it would leave most of a page empty.
_LONGEST_WHOLE_ROW = 900
NO_ADDRESSEE = "nơi nhận công văn"
DRAFT = "BẢN NHÁP, chưa trình ký được: "
_HEAD_MARGIN, _TABLE_MARGIN = 56, 85  # twips inside a cell: Mẫu 1.5 has 56; 85 is 1.5 mm


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of the body; ``title`` is a bold heading of a part, which never stands last on a page.

    ``listed`` marks what belongs to the list of tasks, between opening and closing.
    """

    words: Rich
    title: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an annex: column widths as shares of the text's width, heads, rows of cells; the first column is
    centred."""

    heading: str
    shares: tuple[float, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Rich, ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own, numbered from 1: its name ("Phụ lục", "Phụ lục I"), title, note and tables."""

    name: str
    title: str
    note: Rich
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands in a công văn, in the order of the decree's layout; yellow pieces are what a person must fill.

    ``drafts`` are the reasons why it can't go out as it is: a red line at its top says them. An empty addressee is a
    blank. A page with a ``title`` is no công văn but a list: no "V/v", no addressee, ``grids`` before the foot.
    """

    superior: str
    issuer: tuple[Rich, ...]
    number: Rich
    place_and_date: Rich
    subject: Rich
    addressees: tuple[str, ...]
    body: tuple[Para, ...]
    recipients: tuple[Rich, ...]
    authority: tuple[Rich, ...]
    name: Rich
    annexes: tuple[Annex, ...] = ()
    drafts: tuple[str, ...] = ()
    title: str = ""
    grids: tuple[Grid, ...] = ()

    def as_list(self, title: str, grids: tuple[Grid, ...]) -> Page:
        """The same head and foot around a list; its foot says only where it is filed."""
        return replace(self, title=title, grids=grids, recipients=self.recipients[1:])

    @property
    def blanks(self) -> tuple[str, ...]:
        """What a person must still fill or confirm, in the order of the page."""
        annexes = [
            words
            for annex in self.annexes
            for words in (annex.note, *(w for g in annex.grids for r in g.rows for w in r))
        ]
        body = [one.words for one in self.body]
        head = (*self.issuer, self.number, self.place_and_date, self.subject)
        to = blank(NO_ADDRESSEE) if "" in self.addressees else ()
        return blanks_of(*head, to, *body, *self.recipients, *self.authority, self.name, *annexes)


def render_page(page: Page, layout: Layout) -> bytes:
    """The page as a .docx; equal pages give equal bytes."""
    return render_pages([page], layout, text_of(page.subject))


def render_pages(pages: Sequence[Page], layout: Layout, title: str) -> bytes:
    """Several letters in one .docx for printing, each on a page of its own and numbered from 1."""
    text = twips(210 - layout.left_mm - layout.right_mm)
    sections = [part for page in pages for part in _sections(page, layout, text)]
    last = len(sections) - 1
    document = "".join(
        section + _section(layout, last=place == last, restart=place > 0) for place, section in enumerate(sections)
    )
    header = (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )
    return package(document, styles_xml(layout), header, title)


def _sections(page: Page, layout: Layout, text: int) -> Iterator[str]:
    """The letter and its annexes: each has pages of its own."""
    yield "".join(_letter(page, layout, text))
    for annex in page.annexes:
        yield _annex(annex, layout, text)


def _letter(page: Page, layout: Layout, text: int) -> Iterator[str]:
    if page.drafts:
        yield _draft(page.drafts)
    yield _head(page, layout, text)
    if page.title:
        yield paragraph(plain(page.title), "CVAnnexTitle", '<w:spacing w:before="240"/>')
        yield paragraph(page.subject, "CVAnnexTitle", '<w:spacing w:after="240"/>')
    else:
        yield from _addressees(page.addressees, layout)
    last = len(page.body) - 1
    for place, one in enumerate(page.body):
        words = fill("{words}./.", words=_without_stop(one.words)) if place == last and not page.title else one.words
        # The last paragraph goes with the signature, so that no page holds the signature alone.
        yield paragraph(words, "CVTitle" if one.title else "CVBody", _KEEP_WITH_SIGNATURE if place == last else "")
    for grid in page.grids:  # two tables without a paragraph between them are one in Word
        yield _grid(grid, text) + paragraph((), "CVBody")
    yield _foot(page, layout, text)


def _draft(reasons: Sequence[str]) -> str:
    """The red line at the top; taken out by the person who has mended what it says."""
    look = '<w:rPr><w:b/><w:bCs/><w:color w:val="FF0000"/></w:rPr>'
    words = f'<w:r>{look}<w:t xml:space="preserve">{escape(DRAFT + "; ".join(reasons))}.</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="CVDraft"/></w:pPr>{words}</w:p>'


def _without_stop(words: Rich) -> Rich:
    """The words without their last full stop: "./." takes its place."""
    if not words:
        return words
    end = words[-1]
    return (*words[:-1], replace(end, text=end.text.rstrip().removesuffix("./.").rstrip(".")))


def _head(page: Page, layout: Layout, text: int) -> str:
    left = round(text * layout.head_left)
    right = text - left
    names = [line_length(text_of(line).upper(), layout.issuer_pt, True) for line in page.issuer]
    mark = round(min(names[-1] * 20, left) * layout.issuer_rule)
    motto = round(line_length(MOTTO, layout.motto_pt, True) * 20)
    sender = paragraph(plain(page.superior.upper()), "CVSuperior") if page.superior else ""
    sender += "".join(paragraph(line, "CVIssuer") for line in page.issuer)
    nation = paragraph(plain(NATION), "CVNation") + paragraph(plain(MOTTO), "CVMotto")
    upper = row(
        [
            cell(left, sender + rule(left - 2 * _HEAD_MARGIN, mark)),
            cell(right, nation + rule(right - 2 * _HEAD_MARGIN, motto)),
        ]
    )
    about = paragraph(page.number, "CVNumber")
    about += "" if page.title else paragraph(fill("V/v {words}", words=page.subject), "CVSubject")
    lower = row([cell(left, about), cell(right, paragraph(page.place_and_date, "CVPlace"))])
    return table((left, right), (upper, lower), borders=False, margin=_HEAD_MARGIN)


def _addressees(names: Sequence[str], layout: Layout) -> Iterator[str]:
    """Điểm d khoản 9: one name in the line of "Kính gửi"; several each in a line, their dashes below the colon."""
    if len(names) == 1:
        to = known_or_blank(names[0], NO_ADDRESSEE)
        yield paragraph(fill("Kính gửi: {to}", to=to), "CVTo")
        return
    start = twips(35)  # where Mẫu 1.5 begins the words
    dash = start + round(line_length("Kính gửi", layout.addressee_pt, False) * 20)
    hang = round(line_length("- ", layout.addressee_pt, False) * 20)
    yield paragraph(
        plain("Kính gửi:"), "CVToMany", f'<w:keepNext/><w:spacing w:before="240"/><w:ind w:left="{start}"/>'
    )
    for place, name in enumerate(names, 1):
        last = place == len(names)
        gap = '<w:spacing w:after="240"/>' if last else ""
        indent = f'<w:ind w:left="{dash + hang}" w:hanging="{hang}"/>'
        yield paragraph(plain(f"- {name}{'.' if last else ';'}"), "CVToMany", gap + indent)


def _foot(page: Page, layout: Layout, text: int) -> str:
    left = round(text * layout.foot_left)
    listed = paragraph(plain("Nơi nhận:"), "CVRecipientsHead")
    listed += "".join(paragraph(fill("- {line}", line=line), "CVRecipients") for line in page.recipients)
    signed = "".join(paragraph(line, "CVPosition") for line in page.authority) + paragraph(page.name, "CVName")
    block = row([cell(left, listed), cell(text - left, signed)], whole=True)
    return table((left, text - left), [block], borders=False, margin=_HEAD_MARGIN)


def _annex(annex: Annex, layout: Layout, text: int) -> str:
    grids = "".join(_grid(grid, text) for grid in annex.grids)
    return (
        paragraph(plain(annex.name), "CVAnnex")
        + paragraph(plain(annex.title.upper()), "CVAnnexTitle")
        + paragraph(annex.note, "CVAnnexNote")
        + rule(text, twips(40))
        + grids
    )


def _grid(grid: Grid, text: int) -> str:
    widths = [round(text * share / sum(grid.shares)) for share in grid.shares]
    widths[1] += text - sum(widths)
    heads = row(
        [
            cell(width, paragraph(bold(plain(head)), "CVCellCentred"), '<w:vAlign w:val="center"/>')
            for width, head in zip(widths, grid.heads, strict=True)
        ],
        whole=True,
        head=True,
    )
    rows = [
        row(
            [
                cell(width, _lines(words, place == 0))
                for place, (width, words) in enumerate(zip(widths, line, strict=True))
            ],
            whole=max(len(text_of(words)) for words in line) <= _LONGEST_WHOLE_ROW,
        )
        for line in grid.rows
    ]
    title = paragraph(plain(grid.heading), "CVTitle", '<w:spacing w:before="200"/>') if grid.heading else ""
    return title + table(widths, [heads, *rows], borders=True, margin=_TABLE_MARGIN)


def _lines(words: Rich, centred: bool) -> str:
    """The paragraphs of a cell: a line feed begins a new one."""
    style = "CVCellCentred" if centred else "CVCell"
    if not any("\n" in piece.text for piece in words):
        return paragraph(words, style)
    lines: list[list[Piece]] = [[]]
    for piece in words:
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines.extend([replace(piece, text=other)] for other in others)
    return "".join(paragraph(tuple(line), style) for line in lines)


def _section(layout: Layout, last: bool, restart: bool = False) -> str:
    """Page setup. Between letter and annex it sits in a paragraph so low that it never opens a page of its own."""
    start = '<w:pgNumType w:start="1"/>' if restart else ""
    top, right, bottom, left, head = map(
        twips, (layout.top_mm, layout.right_mm, layout.bottom_mm, layout.left_mm, layout.header_mm)
    )
    properties = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{head}" '
        f'w:footer="{head}" w:gutter="0"/>{start}<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )
    low = f'<w:p><w:pPr><w:pStyle w:val="CVLow"/>{"" if last else properties}</w:pPr></w:p>'
    return low + (properties if last else "")
