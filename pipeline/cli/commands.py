"""What each command does: finds its files, calls the stages, tells the terminal. Each returns an exit code.

The libraries are imported inside the commands: one that needs no language processing starts without spaCy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.contract import BATCH
from pipeline.messages import PipelineError


def text(file: Path) -> int:
    """Print what was read of ``file``: a block a line, its displayed number first; each doubt as a line on stderr."""
    from pipeline.messages import notice_texts
    from pipeline.read import read, text_lines

    document = read(file)
    print("\n".join(text_lines(document)))
    for notice in document.notices:
        line = " ".join((f"[{notice.code}]", f"{notice.place}:" if notice.place else "", *notice_texts(notice)))
        quoted = f" «{notice.quote}»" if notice.quote and notice.quote not in line else ""
        print(" ".join(f"{line}{quoted}".split()), file=sys.stderr)
    return 0


def explain(file: Path, task: str | None, place: str | None) -> int:
    """Say how a row or a place of ``file`` was read; without either, what became of all its words."""
    from pipeline.assemble.plan import plan_lexicon
    from pipeline.find.lexicon import structure_finder
    from pipeline.rulebook import shipped_rulebook
    from pipeline.run import extract, registry
    from pipeline.settings import read_settings
    from pipeline.write.explain import explain_place, explain_task, overview

    plan = extract(file, read_settings(file))
    lexicon, rules = plan_lexicon(structure_finder(), registry(), plan.header, plan.document), shipped_rulebook()
    rows = [t for t in plan.tasks if t.id == task]
    blocks = [b for b in plan.document.blocks if place in (b.place, str(b.index))]
    if (task and not rows) or (place and not blocks):
        raise PipelineError("E508", str(file), what=task or place or "")
    lines = [line for row in rows for line in explain_task(plan, row, lexicon, rules)]
    lines += [line for block in blocks for line in explain_place(plan, block, lexicon, rules)]
    print("\n".join(lines if task or place else overview(plan)))
    return 0


def check_letter(files: Sequence[Path]) -> int:
    """Hold each letter against the decree's table, point by point; 1 where a point is missed."""
    from pipeline.rulebook import rules_folder
    from pipeline.write.decree.check import check_letter as check
    from pipeline.write.decree.check import faults
    from pipeline.write.decree.finding import finding_line
    from pipeline.write.letter.profile import load_profile

    profile = load_profile(rules_folder() / "letter.toml", date.today())
    failed = False
    for file in files:
        if not file.is_file():
            raise PipelineError("E101", str(file))
        findings = check(file, profile)
        missed = faults(findings)
        failed = failed or bool(missed)
        print(f"{file}: {len(findings)} điểm, {len(missed)} điểm không đạt.")
        print("\n".join(f"  {finding_line(f)}" for f in findings))
    return int(failed)


def clean(output: Path) -> int:
    """Remove from each plan's folder what a run wrote and nobody changed; say what was kept."""
    from pipeline.cli.desk import typed_files
    from pipeline.write.store import clean_folder

    for folder in sorted(p for p in output.iterdir() if p.is_dir()) if output.is_dir() else ():
        for name in clean_folder(folder, tuple(typed_files(folder))):
            print(f"Giữ lại: {folder / name}")
    (output / BATCH).unlink(missing_ok=True)
    return 0
