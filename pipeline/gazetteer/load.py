"""Facts that hold in every language, read from the CSV files of this folder once a process."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

from pipeline.errors import DataError
from pipeline.gazetteer.extra import read_actors

HOME = Path(__file__).parent
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class State:
    """A state by its ISO 3166-1 codes (`XKX` and `XK` for Kosovo, as is usual)."""

    iso3: str
    iso2: str
    name: str
    monarchy: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or a party: its actor id, and its names by language code."""

    actor_id: str
    name: str
    names: dict[str, tuple[str, ...]]
    state: str | None = None
    ruling: bool = False
    sole: bool = False  # the only party of its state: "the Party"


@dataclass(slots=True)
class Person:
    """A person of public life with the spellings that cannot be guessed from the English name."""

    actor_id: str
    name: str
    state: str | None
    spellings: list[str] = field(default_factory=list)
    cyrillic: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of office: `since` inclusive, `until` exclusive, both ISO days (open ends filled)."""

    holder: str  # ISO alpha-3 of a state, or the actor id of an organisation
    office: str
    person: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the tag stage knows of the world."""

    states: dict[str, State]
    organisations: tuple[Body, ...]
    parties: tuple[Body, ...]
    people: dict[str, Person]
    holdings: dict[tuple[str, str], tuple[Holding, ...]]
    terms: dict[str, tuple[Holding, ...]]  # by person
    by_holder: dict[str, tuple[str, ...]]  # persons of a state or organisation

    def holder(self, holder: str, office: str, day: str) -> str | None:
        """Actor id of who held an office on an ISO day, if the gazetteer knows."""
        found = [h for h in self.holdings.get((holder, office), ()) if h.since <= day < h.until]
        return found[-1].person if found else None

    def offices(self, person: str, day: str) -> tuple[tuple[str, str], ...]:
        """(holder, office) pairs that a person held on a day."""
        return tuple((h.holder, h.office) for h in self.terms.get(person, ()) if h.since <= day < h.until)

    def known_of(self, holder: str) -> tuple[str, ...]:
        """Everybody who ever held an office of one state or organisation, in file order."""
        return self.by_holder.get(holder, ())


def kebab(name: str) -> str:
    """ASCII kebab of a Latin name, for ids: `Tô Lâm` → `to-lam`."""
    words = "".join(c if c.isalnum() else " " for c in anyascii(name).replace("'", "").lower())
    return "-".join(words.split())


def _rows(name: str) -> list[dict[str, str]]:
    with (HOME / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise DataError(f"gazetteer/{name}, line {number}: as many fields as the head line has, please")
    return rows


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def day_range(partial: str | None) -> tuple[str, str]:
    """First and last day of a partial ISO date (`2017`, `2017-02`); open where nothing is known."""
    if not partial:
        return FIRST_DAY, LAST_DAY
    return (partial + "-01-01"[len(partial) - 4 :])[:10], (partial + "-12-31"[len(partial) - 4 :])[:10]


def _bodies(name: str, prefix: str) -> tuple[Body, ...]:
    return tuple(
        Body(
            prefix + row["id"], row["name"], {code: _split(row[code]) for code in ("en", "ru", "sv", "vi")},
            row.get("state") or None, row.get("ruling") in ("1", "2"), row.get("ruling") == "2",
        )
        for row in _rows(name)
    )  # fmt: skip


_extra: list[Path] = []  # the actor file in use, if there is one
_derived: list[Callable[[], None]] = []


def forgets(clear: Callable[[], None]) -> None:
    """Name a function that clears what was derived from the gazetteer; it is called when actors are added."""
    _derived.append(clear)


def use_actors(path: Path | None) -> None:
    """Add the actors of a file to the gazetteer of this process; where they and it disagree, the file is right.

    The same file again costs nothing. `UsageError` where the file is malformed.
    """
    wanted = [path] if path is not None else []
    if wanted == _extra:
        return
    if path is not None:
        read_actors(path)
    _extra[:] = wanted
    gazetteer.cache_clear()
    for clear in _derived:
        clear()


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read at the first call."""
    people: dict[str, Person] = {}
    holdings: dict[tuple[str, str], list[Holding]] = {}
    terms: dict[str, list[Holding]] = {}
    by_holder: dict[str, dict[str, None]] = {}
    for row in (*_rows("office_holders.csv"), *(row for path in _extra for row in read_actors(path))):
        actor_id = "person:" + row["person"]
        state = None if row["of"].startswith("org:") else row["of"]
        person = people.setdefault(actor_id, Person(actor_id, row["name"], state))
        person.state = person.state or state
        person.spellings += [s for s in (row["name"], *_split(row["latin"])) if s not in person.spellings]
        person.cyrillic += [s for s in _split(row["cyrillic"]) if s not in person.cyrillic]
        since = day_range(row["from"])[0] if row["from"] else FIRST_DAY
        until = day_range(row["to"])[0] if row["to"] else LAST_DAY
        term = Holding(row["of"], row["office"], actor_id, since, until)
        holdings.setdefault((row["of"], row["office"]), []).append(term)
        terms.setdefault(actor_id, []).append(term)
        by_holder.setdefault(row["of"], {})[actor_id] = None
    return Gazetteer(
        states={
            row["iso3"]: State(row["iso3"], row["iso2"], row["name"], row["monarchy"] == "1")
            for row in _rows("states.csv")
        },
        organisations=_bodies("organisations.csv", "org:"),
        parties=_bodies("parties.csv", "party:"),
        people=people,
        holdings={key: tuple(terms_) for key, terms_ in holdings.items()},
        terms={key: tuple(terms_) for key, terms_ in terms.items()},
        by_holder={of: tuple(persons) for of, persons in by_holder.items()},
    )
