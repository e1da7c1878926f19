"""From an official plan (.docx) to tables of tasks, assignment letters and a tracking workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Deadline, Plan, Settings

__all__ = ["extract", "read_deadline"]


def extract(path: Path | str, settings: Settings | None = None) -> Plan:
    """Everything that the document at ``path`` orders, as a ``pipeline.model.Plan``.

    ``settings`` are what ``<plan>.toml`` would give. Raises ``pipeline.messages.PipelineError`` where the file can't
    be read.
    """
    from pipeline.run import extract as run  # spaCy is imported only when a document has to be read

    return run(path, settings)


def read_deadline(sentence: str, document_date: date | None) -> Deadline | None:
    """The limit that ``sentence`` sets in a document of ``document_date`` (None: not known), or None where it sets
    none."""
    from pipeline.find.time.dates import read_deadline as read

    return read(sentence, document_date)
