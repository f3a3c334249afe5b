"""Who meets whom: the two sides of an article, and of the meeting that a sentence tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

HEADING, LEAD, BODY = 3.0, 2.0, 1.0
COUPLED = 3.0  # "X and Y", "X-Y": more telling than a mention alone
MODIFIER = 0.6
SCENE_LASTS = 14  # sentences after which a meeting told is over
THIRD = 0.75  # how much less a third side may be spoken of


@dataclass
class Scene:
    """Weights of states and organisations, and the pairs that meet, by sentence."""

    weights: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    pairs: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    coupled: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def saw(self, sides: Sequence[str], weight: float) -> None:
        """Sides were named."""
        for side in sides:
            self.weights[side] += weight
            self.first.setdefault(side, len(self.first))

    def met(self, sentence: int, sides: Sequence[str], weight: float) -> None:
        """Exactly these two were named together."""
        pair = (sides[0], sides[1])
        self.pairs.append((sentence, pair))
        self.coupled[tuple(sorted(pair))] += weight
        self.saw(pair, weight)

    def ranked(self) -> list[str]:
        """Sides, the most spoken of first."""
        return sorted(self.weights, key=lambda s: (-self.weights[s], self.first[s]))

    def sides(self) -> tuple[str, ...]:
        """The two sides of the article (fewer if fewer are named), in the order of their naming."""
        ranked = [s for s in self.ranked() if s.startswith("state:")] or self.ranked()
        top = self.ranked()[:2] if self._organisation_leads() else ranked[:2]
        if self.coupled:
            pair = max(self.coupled, key=lambda p: (self.coupled[p] + sum(self.weights[s] for s in p) / 2, p))
            if self.coupled[pair] >= 2 * COUPLED and set(pair) & set(ranked[:2]) or len(top) < 2:
                top = list(pair)
        return tuple(sorted(top, key=lambda s: self.first[s]))

    def _organisation_leads(self) -> bool:
        top = self.ranked()[:2]
        return len(top) == 2 and sum(s.startswith("org:") for s in top) == 1 and any(
            set(pair) == set(top) for pair in self.coupled
        )

    def at(self, sentence: int) -> tuple[str, ...]:
        """The two sides of the meeting last told at a sentence, else those of the article."""
        whole = self.sides()
        for told, pair in reversed(self.pairs):
            if told > sentence:
                continue
            if sentence - told > SCENE_LASTS:
                break
            if set(pair) & set(whole):
                return pair
        return whole

    def three(self) -> tuple[str, ...]:
        """The three sides most spoken of."""
        return tuple(sorted([s for s in self.ranked() if s.startswith("state:")][:3], key=lambda s: self.first[s]))
