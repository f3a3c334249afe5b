"""The gist of an action in codes that hold in every language: what is done, with what, and which names it bears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from pipeline.document import Document, Token
from pipeline.lang.load import Language

OTHER = "other"
JOINTS = frozenset("-–—/")
# Letters that the usual transliterations write in two ways.
SPELLINGS = (("kh", "h"), ("ch", "tsh"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"))
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Gist:
    """`action` a code of `actions.yaml`, `concepts` codes of `concepts.yaml`, `names` proper names in plain letters."""

    action: str
    concepts: tuple[str, ...]
    names: tuple[str, ...]


def find_gist(document: Document, start: int, end: int, language: Language) -> Gist:
    """The gist of the unit `text[start:end]`."""
    tokens = document.tokens_between(start, end)
    actions = language.actions.longest(tokens)
    concepts = {m.payload for m in language.concepts.find(tokens)}
    return Gist(
        action=actions[0].payload if actions else OTHER,
        concepts=tuple(sorted(concepts)),
        names=tuple(sorted(set(_names(document, tokens)))),
    )


def _names(document: Document, tokens: list[Token]) -> Iterator[str]:
    """Runs of capitalised words that name no actor, time or unit, each as plain letters."""
    if not tokens:
        return
    first, last = tokens[0].start, tokens[-1].end
    taken = [
        (told.start, told.end)
        for kind in (document.mentions, document.times, document.quantities)
        for told in kind
        if first <= told.start < last
    ]
    run = ""
    for token in tokens[1:]:
        if token.text[0].isupper() and not any(a <= token.start < b for a, b in taken):
            run += plain_letters(token.text)
        elif not (run and token.text in JOINTS):
            if len(run) >= SHORTEST:
                yield run
            run = ""
    if len(run) >= SHORTEST:
        yield run


@lru_cache(maxsize=1 << 14)
def plain_letters(name: str) -> str:
    """A name in lower-case Latin letters, spelt alike whatever script it was written in (`Вунганг`, `Vung Ang`)."""
    letters = "".join(c for c in anyascii(name).lower() if c.isalpha())
    for written, common in SPELLINGS:
        letters = letters.replace(written, common)
    return letters
