"""Reminders, report, calendar and register, from a tracking workbook."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.follow.calendar import deadline_calendar
from pipeline.follow.register import office_register
from pipeline.follow.remind import Reminder, plan_reminders, render_reminder
from pipeline.follow.report import progress_report
from pipeline.follow.saved import saved_plan
from pipeline.messages import PipelineError
from pipeline.model import Deadline, Plan, Settings
from pipeline.rulebook import rules_folder
from pipeline.write.decree.check import check_letter, faults
from pipeline.write.letter.profile import Profile, load_profile
from pipeline.write.log import Act
from pipeline.write.office.rich import text_of
from pipeline.write.tables.plan_json import plan_json
from pipeline.write.tracking.model import DISPUTES
from pipeline.write.tracking.read import read_tracker
from tests.tracking_build import agency, few, fresh, made, plan, rows, task, typed

DAY = date(2025, 3, 28)


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The shipped profile."""
    return load_profile(rules_folder() / "letter.toml", DAY)


def head() -> Plan:
    """What a saved run knows: the head and the agencies."""
    return plan(agencies=(agency("Sở Một"), agency("Sở Hai")))


def reminders(content: bytes, profile: Profile, today: date = DAY, within: int | None = None) -> tuple[Reminder, ...]:
    """The letters."""
    return plan_reminders(content, head(), profile, Settings(), today, within)


def words(reminder: Reminder) -> str:
    """The body's words."""
    return "\n".join(text_of(para.words) for para in reminder.page.body)


def test_reminder_names_tasks_deadlines_days_and_what_to_report(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile)
    said = words(letter)
    assert (letter.agency, letter.file, len(letter.due)) == ("Sở Một", "01-don-doc-so-mot.docx", 2)
    for part in (
        "Kế hoạch số 7/KH-UBND",
        "01 nhiệm vụ quá hạn",
        "01 nhiệm vụ sắp đến hạn",
        "Mua bàn ghế",
        "01/3/2025",
        "quá hạn 27 ngày",
        "còn 3 ngày",
    ):
        assert part in said
    assert "Yêu cầu Sở Một" in said
    assert "trước ngày 02/4/2025" in said


def test_reminder_stands_the_check_of_the_decree(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile)
    assert faults(check_letter(render_reminder(letter, profile), profile)) == ()
    assert "ngày báo cáo" in letter.page.blanks


def test_many_tasks_stand_in_an_annex(profile: Profile) -> None:
    content = made(plan(*(task(f"I.1-0{n}", f"Việc {n}", end=date(2025, 3, 20)) for n in range(1, 6))))
    (letter,) = reminders(content, profile)
    assert len(letter.page.annexes[0].grids[0].rows) == 5
    assert faults(check_letter(render_reminder(letter, profile), profile)) == ()


def test_nothing_to_remind_of_gives_no_letter(profile: Profile) -> None:
    content = typed(fresh(), {(1, "status"): "Đã hoàn thành", (2, "extended"): date(2025, 9, 1)})
    assert reminders(content, profile) == ()
    assert len(reminders(content, profile, within=400)) == 1


def test_due_day_itself_is_not_late(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile, date(2025, 3, 1), 0)
    assert "đến hạn hôm nay" in words(letter)
    assert "quá hạn" not in words(letter)


def test_report_gives_figures_by_agency_late_tasks_and_reasons(profile: Profile) -> None:
    content = typed(
        fresh(), {(1, "status"): "Đã hoàn thành", (1, "done_on"): date(2025, 3, 20), (2, "reason"): "chưa có vốn"}
    )
    report = progress_report(content, head(), profile, Settings(), DAY)
    document = Document(BytesIO(report.docx))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Tổng số nhiệm vụ được giao: 3; đã hoàn thành 1 nhiệm vụ (đúng hạn 1, quá hạn 0)" in text
    assert "tỷ lệ hoàn thành trên số nhiệm vụ đến hạn là 50,0%" in text
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["2", "Sở Một", "2", "1", "0", "0", "0", "1", "0", "50,0%"] in cells
    assert ["1", "Mua bàn ghế", "Sở Một", "01/3/2025", "27", "chưa có vốn"] in cells
    assert sum(name.partname.startswith("/word/charts/") for name in document.part.package.iter_parts()) == 2
    lines = list(load_workbook(BytesIO(report.xlsx))["Theo đơn vị"].iter_rows(values_only=True))
    assert (lines[3][1], lines[3][2], lines[3][-1]) == ("Toàn bộ", 3, 0.5)


def test_report_of_one_day_has_the_same_bytes(profile: Profile) -> None:
    content = fresh()
    assert progress_report(content, head(), profile, Settings(), DAY) == progress_report(
        content, head(), profile, Settings(), DAY
    )


def test_calendar_has_an_event_with_three_alarms_for_each_running_limit() -> None:
    import icalendar

    content = typed(fresh(), {(2, "status"): "Đã hoàn thành"})
    calendar = icalendar.Calendar.from_ical(deadline_calendar(content, DAY))
    (event,) = calendar.walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 3, 31), date(2025, 4, 1))
    assert [alarm.decoded("trigger").days for alarm in event.walk("VALARM")] == [-7, -3, -1]
    assert "Sơn lại phòng học" in str(event["summary"])


