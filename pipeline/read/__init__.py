"""Readers: bytes -> Article, one module a format. What cannot be read becomes a `RejectRecord`, never an exception.

A new format is one module with `ENDING` and `read(stream, name, settings)`, and its name in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.errors import InputError
from pipeline.read import jsonl, text
from pipeline.records import RejectRecord

Read = Callable[[BinaryIO, str, Settings], Iterator[Article | RejectRecord]]
FORMATS: dict[str, Read] = {module.ENDING: module.read for module in (jsonl, text)}
ENDINGS = tuple(sorted(FORMATS))

__all__ = ["ENDINGS", "FORMATS", "read_path", "read_stream"]


def read_path(path: Path, root: Path, settings: Settings | None = None) -> Iterator[Article | RejectRecord]:
    """Yield the articles of one file; ids and sources are paths below `root`, with `/` on every system."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) and path != root else path.name
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, name, settings)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield _reject(InputError(name, "read", f"cannot be opened: {reason}; check that the file is readable"))


def read_stream(stream: BinaryIO, name: str, settings: Settings | None = None) -> Iterator[Article | RejectRecord]:
    """Yield the articles of an open file or of standard input; the ending of `name` tells the format."""
    try:
        ending = name[name.rfind(".") :].lower() if "." in name else ""
        if ending not in FORMATS:
            known = ", ".join(ENDINGS)
            raise InputError(name, "read", f"no reader for {ending or 'a name without ending'!r}; there are {known}")
        yield from FORMATS[ending](stream, name, settings or Settings())
    except InputError as error:
        yield _reject(error)


def _reject(error: InputError) -> RejectRecord:
    return RejectRecord(source=error.source, stage="read", error=type(error).__name__, message=error.message)
