"""The sentences of a letter: where a task stands in the plan, when it is due, and its words as a clause of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.model import Agency, Document, Party, Task
from pipeline.write.letter.case import lower_first
from pipeline.write.letter.sender import vn_date

GROUP = "nhom"  # the registry's kind for "các sở, ban, ngành": not one agency, but all of a sort
# Points are lettered by the Vietnamese alphabet (điểm đ khoản 6 Mục II Phần I Phụ lục I).
POINTS = "abcdđeghiklmnopqrstuvxy"
_LABEL = re.compile(r"^(thời (gian|hạn|điểm)|tiến độ|hạn)[^:\n]{0,40}:\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*([-+*•–]|\w{1,3}[.)])\s")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-ZĐÀ-Ỹ]|\s*$|\n)[^.!?\n]*)*[.!?]?")
_YEARS = re.compile(r"(19|20)\d\d\b(?!/)")
_WRITTEN_DAY = re.compile(r"ngày (\d+) tháng (\d+) năm (\d{4})", re.IGNORECASE)
# "Thời gian thực hiện", "Cơ quan chủ trì thực hiện": a label has at most so many words.
_LABEL_WORDS = 6
_END = re.compile(r"[\s.;,]+$")


def place_in_plan(task: Task, document: Document, row_numbers: Mapping[int, str]) -> str:
    """Where the task stands, from the smallest unit to the largest: "điểm 2.7 khoản 2 mục III"; empty where nothing
    says it.

    ``row_numbers`` gives the number that a table row bears for each block of it.
    """
    annex, section = _annex(task)
    row = next((row_numbers[span.block] for span in task.spans if span.block in row_numbers), "")
    parts = [f"số thứ tự {row}"] if row else []
    parts += _levels(section)
    if annex:
        parts.append(annex)
    if not parts:
        return task.place
    return " ".join(parts)


def _annex(task: Task) -> tuple[str, str]:
    """The annex of a task and the section inside it ("PL1.II" is "Phụ lục 1", "II")."""
    place = task.section or task.id.rsplit("-", 1)[0]
    found = re.match(r"PL([0-9IVX]*)(?:\.|$)", place) or re.match(r"PL([0-9IVX]*)(?:\.|-)", task.id)
    if not found:
        return "", task.section
    section = place[found.end() :] if place.startswith("PL") else task.section
    return f"Phụ lục {found.group(1)}".strip(), section


def _levels(section: str) -> list[str]:
    """The units of an outline number, smallest first (mục, khoản, điểm: điểm đ khoản 6 Mục II; below them tiết)."""
    found: list[str] = []
    figures: list[str] = []
    below = iter(("điểm", "tiết"))
    for part in filter(None, section.split(".")):
        if part.isdigit():
            figures.append(part)
            name = "khoản" if len(figures) == 1 else next(below, "ý")
            found.append(f"{name} {'.'.join(figures)}")
        elif re.fullmatch(r"[IVX]+", part):
            found.append(f"mục {part}")
        elif re.fullmatch(r"[A-ZĐ]", part):
            found.append(f"phần {part}")
        elif re.fullmatch(r"[a-zđ]", part):
            found.append(f"{next(below, 'ý')} {part}")
        else:
            found.append(part)
    return found[::-1]


def row_numbers(document: Document) -> dict[int, str]:
    """For every block in a table: what the first cell of its row says, where that is a number or sign of at most 8
    letters."""
    numbers: dict[int, str] = {}
    for table in document.tables:
        for row in table.rows:
            first = next((document.blocks[block] for block in row if block is not None), None)
            sign = (first.number or first.text).strip(" .") if first else ""
            if sign and len(sign) <= 8 and any(char.isdigit() for char in sign):
                numbers.update({block: sign for block in row if block is not None})
    return numbers


def deadline_words(task: Task, words: Mapping[str, str], type_name: str) -> str:
    """The deadline in the plan's words and as a date: "thực hiện trong Quý II năm 2024 (chậm nhất ngày 30/6/2024)"."""
    main = next((str(m.value) for m in task.mentions if m.label == "deadline"), "")
    own = main if task.deadline_text.startswith(f"{main};") else task.deadline_text  # further limits are in its words
    said = _END.sub("", _LABEL.sub("", " ".join(own.split())))
    said = f"năm {said}" if _YEARS.match(said) else said
    dated = [one for one in (_limit(task, words), _focus(task, words)) if one and not _says(said, one)]
    if not said:
        return "; ".join(dated) or words["no_deadline"].format(type=type_name)
    return f"{lower_first(said)} ({'; '.join(dated)})" if dated else lower_first(said)


