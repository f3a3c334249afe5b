"""The lines of a text, with hard-wrapped ones joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WRAPPED = 50  # a line shorter than this was not broken for its length
WIDEST = 100  # a longer line was not broken at all
UNEVEN = 22  # how much the lines of a wrapped paragraph differ in length
NARROW = 5  # lines broken before a small letter, from which on a text is set in short lines throughout

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_HEADER = re.compile(r"\w{2,12}:?\s+(?:19|20)\d\d-\d\d(?:-\d\d)?(?=\s+\S)")
_OPEN_END = re.compile(r"[^.!?…:;\"'”’»)\]]$")
_ITEM = re.compile(r"[-–—*•▪‣●■◦·+]\s|\(?\w{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch without line break (or a joined one); `gap` says that an empty line stands before it."""

    start: int
    end: int
    gap: bool


def lines_of(text: str) -> list[Line]:
    """The visible lines of `text`; a date that heads the text (`date 2023-01 …`) is a line of its own."""
    raw: list[Line] = []
    for found in _LINE.finditer(text):
        between = text[raw[-1].end : found.start()] if raw else ""
        raw.append(Line(found.start(), found.end(), not raw or between.count("\n") > 1))
    if raw and (header := _HEADER.match(text, raw[0].start, raw[0].end)):
        rest = _LINE.search(text, header.end(), raw[0].end)
        if rest:
            raw[:1] = [Line(raw[0].start, header.end(), True), Line(rest.start(), rest.end(), False)]
    return _joined(text, raw)


def _joined(text: str, raw: Sequence[Line]) -> list[Line]:
    lines: list[Line] = []
    narrow = _is_narrow(text, raw)
    for group in [[x] for x in _narrow_joined(text, raw)] if narrow else _groups(text, raw):
        wrapped = _is_wrapped(text, group)
        for line in group:
            previous = lines[-1] if lines and line is not group[0] else None
            if previous and _continues(text, previous, line, wrapped):
                lines[-1] = Line(previous.start, line.end, previous.gap)
            else:
                lines.append(line)
    return lines


def _is_narrow(text: str, raw: Sequence[Line]) -> bool:
    """Whether a text is set in short lines, as for easy reading: most are short, many broken in mid-sentence."""
    broken = sum(_is_broken(text, raw[i - 1], raw[i]) and text[raw[i].start].islower() for i in range(1, len(raw)))
    short = sum(line.end - line.start < WRAPPED for line in raw)
    return broken >= NARROW and short >= 0.9 * len(raw)


def _is_broken(text: str, previous: Line, line: Line) -> bool:
    """Whether a line goes on with the one before, which has no stop at its end."""
    open_end = bool(_OPEN_END.search(text, previous.end - 1, previous.end)) or text[previous.end - 1] == ","
    return not line.gap and open_end and not _item(text, line)


def _narrow_joined(text: str, raw: Sequence[Line]) -> list[Line]:
    """Short lines joined where no stop and no empty line parts them."""
    lines: list[Line] = []
    for i, line in enumerate(raw):
        if i and _is_broken(text, raw[i - 1], line):
            lines[-1] = Line(lines[-1].start, line.end, lines[-1].gap)
        else:
            lines.append(line)
    return lines


def _groups(text: str, raw: Sequence[Line]) -> list[list[Line]]:
    """Lines that may be one paragraph: no empty line, no item and no short or very long line parts them."""
    groups: list[list[Line]] = []
    for line in raw:
        before = groups[-1][-1] if groups else None
        if before is None or line.gap or not WRAPPED <= before.end - before.start <= WIDEST or _item(text, line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _item(text: str, line: Line) -> bool:
    return _ITEM.match(text, line.start, line.end) is not None


def _is_wrapped(text: str, group: Sequence[Line]) -> bool:
    """Three lines or more of one width, one of them broken before a small letter."""
    sizes = [line.end - line.start for line in group[:-1]]
    if len(group) < 3 or not WRAPPED <= min(sizes) <= max(sizes) <= WIDEST or max(sizes) - min(sizes) > UNEVEN:
        return False
    return any(text[line.start].islower() for line in group[1:])


def _continues(text: str, previous: Line, line: Line, wrapped: bool) -> bool:
    if wrapped:
        return True
    last_break = text.rfind("\n", previous.start, previous.end) + 1 or previous.start
    width = previous.end - max(last_break, previous.start)
    small = text[line.start].islower()
    return small and width >= WRAPPED and bool(_OPEN_END.search(text, previous.end - 1, previous.end))
