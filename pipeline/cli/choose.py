"""What a person chooses for the gate: successors, members of groups, the kind of a letter that follows another.

Each choice is a line of the log, then a file in inputs/; the next run drafts by it.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

from pipeline.contract import TABLES_FOLDER
from pipeline.gate.choices import Group, Successor, add_group, add_successor
from pipeline.gate.desk import KIND, Desk
from pipeline.gate.following.changes import ENDINGS
from pipeline.gate.issue import Hand
from pipeline.gate.reminders import desk_of
from pipeline.gate.saved import document_name
from pipeline.gate.told import ToldLetter
from pipeline.identity import plain
from pipeline.messages import PipelineError
from pipeline.write.log import Act, append_log
from pipeline.write.store import read_again

_KIND_MARK = "loại:"  # --group "các sở=loại:so": all of a kind of the registry


def choose(arguments: argparse.Namespace, folder: Path, hand: Hand) -> bool:
    """Do what `issue` was asked to choose; whether it was asked anything. To be called under the folder's lock.

    Raises PipelineError E353, E354, E357 before anything is written; E301, E302, E341.
    """
    desk = desk_of(folder)
    day = arguments.date or date.today()
    kinds = [_kind(words, desk, arguments.reason, hand) for words in arguments.adjust]
    successors = [_successor(words, folder, arguments.task, hand, day) for words in arguments.successor]
    groups = [_group(words) for words in arguments.group]
    if not (kinds or successors or groups):
        return False
    acts = [*kinds, *(_successor_act(one, hand) for one in successors), *(_group_act(one, hand) for one in groups)]
    append_log(folder, acts)
    for successor in successors:
        print(f"{add_successor(arguments.inputs, successor)}: {successor.agency} → {successor.to}")
    for group in groups:
        print(f"{add_group(arguments.inputs, group)}: {group.name}")
    for act in kinds:
        print(f"{act.file}: công văn tiếp theo là loại {act.after}")
    read_again(folder)
    print("Chạy lại extract để viết lại bản nháp.")
    return True


def choices_of(letter: ToldLetter, folder: Path) -> Iterator[str]:
    """What a person may choose about a letter, the option for each (Vietnamese): the successor of an agency that ended,
    the kind of a letter that follows another."""
    if letter.ended:
        for row in (one for one in _rows(folder, "agencies") if one["agency_id"] == letter.agency_id):
            for successor in filter(None, row["successors"].split("; ")):
                yield f"  - xác nhận kế thừa: issue --successor {letter.agency_id}={successor}\n"
    if letter.kind in ENDINGS:
        others = [ending for kind, ending in ENDINGS.items() if kind != letter.kind]
        yield f"  - chọn loại khác: issue --adjust {letter.nn:02d}={'|'.join(others)}\n"


def _kind(words: str, desk: Desk, reason: str, hand: Hand) -> Act:
    """03=thu-hoi: the letter that follows the issued one of that NN."""
    nn, _, said = words.partition("=")
    kind = next((kind for kind, ending in ENDINGS.items() if said == ending), "")
    if not kind or not nn.strip().isdigit():
        known = ", ".join(ENDINGS.values())
        raise PipelineError("E354", "--adjust", words=words, reason=f"viết 03=LOẠI, LOẠI là một trong: {known}")
    issued = next((one for one in desk.latest.values() if one.letter.nn == int(nn)), None)
    if issued is None:
        raise PipelineError("E357", str(desk.folder), nn=f"{int(nn):02d}")
    letter = replace(issued.letter, file=issued.file)
    return hand.act(KIND, letter, after=kind, reason=reason)


def _successor(words: str, folder: Path, task: str, hand: Hand, day: date) -> Successor:
    """CŨ=MỚI by ids or names; both must be known to the plan's tables."""
    old, _, new = (part.strip() for part in words.partition("="))
    agencies = _rows(folder, "agencies")
    ended = next((one for one in agencies if plain(old) in (one["agency_id"], plain(one["agency"]))), None)
    if ended is None or not new:
        named = "; ".join(one["agency_id"] for one in agencies if one["successors"])
        raise PipelineError("E354", "--successor", words=words, reason=f"viết CŨ=MỚI; cơ quan đã hết hiệu lực: {named}")
    proposed = ended["successors"].split("; ")
    if ended["successors"] and new not in proposed and plain(new) not in map(plain, _names(agencies, proposed)):
        raise PipelineError("E354", "--successor", words=words, reason=f"đề xuất: {ended['successors']}")
    text = next((one["text"] for one in _rows(folder, "tasks") if one["id"] == task), "") if task else ""
    if task and not text:
        raise PipelineError("E508", str(folder), what=task)
    stem = Path(document_name(folder)).stem if task else ""
    return Successor(ended["agency_id"], new, task, text, stem, hand.by, day)


def _names(agencies: list[Mapping[str, str]], ids: list[str]) -> list[str]:
    return [one["agency"] for one in agencies if one["agency_id"] in ids]


def _group(words: str) -> Group:
    """NHÓM=A;B: names, ids, or "loại:so" for all of a kind."""
    name, _, said = words.partition("=")
    members = [part.strip() for part in said.split(";") if part.strip()]
    if not name.strip() or not members:
        raise PipelineError("E354", "--group", words=words, reason="viết NHÓM=cơ quan; cơ quan, hoặc NHÓM=loại:so")
    kinds = tuple(one.removeprefix(_KIND_MARK).strip() for one in members if one.startswith(_KIND_MARK))
    return Group(name.strip(), tuple(one for one in members if not one.startswith(_KIND_MARK)), kinds)


def _rows(folder: Path, table: str) -> list[Mapping[str, str]]:
    path = folder / TABLES_FOLDER / f"{table}.csv"
    try:
        return list(csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError) as error:
        raise PipelineError("E323", str(path), reason=type(error).__name__) from None


def _successor_act(one: Successor, hand: Hand) -> Act:
    return Act(hand.time, "successor", one.task, "", one.agency, one.agency, one.to, by=hand.by, source=hand.source)


def _group_act(one: Group, hand: Hand) -> Act:
    after = "; ".join((*one.members, *(_KIND_MARK + kind for kind in one.kinds)))
    return Act(hand.time, "group", before=one.name, after=after, by=hand.by, source=hand.source)
