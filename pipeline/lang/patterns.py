"""The pattern notation of the language data, and the matcher that finds thousands of patterns in one pass.

A pattern is a row of elements separated by blanks:

    word          the word in this form, whatever its case
    @lemma        any form of the lemma; `@lemma.fin` only the forms with that feature (see each language's hooks)
    a|b|@c.inf    one of these
    *word         any longer word that ends so (compounds)
    {name}        one of a word list of `syntax.yaml` (`{adverb}`); `{verbs.ing}` its lemmas in forms with that feature
    {actor}       an actor that the tag stage found, whole
    {middle}      what may stand between a verb and its complement: who acts, phrases (`pipeline.extract.midfield`)
    (…)           what is inside may be missing; it may hold several elements
    ~3            up to three words of any kind, never across `;` or the end of the sentence
    >             the match ends here; what follows must stand behind it but is no part of it

Patterns are compiled into one graph of word forms, in which all forms of an element lead to one node, so the time of a
search hardly depends on their number, and nothing backtracks further than a gap is long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline.document import Token
from pipeline.errors import DataError
from pipeline.lang.spelling import one_spelling

Payload = TypeVar("Payload")
Inflect = Callable[[str, str], frozenset[str]]
Known = dict[str, list[tuple[str, ...]]]  # the forms of elements, each a row of words
Held = tuple[tuple[int, int], ...]
Middles = Callable[[int, int], Sequence[tuple[int, Held]]]  # from a verb and a token to ends, each with who acts
ACTOR = "{actor}"
MIDDLE = "{middle}"
AHEAD = ">"
APOSTROPHE = re.compile(r"['’]s\Z|['’]|[^'’]+")  # as tokens have it: `let` `'s`, `we` `'` `ll`
GAP_STOPS = frozenset(";.!?…:")
QUOTES = frozenset('«“„"')  # what stands ahead may be quoted: "vowed to “build …”"


@dataclass(slots=True)
class _Node(Generic[Payload]):
    words: dict[str, list[_Node[Payload]]] = field(default_factory=dict)
    ends: dict[str, list[_Node[Payload]]] = field(default_factory=dict)  # by the ending of a longer word
    shared: dict[str, _Node[Payload]] = field(default_factory=dict)  # by element: all its forms lead to one node
    gaps: dict[int, _Node[Payload]] = field(default_factory=dict)
    actor: _Node[Payload] | None = None
    middle: _Node[Payload] | None = None
    ahead: _Node[Payload] | None = None
    payloads: list[Payload] = field(default_factory=list)


class Match(NamedTuple, Generic[Payload]):
    """Tokens `first:last` match; `actors` are the token spans that stood for `{actor}`, `words` counts named words."""

    first: int
    last: int
    payload: Payload
    words: int
    actors: tuple[tuple[int, int], ...] = ()
    reach: int = 0


class _State(Generic[Payload]):
    """Nodes of the graph that the same words lead to, as one: a search stands in one state at a time."""

    __slots__ = ("actor", "ahead", "endings", "ends", "gaps", "known", "middle", "payloads", "plain", "words")

    def __init__(self, nodes: Sequence[_Node[Payload]]) -> None:
        self.payloads = [payload for node in nodes for payload in node.payloads]
        self.words: dict[str, list[_Node[Payload]]] = nodes[0].words if len(nodes) == 1 else {}
        if len(nodes) > 1:
            for node in nodes:
                for word, after in node.words.items():
                    self.words[word] = [*self.words.get(word, ()), *after]
        self.known: dict[str, _State[Payload]] = {}
        self.ends = [(ending, _State(after)) for node in nodes for ending, after in node.ends.items()]
        self.endings = tuple(ending for ending, _ in self.ends)  # asked first: most words have none of them
        self.gaps = [(size, _State([beyond])) for node in nodes for size, beyond in node.gaps.items()]
        actors = [node.actor for node in nodes if node.actor is not None]
        middles = [node.middle for node in nodes if node.middle is not None]
        ahead = [node.ahead for node in nodes if node.ahead is not None]
        self.actor = _State(actors) if actors else None
        self.middle = _State(middles) if middles else None
        self.ahead = _State(ahead) if ahead else None
        self.plain = not (self.ends or self.gaps or actors or middles or ahead)  # whether nothing but words may follow

    def after(self, word: str) -> _State[Payload] | None:
        """The state to which a word leads; made when a text first asks for it."""
        if word not in self.words:
            return None
        state = self.known[word] = _State(self.words[word])
        return state


class Lexicon(Generic[Payload]):
    """Many patterns with what each stands for; `find` gives all matches, `longest` the best of overlapping ones."""

    def __init__(
        self, inflect: Inflect, lists: Mapping[str, Sequence[str]] | None = None, known: Known | None = None
    ) -> None:
        """`known` keeps the forms of each element; lexicons of one language may share it."""
        self._root: _Node[Payload] = _Node()
        self._start: _State[Payload] | None = None  # made at the first search
        self._inflect = inflect
        self._lists = lists or {}
        self._known: Known = {} if known is None else known

    def add(self, pattern: str, payload: Payload) -> None:
        """Add one pattern; a `DataError` says what is wrong with it."""
        self._start = None
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
            node.actor = node.actor or _Node()
            return [node.actor]
        if element == MIDDLE:
            node.middle = node.middle or _Node()
            return [node.middle]
        if element == AHEAD:
            node.ahead = node.ahead or _Node()
            return [node.ahead]
        choices = element.split("|")
        open_ = next((c for c in choices if c in (ACTOR, MIDDLE)), None)
        if open_ is not None:
            others = "|".join(c for c in choices if c != open_)
            return [*self._step(node, open_, pattern), *self._step(node, others, pattern)]
        if element.startswith("~"):
            if not element[1:].isdigit():
                raise DataError(f"pattern {pattern!r}: a gap is written ~ and a number, not {element!r}")
            return [node.gaps.setdefault(int(element[1:]), _Node())]
        if element not in node.shared:
            after: _Node[Payload] = _Node()
            rows = self._known.get(element)
            if rows is None:
                spelt = (one_spelling(form) for form in sorted(self._forms(element, pattern)))
                rows = self._known[element] = [_row(form) for form in dict.fromkeys(spelt)]
            for row in rows:
                self._lead(node, row, after)
            node.shared[element] = after
        return [node.shared[element]]

    def _lead(self, node: _Node[Payload], words: Sequence[str], after: _Node[Payload]) -> None:
        """Let a row of words lead from `node` to `after`."""
        if words[0].startswith("*"):
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
        search: _Search[Payload] = _Search(tokens, actors or {})
        start = self._state()
        for at in search.starts(start):
            search.first = at
            search.walk(start, at, 0, (), None)
        return search.found

    def longest(
        self,
        tokens: Sequence[Token],
        actors: Mapping[int, Sequence[int]] | None = None,
        barred: Container[int] = (),
        middles: Middles | None = None,
    ) -> list[Match[Payload]]:
        """Matches that do not overlap: at each place the one with most named words and actors, then the tightest.

        None begins at a token that is `barred`; `middles` tells what `{middle}` may stand for.
        """
        search: _Search[Payload] = _Search(tokens, actors or {}, middles)
        start = self._state()
        chosen: list[Match[Payload]] = []
        busy = 0
        for at in search.starts(start):
            if at < busy or at in barred:
                continue
            search.first, search.found = at, []
            search.walk(start, at, 0, (), None)
            if search.found:
                best = max(search.found, key=_weight)  # the first one of equal weight
                chosen.append(best)
                busy = best.last
        return chosen

    def _state(self) -> _State[Payload]:
        if self._start is None:
            self._start = _State([self._root])
        return self._start


class _Search(Generic[Payload]):
    """One search through the words of a sentence: all ways from token `first` through the graph."""

    __slots__ = ("actors", "first", "found", "middles", "size", "words")

    def __init__(
        self, tokens: Sequence[Token], actors: Mapping[int, Sequence[int]], middles: Middles | None = None
    ) -> None:
        self.words, self.actors, self.size = [t.lower for t in tokens], actors, len(tokens)
        self.middles = middles
        self.words.append("")  # no pattern holds an empty word
        self.found: list[Match[Payload]] = []
        self.first = 0

    def starts(self, start: _State[Payload]) -> list[int]:
        """The tokens at which a match may begin: where only words can follow, the next one must be among them."""
        ends, words, known, after = start.endings, start.words, start.known, start.after
        actors = self.actors if start.actor is not None else ()
        here = self.words
        return [
            at for at, word in enumerate(here)
            if (word in words and (
                (then := known.get(word) or after(word)) is not None
                and (then.payloads or not then.plain or here[at + 1] in then.words)
            ))
            or (ends and word.endswith(ends)) or (actors and at in actors)
        ]  # fmt: skip

    def walk(self, state: _State[Payload], at: int, named: int, held: Held, cut: int | None) -> None:
        """Add all matches that go on with token `at` from a state; what stands behind `cut` is no part of them."""
        for payload in state.payloads:
            self.found.append(Match(self.first, at if cut is None else cut, payload, named, held, at))
        if state.ahead is not None:
            self.walk(state.ahead, at, named + 1, held, at)
            if self.words[at] in QUOTES:
                self.walk(state.ahead, at + 1, named + 1, held, at)
        word, more = self.words[at], named + (cut is None)
        after = state.known.get(word) or state.after(word)
        if after is not None and (after.payloads or not after.plain or self.words[at + 1] in after.words):
            self.walk(after, at + 1, more, held, cut)
        if state.plain:
            return
        for ending, beyond in state.ends if state.endings and word.endswith(state.endings) else ():
            if word.endswith(ending) and len(word) > len(ending):
                self.walk(beyond, at + 1, more, held, cut)
        if state.actor is not None:
            for end in self.actors.get(at, ()):
                self.walk(state.actor, end, named, held if cut is not None else (*held, (at, end)), cut)
        if state.middle is not None and self.middles is not None:
            for end, who in self.middles(self.first, at):
                self.walk(state.middle, end, named, held if cut is not None else (*held, *who), cut)
        for size, beyond in state.gaps:
            for skip in range(min(size, self.size - at) + 1):
                word = self.words[at + skip]
                if skip and self.words[at + skip - 1] in GAP_STOPS:
                    break
                if not beyond.plain or word in beyond.words:
                    self.walk(beyond, at + skip, named, held, cut)


def _row(form: str) -> tuple[str, ...]:
    """A form as the row of tokens that a text has for it."""
    if "'" not in form and "’" not in form:
        return tuple(form.split(" "))
    return tuple(piece for word in form.split(" ") for piece in APOSTROPHE.findall(word))


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
