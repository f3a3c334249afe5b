"""How English writes the names of unlisted people: as it writes the same names of listed ones, of their state first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from pipeline.gazetteer.load import forgets, gazetteer
from pipeline.tag.listed_names import FAMILY_FIRST

SHARE = 0.6  # of those who bear a name that write it so
BEARERS = 2  # listed people by whom the name of somebody is told whose state nobody knows


@lru_cache(maxsize=1)
def _written() -> dict[tuple[str, str], tuple[str, int]]:
    """Latin names by state ("" for any) and Cyrillic name, word by word, each with how many bear it."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for person in gazetteer().people.values():
        names = [p.split() for p in (*person.cyrillic[:1], *person.spellings[:1])]
        if len(names) == 2 and person.cyrillic and len(names[0]) == len(names[1]):
            for own, latin in zip(*names, strict=True):
                for state in {person.state or "", ""}:
                    seen.setdefault((state, own.lower()), Counter())[anyascii(latin).title()] += 1
    return {key: best for key, times in seen.items() if (best := _best(times))[0]}


forgets(_written.cache_clear)


def _best(times: Counter[str]) -> tuple[str, int]:
    """The usual Latin form of a name, and how many bear it so; none where they differ."""
    latin, count = min(times.items(), key=lambda item: (-item[1], item[0]))
    return (latin if count >= SHARE * times.total() else "", count)


def written_by(state: str, word: str, homes: Sequence[str]) -> str:
    """How English writes a Cyrillic name of a state (ISO code, "" if unknown); empty where no listed people tell.

    Names of the alphabet's own `homes`, or such as are borne there, are written letter by letter.
    """
    written, word = _written(), word.lower()
    own = [h for h in homes if h not in FAMILY_FIRST]
    if state in own or (not state and any((h, word) in written for h in own)):
        return ""
    latin, bearers = written.get((state, word)) or written.get(("", word), ("", 0))
    return latin if state or bearers >= BEARERS else ""
