"""Groups of agencies: "các sở, ban, ngành", "cơ quan, đơn vị có liên quan", "các tổ chức cung cấp dịch vụ"."""

from __future__ import annotations

from pipeline.find.agency.attributes import attribute_end, run
from pipeline.find.agency.boundary import ROLES
from pipeline.find.agency.fields import field_end
from pipeline.find.agency.levels import Found, begins_agency, read_place, read_tail
from pipeline.find.agency.names import read_name
from pipeline.find.registry.ids import group_id
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words
from pipeline.model import Agency

_MOST_WORDS = 45
_JOINED = frozenset({"ngành", "địa", "đoàn", "cơ", "đơn"})  # "sở ngành", "ban ngành địa phương" without a comma
_OF_A_BRANCH = (("cơ", "quan"), ("lực", "lượng"), ("ngành",))
_HOLDERS = (("cơ", "quan"), ("đơn", "vị"))
_OF_UNITS = (("chính", "quyền"), ("cấp", "uỷ"))  # "chính quyền các xã": one party, not two


def read_group(words: Words, start: int, lexicon: Lexicon, names_only: bool = False) -> Found | None:
    """The longest group that begins at ``start``. ``names_only``: the text is a heading, cell or label, so nothing but
    names follows and an attribute runs to its end."""
    if start >= len(words):
        return None
    determiner = lexicon.determiners.longest(words, start)
    k = determiner[0] if determiner else start
    first = _first_noun(words, k, lexicon) if determiner else lexicon.noun(words, k, opening=True)
    if first is None:
        return None
    if determiner and not lexicon.generics.longest(words, k):  # a kind word: "các Liên đoàn | Địa chất"
        first = field_end(words, first, lexicon, single=True)[0]
    end, last = _nouns(words, first, k, lexicon)
    end = end if determiner else _in_its_role(words, k, end)
    end, certain = _additions(words, end, last, lexicon, names_only)
    if determiner and not names_only and (stop := attribute_end(words, end, lexicon)):
        end, certain = stop, False
    name = words.written(start, end)
    return Found(start, end, _group(name, lexicon), certain)


def _group(name: str, lexicon: Lexicon) -> Agency:
    order = lexicon.view.registry.kinds["nhom"].order
    return Agency(group_id(name), name, "nhom", order=order, known=False)


def _in_its_role(words: Words, start: int, end: int) -> int:
    """ "Cơ quan phối hợp | có trách nhiệm": a bare noun's role is part of the name where a duty follows."""
    duty = words.low[end + 2 : end + 4] in (("có", "trách"), ("chịu", "trách"))
    return end + 2 if duty and words.low[start:end] in _HOLDERS and words.low[end : end + 2] in ROLES else end


def _first_noun(words: Words, k: int, lexicon: Lexicon) -> int | None:
    """The end of the noun after "các": a common noun, or a kind word ("các Ban Quản lý dự án"); never a verb there."""
    found = (lexicon.generics.longest(words, k), lexicon.heads.longest(words, k))
    end = max((f[0] for f in found if f), default=None)
    other = lexicon.not_nouns.longest(words, k)
    return end if end is not None and not (other and other[0] >= end) else None


