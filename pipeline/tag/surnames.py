"""Lone surnames of persons whom the article or the gazetteer knows, with the given names or initials before them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Sentence, Token
from pipeline.tag.context import Context
from pipeline.tag.draft import Draft


def with_surnames(row: Sequence[Draft], sentence: Sentence, context: Context) -> list[Draft]:
    """Add the lone surnames of persons whom the article knows."""
    taken = {i for d in row for i in range(d.first, d.last)}
    added = []
    for at, token in enumerate(sentence.tokens):
        if at in taken or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        initials = _initials(sentence.tokens, at)
        known = context.registry.solo(token, sentence.tokens[initials].text if initials < at else "")
        if known is not None:
            start = _given_names(sentence.tokens, at, taken, context)
            own = at
            while (
                own > 0 and own - 1 not in taken and context.registry.is_name_of(known, sentence.tokens[own - 1].text)
            ):
                own -= 1
            start = min(start, own)
            added.append(Draft(start, at + 1, "name", (), known=known))
    return sorted([*row, *added], key=lambda d: d.first)


def _given_names(tokens: Sequence[Token], at: int, taken: set[int], context: Context) -> int:
    """Where the given names before a surname start; the first word of a sentence is none for sure."""
    start = _initials(tokens, at)
    if start < at and not any(i in taken for i in range(start, at)):
        return start
    start = at
    while start > 1 and start - 1 not in taken and tokens[start - 1].text[:1].isupper():
        start -= 1
    return start if start > 0 and tokens[start - 1].text not in ".!?" else at


def _initials(tokens: Sequence[Token], at: int) -> int:
    """Where the initials before a surname start ("V. V. Sato"); `at` where none stand there."""
    start = at
    joined = tokens[start - 1].text if start else ""
    if joined.endswith(".") and 1 < len(joined) <= 4 and joined.replace(".", "").isupper():
        return start - 1  # "V.V. Sato": one token
    while start > 1 and tokens[start - 1].text == "." and len(tokens[start - 2].text) == 1:
        if not tokens[start - 2].text.isupper() or tokens[start - 2].end != tokens[start - 1].start:
            break
        start -= 2
    return start
