"""Topics of a passage: what its words speak of, in the order of first mention (CODEBOOK §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.document import Document, Token
from pipeline.lang.load import Language
from pipeline.lang.model import TopicRule
from pipeline.lang.stems import StemMatch
from pipeline.records.base import Topic

MOST = 3  # where more areas are named, the first three count
# Topics that say with whom or where rather than about what: talk of relations counts beside them.
PARTNERS: frozenset[Topic] = frozenset({"multilateral", "party", "parliament", "people", "commemoration"})
Matches = Sequence[StemMatch[TopicRule]]


def find_topics(document: Document, start: int, end: int, language: Language) -> tuple[Topic, ...]:
    """One to three topics of the unit `text[start:end]`."""
    tokens, first, last = _tokens(document, start, end)
    own = _topics(language.topics.longest(tokens, first, last))
    return own or _around(tokens, first, language) or ("other",)


def _tokens(document: Document, start: int, end: int) -> tuple[list[Token], int, int]:
    """The sentence of the unit, and which of its tokens are the unit's."""
    for sentence in document.sentences:
        if sentence.start <= start < sentence.end:
            tokens = sentence.tokens
            first = sum(token.start < start for token in tokens)
            return tokens, first, sum(token.start < end for token in tokens)
    return [], 0, 0


def _topics(matches: Matches) -> tuple[Topic, ...]:
    found = _named(matches, "always")
    if not set(found) - PARTNERS:
        counted = [m for m in matches if m.payload.counts != "alone"]
        found = _distinct(t for m in counted for t in m.payload.topics)
    return (found or _named(matches, "alone"))[:MOST]


def _named(matches: Matches, counts: str) -> tuple[Topic, ...]:
    return _distinct(t for m in matches if m.payload.counts == counts for t in m.payload.topics)


def _distinct(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple(dict.fromkeys(topics))


def _around(tokens: Sequence[Token], first: int, language: Language) -> tuple[Topic, ...]:
    """What the sentence speaks of before the unit ("on trade, the two sides agreed to …")."""
    return _named(language.topics.longest(tokens, 0, first), "always")[:MOST]
