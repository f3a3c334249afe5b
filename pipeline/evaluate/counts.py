"""Counts of hits an article, the scores that follow from them, and how far chance could move those scores."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

COLUMNS = (
    "unit.P", "unit.R", "unit.F1", "match.F1", "pieces", "kind", "agents.F1", "addressees.F1", "parties.F1",
    "topics.F1", "target.F1", "deadline", "comparator", "figure.F1", "actor.F1", "mention", "sure.P", "alarm", "empty",
)  # fmt: skip
DRAWS, SEED, EDGE = 1000, 20160516, 0.025  # 95 in 100 of the draws lie between the edges
Numbers = dict[str, float | None]
Interval = tuple[float, float]


class Counts:
    """By measure: hits, what was predicted (or looked at), what the gold holds. Counts of articles add up."""

    def __init__(self) -> None:
        self.of: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0])

    def add(self, name: str, hits: float, predicted: float, gold: float = 0) -> None:
        """Add to one measure."""
        row = self.of[name]
        row[0], row[1], row[2] = row[0] + hits, row[1] + predicted, row[2] + gold

    def share(self, name: str, yes: bool) -> None:
        """One case of a measure that is the share of right ones."""
        self.add(name, yes, 1)

    def both(self, name: str, predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        """Two bags of things that ought to be the same."""
        mine, theirs = Counter(iter(predicted)), Counter(iter(gold))
        self.add(name, sum((mine & theirs).values()), sum(mine.values()), sum(theirs.values()))

    def numbers(self) -> Numbers:
        """The score of each of `COLUMNS`; null where there is nothing to measure."""
        return {name: _value(name, self.of) for name in COLUMNS}


def total(parts: Iterable[Counts]) -> Counts:
    """The counts of several articles together."""
    made = Counts()
    for part in parts:
        for name, row in part.of.items():
            made.add(name, row[0], row[1], row[2])
    return made


def intervals(parts: Sequence[Counts]) -> dict[str, Interval | None]:
    """Between which values 95 in 100 scores lie when the articles are drawn anew, with return (bootstrap).

    The draws are seeded: the same articles give the same intervals.
    """
    chance, drawn = random.Random(SEED), defaultdict[str, list[float]](list)
    for _ in range(DRAWS if len(parts) > 1 else 0):
        numbers = total(chance.choices(parts, k=len(parts))).numbers()
        for name, number in numbers.items():
            if number is not None:
                drawn[name].append(number)
    return {name: _edges(drawn[name]) for name in COLUMNS}


def _edges(values: list[float]) -> Interval | None:
    if not values:
        return None
    values.sort()
    least = int(EDGE * len(values))
    return values[least], values[-1 - least]


def _value(name: str, of: dict[str, list[float]]) -> float | None:
    if name == "unit.F1":
        precision, recall = _value("unit.P", of) or 0, _value("unit.R", of) or 0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    hits, predicted, gold = of.get(name, (0, 0, 0))
    if name == "empty":
        return float(hits)
    if name.endswith(".F1"):
        return 2 * hits / (predicted + gold) if predicted + gold else None
    return hits / predicted if predicted else None
