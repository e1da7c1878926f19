"""PDF pages: words from letters, tables from lines and from aligned words, heads in two columns, pages without text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.read import read_bytes, text_lines
from pipeline.read.pdf.ocr import Mender
from tests.build import Words, pdf
from tests.seeds import ruled

FULL = "Giao Văn phòng rà soát, tổng hợp và gửi các đơn vị cho đủ"  # 57 letters of 7.2 points: a full line


def reading(*pages: Sequence[Words], **more: str) -> Document:
    return read_bytes(pdf(*pages, **more), "a.pdf")


def grid(document: Document, table: int = 0) -> list[list[str]]:
    rows = document.tables[table].rows
    return [["-" if cell is None else document.blocks[cell].text for cell in row] for row in rows]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


LINES: list[tuple[list[Words], str]] = [
    ([(72, 700, "Giao Sở Y tế")], "Giao Sở Y tế"),
    ([(72, 700, "Giao"), (108, 700, "Sở"), (129.6, 700, "Y"), (144, 700, "tế")], "Giao Sở Y tế"),
    ([(72, 700, "họp"), (93.6, 700, "bàn")], "họpbàn"),
    ([(72, 700, "họp"), (96, 700, "bàn")], "họp bàn"),
    ([(100.8, 700, "sau"), (72, 700, "viết ")], "viết sau"),
    ([(72, 700, "ĐIỆN"), (72.3, 700.2, "ĐIỆN")], "ĐIỆN"),
    ([(72, 700, "rộng 60 m"), (136.8, 704, "2", 7), (144, 700, "đất")], "rộng 60 m² đất"),
    ([(72, 700, "10"), (86.4, 705, "6", 7), (94, 700, "cây")], "10⁶ cây"),
    ([(72, 700, "CO"), (86.4, 697, "2", 7)], "CO2"),
]


@pytest.mark.parametrize(("page", "shown"), LINES)
def test_words_come_from_where_letters_stand(page: list[Words], shown: str) -> None:
    assert text_lines(reading(page)) == [shown]


@pytest.mark.parametrize(
    "attributes",
    [
        "/CropBox[20 30 500 800]",
        "/CropBox[0 0 0 0]",
        "/CropBox[2000 2000 3000 3000]",
        "/MediaBox[-100 -100 900 1200]",
        "/Rotate 90",
        "/Rotate 180",
        "/Rotate 270",
    ],
)
def test_boxes_and_turns_of_a_page_change_no_words(attributes: str) -> None:
    assert text_lines(reading([(72, 700, "1. Sở Y tế"), (72, 660, "2. Sở Nội vụ")], attributes=attributes)) == [
        "1. Sở Y tế",
        "2. Sở Nội vụ",
    ]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 500 50", "-1 0 0 -1 560 800", "0 -1 1 0 50 800"])
def test_text_that_is_drawn_turned_is_read_upright(matrix: str) -> None:
    one, two = (
        f"BT /F 12 Tf {matrix} Tm 0 {-20 * n} Td <{text.encode().hex()}> Tj ET\n"
        for n, text in enumerate(("1. Mot viec", "2. Hai viec"))
    )
    document = reading([(1, 1, " ")], drawn=one + two, codes="latin-1")
    assert text_lines(document) == ["1. Mot viec", "2. Hai viec"]


BREAKS: list[tuple[list[str], list[str]]] = [
    ([FULL, "việc."], [f"{FULL} việc."]),
    (["Một dòng ngắn.", "Dòng sau."], ["Một dòng ngắn.", "Dòng sau."]),
    ([FULL, "- nửa sau của câu."], [f"{FULL} - nửa sau của câu."]),
    ([FULL + ";", "- Mục mới."], [FULL + ";", "- Mục mới."]),
    ([FULL[:-3] + " QĐ-", "UBND nêu."], [FULL[:-3] + " QĐ-UBND nêu."]),
    ([FULL, "72/2025/QH15;"], [f"{FULL} 72/2025/QH15;"]),
]


@pytest.mark.parametrize(("typed", "shown"), BREAKS)
def test_lines_are_joined_to_paragraphs(typed: list[str], shown: list[str]) -> None:
    around = [f"{n}. {FULL[:-3]}" for n in range(3)]
    page: list[Words] = [(72, 780 - 16 * n, line) for n, line in enumerate(around)]
    page += [(72, 700 - 16 * n, line) for n, line in enumerate(typed)]
    assert text_lines(reading(page))[-len(shown) :] == shown


def thin(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The same as filled rectangles half a point thick, cell by cell, as word processors draw borders."""
    level = "".join(f"{a} {y} {b - a} 0.5 re f\n" for y in ys for a, b in zip(xs, xs[1:], strict=False))
    return level + "".join(f"{x} {b} 0.5 {a - b} re f\n" for x in xs for a, b in zip(ys, ys[1:], strict=False))


