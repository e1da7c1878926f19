"""check, issue, send: between a draft and a letter that has gone out. Each returns an exit code."""

from __future__ import annotations

import argparse
import getpass
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from pipeline.cli.choose import choices_of, choose
from pipeline.contract import ADDRESSES_FILE, LETTERS_FOLDER, MAIL, PLAN_JSON
from pipeline.gate.check import Reason, gate_words, reasons
from pipeline.gate.desk import Desk, issued_path
from pipeline.gate.finish import finish
from pipeline.gate.index import issued_changed, restate_index
from pipeline.gate.issue import Hand, Order, Outcome, issue
from pipeline.gate.reminders import desk_of, plan_folder
from pipeline.gate.saved import plan_day
from pipeline.gate.told import ToldLetter
from pipeline.messages import PipelineError
from pipeline.write.letter.sender import vn_date
from pipeline.write.lock import locked
from pipeline.write.log import append_log
from pipeline.write.store import read_again, write_atomically


def check_command(arguments: argparse.Namespace) -> int:
    """Say letter by letter what keeps it from going out; 1 where one waits. Nothing is changed but what the log
    announced already."""
    folder: Path = arguments.folder
    hand = _hand(arguments)
    with locked(_plan(folder), _holder("check", hand)):
        finish(_plan(folder), _stamp(hand))
        desk = desk_of(folder)
        restate_index(_whole(desk, folder), _stamp(hand))
    if not desk.waiting() and not desk.issued:
        raise PipelineError("E355", str(folder))
    waits = False
    for letter in desk.waiting():
        found = reasons(letter, desk)
        waits = waits or bool(found)
        state = gate_words()["states"][desk.state(letter)]
        print(f"{letter.file}: {state}, {'chưa phát hành được' if found else 'phát hành được'}")
        print("".join((*_reason_lines(letter, found), *choices_of(letter, _plan(folder)))), end="")
    print(
        "".join(f"{one.file}: số {one.number} ngày {vn_date(one.day)}, đã phát hành\n" for one in desk.issued), end=""
    )
    return int(waits | _tell_changed(desk))


def issue_command(arguments: argparse.Namespace) -> int:
    """Make letters ready; with numbers, issue them. 1 where a letter that was asked for waits."""
    folder: Path = arguments.folder
    order, hand = _order(arguments), _hand(arguments)
    with ExitStack() as locks:
        if order.first is not None or order.numbers or order.as_sent:
            locks.enter_context(locked(_plan(folder).parent, _holder("issue", hand)))
        locks.enter_context(locked(_plan(folder), _holder("issue", hand)))
        finish(_plan(folder), _stamp(hand))
        if choose(arguments, _plan(folder), hand):
            return 0
        desk = desk_of(folder)
        outcomes = issue(desk, order, arguments.date or date.today(), plan_day(_plan(folder)), hand)
        restate_index(_whole(desk_of(folder), folder), _stamp(hand))
        if any(one.state != "waits" for one in outcomes):
            read_again(_plan(folder))  # so that the next run brings states and numbers into the workbook
    print("".join(line for one in outcomes for line in _outcome_lines(one)), end="")
    if not arguments.no_pdf:
        _make_pdfs(_plan(folder), [Path(issued_path(one.letter)) for one in outcomes if one.state == "issued"])
    return int(any(one.reasons for one in outcomes) | _tell_changed(desk))


def _make_pdfs(folder: Path, letters: Sequence[Path]) -> None:
    """PDFs of what was issued, in letters/pdf/, where LibreOffice is there; a letter is issued without them too."""
    if not letters or not (shutil.which("soffice") or shutil.which("libreoffice")):
        return
    from pipeline.write.letter.pdf import make_pdfs

    try:
        made = make_pdfs([folder / one for one in letters], folder / LETTERS_FOLDER / "pdf")
        print(f"{folder / LETTERS_FOLDER / 'pdf'}: {len(made)} bản PDF.")
    except PipelineError as error:
        print(error, file=sys.stderr)


