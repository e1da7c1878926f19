"""Words of a letter: when a task is due, and the names of those who have to do with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.model import Agency, Party, Task
from pipeline.write.letter.case import lower_first
from pipeline.write.letter.sender import vn_date
from pipeline.write.letter.who.relation import GROUP

# Points are lettered by the Vietnamese alphabet (điểm đ khoản 6 Mục II Phần I Phụ lục I).
POINTS = "abcdđeghiklmnopqrstuvxy"
_LABEL = re.compile(r"^(thời (gian|hạn|điểm)|tiến độ|hạn)[^:\n]{0,40}:\s*", re.IGNORECASE)
_YEARS = re.compile(r"(19|20)\d\d\b(?!/)")
_WRITTEN_DAY = re.compile(r"ngày (\d+) tháng (\d+) năm (\d{4})", re.IGNORECASE)
_END = re.compile(r"[\s.;,]+$")


def deadline_words(task: Task, words: Mapping[str, str], type_name: str) -> str:
    """The deadline in the plan's words and as a date: "thực hiện trong Quý II năm 2024 (chậm nhất ngày 30/6/2024)"."""
    main = next((str(m.value) for m in task.mentions if m.label == "deadline"), "")
    own = main if task.deadline_text.startswith(f"{main};") else task.deadline_text  # further limits are in its words
    said = _END.sub("", _LABEL.sub("", " ".join(own.split())))
    said += ")" if said.count("(") > said.count(")") else ""  # a limit that ends inside a bracket
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


def with_stop(text: str) -> str:
    """``text`` with a full stop, where it has no mark of its own at the end; a semicolon becomes one."""
    bare = text.rstrip(" ;,")
    return bare if bare.endswith((".", ":", "!", "?", "…")) else f"{bare}."


def names(parties: Iterable[Party]) -> str:
    """Official names, each once, joined by ", " — or by "; " where a name itself holds a comma."""
    listed = list(dict.fromkeys(within(party.agency) for party in parties))
    return ("; " if any("," in name for name in listed) else ", ").join(listed)


def within(agency: Agency) -> str:
    """The agency's name inside a sentence: a group is no proper name ("các sở, ban, ngành")."""
    group = agency.kind == GROUP or agency.name.startswith("Các ")
    abbreviated = agency.name[1:2].isupper() or agency.name[2:3].isupper()  # "IoT", "UBND"
    return agency.name[:1].lower() + agency.name[1:] if group and not abbreviated else agency.name


def says_all(text: str, parties: Iterable[Party]) -> bool:
    """Whether ``text`` names every one of ``parties`` in the plan's words."""
    return all(party.surface and party.surface in text for party in parties)
