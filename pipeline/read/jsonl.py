"""JSON Lines (`.jsonl`): one article a line; `text` is required, the other keys are in `OPTIONAL`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.errors import InputError
from pipeline.read.normal import BOM, checked_text, decode, normalise
from pipeline.records import RejectRecord

ENDING = ".jsonl"
OPTIONAL = ("title", "published", "url", "language", "publisher")
# JSON may write a code point as an escaped surrogate pair, and an article has other keys beside its text.
MAX_BYTES_PER_CHAR = 12
ROOM_FOR_KEYS = 100_000


def read(stream: BinaryIO, name: str, settings: Settings) -> Iterator[Article | RejectRecord]:
    """Yield an article or a reject a line; blank lines are passed over. `id` defaults to `<name>-<line number>`."""
    limit = settings.max_chars * MAX_BYTES_PER_CHAR + ROOM_FOR_KEYS
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        source = f"{name}:{number}"
        try:
            if len(raw) > limit:
                _skip_rest_of_line(stream, raw)
                raise InputError(source, "read", f"line over {limit} bytes; split it or raise max_chars")
            if raw.strip():
                yield _article(decode(raw, source), f"{name.removesuffix(ENDING)}-{number}", source, settings)
        except InputError as error:
            yield RejectRecord(source=source, stage="read", error="InputError", message=error.message)
    if number == 0:
        raise InputError(name, "read", "empty file: nothing to read")


def _skip_rest_of_line(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(1 << 20)


def _article(line: str, default_id: str, source: str, settings: Settings) -> Article:
    try:
        row: Any = json.loads(line.removeprefix(BOM))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(source, "read", f"broken JSON: {error}; write one object a line") from None
    if not isinstance(row, dict):
        raise InputError(source, "read", f"a line must be an object, not {type(row).__name__}")
    text = row.get("text")
    if not isinstance(text, str):
        have = ", ".join(sorted(row)) or "none"
        raise InputError(source, "read", f"no `text` (a string); the line's keys: {have}")
    _refuse_surrogates(text, source)
    return Article(
        article_id=_word(row, "id", source) or default_id,
        text=checked_text(text, source, settings),
        source_name=source,
        **{key: _word(row, key, source) for key in OPTIONAL},
    )


def _refuse_surrogates(text: str, source: str) -> None:
    """JSON can escape half a character, which no UTF-8 file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(source, "read", f"half a character (lone surrogate) at character {error.start}") from None


def _word(row: dict[str, Any], key: str, source: str) -> str | None:
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(source, "read", f"`{key}` must be a string, not {type(value).__name__}")
    _refuse_surrogates(value, source)
    return " ".join(normalise(value).split()) or None
