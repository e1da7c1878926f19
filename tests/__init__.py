"""The tests, in the rooms of ``pipeline/``; what several of them build on lies at the top."""

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "inputs" / "ke-hoach-ky-niem-70-nam-dien-bien-phu.docx"
GOLDEN = ROOT / "tests" / "golden"
AGENCIES = ROOT / "rules" / "agencies"
_FOLDER = tempfile.TemporaryDirectory(prefix="giaoviec-tests-")


@lru_cache(maxsize=1)
def plan_alone() -> Path:
    """The shipped plan in a folder of its own: what an officer laid beside it in inputs/ is no part of a test."""
    return Path(shutil.copy(PLAN, _FOLDER.name))
