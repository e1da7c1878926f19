"""Names of WordprocessingML (ECMA-376 part 1, §17) as lxml spells them, and two readings of attributes."""

from __future__ import annotations

from lxml.etree import _Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT_TO_TRANSITIONAL = (
    (_STRICT.encode(), _MAIN[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def w(name: str) -> str:
    """The qualified name of ``name`` in Word's main namespace."""
    return _MAIN + name


P, PPR, R, RPR, T = w("p"), w("pPr"), w("r"), w("rPr"), w("t")
TAB, BR, CR, PTAB, SYM = w("tab"), w("br"), w("cr"), w("ptab"), w("sym")
NO_BREAK_HYPHEN, FIELD_CHAR, FIELD_CODE = w("noBreakHyphen"), w("fldChar"), w("instrText")
TBL, TR, TC, TBL_PR, TR_PR, TC_PR = w("tbl"), w("tr"), w("tc"), w("tblPr"), w("trPr"), w("tcPr")
INS, DEL, MOVE_FROM, MOVE_TO, CELL_DEL = w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("cellDel")
SDT, SDT_CONTENT, CUSTOM_XML, SMART_TAG = w("sdt"), w("sdtContent"), w("customXml"), w("smartTag")
FOOTNOTE_REF, ENDNOTE_REF = w("footnoteReference"), w("endnoteReference")
TEXTBOX, VAL, STYLE, BODY = w("txbxContent"), w("val"), w("style"), w("body")
PARAGRAPH_STYLE, ALIGNMENT, LIST_ID, LIST_LEVEL = w("pStyle"), w("jc"), w("numId"), w("ilvl")
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
MATH_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWING_T = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
FIELD_SIMPLE, ALT_CHUNK, RUBY, FRAME = w("fldSimple"), w("altChunk"), w("ruby"), w("framePr")
_OFFICE_URN = "{http://schemas.openxmlformats.org/%s}"
MATH = _OFFICE_URN % "officeDocument/2006/math" + "oMath"
DIAGRAM, CHART = _OFFICE_URN % "drawingml/2006/diagram" + "relIds", _OFFICE_URN % "drawingml/2006/chart" + "chart"
TEXT_PATH, OLE = "{urn:schemas-microsoft-com:vml}textpath", "{urn:schemas-microsoft-com:office:office}OLEObject"
RELATIONSHIP = _OFFICE_URN % "officeDocument/2006/relationships"
OFF = ("0", "false", "off", "none")
RUNS = (R, MATH_T[:-1] + "r", DRAWING_T[:-1] + "r")
TEXTS = (T, MATH_T, DRAWING_T)


def value(element: _Element, name: str) -> str | None:
    """The ``w:val`` of the child ``name``; "" where the child has none, None where there is no such child."""
    child = element.find(w(name))
    return None if child is None else child.get(VAL, "")


def switch(element: _Element, name: str) -> bool | None:
    """A toggle such as ``w:b``: present without a value is on (§17.17.4); None where it is not said."""
    word = value(element, name)
    return None if word is None else word not in OFF


def number(word: str | None, default: int) -> int:
    """A whole number that a broken writer may have spelled as "12.0" or "x"."""
    try:
        return int(word or "")
    except ValueError:
        return default
