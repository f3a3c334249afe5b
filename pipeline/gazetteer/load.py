"""Facts that hold in every language, read from the CSV files of this folder once a process."""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

from pipeline.errors import DataError
from pipeline.gazetteer.extra import SPELLINGS, read_actors
from pipeline.gazetteer.model import (
    FIRST_DAY,
    LAST_DAY,
    Body,
    Gazetteer,
    Holding,
    Membership,
    Names,
    Person,
    State,
    place_of,
)  # fmt: skip

HOME = Path(__file__).parent
Row = dict[str, str]


def kebab(name: str) -> str:
    """ASCII kebab of a Latin name, for ids: `Tô Lâm` → `to-lam`."""
    words = "".join(c if c.isalnum() else " " for c in anyascii(name).replace("'", "").lower())
    return "-".join(words.split())


def day_range(partial: str | None) -> tuple[str, str]:
    """First and last day of a partial ISO date (`2017`, `2017-02`); open where nothing is known."""
    if not partial:
        return FIRST_DAY, LAST_DAY
    if len(partial) == len(FIRST_DAY):
        return partial, partial
    first, month = (partial + "-01-01"[len(partial) - 4 :])[:10], (partial + "-12")[:7]
    return first, f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _rows(name: str) -> list[Row]:
    with (HOME / name).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for number, row in enumerate(rows, 2):
        if len(row) != len(head):
            raise DataError(f"gazetteer/{name}, line {number}: as many fields as the head line has, please")
    return [dict(zip(head, row, strict=True)) for row in rows]


def _split(cell: str) -> tuple[str, ...]:
    if ";" not in cell:
        return (cell,) if cell else ()
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _certain(row: Row) -> tuple[str, str]:
    """The days from which and until which a row holds for certain."""
    since = day_range(row["from"])[1] if row["from"] else FIRST_DAY
    return since, day_range(row["to"])[0] if row["to"] else LAST_DAY


def _bodies(name: str, prefix: str) -> tuple[Body, ...]:
    return tuple(
        Body(
            prefix + row["id"], row["name"], {code: _split(row[code]) for code in ("en", "ru", "sv", "vi")},
            row.get("state") or None, row.get("ruling") in ("1", "2"), row.get("ruling") == "2",
            row.get("wikidata") or None, "org:" + row["part_of"] if row.get("part_of") else None,
        )
        for row in _rows(name)
    )  # fmt: skip


def _memberships() -> dict[str, tuple[Membership, ...]]:
    """Rows of `members.csv`: an organisation, and states that joined (and left) it on the same day."""
    found: dict[str, list[Membership]] = {}
    for row in _rows("members.csv"):
        since, until = _certain(row)
        found.setdefault("org:" + row["org"], []).extend(Membership(s, since, until) for s in _split(row["states"]))
    return {org: tuple(rows) for org, rows in found.items()}


class _People:
    """Persons and their terms, as rows come in."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.holdings: dict[tuple[str, str], list[Holding]] = {}
        self.by_holder: dict[str, dict[str, None]] = {}

    def named(self, row: Row) -> None:
        """Add a person, or spellings of one."""
        actor_id = "person:" + row["person"]
        person = self.people.setdefault(actor_id, Person(actor_id, row["name"], None))
        person.wikidata = person.wikidata or row["wikidata"] or None
        names: Names = {code: _split(row[code]) for code in SPELLINGS if row[code]}
        for code, spelt in names.items():
            person.names[code] = tuple(dict.fromkeys((*person.names.get(code, ()), *spelt)))
        latin = (row["name"], *(s for code, spelt in names.items() if code != "ru" for s in spelt))
        person.spellings += [s for s in dict.fromkeys(latin) if s not in person.spellings]
        person.cyrillic += [s for s in names.get("ru", ()) if s not in person.cyrillic]

    def held(self, row: Row, *, replaces: bool = False) -> None:
        """Add a term of office; with `replaces` nobody else held the office meanwhile."""
        person = self.people["person:" + row["person"]]
        place = place_of(row["of"])
        if place is not None:
            person.state = person.state or place
        since, until = _certain(row)
        term = Holding(row["of"], row["office"], person.actor_id, since, until, row["acting"] == "1", row["source"])
        terms = self.holdings.setdefault((row["of"], row["office"]), [])
        if replaces:
            terms[:] = [rest for t in terms for rest in _without(t, term)]
        terms.append(term)
        self.by_holder.setdefault(place or row["of"], {})[person.actor_id] = None

    def terms(self) -> dict[str, tuple[Holding, ...]]:
        """The terms of each person."""
        found: dict[str, list[Holding]] = {}
        for terms in self.holdings.values():
            for term in terms:
                found.setdefault(term.person, []).append(term)
        return {person: tuple(terms) for person, terms in found.items()}


def _without(term: Holding, other: Holding) -> Iterable[Holding]:
    """What is left of a term outside another."""
    for since, until in ((term.since, min(term.until, other.since)), (max(term.since, other.until), term.until)):
        if since < until:
            yield Holding(term.holder, term.office, term.person, since, until, term.acting, term.source)


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
    made = _People()
    for row in _rows("people.csv"):
        made.named(row)
    for row in _rows("office_holders.csv"):
        made.held(row)
    for row in (row for path in _extra for row in read_actors(path)):
        made.named(row)
        if row["office"]:
            made.held(row, replaces=True)
    organisations, parties = _bodies("organisations.csv", "org:"), _bodies("parties.csv", "party:")
    return Gazetteer(
        states={
            row["iso3"]: State(row["iso3"], row["iso2"], row["name"], row["form"], row["wikidata"] or None)
            for row in _rows("states.csv")
        },
        organisations=organisations,
        parties=parties,
        bodies={b.actor_id: b for b in (*organisations, *parties)},
        people=made.people,
        holdings={key: tuple(terms) for key, terms in made.holdings.items()},
        terms=made.terms(),
        by_holder={of: tuple(persons) for of, persons in made.by_holder.items()},
        memberships=_memberships(),
    )
