"""The one walker over WordprocessingML: a story (body, cell, note, text box) becomes lines and tables, in order.

It runs flat over the elements that matter, in document order, so that wrappers are looked through unnamed: tracked
insertions and moves in, content controls, smart tags, custom XML, simple fields, hyperlinks. What must not be
read (deletions, moves out, the other half of an alternative) is skipped with all that it holds; ``dropped`` keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element

from pipeline.read.legacy import decode_parts, is_legacy
from pipeline.read.limits import FIELDS
from pipeline.read.text import clean, clean_all
from pipeline.read.word import ooxml as x
from pipeline.read.word.numbering import Numbering
from pipeline.read.word.paragraph import Alternatives, Open, Plain, ReadLine, is_unseen, occurs, parent_tag, words
from pipeline.read.word.styles import DocStyles, Style, read_run
from pipeline.read.word.symbols import is_symbol_font, symbol

_BOLD = x.w("b")
_BOLD_WITH_VALUE = etree.XPath("boolean(//w:b/@w:val)", namespaces={"w": x.w("")[1:-1]})


class Walker:
    """Reads the stories of one document; counts its lists on the way, so stories come in document order.

    ``dropped`` holds the text that was left out, by reason: "deleted", "hidden", "field", "alternative", "repeated".
    ``inserted`` holds what stands in a line without being typed there, ``swapped`` what was typed and what is shown
    (pictures, old fonts), ``legacy`` the paragraphs in old fonts.
    """

    def __init__(
        self,
        roots: list[_Element],
        styles: DocStyles,
        numbering: Numbering,
        odd_fonts: bool,
        assumed: str | None = None,
    ) -> None:
        self._styles, self._numbering, self._assumed = styles, numbering, assumed
        self.tracked = occurs(roots, x.DEL, x.MOVE_FROM, x.INS, x.MOVE_TO, x.CELL_DEL)
        self._runs_matter = odd_fonts or bool(assumed) or occurs(roots, x.w("vanish"))
        inline = (tag for tag in _INLINE if tag not in x.RUNS or self._runs_matter)
        self._tags: tuple[str, ...] = (*x.TEXTS, x.P, x.TBL, *inline)
        if occurs(roots, x.TBL):  # lxml pays for each name on each story, and a cell is a story
            self._tags = tuple(tag for tag in self._tags if occurs(roots, tag))
        self.normal = styles.normal
        self._listed = styles.normal.list_id is not None
        self._styled_bold = styles.bold_runs and occurs(roots, x.w("rStyle"))
        self._ask_bold = self._styled_bold or occurs(roots, _BOLD)
        self._bold_is_taken_back = any(_BOLD_WITH_VALUE(root) for root in roots)
        self._styled: dict[tuple[str, ...], Style] = {}
        self.dropped: dict[str, list[str]] = {}
        self.inserted: list[str] = []
        self.swapped: list[tuple[str, str]] = []
        self.legacy: list[str] = []
        self._alternatives = Alternatives()

    def lines(self, story: _Element) -> Iterator[ReadLine | Plain | _Element]:
        """The story's paragraphs, and its tables as elements, in order."""
        tags, paragraph, texts, ordinals = self._tags, Open(), list[str](), list[int]()
        plain_text, paragraph_tag, listed = "" if self._runs_matter else x.T, x.P, self._listed
        parts, fields, ordinal = paragraph.parts, paragraph.fields, 0  # a name is found faster than an attribute
        walk = story.iterdescendants(*tags)
        for element in walk:
            tag = element.tag
            if tag == plain_text and not fields:
                parts.append(element.text or "")
            elif tag == paragraph_tag:
                if paragraph.eventful or (self._ask_bold and parts and self._stands_out(paragraph)):
                    yield from self._finish(paragraph, texts, ordinals)
                elif parts:  # most paragraphs are as plain as that
                    texts.append(parts[0] if len(parts) == 1 else "".join(parts))
                    ordinals.append(ordinal)
                    parts.clear()
                ordinal += 1
                paragraph.element, paragraph.ordinal, paragraph.eventful = element, ordinal, listed
            elif tag == x.TBL:
                yield from self._finish(paragraph, texts, ordinals)
                paragraph.element = None
                yield element
                _skip(walk, element, tags)
            else:
                paragraph.eventful = True
                if _INLINE.get(tag, Walker._text)(self, paragraph, element):
                    _skip(walk, element, tags)
        paragraph.deleted = False
        yield from self._finish(paragraph, texts, ordinals)

    def _finish(self, paragraph: Open, texts: list[str], ordinals: list[int]) -> Iterator[ReadLine | Plain]:
        """The plain paragraphs so far, then the one that ends here."""
        if texts:
            yield Plain(texts.copy(), ordinals.copy())
            texts.clear()
            ordinals.clear()
        if line := self._close(paragraph):
            yield line

    def as_lines(self, item: ReadLine | Plain) -> Iterator[ReadLine]:
        """``item`` as lines with clean text, each with its automatic number put down as inserted."""
        if isinstance(item, ReadLine):
            if item.text and item.number:
                self.inserted.append(item.number)
            yield item
            return
        bold, centred = bool(self.normal.bold), bool(self.normal.centred)
        for text, ordinal in zip(clean_all(item.texts), item.ordinals, strict=True):
            yield ReadLine(text, "", None, bold, centred, ordinal, ())

    def _stands_out(self, paragraph: Open) -> bool:
        """Whether a paragraph without events is bold, or not, against the default style."""
        paragraph.bold = self._bold(paragraph, self.normal)
        return paragraph.bold != bool(self.normal.bold)

    def _close(self, paragraph: Open) -> ReadLine | None:
        """The line that ends here; None where it has no words or its mark is deleted (it joins the next one)."""
        if paragraph.deleted:
            paragraph.forget()
            return None
        style, number, level = self._style(paragraph), "", None
        unseen = self._runs_matter and is_unseen(paragraph, style)
        if style.list_id is not None and paragraph.element is not None and not unseen:
            number, level = self._numbering.displayed(style, (paragraph.key or {}).get(x.PARAGRAPH_STYLE))
        bold = self._bold(paragraph, style) if paragraph.bold is None else paragraph.bold
        paragraph.forget()
        parts, fonts, attached = paragraph.take()
        if not parts and not attached and not number:
            return None
        if fonts:
            parts = self._decode(parts, fonts)
        text = clean("".join(parts))
        return ReadLine(text, number, level, bold, bool(style.centred), paragraph.ordinal, attached)

    def _style(self, paragraph: Open) -> Style:
        if paragraph.key is None:
            return self.normal
        key = (*paragraph.key, *paragraph.key.values())
        style = self._styled.get(key)
        if style is None:
            style = self._styled[key] = self._styles.of_paragraph(paragraph.key)
        return style

    def _bold(self, paragraph: Open, style: Style) -> bool:
        """Whether all words are bold: counting the marks that say so is enough for most paragraphs."""
        element = paragraph.element
        if element is None or not self._ask_bold:
            return bool(style.bold)
        marks = list(element.iterdescendants(_BOLD))
        off = sum(mark.get(x.VAL) in x.OFF for mark in marks) if self._bold_is_taken_back else 0
        on = len(marks) - off
        if not (off if style.bold else on) and not self._styled_bold:
            return bool(style.bold)
        if on == len(paragraph.parts) - paragraph.signs and not off and not paragraph.attached:
            first = element[0]
            if first.tag != x.PPR or next(first.iterdescendants(_BOLD), None) is None:
                return True
        runs = (run for run in element.iterdescendants(x.R) if run.find(x.T) is not None)
        return all(self._run_is_bold(run, style) for run in runs)

    def _run_is_bold(self, run: _Element, style: Style) -> bool:
        properties = run.find(x.RPR)
        if properties is None:
            return bool(style.bold)
        own = x.switch(properties, "b")
        return bool(self._format(run, style).bold if own is None else own)

    def _heed_property(self, paragraph: Open, element: _Element) -> bool:
        """Note a property of the paragraph; those of its old self (w:pPrChange) are skipped with it."""
        if paragraph.key is None:
            paragraph.key = {}
        paragraph.key[element.tag] = element.get(x.VAL, "")
        return False

    def _format(self, run: _Element, base: Style) -> Style:
        properties = run.find(x.RPR)
        if properties is None:
            return base
        named = x.value(properties, "rStyle")
        return read_run(properties, self._styles.run(named, base) if named else base)

    def _drop(self, reason: str, text: str) -> None:
        if text:
            self.dropped.setdefault(reason, []).append(text)

    def _run(self, paragraph: Open, element: _Element) -> bool:
        paragraph.run = self._format(element, self._style(paragraph))
        return False

    def _text(self, paragraph: Open, element: _Element) -> bool:
        self._add(paragraph, element.text or "")
        return False

    def _add(self, paragraph: Open, text: str, own_font: str | None = None) -> None:
        """Text of a run, or of a sign with a font of its own, unless a field code or hidden."""
        run = paragraph.run
        if True in paragraph.fields or run.hidden:
            self._drop("hidden" if run.hidden else "field", text)
            return
        font = own_font or run.font
        if is_symbol_font(font):
            text, typed = "".join(symbol(character, font) for character in text), text
            self.swapped.append((typed, text))
        old = font if is_legacy(font) else None if is_symbol_font(font) else self._assumed
        if old or paragraph.fonts:
            paragraph.fonts += [None] * (len(paragraph.parts) - len(paragraph.fonts)) + [old]
        paragraph.parts.append(text)

    def _decode(self, parts: list[str], fonts: list[str | None]) -> list[str]:
        decoded = decode_parts(parts, [*fonts, *[None] * (len(parts) - len(fonts))])
        if decoded != parts:
            self.swapped.append(("".join(parts), "".join(decoded)))
            self.legacy.append(self.swapped[-1][1])
        return decoded

    def _soft_hyphen(self, paragraph: Open, element: _Element) -> bool:
        """Not displayed, except in TCVN3, where this code is the letter "ư" (byte AD)."""
        if is_legacy(paragraph.run.font) or self._assumed:
            self._add(paragraph, "\u00ad")
        return False

    def _field(self, paragraph: Open, element: _Element) -> bool:
        kind = element.get(x.w("fldCharType"))
        if kind == "begin":
            paragraph.fields.append(True)
            del paragraph.fields[:-FIELDS]  # Word stops long before; what is open for ever is not asked at each run
        elif paragraph.fields and kind == "separate":
            paragraph.fields[-1] = False
        elif paragraph.fields and kind == "end":
            paragraph.fields.pop()
        return False

    def _symbol(self, paragraph: Open, element: _Element) -> bool:
        font, code = element.get(x.w("font"), ""), element.get(x.w("char"), "")
        known = re.fullmatch("[0-9A-Fa-f]{1,4}", code) is not None
        sign = chr(int(code, 16) & (0xFF if is_legacy(font) else 0xFFFF)) if known else "▪"
        shown = sign if is_legacy(font) else symbol(sign, font)
        self.inserted.append(shown)
        self._add(paragraph, shown, font if is_legacy(font) else "")
        return False

    def _sign(self, paragraph: Open, element: _Element) -> bool:
        if element.tag != x.TAB or parent_tag(element) != x.w("tabs"):
            sign = _SIGNS[element.tag]
            if sign == "-":
                self.inserted.append(sign)
            paragraph.signs += 1
            self._add(paragraph, sign)
        return False

    def _deleted(self, paragraph: Open, element: _Element) -> bool:
        """A deletion, or the mark that says that the paragraph's end is deleted."""
        if parent_tag(element) == x.RPR:
            paragraph.deleted = True
        self._drop("deleted", words(element))
        return True

    def _leave_out(self, paragraph: Open, element: _Element) -> bool:
        return True

    def _branch(self, paragraph: Open, element: _Element) -> bool:
        """Of an alternative (mc:AlternateContent) one branch is read: the first that has words."""
        if self._alternatives.chosen(element) is element:
            return False
        if text := words(element):
            self._drop("repeated" if self._alternatives.repeats(element, text) else "alternative", text)
        return True

    def _attach(self, paragraph: Open, element: _Element) -> bool:
        hidden = element.tag != x.TEXTBOX and paragraph.run.hidden
        if not hidden:
            paragraph.attached.append(element)
        return element.tag == x.TEXTBOX


