"""Who meets whom: the two sides of an article, and of the meeting that a sentence tells of.

A side is a key: `state:VNM`, `org:asean`, or `group:DNK+FIN+…` for states that act as one side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

HEADING, LEAD, BODY, ASIDE = 3.0, 2.0, 1.0, 0.5
COUPLED = 2.0  # "X and Y", "X-Y": more telling than a mention alone
OPENING = 1.5  # the meeting with which an article opens is most often what it is about
MODIFIER = 0.6
STRANGER = 0.4  # what an organisation or group counts that is never named together with the other side
SCENE_LASTS = 14  # sentences after which a meeting told is over
CANDIDATES = 6
MOST_COUPLED = 8.0


@dataclass
class Scene:
    """Weights of sides, which of them are named together, and the persons who meet, by sentence."""

    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    first: dict[str, int] = field(default_factory=dict)
    coupled: dict[tuple[str, ...], float] = field(default_factory=lambda: defaultdict(float))
    meetings: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    trio: tuple[str, ...] = ()  # three states that a heading names together
    _sides: tuple[str, ...] | None = None

    def saw(self, sides: Iterable[str], weight: float) -> None:
        """Sides were named."""
        self._sides = None
        for side in sides:
            self.weights[side] += weight
            self.first.setdefault(side, len(self.first))

    def joined(self, sides: Sequence[str], weight: float) -> None:
        """Exactly these two were named together."""
        self.coupled[tuple(sorted(sides[:2]))] += weight
        self.saw(sides[:2], weight / 4)

    def met(self, sentence: int, people: Sequence[str], sides: Sequence[str], weight: float) -> None:
        """Persons of exactly these two sides were named in one sentence."""
        if not self.meetings and weight >= LEAD:
            weight *= OPENING
        self.meetings.append((sentence, tuple(people), tuple(sides)))
        self.coupled[tuple(sorted(sides[:2]))] += weight * COUPLED
        self.saw(sides[:2], weight)

    def ranked(self) -> list[str]:
        """Sides, the most spoken of first."""
        return sorted(self.weights, key=lambda s: (-self.weights[s], self.first[s]))

    def sides(self) -> tuple[str, ...]:
        """The two sides of the article (fewer if fewer are named), by first mention; three if a heading says so."""
        if self.trio and set(self.trio) <= set(self.ranked()[:CANDIDATES]):
            return self.trio
        return self.two()

    def two(self) -> tuple[str, ...]:
        """The two sides most spoken of, and most often together."""
        if self._sides is None:
            top = self.ranked()[:CANDIDATES]
            pairs: list[tuple[str, ...]] = list(combinations(top, 2))
            best = max(pairs, key=self._score) if pairs else tuple(top)
            self._sides = tuple(sorted(best, key=lambda s: self.first[s]))
        return self._sides

    def _score(self, pair: tuple[str, ...]) -> tuple[float, int]:
        together = self.coupled.get(tuple(sorted(pair)), 0.0)
        share = [self.weights[s] * (1.0 if s.startswith("state:") or together else STRANGER) for s in pair]
        return sum(share) + min(share) + min(together, MOST_COUPLED), -self.first[pair[0]] - self.first[pair[1]]

    def meeting(self, sentence: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """(persons, sides) of the meeting last told, if it is not over and one of the article's sides is in it."""
        whole = self.sides()
        for told, people, sides in reversed(self.meetings):
            if told <= sentence:
                if sentence - told > SCENE_LASTS:
                    return None
                if set(sides) & set(whole):
                    return people, sides
        return None

    def at(self, sentence: int) -> tuple[str, ...]:
        """Actor ids of the two sides of the meeting last told at a sentence, else of the article's."""
        meeting = self.meeting(sentence)
        return members(meeting[1] if meeting else self.sides())

    def three(self) -> tuple[str, ...]:
        """The three states most spoken of."""
        return tuple(sorted([s for s in self.ranked() if s.startswith("state:")][:3], key=lambda s: self.first[s]))


def members(sides: Iterable[str]) -> tuple[str, ...]:
    """Actor ids of sides; a group of states stands for each of them."""
    ids: dict[str, None] = {}
    for side in sides:
        if side.startswith("group:"):
            ids.update(dict.fromkeys("state:" + s for s in side.removeprefix("group:").split("+")))
        else:
            ids[side] = None
    return tuple(ids)
