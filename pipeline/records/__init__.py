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
from pipeline.records.ledger import LatestFigure, LedgerRecord, Step
from pipeline.records.reject import RejectRecord

Record = ArticleRecord | CommitmentRecord | FigureRecord | LedgerRecord | RejectRecord

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
    "LatestFigure",
    "LedgerRecord",
    "Record",
    "RejectRecord",
    "Source",
    "Span",
    "Step",
    "Target",
    "content_id",
]
