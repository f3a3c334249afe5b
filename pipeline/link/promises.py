"""Promises: what the ledger keeps of each commitment, small enough to write down and read again a million times."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from pipeline.link.keys import SAME, Key, Line, goals_of, keys_of, self_likeness

TARGET = ("metric", "measure", "value", "value_max", "unit", "deadline")


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment: its key, its mark (equal marks are one promise for sure) and what its thread will tell."""

    key: Key
    mark: str
    published: str | None
    topics: tuple[str, ...]
    targets: tuple[Line, ...]
    agents: tuple[str, ...]

    @property
    def parties(self) -> str:
        """The parties as one string, by which promises are sorted."""
        return ",".join(self.key.parties)


def promises_of(records: Iterable[Line]) -> Iterator[Promise]:
    """Promises of the commitments of whole articles, in reading order."""
    for record, key in keys_of(records):
        yield Promise(
            key=key,
            mark=mark_of(key),
            published=record["published"],
            topics=tuple(record["topics"]),
            targets=tuple({name: t[name] for name in TARGET} for t in record["targets"]),
            agents=tuple(a["name"] for a in record["agents"]),
        )


def mark_of(key: Key) -> str:
    """What commitments that are surely one promise have equal: their codes; where these say little, their words too."""
    codes: list[Any] = [
        key.parties, key.kind, key.action, sorted(key.concepts), sorted(key.names), sorted(key.years),
        sorted(key.givers), sorted((goal, sorted(values)) for goal, values in key.goals.items()),
    ]  # fmt: skip
    if self_likeness(key) < SAME:
        codes += [key.language, key.quote.lower().split()]
    return blake2b(json.dumps(codes, ensure_ascii=False).encode(), digest_size=9).hexdigest()


def write_promise(promise: Promise) -> str:
    """A promise as one line: parties, mark and id to sort by, and all of it as JSON."""
    key = promise.key
    body = {
        "a": key.article_id, "l": key.language, "k": key.kind, "x": key.action, "c": sorted(key.concepts),
        "n": key.names, "y": sorted(key.years), "g": sorted(key.givers), "d": str(key.day) if key.day else None,
        "u": key.cue, "q": key.quote, "p": promise.published, "t": promise.topics, "w": promise.agents,
        "m": [[t[name] for name in TARGET] for t in promise.targets],
    }  # fmt: skip
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return f"{promise.parties}\t{promise.mark}\t{key.commitment_id}\t{text}\n"


def read_promise(parties: str, mark: str, commitment_id: str, text: str) -> Promise:
    """A promise from the fields of its line."""
    body = json.loads(text)
    targets = tuple(dict(zip(TARGET, values, strict=True)) for values in body["m"])
    key = Key(
        commitment_id=commitment_id,
        article_id=body["a"],
        language=body["l"],
        parties=tuple(parties.split(",")) if parties else (),
        kind=body["k"],
        action=body["x"],
        concepts=frozenset(body["c"]),
        names=tuple(body["n"]),
        goals=goals_of(targets),
        years=frozenset(body["y"]),
        givers=frozenset(body["g"]),
        day=date.fromisoformat(body["d"]) if body["d"] else None,
        cue=body["u"],
        quote=body["q"],
    )
    return Promise(key, mark, body["p"], tuple(body["t"]), targets, tuple(body["w"]))
