"""The labels that a document uses and no rule knows, told by how it uses them: before the outline is built.

Words before a colon are a label where nothing but agencies stands behind them (a who-label) or nothing but a time (a
when-label): at least twice and seven times in ten, or once in a set of label lines in a row. A column's head is a label
whose values are the cells below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.find.agency.agencies import Agencies
from pipeline.find.language.matching import Finder
from pipeline.find.language.tokens import fold
from pipeline.find.layout.fields import Labels, Learned, read_column, read_fields, segments
from pipeline.find.time.dates import read_time_value
from pipeline.model import Block, Span, Table

WHO, WHEN, ELSE = "who", "when", ""
_HEAD_ROWS = 4  # a head is looked for in a table's first rows
_LONGEST = 8  # words of a label
_MOST = 0.7  # of a label's values must be of one kind
_OWNER = ("lead", "perform")
_WHOS = (*_OWNER, "partner")
_LONGEST_VALUE = 600  # characters
_SAME = ("", "nt", "n/t", "như trên", "như nt")  # a cell that means the cell above
_SHORT = 200  # characters of a value that may be a name which nothing knows
_SPARE = 2  # words beside a time that do not make it a sentence ("dự kiến", "xong")
_ORDER = ("lead", "none", "partner", "perform", "doer")  # which word of a label counts where it holds several


@dataclass(slots=True)
class _Use:
    """One place where a label stands: what its value is, whether in a set, and behind how many who-labels there."""

    kind: str
    in_set: bool = False
    whos_before: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A label line's label (folded; "" where a rule knows it), the field where a rule knows it, its value, and the
    place of the label's words."""

    label: str
    known: str
    value: str
    place: Span


