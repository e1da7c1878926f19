"""Automatic numbers, as Word displays them."""

from __future__ import annotations

import pytest

from pipeline.model import Source
from pipeline.read.word.docx import read_docx
from tests.build import docx, numbering, paragraph, table

_OUTLINE = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def numbers(*lines: str, **parts: str) -> list[str]:
    document = read_docx(docx(*lines, parts=parts), Source("a.docx", "", 0))
    assert not document.notices
    return [block.number for block in document.blocks]


def at(*levels: int, list_id: str = "1") -> list[str]:
    return [paragraph("việc", (list_id, level)) for level in levels]


def test_levels_start_again_below_a_higher_one() -> None:
    shown = numbers(*at(0, 1, 2, 2, 1, 2, 0, 1), numbering=numbering(*_OUTLINE))
    assert shown == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_levels_are_given_with_the_block() -> None:
    document = read_docx(docx(*at(0, 1), parts={"numbering": numbering(*_OUTLINE)}), Source("a", "", 0))
    assert [block.level for block in document.blocks] == [0, 1]


def test_pattern_of_several_levels_also_without_the_outer_one() -> None:
    levels = numbering(("decimal", "%1."), ("decimal", "%1.%2."))
    assert numbers(*at(1, 1, 0, 1), numbering=levels) == ["1.1.", "1.2.", "2.", "2.1."]


@pytest.mark.parametrize(
    ("outer", "inner", "shown"),
    [
        ("upperRoman", "decimalZero", "2.01"),
        ("upperRoman", "lowerLetter", "2.1"),
        ("decimalZero", "decimal", "02.1"),
        ("cardinalText", "upperRoman", "2.1"),
    ],
)
def test_legal_levels_show_digits(outer: str, inner: str, shown: str) -> None:
    level = f"lvl{{ilvl=1}}/(start{{val=1}},numFmt{{val={inner}}},isLgl,lvlText{{val=%1.%2}})"
    first = f"lvl{{ilvl=0}}/(start{{val=1}},numFmt{{val={outer}}},lvlText{{val=%1}})"
    part = f"abstractNum{{abstractNumId=0}}/({first},{level}),num{{numId=1}}/abstractNumId{{val=0}}"
    assert numbers(*at(0, 0, 1), numbering=part)[-1] == shown


