"""From text to tasks: the layouts of the corpus' definition of a task, one behaviour a line."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Settings
from tests.plans import lines, plan

HEAD = "KẾ HOẠCH\nTổ chức hội thi\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\n"


def tasks(text: str) -> list[str]:
    return lines(HEAD + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Tổ chức khám bệnh.\n- Cấp thuốc.",
            ["III.1-01: Sở Y tế (perform): Tổ chức khám bệnh.", "III.1-02: Sở Y tế (perform): Cấp thuốc."],
            id="bullets under a heading",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Đề nghị Tỉnh đoàn\nVận động đoàn viên.",
            ["I.1-01: Tỉnh đoàn (perform) [request]: Vận động đoàn viên."],
            id="a paragraph under a heading that asks",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế, Sở Tư pháp\n- Kiểm tra.",
            ["I.1-01: Sở Y tế; Sở Tư pháp (perform): Kiểm tra."],
            id="several agencies in one heading",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: Tổ chức khám bệnh.",
            ["I-01: Sở Y tế (perform): Sở Y tế: Tổ chức khám bệnh."],
            id="heading and order in one line",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Xây dựng kế hoạch, gồm các nội dung:\n"
            "+ Số lượng: 20 người.\n+ Thời gian: ngày 05/6/2025.",
            ["I.1-01: Sở Y tế (perform) until 2025-06-05: Xây dựng kế hoạch, gồm các nội dung:"],
            id="details belong to their item, their deadline too",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì, phối hợp với Sở Tài chính các nội dung sau:\n"
            "+ Lập dự toán.\n+ Mua sắm thuốc.",
            [
                "I.1-01.1: Sở Y tế (lead) + Sở Tài chính: Lập dự toán.",
                "I.1-01.2: Sở Y tế (lead) + Sở Tài chính: Mua sắm thuốc.",
            ],
            id="a lead-in hands down role and partners",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nb) Chủ trì, phối hợp\n- Sở Tài chính lập dự toán.",
            ["I.1.b-01: Sở Y tế (lead) + Sở Tài chính: Sở Tài chính lập dự toán."],
            id="a lead-in left open before its partners",
        ),
        pytest.param(
            "II. NỘI DUNG\n1. Mở lớp tập huấn cho cán bộ.\n- Đơn vị chủ trì: Sở Nội vụ.\n"
            "- Đơn vị phối hợp: Sở Y tế.\n- Thời gian: Quý II năm 2025.",
            ["II-01: Sở Nội vụ (lead) + Sở Y tế until 2025-06-30: Mở lớp tập huấn cho cán bộ."],
            id="label lines",
        ),
        pytest.param(
            "II. NỘI DUNG\n1. Tuyên truyền\n- Phát hành tờ rơi.\n- Mở chuyên mục.\nĐơn vị thực hiện: Sở Y tế.",
            ["II.1-01: Sở Y tế (perform): Phát hành tờ rơi.", "II.1-02: Sở Y tế (perform): Mở chuyên mục."],
            id="one set of label lines holds for the items before it",
        ),
        pytest.param(
            "II. NỘI DUNG\n1. Tập huấn cán bộ.\n- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Y tế.",
            ["II-01: Sở Nội vụ (lead) + Sở Y tế: Tập huấn cán bộ."],
            id="a label whose value is a sentence",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế kiểm tra bếp ăn. Giao Sở Tư pháp rà soát văn bản.",
            [
                "I-01: Sở Y tế (perform): Giao Sở Y tế kiểm tra bếp ăn.",
                "I-01b: Sở Tư pháp (perform): Giao Sở Tư pháp rà soát văn bản.",
            ],
            id="sentences that tell different agencies",
        ),
        pytest.param("I. MỤC ĐÍCH, YÊU CẦU\n1. Sở Y tế chủ trì bảo đảm an toàn.", [], id="purposes give no tasks"),
        pytest.param("I. NỘI DUNG\n1. Tổ chức hội thi cấp tỉnh.", [], id="content without an agency is an activity"),
        pytest.param(
            "I. KINH PHÍ\n1. Các sở, ban, ngành chủ động bố trí kinh phí.\n2. Sở Tài chính thẩm định dự toán.",
            ["I-02: Sở Tài chính (perform): Sở Tài chính thẩm định dự toán."],
            id="under funding only an agency by its name",
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Công tác chỉ đạo\nBan Tổ chức chỉ đạo các hoạt động.", [], id="general direction"
        ),
        pytest.param(
            "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Khám bệnh.\n"
            "Trên đây là Kế hoạch. Các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
            ["I.1-01: Sở Y tế (perform): Khám bệnh."],
            id="closing phrases order nothing",
        ),
    ],
)
def test_layout(text: str, expected: list[str]) -> None:
    assert tasks(text) == expected


TABLE = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n1 | Mở lớp | Sở Y tế | Sở Tư pháp | Tháng 6/2025",
            ["PL-01: Sở Y tế (lead) + Sở Tư pháp until 2025-06-30: Mở lớp"],
            id="columns by the words of their head",
        ),
        pytest.param(
            "Đơn vị thực hiện | Thời hạn | Nội dung công việc\nSở Y tế | 2025 | Mở lớp",
            ["PL-01: Sở Y tế (perform) until 2025-12-31: Mở lớp"],
            id="any order of columns",
        ),
        pytest.param(
            "TT | Nhiệm vụ | Chủ trì\nI | NHÓM MỘT | ·\n1 | Mở lớp | Sở Y tế\nII | NHÓM HAI | ·\n"
            "1 | In sách | Sở Tư pháp",
            ["PL.I-01: Sở Y tế (lead): Mở lớp", "PL.II-01: Sở Tư pháp (lead): In sách"],
            id="group rows make sections",
        ),
        pytest.param(
            "TT | Nhiệm vụ | Chủ trì\n1 | Mở lớp | Sở Y tế\n2 | In sách | ^",
            ["PL-01: Sở Y tế (lead): Mở lớp", "PL-02: Sở Y tế (lead): In sách"],
            id="a merged owner holds for its rows",
        ),
        pytest.param(
            "TT | Nhiệm vụ | Chủ trì\n1 | Mở lớp | Sở Y tế\n2 | In sách | nt",
            ["PL-01: Sở Y tế (lead): Mở lớp", "PL-02: Sở Y tế (lead): In sách"],
            id="nt means the cell above",
        ),
        pytest.param("TT | Chỉ tiêu | Năm 2025\n1 | Cà phê | 20", [], id="statistics assign nothing"),
        pytest.param(
            "TT | Nhiệm vụ | Chủ trì\n1 | Mở lớp | Sở Y tế\nTiếp theo\n2 | In sách | Sở Tư pháp",
            ["PL-01: Sở Y tế (lead): Mở lớp", "PL-01~2: Sở Tư pháp (lead): In sách"],
            id="a table without a head goes on with the one before",
        ),
    ],
)
def test_table(rows: str, expected: list[str]) -> None:
    assert tasks("I. MỤC ĐÍCH\n1. Vui.\nNơi nhận:\n- Lưu: VT.\n" + TABLE + rows) == expected


def test_blank_owner_means_the_row_above_and_is_flagged() -> None:
    made = plan(HEAD + "TT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Mở lớp | Sở Y tế | 2025\n2 | In sách | · | 2026")
    assert [(t.owners[0].agency.name, t.flags) for t in made.tasks] == [("Sở Y tế", ()), ("Sở Y tế", ("W413",))]


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n2. Sở Tư pháp\n- Rà soát.", "W410", "Sở Y tế"),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Bảo đảm tiến độ đề ra.", "W411", "Bảo đảm tiến độ đề ra."),
        (
            "I. NỘI DUNG\n1. Phối hợp với Tỉnh đoàn mở lớp bơi cho trẻ em.",
            "W411",
            "Phối hợp với Tỉnh đoàn mở lớp bơi cho trẻ em.",
        ),
        ("I. NỘI DUNG\nTT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Mở lớp | · | 2025", "W412", "Mở lớp"),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Công ty Hoa Mai Xanh\n- Trồng cây.\n- Tưới cây.", "W417", "Công ty Hoa Mai Xanh"),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Trồng cây.", "W440", "Trồng cây."),
    ],
)
def test_doubt_becomes_a_notice_that_quotes_the_plan(text: str, code: str, quote: str) -> None:
    made = plan(HEAD + text)
    assert quote in [n.quote for n in made.notices if n.code == code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. Các đơn vị cấp nước sạch, thu gom rác có trách nhiệm\n- Trồng rau.", "W416"),
        ("1. Sở Y tế\n- Phối hợp với cơ quan, tổ chức quản lý trạm quan trắc đo đạc số liệu.", "W415"),
    ],
)
def test_doubt_about_where_a_name_ends_is_a_flag(text: str, code: str) -> None:
    assert plan(HEAD + "I. TỔ CHỨC THỰC HIỆN\n" + text).tasks[0].flags == (code,)


def test_row_whose_owner_cell_names_nobody_is_flagged() -> None:
    made = plan(HEAD + "TT | Nhiệm vụ | Chủ trì | Thời gian\n1 | Mở lớp | - | 2025\n2 | In sách | (1) | 2026")
    assert [t.flags for t in made.tasks] == [("W418",)]


def test_deadline_before_the_plans_own_date_is_a_notice() -> None:
    text = "KẾ HOẠCH\nHội thi\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Hoàn thành trước ngày 30/6/2024."
    made = plan(text, Settings(date=date(2025, 1, 2)))
    assert [n.facts for n in made.notices if n.code == "W443"] == [{"end": "30/06/2024", "day": "02/01/2025"}]


def test_plan_without_number_says_so_once() -> None:
    assert [n.facts["file"] for n in plan(HEAD + "I. NỘI DUNG\n1. Thi.").notices if n.code == "W441"] == ["plan.toml"]


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản.", "rà soát văn bản."),
        ("Tổ chức hội thi. Thực hiện trong năm 2025.", "Tổ chức hội thi."),
        ("Phối hợp tổ chức hội thi.", "tổ chức hội thi."),
        ("Căn cứ nhiệm vụ được giao, xây dựng kế hoạch.", "Căn cứ nhiệm vụ được giao, xây dựng kế hoạch."),
    ],
)
def test_action_is_the_text_without_role_and_deadline(words: str, action: str) -> None:
    made = plan(HEAD + f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- {words}")
    assert made.tasks[0].action == action


def test_every_mention_of_a_task_quotes_the_document() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì, phối hợp với Sở Tư pháp rà soát văn bản trước ngày 30/6/2025."
    made = plan(HEAD + text)
    quoted = {m.label: made.document.quote(m.span) for m in made.tasks[0].mentions}
    assert quoted == {
        "owner": "Sở Y tế",
        "partner": "Sở Tư pháp",
        "role": "Chủ trì",
        "deadline": "trước ngày 30/6/2025",
    }


def test_defaults_carry_the_id_of_a_rule() -> None:
    task = plan(HEAD + "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Trồng cây.").tasks[0]
    assert task.rules == ("OWNER-01", "ROLE-00", "MODE-00", "DUE-00")


def test_settings_win_over_what_was_read() -> None:
    made = plan(HEAD + "I. NỘI DUNG\n1. Thi.", Settings(number="7/KH-UBND"))
    assert made.header.number == "7/KH-UBND"
