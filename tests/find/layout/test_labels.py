"""Labels that a document uses and no rule knows: what its use of them says."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.find.agency.agencies import Agencies
from pipeline.find.layout.labels import learn_labels
from pipeline.find.lexicon import structure_finder
from tests.plans import document, lines, plan, registry

HEAD = "KẾ HOẠCH\nTổ chức hội thi\nUBND tỉnh ban hành Kế hoạch trên địa bàn tỉnh Thái Nguyên:\nI. NHIỆM VỤ\n"


def learned(text: str) -> dict[str, str]:
    """Each learned label's field; "?" behind it where its place alone says which."""
    doc = document(text)
    cells = {c for t in doc.tables for row in t.rows for c in row}
    blocks, texts = [b for b in doc.blocks if b.index not in cells], [b.text for b in doc.blocks]
    agencies = Agencies(registry(), "Thái Nguyên")
    found = learn_labels(blocks, doc.tables, texts, structure_finder(), agencies, date(2027, 1, 5))
    return {label: own.field + "?" * own.doubt for label, own in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Mở lớp bơi.\nBên chủ trì: Sở Y tế\n2. Sửa bể.\nBên chủ trì: Sở Xây dựng",
            {"bên chủ trì": "lead"},
            id="twice, and its words say which",
        ),
        pytest.param(
            "1. Mở lớp bơi.\nGánh việc: Sở Y tế\nGóp sức: Tỉnh đoàn\n2. Sửa bể.\nGánh việc: Công an tỉnh",
            {"gánh việc": "perform?", "góp sức": "partner?"},
            id="once in a set: the first owns, the next helps",
        ),
        pytest.param(
            "1. Mở lớp bơi.\n- Lo chính: Sở Y tế; tiếp tay: Tỉnh đoàn; chậm nhất: 05/6/2027.",
            {"lo chính": "perform?", "tiếp tay": "partner?", "chậm nhất": "deadline?"},
            id="a set in one paragraph",
        ),
        pytest.param(
            "1. Mở lớp bơi.\nĐội ngũ đảm đương:\nSở Y tế\nCái mốc cuối:\n05/6/2027",
            {"đội ngũ đảm đương": "perform?", "cái mốc cuối": "deadline"},
            id="values on lines of their own",
        ),
        pytest.param("1. Mở lớp bơi.\nGánh việc: Sở Y tế", {}, id="once and alone it is text"),
        pytest.param(
            "1. Mở lớp bơi.\nGánh việc: Sở Y tế\n2. Sửa bể.\nGánh việc: còn bàn thêm\n3. Vá phao.\nGánh việc: bơm nước",
            {},
            id="most of its values are something else",
        ),
        pytest.param(
            "1. Hội nghị.\nThành phần dự: Sở Y tế, Sở Nội vụ\n2. Hội thi.\nThành phần dự: Tỉnh đoàn",
            {},
            id="guests do not do it",
        ),
        pytest.param(
            "1. Họp.\nSở Y tế: Tỉnh đoàn\n2. Hội thi.\nSở Y tế: Công an tỉnh",
            {},
            id="an agency before a colon is no label",
        ),
        pytest.param(
            "TT | Công việc | Đơn vị thực hiện | Chung tay | Chốt sổ\n"
            "1 | Mở lớp bơi | Sở Y tế | Tỉnh đoàn | 05/6/2027\n2 | Sửa bể | Sở Xây dựng | Công an tỉnh | 06/6/2027",
            {"chung tay": "partner?", "chốt sổ": "deadline?"},
            id="the heads of columns",
        ),
        pytest.param(
            "1. Họp.\nGiao trách nhiệm: Tỉnh đoàn\n2. Hội thi.\nGiao trách nhiệm: Công an tỉnh",
            {},
            id="an order is no label",
        ),
        pytest.param(
            "1. Mở lớp bơi:\nGánh việc: Sở Y tế\nGóp sức: Tỉnh đoàn",
            {"gánh việc": "perform?", "góp sức": "partner?"},
            id="a heading with a colon above a set is none of it",
        ),
        pytest.param("TT | Xã | Số hộ\n1 | Phú Bình | 20\n2 | Tân Cương | 30", {}, id="a column of figures"),
    ],
)
def test_labels_of_the_documents_own(text: str, expected: dict[str, str]) -> None:
    assert learned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Mở lớp bơi.\nBên chủ trì: Sở Y tế\nBên phối hợp: Tỉnh đoàn\nMốc hoàn tất: 05/6/2027",
            [("Sở Y tế (lead) + Tỉnh đoàn until 2027-06-05", ())],
            id="closed words of the labels leave no doubt",
        ),
        pytest.param(
            "1. Mở lớp bơi.\nGánh việc: Sở Y tế\nGóp sức: Tỉnh đoàn",
            [("Sở Y tế (perform) + Tỉnh đoàn", ("W414",))],
            id="place alone is a doubt",
        ),
        pytest.param(
            "TT | Công việc | Gánh việc | Chốt sổ\n1 | Mở lớp bơi | Sở Y tế | 05/6/2027\n"
            "2 | Sửa bể | Công an tỉnh | 06/6/2027",
            [
                ("Sở Y tế (perform) until 2027-06-05", ("W414",)),
                ("Công an tỉnh (perform) until 2027-06-06", ("W414",)),
            ],
            id="a column that nobody knows",
        ),
        pytest.param(
            "TT | Việc cần làm | Ai gánh | Ai đỡ | Chốt\n1 | Mở lớp bơi | Sở Y tế | Tỉnh đoàn | 05/6/2027\n"
            "2 | Mua phao | Sở Tài chính | Công an tỉnh | nt\n3 | Trực cấp cứu | nt | - | nt",
            [
                ("Sở Y tế (perform) + Tỉnh đoàn until 2027-06-05", ("W414",)),
                ("Sở Tài chính (perform) + Công an tỉnh until 2027-06-05", ("W414",)),
                ("Sở Tài chính (perform) + Công an tỉnh until 2027-06-05", ("W414",)),
            ],
            id="a head of which nobody knows a word",
        ),
        pytest.param(
            "TT | Thời gian | Nội dung | Nơi diễn ra\n1 | 05/6/2027 | Khai mạc | Trung tâm Văn hóa tỉnh\n"
            "2 | 06/6/2027 | Bế mạc | Nhà hát tỉnh",
            [],
            id="the places of a schedule do no work",
        ),
    ],
)
def test_rows_filled_from_them(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    made = plan(HEAD + text)
    assert [(line.split(": ")[1], t.flags) for line, t in zip(lines(HEAD + text), made.tasks, strict=True)] == expected


def test_each_of_them_is_one_doubt_besides_the_rows() -> None:
    text = "TT | Công việc | Gánh việc\n1 | Mở lớp bơi | Sở Y tế\n2 | Sửa bể | Công an tỉnh"
    found = [n.quote for n in plan(HEAD + text).notices if n.code == "W414" and not n.task_id]
    assert found == ["Gánh việc"]
