"""What the gate asks of plan.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.contract import PLAN_JSON
from pipeline.messages import PipelineError


def plan_day(folder: Path) -> date | None:
    """The plan's own day. Raises PipelineError E323 where plan.json is not as a run writes it."""
    said = _said(folder)
    try:
        return date.fromisoformat(said["date"]) if said["date"] else None
    except (ValueError, KeyError, TypeError) as error:
        raise PipelineError("E323", str(folder / PLAN_JSON), reason=type(error).__name__) from None


def document_name(folder: Path) -> str:
    """The file name of the plan's document. Raises PipelineError E323."""
    try:
        return str(_said(folder)["source"]["name"])
    except (KeyError, TypeError) as error:
        raise PipelineError("E323", str(folder / PLAN_JSON), reason=type(error).__name__) from None


def _said(folder: Path) -> Mapping[str, Any]:
    try:
        said = json.loads((folder / PLAN_JSON).read_bytes())
    except (OSError, ValueError) as error:
        raise PipelineError("E323", str(folder / PLAN_JSON), reason=type(error).__name__) from None
    if not isinstance(said, dict):
        raise PipelineError("E323", str(folder / PLAN_JSON), reason="dict")
    return said
