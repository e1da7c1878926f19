"""Pages that are pictures, read by Tesseract in Vietnamese, two at a time; numbers are mended by their sequence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.messages import PipelineError
from pipeline.read.limits import PIXELS
from pipeline.read.pdf.lines import PAGE_NUMBER
from pipeline.read.plain import paragraphs
from pipeline.read.word.counting import roman

SECONDS = 120.0
_DPI = 300
_AT_ONCE = 2
Recognised = tuple[list[str], list[tuple[str, str]]]
# What the model takes the strokes of a Roman number for, and digits for letters.
_STROKES = str.maketrans(
    {"H": "II", "N": "II", "M": "III", "l": "I", "1": "I", "|": "I", "!": "I", "Ị": "I", "Ì": "I", "Í": "I", "i": "I"}
)
_STROKES |= str.maketrans({"L": "I", "J": "I", "ị": "I", "Y": "V", "v": "V", "Ý": "V", "x": "X", "ï": "II", "U": "II"})
_DIGITS = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "!": "1", "i": "1", "S": "5", "s": "5", "B": "8", "O": "0", "o": "0"}
)
_DIGITS |= str.maketrans({"Z": "2", "z": "2", "b": "6", "g": "9", "q": "9", "T": "1", "]": "1"})
_ROMAN_LINE = re.compile(r"([IVXHNMLJYUl1|!ỊÌÍÝivxïị]{1,6})\s?[.,:;)]?\s+(?=(\w{2,}))")
_DIGIT_LINE = re.compile(r"([\dlI|!iSsBOoZzbgqT\]]{1,3})[.,]\s+(?=[^\W\d_])")


def can_recognise() -> bool:
    """Whether Tesseract and its Vietnamese model are on this machine."""
    program = shutil.which("tesseract")
    return program is not None and _knows_vietnamese(program)


@cache
def _knows_vietnamese(program: str) -> bool:
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (subprocess.SubprocessError, OSError):
        return False
    return "vie" in listed.stdout.split()


def recognise(pdf: Any, numbers: Sequence[int], where: str) -> dict[int, Recognised]:
    """For each page (from 1): its paragraphs, and the numbers that were mended (as read, as shown). Raises E133."""
    lines: dict[int, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="giaoviec-") as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[tuple[int, Future[str]]] = deque()
        for count, number in enumerate(numbers, 1):
            _progress(count, len(numbers))
            image = _picture(pdf, number, Path(folder))
            waiting.append((number, pool.submit(_tesseract, image, where)))
            while len(waiting) > _AT_ONCE or (waiting and count == len(numbers)):
                done, future = waiting.popleft()
                lines[done] = list(_without_specks(paragraphs(future.result().splitlines())))
    mender = Mender()
    return {number: mender.mend(lines[number]) for number in numbers}


def _progress(count: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\rNhận dạng chữ: trang ảnh {count}/{total}", end="\n" if count == total else "", file=sys.stderr)


def _picture(pdf: Any, number: int, folder: Path) -> Path:
    """The page as a grey picture in a file; a page may say that it is as large as a field."""
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(_DPI / 72, (PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = memoryview(bitmap.buffer).cast("B")
    image = folder / f"{number}.pgm"
    with image.open("wb") as file:
        file.write(f"P5 {wide} {high} 255\n".encode())
        for row in range(high):
            file.write(pixels[row * stride : row * stride + wide])
    page.close()
    return image


def _tesseract(image: Path, where: str) -> str:
    command = [
        shutil.which("tesseract") or "tesseract",
        str(image),
        "stdout",
        "-l",
        "vie",
        "--psm",
        "4",
        "--dpi",
        str(_DPI),
    ]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages run beside each other; threads inside one only wait
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=environment)
    except (subprocess.SubprocessError, OSError) as error:
        raise PipelineError("E133", where, reason=type(error).__name__) from error
    finally:
        image.unlink(missing_ok=True)
    return done.stdout.decode("utf-8", errors="replace").replace("\f", "\n")


def _without_specks(lines: Iterable[str]) -> Iterator[str]:
    """Lines that hold a word or a figure; page numbers and what the model made of specks and rules go."""
    for line in lines:
        words = [word for word in re.findall(r"\w+", line) if len(word) > 1 or word.isdigit()]
        if words and not PAGE_NUMBER.fullmatch(line) and sum(map(str.isalnum, line)) * 3 >= len(line.replace(" ", "")):
            yield line


class Mender:
    """Numbers of headings and items as they follow on each other through the pages of one document."""

    def __init__(self) -> None:
        self._roman = self._digit = 0

    def mend(self, lines: Sequence[str]) -> Recognised:
        """The lines with their numbers mended, and what was mended. Only the number that must come next is put in."""
        mended: list[tuple[str, str]] = []
        made = []
        for line in lines:
            shown = self._mend(line)
            if shown != line:
                mended.append((line.split()[0], shown.split()[0]))
            made.append(shown)
        return made, mended

    def _mend(self, line: str) -> str:
        if (match := _ROMAN_LINE.match(line)) and match[2].isupper():
            wanted = roman(self._roman + 1).upper()
            if match[1].translate(_STROKES) == wanted or match[1] == wanted:
                self._roman, self._digit = self._roman + 1, 0
                return line if match[0].strip() == f"{wanted}." else f"{wanted}. {line[match.end() :]}"
            if match[1] == "I" and "I." in match[0]:
                self._roman, self._digit = 1, 0
            return line
        if match := _DIGIT_LINE.match(line):
            read = match[1].translate(_DIGITS)
            if read in (str(self._digit + 1), "1"):
                self._digit = int(read)
                return line if match[1] == read else f"{read}. {line[match.end() :]}"
            if match[1].isdigit():
                self._digit = int(match[1])
        return line
