"""`articles.jsonl`: one article as it was read, with its blocks, sentences and actors."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.records.base import Actor, BlockKind, Extent, Model, Offset, Span


class Source(Model):
    """Where the article came from, as far as the input says."""

    name: str
    url: str | None = None
    publisher: str | None = None


class Block(Model):
    """A stretch of the text with one function; only paragraphs hold commitments."""

    kind: BlockKind
    start: Offset
    end: Offset


class ActorMention(Span):
    """A passage that names an actor; `members` holds all whom a group ("the two sides") stands for."""

    members: tuple[str, ...]


class ActorInArticle(Actor):
    """An actor with all its mentions; a group's mention stands under each of its members."""

    wikidata: str | None
    mentions: tuple[ActorMention, ...]


class Counts(Model):
    """How many records of each kind the article gave."""

    commitments: int
    targets: int
    figures: int


class Extractor(Model):
    """Which version of code and language data made the records."""

    version: str
    language_data: str
    analyser: str


class ArticleRecord(Model):
    """One line of `articles.jsonl`."""

    schema_: Literal["article/1"] = Field("article/1", alias="schema", serialization_alias="schema")
    article_id: str
    language: str
    title: str | None
    published: str | None
    published_from: str | None
    published_by: Literal["metadata", "text", "url"] | None
    source: Source
    text: str | None
    text_sha256: str
    chars: int
    blocks: tuple[Block, ...]
    sentences: tuple[Extent, ...]
    actors: tuple[ActorInArticle, ...]
    counts: Counts
    extractor: Extractor

    @model_validator(mode="after")
    def _mentions_say_what_the_text_says(self) -> Self:
        for actor in self.actors if self.text is not None else ():
            for m in actor.mentions:
                if self.text is not None and self.text[m.start : m.end] != m.text:
                    raise ValueError(f"{actor.actor_id}: mention {m.text!r} is not at {m.start}-{m.end}")
        return self
