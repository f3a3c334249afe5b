"""Gold articles: a `.txt` with a `.gold.json` beside it, coded by hand after docs/codebook.md."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """One commitment as a person coded it; `coding` holds the fields of the file."""

    span: Span
    coding: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article as a person coded it; `distractors` look like commitments and are none."""

    article_id: str
    language: str
    text: str
    units: tuple[GoldUnit, ...]
    figures: tuple[dict[str, Any], ...]
    distractors: tuple[Span, ...]
    actors: dict[str, tuple[str, ...]]


def load_gold(folder: Path) -> dict[str, GoldArticle]:
    """Every gold article below `folder` by its id; `UsageError` where there is none or one is broken."""
    found = {gold.article_id: gold for gold in map(_read, sorted(folder.rglob("*.gold.json")))}
    if not found:
        raise UsageError(f"{folder} holds no *.gold.json; give a folder of gold articles")
    return found


def _read(path: Path) -> GoldArticle:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        text = _normal((path.parent / raw["text_file"]).read_text(encoding="utf-8"))
        return GoldArticle(
            article_id=raw["id"],
            language=raw["language"],
            text=text,
            units=tuple(GoldUnit(span, c) for c in raw["commitments"] for span in _spots(text, c)),
            figures=tuple(raw["figures"]),
            distractors=tuple(span for d in raw["distractors"] for span in _spots(text, d)),
            actors={a["id"]: tuple(map(_normal, a["surface"])) for a in raw["actors"]},
        )
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{path} is no gold file: {type(error).__name__} {error}") from error


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _spots(text: str, item: dict[str, Any]) -> Iterator[Span]:
    """Where the item's quote stands; `occurrence` tells repeats apart."""
    quote, at = _normal(item["quote"]), -1
    for _ in range(item.get("occurrence", 0) + 1):
        at = text.find(quote, at + 1)
        if at < 0:
            return
    yield at, at + len(quote)
