"""The settings of a run: one object instead of the twentieth argument."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "0.1.0"


class Settings(BaseModel):
    """What a caller may choose; a wrong value stops the run before it starts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str | None = None  # taken for every article instead of guessing (ISO 639-1)
    max_bytes: int = Field(4_000_000, gt=0)  # a larger file is rejected unread
    max_chars: int = Field(1_000_000, gt=0)  # an article with more is rejected
    keep_text: bool = True  # false: `text` is null in articles.jsonl
    analyser: Literal["rules"] = "rules"
