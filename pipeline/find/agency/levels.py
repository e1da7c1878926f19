"""Level and place after an agency's name ("tỉnh", "các xã, phường", "huyện Phú Bình"); name and id with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

COUNCIL = ("uỷ", "ban", "nhân", "dân")
_PLURAL_OF = ("xã", "phường", "đặc khu", "thị trấn", "huyện", "quận", "thị xã")
_ONE_UNIT = frozenset({"đặc khu", "thị trấn", "thị xã", "thành phố"})
_WHOLE_PROVINCE = {"tỉnh", "thành phố", "cấp tỉnh", "cấp thành phố"}

HAMLET = "thon"  # the kind of hamlets and quarters, also written small
_LONGEST_UNIT = 7  # words of a unit's name, its marks counted


@dataclass(frozen=True, slots=True)
class Found:
    """An agency that was read: words ``start`` to ``end``; ``certain`` False where its end was guessed."""

    start: int
    end: int
    agency: Agency
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Tail:
    """Level and place after a name: end, folded levels, folded place (or ""), whether several units are meant."""

    end: int
    levels: tuple[str, ...] = ()
    place: str = ""
    plural: bool = False


def begins_agency(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an agency's name could begin at ``k`` (a capital head word, or a registered name)."""
    if k >= len(words) or not words.cap[k]:
        return False
    if words.low[k : k + 4] == COUNCIL or lexicon.names.longest(words, k):
        return True
    head = lexicon.heads.longest(words, k)
    if head is None or head[0] >= len(words) or not words.low[head[0]][0].isalnum():
        return False
    if words.cap[head[0]]:
        return True
    common = lexicon.noun(words, k) == head[0] and lexicon.modifiers.longest(words, head[0])  # "Tổng công ty nhà nước"
    return head[0] - k > 1 and not common and not lexicon.verb(words, head[0])


def level_at(words: Words, k: int, lexicon: Lexicon) -> int | None:
    """The end of the level word at ``k`` ("tỉnh", "cấp xã"), or None."""
    found = lexicon.levels.longest(words, k)
    if not found:
        return None
    named = not words.cap[k] and words.cap[found[0] : found[0] + 1] == (True,)  # "xã | Hội Hoan" is no "xã hội"
    over = (lexicon.not_levels.longest(words, j) for j in range(max(0, k - 2), k + (not named)))  # "Đô | thị"
    return None if any(phrase and phrase[0] > k for phrase in over) else found[0]


def read_tail(words: Words, start: int, lexicon: Lexicon) -> Tail:
    """Level and place after a name: "tỉnh", "các xã, phường", "huyện Phú Bình", "chi nhánh khu vực 14"."""
    k, plural, levels, before = start, False, [], 0
    if k < len(words) and _several(words.low[k]) and (level_at(words, k + 1, lexicon) or 0) > k + 1:
        k, plural = k + 1, True
    if words.low[k : k + 2] == ("chi", "nhánh"):
        k += 2
        start = k if level_at(words, k, lexicon) is None and lexicon.provinces.longest(words, k) else start
    while (end := level_at(words, k, lexicon)) is not None:
        levels.append(" ".join(words.low[k:end]))
        before, k = (k, end) if len(levels) > 1 else (0, end)
        following = _next_level(words, k, lexicon, levels, plural)
        if following is None:
            break
        k = following
    if not levels:
        place_end = _own_place(words, start, lexicon)
        return Tail(place_end, place=" ".join(words.low[start:place_end]))
    place_end = max(read_place(words, k, lexicon), known_unit(words, k, levels[-1], lexicon))
    if plural and before and place_end > k and _one_unit(levels[-1], words, k, place_end, lexicon):
        # "các xã, phường | và đặc khu Cồn Cỏ"
        end = _before_separator(words, before)
        return _restricted(words, Tail(end, tuple(levels[:-1]), "", plural), lexicon)
    place_end = _of_province(words, k, place_end, lexicon)
    tail = Tail(place_end, tuple(levels), " ".join(words.low[k:place_end]), plural)
    return _restricted(words, tail, lexicon)


