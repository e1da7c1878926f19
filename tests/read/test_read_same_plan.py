"""A plan numbered by Word gives the same tasks and ids as the same plan numbered by hand."""

from __future__ import annotations

import pytest

from pipeline.assemble.plan import build_plan
from pipeline.model import Plan, Settings
from pipeline.read import read_bytes
from pipeline.run import registry
from tests.build import docx, numbering, paragraph, table

_SECTIONS = ("Mục đích, yêu cầu", "Nội dung", "Tổ chức thực hiện")
_AGENCIES = (
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Nội vụ",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "UBND các huyện, thành phố",
)
_WORKS = (
    "Chủ trì, phối hợp với {} rà soát danh mục việc số {} trước ngày {}/6/2025.",
    "Phối hợp với {} tổ chức lớp tập huấn số {} trước ngày {}/9/2025.",
    "Xây dựng quy chế phối hợp với {} về nội dung số {}, hoàn thành trước ngày {}/11/2025.",
)
_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"), ("bullet", "-"))


class _Numbers:
    """Lines of a plan whose numbers are typed or made by Word."""

    def __init__(self, by_word: bool) -> None:
        self.by_word, self.counts = by_word, [0] * len(_LEVELS)

    def line(self, level: int, text: str) -> str:
        """One numbered line; a level starts again below a higher one."""
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (len(_LEVELS) - level - 1)
        if self.by_word:
            return paragraph(text, ("1", level))
        _, section, part, letter, _ = self.counts
        roman = ("I", "II", "III", "IV")[self.counts[0] - 1]
        shown = (f"{roman}.", f"{section}.", f"{section}.{part}.", f"{'abcdefghijk'[letter - 1]})", "-")[level]
        return paragraph(f"{shown} {text}")

    def cell(self, row: int) -> str:
        """The first cell of a row of the table."""
        return "p/pPr/numPr/(ilvl{val=0},numId{val=2})" if self.by_word else f"{row}."


def lines(by_word: bool) -> list[str]:
    """A plan of 3 sections, 8 agencies with 5 orders each, their details, and a table of 40 rows."""
    numbers = _Numbers(by_word)
    made = [paragraph("KẾ HOẠCH"), paragraph("Triển khai công tác năm 2025")]
    for title in _SECTIONS:
        made.append(numbers.line(0, title))
        if title != _SECTIONS[2]:
            made.append(numbers.line(1, "Triển khai kịp thời, thống nhất, đúng tiến độ, bảo đảm hiệu quả."))
            continue
        for n, agency in enumerate(_AGENCIES):
            made.append(numbers.line(1, agency))
            for part in range(5):
                words = _WORKS[part % 3].format(_AGENCIES[(n + part + 1) % 7], f"{n}{part}", part + 10)
                made.append(numbers.line(2, words))
                made += [numbers.line(3, _WORKS[k % 3].format("Sở Nội vụ", f"{n}{part}{k}", 10 + k)) for k in range(3)]
                made.append(numbers.line(4, "Báo cáo kết quả về UBND tỉnh trước ngày 15/12/2025."))
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"]]
    for n in range(1, 41):
        rows.append([numbers.cell(n), f"Tổ chức đợt kiểm tra số {n}", _AGENCIES[n % 8], f"Tháng {n % 12 + 1}/2025"])
    return [*made, table(*rows)]


def plan(by_word: bool) -> Plan:
    """The plan that is found in them."""
    second = (
        "abstractNum{abstractNumId=9}/lvl{ilvl=0}/(start{val=1},numFmt{val=decimal},lvlText{val=%1.}),"
        "num{numId=2}/abstractNumId{val=9}"
    )
    content = docx(*lines(by_word), parts={"numbering": numbering(*_LEVELS, extra=second)})
    return build_plan(read_bytes(content, "a.docx"), registry(), Settings())


@pytest.fixture(scope="module")
def both() -> tuple[Plan, Plan]:
    """Numbered by hand, numbered by Word."""
    return plan(by_word=False), plan(by_word=True)


def test_tasks_and_ids_are_the_same(both: tuple[Plan, Plan]) -> None:
    typed, automatic = both
    assert len(typed.tasks) == 80
    assert [task.id for task in automatic.tasks] == [task.id for task in typed.tasks]
    for one, other in zip(typed.tasks, automatic.tasks, strict=True):
        assert other == one
