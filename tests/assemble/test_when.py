"""When a task is due: its own words, a line or cell, the step or lead-in above; further limits stay in the row."""

from __future__ import annotations

import pytest

from pipeline.model import Settings
from tests.plans import plan

HEAD = "KẾ HOẠCH\nChống hạn\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\nI. NHIỆM VỤ\n"


def dues(text: str) -> list[str]:
    """Each task's window, "start..end"."""
    tasks = plan(HEAD + text, Settings()).tasks
    return [f"{t.deadline.start or ''}..{t.deadline.end or ''}" for t in tasks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Bước 1 (trước ngày 15/4/2027)\n- Sở Y tế đo nguồn nước.\n- Công an tỉnh lập chốt, xong ngày 10/4/2027.\n"
            "Bước 2: từ ngày 16/4/2027 đến ngày 30/5/2027\n1. Sở Xây dựng khơi mương.\n2. Sở Nội vụ cử cán bộ.",
            ["..2027-04-15", "..2027-04-10", "2027-04-16..2027-05-30", "2027-04-16..2027-05-30"],
            id="a step's time holds below it, an own limit wins",
        ),
        pytest.param(
            "1. Đợt 1, từ 05/5 - 20/5/2027\na) Sở Y tế khám tại bản.\nb) Tỉnh đoàn đưa đón người già.\n"
            "2. Đợt 2\na) Sở Y tế khám tại xã.",
            ["2027-05-05..2027-05-20", "2027-05-05..2027-05-20", ".."],
            id="numbered steps, one without a time",
        ),
        pytest.param(
            "Giai đoạn I (2027 - 2028)\n- Sở Xây dựng lập hồ sơ hồ chứa.\nGiai đoạn II (2029 - 2030)\n"
            "- Sở Xây dựng nâng đập.",
            ["2027-01-01..2028-12-31", "2029-01-01..2030-12-31"],
            id="stages of years",
        ),
        pytest.param(
            "1. Tháng 4/2027\n- Sở Y tế phát viên lọc nước.\n2. Quý III/2027\n- Sở Nội vụ tập huấn.",
            ["2027-04-01..2027-04-30", "2027-07-01..2027-09-30"],
            id="a heading that is a time",
        ),
        pytest.param(
            "1. Trước ngày 20/4/2027, giao các đơn vị sau:\n- Sở Y tế kiểm tra giếng khơi.\n- Sở Nội vụ cử cán bộ.",
            ["..2027-04-20", "..2027-04-20"],
            id="a lead-in's limit reaches the items below",
        ),
        pytest.param(
            "1. Sở Y tế thực hiện các việc sau, hoàn thành trong tháng 5/2027:\na) Kiểm tra độ mặn.\n"
            "b) Cấp phát bồn nước trước ngày 12/5/2027.",
            ["2027-05-01..2027-05-31", "..2027-05-12"],
            id="an agency's lead-in with a limit",
        ),
        pytest.param(
            "1. Đối với hồ đã bàn giao trước ngày 20/4/2027, Sở Xây dựng thực hiện các việc sau:\na) Kiểm tra độ sâu.\n"
            "b) Lắp đặt mốc.",
            ["..", ".."],
            id="a case that a lead-in tells is no limit",
        ),
        pytest.param(
            "1. Sở Y tế\n- Đo nguồn nước.\n- Phát viên lọc nước.\nThời gian thực hiện: tháng 5/2027\n"
            "2. Sở Nội vụ\n- Cử cán bộ.",
            ["2027-05-01..2027-05-31", "2027-05-01..2027-05-31", ".."],
            id="a bare time line below bullets holds for all of them",
        ),
        pytest.param(
            "Bước 1 (trước ngày 15/4/2027)\n- Sở Y tế đo nguồn nước.\n- Sở Nội vụ cử cán bộ.\n"
            "Thời hạn hoàn tất: 10/4/2027",
            ["..2027-04-15", "..2027-04-10"],
            id="below a step the line holds for the bullet before it",
        ),
        pytest.param(
            "Bước 2. Chở nước\nThực hiện: tháng 5/2027.\n- Sở Y tế phát viên lọc nước.\n"
            "- Công an tỉnh lập chốt; báo cáo trước ngày 20/5/2027.\nBước 3. Kiểm kê\n- Sở Nội vụ lập danh sách.",
            ["2027-05-01..2027-05-31", "..2027-05-20", ".."],
            id="a label line directly below a step's heading holds for its items",
        ),
        pytest.param(
            "1. Đợt 1\n(Từ 01/4 đến 15/4/2027)\na) Sở Y tế khám tại bản.\nb) Tỉnh đoàn đưa đón người già.\n"
            "2. Đợt 2\nThực hiện từ ngày 16/4/2027 đến ngày 30/4/2027\na) Sở Y tế khám tại xã.",
            ["2027-04-01..2027-04-15", "2027-04-01..2027-04-15", "2027-04-16..2027-04-30"],
            id="a bare time directly below a step's heading holds for its items",
        ),
        pytest.param(
            "1. Bước 2: Khơi mương\na) Sở Y tế đo nguồn nước.\nb) Sở Nội vụ cử cán bộ.\n"
            "Thời gian thực hiện: tháng 6/2027.\n2. Bước 3: Kiểm kê\na) Sở Y tế cấp phát thuốc.\nHạn: 30/6/2027.\n"
            "b) Tỉnh đoàn đưa đón người già.",
            ["2027-06-01..2027-06-30", "2027-06-01..2027-06-30", "..2027-06-30", ".."],
            id="a time line below the last letter holds for all, below an earlier one for that one",
        ),
        pytest.param(
            "1. Hội thi khơi mương\nThời gian: 05/6/2027.\n- Sở Y tế cấp phát thuốc.\n- Sở Nội vụ cử cán bộ.",
            ["..", ".."],
            id="the day of an event is no limit of what is done for it",
        ),
        pytest.param(
            "1. Lịch cấp nước\nNgày 15/4/2027:\nTT | Nội dung | Đơn vị thực hiện\n1 | Chở nước lên bản | Công an tỉnh\n"
            "2 | Phát can nhựa | Tỉnh đoàn",
            ["2027-04-15..2027-04-15", "2027-04-15..2027-04-15"],
            id="the day in the line above a table holds for its rows",
        ),
        pytest.param(
            "1. Lịch cấp nước trong tuần\nSáng ngày 16/4/2027 (thứ Sáu)\nNội dung | Đơn vị chủ trì | Thời gian\n"
            "Chở nước lên bản | Công an tỉnh | 17/4/2027\nPhát can nhựa | Tỉnh đoàn | 8 giờ 30",
            ["2027-04-17..2027-04-17", "2027-04-16..2027-04-16"],
            id="a cell's own day wins over the line above the table",
        ),
        pytest.param(
            "1. Kỷ niệm 70 năm Ngày thành lập (12/5/1957 - 12/5/2027)\n- Sở Y tế đo nguồn nước.\n"
            "2. Các nhiệm vụ giai đoạn 2026 - 2030:\n- Sở Nội vụ tổ chức tập huấn.\n"
            "3. Thực hiện Kế hoạch số 12/KH-UBND ngày 03/02/2027:\n- Sở Nội vụ cử cán bộ.",
            ["..", "..", ".."],
            id="years celebrated, the frame of a plan and the day of an act are no step's time",
        ),
        pytest.param(
            "1. Triển khai Đề án nước sạch giai đoạn 2021 - 2025\n- Sở Y tế đo nguồn nước.",
            [".."],
            id="a period in a heading's name is no step",
        ),
    ],
)
def test_what_stands_above_says_when(text: str, expected: list[str]) -> None:
    assert dues(text) == expected


@pytest.mark.parametrize(
    ("order", "due", "said"),
    [
        (
            "Sở Y tế đo nguồn nước trong tháng 5/2027; báo cáo kết quả trước ngày 10/6/2027.",
            "2027-05-01..2027-05-31",
            "trong tháng 5/2027; trước ngày 10/6/2027",
        ),
        (
            "Sở Xây dựng khơi mương xong trước ngày 15/4/2027, hằng tuần báo cáo tiến độ.",
            "..2027-04-15",
            "xong trước ngày 15/4/2027; hằng tuần",
        ),
        ("Sở Nội vụ cử cán bộ trước ngày 15/4/2027.", "..2027-04-15", "trước ngày 15/4/2027"),
    ],
)
def test_further_limits_stay_in_the_words_with_a_notice(order: str, due: str, said: str) -> None:
    read = plan(f"{HEAD}1. {order}")
    assert dues(f"1. {order}") == [due]
    assert [t.deadline_text for t in read.tasks] == [said]
    assert [n.quote for n in read.notices if n.code == "W426"] == said.split("; ", 1)[1:]
