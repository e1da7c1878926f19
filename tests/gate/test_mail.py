"""Mail drafts: what a mail program opens, and addresses that are refused."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from pipeline.write.log import read_log
from tests.gate.room import draft, run

HEAD = "agency_id,name,to,cc,contact\n"
FINANCE_LINE = 'so-tai-chinh,,"vt@stc.hoaan.gov.vn; lanh-dao@stc.hoaan.gov.vn",lt@hoaan.gov.vn,Nguyễn Văn Tài\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three issued letters, and inputs/ beside outputs/."""
    place = tmp_path / "outputs/p"
    draft(place)
    run("issue", place, "--from-number", "15")
    (tmp_path / "inputs").mkdir()
    return place


def send(folder: Path, addresses: str, *more: str) -> int:
    inputs = folder.parents[1] / "inputs"
    (inputs / "dia-chi.csv").write_text(addresses, encoding="utf-8")
    return run("send", folder, "--mail-drafts", "--inputs", str(inputs), *more)


def opened(folder: Path, name: str = "01-so-tai-chinh") -> EmailMessage:
    """The draft as a mail program reads it."""
    message = email.message_from_bytes((folder / f"mail/{name}.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text(message: EmailMessage) -> str:
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_a_draft_has_everything_but_a_sender(folder: Path) -> None:
    assert send(folder, HEAD + FINANCE_LINE) == 0
    message = opened(folder)
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["To"] == "Nguyễn Văn Tài <vt@stc.hoaan.gov.vn>, lanh-dao@stc.hoaan.gov.vn"
    assert message["Cc"] == "lt@hoaan.gov.vn"
    assert message["Subject"].startswith("Công văn số 15/UBND-VX ngày 02/4/2024: giao nhiệm vụ")
    assert "chưa ký" in text(message)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Công văn số 15-UBND-VX.docx"
    assert attached.get_content() == (folder / "letters/issued/01-so-tai-chinh.docx").read_bytes()
    assert b"filename*=utf-8''" in (folder / "mail/01-so-tai-chinh.eml").read_bytes()


def test_the_same_letter_gives_the_same_bytes(folder: Path) -> None:
    send(folder, HEAD + FINANCE_LINE)
    first = (folder / "mail/01-so-tai-chinh.eml").read_bytes()
    send(folder, HEAD + FINANCE_LINE)
    assert (folder / "mail/01-so-tai-chinh.eml").read_bytes() == first
    assert b"\n" not in first.replace(b"\r\n", b"")


def test_a_signed_copy_goes_in_the_place_of_the_word_file(folder: Path) -> None:
    (folder / "letters/issued/01-so-tai-chinh.signed.pdf").write_bytes(b"%PDF-1.7 signed")
    send(folder, HEAD + FINANCE_LINE)
    (attached,) = opened(folder).iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 signed"
    assert "bản đã ký" in text(opened(folder))


def test_the_file_to_fill_in_goes_along_where_asked(folder: Path) -> None:
    (folder / "by-agency").mkdir()
    (folder / "by-agency/01-so-tai-chinh.xlsx").write_bytes(b"PK form")
    send(folder, HEAD + FINANCE_LINE)
    assert len([*opened(folder).iter_attachments()]) == 1
    send(folder, HEAD + FINANCE_LINE, "--with-files")
    assert [one.get_filename() for one in opened(folder).iter_attachments()][1] == "01-so-tai-chinh.xlsx"


def test_an_agency_is_found_by_its_name_and_one_without_address_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send(folder, "name;to\nSở  Y tế;vt@syt.hoaan.gov.vn\n") == 0
    assert opened(folder, "02-so-y-te")["To"] == "vt@syt.hoaan.gov.vn"
    assert "Chưa có địa chỉ: Sở Tài chính" in capsys.readouterr().out
    assert [(one.act, one.after) for one in read_log(folder)][-1] == ("mail-draft", "vt@syt.hoaan.gov.vn")


@pytest.mark.parametrize(
    ("addresses", "code"),
    [
        (HEAD + "so-tai-chinh,,không có,,\n", "E358"),
        (HEAD + "so-tai-chinh,,,,\n", "E358"),
        (HEAD + 'so-tai-chinh,,vt@stc.vn,,"An\nBcc: x@y.vn"\n', "E358"),
        (HEAD + 'so-tai-chinh,,"vt@stc.vn\n",,\n', "E358"),
        (HEAD + "so-tai-chinh,,a@b,,\n", "E358"),
        (HEAD + "so-tai-chinh,,vt@stc.vn <x@y.vn>,,\n", "E358"),
        ("tên,thư\nA,b@c.vn\n", "E302"),
    ],
)
def test_an_address_that_is_none_is_one_line_and_no_draft(
    folder: Path, addresses: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_log(folder)
    capsys.readouterr()
    assert send(folder, addresses) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"[{code}] dia-chi.csv")
    assert err.count("\n") == 1
    assert not (folder / "mail").exists()
    assert read_log(folder) == before


def test_nothing_is_sent_without_being_asked_for_drafts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("send", folder) == 1
    assert capsys.readouterr().err.startswith("[E354] send: ")
