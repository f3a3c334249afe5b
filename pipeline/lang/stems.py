"""Word patterns by stem, for vocabulary rather than grammar: which topics words speak of, which words head a name.

A pattern is a row of words. `trade*` stands for every word that begins so, `*handel` for every word that ends so,
`*industri*` for every word that holds it, `a|b*` for one of several, and `~2` for up to two words in between. Each word
is looked up once and remembered for the life of the process, so the time does not depend on the number of patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from pipeline.document import Token
from pipeline.errors import DataError
from pipeline.lang.spelling import one_spelling

Payload = TypeVar("Payload")
KEPT = 8  # answers
MOST_KNOWN = 200_000  # words: a corpus of any size takes no more memory
SHORTEST = 2  # letters of a stem: a single one begins or ends too many words


@dataclass(slots=True)
class _Node(Generic[Payload]):
    after: dict[str, _Node[Payload]] = field(default_factory=dict)
    gaps: dict[int, _Node[Payload]] = field(default_factory=dict)
    payloads: list[Payload] = field(default_factory=list)


class StemMatch(NamedTuple, Generic[Payload]):
    """Tokens `first:last` speak of `payload`; `letters` tells how much of them the pattern names."""

    first: int
    last: int
    payload: Payload
    letters: int


class StemLexicon(Generic[Payload]):
    """Many stem patterns with what each stands for."""

    def __init__(self) -> None:
        self._root: _Node[Payload] = _Node()
        self._whole: set[str] = set()
        self._begins: set[str] = set()
        self._ends: set[str] = set()
        self._holds: list[str] = []
        self._known: dict[str, tuple[str, ...]] = {}
        self._recent: list[tuple[Sequence[Token], list[StemMatch[Payload]]]] = []

    def add(self, pattern: str, payload: Payload) -> None:
        """Add one pattern; a `DataError` says what is wrong with it."""
        nodes = [self._root]
        for element in pattern.split():
            nodes = [after for node in nodes for after in self._step(node, element, pattern)]
        if nodes == [self._root]:
            raise DataError(f"pattern {pattern!r} is empty; write at least one word")
        for node in nodes:
            node.payloads.append(payload)

    def _step(self, node: _Node[Payload], element: str, pattern: str) -> list[_Node[Payload]]:
        if element.startswith("~"):
            if not element[1:].isdigit() or node is self._root:
                raise DataError(f"pattern {pattern!r}: a gap is ~ and a number, behind a word; not {element!r}")
            return [node.gaps.setdefault(int(element[1:]), _Node())]
        return [node.after.setdefault(self._key(choice, pattern), _Node()) for choice in element.split("|")]

    def _key(self, choice: str, pattern: str) -> str:
        key = one_spelling(choice.lower())
        letters = key.removeprefix("*").removesuffix("*")
        if not letters or "*" in letters or (letters != key and len(letters) < SHORTEST):
            raise DataError(f"pattern {pattern!r}: {choice!r} needs {SHORTEST} letters, and * only at its ends")
        if key == f"*{letters}*":
            if letters not in self._holds:
                self._holds.append(letters)
        else:
            kind = self._begins if key.endswith("*") else self._ends if key.startswith("*") else self._whole
            kind.add(letters)
        self._known.clear()
        self._recent.clear()
        return key

    def _keys(self, word: str) -> tuple[str, ...]:
        """The pattern elements that a word satisfies, the most telling first."""
        known = self._known.get(word)
        if known is None:
            size = len(word)
            found = [word] if word in self._whole else []
            found += [word[:n] + "*" for n in range(size, SHORTEST - 1, -1) if word[:n] in self._begins]
            found += ["*" + word[-n:] for n in range(size, SHORTEST - 1, -1) if word[-n:] in self._ends]
            found += [f"*{part}*" for part in self._holds if part in word]
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = tuple(found)
        return known

    def find(self, tokens: Sequence[Token]) -> list[StemMatch[Payload]]:
        """Every match, in reading order."""
        known = self._known
        keys = [known[word] if (word := token.lower) in known else self._keys(word) for token in tokens]
        found: list[StemMatch[Payload]] = []
        after = self._root.after
        for first, here in enumerate(keys):
            for key in here:
                if key in after:
                    node = after[key]
                    if node.after or node.gaps:
                        self._walk(node, keys, (first, first + 1), len(key), found)
                    else:  # most patterns are one word
                        found += [StemMatch(first, first + 1, payload, len(key)) for payload in node.payloads]
        return found

    def _walk(
        self, node: _Node[Payload], keys: Sequence[tuple[str, ...]], span: tuple[int, int], letters: int,
        found: list[StemMatch[Payload]],
    ) -> None:  # fmt: skip
        """Add the matches that begin with the tokens `span`, which led to `node`."""
        first, at = span
        for payload in node.payloads:
            found.append(StemMatch(first, at, payload, letters))
        if at < len(keys) and node.after:
            for key in keys[at]:
                after = node.after.get(key)
                if after is not None:
                    self._walk(after, keys, (first, at + 1), letters + len(key), found)
        for size, beyond in node.gaps.items():
            for skip in range(min(size + 1, len(keys) - at)):
                self._walk(beyond, keys, (first, at + skip), letters, found)

    def longest(self, tokens: Sequence[Token]) -> list[StemMatch[Payload]]:
        """Matches that do not overlap, at each place the one over most tokens; all payloads of an equal pattern.

        The last few answers are kept: every unit of a sentence asks for that sentence.
        """
        for asked, answer in self._recent:
            if asked is tokens:
                return answer
        answer = self._without_overlap(self.find(tokens))
        self._recent = [(tokens, answer), *self._recent[: KEPT - 1]]
        return answer

    def _without_overlap(self, found: Iterable[StemMatch[Payload]]) -> list[StemMatch[Payload]]:
        best: dict[int, list[StemMatch[Payload]]] = {}
        for match in found:
            rivals = best.setdefault(match.first, [])
            rank = (match.last, match.letters)
            rival = (rivals[0].last, rivals[0].letters) if rivals else (0, 0)
            if rank > rival:
                best[match.first] = [match]
            elif rank == rival:
                rivals.append(match)
        chosen: list[StemMatch[Payload]] = []
        busy = 0
        for first in sorted(best):
            if first >= busy:
                chosen += best[first]
                busy = best[first][0].last
        return chosen
