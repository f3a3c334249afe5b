"""Read a run's folder back, one record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from pipeline.emit.jsonl import FILES
from pipeline.errors import UsageError
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a run with its records, and the ids of all articles around it."""

    article: ArticleRecord
    commitments: tuple[CommitmentRecord, ...]
    figures: tuple[FigureRecord, ...]
    ids: tuple[str, ...]


def records(out: Path, kind: str, model: type[R]) -> Iterator[R]:
    """Yield the records of one file of a run; `UsageError` where there is no such file or a line is broken."""
    path = out / FILES[kind]
    if not path.exists():
        raise UsageError(
            f"{out} holds no run ({path.name} is missing); write one with: communique run INPUT --out {out}"
        )
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield model.model_validate_json(line)
            except ValueError:
                raise UsageError(f"{path}:{number} is broken; see: communique validate {out}") from None


def load_article(out: Path, wanted: str | None) -> Told:
    """One article with its records: the one whose id is `wanted` or ends so; the first with commitments if null."""
    articles = {a.article_id: a.counts.commitments for a in records(out, "articles", ArticleRecord)}
    if not articles:
        raise UsageError(f"{out} holds a run without articles; see {FILES['rejects']} there")
    article_id = _choose(articles, wanted)
    article = next(a for a in records(out, "articles", ArticleRecord) if a.article_id == article_id)
    commitments = [c for c in records(out, "commitments", CommitmentRecord) if c.article_id == article_id]
    figures = [f for f in records(out, "figures", FigureRecord) if f.article_id == article_id]
    return Told(article, tuple(commitments), tuple(figures), tuple(articles))


def _choose(articles: dict[str, int], wanted: str | None) -> str:
    if wanted is None:
        return next((i for i, n in articles.items() if n), next(iter(articles)))
    if wanted in articles:
        return wanted
    stem = wanted.removesuffix(".txt")
    near = [i for i in articles if i == stem or i.endswith("/" + stem)] or [i for i in articles if stem in i]
    if len(near) == 1:
        return near[0]
    close = near or get_close_matches(wanted, articles, n=5, cutoff=0.4) or list(articles)
    raise UsageError(f"no article {wanted!r}; there are such as: {', '.join(close[:5])}")
