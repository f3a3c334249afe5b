"""The records that a run writes (RECORDS.md): pydantic models, one file a record."""

from pipeline.records.article import (
    ActorInArticle,
    ActorMention,
    ArticleRecord,
    Block,
    Counts,
    Extractor,
    Source,
)
from pipeline.records.base import Actor, Extent, Span, content_id
from pipeline.records.commitment import PLOVER, CommitmentRecord, DateInText, Instrument, Target
from pipeline.records.figure import FigureRecord
from pipeline.records.reject import RejectRecord

Record = ArticleRecord | CommitmentRecord | FigureRecord | RejectRecord

__all__ = [
    "PLOVER",
    "Actor",
    "ActorInArticle",
    "ActorMention",
    "ArticleRecord",
    "Block",
    "CommitmentRecord",
    "Counts",
    "DateInText",
    "Extent",
    "Extractor",
    "FigureRecord",
    "Instrument",
    "Record",
    "RejectRecord",
    "Source",
    "Span",
    "Target",
    "content_id",
]
