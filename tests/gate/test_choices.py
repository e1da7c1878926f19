"""Groups with the members that an office named, successors that it confirmed; comments in its files stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.gate.choices import Choices, Group, Successor, add_group, add_successor, read_choices
from pipeline.gate.receivers import with_choices
from pipeline.messages import PipelineError
from pipeline.model import Agency, Plan
from pipeline.write.decree.view import letter_lines
from pipeline.write.log import read_log
from tests.gate.room import BUDGET, SETTINGS, draft, files, plan, run
from tests.letter_build import ALL, FINANCE, HEALTH, task
from tests.plans import registry

DAY = date(2025, 8, 1)
LABOUR = Agency(
    "so-lao-dong-thuong-binh-va-xa-hoi",
    "Sở Lao động - Thương binh và Xã hội",
    "so",
    valid_to=date(2025, 2, 28),
    successors=("so-noi-vu", "so-y-te"),
)
FLAGS = task("Treo cờ tại trụ sở.", ALL, section="III.2.8")
POOR = task("Rà soát hộ nghèo.", LABOUR, section="III.2.9")
CHILDREN = task("Tổ chức Tết Thiếu nhi tại các xã.", LABOUR, section="III.2.9", number=2)


def receivers(made: Plan, choices: Choices, on: date = DAY) -> list[list[str]]:
    """Who gets each task: the members of a group in brackets behind it."""
    from pipeline.assemble.plan import plan_agencies

    sent = with_choices(made, choices, plan_agencies(registry(), made.header), on)
    members = {key: [sent.agencies[m].name for m in one.members] for key, one in sent.agencies.items()}
    return [[x for p in t.owners for x in (p.agency.name, *members.get(p.agency.id, ()))] for t in sent.tasks]


def test_a_group_has_the_members_that_the_office_named() -> None:
    group = Group("Các sở, ban, ngành", ("so-tai-chinh", "Sở Xây dựng", "Ban Quản lý Khu du lịch Hồ Xanh"))
    (found,) = receivers(plan(FLAGS), Choices((group,)))
    assert found == ["các sở, ban, ngành", "Sở Tài chính", "Sở Xây dựng", "Ban Quản lý Khu du lịch Hồ Xanh"]


@pytest.mark.parametrize(
    ("start", "end", "known"),
    [
        (None, None, True),
        (date(2025, 3, 1), None, True),
        (date(2025, 9, 1), None, False),
        (None, date(2025, 7, 31), False),
        (date(2025, 8, 1), date(2025, 8, 1), True),
    ],
)
def test_a_group_counts_from_one_day_to_another(start: date | None, end: date | None, known: bool) -> None:
    group = Group(ALL.name, ("so-tai-chinh",), start=start, end=end)
    (found,) = receivers(plan(FLAGS), Choices((group,)))
    assert (len(found) == 2) is known


def test_a_group_of_a_kind_holds_those_that_exist_on_the_day() -> None:
    group = Group(ALL.name, kinds=("so",), without=("so-du-lich",))
    (found,) = receivers(plan(FLAGS), Choices((group,)))
    assert {"Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng"} <= set(found)
    assert not {"Sở Giao thông vận tải", "Sở Du lịch"} & set(found)
    (before,) = receivers(plan(FLAGS), Choices((group,)), date(2024, 8, 1))
    assert "Sở Giao thông vận tải" in before


def test_a_group_that_was_named_goes_out_to_its_members(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder, FLAGS, choices=Choices((Group(ALL.name, ("so-tai-chinh", "so-y-te")),)))
    assert run("check", folder) == 0
    text = "\n".join(letter_lines((folder / "letters/01-cac-so-ban-nganh.docx").read_bytes()))
    assert "Kính gửi:\n- Sở Tài chính;\n- Sở Y tế.\n" in text


def test_no_successor_is_taken_before_a_person_confirmed_it() -> None:
    assert receivers(plan(POOR), Choices()) == [[LABOUR.name]]


def test_a_confirmed_successor_receives_the_letter_from_the_day_on_which_the_agency_ended() -> None:
    said = Choices(successors=(Successor(LABOUR.id, "so-noi-vu"),))
    assert receivers(plan(POOR, CHILDREN), said) == [["Sở Nội vụ"], ["Sở Nội vụ"]]
    assert receivers(plan(POOR), said, date(2024, 8, 1)) == [[LABOUR.name]]


def test_one_task_may_have_another_successor_and_is_found_by_its_words() -> None:
    one = Successor(LABOUR.id, "Sở Y tế", "VII-03", CHILDREN.text, "ke-hoach")
    said = Choices(successors=(Successor(LABOUR.id, "so-noi-vu"), one))
    assert receivers(plan(POOR, CHILDREN), said) == [["Sở Nội vụ"], ["Sở Y tế"]]
    elsewhere = Choices(successors=(replace(one, plan="khac"),))
    assert receivers(plan(CHILDREN), elsewhere) == [[LABOUR.name]]


def test_an_agency_that_ended_waits_and_a_person_may_let_it_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, inputs = tmp_path / "outputs/p", tmp_path / "inputs"
    inputs.mkdir()
    draft(folder, BUDGET, POOR, day=DAY)
    assert run("check", folder) == 1
    out = capsys.readouterr().out
    assert "đã hết hiệu lực từ ngày 28/02/2025" in out
    assert [line.split()[-1] for line in out.splitlines() if "--successor" in line] == [
        f"{LABOUR.id}=so-noi-vu",
        f"{LABOUR.id}=so-y-te",
    ]
    confirmed = ("--successor", f"{LABOUR.id}=so-noi-vu", "--inputs", str(inputs))
    assert run("issue", folder, *confirmed) == 0
    (act,) = read_log(folder)
    assert (act.act, act.agency_id, act.after) == ("successor", LABOUR.id, "so-noi-vu")
    draft(folder, BUDGET, POOR, choices=read_choices(inputs / "ke-hoach.docx"), day=DAY)
    assert run("check", folder) == 0
    assert files(folder) == ["01-so-tai-chinh.docx", "03-so-noi-vu.docx"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--successor", "so-la=so-noi-vu"), "E354"),
        (("--successor", f"{LABOUR.id}"), "E354"),
        (("--successor", f"{LABOUR.id}=so-xay-dung"), "E354"),
        (("--successor", f"{LABOUR.id}=so-noi-vu", "--task", "IX-99"), "E508"),
        (("--group", "các sở"), "E354"),
    ],
)
def test_a_choice_that_cannot_be_is_one_line_and_no_file(
    tmp_path: Path, arguments: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder, BUDGET, POOR, day=DAY)
    assert run("issue", folder, *arguments, "--inputs", str(tmp_path)) == 1
    assert capsys.readouterr().err.startswith(f"[{code}] ")
    assert list(tmp_path.glob("*.toml")) == []
    assert read_log(folder) == ()


def test_the_command_names_a_group(tmp_path: Path) -> None:
    folder = tmp_path / "outputs/p"
    draft(folder, FLAGS)
    words = f"{ALL.name}=Sở Tài chính; loại:ubnd-xa"
    assert run("issue", folder, "--group", words, "--inputs", str(tmp_path)) == 0
    (group,) = read_choices(tmp_path / "ke-hoach.docx").groups
    assert (group.name, group.members, group.kinds) == (ALL.name, ("Sở Tài chính",), ("ubnd-xa",))


def test_comments_and_other_entries_stay_when_a_command_writes(tmp_path: Path) -> None:
    path = tmp_path / "nhom.toml"
    path.write_text('# của phòng Tổng hợp\n[[group]]\nname = "A" # giữ\nmembers = ["so-y-te"]\n', encoding="utf-8")
    add_group(tmp_path, Group("B", ("so-tai-chinh",), start=date(2025, 3, 1)))
    add_group(tmp_path, Group("A", ("so-noi-vu",)))
    text = path.read_text("utf-8")
    assert "# của phòng Tổng hợp" in text
    assert "# giữ" in text
    groups = read_choices(tmp_path / "x.docx").groups
    assert [(one.name, one.members) for one in groups] == [("A", ("so-noi-vu",)), ("B", ("so-tai-chinh",))]


def test_a_new_file_says_what_it_is_for_and_a_second_word_takes_the_first_one_s_place(tmp_path: Path) -> None:
    add_successor(tmp_path, Successor(LABOUR.id, "so-noi-vu", by="lan", day=DAY))
    add_successor(tmp_path, Successor(LABOUR.id, "so-y-te", by="lan", day=DAY))
    assert (tmp_path / "ke-thua.toml").read_text("utf-8").startswith("# Cơ quan kế thừa")
    assert [one.to for one in read_choices(tmp_path / "x.docx").successors] == ["so-y-te"]


def test_groups_of_one_plan_come_before_those_of_all(tmp_path: Path) -> None:
    (tmp_path / "nhom.toml").write_text('[[group]]\nname = "A"\nmembers = ["x"]\n', encoding="utf-8")
    (tmp_path / "ke.toml").write_text('number = "1"\n[[group]]\nname = "A"\nmembers = ["y"]\n', encoding="utf-8")
    assert [one.members for one in read_choices(tmp_path / "ke.docx").groups] == [("y",), ("x",)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nhom.toml", "[[group]\n"),
        ("nhom.toml", 'group = "A"\n'),
        ("nhom.toml", '[[group]]\nmembers = ["x"]\n'),
        ("nhom.toml", '[[group]]\nname = "A"\nmember = ["x"]\n'),
        ("nhom.toml", '[[group]]\nname = "A"\nmembers = "x"\n'),
        ("nhom.toml", '[[group]]\nname = "A"\nfrom = "hôm nay"\n'),
        ("ke-thua.toml", '[[successor]]\nagency = "a"\n'),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=rf"^\[E302\] {name}: .*→"):
        read_choices(tmp_path / "ke-hoach.docx")


def test_codes_of_agencies_stand_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "co-quan.toml").write_text('[organ_codes]\nso-y-te = "000.00.18.H99"\n', encoding="utf-8")
    folder = tmp_path / "outputs/p"
    choices = read_choices(tmp_path / "ke-hoach.docx")
    draft(folder, BUDGET, task("Bố trí trạm y tế.", HEALTH, section="IV"), choices=choices, settings=SETTINGS)
    lines = (folder / "letters/index.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[3] for line in lines[1:3]] == ["", "000.00.18.H99"]
    assert FINANCE.id in lines[1]
