"""The only file that knows the order of the stages: article -> document -> records."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.config import Settings
from pipeline.document import Article, Document
from pipeline.emit.article import article_record
from pipeline.emit.check import wrong_spans
from pipeline.errors import DataError, InputError, SpanError
from pipeline.extract import extract_commitments
from pipeline.extract.dates import find_dates
from pipeline.extract.dollars import home_dollars
from pipeline.extract.figures import find_figures
from pipeline.extract.quantities import find_quantities
from pipeline.gazetteer.load import use_actors
from pipeline.lang.load import Language, load
from pipeline.read.normal import normalise
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord, RejectRecord
from pipeline.segment import segment
from pipeline.tag import tag

Stage = Literal["read", "segment", "tag", "extract", "emit"]


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent in each stage, and which stage is at work."""

    seconds: dict[str, float] = field(default_factory=dict)
    stage: Stage = "segment"

    @contextmanager
    def at(self, stage: Stage) -> Iterator[None]:
        """Count the time of the block for this stage."""
        self.stage, start = stage, time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that came of one article; `rejects` are records that failed the last check."""

    article: ArticleRecord
    commitments: tuple[CommitmentRecord, ...]
    figures: tuple[FigureRecord, ...]
    rejects: tuple[RejectRecord, ...] = ()
    document: Document | None = None


def extract_article(
    article: Article, settings: Settings | None = None, *, watch: Stopwatch | None = None
) -> Extraction | RejectRecord:
    """Take one article through every stage; where a stage fails, say so in a reject instead of raising.

    A `DataError` still stops everything: broken language data would spoil each article alike.
    """
    settings, watch = settings or Settings(), watch or Stopwatch()
    try:
        return _extract(article, settings, watch)
    except InputError as error:
        return _reject(article, watch.stage, error, error.message)
    except DataError:
        raise
    except Exception as error:
        return _reject(article, watch.stage, error, f"{error}; a fault of communique: please report the article")


def _reject(article: Article, stage: Stage, error: Exception, message: str) -> RejectRecord:
    return RejectRecord(source=article.source_name, stage=stage, error=type(error).__name__, message=message)


def _extract(article: Article, settings: Settings, watch: Stopwatch) -> Extraction:
    if len(article.text) > settings.max_chars:
        watch.stage = "read"
        message = f"{len(article.text)} characters, more than {settings.max_chars}; split it into articles"
        raise InputError(article.source_name, "read", message)
    if settings.language:
        article = replace(article, language=settings.language)
    with watch.at("segment"):
        document = segment(article, settings)
    language = load(document.language)
    use_actors(settings.actors)
    with watch.at("tag"):
        document = tag(document, language)
    with watch.at("extract"):
        commitments, figures = find_records(document, language)
    with watch.at("emit"):
        return _checked(document, commitments, figures, settings)


def find_records(document: Document, language: Language) -> tuple[list[CommitmentRecord], list[FigureRecord]]:
    """The commitments and figures of a tagged document."""
    document.quantities = find_quantities(document.text, document.language)
    document.quantities = home_dollars(document)
    document.times = find_dates(document.text, document.language, document.published)
    commitments = extract_commitments(document, language)
    return commitments, find_figures(document, [(c.start, c.end) for c in commitments])


def _checked(
    document: Document,
    commitments: list[CommitmentRecord],
    figures: list[FigureRecord],
    settings: Settings,
) -> Extraction:
    """Order the records and leave out, with a reject, any whose spans do not say what the text says."""
    rejects: list[RejectRecord] = []

    def sound(record: CommitmentRecord | FigureRecord) -> bool:
        for problem in (wrong := wrong_spans(record, document.text)):
            rejects.append(_reject(document.article, "emit", SpanError(problem), problem))
        return not wrong

    good = tuple(sorted(filter(sound, commitments), key=lambda c: (c.start, c.end, c.commitment_id)))
    told = tuple(sorted(filter(sound, figures), key=lambda f: (f.start, f.end, f.figure_id)))
    record = article_record(document, good, told, settings=settings)
    return Extraction(record, good, told, tuple(rejects), document)


def extract(
    text: str,
    *,
    language: str | None = None,
    published: str | None = None,
    article_id: str = "text",
    settings: Settings | None = None,
) -> Extraction:
    """The records of one text; dates such as "next year" need `published` (ISO 8601, also partial).

    Raises `InputError` where the text cannot be used, such as one in an unknown language.
    """
    article = Article(
        article_id=article_id, text=normalise(text), source_name=article_id, language=language, published=published
    )
    done = extract_article(article, settings)
    if isinstance(done, RejectRecord):
        raise InputError(done.source, done.stage, done.message)
    return done
