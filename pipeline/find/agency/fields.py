"""The field in an agency's name that no registry has ("Trung tâm | Kiểm soát bệnh tật | tỉnh"): where it ends."""

from __future__ import annotations

from pipeline.find.agency.boundary import ROLES, boundary
from pipeline.find.agency.levels import begins_agency, level_at, read_tail
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words

_MOST_WORDS = 16
_LONG_RUN = 6  # more small words in a row than this are hardly a name
_BREATH = 7
# "Dân số", "Tự do", "Chuyển đổi số": no stop words there
SECOND_SYLLABLES = frozenset({"số", "do", "tự", "tại", "vì", "không"})
BOARD = "ban-chi-dao"
_MOST_OF_WORK = 18
_LEAST_OF_WORK = 2
_NOT_INSIDE = frozenset({"các", "những", "mọi", "toàn", "cấp"})


def field_end(words: Words, start: int, lexicon: Lexicon, single: bool = False) -> tuple[int, bool]:
    """Where the field after a head ends, and whether a mark, a level or a known verb says so.

    After a head of one word ("Ban", "Hội") the field must begin with a capital: "Ban hành", "Hội nghị" are no names.
    """
    k = start
    if single and (k >= len(words) or not words.cap[k]):
        return start, True
    while k < len(words) and k - start < _MOST_WORDS:
        step = _field_step(words, k, start, lexicon)
        if not step:
            break
        k += step
    while k > start and not words.cap[k - 1] and words.low[k - 1] in lexicon.joints | SEPARATORS | {"về"}:
        k -= 1
    if k >= len(words):
        return k, True
    if words.low[k : k + 2] in ROLES:
        return k, True
    lower_run = k - max([j for j in range(start, k) if words.cap[j]], default=start)
    return k, lower_run <= _LONG_RUN and _closes(words, k, lexicon)


