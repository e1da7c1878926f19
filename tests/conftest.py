"""What all tests share: one repeatable Hypothesis profile, the door to programs outside Python, and a record of the
messages that the program gave while they ran."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from pipeline.messages import PipelineError
from pipeline.model import Notice, Task

# The same examples every time: a test that passed here passes there. `make fuzz` is the place for chance.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("house")

# Codes of the messages that the program itself gave in this session: an error that it raised, a notice that it made, a
# flag that it put on a row while reading. What a test wrote into a notice, an error or a row does not count.
GIVEN: set[str] = set()
_LAST = "test_every_message_is_provoked_by_an_input"


def _giver() -> tuple[str, str]:
    """Module and function that make the object, a generated ``__init__`` and ``dataclasses.replace`` looked through."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") == "dataclasses":
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")), frame.f_code.co_name


def _record() -> None:
    """Note what the three classes are made with, from where; what they do stays as it is."""
    fail, note, task = PipelineError.__init__, Notice.__init__, Task.__init__

    def failed(self: PipelineError, code: str, *rest: Any, **facts: Any) -> None:
        if _giver()[0].startswith("pipeline."):
            GIVEN.add(code)
        fail(self, code, *rest, **facts)

    def noted(self: Notice, code: str, *rest: Any, **fields: Any) -> None:
        module, function = _giver()
        if module.startswith("pipeline.") and function != "reading_doubts":  # these repeat a row's flags
            GIVEN.add(code)
        note(self, code, *rest, **fields)

    def made(self: Task, *values: Any, **fields: Any) -> None:
        task(self, *values, **fields)
        if self.flags and _giver()[0].startswith("pipeline.assemble."):
            GIVEN.update(self.flags)

    PipelineError.__init__ = failed  # type: ignore[method-assign]
    Notice.__init__ = noted  # type: ignore[method-assign]
    Task.__init__ = made  # type: ignore[method-assign]


_record()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test that looks at the record runs after all others."""
    items.sort(key=lambda item: item.name.startswith(_LAST))


@pytest.fixture(scope="session")
def given(request: pytest.FixtureRequest) -> Iterator[frozenset[str]]:
    """The codes given so far; a session of some tests alone can tell nothing, and says so."""
    config = request.config
    chosen = config.getoption("keyword") or config.getoption("lf", False) or config.args != config.getini("testpaths")
    if chosen or config.getoption("markexpr") not in ("", "not slow"):
        pytest.skip("only a run of all tests provokes every message")
    yield frozenset(GIVEN)


def program(name: str) -> str:
    """The path of a program that a slow test needs; a missing one fails the test and is never skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing: install it (.ci/run names the packages)", pytrace=False)
    return path
