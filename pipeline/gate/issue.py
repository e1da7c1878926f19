"""Issue: numbers and days, ready before issued, the log's line as the act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.gate.check import Given, Reason, fingerprint, gate_words, reasons, soft_reasons
from pipeline.gate.desk import CONFIRM, ISSUE, READY, Desk, issue_words, issued_path, read_desk
from pipeline.gate.face import filled, read_face
from pipeline.gate.finish import finish, stage
from pipeline.gate.told import ToldLetter
from pipeline.messages import PipelineError
from pipeline.write.letter.sender import vn_date
from pipeline.write.log import Act, append_log
from pipeline.write.store import digest


@dataclass(frozen=True, slots=True)
class Order:
    """What `issue` is asked: which letters (NN; none named means all), the first of consecutive numbers or a number
    for each NN, whether they went out elsewhere already, and the doubts (NN) that ``reason`` lets through."""

    only: frozenset[int] = frozenset()
    first: int | None = None
    numbers: Mapping[int, int] = field(default_factory=dict)
    as_sent: bool = False
    confirm: frozenset[int] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, when (ISO to the second, taken once a command) and through what."""

    time: str
    by: str = ""
    source: str = ""

    def act(self, act: str, letter: ToldLetter, file: str = "", **cells: str) -> Act:
        """A line of the log about a letter."""
        return Act(self.time, act, "", file or letter.file, letter.agency_id, by=self.by, source=self.source, **cells)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter: ``state`` is ready, issued or waits; ``number`` with its sign."""

    letter: ToldLetter
    state: str
    number: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    letter: ToldLetter
    content: bytes
    number: str
    symbol: str
    day: date


def issue(desk: Desk, order: Order, day: date, plan_day: date | None, hand: Hand) -> tuple[Outcome, ...]:
    """Let doubts through, and make letters ready or issue them; to be called under the locks of the plan's folder and
    of outputs/, after ``finish``.

    Raises PipelineError E350 (number taken), E351 (day before the plan's), E353 (no such letter), E356 (no reason),
    E301 and E341 (nothing could be written): nothing is changed then.
    """
    chosen = _chosen(desk, order)
    numbered = order.first is not None or bool(order.numbers) or order.as_sent
    if numbered and plan_day and day < plan_day:
        raise PipelineError("E351", str(desk.folder), day=vn_date(day), plan=vn_date(plan_day))
    desk = _confirm(desk, order, hand)
    if not numbered:
        return _make_ready(desk, chosen, hand)
    outcomes, ready = _numbered(desk, chosen, order, day)
    _refuse_taken(desk, ready)
    _issue(desk, ready, hand)
    return outcomes


def _chosen(desk: Desk, order: Order) -> tuple[ToldLetter, ...]:
    waiting = desk.waiting()
    if not waiting and not desk.issued:
        raise PipelineError("E355", str(desk.folder))
    known = {one.nn for one in waiting}
    for nn in sorted((order.only | order.numbers.keys() | order.confirm) - known):
        raise PipelineError("E353", str(desk.folder), nn=f"{nn:02d}")
    wanted = order.only or frozenset(order.numbers) or (order.confirm if order.first is None else frozenset())
    return tuple(one for one in waiting if not wanted or one.nn in wanted)


def _confirm(desk: Desk, order: Order, hand: Hand) -> Desk:
    """A line for each letter whose doubts are let through."""
    if not order.confirm:
        return desk
    if not order.reason.strip():
        raise PipelineError("E356", str(desk.folder), nn=", ".join(f"{nn:02d}" for nn in sorted(order.confirm)))
    acts = [
        hand.act(CONFIRM, one, before="; ".join(r.words for r in soft), after=fingerprint(one), reason=order.reason)
        for one in desk.waiting()
        if one.nn in order.confirm and (soft := soft_reasons(one))
    ]
    append_log(desk.folder, acts)
    return read_desk_again(desk)


def read_desk_again(desk: Desk) -> Desk:
    """The desk with the log as it is now."""
    now = read_desk(desk.folder)
    return Desk(desk.folder, desk.drafts, now.issued, now.acts, desk.manifest)


def _make_ready(desk: Desk, chosen: Sequence[ToldLetter], hand: Hand) -> tuple[Outcome, ...]:
    outcomes = []
    acts = []
    for letter in chosen:
        found = reasons(letter, desk)
        outcomes.append(Outcome(letter, "waits" if found else READY, reasons=found))
        if not found and desk.state(letter) != READY:
            acts.append(_ready_act(letter, desk, hand))
    append_log(desk.folder, acts)
    return tuple(outcomes)


def _ready_act(letter: ToldLetter, desk: Desk, hand: Hand) -> Act:
    return hand.act(READY, letter, after=digest((desk.folder / letter.file).read_bytes()))


def _numbered(
    desk: Desk, chosen: Iterable[ToldLetter], order: Order, day: date
) -> tuple[tuple[Outcome, ...], list[_Ready]]:
    """Each letter with its number, or why it waits; consecutive numbers go to those that don't wait."""
    outcomes, ready = [], list[_Ready]()
    following = order.first
    for letter in chosen:
        number = order.numbers.get(letter.nn, following)
        given = Given(f"{number:02d}" if number is not None else "", day)
        found, made = _as_sent(letter, desk, given) if order.as_sent else _as_ours(letter, desk, given)
        if made is None:
            outcomes.append(Outcome(letter, "waits", reasons=found))
            continue
        ready.append(made)
        outcomes.append(Outcome(letter, "issued", f"{made.number}/{made.symbol}"))
        if following is not None and letter.nn not in order.numbers:
            following += 1
    return tuple(outcomes), ready


def _as_ours(letter: ToldLetter, desk: Desk, given: Given) -> tuple[tuple[Reason, ...], _Ready | None]:
    """The letter with number and day in its blanks."""
    found = reasons(letter, desk, given)
    if found or given.day is None:
        return found, None
    content = filled((desk.folder / letter.file).read_bytes(), given.number, given.day, letter.file)
    face = read_face(content, letter.file)
    if not face.number or face.day != given.day:  # a person took the line away
        return (Reason(True, "no_place", gate_words()["hard"]["no_place"]),), None
    return (), _Ready(letter, content, given.number, face.symbol, given.day)


def _as_sent(letter: ToldLetter, desk: Desk, given: Given) -> tuple[tuple[Reason, ...], _Ready | None]:
    """The letter as it lies there: number and day are its own, or told where it was numbered on paper alone."""
    content = (desk.folder / letter.file).read_bytes()
    face = read_face(content, letter.file)
    given = Given(given.number, given.day if given.number and not face.day else None)
    found = reasons(letter, desk, given, as_sent=True)
    number, day = face.number or given.number, face.day or given.day
    if not found and (not number or day is None):
        words = gate_words()["hard"]["unnumbered"].format(nn=f"{letter.nn:02d}")
        found = (Reason(True, "unnumbered", words),)
    if found or day is None:
        return found, None
    return (), _Ready(letter, content, number, face.symbol, day)


def taken_numbers(outputs: Path) -> dict[tuple[int, str, int], str]:
    """Every number given below ``outputs``: (figure, sign in capitals, year) → the letter that bears it."""
    found: dict[tuple[int, str, int], str] = {}
    for folder in sorted(path for path in outputs.iterdir() if path.is_dir()):
        for one in read_desk(folder).issued:
            figure, _, symbol = one.number.partition("/")
            if figure.isdigit():
                found[(int(figure), symbol.upper(), one.day.year)] = f"{folder.name}/{one.file}"
    return found


def _refuse_taken(desk: Desk, ready: Iterable[_Ready]) -> None:
    taken = taken_numbers(desk.folder.parent)
    for one in ready:
        key = (int(one.number) if one.number.isdigit() else 0, one.symbol.upper(), one.day.year)
        if key in taken:
            number, year = f"{one.number}/{one.symbol}", str(one.day.year)
            raise PipelineError("E350", one.letter.file, number=number, year=year, other=taken[key])
        taken[key] = one.letter.file


def _issue(desk: Desk, ready: Sequence[_Ready], hand: Hand) -> None:
    """Stage, write the lines, complete: the lines are the act."""
    if not ready:
        return
    stage(desk.folder, [(one.letter, one.content) for one in ready])
    append_log(desk.folder, _acts(desk, ready, hand))
    finish(desk.folder, _stamp(hand))


def _acts(desk: Desk, ready: Iterable[_Ready], hand: Hand) -> Iterator[Act]:
    for one in ready:
        if desk.state(one.letter) != READY:
            yield _ready_act(one.letter, desk, hand)
        words = issue_words(f"{one.number}/{one.symbol}", one.day, digest(one.content))
        yield hand.act(ISSUE, one.letter, issued_path(one.letter), before=one.letter.file, after=words)


def _stamp(hand: Hand) -> str:
    """The time as the name of a folder."""
    return hand.time.replace(":", "").replace("T", "-")
