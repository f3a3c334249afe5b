"""Topics of a passage: what its words speak of, in the order of first mention (CODEBOOK §4)."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.document import Document
from pipeline.extract.areas import passage, speech, weights
from pipeline.lang.load import Language
from pipeline.records.base import Topic

MOST = 3  # where more areas are named, the first three count


def find_topics(
    document: Document, start: int, end: int, language: Language, *, then: int | None = None
) -> tuple[Topic, ...]:
    """One to three topics of the unit `text[start:end]`.

    Its own words speak loudest; a unit that names no area ("exchange information") is about what its sentence, its
    neighbours, the headline or the article speaks of. How much each counts was fitted to coded news. `then` is where
    the next unit begins: one close behind shares its complement ("consult and act together in the UN").
    """
    at = sentence_at(document, start)
    if at is None:
        return ("other",)
    words = speech(document, language.topics)
    told = passage(words, at, (start, end), then=then)
    if not told.evidence and not any(words.article.values()):
        return ("other",)
    scores = told.scores(words)
    ranked = sorted(scores, key=lambda topic: (-scores[topic], topic))
    meant = [topic for topic in ranked[:MOST] if scores[topic] >= weights().least] or ranked[:1]
    first = [topic for topic in told.topics if topic in meant]
    return (*first, *(topic for topic in meant if topic not in first))


def sentence_at(document: Document, start: int) -> int | None:
    """The sentence in which offset `start` lies."""
    at = bisect_right(document.sentences, start, key=lambda s: s.start) - 1
    return at if at >= 0 and start < document.sentences[at].end else None
