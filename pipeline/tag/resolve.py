"""From drafts to mentions: identify persons, bodies, states and groups in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document import ActorFacts, Document, Mention, MentionForm, Sentence
from pipeline.gazetteer.load import day_range
from pipeline.tag.compose import Draft
from pipeline.tag.find import Hit
from pipeline.tag.people import MAIN, TOP, Known, Registry
from pipeline.tag.scene import MODIFIER, Scene
from pipeline.tag.tables import ABROAD, NICKNAME, Entry, Tables

FORMS: dict[str, MentionForm] = {
    "state": "state", "states": "modifier", "org": "org", "party": "org", "body": "org", "group": "group",
    "fixed": "group", "pronoun": "pronoun", "side": "state", "name": "name", "title": "office", "counterpart": "office",
}  # fmt: skip
VAGUE = ("leaders", "minister", "deputy_head_of_government", "deputy_head_of_state", "head", "trade_minister")
MANY = 5  # persons of one sentence that are no longer "the leaders"
SHORT = 4  # letters of a lone surname that nobody knows


class Resolver:
    """Resolves the drafts of one document; keeps what was spoken of last."""

    def __init__(self, document: Document, known: Tables, registry: Registry, scene: Scene) -> None:
        self.document, self.known, self.registry, self.scene = document, known, registry, scene
        self.home = registry.home
        self.last_states: list[str] = []
        self.last_many: tuple[str, ...] = ()
        self.sentence = 0
        self.subjects: dict[int, str] = {}  # by sentence
        self.subject = ""
        self.ministries: list[str] = []  # in the order in which they were spoken of last
        self.candidates: dict[str, list[str]] = {}  # full names without a title, by the stem of the surname
        self.firm: set[str] = set()  # states named by more than a capital

    # persons

    def identify(self, draft: Draft, sentence: Sentence) -> Known | None:
        """The person whom a draft with a name means; registers unknown ones."""
        states = self.holders(draft, implied=False)
        offices = [e.office for e in draft.entries if e.kind == "title"]
        if draft.known is not None:
            return draft.known
        if draft.person is not None:
            known = self.registry.listed(draft.person)
        else:
            assert draft.name is not None
            tokens = sentence.tokens[draft.name[0] : draft.name[1]]
            if draft.turned:
                tokens = [tokens[-1], *tokens[:-2]]
            found = self.registry.by_name(tokens, states, offices)
            if found is None:
                words = self.registry.spoken([t.text for t in tokens if t.text[0].isalpha()])
                if len(words) == 1:
                    stems = self.known.name_stemmer.stems(words[0])
                    words = next((self.candidates[s] for s in stems if s in self.candidates), words)
                if draft.former:
                    return None
                if len(words) == 1:
                    found = self._sole(draft, states)
                    if found is None and (draft.honorific or self.known.titles.family_first or len(words[0]) < SHORT):
                        return None
            if found is None:
                found = self.registry.unlisted(self._nominative(words, draft, sentence), self._state_of(states, offices))
            known = found
        self._hold(known, draft, states)
        return known

    def _state_of(self, states: Sequence[str], offices: Sequence[str]) -> str | None:
        plain = [s for s in states if not s.startswith("org:")]
        if plain:
            return plain[0]
        return None if states or not offices else self.home

    def _nominative(self, words: list[str], draft: Draft, sentence: Sentence) -> list[str]:
        """Names behind a title in an oblique case lose their case ending; the rest stays as it is."""
        if not self.known.titles.endings:
            return words
        start = draft.first if draft.title_at is None else draft.title_at
        heads = [e.head for e in draft.entries if e.kind == "title"]
        if heads and not any(t.lower in heads for t in sentence.tokens[start : draft.last]):
            return [self._nominative_of(w) for w in words]
        return words

    def _nominative_of(self, word: str) -> str:
        for ending, nominative in self.known.titles.nominatives:
            if word.endswith(ending):
                return word[: -len(ending)] + nominative
        stems = self.known.name_stemmer.stems(word)
        return word[: len(stems[1])] if len(stems) > 1 else word

    def _hold(self, known: Known, draft: Draft, states: Sequence[str]) -> None:
        for entry in draft.entries:
            if entry.kind == "title" and entry.office and not draft.former:
                for of in states or [entry.of or known.state or self.home or ""]:
                    known.offices.add((of, entry.office, entry.slug))
                known.placed = known.placed or bool(states)

    def holders(self, draft: Draft, *, implied: bool = True) -> list[str]:
        """States (ISO codes) and organisations to which a draft belongs; `implied` counts those of the title itself."""
        found: list[str] = []
        for hit in draft.holders:
            entry = hit.entry
            if hit.kind in ("state", "states"):
                found += entry.ids
            elif hit.kind == "fixed":
                found += entry.ids
            elif hit.kind in ("org",):
                found += entry.ids
            elif hit.kind == "party":
                found.append(entry.of)
            elif hit.kind == "body":
                found += [entry.of] if entry.of else []
            elif hit.kind == "group" and entry.slug in ("sides", "states"):
                found += [s.removeprefix("state:") for s in self.scene.at(self.sentence)]
        return list(dict.fromkeys(f for f in found if f)) or [e.of for e in draft.entries if e.of and implied]

    def settle(self) -> None:
        """Give persons whose state nobody says the side of the article that has no such office holder yet."""
        sides = [s.removeprefix("state:") for s in self.scene.sides() if s.startswith("state:")]
        for known in self.registry.people.values():
            if known.listed or known.placed or len(sides) != 2 or known.state not in sides or not known.offices:
                continue
            other = sides[1 - sides.index(known.state)]
            if self._has_like(known, known.state) and not self._has_like(known, other):
                known.offices = {(other if of == known.state else of, o, slug) for of, o, slug in known.offices}
                known.state = other

    def _has_like(self, known: Known, state: str) -> bool:
        """Whether another person of a state bears an office of the same class."""
        mine = {office.rpartition("_")[2] for _, office, _ in known.offices}
        return any(
            k is not known and k.state == state and mine & {o.rpartition("_")[2] for _, o, _ in k.offices}
            for k in self.registry.people.values()
        )

    # whatever a draft is

    def resolve(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        """Actor ids of a draft; empty where it cannot be told or means no actor."""
        method = getattr(self, f"_{draft.kind}", None)
        ids: tuple[str, ...] = method(draft, sentence) if method is not None else ()
        for actor_id in ids:
            if actor_id.startswith("person:") and (len(ids) == 1 or actor_id in self.registry.recent):
                self.registry.spoken_of(actor_id)
        if len(ids) == 1 and ids[0].startswith("person:"):
            self.told(ids[0])
        return ids

    def told(self, actor_id: str) -> None:
        """The first person of a sentence is whom "he" in it, or in the next one, means."""
        if self.sentence not in self.subjects:
            self.subjects[self.sentence] = actor_id
            self.subject = actor_id

    def _name(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        known = self.identify(draft, sentence)
        return (known.actor_id,) if known else ()

    def _title(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        if draft.named:
            return self._name(draft, sentence)
        if draft.same_as is not None:
            same = self.identify(draft.same_as, sentence)
            if same is not None:
                self._hold(same, draft, self.holders(draft))
                return (same.actor_id,)
        if draft.former or draft.members:
            return ()
        states = self.holders(draft)
        found = self.by_office(draft, states)
        if states and draft.entries[0].office == "leaders" and len(found) < len(states):
            return tuple(s if s.startswith("org:") else "state:" + s for s in states)
        return tuple(dict.fromkeys(k.actor_id for k in found))

    def _sole(self, draft: Draft, states: Sequence[str]) -> Known | None:
        """A title with a single unknown name behind it: whoever holds the office."""
        found = [] if draft.honorific else self.by_office(replace(draft, name=None), states)
        return found[0] if found else None

    def by_office(self, draft: Draft, states: Sequence[str]) -> list[Known]:
        """The holders of an office that is named without a person."""
        found: list[Known] = []
        for entry in self._offices(draft):
            if states:
                for of in states:
                    holder = self.registry.holder(of, entry.office, entry.slug)
                    found += [holder] if holder else []
            elif entry.plural:
                found += []
            elif entry.alone:
                latest = self.registry.latest_with(entry.office, entry.slug, self._present())
                if latest is None and self.home and entry.office in MAIN:
                    latest = self.registry.holder(self.home, entry.office, entry.slug)
                if latest is None and entry.office in ("head", "party_leader"):
                    latest = self._head_of_organisation()
                found += [latest] if latest else []
        return found

    def _present(self) -> tuple[str, ...]:
        """Persons of the meeting last told, else of the first one."""
        meeting = self.scene.meeting(self.sentence)
        return meeting[0] if meeting else self.scene.meetings[0][1] if self.scene.meetings else ()

    def _offices(self, draft: Draft) -> list[Entry]:
        """The titles of a draft; the head of a government, a ministry or a parliament has an office of its own."""
        body = next((h.entry for h in draft.holders if h.kind == "body"), None)
        if body is None or body.sort == "party":
            return list(draft.entries)
        office = {"gov": "head_of_government", "parliament": "speaker"}.get(body.sort, "minister")
        return [replace(e, office=office, slug=body.slug) if e.office in ("leaders", "head") else e for e in draft.entries]

    def _head_of_organisation(self) -> Known | None:
        orgs = [s for s in self.scene.ranked() if s.startswith("org:")]
        return next((k for o in orgs if (k := self.registry.holder(o, "head", ""))), None)

    def _counterpart(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        if draft.named:
            return self._name(draft, sentence)
        if not draft.holders or not self.registry.recent:
            return ()
        last = self.registry.people[self.registry.recent[-1]]
        for of in self.holders(draft):
            for _, office, slug in sorted(last.offices):
                holder = self.registry.holder(of, office, slug)
                if holder is not None:
                    return (holder.actor_id,)
        return ()

    # states and bodies

    def _state(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        entry = draft.entries[0]
        if entry.sort == "capital" and not self._capital_speaks(draft, sentence):
            return ()
        if entry.sort == "name":
            self._noted(entry.ids)
        return tuple("state:" + s for s in entry.ids)

    def _capital_speaks(self, draft: Draft, sentence: Sentence) -> bool:
        """A capital stands for its state unless a preposition of place is before it, or a dateline follows."""
        if self._is_place(draft, sentence):
            return False
        tokens = sentence.tokens
        after = tokens[draft.last].text if draft.last < len(tokens) else ""
        if draft.first == 0 and after in {",", "(", "-", "–", "—", "/"}:
            return False
        return draft.entries[0].ids[0] in self.firm or draft.first == 0 or draft.coupled

    def _is_place(self, draft: Draft, sentence: Sentence) -> bool:
        return draft.first > 0 and sentence.tokens[draft.first - 1].lower in self.known.places

    def _states(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        return tuple("state:" + s for s in draft.entries[0].ids)

    def _noted(self, isos: Iterable[str]) -> None:
        for iso in isos:
            if iso in self.last_states:
                self.last_states.remove(iso)
            self.last_states.append(iso)

    def _side(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        return tuple(h if h.startswith("org:") else "state:" + h for h in self.holders(draft))

    def _org(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        entry = draft.entries[0]
        if entry.sort == NICKNAME and (self._is_place(draft, sentence) or not self.firm.issuperset(entry.ids)):
            return ()
        return entry.ids

    _party = _org

    def _body(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        entry = draft.entries[0]
        holders = [h for h in self.holders(draft) if not h.startswith("org:")]
        if draft.same_as is not None and draft.same_as.named:
            owner = self.identify(draft.same_as, sentence)
            holders = [owner.state] if owner is not None and owner.state else holders
        elif sentence.tokens[draft.first].lower in self.known.own and self.registry.recent:
            owner = self.registry.people[self.registry.recent[-1]]
            holders = holders or ([owner.state] if owner.state else [])
        if not holders and entry.alone and not draft.holders:
            near = self._body_state(entry)
            holders = [near] if near else []
        if not holders and entry.plural:
            return ()
        made = tuple(dict.fromkeys(m for iso in holders if (m := self._body_id(entry, iso))))
        for actor_id in made:
            if entry.sort == "ministry":
                self.ministries = [m for m in self.ministries if m != actor_id] + [actor_id]
        return made

    def _body_state(self, entry: Entry) -> str | None:
        """The state of a body named without one: that of the article's home."""
        if entry.sort == "party":
            sides = [s.removeprefix("state:") for s in self.scene.at(self.sentence)]
            sole = [p.state for p in self.known.gazetteer.parties if p.sole]
            return next((s for s in (self.home, *sides) if s in sole), None)
        if entry.office == ABROAD:
            others = [s.removeprefix("state:") for s in self.scene.at(self.sentence) if s.startswith("state:")]
            return next((s for s in others if s != self.home), self.home)
        return self.home

    def _body_id(self, entry: Entry, iso: str) -> str | None:
        if entry.sort == "party":
            return next((p.actor_id for p in self.known.gazetteer.parties if p.state == iso and p.ruling), None)
        if entry.sort == "ministry":
            return f"ministry:{iso}-{entry.slug}"
        return f"{entry.sort}:{iso}"

    # groups and pronouns

    def _fixed(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        ids = tuple("state:" + s for s in draft.entries[0].ids)
        self.last_many = ids
        return ids

    def _group(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        entry = draft.entries[0]
        sides = self.scene.three() if entry.sort == "three" else self.scene.at(self.sentence)
        if len(sides) < 2:
            return ()
        ids = self._members(entry, sides)
        if len(ids) < 2:
            return ()
        self.last_many = ids
        return ids

    def _members(self, entry: Entry, sides: Sequence[str]) -> tuple[str, ...]:
        if entry.slug == "any":
            return self._two_people() or tuple(sides)
        if entry.slug == "sides":
            return tuple(sides)
        if entry.slug == "states":
            return tuple(sides) if all(s.startswith("state:") for s in sides) else self._two_states()
        isos = [s.removeprefix("state:") for s in sides if s.startswith("state:")]
        if entry.slug == "persons":
            return self._leaders(entry, isos, sides)
        if entry.slug == "ministries":
            return tuple(self.ministries[-2:]) if len(self.ministries) > 1 else tuple(sides)
        sort = {"govs": "gov", "parliaments": "parliament", "parties": "party"}.get(entry.slug)
        if sort is None:
            return tuple(sides)
        made = [self._body_id(Entry("body", sort=sort), iso) for iso in isos]
        return tuple(m for m in made if m)

    def _two_states(self) -> tuple[str, ...]:
        return tuple(s for s in self.scene.ranked() if s.startswith("state:"))[:2]

    def _two_people(self) -> tuple[str, ...]:
        """The persons who met last, if two did."""
        meeting = self.scene.meeting(self.sentence)
        return meeting[0] if meeting and len(meeting[0]) == 2 else ()

    def _leaders(self, entry: Entry, isos: Sequence[str], sides: Sequence[str]) -> tuple[str, ...]:
        """The persons of a group: who met last, else of each side the one spoken of last who fits, or the holder."""
        meeting = self.scene.meeting(self.sentence)
        if meeting is not None:
            people = [i for i in meeting[0] if self._suits(self.registry.people[i], entry.office)]
            by_side = {self.registry.people[i].state: i for i in reversed(people)}
            if len(by_side) > 1:
                return tuple(people) if entry.sort == "bare" and len(people) < MANY else tuple(reversed(by_side.values()))
        known = {f"state:{iso}": self._leader_of(iso, entry.office) for iso in isos}
        if entry.office:
            return tuple(k.actor_id for k in known.values() if k)
        return tuple(k.actor_id if (k := known.get(side)) else side for side in sides)

    def _suits(self, known: Known, office: str) -> bool:
        offices = [held for _, held, _ in known.offices]
        return any(self._fits(held, office) if office else held in MAIN or held in VAGUE for held in offices)

    def _leader_of(self, iso: str, office: str) -> Known | None:
        for actor_id in reversed(self.registry.recent):
            known = self.registry.people[actor_id]
            if known.state == iso and self._suits(known, office):
                return known
        return self.registry.holder(iso, office, "") if office else None

    def _fits(self, held: str, office: str) -> bool:
        return held == office or (office == "minister" and held.endswith("minister"))

    def _pronoun(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        sort = draft.entries[0].sort
        recent = [self.registry.people[i] for i in self.registry.recent]
        if sort == "one":
            subject = self.subjects.get(self.sentence) or self.subject
            return (subject,) if subject else ()
        if sort == "many":
            return self.last_many
        if sort == "own_country":
            return ("state:" + recent[-1].state,) if recent and recent[-1].state else ()
        if sort == "our_country":
            return ("state:" + self.home,) if self.home else ()
        if sort == "other_side":
            others = [s for s in self.scene.at(self.sentence) if s != f"state:{self.home}"]
            return tuple(others[:1])
        others = [s for s in self.last_states if s != self.home] or self.last_states
        return ("state:" + others[-1],) if others else ()


def facts(actor_id: str, registry: Registry, known: Tables) -> ActorFacts:
    """What is known of an actor."""
    kind, _, rest = actor_id.partition(":")
    gazetteer = known.gazetteer
    if kind == "person":
        person = registry.people[actor_id]
        office = next((o for _, o, _ in sorted(person.offices)), None)
        return ActorFacts(actor_id, person.name, kind, person.state, office=office)
    if kind == "org":
        return ActorFacts(actor_id, next((o.name for o in gazetteer.organisations if o.actor_id == actor_id), rest), kind)
    iso = rest[:3]
    state = gazetteer.states[iso].name if iso in gazetteer.states else iso
    if kind == "party":
        name = next((p.name for p in gazetteer.parties if p.actor_id == actor_id), rest)
        return ActorFacts(actor_id, name, kind, iso)
    name = state if kind == "state" else f"{rest[4:].replace('-', ' ') or kind} ({state})"
    return ActorFacts(actor_id, name, kind, iso)
