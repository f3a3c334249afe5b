"""Odds: what the words of a sentence say, by weights that a language may bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Article
from pipeline.errors import DataError
from pipeline.extract.odds import OFFSET, features, log_odds
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import HOME, LANGUAGES, load, read_odds
from tests.bench.fit_odds import Row, check, fit, marked

SENTENCE = "Norway will open 2 ports, said “Sweden”."


def found(text: str) -> set[str]:
    """The features of a text of one sentence."""
    done = extract_article(Article("odds", text, "odds", language="en"))
    assert isinstance(done, Extraction)
    assert done.document is not None
    return features(done.document.sentences[0].tokens, done.document.mentions_of(0))


def test_actors_numbers_and_quotes_are_one_word_each() -> None:
    names = found(SENTENCE)
    assert {"<state>", "will", "0", '"', "^ <state>", "<state> will", "open 0"} <= names
    assert not any("norw" in name or "2" in name for name in names)


def test_length_counts_little_and_the_unknown_nothing() -> None:
    weights = {OFFSET: -1.0, "will": 2.0, "port": 2.0}
    assert log_odds({"will"}, weights) == pytest.approx(1.0)
    assert log_odds({"will", "port"}, weights) == pytest.approx(-1 + 4 / 2**0.5)
    assert log_odds({"will", "xyz"}, weights) == log_odds({"will"}, weights)
    assert log_odds({"xyz"}, weights) == -1.0
    assert log_odds({"will"}, {}) == 0.0


@pytest.mark.parametrize("language", [code for code in LANGUAGES if (HOME / code / "odds.tsv").exists()])
def test_the_weights_know_actors(language: str) -> None:
    odds = load(language).odds
    assert OFFSET in odds
    assert odds["<person>"] > 0


def test_a_language_may_do_without(tmp_path: Path) -> None:
    assert read_odds(tmp_path / "xx" / "odds.tsv") == {}


def test_a_broken_line_names_the_file_and_the_fix(tmp_path: Path) -> None:
    (tmp_path / "odds.tsv").write_text("feature\tweight\nwill 0.5\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"odds\.tsv.*a tab and its weight"):
        read_odds(tmp_path / "odds.tsv")


def test_marked_texts_give_articles_with_the_places_of_their_units(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("=== wire\nOslo will [[p:open a port]].\nRain.\n\nEnd.\n=== sport\nOslo won.\n", encoding="utf-8")
    first, second = marked(path, "en")
    assert first.text == "Oslo will open a port. Rain.\n\nEnd."
    assert [first.text[at:][:11] for at in first.starts] == ["open a port"]
    assert second.starts == ()


def test_the_fit_learns_which_words_tell() -> None:
    said = [("will", True), ("won", False)] * 30
    data = [Row(f"a{n}", frozenset({word, f"x{n % 5}"}), coded) for n, (word, coded) in enumerate(said)]
    weights = fit(data)
    assert log_odds(data[0].features, weights) > 1 > -1 > log_odds(data[1].features, weights)
    assert check(data) == 1.0
