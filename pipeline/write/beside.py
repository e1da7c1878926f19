"""Files of a command beside those of a run: what a person edited stays, the new text goes to ``moi/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.contract import MANIFEST, NEW_TEXT
from pipeline.write.store import digest, read_manifest, write_atomically


def write_beside(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write ``files`` into ``folder``; of those that a person edited the new text goes to ``moi/<name>``.

    Gives a line (Vietnamese) for each of these. Raises PipelineError E301.
    """
    manifest = read_manifest(folder)
    lines = []
    for name, content in files.items():
        path = folder / name
        held = digest(path.read_bytes()) if path.is_file() else ""
        if held and held not in (digest(content), manifest.get(name)):
            write_atomically(folder / NEW_TEXT / name, content)
            lines.append(f"{path}: đã có người sửa, giữ nguyên; bản mới ở {folder / NEW_TEXT / name}")
        else:
            write_atomically(path, content)
            manifest[name] = digest(content)
    record = json.dumps({"files": dict(sorted(manifest.items()))}, ensure_ascii=False, indent=1)
    write_atomically(folder / MANIFEST, record.encode())
    return tuple(lines)
