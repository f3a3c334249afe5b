"""The gazetteer: its files keep their own rules."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.config import LANGUAGES
from pipeline.gazetteer.load import HOME, day_range, gazetteer, kebab
from pipeline.lang.load import HOME as LANG
from pipeline.tag.tables import tables

LEAST_ORGANISATIONS, LEAST_HOLDERS, LEAST_STATES = 80, 700, 195
PARTIAL_DAY = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")


def test_there_is_enough_of_everything() -> None:
    known = gazetteer()
    assert len(known.organisations) >= LEAST_ORGANISATIONS
    assert sum(map(len, known.holdings.values())) >= LEAST_HOLDERS
    assert len(known.states) >= LEAST_STATES


def test_ids_are_well_formed_and_unique() -> None:
    known = gazetteer()
    ids = [b.actor_id for b in (*known.organisations, *known.parties)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"org:[a-z0-9-]+|party:[A-Z]{3}-[a-z0-9-]+", i) for i in ids)
    assert all(re.fullmatch(r"person:[a-z0-9-]+", i) for i in known.people)


def test_persons_bear_the_id_of_their_english_name() -> None:
    assert [p.actor_id for p in gazetteer().people.values() if p.actor_id != "person:" + kebab(p.name)] == []


def test_holders_are_of_known_states_and_organisations() -> None:
    known = gazetteer()
    organisations = {o.actor_id for o in known.organisations}
    assert {of for of, _ in known.holdings} <= organisations | set(known.states)


def test_terms_do_not_overlap() -> None:
    for (of, office), terms in gazetteer().holdings.items():
        if office in ("head_of_state", "head_of_government", "speaker", "foreign_minister", "defence_minister"):
            ordered = sorted(terms, key=lambda t: t.since)
            for before, after in pairwise(ordered):
                assert before.since < before.until, (of, office, before)
                assert before.until <= after.since, (of, office, before.person, after.person)


def test_every_row_says_where_it_comes_from() -> None:
    lines = (HOME / "office_holders.csv").read_text(encoding="utf-8").splitlines()
    assert all(line.rpartition(",")[2] in ("source", "recalled") for line in lines)


@pytest.mark.parametrize(
    ("of", "office", "day", "person"),
    [
        ("VNM", "head_of_government", "2016-04-05", "person:nguyen-tan-dung"),
        ("VNM", "head_of_government", "2016-04-07", "person:nguyen-xuan-phuc"),
        ("FIN", "head_of_state", "2024-03-01", "person:alexander-stubb"),
        ("org:nato", "head", "2024-09-30", "person:jens-stoltenberg"),
        ("SWE", "head_of_government", "1900-01-01", None),
    ],
)
def test_who_held_an_office_on_a_day(of: str, office: str, day: str, person: str | None) -> None:
    assert gazetteer().holder(of, office, day) == person


def test_partial_days_cover_their_year_or_month() -> None:
    assert day_range("2017") == ("2017-01-01", "2017-12-31")
    assert day_range("2017-02-03") == ("2017-02-03", "2017-02-03")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_member_state(language: str) -> None:
    known = tables(language, LANG / language)
    rows = (LANG / language / "states.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {row[:3] for row in rows} <= set(known.gazetteer.states)
