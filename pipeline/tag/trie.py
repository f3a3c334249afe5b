"""Names and phrases of the tag stage: thousands of rows of words, found in one pass, whatever case ending they bear.

A row is matched by stem: a word of the data is cut at the ending of the nominative, a word of the text at every
ending of the language's list (`Вьетнамом` may be a form of `вьетнам`), so no form has to be listed and foreign names
inflect as well as native ones. In a row `a|b` stands for either word, `=word` for this very form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

from anyascii import anyascii

from pipeline.document import Token
from pipeline.lang.spelling import one_spelling

Payload = TypeVar("Payload")
SHORTEST_STEM = 3
EXACT = "="
MOST_WORDS = 1 << 17  # that are remembered
# The token convention of the segment stage, for the words of our data.
_TOKEN = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?|\w+(?:-\w+)*|(?<=\w)['’:]s(?!\w)|[^\w\s]", re.UNICODE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_APOSTROPHE = str.maketrans("’ʼ`", "'''")


class Stemmer:
    """Cuts case endings off words: in the data those of the nominative, in the text every one that may be there.

    `fold` also writes words without accents (for names in Latin letters).
    """

    def __init__(self, endings: Iterable[str], base: Iterable[str] = (), *, fold: bool = False) -> None:
        self._endings = tuple(sorted({e for e in endings if e}, key=lambda e: (-len(e), e)))
        self._base = tuple(sorted({e for e in base if e}, key=lambda e: (-len(e), e)))
        self._fold = fold
        self.keys = lru_cache(maxsize=1 << 15)(self._keys)
        self.stems = lru_cache(maxsize=1 << 15)(self._stems)

    def plain(self, word: str) -> str:
        """The word in the one spelling that is compared."""
        lower = word.lower()
        if lower.isascii() and lower.isalpha():
            return lower
        lower = one_spelling(lower).translate(_APOSTROPHE)
        return anyascii(lower) if self._fold and not lower.isascii() and not _CYRILLIC.search(lower) else lower

    def stem(self, word: str) -> str:
        """A word of the data, given in the nominative, without its ending if enough of it is left."""
        plain = self.plain(word)
        for ending in self._base if plain.endswith(self._base) else ():
            if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
                return plain[: -len(ending)]
        return plain

    def _stems(self, word: str) -> tuple[str, ...]:
        """What a word of the text may be a form of."""
        plain = self.plain(word)
        cut = [plain[: -len(e)] for e in self._endings if plain.endswith(e) and len(plain) - len(e) >= SHORTEST_STEM]
        return (plain, *cut)

    def _keys(self, word: str) -> tuple[str, ...]:
        return (EXACT + self.plain(word), *self.stems(word))


@dataclass(slots=True)
class _Node(Generic[Payload]):
    after: dict[str, _Node[Payload]] = field(default_factory=dict)
    payloads: list[Payload] = field(default_factory=list)


class Phrases(Generic[Payload]):
    """Rows of words with what each stands for."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._root: _Node[Payload] = _Node()
        self._first: dict[str, list[_Node[Payload]]] = {}
        self._elements: dict[tuple[str, bool], list[tuple[str, ...]]] = {}  # many rows have the same

    def add(self, row: str, payload: Payload, *, exact: bool = False) -> None:
        """Add one row of words; with `exact` none of its words takes an ending."""
        self._first.clear()
        choices = [self._choices(element, exact) for element in row.split()]
        for words in product(*choices):
            node = self._root
            for key in (key for keys in words for key in keys):
                node = node.after.setdefault(key, _Node())
            if node is not self._root:
                node.payloads.append(payload)

    def _choices(self, element: str, exact: bool) -> list[tuple[str, ...]]:
        known = self._elements.get((element, exact))
        if known is not None:
            return known
        made = self._elements[element, exact] = []
        for choice in element.split("|"):
            whole = exact or choice.startswith(EXACT)
            words = pieces(choice.removeprefix(EXACT) if len(choice) > 1 else choice)
            made.append(tuple(EXACT + self._stemmer.plain(w) if whole else self._stemmer.stem(w) for w in words))
        return made

    def at(self, tokens: Sequence[Token], start: int) -> list[tuple[int, Payload]]:
        """Every (end, payload) of rows that begin at token `start`."""
        word = tokens[start].lower
        front = self._first.get(word)
        if front is None:
            front = self._opening(word)
        found: list[tuple[int, Payload]] = []
        at = start + 1
        while front:
            found += [(at, payload) for node in front for payload in node.payloads]
            if at == len(tokens):
                break
            keys = self._stemmer.keys(tokens[at].lower)
            front = [node.after[key] for node in front for key in keys if key in node.after]
            at += 1
        return found

    def begins(self, word: str) -> bool:
        """Whether a row begins with this word; remembered for many words only."""
        known = self._first.get(word)
        return bool(self._opening(word) if known is None else known)

    def _opening(self, word: str) -> list[_Node[Payload]]:
        """Where rows go on that a word may begin; most words begin none, so this is remembered."""
        after = self._root.after
        known = [after[key] for key in self._stemmer.keys(word) if key in after]
        if len(self._first) < MOST_WORDS:
            self._first[word] = known
        return known


def pieces(text: str) -> list[str]:
    """The tokens of a phrase in our data files."""
    return _TOKEN.findall(text)
