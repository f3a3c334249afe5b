"""Scores against gold never fall below the floors that were once reached (floors.yaml), each language by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from pipeline.evaluate import Score, evaluate, load_gold
from pipeline.runners import run
from tests.conftest import ARTICLES, ASIDE, GOLD, HOME, Call

SHARED = HOME.parent / "shared" / "gold"
SETS = {"data": GOLD, "aside": ASIDE / "gold", **{name: SHARED / name for name in ("seeds", "dev", "real")}}
TEXTS = {**SETS, "data": ARTICLES, "aside": ASIDE / "articles"}
FLOORS = HOME / "tests" / "floors.yaml"
LOWER_IS_BETTER = ("alarm", "empty")
SLACK = 0.0005  # floors are written with three digits


def floors() -> dict[str, dict[str, dict[str, float]]]:
    """Floors by set, language and measure; for `alarm` and `empty` they are ceilings."""
    read: dict[str, dict[str, dict[str, float]]] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return read


@cache
def scores(name: str, out: Path) -> dict[str, Score]:
    """The scores of one gold set, run once."""
    run([TEXTS[name]], out)
    return evaluate(load_gold(SETS[name]), out)


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gold")


CASES = [(name, language) for name, languages in floors().items() for language in languages]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_no_score_falls(name: str, language: str, runs: Path) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"no gold set {name} beside this checkout")
    numbers = scores(name, runs / name)[language].numbers
    fallen = []
    for measure, floor in floors()[name][language].items():
        reached = numbers[measure]
        sign = -1 if measure in LOWER_IS_BETTER else 1
        if reached is not None and sign * reached < sign * floor - SLACK:
            fallen.append(f"{measure} {reached:.3f}, floor {floor}")
    assert not fallen


@pytest.mark.parametrize("name", SETS)
def test_every_record_of_gold_articles_is_valid(name: str, runs: Path, call: Call) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"no gold set {name} beside this checkout")
    scores(name, runs / name)
    called = call("validate", runs / name)
    assert called.status == 0, called.err


@pytest.mark.parametrize("name", ["data", "aside"])
def test_every_article_of_ours_has_its_gold(name: str) -> None:
    gold = load_gold(SETS[name])
    assert set(gold) == {p.stem for p in TEXTS[name].glob("*.txt")}
    assert {g.language for g in gold.values()} == {"en", "ru", "sv", "vi"}
    for language in ("en", "ru", "sv", "vi"):
        units = [len(g.units) for g in gold.values() if g.language == language]
        assert 0 in units, f"no article without a commitment in {language}"


def test_gold_scores_full_marks_against_itself() -> None:
    """What is measured is measured right: gold units that find themselves are found."""
    from pipeline.evaluate.spans import cover, overlap

    assert cover((0, 10), [(0, 5), (3, 8)]) == pytest.approx(0.8)
    assert cover((0, 10), []) == 0
    assert cover((5, 15), [(0, 7), (12, 99)]) == pytest.approx(0.5)
    assert overlap((0, 5), (5, 9)) == 0
