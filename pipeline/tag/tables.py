"""The names and words that the tag stage looks for in one language, compiled once a process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.gazetteer.load import forgets, gazetteer
from pipeline.gazetteer.model import Body, Gazetteer
from pipeline.lang.load import read_data, uncollected
from pipeline.tag.state_names import state_rows
from pipeline.tag.trie import EXACT, Phrases, Stemmer
from pipeline.tag.words import Groups, Portfolio, Titles

Kind = Literal[
    "void", "fixed", "group", "pronoun", "title", "person", "org", "party", "body", "states", "state",
    "honorific", "side", "counterpart", "event",
]  # fmt: skip
Case = Literal["any", "capital", "upper"]
NICKNAME = "nickname"  # sort of a name that counts only where the article has the full one too: "the Alliance"
WORDLIKE = 5  # letters of an acronym that is spoken as a word
ABROAD = "abroad"  # office of a body that the home state does not have
# Which reading wins where two cover the same words.
RANK: dict[str, int] = {k: i for i, k in enumerate((
    "void", "person", "fixed", "group", "title", "org", "party", "body", "state", "states", "counterpart", "pronoun",
    "side", "honorific", "event",
))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of words stands for.

    `ids` are actor ids or ISO codes, `sort` tells kinds of states (name, adjective, capital, metonym) and groups,
    `office` the class of a title, `slug` a portfolio, `of` the one state that has it, `alone` that no state need
    stand beside it, `plural` that it means several.
    """

    kind: Kind
    ids: tuple[str, ...] = ()
    sort: str = ""
    office: str = ""
    slug: str = ""
    of: str = ""
    alone: bool = False
    plural: bool = False
    case: Case = "any"
    head: str = ""  # first word of a title, last of a state's name, as the data has it: the nominative


@dataclass
class Tables:
    """One language's compiled tables. `words` is matched by stem, `names` (persons) also without accents."""

    code: str
    titles: Titles
    groups: Groups
    gazetteer: Gazetteer
    stemmer: Stemmer
    name_stemmer: Stemmer
    words: Phrases[Entry]
    names: Phrases[Entry]
    single: dict[str, Entry] = field(default_factory=dict)  # one-word names and adjectives of states by key
    particles: frozenset[str] = frozenset()
    of: frozenset[tuple[str, ...]] = frozenset()
    articles: frozenset[str] = frozenset()
    joiners: frozenset[tuple[str, ...]] = frozenset()
    former: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    of_members: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    family_names: frozenset[str] = frozenset()  # with their accents
    seats: tuple[tuple[str, ...], ...] = ()
    field_heads: frozenset[str] = frozenset()  # stems
    own: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()  # titles of several
    fields: frozenset[tuple[str, ...]] = frozenset()  # names of portfolios, lower case
    idle: set[str] = field(default_factory=set)  # words of texts with which no name begins

    @property
    def surname_stemmer(self) -> Stemmer:
        """For surnames alone: where names are single syllables, accents tell one from another."""
        return self.stemmer if self.titles.family_first else self.name_stemmer


def _case(name: str) -> Case:
    """In which letters a name must stand: long acronyms may be words, too ("Mercosur")."""
    if name.isupper() and sum(c.isalpha() for c in name) > 1:
        return "upper" if len(name) < WORDLIKE else "capital"
    return "capital" if name[:1].isupper() else "any"


