"""What all tests share: one repeatable Hypothesis profile, and the door to programs outside Python."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import settings

# The same examples every time: a test that passed here passes there. `make fuzz` is the place for chance.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("house")


def program(name: str) -> str:
    """The path of a program that a slow test needs; a missing one fails the test and is never skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing: install it (.ci/run names the packages)", pytrace=False)
    return path
