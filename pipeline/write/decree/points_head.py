"""Points of the head of a công văn: national motto, issuer, number, date, subject, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.write.decree.finding import ARTICLE, Finding, Parts, align_words, judge, look_of, missing
from pipeline.write.decree.look import Line
from pipeline.write.decree.parts import bare
from pipeline.write.letter.metrics import line_length
from pipeline.write.letter.page import MOTTO, NATION
from pipeline.write.letter.profile import Limits

# An office without units has no sign behind its own ("05/THPT").
_NUMBER = re.compile(r"^Số: ?(\d+|[\s._…]*)/((?:[A-ZĐ0-9&…]|(?<=T)[gr]|(?<=Q)y)+(?:-[A-ZĐ0-9&…]+)*)$")
_DATE = re.compile(r"^(\S.*), ngày (\d{1,2}|[\s._…]*) tháng (\d{1,2}|[\s._…]*) năm (\d{4}|20[\s\d._…]{0,6}|[\s._…]*)$")
# Share of the text line by which a rule may miss its length: fonts differ that much between machines.
_SLACK = 0.08


def nation_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """Quốc hiệu and Tiêu ngữ."""
    article = ARTICLE["nation"]
    if parts.nation is None:
        yield missing("nation", "Quốc hiệu", article, NATION)
    else:
        words = " ".join(parts.nation.text.split())
        same = bare(words) == bare(NATION) and words == words.upper()
        yield judge("nation", "Quốc hiệu", article, same, NATION, words)
        yield from look_of("nation", "Quốc hiệu", article, parts.nation, limits.nation_pt, bold=True, italic=False)
    if parts.motto is None:
        yield missing("motto", "Tiêu ngữ", article, MOTTO)
        return
    yield judge("motto", "Tiêu ngữ", article, parts.motto.text.strip() == MOTTO, MOTTO, parts.motto.text.strip())
    yield from look_of("motto", "Tiêu ngữ", article, parts.motto, limits.motto_pt, bold=True, italic=False)
    yield from _rule("motto", "Tiêu ngữ", article, [parts.motto], parts.motto_rule, (1.0, 1.0))


def issuer_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """The issuer and the body above it."""
    article = ARTICLE["issuer"]
    for line in parts.superior:
        caps = line.text == line.text.upper()
        yield judge("superior.caps", "Tên cơ quan chủ quản", article, caps, "in hoa", line.text.strip())
        name = "tên cơ quan chủ quản"
        yield from look_of("superior", name, article, line, limits.superior_pt, bold=False, italic=False)
    if not parts.issuer:
        yield missing("issuer", "Tên cơ quan ban hành", article, "in hoa, đứng, đậm")
        return
    for line in parts.issuer:
        caps = line.text == line.text.upper()
        yield judge("issuer.caps", "Tên cơ quan ban hành", article, caps, "in hoa", line.text.strip())
        yield from look_of("issuer", "tên cơ quan ban hành", article, line, limits.issuer_pt, bold=True, italic=False)
    share = (limits.issuer_rule[0], limits.issuer_rule[1])
    yield from _rule("issuer", "tên cơ quan ban hành", article, parts.issuer, parts.issuer_rule, share)


def _rule(
    code: str, name: str, article: str, lines: Sequence[Line], length: float, share: tuple[float, float]
) -> Iterator[Finding]:
    """A solid line below, as long as a share of the text line (where there are several, of the last or the longest)."""
    least, most = share
    expected = "dài bằng dòng chữ" if least == most else "dài 1/3 - 1/2 dòng chữ"
    if any(line.share("underlined") > 0.5 for line in lines):
        yield judge(f"{code}.rule", f"Đường kẻ dưới {name}", article, False, expected, "gạch chân chữ")
        return
    texts = [line_length(line.text.strip(), line.size, bold=True) for line in lines]
    shares = [length / text for text in (texts[-1], max(texts)) if text]
    fits = any(least - _SLACK <= one <= most + _SLACK for one in shares)
    found = f"{shares[0]:.2f} dòng chữ".replace(".", ",") if length and shares else "không có"
    yield judge(f"{code}.rule", f"Đường kẻ dưới {name}", article, fits, expected, found)


def number_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """Number and symbol, place and date, subject."""
    yield from _number(parts.number, limits)
    yield from _place(parts, limits)
    article = ARTICLE["subject"]
    if not parts.subject:
        yield missing("subject", "Trích yếu", article, "V/v …")
        return
    first = parts.subject[0]
    begins = first.text.strip().startswith("V/v ")
    yield judge("subject", "Trích yếu", article, begins, "V/v …", first.text.strip()[:30])
    yield judge(
        "subject.centred", "Vị trí trích yếu", article, first.align == "center", "canh giữa", align_words(first)
    )
    yield from look_of("subject", "trích yếu", article, first, limits.subject_pt, bold=False, italic=False)
    if parts.number is not None and parts.number.cell == first.cell:
        gap = max(parts.number.after, first.before)
        least, most = limits.subject_gap_pt
        fits = least - 0.05 <= gap <= most + 0.05
        yield judge("subject.gap", "Khoảng cách số, ký hiệu - trích yếu", article, fits, "6 pt", f"{gap:g} pt")


def _number(line: Line | None, limits: Limits) -> Iterator[Finding]:
    article = ARTICLE["number"]
    if line is None:
        yield missing("number", "Số, ký hiệu", article, "Số: …/…-…")
        return
    words = line.text.strip().replace("\u00a0", " ")
    found = _NUMBER.match(words)
    padded = found is not None and not re.fullmatch(r"\d", found.group(1))
    yield judge("number", "Số, ký hiệu", article, padded, "Số: 05/BNV-VP (số nhỏ hơn 10 thêm 0, không cách chữ)", words)
    yield from look_of("number", "số, ký hiệu", article, line, limits.number_pt, bold=False, italic=False)


def _place(parts: Parts, limits: Limits) -> Iterator[Finding]:
    article, line = ARTICLE["place"], parts.place
    if line is None:
        yield missing("place", "Địa danh, thời gian", article, "Hà Nội, ngày 05 tháng 01 năm 2020")
        return
    words = line.text.strip().replace("\u00a0", " ")
    yield judge("place", "Địa danh, thời gian", article, _is_date(words), "…, ngày 05 tháng 01 năm 2020", words)
    yield from look_of("place", "địa danh, thời gian", article, line, limits.place_pt, bold=False, italic=True)
    if parts.number is not None and parts.number.cell and line.cell:
        level = parts.number.cell[:2] == line.cell[:2]
        expected = "cùng dòng với số, ký hiệu"
        yield judge(
            "place.level", "Vị trí địa danh, thời gian", article, level, expected, expected if level else "khác dòng"
        )


def _is_date(words: str) -> bool:
    """0 before days below 10 and months 1 and 2, and before no other month; blanks may stand for all of them."""
    found = _DATE.match(words)
    if found is None:
        return False
    day, month = found.group(2).strip(), found.group(3).strip()
    day_fits = not day.isdigit() or len(day) == 2
    month_fits = not month.isdigit() or month in ("01", "02", *(str(one) for one in range(3, 13)))
    return day_fits and month_fits


def addressee_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """ "Kính gửi": one name in its line; several each in a line of its own with dash, ";" and "."."""
    article, line = ARTICLE["recipients"], parts.addressee
    if line is None:
        yield missing("addressee", "Kính gửi", article, "Kính gửi: …")
        return
    words = line.text.strip()
    yield judge("addressee", "Kính gửi", article, words.startswith("Kính gửi:"), "Kính gửi: …", words[:40])
    yield from look_of("addressee", "Kính gửi", article, line, limits.addressee_pt, bold=False, italic=False)
    listed = [one for one in parts.addressees if one.text.strip()]
    if not listed:
        named = bool(words.removeprefix("Kính gửi:").strip())
        yield judge(
            "addressee.named",
            "Nơi gửi",
            article,
            named,
            "tên nơi nhận cùng dòng",
            words.removeprefix("Kính gửi:").strip() or "không có",
        )
        return
    ends = [one.text.strip()[-1] for one in listed]
    yield judge(
        "addressee.marks",
        "Dấu cuối dòng Kính gửi",
        article,
        ends == [*";" * (len(ends) - 1), "."],
        "; … .",
        " ".join(ends),
    )
    starts = {round(one.left + one.first) for one in listed}
    aligned = len(starts) == 1
    yield judge(
        "addressee.aligned",
        "Gạch đầu dòng Kính gửi",
        article,
        aligned,
        "thẳng hàng",
        "thẳng hàng" if aligned else "lệch nhau",
    )
