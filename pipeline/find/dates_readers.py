"""From words that say when to a limit: one function for each kind of wording; rules/deadlines.toml names them.

What the words mean can hang on the document's own date (an elided year, "within 15 days of issue"), so a reader gives a
``Time``: ask it with that date, or with None where the document does not carry it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.find.dates_recurrence import Recurrence, recurrence, yearly
from pipeline.find.dates_windows import FUZZY, OPEN, PIECES, Window, window
from pipeline.find.matching import Words
from pipeline.model import Deadline, DeadlineKind


@dataclass(frozen=True, slots=True)
class DeadlineFind:
    """A limit as read. ``why`` is the code of the doubt (W42x) where the reading is not ``certain``.

    ``focus`` is the stretch that the plan calls the main one. ``strength`` tells how plainly the words set a limit: 3
    "trước", "chậm nhất", "hoàn thành …"; 2 "trong", "vào", "từ … đến"; 1 a bare date or month; 0 words that set a limit
    only in a label line or a cell. ``report`` is set where the limit is that of a report.
    """

    deadline: Deadline
    focus: tuple[date | None, date | None] | None = None
    certain: bool = True
    why: str = ""
    strength: int = 2
    report: bool = False
    labelled: bool = False
    parts: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """Words that say when; ``at`` resolves them against the document's date (None: they are no limit after all)."""

    at: Callable[[date | None], DeadlineFind | None]

    def __str__(self) -> str:
        """As examples of rules show it: "2025-06-01..2025-06-30", else the recurrence, else the kind."""
        found = self.at(None)
        return shown(found.deadline) if found else "none"


def shown(deadline: Deadline) -> str:
    """A deadline in a few characters: its dates, else its recurrence, else its kind."""
    if deadline.start or deadline.end:
        return f"{deadline.start or ''}..{deadline.end or ''}"
    return deadline.recurrence or deadline.kind


NO_LIMIT = Time(lambda anchor: None)


def _parts(words: Words) -> list[tuple[str, str, str]]:
    """Each piece with the part of it that the words before it name ("đầu", "cuối", "tuần đầu" …)."""
    found: list[tuple[str, str, str]] = []
    t = words.tokens
    for i in range(words.first, words.last):
        if t.names[i] in PIECES and (t.names[i] != "number" or t.ends[i] - t.starts[i] == 4):
            left = t.folded[t.starts[words.first] : t.starts[i]].split()
            part = left[-1] if left and left[-1] in ("đầu", "giữa", "cuối") else ""
            week = re.search(r"tuần (?:thứ )?(đầu|cuối)(?: tiên| cùng)?(?: của)?$", " ".join(left))
            found.append((t.names[i], t.folded[t.starts[i] : t.ends[i]], f"tuần {week[1]}" if week else part))
    return found


def clause_before(words: Words) -> str:
    """What stands before the words in their sentence, folded."""
    return re.split(r"[.;\n](?=\s|$)", words.before)[-1]


_PERIODIC = re.compile(r"định kì|(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|tổng kết năm|\b0?6 tháng\W*$|\b0?9 tháng\W*$")


def _made(
    words: Words, strength: int, build: Callable[[Window, date | None], Deadline | None]
) -> Callable[[date | None], DeadlineFind | None]:
    """``build`` on the window that the words cover; a day without a year beside "định kỳ" or "hằng năm" recurs."""
    parts = _parts(words)
    elided = not any(re.search(r"\d{4}", piece) for _, piece, _ in parts)
    periodic = elided and _PERIODIC.search(clause_before(words))

    def at(anchor: date | None) -> DeadlineFind | None:
        if periodic and (rule := yearly(words.folded)) is not None:
            deadline = Deadline(kind="recurring", recurrence=str(rule), inclusive="trước" not in words.folded.split())
            return DeadlineFind(deadline, strength=strength, parts=rule)
        covered = window(parts, anchor)
        deadline = build(covered, anchor) if covered else None
        if covered is None or deadline is None:
            return None
        return DeadlineFind(deadline, certain=not covered.doubt, why=covered.doubt, strength=strength)

    return at


def _limit_kind(covered: Window, anchor: date | None) -> DeadlineKind:
    if covered.kind in ("date", "range"):
        return "before"
    if covered.kind == "year" and covered.end and (anchor is None or covered.end.year != anchor.year):
        return "multi_year"
    return covered.kind


