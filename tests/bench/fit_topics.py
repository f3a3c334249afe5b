"""Fit `topic_weights.yaml` to coded articles: `python -m tests.bench.fit_topics GOLD… [--check | --write]`.

`--check` prints the F1 of articles that were left out (eight parts, by article), `--write` fits all and writes the
file.
A logistic regression with a ridge: few weights, the same for all languages, so that a person can read them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from pipeline.document import Article
from pipeline.evaluate.gold import GoldArticle, GoldUnit, load_gold
from pipeline.extract.areas import passage, speech
from pipeline.extract.topics import MOST, sentence_at
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import HOME, load

SPECS = Path(__file__).parents[1] / "specs"
PARTS = 8
LEAST = 0.40  # probability
RIDGE = {"kinds": 1.0, "bare": 1.0, "named": 3.0, "hinted": 3.0, "unsaid": 3.0}
RARE = {"hosts", "with_whom"}  # kinds too seldom seen for the full ridge
OFFSET = "offset"
Column = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: for each topic that anything speaks for its evidence, and the topics that a person gave it."""

    article: str
    language: str
    candidates: dict[str, dict[Column, float]]
    gold: frozenset[str]


def rows(articles: Iterable[GoldArticle]) -> list[Row]:
    """The units of coded articles with what speaks for their topics."""
    found = []
    for gold in articles:
        name = gold.article_id
        done = extract_article(Article(article_id=name, text=gold.text, source_name=name, language=gold.language))
        if isinstance(done, Extraction) and done.document is not None:
            words = speech(done.document, load(done.document.language).topics)
            starts = sorted(unit.span[0] for unit in gold.units)
            for unit in gold.units:
                then = next((start for start in starts if start >= unit.span[1]), None)
                at = sentence_at(done.document, unit.span[0])
                if at is None:
                    continue
                told, candidates = passage(words, at, unit.span, then=then), {}
                for topic in sorted(told.evidence.keys() | words.article.keys()):
                    columns = {(OFFSET, OFFSET): 1.0, (told.table(topic), topic): 1.0}
                    for kind, value in told.about(topic, words).items():
                        columns["kinds", kind] = value
                        if not told.topics:
                            columns["bare", kind] = value
                    candidates[topic] = columns
                found.append(Row(gold.article_id, gold.language, candidates, frozenset(unit.coding["topics"])))
    return found


def spec_rows() -> list[Row]:
    """The invented units of the specs, which say how units are coded that news seldom has."""
    made = []
    for path in sorted(SPECS.glob("*/topics.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            start = case["text"].index(case["unit"])
            unit = GoldUnit((start, start + len(case["unit"])), case)
            made.append(
                GoldArticle(f"{path.parent.name}-{case['id']}", path.parent.name, case["text"], (unit,), (), (), {})
            )
    return rows(made)


def fit(data: Sequence[Row]) -> dict[Column, float]:
    """The weights of the columns, by Newton's method."""
    names = sorted({c for row in data for columns in row.candidates.values() for c in columns})
    place = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((sum(len(row.candidates) for row in data), len(names)))
    truth = np.zeros(len(matrix))
    for k, (row, topic) in enumerate((unit, topic) for unit in data for topic in unit.candidates):
        truth[k] = topic in row.gold
        for column, value in row.candidates[topic].items():
            matrix[k, place[column]] = value
    ridge = np.array([0.1 if kind in RARE else RIDGE.get(table, 0.01) for table, kind in names])
    weights = np.zeros(len(names))
    for _ in range(10):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - truth) + ridge * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, map(float, weights), strict=True))


def chosen(row: Row, weights: dict[Column, float]) -> set[str]:
    """The topics that the weights give a unit, as `find_topics` chooses them."""
    scores = {
        topic: sum(value * weights.get(column, 0.0) for column, value in columns.items())
        for topic, columns in row.candidates.items()
    }
    ranked = sorted(scores, key=lambda topic: (-scores[topic], topic))[:MOST]
    return {topic for topic in ranked if scores[topic] >= np.log(LEAST / (1 - LEAST))} or set(ranked[:1])


def check(data: Sequence[Row]) -> dict[str, list[int]]:
    """For each row's article, left out of the fit: topics right, given, meant."""
    articles = sorted({row.article for row in data})
    part = {article: k % PARTS for k, article in enumerate(articles)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for left_out in range(PARTS):
        weights = fit([row for row in data if part[row.article] != left_out])
        for row in (row for row in data if part[row.article] == left_out):
            found = chosen(row, weights)
            for k, number in enumerate((len(found & row.gold), len(found), len(row.gold))):
                counts[row.article][k] += number
    return dict(counts)


def write(weights: dict[Column, float]) -> None:
    """Write the file of weights; its first lines, the comment, stay."""
    path = HOME / "topic_weights.yaml"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    tables: dict[str, object] = {"least": round(float(np.log(LEAST / (1 - LEAST))) - weights[OFFSET, OFFSET], 2)}
    for table in RIDGE:
        tables[table] = {name: round(w, 2) for (t, name), w in weights.items() if t == table and round(w, 2)}
    path.write_text("\n".join([*head, yaml.safe_dump(tables, sort_keys=False, width=120)]), encoding="utf-8")


def main() -> None:
    """Check or write."""
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    data = rows(gold for folder in folders for gold in load_gold(folder).values())
    if "--write" in sys.argv:
        write(fit([*data, *spec_rows()]))
        return
    counts = check(data)
    language = {row.article: row.language for row in data}
    for code in sorted(set(language.values())):
        right, given, meant = (sum(c[k] for a, c in counts.items() if language[a] == code) for k in range(3))
        print(f"{code} {2 * right / max(1, given + meant):.3f}")


if __name__ == "__main__":
    main()
