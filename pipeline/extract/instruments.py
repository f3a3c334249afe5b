"""Named treaties, agreements, mechanisms, projects and events that a passage mentions (CODEBOOK §6).

A name is a head word ("agreement") with what makes it one thing: capitals, a number, a quotation, or a link
("agreement on seasonal work"). It runs to the left over capitals and adjectives, to the right over links and what
they carry, up to a word or mark that cannot be part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Document, Token
from pipeline.lang.load import Language
from pipeline.lang.model import InstrumentRule
from pipeline.lang.stems import StemMatch
from pipeline.records.base import InstrumentType
from pipeline.records.commitment import Instrument

WIDEST = 22  # tokens to the right of the head: no name is longer
CLOSING = {"«": "»", "“": "”", '"': '"', "(": ")"}
SMALL = ("links", "inner", "joins", "places")
JOINTS = frozenset("-–—&/+")


def find_instruments(document: Document, start: int, end: int, language: Language) -> list[Instrument]:
    """The instruments named within `text[start:end]`, the longest name at each place, in reading order."""
    tokens = document.tokens_between(start, end)
    heads = language.instruments.longest(tokens)
    if not heads:
        return []
    names = _Names(tokens, language, heads)
    return [
        Instrument(start=tokens[first].start, end=tokens[last - 1].end, type=kind,
                   name=document.text[tokens[first].start : tokens[last - 1].end])
        for first, last, kind in names.found()
    ]  # fmt: skip


@dataclass
class _Names:
    """The names around the heads of one passage; positions are indexes into `tokens`."""

    tokens: Sequence[Token]
    language: Language
    heads: Sequence[StemMatch[InstrumentRule]]

    def found(self) -> Iterator[tuple[int, int, InstrumentType]]:
        """First and last (exclusive) token of each name with its type; none lies inside another."""
        busy = 0
        for head in self.heads:
            if head.first < busy or head.payload.type is None:
                continue
            first, last = self._left(head.first, busy), self._right(head.last)
            if self._is("many", first - 1) or not self._is_name(first, last, head):
                continue
            yield first, last, self._type(head, last) or head.payload.type
            busy = last

    @cached_property
    def _parts(self) -> dict[str, dict[int, int]]:
        """By class of `instruments.yaml`: where its words begin, and where they end."""
        parts: dict[str, dict[int, int]] = {}
        for match in self.language.names.find(self.tokens):
            ends = parts.setdefault(match.payload, {})
            ends[match.first] = max(match.last, ends.get(match.first, 0))
        return parts

    def _end(self, part: str, at: int) -> int:
        return self._parts.get(part, {}).get(at, 0)

    def _is(self, part: str, at: int) -> bool:
        return self._end(part, at) > 0

    def _capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text[0].isupper()

    def _left(self, at: int, floor: int) -> int:
        """Where the name begins: over capitals, ordinals and adjectives before the head."""
        while at - 1 >= floor:
            word = self.tokens[at - 1].text
            ordinal = word[0].isdigit() and not word.isdigit()
            joint = self._is("joins", at - 1) or word in JOINTS
            joins = joint and self._noun(at - 2) and self._noun(at)
            named = (self._noun(at - 1) or self._is("before", at - 1)) and not self._small_word(at - 1)
            if not (named or joins or ordinal):
                break
            at -= 1
        return at

    def _noun(self, at: int) -> bool:
        """A capital before the head, in languages whose attributes stand there."""
        return self._capital(at) and not self.language.runs_on

    def _right(self, head: int) -> int:
        """Where the name ends: over links with what they carry, capitals, numbers, quotations, brackets."""
        at, limit, linked = head, min(len(self.tokens), head + WIDEST), False
        while at < limit:
            after = self._step(at, head, linked=linked)
            if after == at:
                break
            linked = linked or self._is("links", at)
            at = after
        while at > head and (self.tokens[at - 1].text in JOINTS or self._small(at - 1)):
            at -= 1  # no name ends with a link, a small word or a dash
        return at

    def _step(self, at: int, head: int, *, linked: bool) -> int:
        """The token after what may follow at `at`, or `at` where the name ends."""
        text, runs_on = self.tokens[at].text, self.language.runs_on
        if text in CLOSING:
            return self._closed(at) if runs_on or text == "(" else at
        if text in JOINTS or text == ":":
            span = all(0 <= i < len(self.tokens) and self.tokens[i].text.isdigit() for i in (at - 1, at + 1))
            return at + 1 if self._capital(at + 1) or self._glued(at) or span else at
        if text[0].isdigit():
            dated = self._is("stops", at + 1) or not (linked or runs_on)
            return at if text.isdigit() and len(text) < 4 and dated and at > head else at + 1
        if self._is("stops", at):
            return at
        if self._small(at):
            return self._over(at)
        plain = text[0].isalpha() and (linked or runs_on)
        return at + 1 if self._capital(at) or plain else at

    def _over(self, at: int) -> int:
        """The token after a link or small word; `at` where another thing follows: a name, a number, these and those."""
        after = max(self._end(part, at) for part in SMALL)
        if self._is("links", at) or (self._is("places", at) and self._capital(after)):
            return after
        other = any(h.first == after for h in self.heads) or self._is("many", after)
        number = after < len(self.tokens) and self.tokens[after].text[0].isdigit()
        return at if number or self._is("places", at) or (other and self._is("joins", at)) else after

    def _glued(self, at: int) -> bool:
        """Whether no blank stands on either side of the token."""
        if not 0 < at < len(self.tokens) - 1:
            return False
        before, token, after = self.tokens[at - 1 : at + 2]
        return before.end == token.start and token.end == after.start

    def _closed(self, at: int) -> int:
        """The token after a quotation or bracket; `at` where it stays open."""
        mark = CLOSING[self.tokens[at].text]
        for i in range(at + 1, min(len(self.tokens), at + WIDEST)):
            if self.tokens[i].text == mark:
                return i + 1
        return at

    def _small(self, at: int) -> bool:
        return self._small_word(at) and not self._capital(at)

    def _small_word(self, at: int) -> bool:
        return any(at in self._parts.get(part, ()) for part in SMALL)

    def _is_name(self, first: int, last: int, head: StemMatch[InstrumentRule]) -> bool:
        by = head.payload.by
        if by == "alone":
            return True
        before = [i for i in range(first, head.first) if self._telling(i)]
        if by == "capital":
            beside = head.last < last and (self._telling(head.last) or self.language.runs_on)
            return bool(before) or (beside and (self._capital(head.first) or self._telling(head.last)))
        linked = any(self._is("links", i) for i in range(head.last, last))
        return linked or bool(before) or any(self._telling(i) for i in range(head.last, last))

    def _telling(self, at: int) -> bool:
        text = self.tokens[at].text
        return self._capital(at) or text[0].isdigit() or text in CLOSING

    def _type(self, head: StemMatch[InstrumentRule], last: int) -> InstrumentType | None:
        """The type of the last head before a link: a trade agreement commission is a commission."""
        kind, at = head.payload.type, head.last
        for other in self.heads:
            if self.language.runs_on or not at <= other.first < last:
                continue
            if not any(self._is("links", i) for i in range(at, other.first)):
                kind, at = other.payload.type, other.last
        return kind
