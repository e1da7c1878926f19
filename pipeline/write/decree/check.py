"""The self-check: any công văn .docx against the decree's table, point by point (found, expected, article)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.write.decree.finding import ARTICLE, Finding, Parts, align_words, judge
from pipeline.write.decree.look import Line, Look, Section
from pipeline.write.decree.parts import is_paragraph_of_body, take_apart
from pipeline.write.decree.points_foot import annex_points, recipients_points, signature_points
from pipeline.write.decree.points_head import addressee_points, issuer_points, nation_points, number_points
from pipeline.write.decree.reader import read_look
from pipeline.write.letter.page import DRAFT
from pipeline.write.letter.profile import Limits, Profile

# Lengths in a file are rounded to twips and half points; offices set 1,27 cm as 0,5 inch.
_MM, _POINT = 0.35, 0.05
_SINGLE = 1.15  # a single line of Times New Roman is that much of its size


def check_letter(source: bytes | Path, profile: Profile) -> tuple[Finding, ...]:
    """Every point of the decree's table for a công văn, each "ok", "fault" or "blank" (a place for a person to fill).

    Raises PipelineError E317 where ``source`` is no .docx.
    """
    whole = read_look(source)
    drafts = [line for line in whole.lines if line.cell is None and line.text.startswith(DRAFT)]
    look = replace(whole, lines=tuple(line for line in whole.lines if line not in drafts))
    parts, limits = take_apart(look), profile.limits
    points: tuple[Callable[[Parts, Limits], Iterator[Finding]], ...] = (
        nation_points,
        issuer_points,
        number_points,
        addressee_points,
        _body_points,
        signature_points,
        recipients_points,
        annex_points,
    )
    found = list(_page_points(look, profile))
    for one in points:
        found.extend(one(parts, limits))
    return (*found, *_blanks(look), *map(_draft, drafts))


def _draft(line: Line) -> Finding:
    """The red line of a letter that can't go out yet: to be mended and taken out by a person."""
    return Finding("draft", "Bản nháp", ARTICLE["blank"], "sửa điều đã nêu rồi xoá dòng này", line.text, "blank")


