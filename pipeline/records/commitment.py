"""`commitments.jsonl`: who promised what to whom (CODEBOOK §1–§6)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.records.base import (
    Actor,
    Comparator,
    Confidence,
    InstrumentType,
    Kind,
    Measure,
    Metric,
    Model,
    Number,
    Offset,
    Per,
    Span,
    Topic,
    check_length,
)

PLOVER: dict[Kind, str] = {
    "signing": "SUPPORT",
    "agreement": "AGREE",
    "proposal": "REQUEST",
    "pledge": "AGREE",
    "reaffirmation": "SUPPORT",
}


class Target(Model):
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
    text: str
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _covers_its_text(self) -> Self:
        check_length(self.start, self.end, self.text)
        return self


class Instrument(Model):
    """A named treaty, mechanism, project or event that the commitment mentions."""

    name: str
    type: InstrumentType
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _covers_its_name(self) -> Self:
        check_length(self.start, self.end, self.name)
        return self


class DateInText(Model):
    """An explicit time inside the unit, ISO 8601 (`2027`, `2025-12-02`, `2021/2030`)."""

    value: str
    text: str
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _covers_its_text(self) -> Self:
        check_length(self.start, self.end, self.text)
        return self


class CommitmentRecord(Model):
    """One line of `commitments.jsonl`; the span is that of `quote`.

    `action` and `concepts` are codes that hold in every language, `names` the proper names in the action (other than
    actors) in Latin letters: by them the ledger links articles across languages.
    """

    schema_: Literal["commitment/1"] = Field("commitment/1", alias="schema", serialization_alias="schema")
    commitment_id: str
    article_id: str
    language: str
    published: str | None
    published_from: str | None
    kind: Kind
    cue: Span
    quote: str
    start: Offset
    end: Offset
    sentence: Span
    agents: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    parties: tuple[str, ...]
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=3)
    action: str
    concepts: tuple[str, ...]
    names: tuple[str, ...]
    targets: tuple[Target, ...]
    instruments: tuple[Instrument, ...]
    dates: tuple[DateInText, ...]
    plover: Literal["AGREE", "SUPPORT", "REQUEST"]
    confidence: Confidence
    rules: tuple[str, ...]

    @model_validator(mode="after")
    def _covers_its_quote(self) -> Self:
        check_length(self.start, self.end, self.quote)
        return self
