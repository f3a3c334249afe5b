"""Who signs each of several texts: the bodies between whom it is, where else only their states are known."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.reading import Reading
from pipeline.extract.speakers import Roles, ids_of
from pipeline.extract.subjects import list_of_actors
from pipeline.extract.units import Stretch

NAME = 9  # tokens of a text's name before the word for "between"


def signed_by(reading: Reading, stretch: Stretch, roles: Roles) -> Roles:
    """The roles of one signed text: "a memorandum between the ministries of A and B" is theirs, not their states'."""
    if roles.kind != "signing" or not all(i.startswith("state:") for i in roles.agents):
        return roles
    between = reading.language.syntax.more.get("between", ())
    first, last = stretch
    at = next((i for i in range(first, min(first + NAME, last)) if reading.tokens[i].lower in between), None)
    at = None if at is not None and any(t.text == ":" for t in reading.tokens[first:at]) else at  # "two papers: …"
    found = ids_of(list_of_actors(reading, at + 1)[0]) if at is not None else ()
    bodies = len(found) > 1 and not any(i.startswith(("state:", "person:")) for i in found)
    return replace(roles, agents=found) if bodies else roles
