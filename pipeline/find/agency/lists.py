"""Lists of agencies: where one name ends and the next begins, what shared heads mean, and where the list ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.find.agency.attributes import narrowed, with_terms
from pipeline.find.agency.boundary import begins_party
from pipeline.find.agency.cells import BETWEEN, UNKNOWN, bare_name, longer_name, unknown, whole
from pipeline.find.agency.fields import could_be_name
from pipeline.find.agency.levels import (
    Found,
    level_at,
)
from pipeline.find.agency.names import read_name
from pipeline.find.agency.parties import prefixed, read_one
from pipeline.find.agency.persons import after_address
from pipeline.find.agency.run_on import open_member
from pipeline.find.agency.units import PLACE, council_units, local_units, party_units, place_units, unit_of
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import Words
from pipeline.model import Agency

# "sentence": the names stand in running text, an order's verb can follow; "names": a heading, label value or cell.
# "partners": running text behind "phối hợp với", where a list can begin with a noun that no rule knows.
Context = Literal["sentence", "names", "partners"]


@dataclass(frozen=True, slots=True)
class Listed:
    """The members of a list in their order; ``end`` is the first word after it."""

    members: tuple[Found, ...]
    end: int
    certain: bool


def read_list(words: Words, start: int, lexicon: Lexicon, context: Context = "sentence") -> Listed:
    """The longest list of agencies that begins at word ``start``."""
    names_only = context == "names"
    members: list[Found] = []
    while start < len(words) and words.low[start] in ("\n", "-", "+"):
        start += 1
    k, end = start, start
    while k < len(words):
        if names_only and members and (longer := longer_name(words, k, members[-1], lexicon)):
            members[-1:] = [longer]
        elif more := _members_at(words, k, lexicon, names_only, members):
            more = [*more[:-1], narrowed(words, more[-1], lexicon, names_only)]
            members = (
                _with_open(words, members, more[0], k, lexicon)
                if _half_known(words, more, lexicon)
                else [*members, *more]
            )
        elif (members or context == "partners") and (open_one := open_member(words, k, lexicon)):
            members = _with_open(words, members, open_one, k, lexicon)
        else:
            break
        end = members[-1].end
        k = _after_separator(words, end, lexicon)
        if k == end:
            break
    certain = all(m.certain for m in members) and _ends_well(words, end, k, lexicon)
    certain = certain and not (names_only and _goes_on(words, end, lexicon))
    return Listed(tuple(_apart(members)), end, certain)


def _apart(members: list[Found]) -> Iterator[Found]:
    """The members, those of one id by their names where these differ: "Liên minh Hợp tác xã Việt Nam và Liên minh Hợp
    tác xã cấp tỉnh" are two."""
    seen: dict[str, str] = {}
    for one in members:
        name = seen.setdefault(one.agency.id, one.agency.name)
        same = name == one.agency.name or one.agency.kind in ("nhom", "ca-nhan")
        yield one if same else replace(one, agency=replace(one.agency, id=slug(one.agency.name)))


def _members_at(words: Words, k: int, lexicon: Lexicon, names_only: bool, before: list[Found]) -> list[Found]:
    """What the list goes on with at ``k``: a shared head's field, a name, a group, or (names only) an unknown name."""
    shared = _announced(words, k, lexicon) or party_units(words, k, lexicon)
    if not shared and (not before or before[-1].agency.id.startswith(PLACE)):
        shared = place_units(words, k, lexicon)
    if shared:
        return shared
    if before:
        field = unit_of(words, k, before[-1], lexicon) or _field_of(words, k, before[-1], lexicon)
        if field:
            return [replace(field, certain=field.certain and not _one_name(words, k, before[-1], lexicon))]
    one = read_one(words, k, lexicon, names_only)
    if one and before and not names_only and _is_order(words, one, lexicon):
        return []
    if one:
        return [with_terms(words, whole(words, one, lexicon), lexicon) if names_only else one]
    if names_only and (bare := bare_name(words, k, lexicon)):
        return [bare]
    if before and before[-1].agency.kind in ("doanh-nghiep", "ngan-hang"):
        return _brand(words, k, lexicon)
    return unknown(words, k, lexicon) if names_only else []