XS, YS = (60, 110, 300, 420), (720, 690, 640)
CELLS: list[Words] = [
    (65, 700, "TT"), (115, 700, "Việc"), (305, 700, "Hạn"),
    (65, 670, "1"), (115, 670, "Sở Y tế chủ trì, các xã"), (305, 670, "Quý IV"), (115, 655, "phối hợp khám mắt"),
]  # fmt: skip


@pytest.mark.parametrize("drawn", [ruled(XS, YS), thin(XS, YS), f"q 1 0 0 1 0 0 cm {ruled(XS, YS)} Q"])
def test_a_ruled_table(drawn: str) -> None:
    document = reading([(60, 780, "PHỤ LỤC"), *CELLS, (60, 600, "Hết.")], drawn=drawn)
    assert grid(document) == [["TT", "Việc", "Hạn"], ["1", "Sở Y tế chủ trì, các xã phối hợp khám mắt", "Quý IV"]]
    assert (text_lines(document)[0], text_lines(document)[-1]) == ("PHỤ LỤC", "Hết.")
    assert document.blocks[1].place == "trang 1, bảng 1, hàng 1, cột 1"


def test_merged_cells_are_one_block_in_many_places() -> None:
    lines = "60 720 m 420 720 l S 60 640 m 420 640 l S 60 680 m 200 680 l S 60 720 m 60 640 l S 420 720 m 420 640 l S"
    lines += " 200 720 m 200 640 l S"
    document = reading([(65, 700, "một"), (65, 660, "hai"), (205, 680, "chung")], drawn=lines)
    assert grid(document) == [["một", "chung"], ["hai", "chung"]]


def test_a_frame_is_no_table() -> None:
    document = reading([(65, 700, "1. Lưu ý"), (65, 680, "2. Họp sớm")], drawn="50 600 300 150 re S")
    assert document.tables == ()
    assert text_lines(document) == ["1. Lưu ý", "2. Họp sớm"]


def test_a_table_goes_on_over_the_page_without_its_head() -> None:
    head, drawn = CELLS[:3], ruled(XS, YS)
    first: list[Words] = [*head, (65, 670, "1"), (115, 670, "Khám mắt cho"), (305, 670, "Quý I")]
    second: list[Words] = [*head, (115, 670, "học sinh lớp một")]
    third: list[Words] = [*head, (65, 670, "2"), (115, 670, "Báo cáo"), (305, 670, "Quý II")]
    document = reading(first, second, third, drawn=drawn)
    assert grid(document) == [
        ["TT", "Việc", "Hạn"],
        ["1", "Khám mắt cho học sinh lớp một", "Quý I"],
        ["2", "Báo cáo", "Quý II"],
    ]


NARROW = [
    (["30/11/20", "25"], "30/11/2025"),
    (["phường", ", xã"], "phường, xã"),
    (["526.42", "0"], "526.420"),
    (["76.715", "90.000"], "76.715 90.000"),
    (["Chuyể", "n đổi"], "Chuyển đổi"),
    (["Văn", "phòng"], "Văn phòng"),
]


