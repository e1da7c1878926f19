"""Blocks → items: the tree of numbered headings, items and paragraphs that a plan is.

An item is a paragraph with its number, or several paragraphs where a converter or a typist broke one over
lines. Its parent is the nearest item above it with a number of a higher kind (I. > 1. > 1.1. > a) > - > +).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.find.layout.forms import begins, ends
from pipeline.find.layout.numbers import FIRST_LETTERS, LEAD_IN, LETTERS, PLAIN, begins_list, rank
from pipeline.model import Block, Span

_HEADING = 66  # an agency's heading without a number, above bullets
PREAMBLE = -1  # the parent of roots before the first number: they tell nobody
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the outline.

    ``text`` joins the texts of ``pieces`` — pairs of a block and the offset in ``text`` where its words begin — by a
    blank.
    ``section`` is the outline number of the item itself ("III.2.1"; a bullet has its parent's). ``children`` and
    ``parent`` are positions in the sequence of items.
    """

    index: int
    number: str
    text: str
    pieces: tuple[tuple[int, int], ...]
    rank: int
    parent: int | None
    children: tuple[int, ...]
    section: str

    def span(self, start: int, end: int) -> Span:
        """The characters ``start`` to ``end`` of ``text`` in the block where they begin (cut at that block's end)."""
        for i, (block, offset) in enumerate(self.pieces):
            limit = self.pieces[i + 1][1] - 1 if i + 1 < len(self.pieces) else len(self.text)
            if start <= limit or i == len(self.pieces) - 1:
                return Span(block, max(0, start - offset), min(end, limit) - offset)
        raise IndexError(start)

    def spans(self) -> tuple[Span, ...]:
        """All of the item's words, one span a block."""
        ends = [offset - 1 for _, offset in self.pieces[1:]] + [len(self.text)]
        return tuple(Span(block, 0, end - offset) for (block, offset), end in zip(self.pieces, ends, strict=True))

    @property
    def block(self) -> int:
        """The block in which the item begins."""
        return self.pieces[0][0]

    @property
    def numbered(self) -> bool:
        """True for a number or letter; False for a bullet or a bare paragraph."""
        return self.rank <= 80


@dataclass(slots=True)
class _Draft:
    number: str
    text: str
    pieces: list[tuple[int, int]]
    rank: int
    parent: int | None = None


def build_outline(
    blocks: Iterable[Block],
    *,
    is_label: Callable[[str], bool],
    is_closing: Callable[[str], bool],
    is_agency_heading: Callable[[str], bool],
    is_step: Callable[[str], bool] = lambda text: False,
    prefix: str = "",
) -> tuple[Item, ...]:
    """The items of one part of a document, in its order.

    ``is_label`` knows lines such as "Đơn vị chủ trì: …" (they belong to the item above), ``is_closing`` the last
    sentences of a plan (they belong to nobody), ``is_agency_heading`` a text that is nothing but agencies, ``is_step``
    the heading of a step ("Bước 1 (…)"): it stands directly below the heading above, before any number.
    ``prefix`` is put before each section number ("PL1").
    """
    drafts: list[_Draft] = []
    seen: list[str] = []
    filled = [b for b in blocks if b.text]
    for block, after in zip(filled, [*filled[1:], None], strict=False):
        number, value = _numbered(block, seen)
        if value == PLAIN and after is not None and is_step(block.text):
            value = _step_rank(drafts, is_step)
        if value == PLAIN and drafts and _continues(drafts[-1], block.text, is_agency_heading, is_label):
            _append(drafts[-1], block)
            continue
        seen.append(block.number)
        valued = _valued(drafts, is_label) if value == PLAIN and is_agency_heading(block.text) else None
        if value == PLAIN:
            value = _bare_rank(block, after, drafts, seen, heads=valued is None, is_agency_heading=is_agency_heading)
        draft = _Draft(number, block.text, [(block.index, 0)], value)
        draft.parent = valued if valued is not None else _parent(drafts, draft, is_label, is_closing)
        drafts.append(draft)
    return _freeze(drafts, prefix)


