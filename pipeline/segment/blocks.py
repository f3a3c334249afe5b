"""Part a text into blocks: which lines are body, and which are headings, captions, bylines or furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block
from pipeline.records.base import BlockKind
from pipeline.segment.lines import Line, lines_of
from pipeline.segment.openings import parted
from pipeline.segment.published import dates_in
from pipeline.segment.rules import Rules
from pipeline.segment.sentences import boundaries

HEADLINE = 220  # the longest headline, in characters
HEADING = 110  # the longest heading between paragraphs
CAPTION = 400
CREDIT = 100  # how far from the end of a caption its credit begins
BYLINE = 90
NAMES = 5  # words in a line of nothing but names
DATE_LINE = 110  # the longest line that is there for its date
STRAY_WORDS = 5  # words beside the date in such a line
LONG_LINE = 12  # words: so long a line should end in a stop

_FINAL = re.compile(r"[.!?…][\"'”’»«)\]]*$")
_ITEM = re.compile(r"(?:[-–—*•▪‣●■◦·+]|\(?\d{1,2}[.)]|\(?[^\W\d_]\))\s*(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
_FURNITURE = re.compile(
    r"(?:https?://|www\.)\S+$|[©Ⓒ#]|[\W\d_]+$|\S+@\S+\.\w+$"
    r"|[^.!?»«›>]{2,50}+(?:[»›>][^.!?»«›>]{2,60}+)+$"  # the way to a page: Home > News
)
_SIGNED = re.compile(r"[A-ZÀ-ÞА-ЯЁĐ][^\W\d_]+(?: [^\W\d_]+){1,4}, [^\W\d_]")  # "Kim Berg, minister of trade"
_SEPARATOR = re.compile(r"\s[|•·]\s")


@dataclass(slots=True)
class _State:
    """What the lines before tell about the next one."""

    loose: bool
    bodies: int = 0
    headline: bool = False
    listing: bool = False
    leads: bool = False  # whether items go on with its sentence ("They agreed to" above "- build a port")
    tight: bool = False  # whether list items follow one another without an empty line
    seen: set[str] = field(default_factory=set)


def find_blocks(text: str, rules: Rules) -> list[Block]:
    """The blocks of `text` in reading order; they do not overlap and hold every visible character."""
    lines = lines_of(text)
    state = _State(loose=_is_loose(text, lines))
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        words = text[line.start : line.end].strip(" |") or "|"
        if line.gap and state.tight and not _ITEM.match(words):
            state.listing = state.tight = False
        later = lines[number + 1].start if number + 1 < len(lines) else line.end
        item = _ITEM.match(text, later)
        state.leads = item is not None and text[item.end()].islower() and not _ITEM.match(words)
        kind = _kind(words, lines[number + 1 :], state, rules)
        _learn(state, kind, words, gap=line.gap)
        first = state.bodies == 1 and kind == "paragraph"
        blocks += parted(text, Block(kind, line.start, line.end), rules, first=first)
    return blocks


def _is_loose(text: str, lines: Sequence[Line]) -> bool:
    """Whether the text is written without final stops, so that a missing one says nothing."""
    long = [text[x.start : x.end] for x in lines if len(_WORD.findall(text, x.start, x.end)) >= LONG_LINE]
    return len(long) > 3 and sum(bool(_FINAL.search(words)) for words in long) * 2 < len(long)


def _learn(state: _State, kind: BlockKind, words: str, *, gap: bool) -> None:
    state.seen.add(words)
    state.headline = state.headline or kind == "heading"
    if kind == "paragraph":
        state.bodies += 1
        state.tight = state.listing and not gap
        item = _ITEM.match(words) is not None or words[-1] in ";,"
        state.listing = words.endswith(":") or state.leads or (state.listing and (item or not _FINAL.search(words)))
    elif kind == "heading":
        state.listing = False


def _kind(words: str, rest: Sequence[Line], state: _State, rules: Rules) -> BlockKind:
    if _is_furniture(words, state, rules):
        return "furniture"
    if _is_caption(words, rules):
        return "caption"
    if _ITEM.match(words) and len(_WORD.findall(words)) > 2:
        return "paragraph"
    if len(words) <= BYLINE and rules.bylines.match(words):
        return "byline"
    if words in state.seen and len(words) <= CAPTION:
        return "caption"  # what is said twice in the same words stands under a picture
    if _FINAL.search(words) or words[-1] in ":;,":
        return _closed(words, rest, state)
    return _open(words, rest, state, rules)


def _is_caption(words: str, rules: Rules) -> bool:
    if rules.captions.match(words):
        return True
    if len(words) > CAPTION:
        return False
    return bool(
        rules.credits.search(words, max(0, len(words) - CREDIT)) or ("(" in words and rules.sides.search(words))
    )


def _is_furniture(words: str, state: _State, rules: Rules) -> bool:
    if _FURNITURE.match(words) or rules.furniture.match(words):
        return True
    separators = len(_SEPARATOR.findall(words))
    if separators and len(words) <= DATE_LINE * 2:
        dated = bool(dates_in(words, 0, len(words), rules))
        return dated or (not _FINAL.search(words) and (separators > 1 or state.headline))
    return len(words) <= DATE_LINE and is_date_line(words, rules)


def is_date_line(words: str, rules: Rules) -> bool:
    """Whether the words are there for their date: hardly any others stand beside it."""
    found = dates_in(words, 0, len(words), rules)[:1]
    if not found:
        return False
    stray = len(_WORD.findall(words[: found[0].start])) + len(_WORD.findall(words[found[0].end :]))
    most = STRAY_WORDS if found[0].full else 1
    ends_with_it = not words[found[0].end :].strip(" .")
    return stray <= most and (stray <= 2 or ends_with_it or not words.endswith("."))


def _closed(words: str, rest: Sequence[Line], state: _State) -> BlockKind:
    """A line that ends in a stop: a paragraph, but for a headline that asks or exclaims."""
    first = not state.bodies and not state.headline and bool(rest)
    return "heading" if first and words[-1] in "?!…" and len(words) <= HEADING else "paragraph"


def _open(words: str, rest: Sequence[Line], state: _State, rules: Rules) -> BlockKind:
    """A line without a final stop: the headline, a heading, a list item, a name, or a sentence that lost its stop."""
    if state.leads and len(_WORD.findall(words)) > NAMES:
        return "paragraph"
    if not state.bodies and not state.headline:
        return "heading" if rest and len(words) <= HEADLINE else "paragraph"
    if state.listing:
        return "paragraph"
    if _only_names(words):
        return "byline"
    if len(words) > HEADING or len(list(boundaries(words, 0, len(words), rules))) > 1:
        return "paragraph"
    if not rest:
        short: BlockKind = "heading" if _SIGNED.match(words) else "furniture"
        return "paragraph" if len(_WORD.findall(words)) > NAMES else short
    return "paragraph" if state.loose else "heading"


def _only_names(words: str) -> bool:
    found = _WORD.findall(words)
    return 0 < len(found) <= NAMES and all(word[0].isupper() for word in found) and len(words) <= BYLINE
