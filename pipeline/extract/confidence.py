"""Confidence: how sure the extractor is of a unit, 0–1.

A sum of weights, in log-odds, fitted by logistic regression on units that the rules found in articles which nobody had
read when the rules were written; docs/decisions/0006-confidence.md tells how it was held out. What is printed is the
cautious end, not the middle: of the units at .8 or more 95 in 100 are right.
"""

from __future__ import annotations

import math

from pipeline.extract.gist import OTHER, Gist
from pipeline.extract.unit import Unit
from pipeline.records.base import Kind

BASE = -0.2
KINDS: dict[Kind, float] = {
    "agreement": 0.4,
    "proposal": 0.1,
    "pledge": 0.0,
    "reaffirmation": -0.1,
    "signing": -0.55,
}
SHORT = 30  # characters
DENSE = 6.0  # units in a thousand characters; more say no more
DENSITY = 1.95  # of an article that is full of commitments against one that has hardly any
WORDS = 0.63  # how much a sentence's own words count
LOUDEST = 4.0  # log-odds of words; more say no more
CAUTION = 1.7
DOUBTFUL = 0.025  # on news that nobody had read none of 27 units below was right


def confidence(unit: Unit, gist: Gist, density: float) -> float:
    """How likely a unit is right at least; `density` is the number of units in a thousand characters of its article."""
    odds = BASE + KINDS[unit.roles.kind] + DENSITY * min(density / DENSE, 1) - CAUTION
    odds += WORDS * max(-LOUDEST, min(LOUDEST, unit.odds))
    odds += 0.3 * (gist.action != OTHER) + 0.2 * bool(unit.roles.addressees)
    odds -= 0.45 * (not gist.concepts) + 1.05 * (unit.end - unit.start < SHORT)
    odds -= 0.65 * unit.stranger + 0.2 * unit.weak
    return round(1 / (1 + math.exp(-odds)), 3)
