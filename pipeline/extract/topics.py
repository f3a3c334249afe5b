"""Topics of a passage: what its words speak of, in the order of first mention (CODEBOOK §4)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Document, Sentence
from pipeline.lang.load import Language
from pipeline.lang.model import TopicRule
from pipeline.lang.stems import StemMatch
from pipeline.records.base import Topic

LEAD = 3  # sentences that tell whose meeting it is
MOST = 3  # where more areas are named, the first three count
# Topics that say with whom or where rather than about what: talk of relations counts beside them.
PARTNERS: frozenset[Topic] = frozenset({"multilateral", "party", "parliament", "people", "commemoration"})
Matches = Sequence[StemMatch[TopicRule]]


def find_topics(document: Document, start: int, end: int, language: Language) -> tuple[Topic, ...]:
    """One to three topics of the unit `text[start:end]`.

    A unit that names no area ("exchange information") takes those of its sentence, then of the sentence before, then
    speaks of relations as such, then of what the headline says, then of what the article speaks of most.
    """
    at = _sentence_at(document, start)
    if at is None:
        return ("other",)
    tokens = document.sentences[at].tokens
    words = language.topics.longest(tokens)
    before = [m for m in words if tokens[m.first].start < start]
    own = [m for m in words if start <= tokens[m.first].start < end]
    after = [m for m in words if end <= tokens[m.first].start]
    hosts = _hosts(document, language)
    areas = (
        _areas(own) or _named(before, "always") or _named(after, "always") or _sentence_before(document, at, language)
    )
    found = (
        tuple(dict.fromkeys((*areas[: MOST - len(hosts)], *hosts)))
        or _named(own, "alone")
        or _headline(document, language)
        or _commonest(document, language)
    )
    return found[:MOST] or ("other",)


def _hosts(document: Document, language: Language) -> tuple[Topic, ...]:
    """The topic of those who meet, where the headline and the first sentences name their offices more than once."""
    found: Counter[Topic] = Counter()
    for sentence in _head(document):
        for match in language.topics.longest(sentence.tokens):
            if match.payload.counts == "meeting":
                found.update(match.payload.topics)
    return tuple(sorted(topic for topic, times in found.items() if times > 1))[:1]


def _head(document: Document) -> list[Sentence]:
    """The headline and the first sentences of the body."""
    head: list[Sentence] = []
    bodies = 0
    for sentence in document.sentences:
        kind = document.blocks[sentence.block].kind
        bodies += kind == "paragraph"
        if kind == "paragraph" or (kind == "heading" and not head):
            head.append(sentence)
        if bodies == LEAD:
            break
    return head


def _sentence_at(document: Document, start: int) -> int | None:
    at = bisect_right(document.sentences, start, key=lambda s: s.start) - 1
    return at if at >= 0 and start < document.sentences[at].end else None


def _areas(matches: Matches) -> tuple[Topic, ...]:
    """The areas that the words name; relations too, where the areas only say with whom."""
    found = _named(matches, "always")
    return found if set(found) - PARTNERS else _named(matches, "always", "beside")


def _named(matches: Matches, *counts: str) -> tuple[Topic, ...]:
    return tuple(dict.fromkeys(t for m in matches if m.payload.counts in counts for t in m.payload.topics))


def _sentence_before(document: Document, at: int, language: Language) -> tuple[Topic, ...]:
    sentences = document.sentences
    if at == 0 or sentences[at - 1].block != sentences[at].block:
        return ()
    return _named(language.topics.longest(sentences[at - 1].tokens), "always")


def _headline(document: Document, language: Language) -> tuple[Topic, ...]:
    for sentence in document.sentences:
        if document.blocks[sentence.block].kind == "heading":
            return _named(language.topics.longest(sentence.tokens), "always")
    return ()


def _commonest(document: Document, language: Language) -> tuple[Topic, ...]:
    found: Counter[Topic] = Counter()
    for _, sentence in document.body_sentences():
        found.update(_named(language.topics.longest(sentence.tokens), "always"))
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(topic for topic, _ in ranked[:1])