@cache
@uncollected
def tables(code: str, home: Path) -> Tables:
    """Tables of the language `code` whose data files are in `home`."""
    titles: Titles = read_data(home / "titles.yaml", Titles)
    groups: Groups = read_data(home / "groups.yaml", Groups)
    stemmer, name_stemmer = (
        Stemmer(titles.endings, titles.base_endings),
        Stemmer(titles.endings, titles.base_endings, fold=True),
    )
    known = gazetteer()
    made = Tables(
        code, titles, groups, known, stemmer, name_stemmer, Phrases(stemmer), Phrases(name_stemmer),
        particles=frozenset(titles.particles), of=frozenset(tuple(o.split()) for o in titles.of),
        articles=frozenset(titles.articles), joiners=frozenset(tuple(a.split()) for a in titles.and_),
        former=frozenset(f for f in titles.former), places=frozenset(titles.places), said=frozenset(titles.said),
        institutions=frozenset(titles.institutions), of_members=frozenset(titles.of_members), own=frozenset(titles.own),
        plurals=frozenset(word for title in titles.titles for word in title.plural),
        fields=frozenset(tuple(n.lower().split()) for p in titles.portfolios for n in p.names),
        family=frozenset(name_stemmer.plain(f) for f in titles.family_names),
        family_names=frozenset(stemmer.plain(f) for f in titles.family_names),
        field_heads=frozenset(stemmer.stem(w) for w in titles.field_heads),
        seats=tuple(tuple(stemmer.plain(w) for w in seat.split()) for seat in titles.seats),
    )  # fmt: skip
    states = list(state_rows(code, home, titles))
    for iso3, sort, name in states:
        _add_state(made, name, iso3, sort)
        for ending, other in titles.state_endings if sort != "adjective" else ():
            if name.endswith(ending):
                before, blank, last = (name.removesuffix(ending) + other).rpartition(" ")
                made.words.add(before + blank + EXACT + last, _state_entry(made, name, iso3, sort))
    _add_formal_names(made, states)
    _add_bodies(made, known.organisations, "org")
    _add_bodies(made, known.parties, "party")
    for actor_id, person in known.people.items():
        for name in person.spellings + (person.cyrillic if titles.cyrillic else []):
            made.names.add(name, Entry("person", (actor_id,), case="capital"))
    for phrase, entry in _title_rows(titles):
        head = entry.head or phrase.split()[0]
        made.words.add(phrase, replace(entry, head=stemmer.plain(head.removeprefix(EXACT))))
    for phrase, entry in [*_body_rows(titles), *_group_rows(groups), *_word_rows(titles, groups)]:
        made.words.add(phrase, entry)
    return made


def _add_bodies(made: Tables, bodies: Iterable[Body], kind: Kind) -> None:
    for body in bodies:
        for written in body.names.get(made.code, ()):
            name = written.rstrip("?")
            sort = NICKNAME if written != name else ""
            made.words.add(name, Entry(kind, (body.actor_id,), sort, of=body.state or "", case=_case(name)))


def _state_entry(made: Tables, name: str, iso3: str, sort: str) -> Entry:
    return Entry("state", (iso3,), sort, case=_case(name), head=made.stemmer.plain(name.split()[-1]))


def _add_state(made: Tables, name: str, iso3: str, sort: str) -> None:
    entry = _state_entry(made, name, iso3, sort)
    fixed = " " not in name and name.endswith(made.titles.fixed_endings or ("\0",))
    made.words.add(name, entry, exact=fixed)
    if " " not in name and "-" not in name:
        for key in (EXACT + made.stemmer.plain(name), made.stemmer.stem(name)):
            made.single.setdefault(key, entry)


def _add_formal_names(made: Tables, states: Iterable[tuple[str, str, str]]) -> None:
    """`Republic of Norland` and `Norlandic Republic`, behind the names that are listed: they may be another state's."""
    for iso3, sort, name in states:
        entry = replace(_state_entry(made, name, iso3, "name"), case="capital")
        for prefix in made.titles.state_prefixes if sort == "name" else ():
            made.words.add(f"{prefix} {name}", entry)
        for kind in made.titles.state_kinds if sort == "adjective" else ():
            made.words.add(f"{name} {kind}", entry)


