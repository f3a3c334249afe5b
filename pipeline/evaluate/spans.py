"""How two spans lie to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.evaluate.gold import Span


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def cover(span: Span, others: Iterable[Span]) -> float:
    """Share of `span` that the union of `others` covers."""
    covered, at = 0, span[0]
    for start, end in sorted(others):
        covered += max(0, min(end, span[1]) - max(start, at))
        at = max(at, min(end, span[1]))
    return covered / max(1, span[1] - span[0])


def pairs(mine: Sequence[Span], theirs: Sequence[Span]) -> dict[Span, Span]:
    """Theirs → mine: one-to-one pairs that share at least half of their union, best first."""
    near = sorted(((_union_share(p, g), p, g) for p in mine for g in theirs if overlap(p, g)), reverse=True)
    made: dict[Span, Span] = {}
    for share, p, g in near:
        if share >= 0.5 and g not in made and p not in made.values():
            made[g] = p
    return made


def _union_share(a: Span, b: Span) -> float:
    shared = overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)
