"""One agency's own name: a registered one, or kind word + field or place + level read by grammar.

Every reader takes words, the index where it must begin and the lexicon, and gives the first index after what it read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.find.agency_lexicon import Lexicon, Name
from pipeline.find.agency_words import SEPARATORS, Words
from pipeline.find.registry import slug
from pipeline.find.tokens import fold
from pipeline.model import Agency

_MOST_WORDS = 16
_COUNCIL = ("uỷ", "ban", "nhân", "dân")
_PLURAL_OF = ("xã", "phường", "đặc khu", "thị trấn", "huyện", "quận", "thị xã")
_WHOLE_PROVINCE = {"tỉnh", "thành phố", "cấp tỉnh", "cấp thành phố"}
_DISTRICT_WORDS = {"huyện", "quận", "thị xã", "cấp huyện"}
_COMMUNE_WORDS = {"xã", "phường", "thị trấn", "đặc khu", "cấp xã"}


@dataclass(frozen=True, slots=True)
class Found:
    """An agency that was read: words ``start`` to ``end``; ``certain`` False where its end was guessed."""

    start: int
    end: int
    agency: Agency
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Tail:
    """Level and place after a name: end, folded levels, folded place ("" where none), whether several units are meant."""

    end: int
    levels: tuple[str, ...] = ()
    place: str = ""
    plural: bool = False


def read_name(words: Words, start: int, lexicon: Lexicon) -> Found | None:
    """The longest agency name that begins at ``start``, without the head of an agency before it and without groups."""
    if start >= len(words):
        return None
    known = lexicon.names.longest(words, start)
    if words.low[start : start + 4] == _COUNCIL and not known:
        return _council(words, start, start + 4, "", lexicon)
    head = lexicon.heads.longest(words, start)
    if known and known[1].entry.agency.id == "van-phong-ubnd":
        return _council(words, start, known[0], known[1].spelling, lexicon)
    if known and not (head and head[0] > known[0]) and _named_here(words, start, known[0], known[1], lexicon):
        return _registered(words, start, known[0], known[1], lexicon)
    return _by_grammar(words, start, head[0], head[1], lexicon) if head else None


def _named_here(words: Words, start: int, end: int, name: Name, lexicon: Lexicon) -> bool:
    """Whether registered words are a name here, not common words ("công an", "hội nghị")."""
    tail = read_tail(words, end, lexicon)
    if not name.entry.bare and tail.end == end:
        beside = words.low[end : end + 1] + words.low[max(start - 1, 0) : start]
        return words.cap[start] and any(mark in SEPARATORS for mark in beside)
    return words.cap[start] or end - start >= 4 or tail.end > end or any(words.cap[start:end])


def _registered(words: Words, start: int, end: int, name: Name, lexicon: Lexicon) -> Found | None:
    agency = name.entry.agency
    tail = read_tail(words, end, lexicon, agency.kind)
    if tail.end == end and _longer(words, end, lexicon):
        return _by_grammar(words, start, end, agency.kind, lexicon)
    written = _join(name.spelling, words, end, tail.end)
    local = replace(agency, name=written, id=_id(agency.id, tail, lexicon))
    if local.id != agency.id:
        local = lexicon.view.get(local.id) or local
        local = replace(local, name=written)
    return Found(start, tail.end, local)


def _longer(words: Words, end: int, lexicon: Lexicon) -> bool:
    """Whether a registered name is only the beginning of a longer one: a capital or "các <field>" goes on after it."""
    if end >= len(words) or words.low[end] in SEPARATORS:
        return False
    if words.low[end] == "các":
        return lexicon.noun(words, end + 1) is None and _field_end(words, end, lexicon)[0] > end + 1
    return words.cap[end] and not lexicon.verb(words, end) and _field_end(words, end, lexicon)[0] > end


def _join(spelling: str, words: Words, end: int, tail_end: int) -> str:
    return f"{spelling} {words.written(end, tail_end)}".strip()


def _council(words: Words, start: int, end: int, prefix: str, lexicon: Lexicon) -> Found:
    """A people's committee (or its office): its level says which kind it is."""
    tail = read_tail(words, end, lexicon, "ubnd")
    name = _join(prefix or "Ủy ban nhân dân", words, end, tail.end)
    if prefix:
        office = lexicon.view.entries["van-phong-ubnd"].agency
        return Found(start, tail.end, replace(office, name=name, id=_id(office.id, tail, lexicon)))
    kind = _council_kind(tail, lexicon)
    agency_id = _council_id(kind, tail, name, lexicon)
    entry = lexicon.view.get(agency_id)
    order = lexicon.view.registry.kinds[kind].order
    agency = replace(entry, name=name) if entry else Agency(agency_id, name, kind, order=order, known=_is_unit(name, lexicon))
    return Found(start, tail.end, agency)


