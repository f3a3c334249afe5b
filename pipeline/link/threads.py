"""Threads: which commitments of the same parties are one promise, however often and in whatever language reported.

Commitments with equal marks stand together as one node, which is compared by one of them: so the work depends on how
many different promises there are and not on how often each was reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from pipeline.link.candidates import candidates
from pipeline.link.keys import SAME, Key, likeness

SAMPLE = 8  # commitments of different marks that a thread is compared by: those with the lowest ids


@dataclass(frozen=True, slots=True)
class Node:
    """Commitments with one mark; `key` is that of the first of them by id."""

    mark: str
    key: Key


@dataclass(slots=True)
class _Group:
    nodes: list[int]
    sample: list[Key]
    version: int = 0  # counts how often it grew, so that no pair of groups is compared twice


def group(nodes: Iterable[Node]) -> list[list[str]]:
    """Group the nodes of one block, those with the same parties, into threads of marks.

    The likeliest pairs are joined first; two groups become one where their members are alike on average. The outcome
    does not depend on the order of the nodes.
    """
    ordered = sorted(nodes, key=lambda n: n.key.commitment_id)
    keys = [n.key for n in ordered]
    scored = ((likeness(keys[i], keys[j]), i, j) for i, j in candidates(keys))
    likely = sorted((-score, i, j) for score, i, j in scored if score >= SAME)
    return [[ordered[i].mark for i in sorted(g.nodes)] for g in _joined(keys, [(i, j) for _, i, j in likely])]


def _joined(keys: Sequence[Key], pairs: Iterable[tuple[int, int]]) -> list[_Group]:
    groups = {i: _Group([i], [key]) for i, key in enumerate(keys)}
    leader = list(range(len(keys)))
    refused: dict[tuple[int, int], tuple[int, int]] = {}
    for i, j in pairs:
        a, b = leader[i], leader[j]
        if a == b:
            continue
        one, two, pair = groups[a], groups[b], (min(a, b), max(a, b))
        versions = groups[pair[0]].version, groups[pair[1]].version
        if refused.get(pair) == versions:
            continue
        if (one.version or two.version) and _linkage(one.sample, two.sample) < SAME:
            refused[pair] = versions
            continue
        if len(one.nodes) < len(two.nodes):
            a, b, one, two = b, a, two, one
        for member in two.nodes:
            leader[member] = a
        one.nodes += two.nodes
        one.sample = _first(one.sample, two.sample)
        one.version += 1
        del groups[b]
    return list(groups.values())


def _first(a: Sequence[Key], b: Sequence[Key]) -> list[Key]:
    """The first few of two samples by id."""
    return list(islice(merge(a, b, key=lambda k: k.commitment_id), SAMPLE))


def _linkage(a: Sequence[Key], b: Sequence[Key]) -> float:
    """How alike two samples are on average."""
    return sum(likeness(x, y) for x in a for y in b) / (len(a) * len(b))
