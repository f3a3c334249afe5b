"""Times: the specs of every language, and what holds for any text."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import find_dates
from pipeline.config import LANGUAGES
from pipeline.extract.dates import goal
from pipeline.records.dates import first_day, last_day
from tests.specs_reader import balance, cases

PUBLISHED = "2026-05-15"
SHAPES = {
    "en": "It opens by {d} {m} {y}.",
    "ru": "Открытие {d}.{n:02d}.{y}.",
    "sv": "Det öppnar den {d}.{n}.{y}.",
    "vi": "Khai mạc ngày {d}/{n}/{y}.",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(("language", "case"), cases("dates"))
def test_spec(language: str, case: dict[str, Any]) -> None:
    found = find_dates(case["text"], language, case.get("published", PUBLISHED))
    assert [f"{t.text} | {t.value or '?'} {t.role}" for t in found] == case["expect"]


@pytest.mark.parametrize(("language", "number", "empty"), balance("dates"))
def test_specs_hold_near_misses(language: str, number: int, empty: int) -> None:
    assert number >= 150
    assert empty >= number / 4


@settings(deadline=None)
@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_full_dates_read_back(day: datetime.date, language: str) -> None:
    text = SHAPES[language].format(d=day.day, n=day.month, m=MONTHS[day.month - 1], y=day.year)
    assert [t.value for t in find_dates(text, language, None)] == [day.isoformat()]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    end = 0
    for found in find_dates(text, language, PUBLISHED):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end


def test_nothing_relative_without_a_day_of_publication() -> None:
    assert [t.value for t in find_dates("It opens next year, in May or by 2030.", "en", None)] == [None, None, "2030"]


@pytest.mark.parametrize(
    ("value", "first", "last", "due"),
    [
        ("2030", "2030-01-01", "2030-12-31", "2030"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-02"),
        ("2027-03-04", "2027-03-04", "2027-03-04", "2027-03-04"),
        ("2026-04/2026-06", "2026-04-01", "2026-06-30", "2026-06"),
    ],
)
def test_ends_of_partial_dates(value: str, first: str, last: str, due: str) -> None:
    assert (first_day(value), last_day(value), goal(value)) == (first, last, due)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", ["2020-", "12/", "by the end of ", "в течение ", "tháng 5 ", "May ", "in two "])
def test_long_lines_stay_linear(language: str, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    find_dates("warm", language, None)
    start = time.process_time()
    find_dates(text, language, PUBLISHED)
    assert time.process_time() - start < 5
