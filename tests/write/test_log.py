"""The log only grows, and a line that was cut off is no act."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.contract import LOG_COLUMNS, LOG_FILE
from pipeline.messages import PipelineError
from pipeline.write.log import Act, append_log, read_log

FIRST = Act("2024-04-01T08:00:00", "accept", task_id="I.1-01", agency_id="so-y-te", by="Lan", source="accept")
SECOND = Act("2024-04-02T09:30:00", "return", task_id="I.1-02", reason="Thiếu số báo cáo", by="Lan", source="return")


def test_nothing_was_done_yet(tmp_path: Path) -> None:
    assert read_log(tmp_path) == ()


def test_acts_come_back_in_their_order(tmp_path: Path) -> None:
    append_log(tmp_path, [FIRST])
    append_log(tmp_path, [SECOND])
    assert read_log(tmp_path) == (FIRST, SECOND)


def test_appending_leaves_what_stands_there(tmp_path: Path) -> None:
    append_log(tmp_path, [FIRST])
    before = (tmp_path / LOG_FILE).read_bytes()
    append_log(tmp_path, [SECOND])
    assert (tmp_path / LOG_FILE).read_bytes().startswith(before)


def test_no_act_writes_no_file(tmp_path: Path) -> None:
    append_log(tmp_path, [])
    assert not (tmp_path / LOG_FILE).exists()


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_line_that_was_cut_off_is_no_act(tmp_path: Path, cut: int) -> None:
    append_log(tmp_path, [FIRST, SECOND])
    path = tmp_path / LOG_FILE
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_log(tmp_path) == (FIRST,)
    append_log(tmp_path, [SECOND])
    assert read_log(tmp_path) == (FIRST, SECOND)


def test_a_head_that_was_cut_off_is_written_again(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).write_bytes(b"\xef\xbb\xbftime,act,ta")
    append_log(tmp_path, [FIRST])
    assert read_log(tmp_path) == (FIRST,)


def test_several_lines_and_formulas_are_one_harmless_line(tmp_path: Path) -> None:
    append_log(tmp_path, [Act("2024-04-01T08:00:00", "fill", after='=1+1\nsố "12"; 3, 4')])
    assert read_log(tmp_path)[0].after == '=1+1 / số "12"; 3, 4'
    assert "'=1+1" in (tmp_path / LOG_FILE).read_text(encoding="utf-8-sig")


def test_a_log_that_excel_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    line = ";".join(["2024-04-01T08:00:00", "accept", "I.1-01", "", "so-y-te", "", "", "", "Lan", "accept"])
    (tmp_path / LOG_FILE).write_text(";".join(LOG_COLUMNS) + "\r\n" + line + "\r\n", encoding="utf-8-sig", newline="")
    assert read_log(tmp_path) == (FIRST,)


@pytest.mark.parametrize("content", [b"a,b\r\n", ",".join(LOG_COLUMNS).encode() + b"\r\n1,2\r\n", b"\xff\xfe\r\n"])
def test_a_log_that_is_not_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LOG_FILE).write_bytes(content)
    with pytest.raises(PipelineError, match="E341"):
        read_log(tmp_path)


def test_what_cannot_be_written_is_not_done(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).mkdir()
    with pytest.raises(PipelineError, match="E341"):
        append_log(tmp_path, [FIRST])
