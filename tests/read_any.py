"""`make read-any FOLDER=…`: every file of a folder at the reader, each in a process of its own with its own limits.

A table says what became of them: read, refused (by its code), traceback, slow (over 30 s), large (over 400 MiB). The
exit code is 1 where there was a traceback.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests import ROOT

SECONDS, MIB = 30, 400
# Run in the process of its own: the last line is "read N", "refused E103" or "traceback …", and the memory at most.
_ONE = """
import resource, sys
from pathlib import Path
from pipeline.messages import PipelineError
from pipeline.read import read
try:
    document = read(Path(sys.argv[1]))
    said = f"read {len(document.blocks)}"
except PipelineError as error:
    said = f"refused {error.code}"
except Exception as error:
    import traceback
    last = traceback.extract_tb(error.__traceback__)[-1]
    said = f"traceback {type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
print("\\n" + said)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


class Became(NamedTuple):
    """What became of one file: "read", "refused E117", "traceback …", "slow", "large", and its memory at most."""

    path: Path
    what: str
    mib: int = 0


def attempt(path: Path) -> Became:
    """Read one file within the limits."""
    command = [sys.executable, "-c", _ONE, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return Became(path, "slow")
    lines = done.stdout.splitlines()
    if done.returncode or len(lines) < 2:
        return Became(path, f"traceback process ended with {done.returncode}")
    what, mib = lines[-2], int(lines[-1])
    if what.startswith("traceback"):
        return Became(path, what, mib)
    return Became(path, "large" if mib > MIB else what.split(" ")[0] if what.startswith("read") else what, mib)


def files(folder: Path) -> Iterator[Path]:
    """All files below ``folder``, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def main() -> int:
    """Print the table; 1 where there was a traceback."""
    arguments = argparse.ArgumentParser(prog="read-any")
    arguments.add_argument("folder", type=Path)
    given = arguments.parse_args()
    with ThreadPoolExecutor(2) as pool:
        became = list(pool.map(attempt, files(given.folder)))
    for what, count in Counter(one.what for one in became).most_common():
        first = next(one.path for one in became if one.what == what)
        print(f"{count:6} {what}" + ("" if what == "read" else f"   first: {first}"))
    print(f"{len(became)} files, {max((one.mib for one in became), default=0)} MiB at most")
    return int(any(one.what.startswith("traceback") for one in became))


if __name__ == "__main__":
    sys.exit(main())
