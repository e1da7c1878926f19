"""From draft to issued letter: numbers, states, what keeps a letter back, what is never touched again."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.gate.face import read_face
from pipeline.model import Settings
from pipeline.write.decree.view import letter_lines
from pipeline.write.log import read_log
from pipeline.write.store import clean_folder
from pipeline.write.tracking.tracking import sheet_lines
from tests import ROOT
from tests.conftest import program
from tests.gate.room import BUDGET, SETTINGS, TASKS, YOUNG, draft, files, run
from tests.letter_build import ALL, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three letters that want nothing but number and day."""
    place = tmp_path / "outputs" / "ke-hoach"
    draft(place)
    return place


def index(folder: Path) -> dict[str, tuple[str, str, str]]:
    """State, number and day by file."""
    text = (folder / "letters/index.csv").read_text("utf-8-sig")
    return {r["file"]: (r["state"], r["number"], r["date"]) for r in csv.DictReader(text.splitlines()) if r["file"]}


def acts(folder: Path) -> list[tuple[str, str]]:
    """Act and file of each line of the log."""
    return [(one.act, one.file) for one in read_log(folder)]


def retype(path: Path, old: str, new: str) -> None:
    """Change words of a letter, as a person in Word would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    assert old in body
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (parts | {"word/document.xml": body.replace(old, new, 1).encode()}).items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())


def test_a_letter_is_ready_before_it_is_issued(folder: Path) -> None:
    assert index(folder)["01-so-tai-chinh.docx"] == ("draft", "", "")
    assert run("issue", folder, "--only", "01") == 0
    assert index(folder)["01-so-tai-chinh.docx"] == ("ready", "", "")
    assert run("issue", folder, "--number", "01=7") == 0
    assert index(folder)["issued/01-so-tai-chinh.docx"] == ("issued", "07/UBND-VX", "2024-04-02")
    assert acts(folder) == [("ready", "letters/01-so-tai-chinh.docx"), ("issue", "letters/issued/01-so-tai-chinh.docx")]


def test_numbers_follow_one_another_and_have_a_leading_zero(folder: Path) -> None:
    assert run("issue", folder, "--from-number", "9") == 0
    assert [number for _, number, _ in index(folder).values()] == ["09/UBND-VX", "10/UBND-VX", "11/UBND-VX"]
    assert files(folder) == []
    assert [act for act, _ in acts(folder)] == ["ready", "issue"] * 3


def test_number_and_day_stand_in_the_letter_and_in_nothing_yellow(folder: Path) -> None:
    run("issue", folder, "--number", "01=7")
    content = (folder / "letters/issued/01-so-tai-chinh.docx").read_bytes()
    text = "\n".join(letter_lines(content))
    assert "Số: 07/UBND-VX / V/v" in text
    assert "Hòa An, ngày 02 tháng 4 năm 2024" in text
    assert "⟦" not in text


def test_an_issued_letter_is_read_only_and_no_run_drafts_it_again(folder: Path) -> None:
    run("issue", folder, "--number", "02=8")
    issued = folder / "letters/issued/02-so-y-te.docx"
    before = issued.read_bytes()
    assert issued.stat().st_mode & 0o222 == 0
    draft(folder)
    assert files(folder) == ["01-so-tai-chinh.docx", "03-tinh-doan.docx"]
    clean_folder(folder)
    assert issued.read_bytes() == before
    draft(folder)
    assert files(folder) == ["01-so-tai-chinh.docx", "03-tinh-doan.docx"]
    assert index(folder)["issued/02-so-y-te.docx"][0] == "issued"


def test_a_number_that_is_taken_is_refused_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("issue", folder, "--number", "01=7")
    other = folder.parent / "ke-hoach-khac"
    draft(other)
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file() and path.name != ".lock"}
    assert run("issue", other, "--number", "02=7") == 1
    assert capsys.readouterr().err.startswith(
        "[E350] letters/02-so-y-te.docx: số 07/UBND-VX năm 2024 đã cấp cho ke-hoach/"
    )
    assert {p: p.read_bytes() for p in other.rglob("*") if p.is_file() and p.name != ".lock"} == before


def test_the_same_number_serves_again_in_another_year(folder: Path) -> None:
    run("issue", folder, "--number", "01=7")
    assert run("issue", folder, "--number", "02=7", "--date", "2025-01-02") == 0


def test_the_same_number_serves_below_another_symbol(folder: Path) -> None:
    run("issue", folder, "--number", "01=7")
    other = folder.parent / "khac"
    draft(other, settings=replace(SETTINGS, drafting_unit="TH"))
    assert run("issue", other, "--number", "02=7") == 0


def test_one_number_for_two_letters_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("issue", folder, "--number", "01=7", "--number", "02=7") == 1
    assert "[E350]" in capsys.readouterr().err
    assert acts(folder) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--number", "1234"), "E354"),
        (("--number", "01=x"), "E354"),
        (("--from-number", "0"), "E354"),
        (("--only", "01;02"), "E354"),
        (("--only", "77"), "E353"),
        (("--number", "77=5"), "E353"),
        (("--confirm", "01"), "E356"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, arguments: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("issue", folder, *arguments) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"[{code}] ")
    assert err.count("\n") == 1
    assert acts(folder) == []


def test_a_day_before_the_plan_s_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "outputs" / "p"
    draft(folder)
    assert run("issue", folder, "--from-number", "5", "--date", "2024-03-04") == 1
    assert capsys.readouterr().err.startswith("[E351] ")
    assert acts(folder) == []


@pytest.mark.parametrize("command", ["check", "issue"])
def test_a_folder_without_drafts_is_one_line(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(command, tmp_path) == 1
        assert capsys.readouterr().err.startswith("[E355] ")
        (tmp_path / "plan.json").write_text('{"date": null}', encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (replace(SETTINGS, signer=None), "chưa xác nhận người ký"),
        (replace(SETTINGS, number=None), "còn chỗ tô vàng: số kế hoạch"),
    ],
)
def test_hard_reasons_keep_a_letter_back(
    tmp_path: Path, settings: Settings, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "outputs" / "p"
    draft(folder, settings=settings)
    assert run("check", folder) == 1
    assert words in capsys.readouterr().out
    assert run("issue", folder, "--from-number", "5", "--confirm", "01", "--reason", "cứ gửi") == 1
    assert [act for act, _ in acts(folder)] == []


def test_a_group_without_members_waits_until_a_person_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "outputs" / "p"
    draft(folder, BUDGET, task("Treo cờ tại trụ sở.", ALL, section="III.2.8"))
    assert run("check", folder) == 1
    assert "là một nhóm chưa có thành viên" in capsys.readouterr().out
    retype(folder / "letters/02-cac-so-ban-nganh.docx", "Kính gửi: Các sở, ban, ngành", "Kính gửi: Sở Nội vụ")
    assert run("check", folder) == 0


def test_flags_wait_for_a_person_and_the_confirmation_holds_while_the_row_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "outputs" / "p"
    flagged = replace(BUDGET, flags=("W416",))
    draft(folder, flagged, YOUNG)
    assert run("check", folder) == 1
    assert "1 nhiệm vụ còn cờ chưa ai xác nhận: III.2.1-01 (W416)" in capsys.readouterr().out
    assert run("issue", folder, "--confirm", "01", "--reason", "đã hỏi Sở") == 0
    (confirm, _) = read_log(folder)
    assert (confirm.act, confirm.reason, confirm.by) == ("confirm", "đã hỏi Sở", "lan")
    draft(folder, flagged, YOUNG)
    assert run("check", folder) == 0
    draft(folder, replace(flagged, text="Thẩm định dự toán kinh phí của cả năm."), YOUNG)
    assert run("check", folder) == 1


def test_an_edited_letter_stays_and_is_issued_as_edited(folder: Path) -> None:
    letter = folder / "letters/01-so-tai-chinh.docx"
    retype(letter, "Thẩm định dự toán", "Thẩm định kỹ dự toán")
    draft(folder, replace(BUDGET, text="Thẩm định dự toán của Ngày hội."), *TASKS[1:])
    assert index(folder)["01-so-tai-chinh.docx"][0] == "edited"
    assert (folder / "letters/moi/01-so-tai-chinh.docx").is_file()
    assert run("issue", folder, "--number", "01=7") == 0
    text = "\n".join(letter_lines((folder / "letters/issued/01-so-tai-chinh.docx").read_bytes()))
    assert "Thẩm định kỹ dự toán" in text
    assert "Số: 07/UBND-VX" in text


def test_a_number_typed_into_the_letter_must_be_the_one_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = folder / "letters/01-so-tai-chinh.docx"
    retype(letter, "\u00a0" * 9, "15")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "đã ghi số 15, khác số được cho là 07" in capsys.readouterr().out
    assert run("issue", folder, "--number", "01=15") == 0
    content = (folder / "letters/issued/01-so-tai-chinh.docx").read_bytes()
    assert read_face(content, "").number == "15"
    assert "⟦" not in "\n".join(letter_lines(content))


def test_a_letter_without_a_place_for_its_number_waits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = folder / "letters/01-so-tai-chinh.docx"
    retype(letter, "Số: ", "")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "còn chỗ tô vàng: «……»" in capsys.readouterr().out
    retype(letter, '<w:highlight w:val="yellow"/>', "")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "không thấy dòng «Số: …/…»" in capsys.readouterr().out
    assert acts(folder) == []


def test_a_day_typed_into_the_letter_must_be_the_one_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = folder / "letters/01-so-tai-chinh.docx"
    for old, new in (("\u00a0" * 5, "30"), ("\u00a0" * 5, "02"), ("20…", "2024")):
        retype(letter, f">{old}<", f">{new}<")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "ngày tháng ghi trong công văn không đọc được" in capsys.readouterr().out
    retype(letter, ">30<", ">29<")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "đã ghi ngày 29/02/2024, khác ngày được cho là 02/4/2024" in capsys.readouterr().out


def test_a_letter_that_changed_after_it_was_ready_waits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("issue", folder, "--only", "01")
    retype(folder / "letters/01-so-tai-chinh.docx", "Thẩm định dự toán", "Thẩm định kỹ dự toán")
    assert run("issue", folder, "--number", "01=7") == 1
    assert "công văn đã đổi sau khi sẵn sàng" in capsys.readouterr().out
    assert run("issue", folder, "--only", "01") == 0
    assert run("issue", folder, "--number", "01=7") == 0


def test_a_letter_numbered_elsewhere_is_recorded_as_it_is(folder: Path) -> None:
    letter = folder / "letters/01-so-tai-chinh.docx"
    for old, new in (("\u00a0" * 9, "88"), ("\u00a0" * 5, "01"), ("\u00a0" * 5, "4"), ("20…", "2024")):
        retype(letter, f">{old}<", f">{new}<")
    content = letter.read_bytes()
    assert run("issue", folder, "--only", "01", "--as-sent") == 0
    assert (folder / "letters/issued/01-so-tai-chinh.docx").read_bytes() == content
    assert index(folder)["issued/01-so-tai-chinh.docx"] == ("issued", "88/UBND-VX", "2024-04-01")


def test_a_letter_numbered_on_paper_is_recorded_with_what_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (folder / "letters/02-so-y-te.docx").read_bytes()
    assert run("issue", folder, "--only", "02", "--as-sent") == 1
    assert "chưa mang số, ngày" in capsys.readouterr().out
    assert run("issue", folder, "--number", "02=1234", "--as-sent") == 0
    assert (folder / "letters/issued/02-so-y-te.docx").read_bytes() == content
    assert index(folder)["issued/02-so-y-te.docx"] == ("issued", "1234/UBND-VX", "2024-04-02")


def test_issued_twice_is_nothing_more_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("issue", folder, "--from-number", "5")
    before = acts(folder)
    capsys.readouterr()
    assert run("issue", folder, "--from-number", "20") == 0
    assert run("issue", folder, "--number", "01=30") == 1
    assert capsys.readouterr().err.startswith("[E353] ")
    assert acts(folder) == before


@pytest.mark.parametrize("remove", [True, False])
def test_an_issued_letter_that_somebody_changed_is_told_and_never_mended(
    folder: Path, remove: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    run("issue", folder, "--from-number", "5")
    issued = folder / "letters/issued/01-so-tai-chinh.docx"
    issued.chmod(0o644)
    issued.write_bytes(b"other")
    if remove:
        issued.unlink()
    capsys.readouterr()
    assert run("check", folder) == 1
    assert "[E352] " in capsys.readouterr().out
    draft(folder)
    assert not issued.exists() if remove else issued.read_bytes() == b"other"


def test_the_number_of_a_letter_belongs_to_its_agency(folder: Path) -> None:
    draft(folder, YOUNG, *TASKS)
    assert files(folder) == ["01-so-tai-chinh.docx", "02-so-y-te.docx", "03-tinh-doan.docx"]
    draft(folder, YOUNG)
    draft(folder, YOUNG, task("Đưa tin.", replace(ALL, name="các báo", id="nhom-bao"), section="IV"), *TASKS)
    assert files(folder) == ["01-so-tai-chinh.docx", "02-so-y-te.docx", "03-tinh-doan.docx", "04-cac-bao.docx"]


_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pipeline.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(["issue", sys.argv[2], "--from-number", "5", "--date", "2024-04-02", "--no-pdf"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="no limit on the size of files")
@pytest.mark.parametrize(("room", "code"), [(100, "E301"), (2_000, "E301")])
def test_a_full_disk_is_one_line_and_every_letter_stays_a_draft(folder: Path, room: int, code: str) -> None:
    """Files may not grow beyond ``room`` bytes, which is what a full disk does to a write."""
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(room), str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"[{code}] ")
    assert done.stderr.count("\n") == 1
    assert acts(folder) == []
    assert run("check", folder) == 0
    assert len(files(folder)) == 3
    assert not (folder / "letters/issued/.staged").exists()


def test_the_workbook_shows_the_letter_of_each_agency(folder: Path) -> None:
    draft(folder, outputs=("letters", "tracking"))
    run("issue", folder, "--only", "02")
    run("issue", folder, "--number", "01=7")
    draft(folder, outputs=("letters", "tracking"))
    lines = sheet_lines((folder / "tracking.xlsx").read_bytes())
    shown = [line for line in lines[lines.index("## Đơn vị") :] if "thực hiện Kế hoạch" in line]
    found = {line.split(" | ")[1]: line.split(" | ")[7:10] for line in shown}
    assert found["Sở Tài chính"] == ["đã phát hành", "07/UBND-VX", "02/04/2024"]
    assert found["Sở Y tế"][0] == "sẵn sàng"
    assert found["Tỉnh đoàn"][0] == "bản nháp"


def test_a_folder_that_cannot_be_written_is_one_line_and_every_letter_stays_a_draft(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "letters/issued").write_bytes(b"in the way")
    capsys.readouterr()
    assert run("issue", folder, "--from-number", "5") == 1
    err = capsys.readouterr().err
    assert err.startswith("[E301] ")
    assert err.count("\n") == 1
    assert acts(folder) == []
    assert len(files(folder)) == 3


def test_a_log_that_cannot_be_written_leaves_every_letter_a_draft(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "log.csv").mkdir()
    capsys.readouterr()
    assert run("issue", folder, "--from-number", "5") == 1
    assert capsys.readouterr().err.startswith("[E341] ")
    (folder / "log.csv").rmdir()
    assert run("check", folder) == 0
    assert len(files(folder)) == 3
    assert not (folder / "letters/issued/.staged").exists()


def test_a_letter_that_is_no_docx_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letters/02-so-y-te.docx").write_bytes(b"not a letter")
    capsys.readouterr()
    assert run("issue", folder, "--from-number", "5") == 1
    assert capsys.readouterr().err.startswith("[E317] letters/02-so-y-te.docx")
    assert acts(folder) == []


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"numbers": {}, "tasks": [], "letters": [{}], "others": []}'])
def test_a_record_that_was_changed_is_one_line(
    folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "letters/drafts.json").write_bytes(content)
    assert run("check", folder) == 1
    assert capsys.readouterr().err.startswith("[E323] ")


@pytest.mark.slow
def test_a_pdf_is_made_of_what_was_issued(folder: Path) -> None:
    program("soffice")
    assert main(["issue", str(folder), "--number", "01=7", "--date", "2024-04-02"]) == 0
    assert (folder / "letters/pdf/01-so-tai-chinh.pdf").read_bytes().startswith(b"%PDF")
    assert files(folder, "letters/issued") == ["01-so-tai-chinh.docx"]
