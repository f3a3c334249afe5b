"""`commitments.jsonl`: who promised what to whom (CODEBOOK §1–§6)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.records.base import (
    Actor,
    Comparator,
    Confidence,
    Extent,
    InstrumentType,
    Kind,
    Measure,
    Metric,
    Model,
    Number,
    Per,
    Span,
    Topic,
)

PLOVER: dict[Kind, str] = {
    "signing": "SUPPORT",
    "agreement": "AGREE",
    "proposal": "REQUEST",
    "pledge": "AGREE",
    "reaffirmation": "SUPPORT",
}


class Target(Span):
    """A figure that is to be reached; `deadline_until` is the last day that the deadline includes."""

    metric: Metric
    measure: Measure
    value: Number
    value_max: Number | None
    unit: str
    comparator: Comparator
    per: Per | None
    deadline: str | None
    deadline_until: str | None
    deadline_text: str | None


class Instrument(Extent):
    """A named treaty, mechanism, project or event that the commitment mentions."""

    name: str
    type: InstrumentType

    @model_validator(mode="after")
    def _as_long_as_its_name(self) -> Self:
        if self.end - self.start != len(self.name):
            raise ValueError(f"instrument {self.name!r} is not as long as its span")
        return self


class DateInText(Span):
    """An explicit time inside the unit, ISO 8601 (`2027`, `2025-12-02`, `2021/2030`)."""

    value: str


class CommitmentRecord(Extent):
    """One line of `commitments.jsonl`; the span is that of `quote`."""

    schema_: Literal["commitment/1"] = Field("commitment/1", alias="schema", serialization_alias="schema")
    commitment_id: str
    article_id: str
    language: str
    published: str | None
    published_from: str | None
    kind: Kind
    cue: Span
    quote: str
    sentence: Span
    agents: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    parties: tuple[str, ...]
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=3)
    targets: tuple[Target, ...]
    instruments: tuple[Instrument, ...]
    dates: tuple[DateInText, ...]
    plover: Literal["AGREE", "SUPPORT", "REQUEST"]
    confidence: Confidence
    rules: tuple[str, ...]

    @model_validator(mode="after")
    def _as_long_as_its_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"commitment {self.start}-{self.end} is not as long as its quote")
        return self
