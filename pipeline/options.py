"""What the command line asks of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.contract import OUTPUTS
from pipeline.model import Signer


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of a run: which outputs, an office's own letter template, one file for printing."""

    only: tuple[str, ...] = OUTPUTS
    template: Path | None = None
    combined: bool = False
    pdf: bool = False
    by_agency: bool = False
    signer: Signer | None = None

    @property
    def partial(self) -> bool:
        """Whether some outputs are left as they are."""
        return set(self.only) != set(OUTPUTS)
