"""Confidence: what was found directly is surer, and what is sure is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Article
from pipeline.evaluate import evaluate, load_gold
from pipeline.flow import Extraction, extract_article
from tests.conftest import GOLD

TALKS = "Japanese Prime Minister Aiko Sato met Finnish President Marko Virtanen in Tokyo. "


def sure(text: str) -> float:
    done = extract_article(Article("sure", TALKS + text, "sure", language="en"))
    assert isinstance(done, Extraction)
    return done.commitments[-1].confidence


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ("They agreed to expand cooperation in education by 2030.", "Finland always supports the plan."),
        ("They agreed to expand cooperation in education by 2030.", "They agreed to do so."),
        ("Sato asked Finland to support the plan.", "Finland will support the plan."),
    ],
)
def test_some_ways_to_say_it_are_surer(surer: str, less: str) -> None:
    assert sure(surer) > sure(less)


def test_what_is_sure_is_right(sample_run: Path) -> None:
    numbers = evaluate(load_gold(GOLD), sample_run)["all"].numbers
    assert (numbers["sure.P"] or 0) >= 0.95
