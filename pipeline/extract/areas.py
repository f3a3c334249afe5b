"""What speaks for each topic of a passage: words in it, beside it and in the article around it, weighed together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

from pipeline.document import Document, Sentence
from pipeline.extract.metrics import is_money, metric_of, surroundings
from pipeline.lang.load import HOME, read_data
from pipeline.lang.model import TopicRule
from pipeline.lang.stems import StemLexicon, StemMatch
from pipeline.records.base import Model, Topic

LEAD = 3  # sentences that tell whose meeting it is
RANKS = 5  # of the topics that a passage names, in order
BARE = 4  # tokens of an action without a complement of its own
CLOSE = 14  # letters to an action that is told in one breath with it
# Topics that say with whom or where rather than about what: talk of relations counts beside them.
PARTNERS: frozenset[Topic] = frozenset({"multilateral", "party", "parliament", "people", "commemoration"})
Matches = Sequence[StemMatch[TopicRule]]
Evidence: TypeAlias = dict[str, float]
SUMS: Topic = "finance"
GIFTS = ("aid", "credit")  # what money that is given or lent measures
USUAL: tuple[Topic, ...] = ("political", SUMS)  # may be meant where no word says so


class Weights(Model):
    """`topic_weights.yaml`: what each kind of evidence counts, in logits.

    `kinds` holds in a passage that names an area; where it names none, `bare` is added. `named`, `hinted` and `unsaid`
    say for each topic how far it is meant where a word names it, only hints at it, or nothing in the passage does.
    """

    least: float
    kinds: dict[str, float]
    bare: dict[str, float]
    named: dict[Topic, float]
    hinted: dict[Topic, float]
    unsaid: dict[Topic, float]

    @cached_property
    def in_bare(self) -> dict[str, float]:
        """What each kind counts in a passage that names no area."""
        return {kind: self.kinds.get(kind, 0.0) + self.bare.get(kind, 0.0) for kind in {**self.kinds, **self.bare}}

    @cached_property
    def said(self) -> dict[str, dict[Topic, float]]:
        """The tables of the topics by name."""
        return {"named": self.named, "hinted": self.hinted, "unsaid": self.unsaid}


@cache
def weights() -> Weights:
    """The weights, read once a process."""
    return read_data(HOME / "topic_weights.yaml", Weights)


def named(matches: Iterable[StemMatch[TopicRule]], counts: str = "always") -> tuple[Topic, ...]:
    """The topics of words that count so, in the order of first mention."""
    return tuple(dict.fromkeys(t for m in matches if m.payload.counts == counts for t in m.payload.topics))


class Speech:
    """The topic words of a document: each sentence is matched once, for all its units."""

    def __init__(self, document: Document, topics: StemLexicon[TopicRule]) -> None:
        self.document, self._topics = document, topics
        self._held: dict[int, Matches] = {}
        self._named: dict[int, tuple[Topic, ...]] = {}

    def at(self, index: int) -> Matches:
        """The topic words of one sentence."""
        if index not in self._held:
            found = self._topics.longest(self.document.sentences[index].tokens)
            self._held[index] = [m for m in found if (index, m.first) not in self._surnames]
        return self._held[index]

    def named(self, index: int) -> tuple[Topic, ...]:
        """The topics that a sentence names; none for a sentence that is not there."""
        if index not in self._named:
            here = 0 <= index < len(self.document.sentences)
            self._named[index] = named(self.at(index)) if here else ()
        return self._named[index]

    @cached_property
    def _surnames(self) -> frozenset[tuple[int, int]]:
        """The last tokens of persons' names, which speak of nothing ("Sanna Marin")."""
        persons = (m for m in self.document.mentions if m.form == "name" and m.last - m.first > 1)
        return frozenset((m.sentence, m.last - 1) for m in persons)

    @cached_property
    def article(self) -> dict[Topic, Evidence]:
        """What the whole article says for each topic, whichever passage is asked about."""
        found = Counter(t for index, _ in self.document.body_sentences() for t in self.named(index))
        told: dict[Topic, Evidence] = {topic: {} for topic in USUAL}
        if found:
            most, total = min(found, key=lambda t: (-found[t], t)), sum(found.values())
            told |= {topic: {"share": times / total} for topic, times in found.items()}
            told[most]["most"] = 1
        for topic in self._headline:
            told.setdefault(topic, {})["headline"] = 1
        for topic in self._hosts:
            told.setdefault(topic, {})["hosts"] = 1
        return told

    @cached_property
    def article_scores(self) -> dict[bool, dict[Topic, float]]:
        """What the article counts for each topic, by whether the passage asked about names an area."""
        tables = {True: weights().kinds, False: weights().in_bare}
        return {
            names: {topic: _score(evidence, kinds) for topic, evidence in self.article.items()}
            for names, kinds in tables.items()
        }

    @cached_property
    def _hosts(self) -> tuple[Topic, ...]:
        """The topic of those who meet, where headline and first sentences name their offices more than once."""
        meetings = (m for index in _head(self.document) for m in self.at(index) if m.payload.counts == "meeting")
        found = Counter(topic for m in meetings for topic in m.payload.topics)
        return tuple(sorted(topic for topic, times in found.items() if times > 1))[:1]

    @cached_property
    def _headline(self) -> tuple[Topic, ...]:
        kinds = (self.document.blocks[s.block].kind for s in self.document.sentences)
        first = next((i for i, kind in enumerate(kinds) if kind == "heading"), None)
        return () if first is None else self.named(first)


