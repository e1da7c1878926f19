"""Input made to be costly: what would take minutes if any step looked at everything for each thing it finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.check.checks import check_plan
from pipeline.find.agency.agencies import Agencies
from pipeline.read import read_bytes
from tests import plans
from tests.bench import table
from tests.build import pdf
from tests.read.test_read_limits import COSTLY, MARKDOWN, PIECES

TITLE = "Costly input"
MOST = 5.0  # seconds of processor time; far above what any of them takes, far below what a square would
WEB_PAGE = b"<html><p>Giao</p><" + b" " * 200_000 + b"<img " * 100_000 + b"<script " * 100_000
TIMES = 667  # how often the sections of a plan are repeated for the check: two thousand tasks
PLAN = """
KẾ HOẠCH
Phòng, chống hạn mặn năm 2026
I. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng
- Chủ trì khoan giếng tầng sâu, lắp bồn chứa và máy lọc muối cho điểm trường.
2. Tỉnh đoàn
- Phối hợp khoan giếng tầng sâu, lắp bồn chứa và máy lọc muối cho điểm trường.
3. Công an tỉnh
- Tuần tra đêm trên quốc lộ.
"""


def _cases() -> Iterator[tuple[str, Callable[[], object]]]:
    for make in COSTLY:
        content = make()
        yield make.__name__, lambda content=content: read_bytes(content, "a.docx")  # type: ignore[misc]
    for number, text in enumerate(MARKDOWN):
        yield f"markdown {number}", lambda text=text: read_bytes(text.encode(), "a.md")  # type: ignore[misc]
    yield "web page", lambda: read_bytes(WEB_PAGE, "a.htm")
    pieces = pdf(PIECES)
    yield "pieces of a PDF page", lambda: read_bytes(pieces, "a.pdf")
    made = plans.built(PLAN)
    many = tuple(
        replace(t, id=f"{n}-{t.id}", section=str(n), action=f"{t.action} {n}") for n in range(TIMES) for t in made.tasks
    )
    agencies = Agencies(plans.registry())
    yield f"check of {len(many)} tasks", lambda: check_plan(replace(made, tasks=many), agencies)


def measure() -> str:
    """Seconds of processor time for each; a case that takes more than MOST stops the measuring."""
    rows = []
    for name, run in _cases():
        start = time.process_time()
        run()
        spent = time.process_time() - start
        if spent > MOST:
            raise SystemExit(f"{name}: {spent:.1f} s")
        rows.append((name.replace("_", " "), f"{spent:.2f}"))
    return table(("input", "s"), rows)
