"""The shipped plan, end to end: what the output contract promises of it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from datetime import date
from functools import lru_cache

import pytest

from pipeline.contract import TASK_COLUMNS
from pipeline.model import Plan, Settings
from pipeline.options import Options
from pipeline.run import Made, extract, make_files
from tests import GOLDEN, PLAN

TODAY = date(2024, 4, 1)


@lru_cache(maxsize=1)
def plan() -> Plan:
    return extract(PLAN)


@lru_cache(maxsize=1)
def made() -> Made:
    return make_files(plan(), Settings(), TODAY)


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made().files[f"tables/{name}.csv"].decode("utf-8-sig"), newline="")))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=1)
def words_of_plan() -> str:
    return flat(" ".join(b.text for b in plan().document.blocks))


def test_tasks_are_those_of_the_golden_view() -> None:
    """A line a task: id, owners, role, partners, mode, window, focus. Changed on purpose only."""
    columns = ("id", "owners", "owner_role", "partners", "mode", "start", "end", "kind", "focus_end", "flags")
    view = "\n".join(" | ".join(row[c] for c in columns) for row in rows("tasks")) + "\n"
    assert view == (GOLDEN / "dien-bien-phu-tasks.txt").read_text(encoding="utf-8")


def test_columns_are_those_of_the_contract() -> None:
    assert tuple(rows("tasks")[0]) == TASK_COLUMNS


@pytest.mark.parametrize("column", ["text", "heading", "deadline_text"])
def test_words_of_a_column_stand_in_the_plan(column: str) -> None:
    for row in rows("tasks"):
        assert all(flat(line) in words_of_plan() for line in row[column].split("\n")), row["id"]


def test_every_surface_stands_in_the_plan() -> None:
    assert [r["surface"] for r in rows("assignments") if flat(r["surface"]) not in words_of_plan()] == []


def test_action_is_words_of_the_text_in_their_order() -> None:
    for row in rows("tasks"):
        words = iter(row["text"].split())
        assert all(word in words for word in row["action"].split()), row["id"]


def test_every_filled_cell_of_a_task_rests_on_a_mention() -> None:
    for task in plan().tasks:
        labels = {m.label for m in task.mentions}
        assert "owner" in labels
        assert ("partner" in labels) == bool(task.partners), task.id
        assert ("deadline" in labels) == (task.deadline.kind != "none"), task.id
        assert all(plan().document.quote(m.span).strip() for m in task.mentions)


def test_ids_are_unique_and_stable() -> None:
    ids = [t.id for t in plan().tasks]
    assert len(set(ids)) == len(ids) == 38
    assert [t.id for t in extract(PLAN).tasks] == ids


def test_eighteen_letters_in_the_plans_order() -> None:
    files = [name for name in made().files if name.endswith(".docx")]
    assert len(files) == 18
    assert [name.split("/")[1][:2] for name in files] == [f"{n:02d}" for n in range(1, 19)]


def test_no_letter_misses_a_point_of_the_decree() -> None:
    assert made().faults == ()


def test_group_letter_can_be_nine() -> None:
    each = make_files(plan(), Settings(letter_per_member=True), TODAY, options=Options(only=("letters",)))
    assert len(each.letters) == 17 + 9


def test_plan_json_says_what_the_plan_says_and_null_for_the_rest() -> None:
    content = json.loads(made().files["plan.json"])
    assert content["issuer"] == "UBND tỉnh Thái Nguyên"
    assert content["signer"]["name"] == "Đặng Xuân Trường"
    assert [content[key] for key in ("number", "date", "place")] == [None, None, None]
    assert len(content["recipients"]) == 12
    assert content["funding"][0].startswith("Trên cơ sở nhiệm vụ được phân công tại kế hoạch này")
    assert len(content["activities"]) == 15


def test_steering_and_funding_order_nothing() -> None:
    assert {t.section.rpartition(".")[0] for t in plan().tasks} == {"III.2"}


def test_two_runs_give_the_same_bytes_of_text_files() -> None:
    again = make_files(extract(PLAN), Settings(), TODAY)
    text = [n for n in made().files if n.endswith((".csv", ".json", ".html"))]
    assert {n: again.files[n] for n in text} == {n: made().files[n] for n in text}


def test_words_changed_in_one_section_move_no_id_in_another() -> None:
    from dataclasses import replace

    from pipeline.assemble.plan import build_plan
    from tests.plans import registry

    document = plan().document
    changed = tuple(b._replace(text="Chủ trì việc khác hẳn.") if b.place == "đoạn 55" else b for b in document.blocks)
    after = build_plan(replace(document, blocks=changed), registry(), Settings())
    outside = [t.id for t in plan().tasks if t.section != "III.2.4"]
    assert [t.id for t in after.tasks if t.section != "III.2.4"] == outside
