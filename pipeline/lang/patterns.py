"""The pattern notation of the language data, and the matcher that finds thousands of patterns in one pass.

A pattern is a row of elements separated by blanks:

    word          the word in this form, whatever its case
    @lemma        any form of the lemma; `@lemma.fin` only the forms with that feature (see each language's hooks)
    a|b|@c.inf    one of these
    *word         any longer word that ends so (compounds)
    {name}        one of a word list of `syntax.yaml` (`{adverb}`); `{verbs.ing}` its lemmas in forms with that feature
    {actor}       an actor that the tag stage found, whole
    (…)           what is inside may be missing; it may hold several elements
    ~3            up to three words of any kind, never across `;` or the end of the sentence
    >             the match ends here; what follows must stand behind it but is no part of it

Patterns are compiled into one graph of word forms, in which all forms of an element lead to one node, so the time of a
search hardly depends on their number, and nothing backtracks further than a gap is long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pipeline.document import Token
from pipeline.errors import DataError
from pipeline.lang.spelling import one_spelling

Payload = TypeVar("Payload")
Inflect = Callable[[str, str], frozenset[str]]
Known = dict[str, list[tuple[str, ...]]]  # the forms of elements, each a row of words
ACTOR = "{actor}"
AHEAD = ">"
GAP_STOPS = frozenset(";.!?…:")


@dataclass(slots=True)
class _Node(Generic[Payload]):
    words: dict[str, list[_Node[Payload]]] = field(default_factory=dict)
    ends: dict[str, list[_Node[Payload]]] = field(default_factory=dict)  # by the ending of a longer word
    shared: dict[str, _Node[Payload]] = field(default_factory=dict)  # by element: all its forms lead to one node
    gaps: dict[int, _Node[Payload]] = field(default_factory=dict)
    actor: _Node[Payload] | None = None
    ahead: _Node[Payload] | None = None
    payloads: list[Payload] = field(default_factory=list)
    plain: bool = True  # whether nothing but words (of one form each) may follow


@dataclass(frozen=True, slots=True)
class Match(Generic[Payload]):
    """Tokens `first:last` match; `actors` are the token spans that stood for `{actor}`, `words` counts named words."""

    first: int
    last: int
    payload: Payload
    words: int
    actors: tuple[tuple[int, int], ...] = ()
    reach: int = 0


class Lexicon(Generic[Payload]):
    """Many patterns with what each stands for; `find` gives all matches, `longest` the best of overlapping ones."""

    def __init__(
        self, inflect: Inflect, lists: Mapping[str, Sequence[str]] | None = None, known: Known | None = None
    ) -> None:
        """`known` keeps the forms of each element; lexicons of one language may share it."""
        self._root: _Node[Payload] = _Node()
        self._inflect = inflect
        self._lists = lists or {}
        self._known: Known = {} if known is None else known

    def add(self, pattern: str, payload: Payload) -> None:
        """Add one pattern; a `DataError` says what is wrong with it."""
        for elements in _alternatives(pattern):
            self._insert(self._root, elements, payload, pattern)

    def _insert(self, node: _Node[Payload], elements: Sequence[str], payload: Payload, pattern: str) -> None:
        nodes = [node]
        for element in elements:
            nodes = [after for before in nodes for after in self._step(before, element, pattern)]
        if nodes == [node]:
            raise DataError(f"pattern {pattern!r} is empty; write at least one word")
        for last in nodes:
            last.payloads.append(payload)

    def _step(self, node: _Node[Payload], element: str, pattern: str) -> list[_Node[Payload]]:
        if element == ACTOR:
            node.actor, node.plain = node.actor or _Node(), False
            return [node.actor]
        if element == AHEAD:
            node.ahead, node.plain = node.ahead or _Node(), False
            return [node.ahead]
        if element.startswith("~"):
            node.plain = False
            if not element[1:].isdigit():
                raise DataError(f"pattern {pattern!r}: a gap is written ~ and a number, not {element!r}")
            return [node.gaps.setdefault(int(element[1:]), _Node())]
        choices = element.split("|")
        if ACTOR in choices:
            others = "|".join(c for c in choices if c != ACTOR)
            return [*self._step(node, ACTOR, pattern), *self._step(node, others, pattern)]
        if element not in node.shared:
            after: _Node[Payload] = _Node()
            rows = self._known.get(element)
            if rows is None:
                spelt = (one_spelling(form) for form in sorted(self._forms(element, pattern)))
                rows = self._known[element] = [tuple(form.split(" ")) for form in dict.fromkeys(spelt)]
            for row in rows:
                self._lead(node, row, after)
            node.shared[element] = after
        return [node.shared[element]]

    def _lead(self, node: _Node[Payload], words: Sequence[str], after: _Node[Payload]) -> None:
        """Let a row of words lead from `node` to `after`."""
        if words[0].startswith("*"):
            node.plain = False
            node.ends.setdefault(words[0][1:], []).append(after)
            return
        for word in words[:-1]:
            key = " " + word  # no element holds a blank
            if key not in node.shared:
                node.shared[key] = _Node()
                node.words.setdefault(word, []).append(node.shared[key])
            node = node.shared[key]
        node.words.setdefault(words[-1], []).append(after)

    def _forms(self, element: str, pattern: str) -> set[str]:
        forms: set[str] = set()
        for choice in element.split("|"):
            if choice.startswith("{"):
                name, _, feature = choice.strip("{}").partition(".")
                if name not in self._lists:
                    raise DataError(f"pattern {pattern!r}: no word list {name!r}; there are {sorted(self._lists)}")
                for word in self._lists[name]:
                    word = word.replace(" ", "_")
                    forms |= self._inflect(word, feature) if feature else self._forms(word, pattern)
            elif choice.startswith("@"):
                lemma, _, feature = choice[1:].partition(".")
                found = self._inflect(lemma, feature)
                if not found:
                    raise DataError(f"pattern {pattern!r}: {lemma!r} has no form {feature!r}")
                forms |= found
            else:
                forms.add(choice.replace("_", " ").lower())
        return forms

    def find(self, tokens: Sequence[Token], actors: Mapping[int, Sequence[int]] | None = None) -> list[Match[Payload]]:
        """Every match in reading order; `actors` maps the token where a mention starts to where it may end."""
        search: _Search[Payload] = _Search([t.lower for t in tokens], actors or {})
        for start in self._starts(search):
            search.from_token(start, self._root)
        return search.found

    def longest(
        self, tokens: Sequence[Token], actors: Mapping[int, Sequence[int]] | None = None
    ) -> list[Match[Payload]]:
        """Matches that do not overlap: at each place the one with most named words and actors, then the tightest."""
        search: _Search[Payload] = _Search([t.lower for t in tokens], actors or {})
        chosen: list[Match[Payload]] = []
        busy = 0
        for start in self._starts(search):
            if start < busy:
                continue
            search.found = []
            search.from_token(start, self._root)
            if search.found:
                best = max(search.found, key=_weight)  # the first one of equal weight
                chosen.append(best)
                busy = best.last
        return chosen

    def _starts(self, search: _Search[Payload]) -> list[int]:
        """The tokens at which a match may begin."""
        words, ends = self._root.words, tuple(self._root.ends)
        actors = search.actors if self._root.actor is not None else ()
        return [
            at for at, word in enumerate(search.words)
            if word in words or (ends and word.endswith(ends)) or (actors and at in actors)
        ]  # fmt: skip


class _Search(Generic[Payload]):
    """One search through the words of a sentence: all ways from one token through the graph."""

    __slots__ = ("actors", "found", "start", "words")

    def __init__(self, words: list[str], actors: Mapping[int, Sequence[int]]) -> None:
        self.words, self.actors = words, actors
        self.found: list[Match[Payload]] = []
        self.start = 0

    def from_token(self, start: int, root: _Node[Payload]) -> None:
        """Add all matches that begin at token `start`."""
        self.start = start
        self._walk(root, start, 0, (), None)

    def _walk(
        self, node: _Node[Payload], at: int, named: int, held: tuple[tuple[int, int], ...], cut: int | None
    ) -> None:
        for payload in node.payloads:
            self.found.append(Match(self.start, at if cut is None else cut, payload, named, held, at))
        if node.ahead is not None:
            self._walk(node.ahead, at, named + 1, held, at)
        if at >= len(self.words):
            return
        word, size = self.words[at], len(self.words)
        for after in node.words.get(word, ()):
            goes_on = not after.plain or (at + 1 < size and self.words[at + 1] in after.words)
            if goes_on or after.payloads:
                self._walk(after, at + 1, named + (cut is None), held, cut)
        if node.ends:
            for ending, nodes in node.ends.items():
                if word.endswith(ending) and len(word) > len(ending):
                    for after in nodes:
                        self._walk(after, at + 1, named + (cut is None), held, cut)
        if node.actor is not None:
            for end in self.actors.get(at, ()):
                grown = held if cut is not None else (*held, (at, end))
                self._walk(node.actor, end, named, grown, cut)
        if node.gaps:
            for size, beyond in node.gaps.items():
                for skip in range(size + 1):
                    if at + skip > len(self.words) or (skip and self.words[at + skip - 1] in GAP_STOPS):
                        break
                    self._walk(beyond, at + skip, named, held, cut)


def _weight(match: Match[Any]) -> tuple[int, int, int, int, int]:
    """More named words (all that stand ahead are one), more actors, fewer words in gaps, longer actors, short reach."""
    named = sum(last - first for first, last in match.actors)
    return match.words, len(match.actors), match.words + named - (match.last - match.first), named, -match.reach


def _alternatives(pattern: str) -> list[list[str]]:
    """Write out the optional parts of a pattern: `a (b c) d` is `a b c d` and `a d`."""
    rows: list[list[str]] = [[]]
    depth, held = 0, ""
    for piece in pattern.replace("(", " ( ").replace(")", " ) ").split():
        if piece == "(":
            depth += 1
            if depth > 1:
                raise DataError(f"pattern {pattern!r}: brackets do not nest")
            held = ""
        elif piece == ")":
            depth -= 1
            if depth < 0:
                raise DataError(f"pattern {pattern!r}: a bracket closes that was not opened")
            rows += [row + held.split() for row in rows]
        elif depth:
            held += " " + piece
        else:
            rows = [[*row, piece] for row in rows]
    if depth:
        raise DataError(f"pattern {pattern!r}: a bracket stays open")
    return rows
