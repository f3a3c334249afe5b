"""Whether two spellings are one name: in Latin letters, word by word, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from pipeline.document import Token
from pipeline.tag.tables import Tables
from pipeline.tag.trie import pieces

# Ratios from which two spellings are one name: any two, those of one state, each word, each word of a part.
ALIKE, ALIKE_KNOWN, ALIKE_WORD, ALIKE_PART = 88.0, 78.0, 65.0, 75.0
ALIKE_GIVEN = 75.0  # of given names that both stand in Latin letters
LONG_NAME = 2  # words, and more: a family name stands first
LONGEST = 5  # words of a name in brackets
ALIKE_NEAR = 50.0  # each word, where the office speaks for the person


@lru_cache(maxsize=1 << 14)
def latin_of(word: str, spelling: tuple[tuple[str, str], ...]) -> str:
    """A word in the Latin letters in which English writes it, by the transliteration of `titles.yaml`."""
    lower = word.lower()
    for old, new in spelling:
        if old.startswith("^"):
            lower = new + lower[len(old) - 1 :] if lower.startswith(old[1:]) else lower
        else:
            lower = lower.replace(old, new)
    return anyascii(lower).title()


@lru_cache(maxsize=1 << 14)
def folded(stem: str, folds: tuple[tuple[str, str], ...]) -> str:
    """A stem without what spellings of one foreign name differ in: soft signs, doubled letters."""
    if not folds:
        return stem
    for old, new in folds:
        stem = stem.replace(old, new)
    return "".join(a for i, a in enumerate(stem) if i == 0 or a != stem[i - 1])


_LATIN: dict[tuple[str, str], str] = {}
_STEMS: dict[tuple[str, str], tuple[str, ...]] = {}


def stemmed_latin(name: str, known: Tables) -> str:
    """A name in Latin letters without case endings."""
    key = (known.code, name)
    if key not in _LATIN:
        words = [known.name_stemmer.stem(w) for w in pieces(name) if w[0].isalpha()]
        _LATIN[key] = " ".join(latin_of(w, known.titles.spelling) for w in words)
    return _LATIN[key]


def name_stems(name: str, known: Tables) -> tuple[str, ...]:
    """The stems of a name's words, particles left out unless they begin a long name: "Le Thanh Long"."""
    key = (known.code, name)
    if key not in _STEMS:
        row = pieces(name)
        words = [w for w in row if len(w) > 1 and w.lower() not in known.particles]
        if words and len(row) > LONG_NAME and row[0].istitle() and words[0] != row[0]:
            words.insert(0, row[0])
        _STEMS[key] = tuple(known.name_stemmer.stem(w) for w in words)
    return _STEMS[key]


def word_by_word(one: str, other: str, enough: float = ALIKE_WORD) -> bool:
    """Whether no word of two names is strange to the other: families have many members."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and all(ratio(a, b) >= enough for a, b in pairs)


def may_be_short(one: str, other: str) -> bool:
    """Whether two given names in Latin letters may be one: spelt alike, or one short for the other (Joe, Joseph)."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    letters = iter(long)
    return ratio(short, long) >= ALIKE_GIVEN or (short[0] == long[0] and all(letter in letters for letter in short))


def likeness(one: str, other: str, given: str | None, *, near: bool = False) -> float:
    """How alike two names are, 0 to 100, and 0 where a word of one is strange to the other.

    `given` is the given name as the article has it where it stands in Latin letters there; `near` says that the office
    speaks for the person.
    """
    if given is not None and not may_be_short(given, other.split()[0]):
        return 0.0
    return ratio(one, other) if word_by_word(one, other, ALIKE_NEAR if near else ALIKE_WORD) else 0.0


def like_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether every word of the shorter name, of at least two, is spelt like one of the longer, in the same order."""
    short, long = sorted((one, other), key=len)
    places = [next((i for i, w in enumerate(long) if ratio(w, s) >= ALIKE_PART), None) for s in short]
    found = [p for p in places if p is not None]
    return len(short) > 1 and len(found) == len(short) and found == sorted(set(found))


def is_part(rows: Sequence[tuple[str, ...]], other: Sequence[str]) -> bool:
    """Whether all words of the shorter name stand in the longer in the same order; two words may change places."""
    if min(len(rows), len(other)) < 2:
        return False
    places = [next((i for i, s in enumerate(other) if s in row), None) for row in rows]
    found = [p for p in places if p is not None]
    if len(found) < min(len(rows), len(other)) or len(set(found)) < len(found):
        return False
    return found == sorted(found) or len(rows) == len(other) == 2


def spelt_in_brackets(tokens: Sequence[Token], name: tuple[int, int]) -> list[Token]:
    """The Latin spelling that stands in brackets behind a name that is written by ear: "Ki-si-da (Fumio Kishida)"."""
    first, last = name
    if last >= len(tokens) or tokens[last].text != "(":
        return []
    end = next((i for i in range(last + 1, min(last + LONGEST + 2, len(tokens))) if tokens[i].text == ")"), last)
    inner = list(tokens[last + 1 : end])
    if len(inner) < LONG_NAME or not all(t.text[0].isupper() and t.text.isascii() for t in inner):
        return []
    heard = anyascii("".join(t.text for t in tokens[first:last])).replace("-", "").lower()
    written = "".join(t.text for t in inner).replace("-", "").lower()
    alike = [t.text for t in tokens[first:last]] == [t.text for t in inner]
    return inner if not alike and ratio(heard, written) >= ALIKE_NEAR else []
