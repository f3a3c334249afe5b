"""The gazetteer: its files keep their own rules."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.config import LANGUAGES
from pipeline.gazetteer.load import HOME, day_range, gazetteer, kebab
from pipeline.gazetteer.model import place_of
from pipeline.lang.load import HOME as LANG
from pipeline.tag.tables import tables

LEAST_ORGANISATIONS, LEAST_WITH_MEMBERS, LEAST_HOLDERS, LEAST_STATES = 150, 100, 3000, 195
LEAST_OF_AN_OFFICE = 45  # states
PARTIAL_DAY = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
SEVERAL = ("other", "deputy_head_of_government", "deputy_head_of_state")  # offices that many hold at once
JOINT = {("AND", "head_of_state"), ("SMR", "head_of_state")}  # two co-princes, two captains regent
FIRST, LAST = "2010-01-01", "2026-11-01"


def test_there_is_enough_of_everything() -> None:
    known = gazetteer()
    assert len(known.organisations) >= LEAST_ORGANISATIONS
    assert sum(bool(known.members(o.actor_id, LAST)) for o in known.organisations) >= LEAST_WITH_MEMBERS
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


def test_holders_are_of_known_states_organisations_and_parties() -> None:
    known = gazetteer()
    assert {of for of, _ in known.holdings} <= set(known.bodies) | set(known.states)


@pytest.mark.parametrize(
    "office", ["foreign_minister", "defence_minister", "trade_minister", "speaker", "party_leader"]
)
def test_an_office_is_known_of_the_states_of_which_most_is_told(office: str) -> None:
    states = {place_of(of) for of, held in gazetteer().holdings if held == office}
    assert len(states) >= LEAST_OF_AN_OFFICE


def test_terms_of_one_office_do_not_overlap() -> None:
    for (of, office), terms in gazetteer().holdings.items():
        assert all(t.since < t.until for t in terms), (of, office)
        if office not in SEVERAL and (of, office) not in JOINT:
            for before, after in pairwise(sorted(terms, key=lambda t: t.since)):
                assert before.until <= after.since, (of, office, before.person, after.person)


def test_every_row_says_where_it_comes_from() -> None:
    for name in ("office_holders.csv", "members.csv"):
        rows = (HOME / name).read_text(encoding="utf-8").splitlines()[1:]
        assert all(re.fullmatch(r"recalled|\w+\.com/[\w-]+", row.rpartition(",")[2]) for row in rows), name


def test_everybody_in_the_list_of_people_held_an_office_and_the_other_way_round() -> None:
    known = gazetteer()
    assert set(known.terms) == set(known.people)


def test_wikidata_ids_are_well_formed_and_mean_one_thing() -> None:
    known = gazetteer()
    ids = [x.wikidata for x in (*known.states.values(), *known.bodies.values(), *known.people.values()) if x.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", i) for i in ids)
    assert len(ids) == len(set(ids))
    assert all(state.wikidata for state in known.states.values())
    assert known.wikidata("state:LAO") == "Q819"
    assert known.wikidata("gov:LAO") is None


@pytest.mark.parametrize("iso3", sorted(gazetteer().members("org:un", LAST)))
def test_who_was_at_the_head_of_every_member_of_the_united_nations_is_known(iso3: str) -> None:
    """On nine days of ten since 2010; what is missing are vacancies, and offices that there are not."""
    known = gazetteer()
    days = [f"{year}-{month:02}-15" for year in range(2010, 2027) for month in range(1, 13)]
    days = [day for day in days if FIRST <= day <= LAST and not (iso3 == "SSD" and day < "2011-07-09")]
    offices = ("head_of_state", "head_of_government")
    held = [any(h.since <= d < h.until for o in offices for h in known.holdings.get((iso3, o), ())) for d in days]
    assert sum(held) >= 0.9 * len(days)


@pytest.mark.parametrize(
    ("organisation", "day", "state", "is_member"),
    [
        ("org:eu", "2020-01-31", "GBR", True),
        ("org:eu", "2020-02-01", "GBR", False),
        ("org:european-commission", "2013-06-30", "HRV", False),  # a body has the members of the whole
        ("org:european-commission", "2013-07-01", "HRV", True),
        ("org:nato", "2024-03-06", "SWE", False),
        ("org:nato", "2024-03-07", "SWE", True),
        ("org:asean", "2025-10-26", "TLS", True),
        ("org:oic", "2015-01-01", "SYR", False),  # suspended
        ("org:sida", "2020-01-01", "SWE", False),
    ],
)
def test_who_is_a_member_on_a_day(organisation: str, day: str, state: str, is_member: bool) -> None:
    assert (state in gazetteer().members(organisation, day)) is is_member


def test_the_united_nations_have_193_members() -> None:
    assert len(gazetteer().members("org:un", LAST)) == 193


@pytest.mark.parametrize(
    ("of", "office", "day", "person"),
    [
        ("VNM", "head_of_government", "2016-04-05", "person:nguyen-tan-dung"),
        ("VNM", "head_of_government", "2016-04-07", "person:nguyen-xuan-phuc"),
        ("FIN", "head_of_state", "2024-03-01", "person:alexander-stubb"),
        ("org:nato", "head", "2024-09-30", "person:jens-stoltenberg"),
        ("SWE", "head_of_government", "1900-01-01", None),
        ("HTI", "head_of_state", "2022-01-01", None),  # vacant
        ("SMR", "head_of_state", "2025-11-01", None),  # two at once
        ("KOR", "head_of_state", "2025-04-20", "person:han-duck-soo"),  # acting
        ("CHN", "party_leader", "2020-01-01", "person:xi-jinping"),  # two offices in one hand
        ("CHN", "head_of_state", "2020-01-01", "person:xi-jinping"),
    ],
)
def test_who_held_an_office_on_a_day(of: str, office: str, day: str, person: str | None) -> None:
    assert gazetteer().holder(of, office, day) == person


def test_partial_days_cover_their_year_or_month() -> None:
    assert day_range("2017") == ("2017-01-01", "2017-12-31")
    assert day_range("2017-02") == ("2017-02-01", "2017-02-28")
    assert day_range("2017-02-03") == ("2017-02-03", "2017-02-03")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_member_state(language: str) -> None:
    known = tables(language, LANG / language)
    rows = (LANG / language / "states.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {row[:3] for row in rows} <= set(known.gazetteer.states)
