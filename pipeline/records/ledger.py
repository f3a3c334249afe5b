"""`ledger.jsonl`: one thread a line, a thing promised, however often and in however many languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.records.base import Measure, Metric, Model, Number, Topic


class Step(Model):
    """One goal of the ladder and when it was first and last said; with another deadline it is another step."""

    metric: Metric
    measure: Measure
    value: Number
    value_max: Number | None
    unit: str
    deadline: str | None
    first_published: str | None
    last_published: str | None
    commitment_ids: tuple[str, ...]


class LatestFigure(Model):
    """How far reality has come: the latest figure for a whole year, and its share of the next step."""

    value: Number
    unit: str
    period: str | None
    share_of_next_step: float
    figure_id: str


class LedgerRecord(Model):
    """One line of `ledger.jsonl`; `near_duplicates` groups articles that copy one another."""

    schema_: Literal["ledger/1"] = Field("ledger/1", alias="schema", serialization_alias="schema")
    ledger_id: str
    label: str
    parties: tuple[str, ...]
    topics: tuple[Topic, ...]
    steps: tuple[Step, ...]
    latest_figure: LatestFigure | None
    kinds: dict[str, int]
    first_published: str | None
    last_published: str | None
    articles: tuple[str, ...]
    languages: tuple[str, ...]
    commitment_ids: tuple[str, ...]
    near_duplicates: tuple[tuple[str, ...], ...]
