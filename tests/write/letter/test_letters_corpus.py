"""Every letter of every plan of the corpus, read by the checker that knows nothing of how it was made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.corpus_score import inputs
from tests.letter_checker import faults

CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is no part of the repository")
def test_no_letter_of_the_corpus_would_be_sent_back(tmp_path: Path) -> None:
    with inputs(CORPUS) as source:
        command = [sys.executable, "-m", "pipeline", "extract", str(source), "--output", str(tmp_path)]
        subprocess.run(
            [*command, "--date", "2025-12-20", "--only", "letters"], cwd=ROOT, check=True, capture_output=True
        )
    letters = sorted(tmp_path.glob("*/letters/[0-9]*.docx"))
    assert len(letters) > 300
    found = {str(one.relative_to(tmp_path)): faults(one.read_bytes()) for one in letters}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
