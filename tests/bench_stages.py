"""The stages of one plan in a warm process: where the time of a run goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial

from pipeline.assemble.plan import build_plan
from pipeline.contract import OUTPUTS
from pipeline.model import Settings
from pipeline.options import Options
from pipeline.read import read
from pipeline.run import extract, make_files, registry
from tests import PLAN
from tests.bench import interleaved, milliseconds, table

TITLE = "The stages, in-process"
ROUNDS = 9
TODAY = date(2024, 4, 1)


def stages() -> dict[str, Callable[[], object]]:
    """Each stage as a call without arguments; what goes in was made before and is not measured."""
    settings = Settings()
    document, plan = read(PLAN), extract(PLAN)
    calls: dict[str, Callable[[], object]] = {
        "read": partial(read, PLAN),
        "find and assemble": partial(build_plan, document, registry(), settings),
        "plan.json alone": partial(make_files, plan, settings, TODAY, None, Options(())),
    }
    for name in OUTPUTS:
        calls[f"write {name} (with plan.json)"] = partial(make_files, plan, settings, TODAY, None, Options((name,)))
    calls["write everything"] = partial(make_files, plan, settings, TODAY)
    return calls


def first_of_each() -> dict[str, str]:
    """The first call of each stage, in the order of a run: rules compiled, templates filled, caches cold."""
    start = time.perf_counter()
    document = read(PLAN)
    middle = time.perf_counter()
    plan = build_plan(document, registry(), Settings())
    late = time.perf_counter()
    make_files(plan, Settings(), TODAY)
    spent = {"read": middle - start, "find and assemble": late - middle, "write everything": time.perf_counter() - late}
    return {name: f"{1000 * value:.0f}" for name, value in spent.items()}


def measure() -> str:
    """First call (cold caches, late imports of libraries included) and median of the warm calls that follow."""
    first = first_of_each()
    calls = stages()
    times = interleaved(list(calls.values()), ROUNDS)
    rows = [(name, first.get(name, ""), milliseconds(spent)) for name, spent in zip(calls, times, strict=True)]
    return table(("stage", "first call, ms", "then, ms"), rows)
