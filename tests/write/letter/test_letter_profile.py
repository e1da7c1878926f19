"""rules/letter.toml: what ships is read, what is wrong is refused with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.messages import PipelineError
from pipeline.write.letter.profile import load_profile
from tests.letter_build import PROFILE_FILE, TODAY

SHIPPED = PROFILE_FILE.read_text(encoding="utf-8")


def refusal(tmp_path: Path, text: str, on: date = TODAY) -> str:
    """The message with which ``text`` is refused as a profile."""
    file = tmp_path / "letter.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        load_profile(file, on)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[profile.layout]", "[profile.layout]\nmau = 1", 'khoá lạ "mau"'),
        ("left_mm = 30\n", "", 'thiếu khoá "left_mm"'),
        ("left_mm = 30\n", 'left_mm = "30"\n', "giá trị không đúng kiểu"),
        ("left_mm = [30, 35]", "left_mm = 30", "giá trị không đúng kiểu"),
        ("valid_from = 2020-03-05", 'valid_from = "2020"', "giá trị không đúng kiểu"),
        ("{self} {verb}", "{selbst} {verb}", "trường lạ {selbst}"),
        ("{self} {verb}", "{self {verb}", "words.assign.opening_one"),
        ('until = "', 'bis = "', 'thiếu khoá "until"'),
        ("Lưu: VT, {unit}", "Lưu: VT, {ban}", "trường lạ {ban}"),
        ("[profile.tone]", "[profile.tone", "letter.toml"),
        ("[profile.tone]", "[profile.tone]\nask = 1", 'khoá lạ "ask"'),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    message = refusal(tmp_path, SHIPPED.replace(old, new))
    assert message.startswith("[E310] ")
    assert words in message


def test_no_profile_before_the_decree(tmp_path: Path) -> None:
    message = refusal(tmp_path, SHIPPED, date(2020, 3, 4))
    assert message.startswith("[E311] ")
    assert "có hiệu lực ngày 04/03/2020" in message


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="E310"):
        load_profile(tmp_path / "letter.toml", TODAY)


def test_a_new_decree_is_a_new_profile(tmp_path: Path) -> None:
    newer = SHIPPED.replace("valid_from = 2020-03-05", "valid_from = 2024-01-01").replace(
        '30/2020/NĐ-CP"', '1/2024/NĐ-CP"', 1
    )
    file = tmp_path / "letter.toml"
    file.write_text(SHIPPED + newer, encoding="utf-8")
    assert load_profile(file, date(2023, 12, 31)).name == "Nghị định 30/2020/NĐ-CP"
    assert load_profile(file, date(2024, 1, 1)).name == "Nghị định 1/2024/NĐ-CP"


def test_what_we_choose_is_within_what_the_decree_allows() -> None:
    profile = load_profile(PROFILE_FILE, TODAY)
    for name in profile.limits.__slots__:
        chosen = getattr(profile.layout, name, None)
        if chosen is not None:
            least, most = getattr(profile.limits, name)
            assert least <= chosen <= most, name