def faults(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Only what must be mended."""
    return tuple(one for one in findings if one.status == "fault")


def _page_points(look: Look, profile: Profile) -> Iterator[Finding]:
    limits = profile.limits
    for number, section in enumerate(look.sections):
        where = "" if number == 0 else f" (phần {number + 1})"
        yield from _paper(section, limits, where, number == 0)
    yield from _fonts(look, profile.layout.font)
    yield from _page_number(look.sections, limits)


def _paper(section: Section, limits: Limits, where: str, upright: bool) -> Iterator[Finding]:
    article = ARTICLE["page"]
    sides = sorted((section.width, section.height))
    paper = all(abs(one - two) <= 1 for one, two in zip(sides, sorted(limits.paper_mm), strict=True))
    size = f"{section.width:.0f} x {section.height:.0f} mm"
    yield judge("page.paper", f"Khổ giấy{where}", article, paper, "A4 (210 x 297 mm)", size)
    if upright:
        yield judge(
            "page.upright", "Chiều giấy", article, section.width < section.height, "theo chiều dài", _turned(section)
        )
    for name, words in (("top", "trên"), ("bottom", "dưới"), ("left", "trái"), ("right", "phải")):
        least, most = getattr(limits, f"{name}_mm")
        found = getattr(section, name)
        fits = least - _MM <= found <= most + _MM
        yield judge(
            f"page.{name}", f"Lề {words}{where}", article, fits, f"{least:g} - {most:g} mm", f"{_figure(found)} mm"
        )


def _turned(section: Section) -> str:
    return "theo chiều dài" if section.width < section.height else "theo chiều rộng"


def _figure(number: float) -> str:
    """A measure with a decimal comma, to a tenth."""
    return f"{round(number, 1):g}".replace(".", ",")


def _fonts(look: Look, font: str) -> Iterator[Finding]:
    runs = [run for line in look.lines for run in line.runs if run.text.strip()]
    others = sorted({run.font or "chữ theo giao diện (theme)" for run in runs if run.font != font})
    yield judge("font", "Phông chữ", ARTICLE["font"], not others, font, "; ".join(others) or font)
    colours = sorted({run.colour for run in runs if run.colour.lower() not in ("auto", "000000")})
    yield judge("colour", "Màu chữ", ARTICLE["font"], not colours, "đen", "; ".join(colours) or "đen")


def _page_number(sections: tuple[Section, ...], limits: Limits) -> Iterator[Finding]:
    article = ARTICLE["page_number"]
    first = sections[0] if sections else None
    line = first.page_number if first else None
    if first is None or line is None:
        yield judge("page_number", "Số trang", article, False, "canh giữa, trong lề trên", "không có")
        return
    yield judge("page_number", "Số trang", article, line.align == "center", "canh giữa", align_words(line))
    least, most = limits.page_number_pt
    size = line.size
    yield judge("page_number.size", "Cỡ số trang", article, least <= size <= most, f"{least:g} - {most:g}", f"{size:g}")
    hidden = first.first_page_differs and not first.number_on_first
    yield judge(
        "page_number.first",
        "Số trang thứ nhất",
        article,
        hidden,
        "không hiển thị",
        "không hiển thị" if hidden else "hiển thị",
    )


def _body_points(parts: Parts, limits: Limits) -> Iterator[Finding]:
    article = ARTICLE["body"]
    lines = [line for line in parts.body if is_paragraph_of_body(line)]
    if not lines:
        yield judge("body", "Nội dung", article, False, "có nội dung", "không có")
        return
    tests: tuple[tuple[str, str, str, Callable[[Line], bool], Callable[[Line], str]], ...] = (
        ("size", "Cỡ chữ nội dung", "13 - 14", _within("size", limits.body_pt, _POINT), lambda one: f"{one.size:g}"),
        ("upright", "Kiểu chữ nội dung", "đứng", _upright, _posture),
        ("justified", "Canh lề nội dung", "đều hai lề", _justified, align_words),
        (
            "indent",
            "Lùi đầu dòng",
            "10 hoặc 12,7 mm",
            lambda one: _indented(one, limits),
            lambda one: f"{_figure(_mm(one))} mm",
        ),
        ("line", "Giãn dòng", "1,0 - 1,5 dòng", lambda one: _spaced(one, limits), _spacing),
    )
    for code, name, expected, fits, found in tests:
        wrong = [line for line in lines if not fits(line)]
        shown = f"{found(wrong[0])} («{wrong[0].text.strip()[:40]}…»)" if wrong else _all_found(lines, found)
        yield judge(f"body.{code}", name, article, not wrong, expected, shown)
    yield from _gaps(lines, limits)
    end = lines[-1].text.strip()
    yield judge("body.end", "Kết thúc nội dung", ARTICLE["end"], end.endswith("./."), "./.", end[-20:])


def _all_found(lines: list[Line], found: Callable[[Line], str]) -> str:
    """What was found in the paragraphs, each value once, in their order."""
    return "; ".join(dict.fromkeys(map(found, lines)))


def _upright(line: Line) -> bool:
    return line.share("italic") < 0.5


def _posture(line: Line) -> str:
    return "đứng" if _upright(line) else "nghiêng"


def _gaps(lines: list[Line], limits: Limits) -> Iterator[Finding]:
    """The larger of the space after one paragraph and the space before the next, as Word lays them out."""
    gaps = [max(one.after, two.before) for one, two in zip(lines, lines[1:], strict=False)]
    least = min(gaps, default=limits.paragraph_gap_pt[0])
    fits = least >= limits.paragraph_gap_pt[0] - _POINT
    yield judge("body.gap", "Khoảng cách giữa các đoạn", ARTICLE["body"], fits, "từ 6 pt", f"{least:g} pt")


def _justified(line: Line) -> bool:
    """A bold heading of one line may stand left."""
    return line.align in ("both", "distribute") or line.share("bold") == 1


def _within(name: str, limits: tuple[float, ...], slack: float) -> Callable[[Line], bool]:
    return lambda line: limits[0] - slack <= getattr(line, name) <= limits[1] + slack


def _mm(line: Line) -> float:
    """The first line's distance from the margin, in millimetres."""
    return (line.first + line.left) * 25.4 / 72


def _indented(line: Line, limits: Limits) -> bool:
    least, most = limits.indent_mm
    return least - _MM <= _mm(line) <= most + _MM and not line.text.startswith("\t")


def _spaced(line: Line, limits: Limits) -> bool:
    lines = line.spacing / (line.size * _SINGLE) if line.fixed and line.size else line.spacing
    return limits.line[0] - 0.06 <= lines <= limits.line[1] + 0.01


def _spacing(line: Line) -> str:
    return f"{_figure(line.spacing)} {'pt' if line.fixed else 'dòng'}"


def _blanks(look: Look) -> Iterator[Finding]:
    for line in look.lines:
        if line.share("yellow") or any(run.yellow for run in line.runs):
            words = " ".join(line.text.split())
            yield Finding("blank", "Chỗ để trống", ARTICLE["blank"], "người có trách nhiệm điền", words[:80], "blank")
