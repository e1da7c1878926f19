"""What stands in a letter's .docx where the gate looks: number, day, addressees, yellow places, the red line.

A letter may have been edited in Word, so runs can be cut anywhere; places are found by the words of the paragraph.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from lxml import etree

from pipeline.messages import PipelineError
from pipeline.write.letter.page import DRAFT
from pipeline.write.office.wordml import MAIN
from pipeline.write.office.zip_bytes import zip_bytes

W = f"{{{MAIN}}}"
_BODY = "word/document.xml"
_LARGEST = 100_000_000  # bytes of the body: a letter has some thousands
_GAP = " \u00a0\t\n.…_"  # what a person or the program leaves where a number is to come
_DAY_PLACE = r"ngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)năm(?P<year>[\s\d.…_]*)"
_HEAD_NUMBER = re.compile(r"^\s*Số\s*:(?P<number>[^/]*)/(?P<symbol>.*)$", re.DOTALL)
_HEAD_DAY = re.compile(rf"^[^:]*,\s*{_DAY_PLACE}$")
_NOTE = re.compile(rf"^\s*\(Kèm theo Công văn số(?P<number>[^/]*)/(?P<symbol>.*?){_DAY_PLACE}", re.DOTALL)
_PLACES = (_HEAD_NUMBER, _HEAD_DAY, _NOTE)
_SLOTS = ("number", "day", "month", "year")


@dataclass(frozen=True, slots=True)
class Face:
    """``number`` is the figures before the sign ("" where blank), ``day`` the letter's day (None where blank or
    unreadable), ``day_written`` whether anything stands there; ``yellow`` the words of other yellow places, in their
    order; ``addressees`` the names behind "Kính gửi"; ``red`` what the red line at the top says."""

    number: str = ""
    symbol: str = ""
    day: date | None = None
    day_written: bool = False
    yellow: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    red: str = ""


def read_face(content: bytes, where: str) -> Face:
    """The face of a letter. Raises PipelineError E317 where it is no .docx."""
    paragraphs = [_Paragraph(one) for one in _tree(content, where)[1].iter(f"{W}p")]
    number = next((found for one in paragraphs if (found := _HEAD_NUMBER.match(one.text))), None)
    day = next((found for one in paragraphs if (found := _HEAD_DAY.match(one.text))), None)
    return Face(
        number=_bare(number["number"]) if number else "",
        symbol=" ".join(number["symbol"].split()) if number else "",
        day=_day(day) if day else None,
        day_written=bool(day and (_bare(day["day"]) or _bare(day["month"]))),
        yellow=tuple(words for one in paragraphs for words in one.yellow_elsewhere()),
        addressees=tuple(_addressees([one.text for one in paragraphs])),
        red=next((one.text for one in paragraphs if one.text.startswith(DRAFT.strip())), ""),
    )


def filled(content: bytes, number: str, day: date, where: str) -> bytes:
    """The letter with number and day in their blanks, everywhere they are asked for; what a person wrote stays."""
    parts, tree = _tree(content, where)
    values = {"number": number, "day": f"{day.day:02d}", "month": _month(day), "year": str(day.year)}
    for element in tree.iter(f"{W}p"):
        _Paragraph(element).fill(values)
    parts[_BODY] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zip_bytes(parts)


def _month(day: date) -> str:
    """January and February have a leading 0, the others none (điểm b khoản 4 Mục II Phần I Phụ lục I)."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def _tree(content: bytes, where: str) -> tuple[dict[str, bytes], etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if archive.getinfo(_BODY).file_size > _LARGEST:
                raise ValueError("văn bản quá lớn")
            parts = {name: archive.read(name) for name in archive.namelist()}
        return parts, etree.fromstring(parts[_BODY], parser)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError) as error:
        raise PipelineError("E317", where, reason=str(error)) from None


class _Paragraph:
    """The texts of one paragraph with their offsets."""

    def __init__(self, element: etree._Element) -> None:
        self.texts: list[tuple[int, etree._Element, bool]] = []  # offset, w:t, whether it is yellow
        found = ""
        for run in element.iter(f"{W}r"):
            look = run.find(f"{W}rPr/{W}highlight")
            yellow = look is not None and look.get(f"{W}val") == "yellow"
            for child in run:
                if child.tag == f"{W}t":
                    self.texts.append((len(found), child, yellow))
                    found += child.text or ""
                elif child.tag in (f"{W}tab", f"{W}br"):
                    found += "\n"
        self.text = found

    def slots(self) -> Iterator[tuple[str, int, int]]:
        """Name, start and end of each place for number and day."""
        for pattern in _PLACES:
            if match := pattern.match(self.text):
                yield from ((name, *match.span(name)) for name in _SLOTS if name in pattern.groupindex)

    def yellow_elsewhere(self) -> Iterator[str]:
        """The words of yellow places that are not for number and day; neighbouring runs are one."""
        held = [(start, end) for _, start, end in self.slots()]
        end = -1
        words = ""
        for at, element, yellow in self.texts:
            text = element.text or ""
            if not yellow or not text or any(s <= at and at + len(text) <= e for s, e in held):
                continue
            if words and at != end:
                yield words.strip()
                words = ""
            words, end = words + text, at + len(text)
        if words:
            yield words.strip()

    def fill(self, values: dict[str, str]) -> None:
        """Put the values into the slots that are empty, and take the yellow off all of them."""
        for name, start, end in sorted(self.slots(), key=lambda one: -one[1]):
            within = [one for one in self.texts if one[0] < end and start < one[0] + len(one[1].text or "")]
            if not _bare(self.text[start:end], name):
                self._put(within, start, end, values[name])
            for _, element, yellow in within:
                if yellow:
                    _plain(element)

    def _put(self, within: list[tuple[int, etree._Element, bool]], start: int, end: int, value: str) -> None:
        """The value in the place of the yellow runs, else of all that stands between the words around."""
        marked = [one for one in within if one[2] and start <= one[0]]
        if not marked:
            before = " " if not self.text[start:end].startswith("\u00a0") or start == 0 else ""
            value = f"{before}{value}" + (" " if re.match(r"\w", self.text[end:]) else "")
        for place, (at, element, _) in enumerate(marked or within):
            text = element.text or ""
            first, last = max(start - at, 0), min(end - at, len(text))
            element.text = text[:first] + (value if place == 0 else "") + text[last:]
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _plain(text: etree._Element) -> None:
    """Take the yellow off the run of a text."""
    run = text.getparent()
    look = run.find(f"{W}rPr") if run is not None else None
    if look is not None:
        for mark in look.findall(f"{W}highlight"):
            look.remove(mark)


def _bare(words: str, name: str = "") -> str:
    """What a person wrote in a place; "20…" of a year is no year."""
    bare = words.strip(_GAP)
    return "" if name == "year" and not re.fullmatch(r"\d{4}", bare) else bare


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(_bare(match[name])) for name in ("year", "month", "day")))
    except ValueError:
        return None


def _addressees(texts: list[str]) -> Iterator[str]:
    """The names behind "Kính gửi": in its line, or one a line below it."""
    at = next((n for n, text in enumerate(texts) if re.match(r"\s*Kính gửi\s*:", text)), None)
    if at is None:
        return
    first = texts[at].partition(":")[2].strip(f"{_GAP};")
    if first:
        yield first
        return
    for text in texts[at + 1 :]:
        if not text.lstrip().startswith("-"):
            return
        name = text.strip(f" -;{_GAP}")
        if name:
            yield name
