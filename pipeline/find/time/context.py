"""What stands around words that say when, and makes them part of a name, of a cited text, of a budget, or of a routine.

Which words those are is data (rules/deadlines.toml, labels "time-…"); how far they reach is said here. All text is
folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.find.language.matching import Finder, Words, compile_rules
from pipeline.model import Mention
from pipeline.rulebook import shipped_rulebook

_LABELS = (
    "time-name",
    "time-cited",
    "time-described",
    "time-recipient",
    "time-given",
    "time-money",
    "time-routine",
    "time-yearly-act",
    "time-loose",
    "time-counted",
    "time-share",
    "time-having",
    "time-report",
    "time-work",
    "time-state",
    "time-act",
    "time-ceremony",
    "time-praise",
    "time-figures",
    "time-applied",
    "time-vision",
    "time-aim",
    "time-bracketed",
    "time-regular",
    "time-condition",
    "time-every",
    "time-weekday",
    "time-nth",
    "time-month-days",
    "time-issue",
    "time-other",
    "time-span",
    "time-school-matter",
    "time-festival",
    "time-festival-other",
)
_CITED_REACH = 60  # characters between the name of an act or event and its date
_MATTER_REACH, _MONEY_REACH, _DONE_REACH, _STATE_REACH, _APPLIED_REACH = 4, 6, 2, 3, 4  # words between
_PLAIN = re.compile(r"\s*(?:\w+\s+)*\Z")  # no mark stands between


@lru_cache(maxsize=1)
def context_finder() -> Finder:
    """The rules for the words around."""
    return compile_rules(shipped_rulebook().labelled(*_LABELS), {})


def clause_before(words: Words) -> str:
    """What stands before the words in their sentence."""
    return words.before[_clause_start(words.before) :]


def _clause_start(text: str) -> int:
    return max((m.end() for m in re.finditer(r"[.;\n](?=\s|$)", text)), default=0)


def _part_start(before: str) -> int:
    """Where the part between commas, colons or brackets begins."""
    return max((m.end() for m in re.finditer(r"[,:;.()\n](?=\s|$)|\(", before)), default=0)


def _said(words: Words, label: str) -> Iterator[tuple[Mention, str]]:
    """Each find of ``label`` before the words in their sentence, with what stands between."""
    start = _clause_start(words.before)
    for mention in context_finder().find(words.tokens.text, labels=(label,)):
        if start <= mention.span.start and mention.span.end <= words.start:
            yield mention, words.tokens.folded[mention.span.end : words.start]


def _near(words: Words, label: str, most: int) -> bool:
    """Whether a find stands before the words with at most ``most`` plain words between, and no mark."""
    return any(_PLAIN.match(gap) and len(gap.split()) <= most for _, gap in _said(words, label))


def _beside(words: Words, label: str) -> bool:
    """Whether a find stands directly before the words."""
    return _near(words, label, 0)


def in_quotes(words: Words) -> bool:
    """Whether a quotation mark of the sentence is still open: the words belong to a title."""
    return clause_before(words).count('"') % 2 == 1


def _is_cited(words: Words) -> bool:
    """Whether an act, its number, or a named event stands shortly before a date."""
    for mention, gap in _said(words, "time-cited"):
        if mention.value == "number" and not gap.strip():
            return True
        if len(gap) <= _CITED_REACH and (mention.value == "act" or (mention.value == "event" and "," not in gap)):
            return True
    return False


def in_a_name(words: Words) -> bool:
    """Whether "đến năm 2030" belongs to the name of a programme or a cited text, not to the order."""
    if in_quotes(words) or _beside(words, "time-vision"):
        return True
    if clause_before(words).rstrip().endswith((",", ":", "(")) or _beside(words, "time-aim"):
        return False
    of_years = words.pieces[-1][0] in ("year", "years")  # a programme's name holds years, not days
    return of_years and (names_something(words) or _is_cited(words))


def names_something(words: Words) -> bool:
    """Whether an undertaking, an act or money is named before the words in their sentence, or a title is open."""
    return any(True for _ in _said(words, "time-name")) or in_quotes(words)


def is_described(words: Words) -> bool:
    """Whether a bare date or period belongs to a cited act, an anniversary, or to what a report is about."""
    if in_quotes(words):
        return True
    if clause_before(words).rstrip().endswith(":") or _beside(words, "time-recipient"):
        return False  # "Báo cáo giữa kỳ: | tháng 12/2027"
    return _is_cited(words) or _near(words, "time-described", _MATTER_REACH)


def stands_apart(words: Words) -> bool:
    """Whether a bare date opens its sentence (or what follows a colon), or, with a year, closes its clause."""
    before = clause_before(words)
    if words.before.rstrip().endswith("(") and any(True for _ in _said(words, "time-bracketed")):
        return False
    if not re.search(r"\w", before.rpartition(":")[2]) and not words.after.lstrip().startswith("là "):
        return True
    if words.folded.startswith("ngày ") and words.after.lstrip().startswith(("tại ", "ở ")):
        return True  # "… lưu động ngày 09/01 tại nhà văn hóa"
    closes = re.match(r"\s*(?:[.,;:)]|$)", words.after) or words.after.lstrip().startswith(("tại ", "ở "))
    return bool(closes and re.search(r"\d{4}", words.folded))


def was_given(words: Words) -> bool:
    """Whether the words tell when something was given or done ("kinh phí được giao trong năm 2025")."""
    return any(
        _PLAIN.match(gap) and len(gap.split()) <= (_DONE_REACH if mention.value == "done" else 0)
        for mention, gap in _said(words, "time-given")
    )


def of_a_state(words: Words) -> bool:
    """Whether a day is that of a paper or a figure: "giấy phép hết hạn | trước ngày D", "tính | đến ngày D"."""
    return _near(words, "time-state", _STATE_REACH) or counts_a_share(words)


def of_the_past(words: Words) -> bool:
    """Whether the words, where they begin before the document's own date, tell what happened: in praise, in figures,
    behind a thing done ("doanh nghiệp thành lập | từ ngày A đến ngày B")."""
    return any(True for _ in _said(words, "time-praise")) or _was_done(words) or _is_a_thing(words)


def _was_done(words: Words) -> bool:
    """ "đã" in the same part of the sentence."""
    part = _part_start(words.before)
    return any(m.value == "done" and m.span.start >= part for m, _ in _said(words, "time-given"))


def _is_a_thing(words: Words) -> bool:
    """An act directly before the words that is not the order's own: it opens no part of the sentence."""
    part = _part_start(words.before)
    ceremonies = [m.span.end for m, _ in _said(words, "time-ceremony")]
    return any(
        not gap.strip() and m.span.start > part + 1 and not any(m.span.start - end == 1 for end in ceremonies)
        for m, gap in _said(words, "time-act")
    )


