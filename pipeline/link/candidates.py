"""Candidates: which commitments of a block may be one promise, found for thousands at once.

What `likeness` says of every pair is bounded from above with a few matrices of codes; only pairs that the bound leaves
open are compared one by one. Weights are whole numbers here, so that sums are exact and the same on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.link.keys import (
    DATED,
    HELD,
    HOLDS,
    LATER,
    NAMED,
    OTHER_EVENT,
    PARTS,
    SAME,
    SAME_EVENT,
    Key,
    action_score,
    told,
)

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
ROUNDED = 1e-4  # room for what single precision rounds away
CELLS = 4_000_000  # pairs that are bounded at a time
NEAREST = 64  # candidates that one commitment keeps in a block so large that it has more
CROWD = 200  # commitments that share a name or goal beyond which only the next `NEAREST` of each are candidates
ALIKE = 0.5  # share of concepts from which two commitments in one language may be one sentence
WORDS_OPEN = 0.35  # bound from which their wording is looked at


def candidates(keys: Sequence[Key]) -> set[tuple[int, int]]:
    """Pairs of places in `keys`, the lower one first, that may be one promise."""
    found = set(_by_codes(keys)) if len(keys) > 1 else set()
    for sharing in (_names(keys), _goals(keys)):
        for places in sharing.values():
            found.update(_pairs(places))
    return found


def _names(keys: Sequence[Key]) -> dict[Hashable, list[int]]:
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        for name in key.names:
            sharing[name].append(i)
    return sharing


def _goals(keys: Sequence[Key]) -> dict[Hashable, list[int]]:
    """Places by what is aimed at: the same number counts, whatever it is said to be of."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        for value in sorted({value for values in key.goals.values() for value in values}):
            sharing[value].append(i)
    return sharing


def _pairs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(places) <= CROWD:
        return combinations(places, 2)
    return ((i, j) for n, i in enumerate(places) for j in places[n + 1 : n + 1 + NEAREST])


def _by_codes(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    codes = _Codes(keys)
    step = max(1, CELLS // len(keys))
    for first in range(0, len(keys), step):
        rows, places, bound = codes.open_pairs(first, min(first + step, len(keys)))
        order = np.lexsort((places, -np.round(bound, 3), rows))  # the nearest of each row first
        taken, last = 0, -1
        for row, place in zip(rows[order].tolist(), places[order].tolist(), strict=True):
            taken = taken + 1 if row == last else 1
            last = row
            if taken <= NEAREST:
                yield row, place


class _Codes:
    """The codes of a block as arrays."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.has = _table([key.concepts for key in keys])
        names = sorted({c for key in keys for c in key.concepts})
        self.weights = np.array([told().get(c, PARTS) for c in names], dtype=np.float32)
        self.sums = self.has @ self.weights
        actions = sorted({key.action for key in keys})
        self.action = np.array([actions.index(key.action) for key in keys])
        self.actions = np.array([[action_score(a, b) for b in actions] for a in actions], dtype=np.float32)
        self.named = np.array([bool(key.names) for key in keys], dtype=np.float32)
        self.years = _table([key.years for key in keys])
        self.aims = _table([frozenset(key.goals) for key in keys])
        self.day = np.array([key.day.toordinal() if key.day else np.nan for key in keys])
        self.held = np.array([key.kind == HOLDS for key in keys], dtype=np.int8)
        self.language = _numbers([key.language for key in keys])
        self.cue = _numbers([(key.article_id, key.cue) for key in keys])
        self.givers = _numbers([key.givers for key in keys])
        self.alone = np.array([len(key.givers) == 1 for key in keys], dtype=np.int8)
        self.own = np.array([key.kind == "pledge" and len(key.givers) == 1 for key in keys])

    def open_pairs(self, first: int, last: int) -> tuple[Places, Places, Floats]:
        """Pairs of a row `first:last` and a later place that may be one promise, and what their likeness cannot exceed.

        What names say is bounded, goals of equal size are left out: those pairs are found by the goals.
        """
        both = (self.has[first:last] * self.weights) @ self.has[first:].T
        share = self.sums[first:last, None] + self.sums[None, first:]
        share -= both
        np.divide(both, share, out=share, where=share > 0)  # what no concept is told of has no share
        both *= np.float32(0.7 / PARTS)
        both += np.float32(0.3)
        np.minimum(both, np.float32(1), out=both)
        both *= share
        both += self.actions[self.action[first:last]][:, self.action[first:]]
        both += (self.named[first:last, None] * np.float32(NAMED)) * self.named[first:]
        rows, places = np.nonzero(np.triu(both >= WORDS_OPEN, 1))
        bound, share = both[rows, places], share[rows, places]
        rows, places = rows + first, places + first
        bound = bound + self._rest(rows, places)
        words = (share >= ALIKE) & (self.language[rows] == self.language[places]) & (bound >= WORDS_OPEN)
        kept = (bound >= SAME - ROUNDED) | words
        return rows[kept], places[kept], bound[kept]

    def _rest(self, rows: Places, places: Places) -> Floats:
        """What goals, years, days and standing say of single pairs, as `likeness` has it."""
        aims, others = self.aims[rows], self.aims[places]
        made = np.where((aims * others).any(1), 0.1, np.where(aims.any(1) & others.any(1), -0.3, 0.0))
        made -= 0.1 * (aims.any(1) ^ others.any(1))
        years, theirs = self.years[rows], self.years[places]
        made += np.where((years * theirs).any(1), DATED, np.where(years.any(1) & theirs.any(1), -DATED, 0.0))
        apart = np.abs(self.day[rows] - self.day[places])
        made += LATER * (apart <= SAME_EVENT) - LATER * (apart > OTHER_EVENT)
        held = self.held[rows] + self.held[places]
        made += np.choose(held, (0.0, -0.2, HELD))
        made -= 0.15 * (self.cue[rows] == self.cue[places])
        others_give = (held == 0) & (self.givers[rows] != self.givers[places])
        alone = self.alone[rows] + self.alone[places] == 2
        made -= others_give * np.where(alone, 0.4, 0.2 * (self.own[rows] | self.own[places]))
        return made.astype(np.float32)


def _table(sets: Sequence[Iterable[Hashable]]) -> Floats:
    """Which of all codes each set holds, in sorted order of the codes."""
    place = {code: n for n, code in enumerate(sorted({code for codes in sets for code in codes}, key=str))}
    made = np.zeros((len(sets), len(place)), dtype=np.float32)
    for i, codes in enumerate(sets):
        made[i, [place[code] for code in codes]] = 1
    return made


def _numbers(values: Sequence[Hashable]) -> Places:
    """A number for each value, equal for equal ones."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values])