def before(words: Words) -> Time:
    """"trước ngày D" ends on D, the day itself not included; "trước tháng M" on the last day before that month."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        end = covered.end
        if covered.start and covered.kind not in ("date", "range") and not covered.doubt:
            end = covered.start - timedelta(days=1)
        kind: DeadlineKind = "before" if covered.kind in ("date", "range") else covered.kind
        return Deadline(None, end, kind, inclusive=False)

    return Time(_made(words, 3, build))


def by(words: Words) -> Time:
    """"chậm nhất", "đến hết", "không muộn hơn": the last day counts."""
    return Time(_made(words, 3, lambda covered, anchor: Deadline(None, covered.end, _limit_kind(covered, anchor))))


def until(words: Words) -> Time | None:
    """"đến năm 2030", "đến ngày D": a limit, unless it belongs to the name of a programme or a cited text."""
    if _in_a_name(words):
        return None
    return Time(_made(words, 2, lambda covered, anchor: Deadline(None, covered.end, _limit_kind(covered, anchor))))


def done(words: Words) -> Time:
    """"hoàn thành trong quý IV", "xong ngày D": plain words for a limit; a day has no start."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        if covered.kind == "date":
            return Deadline(None, covered.end, "before")
        return Deadline(covered.start, covered.end, covered.kind)

    return Time(_made(words, 3, build))


def _whole(covered: Window, anchor: date | None) -> Deadline:
    return Deadline(covered.start, covered.end, covered.kind)


def within(words: Words) -> Time:
    """"trong tháng 10", "vào ngày D", "từ ngày A đến ngày B": the whole stretch."""
    return Time(_made(words, 2, _whole))


_LONGEST = {"month": 31, "quarter": 92, "year": 366}


def since(words: Words) -> Time:
    """"từ 01/7/2025", "từ quý II": a start without an end; "từ tháng 4 đến tháng 6" has both."""

    def build(covered: Window, anchor: date | None) -> Deadline:
        several = covered.start and covered.end and (covered.end - covered.start).days >= _LONGEST.get(covered.kind, 9999)
        return _whole(covered, anchor) if several else Deadline(covered.start, None, "range")

    return Time(_made(words, 2, build))


def onward(words: Words) -> Time:
    """"năm 2026 và các năm tiếp theo": it begins with the stretch and goes on."""
    return Time(_made(words, 0, lambda covered, anchor: Deadline(covered.start, None, covered.kind)))


def from_now(words: Words) -> Time:
    """"từ nay đến …": from the document's own date."""
    return Time(_made(words, 2, lambda covered, anchor: Deadline(anchor, covered.end, "range")))


# Words that make a bare date, month or stage part of a name, of a cited text or of a budget.
_NAMES = re.compile(
    r"\b(?:kế hoạch|chương trình|đề án|dự án|chiến lược|quy hoạch|nghị quyết|quyết định|nghị định|chỉ thị|thông tư|luật"
    r"|pháp lệnh|kết luận|công văn|công điện|thông báo|tờ trình|văn bản|hướng dẫn|hiệp định|đầu tư công|vốn|ngân sách"
    r"|kinh phí|dự toán|mục tiêu quốc gia|phong trào|lộ trình|tầm nhìn|định hướng|nhiệm kì|khoá|chuẩn nghèo|bộ tiêu chí)\b"
)
_CITED = re.compile(
    r"(?:\bsố [^ ]+ |\b(?:nghị quyết|quyết định|nghị định|chỉ thị|thông tư|luật|pháp lệnh|kết luận|công văn|công điện"
    r"|thông báo|tờ trình|văn bản|kế hoạch|báo cáo|hướng dẫn|hiệp định|quy định|điều lệ) [^.;]{0,60}"
    r"|\b(?:thành lập|truyền thống|kỉ niệm|quốc tế|sinh nhật|ban hành|kí|công bố|được công nhận|toàn dân|giải phóng)[^.;]{0,40})$"
)
_DESCRIBED = re.compile(
    r"(?:phương hướng|nhiệm vụ|kết quả|số liệu|tình hình|công tác|báo cáo|phiên họp|kì họp|sơ kết|tổng kết|dự toán|ngân sách"
    r"|kinh phí|kế hoạch|chương trình|xét tặng|đánh giá|nghị quyết)\s+(?:\w+\s+){0,4}$"
)


