"""One party: an agency by name, by the head that stands for it ("Giám đốc Sở Y tế"), or a group; its bracket."""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.groups import read_group
from pipeline.find.agency.levels import Found, read_place
from pipeline.find.agency.names import read_name
from pipeline.find.agency.persons import after_address, in_charge, person_name, read_comrade, read_post
from pipeline.find.agency.run_on import whole_name
from pipeline.find.language.tokens import fold
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words
from pipeline.model import Agency

_LONGEST_BRACKET = 40
_SMALL_TITLES = (("thủ", "trưởng"), ("lãnh", "đạo"), ("người", "đứng", "đầu"))  # also read without a capital
_BRANCHES = (("chi", "nhánh"), ("phân", "hiệu"), ("phòng", "giao"))
_DIVISIONS = frozenset({"phòng", "đội", "cục"})
_PARENTS = frozenset({"bo", "cong-an", "quan-doi", "so", "nganh-doc"})
_COMMUNE = {"xã", "phường", "khu"}
_LEVEL_ENDS = frozenset({"tỉnh", "phố", "huyện", "xã", "phường", "quận", "trấn", "khu"})
_NEAR = 8  # words between "các" and a bare noun of its list ("các Cục, Vụ, đơn vị")


def read_one(words: Words, start: int, lexicon: Lexicon, names_only: bool = False) -> Found | None:
    """One agency or group at ``start``: by name, by its head ("Giám đốc Sở Y tế"), or as a group; with its bracket."""
    if lexicon.not_names.longest(words, start):
        return None
    found = _addressed(words, start, lexicon, names_only) or _titled(words, start, lexicon, names_only)
    found = found or _plain(words, start, lexicon, names_only) or read_post(words, start, lexicon)
    if found is None:
        return None
    found = _with_branch(words, found, lexicon)
    found = _with_bracket(words, found if names_only else whole_name(words, found, lexicon), lexicon)
    member = words.low[start - 1 : start] in ((",",), ("và",)) and "các" in words.low[max(0, start - _NEAR) : start]
    named = member or found.agency.known or fold(found.agency.name) not in lexicon.nobodies
    return found if named else replace(found, certain=False)


def _addressed(words: Words, start: int, lexicon: Lexicon, names_only: bool) -> Found | None:
    """ "đồng chí Giám đốc Sở Y tế": a head without a name stands for the agency; else a person, a deputy too."""
    k = after_address(words, start)
    head = _titled(words, k, lexicon, names_only) if k > start and words.cap[k : k + 1] == (True,) else None
    if head and head.agency.kind != "ca-nhan" and words.low[k] != "phó":
        return replace(head, start=start)
    return read_comrade(words, start, lexicon)


def _plain(words: Words, start: int, lexicon: Lexicon, names_only: bool) -> Found | None:
    name = read_name(words, start, lexicon)
    group = read_group(words, start, lexicon, names_only)
    if name and group:
        return group if group.end > name.end and _common(words, start, group.end) else name
    return name or group or _of_all(words, start, lexicon, names_only)


def _of_all(words: Words, start: int, lexicon: Lexicon, names_only: bool) -> Found | None:
    """ "Thanh tra các bộ, ngành, địa phương": a kind word before a group is a group."""
    known = lexicon.names.longest(words, start)
    if not known or not words.cap[start] or words.low[known[0] : known[0] + 1] != ("các",):
        return None
    group = read_group(words, known[0], lexicon, names_only)
    if group is None:
        return None
    name = words.written(start, group.end)
    return replace(group, start=start, agency=replace(group.agency, id=group_id(name), name=name))


def _common(words: Words, start: int, end: int) -> bool:
    """A group of common nouns ("Sở, ban, ngành …") has a comma straight after its first noun."""
    return any(words.low[k] in SEPARATORS for k in range(start, min(start + 3, end)))


def _titled(words: Words, start: int, lexicon: Lexicon, names_only: bool) -> Found | None:
    """A head stands for the agency; a person named in full keeps position and name."""
    k = start
    if person := _person(words, k, lexicon):
        return person
    k += words.low[k : k + 1] == ("các",) and lexicon.titles.longest(words, k + 1) is not None
    title, noun = lexicon.titles.longest(words, k), lexicon.group_openers.longest(words, k)
    if not title or (noun and noun[0] > title[0]):  # "Trưởng thôn" is no head of an agency
        return None
    if not words.cap[k] and words.low[k : title[0]] not in _SMALL_TITLES:
        return None
    after, prefix = title
    while after < len(words) and words.low[after] in (",", "và"):  # "Chủ tịch, Tổng Giám đốc các …"
        more = lexicon.titles.longest(words, after + 1)
        if not more or prefix == "các Bộ":
            break
        after, prefix = more
    if prefix == "các Bộ" and (after >= len(words) or words.low[after] in SEPARATORS):
        return Found(start, after, Agency(group_id("các Bộ"), "các Bộ", "nhom", order=900, known=False))
    inner = _under_title(words, after, "" if prefix == "các Bộ" else prefix, lexicon, names_only)
    if inner and words.low[k] == "phó":
        return _deputy(words, start, inner.end, lexicon)
    return replace(inner, start=start) if inner else None


def _deputy(words: Words, start: int, end: int, lexicon: Lexicon) -> Found:
    """A deputy stays the post that it is: "Phó Chủ tịch UBND tỉnh phụ trách lĩnh vực"."""
    end = in_charge(words, end, lexicon)
    name = words.written(start, end)
    return Found(start, end, Agency(slug(name), name, "ca-nhan", order=50, known=False))


