"""Quantities: the specs of every language, and what holds for any text."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import find_quantities
from pipeline.config import LANGUAGES
from pipeline.document import Quantity
from pipeline.lang.number_reader import read_digits
from tests.specs_reader import balance, cases

MARKS = {"en": (",", "."), "ru": (" ", ","), "sv": ("\u202f", ","), "vi": (".", ",")}
WORDS = (
    "5 12,5 1.000 млрд miljoner tỷ bn % $ € kronor долларов USD - – to до till đến from с từ half en một "
    "twice 2030 . ; ( ) \n"
)


def coding(found: Quantity) -> str:
    """A quantity as the spec files write it."""
    bound = "" if found.comparator == "=" else f"{found.comparator} "
    high = "" if found.value_max is None else f"..{found.value_max:f}"
    rate, change = f" /{found.per}" if found.per else "", " change" if found.change else ""
    return f"{found.text} | {bound}{found.value:f}{high} {found.unit or '-'}{rate}{change}"


@pytest.mark.parametrize(("language", "case"), cases("quantities"))
def test_spec(language: str, case: dict[str, Any]) -> None:
    assert [coding(q) for q in find_quantities(case["text"], language)] == case["expect"]


@pytest.mark.parametrize(("language", "number", "empty"), balance("quantities"))
def test_specs_hold_near_misses(language: str, number: int, empty: int) -> None:
    assert number >= 330
    assert empty >= number / 4


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(LANGUAGES))
def test_grouped_digits_read_back(value: int, language: str) -> None:
    group, decimal = MARKS[language]
    assert read_digits(f"{value:,}".replace(",", group), decimal) == value


@given(st.integers(0, 9999), st.integers(1, 99), st.sampled_from(LANGUAGES))
def test_decimals_read_back(whole: int, part: int, language: str) -> None:
    decimal = MARKS[language][1]
    assert read_digits(f"{whole}{decimal}{part:02d}", decimal) == Decimal(f"{whole}.{part:02d}")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=25), st.sampled_from(LANGUAGES))
def test_spans_are_verbatim_and_in_order(words: list[str], language: str) -> None:
    text = " ".join(words)
    end = 0
    for found in find_quantities(text, language):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        assert found.value_max is None or found.value < found.value_max
        end = found.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["1 000 ", "5-", "$5 billion ", "từ 5 đến ", "два ", "a and ", "one hundred ", "1.", "%"]
)
def test_long_lines_stay_linear(language: str, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    find_quantities("warm", language)
    start = time.process_time()
    find_quantities(text, language)
    assert time.process_time() - start < 5
