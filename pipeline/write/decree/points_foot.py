"""Points of the foot of a công văn (signature, Nơi nhận) and of its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.write.decree.finding import ARTICLE, Finding, Parts, align_words, judge, look_of, missing
from pipeline.write.decree.look import Line
from pipeline.write.letter.profile import Limits

_TITLES = re.compile(r"^(GS|PGS|TS|ThS|CN|BS|KS|NGND|NGƯT)\b\.?", re.IGNORECASE)
_FILED = re.compile(r"^- ?Lưu: ?VT(?:, ?[\wĐ&.…⟦⟧ ,()-]+)?\.$")


def signature_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """Authority, position and name of the signer."""
    article = ARTICLE["signature"]
    if not parts.position or parts.name is None:
        yield missing("signature", "Chức vụ, họ tên người ký", article, "bên phải, ngang hàng với Nơi nhận")
        return
    for line in parts.position:
        caps = line.text == line.text.upper()
        yield judge("position.caps", "Quyền hạn, chức vụ", article, caps, "in hoa", line.text.strip())
        yield from look_of("position", "quyền hạn, chức vụ", article, line, limits.position_pt, bold=True, italic=False)
    name = parts.name.text.strip()
    yield judge("name.case", "Họ tên người ký", article, name != name.upper(), "in thường", name)
    plain = not _TITLES.match(name)
    yield judge(
        "name.titles", "Học hàm, học vị trước họ tên", article, plain, "không ghi", "không ghi" if plain else name
    )
    yield from look_of("name", "họ tên", article, parts.name, limits.name_pt, bold=True, italic=False)
    head = parts.recipients_head
    level = head is not None and _in_one_row(head, parts.position[0])
    beside = "ngang hàng với Nơi nhận"
    yield judge("signature.level", "Vị trí chữ ký", ARTICLE["layout"], level, beside, beside if level else "khác hàng")


def _in_one_row(one: Line, other: Line) -> bool:
    return one.cell is not None and other.cell is not None and one.cell[:2] == other.cell[:2]


def recipients_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """ "Nơi nhận" and its list: "Như trên" first, "Lưu: VT, …" last, ";" between and "." at the end."""
    article, head = ARTICLE["recipients"], parts.recipients_head
    if head is None:
        yield missing("recipients", "Nơi nhận", article, "Nơi nhận:")
        return
    words = head.text.strip()
    yield judge("recipients", "Nơi nhận", article, words == "Nơi nhận:", "Nơi nhận:", words)
    size = limits.recipients_head_pt
    yield from look_of("recipients_head", "Nơi nhận", article, head, size, bold=True, italic=True)
    listed = [line.text.strip() for line in parts.recipients]
    if not listed:
        yield missing("recipients.list", "Danh sách nơi nhận", article, "- Như trên; … - Lưu: VT, ….")
        return
    yield judge(
        "recipients.first", "Dòng đầu nơi nhận", article, listed[0].startswith("- Như trên"), "- Như trên;", listed[0]
    )
    last = bool(_FILED.match(listed[-1].replace("\u00a0", " ")))
    yield judge("recipients.last", "Dòng cuối nơi nhận", article, last, "- Lưu: VT, ….", listed[-1])
    ends = [words[-1:] for words in listed]
    marks = ends == [*";" * (len(ends) - 1), "."]
    yield judge("recipients.marks", "Dấu cuối dòng nơi nhận", article, marks, "; … .", " ".join(ends))
    dashes = all(words.startswith("-") for words in listed)
    yield judge("recipients.dashes", "Gạch đầu dòng nơi nhận", article, dashes, "- …", listed[0])
    yield from _list_look(parts.recipients, limits, article)


def _list_look(lines: tuple[Line, ...], limits: Limits, article: str) -> Iterator[Finding]:
    least, most = limits.recipients_pt
    wrong = [line.size for line in lines if not least <= line.size <= most]
    found = f"{wrong[0]:g}" if wrong else f"{least:g}"
    yield judge("recipients.size", "Cỡ chữ danh sách nơi nhận", article, not wrong, f"{least:g}", found)
    upright = all(line.share("italic") < 0.5 and line.share("bold") < 0.5 for line in lines)
    yield judge(
        "recipients.style",
        "Kiểu chữ danh sách nơi nhận",
        article,
        upright,
        "đứng",
        "đứng" if upright else "nghiêng hoặc đậm",
    )


def annex_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    """Annexes: announced in the letter, with name, title and note, numbered by themselves."""
    article = ARTICLE["annex"]
    if not parts.annexes:
        return
    told = any("phụ lục" in line.text.lower() for line in parts.body)
    yield judge(
        "annex.told",
        "Chỉ dẫn về phụ lục",
        article,
        told,
        "nội dung nhắc đến Phụ lục",
        "có nhắc" if told else "không nhắc",
    )
    roman = [bool(re.search(r"\s[IVX]+$", annex[0].text.strip())) for annex in parts.annexes]
    if len(parts.annexes) > 1:
        yield judge(
            "annex.roman",
            "Số thứ tự phụ lục",
            article,
            all(roman),
            "chữ số La Mã",
            "chữ số La Mã" if all(roman) else "không",
        )
    starts = parts.annex_starts
    restarted = len(starts) >= len(parts.annexes) and all(start == 1 for start in starts)
    yield judge(
        "annex.pages",
        "Số trang phụ lục",
        article,
        restarted,
        "đánh riêng từ 1",
        "đánh riêng từ 1" if restarted else "đánh tiếp",
    )
    for annex in parts.annexes:
        yield from _annex(annex, limits, article)


def _annex(annex: tuple[Line, ...], limits: Limits, article: str) -> Iterator[Finding]:
    name, *others = annex
    centred = name.align == "center"
    yield judge("annex.centred", "Vị trí chữ Phụ lục", article, centred, "canh giữa", align_words(name))
    yield from look_of("annex", "chữ Phụ lục", article, name, limits.annex_pt, bold=True, italic=False)
    title = next((line for line in others if line.text.strip()), None)
    if title is None or title.text != title.text.upper():
        yield judge("annex.title", "Tên phụ lục", article, False, "in hoa", title.text.strip() if title else "không có")
    else:
        size = limits.annex_title_pt
        yield from look_of("annex.title", "tên phụ lục", article, title, size, bold=True, italic=False)
    note = next((line for line in others if line.text.strip().startswith("(Kèm theo")), None)
    if note is None:
        yield missing("annex.note", "Thông tin chỉ dẫn phụ lục", article, "(Kèm theo Công văn số …)")
        return
    size = limits.annex_title_pt
    yield from look_of("annex.note", "thông tin chỉ dẫn", article, note, size, bold=False, italic=True)
