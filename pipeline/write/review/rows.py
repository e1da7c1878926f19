"""The rows of a plan as the review page's script takes them: values as in tasks.csv, and the find behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.cells import Cells, join, task_cells
from pipeline.check.checks import reading_doubts
from pipeline.contract import CORRECTABLE, CORRECTED, TASK_COLUMNS
from pipeline.correct.model import RESOLVES, Corrected
from pipeline.messages import notice_texts
from pipeline.model import Document, Notice, Party, Plan, Task
from pipeline.rulebook import Rulebook
from pipeline.write.review.fates import fate_values
from pipeline.write.review.finds import Find, find_numbers

SHOWN = ("id", "section", "heading", "place", "flags", *CORRECTABLE)
LABELS = {
    "owner": "Cơ quan thực hiện",
    "partner": "Cơ quan phối hợp",
    "role": "Vai trò",
    "deadline": "Thời hạn",
    "deadline-other": "Mốc thời gian khác",
    "product": "Sản phẩm",
    "report_to": "Báo cáo về",
    "monitor": "Theo dõi, đôn đốc",
}
# Why a row holds a value that no rule of rules/*.toml read: the defaults, and the places that name an owner.
DEFAULTS = {
    "OWNER-01": "Cơ quan là đề mục đứng trên.",
    "OWNER-02": "Câu nêu cơ quan trước việc phải làm.",
    "OWNER-03": "Một dòng nhãn hoặc một cột của bảng nêu cơ quan.",
    "OWNER-04": "Ô để trống: hiểu là như dòng trên.",
    "OWNER-05": "Câu dẫn trước mục đầu tiên nêu cơ quan.",
    "ROLE-00": "Không từ nào nêu vai trò: hiểu là thực hiện.",
    "MODE-00": "Không có «đề nghị», «mời»: hiểu là giao.",
    "DUE-00": "Không từ nào nêu thời hạn.",
    "FIELD-05": "Cột của bảng nêu sản phẩm.",
    "REPORT-01": "Cơ quan đứng sau «báo cáo … về», «gửi».",
    "MONITOR": "Cơ quan được giao theo dõi, đôn đốc.",
    CORRECTED: "Người dùng đã sửa.",
}


def shown_tasks(corrected: Corrected) -> tuple[Task, ...]:
    """The rows of the page: those of the plan, and in their places those that a person deleted."""
    return tuple(now or machine for machine, now in corrected.pairs)


def page_values(
    corrected: Corrected, finds: Sequence[Find], today: date, rulebook: Rulebook, names: Sequence[str]
) -> Mapping[str, Any]:
    """Everything that the page's script needs, ready for JSON."""
    plan = corrected.plan
    tasks = shown_tasks(corrected)
    numbers = find_numbers(finds)
    now, machine = [task_cells(t) for t in tasks], [task_cells(m) for m, _ in corrected.pairs]
    at = {task.id: number for number, task in enumerate(tasks)}
    found_fine = fine_flags(corrected)
    return {
        "source": asdict(plan.document.source),
        "stem": plan.document.source.name.rpartition(".")[0] or plan.document.source.name,
        "today": today.isoformat(),
        "labels": LABELS,
        "rows": [
            _entry(task, now[n], machine[n], found_fine.get(n, ()), pair[1] is None, numbers, plan.document)
            for n, (task, pair) in enumerate(zip(tasks, corrected.pairs, strict=True))
        ],
        "fates": fate_values(plan, rulebook),
        "finds": [[f.label, f.rule, f.value, list(f.tasks)] for f in finds],
        "rules": _reasons(tasks, finds, rulebook),
        "notices": _notices(plan.notices, at),
        "doubts": _doubts(corrected),
        "resolves": {field: list(codes) for field, codes in RESOLVES.items()},
        "lines": [asdict(c) for c in (*corrected.applied, *corrected.stale)],
        "stale": [asdict(c) for c in corrected.stale],
        "names": list(dict.fromkeys((*_named(plan), *names))),
    }


def _doubts(corrected: Corrected) -> Mapping[str, str]:
    """The sentence of each doubt about a row: of those raised, and of those that a person has settled."""
    of_rows = (n for n in corrected.plan.notices if n.task_id and n not in corrected.doubts)
    raised = {n.code: notice_texts(n)[0] for n in of_rows}
    read = {n.code: notice_texts(n)[0] for machine, _ in corrected.pairs for n in reading_doubts(machine)}
    return raised | {code: words for code, words in read.items() if code not in raised}