def _in_a_name(words: Words) -> bool:
    before_it = clause_before(words).rstrip()
    if before_it.count('"') % 2 or re.search(r"(?:tầm nhìn|định hướng)$", before_it):
        return True
    if before_it.endswith((",", ":", "(")) or re.search(r"(?:phấn đấu|thực hiện|hoàn thành|đạt|triển khai)$", before_it):
        return False
    return bool(_NAMES.search(before_it) or _CITED.search(before_it))


def bare(words: Words) -> Time | None:
    """A date, month or quarter without a word that makes it a limit: taken where it opens its sentence or closes its clause."""
    before_it = clause_before(words)
    if before_it.count('"') % 2 or _CITED.search(before_it) or _DESCRIBED.search(before_it):
        return None
    opens = not re.search(r"\w", before_it.rpartition(":")[2]) and not re.match(r"\s+là\s", words.after)
    closes = re.match(r"\s*(?:[.,;:)]|$|tại |ở )", words.after)
    if not (opens or (closes and re.search(r"\d{4}", words.folded))):
        return None
    if words.before.rstrip().endswith("(") and re.search(r"ngày|kỉ niệm|năm", before_it):
        return None
    return Time(_made(words, 1, _whole))


def stage(words: Words) -> Time | None:
    """"giai đoạn 2024 - 2026": the years of the work, unless they belong to the name of a programme or to money."""
    if _NAMES.search(clause_before(words)) or clause_before(words).count('"') % 2:
        return None
    return Time(_made(words, 1, _whole))


def value(words: Words) -> Time:
    """A bare year or stage in a label line or cell, where nothing else can stand ("2026", "2025 - 2030")."""
    return Time(_made(words, 0, _whole))


def nothing(words: Words) -> Time:
    """Words that look like a limit and are none (a cited text, a budget, a name)."""
    return NO_LIMIT


def anniversary(words: Words) -> Time | None:
    """"(07/5/1954 - 07/5/2024)": the two ends of the years that are celebrated."""
    covered = window(_parts(words), None)
    long = covered and covered.start and covered.end and (covered.end - covered.start).days > 400
    return NO_LIMIT if long else None


def ongoing(words: Words) -> Time | None:
    """"thường xuyên", "liên tục": it goes on; not where it names money, a kind of school or a duty."""
    if re.search(r"\b(?:chi|vốn|kinh phí|giáo dục|công tác|nhiệm vụ|đào tạo|nguồn|kì họp|họp)\s+$", words.before):
        return None
    return Time(lambda anchor: DeadlineFind(Deadline(kind="ongoing"), strength=1))


def event(words: Words) -> Time:
    """Bound to an event whose date the words do not give."""
    inclusive = not re.match(r"trước (?!,)(?:khi|lúc|thời)", words.folded)
    return Time(lambda anchor: DeadlineFind(Deadline(kind="event", inclusive=inclusive), strength=1))


_BUDGETS = re.compile(
    r"\b(?:ngân sách|dự toán|kinh phí|vốn|nghị quyết|được giao|chi tiêu|thu nhập|đầu tư công|mục tiêu|chỉ tiêu)\W+(?:\w+\W+){0,6}$"
)


def recurs(words: Words) -> Time | None:
    """"hằng năm", "trước ngày 20 hằng tháng", "thứ Sáu hằng tuần": a rule of RFC 5545."""
    if _BUDGETS.search(words.before):
        return None
    rule = recurrence(words.folded)
    if rule is None:
        return None
    deadline = Deadline(kind="recurring", recurrence=str(rule), inclusive="trước" not in words.folded.split())
    return Time(lambda anchor: DeadlineFind(deadline, strength=2 if rule.months or rule.days else 1, parts=rule))


def open_ended(found: DeadlineFind) -> DeadlineFind:
    """The same limit, marked as one that hangs on a date which the document does not carry."""
    return replace(found, certain=False, why=OPEN)


def fuzzy(deadline: Deadline, strength: int = 2) -> DeadlineFind:
    """A limit that usage gives rather than the words."""
    return DeadlineFind(deadline, certain=False, why=FUZZY, strength=strength)