@pytest.mark.parametrize(("lines", "shown"), NARROW)
def test_a_narrow_cell_cuts_no_word(lines: list[str], shown: str) -> None:
    wide = 70 + 7.2 * max(map(len, lines))
    page: list[Words] = [(64, 700 - 14 * n, line) for n, line in enumerate(lines)]
    document = reading([*page, (wide + 4, 700, "kề")], drawn=ruled((60, wide, wide + 60), (720, 660)))
    assert grid(document) == [[shown, "kề"]]


def test_aligned_words_are_a_table_and_what_follows_is_not() -> None:
    page: list[Words] = [
        (72, 760, "BIỂU CHI TIẾT"), (72, 740, "Việc cần làm"), (330, 740, "Thời hạn"),
        (72, 726, "Sở Y tế khám mắt cho học sinh"), (330, 726, "Tháng 9"), (72, 712, "lớp một"),
        (72, 698, "Hội Khuyến học vận động tặng"), (330, 698, "Tháng 11"), (72, 684, "kính"), (72, 650, "Hết biểu."),
    ]  # fmt: skip
    document = reading(page)
    assert grid(document) == [
        ["Việc cần làm", "Thời hạn"],
        ["Sở Y tế khám mắt cho học sinh lớp một", "Tháng 9"],
        ["Hội Khuyến học vận động tặng kính", "Tháng 11"],
    ]
    assert text_lines(document)[-1] == "Hết biểu."


