"""What all records share: frozen, no unknown keys, spans that prove themselves, numbers that stay exact."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

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


def plain_number(value: Decimal) -> int | float:
    """Whole numbers without a point, others as the shortest float: what JSON readers expect."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(plain_number, return_type=float, when_used="json")]


def content_id(prefix: str, *parts: object) -> str:
    """A stable identifier: the same parts give the same id on every machine (`c-3f9a…`)."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:16]}"


class Model(BaseModel):
    """Base of every record and part: immutable, strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Model):
    """Half-open code-point offsets into the article's normalised text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"span ends at {self.end} before it starts at {self.start}")
        return self


class Span(Extent):
    """An extent with the passage that it covers; `text[start:end]` of the article is `text`."""

    text: str

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} is not as long as its text {self.text!r}")
        return self


class Actor(Model):
    """Who acts: `actor_id` as CODEBOOK §3 writes it, `state` ISO 3166-1 alpha-3 or null."""

    actor_id: str
    name: str
    type: ActorType
    state: str | None
