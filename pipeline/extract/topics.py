"""Topics of a passage: what its words speak of, in the order of first mention (CODEBOOK §4)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

from pipeline.document import Document
from pipeline.extract.metrics import is_money
from pipeline.lang.load import Language
from pipeline.lang.model import TopicRule
from pipeline.lang.stems import StemLexicon, StemMatch
from pipeline.records.base import Topic

LEAD = 3  # sentences that tell whose meeting it is
MOST = 3  # where more areas are named, the first three count
# Topics that say with whom or where rather than about what: talk of relations counts beside them.
PARTNERS: frozenset[Topic] = frozenset({"multilateral", "party", "parliament", "people", "commemoration"})
# Areas in which sums are named as a matter of course: elsewhere a sum speaks of finance.
MONEY: frozenset[Topic] = frozenset({"trade", "investment", "finance", "defence"})
Matches = Sequence[StemMatch[TopicRule]]


def find_topics(document: Document, start: int, end: int, language: Language) -> tuple[Topic, ...]:
    """One to three topics of the unit `text[start:end]`.

    A unit that names no area ("exchange information") takes those of its sentence, then of the sentence before, then
    speaks of relations as such, then of what the headline says, then of what the article speaks of most.
    """
    at = _sentence_at(document, start)
    if at is None:
        return ("other",)
    words = _speech(document, language.topics)
    tokens, here = document.sentences[at].tokens, words.at(at)
    before = [m for m in here if tokens[m.first].start < start]
    own = [m for m in here if start <= tokens[m.first].start < end]
    after = [m for m in here if end <= tokens[m.first].start]
    areas = _areas(own) or _named(before, "always") or _named(after, "always") or words.before(at)
    sums = any(start <= q.start < end and is_money(q.unit) for q in document.quantities)
    if sums and not _areas(own) and MONEY.isdisjoint(areas):
        areas = (*areas[: MOST - 1], "finance")
    found = (
        tuple(dict.fromkeys((*areas[: MOST - len(words.hosts)], *words.hosts)))
        or _named(own, "alone")
        or words.headline
        or words.commonest
    )
    return found[:MOST] or ("other",)


class _Speech:
    """The topic words of a document: each sentence is matched once, for all its units."""

    def __init__(self, document: Document, topics: StemLexicon[TopicRule]) -> None:
        self._document, self._topics = document, topics
        self._held: dict[int, Matches] = {}

    def at(self, index: int) -> Matches:
        """The topic words of one sentence."""
        if index not in self._held:
            found = self._topics.longest(self._document.sentences[index].tokens)
            self._held[index] = [m for m in found if (index, m.first) not in self._surnames]
        return self._held[index]

    @cached_property
    def _surnames(self) -> frozenset[tuple[int, int]]:
        """The last tokens of persons' names, which speak of nothing ("Sanna Marin")."""
        named = (m for m in self._document.mentions if m.form == "name" and m.last - m.first > 1)
        return frozenset((m.sentence, m.last - 1) for m in named)

    def before(self, at: int) -> tuple[Topic, ...]:
        """What the sentence before speaks of, in the same paragraph."""
        sentences = self._document.sentences
        if at == 0 or sentences[at - 1].block != sentences[at].block:
            return ()
        return _named(self.at(at - 1), "always")

    @cached_property
    def hosts(self) -> tuple[Topic, ...]:
        """The topic of those who meet, where headline and first sentences name their offices more than once."""
        found: Counter[Topic] = Counter()
        for index in _head(self._document):
            for match in self.at(index):
                if match.payload.counts == "meeting":
                    found.update(match.payload.topics)
        return tuple(sorted(topic for topic, times in found.items() if times > 1))[:1]

    @cached_property
    def headline(self) -> tuple[Topic, ...]:
        """What the headline says."""
        kinds = (self._document.blocks[s.block].kind for s in self._document.sentences)
        first = next((i for i, kind in enumerate(kinds) if kind == "heading"), None)
        return () if first is None else _named(self.at(first), "always")

    @cached_property
    def commonest(self) -> tuple[Topic, ...]:
        """What the article speaks of most."""
        found: Counter[Topic] = Counter()
        for index, _ in self._document.body_sentences():
            found.update(_named(self.at(index), "always"))
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return tuple(topic for topic, _ in ranked[:1])


@lru_cache(maxsize=1)
def _speech(document: Document, topics: StemLexicon[TopicRule]) -> _Speech:
    return _Speech(document, topics)


def _head(document: Document) -> list[int]:
    """The headline and the first sentences of the body."""
    head: list[int] = []
    bodies = 0
    for index, sentence in enumerate(document.sentences):
        kind = document.blocks[sentence.block].kind
        bodies += kind == "paragraph"
        if kind == "paragraph" or (kind == "heading" and not head):
            head.append(index)
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
