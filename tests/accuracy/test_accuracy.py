"""The instruments themselves: what thinning takes and leaves, what is newly silent, what the page says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipeline.find.registry.registry import load_registry
from pipeline.rulebook import load_rulebook
from tests import ROOT
from tests.accuracy.__main__ import main
from tests.accuracy.judge import Figures, Judged, figures, mean
from tests.accuracy.measure import Expected, newly_silent
from tests.accuracy.page import page
from tests.accuracy.thin import KINDS, thin, toml
from tests.corpus_score import Row

RULES = ROOT / "rules"
FIXED = ("provinces", "cities", "surnames", "levels", "joints")


def tree(path: Path) -> dict[str, object]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lists(rules: Path) -> dict[str, list[str]]:
    """The lists of words of the national file."""
    held = tree(rules / "agencies" / "national.toml")["lists"]
    assert isinstance(held, dict)
    return held


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.toml")), ids=lambda p: p.name)
def test_toml_is_written_as_it_was_read(path: Path) -> None:
    assert tomllib.loads(toml(tree(path))) == tree(path)


@pytest.mark.parametrize("kind", KINDS)
def test_thinned_rules_load_and_keep_what_is_fixed(kind: str, tmp_path: Path) -> None:
    gone = thin(RULES, tmp_path, kind, 1)
    assert len(gone) > 5
    assert load_rulebook(tmp_path).rules
    assert load_registry(tmp_path / "agencies").entries
    assert {name: lists(tmp_path)[name] for name in FIXED} == {name: lists(RULES)[name] for name in FIXED}
    assert tree(tmp_path / "agencies" / "divisions.toml") == tree(RULES / "agencies" / "divisions.toml")


@pytest.mark.parametrize("name", ["modifiers", "relatives", "attributes", "restrictions"])
def test_a_kind_alone_is_thinned(name: str, tmp_path: Path) -> None:
    thin(RULES, tmp_path, "modifiers", 2)
    assert len(lists(tmp_path)[name]) < len(lists(RULES)[name])
    assert lists(tmp_path)["generics"] == lists(RULES)["generics"]


def test_a_fifth_is_taken_wherever_it_stands(tmp_path: Path) -> None:
    gone = thin(RULES, tmp_path, "partner nouns", 3)
    before, after = (lists(rules)["group_openers"] for rules in (RULES, tmp_path))
    assert (len(gone), len(after)) == (round(len(set(before)) / 5), len(before) - len(gone))


def test_committees_of_divisions_stay(tmp_path: Path) -> None:
    thin(RULES, tmp_path, "registry", 4)
    before, after = (load_registry(rules / "agencies").entries for rules in (RULES, tmp_path))
    assert {i for i in before if i.startswith("ubnd-")} <= after.keys() < before.keys()


def test_draws_differ_and_repeat(tmp_path: Path) -> None:
    first, again, other = (thin(RULES, tmp_path / str(n), "verbs", seed) for n, seed in enumerate((1, 1, 2)))
    assert first == again != other


def judged(*rows: tuple[str, str, bool], **counts: int) -> Judged:
    """A document of rows: words, flags, whether it is wrong."""
    made: list[Row] = [{"id": text, "text": text, "owners": "", "flags": flags} for text, flags, _ in rows]
    return Judged(tuple(made), frozenset(n for n, row in enumerate(rows) if row[2]), counts)


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param(("Lập", "", False), ("Lập", "", True), 1, id="right, then silently wrong"),
        pytest.param(("Lập", "", False), ("Lập", "W401", True), 0, id="flagged"),
        pytest.param(("Lập", "", True), ("Lập", "", True), 0, id="wrong before"),
        pytest.param(("Lập", "", False), ("Lập", "", False), 0, id="right"),
        pytest.param(("Lập", "", False), ("Gửi", "", True), 1, id="was not there"),
    ],
)
def test_newly_silent(before: tuple[str, str, bool], after: tuple[str, str, bool], count: int) -> None:
    assert newly_silent(judged(before), judged(after)) == count


def test_figures_of_all_documents() -> None:
    one = judged(("a", "W401", True), ("b", "", True), silent=1, all_rows=2, rows=2, paired=1, gold=2, owner=1)
    two = judged(("c", "W401", False), ("d", "", False), silent=0, all_rows=2, rows=2, paired=1, gold=2, owner=0)
    found = figures([one, two], 1)
    assert (found.silent, found.newly_silent, found.flagged, found.flagged_wrong) == (0.25, 0.25, 0.5, 0.5)
    assert (found.task_f1, found.owner) == (0.5, 0.5)


def test_mean_needs_every_value() -> None:
    found = mean([Figures(silent=0.1, owner=0.5), Figures(silent=0.3)])
    assert found.silent == pytest.approx(0.2)
    assert found.owner is None


def test_page() -> None:
    measured = {"corpus": Figures(silent=0.05, owner=0.9), "thin: mean": Figures(newly_silent=0.0123)}
    text = page(measured, Expected(("ALL silent 3",), 5.25, 0.2, 57, 4), date(2026, 1, 2), "abc123")
    assert "| corpus | 0.050 | – | – | – | 0.900 |" in text
    assert "| thin: mean | – | 0.012 |" in text
    assert "2026-01-02, commit abc123" in text
    assert "4 documents without gold, 57 rows; 5.25 silent" in text


@pytest.mark.parametrize("command", ["vary", "thin", "expect", "all"])
def test_absent_documents_are_no_failure(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--corpus", str(tmp_path / "corpus"), "--score", str(tmp_path / "score.py"), "--shared", str(tmp_path)]
    assert main([command, *folders]) == 0
    assert "nothing to measure against" in capsys.readouterr().out
