"""One agency's own name: a registered one, or kind word + field or place + level read by grammar.

Every reader takes words, the index where it must begin and the lexicon, and gives what it read and where that ends.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.boundary import ROLES, boundary, is_open
from pipeline.find.agency.councils import read_council
from pipeline.find.agency.fields import BOARD, board_end, defined_end, field_end, stands_alone
from pipeline.find.agency.levels import (
    COUNCIL,
    HAMLET,
    Found,
    begins_agency,
    joined,
    level_at,
    local_id,
    read_place,
    read_tail,
)
from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon, Name
from pipeline.find.registry.words import SEPARATORS, Words
from pipeline.model import Agency

_COMPLEMENT = 3  # small words between a kind word and its own name
_LONGEST_BEYOND = 4  # words behind a shortened name
_PLACES = ("các", "địa", "phương")
_BOARD_OF_ZONES = ("ban", "quản")
_SINGLE = (("trung", "tâm"), ("chi", "cục"))  # never shared by two fields that "và" joins


def read_name(words: Words, start: int, lexicon: Lexicon) -> Found | None:
    """The longest agency name that begins at ``start``, without the head of an agency before it and without groups."""
    if start >= len(words) or lexicon.not_names.longest(words, start):
        return None
    known = lexicon.names.longest(words, start)
    if words.low[start : start + 7] == (*COUNCIL, *_PLACES):  # "UBND các địa phương": of every level, a group
        name, order = words.written(start, start + 7), lexicon.view.registry.kinds["nhom"].order
        return Found(start, start + 7, Agency(f"nhom-{slug(name)}", name, "nhom", order=order, known=False))
    if words.low[start : start + 4] == COUNCIL and not (known and known[1].entry.agency.kind == "mat-tran"):
        return _registered_council(read_council(words, start, start + 4, "", lexicon), known, lexicon)
    return _with_rest(words, _named(words, start, known, lexicon), lexicon)


def _with_rest(words: Words, found: Found | None, lexicon: Lexicon) -> Found | None:
    """ "Ban Quản lý Khu kinh tế Vũng Áng | và các khu công nghiệp tỉnh": words that always end such a name."""
    if found and words.low[found.end : found.end + 3] == _PLACES:
        name = words.written(found.start, found.end + 3)  # "Sở Y tế | các địa phương": those of several
        return Found(found.start, found.end + 3, replace(found.agency, id=slug(name), name=name, known=False))
    if found is None or words.low[found.start : found.start + 2] != _BOARD_OF_ZONES:
        return found
    rest = lexicon.zones.longest(words, found.end + 1) if words.low[found.end : found.end + 1] == ("và",) else None
    if rest is None:
        return found
    end = read_tail(words, rest[0], lexicon).end
    name = words.written(found.start, end)
    return replace(found, end=end, agency=replace(found.agency, name=name, id=slug(name), known=False))


def _named(words: Words, start: int, known: tuple[int, Name] | None, lexicon: Lexicon) -> Found | None:
    head = lexicon.heads.longest(words, start)
    if known and known[1].entry.agency.id == "van-phong-ubnd":
        return read_council(words, start, known[0], known[1].spelling, lexicon)
    if known and not (head and head[0] > known[0]) and _named_here(words, start, known[0], known[1], lexicon):
        return _registered(words, start, known[0], known[1], lexicon)
    return _by_grammar(words, start, head[0], head[1], lexicon) if head else None


def _registered_council(found: Found, known: tuple[int, Name] | None, lexicon: Lexicon) -> Found:
    """A committee under a former name ("thị xã" that is a city now) is the registered one."""
    if known and known[0] == found.end and lexicon.view.get(found.agency.id) is None:
        return replace(found, agency=replace(known[1].entry.agency, name=found.agency.name))
    return found


def _named_here(words: Words, start: int, end: int, name: Name, lexicon: Lexicon) -> bool:
    """Whether registered words are a name here, not common words ("công an", "hội nghị")."""
    tail = read_tail(words, end, lexicon)
    if not name.entry.bare and tail.end == end:
        beside = words.low[end : end + 1] + words.low[max(start - 1, 0) : start]
        listed = name.entry.in_lists and any(mark in SEPARATORS for mark in beside)
        proper = end < len(words) and words.cap[end] and not lexicon.papers.longest(words, end)
        return words.cap[start] and (listed or proper or begins_agency(words, end, lexicon))
    return words.cap[start] or end - start >= 4 or tail.end > end or any(words.cap[start:end])


def _registered(words: Words, start: int, end: int, name: Name, lexicon: Lexicon) -> Found | None:
    agency = name.entry.agency
    tail = read_tail(words, end, lexicon)
    head = lexicon.heads.longest(words, start)
    if tail.end == end and head and _two_matters(words, start, end, lexicon):
        return _by_grammar(words, start, head[0], head[1], lexicon)
    if tail.end == end and not name.whole and _goes_on(words, end, lexicon):
        return _beyond_alias(words, start, end, agency, name.spelling, lexicon)
    if tail.end == end and (stop := _named_on(words, end, agency.kind, lexicon)):
        whole = words.written(start, stop)
        return Found(start, stop, replace(agency, id=slug(whole), name=whole, known=False), certain=False)
    if tail.end == end and _longer(words, end, agency.kind, lexicon):
        return _by_grammar(words, start, end, agency.kind, lexicon)
    written = joined(name.spelling, words, end, tail.end)
    local = replace(agency, name=written, id=local_id(agency.id, tail, lexicon))
    if local.id != agency.id:
        local = lexicon.view.get(local.id) or local
        local = replace(local, name=written)
    return Found(start, tail.end, local)


def _goes_on(words: Words, end: int, lexicon: Lexicon) -> bool:
    """Whether a word behind a shortened name may as well be the name's: an open one, or an adverb or "không" that no
    order's verb follows at once."""
    if end >= len(words) or words.cap[end] or not words.low[end][0].isalpha():
        return False
    adverb = lexicon.adverbs.longest(words, end)
    after = adverb[0] if adverb else end + 1
    if adverb or words.low[end] == "không":
        return not (after < len(words) and lexicon.verb(words, after)) or words.low[after : after + 2] in ROLES
    return is_open(words, end, lexicon)


