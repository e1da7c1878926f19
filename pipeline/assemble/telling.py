"""A paragraph cut where it tells another agency: one task for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.assemble.kept import LEADS, PRAISE, Aside
from pipeline.find.language.tokens import fold
from pipeline.find.lexicon import Lexicon
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.parts import Subject

_FEW = 4  # places behind an opening where its clause may begin
_COMMA = re.compile(r",\s+(?=[A-ZĐ])")
_SEMICOLON = re.compile(r";\s+")
_GAP = re.compile(r"[\s,]*")
_CLAUSE = re.compile(r"[.;]\s+")
_SENTENCE = re.compile(r"\.\s+(?=[A-ZĐÀ-Ỵ“\"])")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``start`` to ``end`` of a text, in which ``subject`` is told."""

    start: int
    end: int
    subject: Subject


@dataclass(slots=True)
class Parted:
    """A text cut by whom it tells: ``told`` are the orders, ``aside`` what orders nothing, ``unsaid`` what tells
    nobody and stands before or between them."""

    told: list[Segment] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    unsaid: list[tuple[int, int]] = field(default_factory=list)


def segments(clauses: Clauses, lexicon: Lexicon, *, closing: bool) -> list[Segment]:
    """The parts of a text that tell different agencies (``part_text``)."""
    return part_text(clauses, lexicon, closing=closing).told


def part_text(clauses: Clauses, lexicon: Lexicon, *, closing: bool) -> Parted:
    """A text cut where it tells another agency; a sentence that tells nobody belongs to the one before it.

    A phrase that orders nothing in particular ("nghiêm túc triển khai") is set aside, unless the sentence behind it
    puts a duty to report on those whom it names. In a ``closing`` paragraph only sentences that tell somebody count.
    """
    made = Parted()
    waiting: Segment | None = None  # told in a phrase that orders nothing yet
    for start, end in (piece for place in sentences(clauses.text) for piece in _orders(clauses, lexicon, *place)):
        words = clauses.text[start:end]
        subject = _subject(clauses, lexicon, start, end)
        if subject is not None and _concludes(clauses, lexicon, subject):
            subject = _told_within(clauses, subject.end, end)
            if subject is None:
                made.aside.append(Aside(start, end, PRAISE))
                continue
        rule = _orders_nothing(clauses, lexicon, subject, (start, end), closing=closing)
        if rule:
            made.aside.append(Aside(start, end, rule))
            if lexicon.value("generic", words) == "generic":
                told = subject is not None and not lexicon.value("closing", words)
                waiting = Segment(start, end, subject) if told and subject else None
        elif subject is None and waiting and lexicon.first("report", words):
            made.told.append(Segment(waiting.start, end, waiting.subject))
            waiting = None
        else:
            _go_on(made, Segment(start, end, subject) if subject else None, (start, end), closing=closing)
    if made.told and not closing:
        made.told[0] = Segment(0, made.told[0].end, made.told[0].subject)
    return made


def _orders_nothing(
    clauses: Clauses, lexicon: Lexicon, subject: Subject | None, place: tuple[int, int], *, closing: bool
) -> str:
    """The rule by which a sentence orders nothing; "" where it may order something."""
    start, end = place
    words = clauses.text[start:end]
    generic = lexicon.value("generic", words)
    if generic == "formula":
        return lexicon.rule("generic", words)
    if subject is not None and _leads_in(clauses, subject.end, end):
        return LEADS
    groups = subject is not None and all_groups(subject)
    if generic and (subject is None or closing or groups):
        return lexicon.rule("generic", words)
    if closing and groups:  # "Trong quá trình thực hiện, | Sở Nội vụ theo dõi" tells somebody
        return lexicon.rule("closing", words)
    return ""


def _leads_in(clauses: Clauses, start: int, end: int) -> bool:
    """ "… thực hiện các nội dung sau:" leads in the list that stands beside it, and orders nothing itself."""
    found = next((m for m in clauses.all("leads-in") if start <= m.span.start), None)
    if found is None or any(c.isalnum() for c in clauses.text[start : found.span.start]):
        return False
    return not clauses.text[found.span.end : end].strip()


