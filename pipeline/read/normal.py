"""Normalise the text of an article, and say why a text cannot be used."""

from __future__ import annotations

import re
import unicodedata

from pipeline.config import Settings
from pipeline.errors import InputError

# Control characters other than tab and line feed; each becomes one space, so that offsets hold.
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
BOM = "\ufeff"


def normalise(text: str) -> str:
    """NFC, `\\n` line ends, no byte order mark, control characters as spaces; otherwise untouched."""
    plain = _LINE_END.sub("\n", text.removeprefix(BOM))
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", plain))


def checked_text(text: str, source: str, settings: Settings) -> str:
    """The normalised text; an `InputError` says why it cannot be an article (empty, binary, too long)."""
    if "\0" in text:
        at = text.index("\0")
        raise InputError(source, "read", f"binary data: NUL at character {at}; give plain UTF-8 text")
    normal = normalise(text)
    if not normal.strip():
        raise InputError(source, "read", "no text: the article is empty")
    if len(normal) > settings.max_chars:
        raise too_long(source, len(normal), settings)
    return normal


def too_long(source: str, chars: int, settings: Settings) -> InputError:
    """The error for an article over the size limit."""
    limit = f"over the limit of {settings.max_chars}; split the article or raise max_chars"
    return InputError(source, "read", f"too long: {chars} characters, {limit}")


def decode(raw: bytes, source: str) -> str:
    """Bytes as UTF-8; an `InputError` names the first byte that is not."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} (0x{raw[error.start]:02x})"
        raise InputError(source, "read", f"not UTF-8 at {byte}; convert the file to UTF-8") from None
