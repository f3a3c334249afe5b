"""What all records share: frozen, no unknown keys, spans that prove themselves, numbers that stay exact."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

Kind = Literal["signing", "agreement", "proposal", "pledge", "reaffirmation"]
Comparator = Literal["=", ">=", "<=", "~"]
Per = Literal["year", "month", "week", "day"]
Measure = Literal["level", "change"]
Metric = Literal[
    "bilateral_trade", "exports", "imports", "investment", "aid", "credit", "gdp", "tourists", "students",
    "workers", "flights", "capacity", "length", "emissions", "count", "other",
]  # fmt: skip
Topic = Literal[
    "political", "party", "parliament", "defence", "security", "border", "trade", "investment", "finance",
    "transport", "energy", "agriculture", "industry", "digital", "education", "health", "culture", "tourism",
    "labour", "people", "justice", "environment", "multilateral", "commemoration", "legacy", "peace", "other",
]  # fmt: skip
BlockKind = Literal["heading", "paragraph", "caption", "byline", "furniture"]
ActorType = Literal["person", "state", "gov", "party", "parliament", "ministry", "org", "office"]
InstrumentType = Literal["document", "mechanism", "project", "event"]
Confidence = Annotated[float, Field(ge=0, le=1)]
Offset = Annotated[int, Field(ge=0)]


def plain_number(value: Decimal) -> int | float:
    """Whole numbers without a point, others as the shortest float: what JSON readers expect."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(plain_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]


def content_id(prefix: str, *parts: object) -> str:
    """A stable identifier: the same parts give the same id on every machine (`c-3f9a…`)."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:16]}"


def check_length(start: int, end: int, text: str) -> None:
    """Raise `ValueError` where the span `start:end` cannot hold `text`."""
    if end - start != len(text):
        raise ValueError(f"span {start}-{end} is not as long as its text {text!r}")


class Model(BaseModel):
    """Base of every record and part: immutable, strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Extent(Model):
    """Half-open code-point offsets into the article's normalised text."""

    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"span ends at {self.end} before it starts at {self.start}")
        return self


class Span(Model):
    """A passage with its place; `text[start:end]` of the article is `text`."""

    text: str
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _covers_its_text(self) -> Self:
        check_length(self.start, self.end, self.text)
        return self


class Actor(Model):
    """Who acts: `actor_id` as CODEBOOK §3 writes it, `state` ISO 3166-1 alpha-3 or null."""

    actor_id: str
    name: str
    type: ActorType
    state: str | None