def _go_on(made: Parted, told: Segment | None, place: tuple[int, int], *, closing: bool) -> None:
    """Another sentence: an order of its own, the rest of the one before, or words that tell nobody."""
    if told is not None and not (made.told and _same(made.told[-1].subject, told.subject)):
        made.told.append(told)
    elif made.told and not (closing and told is None):
        made.told[-1] = Segment(made.told[-1].start, place[1], made.told[-1].subject)
    else:
        made.unsaid.append(place)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence: cut behind a full stop that a capital follows."""
    starts = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    return zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True)


def behind_apart(clauses: Clauses, lexicon: Lexicon) -> tuple[int, Subject | None]:
    """Where the owner's own words end, and whom the last sentence tells apart from it: "… theo quy định. | Riêng UBND
    các xã ven biển lập tổ tuần tra"; without one the text's end and None."""
    start = list(sentences(clauses.text))[-1][0]
    told = clauses.subject(start, lexicon.issuer_id) if start and clauses.apart(start) else None
    apart = told is not None and told.certain
    return (len(clauses.text[:start].rstrip()), told) if apart else (len(clauses.text), None)


def hides_order(clauses: Clauses, start: int, end: int) -> bool:
    """Whether a clause behind the first of an order, closed by a full stop or a semicolon, may tell somebody whom
    nothing here can read: "…; đề nghị xã đảo X mở kho", "… Riêng X thì …", "… Mặt khác, Sở A <unknown verb> …"."""
    cuts = [clauses.skip(m.end()) for m in _CLAUSE.finditer(clauses.text, start, end)]
    apart = (p for p in cuts if clauses.at("mode", p) or clauses.apart(p))
    return any(clauses.subject(p) is None for p in apart) or any(_may_act(clauses, p) for p in cuts)


def _may_act(clauses: Clauses, position: int) -> bool:
    """An agency by its name where a clause begins, perhaps behind an opening, and a word that no rule knows for its
    order."""
    for start in list(clauses.clause_starts(position))[:_FEW]:
        read = clauses.read_list(start)
        p = clauses.skip(read.end)
        named = read.parties and all(q.agency.known and q.agency.kind != "nhom" for q in read.parties)
        if named and clauses.text[p : p + 1].islower() and not clauses.at("no-verb", p):
            return clauses.subject(position) is None
    return False


