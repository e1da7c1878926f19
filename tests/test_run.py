"""The stages in order, from a file to the checked plan: corrections before the check, and one check."""

from __future__ import annotations

from pathlib import Path

from pipeline.correct.model import Correction
from pipeline.model import Plan
from pipeline.run import extract, extract_corrected
from tests.build import docx, paragraph

LINES = (
    "KẾ HOẠCH",
    "Chống rét cho trâu, bò",
    "I. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Tiêm phòng cho đàn trâu, bò ở vùng cao.",
    "- Gửi báo cáo trước ngày 30/6/2025.",
    "2. Sở Tài chính",
    "- Bố trí kinh phí mua bạt che chuồng.",
)


def written(folder: Path) -> Path:
    """The plan as a file."""
    path = folder / "plan.docx"
    path.write_bytes(docx(*map(paragraph, LINES)))
    return path


def doubts(plan: Plan) -> list[tuple[str, str]]:
    """Code and row of each notice."""
    return [(notice.code, notice.task_id) for notice in plan.notices]


def test_every_doubt_is_raised_once(tmp_path: Path) -> None:
    found = doubts(extract(written(tmp_path)))
    assert [row for code, row in found if code == "W440"] == ["I.1-01", "I.2-01"]
    assert len(set(found)) == len(found)


def test_the_check_sees_the_corrected_plan_and_what_a_person_settled(tmp_path: Path) -> None:
    path = written(tmp_path)
    first, _, last = extract(path).tasks
    lines = (
        Correction(first.id, "Sở Y tế", first.text, "end", "", "2025-10-31"),
        Correction(last.id, "Sở Tài chính", last.text, "flag", "W440"),
    )
    corrected = extract_corrected(path, None, lines)
    assert "W440" not in dict(doubts(corrected.plan))
    assert "W440" in dict(doubts(extract(path)))


def test_what_corrections_raise_stands_after_what_the_check_finds(tmp_path: Path) -> None:
    path = written(tmp_path)
    unplaced = extract_corrected(path, None, (Correction("?", "Sở X", "không có", "mode", "assign", "request"),))
    assert doubts(unplaced.plan)[-1] == ("W470", "")