def _numbered(block: Block, seen: Sequence[str]) -> tuple[str, int]:
    """Number and rank of a block; a part ("Phần I") and a named item ("Nhiệm vụ 1: …") bear theirs in their words."""
    if not block.number:
        if part := begins("part-number", block.text):
            return block.text[: part.span.end].split(None, 1)[1], 5
        named = begins("item-number", block.text)
        if named and block.text[named.span.end : named.span.end + 1].isspace():
            return _FIGURES.findall(block.text[: named.span.end])[-1], 65  # below every decimal number, above letters
    return block.number, rank(block, seen)


def _bare_rank(
    block: Block,
    after: Block | None,
    drafts: Sequence[_Draft],
    seen: Sequence[str],
    *,
    heads: bool,
    is_agency_heading: Callable[[str], bool],
) -> int:
    """The rank of a block without a number: a heading where it ``heads`` what stands below, a lead-in, or plain."""
    if heads and _heads(block, after, drafts):
        high = _heading_rank(after, seen)
        if is_agency_heading(block.text) or (begins_list(after) and _beside_heading(drafts, high)):
            return high
    if block.text.rstrip().endswith(":"):
        return LEAD_IN if after is None or after.number not in FIRST_LETTERS else LETTERS - 1
    return PLAIN


def _step_rank(drafts: Sequence[_Draft], is_step: Callable[[str], bool]) -> int:
    """A step stands beside the steps before it; the first one directly below the nearest heading."""
    position: int | None = len(drafts) - 1 if drafts else None
    while position is not None:
        above = drafts[position]
        if is_step(above.text) and not above.number:
            return above.rank
        if above.rank <= 80 and above.text[-1] not in ".;":
            return above.rank + 1
        position = above.parent
    return 9


def _heads(block: Block, after: Block | None, drafts: Sequence[_Draft]) -> bool:
    """Whether a bare line can be a heading: bold, or with bullets below; not the value of a line that ends open."""
    if after is None or block.text[-1] in ".;," or (drafts and drafts[-1].text[-1] in ":,"):
        return False
    return block.bold or (
        bool(after.number) and (after.number[0] in "-+*•–" or (begins_list(after) and block.text[-1] != ":"))
    )


def _heading_rank(after: Block | None, before: Sequence[str]) -> int:
    """An agency's heading without a number stands above the first of the numbers that begin anew below it ("Sở Y tế",
    "1. …", "2. …"), else above bullets."""
    if after is None or not begins_list(after):
        return _HEADING
    return min(_HEADING, rank(after, before) - 1)


def _valued(drafts: Sequence[_Draft], is_label: Callable[[str], bool]) -> int | None:
    """The label without a value ("- Phối hợp:") of which a bare line of names is the next value; None without one."""
    above = drafts[-1].parent if drafts and drafts[-1].rank == PLAIN else len(drafts) - 1
    if above is None or above < 0 or drafts[above].text[-1] != ":" or not is_label(drafts[above].text):
        return None
    return above


def _beside_heading(drafts: Sequence[_Draft], high: int) -> bool:
    """Whether a bare line above a list that begins anew stands as the agency headings before it do, whatever its
    name."""
    above = _above(drafts, len(drafts) - 1, high)
    return above is not None and drafts[above].rank == high and not drafts[above].number


def _append(draft: _Draft, block: Block) -> None:
    draft.pieces.append((block.index, len(draft.text) + 1))
    draft.text = f"{draft.text} {block.text}"


