"""What `make diff` calls gained, lost and changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus_score import Row, changes, main


def row(text: str, **cells: str) -> Row:
    return {"id": "III.1-01", "text": text, "owners": "Sở Y tế", "end": "", **cells}


@pytest.mark.parametrize(
    ("old", "new", "signs"),
    [
        pytest.param([row("Lập danh sách")], [row("Lập danh sách")], [], id="same"),
        pytest.param([row("Lập danh sách")], [], ["-"], id="lost"),
        pytest.param([], [row("Lập danh sách")], ["+"], id="gained"),
        pytest.param([row("Lập", end="")], [row("Lập", end="2025-06-30")], ["~", "end:"], id="a cell"),
        pytest.param([row("Lập")], [row("Lập", owners="Sở Nội vụ")], ["~", "owners:"], id="an owner"),
        pytest.param([row("Lập")], [row("Lập danh sách")], ["~", "text:"], id="words"),
        pytest.param(
            [row("Lập"), row("Gửi", id="2")], [row("Gửi", id="3"), row("Lập")], ["~", "id:"], id="order and id"
        ),
    ],
)
def test_changes(old: list[Row], new: list[Row], signs: list[str]) -> None:
    assert [line.split()[0] for line in changes(old, new)] == signs


def test_absent_corpus_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(tmp_path / "corpus"), "score.py"]) == 0
    assert "is not here" in capsys.readouterr().out
