"""Names and phrases of the tag stage: thousands of rows of words, found in one pass, whatever case ending they bear.

A row is matched by stem: a word of the data is cut at the ending of the nominative, a word of the text at every
ending of the language's list (`Вьетнамом` may be a form of `вьетнам`), so no form has to be listed and foreign names
inflect as well as native ones. In a row `a|b` stands for either word, `=word` for this very form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


class _Node(Generic[Payload]):
    __slots__ = ("after", "payloads")

    def __init__(self) -> None:
        self.after: dict[str, _Node[Payload]] = {}
        self.payloads: list[Payload] = []


class _Step(Generic[Payload]):
    """Where rows stand after some words of a text: the nodes reached, and the steps that words lead on to."""

    __slots__ = ("further", "nodes", "payloads")

    def __init__(self, nodes: list[_Node[Payload]]) -> None:
        self.nodes = nodes
        self.payloads = [payload for node in nodes for payload in node.payloads]
        self.further: dict[str, _Step[Payload] | None] = {}


class Phrases(Generic[Payload]):
    """Rows of words with what each stands for.

    Rows are put into the trie when a text first has a word that begins like them: of the thousands of an article's
    language few are met. The ways that texts take through it are remembered, stems and all.
    """

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._root: _Node[Payload] = _Node()
        self._waiting: dict[str, list[tuple[str, Payload, bool]]] = {}  # rows by the letters with which they begin
        self._fronts: dict[str, list[str]] = {}
        self._starts: dict[str, _Step[Payload] | None] = {}
        self._elements: dict[tuple[str, bool], list[tuple[str, ...]]] = {}  # many rows have the same
        self._remembered = 0

    def add(self, row: str, payload: Payload, *, exact: bool = False) -> None:
        """Add one row of words; with `exact` none of its words takes an ending."""
        if self._starts:
            self._starts.clear()
        item = (row, payload, exact)
        for letters in self._front(row.partition(" ")[0]):
            rows = self._waiting.get(letters)
            if rows is None:
                self._waiting[letters] = [item]
            elif rows[-1] is not item:
                rows.append(item)

    def _front(self, element: str) -> list[str]:
        """The letters with which each choice of a row's first element begins; no ending is cut off them."""
        known = self._fronts.get(element)
        if known is None:
            words = (_words(choice)[0] for choice in element.split("|"))
            known = self._fronts[element] = [self._stemmer.plain(word)[:SHORTEST_STEM] for word in words]
        return known

    def _compile(self, letters: str) -> None:
        """Put the rows that begin with these letters into the trie."""
        for row, payload, exact in self._waiting.pop(letters, ()):
            first, *others = row.split()
            choices = zip(self._choices(first, exact), self._front(first), strict=True)
            fitting = [keys for keys, front in choices if front == letters]
            for words in product(fitting, *(self._choices(element, exact) for element in others)):
                node = self._root
                for key in (key for keys in words for key in keys):
                    further = node.after.get(key)
                    if further is None:
                        further = node.after[key] = _Node()
                    node = further
                node.payloads.append(payload)

    def _choices(self, element: str, exact: bool) -> list[tuple[str, ...]]:
        known = self._elements.get((element, exact))
        if known is not None:
            return known
        made = self._elements[element, exact] = []
        for choice in element.split("|"):
            whole, words = exact or choice.startswith(EXACT), _words(choice)
            made.append(tuple(EXACT + self._stemmer.plain(w) if whole else self._stemmer.stem(w) for w in words))
        return made

    def at(self, tokens: Sequence[Token], start: int) -> list[tuple[int, Payload]]:
        """Every (end, payload) of rows that begin at token `start`."""
        word = tokens[start].lower
        step = self._starts[word] if word in self._starts else self._start(word)
        found: list[tuple[int, Payload]] = []
        at, size = start + 1, len(tokens)
        while step is not None:
            for payload in step.payloads:
                found.append((at, payload))
            if at == size:
                break
            word = tokens[at].lower
            step = step.further[word] if word in step.further else self._further(step, word)
            at += 1
        return found

    def begins(self, word: str) -> bool:
        """Whether a row begins with this word; remembered for many words only."""
        return (self._starts[word] if word in self._starts else self._start(word)) is not None

    def _start(self, word: str) -> _Step[Payload] | None:
        """Where rows stand that a word may begin; most words begin none, so this is remembered."""
        letters = self._stemmer.plain(word)[:SHORTEST_STEM]
        if letters in self._waiting:
            self._compile(letters)
        return self._step([self._root], word, self._starts)

    def _further(self, step: _Step[Payload], word: str) -> _Step[Payload] | None:
        return self._step(step.nodes, word, step.further)

    def _step(
        self, nodes: list[_Node[Payload]], word: str, remembered: dict[str, _Step[Payload] | None]
    ) -> _Step[Payload] | None:
        keys = self._stemmer.keys(word)
        reached = [node.after[key] for node in nodes for key in keys if key in node.after]
        step = _Step(reached) if reached else None
        if self._remembered < MOST_WORDS:
            remembered[word] = step
            self._remembered += 1
        return step


def _words(choice: str) -> list[str]:
    """The words of one choice of an element."""
    return pieces(choice.removeprefix(EXACT) if len(choice) > 1 else choice)


def pieces(text: str) -> list[str]:
    """The tokens of a phrase in our data files."""
    return _TOKEN.findall(text)