def fine_flags(corrected: Corrected) -> Mapping[int, Sequence[str]]:
    """By row: the doubts that a person found to be none, shown struck so that they can be taken up again."""
    lines = {(c.id, c.words, c.old) for c in corrected.applied if c.field == "flag"}
    return {
        n: [code for code in machine.flags if (machine.id, machine.text, code) in lines]
        for n, (machine, _) in enumerate(corrected.pairs)
    }


def _entry(
    task: Task,
    now: Cells,
    machine: Cells,
    fine: Sequence[str],
    deleted: bool,
    numbers: Mapping[Any, int],
    document: Document,
) -> Mapping[str, Any]:
    """One row: its values (left out where empty), the machine's where they differ, and what each rests on."""
    spans = [[s.block, s.start, s.end] for s in task.spans]
    entry: dict[str, Any] = {
        "now": {c: now[c] for c in SHOWN if now[c]},
        "base": {c: machine[c] for c in TASK_COLUMNS if machine[c] != now[c] and c in SHOWN},
        "links": _links(task, numbers),
        "rules": list(task.rules),
        "spans": spans,
    }
    _shorten(entry, task, document)
    if CORRECTED in machine["rules"]:
        entry["made"] = "added" if machine["rules"] == CORRECTED else "cut"
    if fine:
        entry["fine"] = list(fine)
        entry["now"]["flags"] = join((*fine, *task.flags))
    return entry | ({"deleted": True} if deleted else {})


def _shorten(entry: dict[str, Any], task: Task, document: Document) -> None:
    """Leave out words that the page can take from the plan on its left (a long plan would hold them three times): the
    text where it is the spans' words, the action where it is the text from some offset on."""
    if task.spans and task.text == "\n".join(document.quote(span) for span in task.spans):
        del entry["now"]["text"]
    if task.action and task.text.endswith(task.action):
        del entry["now"]["action"]
        entry["from"] = len(task.text) - len(task.action)


def _links(task: Task, numbers: Mapping[Any, int]) -> Mapping[str, Any]:
    """The find behind each cell: for names one each, else one for the cell; nothing where the plan says nothing."""
    links: dict[str, Any] = {
        "owners": _of(task.owners, "owner", numbers),
        "partners": _of(task.partners, "partner", numbers),
        "monitors": _of(task.monitors, "monitor", numbers),
    }
    for mention in task.mentions:
        if mention.label not in ("owner", "partner"):
            links.setdefault(mention.label, numbers[(mention.span, mention.label)])
    return {key: value for key, value in links.items() if value != {}}


def _of(parties: Iterable[Party], label: str, numbers: Mapping[Any, int]) -> Mapping[str, int]:
    return {p.agency.name: numbers[(p.span, label)] for p in parties if (p.span, label) in numbers}


def _reasons(tasks: Sequence[Task], finds: Sequence[Find], rulebook: Rulebook) -> Mapping[str, str]:
    """Why each rule that is named on the page reads as it does."""
    named = sorted({r for t in tasks for r in t.rules} | {f.rule for f in finds})
    reasons = {r: rulebook.by_id[r].why if r in rulebook.by_id else DEFAULTS.get(r, "") for r in named}
    return {rule: why for rule, why in reasons.items() if why}


def _notices(notices: Sequence[Notice], at: Mapping[str, int]) -> Iterable[Mapping[str, Any]]:
    """The notices, those of one message together; each place is [row or -1, block or -1, where, words]."""
    groups: dict[tuple[str, str, str], list[list[Any]]] = {}
    for notice in notices:
        message, remedy = notice_texts(notice)
        places = groups.setdefault((notice.code, message, notice.suggestion or remedy), [])
        row = at.get(notice.task_id, -1)
        block = notice.span.block if notice.span else -1
        places.append([row, block, notice.place if row < 0 else "", notice.quote[:160] if row < 0 else ""])
    return [{"code": c, "message": m, "remedy": r, "places": p} for (c, m, r), p in groups.items()]


def _named(plan: Plan) -> Iterable[str]:
    """Names that the plan itself uses come first among the suggestions."""
    return (p.agency.name for t in plan.tasks for p in (*t.owners, *t.partners, *t.monitors))
