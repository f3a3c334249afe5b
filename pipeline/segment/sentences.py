"""Where a paragraph's sentences end.

A candidate is a run of `.!?…` with the closing quotes behind it. What stands on both sides decides: abbreviations,
initials, item numbers and lower-case letters behind it go on; glued sentences ("Monday.In") are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment.rules import Rules

CLOSING = "\"'”’»«)]"  # « closes where quotes point inward
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:«(?=\s))?")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[./:-][^\W_]+)*$")
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"(?<=\s)[•▪‣●■◦]\s")
ENDLESS = 2000  # characters; the longest sentence of the gold articles has half of that
_WINDOW = 24  # how far back an abbreviation is looked for
_SHORT = 14  # where an abbreviation might end a sentence: one with fewer characters is not over yet
_LONG = 60  # … and one with more is over, if a capital follows


def boundaries(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield the half-open extents of the sentences in `text[start:end]`, without blanks around them."""
    at = start
    for cut in (*_cuts(text, start, end, rules), end):
        while cut - at > ENDLESS:
            part = _blank_before(text, at, at + ENDLESS)
            yield from _trimmed(text, at, part)
            at = part
        yield from _trimmed(text, at, cut)
        at = cut


def _blank_before(text: str, start: int, end: int) -> int:
    """Where to part what never ends: behind the last semicolon, comma or blank, so that work stays linear."""
    marks = (text.rfind(mark, start, end) for mark in (";", ",", " "))
    return next((at + 1 for at in marks if at > start), end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cuts(text: str, start: int, end: int, rules: Rules) -> list[int]:
    cuts = [m.start() for m in _BULLET.finditer(text, start, end)]
    cuts += [m.end() for m in rules.brackets.finditer(text, start, end) if _capital_behind(text, m.end(), end)]
    opened = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, stop, opened, end, rules):
            cuts.append(stop.end())
            opened = stop.end()
    return sorted(cuts)


def _capital_behind(text: str, at: int, end: int) -> bool:
    """Whether blanks and a capital stand at `at`."""
    rest = text[at : min(end, at + 4)]
    return rest[:1].isspace() and rest.lstrip()[:1].isupper()


def _ends(text: str, stop: re.Match[str], opened: int, end: int, rules: Rules) -> bool:
    after = stop.end()
    first = after
    while first < end and text[first].isspace():
        first += 1
    if first == end:
        return False
    if first == after:
        return _glued(text, stop, end)
    letter = _first_letter(text, first, end)
    if letter.islower() or text[first] in ",;:":
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    return not _goes_on(text, stop, opened, first, rules)


def _first_letter(text: str, at: int, end: int) -> str:
    """The first letter or digit behind quotes, brackets and dashes."""
    for position in range(at, min(end, at + 6)):
        if text[position].isalnum():
            return text[position]
    return ""


def _glued(text: str, stop: re.Match[str], end: int) -> bool:
    """No blank behind the stop: a boundary only between a word in small letters and a capitalised one."""
    first = stop.end()
    if text[first] in "«“„»" and first + 1 < end:
        first += 1
    if first + 1 >= end or not text[first].isupper():
        return False
    before = text[stop.start() - 1] if stop.start() else " "
    closed = stop.end() - stop.start() > 1 and stop.group()[-1] in CLOSING
    word_start = text.rfind(" ", 0, stop.start()) + 1
    if text.startswith(("www", "http"), word_start):
        return False
    two_small = text[max(0, stop.start() - 2) : stop.start()].islower() and before.isalpha()
    next_word = text[first + 1].islower() or text[first + 1].isspace()
    return next_word and (two_small or closed or before in '»”")0123456789%' or _follows_acronym(text, stop, first))


def _follows_acronym(text: str, stop: re.Match[str], first: int) -> bool:
    """Whether the stop ends an acronym, and no name but a sentence begins behind it ("of the OECD.Both sides …")."""
    start = stop.start()
    while start and text[start - 1].isupper():
        start -= 1
    words = text[first : first + 24].split(" ")
    return stop.start() - start >= 3 and len(words) > 1 and words[1][:1].islower()


def _goes_on(text: str, stop: re.Match[str], opened: int, first: int, rules: Rules) -> bool:
    """Whether the point belongs to an abbreviation, an initial or an item number."""
    if len(stop.group()) > 1 and stop.group()[-1] in CLOSING:
        return False
    found = _WORD_BEFORE.search(text, max(opened, stop.start() - _WINDOW), stop.start())
    if found is None:
        return False
    word = found.group()
    if word.isdigit():
        return len(word) < 4 and not text[opened : found.start()].strip(' \n\t("«“-–—•*')
    last = word[-1]
    single = len(word) == 1 or word[-2] == "."
    if single and last.isupper() and last.isalpha():
        return text[first + 1 : first + 2] == "." or _next_word(text, first) not in rules.starters
    low = word.lower()
    if low in rules.number_abbreviations and text[first].isdigit():
        return True
    if low in rules.soft_abbreviations:
        if _next_word(text, first) in rules.soft_abbreviations and "." not in word:
            return True  # "Co. Ltd"
        if _next_word(text, first) in rules.continued:
            return True  # "200 mln dol. USA"
        length = stop.end() - opened
        surely_over = length > _LONG and "." not in word
        return length < _SHORT or not (surely_over or _next_word(text, first) in rules.starters)
    return low in rules.abbreviations


def _next_word(text: str, at: int) -> str:
    found = _WORD.search(text, at, at + _WINDOW)
    return found.group().lower() if found else ""