def _council_kind(tail: Tail, lexicon: Lexicon) -> str:
    levels = set(tail.levels)
    if levels & _COMMUNE_WORDS and "các cấp" not in levels and not levels & {"tỉnh", "huyện"}:
        return "ubnd-xa"
    if levels & _DISTRICT_WORDS and "tỉnh" not in levels:
        return "ubnd-huyen"
    if levels == {"thành phố"} and tail.place and tail.place not in _cities(lexicon):
        return "ubnd-huyen"
    if levels == {"thành phố"} and not tail.place and lexicon.view.province and not lexicon.view.is_city:
        return "ubnd-huyen"
    return "ubnd-tinh"


def _cities(lexicon: Lexicon) -> set[str]:
    return {fold(city) for city in lexicon.view.registry.words["lists"]["cities"]}


def _council_id(kind: str, tail: Tail, name: str, lexicon: Lexicon) -> str:
    """One id for a group however it is spelled ("UBND cấp xã" = "UBND các xã, phường"), one for each single committee."""
    several = tail.plural or "cấp" in " ".join(tail.levels) or (len(tail.levels) > 1 and not tail.place)
    group = {"ubnd-xa": "ubnd-cac-xa-phuong", "ubnd-huyen": "ubnd-cac-huyen-thanh-pho", "ubnd-tinh": "ubnd-cac-tinh-thanh-pho"}
    if several and not tail.place and not set(tail.levels) & {"cấp tỉnh", "cấp thành phố", "các cấp"}:
        return group[kind]
    if kind == "ubnd-tinh" and (not tail.place or fold(lexicon.view.province) == tail.place):
        return "ubnd-tinh"
    return slug(name)


def _is_unit(name: str, lexicon: Lexicon) -> bool:
    """Whether a committee is of a unit that the lists of divisions have in this province."""
    view = lexicon.view
    if not view.province:
        return False
    units = view.registry.divisions
    place, unit = fold(view.province), fold(name.removeprefix("Ủy ban nhân dân "))
    return any(unit == fold(u) for table in units.values() for u in table.get(place, ()))


def _id(base: str, tail: Tail, lexicon: Lexicon) -> str:
    """The id of a body with a level: the province's own is without it ("Công an tỉnh" = "Công an"), others keep it."""
    levels = tuple(level for level in tail.levels if level not in ("việt nam", "trung ương"))
    own = not tail.place or tail.place in (fold(lexicon.view.province), "") or not lexicon.view.province
    if set(levels) <= _WHOLE_PROVINCE and not tail.plural and (own or not levels):
        district_city = levels == ("thành phố",) and tail.place and tail.place not in _cities(lexicon)
        if not district_city and (own or not tail.place):
            return base
    return "-".join(part for part in (base, "cac" if tail.plural else "", slug(" ".join(levels)), slug(tail.place)) if part)


def _by_grammar(words: Words, start: int, end: int, kind: str, lexicon: Lexicon) -> Found | None:
    """A name that no registry has: head words, then field and place as far as grammar carries, then the level."""
    if not words.cap[start] and not any(words.cap[start:end]):
        if end - start < 2:
            return None
    field_end, certain = _field_end(words, end, lexicon, single=end - start == 1)
    if defined := _defined_end(words, start, end):
        field_end, certain = defined, True
    tail = read_tail(words, field_end, lexicon, kind)
    if tail.end == end and not _stands_alone(words, start, end, lexicon):
        return None
    name = words.written(start, tail.end)
    name = name[0].upper() + name[1:]
    base = slug(words.written(start, field_end))
    order = lexicon.view.registry.kinds[kind].order + 99
    agency = Agency(_id(base, tail, lexicon), name, kind, order=order, known=False)
    return Found(start, tail.end, lexicon.view.get(agency.id) or agency if field_end == end else agency, certain)


