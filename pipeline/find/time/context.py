"""What stands around words that say when, and makes them part of a name, of a cited text, of a budget, or of a routine.

These are words of the language of administration that a reader asks about the text before a match; what can be said as
a sequence of words is a rule (rules/deadlines.toml). All text is folded.
"""

from __future__ import annotations

import re

from pipeline.find.language.matching import Words

# Names of undertakings, acts and money: years after them are theirs ("Chương trình … giai đoạn 2021 - 2025").
_NAMES = re.compile(
    r"\b(?:kế hoạch|chương trình|đề án|dự án|chiến lược|quy hoạch|nghị quyết|quyết định|nghị định|chỉ thị|thông tư"
    r"|luật|pháp lệnh|kết luận|công văn|công điện|thông báo|tờ trình|văn bản|hướng dẫn|hiệp định|đầu tư công|vốn"
    r"|ngân sách|kinh phí|dự toán|mục tiêu quốc gia|phong trào|lộ trình|tầm nhìn|định hướng|nhiệm kì|khoá"
    r"|chuẩn nghèo|bộ tiêu chí)\b"
)
# A cited act, or the day that an event is named after, directly before a date.
_CITED = re.compile(
    r"(?:\bsố [^ ]+ |\b(?:nghị quyết|quyết định|nghị định|chỉ thị|thông tư|luật|pháp lệnh|kết luận|công văn|công điện"
    r"|thông báo|tờ trình|văn bản|kế hoạch|báo cáo|hướng dẫn|hiệp định|quy định|điều lệ) [^.;]{0,60}"
    r"|\b(?:thành lập|truyền thống|kỉ niệm|chào mừng|hưởng ứng|quốc tế|sinh nhật|ban hành|kí|công bố|được công nhận"
    r"|toàn dân|giải phóng|tại (?:cuộc họp|hội nghị|kì họp|phiên họp|buổi làm việc))[^.;]{0,40})$"
)
# What a period describes rather than limits ("kết quả công tác quý II").
_DESCRIBED = re.compile(
    r"(?:phương hướng|nhiệm vụ|kết quả|số liệu|tình hình|công tác|báo cáo|phiên họp|kì họp|sơ kết|tổng kết|dự toán"
    r"|ngân sách|kinh phí|kế hoạch|chương trình|xét tặng|đánh giá|nghị quyết)\s+(?:\w+\s+){0,4}$"
)
# Who gets the report, not what it is about ("báo cáo UBND phường cuối tháng 02").
_RECIPIENT = re.compile(r"(?:báo cáo|gửi|trình)\s+(?:\w+\s+){1,6}(?:tỉnh|thành phố|xã|phường|đặc khu|huyện|bộ|sở)\s+$")
# Means or acts that were given or done in a period: it does not limit the order.
_GIVEN = re.compile(r"(?:được giao|đã giao|được cấp|được bố trí|phát sinh|đã \w+(?: \w+)?|được ban hành|đạt được)\s+$")
_BUDGETS = re.compile(
    r"\b(?:ngân sách|dự toán|kinh phí|vốn|nghị quyết|được giao|chi tiêu|thu nhập|đầu tư công|mục tiêu|chỉ tiêu|trợ cấp"
    r"|phụ cấp|lương)"
    r"\W+(?:\w+\W+){0,6}$"
)
_PERIODIC = re.compile(
    r"định kì|(?:hằng|hàng|mỗi) (?:năm|quý|tháng)|tổng kết năm|báo cáo (?:năm|quý|tháng)\s+(?:gửi )?$"
    r"|\b0?[69] tháng\W*$|^\W*(?:cả )?năm\s+$"
)
# What an office does once a year: "xếp loại cuối năm" is its name.
_YEARLY = re.compile(r"\b(?:đánh giá|xếp loại|kiểm điểm|bình xét|khen thưởng|thi đua|quyết toán)\s+$")
# "không để dồn việc vào cuối năm" forbids it, "nhu cầu tiêu dùng cuối năm" describes it: no limit is set.
_LOOSE = re.compile(r"\bkhông (?:để|dồn)\b[^.;]*$|\b(?:nhu cầu|tiêu dùng|mua sắm|thị trường|cao điểm|dịp)\s+$")
_COUNTED = re.compile(r"\b(?:tính|luỹ kế)\s+$")
# A share counted on a day: "chủ đầu tư có tỷ lệ giải ngân | đến ngày 30/11/2027 | dưới 50%".
_HAVING = re.compile(r"\bcó\b[^.;,]*$")
_SHARE = re.compile(r"\s*(?:dưới|trên|còn|đạt dưới|đạt trên|chưa đạt|thấp hơn)\s+\d+(?:[.,]\d+)?\s*%")
_REPORT = re.compile(r"\b(?:báo cáo|gửi kết quả)\b")
_WORK = re.compile(r"\b(?:hoàn thành|xong|thực hiện|tổ chức|triển khai|ban hành|xây dựng)\b")
_OF_A_REPORT = re.compile(r"(?:kết quả|tình hình)(?: \w+)? thực hiện|thực hiện kế hoạch")