def of_figures(words: Words) -> bool:
    """Whether "từ A đến B" is the time that figures are for ("số liệu tai nạn | từ tháng 1 đến tháng 6")."""
    return _beside(words, "time-figures")


def is_applied(words: Words) -> bool:
    """Whether "từ ngày D" opens its sentence or follows "áp dụng": a start may lie before the document's date."""
    return _near(words, "time-applied", _APPLIED_REACH) or not re.search(r"\w", clause_before(words).rpartition(":")[2])


def of_money(words: Words) -> bool:
    """Whether "hằng năm" says which budget or target ("dự toán ngân sách hằng năm"), not when."""
    return any(len(re.findall(r"\w+", gap)) <= _MONEY_REACH for _, gap in _said(words, "time-money"))


def names_yearly_act(words: Words) -> bool:
    """Whether "cuối năm" is a part of what an office does every year ("xếp loại cuối năm")."""
    return _beside(words, "time-yearly-act")


def says_loosely(words: Words) -> bool:
    """Whether "cuối năm" describes a season or what must not happen, and sets no limit."""
    return any(m.value == "clause" or not gap.strip() for m, gap in _said(words, "time-loose"))


def is_regular(words: Words) -> bool:
    """Whether "thường xuyên" is part of a name ("chi thường xuyên", "giáo dục thường xuyên")."""
    return _beside(words, "time-regular")


def is_of_school(words: Words) -> bool:
    """Whether "năm học …" is what is summed up or planned ("tổng kết năm học 2025 - 2026"), not when."""
    return _beside(words, "time-school-matter")


def counts_a_share(words: Words) -> bool:
    """Whether a day is that on which a figure was counted ("có tỷ lệ giải ngân đến ngày … dưới 50%")."""
    if _beside(words, "time-counted"):  # "số liệu tính | đến ngày 31/12/2027"
        return True
    shares = context_finder().find(words.tokens.text, labels=("time-share",))
    behind = any(
        m.span.start >= words.end and not words.tokens.folded[words.end : m.span.start].strip() for m in shares
    )
    return behind and any("," not in gap for _, gap in _said(words, "time-having"))


def is_periodic(words: Words) -> bool:
    """Whether the sentence speaks of a routine before the words ("định kỳ", "báo cáo 6 tháng")."""
    return any(m.value == "clause" or not re.search(r"\w", gap) for m, gap in _said(words, "time-routine"))


def is_condition(text: str, position: int) -> bool:
    """Whether a date at ``position`` belongs to a case told before it in its sentence ("Đối với dự án đã giao đất trước
    ngày D, …"), not to what is to be done."""
    start = _clause_start(text[:position])
    found = context_finder().find(text, labels=("time-condition",))
    cases = [m for m in found if m.value == "case" and start <= m.span.start and m.span.end <= position]
    closed = any(m.value == "then" and m.span.start > position for m in found)
    return any(closed or not re.search(r",\s", text[m.span.end : position]) for m in cases)


def of_a_report(text: str, position: int) -> bool:
    """Whether the clause that leads to a limit at ``position`` is about reporting, and no work is named between."""
    start = _clause_start(text[:position])
    found = context_finder().find(text, labels=("time-report", "time-work"))
    inside = [m for m in found if start <= m.span.start and m.span.end <= position]
    reports = [m.span.end for m in inside if m.label == "time-report"]
    return bool(reports) and not any(m.value == "work" and m.span.start >= reports[-1] for m in inside)
