"""What all letters of one plan share, and how one agency is spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Agency, Plan, Task
from pipeline.write.letter.case import lower_first
from pipeline.write.letter.citation import Citation
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.said.place import place_in_plan
from pipeline.write.letter.sender import Sender
from pipeline.write.letter.who.relation import verb_to
from pipeline.write.letter.words import names


@dataclass(frozen=True, slots=True)
class Context:
    """What all letters of one plan share."""

    plan: Plan
    profile: Profile
    sender: Sender
    citation: Citation
    rows: Mapping[int, str]

    @property
    def words(self) -> Mapping[str, str]:
        """The sentences of both tones."""
        return self.profile.words.common

    @property
    def this_document(self) -> str:
        """What "kế hoạch này" is called outside the plan."""
        return self.words["this_document"].format(type=self.citation.type)


@dataclass(frozen=True, slots=True)
class Tone:
    """How this agency is spoken to: the sentences and the verb."""

    words: Mapping[str, str]
    verb: str


def tone_to(agency: Agency, own: Sequence[Task], context: Context) -> Tone:
    """ "giao" where the issuer may order this kind of agency; asked, with respect or plainly, are all others, and
    whoever the plan itself asks."""
    profile = context.profile
    verb = verb_to(agency, context.sender.issuer, profile)
    ordered = verb not in (profile.tone.request, profile.tone.respectful)
    if ordered and any(task.mode == "request" for task in own):
        verb, ordered = profile.tone.request, False
    return Tone(profile.words.assign if ordered else profile.words.request, verb)


def handing_in(task: Task, words: Mapping[str, str]) -> Iterator[str]:
    """What is to be handed in, to whom, and who watches over it."""
    if task.product:
        yield words["detail_product"].format(product=lower_first(task.product).rstrip(" .;"))
    if task.report_to:
        yield words["detail_report"].format(report_to=task.report_to.rstrip(" .;"))
    if task.monitors:
        yield words["detail_monitors"].format(monitors=names(task.monitors))


def place_of(task: Task, context: Context) -> str:
    """Where the task stands: "điểm 2.7 khoản 2 Mục III Kế hoạch"; empty where nothing says it."""
    place = place_in_plan(task, context.plan.document, context.rows)
    return context.words["place"].format(place=place, type=context.citation.type) if place else ""