def _continues(
    above: _Draft, text: str, is_agency_heading: Callable[[str], bool], is_label: Callable[[str], bool]
) -> bool:
    """True where a bare paragraph is the rest of a broken line: the one above is open, or the two make one heading."""
    first = above.text
    if first[-1] in ".;:!?" or is_label(text):
        return False
    if text[0].islower() or first[-1] in ",-" or ends("open-end", first):
        return True
    if above.rank == PLAIN:
        return False
    if first.isupper() and text.isupper():
        return True
    if text[-1] in ".;:" or len(text) > 120 or len(first.split()) > 30:
        return False
    whole = f"{first} {text}"
    return is_agency_heading(whole) and (len(first.split()) <= 2 or not is_agency_heading(text))


def _parent(
    drafts: Sequence[_Draft], draft: _Draft, is_label: Callable[[str], bool], is_closing: Callable[[str], bool]
) -> int | None:
    last = len(drafts) - 1
    if (beside := _beside_labels(drafts, draft, is_label)) is not None:
        return drafts[beside].parent
    if last < 0 or draft.rank < PLAIN:
        return _above(drafts, last, min(draft.rank - 1, 80) if draft.rank == LEAD_IN else draft.rank - 1)
    if is_closing(draft.text):
        return None
    if is_label(draft.text):
        return drafts[last].parent if is_label(drafts[last].text) else _above(drafts, last, 98)
    if drafts[last].rank < PLAIN and drafts[last].text[-1] not in ".;":
        return last
    if begins("trailing", draft.text) and (led := _led_in(drafts, last)) is not None:
        return led
    return _above(drafts, last, 80)


def _beside_labels(drafts: Sequence[_Draft], draft: _Draft, is_label: Callable[[str], bool]) -> int | None:
    """The bullet that a set of lettered label lines speaks of, where ``draft`` is the next such bullet: "- A", "a) Cơ
    quan chủ trì: …", "b) Thời gian: …", "- B"."""
    n = len(drafts) - 1
    if n < 0 or not drafts[n].rank < draft.rank < PLAIN or drafts[n].text[-1] == ":":  # "b) Cơ quan thực hiện:"
        return None
    while n >= 0 and drafts[n].rank < draft.rank and is_label(drafts[n].text):
        n -= 1
    return n if 0 <= n < len(drafts) - 1 and drafts[n].rank == draft.rank else None


def _led_in(drafts: Sequence[_Draft], last: int) -> int | None:
    """The bullet that led in the list above and that a bare "Gửi Sở A trước ngày …" goes on with; None without."""
    parent = drafts[last].parent
    if parent is None or drafts[last].rank >= PLAIN or drafts[parent].rank <= 80 or drafts[parent].text[-1] != ":":
        return None
    return parent


def _above(drafts: Sequence[_Draft], position: int, highest: int) -> int | None:
    """The nearest open item at or above ``position`` whose rank is at most ``highest``."""
    current: int | None = position if position >= 0 else None
    while current is not None and drafts[current].rank > highest:
        current = drafts[current].parent
    return current


def _freeze(drafts: Sequence[_Draft], prefix: str) -> tuple[Item, ...]:
    children: list[list[int]] = [[] for _ in drafts]
    sections: list[str] = []
    for i, draft in enumerate(drafts):
        above = prefix if draft.parent is None else sections[draft.parent]
        sections.append(_section(above, draft, prefix))
        if draft.parent is not None:
            children[draft.parent].append(i)
    return tuple(
        Item(i, d.number, d.text, tuple(d.pieces), d.rank, d.parent, tuple(children[i]), sections[i])
        for i, d in enumerate(drafts)
    )


def _section(above: str, draft: _Draft, prefix: str) -> str:
    if draft.rank > 80 or not draft.number:
        return above
    number = draft.number.strip("().:/-")
    if " " in number:
        number = number.replace("Điều ", "Đ").replace("Mục ", "M").replace(" ", "")
    if "." in number:  # "2.1" under "III.2" repeats the 2
        head = number.rsplit(".", 1)[0]
        if above == head or above.endswith("." + head):
            return f"{above}.{number.rsplit('.', 1)[1]}"
    return f"{above}.{number}" if above else number