def _nouns(words: Words, end: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The end of the list of common nouns whose first one ends at ``end``, and where its last noun begins."""
    while end < len(words):
        n = end + 1 if words.low[end] in SEPARATORS else end
        noun = lexicon.noun(words, n)
        if noun is None or _longer_modifier(words, n, noun, lexicon):
            break
        if n == end and words.low[n] not in _JOINED:
            break
        if n > end and _new_party(words, end, n, noun, last, lexicon):
            break
        end, last = noun, n
    return end, last


def _longer_modifier(words: Words, n: int, noun: int, lexicon: Lexicon) -> bool:
    """ "cơ quan ngành dọc", "cơ quan thông tấn, báo chí": what looks like a next noun is the start of a field."""
    modifier = lexicon.modifiers.longest(words, n)
    return modifier is not None and modifier[0] > noun


def _new_party(words: Words, mark: int, n: int, n_end: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the common noun at ``n`` begins another party and does not go on with the group."""
    if begins_agency(words, n, lexicon) or lexicon.determiners.longest(words, n):
        return True
    if words.low[mark] == "\n" or words.cap[n] != words.cap[last]:  # "chính quyền địa phương, | Mặt trận cơ sở"
        return words.cap[n]
    if words.low[n:n_end] in (("sở",), ("bộ",)) and words.low[last] not in ("sở", "bộ", "ban", "các"):
        return True
    if words.low[mark] == "và" and words.low[n_end : n_end + 1] == (",",):
        return lexicon.noun(words, n_end + 1) is not None
    return False


def _additions(words: Words, end: int, last: int, lexicon: Lexicon, names_only: bool) -> tuple[int, bool]:
    """What belongs to a group after its nouns: level, field, "liên quan", "trên địa bàn …", an attribute."""
    certain = True
    for _ in range(6):
        step, sure = _addition(words, end, last, lexicon, names_only)
        if step == end:
            break
        end, certain = step, certain and sure
    return end, certain


def _addition(words: Words, end: int, last: int, lexicon: Lexicon, names_only: bool) -> tuple[int, bool]:
    if end >= len(words):
        return end, True
    k = end + (words.low[end] == "\n" and end + 1 < len(words))
    if words.low[k] in (",", "và") and k + 1 < len(words):
        return _second_field(words, k, end, last, lexicon), True
    attribute = _attribute(words, k, last, lexicon, names_only)
    if attribute[0] > k:
        return attribute
    relative = lexicon.relatives.longest(words, k)
    modifier = lexicon.modifiers.longest(words, k)
    if modifier and (parent := _parent(words, k + (words.low[k] == "của"), lexicon)) and parent.end > modifier[0]:
        return parent.end, parent.certain  # "các tổ chức thành viên của Mặt trận | Tổ quốc Việt Nam tỉnh"
    if relative and (not modifier or relative[0] >= modifier[0]) and not _order_next(words, k, relative[0], lexicon):
        return _relative(words, relative[0], lexicon, names_only)
    if modifier and words.low[k] == "được" and lexicon.verb(words, modifier[0]):
        return _passive_end(words, modifier[0], lexicon) or modifier[0], False
    if modifier and (not lexicon.verb(words, k) or _modifier_stands(words, last, k, modifier[0], lexicon, names_only)):
        return modifier[0], True
    helped = words.low[k : k + 2] == ("giúp", "việc")  # "các Tiểu ban giúp việc Ban Tổ chức"
    if parent := _parent(words, k + 2 * helped, lexicon):  # "các thành viên Ban Chỉ đạo"
        return parent.end, parent.certain
    if words.cap[k] and words.low[last:k] in _OF_A_BRANCH and (branch := lexicon.names.longest(words, k)):
        return branch[0], True  # "cơ quan Thuế", "lực lượng Hải quan"
    tail = read_tail(words, k, lexicon)
    own = words.low[k] != "các" or words.low[last:k] in _OF_UNITS
    return (tail.end if own and tail.end > k else end), True


def _parent(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """The agency of which a group is a part, by its name at ``k``."""
    return read_name(words, k, lexicon) if k < len(words) and words.cap[k] else None


def _passive_end(words: Words, k: int, lexicon: Lexicon) -> int:
    """ "các cơ quan được phân công | theo dõi chỉ số thành phần | báo cáo …": the verb behind the passive is what they
    were given where a second one follows; 0 where none does."""
    verb = lexicon.verbs.longest(words, k)
    if verb is None:
        return 0
    stop, _ = run(words, verb[0], lexicon, False)
    return stop if stop < len(words) and stop > verb[0] and lexicon.verb(words, stop) else 0


def _second_field(words: Words, k: int, end: int, last: int, lexicon: Lexicon) -> int:
    """ "cơ quan truyền thông, báo chí": a second field after the mark at ``k``."""
    more, noun = lexicon.modifiers.longest(words, k + 1), lexicon.generics.longest(words, k + 1)
    before = any((m := lexicon.modifiers.longest(words, j)) and m[0] == k for j in range(last + 1, k))
    if words.cap[k + 1] and (
        begins_agency(words, k + 1, lexicon) or not words.cap[last]
    ):  # "các đơn vị thuộc Sở Y tế | , Công an tỉnh"
        return end
    if more and before and not (noun and noun[0] > more[0]) and not lexicon.verb(words, k + 1):
        return more[0]
    return end


def _order_next(words: Words, k: int, end: int, lexicon: Lexicon) -> bool:
    return lexicon.verb(words, k) and words.low[k] not in ("trực", "hoạt", "đóng")


def _modifier_stands(words: Words, last: int, k: int, end: int, lexicon: Lexicon, names_only: bool) -> bool:
    """A word that could be a verb is a modifier after a noun that takes one ("cơ quan tham mưu") where a name's mark,
    "liên quan" or a verb follows."""
    if " ".join(words.low[last:k]) not in lexicon.attributed:
        return False
    if end < len(words) and words.low[end] == ",":
        listed = begins_agency(words, end + 1, lexicon) or lexicon.determiners.longest(words, end + 1) is not None
        return names_only or listed or lexicon.noun(words, end + 1) is not None
    if end >= len(words) or words.low[end] in (";", ".", "và", "\n", ")"):
        return names_only or end < len(words)
    return lexicon.verb(words, end) or words.low[end] in ("liên", "có")


def _relative(words: Words, k: int, lexicon: Lexicon, names_only: bool) -> tuple[int, bool]:
    """The words after "thuộc", "trên địa bàn", "của", up to an order's verb or a mark."""
    if words.low[k - 1] == "bàn":
        tail = read_tail(words, k, lexicon)
        if tail.end > k:
            return tail.end, True
        place = read_place(words, k, lexicon)
        if place > k or not names_only:
            return place, True
    return run(words, k, lexicon, names_only)


def _attribute(words: Words, end: int, last: int, lexicon: Lexicon, names_only: bool) -> tuple[int, bool]:
    """ "tổ chức cung cấp dịch vụ chi trả": a verb as attribute, where another verb or the end of the names follows."""
    found = lexicon.attributes.longest(words, end)
    noun = " ".join(words.low[last:end])
    if not found or noun not in lexicon.attributed:
        return end, True
    stop, _ = run(words, found[0], lexicon, names_only)
    closed = names_only or (stop < len(words) and (lexicon.verb(words, stop) or words.low[stop] in ("để", ":")))
    return (stop, names_only and stop >= len(words)) if closed else (end, True)
