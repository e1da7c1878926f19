"""Plan → plan.json: what the document says of itself (output contract). What it does not say is null."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from pipeline.model import Plan


def plan_json(plan: Plan, version: str, rules_sha256: str) -> bytes:
    """The file's bytes: UTF-8, indented, keys in the order of the contract."""
    header, source = plan.header, plan.document.source
    content = {
        "source": {"name": source.name, "sha256": source.sha256, "bytes": source.size},
        "type": header.type,
        "title": header.title,
        "issuer": header.issuer,
        "number": header.number,
        "date": header.date,
        "place": header.place,
        "signer": asdict(header.signer),
        "references": [asdict(r) | {"number": r.number or None, "issuer": r.issuer or None} for r in header.references],
        "recipients": list(header.recipients),
        "outline": [
            {"section": h.section, "text": h.text, "place": plan.document.blocks[h.block].place} for h in plan.outline
        ],
        "funding": list(plan.funding),
        "activities": [
            {
                "section": a.section,
                "text": a.text,
                "place": plan.document.blocks[a.span.block].place,
                "tasks": list(a.tasks),
            }
            for a in plan.activities
        ],
        "counts": counts(plan),
        "version": version,
        "rules_sha256": rules_sha256,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, default=_text) + "\n").encode()


def counts(plan: Plan) -> dict[str, int]:
    """How many of each there are."""
    return {
        "blocks": len(plan.document.blocks),
        "tasks": len(plan.tasks),
        "agencies": len({p.agency.id for t in plan.tasks for p in (*t.owners, *t.partners)}),
        "activities": len(plan.activities),
        "notices": len(plan.notices),
        "flagged": sum(bool(t.flags) for t in plan.tasks),
    }


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