def test_a_list_that_begins_two_levels_down_has_begun_both() -> None:
    levels = numbering(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
    assert numbers(*at(2, 1, 0, 1), numbering=levels) == ["a)", "2.", "II.", "1."]


def test_lists_of_one_definition_go_on_counting() -> None:
    more = "num{numId=2}/abstractNumId{val=0}"
    shown = numbers(*at(0, 0), *at(0, list_id="2"), numbering=numbering(("decimal", "%1."), extra=more))
    assert shown == ["1.", "2.", "3."]


def test_start_override_restarts_once() -> None:
    more = "num{numId=2}/(abstractNumId{val=0},lvlOverride{ilvl=0}/startOverride{val=5})"
    shown = numbers(*at(0), *at(0, 0, list_id="2"), *at(0), numbering=numbering(("decimal", "%1."), extra=more))
    assert shown == ["1.", "5.", "6.", "7."]


def test_level_override_changes_the_form() -> None:
    level = "lvl{ilvl=0}/(start{val=1},numFmt{val=upperLetter},lvlText{val=%1.})"
    more = f"num{{numId=2}}/(abstractNumId{{val=0}},lvlOverride{{ilvl=0}}/{level})"
    assert numbers(*at(0, 0, list_id="2"), numbering=numbering(("decimal", "%1."), extra=more)) == ["A.", "B."]


@pytest.mark.parametrize(("restart", "shown"), [("0", ["1.", "1.", "2.", "2."]), ("1", ["1.", "1.", "2.", "1."])])
def test_level_restart(restart: str, shown: list[str]) -> None:
    second = f"lvl{{ilvl=1}}/(start{{val=1}},numFmt{{val=decimal}},lvlRestart{{val={restart}}},lvlText{{val=%2.}})"
    first = "lvl{ilvl=0}/(start{val=1},numFmt{val=decimal},lvlText{val=%1.})"
    part = f"abstractNum{{abstractNumId=0}}/({first},{second}),num{{numId=1}}/abstractNumId{{val=0}}"
    assert numbers(*at(0, 1, 0, 1), numbering=part) == shown


def test_legal_numbering_shows_digits() -> None:
    first = "lvl{ilvl=0}/(start{val=1},numFmt{val=upperRoman},lvlText{val=%1.})"
    second = "lvl{ilvl=1}/(start{val=1},numFmt{val=decimal},isLgl,lvlText{val=%1.%2.})"
    part = f"abstractNum{{abstractNumId=0}}/({first},{second}),num{{numId=1}}/abstractNumId{{val=0}}"
    assert numbers(*at(0, 0, 1), numbering=part) == ["I.", "II.", "2.1."]


def test_number_of_a_style_and_of_its_base() -> None:
    styles = (
        "style{type=paragraph,styleId=A}/pPr/numPr/numId{val=1},"
        "style{type=paragraph,styleId=B}/(basedOn{val=A},pPr/numPr/ilvl{val=1})"
    )
    lines = [paragraph("a", style="A"), paragraph("b", style="B"), paragraph("c", style="A")]
    assert numbers(*lines, styles=styles, numbering=numbering(*_OUTLINE)) == ["I.", "1.", "II."]


def test_level_that_names_the_style() -> None:
    levels = (
        "lvl{ilvl=0}/(numFmt{val=decimal},lvlText{val=%1.}),lvl{ilvl=1}/(start{val=3},pStyle{val=B},lvlText{val=%2/})"
    )
    part = f"abstractNum{{abstractNumId=0}}/({levels}),num{{numId=1}}/abstractNumId{{val=0}}"
    styles = "style{type=paragraph,styleId=B}/pPr/numPr/numId{val=1}"
    assert numbers(paragraph("a", style="B"), styles=styles, numbering=part) == ["3/"]


def test_number_zero_takes_the_style_s_number_away() -> None:
    styles = "style{type=paragraph,styleId=A}/pPr/numPr/numId{val=1}"
    line = 'p/(pPr/(pStyle{val=A},numPr/numId{val=0}),r/t"a")'
    assert numbers(line, styles=styles, numbering=numbering(*_OUTLINE)) == [""]


def test_ring_of_styles_ends() -> None:
    styles = "style{type=paragraph,styleId=A}/basedOn{val=B},style{type=paragraph,styleId=B}/basedOn{val=A}"
    assert numbers(paragraph("a", style="A"), styles=styles) == [""]


def test_list_style_link() -> None:
    part = "abstractNum{abstractNumId=5}/numStyleLink{val=L},num{numId=9}/abstractNumId{val=5}," + numbering(
        ("upperLetter", "%1.")
    )
    styles = "style{type=numbering,styleId=L}/pPr/numPr/numId{val=1}"
    assert numbers(*at(0, 0, list_id="9"), styles=styles, numbering=part) == ["A.", "B."]


def test_empty_numbered_paragraph_counts() -> None:
    empty = "p/pPr/numPr/(ilvl{val=0},numId{val=1})"
    assert numbers(*at(0), empty, *at(0), numbering=numbering(*_OUTLINE)) == ["I.", "III."]


def test_counting_goes_on_through_cells() -> None:
    document = read_docx(
        docx(*at(0), table([paragraph("ô", ("1", 0))]), *at(0), parts={"numbering": numbering(("decimal", "%1."))}),
        Source("a", "", 0),
    )
    assert [f"{block.number}{block.text}" for block in document.blocks] == ["1.việc", "2. ô", "3.việc"]


def test_column_of_nothing_but_automatic_numbers() -> None:
    """The usual first column of a plan's table: the cell is empty, Word shows its number."""
    number, bullet = "p/pPr/numPr/(ilvl{val=0},numId{val=1})", "p/pPr/numPr/(ilvl{val=1},numId{val=1})"
    document = read_docx(
        docx(
            table(["TT", "Việc"], [number, "Họp"], [f"{number},{paragraph('chữ')}", bullet]),
            parts={"numbering": numbering(("decimal", "%1."), ("bullet", "-"))},
        ),
        Source("a", "", 0),
    )
    assert [block.text for block in document.blocks] == ["TT", "Việc", "1.", "Họp", "chữ", ""]
    assert not document.notices


def test_paragraph_hidden_with_its_mark_is_not_counted() -> None:
    hidden = 'p/(pPr/(numPr/(ilvl{val=0},numId{val=1}),rPr/vanish),r/(rPr/vanish,t"kín"))'
    part = {"numbering": numbering(("decimal", "%1."))}
    document = read_docx(docx(*at(0), hidden, *at(0), parts=part), Source("a", "", 0))
    assert [block.number for block in document.blocks] == ["1.", "2."]


def test_typed_number_after_an_automatic_one_stays_text() -> None:
    document = read_docx(
        docx(paragraph("a) việc", ("1", 0)), parts={"numbering": numbering(("bullet", "-"))}), Source("a", "", 0)
    )
    assert [(block.number, block.text) for block in document.blocks] == [("-", "a) việc")]


FORMS = [
    ("decimal", 4, "4"),
    ("decimalZero", 7, "07"),
    ("upperRoman", 14, "XIV"),
    ("lowerRoman", 49, "xlix"),
    ("lowerLetter", 5, "e"),
    ("lowerLetter", 28, "bb"),
    ("upperLetter", 26, "Z"),
    ("none", 3, ""),
    ("vietnameseCounting", 4, "bốn"),
    ("vietnameseCounting", 15, "mười lăm"),
    ("cardinalText", 21, "Hai mươi mốt"),
    ("ordinal", 1, "thứ nhất"),
    ("ordinalText", 4, "Thứ tư"),
    ("decimalEnclosedParen", 3, "(3)"),
    ("numberInDash", 2, "- 2 -"),
    ("hindiCounting", 4, "4"),
]


@pytest.mark.parametrize(("form", "count", "shown"), FORMS)
def test_number_formats(form: str, count: int, shown: str) -> None:
    assert numbers(*at(0), numbering=numbering((form, "%1"), first=count)) == [shown]


def test_custom_letters_of_vietnamese() -> None:
    level = "lvl{ilvl=0}/(start{val=4},numFmt{val=custom,format=LETTERS},lvlText{val=%1)})"
    part = f"abstractNum{{abstractNumId=0}}/{level},num{{numId=1}}/abstractNumId{{val=0}}"
    from tests.build import package, root, xml

    whole = root("numbering", xml(part)).replace("LETTERS", "a, b, c, d, đ, e, ...")
    document = read_docx(package("".join(map(xml, at(0, 0, 0))), {"numbering": whole}), Source("a", "", 0))
    assert [block.number for block in document.blocks] == ["d)", "đ)", "e)"]


@pytest.mark.parametrize(
    ("sign", "font", "shown"),
    [("\uf0b7", "Symbol", "•"), ("\uf0a7", "Wingdings", "▪"), ("-", "Arial", "-"), ("\uf0d8", "Wingdings", "➢")],
)
def test_bullets(sign: str, font: str, shown: str) -> None:
    level = f"lvl{{ilvl=0}}/(numFmt{{val=bullet}},lvlText{{val={sign}}},rPr/rFonts{{ascii={font}}})"
    part = f"abstractNum{{abstractNumId=0}}/{level},num{{numId=1}}/abstractNumId{{val=0}}"
    assert numbers(*at(0), numbering=part) == [shown]
