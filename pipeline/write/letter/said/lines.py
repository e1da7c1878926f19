"""A task as lines of a letter: the plan's own words without what is said beside them, so that they can be signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.find.lexicon import structure_finder
from pipeline.model import Task
from pipeline.write.letter.case import lower_first, upper_first
from pipeline.write.letter.who.spelling import begins_with_name

_BULLET = re.compile(r"^\s*[-+*•–]\s*")
_POINT = re.compile(r"^\s*\w{1,3}[.)]\s")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-ZĐÀ-Ỹ]|\s*$|\n)[^.!?\n]*)*[.!?]?")
_LABEL = re.compile(r"^([^:\n]{2,60}):\s*(?!//)")
_IN_BRACKETS = re.compile(r"(\() +| +(\))")
_TWO_MARKS = re.compile(r"([;,])(?: ?[;,])+")
_SAID_TWICE = re.compile(r"\b(thực hiện|triển khai|phối hợp|chủ trì|đề nghị|và|của|các|với|về|cho) \1\b")
_LOOSE_MARK = re.compile(r"\s+([,;:.])(?=\s|$)")
_LABELLED = re.compile(r"[^:\n]{2,60}: (?=\w)")
# "Thời gian thực hiện", "Cơ quan chủ trì thực hiện": a label has at most so many words.
_LABEL_WORDS = 6
# Fields whose values stand in lines or columns of their own in a letter.
_WHO = ("who", "lead", "perform", "partner", "monitor")


def sentences(task: Task, type_name: str, this_document: str) -> list[str]:
    """The task as lines of a letter: its words, then its sub-items, each behind a dash or its own letter.

    The words are the plan's own; left out are only sentences and lines of which all is said beside (deadline, labels).
    An order whose verb stands in the heading alone has the heading before it.
    """
    said = [task.deadline_text, task.product, task.report_to]
    said += [party.surface for party in (*task.owners, *task.partners, *task.monitors)]
    said += [str(m.value) for m in task.mentions if m.label == "deadline"]  # a corrected deadline's old words
    kept = [line for line in (_kept(line, task.action, said) for line in task.text.split("\n")) if line]
    first, *others = named_from_outside("\n".join(kept) or task.action or task.text, type_name, this_document)
    return [_with_heading(first, task.heading, _matter(task.text)), *others]


def named_from_outside(text: str, type_name: str, this_document: str) -> list[str]:
    """The lines of ``text`` with "kế hoạch này" called ``this_document``, its first label taken off where it only
    announces the work; a line below the first begins with a dash or its own letter."""
    named = re.sub(rf"\b{type_name} này\b", this_document, text, flags=re.IGNORECASE)
    first, *others = (tidy(line) for line in named.split("\n"))
    first = _BULLET.sub("", first) or first
    label = _LABEL.match(first)
    if label and _field(label.group(1)) == "content" and first[label.end() :]:
        first = upper_first(first[label.end() :])
    lines = [first]
    for line in _joined([one for one in others if one]):
        lines.append(line if _POINT.match(line) else f"- {_BULLET.sub('', line)}")
    return lines


def tidy(line: str) -> str:
    """A line without a document's closing "./.", with its marks at the words before them, and no word said twice."""
    marked = _LOOSE_MARK.sub(r"\1", _IN_BRACKETS.sub(r"\1\2", line.replace("./.", ".")))
    return _SAID_TWICE.sub(r"\1", _TWO_MARKS.sub(r"\1", marked)).strip()


def _joined(lines: Sequence[str]) -> list[str]:
    """A label that stands alone goes with the line below it; at the end it says nothing and falls."""
    found: list[str] = []
    label = ""
    for line in lines:
        bare = _BULLET.sub("", line)
        if line.endswith(":") and _LABEL.fullmatch(bare):
            label = line
            continue
        found.append(f"{label} {lower_first(bare)}" if label else line)
        label = ""
    return found


def _kept(line: str, action: str, said: Sequence[str]) -> str:
    """The sentences of ``line`` that stand in ``action``, or say more than ``said`` does; of a line that says who does
    it, the label falls."""
    found = [one.group() for one in _SENTENCE.finditer(line)]
    kept = " ".join(one.strip() for one in found if _shared(one, action) or _says_more(one, said))
    bare = _BULLET.sub("", kept)
    label = _LABEL.match(bare)
    if label and _field(label.group(1)) in _WHO:
        value = bare[label.end() :]
        return upper_first(value) if _orders(value, said) else ""
    return kept


def _orders(value: str, said: Sequence[str]) -> bool:
    """Whether the value of a label that says who does it holds an order besides the names: a verb behind a name, a role
    or an adverb ("Sở A chủ trì xây dựng đề án"); a verb inside a name is none."""
    found = structure_finder().find(value, labels=("verb", "role", "adverb"))
    ends = {one.span.end for one in found if one.label != "verb"}
    names = tuple(filter(None, said))
    for verb in (one.span.start for one in found if one.label == "verb"):
        before = value[:verb].rstrip()
        if before.endswith(names) or len(before) in ends:
            return True
    return False


def _with_heading(first: str, heading: str, labelled: bool) -> str:
    """The heading's order before the words, where these order nothing and the heading does: "Xây dựng Nghị định: …".

    ``labelled`` words go on in small letters behind a label ("Nội dung: quy định chi tiết …"): a matter, no order.
    """
    if not heading or heading == heading.upper() or not _begins_order(heading):
        return first
    if not labelled and _begins_order(first):
        return first
    told = first.startswith(("Các ", "Những ")) and bool(structure_finder().find(first, labels=("verb", "role")))
    if told or begins_with_name(first):
        return first  # the order stands behind whom it tells
    return f"{heading.strip(' .:;')}: {lower_first(first)}"


def _matter(text: str) -> bool:
    """Whether a label for the content opens ``text`` and small letters follow it."""
    label = _LABELLED.match(text)
    return label is not None and text[label.end()].islower() and _field(text[: label.end()].rstrip(" :")) == "content"


def _begins_order(text: str) -> bool:
    """Whether a verb, a role, an adverb or an opening of an order begins ``text``."""
    found = structure_finder().find(text[:80], labels=("verb", "role", "adverb", "opening", "mode", "partner-of"))
    return any(one.span.start == 0 for one in found)


def _field(label: str) -> str:
    """Which field the words before a colon name; empty where no rule knows them."""
    found = structure_finder().find(f"{label}:", labels=("field",))
    return str(found[0].value) if found and found[0].span.start == 0 else ""


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
