"""Targets and figures: the specs of every language, on documents that the segment stage made."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.config import LANGUAGES, Settings
from pipeline.document import Article, Document
from pipeline.extract.dates import find_dates
from pipeline.extract.figures import find_figures
from pipeline.extract.quantities import find_quantities
from pipeline.extract.targets import find_targets
from pipeline.flow import Extraction, extract_article
from pipeline.records import FigureRecord, Target
from pipeline.segment import segment
from tests.specs_reader import balance, cases


def read(text: str, language: str) -> Document:
    """A document with its quantities and times."""
    article = Article("spec", text, "spec", language, published="2026-05-15")
    document = segment(article, Settings())
    document.quantities = find_quantities(document.text, language)
    document.times = find_dates(document.text, language, document.published)
    return document


def spans(case: dict[str, Any], text: str) -> list[tuple[int, int]]:
    """Where the units of a case stand in its text."""
    starts = [(text.index(unit), unit) for unit in case.get("units", ())]
    return [(start, start + len(unit)) for start, unit in starts]


def coding(found: Target | FigureRecord) -> str:
    """What targets and figures share, as the spec files write it."""
    bound = "" if found.comparator == "=" else f"{found.comparator} "
    high = "" if found.value_max is None else f"..{found.value_max:f}"
    rate = f" /{found.per}" if found.per else ""
    return f"{found.metric} {found.measure} {bound}{found.value:f}{high} {found.unit}{rate}"


def target(found: Target) -> str:
    due = f" | {found.deadline or '?'} {found.deadline_text}" if found.deadline_text else ""
    return coding(found) + due


@pytest.mark.parametrize(("language", "case"), cases("targets"))
def test_targets(language: str, case: dict[str, Any]) -> None:
    document = read(case["text"], language)
    ((start, end),) = spans(case, document.text)
    found = find_targets(document, start, end, document.quantities, document.times)
    assert [target(t) for t in found] == case["expect"]


@pytest.mark.parametrize(("language", "case"), cases("figures"))
def test_figures(language: str, case: dict[str, Any]) -> None:
    document = read(case["text"], language)
    found = find_figures(document, spans(case, document.text))
    assert [f"{f.quote} | {coding(f)} {f.period or ''}".strip() for f in found] == case["expect"]


@pytest.mark.parametrize("name", ["targets", "figures"])
def test_specs_hold_near_misses(name: str) -> None:
    for language, number, empty in balance(name):
        assert number >= 28, language
        assert empty >= number / 4, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_article_has_no_figures(language: str) -> None:
    assert find_figures(read("", language), []) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [("New Zealand will give Tonga about $12 million, New Zealand said. New Zealand also pledged two ships.", "NZD"),
     ("New Zealand will give Tonga US$12 million, New Zealand said. New Zealand also pledged two ships.", "USD"),
     ("New Zealand and Tonga agreed to raise trade to $12 million. Tonga thanked New Zealand.", "USD"),
     ("New Zealand will give Tonga $12 million. The United States and Japan thanked New Zealand.", "NZD"),
     ("We will give Tonga $12 million. New Zealand and Tonga are friends, and we thank Tonga.", "NZD"),
     ("The United States will give Tonga $12 million. New Zealand asked the United States for it.", "USD")],
)  # fmt: skip
def test_a_bare_dollar_is_that_of_the_state_that_tells(text: str, unit: str) -> None:
    done = extract_article(Article("dollar", text, "dollar", language="en"))
    assert isinstance(done, Extraction)
    assert next(t.unit for c in done.commitments for t in c.targets) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Moldova and Georgia met. Moldova will give Georgia 5 million lei in aid.", "MDL"),
     ("Romania will give Georgia 5 million lei in aid.", "RON"),
     ("Moldova and Romania met. Romania thanked Moldova. Romania will give Georgia 5 million lei in aid.", "RON"),
     ("Niger will give Mali 5 million francs in aid.", "XOF"),
     ("Egypt will give Sudan £5 million in aid.", "GBP"),
     ("Egypt will give Libya 5 million pounds in aid.", "EGP")],
)  # fmt: skip
def test_a_name_that_currencies_share_is_that_of_the_state_spoken_of(text: str, unit: str) -> None:
    done = extract_article(Article("shared", text, "shared", language="en"))
    assert isinstance(done, Extraction)
    assert [t.unit for c in done.commitments for t in c.targets] == [unit]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Danish Minister for Foreign Trade Ulla Holm said that Denmark will provide Moldova with 5 million euros.",
            "en",
        ),
        (
            "Danmarks handelsminister Ulla Holm sade att Danmark kommer att avsätta 5 miljoner euro till Moldavien.",
            "sv",
        ),
        ("Министр торговли Дании Улла Хольм заявила, что Дания выделит Молдавии 5 млн евро.", "ru"),
        ("Bộ trưởng Thương mại Đan Mạch Ulla Holm cho biết Đan Mạch sẽ dành cho Moldova 5 triệu euro.", "vi"),
    ],
)
def test_what_a_state_is_given_is_aid_whatever_the_title_of_the_giver(text: str, language: str) -> None:
    done = extract_article(Article("gift", text, "gift", language=language))
    assert isinstance(done, Extraction)
    assert [t.metric for c in done.commitments for t in c.targets] == ["aid"]
