"""Letters rendered by LibreOffice: how many pages, where the signature stands, nothing outside the margins."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from pipeline.messages import PipelineError
from pipeline.model import Settings
from pipeline.run import extract
from pipeline.write.letter.letters import plan_letters, render_letter
from pipeline.write.letter.pdf import make_pdfs
from tests.conftest import program
from tests.letter_build import FINANCE, letters, profile, task
from tests.write.letter.test_letter_golden import PLAN

# A4 in points, and the margins of the layout (mm) as points; a letter's foot may hang over by a point.
LEFT, RIGHT, TOP, BOTTOM = 30 / 25.4 * 72, (210 - 20) / 25.4 * 72, 10 / 25.4 * 72, (297 - 20) / 25.4 * 72
_BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def written(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    """The letters as files."""
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def pages(pdf: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of every page with their boxes, in points."""
    command = [program("pdftotext"), "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [
        [(float(a), float(b), float(c), float(d), word) for a, b, c, d, word in _BOX.findall(page)]
        for page in text.split("<page ")[1:]
    ]


def said(words: list[tuple[float, float, float, float, str]]) -> str:
    """The words of a page without spaces: a fount that lacks Vietnamese letters makes pdftotext cut words."""
    return "".join(word[4] for word in words).replace(" ", "")


@pytest.mark.slow
def test_the_letters_of_the_plan_as_they_are_printed(tmp_path: Path) -> None:
    program("soffice")
    made = plan_letters(extract(PLAN), profile(), Settings(), date(2024, 4, 1))
    files = written(tmp_path, {letter.file: render_letter(letter, profile()) for letter in made})
    for pdf in make_pdfs(files, tmp_path / "pdf"):
        sheets = pages(pdf)
        for words in sheets:
            assert all(word[0] >= LEFT - 2 and word[2] <= RIGHT + 2 for word in words), pdf.name
            assert all(word[1] >= TOP - 2 and word[3] <= BOTTOM + 2 for word in words), pdf.name
        signed = [said(words) for words in sheets if "Nơinhận:" in said(words)]
        assert len(signed) == 1, pdf.name
        assert "ĐặngXuânTrường" in signed[0], pdf.name  # the block is not torn
        assert "./." in signed[0], pdf.name  # nor alone on its page
        assert [page for page in sheets if not page] == [], pdf.name  # and no page is empty


@pytest.mark.slow
def test_a_signature_is_never_alone_or_torn_whatever_the_length(tmp_path: Path) -> None:
    program("soffice")
    contents = {}
    for length in range(0, 180, 10):
        tasks = task("Rà soát " + "nội dung " * length + "kỹ.", FINANCE), task("chữ " * 300, FINANCE, number=2)
        contents[f"{length:03d}.docx"] = render_letter(letters(*tasks)[0], profile())
    for pdf in make_pdfs(written(tmp_path, contents), tmp_path):
        last = next(said(words) for words in pages(pdf) if "Nơinhận:" in said(words))
        assert "./." in last, pdf.name
        assert "TrầnVănBình" in last, pdf.name


@pytest.mark.slow
def test_what_libreoffice_cannot_read_is_named(tmp_path: Path) -> None:
    program("soffice")
    with pytest.raises(PipelineError, match="E316"):
        make_pdfs([tmp_path / "khong-co.docx"], tmp_path)


def test_without_libreoffice_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PipelineError, match="E315"):
        make_pdfs([tmp_path / "a.docx"], tmp_path)
