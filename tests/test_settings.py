"""What <plan>.toml gives, and that it wins over what was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.messages import PipelineError
from pipeline.model import Header, Settings, Signer
from pipeline.settings import read_settings, with_settings


def test_settings_of_a_name_as_long_as_a_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".doc")
    path.write_bytes(b"x")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    ("toml", "settings"),
    [
        ('number = "12/KH-UBND"\ndate = 2024-03-05', Settings(number="12/KH-UBND", date=date(2024, 3, 5))),
        ('date = "05/3/2024"', Settings(date=date(2024, 3, 5))),
        ('drafting_unit = "NC"\nletter_per_member = true', Settings(drafting_unit="NC", letter_per_member=True)),
        (
            '[signer]\nname = "Trần Văn Bình"\nposition = "CHỦ TỊCH"',
            Settings(signer=Signer("Trần Văn Bình", "CHỦ TỊCH")),
        ),
        ("", Settings()),
    ],
)
def test_settings(tmp_path: Path, toml: str, settings: Settings) -> None:
    (tmp_path / "plan.toml").write_text(toml, encoding="utf-8")
    assert read_settings(tmp_path / "plan.docx") == settings


@pytest.mark.parametrize(
    "toml",
    [
        "nummer = 1",
        "number = 12",
        'date = "31/2/2024"',
        "number = ",
        '[signer]\nrank = "x"',
        'letter_per_member = "có"',
    ],
)
def test_wrong_settings_are_one_line(tmp_path: Path, toml: str) -> None:
    (tmp_path / "plan.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"^\[E302\] plan\.toml: .+ → .+\.$") as refused:
        read_settings(tmp_path / "plan.docx")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("settings", "header"),
    [
        (Settings(), Header(number="1/KH-UBND", place="Alpha")),
        (Settings(number="2/KH-UBND"), Header(number="2/KH-UBND", place="Alpha")),
        (Settings(date=date(2025, 3, 1)), Header(number="1/KH-UBND", place="Alpha", date=date(2025, 3, 1))),
        (Settings(place="Beta"), Header(number="1/KH-UBND", place="Beta")),
        (Settings(issuer="UBND xã B"), Header(number="1/KH-UBND", place="Alpha", issuer="UBND xã B")),
        (Settings(signer=Signer("A")), Header(number="1/KH-UBND", place="Alpha", signer=Signer("A"))),
    ],
)
def test_settings_win_over_what_was_read(settings: Settings, header: Header) -> None:
    assert with_settings(Header(number="1/KH-UBND", place="Alpha"), settings) == header