def _plan(folder: Path) -> Path:
    """The plan's folder. Raises PipelineError E355 where there is none."""
    if not folder.is_dir() or not (plan_folder(folder) / PLAN_JSON).is_file():
        raise PipelineError("E355", str(folder))
    return plan_folder(folder)


def _whole(desk: Desk, folder: Path) -> Desk:
    """The desk with all drafts of the plan, for its index."""
    return desk if plan_folder(folder) == folder else desk_of(plan_folder(folder))


def _reason_lines(letter: ToldLetter, found: Iterable[Reason]) -> Iterator[str]:
    for one in found:
        soft = "" if one.hard else f' (cho qua: issue --confirm {letter.nn:02d} --reason "…")'
        yield f"  - {one.words}{soft}\n"


def _outcome_lines(one: Outcome) -> Iterator[str]:
    said = {"ready": "sẵn sàng ký", "issued": f"đã phát hành, số {one.number}", "waits": "chưa phát hành được"}
    yield f"{one.letter.file}: {said[one.state]}\n"
    yield from _reason_lines(one.letter, one.reasons)


def _tell_changed(desk: Desk) -> bool:
    """A line for each issued letter that is no longer what went out; it is never mended."""
    found = [(one, what) for one, what in issued_changed(desk)]
    for one, what in found:
        print(PipelineError("E352", str(desk.folder / one.file), day=vn_date(one.day), what=what))
    return bool(found)


def _order(arguments: argparse.Namespace) -> Order:
    """What the command line asks. Raises PipelineError E354 with what can't be read."""
    pairs = [_pair(words) for words in arguments.number]
    only = [part for part in arguments.only.split(",") if part.strip()]
    first = _figure(arguments.from_number, arguments.from_number) if arguments.from_number else None
    return Order(
        only=frozenset(_figure(part, arguments.only) for part in only),
        first=first,
        numbers=dict(pairs),
        as_sent=arguments.as_sent,
        confirm=frozenset(_figure(part, part) for given in arguments.confirm for part in given.split(",")),
        reason=arguments.reason,
    )


def _pair(words: str) -> tuple[int, int]:
    nn, mark, number = words.partition("=")
    if not mark:
        raise PipelineError("E354", "--number", words=words, reason="thiếu dấu =")
    return _figure(nn, words), _figure(number, words)


def _figure(text: str, words: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()) or int(text) < 1:
        raise PipelineError("E354", "issue", words=words, reason=f"«{text}» không phải số từ 1 trở lên")
    return int(text)


def _hand(arguments: argparse.Namespace) -> Hand:
    return Hand(datetime.now().isoformat(timespec="seconds"), arguments.by or _login(), arguments.command)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _holder(command: str, hand: Hand) -> str:
    return f"{command}, {hand.by}, {hand.time}"


def _stamp(hand: Hand) -> str:
    """The time as the name of a folder."""
    return hand.time.replace(":", "").replace("T", "-")


def send_command(arguments: argparse.Namespace) -> int:
    """Mail drafts for the issued letters that have an address; those without are named."""
    from pipeline.gate.mail import mail_draft, mailbox_of, read_addresses

    if not arguments.mail_drafts:
        raise PipelineError("E354", "send", words="send", reason="chương trình không tự gửi thư; thêm --mail-drafts")
    folder, hand = _plan(arguments.folder), _hand(arguments)
    with locked(folder, _holder("send", hand)):
        finish(folder, _stamp(hand))
        desk = desk_of(folder)
        boxes = read_addresses(arguments.inputs)
        found = [(one, mailbox_of(one, boxes)) for one in desk.issued]
        drafts = [(one, box, mail_draft(one, box, desk, arguments.with_files)) for one, box in found if box]
        append_log(
            folder, [hand.act("mail-draft", one.letter, one.file, after="; ".join(b.to)) for one, b, _ in drafts]
        )
        for one, _, content in drafts:
            write_atomically(folder / MAIL / f"{Path(one.file).stem}.eml", content)
    print(f"{folder / MAIL}: {len(drafts)} thư nháp.")
    for one in (one for one, box in found if not box):
        print(f"  Chưa có địa chỉ: {one.letter.recipient} ({one.file}); thêm vào {arguments.inputs / ADDRESSES_FILE}")
    return 0
