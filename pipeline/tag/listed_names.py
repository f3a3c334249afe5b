"""Surnames of listed people: which part of a name is one, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.gazetteer.load import forgets, gazetteer
from pipeline.tag.tables import Tables
from pipeline.tag.trie import pieces

FAMILY_FIRST = frozenset({"VNM", "CHN", "KOR", "PRK", "TWN", "KHM", "JPN", "HUN"})
# Either end of a name may be used alone: family name first, or no family name at all.
EITHER_END = FAMILY_FIRST | {"IDN", "MYS", "THA", "LAO", "MMR", "ETH", "ISL", "BRN", "BTN", "SOM", "ERI"}
# Two surnames: the first of them is the one that is used alone.
TWO_SURNAMES = frozenset({
    "ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GNQ", "GTM", "HND", "MEX", "NIC", "PAN", "PER",
    "PHL", "PRY", "SLV", "URY", "VEN",
})  # fmt: skip


@lru_cache(maxsize=1)
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for actor_id, person in gazetteer().people.items():
        for name in person.spellings + person.cyrillic:
            words = pieces(name)
            ends = {words[-1], words[0]} if person.state in EITHER_END else {words[-1]}
            if len(words) > 2 and person.state in TWO_SURNAMES and words[-2][0].isupper():
                ends.add(words[-2])
            for word in sorted(ends):
                known = found.setdefault(word.lower(), [])
                if actor_id not in known:
                    known.append(actor_id)
    return {key: tuple(ids) for key, ids in found.items()}


forgets(_surnames.cache_clear)


_SURNAMES: dict[str, dict[str, tuple[str, ...]]] = {}


def gazetteer_surnames(known: Tables) -> dict[str, tuple[str, ...]]:
    """Actor ids of the gazetteer by the stem of a surname in one language's spelling."""
    if known.code not in _SURNAMES:
        found: dict[str, dict[str, None]] = {}
        for word, ids in _surnames().items():
            stem = known.surname_stemmer.stem(word)
            found.setdefault(stem, {}).update(dict.fromkeys(ids))
        _SURNAMES[known.code] = {key: tuple(ids) for key, ids in found.items()}
    return _SURNAMES[known.code]


def surname_keys(words: Sequence[str], state: str | None, known: Tables) -> list[str]:
    """The words of a name by which alone its bearer may be called, sorted: no "Jr.", and Sato for al-Sato, too."""
    words = [w for w in words if w.lower().strip(".") not in known.titles.suffixes] or words
    own = state in EITHER_END and len(words) > 1
    keys = {words[-1], words[0]} if own else {words[-1]}
    if len(words) > 2 and not own:
        keys.add(words[-2])
    if not own and any(w.lower() in known.particles for w in words[1:]):
        keys.update(w for w in words[1:] if w.lower() not in known.particles)  # "Norl bin Sud al Mid" is "Sud", too
    joined = (w.partition("-") for w in sorted(keys))
    keys.update(tail for head, _, tail in joined if tail[:1].isupper() and head.lower() in known.particles)
    return sorted(keys)