def _limit(task: Task, words: Mapping[str, str]) -> str:
    start, end = vn_date(task.deadline.start), vn_date(task.deadline.end)
    if end and start and task.deadline.kind == "range":
        return words["between"].format(start=start, end=end)
    if end:
        return words["until" if task.deadline.inclusive else "before"].format(end=end)
    return words["since"].format(start=start) if start else ""


def _focus(task: Task, words: Mapping[str, str]) -> str:
    if not (task.focus_start and task.focus_end):
        return ""
    return words["focus"].format(start=vn_date(task.focus_start), end=vn_date(task.focus_end))


def _says(said: str, dated: str) -> bool:
    """Whether the plan's words already hold every date of ``dated``, with or without zeros before single figures."""
    return _days(dated) <= _days(_WRITTEN_DAY.sub(r"\1/\2/\3", said))


def _days(text: str) -> set[str]:
    return {re.sub(r"\b0(\d)", r"\1", one) for one in re.findall(r"\d+/\d+/\d{4}", text)}


def sentences(task: Task, type_name: str, this_document: str) -> list[str]:
    """The task as lines of a letter: its words, then its sub-items, each with a mark of its own.

    The words are the plan's own; left out are only sentences and lines of which all is said beside (deadline, labels).
    """
    said = [task.deadline_text, task.product, task.report_to]
    said += [party.surface for party in (*task.owners, *task.partners, *task.monitors)]
    said += [str(m.value) for m in task.mentions if m.label == "deadline"]  # a corrected deadline's old words
    kept = [line for line in (_kept(line, task.action, said) for line in task.text.split("\n")) if line]
    return named_from_outside("\n".join(kept) or task.action or task.text, type_name, this_document)


def named_from_outside(text: str, type_name: str, this_document: str) -> list[str]:
    """The lines of ``text`` with "kế hoạch này" called ``this_document``; a line below the first begins with a mark."""
    named = re.sub(rf"\b{type_name} này\b", this_document, text, flags=re.IGNORECASE)
    first, *others = named.split("\n")
    return [first, *(line if _BULLET.match(line) else f"+ {line}" for line in others)]


def _kept(line: str, action: str, said: Sequence[str]) -> str:
    """The sentences of ``line`` that stand in ``action``, or say more than ``said`` does."""
    found = [one.group() for one in _SENTENCE.finditer(line)]
    return " ".join(one.strip() for one in found if _shared(one, action) or _says_more(one, said))


def _says_more(sentence: str, said: Sequence[str]) -> bool:
    """Whether more than a label is left of ``sentence`` without the words that are said beside."""
    for one in sorted(filter(None, said), key=len, reverse=True):
        sentence = sentence.replace(one, " ")
    left = _bare(sentence)
    return len(left) > _LABEL_WORDS or any(word.isdigit() for word in left)


def _shared(sentence: str, action: str) -> bool:
    """Whether ``action`` holds four words of ``sentence`` in a row (all of them, where it has fewer)."""
    words, whole = _bare(sentence), f" {' '.join(_bare(action))} "
    runs = [words[at : at + 4] for at in range(max(1, len(words) - 3))]
    return any(f" {' '.join(one)} " in whole for one in runs if one)


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def with_stop(text: str) -> str:
    """``text`` with a full stop, where it has no mark of its own at the end."""
    return text if text.rstrip().endswith((".", ":", ";", "!", "?")) else f"{text.rstrip()}."


def names(parties: Iterable[Party]) -> str:
    """Official names, each once, joined by ", " — or by "; " where a name itself holds a comma."""
    listed = list(dict.fromkeys(within(party.agency) for party in parties))
    return ("; " if any("," in name for name in listed) else ", ").join(listed)


def within(agency: Agency) -> str:
    """The agency's name inside a sentence: a group is no proper name ("các sở, ban, ngành")."""
    group = agency.kind == GROUP or agency.name.startswith("Các ")
    return agency.name[:1].lower() + agency.name[1:] if group else agency.name


def says_all(text: str, parties: Iterable[Party]) -> bool:
    """Whether ``text`` names every one of ``parties`` in the plan's words."""
    return all(party.surface and party.surface in text for party in parties)
