"""Every member of the United Nations is found by name, adjective and capital, in every case of every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pymorphy3
import pytest

from pipeline.config import LANGUAGES, Settings
from pipeline.document import Article
from pipeline.gazetteer.load import gazetteer
from pipeline.lang.load import HOME, read_data
from pipeline.segment import segment
from pipeline.tag.find import find_hits
from pipeline.tag.state_names import state_rows
from pipeline.tag.tables import tables
from pipeline.tag.words import Titles

MEMBERS = gazetteer().members("org:un", "2026-01-01")
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn", "neut")
# Names and adjectives that are also those of others: Brussels is the Union's, a Congolese is of either Congo.
SHARED = {*((language, "capital", "BEL") for language in LANGUAGES), ("en", "adjective", "DMA")}
INDECLINABLE = {"Банги", "Дили", "Алматы"}  # which the dictionary takes for plurals
ALSO = {"COG": {"COD"}, "COD": {"COG"}, "DMA": {"DOM"}, "PRK": {"KOR"}}


@cache
def names(language: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    home = HOME / language
    for iso3, sort, name in state_rows(language, home, read_data(home / "titles.yaml", Titles)):
        found.setdefault((iso3, sort), []).append(name)
    return found


@cache
def morph() -> Any:
    return pymorphy3.MorphAnalyzer()


def _declined(word: str, case: str, more: set[str]) -> str:
    """A Russian word in a case; one that has no nominative reading, or is foreign to the dictionary, stays as it is."""
    kind = "ADJF" if more else "NOUN"
    for parse in morph().parse(word):
        if "nomn" in parse.tag and "Fixd" not in parse.tag and kind == parse.tag.POS:
            form = parse.inflect({case} | more)
            if form is not None:
                old = word.split("-")
                new = str(form.word).split("-")
                return "-".join(n.capitalize() if o[0].isupper() else n for n, o in zip(new, old, strict=True))
    return word


def _adjective(name: str, case: str, more: str) -> str:
    first, hyphen, last = name.rpartition("-")
    return first + hyphen + _declined(last, case, {more})


def _noun(word: str, case: str) -> str:
    """A noun of a name in a case, an adjective of its number and gender."""
    if word in INDECLINABLE:
        return word
    parse = next((p for p in morph().parse(word) if "nomn" in p.tag and p.tag.POS in ("NOUN", "ADJF")), None)
    if parse is None or parse.tag.POS == "NOUN":
        return _declined(word, case, set())
    return _declined(word, case, {str(parse.tag.gender or parse.tag.number)})


def russian(name: str, sort: str) -> Iterator[str]:
    if sort == "adjective":
        for case in CASES:
            yield from (_adjective(name, case, more) for more in (*GENDERS, "plur"))
        return
    yield name
    if not name.isupper():
        known = [any(p.is_known and "nomn" in p.tag for p in morph().parse(w)) for w in name.split()]
        for case in CASES:
            yield " ".join(_noun(w, case) if k else w for w, k in zip(name.split(), known, strict=True))


def forms(language: str, name: str, sort: str) -> set[str]:
    """Every grammatical form of a name."""
    if language == "ru":
        return set(russian(name, sort))
    if language == "sv":
        return {name, name if name.endswith(("s", "x", "z")) else name + (":s" if name.isupper() else "s")}
    if language == "en":
        return {name, f"{name}'s", f"{name}’s"}
    return {name}


def found(language: str, text: str) -> set[str]:
    """States that the stage finds in words that stand alone."""
    document = segment(Article(article_id="x", text=text, source_name="test", language=language), Settings())
    known = tables(language, HOME / language)
    hits = [hit for sentence in document.sentences for hit in find_hits(sentence.tokens, known)]
    return {iso for hit in hits if hit.kind in ("state", "states") for iso in hit.entry.ids}


@pytest.mark.parametrize("sort", ["name", "adjective", "capital"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_is_found_in_every_form(language: str, sort: str) -> None:
    """A capital without a name of its own is that of the state; Vietnamese has no adjectives beside the names."""
    lost = []
    for iso3 in MEMBERS:
        listed = names(language).get((iso3, sort)) or ([] if sort == "adjective" else names(language)[iso3, "name"])
        if (language, sort, iso3) in SHARED or (language == "vi" and sort == "adjective"):
            continue
        if not listed:
            lost.append((iso3, "nothing listed"))
        for form in sorted({f for name in listed for f in forms(language, name, sort)}):
            if not found(language, form) & {iso3, *ALSO.get(iso3, ())}:
                lost.append((iso3, form))
    assert not lost, lost
