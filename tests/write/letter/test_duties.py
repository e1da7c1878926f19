"""«Phân công nhiệm vụ»: what a plan gives to parts of the issuer's own house stands in one list, and in no letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.contract import LETTERS_DUTIES
from pipeline.messages import PipelineError
from pipeline.model import Agency, Header, Settings, Signer, Task
from pipeline.office import with_office, with_signer
from pipeline.options import Options
from pipeline.run import make_files
from pipeline.settings import read_settings
from pipeline.write.decree.view import letter_lines
from tests import letter_build as build
from tests.letter_build import HEADER, TODAY, task
from tests.write.letter.test_letter_template import template

SCHOOL = replace(HEADER, issuer="Sở Giáo dục và Đào tạo Trường THPT Hòa An")
BIOLOGY = Agency("to-sinh-hoc", "Tổ Sinh học", "nhom", known=False)
POLICE = Agency("cong-an-xa", "Công an xã Hòa An", "cong-an")
OWN = task("Kiểm tra giống cây.", BIOLOGY, role="lead")
OTHER = task("Bảo đảm an ninh, trật tự.", POLICE, number=2)


def made(*tasks: Task, header: Header = SCHOOL, settings: Settings | None = None) -> dict[str, bytes]:
    """The files of a plan with ``tasks``."""
    whole = build.plan(*tasks, header=header)
    return make_files(whole, settings or Settings(), TODAY, options=Options(only=("letters",))).files


def test_own_parts_get_a_list_and_others_letters() -> None:
    files = made(OWN, OTHER)
    assert [name for name in files if name.endswith(".docx")] == [
        "letters/01-cong-an-xa-hoa-an.docx",
        LETTERS_DUTIES,
    ]
    text = "\n".join(letter_lines(files[LETTERS_DUTIES]))
    assert "PHÂN CÔNG NHIỆM VỤ" in text
    assert "1 | Kiểm tra giống cây. | Tổ Sinh học (chủ trì)" in text
    assert ("Kính gửi" in text, "đề nghị" in text, "V/v" in text, "giao nhiệm vụ" in text) == (
        False,
        False,
        False,
        True,
    )


def test_a_department_s_division_is_of_its_house() -> None:
    division = Agency("phong", "Phòng Nghiệp vụ Y", "phong")
    assert LETTERS_DUTIES in made(task("Chọn cây.", division), header=replace(HEADER, issuer="Sở Y tế"))


def test_a_plan_of_others_gives_no_list() -> None:
    assert LETTERS_DUTIES not in made(OTHER)


def test_an_office_s_own_form_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "co-quan.toml").write_text('duties_template = "thong-bao.docx"\n', encoding="utf-8")
    form = template("THÔNG BÁO phân công", "{{mo_dau}}", row=("{{stt}}", "{{nhiem_vu}}"))
    (tmp_path / "thong-bao.docx").write_bytes(form)
    settings = with_office(tmp_path / "ke-hoach.docx", Settings())
    lines = letter_lines(made(OWN, settings=settings)[LETTERS_DUTIES])
    assert lines[0] == "THÔNG BÁO phân công"
    assert "1 | Kiểm tra giống cây." in lines


OFFICE = """
issuer = "Văn phòng"
superior = "UBND tỉnh Hòa An"
symbol = "VPUBND-TH"
recipients = ["Chánh Văn phòng"]
[signer]
name = "Lê An"
position = "CHÁNH VĂN PHÒNG"
[[signers]]
name = "Đỗ Bình"
position = "PHÓ CHÁNH VĂN PHÒNG"
authority = "KT. CHÁNH VĂN PHÒNG"
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_office_s_own_file_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "co-quan.toml").write_bytes(OFFICE.strip().encode(encoding))
    settings = read_settings(tmp_path / "ke-hoach.docx")
    assert settings.signer == Signer("Lê An", "CHÁNH VĂN PHÒNG", None)
    text = "\n".join(letter_lines(made(OTHER, settings=settings)["letters/01-cong-an-xa-hoa-an.docx"]))
    assert "UBND TỈNH HÒA AN / VĂN PHÒNG |" in text
    assert "/VPUBND-TH" in text
    assert "- Như trên; / - Chánh Văn phòng; / -" in text
    assert "CHÁNH VĂN PHÒNG / Lê An" in text


def test_the_plan_s_own_signer_wins_and_the_command_line_over_both(tmp_path: Path) -> None:
    (tmp_path / "co-quan.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "ke-hoach.toml").write_text('[signer]\nname = "Vũ Chi"\nposition = "CHỦ TỊCH"\n', encoding="utf-8")
    settings = read_settings(tmp_path / "ke-hoach.docx")
    assert settings.signer == Signer("Vũ Chi", "CHỦ TỊCH", None)
    chosen = with_signer(settings, Signer("đỗ bình")).signer
    assert chosen == Signer("Đỗ Bình", "PHÓ CHÁNH VĂN PHÒNG", "KT. CHÁNH VĂN PHÒNG")
    assert with_signer(settings, Signer("Hà Dung", "GIÁM ĐỐC")).signer == Signer("Hà Dung", "GIÁM ĐỐC")
    with pytest.raises(PipelineError, match=r"E302.*Lê An, Đỗ Bình"):
        with_signer(settings, Signer("Ai Đó"))


@pytest.mark.parametrize("line", ['ten = "x"', "issuer = 3", 'recipients = "x"', "signer = 1", "x ="])
def test_what_is_wrong_in_the_office_s_file_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "co-quan.toml").write_text(line, encoding="utf-8")
    with pytest.raises(PipelineError, match="E302"):
        read_settings(tmp_path / "ke-hoach.docx")
