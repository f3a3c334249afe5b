"""Separators: the tokens that part the clauses of a sentence, and those that look like it but do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.reading import BREAKS, CLOSERS, COMMAS, ENDS, OPENERS, Reading, Separator

CLASSES: tuple[tuple[str, Separator], ...] = (
    ("coordinators", "coordinator"),
    ("complementizers", "complementizer"),
    ("relatives", "relative"),
    ("subordinators", "subordinator"),
)
SIGNS: dict[str, Separator] = {
    **dict.fromkeys(OPENERS | CLOSERS, "quote"), **dict.fromkeys(BREAKS | ENDS, "break"),
    **dict.fromkeys(COMMAS, "comma"),
}  # fmt: skip
NAMED = {"«": "»", "“": "”", '"': '"'}
NAME_WORDS = 4
ASIDE_WORDS = 10
OPENING = 3  # words of an opener that may look like one that parts clauses
DASHES = frozenset("–—")
LED: tuple[Separator, ...] = ("relative", "subordinator")  # what a quote goes on with
BRACKETS = frozenset(")]")


def _bracket_end(reading: Reading, at: int) -> int:
    """Where a short bracket that opens at `at` ends ("(ASEAN)"): it is an aside, no clause; 0 for long ones."""
    ends = (i + 1 for i in range(at + 1, min(at + 7, len(reading.tokens))) if reading.tokens[i].text == ")")
    return next(ends, 0)


def _name_end(reading: Reading, at: int) -> int:
    """Where the quotes close that only hold a short name ("the firm «Northern Light»"); 0 where they hold speech."""
    inside = range(at + 1, min(at + NAME_WORDS + 2, len(reading.tokens)))
    end = next((i for i in inside if reading.tokens[i].text == NAMED[reading.tokens[at].text]), 0)
    words = reading.tokens[at + 1 : end] if end else []
    named = bool(words) and words[0].text[0].isupper() and all(t.text[0].isalnum() for t in words)
    after = reading.tokens[end + 1].text if 0 < end < len(reading.tokens) - 1 else ""
    spoken = after in COMMAS or after in BREAKS or at == 0
    return end if named and not spoken and not any(reading.forms_at(i) for i in range(at + 1, end)) else 0


def separators(reading: Reading) -> dict[int, Separator]:
    """Token positions that separate clauses, with what kind of separator stands there; kept in the reading."""
    if reading.separators is None:
        reading.separators = _separators(reading)
    return reading.separators


def _separators(reading: Reading) -> dict[int, Separator]:
    found: dict[int, Separator] = {}
    brackets = []
    quoted: set[int] = set()
    for at, token in enumerate(reading.tokens):
        kind = SIGNS.get(token.text)
        if kind is None:
            continue
        if token.text == "(":
            brackets.append(at)
        if token.text in NAMED and (end := _name_end(reading, at)):
            quoted.update((at, end))
        stays = token.text in ENDS and at == len(reading.tokens) - 1 and token.text not in BREAKS
        if not (stays or (kind == "break" and (_is_joint(reading, at) or _abbreviates(reading, at)))):
            found[at] = kind
    opened = reading.mark(0, "openers")  # "MEANWHILE, …": what opens a sentence parts nothing
    for name, word in CLASSES:
        for at, last in reading.by_class.get(name, {}).items():
            if at < opened >= OPENING:
                continue
            for covered in range(at, last):
                found.setdefault(covered, word)
    for at in _dashed(reading, found):
        found.pop(at, None)
    for at, kind in found.items():
        if kind == "comma" and found.get(at - 1) == "complementizer":
            governed = at > 1 and reading.tokens[at - 2].lower in reading.language.syntax.more.get("prepositions", ())
            found[at] = kind if governed else "complementizer"  # "that, …": the clause goes on behind the comma
        elif kind == "quote" and found.get(at - 1) in LED and reading.tokens[at].text in OPENERS:
            found[at] = found[at - 1]  # "a treaty that “will …”"
    for mention in reading.speakers:
        for covered in range(mention.first, mention.last):
            found.pop(covered, None)
    for first, last in (*reading.asides, *reading.attributes):
        for covered in range(first, last):
            found.pop(covered, None)
    for at in quoted:
        found.pop(at, None)
    for at in brackets:
        for covered in range(at, _bracket_end(reading, at)):
            found.pop(covered, None)
    for at in (*_elliptic(reading), *_fixed(reading)):
        found.pop(at, None)
    if found.get(0) == "relative" and getattr(reading.language.hooks, "VERB_SECOND", False):
        del found[0]  # "As an answer Norland will …"
    return found


def _fixed(reading: Reading) -> Iterator[int]:
    """The "and" inside a preposition of several words, where a language has such ("from and with May": as of May)."""
    phrases = reading.language.syntax.more.get("fixed_joints", ())
    for at in reading.by_class.get("coordinators", ()) if phrases else ():
        if " ".join(t.lower for t in reading.tokens[max(at - 1, 0) : at + 2]) in phrases:
            yield at


def _dashed(reading: Reading, found: dict[int, Separator]) -> Iterator[int]:
    """The signs and words of an aside between dashes that holds no verb ("the aid – in arms, food and money – is")."""
    dashes = [at for at, t in enumerate(reading.tokens) if t.text in DASHES and found.get(at) == "break" and at]
    for first, last in pairwise(dashes):
        inside = range(first + 1, last)
        plain = all(found.get(at) in (None, "comma", "coordinator") for at in inside)
        if 1 < last - first <= ASIDE_WORDS and plain and not any(reading.forms_at(at) for at in inside):
            yield from range(first, last + 1)
            return


def _elliptic(reading: Reading) -> Iterator[int]:
    """The hyphen and the "and" of a word that lacks its second part ("health- and welfare ministries")."""
    for at, (word, hyphen) in enumerate(pairwise(reading.tokens)):
        joined = reading.mark(at + 2, "coordinators")
        if hyphen.text in {"-", "–"} and hyphen.start == word.end and joined and word.text[-1].isalpha():
            yield from range(at + 1, joined)


def _abbreviates(reading: Reading, at: int) -> bool:
    """Whether a full stop within a sentence only ends a short word before a number ("on Sept. 23")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    after = reading.tokens[at + 1].text[0] if at + 1 < len(reading.tokens) else ""
    return strict and reading.tokens[at].text == "." and (after.isdigit() or after.islower())


def _is_joint(reading: Reading, at: int) -> bool:
    """A dash between two names or years is no break ("Hanoi – Vientiane"), in some languages none between words."""
    tokens = reading.tokens
    if tokens[at].text not in {"-", "–"} or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1].text, tokens[at + 1].text
    if getattr(reading.language.hooks, "DASH_JOINS", False):
        return before[-1].isalnum() and after[0].isalnum()
    return (before[0].isupper() or before.isdigit()) and (after[0].isupper() or after.isdigit())
