"""A report as .docx: head and foot as the decree has them, numbered parts, tables, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.write.office.rich import Rich, plain

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_TO_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the report: heads, widths in mm, rows of cells."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart (DrawingML) and its height in mm."""

    xml: bytes
    height: float


Piece = str | Sheet | Drawing


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that stands in the report; ``parts`` are (heading, pieces). Yellow pieces are what a person must fill."""

    superior: str
    issuer: tuple[Rich, ...]
    number: Rich
    place_and_date: Rich
    title: str
    opening: Rich
    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    recipients: tuple[Rich, ...]
    authority: tuple[Rich, ...]
    name: Rich


def render_report(page: ReportPage, today: date) -> bytes:
    """The .docx; equal pages of one day give equal bytes."""
    document = Document()
    _page_setup(document)
    _head(document, page)
    for text, size, bold in (("BÁO CÁO", 14, True), (page.title, 14, True)):
        _write(document.add_paragraph(), plain(text), size, bold=bold, align=_CENTRE)
    _body(document, page.opening)
    charts = 0
    for heading, pieces in page.parts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, plain(heading), 14, bold=True)
        for piece in pieces:
            if isinstance(piece, str):
                _body(document, plain(piece))
            elif isinstance(piece, Sheet):
                _table(document, piece)
            else:
                charts += 1
                _draw(document, piece, charts)
    _foot(document, page)
    return _saved(document, today)


def _page_setup(document: Docx) -> None:
    """A4 upright, margins and font of the decree (Phụ lục I, Phần I, Mục I); page numbers on top from page 2."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    header = section.header.paragraphs[0]
    header.alignment = _CENTRE
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    field = f'<w:fldSimple {space} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    header._p.append(parse_xml(field))


def _write(
    paragraph: Paragraph,
    words: Rich,
    size: int,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    """Words into a paragraph; blanks are yellow."""
    for piece in words:
        run = paragraph.add_run(piece.text)
        run.font.size, run.font.name = Pt(size), "Times New Roman"
        run.bold, run.italic = bold or piece.bold, italic or piece.italic
        if piece.blank:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align


def _body(document: Docx, words: Rich) -> None:
    """A paragraph of the text."""
    paragraph = document.add_paragraph()
    _write(paragraph, words, 14, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)


def _stack(cell: _Cell, lines: Sequence[tuple[Rich, int, bool, bool]], align: WD_ALIGN_PARAGRAPH | None) -> None:
    """Lines (words, size, bold, italic) one under another in a cell."""
    for number, (words, size, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, words, size, bold, italic, align)


def _pair(document: Docx, left: float, right: float) -> Table:
    """A table of two cells without borders; widths in mm."""
    table: Table = document.add_table(1, 2)
    table.autofit = False
    _set_widths(table, (left, right))
    return table


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Widths in mm, in the grid (which LibreOffice reads) and in the cells (which Word reads)."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _head(document: Docx, page: ReportPage) -> None:
    """Issuer and number on the left; nation, motto, place and date on the right."""
    left, right = _pair(document, 66, 94).rows[0].cells
    superior = [(plain(page.superior), 13, False, False)] if page.superior else []
    _stack(
        left,
        [
            *superior,
            *((line, 13, True, False) for line in page.issuer),
            (plain("———"), 8, False, False),
            (page.number, 13, False, False),
        ],
        _CENTRE,
    )
    nation, motto = plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), plain("Độc lập - Tự do - Hạnh phúc")
    rule = (plain("——————————————"), 8, False, False)
    _stack(
        right,
        [(nation, 12, True, False), (motto, 13, True, False), rule, (page.place_and_date, 13, False, True)],
        _CENTRE,
    )
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(document: Docx, page: ReportPage) -> None:
    """Recipients on the left, signature on the right."""
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = _pair(document, 70, 90).rows[0].cells
    _stack(
        left,
        [(plain("Nơi nhận:"), 12, True, True), *((plain("- ") + line, 11, False, False) for line in page.recipients)],
        None,
    )
    signed = [(line, 14, True, False) for line in page.authority]
    gap = [(plain(" "), 14, False, False)] * 4
    _stack(right, [*signed, *gap, (page.name, 14, True, False)], _CENTRE)
    document.add_paragraph().paragraph_format.space_after = Pt(0)  # Word wants a paragraph after the last table


def _table(document: Docx, sheet: Sheet) -> None:
    """A bordered table whose head is repeated on each page."""
    table = document.add_table(1, len(sheet.heads))
    table.style = "Table Grid"
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(
        parse_xml('<w:tblHeader xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
    )
    lines = (sheet.heads, *sheet.rows)
    for number, line in enumerate(lines):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for at, (cell, text) in enumerate(zip(cells, line, strict=True)):
            centred = number == 0 or at == 0 or not any(letter.isalpha() for letter in text)
            _write(cell.paragraphs[0], plain(text), 11, bold=number == 0, align=_CENTRE if centred else None)
    _set_widths(table, sheet.widths)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _draw(document: Docx, drawing: Drawing, number: int) -> None:
    """A chart across the page."""
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, drawing.xml, package)
    key = document.part.relate_to(part, _TO_CHART)
    width, height = int(Mm(160)), int(Mm(drawing.height))
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{100 + number}" name="Biểu đồ {number}"/><a:graphic><a:graphicData '
            f'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
            f'r:id="{key}"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
    )


def _saved(document: Docx, today: date) -> bytes:
    """The bytes, with the day instead of the clock."""
    properties = document.core_properties
    properties.created = properties.modified = datetime(today.year, today.month, today.day)
    properties.author, properties.last_modified_by, properties.title, properties.comments = (
        "giaoviec",
        "giaoviec",
        "Báo cáo",
        "",
    )
    first, second = BytesIO(), BytesIO()
    document.save(first)
    with ZipFile(first) as source, ZipFile(second, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return second.getvalue()