def _under_title(words: Words, after: int, prefix: str, lexicon: Lexicon, names_only: bool) -> Found | None:
    """The agency after a title; ``prefix`` is the kind word in the title itself ("Chánh Văn phòng UBND tỉnh")."""
    if words.low[after : after + 2] == ("các", "phó"):
        return None
    repeated = prefix and words.low[after : after + 1] == lexicon.cut(prefix).low[:1]
    whole = prefixed(words, after, prefix, lexicon) if prefix and not repeated else None
    return whole or _plain(words, after, lexicon, names_only)


def prefixed(words: Words, start: int, prefix: str, lexicon: Lexicon) -> Found | None:
    """ "Chánh Thanh tra tỉnh": the kind word is in the title; read the rest as if it stood before it."""
    lead = lexicon.cut(prefix)
    rest = Words(
        words.text,
        lead.low + words.low[start:],
        lead.show + words.show[start:],
        tuple(words.starts[start - 1] for _ in lead.low) + words.starts[start:],
        tuple(words.ends[start - 1] for _ in lead.low) + words.ends[start:],
        lead.cap + words.cap[start:],
    )
    found = read_name(rest, 0, lexicon)
    return replace(found, start=start, end=start + found.end - len(lead)) if found and found.end > len(lead) else None


def _person(words: Words, start: int, lexicon: Lexicon) -> Found | None:
    """ "Phó Thủ tướng Chính phủ Trần Hồng Hà": a position, perhaps of an agency, then two to five capital words."""
    position = lexicon.persons.longest(words, start)
    if not position or not words.cap[start]:
        return None
    k = position[0]
    inner = read_name(words, k, lexicon)
    if inner:
        k = _surname_in(words, k, inner.end, lexicon) or inner.end
    end = person_name(words, k, lexicon)
    if end == k:
        return None
    name = words.written(start, end)
    return Found(start, end, Agency(slug(name), name, "ca-nhan", order=50, known=False))


def _with_branch(words: Words, found: Found, lexicon: Lexicon) -> Found:
    """ "Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 4", "Trường Đại học A - Phân hiệu B": one body, not two."""
    k = found.end + (words.low[found.end : found.end + 1] == ("-",))
    if k > found.end and (whole := _of_parent(words, found, k, lexicon)):
        return whole
    if found.agency.kind in ("nhom", "ca-nhan") or words.low[k : k + 2] not in _BRANCHES:
        return found
    branch = read_name(words, k, lexicon) if words.cap[k] else None
    end = branch.end if branch else read_place(words, k + 2, lexicon)
    if end <= k + 2:
        return found
    if end < len(words) and words.low[end].isalnum() and not lexicon.verb(words, end):
        return replace(found, certain=False)  # "chi nhánh Đồng bằng sông …": a place in small letters too
    own = words.written(found.end, end)
    name = f"{found.agency.name} {own}"
    agency = replace(found.agency, name=name, id=f"{found.agency.id}-{slug(own)}", known=found.agency.known)
    return replace(found, end=end, agency=lexicon.view.get(agency.id) or agency)


def _of_parent(words: Words, found: Found, k: int, lexicon: Lexicon) -> Found | None:
    """ "Phòng Cảnh sát giao thông - | Công an tỉnh": a division with the body that it belongs to, behind a dash."""
    if words.low[found.start] not in _DIVISIONS or not words.cap[k : k + 1] or words.low[k] in _DIVISIONS:
        return None
    parent = read_name(words, k, lexicon)
    if parent is None or parent.agency.kind not in _PARENTS or _COMMUNE & set(words.low[k : parent.end]):
        return None  # in a commune "Phòng Kinh tế - Công an xã" are two
    name = words.written(found.start, parent.end)
    agency = replace(found.agency, id=slug(name), name=name, known=found.agency.known and parent.agency.known)
    return Found(found.start, parent.end, agency, found.certain and parent.certain)


def _surname_in(words: Words, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a person's name was taken for a place or a field: "UBND tỉnh | Lê Văn An", "Sở Y tế | Lê Văn An"."""
    known = lexicon.names.longest(words, start)
    k = known[0] if known else end
    if end - k > 2 and words.low[k] in lexicon.surnames and not lexicon.provinces.longest(words, k):
        return k
    for k in range(start + 1, end - 1):
        if words.low[k] in lexicon.surnames and words.cap[k] and words.low[k - 1] in _LEVEL_ENDS:
            place = " ".join((words.low[k - 1], *words.low[k:end]))
            units = lexicon.view.registry.units[""]
            return None if lexicon.provinces.longest(words, k) or any(u.endswith(place) for u in units) else k
    return None


def _with_bracket(words: Words, found: Found, lexicon: Lexicon) -> Found:
    """A bracket straight after a name stays with it, and enters the name unless it is an aside ("(gọi tắt là …)")."""
    k = found.end
    if k >= len(words) or words.low[k] != "(":
        return found
    depth, end = 0, k
    while end < len(words) and end - k < _LONGEST_BRACKET:
        depth += {"(": 1, ")": -1}.get(words.low[end], 0)
        end += 1
        if depth == 0:
            break
    if depth:
        return found
    if end - k < 3 or lexicon.asides.longest(words, k + 1) or _repeats(words, found, k + 1, end - 1):
        return replace(found, end=end)
    name = f"{found.agency.name} {words.quote(k, end)}"
    return replace(found, end=end, agency=replace(found.agency, name=" ".join(name.split())))


def _repeats(words: Words, found: Found, start: int, end: int) -> bool:
    """Whether a bracket repeats the name or shortens it: "Ban Tổ chức kỷ niệm … (Ban Tổ chức)", "… (VNPT)"."""
    shown = words.quote(start, end) if end > start else ""
    if shown.replace(" ", "").isupper():
        return True
    return words.low[start:end] == words.low[found.start : found.start + end - start]
