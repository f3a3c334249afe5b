"""What the gazetteer knows: states, organisations, parties, people, offices and who held them when."""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"
Names = dict[str, tuple[str, ...]]  # by language code
ORGANISATION, PARTY = "org:", "party:"


def place_of(holder: str) -> str | None:
    """The state of whoever holds an office: the holder itself, or that of a party; None for an organisation."""
    if holder.startswith(ORGANISATION):
        return None
    return holder.removeprefix(PARTY)[:3]


@dataclass(frozen=True, slots=True)
class State:
    """A state by its ISO 3166-1 codes (`XKX` and `XK` for Kosovo, as is usual)."""

    iso3: str
    iso2: str
    name: str
    form: str = ""  # "republic", or a kind of monarchy: "kingdom", "emirate", "realm" …
    wikidata: str | None = None

    @property
    def monarchy(self) -> bool:
        """Whether a monarch is its head."""
        return self.form not in ("", "republic")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or a party: its actor id, and its names by language code."""

    actor_id: str
    name: str
    names: Names
    state: str | None = None
    ruling: bool = False
    sole: bool = False  # the only party of its state: "the Party"
    wikidata: str | None = None
    part_of: str | None = None  # actor id of the organisation whose members are its members


@dataclass(slots=True)
class Person:
    """A person of public life with the spellings that cannot be guessed from the English name."""

    actor_id: str
    name: str
    state: str | None
    spellings: list[str] = field(default_factory=list)  # in Latin letters, the English name first
    cyrillic: list[str] = field(default_factory=list)
    names: Names = field(default_factory=dict)
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of office: `since` inclusive, `until` exclusive, both ISO days (open ends filled).

    Of a date that is known to the month or the year only, the days on which it is certain count.
    """

    holder: str  # ISO alpha-3 of a state, or the actor id of an organisation or a party
    office: str
    person: str
    since: str
    until: str
    acting: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's membership in an organisation, `until` exclusive."""

    state: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the tag stage knows of the world."""

    states: dict[str, State]
    organisations: tuple[Body, ...]
    parties: tuple[Body, ...]
    bodies: dict[str, Body]  # both, by actor id
    people: dict[str, Person]
    holdings: dict[tuple[str, str], tuple[Holding, ...]]
    terms: dict[str, tuple[Holding, ...]]  # by person
    by_holder: dict[str, tuple[str, ...]]  # persons of a state (its parties' too) or organisation
    memberships: dict[str, tuple[Membership, ...]]  # by actor id of the organisation

    def holder(self, holder: str, office: str, day: str) -> str | None:
        """Actor id of who held an office on an ISO day, if the gazetteer knows; nobody where several held it."""
        found = {h.person for h in self.holdings.get((holder, office), ()) if h.since <= day < h.until}
        return found.pop() if len(found) == 1 else None

    def offices(self, person: str, day: str) -> tuple[tuple[str, str], ...]:
        """(holder, office) pairs that a person held on a day."""
        return tuple((h.holder, h.office) for h in self.terms.get(person, ()) if h.since <= day < h.until)

    def known_of(self, holder: str) -> tuple[str, ...]:
        """Everybody who ever held an office of one state or organisation, in file order."""
        return self.by_holder.get(holder, ())

    def members(self, organisation: str, day: str) -> tuple[str, ...]:
        """ISO alpha-3 codes of the member states of an organisation on a day, sorted; empty where none are known."""
        rows = self.memberships.get(organisation)
        if rows is None:
            body = self.bodies.get(organisation)
            return self.members(body.part_of, day) if body is not None and body.part_of else ()
        return tuple(sorted({m.state for m in rows if m.since <= day < m.until}))

    def wikidata(self, actor_id: str) -> str | None:
        """The Wikidata id of a person, an organisation, a party or a state, where it is certain."""
        kind, _, rest = actor_id.partition(":")
        if kind == "state":
            return self.states[rest].wikidata if rest in self.states else None
        known = self.people.get(actor_id) or self.bodies.get(actor_id)
        return known.wikidata if known is not None else None
