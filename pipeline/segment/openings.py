"""What stands glued before the body in one line with it: a dateline, or a headline with its time stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Block
from pipeline.segment.published import clock_behind, dates_in
from pipeline.segment.rules import Rules

HEAD_STAMP = 320  # how far into a line its headline and time stamp may reach
DATELINE = 70
ACRONYM = 5  # a longer word in capitals is a place rather than an organisation

_DASH = re.compile(r"\s?(?:[—–]|--?)\s+(?=\S)|(?<=\))\s*(?:[—–]|--?)\s*(?=\S)")
_PLACE = re.compile(r"[^\W\d_][\w.'’]*(?:[-/ ][^\W\d_][\w.'’]*){0,3}")
_WORD = re.compile(r"[^\W\d_]+")
_SLASHES = re.compile(r"/[^/\n]{2,30}/\.?\s+(?=\S)")
_AGENCY = re.compile(r"\s?\([^()\n]{2,40}\)$")


def parted(text: str, block: Block, rules: Rules, *, first: bool) -> Iterator[Block]:
    """Yield `block`, with what is no body cut off its head; `first` tells that no body stands before it."""
    if block.kind == "paragraph":
        stamp = _stamp(text, block, rules) if first else None
        if stamp:
            yield Block("heading", block.start, _trim(text, block.start, stamp[0]))
            yield Block("furniture", stamp[0], _trim(text, stamp[0], stamp[1]))
            yield Block("paragraph", stamp[1], block.end)
            return
        cut = _dateline(text, block, rules, first=first) or block.start
        agency = rules.agencies.match(text, cut, block.end)
        cut = agency.end() if agency else cut
        if cut > block.start:
            yield Block("furniture", block.start, _trim(text, block.start, cut))
            block = Block("paragraph", cut, block.end)
    yield block


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _stamp(text: str, block: Block, rules: Rules) -> tuple[int, int] | None:
    """Where a date with a time of day stands between a headline and a capital letter."""
    limit = min(block.end, block.start + HEAD_STAMP)
    for found in dates_in(text, block.start, limit, rules):
        end = clock_behind(text, found.end)
        timed = any(c.isdigit() for c in text[found.end : end])
        if found.full and timed and end < block.end and text[end].isupper() and found.start > block.start:
            return found.start, end
    return None


def _dateline(text: str, block: Block, rules: Rules, *, first: bool) -> int | None:
    """Where the body begins behind "PLACE, date (AGENCY) -" or "/AGENCY/."; null where the line has no such head."""
    limit = min(block.end, block.start + DATELINE)
    slashes = _SLASHES.search(text, block.start, limit)
    if slashes and any(c.isdigit() for c in text[block.start : slashes.start()]):
        return slashes.end()
    dash = _DASH.search(text, block.start, limit)
    if not dash:
        return None
    head = text[block.start : dash.start()]
    agency = _AGENCY.search(head)
    place = (head[: agency.start()] if agency else head).rstrip()
    if not place:
        return dash.end() if agency else None
    name = _PLACE.match(place)
    if not name or not place[0].isupper():
        return None
    city = name.group().rstrip(".")
    tail = place[len(city) :].strip(" ,.")
    if agency and all(word[0].isupper() for word in _WORD.findall(place)):
        return dash.end()
    apart = place[len(city) : len(city) + 1] in {",", "."}
    if tail and apart and len(tail) <= DATELINE // 2 and (tail[0].isdigit() or tail[-1].isdigit()):
        return dash.end()
    named = all(word[0].isupper() for word in _WORD.findall(tail)) and (apart or not tail)
    alone = first and city.isupper() and len(city) > ACRONYM and text.count(city) == 1
    return dash.end() if alone and named else None