def _closes(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether what stands after a field leaves no doubt that it ended: a mark, a level, a verb of no name."""
    if not words.low[k].isalnum() or words.cap[k] or words.low[k] == "và" or words.low[k] in lexicon.stops:
        return True
    verb = lexicon.verbs.longest(words, k)
    if verb is None:
        return level_at(words, k, lexicon) is not None
    return not could_be_name(words, k, lexicon)


def could_be_name(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether the verb at ``k`` may be a part of the name before it: it also stands in names, and another verb comes in
    the same breath."""
    inside = lexicon.in_names.longest(words, k)
    return inside is not None and _verb_ahead(words, inside[0], lexicon)


def _verb_ahead(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether another verb comes in the same breath: then the one before it may be a part of the name."""
    for j in range(k, min(k + _BREATH, len(words))):
        if not words.low[j].isalnum():
            return False
        if lexicon.verb(words, j, inside=True):
            return True
    return False


def _field_step(words: Words, k: int, start: int, lexicon: Lexicon) -> int:
    """How many words from ``k`` on still belong to the field; 0 ends it."""
    low = words.low[k]
    if low in SEPARATORS:
        return _field_joint(words, k, start, lexicon)
    province = lexicon.provinces.longest(words, k) if words.cap[k] else None
    if province:
        return province[0] - k
    if k > start and not words.cap[k] and (_after_place(words, k, start, lexicon) or _after_brand(words, k, lexicon)):
        return 0
    if not low[0].isalnum():
        return 0
    if low == "số" and words.low[k + 1 : k + 2] and words.low[k + 1].isdigit():  # "Trường Tiểu học số 1"
        return 2
    if k > start and begins_agency(words, k, lexicon) and not _inside(words, k, lexicon):
        return 0
    if (joined := lexicon.joined.longest(words, k)) and (words.cap[k] or not lexicon.verb(words, k)):
        return joined[0] - k  # "Cục | Quản lý, giám sát | bảo hiểm"; small letters may be the order
    if words.cap[k]:  # "Xây dựng" whole: its second syllable is a verb too
        whole = lexicon.in_names.longest(words, k)
        return whole[0] - k if whole else 1
    if low == "các" and lexicon.matters.longest(words, k + 1):
        return 0
    second_syllable = k > start and low in SECOND_SYLLABLES and _second_half(words, k)
    if low in lexicon.stops and not second_syllable and not (low == "về" and k == start):
        return 0
    if level_at(words, k, lexicon) is not None:
        return 0
    if lexicon.ends_field(words, k) and not _before_level(words, k, lexicon):
        return _object_of_name(words, k, start, lexicon)
    return 1 if k > start or not lexicon.determiners.longest(words, k) or low == "các" else 0


def _second_half(words: Words, k: int) -> bool:
    """Whether "số", "do", "không" … at ``k`` is the second half of a word: behind a capital, or where the name, as any
    word that binds cannot, ends with it ("Kinh tế số | và Dữ liệu")."""
    after = words.low[k + 1 : k + 2]
    ends = not after or not after[0][0].isalnum() or after[0] == "và"
    return words.cap[k - 1] or words.low[k - 1] == "đổi" or (words.low[k] in ("số", "do") and ends)


def _object_of_name(words: Words, k: int, start: int, lexicon: Lexicon) -> int:
    """How many words the verb at ``k`` takes where it belongs to the name: a verb in capitals that begins the field has
    its object there ("Xúc tiến | đầu tư", "Quản lý | bảo trì đường bộ"); 0 where it is the order's."""
    inside, verb = lexicon.in_names.longest(words, k), lexicon.verbs.longest(words, k)
    first = lexicon.in_names.longest(words, start)
    begun = first is not None and first[0] == k - (words.low[k - 1] == "và")
    if begun and verb and lexicon.verbs.longest(words, start) and (inside or _verb_ahead(words, verb[0], lexicon)):
        return (inside or verb)[0] - k
    if inside is None:
        return 0
    stop = boundary(words, inside[0], lexicon)
    listed = stop.by == "list" and begins_agency(words, stop.at + 1, lexicon)
    return inside[0] - k if (listed or stop.by == "role") and stop.at - k <= _BREATH else 0


def _before_level(words: Words, k: int, lexicon: Lexicon) -> bool:
    """A verb straight before the level that ends the name is a noun ("Trung tâm Dịch vụ | tổng hợp | xã")."""
    verb = lexicon.verbs.longest(words, k)
    end = level_at(words, verb[0], lexicon) if verb else None
    return end is not None and (end >= len(words) or not words.low[end][0].isalnum())


def _after_place(words: Words, k: int, start: int, lexicon: Lexicon) -> bool:
    """After a province's name or a number no lower-case word goes on ("Bưu điện Sơn La | chuyển phát")."""
    if words.low[k - 1].isdigit():
        return True
    places = (lexicon.provinces.longest(words, j) for j in range(max(start, k - 3), k) if words.cap[j])
    return any(place is not None and place[0] == k for place in places)


def _after_brand(words: Words, k: int, lexicon: Lexicon) -> bool:
    """After a company's brand of one word no lower-case word goes on ("Tập đoàn Viettel | liên thông")."""
    brand = lexicon.names.longest(words, k - 1)
    return brand is not None and brand[0] == k and brand[1].entry.agency.kind in ("doanh-nghiep", "ngan-hang")


def _inside(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency's head at ``k`` is part of the name before it ("Liên hiệp các Hội …", "Văn phòng Ban …")."""
    return (
        k > 0
        and (words.low[k - 1] in ("các", "của", "thuộc") or words.low[k - 1] not in SEPARATORS)
        and words.low[k - 1] != "\n"
    )


def _field_joint(words: Words, k: int, start: int, lexicon: Lexicon) -> int:
    """A separator within a field: "và", "-" and "," go on before words that begin neither agency, group nor order."""
    n = k + 1
    if k == start or n >= len(words) or not words.low[n][0].isalnum():
        return 0
    if words.low[k] in ("\n", "+") or begins_agency(words, n, lexicon):
        return 0
    if _order_at(words, n, lexicon) and not (words.low[k] == "và" and _second_of_name(words, k, start, lexicon)):
        return 0
    if (
        words.low[n] in lexicon.stops
        or lexicon.determiners.longest(words, n)
        or level_at(words, n, lexicon) is not None
    ):
        return 0
    if words.low[k] in ("-", "/", "&"):
        return 1
    if lexicon.generics.longest(words, n) and not words.cap[n]:
        return 0
    return 1 if words.low[k] == "và" or _comes_back(words, n, lexicon) else 0


def _second_of_name(words: Words, k: int, start: int, lexicon: Lexicon) -> bool:
    """Whether "và" at ``k`` joins two verbs that begin a name: "Nghiên cứu | và phát triển kinh tế"."""
    first = lexicon.in_names.longest(words, start)
    return bool(
        first and first[0] == k and lexicon.verbs.longest(words, start) and lexicon.in_names.longest(words, k + 1)
    )


def _order_at(words: Words, n: int, lexicon: Lexicon) -> bool:
    return lexicon.field_verbs.longest(words, n) is not None and lexicon.verb(words, n) and not words.cap[n]


def _comes_back(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether the words after a comma run on to "và", as a field's members do ("đầu tư, thương mại và du lịch")."""
    for j in range(k, min(k + 5, len(words))):
        if words.low[j] == "và":
            nxt = j + 1
            return (
                nxt < len(words)
                and not begins_agency(words, nxt, lexicon)
                and not lexicon.determiners.longest(words, nxt)
                and not (lexicon.generics.longest(words, nxt))
            )
        if not words.low[j][0].isalnum() and words.low[j] != ",":
            return False
        if not words.cap[j] and (words.low[j] in lexicon.stops or (j > k and lexicon.verb(words, j))):
            return False
    return False


def defined_end(words: Words, start: int, end: int) -> int | None:
    """Where a name ends that a bracket shortens to its first words: "Ban Tổ chức kỷ niệm … (Ban Tổ chức)"."""
    for k in range(end + 1, min(start + 45, len(words))):
        if words.low[k] in (";", ".", ":"):
            return None
        if words.low[k] == "(":
            short = words.low[k + 1 : k + 1 + end - start]
            return (
                k
                if short == words.low[start:end] and words.low[k + 1 + end - start : k + 2 + end - start] == (")",)
                else None
            )
    return None


def stands_alone(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """A head of several words without a field ("Văn phòng", "Trạm Y tế"): a name between marks or before an order."""
    if end - start < 2 or not words.cap[start]:
        return False
    return end >= len(words) or not words.low[end][0].isalnum() or words.low[end] == "và" or lexicon.verb(words, end)


def board_end(words: Words, end: int, lexicon: Lexicon) -> tuple[int, bool] | None:
    """Where a steering body's work ends that stands from word ``end`` on, and False: its verb may be an order as well.

    The work runs to a level behind which an order begins or nothing stands; ``end`` itself where only a role word says
    that the verb before it belongs to the name. A sub-committee's work runs to the colon behind it.
    None where nothing hints at a longer name.
    """
    if words.low[end - 2 : end] == ("tiểu", "ban") and (colon := _to_colon(words, end)):
        return colon, True
    start = end + (words.low[end : end + 1] == ("về",))
    if start >= len(words) or words.cap[start] or not (start > end or lexicon.verb(words, start)):
        return None
    for k in range(start + 1, min(start + _MOST_OF_WORK, len(words))):
        if words.low[k : k + 2] in ROLES:
            return end, False
        if _breaks(words, k, lexicon):
            return None
        if k - start >= _LEAST_OF_WORK and level_at(words, k, lexicon) is not None:
            after = read_tail(words, k, lexicon).end
            closed = after >= len(words) or words.low[after] in (":", "(") or lexicon.verb(words, after)
            return (k, False) if closed or words.low[after : after + 2] in ROLES else None
    return None


def _to_colon(words: Words, k: int) -> int:
    """Where the colon stands that ends a sub-committee's work: "Tiểu ban | Nội dung, tuyên truyền, lễ tân | : …"."""
    for n in range(k, min(k + _MOST_OF_WORK, len(words))):
        if words.low[n] == ":":
            return n
        if not words.low[n][0].isalnum() and words.low[n] not in (",", "-", "/"):
            return 0
    return 0


def _breaks(words: Words, k: int, lexicon: Lexicon) -> bool:
    low = words.low[k]
    if not low[0].isalnum():
        return low not in (",", "-", "/")
    return low in _NOT_INSIDE or (low in lexicon.stops and low not in SECOND_SYLLABLES)
