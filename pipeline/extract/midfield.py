"""What stands between a verb and its complement where the verb comes second: who acts, when, where and with whom.

"Lovade KENYA PÅ TISDAGEN att …", "enades VID ETT MÖTE I OSLO om …". Patterns leave room for it with `{middle}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.document import Token
from pipeline.lang.model import Syntax

LONGEST = 9  # tokens of a phrase with its preposition
PHRASES = 2  # phrases one after the other
Ends = tuple[int, tuple[tuple[int, int], ...]]  # where the middle ends, and who acts in it
Actors = Mapping[int, Sequence[int]]
Marks = Mapping[int, Mapping[str, int]]
STOPS = ("complementizers", "relatives", "subordinators", "purpose", "negations", "we")
QUOTED = frozenset('"”“')


class Words(NamedTuple):
    """The words of a sentence with all that the middle is told by."""

    tokens: Sequence[Token]
    actors: Actors
    marks: Marks
    syntax: Syntax


def middles(words: Words, first: int, at: int) -> list[Ends]:
    """Every way from `at` over actors and phrases behind the verb that stands at `first`; adverbs may lie between."""
    found: dict[Ends, None] = {}
    _go(words, at, (), (PHRASES, _is_inverted(words, first)), found)
    return [ends for ends in found if ends[0] > at]


def _go(
    words: Words, at: int, held: tuple[tuple[int, int], ...], left: tuple[int, bool], found: dict[Ends, None]
) -> None:
    phrases, actor = left
    here = words.marks.get(at, {})
    if "adverbs" in here:
        behind = here["adverbs"]
        found[behind, held] = None
        _go(words, behind, held, left, found)
    for end in words.actors.get(at, ()) if actor and not held else ():
        found[end, ((at, end),)] = None
        _go(words, end, ((at, end),), (phrases, False), found)
    for end in _phrase_ends(words, at) if phrases else ():
        found[end, held] = None
        _go(words, end, held, (phrases - 1, actor), found)


def _phrase_ends(words: Words, at: int) -> Iterator[int]:
    """Where a phrase may end that begins with a preposition here."""
    tokens, more = words.tokens, words.syntax.more
    small, openers, stops = more.get("prepositions", ()), more.get("phrase_openers", ()), more.get("middle_stops", ())
    if at >= len(tokens) or tokens[at].lower not in small:
        return
    for end in range(at + 2, min(at + LONGEST, len(tokens)) + 1):
        word = tokens[end - 1]
        here = words.marks.get(end - 1, {})
        if not (word.text[0].isalnum() or word.text in QUOTED) or any(name in here for name in STOPS):
            return
        if word.lower in stops:
            return
        if word.lower not in small and word.lower not in openers:
            yield end


def _is_inverted(words: Words, first: int) -> bool:
    """Whether something else than its subject stands before the verb at `first`."""
    if first == 0:
        return False
    held = {end for ends in words.actors.values() for end in ends}
    for at in range(first - 1, -1, -1):
        here = words.marks.get(at, {})
        if at + 1 in held or "relatives" in here or "complementizers" in here:
            return _is_governed(words, at + 1)
        if "coordinators" in here or not words.tokens[at].text[0].isalnum():
            return at < first - 1
    return True


def _is_governed(words: Words, last: int) -> bool:
    """Whether a preposition stands before the actor that ends at `last`, so that it is no subject."""
    starts = [start for start, ends in words.actors.items() if last in ends]
    small = words.syntax.more.get("prepositions", ())
    return any(start > 0 and words.tokens[start - 1].lower in small for start in starts)
