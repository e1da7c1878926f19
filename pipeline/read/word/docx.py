"""A Word document (.docx, .docm) → Document: blocks in reading order, tables as grids, what was left out as notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from lxml import etree
from lxml.etree import _Element

from pipeline.messages import PipelineError
from pipeline.model import Block, BlockKind, Document, Notice, Source, Table
from pipeline.read.legacy import guess_font
from pipeline.read.limits import CELLS, NESTING, check_count, check_nesting
from pipeline.read.proof import prove, text_of
from pipeline.read.text import clean, clean_all
from pipeline.read.typed import split_number, split_numbers
from pipeline.read.word import ooxml as x
from pipeline.read.word import tables
from pipeline.read.word.counting import roman
from pipeline.read.word.drawn import data_relation, diagram_lines, moved
from pipeline.read.word.numbering import Numbering
from pipeline.read.word.package import Package
from pipeline.read.word.paragraph import Plain, ReadLine, occurs, words
from pipeline.read.word.story import Walker
from pipeline.read.word.styles import DocStyles

# Fonts whose letters are not what their codes say; UTF-16 is looked at run by run.
_ODD_FONTS = (
    *(b'".V', b'".v', b'"VN', b'"Vn', b'"vn', b'"Wing', b'"wing', b'"Web', b'"Symbol', b'"symbol'),
    *(b'"Monotype Sorts', b'"ZapfDingbats', b'"Marlett', b'"MT Extra'),
)
_WITHIN = " › "


Reader = Callable[[bytes, str], Document]


def _unread(content: bytes, name: str) -> Document:
    raise PipelineError("E117", name, ending="")


def read_docx(content: bytes, source: Source, read_inserted: Reader = _unread) -> Document:
    """The Document of a .docx package. Raises E110 to E116 where the file cannot be read.

    ``read_inserted`` reads files that are inserted whole (bytes, name), which may be of any kind.
    """
    package = Package(content, source.name)
    return _Reading(package, read_inserted).document(source)


class _Reading:
    """The document as it grows: blocks and tables so far, and the walker that feeds them."""

    def __init__(self, package: Package, read_inserted: Reader) -> None:
        self._package, self._read_inserted = package, read_inserted
        content = package.read(package.main) or b""
        self._root = package.parse(content, package.main)
        style_content = b"".join(package.read(name) or b"" for name in package.related("styles")[:1])
        styles = DocStyles(package.parse(style_content, "styles.xml") if style_content else None)
        numbering = Numbering(package.tree(next(iter(package.related("numbering")), None)), styles)
        self._notes = {tag: _Notes(package, kind) for tag, kind in _NOTE_PARTS.items()}
        roots = [self._root, *(notes.root for notes in self._notes.values() if notes.root is not None)]
        fonts = style_content + (content if next(self._root.iter(x.w("rFonts"), x.SYM), None) is not None else b"")
        notes = [etree.tostring(root) for root in roots[1:] if occurs([root], x.w("rFonts"))]
        odd = b":vanish" in style_content or (b":vertAlign" in style_content and b"rStyle" in content)
        odd = odd or any(font in said for font in _ODD_FONTS for said in (fonts, *notes))
        self._text = text_of(self._root)
        assumed = None if odd else guess_font(self._text)
        self._walker = Walker(roots, styles, numbering, odd, assumed)
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._covered: list[tuple[str, str]] = []
        self._others: list[Notice] = []
        self._depth = self._places = 0

    def document(self, source: Source) -> Document:
        """Read the body, then what nothing cites, and prove that no character is missing."""
        body = self._root.find(x.BODY)
        self._story(self._root if body is None else body, "paragraph", "đoạn")
        return Document(
            source,
            tuple(self._blocks),
            tuple(self._tables),
            tuple(self._all_notices()),
            tuple(_running_heads(self._package)),
        )

    def _all_notices(self) -> Iterator[Notice]:
        walker = self._walker
        if walker.tracked:
            yield Notice("W401")
        for reason, code in _DROPPED.items():
            texts = walker.dropped.get(reason)
            if texts:
                yield Notice(code, quote=clean("".join(texts)), facts={"count": str(len(texts))})
        for text, place in self._covered:
            yield Notice("W403", quote=text, place=place)
        if walker.legacy:
            yield Notice("W404", quote=clean(walker.legacy[0])[:80], facts={"count": str(len(walker.legacy))})
        if walker.counters.made:
            yield Notice("W481", facts={"count": str(walker.counters.made)})
        if walker.unknown:
            yield Notice("W484", facts={"count": str(walker.unknown)})
        yield from self._others
        cited = [element for notes in self._notes.values() for element in notes.cited]
        got = [word for block in self._blocks for word in (block.number, block.text)]
        got += [text for texts in walker.dropped.values() for text in texts]
        got += [text for text, _ in self._covered]
        got += [old for old, _ in walker.swapped]
        inserted = [*walker.inserted, *(new for _, new in walker.swapped)]
        yield from prove([self._root, *cited], self._text + "".join(map(text_of, cited)), got, inserted)

    def _story(self, story: _Element, kind: BlockKind, place: str, number: str = "") -> None:
        """All of one story as blocks; ``number`` is the one that a note shows before its first words."""
        for item in self._walker.lines(story):
            if isinstance(item, Plain) and not number:
                self._plain(item, kind, place)
            elif isinstance(item, Plain | ReadLine):
                for line in self._walker.as_lines(item):
                    here = f"{place} {line.ordinal}" if kind == "paragraph" else place
                    if line.text:
                        shown, text = (number or line.number), line.text
                        if not shown:
                            shown, text = split_number(text)
                        self._blocks.append(
                            Block(len(self._blocks), text, kind, shown, line.level, here, line.bold, line.centred)
                        )
                        number = ""
                    self._attached(line.attached, here)
            else:
                self._inserted(item)

    def _plain(self, plain: Plain, kind: BlockKind, place: str) -> None:
        """Paragraphs of nothing but text: the way of most of them, so it goes over all at once."""
        normal, texts = self._walker.normal, clean_all(plain.texts)
        bold, centred = bool(normal.bold), bool(normal.centred)
        places = [f"{place} {n}" for n in plain.ordinals] if kind == "paragraph" else [place] * len(texts)
        if not all(texts):
            places = [here for here, text in zip(places, texts, strict=True) if text]
            texts = list(filter(None, texts))
        self._blocks += [
            Block(index, text, kind, number, None, here, bold, centred)
            for index, (number, text), here in zip(count(len(self._blocks)), split_numbers(texts), places, strict=False)
        ]

    def _attached(self, attached: Sequence[_Element], place: str) -> None:
        for element in attached:
            self._depth += 1
            check_nesting(self._depth, self._package.where)
            if element.tag == x.TEXTBOX:
                self._story(element, "textbox", f"khung chữ ở {place}")
            elif element.tag in self._notes:
                note, shown = self._notes[element.tag].cite(element)
                if note is not None:
                    self._walker.inserted.append(shown)
                    self._story(note, "footnote", f"chú thích {shown or '*'} ở {place}", shown)
            else:
                self._foreign(element, place)
            self._depth -= 1

    def _foreign(self, element: _Element, place: str) -> None:
        """Words that are no text of the body: lettering and diagrams as blocks, what cannot be read as a notice."""
        if element.tag == x.TEXT_PATH:
            self._lettering([element.get("string", "")], f"chữ trang trí ở {place}")
        elif element.tag == x.DIAGRAM:
            data = self._package.tree(self._package.target(data_relation(element)))
            lines = [] if data is None else diagram_lines(data)
            self._lettering(lines, f"sơ đồ ở {place}")
            if not lines:
                self._others.append(Notice("W485", place=place))
        elif element.tag in (x.CHART, x.OLE):
            what = "biểu đồ" if element.tag == x.CHART else element.get("ProgID") or "OLE"
            self._others.append(Notice("W483", place=place, facts={"what": what}))
        else:
            self._others.append(Notice("W480", place=place, facts={"kind": self._walker.unread[element] or "trống"}))

    def _lettering(self, lines: Sequence[str], place: str) -> None:
        for line in lines:
            text = clean(line)
            self._walker.inserted.append(text)
            if text:
                self._blocks.append(Block(len(self._blocks), text, "textbox", place=place))

    def _inserted(self, element: _Element) -> None:
        """A table, or a file inserted whole (w:altChunk), read as what it is."""
        if element.tag == x.TBL:
            self._table(element)
            return
        where, place = self._package.where, f"tệp nhúng sau {self._blocks[-1].place}" if self._blocks else "tệp nhúng"
        name = self._package.target(element.get(x.RELATIONSHIP + "id")) or ""
        content = self._package.read(name)
        try:
            check_nesting(NESTING // 4 * where.count(_WITHIN), where)
            if content is None:
                raise PipelineError("E101", name)
            inner = self._read_inserted(content, f"{where}{_WITHIN}{name.rsplit('/', 1)[-1]}")
        except PipelineError as error:
            self._others.append(Notice("W482", place=place, facts={"name": name, "reason": error.code}))
            return
        blocks, grids, notices = moved(inner, len(self._blocks), len(self._tables), place)
        self._walker.inserted += [word for block in blocks for word in (block.number, block.text)]
        self._blocks, self._tables = self._blocks + blocks, self._tables + grids
        self._others += notices

    def _table(self, table: _Element) -> None:
        self._depth += 1
        check_nesting(self._depth, self._package.where)
        index = len(self._tables)
        self._tables.append(Table(index, ()))
        grid: list[tuple[int | None, ...]] = []
        above: dict[int, int] = {}
        for number, row in enumerate(tables.rows(table), 1):
            gone = [*row.gone, *(cell.element for cell in row.cells if row.deleted)]
            self._walker.dropped.setdefault("deleted", []).extend(map(words, gone))
            if row.deleted:
                continue
            self._places += row.width
            check_count(self._places, CELLS, "số ô của các bảng", self._package.where)
            grid.append(self._row(row, above, f"bảng {index + 1}, hàng {number}"))
        self._tables[index] = Table(index, tuple(grid))
        self._depth -= 1

    def _row(self, row: tables.GridRow, above: dict[int, int], place: str) -> tuple[int | None, ...]:
        """Block indices of one row; ``above`` maps a column to the block that a cell below may continue."""
        line: list[int | None] = [None] * row.width
        for cell in row.cells:
            here = f"{place}, cột {cell.column + 1}"
            owner = above.get(cell.column) if cell.merged == "above" else None
            if cell.merged == "left" and cell.column:
                owner = line[cell.column - 1]
            if owner is None:
                owner = self._cell(cell.element, here)
            elif covered := clean(words(cell.element)):
                self._covered.append((covered, here))
            for column in range(cell.column, min(cell.column + cell.span, row.width)):
                line[column] = above[column] = owner
        return tuple(line)

    def _cell(self, cell: _Element, place: str) -> int:
        """One block for the cell, its lines joined; then its nested tables, notes and text boxes."""
        index = len(self._blocks)
        self._blocks.append(Block(index, "", "cell", place=place))
        texts, numbers = list[str](), list[str]()
        bold = centred = True
        for item in self._walker.lines(cell):
            if not isinstance(item, Plain | ReadLine):
                self._inserted(item)
                continue
            for line in self._walker.as_lines(item):
                if line.text:
                    bold, centred = bold and line.bold, centred and line.centred
                    texts.append(f"{line.number} {line.text}" if line.number else line.text)
                elif any(map(str.isalnum, line.number)):
                    numbers.append(line.number)
                self._attached(line.attached, place)
        if not texts:  # a column that holds nothing but automatic numbers
            self._walker.inserted += numbers
        text = "\n".join(texts or numbers)
        self._blocks[index] = Block(index, text, "cell", "", None, place, bold and bool(text), centred and bool(text))
        return index


class _Notes:
    """The footnotes or endnotes of a document, numbered in the order in which the text cites them."""

    def __init__(self, package: Package, kind: str) -> None:
        self.root = package.tree(next(iter(package.related(kind)), None))
        self._roman = kind == "endnotes"
        self._elements = {} if self.root is None else {note.get(x.w("id"), ""): note for note in self.root}
        self.cited: list[_Element] = []
        self._count = 0

    def cite(self, reference: _Element) -> tuple[_Element | None, str]:
        """The note that ``reference`` cites, and its number (Word: 1, 2 … for footnotes, i, ii … for endnotes)."""
        note = self._elements.pop(reference.get(x.w("id"), ""), None)
        if note is None:
            return None, ""
        self.cited.append(note)
        if reference.get(x.w("customMarkFollows"), "0") not in x.OFF:  # "*": typed in the text and in the note
            return note, ""
        self._count += 1
        return note, roman(self._count) if self._roman else str(self._count)


_NOTE_PARTS = {x.FOOTNOTE_REF: "footnotes", x.ENDNOTE_REF: "endnotes"}
_DROPPED = {"hidden": "W402", "field": "W407", "alternative": "W408"}


def _running_heads(package: Package) -> Iterable[str]:
    """The words of page headers and footers, once each, in the order of the package."""
    heads: dict[str, None] = {}
    for kind in ("header", "footer"):
        for name in package.related(kind):
            root = package.tree(name)
            text = "" if root is None else clean("\n".join(words(paragraph) for paragraph in root.iter(x.P)))
            if text:
                heads.setdefault(text)
    return heads
