"""Mail drafts (.eml) for issued letters: what a mail program opens as a new message. Nothing is sent from here.

X-Unsent: 1 makes Outlook open the file for sending; there is no From, so that the program's own account stands there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from io import StringIO
from pathlib import Path

from pipeline.cells import unguarded
from pipeline.contract import ADDRESSES_FILE, BY_AGENCY
from pipeline.decoding import decoded
from pipeline.gate.check import gate_words
from pipeline.gate.desk import Desk, Issued
from pipeline.identity import plain
from pipeline.messages import PipelineError
from pipeline.write.letter.sender import vn_date
from pipeline.write.office.slug import slug

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_TYPES = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where an agency's letters go: addresses, and the person who opens them ("" where nobody is named)."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    contact: str = ""


def read_addresses(inputs: Path) -> dict[str, Mailbox]:
    """Mailboxes by agency id and by plain name; {} where there is no file. Raises PipelineError E358 for a row that
    can't be mailed to, E302 for a file that is no table."""
    path = inputs / ADDRESSES_FILE
    try:
        text = decoded(path.read_bytes()) if path.is_file() else ""
        head = text.split("\n", 1)[0]
        rows = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
        if text and not {"to"} <= set(rows.fieldnames or ()):
            raise PipelineError("E302", path.name, reason="cần các cột agency_id hoặc name, to, cc, contact")
        return dict(_entries(rows, path.name))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PipelineError("E302", path.name, reason=str(error)) from None


def _entries(rows: csv.DictReader[str], where: str) -> Iterator[tuple[str, Mailbox]]:
    for row in rows:
        said = {key: unguarded(value) for key, value in row.items() if isinstance(value, str)}
        if not any(value.strip() for value in said.values()):
            continue
        line = f"{where}, dòng {rows.line_num}"
        for key, value in said.items():
            if re.search(r"[\r\n]", value):
                raise PipelineError("E358", line, reason=f"ô {key} có dấu xuống dòng")
        box = Mailbox(
            _addresses(said.get("to", ""), line), _addresses(said.get("cc", ""), line), said.get("contact", "").strip()
        )
        if not box.to:
            raise PipelineError("E358", line, reason="ô to để trống")
        for name in ("agency_id", "agency", "name"):
            if said.get(name, "").strip():
                yield plain(said[name]), box


def _addresses(cell: str, where: str) -> tuple[str, ...]:
    found = [part.strip() for part in re.split(r"[;,]", cell) if part.strip()]
    for one in found:
        if not _ADDRESS.fullmatch(one):
            raise PipelineError("E358", where, reason=f"«{one}» không phải địa chỉ thư")
    return tuple(found)


def mailbox_of(one: Issued, boxes: Mapping[str, Mailbox]) -> Mailbox | None:
    """The mailbox of a letter's agency, by id or by name."""
    return boxes.get(plain(one.letter.agency_id)) or boxes.get(plain(one.letter.recipient))


def mail_draft(one: Issued, box: Mailbox, desk: Desk, with_form: bool = False) -> bytes:
    """The .eml of one letter: the signed PDF that the office put beside it, else the .docx, which the text says is not
    signed; equal files give equal bytes. Raises PipelineError E101 where the letter is gone."""
    signed = (desk.folder / one.file).with_suffix(".signed.pdf")
    letter = signed if signed.is_file() else desk.folder / one.file
    form = _form(desk.folder, one.letter.recipient) if with_form else None
    message = EmailMessage(policy=SMTP)
    known = _known(one, box)
    message["X-Unsent"] = "1"
    message["To"] = [Address(box.contact if n == 0 else "", addr_spec=to) for n, to in enumerate(box.to)]
    if box.cc:
        message["Cc"] = [Address(addr_spec=cc) for cc in box.cc]
    message["Subject"] = gate_words()["mail"]["subject"].format(**known)
    message.set_content("\n\n".join(_text(known, box, signed.is_file(), form is not None)) + "\n")
    name = gate_words()["mail"]["attached"].format(number=one.number.replace("/", "-"))
    for path, shown in ((letter, f"{name}{letter.suffix}"), *([(form, form.name)] if form else [])):
        _attach(message, path, shown)
    message.set_boundary(f"=_giaoviec_{one.sha256[:32]}")
    return message.as_bytes()


def _known(one: Issued, box: Mailbox) -> dict[str, str]:
    """What the sentences say; a header takes no line break."""
    said = {
        "number": one.number,
        "date": vn_date(one.day),
        "subject": one.letter.row.get("subject", "") or Path(one.file).stem,
        "recipient": one.letter.recipient,
        "contact": box.contact,
    }
    return {key: " ".join(value.split()) for key, value in said.items()}


def _text(known: Mapping[str, str], box: Mailbox, signed: bool, form: bool) -> Iterator[str]:
    words = gate_words()["mail"]
    keys: Sequence[str] = ("contact" if box.contact else "greeting", "body", "signed" if signed else "unsigned")
    yield from (words[key].format(**known) for key in keys)
    if form:
        yield words["form"]


def _form(folder: Path, recipient: str) -> Path | None:
    """The agency's file to fill in, where `share` made one."""
    return next(iter(sorted((folder / BY_AGENCY).glob(f"*{slug(recipient)}.xlsx"))), None)


def _attach(message: EmailMessage, path: Path, shown: str) -> None:
    """A file under a name in its own letters (RFC 2231)."""
    try:
        content = path.read_bytes()
    except OSError:
        raise PipelineError("E101", str(path)) from None
    main, sub = _TYPES[path.suffix]
    message.add_attachment(content, maintype=main, subtype=sub, filename=shown)
