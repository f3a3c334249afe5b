"""Hold a run's folder against its own promises: schemas, spans, keys, counts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.emit.check import wrong_spans
from pipeline.emit.jsonl import FILES, RUN
from pipeline.errors import UsageError
from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord, LedgerRecord, RejectRecord
from pipeline.records.run import RunRecord

R = TypeVar("R", bound=BaseModel)
Placed = tuple[int, int, R]  # line number, byte offset, record


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken promise, with the file and line (0: the file as a whole)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


@dataclass(slots=True)
class Validation:
    """What a folder holds (records by file) and what is wrong with it."""

    out: Path
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    without_text: int = 0

    def say(self, file: str, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(file, line, message))


def validate(out: Path) -> Validation:
    """Check every line against its schema, every span against its text, every key against what it points to.

    Texts are looked up one at a time, so that a folder of any size fits. `UsageError` where `out` holds no run.
    """
    if not (out / FILES["articles"]).exists():
        raise UsageError(f"{out} holds no run; write one with: communique run INPUT --out {out}")
    found = Validation(out)
    articles = _Articles(found)
    ids = {
        kind: _check_kind(found, articles, kind, model)
        for kind, model in (("commitments", CommitmentRecord), ("figures", FigureRecord))
    }
    _check_ledger(found, articles, ids)
    for _ in _records(found, "rejects", RejectRecord):
        found.counts["rejects"] += 1
    articles.check_counts()
    _check_run(found)
    return found


def _records(found: Validation, kind: str, model: type[R]) -> Iterator[Placed[R]]:
    """The sound records of a file; every line that is not one becomes a problem."""
    path = found.out / FILES[kind]
    if not path.exists():
        found.say(path.name, 0, "is missing; run again with --overwrite")
        return
    offset = 0
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                yield number, offset, _parse(raw, model)
            except ValueError as error:
                found.say(path.name, number, _first_line(error))
            offset += len(raw)


def _parse(raw: bytes, model: type[R]) -> R:
    record = model.model_validate_json(raw, strict=True)
    read, written = json.loads(raw), json.loads(record.model_dump_json(by_alias=True))
    if read != written:
        differing = sorted(k for k in written if k not in read or read[k] != written[k])
        raise ValueError(f"keys missing or not in their written form: {', '.join(differing)}")
    return record


def _first_line(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first: Any = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"
    return str(error)


class _Articles:
    """The articles of a run by id: where each stands in the file, and what it says that it holds."""

    def __init__(self, found: Validation) -> None:
        self._found = found
        self._offsets: dict[str, int] = {}
        self._claims: dict[str, tuple[int, dict[str, int]]] = {}
        self._seen: dict[str, Counter[str]] = {}
        self._held: ArticleRecord | None = None
        for line, offset, article in _records(found, "articles", ArticleRecord):
            found.counts["articles"] += 1
            if article.article_id in self._offsets:
                found.say(FILES["articles"], line, f"article_id {article.article_id!r} stands twice")
            self._offsets[article.article_id] = offset
            self._claims[article.article_id] = (line, article.counts.model_dump())
            self._check_text(line, article)
        path = found.out / FILES["articles"]
        self._file = path.open("rb")

    def _check_text(self, line: int, article: ArticleRecord) -> None:
        if article.text is None:
            self._found.without_text += 1
            return
        problems = wrong_spans(article, article.text)
        if len(article.text) != article.chars:
            problems.append(f"chars is {article.chars}, the text has {len(article.text)}")
        if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
            problems.append("text_sha256 is not that of the text")
        for problem in problems:
            self._found.say(FILES["articles"], line, problem)

    def get(self, article_id: str) -> ArticleRecord | None:
        """The article of that id, read again from the file unless it was the last one asked for."""
        if self._held is None or self._held.article_id != article_id:
            if article_id not in self._offsets:
                return None
            self._file.seek(self._offsets[article_id])
            self._held = ArticleRecord.model_validate_json(self._file.readline())
        return self._held

    def count(self, article_id: str, kind: str, number: int = 1) -> None:
        """Note that a record of that kind belongs to the article."""
        self._seen.setdefault(article_id, Counter())[kind] += number

    def check_counts(self) -> None:
        """Say where `counts` differs from the records that are there."""
        self._file.close()
        for article_id, (line, claimed) in self._claims.items():
            seen = self._seen.get(article_id, Counter())
            for kind, number in claimed.items():
                if seen[kind] != number:
                    message = f"{article_id}: counts.{kind} is {number}, there are {seen[kind]}"
                    self._found.say(FILES["articles"], line, message)


def _check_kind(
    found: Validation, articles: _Articles, kind: str, model: type[CommitmentRecord] | type[FigureRecord]
) -> set[str]:
    ids: set[str] = set()
    for line, _, record in _records(found, kind, model):
        found.counts[kind] += 1
        key = record.commitment_id if isinstance(record, CommitmentRecord) else record.figure_id
        if key in ids:
            found.say(FILES[kind], line, f"id {key} stands twice")
        ids.add(key)
        article = articles.get(record.article_id)
        if article is None:
            found.say(FILES[kind], line, f"there is no article {record.article_id!r}")
            continue
        articles.count(record.article_id, kind)
        if isinstance(record, CommitmentRecord):
            found.counts["targets"] += len(record.targets)
            articles.count(record.article_id, "targets", len(record.targets))
        for problem in _against_article(record, article):
            found.say(FILES[kind], line, problem)
    return ids


def _check_ledger(found: Validation, articles: _Articles, ids: Mapping[str, set[str]]) -> None:
    """Every commitment stands in one thread, and all that a thread points to is there."""
    left = set(ids["commitments"])
    for line, _, thread in _records(found, "ledger", LedgerRecord):
        found.counts["ledger"] += 1
        figure = {thread.latest_figure.figure_id} if thread.latest_figure else set()
        lost = (set(thread.commitment_ids) - left) | (figure - ids["figures"])
        lost |= {a for a in thread.articles if articles.get(a) is None}
        if lost:
            found.say(
                FILES["ledger"], line, f"points to what is not there, or stands in two threads: {sorted(lost)[0]}"
            )
        left -= set(thread.commitment_ids)
    if left:
        found.say(
            FILES["ledger"], 0, f"{len(left)} commitments stand in no thread; write it anew with: communique link"
        )


def _against_article(record: CommitmentRecord | FigureRecord, article: ArticleRecord) -> list[str]:
    problems = wrong_spans(record, article.text) if article.text is not None else []
    for name in ("language", "published", "published_from"):
        mine, theirs = getattr(record, name), getattr(article, name)
        if mine != theirs:
            problems.append(f"{name} is {mine!r}, the article's is {theirs!r}")
    if isinstance(record, CommitmentRecord):
        known = {actor.actor_id for actor in article.actors}
        acting = [actor.actor_id for actor in (*record.agents, *record.addressees)]
        problems += [f"actor {actor_id} is not in the article" for actor_id in acting if actor_id not in known]
    return problems


def _check_run(found: Validation) -> None:
    path = found.out / RUN
    if not path.exists():
        found.say(RUN, 0, "is missing: the run did not finish; run again with --overwrite")
        return
    try:
        run = RunRecord.model_validate_json(path.read_bytes())
    except ValueError as error:
        found.say(RUN, 0, _first_line(error))
        return
    for kind, number in run.counts.model_dump(include=set(FILES) | {"targets"}).items():
        if number != found.counts[kind]:
            found.say(RUN, 0, f"counts.{kind} is {number}, there are {found.counts[kind]}")
