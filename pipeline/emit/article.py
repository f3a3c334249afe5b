"""The article's own record, made from the finished document."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from pipeline.config import VERSION, Settings
from pipeline.document import Document
from pipeline.lang.version import language_data
from pipeline.records import (
    ActorInArticle,
    ActorMention,
    ArticleRecord,
    Block,
    CommitmentRecord,
    Counts,
    Extent,
    Extractor,
    FigureRecord,
    Source,
)
from pipeline.records.dates import first_day


def article_record(
    document: Document,
    commitments: Sequence[CommitmentRecord],
    figures: Sequence[FigureRecord],
    *,
    settings: Settings,
) -> ArticleRecord:
    """The line of `articles.jsonl` for a document and the records that came of it."""
    article, text = document.article, document.text
    return ArticleRecord(
        article_id=article.article_id,
        language=document.language,
        title=document.title or article.title,
        published=document.published,
        published_from=first_day(document.published),
        published_by=document.published_by,
        source=Source(name=article.source_name, url=article.url, publisher=article.publisher),
        text=text if settings.keep_text else None,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        chars=len(text),
        blocks=tuple(Block(kind=b.kind, start=b.start, end=b.end) for b in document.blocks),
        sentences=tuple(Extent(start=s.start, end=s.end) for s in document.sentences),
        actors=_actors(document, {a.actor_id for c in commitments for a in (*c.agents, *c.addressees)}),
        counts=Counts(
            commitments=len(commitments),
            targets=sum(len(c.targets) for c in commitments),
            figures=len(figures),
        ),
        extractor=Extractor(version=VERSION, language_data=language_data(), analyser=document.analyser),
    )


def _actors(document: Document, acting: set[str]) -> tuple[ActorInArticle, ...]:
    """Every actor that the text mentions or a commitment names, by id; a group's mention stands under each member."""
    mentions: dict[str, dict[tuple[int, int], tuple[str, ...]]] = defaultdict(dict)
    for m in document.mentions:
        members = tuple(sorted(set(m.actor_ids))) if len(set(m.actor_ids)) > 1 else ()
        for actor_id in m.actor_ids:
            mentions[actor_id].setdefault((m.start, m.end), members)
    return tuple(
        ActorInArticle(
            actor_id=facts.actor_id,
            name=facts.name,
            type=facts.type,
            state=facts.state,
            wikidata=facts.wikidata,
            mentions=tuple(
                ActorMention(text=document.text[start:end], start=start, end=end, members=members)
                for (start, end), members in sorted(mentions.get(facts.actor_id, {}).items())
            ),
        )
        for _, facts in sorted(document.actors.items())
        if facts.actor_id in mentions or facts.actor_id in acting
    )
