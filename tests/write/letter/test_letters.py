"""Which letters a plan gives, to whom, and with what in them; read back from the written files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.model import Agency, Deadline, Settings, Signer, Task
from pipeline.write.decree.view import letter_lines
from pipeline.write.letter.letters import Letter, combine_letters, letters_index, plan_letters, render_letter
from tests import letter_build as build
from tests.letter_build import ALL, DISTRICTS, EAST, FINANCE, HEADER, HEALTH, NEWS, YOUTH, letters, task

BUDGET = task("Thẩm định dự toán kinh phí của Ngày hội.", FINANCE, section="III.2.1")
PARADE = task("Phát động học sinh tham gia diễu hành.", HEALTH, YOUTH, partners=[FINANCE], section="III.2.2")


def view(letter: Letter) -> str:
    """The written letter as text."""
    return "\n".join(letter_lines(render_letter(letter, build.profile())))


def test_one_letter_an_owner_in_the_plan_s_order() -> None:
    made = letters(BUDGET, PARADE)
    assert [one.file for one in made] == ["01-so-tai-chinh.docx", "02-so-y-te.docx", "03-tinh-doan.docx"]


def test_own_tasks_stand_apart_from_those_of_others() -> None:
    finance = letters(BUDGET, PARADE)[0]
    assert (finance.own, finance.shared) == ((BUDGET,), (PARADE,))
    text = view(finance)
    own, shared = text.index("1. Nhiệm vụ được phân công"), text.index("2. Nhiệm vụ phối hợp với cơ quan, đơn vị khác")
    assert own < text.index("a) Thẩm định dự toán kinh phí của Ngày hội.") < shared
    assert text.index("a) Phối hợp với Sở Y tế, Tỉnh đoàn thực hiện nhiệm vụ: phát động học sinh") > shared


def test_an_owner_that_is_its_own_partner_has_the_task_once() -> None:
    made = letters(task("Trang trí khu vực chính.", FINANCE, HEALTH, partners=[HEALTH]))
    assert [(one.own != (), one.shared) for one in made] == [(True, ()), (True, ())]


def test_members_of_a_group_are_listed_as_addressees() -> None:
    (letter,) = letters(task("Chuẩn bị địa điểm.", DISTRICTS))
    assert letter.addressees == ("UBND huyện Đông", "UBND huyện Tây")
    assert "Kính gửi:\n- UBND huyện Đông;\n- UBND huyện Tây.\n" in view(letter)


def test_a_group_of_many_is_addressed_by_its_name() -> None:
    many = replace(DISTRICTS, members=("ubnd-huyen-dong", "ubnd-huyen-tay") * 8)
    (letter,) = letters(task("Chuẩn bị địa điểm.", many))
    assert letter.addressees == ("UBND các huyện",)


def test_a_setting_writes_to_each_member() -> None:
    own = task("Bố trí gian hàng sách.", EAST, section="III.2.9")
    made = letters(task("Chuẩn bị địa điểm.", DISTRICTS), own, settings=Settings(letter_per_member=True))
    assert [(one.agency.name, len(one.own)) for one in made] == [("UBND huyện Đông", 2), ("UBND huyện Tây", 1)]


def test_partners_get_no_letter_but_stand_in_the_index() -> None:
    plan = build.plan(task("Đưa tin.", NEWS, partners=[YOUTH, ALL]))
    made = plan_letters(plan, build.profile(), Settings(), build.TODAY)
    rows = letters_index(made, plan)
    assert [(row.file, row.recipient, row.perform, row.partner) for row in rows] == [
        ("01-bao-hoa-an.docx", "Báo Hòa An", 1, 0),
        ("", "Tỉnh đoàn", 0, 1),
        ("", "các sở, ban, ngành", 0, 1),
    ]


def test_a_setting_writes_to_partners_but_not_to_open_groups() -> None:
    made = letters(task("Đưa tin.", NEWS, partners=[YOUTH, ALL]), settings=Settings(partner_letters=True))
    assert [one.agency.name for one in made] == ["Báo Hòa An", "Tỉnh đoàn"]
    assert "đề nghị Tỉnh đoàn phối hợp thực hiện các nội dung sau:" in view(made[1])


def test_members_with_letters_of_their_own_are_not_partners_without_one() -> None:
    plan = build.plan(task("Đưa tin.", NEWS, partners=[DISTRICTS]))
    settings = Settings(letter_per_member=True, partner_letters=True)
    made = plan_letters(plan, build.profile(), settings, build.TODAY)
    assert [row.recipient for row in letters_index(made, plan)] == ["Báo Hòa An", "UBND huyện Đông", "UBND huyện Tây"]


def test_a_group_that_is_a_partner_stands_in_the_index_though_a_member_has_a_letter() -> None:
    plan = build.plan(task("Bố trí gian hàng.", EAST), task("Đưa tin.", NEWS, partners=[DISTRICTS], number=2))
    made = plan_letters(plan, build.profile(), Settings(), build.TODAY)
    assert [(row.file != "", row.recipient) for row in letters_index(made, plan)][-1] == (False, "UBND các huyện")


def test_the_index_says_in_words_what_is_doubtful() -> None:
    plan = build.plan(task("Tham gia.", ALL))
    (row,) = letters_index(plan_letters(plan, build.profile(), Settings(), build.TODAY), plan)
    assert row.warnings.startswith("Nơi nhận công văn «các sở, ban, ngành» là một nhóm")


@pytest.mark.parametrize(
    ("agency", "mode", "words"),
    [
        (FINANCE, "assign", "Ủy ban nhân dân tỉnh giao Sở Tài chính thực hiện nhiệm vụ sau:"),
        (FINANCE, "request", "Ủy ban nhân dân tỉnh đề nghị Sở Tài chính quan tâm, phối hợp thực hiện nội dung sau:"),
        (
            YOUTH,
            "assign",
            "Ủy ban nhân dân tỉnh trân trọng đề nghị Tỉnh đoàn quan tâm, phối hợp thực hiện nội dung sau:",
        ),
        (Agency("x", "Công ty X", "loai-la"), "assign", "Ủy ban nhân dân tỉnh đề nghị Công ty X quan tâm"),
    ],
)
def test_who_is_ordered_and_who_is_asked(agency: Agency, mode: str, words: str) -> None:
    (letter,) = letters(
        replace(BUDGET, owners=(build.party(agency),), mode="request" if mode == "request" else "assign")
    )
    assert words in view(letter)


def test_a_group_is_no_proper_name_inside_a_sentence() -> None:
    group = replace(ALL, name="Các sở, ban, ngành")
    (letter,) = letters(task("Tham gia Ngày hội.", group))
    text = view(letter)
    assert "Kính gửi: Các sở, ban, ngành" in text
    assert "giao các sở, ban, ngành thực hiện" in text


def test_five_tasks_stand_in_the_body_and_six_in_an_annex() -> None:
    tasks = [task(f"Việc thứ {number} của Ngày hội.", FINANCE, number=number) for number in range(1, 7)]
    assert not letters(*tasks[:5])[0].page.annexes
    (letter,) = letters(*tasks)
    text = view(letter)
    assert "thực hiện 06 nhiệm vụ được phân công (danh mục chi tiết tại Phụ lục kèm theo Công văn này)" in text
    assert "6 | Việc thứ 6 của Ngày hội. | điểm 2.1 khoản 2 Mục III | Thực hiện | Kế hoạch không ấn định" in text


def test_the_plan_is_cited_in_full_once_and_its_unknown_number_and_day_are_blanks() -> None:
    (letter,) = letters(BUDGET)
    assert (
        "Thực hiện Kế hoạch số ⟦……⟧/KH-UBND ngày ⟦……⟧ của Ủy ban nhân dân tỉnh Hòa An về tổ chức Ngày hội đọc sách"
        " năm 2024 (sau đây gọi là Kế hoạch)"
    ) in view(letter)
    assert letter.blanks == (
        "số công văn",
        "ngày ban hành công văn",
        "số kế hoạch",
        "ngày ban hành kế hoạch",
        "quyền hạn, chức vụ người ký",
        "họ tên người ký",
    )


def test_settings_win_over_the_plan() -> None:
    signer = Signer("Lê Thị Cúc", "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH")
    given = Settings(number="15/KH-UBND", date=date(2024, 1, 5), place="Hòa Bình", signer=signer, drafting_unit="TH")
    (letter,) = letters(BUDGET, settings=given)
    text = view(letter)
    assert "Kế hoạch số 15/KH-UBND ngày 05/01/2024 của" in text
    assert "Số: ⟦ ⟧/UBND-TH / V/v giao nhiệm vụ" in text
    assert "| Hòa Bình, ngày ⟦ ⟧ tháng ⟦ ⟧ năm ⟦20…⟧" in text
    assert "- Lưu: VT, TH. | TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG / Lê Thị Cúc" in text
    assert letter.blanks == ("số công văn", "ngày ban hành công văn")


def test_nothing_known_is_all_blanks() -> None:
    (letter,) = letters(
        BUDGET, header=replace(HEADER, type=None, title=None, issuer=None, signer=Signer(), recipients=())
    )
    text = view(letter)
    assert "⟦TÊN CƠ QUAN BAN HÀNH⟧" in text
    assert "Số: ⟦ ⟧/⟦……⟧-⟦……⟧" in text
    assert "⟦QUYỀN HẠN, CHỨC VỤ⟧ / ⟦Họ và tên⟧" in text
    assert "trích yếu văn bản" in letter.blanks


def test_a_plan_carried_by_a_decision_is_cited_with_it() -> None:
    header = replace(HEADER, number="27/QĐ-UBND", date=date(2024, 3, 12))
    (letter,) = letters(BUDGET, header=header)
    words = "Thực hiện Kế hoạch tổ chức Ngày hội đọc sách năm 2024 ban hành kèm theo Quyết định số 27/QĐ-UBND"
    assert f"{words} ngày 12/3/2024" in view(letter)


def test_an_office_below_the_issuer_has_its_superior_in_the_head() -> None:
    profile = build.profile()
    office = replace(profile.office, issuer="Văn phòng", superior="Ủy ban nhân dân tỉnh Hòa An", symbol="VPUBND-TH")
    own = replace(profile, office=office)
    (letter,) = plan_letters(build.plan(BUDGET), own, Settings(), build.TODAY)
    lines = letter_lines(render_letter(letter, own))
    assert lines[0].startswith("UBND TỈNH HÒA AN / VĂN PHÒNG |")
    assert lines[1].startswith("Số: ⟦ ⟧/VPUBND-TH")


def test_the_closing_demand_names_whom_to_report_to_and_by_when() -> None:
    profile = build.profile()
    office = replace(profile.office, report_to="Sở Văn hóa", report_by="30/6/2024")
    (letter,) = plan_letters(build.plan(BUDGET), replace(profile, office=office), Settings(), build.TODAY)
    assert "Kết quả thực hiện báo cáo về Sở Văn hóa trước ngày 30/6/2024 để tổng hợp" in view(letter)


def test_who_pays_is_quoted_when_short_and_pointed_to_when_long() -> None:
    short = build.plan(BUDGET, funding=("Các sở tự bố trí kinh phí thực hiện kế hoạch này.",))
    (letter,) = plan_letters(short, build.profile(), Settings(), build.TODAY)
    assert "Về kinh phí: các sở tự bố trí kinh phí thực hiện Kế hoạch." in view(letter)
    (letter,) = plan_letters(
        replace(short, funding=("Nguồn thứ nhất.", "Nguồn thứ hai.")), build.profile(), Settings(), build.TODAY
    )
    assert "Kinh phí thực hiện theo quy định tại Kế hoạch." in view(letter)


def test_details_of_a_task() -> None:
    due = Deadline(date(2024, 1, 1), date(2024, 6, 30), "quarter")
    one = task(
        "Chủ trì lập báo cáo.",
        FINANCE,
        partners=[HEALTH],
        role="lead",
        deadline=due,
        deadline_text="trong Quý II năm 2024",
        product="Báo cáo tổng kết.",
        report_to="UBND tỉnh",
    )
    text = view(letters(one)[0])
    assert "- Vai trò: chủ trì (điểm 2.1 khoản 2 Mục III Kế hoạch)." in text
    assert "- Cơ quan phối hợp: Sở Y tế." in text
    assert "- Thời hạn: trong Quý II năm 2024 (chậm nhất ngày 30/6/2024)." in text
    assert "- Sản phẩm: báo cáo tổng kết." in text
    assert "- Nơi nhận báo cáo: UBND tỉnh." in text


def test_an_agency_that_has_ended_is_warned_of_with_its_successors() -> None:
    ended = replace(FINANCE, valid_to=date(2024, 2, 29), successors=("so-y-te", "so-la"))
    (letter,) = letters(replace(BUDGET, owners=(build.party(ended),)))
    (warning,) = letter.warnings
    assert (warning.code, dict(warning.facts)) == (
        "W450",
        {"agency": "Sở Tài chính", "day": "29/02/2024", "successors": "Sở Y tế; so-la"},
    )


def test_a_group_without_members_is_warned_of() -> None:
    (letter,) = letters(task("Tham gia.", ALL))
    assert [one.code for one in letter.warnings] == ["W451"]


def test_every_task_is_in_its_letters_and_no_letter_has_another_s() -> None:
    tasks: list[Task] = []
    agencies = [FINANCE, HEALTH, YOUTH, NEWS]
    for number in range(1, 13):
        owner, partner = agencies[number % 4], agencies[(number + number // 4 + 1) % 4]
        tasks.append(task(f"Mã việc {number:03d}.", owner, partners=[partner], number=number))
    for letter in letters(*tasks):
        text = view(letter)
        for one in tasks:
            named = {party.agency.id for party in (*one.owners, *one.partners)}
            assert (letter.agency.id in named) == (one.text.rstrip(".").lower() in text.lower()), (
                letter.file,
                one.text,
            )


def test_all_letters_in_one_file_begin_a_section_each() -> None:
    made = letters(BUDGET, PARADE)
    lines = letter_lines(combine_letters(made, build.profile()))
    assert lines.count("---") == 2
    assert [line for line in lines if line.startswith("Kính gửi")] == [
        "Kính gửi: Sở Tài chính",
        "Kính gửi: Sở Y tế",
        "Kính gửi: Tỉnh đoàn",
    ]


def test_the_same_plan_gives_the_same_bytes() -> None:
    first, second = (render_letter(letters(BUDGET)[0], build.profile()) for _ in range(2))
    assert first == second
