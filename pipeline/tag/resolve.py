"""From drafts to mentions: identify persons, bodies, states and groups in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.document import ActorFacts, Document, Mention, MentionForm, Sentence
from pipeline.gazetteer.load import day_range
from pipeline.tag.compose import Draft
from pipeline.tag.find import Hit
from pipeline.tag.people import MAIN, TOP, Known, Registry
from pipeline.tag.scene import MODIFIER, Scene
from pipeline.tag.tables import Entry, Tables

FORMS: dict[str, MentionForm] = {
    "state": "state", "states": "modifier", "org": "org", "party": "org", "body": "org", "group": "group",
    "fixed": "group", "pronoun": "pronoun", "side": "state", "name": "name", "title": "office", "counterpart": "office",
}  # fmt: skip
UNKNOWN = "?"


class Resolver:
    """Resolves the drafts of one document; keeps what was spoken of last."""

    def __init__(self, document: Document, known: Tables, registry: Registry, scene: Scene) -> None:
        self.document, self.known, self.registry, self.scene = document, known, registry, scene
        self.home = registry.home
        self.last_states: list[str] = []
        self.last_many: tuple[str, ...] = ()
        self.sentence = 0
        self.candidates: dict[str, list[str]] = {}  # full names without a title, by the stem of the surname
        self.firm: set[str] = set()  # states named by more than a capital

    # persons

    def identify(self, draft: Draft, sentence: Sentence) -> Known | None:
        """The person whom a draft with a name means; registers unknown ones."""
        states = self.holders(draft)
        offices = [e.office for e in draft.entries if e.kind == "title"]
        if draft.person is not None:
            known = self.registry.listed(draft.person)
        else:
            assert draft.name is not None
            tokens = sentence.tokens[draft.name[0] : draft.name[1]]
            found = self.registry.by_name(tokens, states, offices)
            if found is None:
                words = self.registry.spoken([t.text for t in tokens if t.text[0].isalpha()])
                if len(words) == 1:
                    words = self.candidates.get(self.known.name_stemmer.stem(words[0].lower()), words)
                if draft.former or (len(words) == 1 and (draft.honorific or len(words[0]) < 3)):
                    return None
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
        head = sentence.tokens[draft.first]
        if draft.entries and draft.entries[0].kind == "title" and head.lower.endswith(self._oblique(head.lower)):
            return [self._cut(w) for w in words]
        return words

    def _oblique(self, word: str) -> tuple[str, ...]:
        return () if self.known.stemmer.stem(word) == word else self.known.titles.endings

    def _cut(self, word: str) -> str:
        stem = self.known.name_stemmer.stem(word)
        return word[: len(stem)] if len(stem) < len(word) else word

    def _hold(self, known: Known, draft: Draft, states: Sequence[str]) -> None:
        for entry in draft.entries:
            if entry.kind == "title" and entry.office and not draft.former:
                for of in states or [entry.of or known.state or self.home or ""]:
                    known.offices.add((of, entry.office, entry.slug))

    def holders(self, draft: Draft) -> list[str]:
        """States (ISO codes) and organisations to which a draft belongs."""
        found = [e.of for e in draft.entries if e.of]
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
            elif hit.kind == "group" and entry.slug == "states":
                found += [s.removeprefix("state:") for s in self.scene.at(self.sentence)]
        return list(dict.fromkeys(f for f in found if f))

    # whatever a draft is

    def resolve(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        """Actor ids of a draft; empty where it cannot be told or means no actor."""
        method = getattr(self, f"_{draft.kind}", None)
        ids: tuple[str, ...] = method(draft, sentence) if method is not None else ()
        for actor_id in ids:
            if actor_id.startswith("person:"):
                self.registry.spoken_of(actor_id)
        return ids

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
        found = self._by_office(draft, states)
        return tuple(dict.fromkeys(k.actor_id for k in found))

    def _by_office(self, draft: Draft, states: Sequence[str]) -> list[Known]:
        found: list[Known] = []
        for entry in draft.entries:
            if states:
                for of in states:
                    holder = self.registry.holder(of, entry.office, entry.slug)
                    found += [holder] if holder else []
            elif entry.plural:
                found += []
            elif entry.alone:
                latest = self.registry.latest_with(entry.office, entry.slug)
                if latest is None and self.home and entry.office in MAIN:
                    latest = self.registry.holder(self.home, entry.office, entry.slug)
                found += [latest] if latest else []
        return found

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
        self._noted(entry.ids)
        return tuple("state:" + s for s in entry.ids)

    def _capital_speaks(self, draft: Draft, sentence: Sentence) -> bool:
        """A capital stands for its state unless a preposition of place is before it, or a dateline follows."""
        tokens = sentence.tokens
        if draft.first and tokens[draft.first - 1].lower in self.known.places:
            return False
        after = tokens[draft.last].text if draft.last < len(tokens) else ""
        if draft.first == 0 and after in {",", "(", "-", "–", "—", "/"}:
            return False
        return draft.entries[0].ids[0] in self.firm

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
        return draft.entries[0].ids

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
        if not holders and entry.alone and not (draft.holders and not holders):
            near = self._body_state(entry)
            holders = [near] if near else []
        if not holders and entry.plural:
            return ()
        made = [self._body_id(entry, iso) for iso in holders]
        return tuple(dict.fromkeys(m for m in made if m))

    def _body_state(self, entry: Entry) -> str | None:
        """The state of a body named without one: that of the article's home."""
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
        if len(ids) > 1:
            self.last_many = ids
        return ids if len(ids) > 1 or entry.sort != "bare" else ()

    def _members(self, entry: Entry, sides: Sequence[str]) -> tuple[str, ...]:
        if entry.slug in ("states", "any"):
            return tuple(sides)
        isos = [s.removeprefix("state:") for s in sides if s.startswith("state:")]
        if entry.slug == "persons":
            return self._leaders(entry, isos, sides)
        sort = {"govs": "gov", "parliaments": "parliament", "parties": "party"}.get(entry.slug)
        if sort is None:
            return tuple(sides)
        made = [self._body_id(Entry("body", sort=sort), iso) for iso in isos]
        return tuple(m for m in made if m)

    def _leaders(self, entry: Entry, isos: Sequence[str], sides: Sequence[str]) -> tuple[str, ...]:
        """The persons of a group: of each side the one spoken of last who fits, else who holds the office."""
        chosen: list[str] = []
        for iso in isos:
            person = self._leader_of(iso, entry.office)
            if person is not None:
                chosen.append(person.actor_id)
        if len(chosen) < len(isos) and not entry.office:
            return tuple(sides)
        return tuple(chosen)

    def _leader_of(self, iso: str, office: str) -> Known | None:
        people = self.registry.people
        for actor_id in reversed(self.registry.recent):
            known = people[actor_id]
            if known.state == iso and (not office or any(self._fits(held, office) for _, held, _ in known.offices)):
                if office or any(held in MAIN or held == "leaders" for _, held, _ in known.offices):
                    return known
        if office:
            return self.registry.holder(iso, office, "")
        return None

    def _fits(self, held: str, office: str) -> bool:
        return held == office or (office == "minister" and held.endswith("minister"))

    def _pronoun(self, draft: Draft, sentence: Sentence) -> tuple[str, ...]:
        sort = draft.entries[0].sort
        recent = [self.registry.people[i] for i in self.registry.recent]
        if sort == "one":
            return (recent[-1].actor_id,) if recent else ()
        if sort == "many":
            return self.last_many
        if sort == "own_country":
            return ("state:" + recent[-1].state,) if recent and recent[-1].state else ()
        if sort == "our_country":
            return ("state:" + self.home,) if self.home else ()
        if sort == "other_side":
            others = [s for s in self.scene.at(self.sentence) if s != f"state:{self.home}"]
            return tuple(others[:1])
        return ("state:" + self.last_states[-1],) if self.last_states else ()


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