def _stands_alone(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """A head of several words without a field ("Văn phòng", "Trạm Y tế"): a name between marks or before an order."""
    if end - start < 2 or not words.cap[start]:
        return False
    return end >= len(words) or not words.low[end][0].isalnum() or words.low[end] == "và" or lexicon.verb(words, end)


def _defined_end(words: Words, start: int, end: int) -> int | None:
    """Where a name ends that a bracket shortens to its first words: "Ban Tổ chức kỷ niệm … (Ban Tổ chức)"."""
    for k in range(end + 1, min(start + 45, len(words))):
        if words.low[k] in (";", ".", ":"):
            return None
        if words.low[k] == "(":
            short = words.low[k + 1 : k + 1 + end - start]
            return k if short == words.low[start:end] and words.low[k + 1 + end - start : k + 2 + end - start] == (")",) else None
    return None


def _field_end(words: Words, start: int, lexicon: Lexicon, single: bool = False) -> tuple[int, bool]:
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
    while k > start and (words.low[k - 1] in SEPARATORS or words.low[k - 1] in lexicon.joints) and not words.cap[k - 1]:
        if words.low[k - 1] in ("khu",) or words.low[k - 1] == "án":
            break
        k -= 1
    lower_run = k - max([j for j in range(start, k) if words.cap[j]], default=start)
    ended = k >= len(words) or not words.low[k].isalnum() or words.cap[k] or _closes(words, k, lexicon)
    return k, ended and (lower_run <= 6 or k >= len(words))


def _closes(words: Words, k: int, lexicon: Lexicon) -> bool:
    return lexicon.verb(words, k) or words.low[k] in lexicon.stops or words.low[k] == "và" or _level_at(words, k, lexicon) is not None


def _field_step(words: Words, k: int, start: int, lexicon: Lexicon) -> int:
    """How many words from ``k`` on still belong to the field; 0 ends it."""
    low = words.low[k]
    if low in SEPARATORS:
        return _field_joint(words, k, start, lexicon)
    province = lexicon.provinces.longest(words, k) if words.cap[k] else None
    if province:
        return province[0] - k
    if k > start and not words.cap[k] and _after_place(words, k, start, lexicon):
        return 0
    if not low[0].isalnum():
        return 0
    if k > start and begins_agency(words, k, lexicon) and not _inside(words, k, lexicon):
        return 0
    if words.cap[k]:
        return 1
    after_capital = k > start and words.cap[k - 1]
    if low in lexicon.stops and not after_capital:
        return 0
    if _level_at(words, k, lexicon) is not None:
        return 0
    if lexicon.verb(words, k, inside=True):
        return 0
    return 1 if k > start or not lexicon.determiners.longest(words, k) or low == "các" else 0


def _after_place(words: Words, k: int, start: int, lexicon: Lexicon) -> bool:
    """After a province's name or a number no lower-case word goes on ("Viễn thông Thái Nguyên chuyển phát", "Sư đoàn 324 …")."""
    if words.low[k - 1].isdigit():
        return True
    places = (lexicon.provinces.longest(words, j) for j in range(max(start, k - 3), k) if words.cap[j])
    return any(place is not None and place[0] == k for place in places)


def _inside(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency's head at ``k`` is part of the name before it ("Liên hiệp các Hội …", "Văn phòng Ban …")."""
    return k > 0 and (words.low[k - 1] in ("các", "của", "thuộc") or words.low[k - 1] not in SEPARATORS) and words.low[k - 1] != "\n"


def _field_joint(words: Words, k: int, start: int, lexicon: Lexicon) -> int:
    """A separator within a field: "và", "-" and "," go on before words that begin neither agency, group nor order."""
    n = k + 1
    if k == start or n >= len(words) or not words.low[n][0].isalnum():
        return 0
    if words.low[k] in ("\n", "+") or begins_agency(words, n, lexicon) or lexicon.verb(words, n):
        return 0
    if words.low[n] in lexicon.stops or lexicon.determiners.longest(words, n) or _level_at(words, n, lexicon) is not None:
        return 0
    if words.low[k] in ("-", "/", "&"):
        return 1
    if lexicon.generics.longest(words, n) and not words.cap[n]:
        return 0
    return 1 if words.low[k] == "và" or _comes_back(words, n, lexicon) else 0


def _comes_back(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether what stands after a comma runs on to an "và …" as the last member of a field does ("đầu tư, thương mại và du lịch")."""
    for j in range(k, min(k + 5, len(words))):
        if words.low[j] == "và":
            nxt = j + 1
            return nxt < len(words) and not begins_agency(words, nxt, lexicon) and not lexicon.determiners.longest(words, nxt) and not (
                lexicon.generics.longest(words, nxt)
            )
        if not words.low[j][0].isalnum() and words.low[j] != ",":
            return False
        if not words.cap[j] and (words.low[j] in lexicon.stops or (j > k and lexicon.verb(words, j))):
            return False
    return False


def begins_agency(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency's name could begin at ``k`` (a capital head word, or a registered name)."""
    if k >= len(words) or not words.cap[k]:
        return False
    if words.low[k : k + 4] == _COUNCIL or lexicon.names.longest(words, k):
        return True
    head = lexicon.heads.longest(words, k)
    if head is None or head[0] >= len(words) or not words.low[head[0]][0].isalnum():
        return False
    return words.cap[head[0]] or (head[0] - k > 1 and not lexicon.verb(words, head[0]))


def _level_at(words: Words, k: int, lexicon: Lexicon) -> int | None:
    """The end of the level word at ``k`` ("tỉnh", "cấp xã"), or None."""
    found = lexicon.levels.longest(words, k)
    if not found or lexicon.not_levels.longest(words, k):
        return None
    return found[0]


def read_tail(words: Words, start: int, lexicon: Lexicon, kind: str = "") -> Tail:
    """Level and place after a name: "tỉnh", "các xã, phường", "huyện Phú Bình", "chi nhánh khu vực 14", "Thái Nguyên"."""
    k, plural, levels = start, False, []
    if k < len(words) and words.low[k] in ("các", "mỗi", "từng") and (_level_at(words, k + 1, lexicon) or 0) > k + 1:
        k, plural = k + 1, True
    if words.low[k : k + 2] == ("chi", "nhánh"):
        k += 2
        start = k if _level_at(words, k, lexicon) is None and lexicon.provinces.longest(words, k) else start
    while (end := _level_at(words, k, lexicon)) is not None:
        levels.append(" ".join(words.low[k:end]))
        k = end
        following = _next_level(words, k, lexicon, levels, plural)
        if following is None:
            break
        k = following
    if not levels:
        place_end = _own_place(words, start, lexicon, kind)
        return Tail(place_end, place=" ".join(words.low[start:place_end]))
    place_end = read_place(words, k, lexicon)
    tail = Tail(place_end, tuple(levels), " ".join(words.low[k:place_end]), plural)
    return _restricted(words, tail, lexicon)


def _next_level(words: Words, k: int, lexicon: Lexicon, levels: list[str], plural: bool) -> int | None:
    """Where the next level word of a list begins ("xã, phường", "tỉnh/thành phố", "Việt Nam tỉnh"), or None."""
    if _level_at(words, k, lexicon) is not None:
        return k
    if k + 1 >= len(words) or words.low[k] not in (",", "và", "/", "-"):
        return None
    n = k + 2 if words.low[k + 1] in ("các", "và") and plural else k + 1
    several = plural or levels[0] in _PLURAL_OF or levels[0].startswith("cấp")
    if not several or words.cap[n] != words.cap[k - 1] and words.cap[n] or _level_at(words, n, lexicon) is None:
        return None
    return n if words.low[n] not in ("việt", "trung") else None


def _restricted(words: Words, tail: Tail, lexicon: Lexicon) -> Tail:
    """"UBND các xã, phường liên quan": what narrows a group of units down is part of the name."""
    k = tail.end
    if not (tail.plural or len(tail.levels) > 1 or tail.levels[0].startswith("cấp")):
        return tail
    for _ in range(3):
        narrowed = lexicon.restrictions.longest(words, k)
        if narrowed and words.low[k : k + 2] not in (("trên", "cơ"), ("trên", "địa")):
            k = narrowed[0]
        elif words.low[k : k + 3] == ("trên", "địa", "bàn"):
            k = read_tail(words, k + 3, lexicon).end
        else:
            break
    return replace(tail, end=k)


def read_place(words: Words, k: int, lexicon: Lexicon) -> int:
    """The end of a place name at ``k``: a province, or capitals and numbers ("Phan Đình Phùng", "12", "XIV")."""
    if found := lexicon.provinces.longest(words, k):
        return found[0] if words.cap[k] else k
    end = k
    while end < len(words) and end - k < 5:
        proper = words.cap[end] and not (end > k and begins_agency(words, end, lexicon)) and not lexicon.verb(words, end)
        hyphen = words.low[end] in ("-", "'") and end > k and end + 1 < len(words) and words.ends[end] == words.starts[end + 1]
        number = end == k and words.low[end].isdigit() and len(words.low[end]) <= 2
        if not (proper or hyphen or number):
            break
        end += 1
        if number:
            break
    if end > k and begins_agency(words, k, lexicon) and not words.low[k].isdigit():
        return k
    return end


def _own_place(words: Words, k: int, lexicon: Lexicon, kind: str) -> int:
    """A province's name straight after the agency's ("Đại học Thái Nguyên", "Báo và Phát thanh, Truyền hình Sơn La")."""
    found = lexicon.provinces.longest(words, k)
    return found[0] if found and words.cap[k] else k