def _beyond_alias(words: Words, start: int, end: int, agency: Agency, spelling: str, lexicon: Lexicon) -> Found:
    """A shortened name ("Sở Giáo dục") behind which words stand that begin no order's clause ("thường xuyên chủ trì",
    "không phát thải, Công an tỉnh"): a longer name where a list or a role word closes it, else the agency; a guess."""
    stop = boundary(words, end + 1, lexicon)
    if stop.by in ("list", "role") and stop.at - end <= _LONGEST_BEYOND:
        name = words.written(start, stop.at)
        longer = replace(agency, id=slug(name), name=name, known=False)
        return Found(start, stop.at, longer, certain=False)
    return Found(start, end, replace(agency, name=spelling), certain=False)


def _named_on(words: Words, end: int, kind: str, lexicon: Lexicon) -> int:
    """Where a registered name of local bodies ends that open words and a place in capitals follow up to a mark: "Hải
    quan cửa khẩu | quốc tế Lao Bảo,"; 0 elsewhere."""
    if kind not in ("nganh-doc", "don-vi", "quan-doi") or not is_open(words, end, lexicon) or words.cap[end]:
        return 0
    stop = boundary(words, end, lexicon)
    return stop.at if stop.by not in ("stop", "object", "order", "name") and words.cap[stop.at - 1] else 0


def _longer(words: Words, end: int, kind: str, lexicon: Lexicon) -> bool:
    """Whether a registered name is only the beginning of a longer one: a capital or "các <field>" goes on after it."""
    if end >= len(words) or words.low[end] in SEPARATORS or lexicon.papers.longest(words, end):
        return False
    if words.low[end] == "các":
        return lexicon.noun(words, end + 1) is None and field_end(words, end, lexicon)[0] > end + 1
    if kind in ("bo", "so") and begins_agency(words, end, lexicon):  # "Bộ Y tế | Bộ Tài chính": a mark is missing
        return False
    if words.low[end : end + 2] == ("công", "trình"):  # "Ban Quản lý dự án … | công trình thủy lợi"
        return True
    if kind == BOARD:  # "Ban Chỉ đạo | quốc gia 1237"
        return field_end(words, end, lexicon)[0] > end
    return words.cap[end] and not lexicon.verb(words, end) and field_end(words, end, lexicon)[0] > end


