"""Growth with the length of one document: 140 to 14,000 paragraphs, read, found, assembled and written."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from pipeline.model import Settings
from pipeline.run import extract, make_files
from tests.bench import table
from tests.build import docx, paragraph

TITLE = "Growth with the length of a document"
LENGTHS = (140, 1400, 14000)
SECTION = 14  # paragraphs an agency: its heading, and thirteen orders


def long_plan(count: int) -> bytes:
    """A plan of ``count`` paragraphs: sections of real agencies in turn, each with orders of its own."""
    names = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Công an tỉnh", "Sở Tư pháp", "Sở Công Thương")
    lines = ["KẾ HOẠCH", "Công tác năm 2024", "I. TỔ CHỨC THỰC HIỆN"]
    while len(lines) < count:
        number = len(lines) // SECTION + 1
        lines.append(f"{number}. {names[number % len(names)]}")
        lines += [
            f"- Chủ trì, phối hợp với {names[n % len(names)]} rà soát hồ sơ đợt {number}.{n}, báo cáo trước ngày "
            f"{n + 1}/{n % 12 + 1}/2024."
            for n in range(SECTION - 1)
        ]
    return docx(*(paragraph(line) for line in lines[:count]))


def measure() -> str:
    """Seconds for reading to tasks, and for making every output; per paragraph they should stay the same."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for count in LENGTHS:
            path = Path(folder) / f"{count}.docx"
            path.write_bytes(long_plan(count))
            start = time.perf_counter()
            plan = extract(path)
            middle = time.perf_counter()
            make_files(plan, Settings(), date(2024, 4, 1))
            reading, writing = middle - start, time.perf_counter() - middle
            each = [f"{1e6 * spent / count:.0f}" for spent in (reading, writing)]
            tasks = len(plan.tasks)
            rows.append((str(count), str(tasks), f"{reading:.2f}", each[0], f"{writing:.2f}", each[1]))
    head = ("paragraphs", "tasks", "to tasks, s", "µs a paragraph", "all outputs, s", "µs a paragraph")
    return table(head, rows)