@dataclass(slots=True)
class _Learner:
    """Collects the uses of unknown labels of one document."""

    finder: Finder
    agencies: Agencies
    on: date | None
    uses: defaultdict[str, list[_Use]] = field(default_factory=lambda: defaultdict(list))
    first: dict[str, Span] = field(default_factory=dict)

    def lines(self, blocks: Sequence[Block]) -> None:
        """Label lines of running text, set by set."""
        known = Labels(self.finder)
        rows: list[_Line] = []
        for block in blocks:
            found = list(self.labelled(block, known))
            if found:
                if rows and rows[-1].label and not rows[-1].value:
                    rows = self.led(rows, found[0])
                rows += found
            elif not (rows and not rows[-1].value):  # a value on a line of its own goes on with the set
                self.keep(rows)
                rows = []
            else:
                rows[-1] = replace(rows[-1], value=block.text)
        self.keep(rows)

    def led(self, rows: list[_Line], below: _Line) -> list[_Line]:
        """The set in which unknown words with nothing behind their colon stand above a label line: a label of its own
        where that line says who ("b) Bên làm:", "- Chủ trì: …"), else a heading that begins a new set."""
        line = rows[-1]
        if self.kind(below) != WHO:
            self.keep(rows[:-1])
            return []
        self.use(line, _Use(WHO))
        return rows[:-1]

    def use(self, line: _Line, use: _Use) -> None:
        """Count one use of an unknown label."""
        self.uses[line.label].append(use)
        self.first.setdefault(line.label, line.place)

    def labelled(self, block: Block, known: Labels) -> Iterator[_Line]:
        """The label lines in one paragraph that begins with one; none where it does not."""
        text = block.text
        fields = {f.start: f.name for f in read_fields(text, known)}
        places = [s for s in segments(text) if s[0] in fields or self.may_be(text[s[0] : s[1]])]
        if not places or text[: places[0][0]].strip(' -+*•–"“('):
            return
        ends = [a for a, _, _ in places[1:]] + [len(text)]
        for (start, end, value), stop in zip(places, ends, strict=True):
            name = fields.get(start, "")
            words = text[value:stop].strip(" ;.-–+*•")
            yield _Line("" if name else fold(text[start:end]), name, words, Span(block.index, start, end))

    def may_be(self, words: str) -> bool:
        """Whether words before a colon can be a label: few, and no agency that is told something."""
        if len(words.split()) > _LONGEST or any(map(str.isdigit, words)) or self.agencies.find_agencies(words):
            return False
        if any(m.span.start == 0 for m in self.finder.find(words, labels=("mode",))):  # "Giao trách nhiệm:"
            return False
        heading = self.agencies.is_agency_heading(words)
        parties = heading.parties if heading else ()
        return len(parties) < 2 and all(p.agency.kind == "nhom" and not p.agency.known for p in parties)

    def keep(self, rows: Sequence[_Line]) -> None:
        """Count the uses in one run of label lines."""
        kinds = [self.kind(row) for row in rows]
        whos = [k == WHO or (self.of_doers(r.label) and _like_name(r.value)) for k, r in zip(kinds, rows, strict=True)]
        sure = all(k or r.known or who for k, r, who in zip(kinds, rows, whos, strict=True))
        as_set = len(rows) > 1 and sure and any(whos)
        before = 0
        for row, kind, who in zip(rows, kinds, whos, strict=True):
            if row.label:
                self.use(row, _Use(kind, as_set, before))
            before += bool(who and row.value) and (row.known or self.told(row.label)) not in ("partner", "none")

    def of_doers(self, label: str) -> bool:
        """Whether a label's closed words speak of who does it ("Lực lượng …")."""
        words = self.words(label)
        return "doer" in words and "none" not in words

    def kind(self, row: _Line) -> str:
        """What a line's value is nothing but; behind a label that says which who, its first words count: the rest may
        say what they do."""
        if row.label and self.of_doers(row.label) and self.told(row.label) in _WHOS:
            return WHO if self.agencies.read_list(row.value).parties else self.kind_of(row.value)
        return WHO if row.known in _WHOS else WHEN if row.known == "deadline" else self.kind_of(row.value)

    def kind_of(self, value: str) -> str:
        """Whether a value is nothing but agencies, nothing but a time, or anything else."""
        return value_kind(value, self.agencies, self.on)

    def words(self, label: str) -> set[str]:
        """What the closed words of a label say."""
        return {str(m.value) for m in self.finder.find(label, labels=("label-word",))} if label else set()

    def told(self, label: str) -> str:
        """Which who a label's closed words say; "none" where they speak of no doer, "" where none is there."""
        words = self.words(label)
        return next((v for v in _ORDER if v in words), "")

    def tables(self, tables: Sequence[Table], texts: Sequence[str]) -> None:
        """The heads of columns that no rule knows; a table without a head goes on with the one before it."""
        known = Labels(self.finder)
        rows: list[tuple[int | None, ...]] = []
        for table in tables:
            heads = [
                any(c is not None and read_column(texts[c], known) for c in row) for row in table.rows[:_HEAD_ROWS]
            ]
            if any(heads) or (rows and len(table.rows[0]) != len(rows[0])):
                self.columns(rows, texts)
                rows = list(table.rows[heads.index(True) :]) if any(heads) else []
            elif rows:
                rows += table.rows
        self.columns(rows, texts)

    def columns(self, rows: Sequence[tuple[int | None, ...]], texts: Sequence[str]) -> None:
        """The unknown heads in the first of ``rows``, with the cells below as their values."""
        known, whos = Labels(self.finder), 0
        for c, block in enumerate(rows[0] if rows else ()):
            head = texts[block].replace("\n", " ").strip(" .:") if block is not None else ""
            if block is None or not head or rows[0].count(block) > 1:
                continue
            name = read_column(texts[block], known)
            if name is not None or not self.may_be(head):
                whos += name is not None and name.name in _OWNER
                continue
            cells = dict.fromkeys(row[c] for row in rows[1:] if c < len(row) and row.count(row[c]) == 1)
            values = [texts[b] for b in cells if b is not None and fold(texts[b]).strip(' -"“”.') not in _SAME]
            kinds = [self.kind(_Line(fold(head), "", value, Span(block, 0, len(head)))) for value in values]
            self.first.setdefault(fold(head), Span(block, 0, len(head)))
            self.uses[fold(head)] += [_Use(kind, len(kinds) == 1, whos) for kind in kinds]
            whos += kinds.count(WHO) * 2 > len(kinds)

    def learned(self) -> Mapping[str, Learned]:
        """The labels whose uses say what they name."""
        found = ((label, self.decide(label, uses)) for label, uses in self.uses.items())
        return {label: replace(own, first=self.first[label]) for label, own in found if own is not None}

    def decide(self, label: str, uses: Sequence[_Use]) -> Learned | None:
        """What one label names: who, when, or nothing."""
        told, timed = self.told(label), "deadline" in self.words(label)
        whos, whens = ([u for u in uses if u.kind == kind] for kind in (WHO, WHEN))
        if self.enough(whens, uses, sure=timed):
            return Learned("deadline", doubt=not timed)
        if told == "none":
            return None
        named = self.enough(whos, uses, sure=told in _WHOS)
        if not named and not (self.of_doers(label) and all(u.in_set for u in uses)):  # a name that nothing knows
            return None
        if told in _WHOS:
            return Learned(told)
        first = sum(u.whos_before == 0 for u in uses) * 2 > len(uses)
        return Learned("perform" if first else "partner", doubt=True)

    def enough(self, same: Sequence[_Use], uses: Sequence[_Use], *, sure: bool) -> bool:
        """Whether ``same`` of ``uses`` make a label: seven in ten, and twice, or once in a set or by its own words."""
        return len(same) >= max(1, _MOST * len(uses)) and (len(same) > 1 or sure or same[0].in_set)


def _like_name(value: str) -> bool:
    """Whether a value can be a name that nothing knows."""
    return len(value) < _SHORT and any(map(str.isalpha, value))


def value_kind(value: str, agencies: Agencies, on: date | None) -> str:
    """Whether words are nothing but agencies (WHO), nothing but a time (WHEN), or anything else (ELSE)."""
    text = value.replace("\n", " ").strip(" ;.")
    if not text or len(text) > _LONGEST_VALUE:
        return ELSE
    if agencies.is_agency_heading(text) is not None:
        return WHO
    chosen = read_time_value(text, on)
    spans = [m.span for m in (*chosen.mentions, *chosen.others)]
    rest = "".join(" " if any(s.start <= i < s.end for s in spans) else c for i, c in enumerate(text))
    spare = [w for w in rest.split() if any(map(str.isalnum, w))]
    return WHEN if spans and len(spare) <= _SPARE else ELSE


def learn_labels(
    blocks: Iterable[Block],
    tables: Iterable[Table],
    texts: Sequence[str],
    finder: Finder,
    agencies: Agencies,
    on: date | None,
) -> Mapping[str, Learned]:
    """The labels of a document's own, by their folded words.

    ``blocks`` are the paragraphs of its bodies in order, ``texts`` the words of all blocks by index; ``on`` is the
    document's day, against which times are read.
    """
    learner = _Learner(finder, agencies, on)
    learner.lines([b for b in blocks if b.text])
    learner.tables([t for t in tables if t.rows], texts)
    return learner.learned()