def _orders(clauses: Clauses, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where a semicolon parts orders to different agencies: "Giao Sở A …; giao Sở B …", "Sở A …; Sở B
    …"."""
    first = _subject(clauses, lexicon, start, end)
    cuts = [start]
    lists = [(g.mention.span.start, g.end) for g in clauses.partners(start, first)]
    lists += [(start, first.end)] if first is not None else []
    for match in _SEMICOLON.finditer(clauses.text, start, end):
        told = clauses.subject(match.end())
        if told is None or told.end > end or any(a < match.start() <= b for a, b in lists):
            continue  # "Các sở; UBND cấp xã triển khai", "phối hợp với các sở; UBND …": it parts names of one list
        if first is None and not _follows_matter(clauses, told, start, match.end()):
            continue
        if first is not None and first.mode is None and _is_owners_own(clauses, told):
            continue
        apart = clauses.apart(clauses.skip(match.end())) > 0  # "…; riêng các trường phải có …"
        apart = apart or (
            first is not None and first.mode is not None and told.certain and _begins_group(clauses, told)
        )
        if told.mode is not None or apart or _is_named(clauses, told, match.end()):
            cuts.append(match.end())
            lists.append((match.end(), told.end))
    cuts = sorted([*cuts, *_behind_commas(clauses, first, end, lists)])
    return zip(cuts, [*(c - 1 for c in cuts[1:]), end], strict=True)


def _begins_group(clauses: Clauses, told: Subject) -> bool:
    """Whether a group opens a clause ("Giao Sở A làm đầu mối; | các sở, ngành báo cáo …")."""
    return clauses.begins_order(told.end) and fold(clauses.text[told.start :]).startswith("các ")


def _behind_commas(
    clauses: Clauses, first: Subject | None, end: int, lists: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Where an order by "Giao …" goes on with another agency's behind a comma ("Giao Sở A rà soát quy chế, | Sở B hỗ
    trợ hồ sơ"): one registered name with its order, no name before the comma, no purpose or other doer in between."""
    if first is None or first.mode is None or first.mode.value != "assign":
        return
    names = {m.span.end for m in clauses.named}
    stop = min(
        (m.span.start for label in ("opening", "foreign-doer") for m in clauses.all(label) if m.span.start > first.end),
        default=end,
    )
    for match in _COMMA.finditer(clauses.text, first.end, min(stop, end)):
        told = clauses.subject(match.end())
        inside = any(a < match.start() <= b for a, b in lists) or match.start() in names
        if told is None or inside or told.mode is not None or not _is_named(clauses, told, match.end()):
            continue
        if len(told.parties) == 1 and told.parties[0].agency.known and clauses.at("verb", clauses.skip(told.end)):
            yield match.end()


def _follows_matter(clauses: Clauses, told: Subject, start: int, position: int) -> bool:
    """Whether a clause behind words that tell nobody is an order: one by "Giao …", or, behind a matter and a colon ("Về
    bãi cát: đồng ý chủ trương; | Sở A lập dự án"), one to an agency by its name or by "Đề nghị"."""
    if told.mode is not None and told.mode.value == "assign":
        return True
    matter = clauses.text.find(": ", start, position) >= 0
    return matter and (told.mode is not None or _is_named(clauses, told, position))


def _concludes(clauses: Clauses, lexicon: Lexicon, subject: Subject) -> bool:
    """The issuer itself praises, blames or agrees: "Chủ tịch UBND tỉnh biểu dương …", no order to anybody."""
    by_issuer = subject.mode is None and [p.agency.id for p in subject.parties] == [lexicon.issuer_id]
    return by_issuer and clauses.at("concludes", _behind_marks(clauses.text, subject.end)) is not None


def _behind_marks(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _told_within(clauses: Clauses, start: int, end: int) -> Subject | None:
    """Who is told behind such words: "UBND tỉnh thống nhất | giao Sở A chủ trì …"."""
    modes = (m.span.start for m in clauses.all("mode") if start <= m.span.start < end)
    told = (clauses.subject(m) for m in modes)
    return next((s for s in told if s is not None and s.mode is not None and s.end <= end), None)


def _is_owners_own(clauses: Clauses, told: Subject) -> bool:
    """ "Sở A chỉ đạo …; yêu cầu các chủ đầu tư dọn dẹp": what the owner is to demand of a group, no order to it."""
    mode = told.mode
    words = fold(clauses.text[mode.span.start : mode.span.end]) if mode else ""
    return words.startswith("yêu cầu") and all_groups(told)


def _is_named(clauses: Clauses, told: Subject, position: int) -> bool:
    """Whether a clause begins with agencies by their names, whose order follows; an opening may stand before them."""
    first = clauses.skip(position)
    begins = told.start == first or clauses.at("opening", first) is not None
    return told.certain and begins and not all_groups(told)


def _subject(clauses: Clauses, lexicon: Lexicon, start: int, end: int) -> Subject | None:
    """Who a sentence tells, where it names them itself; in the first one also behind a title and a colon."""
    found = clauses.subject(start, lexicon.issuer_id)
    if found is None and start == 0:
        colon = clauses.text.find(": ", 0, min(end, 200))
        found = clauses.subject(colon + 1, lexicon.issuer_id) if colon > 0 else None
    return found if found is None or found.end <= end else None


def all_groups(subject: Subject) -> bool:
    """Groups only ("các sở, ban, ngành"), no agency by its name."""
    return all(p.agency.kind == "nhom" for p in subject.parties)


def _same(a: Subject, b: Subject) -> bool:
    return [p.agency.id for p in a.parties] == [p.agency.id for p in b.parties]
