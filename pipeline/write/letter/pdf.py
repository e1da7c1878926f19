"""Letters as PDF: LibreOffice is called once for all of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.messages import PipelineError

_SECONDS = 300


def make_pdfs(letters: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Write ``<letter>.pdf`` for each letter into ``folder`` and return the paths.

    LibreOffice runs with a profile of its own, so that an open window does not stand in its way.
    Raises PipelineError E315 (not installed) and E316 (nothing came out of it).
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PipelineError("E315", "--pdf")
    wanted = tuple(folder / f"{letter.stem}.pdf" for letter in letters)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as out:
        command = [program, f"-env:UserInstallation={Path(home).as_uri()}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", out, *map(str, letters)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise PipelineError("E316", folder.name, reason=f"quá {_SECONDS} giây") from None
        missing = [one.name for one in wanted if not (Path(out) / one.name).is_file()]
        if missing:
            raise PipelineError("E316", missing[0], reason=(done.stderr or "không rõ").strip().splitlines()[-1])
        folder.mkdir(parents=True, exist_ok=True)
        for one in wanted:
            shutil.copyfile(Path(out) / one.name, one)
    return wanted
