"""Who is who in one article: names, surnames and offices, by what the article says and the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from rapidfuzz.fuzz import ratio

from pipeline.document import Token
from pipeline.gazetteer.load import kebab
from pipeline.gazetteer.model import PARTY, Gazetteer, place_of
from pipeline.tag.likeness import (
    ALIKE,
    ALIKE_KNOWN,
    ALIKE_WORD,
    folded,
    is_part,
    latin_of,
    like_part,
    likeness,
    name_stems,
    stemmed_latin,
)  # fmt: skip
from pipeline.tag.listed_names import FAMILY_FIRST, gazetteer_surnames, surname_keys
from pipeline.tag.tables import Tables
from pipeline.tag.transliteration import written_by
from pipeline.tag.trie import pieces

SHORT_SURNAME = 4
GREAT = "org:g20"
TOP = ("head_of_state", "monarch", "head_of_government", "party_leader")
MAIN = (*TOP, "foreign_minister", "defence_minister", "speaker", "head")
OF_ORGANISATIONS = ("head", "party_leader", "head_of_state", "leaders")  # titles that heads of organisations bear
OTHER_MINISTER = "other_minister"  # a minister of some field that has no office in the list
# Which offices a vague title may mean.
MEANT = {
    OTHER_MINISTER: ("other",),
    "monarch": ("monarch", "head_of_state"),
    "leaders": TOP,
    "minister": ("foreign_minister", "defence_minister", "trade_minister", "finance_minister"),
}


@dataclass(slots=True)
class Known:
    """A person of the article: `offices` are (holder, office, portfolio) that the gazetteer or the article gives."""

    actor_id: str
    name: str
    state: str | None
    offices: set[tuple[str, str, str]] = field(default_factory=set)
    listed: bool = False
    placed: bool = False  # the article says of which state
    spelt: list[str] = field(default_factory=list)  # as the article writes the name, where only it names the person


class Registry:
    """The persons of one article, in the order in which they were spoken of last."""

    def __init__(self, known: Tables, day: str, home: str | None) -> None:
        self.known, self.day, self.home = known, day, home
        self.gazetteer: Gazetteer = known.gazetteer
        self.people: dict[str, Known] = {}
        self.by_surname: dict[str, list[str]] = {}
        self.recent: list[str] = []
        # States of whose leaders a lone surname may speak: the great ones, and those that the article names.
        self.near = {*self.gazetteer.members(GREAT, day), home or ""}

    def listed(self, actor_id: str) -> Known:
        """A person of the gazetteer, now of this article too."""
        if actor_id not in self.people:
            person = self.gazetteer.people[actor_id]
            known = Known(actor_id, person.name, person.state, listed=True)
            known.offices = {(of, office, "") for of, office in self.gazetteer.offices(actor_id, self.day)}
            if known.offices and all(of.startswith("org:") for of, _, _ in known.offices):
                known.state = None  # who heads an organisation speaks for no state
            self.people[actor_id] = known
            for name in person.spellings + person.cyrillic:
                self._index(pieces(name), actor_id, person.state)
        return self.people[actor_id]

    def namesake(self, actor_id: str, state: str) -> Known:
        """Somebody else of the name of a listed person, for whose office the article names another state."""
        if actor_id not in self.people:
            person = self.gazetteer.people[actor_id]
            self.people[actor_id] = Known(actor_id, person.name, state, placed=True)
            self._index(pieces(person.name), actor_id, state)
        return self.people[actor_id]

    def unlisted(self, words: Sequence[str], state: str | None, *, sure: bool = True) -> Known:
        """A person whom only the article names; spelt as English spells names of the state, where that is sure."""
        middle = [w for w in words[1:-1] if len(w.strip(".")) > 1 or self.known.titles.family_first]
        of = (state or "") if sure else ""
        actor_id = "person:" + kebab(self._latin([*words[:1], *middle, *words[1:][-1:]], of))  # no "F." in the middle
        if actor_id in self.gazetteer.people:
            return self.listed(actor_id)
        if actor_id not in self.people:
            self.people[actor_id] = Known(actor_id, self._latin(words, of), state)
            self._index(words, actor_id, state)
        known = self.people[actor_id]
        known.state = known.state or state
        if (spelt := " ".join(words)) not in known.spelt:
            known.spelt.append(spelt)
        return known

    def also_spelt(self, known: Known, words: Sequence[str]) -> None:
        """Note another spelling of a person's name: by ear, with the Latin one in brackets behind it."""
        if (spelt := " ".join(words)) not in known.spelt:
            known.spelt.append(spelt)
            self._index(words, known.actor_id, None)

    def _index(self, words: Sequence[str], actor_id: str, state: str | None) -> None:
        for word in surname_keys(words, state, self.known):
            ids = self.by_surname.setdefault(self.known.surname_stemmer.stem(word.lower()), [])
            if actor_id not in ids:
                ids.append(actor_id)

    def _latin(self, words: Sequence[str], state: str | None = None) -> str:
        text = " ".join(w for w in words if w.isalpha() or "-" in w or "'" in w)
        if text.isascii():
            return text
        rules = (*self.known.titles.own_spelling(state or ""), *self.known.titles.spelling)
        told = {w: state is not None and written_by(state, w, self.known.titles.homes) for w in text.split()}
        return " ".join(told[word] or latin_of(word, rules) for word in text.split())

    def _titled(self, words: Sequence[str]) -> str:
        """A name in Latin letters and capitals; single syllables without accents would be like too many others."""
        return self._latin(words) if self.known.titles.family_first else self._latin(words).title()

    def by_name(self, tokens: Sequence[Token], states: Sequence[str], offices: Iterable[str]) -> Known | None:
        """The person whom a capitalised run behind a title means, if article or gazetteer know one."""
        words = self.spoken([t.text for t in tokens if t.text[0].isalpha()])
        full = [w for w in words if len(w.strip(".")) > 1] or words
        if len(full) > 1 and all(w.lower() in self.known.particles for w in full[:-1]):
            full = full[-1:]  # "President von Berg"
        if len(words) == 1 or len(full) == 1:
            return self._by_surname(full[-1], states, tuple(offices))
        offices = tuple(offices)
        candidates = [*self.people, *(p for s in states for p in self.gazetteer.known_of(s) if p not in self.people)]
        for word in dict.fromkeys((full[0], full[-1])):
            candidates += [p for p in self._listed_surname(word) if p not in candidates]
        if len(full) < len(words):
            candidates = self._by_initials(words, candidates)
        found = (
            self._by_parts(full, candidates, states)
            or self._alike(full, candidates, states)
            or self._in_that_office(full, states, offices)
            or self._alike(full, self._holders_of(candidates, states, offices), states, near=True)
        )
        if found is not None:
            self._index(full, found.actor_id, found.state)  # in the article's spelling too
        return found

    def _by_initials(self, words: Sequence[str], candidates: Sequence[str]) -> list[str]:
        """The candidates, those first whose names have the initials in the middle of a name, and no others."""
        wanted = [w.strip(".").lower() for w in words[1:-1] if len(w.strip(".")) == 1]
        middles = {i: [w for n in self._all_names(i) for w in pieces(n)[1:-1] if w.isalpha()] for i in candidates}
        return sorted(candidates, key=lambda i: [w[0].lower() for w in dict.fromkeys(middles[i])] != wanted)

    def _holders_of(self, candidates: Sequence[str], states: Sequence[str], offices: Iterable[str]) -> list[str]:
        """The candidates who once held an office that the article gives: it may spell them its own way."""
        wanted = {o for office in offices for o in MEANT.get(office, (office,))} & set(MAIN)
        held = ((i, self.gazetteer.terms.get(i, ())) for i in candidates if wanted)
        return [i for i, terms in held if any(t.office in wanted and t.holder in (states or [t.holder]) for t in terms)]

    def _alike(
        self, words: Sequence[str], candidates: Sequence[str], states: Sequence[str], *, near: bool = False
    ) -> Known | None:
        """The candidate whose name, in Latin letters, is spelt nearly so; `near` where his office speaks for him."""
        stems = [self.known.name_stemmer.stems(w) for w in words]
        written = {self._titled(row) for row in ([r[0] for r in stems], [min(r, key=len) for r in stems])}
        heard = self.known.titles.cyrillic or self.known.titles.family_first
        best, score = None, 0.0
        for actor_id in candidates:
            for latin, name in product(sorted(written), self._names(actor_id)):
                alike = likeness(latin, name, None if heard else words[0], near=near)
                if alike > score:
                    best, score = actor_id, alike
        if best is None or score < (ALIKE_KNOWN if states or near else ALIKE):
            return None
        return self._get(best)

    def _in_that_office(self, words: Sequence[str], states: Sequence[str], offices: tuple[str, ...]) -> Known | None:
        """Who holds that very office on the day, if the name is spelt like a part of theirs, or theirs like a part."""
        wanted = [one for office in offices if office in MAIN for one in MEANT.get(office, (office,))]
        spelt = self._titled([self.known.name_stemmer.stem(w) for w in words]).split()
        for actor_id in (self.gazetteer.holder(of, one, self.day) for of in states for one in wanted):
            if actor_id and any(like_part(spelt, name.split()) for name in self._names(actor_id)):
                return self._get(actor_id)
        return None

    def may_be_called(self, known: Known, word: str) -> bool:
        """Whether a single name is spelt anything like one of a person's."""
        latin = self._titled([self.known.name_stemmer.stem(word)])
        return any(ratio(latin, w) >= ALIKE_WORD for name in self._names(known.actor_id) for w in name.split())

    def spoken(self, words: list[str]) -> list[str]:
        """A name without the father's name; given and father's name alone are those of a person met before."""
        words = [w for w in words if w.lower().strip(".") not in self.known.titles.suffixes] or words
        fathers = self.known.titles.patronymics
        if not fathers or len(words) < 2:
            return words
        stems = [self.known.name_stemmer.stems(w) for w in words]
        is_father = [any(s.endswith(fathers) for s in row) for row in stems]
        if len(words) == 2 and is_father[1]:
            for actor_id in reversed(list(self.people)):
                for name in self._all_names(actor_id):
                    if self.known.name_stemmer.stem(pieces(name)[0]) in stems[0]:
                        return pieces(name)
        return [w for w, father in zip(words, is_father, strict=True) if not father] or words

    def _by_parts(self, words: Sequence[str], candidates: Sequence[str], states: Sequence[str]) -> Known | None:
        """A longer or shorter form of a known name: every word of the shorter stands in the longer."""
        rows = [
            tuple(self._folded(s) for s in self.known.name_stemmer.stems(w))
            for w in words if w.lower() not in self.known.particles
        ]  # fmt: skip
        for actor_id in candidates:
            for name in self._all_names(actor_id):
                other = tuple(self._folded(s) for s in name_stems(name, self.known))
                if is_part(rows, other):
                    known = self._get(actor_id)
                    if not states or known.state in (None, *states) or known.listed:
                        return known
        return None

    def _folded(self, stem: str) -> str:
        """A stem without what spellings of one foreign name differ in: soft signs, doubled letters."""
        return folded(stem, self.known.titles.folds)

    def _all_names(self, actor_id: str) -> list[str]:
        person = self.gazetteer.people.get(actor_id)
        if person is not None:
            return person.spellings + person.cyrillic
        known = self.people[actor_id]
        return [known.name, *known.spelt]

    def _names(self, actor_id: str) -> list[str]:
        person = self.gazetteer.people.get(actor_id)
        names = [*person.spellings, *person.cyrillic] if person else [self.people[actor_id].name]
        return [stemmed_latin(n, self.known) for n in names]

    def _get(self, actor_id: str) -> Known:
        return self.people[actor_id] if actor_id in self.people else self.listed(actor_id)

    def _by_surname(self, word: str, states: Sequence[str], offices: tuple[str, ...]) -> Known | None:
        here = self._here(word)
        fitting = [k for k in here if not states or k.state in states] or ([] if states else here)
        sure = [k.state for k in fitting] or states or sorted(self.near)
        ruler = self._monarch_called(word, sure) if "monarch" in offices else None
        if ruler or fitting:
            return ruler or self._latest(fitting)
        listed = self._listed_surname(word)
        found = [i for i in listed if self._in_office(i, states, offices) and (states or self._is_near(i))]
        if not states and not offices and len(found) > 1:
            return None
        if not found and offices:  # the day may be unknown or the title a former one
            ever = [i for i in listed if self._once_held(i, states, offices)]
            found = ever if len(ever) == 1 else []
        return self.listed(found[0]) if found else None

    def _monarch_called(self, word: str, states: Iterable[str | None]) -> Known | None:
        """The king or emir of whose name a word is part, were it a name of his relatives, too ("King Salman")."""
        stems = set(self.known.name_stemmer.stems(word))
        rulers = (r for of in states if of and (r := self.gazetteer.holder(of, "head_of_state", self.day)))
        called = (r for r in rulers for n in self._all_names(r) if stems & {*name_stems(n, self.known)})
        return next(map(self._get, called), None)

    def _once_held(self, actor_id: str, states: Sequence[str], offices: tuple[str, ...]) -> bool:
        wanted = {o for office in offices for o in MEANT.get(office, (office,))}
        terms = self.gazetteer.terms.get(actor_id, ())
        return any(t.office in wanted and (not states or (place_of(t.holder) or t.holder) in states) for t in terms)

    def _here(self, word: str) -> list[Known]:
        """Persons of the article whose surname the word may be a form of."""
        stems = self.known.surname_stemmer.stems(word)
        return [self.people[i] for i in dict.fromkeys(i for s in stems for i in self.by_surname.get(s, ()))]

    def _listed_surname(self, word: str) -> list[str]:
        """Persons of the gazetteer whose surname the word may be a form of."""
        listed = gazetteer_surnames(self.known)
        return list(dict.fromkeys(i for s in self.known.surname_stemmer.stems(word) for i in listed.get(s, ())))

    def _in_office(self, actor_id: str, states: Sequence[str], offices: tuple[str, ...]) -> bool:
        held = self.gazetteer.offices(actor_id, self.day)
        if any(of in states and of.startswith("org:") for of, _ in held):
            return True
        wanted = [o for office in offices for o in MEANT.get(office, (office,))]
        if not states and set(offices) & set(OF_ORGANISATIONS) and any(of.startswith("org:") for of, _ in held):
            return True  # "President Smith" of the Commission
        return any(
            (not states or (place_of(of) or of) in states) and (not wanted or office in wanted or "other" in offices)
            for of, office in held
        )

    def solo(self, token: Token, initial: str = "") -> Known | None:
        """The person whom a lone surname means: one of the article, else a leader of a near state in office.

        With an initial before it, it may mean anybody in an office of a near state, if one person alone fits.
        """
        here = self._here(token.lower)
        if not here and initial:
            fitting = [i for i in self._listed_surname(token.lower) if self._is_near(i)]
            fitting = [i for i in fitting if any(name.startswith(initial) for name in self._all_names(i))]
            if len(fitting) == 1:
                return self.listed(fitting[0])
        if self.known.titles.family_first:
            here = [k for k in here if k.state not in FAMILY_FIRST and len(token.text) > 2]
        if here:
            return self._latest(here)
        if self.known.titles.family_first or len(token.text) <= SHORT_SURNAME:
            return None
        found = [i for i in self._listed_surname(token.lower) if self._leads(i)]
        return self.listed(found[0]) if len(found) == 1 else None

    def is_name_of(self, known: Known, word: str) -> bool:
        """Whether a word before a surname is one of the person's names, or a particle of them."""
        if word.lower() in self.known.particles:
            return True
        stems = {self._folded(s) for s in self.known.name_stemmer.stems(word)}
        names = (name_stems(name, self.known) for name in self._all_names(known.actor_id))
        return word[:1].isupper() and any(self._folded(s) in stems for row in names for s in row)

    def _is_near(self, actor_id: str) -> bool:
        """Whether a person holds an office of a near state, or of an organisation."""
        return any(of in self.near or of.startswith("org:") for of, _ in self.gazetteer.offices(actor_id, self.day))

    def _leads(self, actor_id: str) -> bool:
        return any(office in TOP and of in self.near for of, office in self.gazetteer.offices(actor_id, self.day))

    def _latest(self, people: Sequence[Known]) -> Known:
        order = {actor_id: n for n, actor_id in enumerate(self.recent)}
        return max(people, key=lambda k: (order.get(k.actor_id, -1), k.actor_id))

    def holder(self, holder: str, office: str, slug: str) -> Known | None:
        """Who holds an office of a state or organisation: one of the article, else by the gazetteer on the day."""
        wanted = ("head",) if holder.startswith("org:") and office in OF_ORGANISATIONS else MEANT.get(office, (office,))
        here = [k for k in self.people.values() if self._holds(k, holder, office, wanted, slug)]
        if here:
            return self._latest(here)
        if office == "leaders":
            return self._once_holder(holder, wanted)
        vague = office in ("minister", "other")
        if vague or not self._has_office(holder, office):
            return None
        for one in wanted:
            actor_id = self.gazetteer.holder(holder, one, self.day)
            if actor_id:
                return self.listed(actor_id)
        return self._once_holder(holder, wanted)

    def _once_holder(self, holder: str, wanted: Sequence[str]) -> Known | None:
        """Who of the article once held an office, where nobody knows who does: the day may be unknown."""
        terms = ((k, self.gazetteer.terms.get(k.actor_id, ())) for k in self.people.values())
        ever = [k for k, held in terms if any(t.holder == holder and t.office in wanted for t in held)]
        return self._latest(ever) if ever else None

    def _has_office(self, holder: str, office: str) -> bool:
        """Whether a state can have such an office holder: no president in a monarchy, no king in a republic."""
        state = self.gazetteer.states.get(holder)
        if state is None or office not in ("head_of_state", "monarch"):
            return True
        return state.monarchy == (office == "monarch")

    def _holds(self, known: Known, holder: str | None, office: str, wanted: Sequence[str], slug: str) -> bool:
        for of, held, portfolio in known.offices:
            if (holder is not None and of != holder) or (held == "head_of_state" and not self._has_office(of, office)):
                continue
            if holder is None and (of.startswith(PARTY) or (office == "monarch" and of != known.state)):
                continue  # "the General Secretary" but leads one party of many, the French president is prince abroad
            if held in wanted or held == office:
                if slug and portfolio and slug != portfolio:
                    continue
                if slug and not portfolio and office == "minister":
                    continue
                return True
        return False

    def latest_with(
        self, office: str, slug: str = "", preferred: Sequence[str] = (), subject: str = ""
    ) -> Known | None:
        """Who of this office was spoken of last: those `preferred` before others, of several the `subject` so far."""
        wanted = MEANT.get(office, (office,))
        fitting = [i for i in reversed(self.recent) if self._holds(self.people[i], None, office, wanted, slug)]
        if fitting:
            return self.people[max(fitting, key=lambda i: (i in preferred, i == subject, -fitting.index(i)))]
        if office in ("minister", "leaders", "other"):
            return None
        later = [k for k in self.people.values() if self._holds(k, None, office, wanted, slug)]
        return later[0] if len(later) == 1 else None

    def spoken_of(self, actor_id: str) -> None:
        """Note that the article now speaks of this person."""
        if actor_id in self.recent:
            self.recent.remove(actor_id)
        self.recent.append(actor_id)
