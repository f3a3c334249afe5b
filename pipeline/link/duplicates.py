"""Near-duplicates: articles of one language that copy one another, found by MinHash over word shingles.

Source: A. Broder, "On the resemblance and containment of documents" (1997); candidates by banding, then the exact
share of shingles of the shorter article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from itertools import combinations

SHINGLE = 4  # words
HASHES, BAND = 64, 2  # an article of which 40 % is shared meets in some band with near certainty
COPIED = 0.5  # share of the shorter article's shingles from which it is a copy
_WORD = re.compile(r"\w+")
_PRIME = (1 << 61) - 1


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())


_SEEDS = [(_hash(f"a{i}"), _hash(f"b{i}")) for i in range(HASHES)]


def shingles(text: str) -> frozenset[int]:
    """Hashes of the runs of `SHINGLE` words of a text."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(map(_hash, runs))


def near_duplicates(articles: Iterable[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Groups of article ids among (id, language, text) that copy one another; sorted."""
    held: dict[str, frozenset[int]] = {}
    buckets: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for article_id, language, text in articles:
        own = shingles(text)
        if not own:
            continue
        held[article_id] = own
        signature = [min((a * s + b) % _PRIME for s in own) for a, b in _SEEDS]
        for n in range(0, HASHES, BAND):
            buckets[(language, n, *signature[n : n + BAND])].append(article_id)
    pairs = {pair for ids in buckets.values() for pair in combinations(sorted(set(ids)), 2)}
    return _joined(pair for pair in sorted(pairs) if _copied(held[pair[0]], held[pair[1]]))


def _copied(a: frozenset[int], b: frozenset[int]) -> bool:
    return len(a & b) >= COPIED * min(len(a), len(b))


def _joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    group: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = group.get(a, {a}) | group.get(b, {b})
        for member in joined:
            group[member] = joined
    return sorted({tuple(sorted(members)) for members in group.values()})
