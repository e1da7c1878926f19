"""How long reading takes, measured against unzipping and parsing the same file: ``python -m tests.bench_read``."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from pipeline.model import Source
from pipeline.read.word.docx import read_docx
from tests.bench import table
from tests.build import package

TITLE = "Reading"
SHORT_LIMIT, RUNS_LIMIT = 5.0, 2.5


def short_paragraphs(count: int) -> bytes:
    """A document of ``count`` short paragraphs, one run each."""
    return package("".join(f"<w:p><w:r><w:t>- Việc số {n} giao đơn vị làm</w:t></w:r></w:p>" for n in range(count)))


def many_runs(count: int) -> bytes:
    """A document of ``count`` paragraphs of twenty formatted runs each."""
    run = '<w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">từ {} </w:t></w:r>'
    return package("".join(f"<w:p>{''.join(run.format(n) for n in range(20))}</w:p>" for _ in range(count)))


def best(action: Callable[[], object], rounds: int = 7) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def _parse(content: bytes) -> None:
    etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))


def ratio(content: bytes) -> tuple[float, float]:
    """Seconds of reading, and how many times unzipping and parsing that is."""
    source = Source("bench.docx", "", len(content))
    reading, parsing = best(lambda: read_docx(content, source)), best(lambda: _parse(content))
    return reading, reading / parsing


def cases() -> list[tuple[str, bytes, float]]:
    """Name, content and limit of each document; the two short ones are shown, and too quick to be judged."""
    made = [(f"{count} short paragraphs", short_paragraphs(count), math.inf) for count in (140, 1400)]
    made += [("14000 short paragraphs", short_paragraphs(14000), SHORT_LIMIT)]
    return [*made, ("2000 paragraphs of 20 runs", many_runs(2000), RUNS_LIMIT)]


def measure() -> str:
    """The section of docs/benchmarks.md."""
    figures = [(name, *ratio(content), limit) for name, content, limit in cases()]
    rows = [
        (name, f"{1000 * spent:.1f}", f"{times:.2f}", "" if math.isinf(limit) else f"{limit}")
        for name, spent, times, limit in figures
    ]
    return table(("document", "read, ms (best of 7)", "times unzip and parse with lxml", "limit"), rows)


def main() -> int:
    """Print the figures; 1 where one of them misses its limit."""
    failed = False
    given = [(Path(name).name, Path(name).read_bytes(), SHORT_LIMIT) for name in sys.argv[1:]]
    for name, content, limit in [*cases(), *given]:
        seconds, times = ratio(content)
        failed |= times > limit
        print(f"read {name}: {seconds * 1000:.1f} ms, {times:.2f} x parse (limit {limit})")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
