"""Corrections: matched by owner and words, applied where they hold, reported where they don't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.cells import Cells, task_cells
from pipeline.correct.apply import apply_corrections
from pipeline.correct.file import corrections_csv, parse_corrections, read_corrections
from pipeline.correct.model import Corrected, Correction, uncorrected
from pipeline.correct.values import reading
from pipeline.correct.workbook import corrections_from_workbook, find_plan
from pipeline.find.agency.agencies import Agencies
from pipeline.messages import PipelineError, notice_texts
from pipeline.model import Deadline, Plan
from pipeline.vietnamese import column_of
from pipeline.write.letter.said.lines import sentences
from pipeline.write.tables.book import tables_workbook
from pipeline.write.tables.tables import tables
from tests import plans

TEXT = """
KẾ HOẠCH
Phòng, chống cháy rừng mùa khô
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
- Chủ trì, phối hợp với Sở Tài chính rà soát đội ngũ kiểm lâm; báo cáo kết quả trước ngày 30/6/2025.
- Tổ chức tập huấn cho lực lượng tại chỗ trong quý III năm 2025.
- Tuyên truyền trên loa truyền thanh.
2. Công an tỉnh
- Tuần tra các khu rừng trọng điểm; xử lý nghiêm vi phạm; lập sổ theo dõi.
- Tổng hợp số liệu cháy rừng.
Nơi nhận: các sở, ngành dùng chung số điện thoại trực.
"""
PLAN = plans.built(TEXT)
AGENCIES = Agencies(plans.registry())


def line(row: int, field: str, new: str, plan: Plan = PLAN, old: str | None = None) -> Correction:
    """A correction of the row (from 0) of a plan as read."""
    cells = tables(plan).tasks[row]
    was = cells.get(field, "") if old is None else old
    return Correction(cells["id"], cells["owners"], cells["text"], field, was, new, "Lan", "2025-03-01 08:00")


def corrected(*lines: Correction, plan: Plan = PLAN) -> Corrected:
    """A plan after these lines, checked."""
    return plans.corrected(plan, lines)


def applied(*lines: Correction, plan: Plan = PLAN) -> Plan:
    """A plan after these lines, before its check."""
    return apply_corrections(plan, lines, AGENCIES).plan


def rows(plan: Plan) -> Sequence[Cells]:
    """Rows as in tasks.csv."""
    return tables(plan).tasks


def codes(plan: Plan) -> list[str]:
    """Codes of the notices that corrections made."""
    return [n.code for n in plan.notices if n.code.startswith("W47")]


def test_plan_is_as_the_tests_need_it() -> None:
    assert [t.id for t in PLAN.tasks] == ["III.1-01", "III.1-02", "III.1-03", "III.2-01", "III.2-02"]


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("owners", "Sở Y tế; Công an tỉnh"),
        ("owner_role", "support"),
        ("partners", "Báo Thái Nguyên"),
        ("mode", "request"),
        ("text", "Tập huấn cho kiểm lâm viên."),
        ("action", "tập huấn"),
        ("product", "Báo cáo"),
        ("report_to", "Bộ Nội vụ"),
        ("monitors", "Thanh tra tỉnh"),
        ("focus_end", "2025-09-30"),
    ],
)
def test_one_value_is_set_and_the_other_rows_stay(field: str, new: str) -> None:
    made = corrected(line(1, field, new))
    assert rows(made.plan)[1][field] == new
    assert "CORRECTION" in rows(made.plan)[1]["rules"]
    assert [r for n, r in enumerate(rows(made.plan)) if n != 1] == [r for n, r in enumerate(rows(PLAN)) if n != 1]
    assert made.machine == PLAN and made.stale == ()


def test_typed_name_becomes_the_registered_agency() -> None:
    owner = corrected(line(1, "owners", "Sở Tài chính")).plan.tasks[1].owners[0]
    assert (owner.agency.id, owner.agency.known) == ("so-tai-chinh", True)


def test_unknown_name_stays_as_typed() -> None:
    made = corrected(line(1, "owners", "Tổ bảo vệ rừng thôn Đông"))
    assert rows(made.plan)[1]["owners"] == "Tổ bảo vệ rừng thôn Đông"


def test_new_day_makes_a_new_deadline() -> None:
    row = rows(corrected(line(1, "end", "2025-08-15")).plan)[1]
    assert (row["start"], row["end"], row["kind"], row["deadline_text"]) == ("2025-07-01", "2025-08-15", "range", "")


def test_deadline_stands_or_falls_as_a_whole() -> None:
    made = corrected(line(1, "end", "2025-08-15"), line(1, "start", "2025-08-01", old="2020-01-01"))
    assert rows(made.plan)[1] == rows(PLAN)[1]
    assert codes(made.plan) == ["W471", "W471"]


def test_no_deadline_is_a_notice_only_while_there_is_none() -> None:
    assert any(n.code == "W440" and n.task_id == "III.1-03" for n in plans.checked(PLAN).notices)
    made = corrected(line(2, "end", "2025-12-31"))
    assert not any(n.code == "W440" and n.task_id == "III.1-03" for n in made.plan.notices)


def test_old_deadline_in_the_words_is_told() -> None:
    assert "W473" in codes(corrected(line(0, "end", "2025-07-15")).plan)
    action = PLAN.tasks[0].action.replace(" trước ngày 30/6/2025", "")
    assert codes(corrected(line(0, "end", "2025-07-15"), line(0, "action", action)).plan) == []


def test_letter_does_not_repeat_the_sentence_of_the_old_deadline() -> None:
    plan = plans.built(TEXT.replace("loa truyền thanh.", "loa truyền thanh. Thực hiện trong năm 2025."))
    task = corrected(line(2, "end", "2025-05-31", plan), plan=plan).plan.tasks[2]
    assert sentences(task, "Kế hoạch", "Kế hoạch") == ["Tuyên truyền trên loa truyền thanh."]


def test_doubt_that_a_person_found_fine_is_gone() -> None:
    made = corrected(line(2, "flag", "", old="W440"))
    assert not any(n.code == "W440" and n.task_id == "III.1-03" for n in made.plan.notices)
    assert any(n.code == "W440" and n.task_id == "III.2-02" for n in made.plan.notices)


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"owner_role": "support"}, False),
        ({"deadline": Deadline(end=date(2025, 6, 1), kind="before")}, False),
        ({"partners": PLAN.tasks[1].owners}, False),
        ({"text": PLAN.tasks[0].text + " thêm"}, False),
        ({"id": "IX-01"}, True),
    ],
)
def test_a_doubt_found_to_be_none_is_one_again_when_the_row_is_read_otherwise(
    change: dict[str, Any], holds: bool
) -> None:
    doubtful = replace(PLAN.tasks[0], flags=("W416",))
    seen = reading(task_cells(doubtful))
    plan = replace(PLAN, tasks=(replace(doubtful, **change), *PLAN.tasks[1:]))
    made = corrected(line(0, "flag", seen, old="W416"), plan=plan)
    assert (made.plan.tasks[0].flags == ()) is holds
    assert (made.stale == ()) is holds


def test_correcting_a_field_answers_its_doubts() -> None:
    doubtful = replace(PLAN.tasks[0], flags=("W416", "W424"))
    plan = replace(PLAN, tasks=(doubtful, *PLAN.tasks[1:]))
    assert corrected(line(0, "owners", "Sở Y tế", plan), plan=plan).plan.tasks[0].flags == ("W424",)


def test_deleted_row_is_gone_and_the_machine_keeps_it() -> None:
    made = corrected(line(1, "delete", "x", old=""))
    assert [t.id for t in made.plan.tasks] == ["III.1-01", "III.1-03", "III.2-01", "III.2-02"]
    assert [m.id for m, now in made.pairs if now is None] == ["III.1-02"]
    assert len(made.machine.tasks) == 5


def test_split_gives_a_row_a_part_with_its_own_words() -> None:
    text = PLAN.tasks[3].text
    parts = ["Tuần tra các khu rừng trọng điểm;", "xử lý nghiêm vi phạm; lập sổ theo dõi."]
    made = corrected(line(3, "split", "\n\n".join(parts), old=text))
    assert [(t.id, t.text) for t in made.plan.tasks[3:5]] == [("III.2-01/1", parts[0]), ("III.2-01/2", parts[1])]
    assert [made.plan.document.quote(t.spans[0]) for t in made.plan.tasks[3:5]] == parts
    assert made.plan.tasks[4].owners == PLAN.tasks[3].owners


def test_merge_joins_words_in_the_order_of_the_plan() -> None:
    made = corrected(line(1, "merge", PLAN.tasks[2].text, old=PLAN.tasks[1].text))
    assert made.plan.tasks[1].text == f"{PLAN.tasks[1].text}\n{PLAN.tasks[2].text}"
    assert rows(made.plan)[1]["end"] == "2025-09-30"
    assert [t.id for t in made.plan.tasks] == ["III.1-01", "III.1-03", "III.2-01", "III.2-02"]


def test_what_a_split_makes_can_be_merged_and_split_again() -> None:
    three = ["Tuần tra các khu rừng trọng điểm;", "xử lý nghiêm vi phạm;", "lập sổ theo dõi."]
    text, tail = PLAN.tasks[3].text, f"{three[1]} {three[2]}"
    first = line(3, "split", f"{three[0]}\n\n{tail}", old=text)
    second = Correction("III.2-01/2", "Công an tỉnh", tail, "split", tail, "\n\n".join(three[1:]))
    third = Correction("III.2-01/2/2", "Công an tỉnh", three[2], "merge", three[2], three[0])
    for order in ([first, second, third], [third, second, first]):
        made = corrected(*order)
        assert [t.text for t in made.plan.tasks[3:5]] == [f"{three[0]}\n{three[2]}", three[1]]
        assert made.stale == ()


def test_added_row_quotes_the_plan_and_stands_at_its_place() -> None:
    words = "các sở, ngành dùng chung số điện thoại trực"
    add = Correction("?", "Sở Tài chính", words, "add", "", words)
    made = corrected(add, replace(add, field="end", new="2025-05-01"))
    task = made.plan.tasks[-1]
    assert (made.plan.document.quote(task.spans[0]), str(task.deadline.end)) == (words, "2025-05-01")
    assert task.id.startswith("III.2-T")


def test_rows_are_found_by_owner_and_words_when_ids_moved() -> None:
    fix = line(3, "partners", "Sở Y tế")
    moved = plans.built(TEXT.replace("2. Công an tỉnh\n", "2. Công an tỉnh\n- Trực ban 24/24 giờ.\n"))
    made = corrected(fix, plan=moved)
    assert [t.id for t in made.plan.tasks if t.partners and t.owners[0].surface == "Công an tỉnh"] == ["III.2-02"]


def test_slightly_other_words_are_still_the_row() -> None:
    fix = line(3, "partners", "Sở Y tế")
    changed = plans.built(TEXT.replace("lập sổ theo dõi", "lập sổ"))
    assert rows(corrected(fix, plan=changed).plan)[3]["partners"] == "Sở Y tế"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line(0, "owners", "Sở Y tế", old="Sở Xây dựng")], "W471"),
        ([replace(line(0, "owners", "Sở Y tế"), words="Trồng cây.", id="IX-1")], "W470"),
        ([Correction("x", "Sở Y tế", "chữ không có trong kế hoạch", "add")], "W472"),
        ([line(3, "split", "một\n\nhai")], "W471"),
        ([line(3, "merge", "dòng nào đó")], "W471"),
        ([replace(line(3, "delete", "x"), words="Tuần tra các khu rừng trọng điểm; xử lý vi phạm; lập sổ.")], "W471"),
    ],
)
def test_what_no_longer_fits_is_reported_and_not_applied(lines: list[Correction], code: str) -> None:
    made = corrected(*lines)
    assert codes(made.plan) == [code]
    assert rows(made.plan) == rows(PLAN)
    assert list(made.stale) == lines
    assert all(notice_texts(n) for n in made.plan.notices)


def test_deleting_never_takes_the_same_words_of_another_agency() -> None:
    plan = plans.built(TEXT.replace("- Tổng hợp số liệu cháy rừng.", "- Tuyên truyền trên loa truyền thanh."))
    delete = line(2, "delete", "x", plan, old="")
    once = applied(delete, plan=plan)
    assert rows(applied(delete, plan=once)) == rows(once)


NEW = {
    "owners": st.sampled_from(["Sở Y tế", "Công an tỉnh", "Sở Nội vụ; Sở Tài chính", "Đội 3"]),
    "owner_role": st.sampled_from(["lead", "perform", "support"]),
    "partners": st.sampled_from(["", "Sở Y tế", "Báo Thái Nguyên"]),
    "text": st.sampled_from(["Việc khác.", "Tuyên truyền trên loa."]),
    "end": st.sampled_from(["", "2025-05-01", "2026-01-31"]),
    "flag": st.just(""),
    "delete": st.just("x"),
}


@st.composite
def changes(draw: st.DrawFn, row: int) -> list[Correction]:
    """Up to three changes of one row; for two rows also splits."""
    fields = draw(st.lists(st.sampled_from(sorted(NEW)), max_size=3, unique=True))
    old = {"flag": "W440", "delete": ""}
    return [line(row, f, draw(NEW[f]), old=old.get(f)) for f in fields]


all_changes = st.tuples(*(changes(n) for n in range(len(PLAN.tasks))))


@settings(max_examples=20)
@given(all_changes)
def test_applied_twice_is_applied_once(made: tuple[list[Correction], ...]) -> None:
    lines = [c for of in made for c in of]
    once = applied(*lines)
    assert tables(applied(*lines, plan=once)) == tables(once)


@settings(max_examples=20)
@given(all_changes, st.integers(0, 4))
def test_corrections_of_different_rows_commute(made: tuple[list[Correction], ...], cut: int) -> None:
    first = [c for of in made[:cut] for c in of]
    second = [c for of in made[cut:] for c in of]
    together = tables(applied(*second, *first))
    assert tables(applied(*second, plan=applied(*first))) == together
    assert tables(applied(*first, plan=applied(*second))) == together


@settings(max_examples=20)
@given(all_changes)
def test_all_undone_the_tables_are_the_machines(made: tuple[list[Correction], ...]) -> None:
    machine = corrected(*(c for of in made for c in of)).machine
    assert tables(corrected(plan=machine).plan) == tables(plans.checked(PLAN))


@pytest.mark.parametrize("fields", [("split", 3), ("merge", 1), ("add", 0)])
def test_changes_of_rows_applied_twice_are_applied_once(fields: tuple[str, int]) -> None:
    words = "các sở, ngành dùng chung số điện thoại trực"
    lines = {
        "split": [line(3, "split", "Tuần tra các khu rừng trọng điểm;\n\nxử lý nghiêm vi phạm; lập sổ theo dõi.")],
        "merge": [line(1, "merge", PLAN.tasks[2].text), line(0, "partners", "")],
        "add": [Correction("III.2-T11", "Sở Y tế", words, "add", "", words)],
    }[fields[0]]
    lines = [replace(c, old=c.words) if c.field == "split" else c for c in lines]
    once = applied(*lines)
    assert tables(applied(*lines, plan=once)) == tables(once)
    assert len(once.tasks) == {"split": 6, "merge": 4, "add": 6}[fields[0]]


def test_file_and_lines_are_the_same() -> None:
    lines = (line(0, "owners", "Sở Y tế"), line(1, "text", '- dòng\n+ hai; «ba», "bốn"'), line(2, "action", "=1+1"))
    assert parse_corrections(corrections_csv(lines), "x.csv") == lines
    assert b"'=1+1" in corrections_csv(lines)


def test_semicolons_between_cells_are_read() -> None:
    text = "id;owners;words;field;old;new;who;when\r\nI-1;Sở Y tế;Việc.;mode;assign;request;;\r\n"
    assert parse_corrections(text.encode(), "x.csv")[0].new == "request"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("cột\nmột\n".encode(), "E330"),
        ("ké".encode("utf-16"), "E330"),
        (b"id,owners,words,field,old,new\na,b,c,colour,d,e\n", "E331"),
        (b"id,owners,words,field,old,new\na,b,c,end,,2025-02-30\n", "E332"),
        (b"id,owners,words,field,old,new\na,b,c,owner_role,lead,boss\n", "E332"),
        (b"id,owners,words,field,old,new\na,b,c,owners,d,\n", "E332"),
    ],
)
def test_bad_file_is_refused_with_its_line(content: bytes, code: str) -> None:
    with pytest.raises(PipelineError) as refused:
        parse_corrections(content, "ke-hoach.corrections.csv")
    assert refused.value.code == code


def edited(
    changes: Sequence[tuple[int, str, object]], made: Corrected, drop: int = 0, more: Sequence[str] = ()
) -> bytes:
    """tables.xlsx of a run after a person's changes (row from 1, column, value), with a row gone, with a row more."""
    book = load_workbook(BytesIO(tables_workbook(tables(made.plan), date(2025, 3, 1))))
    sheet = book["Nhiệm vụ"]
    head = [column_of(str(cell.value)) for cell in sheet[1]]
    for row, column, value in changes:
        sheet.cell(row + 1, head.index(column) + 1).value = value  # type: ignore[assignment]
    if more:
        sheet.append([{"owners": more[0], "text": more[1]}.get(str(column)) for column in head])
    if drop:
        sheet.delete_rows(drop + 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def from_book(content: bytes, made: Corrected) -> tuple[Correction, ...]:
    """The corrections after a person's work in the workbook."""
    return corrections_from_workbook(content, made, "tables.xlsx", "Lan", "2025-03-02")


def test_untouched_workbook_changes_nothing() -> None:
    made = corrected(line(1, "owners", "Sở Y tế"), line(2, "delete", "x", old=""))
    assert set(from_book(edited((), made), made)) == set(made.applied)
    assert from_book(edited((), uncorrected(PLAN)), uncorrected(PLAN)) == ()


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("owners", "Sở Y tế", "Sở Y tế"),
        ("owner_role", "Chủ trì", "lead"),
        ("partners", "Sở Y tế; Công an tỉnh", "Sở Y tế; Công an tỉnh"),
        ("end", date(2025, 8, 1), "2025-08-01"),
        ("end", "1/8/2025", "2025-08-01"),
        ("text", "Tập huấn kiểm lâm.", "Tập huấn kiểm lâm."),
    ],
)
def test_cell_changed_in_the_workbook_is_a_correction(column: str, typed: object, value: str) -> None:
    none = uncorrected(PLAN)
    lines = from_book(edited([(2, column, typed)], none), none)
    made = corrected(*lines)
    assert made.stale == ()
    assert rows(made.plan)[1][column] == value
    assert {c.who for c in lines} == {"Lan"}


