"""One spelling for words that may be written in two ways, without a change of length, so that offsets stay true."""

from __future__ import annotations

import re
import unicodedata

GENITIVES = frozenset({"'s", "’s", ":s"})  # clitics that are tokens of their own
# A Vietnamese tone mark stands on either vowel of a final oa, oe, uy: we put it on the first. Behind q no u is a vowel.
_LATER = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")


def one_spelling(lower: str) -> str:
    """A lower-case word or text with ё as е and the tone marks of Vietnamese at one place."""
    if lower.isascii():
        return lower
    return _LATER.sub(_mark_first, lower.replace("ё", "е").replace("ð", "đ"))  # eth is often typed for the barred d


def _mark_first(found: re.Match[str]) -> str:
    pair = found.group()
    parts = unicodedata.normalize("NFD", pair[1])
    return unicodedata.normalize("NFC", pair[0] + parts[1]) + parts[0]
