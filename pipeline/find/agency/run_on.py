"""Names that no registry has, and groups, run on over open words to their boundary, and how sure that end is.

A registered name stays as it is, and so does one that the document uses as its own. Rival ends: where an order closes a
long run of open words, where a stop word or an object stands behind it, the end is a guess.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.find.agency.boundary import ROLES, Boundary, boundary, closed, is_open
from pipeline.find.agency.levels import Found, level_at
from pipeline.find.registry.ids import group_id, slug
from pipeline.find.registry.lexicon import Lexicon
from pipeline.find.registry.words import SEPARATORS, Words
from pipeline.model import Agency

_SHORT = 3  # open words before an order that are still surely a name's; more may hold an unknown verb
_LAST = 2  # the same before a full stop, where nothing is left to be the order
_MOST = 14
_BINDING = frozenset({"ngoài", "không", "về", "ở", "cho", "vì"})
_WIDE = frozenset({"vùng", "vực"})
_MEMBER = 7  # open words of a list's member that no kind word begins


def whole_name(words: Words, found: Found, lexicon: Lexicon) -> Found:
    """A name or group, run on over the open words behind it to its boundary; a registered name stays as it is."""
    if found.agency.known or found.agency.kind == "ca-nhan":
        return found
    start = _goes_on(words, found, lexicon)
    if start is None and (at := _behind_short_verb(words, found, lexicon)):
        name = words.written(found.start, at)
        agency = replace(found.agency, name=name, id=group_id(name))
        return replace(found, end=at, agency=agency, certain=False)
    if start is None:
        return found
    if start == found.end and _short_order(words, start, lexicon):
        return replace(found, certain=found.certain and _named_place(words, found, lexicon))
    stop = boundary(words, start, lexicon)
    if words.low[stop.at : stop.at + 1] == (":",) and _is_bare(words, found, lexicon):
        return found  # "Đơn vị hưởng lợi: …": a label
    if stop.soft and (stop.vague or stop.last or stop.at - found.end > _SHORT):
        stop = Boundary(stop.soft, "object")
    elif stop.vague or stop.at - found.end > _MOST or _said(words, found, lexicon):
        return replace(found, certain=False)
    tail = stop.at - found.end
    name = words.written(found.start, stop.at)
    id_ = group_id(name) if found.agency.kind == "nhom" else slug(name)
    agency = replace(found.agency, name=name, id=id_)
    certain = found.certain and start == found.end and _sure(words, stop, tail, found.agency.kind == "nhom", lexicon)
    return replace(found, end=stop.at, agency=agency, certain=certain)


def _goes_on(words: Words, found: Found, lexicon: Lexicon) -> int | None:
    """Where open words begin that may still be the name's: behind it, or behind a comma and a verb in small letters
    ("Sở Tuyển dụng | , sử dụng và phát triển nhân lực"), which no subject has before its order; None where none do."""
    if is_open(words, found.end, lexicon):
        return None if _levelled(words, found, lexicon) else found.end
    n = found.end + 1
    if words.low[found.end : n] and words.low[found.end] in _BINDING and found.agency.kind != "nhom":
        stop = boundary(words, n, lexicon)  # "Cục Quản lý lao động | ngoài nước, Vụ …": a list or a role closes it
        return n if stop.by in ("list", "role") and stop.at - found.end <= _SHORT + 1 else None
    mark = words.low[found.end : n]
    if found.agency.kind == "nhom" or mark not in ((",",), ("và",)) or n >= len(words) or words.cap[n]:
        return None
    verb = lexicon.verbs.longest(words, n)
    while verb is not None and verb[0] >= n + 2 and not _said(words, found, lexicon) and not _adverb(words, n, lexicon):
        stop = boundary(words, verb[0], lexicon)
        if stop.by != "order" or words.low[stop.at] not in SEPARATORS:
            sure = ("list", "role") if mark == ("và",) and stop.at == verb[0] else ("list", "role", "order")
            return verb[0] if stop.by in sure else None
        n, verb = stop.at + 1, lexicon.verbs.longest(words, stop.at + 1)
    return None


def next_order(words: Words, k: int, lexicon: Lexicon) -> int:
    """Where a second verb of orders alone stands in the same breath behind the verb at ``k``, no mark, "và" or stop
    word between them: then the first may belong to the name; 0 where none does."""
    verb = lexicon.verbs.longest(words, k)
    for n in range(verb[0] + 1 if verb else k + 1, min(k + _MOST, len(words))):
        if not words.low[n][0].isalnum() or words.low[n] in SEPARATORS | lexicon.stops:
            return 0
        more = None if words.cap[n] else lexicon.verbs.longest(words, n)
        if more and more[0] > n + 1 and lexicon.verb(words, n) and not lexicon.in_names.longest(words, n):
            return n
    return 0


def _short_order(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether a verb of one syllable with an object in small letters, or a figure, begins straight behind a name."""
    after = words.low[k + 1 : k + 2]
    small = after and (after[0][0].isdigit() or (after[0][0].isalpha() and not words.cap[k + 1]))
    return bool(small and not words.cap[k] and words.low[k] in lexicon.short_verbs and after[0] not in lexicon.stops)


