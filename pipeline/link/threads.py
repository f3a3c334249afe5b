"""Threads: which commitments of the same parties are one promise, however often and in whatever language reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.link.keys import SAME, Key, likeness

Thread = list[Key]
CROWD = 400  # keys that share a feature beyond which it tells nothing, and the feature is passed over


def find_threads(keys: Iterable[Key]) -> Iterator[Thread]:
    """Group keys into threads; the outcome does not depend on their order."""
    blocks: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in keys:
        blocks[key.parties].append(key)
    for parties in sorted(blocks):
        yield from _grouped(sorted(blocks[parties], key=lambda k: k.commitment_id))


def _grouped(keys: list[Key]) -> list[Thread]:
    """Join the likeliest pairs first; two groups become one where their members are alike on average."""
    scores = {pair: likeness(keys[pair[0]], keys[pair[1]]) for pair in _candidates(keys)}
    group = list(range(len(keys)))
    members = {i: [i] for i in group}
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < SAME:
            break
        a, b = group[i], group[j]
        if a != b and _average(members[a], members[b], keys, scores) >= SAME:
            for k in members[b]:
                group[k] = a
            members[a] += members.pop(b)
    return [[keys[i] for i in sorted(m)] for m in members.values()]


def _average(a: list[int], b: list[int], keys: list[Key], scores: dict[tuple[int, int], float]) -> float:
    total = 0.0
    for i in a:
        for j in b:
            pair = (min(i, j), max(i, j))
            if pair not in scores:
                scores[pair] = likeness(keys[pair[0]], keys[pair[1]])
            total += scores[pair]
    return total / (len(a) * len(b))


def _candidates(keys: list[Key]) -> set[tuple[int, int]]:
    """Pairs that share a concept, a name or a kind of goal."""
    sharing: dict[object, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        for feature in (*key.concepts, *key.names, *key.goals):
            sharing[feature].append(i)
    return {
        (i, j)
        for crowd in sharing.values() if len(crowd) <= CROWD
        for n, i in enumerate(crowd) for j in crowd[n + 1 :]
    }  # fmt: skip
