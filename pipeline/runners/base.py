"""The unit of work and what comes back of it; any runner, on one machine or many, keeps to this."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, TypeVar

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.emit.check import to_line
from pipeline.flow import Extraction, Stopwatch, extract_article
from pipeline.records import RejectRecord

SHARD_ITEMS = 32
SHARD_CHARS = 200_000
N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Shard:
    """A few articles in input order; what could not be read travels along, so that the order holds."""

    number: int
    items: tuple[Article | RejectRecord, ...]


@dataclass(slots=True)
class Tally:
    """What adds up over shards: records by name, commitments by kind, articles by language, seconds by stage."""

    counts: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        add(self.counts, other.counts)
        add(self.kinds, other.kinds)
        add(self.languages, other.languages)
        add(self.seconds, other.seconds)


@dataclass(slots=True)
class Receipt:
    """What became of a shard: finished lines by record kind, what was rejected, and the tally."""

    number: int
    lines: dict[str, list[str]] = field(default_factory=dict)
    rejects: list[RejectRecord] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


class Runner(Protocol):
    """Works shards off and yields their receipts in the order of the shards, holding only a few at a time."""

    def run(self, shards: Iterable[Shard], settings: Settings) -> Iterator[Receipt]:
        """Yield one receipt a shard."""


def shards(items: Iterable[Article | RejectRecord]) -> Iterator[Shard]:
    """Cut a stream of inputs into shards of bounded size; the cut never shows in the output."""
    held: list[Article | RejectRecord] = []
    number = chars = 0
    for item in items:
        held.append(item)
        chars += len(item.text) if isinstance(item, Article) else 0
        if len(held) >= SHARD_ITEMS or chars >= SHARD_CHARS:
            yield Shard(number, tuple(held))
            number, held, chars = number + 1, [], 0
    if held:
        yield Shard(number, tuple(held))


def work(shard: Shard, settings: Settings) -> Receipt:
    """Extract every article of a shard and write its records as lines."""
    receipt, watch = Receipt(shard.number), Stopwatch()
    for item in shard.items:
        done = extract_article(item, settings, watch=watch) if isinstance(item, Article) else item
        if isinstance(done, RejectRecord):
            _note_rejects(receipt, [done])
        else:
            with watch.at("emit"):
                _note(receipt, done)
            _settle(done.article.language)
    receipt.tally.seconds = watch.seconds
    return receipt


@cache
def _settle(_language: str) -> None:
    """Spare the garbage collector the data of a language, just loaded, which live as long as the process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _note(receipt: Receipt, done: Extraction) -> None:
    lines, tally = receipt.lines.setdefault, receipt.tally
    lines("articles", []).append(to_line(done.article))
    lines("commitments", []).extend(map(to_line, done.commitments))
    lines("figures", []).extend(map(to_line, done.figures))
    _note_rejects(receipt, done.rejects)
    add(tally.counts, {"articles": 1, "chars": done.article.chars})
    add(tally.counts, done.article.counts.model_dump())
    add(tally.languages, {done.article.language: 1})
    for commitment in done.commitments:
        add(tally.kinds, {commitment.kind: 1})


def _note_rejects(receipt: Receipt, rejects: Iterable[RejectRecord]) -> None:
    for reject in rejects:
        receipt.lines.setdefault("rejects", []).append(to_line(reject))
        receipt.rejects.append(reject)
        add(receipt.tally.counts, {"rejects": 1})


def add(total: dict[str, N], part: Mapping[str, N]) -> None:
    """Add the numbers of `part` to `total`, key by key."""
    for key, number in part.items():
        total[key] = total[key] + number if key in total else number
