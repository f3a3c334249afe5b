"""`figures.jsonl`: what has been reached (CODEBOOK §5)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.records.base import (
    Comparator,
    Confidence,
    Measure,
    Metric,
    Model,
    Number,
    Offset,
    Per,
    check_length,
)


class FigureRecord(Model):
    """One line of `figures.jsonl`; `period_until` is the last day of the period."""

    schema_: Literal["figure/1"] = Field("figure/1", alias="schema", serialization_alias="schema")
    figure_id: str
    article_id: str
    language: str
    published: str | None
    published_from: str | None
    quote: str
    start: Offset
    end: Offset
    parties: tuple[str, ...]
    metric: Metric
    measure: Measure
    value: Number
    value_max: Number | None
    unit: str
    comparator: Comparator
    per: Per | None
    period: str | None
    period_until: str | None
    confidence: Confidence
    rules: tuple[str, ...]

    @model_validator(mode="after")
    def _covers_its_quote(self) -> Self:
        check_length(self.start, self.end, self.quote)
        return self
