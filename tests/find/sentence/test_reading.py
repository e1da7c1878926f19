"""The tiled reading of a sentence: pieces cover every character but blanks, doubts follow from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.find.agency.agencies import Agencies
from pipeline.find.lexicon import structure_finder
from pipeline.find.registry.registry import load_registry
from pipeline.find.sentence.clauses import Clauses
from pipeline.find.sentence.reading import Reading, read_sentence
from tests import AGENCIES

HERE = Agencies(load_registry(AGENCIES))
WORDS = (
    *(
        "Sở Y tế",
        "Công an tỉnh",
        "các sở, ngành",
        "và",
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "chủ trì",
        "phối hợp với",
        "Giao",
    ),
    *(
        "Căn cứ Kế hoạch này,",
        "khẩn trương",
        "kiểm tra",
        "hồ nước",
        "xyz",
        "Trung tâm Ong",
        "-",
        "30/6/2027",
        "\n",
        "“",
    ),
)


def reading(text: str) -> Reading:
    return read_sentence(Clauses(text, structure_finder(), HERE))


def view(text: str) -> list[str]:
    return [f"{p.kind}: {text[p.start : p.end]}" for p in reading(text).pieces]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
def test_pieces_are_ordered_disjoint_and_cover_every_character_but_blanks(text: str) -> None:
    pieces = reading(text).pieces
    assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))
    covered = {k for p in pieces for k in range(p.start, p.end)}
    assert {k for k, c in enumerate(text) if not c.isspace()} <= covered
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra bếp ăn.",
            [
                *(
                    "mode: Giao",
                    "name: Sở Y tế",
                    "role: chủ trì",
                    "mark: ,",
                    "with: phối hợp với",
                    "name: Công an tỉnh",
                ),
                *("order: kiểm tra", "content: bếp ăn", "mark: ."),
            ],
        ),
        (
            "Căn cứ Kế hoạch này, các sở, ngành khẩn trương rà soát hồ nước.",
            [
                *("opening: Căn cứ Kế hoạch này,", "name: các sở, ngành", "adverb: khẩn trương", "order: rà soát"),
                *("content: hồ nước", "mark: ."),
            ],
        ),
        ("Hồ nước đầy.", ["unread: Hồ nước đầy", "mark: ."]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert view(text) == expected


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Giao Sở Y tế kiểm tra bếp ăn.", ()),
        ("Sở Y tế bơi bơi hồ nước.", ("W416",)),
        ("Phối hợp với các trạm canh đê ven sông ven biển kiểm tra kè.", ("W415",)),
        ("Phối hợp với Sở Y tế, bà con xóm bản kiểm tra kè.", ("W415",)),
    ],
)
def test_doubts_follow_from_the_pieces(text: str, doubts: tuple[str, ...]) -> None:
    assert reading(text).doubts() == doubts
