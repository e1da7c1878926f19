"""WordprocessingML in strings: runs, paragraphs, tables, and the parts of a .docx.

Elements stand in the order of the Open XML schema (ISO/IEC 29500-1, 17.3 and 17.4), because Word calls a file with
another order damaged. Lengths are twips (1/20 of a point), sizes of letters points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from pipeline.write.office.rich import Piece, Rich
from pipeline.write.office.zip_bytes import zip_bytes

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# XML 1.0 allows no other control characters, no lone surrogate, and not these two.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("(\t|\r\n|[\n\r\x0b\x0c])")


def twips(mm: float) -> int:
    """Millimetres as twips, rounded."""
    return round(mm * 1440 / 25.4)


def escape(text: str) -> str:
    """Text that may stand between tags; characters that XML forbids are no words, and become a space."""
    return _FORBIDDEN.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(piece: Piece) -> str:
    """One run; a tab stays a tab, a line break a break, and a blank is highlighted in yellow."""
    marks = "<w:b/><w:bCs/>" * piece.bold + "<w:i/><w:iCs/>" * piece.italic
    marks += '<w:highlight w:val="yellow"/>' if piece.blank else ""
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{_words(piece.text)}</w:r>"


def _words(text: str) -> str:
    parts = _BREAKS.split(text)
    return "".join(
        ("<w:tab/>" if part == "\t" else "<w:br/>")
        if _BREAKS.fullmatch(part)
        else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in parts
        if part
    )


def paragraph(rich: Rich, style: str, properties: str = "") -> str:
    """A paragraph of ``style``; ``properties`` follow the style's name in w:pPr and are in schema order.

    Neighbouring pieces of one look become one run, so that a person can search and edit the words.
    """
    looks = groupby(rich, key=lambda piece: (bool(piece.blank), piece.bold, piece.italic))
    merged = (list(pieces) for _, pieces in looks)
    runs = "".join(run(_joined(first, more) if more else first) for first, *more in merged)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _joined(first: Piece, more: Sequence[Piece]) -> Piece:
    return replace(first, text=first.text + "".join(one.text for one in more))


def rule(width: int, length: int) -> str:
    """A line of ``length`` in the middle of a column of ``width``: the top border of a low paragraph, indented on both
    sides."""
    side = max(0, (width - length) // 2)
    return paragraph((), "CVRule", f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')


def cell(width: int, content: str, properties: str = "") -> str:
    """A table cell; a cell without a paragraph would be damaged, so one is put in."""
    empty = '<w:p><w:pPr><w:pStyle w:val="CVCell"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content or empty}</w:tc>'


def table(widths: Sequence[int], rows: Sequence[str], borders: bool, margin: int) -> str:
    """A table of fixed column widths; ``margin`` is the space left and right inside every cell."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{f'<w:tblBorders>{sides}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Sequence[str], whole: bool = False, head: bool = False) -> str:
    """A row; ``whole`` keeps it on one page, ``head`` repeats it on every page."""
    properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * head
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def package(document: str, styles: str, header: str, title: str) -> bytes:
    """The .docx: ``document`` is the content of w:body, ``header`` of the page head; equal input gives equal bytes."""
    parts = _fixed_parts() | {
        "word/document.xml": f"{_DECLARATION}<w:document {NAMESPACES}><w:body>{document}</w:body></w:document>",
        "word/styles.xml": _DECLARATION + styles,
        "word/header1.xml": f"{_DECLARATION}<w:hdr {NAMESPACES}>{header}</w:hdr>",
        "docProps/core.xml": _core(title),
    }
    return zip_bytes({name: text.encode("utf-8") for name, text in parts.items()})


def _core(title: str) -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


@lru_cache(maxsize=1)
def _fixed_parts() -> dict[str, str]:
    """Parts that are the same in every letter, in the order in which Word writes them."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/styles.xml": f"{_TYPES}.styles+xml",
        "/word/settings.xml": f"{_TYPES}.settings+xml",
        "/word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "/word/header1.xml": f"{_TYPES}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(
            (f"{office}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{office}/styles", "styles.xml"),
            (f"{office}/settings", "settings.xml"),
            (f"{office}/fontTable", "fontTable.xml"),
            (f"{office}/header", "header1.xml"),
        ),
        "word/settings.xml": f'{_DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="14"/>'
        "</w:compat></w:settings>",
        "word/fontTable.xml": f'{_DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="Times New Roman">'
        '<w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>',
    }


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
