"""The ledger: one promise in four languages is one thread, whatever the order of the input."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.link import make_ledger, near_duplicates
from pipeline.link.keys import keys_of, likeness
from pipeline.runners.link import link, read_ledger


def lines(run: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def talks(sample_run: Path) -> list[dict[str, Any]]:
    return [c for c in lines(sample_run, "commitments") if c["article_id"].endswith("vietnam-laos-talks")]


def test_one_promise_in_four_languages_is_one_thread(sample_run: Path) -> None:
    roads = [t for t in read_ledger(sample_run) if t.parties == ("LAO", "VNM") and "transport" in t.topics]
    widest = max(roads, key=lambda t: len(t.languages))
    assert widest.languages == ("en", "ru", "sv", "vi")


def test_the_ladder_stands_in_order_with_the_latest_figure(sample_run: Path) -> None:
    trade = next(t for t in read_ledger(sample_run) if len(t.steps) > 1 and t.steps[0].metric == "bilateral_trade")
    assert [s.value for s in trade.steps] == sorted(s.value for s in trade.steps)
    assert trade.latest_figure is not None
    assert trade.latest_figure.period == "2025"
    assert trade.latest_figure.share_of_next_step == pytest.approx(0.58)


def test_every_commitment_stands_in_one_thread(sample_run: Path) -> None:
    told = [i for t in read_ledger(sample_run) for i in t.commitment_ids]
    assert sorted(told) == sorted(c["commitment_id"] for c in lines(sample_run, "commitments"))


@given(seed=st.integers(min_value=0, max_value=10**6))
def test_the_order_of_articles_does_not_show(talks: list[dict[str, Any]], seed: int) -> None:
    by_article: dict[str, list[dict[str, Any]]] = {}
    for c in talks:
        by_article.setdefault(c["article_id"], []).append(c)
    order = sorted(by_article)
    random.Random(seed).shuffle(order)
    shuffled = [c for a in order for c in by_article[a]]
    assert [r.ledger_id for r in make_ledger(shuffled, [], [])] == [r.ledger_id for r in make_ledger(talks, [], [])]


def test_likeness_is_symmetric(talks: list[dict[str, Any]]) -> None:
    keys = [key for _, key in keys_of(talks)]
    assert all(likeness(a, b) == pytest.approx(likeness(b, a)) for a in keys for b in keys)


def test_copies_of_one_article_are_found_and_others_are_not() -> None:
    body = "The ministers agreed to reopen the bridge before winter and to share the cost of its lamps in equal parts. "
    other = "Growers in the valley expect a late harvest, since frost came twice in May and the bees stayed away. "
    articles = [
        ("a", "en", body * 2),
        ("b", "en", "Wire report. " + body * 2),
        ("c", "en", other * 2),
        ("d", "sv", body * 2),
    ]
    assert near_duplicates(articles) == [("a", "b")]


def test_several_runs_are_joined(sample_run: Path, tmp_path: Path) -> None:
    path = link([sample_run, sample_run], tmp_path / "both")
    assert path.read_bytes() == (sample_run / "ledger.jsonl").read_bytes()


def test_a_folder_without_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="write it with: communique run"):
        link([tmp_path], tmp_path / "out")
