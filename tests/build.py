"""Word documents made in code: a one-line language for WordprocessingML, and packages around it.

``p/(pPr/jc{val=center},r/t"Kế hoạch")`` is a centred paragraph: a name is an element of Word's main namespace (another
prefix is written out: ``mc:Choice``), ``{…}`` its attributes (in the element's namespace unless they have a prefix of
their own, ``:name`` for none), ``"…"`` its text, ``/`` goes down to one child, ``/(…,…)`` to several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "r": _OFFICE,
}
_DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
_TOKEN = re.compile(r'\s*([\w:.]+|"(?:[^"\\]|\\.)*"|\{[^}]*\}|[/(),])')


def xml(line: str) -> str:
    """The XML that ``line`` stands for; several elements may be separated by commas."""
    tokens = [match.group(1) for match in _TOKEN.finditer(line)]
    stream = _Stream(tokens)
    made = "".join(_elements(stream))
    assert stream.peek() == "", f"{line}: left over from {stream.peek()}"
    return made


class _Stream:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]


def _elements(stream: _Stream) -> Iterator[str]:
    yield _element(stream)
    while stream.peek() == ",":
        stream.take()
        yield _element(stream)


def _element(stream: _Stream) -> str:
    name, attributes, inside = stream.take(), "", ""
    name = name if ":" in name else f"w:{name}"
    if stream.peek().startswith("{"):
        attributes = _attributes(stream.take()[1:-1], name.split(":")[0])
    if stream.peek().startswith('"'):
        inside = escape(stream.take()[1:-1].replace('\\"', '"'))
        attributes += ' xml:space="preserve"'
    if stream.peek() == "/":
        stream.take()
        if stream.peek() == "(":
            stream.take()
            inside = "".join(_elements(stream))
            assert stream.take() == ")"
        else:
            inside = _element(stream)
    return f"<{name}{attributes}>{inside}</{name}>"


def _attributes(text: str, prefix: str) -> str:
    pairs = [pair.split("=", 1) for pair in text.split(",")]
    names = [key[1:] if key.startswith(":") else key if ":" in key else f"{prefix}:{key}" for key, _ in pairs]
    return "".join(f" {name}={quoteattr(word)}" for name, (_, word) in zip(names, pairs, strict=True))


def root(name: str, inside: str) -> str:
    """A part's root element ``w:name`` with all namespaces declared."""
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{name} {_DECLARED}>{inside}</w:{name}>"


def docx(*lines: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx whose body holds ``lines``; ``parts`` are roots of further parts by kind, one line each.

    >>> docx('p/r/t"Kính gửi"', parts={"styles": 'style{styleId=A}'})
    """
    inner = {name: root(name, xml(line)) for name, line in (parts or {}).items()}
    return package("".join(map(xml, lines)), inner)


def package(body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx from the XML of its body, whole further parts by kind, and other files by name (which win)."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts)
    )
    contents: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(["document", *parts]),
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(links),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>").encode(),
    }
    contents |= {f"word/{kind}.xml": part.encode() for kind, part in parts.items()}
    contents |= files or {}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def _content_types(kinds: Iterable[str]) -> bytes:
    base = "application/vnd.openxmlformats-"
    types = '<Default Extension="xml" ContentType="application/xml"/>'
    types += f'<Default Extension="rels" ContentType="{base}package.relationships+xml"/>'
    for kind in kinds:
        word = f"{base}officedocument.wordprocessingml.{'document.main' if kind == 'document' else kind}+xml"
        types += f'<Override PartName="/word/{kind}.xml" ContentType="{word}"/>'
    return f'<Types xmlns="{_PACKAGE}content-types">{types}</Types>'.encode()


def _relationships(inside: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}relationships">{inside}</Relationships>'.encode()


def paragraph(text: str, number: tuple[str, int] | None = None, style: str = "") -> str:
    """The line for a paragraph of one run; ``number`` is a list's id and level."""
    properties = [f"pStyle{{val={style}}}"] if style else []
    if number:
        properties.append(f"numPr/(ilvl{{val={number[1]}}},numId{{val={number[0]}}})")
    before = f"pPr/({','.join(properties)})," if properties else ""
    quoted = text.replace('"', '\\"')
    return f'p/({before}r/t"{quoted}")'


def table(*rows: list[str]) -> str:
    """The line for a table; a cell is its text, or lines of its own where it begins with "p" or "tbl" and holds "/"."""
    made = []
    for row in rows:
        cells = [cell if cell.startswith("tc") else f"tc/({_cell(cell)})" for cell in row]
        made.append(f"tr/({','.join(cells)})")
    grid = ",".join("gridCol{w=2000}" for _ in range(max(map(len, rows))))
    return f"tbl/(tblPr/tblW{{w=0,type=auto}},tblGrid/({grid}),{','.join(made)})"


def _cell(cell: str) -> str:
    return cell if cell.startswith(("p/", "tbl/")) else paragraph(cell)


def numbering(*levels: tuple[str, str], first: int = 1, extra: str = "") -> str:
    """The line for a numbering part: list "1" whose levels are (format, text), and ``extra`` elements after it."""
    made = [
        f"lvl{{ilvl={n}}}/(start{{val={first}}},numFmt{{val={form}}},lvlText{{val={text}}})"
        for n, (form, text) in enumerate(levels)
    ]
    lists = f"abstractNum{{abstractNumId=0}}/({','.join(made)}),num{{numId=1}}/abstractNumId{{val=0}}"
    return f"{lists},{extra}" if extra else lists


Words = tuple[float, float, str] | tuple[float, float, str, float]


def pdf(
    *pages: Sequence[Words], font: str = "Courier", attributes: str = "", drawn: str = "", codes: str = ""
) -> bytes:
    """A PDF whose pages hold (x, y, words, size or 12) in points; letters get own codes and a table to Unicode.

    A letter is 0.6 of its size wide. A page without words is what a scanner makes of it: a picture (here a grey one).
    ``attributes`` go into each page's dictionary, ``drawn`` into its content; with ``codes`` (an encoding of one byte)
    letters keep their own codes and there is no table back, as in files of old programs.
    """
    letters = sorted({letter for page in pages for item in page for letter in item[2]})
    assert len(letters) < 220
    numbers = {letter: letter.encode(codes)[0] if codes else 33 + n for n, letter in enumerate(letters)}
    mapping = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in numbers.items())
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    cmap += f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(numbers)} beginbfchar\n{mapping}\nendbfchar\n"
    cmap += "endcmap end end"
    widths = " ".join(["600"] * 223)
    back = "/Encoding/WinAnsiEncoding" if codes else "/ToUnicode 4 0 R"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/{font}/FirstChar 33/LastChar 255/Widths[{widths}]{back}>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    for n, page in enumerate(pages):
        lines = "".join(
            f"BT /F {item[3] if len(item) > 3 else 12} Tf {item[0]} {item[1]} Td "
            f"<{''.join(f'{numbers[letter]:02x}' for letter in item[2])}> Tj ET\n"
            for item in page
        )
        lines = (lines or "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q") + drawn
        box = "" if "MediaBox" in attributes else "/MediaBox[0 0 595 842]"
        resources = "/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}{resources}/Contents {6 + 2 * n} 0 R{attributes}>>")
        objects.append(f"<</Length {len(lines)}>>stream\n{lines}\nendstream")
    out, offsets = "%PDF-1.4\n", []
    for n, made in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{made}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table_at}\n%%EOF\n"
    return out.encode("latin-1")