def test_days_changed_in_the_workbook_make_a_new_deadline() -> None:
    none = uncorrected(PLAN)
    row = rows(corrected(*from_book(edited([(1, "end", "15/7/2025")], none), none)).plan)[0]
    assert (row["end"], row["kind"], row["inclusive"], row["deadline_text"]) == ("2025-07-15", "date", "true", "")


def test_row_gone_and_row_new_in_the_workbook() -> None:
    none = uncorrected(PLAN)
    words = "các sở, ngành dùng chung số điện thoại trực"
    made = corrected(*from_book(edited((), none, drop=2, more=("Sở Y tế", words)), none))
    assert [t.text for t in made.plan.tasks if t.text == words or t.id == "III.1-02"] == [words]
    assert len(made.plan.tasks) == 5 and made.stale == ()


def test_value_typed_back_takes_the_correction_back() -> None:
    made = corrected(line(1, "owners", "Sở Y tế"))
    assert from_book(edited([(2, "owners", "Sở Nội vụ")], made), made) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no workbook", "E333"),
        (edited([(0, "owners", "chủ")], uncorrected(PLAN)), "E333"),
        (
            edited([(n, c, f"khác {n}") for n in range(1, 6) for c in ("owners", "text", "id")], uncorrected(PLAN)),
            "E333",
        ),
        (edited([(2, "end", "2025-02-30")], uncorrected(PLAN)), "E332"),
        (edited([(2, "owner_role", "sếp")], uncorrected(PLAN)), "E332"),
    ],
)
def test_workbook_that_can_not_be_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PipelineError) as refused:
        from_book(content, uncorrected(PLAN))
    assert refused.value.code == code