def _two_matters(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a registered name has a second field of work: "Phòng Kinh tế | - Xây dựng", "Trung tâm A | và B"; no
    person, no other body."""
    k = end + 1
    mark = words.low[end : end + 1]
    if mark != ("-",) and not (mark == ("và",) and words.low[start : start + 2] in _SINGLE):
        return False
    if k >= len(words) or not words.cap[k] or words.low[k] in lexicon.surnames or begins_agency(words, k, lexicon):
        return False
    inside = lexicon.in_names.longest(words, k) is not None
    other = lexicon.papers.longest(words, k) or lexicon.generics.longest(words, k) or lexicon.titles.longest(words, k)
    return other is None and (inside or not lexicon.verb(words, k))


def _by_grammar(words: Words, start: int, end: int, kind: str, lexicon: Lexicon) -> Found | None:
    """A name that no registry has: head words, then field and place as far as grammar carries, then the level."""
    shouted = words.show[start].isupper() and len(words.show[start]) > 1
    hamlet = kind == HAMLET and words.cap[end : end + 1] == (True,)  # "thôn Xuân Hòa"
    if end - start < 2 and (shouted or not words.cap[start]) and not hamlet:
        return None
    if end - start == 1 and (stop := _common_then_proper(words, end, lexicon)):
        name = words.written(start, stop)
        order = lexicon.view.registry.kinds[kind].order + 99
        return Found(start, stop, Agency(slug(name), name, kind, order=order, known=False), certain=False)
    if (kind == HAMLET and not hamlet) or _is_verb(words, start, end, lexicon):
        return None
    after, certain = field_end(words, end, lexicon, single=end - start == 1)
    if defined := defined_end(words, start, end):
        after, certain = defined, True
    elif kind == BOARD and (work := board_end(words, end, lexicon)) and work[0] >= after:
        after, certain = work
    of = kind == BOARD and words.low[after : after + 1] == ("của",) and level_at(words, after + 1, lexicon) is not None
    tail = read_tail(words, after + of, lexicon)  # "Tổ công tác đặc biệt của tỉnh"
    if tail.end == end and not stands_alone(words, start, end, lexicon):
        return None
    name = words.written(start, tail.end)
    name = name.capitalize() if name.isupper() else name[0].upper() + name[1:]
    if near := _misspelt(words.low[start:after], kind, lexicon):
        return Found(start, tail.end, replace(near, name=joined(near.name, words, after, tail.end)), False)
    base = slug(words.written(start, after))
    order = lexicon.view.registry.kinds[kind].order + 99
    agency = Agency(local_id(base, tail, lexicon), name, kind, order=order, known=False)
    return Found(start, tail.end, lexicon.view.get(agency.id) or agency if after == end else agency, certain)


def _common_then_proper(words: Words, end: int, lexicon: Lexicon) -> int:
    """Where a name ends whose kind word has a complement in small letters before its own name ("Trạm | thu phí Liêm
    Tuyền"); 0 where verbs, stop words or no capitals follow."""
    k = end
    while k < len(words) and k - end < _COMPLEMENT and words.low[k][0].isalpha() and not words.cap[k]:
        if words.low[k] in lexicon.stops or lexicon.verb(words, k) or level_at(words, k, lexicon) is not None:
            return 0
        k += 1
    if k in (end, end + 1) or k >= len(words) or not words.cap[k] or begins_agency(words, k, lexicon):
        return 0
    return read_place(words, k, lexicon)


def _is_verb(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a kind word of one syllable is the first half of a verb: "Tổ chức", "BAN HÀNH" (but "Ban Hành chính")."""
    shouted = words.show[start].isupper() and len(words.show[start]) > 1
    verb = lexicon.verbs.longest(words, start)
    return end - start == 1 and verb is not None and verb[0] > end and (shouted or not words.cap[end])


def _misspelt(low: tuple[str, ...], kind: str, lexicon: Lexicon) -> Agency | None:
    """The one registered department or ministry that a name differs from in one letter ("Sở Sây dựng")."""
    if kind not in ("so", "bo"):
        return None
    name = " ".join(low)
    near = [
        entry.agency
        for entry in lexicon.view.entries.values()
        if entry.agency.kind == kind
        and len(entry.agency.name) == len(name)
        and sum(a != b for a, b in zip(fold(entry.agency.name), name, strict=True)) == 1
    ]
    return near[0] if len(near) == 1 else None