def test_head_and_signature_are_columns() -> None:
    page: list[Words] = [
        (80, 780, "UBND TỈNH AN HÒA"), (300, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"), (120, 765, "SỞ Y TẾ"),
        (320, 766, "Độc lập - Tự do - Hạnh phúc"), (100, 750, "Số: 8/KH-SYT"), (310, 750, "An Hòa, ngày 02 tháng 3"),
        (250, 720, "KẾ HOẠCH"), (72, 690, f"{FULL} a"), (72, 674, "việc được giao."),
        (72, 600, "Nơi nhận:", 10), (330, 601, "KT. GIÁM ĐỐC"), (72, 588, "- Như trên;", 10),
        (330, 587, "PHÓ GIÁM ĐỐC"),
        (72, 576, "- Lưu: VT.", 10), (340, 530, "Lê Văn Tám"),
    ]  # fmt: skip
    document = reading(page)
    assert grid(document)[0][0] == "UBND TỈNH AN HÒA\nSỞ Y TẾ\nSố: 8/KH-SYT"
    assert grid(document, 1) == [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn Tám"]]
    assert text_lines(document)[2] == "KẾ HOẠCH"


def test_a_date_that_had_no_room_in_a_head_is_whole() -> None:
    page: list[Words] = [
        (80, 780, "UBND XÃ MAI"), (330, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (390, 765, "VIỆT NAM"),
        (80, 750, "Số: 8/KH"), (340, 750, "Mai Sơn, ngày 02 tháng"), (390, 735, "3 năm 2026"),
    ]  # fmt: skip
    right = grid(reading(page))[0][1]
    assert right == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMai Sơn, ngày 02 tháng 3 năm 2026"


def test_words_of_one_length_below_each_other_are_no_columns() -> None:
    rows = [("1", "Dọn chợ", "Tổ Một"), ("2", "Gác đêm", "Tổ Hai"), ("3", "Ghi sổ", "Tổ Ba")]
    page = [(x, 700 - 20 * n, text) for n, row in enumerate(rows) for x, text in zip((72, 100, 300), row, strict=True)]
    assert grid(reading(page)) == [list(row) for row in rows]


OLD = [
    (".VnTime", "1. C¸c tr\u00adêng nép b¸o c¸o tr\u00adíc ngµy 25/5.", "1. Các trường nộp báo cáo trước ngày 25/5."),
    (".VnTime,Bold", "®Çu t\u00ad x· Hµ An", "đầu tư xã Hà An"),
    ("AAAAAA+VNI-Times", "Sôû Y teá caáp vaéc xin", "Sở Y tế cấp vắc xin"),
    ("VNI-Helve-Bold", "Keá hoaïch", "Kế hoạch"),
    ("Courier", "Le coût de la fête", "Le coût de la fête"),
]


@pytest.mark.parametrize(("font", "typed", "shown"), OLD)
def test_old_fonts_without_a_table_to_unicode(font: str, typed: str, shown: str) -> None:
    document = reading([(72, 700, typed)], font=font, codes="latin-1")
    assert text_lines(document) == [shown]
    assert ("W404" in codes(document)) is (shown != typed)


def test_blank_pages_are_told() -> None:
    document = reading([(72, 700, "Một")], [(72, 700, " ")], [(72, 700, "Ba")])
    assert [(notice.code, notice.facts.get("pages")) for notice in document.notices] == [("W409", None), ("W486", "2")]


def test_a_picture_among_pages_of_text_is_told_where_nothing_can_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = reading([(72, 700, "1. Một")], [], [(72, 700, "2. Ba")])
    assert text_lines(document) == ["1. Một", "2. Ba"]
    assert [(notice.code, notice.place) for notice in document.notices] == [("W409", ""), ("W487", "trang 2")]


def test_a_number_stamped_as_a_picture_is_told() -> None:
    stamp = "q 30 0 0 12 100 748 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    assert "W488" in codes(reading([(72, 750, "Số:"), (135, 750, "/KH-UBND"), (72, 700, FULL)], drawn=stamp))
    assert "W488" not in codes(reading([(72, 750, "Số: 4/KH-UBND"), (72, 700, FULL)]))


def test_a_number_stamped_as_other_text_is_part_of_its_line() -> None:
    stamp = "/Annots[<</Type/Annot/Subtype/FreeText/F 4/Rect[95 745 130 765]/AP<</N 3 0 R>>>>]"
    late: list[Words] = [(72, 750, "Số:"), (127, 750, "/KH-UBND"), (72, 700, FULL), (100, 751, "158")]
    assert text_lines(reading(late, attributes=stamp))[0] == "Số: 158 /KH-UBND"


MENDED = [
    (["I. MỤC TIÊU", "II. NHIỆM VỤ", "HI. TỔ CHỨC"], ["I. MỤC TIÊU", "II. NHIỆM VỤ", "III. TỔ CHỨC"]),
    (["l. MỤC TIÊU", "IH. KINH PHÍ"], ["I. MỤC TIÊU", "IH. KINH PHÍ"]),
    (["I. MỤC TIÊU", "H. KINH PHÍ"], ["I. MỤC TIÊU", "II. KINH PHÍ"]),
    (["1. Sở Y tế", "2. Sở Nội vụ", "S. Hội"], ["1. Sở Y tế", "2. Sở Nội vụ", "S. Hội"]),
    (["l. Sở Y tế", "2. Sở Nội vụ"], ["1. Sở Y tế", "2. Sở Nội vụ"]),
    (["HỘI ĐỒNG", "IM LẶNG"], ["HỘI ĐỒNG", "IM LẶNG"]),
]


@pytest.mark.parametrize(("lines", "shown"), MENDED)
def test_numbers_are_mended_by_their_sequence(lines: list[str], shown: list[str]) -> None:
    made, mended = Mender().mend(lines)
    assert made == shown
    assert len(mended) == sum(one != two for one, two in zip(lines, shown, strict=True))


PROGRAM = """#!/bin/sh
if [ "$1" = --list-langs ]; then echo vie; exit; fi
printf 'I. MỤC TIÊU\\n\\n~ . ‘\\n\\nH. KINH PHÍ\\n\\nl. Sở Y tế chi.\\n\\n- 2 -\\n'
"""


@pytest.mark.skipif(os.name != "posix", reason="shell scripts as programs")
def test_what_was_recognised_and_mended_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tesseract").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    document = reading([(72, 700, "Quyết định")], [])
    assert text_lines(document) == ["Quyết định", "I. MỤC TIÊU", "II. KINH PHÍ", "1. Sở Y tế chi."]
    told = [(notice.code, notice.quote) for notice in document.notices if notice.code == "W489"]
    assert told == [("W489", "H."), ("W489", "l.")]
    assert codes(document).count("W405") == 3