def test_plan_of_a_workbook_is_found_in_inputs(tmp_path: Path) -> None:
    folder = tmp_path / "outputs" / "a"
    folder.mkdir(parents=True)
    with pytest.raises(PipelineError, match="E334"):
        find_plan(folder / "tables.xlsx", tmp_path)
    (folder / "plan.json").write_text('{"source": {"name": "a.docx"}}')
    with pytest.raises(PipelineError, match="E334"):
        find_plan(folder / "tables.xlsx", tmp_path)
    (tmp_path / "a.docx").touch()
    assert find_plan(folder / "tables.xlsx", tmp_path) == tmp_path / "a.docx"


def test_corrections_lie_beside_the_plan(tmp_path: Path) -> None:
    document = tmp_path / "ke-hoach.docx"
    assert read_corrections(document) == ()
    lines = (line(0, "owners", "Sở Y tế"),)
    (tmp_path / "ke-hoach.corrections.csv").write_bytes(corrections_csv(lines))
    assert read_corrections(document) == lines


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_corrections_file_that_excel_wrote_as_unicode_text_is_read(encoding: str) -> None:
    written = corrections_csv((Correction("", "x", "y", "product", "", "Biên bản"),)).decode("utf-8-sig")
    table = written.replace(",", "\t").encode(encoding)
    (line,) = parse_corrections(table, "x.csv")
    assert line.new == "Biên bản"


def test_workbook_in_english_is_still_read() -> None:
    from pipeline.vietnamese import HEADINGS

    made = uncorrected(PLAN)
    book = load_workbook(BytesIO(edited([(1, "owners", "Sở Y tế")], made)))
    sheet = book["Nhiệm vụ"]
    sheet.title = "tasks"
    english = {shown: column for column, shown in HEADINGS.items()}
    for cell in sheet[1]:
        cell.value = english[str(cell.value)]
    out = BytesIO()
    book.save(out)
    assert [line.field for line in from_book(out.getvalue(), made)] == ["owners"]
