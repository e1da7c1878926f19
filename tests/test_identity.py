"""Which row is which: of owner, id and words two must agree."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.contract import CORRECTABLE, CORRECTION_COLUMNS, DAY_COLUMNS, TASK_COLUMNS
from pipeline.correct.model import Correction
from pipeline.identity import ALIKE, SAME_PLACE, Pairing, RowKey, alike, plain, same_task

WORDS = "một hai ba bốn năm sáu bảy tám chín mười"


def changed(words: int) -> str:
    """WORDS with as many of its ten words replaced."""
    return " ".join([*WORDS.split()[: 10 - words], *("khác" + str(n) for n in range(words))])


def test_likeness_of_words() -> None:
    assert alike("mua bàn ghế mới", "mua bàn ghế") == pytest.approx(6 / 7)
    assert alike("", "") == 0
    assert [alike(WORDS, changed(n)) for n in (2, 6)] == [pytest.approx(ALIKE), pytest.approx(SAME_PLACE)]


@pytest.mark.parametrize(
    ("owner", "id", "words", "same"),
    [
        ("Sở Y tế", "I-1", 0, True),
        ("Sở Y tế", "I-1", 6, True),
        ("Sở Y tế", "I-1", 7, False),
        ("Sở Y tế", "II-4", 2, True),
        ("Sở Y tế", "II-4", 3, False),
        ("sở  y tế", "II-4", 2, True),
        ("Sở Nội vụ", "I-1", 2, True),
        ("Sở Nội vụ", "I-1", 3, False),
        ("Sở Nội vụ", "II-4", 0, False),
    ],
)
def test_two_of_owner_id_and_words_must_agree(owner: str, id: str, words: int, same: bool) -> None:
    one, other = RowKey("I-1", "Sở Y tế", WORDS), RowKey(id, owner, changed(words))
    pairing = Pairing([other], [one])
    pairing.alike()
    assert same_task(one, other) is same
    assert pairing.pairs == ({0: 0} if same else {})


def test_the_most_alike_is_paired_first_and_each_row_once() -> None:
    old = [RowKey("1", "A", changed(2)), RowKey("2", "A", changed(1))]
    pairing = Pairing([RowKey("9", "A", WORDS), RowKey("8", "A", changed(1) + " thêm")], old)
    pairing.alike()
    assert pairing.pairs == {1: 1, 0: 0}


def test_of_equal_keys_the_same_id_comes_first_then_the_order() -> None:
    new = [RowKey(id, "A", "x") for id in ("3", "1", "7")]
    pairing = Pairing(new, [RowKey(id, "A", "x") for id in ("1", "2", "3")])
    pairing.by([row.words for row in new], ["x", "x", "x"])
    assert pairing.pairs == {0: 2, 1: 0, 2: 1}


def test_a_row_without_a_key_is_paired_with_none() -> None:
    pairing = Pairing([RowKey("1", "A", "x")], [RowKey("1", "A", "x")])
    pairing.by([None], [None])
    assert pairing.pairs == {}


def test_plain_words_have_neither_case_nor_blanks_nor_a_form_of_unicode() -> None:
    assert plain("  Sở\u00a0Y  TẾ ") == plain("so\u031b\u0309 y tế")


def test_columns_are_those_of_the_values_behind_them() -> None:
    assert tuple(field.name for field in fields(Correction)) == CORRECTION_COLUMNS
    assert set(CORRECTABLE) | set(DAY_COLUMNS) <= set(TASK_COLUMNS)
