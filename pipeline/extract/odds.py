"""Odds: what the words of a sentence say of whether a commitment stands in it, whatever the rules make of it.

A sum of weights, in log-odds, over its stems and pairs of neighbouring stems; `tests/bench/fit_odds.py` fits them to
coded articles and writes them to `odds.tsv` of the language. A language without that file has no odds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt

from pipeline.document import Mention, Token

STEM = 6  # letters that are left of a word
NUMBER, QUOTE = "0", '"'
QUOTES = frozenset('"”“«»„')
BEGIN, END = "^", "$"
OFFSET = ""  # the feature that every sentence has


def features(tokens: Sequence[Token], mentions: Iterable[Mention]) -> set[str]:
    """The stems of a sentence and the pairs of them; an actor counts as one word, that of its type."""
    held = {
        at: f"<{m.actor_ids[0].partition(':')[0]}>" for m in mentions if not m.inside for at in range(m.first, m.last)
    }
    row = [BEGIN]
    for at, token in enumerate(tokens):
        first = token.text[0]
        if at in held:
            if row[-1] != held[at]:
                row.append(held[at])
        elif first.isalpha():
            row.append(token.lower[:STEM])
        elif first.isdigit():
            row.append(NUMBER)
        elif first in QUOTES:
            row.append(QUOTE)
    row.append(END)
    pairs = map(" ".join, pairwise(row))
    return {*row[1:-1], *pairs}


def log_odds(found: Iterable[str], weights: Mapping[str, float]) -> float:
    """The log-odds of a sentence with these features, long or short; 0 where nothing is known."""
    known = [weights[name] for name in found if name in weights]
    return weights.get(OFFSET, 0.0) + (sum(known) / sqrt(len(known)) if known else 0.0)
