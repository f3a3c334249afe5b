"""Plain text (`.txt`): one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.errors import InputError
from pipeline.read.normal import checked_text, decode, too_long
from pipeline.records import RejectRecord

ENDING = ".txt"
# The most bytes that UTF-8 needs for one code point: a longer file need not be read to be refused.
MAX_BYTES_PER_CHAR = 4


def read(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Article | RejectRecord]:
    """Yield the one article of `stream`; its id is `name` without the ending."""
    limit = settings.max_chars * MAX_BYTES_PER_CHAR
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise too_long(name, len(raw), settings)
    if not raw:
        raise InputError(name, "read", "empty file: nothing to read")
    text = checked_text(decode(raw, name), name, settings)
    yield Article(article_id=name.removesuffix(ENDING), text=text, source_name=name)
