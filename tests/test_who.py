"""Who is meant by an office on a day, in four languages; and that nobody is guessed."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from pipeline.runners.who import who
from tests.conftest import HOME, Call

LEAST = {"plain": 200, "change": 60, "nobody": 40}  # questions; `change` are at changes of government
RIGHT = 0.98
NOT_PEOPLE = [
    ("Кремль", "2020", "ru", "state:RUS"),
    ("Hanoi", "2020", "en", "state:VNM"),
    ("ASEAN", "2020", "vi", "org:asean"),
    ("regeringen i Finland", "2020", "sv", "gov:FIN"),
]


def questions() -> list[dict[str, str]]:
    with (HOME / "tests" / "specs" / "who.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough_questions() -> None:
    counts = Counter(row["sort"] for row in questions())
    assert all(counts[sort] >= least for sort, least in LEAST.items()), counts


@pytest.mark.parametrize("language", ["en", "ru", "sv", "vi"])
def test_the_holder_of_the_day_is_meant_and_nobody_where_none_is_known(language: str) -> None:
    asked = [row for row in questions() if row["language"] == language]
    wrong = []
    for row in asked:
        answer = who(row["words"], on=row["on"], language=language)
        got = answer.actor_id.removeprefix("person:") if answer is not None else ""
        if got != row["person"]:
            wrong.append((row["words"], row["on"], got))
    assert len(wrong) <= (1 - RIGHT) * len(asked), wrong
    assert not [w for w in wrong if w[-1]], "a wrong person is worse than none"


@pytest.mark.parametrize(("words", "day", "language", "actor"), NOT_PEOPLE)
def test_states_organisations_and_governments_are_meant_too(words: str, day: str, language: str, actor: str) -> None:
    answer = who(words, on=day, language=language)
    assert answer is not None
    assert answer.actor_id == actor


def test_a_person_is_known_by_names_offices_and_id() -> None:
    answer = who("Thủ tướng Lào", on="2025-12-01")
    assert answer is not None
    assert (answer.actor_id, answer.state, answer.wikidata) == ("person:sonexay-siphandone", "LAO", "Q104914585")
    assert "Сонексай Сипхандон" in answer.aliases["ru"]
    assert [(t.of, t.office, t.since, t.until) for t in answer.offices] == [
        ("LAO", "head_of_government", "2022-12-30", "")
    ]
    assert answer.rule


def test_an_organisation_is_known_by_its_members_of_the_day() -> None:
    answer = who("ASEAN", on="1996-01-01", language="en")
    assert answer is not None
    assert answer.members == ("BRN", "IDN", "MYS", "PHL", "SGP", "THA", "VNM")


def test_of_a_year_with_two_holders_neither_is_named() -> None:
    assert who("the Prime Minister of Laos", on="2016", language="en") is None
    assert who("the Prime Minister of Laos", on="2017", language="en") is not None


def test_the_command_prints_json(call: Call) -> None:
    called = call("who", "Prime Minister of Laos", "--on", "2016-05-16", "--json")
    assert called.status == 0
    assert '"actor_id": "person:thongloun-sisoulith"' in called.out
    assert call("who", "President of Atlantis", "--json").out.strip() == "null"
    assert "members" in call("who", "ASEAN", "--on", "2020").out
