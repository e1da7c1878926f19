"""The comparison of two versions as one page that opens from disk: words struck and words new, filters by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape

from pipeline.cells import Cells
from pipeline.follow.compare import KINDS, Change, Comparison, comparison_rows
from pipeline.model import Header, Plan
from pipeline.write.review.page import assemble_page

_ROLES = {"lead": "chủ trì", "perform": "thực hiện", "support": "phối hợp", "": ""}
_MODES = {"assign": "giao", "request": "đề nghị", "": ""}


def compare_page(comparison: Comparison) -> bytes:
    """The page's bytes (UTF-8); the same for the same two plans."""
    rows = comparison_rows(comparison)
    slots = {
        "title": escape(comparison.new.header.title or comparison.new.document.source.name),
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "figures": "".join(_figure(kind, count) for kind, count in comparison.counts().items()),
        "changes": "".join(_change(c, row) for c, row in zip(comparison.changes, rows, strict=True)),
    }
    return assemble_page("compare.html", "compare.css", ("compare.js",), slots)


def _version(plan: Plan) -> str:
    """File, number and date of a version."""
    header: Header = plan.header
    said = [f"số {header.number}" if header.number else "", f"ngày {header.date:%d/%m/%Y}" if header.date else ""]
    return escape(", ".join((plan.document.source.name, *filter(None, said), f"{len(plan.tasks)} nhiệm vụ")))


def _figure(kind: str, count: int) -> str:
    checked = " checked" if kind != "unchanged" else ""
    off = "" if count else " disabled"
    return (
        f'<li><label class="k-{kind}"><input type="checkbox" value="{kind}"{checked}{off}> '
        f"<b>{count}</b> {KINDS[kind]}</label></li>"
    )


def _change(change: Change, row: Cells) -> str:
    """One task: what changed, then the cells, each with its old and new words."""
    name = row["id_old"] or row["id_new"]
    pills = "".join(f'<span class="pill k-{kind}">{KINDS[kind]}</span>' for kind in change.kinds)
    renumbered = row["id_old"] and row["id_new"] and row["id_old"] != row["id_new"]
    now = f' <span class="was">nay đánh số {escape(row["id_new"])}</span>' if renumbered else ""
    place = f'<span class="place">{escape(row["place_new"] or row["place_old"])}</span>'
    cells = "".join(f"<dt>{label}</dt><dd>{words}</dd>" for label, words in _cells(row, change))
    return (
        f'<li class="change k-{change.kinds[0]}" data-kinds="{" ".join(change.kinds)}">'
        f"<h2>{escape(name)} {pills}{now}{place}</h2>"
        f'<p class="words">{_both(row, "text", change)}</p><dl>{cells}</dl></li>\n'
    )


def _cells(row: Cells, change: Change) -> Iterator[tuple[str, str]]:
    yield "Cơ quan", _both(row, "owners", change)
    if row["owner_role_old"] != row["owner_role_new"] or row["mode_old"] != row["mode_new"]:
        yield "Vai trò", _both(_named(row), "owner_role", change)
    yield "Phối hợp", _both(row, "partners", change)
    yield "Thời hạn", _both({f"due_{v}": _due(row, v) for v in ("old", "new")}, "due", change)


def _named(row: Cells) -> Mapping[str, str]:
    """Role and mode in Vietnamese."""
    return {
        f"owner_role_{v}": " ".join(filter(None, (_MODES[row[f"mode_{v}"]], _ROLES[row[f"owner_role_{v}"]])))
        for v in ("old", "new")
    }


def _due(row: Cells, version: str) -> str:
    start, end = (re.sub(r"(\d+)-(\d+)-(\d+)", r"\3/\2/\1", row[f"{c}_{version}"]) for c in ("start", "end"))
    days = f"{start} – {end}" if start and end else f"đến {end}" if end else f"từ {start}" if start else ""
    said = row[f"deadline_text_{version}"]
    return f"{days} («{said}»)" if days and said else days or said


def _both(row: Mapping[str, str], column: str, change: Change) -> str:
    """A cell of both versions as one text, struck words and new words marked; of one version as it stands."""
    old, new = row[f"{column}_old"], row[f"{column}_new"]
    if change.old is None or change.new is None or old == new:
        return escape(new or old) or '<span class="unsaid">không nêu</span>'
    return word_difference(old, new)


def word_difference(old: str, new: str) -> str:
    """HTML of both texts: words of the old one alone in ``del``, of the new one alone in ``ins``."""
    one, two = _words(old), _words(new)
    made = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(escape("".join(two[c:d])))
            continue
        made += [
            f"<{tag}>{escape(''.join(words))}</{tag}>" for tag, words in (("del", one[a:b]), ("ins", two[c:d])) if words
        ]
    return "".join(made)


def _words(text: str) -> Sequence[str]:
    """Words with the blanks behind them."""
    return re.findall(r"\S+\s*", text)
