"""One spelling for words that may be written in two ways, without a change of length, so that offsets stay true."""

from __future__ import annotations

import re

# A Vietnamese tone mark stands on either vowel of a final oa, oe, uy (`hoà`, `hòa`): the first vowel is ours. Behind q
# the u is no vowel.
_LATER = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
_FIRST = dict(zip(
    ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
    ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
    strict=True,
))  # fmt: skip
_YO = str.maketrans("ё", "е")


def one_spelling(lower: str) -> str:
    """A lower-case word or text with ё as е and tone marks at one place."""
    if lower.isascii():
        return lower
    return _LATER.sub(lambda found: _FIRST[found.group()], lower.translate(_YO))
