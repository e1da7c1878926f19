"""Copies of the corpus with other words, by the corpus's own vary.py; kept between runs as long as nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

# copy → what vary.py is asked for; an option that names a file of vary.py's folder is that file.
COPIES = {
    "names 1": ("--names", "names.txt", "--seed", "1"),
    "names 2": ("--names", "names.txt", "--seed", "2"),
    "names 3": ("--names", "names.txt", "--seed", "3"),
    "labels": ("--labels", "labels.tsv", "--bullets", "--seed", "1"),
}


def varied(corpus: Path, vary: Path, name: str) -> Path:
    """The folder of the copy ``name`` of ``COPIES``, made where it is not yet; ``vary`` is the folder of vary.py."""
    asked = COPIES[name]
    kept = Path(tempfile.gettempdir(), f"giaoviec-vary-{_hash(corpus, vary, asked)}")
    if not kept.is_dir():
        options = [str(vary / option) if (vary / option).is_file() else option for option in asked]
        with tempfile.TemporaryDirectory(dir=kept.parent) as place:
            made = Path(place, "copy")
            command = [sys.executable, str(vary / "vary.py"), str(corpus), str(made), *options]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            made.rename(kept)  # whole or not at all
    return kept


def _hash(corpus: Path, vary: Path, asked: tuple[str, ...]) -> str:
    """Sixteen letters that change with the person, the options, vary.py and what it reads."""
    digest = sha256(f"{os.getuid() if hasattr(os, 'getuid') else ''} {asked}".encode())
    read = [*corpus.glob("*/plan.txt"), *corpus.glob("*/gold.json"), *(p for p in vary.iterdir() if p.is_file())]
    for path in sorted(read):
        digest.update(f"{path.parent.name}/{path.name}".encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
