"""Plan → review.html: one page that opens from disk, the plan with every find beside its rows.

The page asks nothing of a network: styles, script and values stand in it, and its own policy forbids every address.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from pipeline.correct.model import Corrected, uncorrected
from pipeline.find.registry.registry import Registry
from pipeline.model import Header, Plan
from pipeline.rulebook import shipped_rulebook
from pipeline.write.review.document import block_kinds, document_html
from pipeline.write.review.finds import collect_finds
from pipeline.write.review.rows import page_values, shown_tasks

_ASSETS = Path(__file__).parent / "assets"
_SCRIPTS = ("text.js", "words.js", "state.js", "cards.js", "filters.js", "plan.js", "edit.js", "save.js", "start.js")


def review_page(plan: Plan | Corrected, today: date, names: Sequence[str] = ()) -> bytes:
    """The page's bytes (UTF-8), the same for the same plan, day and names.

    ``plan`` is a plan as read, or what corrections made of it; ``names`` are suggested
    where an agency is typed (``suggested_names``).
    """
    corrected = plan if isinstance(plan, Corrected) else uncorrected(plan)
    tasks = shown_tasks(corrected)
    finds = collect_finds(tasks)
    values = page_values(corrected, finds, today, shipped_rulebook(), names)
    title = corrected.plan.header.title or corrected.plan.document.source.name
    body = {
        "title": escape(title),
        "head": _head(corrected.plan.header, corrected.plan.document.source.name),
        "coverage": _coverage(corrected.plan, tasks),
        "document": document_html(corrected.plan, tasks, finds),
        "data": _json(values),
    }
    return assemble_page("review.html", "review.css", _SCRIPTS, body)


def assemble_page(template: str, style: str, scripts: Iterable[str], slots: Mapping[str, str]) -> bytes:
    """A self-contained page: ``{{slot}}`` of the template filled; style and script allowed by their hashes alone."""
    css = _asset(style)
    script = "(() => {\n'use strict';\n" + "\n".join(_asset(name) for name in scripts) + "})();\n"
    policy = f"default-src 'none'; img-src data:; style-src '{_hash(css)}'; script-src '{_hash(script)}'"
    values = {**slots, "policy": policy, "style": css, "script": script}
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: values[slot[1]], _asset(template)).encode()


def suggested_names(registry: Registry, plan: Plan) -> tuple[str, ...]:
    """Official names of the agencies of the plan's place and day, in the order of the protocol."""
    view = registry.for_place(plan.header.issuer, plan.header.date)
    entries = sorted(view.entries.values(), key=lambda entry: (entry.agency.order, entry.agency.name))
    names = [entry.agency.name for entry in entries]
    members = [member.name for entry in entries for member in view.members(entry.agency)]
    return tuple(dict.fromkeys((*names, *members)))


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _json(values: Mapping[str, Any]) -> str:
    """JSON that can stand inside a script element."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _head(header: Header, file: str) -> str:
    """Who issued it, when, under which number; what the plan does not say is said to be missing."""
    unsaid = '<span class="unsaid">không nêu</span>'
    facts = (
        ("Cơ quan ban hành", header.issuer),
        ("Số", header.number),
        ("Ngày", f"{header.date:%d/%m/%Y}" if header.date else None),
        ("Tệp", file),
    )
    return "".join(f"<div><dt>{name}</dt><dd>{escape(value) if value else unsaid}</dd></div>" for name, value in facts)


def _coverage(plan: Plan, tasks: Sequence[Any]) -> str:
    """How many paragraphs and cells became tasks, headings, activities, nothing: counts for the legend, as JSON."""
    kinds = block_kinds(plan, tasks)
    counts: dict[str, int] = {}
    for block in plan.document.blocks:
        if block.text.strip():
            counts[kinds[block.index]] = counts.get(kinds[block.index], 0) + 1
    return escape(json.dumps(dict(sorted(counts.items()))))