def _one_unit(level: str, words: Words, k: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the last level of a list is one unit by name beside the others, and no city under the centre."""
    return level in _ONE_UNIT and " ".join(words.low[k:end]) not in cities(lexicon)


def _before_separator(words: Words, k: int) -> int:
    """The end of what stands before the comma or "và" in front of word ``k``."""
    while k > 0 and words.low[k - 1] in (",", "và"):
        k -= 1
    return k


def _of_province(words: Words, k: int, end: int, lexicon: Lexicon) -> int:
    """ "Tòa án nhân dân khu vực 2 | - Cao Bằng": the end with the province behind a numbered area."""
    province = lexicon.provinces.longest(words, end + 1) if words.low[end : end + 1] == ("-",) else None
    return province[0] if province and words.low[k:end] and words.low[end - 1].isdigit() and words.cap[end + 1] else end


def _several(low: str) -> bool:
    """Whether a word before a level says that there are many units: "các xã", "102 xã, phường"."""
    return low in ("các", "mỗi", "từng") or (low.isdigit() and int(low) > 1)


def known_unit(words: Words, k: int, level: str, lexicon: Lexicon) -> int:
    """The end of a unit's name that the lists of divisions have, whatever it looks like ("phường Hội An", "xã Tân Lập",
    "phường Xuân Hương - Đà Lạt", "xã A Lưới 1"); ``k`` without."""
    if k >= len(words) or not (words.cap[k] or words.low[k].isdigit()):
        return k
    units = lexicon.view.registry.units[""]
    for end in range(min(k + _LONGEST_UNIT, len(words)), k, -1):
        if f"{level} {' '.join(fold(words.quote(k, end)).split())}" in units:
            return end
    return k


def _next_level(words: Words, k: int, lexicon: Lexicon, levels: list[str], plural: bool) -> int | None:
    """Where the next level word of a list begins ("xã, phường", "tỉnh/thành phố", "Việt Nam tỉnh"), or None."""
    if level_at(words, k, lexicon) is not None:
        return k
    if k + 1 >= len(words) or words.low[k] not in (",", "và", "/", "-"):
        return None
    n = k + 2 if words.low[k + 1] in ("các", "và") and plural else k + 1
    several = plural or levels[0] in _PLURAL_OF or levels[0].startswith("cấp")
    if not several or words.cap[n] != words.cap[k - 1] and words.cap[n] or level_at(words, n, lexicon) is None:
        return None
    head = lexicon.heads.longest(words, n)  # "Ban Chỉ huy quân sự xã, | thôn Xuân Hòa": a body of its own
    if head and head[1] == HAMLET and words.cap[head[0] : head[0] + 1] == (True,):
        return None
    return n if words.low[n] not in ("việt", "trung") else None


def _restricted(words: Words, tail: Tail, lexicon: Lexicon) -> Tail:
    """ "UBND các xã, phường liên quan": what narrows a group of units down is part of the name."""
    k = tail.end
    if not (tail.plural or len(tail.levels) > 1 or tail.levels[0].startswith("cấp")):
        return tail
    for _ in range(4):
        mark = int(k > tail.end and words.low[k : k + 1] in ((",",), ("và",)))  # "miền núi, | trung du"
        narrowed = lexicon.restrictions.longest(words, k + mark)
        if narrowed and words.low[k : k + 2] not in (("trên", "cơ"), ("trên", "địa")):
            k = narrowed[0]
        elif words.low[k : k + 3] == ("trên", "địa", "bàn"):
            k = read_tail(words, k + 3, lexicon).end
        else:
            break
    return replace(tail, end=_stretch(words, k, lexicon))


def _stretch(words: Words, k: int, lexicon: Lexicon) -> int:
    """ "UBND các tỉnh, thành phố từ Quảng Ninh đến Đà Nẵng": the end of such a stretch of provinces."""
    first = lexicon.provinces.longest(words, k + 1) if words.low[k : k + 1] == ("từ",) else None
    if not first or words.low[first[0] : first[0] + 1] != ("đến",):
        return k
    last = lexicon.provinces.longest(words, first[0] + 1)
    return last[0] if last else k


def _order(words: Words, start: int, k: int, lexicon: Lexicon) -> bool:
    """Whether a capital begins an order, not a part of a place: a verb of one syllable is one before a small letter at
    the place's start only ("xã | Lập danh sách", but "xã Lập Lễ", "xã Tân Lập")."""
    if not lexicon.verb(words, k):
        return False
    verb = lexicon.verbs.longest(words, k)
    return verb is None or verb[0] > k + 1 or (k == start and words.cap[k + 1 : k + 2] != (True,))


