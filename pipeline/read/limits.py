"""How much a document may be before it counts as an attack. Real plans stay a hundred times below.

As a tree, XML costs ten times its size in memory and more, hence the limits on a part and on the nodes of all parts:
reading stays under 400 MiB. The file itself is held in memory too.
"""

from __future__ import annotations

from zipfile import ZipInfo

from pipeline.messages import PipelineError

MIB = 1024 * 1024
FILE_BYTES = 120 * MIB
TEXT_BYTES = 16 * MIB
LINES = 300_000
ENTRIES = 20_000
TOTAL_BYTES = 1024 * MIB
PART_BYTES = 32 * MIB
NODES = 1_500_000
NODES_FREE_BYTES = 4 * MIB
RATIO = 400
RATIO_FREE_BYTES = 12 * MIB
NESTING = 20
COLUMNS = 256
CELLS = 200_000
NUMBER = 100
FIELDS = 32
PIXELS = 40_000_000


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


class Nodes:
    """The tags and attributes of a package so far: each costs 150 to 350 bytes in a tree, however short."""

    def __init__(self) -> None:
        self._free, self._count = NODES_FREE_BYTES, 0

    def add(self, content: bytes, where: str, part: str) -> None:
        """Refuse a part whose tree would not fit beside those read before; the first few MiB need no counting."""
        self._free -= len(content)
        if self._free >= 0:
            return
        self._count += content.count(b"<") + 2 * content.count(b'="') + 2 * content.count(b"='")
        check_count(self._count, NODES, f"số phần tử đến {part}", where)


def check_count(count: int, limit: int, what: str, where: str) -> None:
    """Refuse a document that holds more than ``limit`` of something."""
    if count > limit:
        raise PipelineError("E112", where, what=what, size=str(count), limit=str(limit))


def check_nesting(depth: int, where: str) -> None:
    """Refuse tables and text boxes inside each other beyond what a person can have made."""
    if depth > NESTING:
        raise PipelineError("E116", where, limit=str(NESTING))


def _mib(size: int) -> str:
    return f"{size / MIB:.0f} MB"