def _half_known(words: Words, more: list[Found], lexicon: Lexicon) -> bool:
    """Whether a list goes on with a noun of two syllables of which a rule knows the first alone ("bộ | môn")."""
    noun = lexicon.generics.longest(words, more[0].start)
    short = len(more) == 1 and more[0].end - more[0].start == 2 and not words.cap[more[0].start]
    return short and more[0].agency.kind == "nhom" and noun is not None and noun[0] < more[0].end


def _with_open(words: Words, members: list[Found], one: Found, k: int, lexicon: Lexicon) -> list[Found]:
    """The list with a member that no kind word begins. One or two syllables go with the group before them, whose "các"
    holds for both ("các khoa, | bộ môn"); behind a dash, or in small letters behind a name that no registry has, they
    go on with the name, a guess ("Hội Kiểm nghiệm thuốc, | mỹ phẩm", "Sở Tài chính - | Kế hoạch")."""
    last = members[-1] if members else None
    group = last is not None and last.agency.kind == "nhom"
    shared = group and one.end - one.start <= 2 and words.low[members[-1].start] == "các"
    inner = not words.cap[k] or lexicon.in_names.longest(words, k) is not None  # "Nghiên cứu, | Đào tạo"
    longer = not group and (words.low[k - 1] == "-" or (members[-1].agency.unknown and inner)) if last else 0
    if last is None or not (shared or longer):
        return [*members, one]
    name = words.written(last.start, one.end)
    agency = replace(last.agency, name=name, id=group_id(name) if group else slug(name), known=False)
    return [*members[:-1], replace(last, end=one.end, agency=agency, certain=bool(shared) and one.certain)]


def _brand(words: Words, k: int, lexicon: Lexicon) -> list[Found]:
    """After a company a bare run of capitals is another one ("VNPT, FPT Telecom"); never certain."""
    end = k
    while end < len(words) and words.cap[end] and words.low[end].isalnum():
        end += 1
    if end == k or (end < len(words) and words.low[end].isalnum() and not lexicon.verb(words, end)):
        return []
    name = words.written(k, end)
    return [Found(k, end, Agency(slug(name), name, "doanh-nghiep", order=UNKNOWN, known=False), certain=False)]


def _is_order(words: Words, one: Found, lexicon: Lexicon) -> bool:
    return lexicon.verb(words, one.start) and not words.cap[one.start]


def _announced(words: Words, start: int, lexicon: Lexicon) -> list[Found]:
    """ "các Sở: Nội vụ, Y tế", "Sở: Nội vụ", "các Sở Nội vụ, Y tế": a kind word that all fields share."""
    at = after_address(words, start)
    at += words.low[at : at + 1] == ("các",) and lexicon.titles.longest(words, at + 1) is not None
    title = lexicon.titles.longest(words, at)
    k = title[0] if title and (words.cap[at] or at > start) else start
    if title and title[1] == "các Bộ" and words.low[k : k + 1] == (":",):  # "Các Bộ trưởng: | Quốc phòng, Công an"
        field = _field(words, k + 1, "Bộ", lexicon)
        return [replace(field, start=start)] if field else []
    council = council_units(words, k, lexicon) or local_units(words, k, lexicon)
    if council:
        return [replace(council, start=start)]
    plural = k < len(words) and words.low[k] == "các"
    k += plural
    head = lexicon.shareable.longest(words, k)
    if not head:
        return []
    colon = head[0] < len(words) and words.low[head[0]] == ":"
    if not (plural or colon):
        return []
    first = _field(words, head[0] + colon, head[1], lexicon)
    if not first:
        return []
    if plural and not colon and not _shares_head(words, first, head[1], lexicon):  # "các Cục Thuế": no list of fields
        name = words.written(start, first.end)
        order = lexicon.view.registry.kinds["nhom"].order
        return [Found(start, first.end, Agency(group_id(name), name, "nhom", order=order, known=False), first.certain)]
    return [replace(first, start=start)]


