"""Files that agencies fill, brought home."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.follow.merge import merge
from pipeline.follow.share import agency_workbooks
from pipeline.messages import PipelineError
from pipeline.write.tracking.model import DISPUTES, LOG, STRAYS, TASKS, Tracker
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import TODAY, cell, edited, fresh, made, plan, rows, task, typed

BACK = date(2025, 3, 20)


def saved(content: bytes, when: datetime) -> bytes:
    """The same file, saved at another time."""
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                head, _, tail = part.decode().partition("<dcterms:modified")
                mark, _, rest = tail.partition(">")
                part = f"{head}<dcterms:modified{mark}>{when:%Y-%m-%dT%H:%M:%SZ}{rest[rest.index('<') :]}".encode()
            target.writestr(name, part)
    return out.getvalue()


def sent(content: bytes) -> dict[str, bytes]:
    """The files by agency."""
    return dict(agency_workbooks(content, TODAY))


def tracker(content: bytes) -> Tracker:
    """As read back."""
    return read_tracker(content, "x").tracker


def test_each_agency_gets_its_own_rows_only() -> None:
    files = sent(fresh())
    assert {owner: [row.words("id") for row in rows(file)] for owner, file in files.items()} == {
        "Sở Hai": ["II.2-01"],
        "Sở Một": ["II.1-01", "II.1-02"],
    }
    assert load_workbook(BytesIO(files["Sở Hai"])).sheetnames == ["Theo dõi", "Hướng dẫn", "_Danh mục"]


def test_what_the_agency_typed_comes_home_and_is_logged() -> None:
    content = fresh()
    back = typed(sent(content)["Sở Một"], {(2, "status"): "Đã hoàn thành", (2, "done_on"): date(2025, 3, 12)})
    merged = merge(content, [("so-mot.xlsx", back)], BACK)
    assert (cell(merged.content, 2, "status"), merged.taken, merged.disputed) == ("Chờ xác nhận", 2, 0)
    lines = [(row.words("what"), row.words("before"), row.words("after")) for row in tracker(merged.content).rows(LOG)][
        1:
    ]
    assert lines == [("Trạng thái", "Chưa thực hiện", "Chờ xác nhận"), ("Ngày hoàn thành", "", "12/03/2025")]
    assert merged.lines == ("so-mot.xlsx: nhận 2 ô, thêm 0 dòng, 0 chỗ hai bên ghi khác nhau",)


def test_untouched_file_changes_nothing() -> None:
    content = fresh()
    merged = merge(content, list(sent(content).items()), TODAY)
    assert (merged.content, merged.taken) == (content, 0)


def test_disagreement_is_listed_and_not_decided() -> None:
    content = fresh()
    back = typed(sent(content)["Sở Một"], {(1, "result"): "đơn vị ghi"})
    merged = merge(typed(content, {(1, "result"): "văn phòng ghi"}), [("so-mot.xlsx", back)], BACK)
    assert cell(merged.content, 1, "result") == "văn phòng ghi"
    listed = [
        (row.words("what"), row.words("ours"), row.words("theirs")) for row in tracker(merged.content).rows(DISPUTES)
    ]
    assert listed == [("Kết quả", "văn phòng ghi", "đơn vị ghi")]


def two_that_disagree() -> list[tuple[str, bytes]]:
    """The same cell filled in two files."""
    file = sent(fresh())["Sở Một"]
    one = saved(typed(file, {(1, "note"): "một", (2, "note"): "cả hai"}), datetime(2025, 3, 12))
    two = saved(typed(file, {(1, "note"): "hai"}), datetime(2025, 3, 13))
    return [("hai.xlsx", two), ("mot.xlsx", one)]


def test_two_files_that_disagree_are_a_choice_and_nothing_is_taken() -> None:
    merged = merge(fresh(), two_that_disagree(), BACK)
    assert (merged.content, merged.acts) == (fresh(), ())
    assert [choice.line() for choice in merged.choices] == [
        "II.1-01 · Sở Một · Ghi chú: hai.xlsx ghi «hai»; mot.xlsx ghi «một»"
    ]


@pytest.mark.parametrize(("prefer", "note"), [("mot.xlsx", "một"), ("hai.xlsx", "hai")])
def test_preferred_file_wins_where_they_disagree_and_the_rest_is_taken(prefer: str, note: str) -> None:
    merged = merge(fresh(), two_that_disagree(), BACK, prefer=prefer)
    assert [cell(merged.content, n, "note") for n in (1, 2)] == [note, "cả hai"]
    assert merged.disputed == 0


def test_older_file_does_not_undo_a_newer_one() -> None:
    content = fresh()
    one = saved(typed(sent(content)["Sở Một"], {(1, "note"): "cũ"}), datetime(2025, 3, 12))
    two = saved(typed(sent(content)["Sở Một"], {(1, "note"): "mới"}), datetime(2025, 3, 13))
    first = merge(content, [("mot.xlsx", two)], BACK)
    merged = merge(first.content, [("mot.xlsx", one)], BACK)
    assert cell(merged.content, 1, "note") == "mới"
    assert merged.disputed == 1


def test_same_file_twice_changes_nothing_the_second_time() -> None:
    content = fresh()
    back = typed(sent(content)["Sở Một"], {(1, "note"): "đã gửi", (4, "action"): "Việc thêm"})
    once = merge(content, [("mot.xlsx", back)], BACK)
    twice = merge(once.content, [("mot.xlsx", back)], BACK)
    assert (twice.content, twice.taken, twice.added) == (once.content, 0, 0)


def test_row_that_the_agency_added_is_added() -> None:
    content = fresh()
    merged = merge(content, [("hai.xlsx", typed(sent(content)["Sở Hai"], {(3, "action"): "Tưới cây"}))], BACK)
    assert [(row.words("action"), row.words("owner")) for row in rows(merged.content)][-1] == ("Tưới cây", "Sở Hai")
    assert merged.added == 1


def test_what_was_typed_for_a_task_that_is_gone_is_listed() -> None:
    content = fresh()
    back = typed(sent(content)["Sở Hai"], {(1, "note"): "trồng xong"})
    merged = merge(made(plan(task("I.1-01", "Việc khác"))), [("hai.xlsx", back)], BACK)
    assert [row.words("theirs") for row in tracker(merged.content).rows(DISPUTES)] == ["Ghi chú: trồng xong"]


def test_words_typed_beside_the_table_come_home() -> None:
    content = fresh()

    def work(workbook: Workbook) -> None:
        workbook[TASKS.title]["A2"] = "Gửi anh Ba"
        workbook.create_sheet("Thêm")["C3"] = "bảng của tôi"

    merged = merge(content, [("hai.xlsx", edited(sent(content)["Sở Hai"], work))], BACK)
    words = {(row.words("sheet"), row.words("words")) for row in tracker(merged.content).rows(STRAYS)}
    assert words == {("hai.xlsx: Theo dõi", "Gửi anh Ba")}
    (sheet,) = tracker(merged.content).extra_sheets
    assert (sheet.title, sheet.cells[3, 3][0]) == ("hai - Thêm", "bảng của tôi")


def test_file_that_is_none_is_named() -> None:
    with pytest.raises(PipelineError, match="la.xlsx") as refusal:
        merge(fresh(), [("la.xlsx", b"?")], BACK)
    assert refusal.value.code == "E320"
