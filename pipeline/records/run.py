"""`run.json`: the run itself, the only place that tells time, machine and paths."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.records.base import Model


class RunCounts(Model):
    """What was read and written."""

    articles: int
    chars: int
    commitments: int
    targets: int
    figures: int
    threads: int
    rejects: int
    kinds: dict[str, int]
    languages: dict[str, int]


class RunRecord(Model):
    """What was run on what, with which versions, and how long each stage took (seconds over all workers)."""

    schema_: Literal["run/1"] = Field("run/1", alias="schema", serialization_alias="schema")
    inputs: tuple[str, ...]
    left_out: tuple[str, ...]
    out: str
    settings: dict[str, str | int | bool | tuple[str, ...] | None]
    workers: int
    language_data: str
    versions: dict[str, str]
    counts: RunCounts
    started: str
    seconds: float
    stage_seconds: dict[str, float]
