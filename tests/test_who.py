"""Who is meant by an office on a day, in four languages; and that nobody is guessed."""

from __future__ import annotations

import pytest

from pipeline.runners.who import who
from tests.conftest import Call

HOLDERS = [
    ("Prime Minister of Laos", "2016-05-16", "en", "person:thongloun-sisoulith"),
    ("Thủ tướng Lào", "2025-12-01", "vi", "person:sonexay-siphandone"),
    ("премьер-министр Лаоса", "2025-12-01", "ru", "person:sonexay-siphandone"),
    ("Laos premiärminister", "2016-05-16", "sv", "person:thongloun-sisoulith"),
    ("Sveriges statsminister", "2021-01-15", "sv", "person:stefan-lofven"),
    ("the President of the United States", "2015", "en", "person:barack-obama"),
    ("Кремль", "2020", "ru", "state:RUS"),
    ("Hanoi", "2020", "en", "state:VNM"),
]
NOBODY = [
    ("President of Atlantis", "2020", "en"),
    ("Minister of Fisheries of Peru", "2021", "en"),
    ("министр рыбного хозяйства Перу", "2021", "ru"),
]


@pytest.mark.parametrize(("words", "day", "language", "actor"), HOLDERS)
def test_the_holder_of_the_day_is_meant(words: str, day: str, language: str, actor: str) -> None:
    answer = who(words, on=day, language=language)
    assert answer is not None
    assert answer.actor_id == actor


@pytest.mark.parametrize(("words", "day", "language"), NOBODY)
def test_nobody_is_guessed(words: str, day: str, language: str) -> None:
    assert who(words, on=day, language=language) is None


def test_the_command_prints_json(call: Call) -> None:
    called = call("who", "Prime Minister of Laos", "--on", "2016-05-16", "--json")
    assert called.status == 0
    assert '"actor_id": "person:thongloun-sisoulith"' in called.out
    assert call("who", "President of Atlantis", "--json").out.strip() == "null"
