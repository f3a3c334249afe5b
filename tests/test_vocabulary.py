"""Topics and instruments: the specs of every language, and the stem patterns that both are written in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.config import LANGUAGES
from pipeline.document import Article, Document
from pipeline.errors import DataError
from pipeline.extract.instruments import find_instruments
from pipeline.extract.topics import find_topics
from pipeline.lang.load import load
from pipeline.lang.stems import StemLexicon
from pipeline.segment import segment
from pipeline.segment.tokens import tokenise
from pipeline.tag import tag

SPECS = Path(__file__).parent / "specs"


def cases(stage: str) -> list[Any]:
    found = []
    for code in LANGUAGES:
        raw = yaml.load((SPECS / code / f"{stage}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        found += [pytest.param(code, case, id=f"{code}-{case['id']}") for case in raw]
    return found


def document(text: str, code: str) -> Document:
    return segment(Article(article_id="a", text=text, source_name="a.txt", language=code))


@pytest.mark.parametrize(("code", "case"), cases("topics"))
def test_topics(code: str, case: dict[str, Any]) -> None:
    start = case["text"].index(case["unit"])
    tagged = tag(document(case["text"], code), load(code))
    found = find_topics(tagged, start, start + len(case["unit"]), load(code))
    assert sorted(found) == sorted(case["topics"])


@pytest.mark.parametrize(("code", "case"), cases("instruments"))
def test_instruments(code: str, case: dict[str, Any]) -> None:
    unit = case["unit"]
    found = find_instruments(document(unit, code), 0, len(unit), load(code))
    assert [[i.name, i.type] for i in found] == case["names"]
    assert all(unit[i.start : i.end] == i.name for i in found)


def test_a_unit_outside_every_sentence_has_no_topic() -> None:
    assert find_topics(document("One.", "en"), 50, 60, load("en")) == ("other",)


def stems(*patterns: str) -> StemLexicon[str]:
    made: StemLexicon[str] = StemLexicon()
    for pattern in patterns:
        made.add(pattern, pattern)
    return made


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [("trade*", "traders trade", 2), ("trade*", "retrade", 0), ("*handel", "utrikeshandel", 1),
     ("*handel", "handeln", 0),
     ("*industri*", "bilindustrin", 1), ("a|b c", "b c", 1), ("joint ~2 plan", "joint and final plan", 1),
     ("joint ~1 plan", "joint and very final plan", 0), ("зелён*", "зеленого", 1), ("hoà", "hòa", 1)],
)  # fmt: skip
def test_stem_patterns(pattern: str, text: str, found: int) -> None:
    assert len(stems(pattern).find(tokenise(text))) == found


def test_the_longest_pattern_wins_and_equal_ones_stay() -> None:
    lexicon = stems("trade", "trade union*", "tra*")
    assert [m.payload for m in lexicon.longest(tokenise("trade unions, trade"))] == ["trade union*", "trade"]
    twice: StemLexicon[int] = StemLexicon()
    twice.add("oil", 1)
    twice.add("oil", 2)
    assert [m.payload for m in twice.longest(tokenise("oil"))] == [1, 2]


@pytest.mark.parametrize("pattern", ["", "*", "a*", "x*y*z", "~2 word", "word ~x"])
def test_broken_patterns_are_named(pattern: str) -> None:
    with pytest.raises(DataError, match="pattern"):
        stems(pattern)
