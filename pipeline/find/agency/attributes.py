"""What narrows a group down: long attributes, "thuộc …", "nơi có …", "theo …", and where they end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.boundary import ROLES
from pipeline.find.agency.levels import Found, begins_agency
from pipeline.find.registry.ids import group_id
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words

_MOST_WORDS = 45
_ATTRIBUTIVE = frozenset({"đang", "đã", "chưa", "được", "thuộc", "nằm", "không", "để", "diện", "bị"})
_OPENS_ATTRIBUTE = frozenset({"đang", "chưa", "thuộc", "nằm", "bị"})


def attribute_end(words: Words, end: int, lexicon: Lexicon) -> int:
    """Where a long attribute ends that begins at ``end`` with a verb as attribute or one of "đang", "chưa", "thuộc" …
    ("các nhà thầu | đang thi công, sửa chữa nhà xưởng trong khu công nghiệp | bố trí"): before the first verb of orders
    that no comma and no such word stands before; 0 where there is none."""
    opening = lexicon.attributes.longest(words, end)
    if not opening and (end >= len(words) or words.low[end] not in _OPENS_ATTRIBUTE):
        return 0
    for k in range(end + 1, min(end + _MOST_WORDS, len(words))):
        if words.low[k] in (".", ";", ":", "("):
            return 0
        if words.low[k : k + 2] in ROLES:
            return k
        verb = None if words.cap[k] else lexicon.verbs.longest(words, k)
        if not verb or verb[0] < k + 2 or words.low[k] in lexicon.stops or not lexicon.verb(words, k):
            continue
        inner = max(
            (f[0] for f in (lexicon.in_names.longest(words, k), lexicon.attributes.longest(words, k)) if f), default=0
        )
        if inner < verb[0] and words.low[k - 1] not in _ATTRIBUTIVE | SEPARATORS | lexicon.stops:
            ahead = lexicon.verbs.longest(words, k - 1)  # "ký | cam kết"
            return k - 1 if ahead and ahead[0] == k and words.low[k - 1] not in lexicon.stops else k
    return 0


def narrowed(words: Words, found: Found, lexicon: Lexicon, names_only: bool) -> Found:
    """A group or the committees of several units with what narrows them down: "UBND các tỉnh | thuộc lưu vực sông Lúa |
    rà soát", "các xã | có làng nghề truyền thống | tổng hợp".

    An order's verb closes it, one of a single syllable as a guess; among names a mark or the end. "có trách nhiệm", "có
    kế hoạch" begin the order itself.
    """
    k = found.end
    opening, units = words.low[k : k + 1], found.agency.id.startswith("ubnd-cac-")
    if opening not in (("có",), ("nơi",), ("thuộc",)) or not (units or found.agency.kind == "nhom"):
        return found
    if opening == ("thuộc",) and not units:
        return found
    if lexicon.matters.longest(words, k + 1) or lexicon.duties.longest(words, k + 1):
        return found
    there = words.low[k + 1 : k + 2] == ("có",)  # "nơi | có | bãi chôn lấp"
    end, closed = run(words, k + 1 + there, lexicon, False)
    verb = lexicon.verbs.longest(words, end) if end < len(words) and lexicon.verb(words, end) else None
    marked = end >= len(words) or not words.low[end][0].isalnum()
    role = words.low[end : end + 2] in ROLES
    if end == k + 1 or not (verb or role or opening == ("thuộc",) or (names_only and marked)):
        return found
    name = words.written(found.start, end)
    agency = replace(found.agency, name=name) if units else replace(found.agency, name=name, id=group_id(name))
    return replace(
        found, end=end, agency=agency, certain=found.certain and closed and not (verb and verb[0] == end + 1)
    )


def with_terms(words: Words, found: Found, lexicon: Lexicon) -> Found:
    """In a cell or label the words "theo …" behind a group belong to it: "Các sở, ngành | theo quy định"."""
    if found.agency.kind != "nhom" or words.low[found.end : found.end + 1] != ("theo",):
        return found
    end, _ = run(words, found.end, lexicon, True)
    name = words.written(found.start, end)
    return replace(found, end=end, agency=replace(found.agency, id=group_id(name), name=name))


def run(words: Words, k: int, lexicon: Lexicon, names_only: bool) -> tuple[int, bool]:
    """Words up to an order's verb, a stop word or a mark that ends names; in names only, up to ";" or the end."""
    start = k
    while k < len(words) and k - start < _MOST_WORDS:
        low = words.low[k]
        if low in (";", ".", ":", "(", ")", "\n"):
            break
        if low in (",", "và") and not _goes_on(words, k, lexicon, names_only):
            break
        if words.low[k : k + 2] in (("có", "trách"), ("chịu", "trách")):
            break
        if not names_only and low[0].isalnum() and not words.cap[k] and _stops_run(words, k, lexicon):
            break
        k += 1
    while k > start and words.low[k - 1] in SEPARATORS:
        k -= 1
    return k, k >= len(words) or not words.low[k][0].isalnum() or lexicon.verb(words, k)


def _stops_run(words: Words, k: int, lexicon: Lexicon) -> bool:
    if words.low[k] in lexicon.stops - {"trong", "tại"}:
        return True
    return lexicon.verb(words, k, inside=True) and not lexicon.attributes.longest(words, k)


def _goes_on(words: Words, k: int, lexicon: Lexicon, names_only: bool) -> bool:
    """Whether a comma or "và" is inside the attribute: what follows begins no agency, group or order."""
    n = k + 1
    if n >= len(words) or not words.low[n][0].isalnum() or begins_agency(words, n, lexicon):
        return False
    if lexicon.determiners.longest(words, n) or lexicon.group_openers.longest(words, n):
        return False
    listed = lexicon.attributes.longest(words, n) and any(
        (before := lexicon.attributes.longest(words, j)) and before[0] == k for j in range(max(0, k - 4), k)
    )  # "cung ứng dịch vụ thu gom, | vận chuyển"
    return names_only or bool(listed) or not lexicon.verb(words, n)
