"""Confidence: how sure the extractor is of a unit, 0–1.

A sum of weights, in log-odds, fitted by logistic regression (ridge 2) on the 850 units found in 155 real articles that
were coded blind, half of them never read by those who write rules; docs/decisions/0006-confidence.md tells how it was
held out. What is printed is the cautious end, not the middle: a unit at .8 is right 93 times in 100, and those at .8 or
more together 96 times.
"""

from __future__ import annotations

import math

from pipeline.document import Document
from pipeline.extract.gist import OTHER, Gist
from pipeline.extract.unit import Unit
from pipeline.records.base import Kind

BASE = 0.9
KINDS: dict[Kind, float] = {
    "agreement": 0.45,
    "proposal": 0.3,
    "pledge": 0.05,
    "reaffirmation": -0.4,
    "signing": -0.4,
}
SHORT = 30  # characters
DENSE = 6.0  # units in a thousand characters; more say no more
DENSITY = 1.4  # of an article that is full of commitments against one that has hardly any
CROWD = 3  # states
CAUTION = 1.2


def confidence(document: Document, unit: Unit, gist: Gist, density: float) -> float:
    """How likely a unit is right at least; `density` is the number of units in a thousand characters of its article."""
    kind = unit.roles.kind
    odds = BASE + KINDS[kind] + DENSITY * min(density / DENSE, 1) - CAUTION
    odds += 0.7 * (gist.action != OTHER) + 0.8 * unit.follows + 0.3 * bool(unit.roles.addressees)
    odds -= 0.5 * (not gist.concepts) + 0.65 * (unit.end - unit.start < SHORT)
    odds -= 0.4 * unit.stranger + 0.4 * _is_crowded(document)
    odds -= unit.weak * (0.2 if kind == "pledge" else 1.0)  # "will" is the usual way to promise
    return round(1 / (1 + math.exp(-odds)), 2)


def _is_crowded(document: Document) -> bool:
    """Whether many states are named, of which some only look on."""
    return len({a.state for a in document.actors.values() if a.state}) >= CROWD
