"""Tables as grids."""

from __future__ import annotations

from pipeline.model import Document, Source
from pipeline.read.word.docx import read_docx
from tests.build import docx, table


def reading(*lines: str) -> Document:
    return read_docx(docx(*lines), Source("a.docx", "", 0))


def grid(document: Document, index: int = 0) -> list[list[str | None]]:
    rows = document.tables[index].rows
    return [[None if cell is None else document.blocks[cell].text for cell in row] for row in rows]


def test_plain_grid_with_empty_cells() -> None:
    document = reading(table(["a", "p"], ["c", "d"]))
    assert grid(document) == [["a", "p"], ["c", "d"]]
    assert [block.place for block in document.blocks][-1] == "bảng 1, hàng 2, cột 2"


def test_horizontal_merge_is_one_block_in_two_places() -> None:
    document = reading(table(['tc/(tcPr/gridSpan{val=2},p/r/t"a")', "b"], ["c", "d", "e"]))
    assert document.tables[0].rows == ((0, 0, 1), (2, 3, 4))


def test_vertical_merge_is_one_block_in_two_rows() -> None:
    document = reading(
        table(['tc/(tcPr/vMerge{val=restart},p/r/t"a")', "b"], ["tc/(tcPr/vMerge,p)", "c"], ["tc/(tcPr/vMerge,p)", "d"])
    )
    assert document.tables[0].rows == ((0, 1), (0, 2), (0, 3))
    assert not document.notices


def test_cell_whose_deletion_is_tracked_is_gone() -> None:
    document = reading('tbl/tr/(tc/(tcPr/cellDel{id=1},p/r/t"cũ"),tc/p/r/t"a",tc/p/r/t"b")')
    assert grid(document) == [["a", "b"]]
    assert [notice.code for notice in document.notices] == ["W401"]


def test_merge_of_word_97() -> None:
    document = reading(table(['tc/(tcPr/hMerge{val=restart},p/r/t"a")', "tc/(tcPr/hMerge,p)", "b"]))
    assert document.tables[0].rows == ((0, 0, 1),)


def test_merge_without_a_beginning_is_a_cell() -> None:
    assert grid(reading(table(['tc/(tcPr/vMerge,p/r/t"a")']))) == [["a"]]


def test_text_under_a_merge_is_a_notice() -> None:
    document = reading(table(['tc/(tcPr/vMerge{val=restart},p/r/t"a")'], ['tc/(tcPr/vMerge,p/r/t"che")']))
    assert [(notice.code, notice.quote, notice.place) for notice in document.notices] == [
        ("W403", "che", "bảng 1, hàng 2, cột 1")
    ]


def test_columns_before_and_after_a_row_are_none() -> None:
    document = reading('tbl/(tr/(trPr/(gridBefore{val=1},gridAfter{val=2}),tc/p/r/t"a"))')
    assert document.tables[0].rows == ((None, 0, None, None),)


def test_nested_table_follows_its_cell() -> None:
    inner = table(["trong"])
    document = reading(table([f'p/r/t"ngoài",{inner},p', "kề"]))
    assert grid(document) == [["ngoài", "kề"]]
    assert grid(document, 1) == [["trong"]]
    assert [block.text for block in document.blocks] == ["ngoài", "trong", "kề"]
    assert document.blocks[1].place == "bảng 2, hàng 1, cột 1"


def test_table_in_a_text_box_in_a_cell() -> None:
    box = f"r/pict/v:textbox/txbxContent/({table(['sâu'])},p)"
    document = reading(table([f'p/({box},r/t"mặt")']))
    assert [(block.kind, block.text) for block in document.blocks] == [("cell", "mặt"), ("cell", "sâu")]


def test_span_of_a_thousand_million_is_kept_within_reason() -> None:
    document = reading(table(['tc/(tcPr/gridSpan{val=999999999},p/r/t"a")', "b"]))
    assert len(document.tables[0].rows[0]) == 256


def test_cell_is_bold_and_centred_where_all_its_lines_are() -> None:
    line = 'p/(pPr/jc{val=center},r/(rPr/b,t"TT"))'
    document = reading(table([line, f'{line},p/r/t"x"']))
    assert [(block.bold, block.centred) for block in document.blocks] == [(True, True), (False, False)]
