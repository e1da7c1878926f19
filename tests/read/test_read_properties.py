"""What holds for every document: nothing is lost, places exist, and two readings are equal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Source
from pipeline.read.text import clean
from pipeline.read.word.docx import read_docx
from tests.build import INLINE, docx, numbering, table

_words = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàếộ0123456789 .,;:-()/", min_size=1, max_size=12)
_runs = st.one_of(_words.map(lambda words: f'r/t"{words}"'), st.sampled_from([line for line, _ in INLINE.values()]))
_numbers = st.sampled_from(["", "pPr/numPr/(ilvl{val=0},numId{val=1}),", "pPr/numPr/(ilvl{val=1},numId{val=1}),"])
_paragraphs = st.builds(
    lambda number, runs: f"p/({number}{','.join(runs)})", _numbers, st.lists(_runs, min_size=1, max_size=5)
)
_boxes = _paragraphs.map(lambda line: f'p/(r/t"neo",r/pict/v:textbox/txbxContent/{line})')


def _wrapped(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lines inside what Word puts around them, and inside tables, one of them merged."""
    inside = st.lists(lines, min_size=1, max_size=3).map(",".join)
    rows = st.lists(st.lists(inside, min_size=1, max_size=3), min_size=1, max_size=3)
    merged = (
        "tr/(tc/(tcPr/(gridSpan{val=2},vMerge{val=restart}),p),tc/p),tr/(tc/(tcPr/(gridSpan{val=2},vMerge),p),tc/p)"
    )
    return st.one_of(
        inside.map(lambda line: f"sdt/sdtContent/({line})"),
        inside.map(lambda line: f"customXml/({line})"),
        rows.map(lambda made: table(*[[f"tc/({cell},p)" for cell in row] for row in made])),
        inside.map(lambda line: f"tbl/({merged},tr/(sdt/sdtContent/tc/({line},p),tc/p))"),
    )


_bodies = st.lists(st.recursive(st.one_of(_paragraphs, _boxes), _wrapped, max_leaves=8), max_size=6)
_PARTS = {"numbering": numbering(("decimal", "%1."), ("lowerLetter", "%2)"))}


@settings(max_examples=80, deadline=None)
@given(_bodies)
def test_nothing_is_lost(lines: list[str]) -> None:
    document = read_docx(docx(*lines, parts=_PARTS), Source("a", "", 0))
    assert "W400" not in [notice.code for notice in document.notices]


@settings(max_examples=50, deadline=None)
@given(_bodies)
def test_blocks_and_grids_fit_each_other(lines: list[str]) -> None:
    content = docx(*lines, parts=_PARTS)
    document = read_docx(content, Source("a", "", 0))
    assert document == read_docx(content, Source("a", "", 0))
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
    in_grids = {index for grid in document.tables for row in grid.rows for index in row if index is not None}
    assert in_grids == {block.index for block in document.blocks if block.kind == "cell"}
    assert all(block.text == clean(block.text) and block.place for block in document.blocks)
