"""docs/accuracy.md: every figure with its day and its commit."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from tests import ROOT
from tests.accuracy.judge import Figures
from tests.accuracy.measure import Expected
from tests.bench import table

PAGE = ROOT / "docs" / "accuracy.md"
HEADS = {
    "silent": "silent",
    "newly_silent": "newly silent",
    "lost": "lost",
    "task_f1": "task F1",
    "owner": "owner",
    "role": "role",
    "partner_f1": "partners F1",
    "deadline": "deadline",
    "mode": "mode",
    "flagged": "flagged",
    "flagged_wrong": "of them wrong",
}
INTRODUCTION = """\
# Accuracy

Written by `make accuracy` on {day}, commit {commit}. Shares are from 0 to 1; a dash: not measured there.

- silent: rows with something wrong in them and no flag, of all rows; lost: gold tasks that became neither row nor
  notice, of all gold tasks.
- newly silent: rows that are right by all rules, and wrong without a flag by the thinned ones, of all rows.
- flagged: rows with a flag, of all rows; of them wrong: how many of the flagged rows are.
- owner, role, deadline, mode: of the tasks that were found.
"""
LEGEND = """\
"names": the corpus with other agencies' names, the mean of three copies; "labels": with other label words and bullets.
"thin": a fifth of one kind of word is taken out of the rules, the mean of ten draws; the mean is that of all kinds but
the verbs, which stand apart. "cases": small made documents, below them each kind of wording by its name.
"""


def cells(figure: Figures) -> list[str]:
    """The figures of one measurement with three digits, "–" for what it does not measure."""
    values = (getattr(figure, field.name) for field in fields(Figures))
    return ["–" if value is None else f"{value:.3f}" for value in values]


def figure_table(measured: Mapping[str, Figures]) -> str:
    """The Markdown table, a line for each measurement."""
    heads = ["", *(HEADS[field.name] for field in fields(Figures))]
    return table(heads, [[name, *cells(figure)] for name, figure in measured.items()])


def unlabelled_lines(expected: Expected) -> str:
    """What is said of the documents without gold."""
    told = (
        f"{expected.documents} documents without gold, {expected.rows} rows; {expected.silent:.2f} silent breaks",
        f"of what every right reading holds in 100 rows; {expected.flagged:.3f} of the rows flagged.",
    )
    return "\n".join([*told, "", "```text", *expected.lines, "```", ""])


def page(measured: Mapping[str, Figures], expected: Expected, day: date, commit: str) -> str:
    """The whole page."""
    parts = (
        INTRODUCTION.format(day=day.isoformat(), commit=commit),
        figure_table(measured) + "\n",
        LEGEND,
        "## Documents without gold\n",
        unlabelled_lines(expected),
    )
    return "\n".join(parts)


def commit() -> str:
    """The short name of the last commit, with a word where the product or its rules differ from it."""
    asked = (("rev-parse", "--short=10", "HEAD"), ("status", "--porcelain", "--", "pipeline", "rules"))
    name, moved = (
        subprocess.run(["git", *a], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.strip()
        for a in asked
    )
    return f"{name} and changes after it" if moved else name
