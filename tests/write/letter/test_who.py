"""Who speaks and who is spoken to: spelling of names, forms of issuers, signers, relations, copies, drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.messages import PipelineError
from pipeline.model import Agency, Settings, Signer
from pipeline.write.decree.view import letter_lines
from pipeline.write.letter.letters import render_letter
from pipeline.write.letter.sender import resolve_sender
from pipeline.write.letter.who.issuer import is_name, sign_in_number, written_out
from pipeline.write.letter.who.relation import addressee, relation_to, verb_to
from pipeline.write.letter.who.signer import signer_lines
from pipeline.write.letter.who.spelling import spelled
from pipeline.write.office.rich import text_of
from tests.letter_build import FINANCE, HEADER, letters, profile, task
from tests.letter_checker import see


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thủ Tướng Chính Phủ", "Thủ tướng Chính phủ"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Văn Phòng Chính Phủ", "Văn phòng Chính phủ"),
        ("Uỷ Ban Nhân Dân Tỉnh Hòa An", "Ủy ban nhân dân tỉnh Hòa An"),
        ("Sở Y Tế", "Sở Y tế"),
        ("Trường Thpt Hòa An", "Trường THPT Hòa An"),
        ("UBND tỉnh Hòa An", "UBND tỉnh Hòa An"),
    ],
)
def test_names_stand_in_the_decree_s_capitals(name: str, expected: str) -> None:
    assert spelled(name) == expected


@pytest.mark.parametrize(
    ("name", "superior", "lines"),
    [
        ("UBND tỉnh Hòa An", "", ("Ủy ban nhân dân", "tỉnh Hòa An")),
        ("Ủy Ban Nhân Dân Tỉnh Hòa An Sở Y Tế", "UBND tỉnh Hòa An", ("Sở Y tế",)),
        ("Ủy ban MTTQ Việt Nam xã Hòa Ban Thường trực", "Ủy ban MTTQ Việt Nam xã Hòa", ("Ban Thường trực",)),
        ("Thủ tướng Chính phủ ________", "", ("Thủ tướng Chính phủ",)),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA AN", "", ("Chủ tịch Ủy ban nhân dân", "tỉnh Hòa An")),
        ("Bộ Tài chính Cục Thuế", "Bộ Tài chính", ("Cục Thuế",)),
        ("Văn phòng Ủy ban nhân dân tỉnh Hòa An", "", ("Văn phòng Ủy ban nhân dân tỉnh Hòa An",)),
        ("Bộ Văn hóa, Thể thao và Du lịch", "", ("Bộ Văn hóa, Thể thao và Du lịch",)),
    ],
)
def test_of_two_names_the_second_is_the_issuer(name: str, superior: str, lines: tuple[str, ...]) -> None:
    forms = written_out(name, profile())
    assert (forms.superior, forms.lines) == (superior, lines)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Số 12/UBND-VX",
        "V/v phòng cháy",
        "Hòa An, ngày 03",
        "Kính gửi Sở Y tế",
        "THÀNH PHỐ HÒA AN",
        "Ủy ban nhân dân",
    ],
)
def test_what_is_no_name_of_an_issuer(words: str) -> None:
    assert not is_name(words)


def test_an_issuer_that_no_rule_abbreviates_has_its_sign_from_its_own_number() -> None:
    types = tuple(profile().types.values())
    assert [sign_in_number(one, types) for one in ("85/KH-SYT", "12/UBND-VX", None)] == ["SYT", "", ""]


def signed(signer: Signer) -> list[str]:
    """Lines over the name, then the name, of a signer proposed from the plan."""
    lines, name = signer_lines(None, signer, profile())
    return [text_of(one) for one in (*lines, name)]


@pytest.mark.parametrize(
    ("signer", "expected"),
    [
        (Signer("Trần Văn Bình", "GIÁM ĐỐC ABC.", None), ["GIÁM ĐỐC", "Trần Văn Bình"]),
        (Signer("Lê An", "PHÓ CHỦ TỊCH CỘNG HÒA XÃ HỘI", "KT. CHỦ TỊCH"), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê An"]),
        (Signer("Nơi nhận như trên", "TRÂN TRỌNG", None), ["QUYỀN HẠN, CHỨC VỤ", "Họ và tên"]),
        (Signer("Lê An", "CHỦ TỊCH", "TM. UBND XÃ/ PHƯỜNG …"), ["QUYỀN HẠN, CHỨC VỤ", "Lê An"]),
        (Signer("Lê An", "GIÁM ĐỐC", "TM. SỞ Y TẾ"), ["QUYỀN HẠN, CHỨC VỤ", "Lê An"]),
        (Signer("Lê An", "CHỦ TỊCH", "TM. UỶ BAN NHÂN DÂN"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê An"]),
        (Signer("Đỗ Thị Ấn", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đỗ Thị Ấn"]),
    ],
)
def test_of_a_plan_s_foot_only_positions_and_names_are_proposed(signer: Signer, expected: list[str]) -> None:
    assert signed(signer) == expected


@pytest.mark.parametrize(
    ("authority", "position", "words"),
    [
        ("TM. SỞ Y TẾ", "GIÁM ĐỐC", "TM. chỉ dùng khi ký thay mặt tập thể"),
        ("KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "KT. cần chức vụ cấp trưởng"),
        ("KT. CHỦ TỊCH", "", "KT. cần chức vụ cấp trưởng"),
        ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TL. cần chức vụ người đứng đầu"),
        ("TUQ. PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "TUQ. cần chức vụ người ủy quyền"),
        ("Q. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Q. là quyền cấp trưởng"),
    ],
)
def test_impossible_pairs_are_refused(authority: str, position: str, words: str) -> None:
    with pytest.raises(PipelineError, match="E318") as caught:
        resolve_sender(HEADER, Settings(signer=Signer("Lê An", position, authority)), profile())
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("authority", "position"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"),
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ TƯ PHÁP"),
        ("Q. GIÁM ĐỐC", ""),
        ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ],
)
def test_what_the_decree_knows_is_taken(authority: str, position: str) -> None:
    sender = resolve_sender(HEADER, Settings(signer=Signer("Lê An", position, authority)), profile())
    assert text_of(sender.name) == "Lê An"


@pytest.mark.parametrize(
    ("issuer", "name", "kind", "expected"),
    [
        ("UBND tỉnh Hòa An", "Ủy ban nhân dân tỉnh", "ubnd-tinh", "house"),
        ("UBND tỉnh Hòa An", "Thường trực UBND tỉnh", "ubnd-tinh", "house"),
        ("UBND tỉnh Hòa An", "UBND các xã", "ubnd-xa", "other"),
        ("UBND tỉnh Hòa An", "Sở", "so", "nobody"),
        ("UBND tỉnh Hòa An", "thành phố", "nhom", "nobody"),
        ("UBND tỉnh Hòa An", "UBND tỉnh CHỦ TỊCH Lê An", "ubnd-tinh", "nobody"),
        ("Chủ tịch UBND tỉnh Hòa An", "UBND tỉnh", "ubnd-tinh", "house"),
        ("Sở Y tế", "Phòng Nghiệp vụ Y", "phong", "house"),
        ("Sở Y tế", "Bệnh viện đa khoa tỉnh", "benh-vien", "other"),
        ("Trường THPT Hòa An", "Tổ Toán - Tin", "nhom", "house"),
        ("Trường THPT Hòa An", "giáo viên chủ nhiệm", "nhom", "house"),
        ("Trường THPT Hòa An", "Công an xã Hòa", "cong-an", "other"),
    ],
)
def test_who_is_written_to(issuer: str, name: str, kind: str, expected: str) -> None:
    agency = Agency("x", name, kind)
    assert relation_to(agency, written_out(issuer, profile()), profile()) == expected


@pytest.mark.parametrize(
    ("issuer", "kind", "name", "verb"),
    [
        ("UBND tỉnh Hòa An", "so", "Sở Y tế", "giao"),
        ("UBND tỉnh Hòa An", "doanh-nghiep", "Công ty Điện lực", "đề nghị"),
        ("UBND tỉnh Hòa An", "dang", "Ban Dân vận Tỉnh ủy", "trân trọng đề nghị"),
        ("UBND tỉnh Hòa An", "bo", "Bộ Y tế", "trân trọng đề nghị"),
        ("UBND tỉnh Hòa An", "nhom", "các doanh nghiệp viễn thông", "đề nghị"),
        ("UBND tỉnh Hòa An", "nhom", "các sở, ban, ngành", "giao"),
        ("Thủ tướng Chính phủ", "ubnd-tinh", "UBND các tỉnh", "yêu cầu"),
        ("Sở Y tế", "so", "Sở Tài chính", "đề nghị"),
        ("Hội Người cao tuổi", "so", "Sở Tài chính", "đề nghị"),
    ],
)
def test_the_tone_follows_the_relation(issuer: str, kind: str, name: str, verb: str) -> None:
    assert verb_to(Agency("x", name, kind), written_out(issuer, profile()), profile()) == verb


def test_a_name_that_was_read_twice_is_said_once() -> None:
    assert addressee(Agency("x", "hội nông dân Hội Nông dân tỉnh", "hoi")) == "Hội Nông dân tỉnh"


def test_a_letter_to_nobody_is_a_draft_with_a_red_line_and_a_blank() -> None:
    (letter,) = letters(task("Kiểm tra bình chữa cháy.", Agency("so", "Sở", "so")))
    content = render_letter(letter, profile())
    seen = see(content)
    assert (seen.red, seen.to) == (True, ("Kính gửi: ……",))
    assert "nơi nhận công văn" in letter.blanks
    assert letter_lines(content)[0].startswith("BẢN NHÁP, chưa trình ký được: kế hoạch chỉ nêu «Sở»")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (replace(HEADER, issuer=None), "không đọc được tên cơ quan ban hành"),
        (replace(HEADER, issuer="V/v phòng cháy Kính gửi"), "không đọc được tên cơ quan ban hành"),
        (replace(HEADER, issuer="Tỉnh ủy Hòa An"), "văn bản của Đảng có thể thức riêng"),
        (replace(HEADER, number="12-KH/TU"), "số của kế hoạch là số của cơ quan Đảng"),
    ],
)
def test_what_cannot_go_out_says_so_in_red(header: object, words: str) -> None:
    (letter,) = letters(task("Kiểm tra bình chữa cháy.", FINANCE), header=header)  # type: ignore[arg-type]
    seen = see(render_letter(letter, profile()))
    assert (seen.red, words in seen.above[0]) == (True, True)


def test_leaders_and_offices_of_the_plan_s_own_list_get_copies_archives_last() -> None:
    recipients = (
        "Như Điều 3",
        "Bộ Y tế (b/c)",
        "CT, các PCT UBND tỉnh (để b/c)",
        "Thủ tướng Chính phủ",
        "VPUB: CVP, các PCVP",
        "Lưu: VT, TH",
    )
    sender = resolve_sender(replace(HEADER, recipients=recipients), Settings(), profile())
    assert [text_of(one) for one in sender.recipients] == [
        "Như trên;",
        "CT, các PCT UBND tỉnh;",
        "VPUB: CVP, các PCVP;",
        "Lưu: VT, TH.",
    ]
