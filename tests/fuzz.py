"""`make fuzz`: damaged copies of real plans at the reader, and some of them through the whole way, for some minutes.

Every input has a number, and the number makes it: ``python -m tests.fuzz --only NUMBER`` repeats a find. What must not
happen: an exception that is no PipelineError, more than ten seconds, a file outside the output folder.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from types import FrameType

from lxml import etree

from pipeline.batch.deliver import deliver
from pipeline.messages import PipelineError
from pipeline.model import Settings
from pipeline.options import Options
from pipeline.read import read
from tests import ROOT
from tests.build import everything, pdf
from tests.seeds import ARCHIVE, PAGE, kinds, ruled

# The plans that ship, one document that holds every construct the reader knows, one of fields and mathematics.
PDF = pdf(
    [(65, 700, "TT"), (115, 700, "Việc"), (65, 670, "1"), (115, 670, "Sở Y tế chủ trì")],
    [(80, 780, "UBND TỈNH AN HÒA"), (320, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (72, 600, "Giao Sở Y tế")],
    drawn=ruled((60, 110, 420), (720, 690, 640)),
)
SEEDS = (*(path.read_bytes() for path in sorted((ROOT / "inputs").glob("*.docx"))), everything(), kinds())
OTHERS = (PDF, PAGE, ARCHIVE)
SECONDS = 10
WHOLE_WAY = 5  # every fifth input goes on to tables, letters and workbook
Entries = dict[str, bytes]


def packed(entries: Entries) -> bytes:
    """A zip file of ``entries``."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> Entries:
    """The entries of a zip file by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def damage_bytes(chance: random.Random, content: bytes) -> bytes:
    """Flip, cut, double or drop bytes."""
    raw = bytearray(content)
    for _ in range(chance.choice((1, 4, 32))):
        at, size = chance.randrange(len(raw)), chance.choice((1, 2, 64, 1024))
        change = chance.randrange(4)
        if change == 0:
            raw[at] ^= 1 << chance.randrange(8)
        elif change == 1 and len(raw) > size:
            del raw[at : at + size]
        elif change == 2:
            raw[at:at] = raw[at : at + size]
        else:
            raw[at : at + size] = chance.randbytes(size)
        raw = raw or bytearray(b"P")
    return bytes(raw[: chance.randrange(1, len(raw))] if chance.random() < 0.1 else raw)


def damage_entries(chance: random.Random, content: bytes) -> bytes:
    """Drop, rename, empty, swap or damage parts of the package, or add one that points outside it."""
    entries = unpacked(content)
    for _ in range(chance.choice((1, 2, 4))):
        name, other = chance.choice(list(entries)), chance.choice(list(entries))
        change = chance.randrange(6)
        if change == 0 and len(entries) > 1:
            del entries[name]
        elif change == 1:
            entries[chance.choice((f"../{name}", f"/{name}", name.upper(), name + "\u0301"))] = entries.pop(name)
        elif change == 2:
            entries[name] = b""
        elif change == 3:
            entries[name], entries[other] = entries[other], entries[name]
        elif change == 4:
            entries[name] = damage_bytes(chance, entries[name] or b"<")
        else:
            entries[chance.choice(("../../outside.txt", "word/media/image1.emf", "word/styles.xml"))] = (
                chance.randbytes(99)
            )
    return packed(entries)


def damage_node(chance: random.Random, nodes: list[etree._Element], node: etree._Element) -> None:
    """Remove, move, nest or double one element, or change an attribute or its text."""
    parent, target = node.getparent(), chance.choice(nodes)
    change = chance.randrange(6)
    if parent is None or change == 5:
        node.text = chance.choice((None, "", "\u0301", "Giao Sở Y tế chủ trì, trước ngày 31/02/2025", "x" * 9999))
    elif change == 0:
        parent.remove(node)
    elif change == 1:
        parent.insert(chance.randrange(len(parent) + 1), deepcopy(node))
    elif change == 2:
        target.append(deepcopy(node))
    elif change == 3 and node.attrib:
        key = chance.choice(list(node.attrib))
        node.set(key, chance.choice(("", "-1", "999999999999", "none", "\u0301", "1e9")))
    else:
        node.tag = target.tag


def damage_xml(chance: random.Random, content: bytes) -> bytes:
    """Well-formed XML with elements out of place in one part of the package."""
    entries = unpacked(content)
    parts = [name for name in entries if name.endswith(".xml")]
    name = "word/document.xml" if chance.random() < 0.7 else chance.choice(parts)
    root = etree.fromstring(entries[name])
    for _ in range(chance.choice((1, 3, 10, 40))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        damage_node(chance, nodes, chance.choice(nodes))
    entries[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(entries)


DAMAGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (damage_bytes, damage_entries, damage_xml, damage_xml)


def damaged(number: int) -> bytes:
    """The input with this number."""
    chance = random.Random(number)
    if number % 4 == 0:
        return damage_bytes(chance, chance.choice(OTHERS))
    return chance.choice(DAMAGES)(chance, chance.choice(SEEDS))


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"more than {SECONDS} s")


def attempt(number: int) -> str:
    """What became of one input: "read", "refused E103" or "whole way"; any other exception goes through."""
    with tempfile.TemporaryDirectory() as name:
        path, output = Path(name, "in", "plan.docx"), Path(name, "out")
        path.parent.mkdir()
        path.write_bytes(damaged(number))
        try:
            read(path)
            if number % WHOLE_WAY:
                return "read"
            deliver(path, Settings(), output, date(2024, 4, 1), "kept", Options())
        except PipelineError as error:
            return f"refused {error.code}"
        strays = [p for p in Path(name).rglob("*") if p not in (path, path.parent) and not p.is_relative_to(output)]
        if strays:
            raise AssertionError(f"files outside the output folder: {strays}")
        return "whole way"


def guarded(number: int) -> tuple[str, bool]:
    """What became of one input, within the time limit, and whether that is a find."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _late)
        signal.alarm(SECONDS)
    try:
        return attempt(number), False
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}", True
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def main() -> int:
    """Try inputs until the minutes are over; 1 where there was a find."""
    arguments = argparse.ArgumentParser(prog="fuzz")
    arguments.add_argument("--minutes", type=float, default=5)
    arguments.add_argument("--first", type=int, default=1, help="number of the first input")
    arguments.add_argument("--only", type=int, help="repeat one input, with its traceback")
    given = arguments.parse_args()
    if given.only is not None:
        print(attempt(given.only))
        return 0
    until, number = time.monotonic() + 60 * given.minutes, given.first
    seen: Counter[str] = Counter()
    finds: dict[str, int] = {}
    while time.monotonic() < until:
        became, bad = guarded(number)
        seen[became] += 1
        if bad and became not in finds:
            finds[became] = number
        number += 1
    for became, count in seen.most_common():
        print(f"{count:7} {became}" + (f"   first: --only {finds[became]}" if became in finds else ""))
    print(f"{number - given.first} inputs in {given.minutes:g} minutes, {len(finds)} kinds of find")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
