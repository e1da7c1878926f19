"""Other workbooks of the same plan in its folder: renamed or copied by people, known by the plan's permanent id."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pipeline.contract import TRACKING
from pipeline.messages import PipelineError


def copies_of(folder: Path, plan: str) -> tuple[str, ...]:
    """Names of workbooks directly in ``folder``, tracking.xlsx apart, that bear the id ``plan``."""
    if not plan or not folder.is_dir():
        return ()
    named = sorted(path for path in folder.glob("*.xlsx") if path.name != TRACKING and not path.name.startswith("~$"))
    return tuple(path.name for path in named if _bears(path, plan))


def _bears(path: Path, plan: str) -> bool:
    """Whether the workbook's defined names hold the id; a file that can't be opened bears none."""
    try:
        with ZipFile(path) as package:
            return plan.encode() in package.read("xl/workbook.xml")
    except (OSError, BadZipFile, KeyError):
        return False


def refuse_blank_beside(folder: Path, plan: str) -> None:
    """No blank workbook beside one that people have renamed: raises PipelineError E343 with the names to choose
    from."""
    copies = copies_of(folder, plan)
    if copies:
        raise PipelineError("E343", str(folder), copies=", ".join(f"«{name}»" for name in copies))
