"""What agencies filled in, brought home: checked, listed where it can't be taken, never decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from pipeline.contract import TRACKING
from pipeline.follow.bring import Intake, bring, laid_out
from pipeline.follow.checks import Bounds, Finding
from pipeline.follow.choices import Choice, choices, preferred
from pipeline.messages import PipelineError
from pipeline.write.log import Act
from pipeline.write.office.sheets import no_collection
from pipeline.write.tracking.model import (
    DISPUTES,
    DROPPED,
    LOG,
    STRAYS,
    TASKS,
    Tracker,
)
from pipeline.write.tracking.pages.book import tracker_bytes
from pipeline.write.tracking.read import Reading, read_tracker

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """The workbook with what came back; ``taken`` cells, ``disputed`` cells, ``added`` rows; ``lines`` for the
    terminal (Vietnamese); ``acts`` for the log (an agency by its name); ``choices`` not empty: nothing was done."""

    content: bytes
    taken: int = 0
    disputed: int = 0
    added: int = 0
    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    acts: tuple[Act, ...] = ()
    choices: tuple[Choice, ...] = ()


@no_collection()
def merge(
    content: bytes | Reading,
    returned: Sequence[tuple[str, bytes]],
    today: date,
    where: str = TRACKING,
    since: date | None = None,
    prefer: str = "",
) -> Merged:
    """Bring filled files (name, bytes) into the workbook ``content``.

    Of what an agency fills, a cell that it changed and the office did not since the file was sent is taken over; so is
    one whose value came from an earlier file, if this one was saved later. What is done waits for acceptance. Where
    both sides typed something else the office's stays; that, and what can't be (a locked column, an unknown status,
    days before the plan's ``since`` or after ``today``), is a finding and a row of Khác nhau. Files of one call that
    disagree are a choice: nothing is done, unless ``prefer`` names the file to follow. Every change is a line of Nhật
    ký. Raises E320 to E322 for ``content`` and for each file, E342 for one of another plan.
    """
    home = read_tracker(content, where) if isinstance(content, bytes) else content
    unlike = {sha256(file).digest(): (name, file) for name, file in reversed(returned)}
    files = [(name, file, read_tracker(file, name)) for name, file in reversed(unlike.values())]
    for name, _, reading in files:
        _of_this_plan(home.tracker, reading.tracker, name)
    bounds, tracker = Bounds(since, today), home.tracker
    rows = [(name, reading.tracker.rows(TASKS)) for name, _, reading in files]
    asked = choices(tracker.rows(TASKS), rows, bounds)
    if asked and prefer not in {name for name, _, _ in files}:
        return Merged(content if isinstance(content, bytes) else b"", choices=tuple(asked))
    theirs = dict(preferred(tracker.rows(TASKS), rows, asked, prefer))
    desk = laid_out(tracker, bounds)
    lines = [*home.left_behind]
    for name, file, reading in sorted(files, key=lambda one: _saved(one[2])):
        lines += bring(desk, name, reading, theirs[name], (sha256(file).hexdigest(), _saved(reading)))
    lines += _told(desk.findings)
    made = tracker_bytes(_written(tracker, desk), today, shares=home.shares)
    return Merged(made, desk.taken, desk.disputed, desk.added, tuple(lines), tuple(desk.findings), tuple(desk.acts))


def _of_this_plan(ours: Tracker, theirs: Tracker, name: str) -> None:
    """A file says which plan it is of; one of the first version does not, its rows do."""
    if ours.identity.plan and theirs.identity.plan and ours.identity.plan != theirs.identity.plan:
        raise PipelineError("E342", name, theirs=theirs.cite)


def _written(tracker: Tracker, desk: Intake) -> Tracker:
    """The workbook as it is now."""
    listings = {
        **tracker.listings,
        TASKS.title: tuple(desk.rows),
        DROPPED.title: tuple(desk.dropped),
        LOG.title: tuple(desk.log),
        DISPUTES.title: tuple(desk.disputes),
        STRAYS.title: tuple(desk.strays),
    }
    identity = replace(tracker.identity, acts=tracker.identity.acts + len(desk.acts))
    return replace(tracker, listings=listings, extra_sheets=tuple(desk.sheets), identity=identity)


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    """The first findings in words, the others counted."""
    yield from (found.line() for found in findings[:_MOST_LINES])
    if len(findings) > _MOST_LINES:
        yield f"và {len(findings) - _MOST_LINES} chỗ nữa, xem merge-report.csv hoặc trang «{DISPUTES.title}»"


def _saved(file: Reading) -> datetime:
    """When the file was saved; the beginning of time where it does not say."""
    return file.saved.replace(tzinfo=None) if file.saved else datetime.min