def test_event_keeps_its_uid_when_its_day_moves() -> None:
    content = fresh()
    moved = typed(content, {(1, "extended"): date(2025, 5, 5)})
    uids = [
        [line for line in deadline_calendar(one, DAY).decode().splitlines() if line.startswith("UID")]
        for one in (content, moved)
    ]
    assert uids[0] == uids[1]


def test_recurring_task_is_an_event_that_recurs() -> None:
    monthly = Deadline(None, None, "recurring", "FREQ=MONTHLY;BYMONTHDAY=20")
    text = deadline_calendar(made(plan(task("I.1-01", "Báo số liệu", deadline=monthly))), DAY).decode()
    assert "RRULE:FREQ=MONTHLY;BYMONTHDAY=20" in text
    assert "DTSTART;VALUE=DATE:20250420" in text


def test_calendar_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(PipelineError) as refusal:
        deadline_calendar(fresh(), DAY)
    assert refusal.value.code == "E324"


def test_register_holds_all_plans_and_keeps_what_is_typed() -> None:
    one, two = fresh(), typed(made(plan(task("V.1-01", "Mở hội", owner="Sở Hai"))), {(1, "note"): "đã họp"})
    first = office_register([("mot", one), ("hai", two)], DAY)
    assert [row.words("id") for row in rows(first.content)] == [
        "mot/II.1-01",
        "mot/II.1-02",
        "mot/II.2-01",
        "hai/V.1-01",
    ]
    assert rows(first.content)[3].words("note") == "đã họp"
    kept = office_register([("mot", one), ("hai", two)], DAY, typed(first.content, {(1, "note"): "ghi ở sổ"}))
    assert [row.words("note") for row in rows(kept.content)] == ["ghi ở sổ", "", "", "đã họp"]
    assert office_register([("mot", one), ("hai", two)], DAY, first.content).content == first.content


def test_register_lists_where_it_and_a_plans_workbook_disagree() -> None:
    one = fresh()
    register = typed(office_register([("mot", one)], DAY).content, {(1, "note"): "ở sổ"})
    content = office_register([("mot", typed(one, {(1, "note"): "ở bảng"}))], DAY, register).content
    listed = [(row.words("ours"), row.words("theirs")) for row in read_tracker(content, "x").tracker.rows(DISPUTES)]
    assert (rows(content)[0].words("note"), listed) == ("ở sổ", [("ở sổ", "ở bảng")])


def test_saved_run_gives_head_and_agencies() -> None:
    stream = StringIO()
    csv.writer(stream).writerows([["agency_id", "agency", "kind"], ["s1", "Sở Một", "so"]])
    one = saved_plan(plan_json(few(), "1", "0"), stream.getvalue().encode("utf-8-sig"), "plan")
    assert one.header == few().header
    assert one.agencies["s1"].kind == "so"


@pytest.mark.parametrize("content", [b"", b"{}", json.dumps({"source": {}}).encode()])
def test_saved_run_that_is_broken_is_named(content: bytes) -> None:
    with pytest.raises(PipelineError) as refusal:
        saved_plan(content, b"agency_id,agency,kind\n", "plan")
    assert refusal.value.code == "E323"


def issued(*days: str) -> list[Act]:
    """The log after reminders to Sở Một were issued on these days."""
    name = "reminders/{}/01-don-doc-so-mot.docx"
    return [Act(f"{day}T08:00:00", "issue", file=name.format(day), agency_id="Sở Một") for day in days]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), ""),
        (("2025-03-28",), ""),  # the same day's run is the same reminder
        (("2025-03-14",), "đôn đốc lần thứ hai"),
        (("2025-03-14", "2025-03-21"), "báo cáo người đứng đầu"),
    ],
)
def test_wording_rises_with_the_reminders_that_were_issued(profile: Profile, days: tuple[str, ...], said: str) -> None:
    (letter,) = plan_reminders(fresh(), head(), profile, Settings(), DAY, log=issued(*days))
    text = words(letter) + text_of(letter.page.subject)
    assert [part for part in ("đôn đốc lần thứ hai", "báo cáo người đứng đầu") if part in text] == (
        [said] if said else []
    )


def test_reminder_says_the_agencys_part_and_with_whom(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile)
    assert "Chủ trì, phối hợp với Sở Hai" in words(letter)


def test_waiting_and_accepted_work_is_not_reminded_of(profile: Profile) -> None:
    content = typed(fresh(), {(1, "status"): "Chờ xác nhận", (2, "status"): "Đã hoàn thành"})
    assert reminders(content, profile) == ()


def test_what_is_late_is_not_said_to_be_due_soon(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile, date(2025, 4, 20))
    assert "sắp đến hạn" not in words(letter)


def test_day_to_reply_by_is_a_working_day(profile: Profile) -> None:
    (letter,) = reminders(fresh(), profile, date(2025, 4, 25))  # five days later the holidays begin
    assert "trước ngày 05/5/2025" in words(letter)


def test_register_is_for_reading_and_leads_to_each_row() -> None:
    content = office_register([("ke-hoach", fresh())], DAY).content
    sheet = load_workbook(BytesIO(content))["Theo dõi"]
    assert sheet.protection.sheet
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked] == ["F3"]
    found = sheet["B6"].hyperlink
    assert found is not None
    assert (found.target, found.location) == ("ke-hoach/tracking.xlsx", "'Theo dõi'!A6")
    assert office_register([("ke-hoach", fresh())], DAY, content).content == content
