"""The nouns of the product: frozen values that every stage takes and gives.

Standard library only; imports nothing of the project. A value never changes after it is made, so a stage can hand it on
without fear, and two runs over the same input hold equal values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "cell", "footnote", "textbox"]
Role = Literal["lead", "perform", "support"]
Mode = Literal["assign", "request"]
Fate = Literal["head", "heading", "task", "activity", "funding", "notice", "aside", "foot"]
_Window = Literal["date", "before", "range", "month", "quarter", "half_year", "year", "multi_year"]
DeadlineKind = Literal[_Window, "recurring", "relative", "ongoing", "event", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (in) to ``end`` (out) of one block's own text.

    Offsets count code points of ``Block.text``; an inserted paragraph therefore moves none of them.
    """

    block: int
    start: int
    end: int


class Block(NamedTuple):
    """One paragraph, or one visible table cell (its paragraphs joined by a line feed).

    ``text`` is normalised once, when the block is made (NFC, single spaces, no zero-width marks), and never cleaned
    again. ``number`` is what Word displays before the words ("III.", "2.1.", "a)", "-", "Điều 3."), typed or automatic,
    and is not part of ``text``; inside a cell the numbers of its lines stay in ``text``, because a cell can hold
    several. ``level`` is Word's list level (0 is the outermost) or None. ``place`` says where a person finds it ("đoạn
    57", "bảng 2, hàng 3, cột 1"). A named tuple: a frozen dataclass takes three times as long to make.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks a block for
    text: str
    kind: BlockKind = "paragraph"
    number: str = ""
    level: int | None = None
    place: str = ""
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of block indices, ``rows[r][c]``; a merged cell is one block in many places, and ``None`` stands where
    the grid has no cell (Word's gridBefore and gridAfter)."""

    index: int
    rows: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read: its name without folders, SHA-256 in hexadecimal, and size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A doubt, kept as data: it lands in notices.csv, in the workbook and on the review page.

    ``code`` is an entry of ``messages.NOTICES`` (W4xx), whose sentence takes ``facts``; ``quote`` holds words of
    the document as they stand (empty where the doubt is about something absent).
    """

    code: str
    span: Span | None = None
    quote: str = ""
    place: str = ""
    task_id: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: blocks in the order of the body, cells at the place of their table.

    Invariant: every character of text in the input is in a block's number or text, or in a notice.
    """

    source: Source
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()
    running_heads: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        """The exact words of ``span``."""
        return self.blocks[span.block].text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Agency:
    """An entry of the registry (rules/agencies), or one built by grammar (``known`` is False).

    ``name`` is the official name (abbreviations written out, no province). ``kind`` is a word of
    rules/agencies ("so", "ubnd-huyen", "dang", "doan-the", "nhom" …). ``order`` is the protocol order:
    smaller comes first. ``members`` and ``successors`` hold ids.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    order: int = 9999
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    known: bool = True

    @property
    def unknown(self) -> bool:
        """Read by grammar, in no registry, and neither a group nor a person."""
        return not self.known and self.kind not in ("nhom", "ca-nhan")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When: ``None`` is an open side, never a guess. ``recurrence`` is an RFC 5545 rule without "RRULE:".
    ``inclusive`` is False after "trước": the end day itself is named as the limit and not included."""

    start: date | None = None
    end: date | None = None
    kind: DeadlineKind = "none"
    recurrence: str = ""
    inclusive: bool = True


NO_DEADLINE = Deadline()


@dataclass(frozen=True, slots=True)
class Mention:
    """A find: these characters, read by this rule, as this value."""

    span: Span
    label: str
    rule: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Party:
    """An agency in a task: the registry's entry and the words that name it in the plan."""

    agency: Agency
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """One row: the smallest item that orders something of an agency (columns: the output contract).

    ``spans`` are the characters of ``text``, one a line of it; ``mentions`` are the finds that the filled fields rest
    on; ``rules`` the ids of the rules that filled the row (a default has an id too).
    """

    id: str
    section: str
    heading: str
    text: str
    action: str
    owners: tuple[Party, ...]
    owner_role: Role
    partners: tuple[Party, ...]
    mode: Mode
    deadline: Deadline = NO_DEADLINE
    deadline_text: str = ""
    focus_start: date | None = None
    focus_end: date | None = None
    product: str = ""
    report_to: str = ""
    monitors: tuple[Party, ...] = ()
    work_group: str = ""
    place: str = ""
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that the plan cites: type ("Kế hoạch"), number ("2839/KH-BQP"), date and issuer; empty or None
    where unsaid."""

    type: str
    number: str = ""
    date: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, position ("PHÓ CHỦ TỊCH"), authority ("KT. CHỦ TỊCH")."""

    name: str | None = None
    position: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself; None where it does not say it.

    ``type`` is the document's kind in lower case ("kế hoạch", "quyết định", "chỉ thị" …); ``issuer`` is the official
    name with its place ("UBND tỉnh Thái Nguyên"); ``place`` the place in the date line ("Thái Nguyên").
    """

    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    number: str | None = None
    date: date | None = None
    place: str | None = None
    signer: Signer = Signer()
    references: tuple[Reference, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: its outline number ("III.2.1"), its words and its block."""

    section: str
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A content item that no agency is given: its section, words and the tasks that carry it out."""

    section: str
    text: str
    span: Span
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of these characters; the entries of a plan leave none out but blanks, and do not overlap.

    ``id`` is the task's, the heading's outline number, the notice's code, or the field of head or foot; ``rule`` says
    why words were set ``aside``.
    """

    span: Span
    fate: Fate
    id: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one document orders, with the doubts about it."""

    document: Document
    header: Header
    tasks: tuple[Task, ...]
    outline: tuple[Heading, ...] = ()
    activities: tuple[Activity, ...] = ()
    funding: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    ledger: tuple[LedgerEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What an officer gives in ``<plan>.toml`` and ``co-quan.toml`` (``office``, ``signers``); it wins over what was
    read. ``drafting_unit`` is the short sign after "VT" ("NC")."""

    number: str | None = None
    date: date | None = None
    place: str | None = None
    issuer: str | None = None
    signer: Signer | None = None
    drafting_unit: str | None = None
    letter_per_member: bool = False
    partner_letters: bool = False
    office: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    signers: tuple[Signer, ...] = ()
