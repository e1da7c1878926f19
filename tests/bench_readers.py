"""Readers of Word files side by side on the shipped plan; one that is not installed is left out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from lxml import etree

from pipeline.read import read
from tests import PLAN
from tests.bench import interleaved, milliseconds, table

TITLE = "Readers side by side"
ROUNDS = 9


def lxml_alone() -> str:
    """Unzip, parse, join the text of each paragraph: the floor."""
    root = etree.fromstring(ZipFile(BytesIO(PLAN.read_bytes())).read("word/document.xml"))
    return "\n".join("".join(map(str, p.itertext())) for p in root.iter("{*}p"))


def python_docx() -> str:
    """Text of the paragraphs; it loses insertions, content controls, text boxes and automatic numbers."""
    return "\n".join(paragraph.text for paragraph in Document(str(PLAN)).paragraphs)


def docx2python_text() -> str:
    """docx2python, where it is installed."""
    from docx2python import docx2python

    with docx2python(PLAN) as content:
        return str(content.text)


def pandoc() -> str:
    """A process of pandoc, where it is installed."""
    return subprocess.run(["pandoc", "-t", "plain", str(PLAN)], capture_output=True, text=True, check=True).stdout


def measure() -> str:
    """Milliseconds for the whole file, warm."""
    cases: dict[str, Callable[[], object]] = {
        "lxml alone, text only": lxml_alone,
        "python-docx, paragraphs only": python_docx,
        "this reader, with numbers, tables, notes and the proof": lambda: read(PLAN),
    }
    if find_spec("docx2python"):
        cases["docx2python"] = docx2python_text
    if shutil.which("pandoc"):
        cases["pandoc (a process each)"] = pandoc
    times = interleaved(list(cases.values()), ROUNDS)
    return table(("reader", "ms"), [(name, milliseconds(spent)) for name, spent in zip(cases, times, strict=True)])
