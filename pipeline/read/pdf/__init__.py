"""A PDF as it is: its text layer by where letters stand, its tables by their lines, its pictures by OCR.

In: the bytes of a PDF. Out: a Document, with a notice for each page that is blank, a picture or may be stamped.
Door: ``read_pdf``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.messages import PipelineError
from pipeline.model import Document, Notice, Source
from pipeline.read.legacy import decode, guess_font
from pipeline.read.limits import check_count
from pipeline.read.pdf.build import Builder, PdfSheet
from pipeline.read.pdf.letters import Page, read_letters
from pipeline.read.pdf.lines import PAGE_NUMBER, running_heads
from pipeline.read.pdf.rows import Row
from pipeline.read.pdf.sheet import sheet_of

PAGES, LETTERS = 500, 3_000_000
_SCANNED = 40  # letters below which a page with a large picture has no text of its own
_PICTURE, _CURVES = 0.3, 400


def read_pdf(content: bytes, source: Source) -> Document:
    """The Document of a PDF. Raises E110 (password), E130 (no library), E131 (scan, no OCR), E132 (broken), E133."""
    try:
        import pypdfium2
    except ImportError as error:
        raise PipelineError("E130", source.name) from error
    try:
        pdf = pypdfium2.PdfDocument(content)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        raise PipelineError("E110" if "assword" in str(error) else "E132", source.name) from error
    if count > PAGES:
        raise PipelineError("E112", source.name, what="số trang", size=str(count), limit=str(PAGES))
    try:
        return _PdfReading(pdf, source).document()
    except pypdfium2.PdfiumError as error:
        raise PipelineError("E132", source.name) from error
    finally:
        pdf.close()


class _PdfReading:
    """One PDF as it is read: its sheets, which of its pages are blank or pictures."""

    def __init__(self, pdf: Any, source: Source) -> None:
        self._pdf, self._source = pdf, source
        self._sheets: list[PdfSheet] = []
        self._blank: list[int] = []
        self._pictures: list[int] = []
        self._thin: list[int] = []
        self._mended: list[tuple[int, str, str]] = []
        self._letters = 0

    def document(self) -> Document:
        """Text of all pages, then what only a picture shows, then blocks."""
        for number in range(1, len(self._pdf) + 1):
            self._sheets.append(self._sheet(number))
        if self._pictures:
            self._recognise()
        rows = [[item for item in sheet.items if isinstance(item, Row)] for sheet in self._sheets]
        heads, old = running_heads(rows), self._guess(rows)
        builder = Builder(self._source.name)
        for sheet in self._sheets:
            kept = [item for item in sheet.items if not isinstance(item, Row) or item not in heads]
            sheet.items = [_decoded(item, old) if old and isinstance(item, Row) else item for item in kept]
            builder.add(sheet)
        builder.end()
        converted = sum(row.old or bool(old) for page in rows for row in page)
        heads_text = tuple(dict.fromkeys(row.text for row in sorted(heads) if not PAGE_NUMBER.fullmatch(row.text)))
        notices = (*self._notices(converted, any(rows)), *builder.notices)
        return Document(self._source, tuple(builder.blocks), tuple(builder.tables), notices, heads_text)

    def _sheet(self, number: int) -> PdfSheet:
        page = _with_stamps(self._pdf, number - 1)
        letters = read_letters(page)
        page.close()
        inked = sum(bool(letter.text.strip()) for letter in letters.letters)
        self._letters += inked
        check_count(self._letters, LETTERS, "số chữ", self._source.name)
        if inked < _SCANNED and (letters.covered > _PICTURE or letters.curves > _CURVES):
            self._pictures.append(number)
        elif not inked:
            (self._thin if letters.pictures or letters.curves else self._blank).append(number)
        elif number == 1 and _may_be_stamped(letters):
            self._thin.append(number)
        return PdfSheet(number, sheet_of(letters))

    def _guess(self, rows: list[list[Row]]) -> str | None:
        """The old font that the whole text must be typed in although no font's name says so."""
        if any(row.old for page in rows for row in page):
            return None
        return guess_font("\n".join(row.text for page in rows for row in page))

    def _recognise(self) -> None:
        from pipeline.read.pdf.ocr import can_recognise, recognise

        if can_recognise():
            texts = recognise(self._pdf, self._pictures, self._source.name)
            for number, (lines, mended) in texts.items():
                sheet = self._sheets[number - 1]
                sheet.recognised, sheet.items = lines, []
                self._mended = [*self._mended, *((number, *pair) for pair in mended)]
            self._pictures = []
        elif len(self._pictures) + len(self._blank) == len(self._sheets):
            raise PipelineError("E131", self._source.name)

    def _notices(self, converted: int, layer: bool) -> Iterator[Notice]:
        if layer:
            yield Notice("W409")
        if converted:
            yield Notice("W404", facts={"count": str(converted)})
        for code, pages in (("W486", self._blank), ("W487", self._pictures), ("W488", self._thin)):
            if pages:
                yield Notice(code, facts={"pages": ", ".join(map(str, pages))}, place=f"trang {pages[0]}")
        for number, typed, shown in self._mended:
            yield Notice("W489", quote=typed, facts={"shown": shown}, place=f"trang {number}")


def _decoded(row: Row, font: str) -> Row:
    return row._replace(text=decode(row.text, font))


def _with_stamps(pdf: Any, index: int) -> Any:
    """A page with what was put on it afterwards (form fields, typed notes, stamps) made part of its text."""
    import pypdfium2.raw as pdfium

    page = pdf[index]
    count = pdfium.FPDFPage_GetAnnotCount(page)
    kinds = set()
    for n in range(min(count, 200)):
        note = pdfium.FPDFPage_GetAnnot(page, n)
        kinds.add(pdfium.FPDFAnnot_GetSubtype(note))
        pdfium.FPDFPage_CloseAnnot(note)
    if not kinds & {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}:
        return page
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        return pdf[index]
    return page


def _may_be_stamped(page: Page) -> bool:
    """Whether small pictures stand among the words at the top: a number or date may be stamped as one."""
    top = max((letter.base for letter in page.letters), default=0.0)
    letters = [letter for letter in page.letters if letter.base > top - 120]
    return any(
        10 < box.right - box.left < 160
        and 5 < box.top - box.bottom < 30
        and any(abs(letter.base - box.bottom) < 12 and -60 < box.left - letter.right < 60 for letter in letters)
        for box in page.pictures
    )
