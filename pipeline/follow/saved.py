"""What follow-up needs of a run that lies on disk: the document's head and the kinds of its agencies, without reading
the plan again."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

from pipeline.messages import PipelineError
from pipeline.model import Agency, Document, Header, Plan, Reference, Signer, Source


def saved_plan(plan_json: bytes, agencies_csv: bytes, where: str) -> Plan:
    """The head and the agencies (id, name, kind) of a run; no tasks. Raises PipelineError E323 where a file is not as
    a run writes it."""
    try:
        content = json.loads(plan_json)
        header = _header(content)
        source = Source(content["source"]["name"], content["source"]["sha256"], content["source"]["bytes"])
        rows = list(csv.DictReader(StringIO(agencies_csv.decode("utf-8-sig"))))
        agencies = {row["agency_id"]: Agency(row["agency_id"], row["agency"], row["kind"]) for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise PipelineError("E323", where, reason=type(error).__name__) from error
    return Plan(Document(source, ()), header, (), agencies=agencies)


def _header(content: Mapping[str, Any]) -> Header:
    """plan.json's own words; null stays None."""
    references = tuple(
        Reference(one["type"], one["number"] or "", _day(one["date"]), one["issuer"] or "")
        for one in content["references"]
    )
    return Header(
        type=content["type"],
        title=content["title"],
        issuer=content["issuer"],
        number=content["number"],
        date=_day(content["date"]),
        place=content["place"],
        signer=Signer(**content["signer"]),
        references=references,
        recipients=tuple(content["recipients"]),
    )


def _day(text: str | None) -> date | None:
    """An ISO date, or None."""
    return date.fromisoformat(text) if text else None
