"""Tokens, the same for every language: one expression, one pass.

Words keep inner hyphens (`2021-2030`), numbers inner points, commas and colons (`5,6`), dotted letters are one token
(`U.S.`), a possessive or genitive ending after apostrophe or colon is one of its own (`'s`, `:s`), and every other
visible character stands alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.document import Document, Token
from pipeline.lang.spelling import one_spelling

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Combining accents and the soft hyphen stay in the word (`lower` drops the soft hyphen), an underscore does not. All
# repetitions are possessive: nothing is tried twice.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u00ad])"
_WORD = r"(?:[^\W_]++[\u0300-\u036f\u00ad]*+)++"
_PIECE = rf"(?:\d++(?:[.,:]\d++)++(?:{_WORD})?+|{_WORD})"
TOKEN = re.compile(
    rf"""
      [^\W\d_](?:\.[^\W\d_])++(?!{_LETTER})\.?      # U.S., e.g.
    | {_PIECE}(?:[-\u2010\u2011]{_PIECE})*+          # words, numbers, words with hyphens
    | (?<=\w)['’:]s(?!{_LETTER})                     # 's ’s :s
    | [^\w\s\u200b-\u200f\u2060\ufeff]               # any other visible character
    """,
    re.VERBOSE,
)
_GLUED = 5  # letters that two words without a blank have at least
_SOFT = str.maketrans({"\u00ad": None, "\u2010": "-", "\u2011": "-"})


@lru_cache(maxsize=1 << 16)
def _lower(word: str) -> str:
    return one_spelling(word.lower().translate(_SOFT))


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    found = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), word := m.group(), _lower(word)) for m in found]


def unglue(tokens: list[Token], glued: re.Pattern[str] | None) -> list[Token]:
    """The tokens with words that lost the blank between them taken apart ("agreedto"); offsets stay true."""
    if glued is None:
        return tokens
    found: list[Token] = []
    for token in tokens:
        match = glued.fullmatch(token.text) if token.end - token.start >= _GLUED else None
        pieces = [piece for piece in match.groups() if piece] if match else []
        if len(pieces) < 2:
            found.append(token)
            continue
        at = token.start
        for piece in pieces:
            found.append(Token(at, at + len(piece), piece, _lower(piece)))
            at += len(piece)
    return found


def words(text: str) -> tuple[str, ...]:
    """The `lower` of every token: what patterns and name lists are made of."""
    return tuple(token.lower for token in tokenise(text))


def to_spacy(document: Document) -> Doc:
    """A spaCy `Doc` with our tokens and sentence starts; `token.idx` counts from the document's first token.

    No pipeline is built: the Vietnamese one would ask for a tokeniser of its own. Offsets into the article stay in
    `doc.user_data["offsets"]`: spaCy cannot hold line breaks between tokens.
    """
    from spacy.tokens import Doc
    from spacy.util import get_lang_class
    from spacy.vocab import create_vocab

    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    starts: list[bool | int | None] = [i == 0 for sentence in document.sentences for i in range(len(sentence.tokens))]
    blanks = [a.end < b.start for a, b in pairwise(tokens)] + [False] * bool(tokens)
    doc = Doc(
        create_vocab(document.language, get_lang_class(document.language).Defaults),
        words=[token.text for token in tokens],
        spaces=blanks,
        sent_starts=starts,
    )
    doc.user_data["offsets"] = [(token.start, token.end) for token in tokens]
    return doc
