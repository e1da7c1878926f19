"""How an order reads: who is told (subject), in which role, asked or ordered, with whom.

The grammar of administration is one sentence: [opening,] [Giao | Đề nghị] SUBJECT [adverbs] [chủ trì | phối hợp với
PARTNERS] VERB …. Everything here answers a question about one text by the rules; offsets are those of that text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.find.agency.agencies import Agencies, PartyList
from pipeline.find.agency.lists import Context
from pipeline.find.language.matching import Finder
from pipeline.find.registry.ids import slug
from pipeline.find.sentence import words as words
from pipeline.find.sentence.partners import read_partners
from pipeline.find.sentence.parts import Partners, Subject
from pipeline.model import Agency, Mention, Party, Role, Span

_LABELS = ("role", "partner-of", "manner", "mode", "opening", "adverb", "verb", "foreign-doer", "generic", "closing")


class Clauses:
    """Reads one text; made anew for each. ``base`` is where the reading begins."""

    def __init__(self, text: str, finder: Finder, agencies: Agencies) -> None:
        self.text = text
        self._finder = finder
        self._agencies = agencies
        self._at: dict[str, dict[int, Mention]] = {label: {} for label in _LABELS}
        for mention in finder.find(text, labels=_LABELS):
            self._at[mention.label].setdefault(mention.span.start, mention)
        for start, verb in self._at["verb"].items():
            if (mode := self._at["mode"].get(start)) and mode.span.end < verb.span.end:
                del self._at["mode"][start]  # "giao lưu", "giao ban": a verb of its own
        self._named: tuple[Mention, ...] | None = None
        self._subjects: dict[tuple[int, str], Subject | None] = {}
        self._partners: dict[tuple[int, int, int], tuple[Partners, ...]] = {}

    def at(self, label: str, position: int) -> Mention | None:
        """The find of ``label`` that begins at ``position``."""
        return self._found(label).get(position)

    def all(self, label: str) -> tuple[Mention, ...]:
        """All finds of ``label``, by start."""
        return tuple(self._found(label).values())

    def _found(self, label: str) -> dict[int, Mention]:
        """The finds of a label by their start; one that few texts are asked about is looked for when it is."""
        if label not in self._at:
            self._at[label] = {m.span.start: m for m in self._finder.find(self.text, labels=(label,))}
        return self._at[label]

    @property
    def named(self) -> tuple[Mention, ...]:
        """Every agency name in the text."""
        if self._named is None:
            self._named = self._agencies.find_agencies(self.text)
        return self._named

    def skip(self, position: int) -> int:
        """Past blanks, quotes and opening brackets."""
        match = words.GAP.match(self.text, position)
        return match.end() if match else position

    def begins_order(self, position: int) -> bool:
        """Whether a verb, a role word or an adverb of an order stands at ``position``."""
        p = self.skip(position)
        return any(p in self._at[label] for label in ("verb", "role", "adverb"))

    def clause_starts(self, base: int) -> Iterator[int]:
        """Where the main clause may begin: at ``base``, or behind a comma or a "thì" that closes an opening."""
        p = self.skip(base)
        yield p
        if self.at("opening", p) is None:
            return
        then = (m.span.end for m in self.all("adverb") if m.value == "then" and m.span.start > p)
        for n, end in enumerate(sorted([*(m.end() for m in words.BOUNDARY.finditer(self.text, p)), *then])):
            if n > 14 or self.text[end - 2] in ".:":
                return
            yield self.skip(end)

    def subject(self, base: int = 0, issuer_id: str = "") -> Subject | None:
        """The agencies that are told, where the text names them before its order; None where it begins with it."""
        asked = (base, issuer_id)
        if asked not in self._subjects:
            self._subjects[asked] = self._subject(base, issuer_id)
        return self._subjects[asked]

    def _subject(self, base: int, issuer_id: str) -> Subject | None:
        if towards := self._towards(self.skip(base)) or self._apart(self.skip(base), issuer_id):
            return towards
        passed = False  # verbs of a purpose ("Để …, phục vụ …, các bộ, ngành cần …") were passed over
        for start in self.clause_starts(base):
            found = self._subject_at(start, issuer_id)
            if found and passed and self.at("duty", self.skip(found.end)) is None:
                found = None
            if found and (start == self.skip(base) or found.mode or self._opens_subject(found.start)):
                return found
            if start > base and self.begins_order(start) and self.at("opening", start) is None:
                passed = self.at("purpose", self.skip(base)) is not None
                if not passed:
                    return None
        return None

    def heading(self) -> Subject | None:
        """The agencies of a heading that is nothing but their names, with or without "Giao", "Đề nghị", "Trách nhiệm
        của" before them, and what one of them is behind a dash ("Sở A - Cơ quan thường trực Ban Chỉ đạo")."""
        start = self.skip(0)
        mode = self.at("mode", start)
        p = self.skip(mode.span.end) if mode else start
        if mode and self.text[p : p + 1] == ":":
            p = self.skip(p + 1)
        own = self.at("towards", p)
        p = self.skip(own.span.end) if own and own.value == "own" else p
        apposed = next((m.span.start for m in self.all("apposition") if m.span.start > p), 0)
        found = self._agencies.is_agency_heading(self.text[p : apposed or None])
        if found is None:
            return None
        parties = tuple(
            replace(q, span=replace(q.span, start=q.span.start + p, end=q.span.end + p)) for q in found.parties
        )
        return Subject(parties, p, len(self.text), mode, found.certain)

    def _towards(self, start: int) -> Subject | None:
        """ "Đối với Sở Y tế: …", "Nhiệm vụ của Sở Y tế": who is told, where the names end the heading or a colon closes
        them; "Đối với hộ nghèo: …" tells nobody."""
        towards = self.at("towards", start)
        begin = self.skip(towards.span.end) if towards else start
        read = self._agencies.read_list(self.text, begin) if towards else None
        if towards is None or read is None or self.text[self.skip(read.end) : self.skip(read.end) + 1] not in (":", ""):
            return None
        by_name = any(q.agency.kind not in ("nhom", "ca-nhan") or q.agency.known for q in read.parties)
        if not by_name and (towards.value == "own" or self.at("offices", begin) is None):
            return None
        rest = self.skip(self.skip(read.end) + 1)
        if not by_name and rest < len(self.text) and not self.begins_order(self._behind_opening(rest) or rest):
            return None  # "Đối với các đơn vị chi trả: Căn cứ số lượng …": a measure
        asked = self.at("mode", rest)
        mode = asked if asked and asked.value == "request" else None  # "Đối với Sở A: đề nghị …"
        return Subject(read.parties, begin, read.end, mode, read.certain)

    def _apart(self, start: int, issuer_id: str) -> Subject | None:
        """ "Riêng Sở Y tế bố trí …": an agency told by its name, apart from the others."""
        begin = self.apart(start)
        found = self._subject_at(begin, issuer_id) if begin else None
        return replace(found, start=start) if found else None

    def apart(self, position: int) -> int:
        """Where a capital or "các" stands behind "Riêng", "Còn đối với" at ``position``; 0 without one."""
        found = self.at("apart", position)
        begin = self.skip(found.span.end) if found else 0
        return begin if found and self._opens_subject(begin) else 0

    def _opens_subject(self, position: int) -> bool:
        """Behind an opening only a capital or "các" begins a subject; "…, đơn vị" goes on with its list."""
        return self.text[position : position + 1].isupper() or self.at("every", position) is not None

    def _subject_at(self, start: int, issuer_id: str) -> Subject | None:
        mode = self.at("mode", start)
        p = self.skip(mode.span.end) if mode else start
        if mode and self.text[p : p + 1] == ":":
            p = self.skip(p + 1)
        parties = self._agencies.read_list(self.text, p)
        if not parties.parties:
            return self._unread_at(p, mode)
        if self.is_verb(p, parties):
            return None
        parties = self._named_behind(self._with_attribute(parties))
        end = self.skip(parties.end)
        nested = self.at("mode", end)
        if nested and len(parties.parties) == 1 and issuer_id and parties.parties[0].agency.id == issuer_id:
            told = self._subject_at(end, issuer_id)
            return replace(told, by_issuer=True) if told else None
        if self._order_follows(parties, mode is not None):
            return Subject(parties.parties, p, parties.end, mode, parties.certain, parties.guess)
        first = self.skip(0)
        if (start == first or self.at("opening", first)) and self._may_order(parties):
            return Subject(parties.parties, p, parties.end, mode, False)
        return None

    def _may_order(self, parties: PartyList) -> bool:
        """Known agencies at the start or behind an opening, then a word that no rule knows: perhaps a verb, a doubt."""
        p = self.skip(parties.end)
        known = all(q.agency.known and q.agency.kind != "nhom" for q in parties.parties)
        return known and self.text[p : p + 1].islower() and self.at("no-verb", p) is None

    def _unread_at(self, position: int, mode: Mention | None) -> Subject | None:
        """A person told by position ("Đồng chí Phó Chủ tịch …: chỉ đạo …"), or behind "Đề nghị", "Giao" a name that no
        rule reads: the words up to the colon, or all of a heading; where they end is the writer's, so the row is to be
        looked at."""
        person = self.at("person", position)
        match = words.UP_TO_COLON.match(self.text, person.span.end) if person else None
        match = match or (words.ADDRESSEE.match(self.text, position) if mode else None)
        if match is None or self.text[match.end() : match.end() + 1] not in (":", ""):
            return None
        name = self.text[position : match.end()].strip()
        agency = Agency(slug(name), name, "ca-nhan", known=False)
        party = Party(agency, name, Span(0, position, position + len(name)))
        return Subject((party,), position, match.end(), mode, False)

    def _with_attribute(self, parties: PartyList) -> PartyList:
        """The list with the words between it and "có trách nhiệm" ("… theo Kế hoạch này có trách nhiệm")."""
        start = self.skip(parties.end)
        if self.at("attribute", start) is None:
            return parties
        duty = next((m.span.start for m in self.all("duty") if m.span.start > start and m.value == "responsible"), None)
        between = self.text[start:duty]
        near = duty is not None and len(between) <= words.REACH and not set(".,;:") & set(between)
        return replace(parties, end=start + len(between.rstrip())) if near else parties

    def _named_behind(self, parties: PartyList) -> PartyList:
        """Those whom a group's colon names, where their order follows: "Các báo, đài: | Báo A, Đài B đưa tin"."""
        colon = self.skip(parties.end)
        if self.text[colon : colon + 1] != ":" or any(q.agency.kind != "nhom" for q in parties.parties):
            return parties
        named = self._agencies.read_list(self.text, self.skip(colon + 1))
        one = all(q.agency.kind != "nhom" for q in named.parties)
        return named if named.parties and one and self.begins_order(named.end) else parties

    def _order_follows(self, parties: PartyList, ordered: bool) -> bool:
        p = self.skip(parties.end)
        if p >= len(self.text) or self.text[p] == ":":
            return self.at("detail", p) is None
        if self.text[p] == ",":
            p = self.skip(p + 1)
            if self.text[p : p + 1].isupper():  # "Sở A, Thanh tra các ngành": a name, though spelled like a verb
                return False
            return self.begins_order(p) or self.at("opening", p) is not None
        if self.at("opening", p) or self.begins_order(p):
            return True
        return ordered and self.text[p] not in ".;)"

    def role(self, base: int) -> tuple[Role, Mention | None, int]:
        """The role that the first order from ``base`` on gives; without a word for it "perform". The offset is the
        order's."""
        p = self.skip(base)
        for _ in range(24):
            p = self._past_marks(p)
            found = self.at("role", p)
            if found:
                return ("lead" if found.value == "lead" else "support"), found, p
            adverb, opening = self.at("adverb", p), self.at("opening", p)
            if adverb and not (opening and opening.span.end > adverb.span.end):
                p = adverb.span.end
                continue
            following = self._behind_opening(p) if opening else None
            inside = self._role_in_opening(opening, following) if opening else None
            behind = following if inside is None else inside
            if behind is None:
                break
            p = behind
        return "perform", None, p

    def _role_in_opening(self, opening: Mention, end: int | None) -> int | None:
        """A role behind an opening, before ``end``: "theo chức năng, nhiệm vụ được giao | chủ trì, phối hợp với …"."""
        first, last = opening.span.end, len(self.text) if end is None else end
        given = {m.span.end for m in self.all("adverb")}  # "nhiệm vụ được | giao" is no order
        for start, role in self._at["role"].items():
            between = self.text[first:start]
            if first <= start < last and role.value == "lead" and not set(between) & set(";.:"):
                verbs = [v for v in self.all("verb") if first <= v.span.start < start and v.span.end not in given]
                return start if not verbs and between.count(",") <= 1 else None
        return None

    def past_joint(self, position: int) -> int:
        """Past blanks, commas and "và" between two verbs or roles."""
        commas = words.COMMAS.match(self.text, position)
        p = commas.end() if commas else position
        joint = self.at("joint", p)
        return self.skip(joint.span.end if joint else p)

    def _past_marks(self, position: int) -> int:
        p = self.past_joint(position)
        return self.skip(p + 1 if self.text[p : p + 1] == ":" else p)

    def _behind_opening(self, position: int) -> int | None:
        starts = list(self.clause_starts(position))[1:]
        return next((s for s in starts if self.begins_order(s)), None)

    def partners(self, base: int, subject: Subject | None) -> tuple[Partners, ...]:
        """Those the owner is to work with: each "phối hợp với …" whose doer is the owner itself."""
        asked = (base, subject.start, subject.end) if subject else (base, -1, -1)
        if asked not in self._partners:
            self._partners[asked] = read_partners(self, base, subject)
        return self._partners[asked]

    def read_list(self, position: int, context: Context = "sentence") -> PartyList:
        """The agencies listed from ``position`` on."""
        return self._agencies.read_list(self.text, position, context=context)

    def is_joint(self, word: str) -> bool:
        """Whether a word only binds what stands behind it to what stands before ("trong", "theo", "về")."""
        return self._agencies.is_stop(word)

    def is_verb(self, position: int, parties: PartyList) -> bool:
        """Whether what was read as a group is the order's verb: "Tổ chức hội thi", "phối hợp tổ chức hội thi"."""
        return self.at("verb", position) is not None and parties.parties[0].agency.kind == "nhom"
