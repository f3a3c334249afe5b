"""What states are called in one language: names, adjectives, capitals and metonyms of their governments."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from pipeline.gazetteer.load import gazetteer
from pipeline.lang.load import HOME, read_data
from pipeline.tag.words import Titles

APOSTROPHE = str.maketrans("’", "'")


def state_rows(code: str, home: Path, titles: Titles) -> Iterator[tuple[str, str, str]]:
    """(ISO alpha-3 code, sort, name) for every name of every state; sorts are name, adjective, capital and metonym."""
    with (home / "states.csv").open(encoding="utf-8", newline="") as file:
        own = {row["iso3"]: row for row in csv.DictReader(file)}
    territories = Locale(code).territories
    for iso3, state in gazetteer().states.items():
        row = own.get(iso3, {})
        usual = [state.name] if titles.english_names else []
        listed = [*usual, territories.get(state.iso2, "").translate(APOSTROPHE), *_cell(row, "names")]
        listed += [name.partition("<")[0] for name in _cell(row, "former")]  # old news has old names, and so has new
        yield from ((iso3, "name", n) for n in listed if n and "(" not in n and " - " not in n)
        yield from ((iso3, "adjective", a + e) for a in _cell(row, "adjectives") for e in titles.adjective_endings)
        yield from ((iso3, "capital", n) for n in _cell(row, "capitals"))
        yield from ((iso3, "metonym", n) for n in _cell(row, "metonyms"))


def _cell(row: Mapping[str, str], key: str) -> list[str]:
    return [part for part in (row.get(key) or "").split(";") if part]


@cache
def state_names(code: str) -> dict[str, tuple[str, ...]]:
    """All names of every state in one of the package's languages, by ISO alpha-3 code."""
    found: dict[str, dict[str, None]] = {}
    home = HOME / code
    for iso3, _, name in state_rows(code, home, read_data(home / "titles.yaml", Titles)):
        found.setdefault(iso3, {})[name] = None
    return {iso3: tuple(names) for iso3, names in found.items()}
