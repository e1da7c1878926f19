"""A Word file as a package of parts (ECMA-376 part 2), opened without trust.

The package is opened with zipfile and lxml directly, not with python-docx: python-docx parses every part and turns the
body into objects of its own (14,000 short paragraphs: 32 times the time of parsing), refuses .docm and packages
with a relationship to "NULL", and does not let limits be checked before inflating.
"""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element

from pipeline.messages import PipelineError
from pipeline.read import limits
from pipeline.read.word.ooxml import STRICT_TO_TRANSITIONAL

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# A declaration and the root at once, as Word writes it: no room for a document type, which stands before the root.
_PLAIN_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^<>]*\?>)?\s*<[A-Za-z_]")
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Relationship(NamedTuple):
    """Where a part points: the last word of its type ("styles", "footnotes"), a name in the package or None, its id."""

    kind: str
    target: str | None
    id: str = ""


class Package:
    """The parts of one .docx or .docm. ``where`` names the file in messages. Nothing outside is ever opened."""

    def __init__(self, content: bytes, where: str) -> None:
        self.where = where
        self._links: list[Relationship] | None = None
        self._nodes = limits.Nodes()
        try:
            self._archive = ZipFile(io.BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OverflowError, UnicodeDecodeError) as error:
            raise PipelineError("E111", where) from error
        entries = self._archive.infolist()
        limits.check_archive(entries, where)
        self._names = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}
        main = [link.target for link in self.relationships("") if link.kind == "officeDocument"]
        self.main = next((name for name in (*main, "word/document.xml") if name in self._names), "")
        if not self.main:
            raise PipelineError("E115", where)

    def read(self, name: str) -> bytes | None:
        """The inflated part, within the limits; None where the package has no such part."""
        entry = self._names.get(name)
        if entry is None:
            return None
        limits.check_part(entry, self.where)
        try:
            return self._archive.read(entry)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise PipelineError("E111", self.where) from error

    def tree(self, name: str | None) -> _Element | None:
        """The part as a tree; None where there is no such part."""
        content = None if name is None else self.read(name)
        return None if content is None else self.parse(content, name or "")

    def parse(self, content: bytes, part: str) -> _Element:
        """The content of one part as a tree, within what all parts together may be."""
        self._nodes.add(content, self.where, part)
        return parse_xml(content, self.where, part)

    def relationships(self, name: str) -> list[Relationship]:
        """What the part ``name`` ("": the package) points at inside the package; links to the outside are left out."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels").lower())
        if root is None:
            return []
        return [
            Relationship(element.get("Type", "").rsplit("/", 1)[-1], _inside(folder, target), element.get("Id", ""))
            for element in root.iterchildren(_RELATIONSHIP)
            if element.get("TargetMode") != "External" and (target := element.get("Target", ""))
        ]

    def target(self, relation: str | None) -> str | None:
        """The existing part that the main part calls by the id ``relation``."""
        if self._links is None:
            self._links = self.relationships(self.main)
        names = (link.target for link in self._links if link.id == relation and link.target in self._names)
        return next(names, None)

    def related(self, kind: str) -> list[str]:
        """The parts of one kind that the main part points at, in order, those that exist, once each."""
        if self._links is None:
            self._links = self.relationships(self.main)
        targets = dict.fromkeys(link.target for link in self._links if link.kind == kind)
        return [target for target in targets if target and target in self._names]


def _inside(folder: str, target: str) -> str | None:
    """The name of a target within the package, in lower case; None where it leads out of it."""
    target = target.replace("\\", "/")
    joined = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return None if joined.startswith("..") or not target else joined.lower()


def parse_xml(content: bytes, where: str, part: str) -> _Element:
    """A tree without entities or network. A document type is refused unseen: Word writes none, bombs need one."""
    if not _PLAIN_HEAD.match(content) and any(mark in content for mark in _DOCTYPES):
        raise PipelineError("E114", where, part=part)
    if b"purl.oclc.org/ooxml" in content:
        for strict, transitional in STRICT_TO_TRANSITIONAL:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise PipelineError("E116", where, limit=str(limits.NESTING)) from error
        raise PipelineError("E113", where, part=part) from error
