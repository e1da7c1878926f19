"""What corrections teach: a diff that a person can take, and that the rules then read."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.correct.learn import Learned, learn, rule_files
from pipeline.correct.model import Correction
from pipeline.find.registry.registry import load_registry
from pipeline.model import Agency, Party, Plan
from pipeline.rulebook import load_rulebook, rules_folder
from pipeline.write.tables.tables import tables
from tests import plans

PLAN = plans.built("""
KẾ HOẠCH
Sửa chữa đường làng
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Chủ trì rà soát các tuyến đường hư hỏng; báo cáo kết quả trước ngày 30/6/2025.
- Vận động nhân dân góp ngày công trong quý III năm 2025.
- Lắp biển báo.
""")


def taught(*changes: tuple[int, str, str], plan: Plan = PLAN) -> Learned:
    """What is proposed after these changes (row, field, value)."""
    rows = tables(plan).tasks
    lines = [
        Correction(rows[n]["id"], rows[n]["owners"], rows[n]["text"], f, rows[n].get(f, ""), new)
        for n, f, new in changes
    ]
    corrected = plans.corrected(plan, lines)
    assert corrected.stale == ()
    return learn([corrected], plans.registry(), rule_files(rules_folder()))


def added(learned: Learned) -> list[str]:
    """The lines that the diff adds."""
    return [
        line[1:].strip() for line in learned.diff.splitlines() if line.startswith("+") and not line.startswith("+++")
    ]


def test_nothing_corrected_teaches_nothing() -> None:
    assert taught() == Learned("", ())


def test_wrong_deadline_becomes_an_example_of_its_rule() -> None:
    assert any(
        "[[trước ngày 30/6/2025]]" in line and "=> ..2025-07-31" in line
        for line in added(taught((0, "end", "2025-07-31")))
    )


def test_deadline_that_is_none_becomes_what_never_matches() -> None:
    lines = added(taught((1, "end", ""), (1, "start", "")))
    assert [line for line in lines if "quý III năm 2025" in line and "[[" not in line and "=>" not in line]


def test_wrong_role_becomes_what_never_matches() -> None:
    assert any("Chủ trì rà soát" in line for line in added(taught((0, "owner_role", "support"))))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((2, "end", "2025-12-31"), "chưa luật nào đọc thời hạn ..2025-12-31"),
        ((2, "owner_role", "lead"), "chưa luật nào đọc vai trò lead"),
        ((2, "delete", "x"), "không phải nhiệm vụ"),
    ],
)
def test_what_no_rule_read_is_told_in_words(change: tuple[int, str, str], words: str) -> None:
    learned = taught(change)
    assert learned.diff == "" and words in learned.remarks[0]


def test_name_that_nothing_knew_becomes_an_alias(tmp_path: Path) -> None:
    stranger = Agency("so-giao-thong-van-tai-moi", "Cơ quan Đường bộ", "nhom", known=False)
    task = PLAN.tasks[2]
    plan = replace(
        PLAN, tasks=(*PLAN.tasks[:2], replace(task, owners=(Party(stranger, "Cơ quan Đường bộ", task.spans[0]),)))
    )
    learned = taught((2, "owners", "Sở Xây dựng"), plan=plan)
    assert added(learned)[-2:] == ['id = "so-xay-dung"', 'aliases = ["Cơ quan Đường bộ"]']
    rules = patched(tmp_path, learned.diff)
    names = load_registry(rules / "agencies").entries["so-xay-dung"].agency.aliases
    assert "Cơ quan Đường bộ" in names


def patched(folder: Path, diff: str) -> Path:
    """A copy of the rules with the diff applied, as a person would."""
    for name, text in rule_files(rules_folder()).items():
        target = folder / "rules" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    subprocess.run(["git", "apply", "-p1", "-"], cwd=folder, input=diff, text=True, check=True)
    return folder / "rules"


def test_diff_can_be_applied_and_the_rules_still_load(tmp_path: Path) -> None:
    learned = taught((0, "end", "2025-07-31"), (0, "owner_role", "support"), (1, "end", ""), (1, "start", ""))
    book = load_rulebook(patched(tmp_path, learned.diff))
    before = load_rulebook(rules_folder())
    assert (
        sum(len(r.match) + len(r.never) for r in book.rules)
        == sum(len(r.match) + len(r.never) for r in before.rules) + 3
    )