def _shares_head(words: Words, first: Found, head: str, lexicon: Lexicon) -> bool:
    """Whether another field follows that the kind word before ``first`` also heads: "các Sở Nội vụ, | Y tế"."""
    k = _after_separator(words, first.end, lexicon)
    return k > first.end and _field(words, k, head, lexicon) is not None


def _field_of(words: Words, k: int, last: Found, lexicon: Lexicon) -> Found | None:
    """A field that shares the head of the name before it: "Sở Xây dựng, Giao thông vận tải"."""
    head = lexicon.shareable.longest(lexicon.cut(last.agency.name), 0)
    if not head or last.agency.kind in ("nhom", "ca-nhan"):
        return None
    field = _field(words, k, head[1], lexicon)
    if field is None:
        return None
    own = read_name(
        words, k, lexicon
    )  # "Báo Thái Nguyên, Đài …" is no "Báo và Đài …"; "Bộ Quốc phòng, Công an" is Bộ Công an
    if own and (
        own.end > field.end
        or (own.end == field.end and (last.agency.kind != "bo" or level_at(words, own.end - 1, lexicon) is not None))
    ):
        return None
    return field


def _one_name(words: Words, k: int, last: Found, lexicon: Lexicon) -> bool:
    """Whether "Phòng Nội vụ và | Tư pháp" may as well be one body: "và" alone joins them, after one kind word."""
    head = lexicon.shareable.longest(words, last.start)
    return head is not None and words.low[k - 1] == "và" and head[1] not in ("Sở", "Bộ") and words.cap[last.start]


def _field(words: Words, k: int, head: str, lexicon: Lexicon) -> Found | None:
    """A registered name of which only the words after ``head`` stand at ``k``."""
    if k >= len(words) or not words.cap[k]:
        return None
    lead = lexicon.cut(head)
    borrowed = prefixed(words, k, head, lexicon) if k else None
    if borrowed is None or not borrowed.agency.known or not borrowed.certain:
        return None
    whole = Words(words.text, lead.low + words.low[k:], (), (), (), lead.cap + words.cap[k:])
    return borrowed if lexicon.names.longest(whole, 0) else None


def _after_separator(words: Words, end: int, lexicon: Lexicon) -> int:
    """The first word after the separators at ``end``; ``end`` itself where the list cannot go on."""
    k = end
    while k < len(words) and words.low[k] in BETWEEN:
        if words.low[k] == "với" and words.low[k - 1] != "cùng":
            return end
        if words.low[k] == "-" and lexicon.asides.longest(words, k + 1):  # "Sở Y tế - cơ quan thường trực …"
            return end
        k += 1
    return k if k < len(words) and words.low[k][0].isalnum() else end


def _goes_on(words: Words, end: int, lexicon: Lexicon) -> bool:
    """Whether words that open with a stop word stand behind a list that should be all of its text, and a comma, "và" or
    ";" behind them: more names may follow ("… trong phạm vi của mình | và các tổ chức khác")."""
    if end >= len(words) or words.low[end] not in lexicon.stops:
        return False
    return any(words.low[k] in (",", ";", "và") and begins_party(words, k + 1, lexicon) for k in range(end, len(words)))


def _ends_well(words: Words, end: int, after: int, lexicon: Lexicon) -> bool:
    """Whether the list ends at a mark, at the end, or before an order's verb."""
    if end >= len(words) or words.low[end] in (".", ";", ":", ")", "\n"):
        return True
    k = after if after > end else end
    if k >= len(words) or words.low[k] in lexicon.stops:
        return True
    return lexicon.verb(words, k) and not (k > end and could_be_name(words, k, lexicon))
