"""`rejects.jsonl`: input that could not be used, with the stage and the reason."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.records.base import Model


class RejectRecord(Model):
    """One line of `rejects.jsonl`: `error` is the kind of failure, `message` says what to do."""

    schema_: Literal["reject/1"] = Field("reject/1", alias="schema", serialization_alias="schema")
    source: str
    stage: Literal["read", "segment", "tag", "extract", "emit"]
    error: str
    message: str
