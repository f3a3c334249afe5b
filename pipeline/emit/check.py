"""The last look before a record is written: every span must say what the article says at that place."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from pipeline.records import ArticleRecord, CommitmentRecord, FigureRecord

Located = tuple[str, int, int, str]  # where in the record, start, end, what should stand there


def located(record: ArticleRecord | CommitmentRecord | FigureRecord) -> Iterator[Located]:
    """Every passage that a record quotes, with its place."""
    if isinstance(record, ArticleRecord):
        for actor in record.actors:
            for mention in actor.mentions:
                yield f"mention of {actor.actor_id}", mention.start, mention.end, mention.text
        return
    yield "quote", record.start, record.end, record.quote
    if isinstance(record, CommitmentRecord):
        yield "cue", record.cue.start, record.cue.end, record.cue.text
        yield "sentence", record.sentence.start, record.sentence.end, record.sentence.text
        for target in record.targets:
            yield "target", target.start, target.end, target.text
        for date in record.dates:
            yield "date", date.start, date.end, date.text
        for named in record.instruments:
            yield "instrument", named.start, named.end, named.name


def wrong_spans(record: ArticleRecord | CommitmentRecord | FigureRecord, text: str) -> list[str]:
    """One line for each passage that does not stand where the record says; nothing where all is well."""
    found = [
        f"{where}: {start}-{end} is {text[start:end]!r}, not {quote!r}"
        for where, start, end, quote in located(record)
        if text[start:end] != quote
    ]
    if isinstance(record, ArticleRecord):
        ends = [("block", b.end) for b in record.blocks] + [("sentence", s.end) for s in record.sentences]
        found += [f"{name} ends at {end}, beyond the text's end {len(text)}" for name, end in ends if end > len(text)]
    return found


def to_line(record: BaseModel) -> str:
    """A record as one line of JSON, keys in the order of the model."""
    return record.model_dump_json(by_alias=True) + "\n"
