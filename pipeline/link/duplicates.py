"""Near-duplicates: articles of one language that copy one another, found by MinHash over word shingles.

Source: A. Broder, "On the resemblance and containment of documents" (1997), with the smallest hashes of one function
(his bottom sketch) in place of one smallest hash of many.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np

SHINGLE = 4  # words
SKETCH = 256  # smallest hashes kept of an article: all of them in a short one
INDEXED = 32  # of these are looked up in other articles
TOGETHER = 2  # so many looked-up hashes two articles share before they are compared
CROWD = 50  # articles that share a hash beyond which each is compared with the next one only
COPIED = 0.5  # share of the shorter article's shingles from which it is a copy
FACTOR, SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(32)
_WORD = re.compile(r"\w+")
_BITS = (1 << 32) - 1

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The smallest hashes of the runs of `SHINGLE` words of a text, in order; empty where it has fewer words."""
    words = _WORD.findall(text.lower())
    if len(words) < SHINGLE:
        return ()
    each = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    runs = each[: len(each) - SHINGLE + 1].copy()
    for n in range(1, SHINGLE):
        runs = runs * FACTOR + each[n : len(each) - SHINGLE + 1 + n]
    for _ in range(2):  # a finaliser in the manner of MurmurHash: every bit of the input moves every bit kept
        runs = (runs ^ (runs >> SHIFT)) * FACTOR
    return tuple(np.unique(runs >> SHIFT)[:SKETCH].tolist())


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode())


def near_duplicates(articles: Iterable[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Groups of article ids among (id, language, text) that copy one another; sorted."""
    sketches = {i: (language, made) for i, language, text in articles if (made := sketch(text))}
    holders: dict[tuple[str, int], list[str]] = defaultdict(list)
    for article_id in sorted(sketches):
        language, made = sketches[article_id]
        for value in made[:INDEXED]:
            holders[(language, value)].append(article_id)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for ids in holders.values():
        for pair in combinations(ids, 2) if len(ids) <= CROWD else pairwise(ids):
            shared[pair] += 1
    pairs = (pair for pair, times in shared.items() if times >= min(TOGETHER, *(len(sketches[i][1]) for i in pair)))
    return joined(pair for pair in pairs if is_copy(sketches[pair[0]][1], sketches[pair[1]][1]))


def is_copy(a: Sketch, b: Sketch) -> bool:
    """Whether the shorter of two articles shares enough with the other, as far as both sketches reach."""
    reach = min((s[-1] for s in (a, b) if len(s) == SKETCH), default=_BITS)
    one, two = ({h for h in s if h <= reach} for s in (a, b))
    return len(one & two) >= COPIED * min(len(one), len(two))


def joined(pairs: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Groups of what pairs hold together; sorted, whatever the order of the pairs."""
    leader: dict[str, str] = {}

    def find(member: str) -> str:
        while leader.setdefault(member, member) != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for a, b in pairs:
        one, two = sorted((find(a), find(b)))
        leader[two] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for member in sorted(leader):
        groups[find(member)].append(member)
    return sorted(map(tuple, groups.values()))


def group_of(copies: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The number of its group for each article that has one."""
    return {article: n for n, group in enumerate(copies) for article in group}


def within(articles: Iterable[str], group: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """The groups of copies among some articles; sorted."""
    found: dict[int, list[str]] = defaultdict(list)
    for article in sorted(articles):
        if article in group:
            found[group[article]].append(article)
    yield from sorted(tuple(ids) for ids in found.values() if len(ids) > 1)
