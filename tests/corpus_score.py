"""The corpus of real plans: `make score` (against gold), `make rules` (what fires), `make diff` (what a change moved).

The corpus is no part of the repository. Where its folder is absent each command says so and ends well.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import ROOT

TODAY = "2026-01-01"  # fixed: no figure here depends on the day of the run
HEADS = ("owners", "owner_role", "partners", "mode", "start", "end", "kind", "recurrence", "action", "flags", "id")
Row = dict[str, str]


def plans(corpus: Path) -> list[Path]:
    """The Word documents of the corpus that have gold, by folder name."""
    return sorted(p for p in corpus.glob("*/plan.docx") if p.with_name("gold.json").exists())


@contextmanager
def inputs(corpus: Path) -> Iterator[Path]:
    """A folder with each plan under its folder's name ("bac-ninh-141.docx"), for one run over all."""
    with tempfile.TemporaryDirectory() as name:
        for plan in plans(corpus):
            shutil.copyfile(plan, Path(name, f"{plan.parent.name}.docx"))
        yield Path(name)


def extract_tables(source: Path, output: Path, checkout: Path = ROOT) -> None:
    """Run ``checkout``'s own command over the folder ``source``; its errors stand on the terminal."""
    command = [sys.executable, "-m", "pipeline", "extract", str(source), "--output", str(output)]
    options = ["--date", TODAY, "--only", "tables"]
    subprocess.run([*command, *options], cwd=checkout, stdout=subprocess.DEVNULL, check=False)


def tasks_of(output: Path, name: str) -> Path:
    """Where a run put the tasks of the plan ``name``."""
    return output / name / "tables" / "tasks.csv"


def rows(path: Path) -> list[Row]:
    """The rows of a table; none where it was not written."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def score(corpus: Path, scorer: Path, options: Sequence[str]) -> int:
    """Print the scorer's line for each plan and for all; a plan without tables counts as failed."""
    with inputs(corpus) as source, tempfile.TemporaryDirectory() as name:
        output = Path(name)
        extract_tables(source, output)
        pairs: list[str] = []
        failed = 0
        for plan in plans(corpus):
            tasks = tasks_of(output, plan.parent.name)
            if tasks.exists():
                pairs += [str(tasks), str(plan.with_name("gold.json"))]
            else:
                failed += 1
                print(f"{plan.parent.name}: no tables were written")
        command = [sys.executable, str(scorer), *pairs, *options]
        failed += subprocess.run(command, check=False).returncode if pairs else 0
    return min(failed, 1)


def fired(corpus: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each rule matched words of the corpus, and how many rows cite it."""
    from pipeline import extract
    from tests.test_rules import finder

    finds: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for path in plans(corpus):
        plan = extract(path)
        for block in plan.document.blocks:
            finds.update(mention.rule for mention in finder().find(block.text))
        cited.update(rule for task in plan.tasks for rule in task.rules)
    return finds, cited


def rules(corpus: Path) -> int:
    """Print a line for each rule: finds in the words of the corpus, rows that cite it; then the silent ones."""
    from pipeline.rulebook import shipped_rulebook

    finds, cited = fired(corpus)
    shipped = [rule.id for rule in shipped_rulebook().rules]
    print(f"{'rule':<14}{'finds':>8}{'rows':>8}")
    for rule in [*shipped, *sorted(cited.keys() - set(shipped))]:
        print(f"{rule:<14}{finds[rule]:>8}{cited[rule]:>8}")
    silent = [rule for rule in shipped if not finds[rule]]
    print(f"{len(shipped)} rules over {len(plans(corpus))} plans; never fired: {', '.join(silent) or 'none'}")
    return 0


def matched(old: list[Row], new: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Pairs of rows before and after: by words, then by id; None where a row has no other side."""
    pairs: list[tuple[Row | None, Row | None]] = []
    left = list(new)
    for keys in (("text", "owners"), ("text",), ("id",), ()):
        unmatched: list[Row] = []
        for row in old:
            other = next((o for o in left if keys and all(o.get(k) == row.get(k) for k in keys)), None)
            if other is None:
                unmatched.append(row)
            else:
                left.remove(other)
                pairs.append((row, other))
        old = unmatched
    return [*pairs, *((row, None) for row in old), *((None, row) for row in left)]


def changes(old: list[Row], new: list[Row]) -> list[str]:
    """One line for a row gained or lost, and one for each cell changed; empty where nothing moved."""
    lines: list[str] = []
    for before, after in matched(old, new):
        if before is None or after is None:
            row, sign = (after, "+") if before is None else (before, "-")
            lines.append(f"{sign} {(row or {}).get('id', '')}  {(row or {}).get('text', '')[:100]!r}")
        else:
            cells = [f"    {h}: {before.get(h)!r} -> {after.get(h)!r}" for h in HEADS if before.get(h) != after.get(h)]
            cells += [] if before["text"] == after["text"] else [f"    text: {before['text']!r} -> {after['text']!r}"]
            lines += [f"~ {after['id']}  {after['text'][:100]!r}", *cells] if cells else []
    return lines


def diff(corpus: Path) -> int:
    """Print what the work tree reads differently from the last commit, plan by plan."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with inputs(corpus) as source, tempfile.TemporaryDirectory() as name:
        last, before, now = (Path(name, part) for part in ("checkout", "before", "now"))
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(last, filter="data")
        extract_tables(source, before, last)
        extract_tables(source, now)
        moved = 0
        for plan in plans(corpus):
            old, new = (rows(tasks_of(output, plan.parent.name)) for output in (before, now))
            lines = changes(old, new)
            moved += len(lines)
            print(
                f"{plan.parent.name}: {len(old)} -> {len(new)} rows" + ("" if lines else ", the same"),
                *lines,
                sep="\n  ",
            )
    print("nothing moved" if not moved else f"{moved} lines of difference")
    return 0


def main(arguments: Sequence[str]) -> int:
    """``score CORPUS SCORER [options]``, ``rules CORPUS`` or ``diff CORPUS``."""
    command, corpus, *rest = arguments
    if not plans(Path(corpus)):
        print(f"{corpus} is not here: nothing to measure against")
        return 0
    if command == "score":
        return score(Path(corpus), Path(rest[0]), rest[1:])
    return rules(Path(corpus)) if command == "rules" else diff(Path(corpus))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