def _skip(walk: Iterator[_Element], element: _Element, tags: tuple[str, ...]) -> None:
    """Move ``walk`` past all that ``element`` holds."""
    for _ in element.iterdescendants(*tags):
        next(walk)


_SIGNS = {x.TAB: "\t", x.PTAB: "\t", x.BR: "\n", x.CR: "\n", x.NO_BREAK_HYPHEN: "-"}
_Handler = Callable[[Walker, Open, _Element], bool]
# What an element inside a paragraph does; True: leave out all that it holds.
_INLINE: dict[str, _Handler] = {
    **dict.fromkeys(_SIGNS, Walker._sign),
    **dict.fromkeys((x.DEL, x.MOVE_FROM), Walker._deleted),
    **dict.fromkeys((x.CHOICE, x.FALLBACK), Walker._branch),
    **dict.fromkeys((x.FOOTNOTE_REF, x.ENDNOTE_REF, x.TEXTBOX), Walker._attach),
    x.SYM: Walker._symbol,
    x.w("softHyphen"): Walker._soft_hyphen,
    x.FIELD_CHAR: Walker._field,
    **dict.fromkeys((x.PARAGRAPH_STYLE, x.ALIGNMENT, x.LIST_ID, x.LIST_LEVEL), Walker._heed_property),
    **dict.fromkeys((x.w("pPrChange"), x.w("rPrChange"), x.w("sectPr"), x.w("sdtPr")), Walker._leave_out),
    **dict.fromkeys(x.RUNS, Walker._run),
}
