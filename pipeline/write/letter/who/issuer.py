"""The issuer of a letter in every form that a page needs, from a name as a head gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.write.letter.profile import Profile
from pipeline.write.letter.who.data import IssuerName
from pipeline.write.letter.who.spelling import begins_with_name, fold, spelled

# "12-KH/TU": a Party body's number has its dash before its stroke.
_PARTY_NUMBER = re.compile(r"\d+\s*-\s*\w+/\w+$")
# The last sign of a number without a unit of its own: "12/KH-SYT" is the issuer's, "12/UBND-VX" names a unit behind it.
_NUMBER_SIGN = re.compile(r"/(\w+)-([^\W\d_]+)$")
_ODD = re.compile(r"\d{2,}|[:;/|]|kính gửi|cộng hòa|độc lập|v/v|ngày ", re.IGNORECASE)
_DRAWN = re.compile(r"\s*[_*=-]{3,}\s*")
_NO_ONE = ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "sở", "bộ", "cục", "ban")
_LONGEST = 24  # words: no authority's name is longer
NO_NAME = "không đọc được tên cơ quan ban hành của kế hoạch; ghi issuer trong tệp .toml của kế hoạch hoặc co-quan.toml"

PARTY_NUMBER = (
    "số của kế hoạch là số của cơ quan Đảng, có thể thức riêng không theo Nghị định 30/2020/NĐ-CP;"
    " chuyển nội dung sang mẫu của cơ quan Đảng trước khi trình ký"
)


@dataclass(frozen=True, slots=True)
class IssuerForms:
    """An issuer's name in the head, in full, short inside the text, its sign, its province as a place, its superior
    (empty: unknown), and the rules for its kind (None: a kind that no rule knows)."""

    lines: tuple[str, ...]
    full: str
    short: str
    symbol: str
    province: str
    superior: str = ""
    rule: IssuerName | None = None

    @property
    def orders(self) -> Mapping[str, str]:
        """Its verb for each kind of agency that it may order."""
        return self.rule.orders if self.rule else {}


def written_out(name: str, profile: Profile) -> IssuerForms:
    """The forms of an issuer's name: "UBND tỉnh Thái Nguyên" is two lines in the head and "Ủy ban nhân dân tỉnh" in
    the text; of two bodies in one name the second is the issuer."""
    superior, own = _parted(spelled(tidy_name(name)), profile)
    for known in profile.issuer:
        for begin in known.begins:
            if re.match(rf"{re.escape(fold(begin))}(?!\w)", fold(own)):
                return _forms(own, superior, begin, known, profile)
    return IssuerForms((own,), own, own, "", "", shortened(superior, profile))


def _forms(own: str, superior: str, begin: str, known: IssuerName, profile: Profile) -> IssuerForms:
    rest = own[len(begin) :].strip()
    level = next((one for one in known.levels if rest.lower().startswith(f"{one} ")), "")
    full = f"{known.full or own[: len(begin)]} {rest}".strip()
    return IssuerForms(
        lines=(known.full, rest) if level else (full,),
        full=full,
        short=f"{known.full} {rest[: len(level)]}" if level else full,
        symbol=known.symbol,
        province=rest[len(level) :].strip() if level == "tỉnh" else "",
        superior=shortened(superior, profile),
        rule=known,
    )


def _parted(name: str, profile: Profile) -> tuple[str, str]:
    """A superior and the issuer below it, where a head's two names were read as one: the second begins at a kind word
    with a capital that no list joins to the words before it."""
    houses = profile.houses
    if not any(name.startswith(f"{one} ") for one in houses.superior):
        return "", name
    for match in re.finditer(r"(?<=[^\s,&-] )(?=\S)", name):
        before, behind = name[: match.start()].strip(), name[match.start() :]
        joined = re.search(r"\b(và|của|thuộc|các|cho)$", before)
        if not joined and any(behind.startswith(f"{one} ") for one in houses.within) and " " in before:
            return before, behind
    return "", name


def shortened(superior: str, profile: Profile) -> str:
    """Common phrases of the superior's name are abbreviated (điểm a khoản 2): "UBND tỉnh Thái Nguyên"."""
    known = next((one for one in profile.issuer if one.levels and superior.startswith(one.full)), None)
    return superior.replace(known.full, known.symbol, 1) if known else superior


def is_name(name: str) -> bool:
    """Whether words of a head can be an authority's name at all: they begin with the kind word of one and say which,
    are neither number nor date, nor longer than any."""
    bare = tidy_name(name)
    if not bare or _ODD.search(bare) or len(bare.split()) > _LONGEST or fold(bare) in _NO_ONE:
        return False
    return begins_with_name(spelled(bare))


def tidy_name(name: str) -> str:
    """A name without the line that was drawn below it."""
    return _DRAWN.sub(" ", name).strip()


def sign_in_number(number: str | None, types: Sequence[str]) -> str:
    """The issuer's sign in the number of its own plan ("4385/QĐ-BVHTTDL" → "BVHTTDL"); empty where it has none."""
    found = _NUMBER_SIGN.search(number or "")
    return found.group(2) if found and found.group(1) in types else ""


def is_party_number(number: str | None) -> bool:
    """Whether a number has the form that Party bodies give ("12-KH/TU")."""
    return bool(_PARTY_NUMBER.match((number or "").strip()))