def clause_before(words: Words) -> str:
    """What stands before the words in their sentence."""
    return _last_clause(words.before)


def _last_clause(text: str) -> str:
    return re.split(r"[.;\n](?=\s|$)", text)[-1]


def in_quotes(words: Words) -> bool:
    """Whether a quotation mark of the sentence is still open: the words belong to a title."""
    return clause_before(words).count('"') % 2 == 1


def in_a_name(words: Words) -> bool:
    """Whether "đến năm 2030" belongs to the name of a programme or a cited text, not to the order."""
    before = clause_before(words).rstrip()
    if in_quotes(words) or re.search(r"(?:tầm nhìn|định hướng)$", before):
        return True
    if before.endswith((",", ":", "(")) or re.search(r"(?:phấn đấu|thực hiện|hoàn thành|đạt|triển khai)$", before):
        return False
    of_years = words.pieces[-1][0] in ("year", "years")  # a programme's name holds years, not days
    return of_years and bool(_NAMES.search(before) or _CITED.search(before))


def names_something(words: Words) -> bool:
    """Whether an undertaking, an act or money is named before the words in their sentence, or a title is open."""
    return bool(_NAMES.search(clause_before(words))) or in_quotes(words)


def is_described(words: Words) -> bool:
    """Whether a bare date or period belongs to a cited act, an anniversary, or to what a report is about."""
    before = clause_before(words)
    if before.rstrip().endswith(":") and not in_quotes(words):  # "Báo cáo giữa kỳ: | tháng 12/2027"
        return False
    told_to = _RECIPIENT.search(before)
    return in_quotes(words) or (not told_to and bool(_CITED.search(before) or _DESCRIBED.search(before)))


def stands_apart(words: Words) -> bool:
    """Whether a bare date opens its sentence (or what follows a colon), or, with a year, closes its clause."""
    before = clause_before(words)
    if words.before.rstrip().endswith("(") and re.search(r"ngày|kỉ niệm|năm", before):
        return False
    if not re.search(r"\w", before.rpartition(":")[2]) and not re.match(r"\s+là\s", words.after):
        return True
    if words.folded.startswith("ngày ") and re.match(r"\s*(?:tại|ở) ", words.after):
        return True  # "… lưu động ngày 09/01 tại nhà văn hóa"
    return bool(re.search(r"\d{4}", words.folded) and re.match(r"\s*(?:[.,;:)]|$|tại |ở )", words.after))


def was_given(words: Words) -> bool:
    """Whether "trong năm 2025" tells when something was given or done ("kinh phí được giao trong năm 2025")."""
    return bool(_GIVEN.search(words.before))


def of_money(words: Words) -> bool:
    """Whether "hằng năm" says which budget or target ("dự toán ngân sách hằng năm"), not when."""
    return bool(_BUDGETS.search(words.before))


def names_yearly_act(words: Words) -> bool:
    """Whether "cuối năm" is a part of what an office does every year ("xếp loại cuối năm")."""
    return bool(_YEARLY.search(words.before))


def says_loosely(words: Words) -> bool:
    """Whether "cuối năm" describes a season or what must not happen, and sets no limit."""
    return bool(_LOOSE.search(words.before))


def counts_a_share(words: Words) -> bool:
    """Whether a day is that on which a figure was counted ("có tỷ lệ giải ngân đến ngày … dưới 50%")."""
    if _COUNTED.search(words.before):  # "số liệu tính | đến ngày 31/12/2027"
        return True
    return bool(_SHARE.match(words.after) and _HAVING.search(clause_before(words)))


def is_periodic(words: Words) -> bool:
    """Whether the sentence speaks of a routine before the words ("định kỳ", "báo cáo 6 tháng")."""
    return bool(_PERIODIC.search(clause_before(words)))


def of_a_report(folded_before: str) -> bool:
    """Whether the clause that leads to a limit is about reporting, and no work is named between."""
    clause = _last_clause(folded_before)
    found = list(_REPORT.finditer(clause))
    return bool(found) and not _WORK.search(_OF_A_REPORT.sub("", clause[found[-1].end() :]))