# name: (what stands in a paragraph between "trước " and " sau", what is read there)
INLINE = {
    "run": ('r/t"chữ"', "chữ"),
    "insertion": ('ins/r/t"thêm"', "thêm"),
    "move in": ('moveTo/r/t"chuyển"', "chuyển"),
    "deletion": ('del/r/delText"bỏ"', ""),
    "deletion with live text": ('del/r/t"bỏ"', ""),
    "move out": ('moveFrom/r/t"cũ"', ""),
    "content control": ('sdt/(sdtPr/text,sdtContent/r/t"ô nhập")', "ô nhập"),
    "smart tag": ('smartTag/r/t"Hà Nội"', "Hà Nội"),
    "custom xml": ('customXml/r/t"thẻ"', "thẻ"),
    "simple field": ('fldSimple{instr=PAGE}/r/t"12"', "12"),
    "complex field": (
        'r/fldChar{fldCharType=begin},r/instrText"DATE",r/fldChar{fldCharType=separate},r/t"ngày 5",'
        "r/fldChar{fldCharType=end}",
        "ngày 5",
    ),
    "hyperlink": ('hyperlink/r/t"liên kết"', "liên kết"),
    "alternative": ('r/mc:AlternateContent/(mc:Choice/t"một",mc:Fallback/t"một")', "một"),
    "empty choice": ('r/mc:AlternateContent/(mc:Choice/drawing,mc:Fallback/t"hai")', "hai"),
    "no-break hyphen": ('r/(t"30",noBreakHyphen,t"NQ")', "30-NQ"),
    "soft hyphen": ('r/(t"phối",softHyphen,t"hợp")', "phốihợp"),
    "tab": ('r/(t"a",tab,t"b")', "a b"),
    "line break": ('r/(t"a",br,t"b")', "a\nb"),
    "symbol": ("r/sym{font=Wingdings,char=F0FC}", "✓"),
    "bullet in symbol font": ('r/(rPr/rFonts{ascii=Symbol},t"\uf0b7")', "•"),
    "mathematics": ('m:oMath/m:r/m:t"x+1"', "x+1"),
    "hidden": ('r/(rPr/vanish,t"kín")', ""),
    "shown again": ('r/(rPr/vanish{val=0},t"hiện")', "hiện"),
}


def everything() -> bytes:
    """A document with each construct in a paragraph and in a cell, notes, a text box, merges, a nested table, lists."""
    lines = [
        f"p/(pPr/numPr/(ilvl{{val={n % 2}}},numId{{val=1}}),{line})" for n, (line, _) in enumerate(INLINE.values())
    ]
    box = 'r/mc:AlternateContent/(mc:Choice/drawing/wps:txbx/txbxContent/p/r/t"khung",mc:Fallback/t"khung")'
    span = "gridSpan{val=2}"
    merged = f'tr/(tc/(tcPr/({span},vMerge{{val=restart}}),p/r/t"a"),tc/p),tr/(tc/(tcPr/({span},vMerge),p),tc/p)'
    lines += [f"p/({box},r/footnoteReference{{id=1}},r/endnoteReference{{id=1}})", f"tbl/({merged})"]
    lines += [table([line, f"{table([line])},p"]) for line in lines[:-1]]
    parts = {"numbering": numbering(("decimal", "%1."), ("lowerLetter", "%1.%2)")), "header": 'p/r/t"đầu trang"'}
    parts["styles"] = (
        "style{type=paragraph,styleId=A}/(basedOn{val=A},pPr/numPr/numId{val=1},rPr/rFonts{ascii=.VnTime})"
    )
    notes = {kind: f'{kind[:-1]}{{id=1}}/p/r/t"chú thích"' for kind in ("footnotes", "endnotes")}
    return docx(*lines, paragraph("hết", style="A"), parts={**parts, **notes})
