"""An office's own .docx as template of the letters: fields in double braces are filled, all else stays as it was made.

Fields inside a paragraph: ``{{co_quan_chu_quan}}``, ``{{co_quan_ban_hanh}}``, ``{{so_ky_hieu}}``,
``{{dia_danh_ngay}}``, ``{{trich_yeu}}``. A paragraph that holds only one of ``{{kinh_gui}}``, ``{{noi_dung}}``,
``{{chuc_vu}}``, ``{{ho_ten}}``, ``{{noi_nhan}}`` is repeated for every line. A table row that holds ``{{nhiem_vu}}`` is
repeated for every task; in it also ``{{stt}}``, ``{{can_cu}}``, ``{{vai_tro}}``, ``{{chu_tri}}``, ``{{phoi_hop}}``,
``{{thoi_han}}``, ``{{san_pham}}``. With such a row ``{{mo_dau}}`` and ``{{ket_thuc}}`` replace ``{{noi_dung}}``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, fields
from io import BytesIO

from lxml import etree

from pipeline.messages import PipelineError
from pipeline.write.letter.annex import TaskRow
from pipeline.write.letter.duties import Duties
from pipeline.write.letter.letters import Letter
from pipeline.write.letter.page import Page
from pipeline.write.office.rich import Piece, Rich, fill, join, plain, text_of
from pipeline.write.office.wordml import MAIN
from pipeline.write.office.zip_bytes import zip_bytes

W = f"{{{MAIN}}}"
_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_SETTINGS = "word/settings.xml"
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*?(?:/>|>\s*</w:attachedTemplate>)")
_ATTACHED_LINK = re.compile(rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*?(?:/>|>\s*</Relationship>)")
_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
ROW_FIELDS = tuple(one.name for one in fields(TaskRow))
TEXT_FIELDS = ("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "trich_yeu")
LINE_FIELDS = ("kinh_gui", "noi_dung", "mo_dau", "ket_thuc", "chuc_vu", "ho_ten", "noi_nhan")
Lines = Sequence[Rich]


class Template:
    """A template, read and checked once, filled for every letter."""

    def __init__(self, content: bytes, name: str, addressed: bool = True) -> None:
        """A form of letters; of a list where nobody is ``addressed``. Raises PipelineError E312 (unknown field), E313
        (a field is missing), E314 (no .docx)."""
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._parts = _unlinked({one: archive.read(one) for one in archive.namelist()})
            self._trees = {one: etree.fromstring(raw) for one, raw in self._parts.items() if _PARTS.fullmatch(one)}
        except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            raise PipelineError("E314", name, reason=str(error)) from None
        if "word/document.xml" not in self._trees:
            raise PipelineError("E314", name, reason="không có word/document.xml")
        _check_fields({one for tree in self._trees.values() for one in _fields(tree)}, name, addressed)

    def render(self, letter: Letter | Duties) -> bytes:
        """The letter or list in the office's own form; it must have been planned with ``for_template``."""
        values = _values(letter.page)
        parts = dict(self._parts)
        for name, tree in self._trees.items():
            filled = deepcopy(tree)
            _fill_rows(filled, letter.rows)
            _fill_lines(filled, values)
            parts[name] = etree.tostring(filled, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zip_bytes(parts)


def _unlinked(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without the link to the template that the form was made from: it lies on another machine, and Word asks
    for it."""
    parts = dict(parts)
    for name, linked in ((_SETTINGS, _ATTACHED), (f"word/_rels/{_SETTINGS.split('/')[1]}.rels", _ATTACHED_LINK)):
        if name in parts:
            parts[name] = linked.sub(b"", parts[name])
    return parts


def _check_fields(used: set[str], name: str, addressed: bool) -> None:
    known = (*TEXT_FIELDS, *LINE_FIELDS, *ROW_FIELDS)
    for field in sorted(used):
        if field not in known:
            raise PipelineError("E312", name, field=field, known=", ".join(known))
    tasks = "noi_dung" if "nhiem_vu" not in used else "nhiem_vu"
    for field in ("kinh_gui", tasks) if addressed else (tasks,):
        if field not in used:
            raise PipelineError("E313", name, field=field)


def _fields(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(f"{W}p"):
        yield from _FIELD.findall(_text(paragraph))


def _values(page: Page) -> Mapping[str, Lines]:
    """What every field says, as lines; fields inside a paragraph have one."""
    addressees = [f"Kính gửi: {one}" for one in page.addressees[:1]]
    if len(page.addressees) > 1:
        ends = [*";" * (len(page.addressees) - 1), "."]
        addressees = ["Kính gửi:", *(f"- {one}{end}" for one, end in zip(page.addressees, ends, strict=True))]
    return {
        "co_quan_chu_quan": [plain(page.superior)],
        "co_quan_ban_hanh": [join(list(page.issuer), "\n")],
        "so_ky_hieu": [page.number],
        "dia_danh_ngay": [page.place_and_date],
        "trich_yeu": [page.subject],
        "kinh_gui": [plain(one) for one in addressees],
        "noi_dung": _ended([one.words for one in page.body]),
        "mo_dau": [page.body[0].words],
        "ket_thuc": _ended([one.words for one in page.body[1:] if not one.listed]),
        "chuc_vu": page.authority,
        "ho_ten": [page.name],
        "noi_nhan": [fill("- {line}", line=line) for line in page.recipients],
    }


def _ended(lines: list[Rich]) -> list[Rich]:
    """The last line with "./." at its end."""
    if not lines:
        return lines
    *before, last = lines
    return [*before, plain(f"{text_of(last).rstrip('./')}./.")]


def _fill_rows(tree: etree._Element, rows: Sequence[TaskRow]) -> None:
    """Repeat every table row that holds ``{{nhiem_vu}}`` for each task."""
    for model in [row for row in tree.iter(f"{W}tr") if "nhiem_vu" in _FIELD.findall(_text(row))]:
        for one in rows:
            copy = deepcopy(model)
            for paragraph in list(copy.iter(f"{W}p")):
                _replace(paragraph, {name: plain(value) for name, value in asdict(one).items()}.get)
            model.addprevious(copy)
        _remove(model)


def _fill_lines(tree: etree._Element, values: Mapping[str, Lines]) -> None:
    for paragraph in list(tree.iter(f"{W}p")):
        alone = _FIELD.fullmatch(_text(paragraph).strip())
        if alone and alone.group(1) in values:
            for line in values[alone.group(1)]:
                copy = deepcopy(paragraph)
                _replace(copy, {alone.group(1): line}.get)
                paragraph.addprevious(copy)
            if values[alone.group(1)]:
                _remove(paragraph)
        else:
            _replace(paragraph, lambda name: join(list(values[name]), " ") if name in values else None)


def _replace(paragraph: etree._Element, value: Callable[[str], Rich | None]) -> None:
    """Put values in the place of fields; a field that Word cut over several runs takes the look of its first run."""
    _part_runs(paragraph)
    while True:
        runs = [(run, _text(run)) for run in paragraph.iter(f"{W}r")]
        whole = "".join(text for _, text in runs)
        match = next((one for one in _FIELD.finditer(whole) if value(one.group(1)) is not None), None)
        if match is None:
            return
        at = 0
        for run, text in runs:
            start, end = max(match.start() - at, 0), min(match.end() - at, len(text))
            if start < end:
                first = at + start == match.start()
                words = (value(match.group(1)) or ()) if first else ()
                _put(run, (*plain(text[:start]), *words, *plain(text[end:])))
            at += len(text)


def _part_runs(paragraph: etree._Element) -> None:
    """Give every tab, break, drawing and text a run of its own, so that filling a field touches nothing beside it."""
    for run in list(paragraph.iter(f"{W}r")):
        look, contents = run.find(f"{W}rPr"), [one for one in run if one.tag != f"{W}rPr"]
        for content in contents[1:]:
            part = etree.Element(f"{W}r")
            part.extend([*([deepcopy(look)] if look is not None else []), content])
            parent = run.getparent()
            if parent is not None:
                parent.insert(parent.index(run) + contents.index(content), part)


def _put(run: etree._Element, pieces: Rich) -> None:
    """Runs of ``pieces`` with the look of ``run`` in its place."""
    for piece in pieces:
        copy = etree.Element(f"{W}r")
        look = run.find(f"{W}rPr")
        if look is not None:
            copy.append(deepcopy(look))
        _mark(copy, piece)
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                etree.SubElement(copy, f"{W}br")
            words = etree.SubElement(copy, f"{W}t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addprevious(copy)
    _remove(run)


def _mark(run: etree._Element, piece: Piece) -> None:
    """Yellow for a blank; w:highlight stands before w:u and what follows it in the schema."""
    if not piece.blank:
        return
    look = run.find(f"{W}rPr")
    if look is None:
        look = etree.SubElement(run, f"{W}rPr")
    for old in look.findall(f"{W}highlight"):
        look.remove(old)
    later = ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "oMath")
    place = next((at for at, one in enumerate(look) if one.tag in [f"{W}{name}" for name in later]), len(look))
    highlight = etree.Element(f"{W}highlight")
    highlight.set(f"{W}val", "yellow")
    look.insert(place, highlight)


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
