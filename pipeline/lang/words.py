"""Light tokens and phrase lists for numbers and times: one pass over the text, dictionary look-ups, no backtracking.

Words are told apart at hyphens and between digits and letters ("£29.6bn", "30-billion-dollar"), which the tokens of
the segment stage do not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Generic, TypeVar

from pipeline.errors import DataError
from pipeline.lang.spelling import one_spelling

Payload = TypeVar("Payload")
BLANKS = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?"  # 1 332 000,5
    r"|\d+(?:[.,'’]\d+)*"  # 34,300 and 12.2025
    r"|[^\W\d_]+|[^\w\s]|_|\n"
)


def fold(text: str) -> str:
    """Lower case, ё as е, without a change of length, so that offsets stay true."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return one_spelling(low)


class Scan:
    """The light tokens of a text: `low[i]` is token i folded, `text[start[i]:end[i]]` as written."""

    __slots__ = ("end", "low", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(fold(text)))
        self.start: list[int] = [m.start() for m in found]
        self.end: list[int] = [m.end() for m in found]
        self.low: list[str] = [m.group() for m in found]

    def __len__(self) -> int:
        return len(self.low)

    def glued(self, i: int) -> bool:
        """Whether token `i` touches the one before it."""
        return 0 < i < len(self.low) and self.start[i] == self.end[i - 1]

    def written(self, i: int) -> str:
        """Token `i` as the text has it."""
        return self.text[self.start[i] : self.end[i]]

    def upper(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return self.text[self.start[i]].isupper()


def split(phrase: str) -> tuple[str, ...]:
    """A phrase of the data files in light tokens."""
    low = fold(phrase)
    return (low,) if low.isalpha() else tuple(_TOKEN.findall(low))


class Phrases(Generic[Payload]):
    """Phrases with what each stands for; the longest one at a place wins.

    A word may be written `stem+class`, which stands for the stem with every ending of that class (the file's
    `endings`), and `a|b` for either. `stem*` as the last word matches every word that begins so.
    """

    def __init__(self, endings: Mapping[str, Iterable[str]] | None = None) -> None:
        self._endings = {k: tuple(v) for k, v in (endings or {}).items()}
        self.entries: dict[tuple[str, ...], Payload] = {}
        self._first: dict[str, tuple[int, ...]] = {}  # how long the phrases are that begin with a word
        self._last: dict[str, tuple[int, ...]] = {}
        self._open: dict[str, Payload] = {}
        self._sizes: tuple[int, ...] = ()

    def add(self, phrase: str, payload: Payload) -> None:
        """Add a phrase; a `DataError` names a class of endings that the file does not have."""
        if phrase.endswith("*"):
            self._open[split(phrase[:-1])[0]] = payload
            self._sizes = tuple(sorted({len(s) for s in self._open}, reverse=True))
            return
        for forms in product(*(self._forms(word) for word in phrase.split())):
            words = tuple(w for form in forms for w in split(form))
            if not words:
                raise DataError(f"phrase {phrase!r} is empty")
            self.entries.setdefault(words, payload)
            for index, key in ((self._first, words[0]), (self._last, words[-1])):
                sizes = index.get(key, ())
                if len(words) not in sizes:
                    index[key] = tuple(sorted((*sizes, len(words)), reverse=True))

    def _forms(self, word: str) -> list[str]:
        forms: list[str] = []
        for choice in word.split("|"):
            stem, plus, name = choice.partition("+")
            plus = plus if stem and name else ""
            if plus and name not in self._endings:
                raise DataError(f"{word!r}: no class of endings {name!r}; there are {sorted(self._endings)}")
            forms += [stem + e for e in self._endings[name]] if plus else [choice]
        return forms

    def firsts(self) -> frozenset[str]:
        """The words with which phrases begin."""
        return frozenset(self._first)

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with this word."""
        return word in self._first

    def one(self, word: str) -> Payload | None:
        """What the phrase of this one word stands for."""
        return self.entries.get((word,))

    def at(self, scan: Scan, i: int) -> tuple[Payload, int] | None:
        """The longest phrase that begins at token `i`, and the token behind it."""
        low = scan.low
        if i >= len(low):
            return None
        for size in self._first.get(low[i], ()):
            payload = self.entries.get(tuple(low[i : i + size]))
            if payload is not None and i + size <= len(low):
                return payload, i + size
        if self._open:
            for size in self._sizes:
                if low[i][:size] in self._open:
                    return self._open[low[i][:size]], i + 1
        return None

    def before(self, scan: Scan, i: int) -> tuple[Payload, int] | None:
        """The longest phrase that ends right before token `i`, and its first token."""
        low = scan.low
        if i < 1:
            return None
        for size in self._last.get(low[i - 1], ()):
            payload = self.entries.get(tuple(low[i - size : i])) if size <= i else None
            if payload is not None:
                return payload, i - size
        return None


def phrases(items: Mapping[str, Iterable[str]], endings: Mapping[str, Iterable[str]]) -> Phrases[str]:
    """Phrase lists under their names."""
    made: Phrases[str] = Phrases(endings)
    for name, listed in items.items():
        for phrase in listed:
            made.add(phrase, name)
    return made


def flat(listed: Iterable[str], endings: Mapping[str, Iterable[str]]) -> Phrases[str]:
    """One phrase list; each phrase stands for itself."""
    made: Phrases[str] = Phrases(endings)
    for phrase in listed:
        made.add(phrase, phrase)
    return made
