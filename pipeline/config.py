"""The settings of a run: one frozen object, checked before anything is read, written to `run.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "0.1.0"
LANGUAGES = tuple(sorted(p.parent.name for p in (Path(__file__).parent / "lang").glob("*/__init__.py")))


class Settings(BaseModel):
    """What the caller may choose; every value has a default that suits a first run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] = Field(LANGUAGES, min_length=1)
    """Languages that are read; an article in another one is rejected."""
    language: str | None = None
    """The language of every article, where it is known: nothing is guessed then."""
    max_chars: int = Field(2_000_000, gt=0)
    """The longest article, in code points."""
    actors: Path | None = None
    """A file of actors (CSV or JSON Lines) that adds to the gazetteer or overrides it."""
    keep_text: bool = True
    """Write the text into `articles.jsonl` (`--no-text` sets null)."""
    analyser: Literal["rules"] = "rules"
    """Who fills lemma, part of speech and heads."""
