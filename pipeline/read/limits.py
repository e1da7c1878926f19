"""How much a document may be before it counts as an attack. Real plans stay a hundred times below.

As a tree, XML costs ten times its size in memory and more, hence the limits on one part: reading stays under 400 MiB.
"""

from __future__ import annotations

from zipfile import ZipInfo

from pipeline.errors import PipelineError

MIB = 1024 * 1024
FILE_BYTES = 300 * MIB
ENTRIES = 20_000
TOTAL_BYTES = 1024 * MIB
PART_BYTES = 32 * MIB
NODES = 2_000_000
NODES_FREE_BYTES = 4 * MIB
RATIO = 400
RATIO_FREE_BYTES = 12 * MIB
NESTING = 20
COLUMNS = 256


def check_archive(entries: list[ZipInfo], where: str) -> None:
    """Refuse an archive by what its directory declares, before anything is inflated (zip bombs)."""
    if len(entries) > ENTRIES:
        raise PipelineError("E112", where, what="số tệp bên trong", size=str(len(entries)), limit=str(ENTRIES))
    total = sum(entry.file_size for entry in entries)
    if total > TOTAL_BYTES:
        raise PipelineError("E112", where, what="dung lượng giải nén", size=_mib(total), limit=_mib(TOTAL_BYTES))


def check_part(entry: ZipInfo, where: str) -> None:
    """Refuse one part that is too large, packed too tightly to be text, or encrypted."""
    if entry.flag_bits & 1:
        raise PipelineError("E110", where)
    if entry.file_size > PART_BYTES:
        raise PipelineError(
            "E112", where, what=f"phần {entry.filename}", size=_mib(entry.file_size), limit=_mib(PART_BYTES)
        )
    if entry.file_size > RATIO_FREE_BYTES and entry.file_size > RATIO * max(entry.compress_size, 1):
        ratio = str(entry.file_size // max(entry.compress_size, 1))
        raise PipelineError("E112", where, what=f"tỉ lệ nén của {entry.filename}", size=ratio, limit=str(RATIO))


def check_nodes(content: bytes, where: str, part: str) -> None:
    """Refuse a part whose tree would not fit: a tag and an attribute cost 150 to 350 bytes each, however short."""
    if len(content) < NODES_FREE_BYTES:
        return
    nodes = content.count(b"<") + 2 * content.count(b'="') + 2 * content.count(b"='")
    if nodes > NODES:
        raise PipelineError("E112", where, what=f"số phần tử của {part}", size=str(nodes), limit=str(NODES))


def check_nesting(depth: int, where: str) -> None:
    """Refuse tables and text boxes inside each other beyond what a person can have made."""
    if depth > NESTING:
        raise PipelineError("E116", where, limit=str(NESTING))


def _mib(size: int) -> str:
    return f"{size / MIB:.0f} MB"
