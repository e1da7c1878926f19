"""Which letters a run drafts: none for an agency whose letter went out and still holds, a following one where the plan
changed, and the letter itself for all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.contract import LETTERS_FOLDER, LETTERS_ISSUED
from pipeline.gate.desk import ISSUE, KIND, Desk, Issued
from pipeline.gate.following.adjust import Following, adjust_words, following_page
from pipeline.gate.following.changes import ENDINGS, TaskChange, proposed_kind, task_changes
from pipeline.gate.told import Drafts, ToldLetter, told
from pipeline.messages import notice_texts
from pipeline.model import Agency
from pipeline.write.letter.context import Context
from pipeline.write.letter.letters import IndexRow, Letter, addressees_of, index_row
from pipeline.write.letter.sender import page_from
from pipeline.write.office.slug import slug


@dataclass(frozen=True, slots=True)
class Offer:
    """A letter to draft, of which kind, what it follows, and what changed for its agency."""

    letter: Letter
    kind: str = "assign"
    earlier: str = ""
    changes: tuple[TaskChange, ...] = ()


def offers(planned: Sequence[Letter], desk: Desk, context: Context) -> tuple[Offer, ...]:
    """The letters that a run drafts, those of ``planned`` first, then withdrawals where nothing is left."""
    latest, here = desk.latest, {one.agency.id for one in planned}
    found = [offer for one in planned if (offer := _offer(one, latest.get(one.agency.id), desk, context))]
    for agency_id, earlier in latest.items():
        if agency_id not in here and earlier.letter.kind != "withdraw" and earlier.letter.nn:
            found.append(_follow(_nothing_left(earlier, context), earlier, "withdraw", (), "", context, desk))
    return tuple(found)


def _offer(now: Letter, earlier: Issued | None, desk: Desk, context: Context) -> Offer | None:
    """The letter itself, one that follows the earlier one, or none."""
    if earlier is None or earlier.letter.kind == "withdraw":
        return Offer(replace(now, file=_free_name(now.file, desk)))
    if not earlier.letter.nn:
        return None  # its record was taken away: what it told is not known
    cells = told(now.own, now.shared)
    changes = task_changes(earlier.letter.tasks, cells, context.plan.tasks)
    chosen, reason = _chosen_kind(now.agency.id, desk)
    if not changes and not chosen:
        return None
    kind = chosen or proposed_kind(earlier.letter.tasks, cells, changes)
    return _follow(now, earlier, kind, changes, reason, context, desk)


def _follow(
    now: Letter,
    earlier: Issued,
    kind: str,
    changes: tuple[TaskChange, ...],
    reason: str,
    context: Context,
    desk: Desk,
) -> Offer:
    page = following_page(Following(kind, now, earlier, changes, reason), context)
    base = Path(now.file).stem
    file = _free_name(f"{base}-{ENDINGS[kind]}.docx", desk)
    left = ((), ()) if kind == "withdraw" else (now.own, now.shared)
    letter = replace(now, file=file, page=page, own=left[0], shared=left[1])
    return Offer(letter, kind, earlier.file, changes)


def _free_name(file: str, desk: Desk) -> str:
    """The name, with a number behind it where a letter of that name went out already."""
    taken = {one.file for one in desk.issued}
    name, n = file, 1
    while f"{LETTERS_ISSUED}/{name}" in taken:
        n += 1
        name = f"{Path(file).stem}-{n}.docx"
    return name


def _chosen_kind(agency_id: str, desk: Desk) -> tuple[str, str]:
    """The kind of letter that a person chose for the agency since the last one went out, and the reason."""
    chosen = ("", "")
    for act in desk.acts:
        if act.agency_id == agency_id and act.act == KIND:
            chosen = (act.after, act.reason)
        elif act.agency_id == agency_id and act.act == ISSUE:
            chosen = ("", "")
    return chosen


def _nothing_left(earlier: Issued, context: Context) -> Letter:
    """The letter of an agency that the plan gives nothing any more."""
    one = earlier.letter
    agency = context.plan.agencies.get(one.agency_id) or Agency(one.agency_id, one.recipient, "")
    page = page_from(context.sender, (), addressees_of(agency, context.plan), ())
    return Letter(f"{one.nn:02d}-{slug(agency.name)}.docx", agency, page.addressees, (), (), page)


def new_drafts(found: Sequence[Offer], others: Sequence[IndexRow], desk: Desk, codes: Mapping[str, str] = {}) -> Drafts:
    """What drafts.json keeps of the letters of a run; ``codes`` are agencies' codes in the exchange of documents."""
    letters = tuple(_told_letter(one, codes) for one in found)
    rows = tuple({k: str(v) for k, v in asdict(row).items()} for row in others)
    return Drafts(letters, desk.numbers | {one.agency_id: one.nn for one in letters}, rows)


def _told_letter(one: Offer, codes: Mapping[str, str]) -> ToldLetter:
    letter, agency = one.letter, one.letter.agency
    row = {k: str(v) for k, v in asdict(index_row(letter)).items()}
    warnings = {code: [n for n in letter.warnings if n.code == code] for code in ("W450", "W451")}
    return ToldLetter(
        file=f"{LETTERS_FOLDER}/{letter.file}",
        nn=int(letter.file.split("-")[0]),
        kind=one.kind,
        agency_id=agency.id,
        recipient=agency.name,
        tasks=told(letter.own, letter.shared),
        row=row | {"organ_code": codes.get(agency.id) or codes.get(agency.name, "")},
        open_group=agency.name if warnings["W451"] else "",
        ended=tuple(notice_texts(n)[0] for n in warnings["W450"]),
        earlier=one.earlier,
    )


def offer_lines(found: Sequence[Offer]) -> Iterator[str]:
    """What the terminal says of letters that follow others (Vietnamese)."""
    told_of = {"added": "thêm", "changed": "đổi", "dropped": "bỏ", "moved": "chuyển cơ quan khác"}
    for one in found:
        if one.kind != "assign":
            counts = {kind: sum(c.kind == kind for c in one.changes) for kind in told_of}
            said = ", ".join(f"{told_of[kind]} {count}" for kind, count in counts.items() if count)
            name = adjust_words()[one.kind]["name"]
            yield f"  {one.letter.file}: công văn {name} ({said or 'không còn nhiệm vụ'}), sau {one.earlier}"
