"""Fit `odds.tsv` of a language to coded articles: `python -m tests.bench.fit_odds LANGUAGE CODED… [--check | --write]`.

CODED are folders of gold files, or texts with marked units (`marked` tells how). `--check` prints, for articles that
were left out (eight parts, by article), how often a sentence with a commitment has higher odds than one without;
`--write` fits all and writes the file.
A logistic regression with a ridge, each sentence scaled to length 1, by accelerated gradient descent.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Article
from pipeline.evaluate.gold import load_gold
from pipeline.extract.commitments import readings_of
from pipeline.extract.odds import OFFSET, features, log_odds
from pipeline.flow import Extraction, extract_article
from pipeline.lang.load import HOME, load
from pipeline.read.normal import normalise

PARTS = 8
LEAST = 3  # sentences that must hold a feature
RIDGE = 0.1
ROUNDS = 400
MARK = re.compile(r"\[\[\s*[a-z]\s*:\s*(.*?)\]\]")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A text with the places where its units begin."""

    name: str
    language: str
    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: of which article, what it holds, and whether a unit begins in it."""

    article: str
    features: frozenset[str]
    coded: bool


def marked(path: Path, language: str) -> Iterator[Coded]:
    """Articles of a text with a sentence a line, a `===` line before each article, units as `[[p:build the port]]`."""
    for number, part in enumerate(re.split(r"(?m)^===.*\n", path.read_text(encoding="utf-8"))):
        text, starts = "", []
        for line in part.splitlines():
            if text and not text.endswith("\n\n"):
                text += " " if line.strip() else "\n\n"
            last = 0
            for mark in MARK.finditer(line := line.strip()):
                text += line[last : mark.start()]
                starts.append(len(text))
                text += mark.group(1)
                last = mark.end()
            text += line[last:]
        if text.strip() and "[[" not in text and normalise(text) == text:
            yield Coded(f"{path.stem}-{number}", language, text, tuple(starts))


def coded(path: Path, language: str) -> Iterator[Coded]:
    """The coded articles of a folder or of a marked text."""
    if path.is_file():
        yield from marked(path, language)
        return
    for gold in load_gold(path).values():
        if gold.language == language:
            yield Coded(gold.article_id, language, gold.text, tuple(u.span[0] for u in gold.units))


def rows(articles: Iterator[Coded]) -> Iterator[Row]:
    """The sentences of coded articles."""
    for one in articles:
        done = extract_article(Article(article_id=one.name, text=one.text, source_name=one.name, language=one.language))
        if not isinstance(done, Extraction) or done.document is None:
            continue
        for reading in readings_of(done.document, load(one.language)).values():
            told = reading.sentence
            held = any(told.start <= start < told.end for start in one.starts)
            yield Row(one.name, frozenset(features(reading.tokens, reading.mentions)), held)


def fit(data: Sequence[Row]) -> dict[str, float]:
    """The weights of all features that are not rare."""
    counts = Counter(f for row in data for f in row.features)
    names = sorted(f for f, n in counts.items() if n >= LEAST)
    place = {name: k for k, name in enumerate(names)}
    held = [sorted(place[f] for f in row.features if f in place) for row in data]
    sizes = np.array([len(h) for h in held])
    columns = np.array([k for h in held for k in h])
    lines = np.repeat(np.arange(len(data)), sizes)
    values = 1 / np.sqrt(np.maximum(sizes, 1))[lines]
    truth = np.array([row.coded for row in data], dtype=float)

    def times(weights: Numbers) -> Numbers:
        return np.bincount(lines, values * weights[columns], len(data)) + weights[-1]

    def back(errors: Numbers) -> Numbers:
        return np.append(np.bincount(columns, values * errors[lines], len(names)), errors.sum())

    vector = np.ones(len(names) + 1)
    for _ in range(30):  # the largest curvature, by power iteration
        vector = back(times(vector / np.linalg.norm(vector)))
    step = 1 / (np.linalg.norm(vector) / 4 + RIDGE)
    ridge = np.append(np.full(len(names), RIDGE), 0.0)
    weights, ahead, pace = np.zeros(len(names) + 1), np.zeros(len(names) + 1), 1.0
    for _ in range(ROUNDS):
        slope = back(1 / (1 + np.exp(-times(ahead))) - truth) + ridge * ahead
        fresh = ahead - step * slope
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, weights, pace = fresh + (pace - 1) / faster * (fresh - weights), fresh, faster
    return {**dict(zip(names, map(float, weights), strict=False)), OFFSET: float(weights[-1])}


def ranked(scores: Numbers, truth: NDArray[np.bool_]) -> float:
    """How often a sentence with a commitment stands above one without (area under the curve)."""
    order = np.argsort(np.argsort(scores)) + 1
    right = truth.sum()
    return float((order[truth].sum() - right * (right + 1) / 2) / (right * (len(truth) - right)))


def check(data: Sequence[Row]) -> float:
    """The area under the curve over articles left out."""
    articles = sorted({row.article for row in data})
    part = {article: k % PARTS for k, article in enumerate(articles)}
    scores = np.zeros(len(data))
    for left_out in range(PARTS):
        weights = fit([row for row in data if part[row.article] != left_out])
        for k, row in enumerate(data):
            if part[row.article] == left_out:
                scores[k] = log_odds(row.features, weights)
    return ranked(scores, np.array([row.coded for row in data]))


def write(language: str, weights: dict[str, float]) -> None:
    """Write the weights, the offset first, what counts next to nothing left out."""
    told = sorted((name, round(w, 2)) for name, w in weights.items() if name == OFFSET or abs(w) >= 0.02)
    lines = [f"{name}\t{weight:g}" for name, weight in told]
    (HOME / language / "odds.tsv").write_text("\n".join(["feature\tweight", *lines, ""]), encoding="utf-8")


def main() -> None:
    """Check or write."""
    language, *paths = (a for a in sys.argv[1:] if not a.startswith("--"))
    data = [row for path in paths for row in rows(coded(Path(path), language))]
    print(f"{language}: {len(data)} sentences, {sum(r.coded for r in data)} with a commitment")
    if "--write" in sys.argv:
        write(language, fit(data))
    else:
        print(f"{check(data):.3f}")


if __name__ == "__main__":
    main()
