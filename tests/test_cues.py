"""Commitments: the specs of every language, and the example and counterexample that each rule bears."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.config import LANGUAGES
from pipeline.document import Article
from pipeline.extract.reading import read_sentence
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import HOME, load, read_data
from pipeline.lang.model import CueRule, NotUnitRule
from pipeline.segment import segment
from pipeline.tag import tag
from tests.specs_reader import balance, cases


def read(text: str, language: str) -> Extraction:
    """What the whole pipeline makes of a text."""
    made = extract_article(Article("spec", text, "spec", language=language, published="2026-05-15"))
    assert isinstance(made, Extraction), made
    return made


@pytest.mark.parametrize(("language", "case"), cases("cues"))
def test_commitments(language: str, case: dict[str, Any]) -> None:
    found = read(case["text"], language).commitments
    assert [f"{c.kind} | {c.quote}" for c in found] == case["expect"]
    if "agents" in case:
        assert [", ".join(a.actor_id for a in c.agents) for c in found] == case["agents"]


@pytest.mark.parametrize(("language", "all_cases", "empty"), balance("cues"))
def test_enough_near_misses(language: str, all_cases: int, empty: int) -> None:
    assert empty * 5 >= all_cases, f"{language}: {empty} of {all_cases} cases have nothing to find"


def rules(name: str, shape: Any) -> list[Any]:
    """Every rule of `<name>.yaml` in every language."""
    found = []
    for language in LANGUAGES:
        listed: tuple[Any, ...] = read_data(HOME / language / f"{name}.yaml", tuple[shape, ...])
        for rule in listed:
            found.append(pytest.param(language, rule, id=rule.id))
    return found


def cues_in(text: str, language: str) -> set[str]:
    """The rules whose pattern matches somewhere in a text."""
    known = load(language)
    document = tag(segment(Article("spec", text, "spec", language=language)), known)
    found = set()
    for n in range(len(document.sentences)):
        reading = read_sentence(document, n, [m for m in document.mentions if m.sentence == n], known)
        found |= {cue.payload.id for cue in reading.cues}
    return found


@pytest.mark.parametrize(("language", "rule"), rules("cues", CueRule))
def test_cue_examples(language: str, rule: CueRule) -> None:
    """The example holds the cue, often of made-up states; the counterexample may hold it, but is no commitment."""
    assert rule.id in cues_in(rule.example, language)
    assert rule.id not in [r for c in read(rule.counterexample, language).commitments for r in c.rules]


@pytest.mark.parametrize(("language", "rule"), rules("not_units", NotUnitRule))
def test_silencer_examples(language: str, rule: NotUnitRule) -> None:
    assert not read(rule.example, language).commitments
