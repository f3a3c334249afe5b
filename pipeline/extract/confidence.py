"""Confidence: how sure the extractor is of a unit, 0–1."""

from __future__ import annotations


def confidence(rules: tuple[str, ...], *, inherited: bool, weak: bool) -> float:
    """A first estimate from how directly the unit was found; calibration on held-out data comes with its own issue."""
    score = 0.9 - 0.15 * inherited - 0.15 * weak - 0.05 * (len(rules) > 1)
    return round(max(score, 0.3), 2)
