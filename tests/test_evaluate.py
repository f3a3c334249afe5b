"""Evaluation: scores, what chance does to them, misses by rule and by construction, the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluate import evaluate, load_gold
from pipeline.evaluate.counts import COLUMNS, Counts, intervals, total
from pipeline.evaluate.misses import NO_RULE, Places
from pipeline.evaluate.page import evaluation_page
from pipeline.evaluate.spans import pairs
from tests.conftest import GOLD, Call


def counts(hits: int, predicted: int, gold: int) -> Counts:
    made = Counts()
    made.add("match.F1", hits, predicted, gold)
    return made


def test_counts_of_articles_add_up() -> None:
    assert total([counts(1, 2, 2), counts(3, 4, 2)]).numbers()["match.F1"] == pytest.approx(0.8)
    assert total([]).numbers()["match.F1"] is None


def test_intervals_hold_the_score_and_are_the_same_each_time() -> None:
    parts = [counts(n % 3, 2, 2) for n in range(12)]
    low, high = intervals(parts)["match.F1"] or (1, 0)
    assert low < (total(parts).numbers()["match.F1"] or 0) < high
    assert intervals(parts) == intervals(parts)
    assert intervals(parts[:1])["match.F1"] is None


def test_articles_that_are_alike_leave_nothing_to_chance() -> None:
    assert intervals([counts(1, 2, 2)] * 5)["match.F1"] == (0.5, 0.5)


def test_pairs_are_one_to_one() -> None:
    assert pairs([(0, 10), (0, 9)], [(0, 10)]) == {(0, 10): (0, 10)}
    assert pairs([(0, 4)], [(0, 10)]) == {}


TEXT = "Norland will open a school.\n- pay for a road\nHe said: “We will send aid.” It will help and train nurses."


@pytest.mark.parametrize(
    ("quote", "cue", "follows", "construction"),
    [
        ("open a school", "will", False, "cue before it"),
        ("pay for a road", "will", False, "list item"),
        ("send aid", "We will", False, "direct speech"),
        ("train nurses", "It will", True, "later piece of a chain"),
        ("Norland will open", "will", False, "cue inside"),
        ("will open a school", "will open", False, "cue at its head"),
        ("Norland", "will", False, "cue behind it"),
        ("help", None, False, "cue in an earlier sentence"),
    ],
)
def test_construction(quote: str, cue: str | None, follows: bool, construction: str) -> None:
    ends = [TEXT.index("\n"), TEXT.index("\nHe"), TEXT.index(" It"), len(TEXT)]
    places = Places(TEXT, list(zip([0, *(e + 1 for e in ends)], ends, strict=False)))

    def span(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    assert places.construction(span(quote), span(cue) if cue else None, follows) == construction


def test_what_is_not_in_the_run_is_missed_by_no_rule(tmp_path: Path, call: Call) -> None:
    article = tmp_path / "in" / "en-other.txt"
    article.parent.mkdir()
    article.write_text("Nothing happened.", encoding="utf-8")
    assert call("run", article.parent, "--out", tmp_path / "out").status == 0
    gold = {i: g for i, g in load_gold(GOLD).items() if g.language == "en"}
    found = evaluate(gold, tmp_path / "out")["en"]
    assert found.numbers["unit.R"] == 0
    assert {m.rules for m in found.misses if m.what == "missed"} == {(NO_RULE,)}
    assert sum(row.units for row in found.constructions.values()) == found.units


def test_every_made_unit_is_counted_under_its_rules(sample_run: Path) -> None:
    scores = evaluate(load_gold(GOLD), sample_run)
    assert sum(row.units for row in scores["all"].rules.values()) >= scores["all"].units * 0.9
    assert set(scores["all"].numbers) == set(scores["all"].intervals) == set(COLUMNS)


def test_the_page_needs_nothing_else(sample_run: Path, tmp_path: Path, call: Call) -> None:
    called = call("evaluate", GOLD, sample_run, "--page", tmp_path / "new" / "page.html", "--rules", "3")
    assert called.status == 0
    page = (tmp_path / "new" / "page.html").read_text(encoding="utf-8")
    assert page == evaluation_page(evaluate(load_gold(GOLD), sample_run))
    for part in ("match.F1", "cue before it", "agreement", "<small>", "Misses"):
        assert part in page
    assert "src=" not in page
    assert "http" not in page