def _named_place(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """Whether a name ends in capitals or a level, so that small letters behind it are hardly its own."""
    return words.cap[found.end - 1] or _levelled(words, found, lexicon)


def _behind_short_verb(words: Words, found: Found, lexicon: Lexicon) -> int:
    """ "các hợp tác xã | trồng sầu riêng | hướng dẫn …": where a verb of one syllable straight behind a group is its
    attribute, because another order follows it; 0 elsewhere."""
    k = found.end
    verb = lexicon.verbs.longest(words, k) if k < len(words) and not words.cap[k] else None
    if found.agency.kind != "nhom" or verb is None or verb[0] != k + 1 or words.low[k] in lexicon.stops:
        return 0
    return next_order(words, k, lexicon)


def _levelled(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """Whether a name ends in its level, which closes it ("Bệnh viện tỉnh | mua thuốc"); "vùng" may begin a field's end
    ("Cứu hộ, cứu nạn vùng | biển")."""
    k = found.end - 1
    return words.low[k] not in _WIDE and level_at(words, k, lexicon) == found.end and found.agency.kind != "nhom"


def _is_bare(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """Whether a group is a common noun without "các": "Đơn vị", "Cơ quan"."""
    return found.agency.kind == "nhom" and lexicon.determiners.longest(words, found.start) is None


def _said(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """Whether the registry or the document itself names what was found, as far as it goes."""
    named = lexicon.names.longest(words, found.start)
    return named is not None and named[0] >= found.end


def _adverb(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether an adverb phrase or a role begins at ``k`` ("trên cơ sở", "chủ trì")."""
    return words.low[k] in lexicon.stops or words.low[k : k + 2] in ROLES


def _sure(words: Words, stop: Boundary, tail: int, group: bool, lexicon: Lexicon) -> bool:
    """Whether a boundary leaves no doubt behind ``tail`` open words; before a full stop they may be the order."""
    if stop.by in ("list", "comma", "role"):
        return True
    if stop.by == "order":
        return tail <= _SHORT and not (group and next_order(words, stop.at, lexicon))
    return stop.by in ("mark", "end") and group and tail <= _LAST


def is_guess(words: Words, found: Found, lexicon: Lexicon) -> bool:
    """Whether only the grammar of names says where a name ends: neither the registry nor the document has it, and an
    order, or nothing, closes a run of more than a few small letters, or a verb that stands in names too."""
    if not found.agency.unknown or _said(words, found, lexicon):
        return False
    if any((head := lexicon.heads.longest(words, k)) and head[0] >= found.end for k in range(found.start, found.end)):
        return True  # a kind word without a complement: "Tổ công tác", "Hội đồng"
    by = closed(words, found.end, True, lexicon) if found.end < len(words) else "end"
    if by in ("list", "comma", "role", "end", "mark"):
        return False
    run = found.end - max((k + 1 for k in range(found.start, found.end) if words.cap[k]), default=found.start)
    return by != "order" or run > _SHORT or lexicon.in_names.longest(words, found.end) is not None


def plain_name(words: Words, k: int, lexicon: Lexicon) -> bool:
    """Whether the words from ``k`` on hold neither a role nor a verb of orders alone: one of two syllables that is no
    attribute of a group ("kinh doanh") and stands in no names ("xây dựng")."""
    for n in range(k, len(words)):
        verb = None if words.cap[n] else lexicon.verbs.longest(words, n)
        if words.low[n : n + 2] in ROLES:
            return False
        if verb and verb[0] > n + 1 and words.low[n] not in lexicon.stops and lexicon.verb(words, n):
            inside = max(
                (f[0] for f in (lexicon.in_names.longest(words, n), lexicon.attributes.longest(words, n)) if f),
                default=0,
            )
            if inside < verb[0]:
                return False
    return True


def open_member(words: Words, k: int, lexicon: Lexicon) -> Found | None:
    """A list's member that no kind word begins ("hệ thống truyền thanh cơ sở"), up to its boundary; sure where the list
    goes on behind it or a role word stands there."""
    determiner = lexicon.determiners.longest(words, k)
    first = determiner[0] if determiner else k
    if not is_open(words, first, lexicon) or level_at(words, first, lexicon) is not None:
        return None
    if words.low[k] in lexicon.surnames and words.cap[k]:
        return None
    noun = lexicon.noun(words, first) or first
    stop = boundary(words, noun, lexicon)
    if stop.soft and (stop.vague or stop.last or stop.at - noun > _SHORT):
        stop = Boundary(stop.soft, "object")
    elif stop.vague or stop.at - k > _MEMBER:
        return None
    name = words.written(k, stop.at)
    order = lexicon.view.registry.kinds["nhom"].order
    agency = Agency(group_id(name), name, "nhom", order=order, known=False)
    return Found(k, stop.at, agency, stop.by in ("list", "comma", "role"))