def _score(evidence: Evidence, kinds: dict[str, float]) -> float:
    return sum(value * kinds.get(kind, 0.0) for kind, value in evidence.items())


@lru_cache(maxsize=1)
def speech(document: Document, topics: StemLexicon[TopicRule]) -> Speech:
    """The topic words of a document."""
    return Speech(document, topics)


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


@dataclass(frozen=True, slots=True)
class Passage:
    """What the words of one passage and those beside it name; `topics` are those named in it, in order."""

    topics: tuple[Topic, ...]
    hinted: frozenset[Topic]
    evidence: dict[Topic, Evidence]

    def table(self, topic: Topic) -> Literal["named", "hinted", "unsaid"]:
        """Which table of the weights holds for a topic."""
        return "named" if topic in self.topics else "hinted" if topic in self.hinted else "unsaid"

    def about(self, topic: Topic, words: Speech) -> Evidence:
        """All that speaks for a topic, in the passage and in the article."""
        return {**words.article.get(topic, {}), **self.evidence.get(topic, {})}

    def scores(self, words: Speech) -> dict[Topic, float]:
        """How far each topic that anything speaks for is meant, in logits."""
        tables = weights()
        kinds = tables.kinds if self.topics else tables.in_bare
        scores = dict(words.article_scores[bool(self.topics)])
        for topic, evidence in self.evidence.items():
            scores[topic] = scores.get(topic, 0.0) + _score(evidence, kinds)
        for topic in scores:
            scores[topic] += tables.said[self.table(topic)].get(topic, 0.0)
        return scores


def passage(words: Speech, at: int, span: tuple[int, int], *, then: int | None = None) -> Passage:
    """What speaks for the topics of `span`, which begins in sentence `at`; the next unit begins at `then`."""
    start, end = span
    sentences = words.document.sentences
    tokens, here = sentences[at].tokens, words.at(at)
    own = [m for m in here if start <= tokens[m.first].start < end]
    for later in range(at + 1, len(sentences)):
        if sentences[later].start >= end:
            break
        own += [m for m in words.at(later) if sentences[later].tokens[m.first].start < end]
    around = tuple(_beside(words, at, start, end))
    evidence: dict[Topic, Evidence] = {}
    for kind, topic, value in (*_inside(own, lonely=not around), *around, *_sums(words.document, start, end)):
        evidence.setdefault(topic, {})[kind] = value
    told = Passage(named(own), frozenset((*named(own, "beside"), *named(own, "alone"))), evidence)
    if not told.topics and _shares(sentences[at], span, then):
        for kinds in evidence.values():
            if "after" in kinds:
                kinds["shared"] = 1
    return told


def _inside(own: Matches, *, lonely: bool) -> Iterator[tuple[str, Topic, float]]:
    """What the words of the passage say; `lonely` where no words beside it say anything."""
    times = Counter(t for m in own if m.payload.counts == "always" for t in m.payload.topics)
    total = sum(times.values())
    for rank, topic in enumerate(times, start=1):
        yield f"own{min(rank, RANKS)}", topic, 1
        yield f"of{min(len(times), RANKS - 1)}", topic, 1
        yield "again", topic, float(times[topic] > 1)
        yield "part", topic, times[topic] / total if len(times) > 1 else 0
    beside = named(own, "beside")
    for topic in beside:
        yield "beside", topic, 1
        yield "with_whom", topic, float(bool(times) and PARTNERS.issuperset(times))
    for topic in named(own, "alone"):
        yield ("alone" if beside or not lonely else "nothing_else"), topic, 1


def _shares(sentence: Sentence, span: tuple[int, int], then: int | None) -> bool:
    """Whether a few words have their complement in common with the next unit ("consult and act together in the UN")."""
    if then is None or not (then < sentence.end and 0 <= then - span[1] <= CLOSE):
        return False
    first, last = (bisect_left(sentence.tokens, at, key=lambda t: t.start) for at in span)
    return last - first <= BARE


def _beside(words: Speech, at: int, start: int, end: int) -> Iterator[tuple[str, Topic, float]]:
    """What the rest of the sentence and the sentences around it say."""
    sentences = words.document.sentences
    tokens, here = sentences[at].tokens, [m for m in words.at(at) if m.payload.counts == "always"]
    before = [m for m in here if tokens[m.first].start < start]
    block = sentences[at].block
    previous = "previous" if at and sentences[at - 1].block == block else "above"
    follows = at + 1 < len(sentences) and sentences[at + 1].block == block
    for kind, topics in (
        ("before", named(before)),
        ("near", named(before[-1:])),
        ("after", named(m for m in here if tokens[m.first].start >= end)),
        (previous, words.named(at - 1)),
        ("next", words.named(at + 1) if follows else ()),
    ):
        for topic in topics:
            yield kind, topic, 1


def _sums(document: Document, start: int, end: int) -> Iterator[tuple[str, Topic, float]]:
    """A sum of money speaks of finance, one that is given or lent above all."""
    sums = [q for q in document.quantities if start <= q.start < end and is_money(q.unit)]
    if sums:
        around = surroundings(document)
        yield "sum", SUMS, 1
        yield "gift", SUMS, float(any(metric_of(q, around, around.usual_money()) in GIFTS for q in sums))
