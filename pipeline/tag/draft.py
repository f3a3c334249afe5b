"""A mention on its way: put together, nobody identified yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.tag.find import Hit
from pipeline.tag.people import Known
from pipeline.tag.tables import Entry


@dataclass(slots=True)
class Draft:
    """A mention before anybody is identified.

    `kind` is that of the head (`title` with or without a name, `name`, `body`, `side`, `state`, `org`, `party`,
    `group`, `fixed`, `pronoun`, `counterpart`); `holders` are the hits that say of which state or organisation;
    `name` is the token range of a name that no list holds, `person` an id from the gazetteer.
    """

    first: int
    last: int
    kind: str
    entries: tuple[Entry, ...]
    holders: list[Hit] = field(default_factory=list)
    name: tuple[int, int] | None = None
    person: str | None = None
    former: bool = False
    same_as: Draft | None = None
    inner: list[Hit] = field(default_factory=list)
    honorific: bool = False
    open: bool = True  # whether a state may still follow
    title_at: int | None = None  # where the title stands, if apart from the name
    coupled: bool = False  # a capital joined to another state by "and"
    turned: bool = False  # the surname stands first, a comma behind it
    known: Known | None = None  # whose lone surname this is
    body: Hit | None = None  # the body whose name is part of the title
    members: list[Draft] = field(default_factory=list)  # the names behind a title in the plural

    @property
    def named(self) -> bool:
        return self.name is not None or self.person is not None or self.known is not None


def is_bare_side(hit: Hit) -> bool:
    """Words that mean both sides alone, but one side behind an adjective."""
    return hit.kind == "group" and hit.entry.sort == "bare" and hit.entry.slug in ("sides", "states")


def is_bare_people(hit: Hit) -> bool:
    """Words such as "leaders" without a numeral."""
    return hit.kind == "group" and hit.entry.sort == "bare" and hit.entry.slug == "persons"