def read_place(words: Words, k: int, lexicon: Lexicon) -> int:
    """The end of a place name at ``k``: a province, or capitals and numbers ("Phan Đình Phùng", "12", "XIV")."""
    if found := lexicon.provinces.longest(words, k):
        return found[0] if words.cap[k] else k
    end = k
    while end < len(words) and end - k < 5:
        ends = (end > k and begins_agency(words, end, lexicon)) or _order(words, k, end, lexicon)
        proper = words.cap[end] and not ends
        hyphen = (
            words.low[end] in ("-", "'")
            and end > k
            and end + 1 < len(words)
            and words.ends[end] == words.starts[end + 1]
        )
        number = end == k and words.low[end].isdigit() and len(words.low[end]) <= 2
        if not (proper or hyphen or number):
            break
        end += 1
        if number:
            break
    if end > k and begins_agency(words, k, lexicon) and not words.low[k].isdigit():
        return k
    return end


def _own_place(words: Words, k: int, lexicon: Lexicon) -> int:
    """A province's name straight after the agency's ("Đại học Thái Nguyên", "Bưu điện Sơn La", "Thuế cơ sở 5")."""
    found = lexicon.provinces.longest(words, k)
    if found and words.cap[k]:
        return found[0]
    number = k < len(words) and words.low[k].isdigit() and len(words.low[k]) <= 2  # "Thuế cơ sở 5"
    return k + 1 if number and (k + 1 >= len(words) or _after_number(words, k + 1, lexicon)) else k


def _after_number(words: Words, k: int, lexicon: Lexicon) -> bool:
    return words.low[k] in (",", ";", ".", ")", "và", "\n") or lexicon.verb(words, k)


def joined(spelling: str, words: Words, end: int, tail_end: int) -> str:
    """A registered spelling with the level and place that stand behind it, in small letters where a heading shouts."""
    tail = words.written(end, tail_end)
    if tail.isupper() and len(tail) > 4:  # a heading in capitals: "TỈNH SƠN LA"
        level = next((p for p in ("THÀNH PHỐ", "THỊ XÃ", "ĐẶC KHU", "THỊ TRẤN") if tail.startswith(p)), tail.split()[0])
        tail = level.lower() + tail[len(level) :].title()
    return f"{spelling} {tail}".strip()


def local_id(base: str, tail: Tail, lexicon: Lexicon) -> str:
    """The id of a body with a level: the province's own is without it ("Công an tỉnh" = "Công an"), others keep it."""
    levels = tuple(level for level in tail.levels if level not in ("việt nam", "trung ương"))
    own = not tail.place or tail.place in (fold(lexicon.view.province), "") or not lexicon.view.province
    if set(levels) <= _WHOLE_PROVINCE and not tail.plural and (own or not levels):
        district_city = levels == ("thành phố",) and tail.place and tail.place not in cities(lexicon)
        if not district_city and (own or not tail.place):
            return base
    return "-".join(
        part for part in (base, "cac" if tail.plural else "", slug(" ".join(levels)), slug(tail.place)) if part
    )


def cities(lexicon: Lexicon) -> set[str]:
    """The folded names of the centrally run cities."""
    return {fold(city) for city in lexicon.view.registry.words["lists"]["cities"]}