def _title_rows(titles: Titles) -> Iterator[tuple[str, Entry]]:
    for rule in titles.titles:
        of = rule.of or ""
        for phrase in rule.match:
            yield phrase, Entry("title", office=rule.office, slug=rule.slug, of=of)
        for phrase in rule.alone:
            yield phrase, Entry("title", office=rule.office, slug=rule.slug, of=of, alone=True)
        for phrase in rule.plural:
            yield (
                phrase,
                Entry("title", office=rule.office, slug=rule.slug, of=of, plural=True, head=rule.plural[0].split()[0]),
            )
    for portfolio in titles.portfolios:
        office = portfolio.office or "minister"
        one = Entry("title", office=office, slug=portfolio.slug, of=portfolio.of or "")
        for phrase in (*_fill(titles.minister, portfolio, titles), *portfolio.minister):
            yield phrase, one
        for phrase in _fill(titles.minister_alone, portfolio, titles):
            yield phrase, Entry("title", office=office, slug=portfolio.slug, of=portfolio.of or "", alone=True)
        for phrase in _fill(titles.ministers, portfolio, titles):
            head = titles.ministers[0].replace("X", phrase.split()[0]).split()[0]
            yield phrase, Entry("title", office=office, slug=portfolio.slug, plural=True, head=head)


def _fill(templates: Iterable[str], portfolio: Portfolio, titles: Titles) -> Iterator[str]:
    """Templates with X as the portfolio's name, or M as the whole name of its ministry."""
    ministries = [*portfolio.ministry, *(t.replace("X", n) for t in titles.ministry for n in portfolio.names)]
    for template in templates:
        if "M" in template:
            yield from (template.replace("M", m.replace(EXACT, "")) for m in ministries)
        else:
            yield from (template.replace("X", name) for name in portfolio.names)


def _body_rows(titles: Titles) -> Iterator[tuple[str, Entry]]:
    for rule in titles.bodies:
        of = rule.of or ""
        for phrase in rule.match:
            yield phrase, Entry("body", sort=rule.body, of=of)
        for phrase in rule.plural:
            yield phrase, Entry("body", sort=rule.body, of=of, plural=True)
        for phrase in rule.alone:
            yield phrase, Entry("body", sort=rule.body, of=of, alone=True, case=_case(phrase))
    for portfolio in titles.portfolios:
        entry = Entry("body", sort="ministry", slug=portfolio.slug, of=portfolio.of or "", alone=True)
        for phrase in (*portfolio.ministry, *_fill(titles.ministry, portfolio, titles)):
            yield phrase, entry
        for phrase in _fill(titles.ministry_abroad, portfolio, titles):
            yield phrase, replace(entry, office=ABROAD)
        for phrase in _fill(titles.ministries, portfolio, titles):
            yield phrase, Entry("body", sort="ministry", slug=portfolio.slug, plural=True)


def _group_rows(groups: Groups) -> Iterator[tuple[str, Entry]]:
    for noun in groups.nouns:
        for sort, numerals in (("two", groups.both), ("three", groups.three)):
            entry = Entry("group", sort=sort, slug=noun.members, office=noun.office or "")
            for numeral in numerals:
                for word in noun.words:
                    yield f"{numeral} {word}", replace(entry, alone=True) if word in noun.parties else entry
        for phrase in noun.own:
            yield phrase, Entry("group", sort="two", slug=noun.members, office=noun.office or "")
        for phrase in noun.bare:
            yield phrase, Entry("group", sort="bare", slug=noun.members, office=noun.office or "")
    for fixed in groups.fixed:
        for phrase in fixed.match:
            yield phrase, Entry("fixed", fixed.states)
        for phrase in fixed.people:
            yield phrase, Entry("fixed", fixed.states, sort="people")


def _word_rows(titles: Titles, groups: Groups) -> Iterator[tuple[str, Entry]]:
    for sort in ("one", "many", "own_country", "that_country", "our_country", "other_side"):
        for phrase in getattr(groups, sort):
            yield phrase, Entry("pronoun", sort=sort)
    for form, phrases in groups.forms.items():
        yield from ((phrase, Entry("pronoun", sort="form", slug=form)) for phrase in phrases)
    for phrase in titles.void:
        yield phrase, Entry("void")
    for phrase in titles.honorifics:
        yield phrase, Entry("honorific")
    for phrase in titles.sides:
        yield phrase, Entry("side")
    for phrase in titles.events:
        yield phrase, Entry("event")
    for phrase in titles.counterparts:
        yield phrase, Entry("counterpart")


forgets(tables.cache_clear)
