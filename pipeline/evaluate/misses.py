"""What a run got wrong, piece by piece, and which rules and constructions it concerns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.gold import GoldArticle, GoldUnit, Span
from pipeline.records import CommitmentRecord

NO_RULE = "(no rule)"
BULLETS = frozenset("-–—•*·▪●○+")
OPEN_QUOTES, CLOSE_QUOTES = frozenset("«“"), frozenset("»”")


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: `what` in a word (missed, false, edges, kind, agents …), `detail` in a line.

    `rules` are those that made the unit, or `(no rule)` where none did; `construction` how the unit stands in its text.
    """

    article_id: str
    language: str
    what: str
    detail: str
    rules: tuple[str, ...] = ()
    construction: str = ""
    span: Span | None = None
    quote: str = ""

    def __str__(self) -> str:
        told = f": {self.quote[:100]}" if self.quote else ""
        by = f" [{', '.join(self.rules)}]" if self.rules and self.rules != (NO_RULE,) else ""
        return f"{self.article_id} {self.detail}{by}{told}"


@dataclass(slots=True)
class Row:
    """How the units of one rule (made, and right) or construction (in the gold, and found) did."""

    units: int = 0
    found: int = 0
    matched: int = 0
    kind: int = 0
    agents: int = 0

    def wrong(self) -> int:
        """How many of its units are not as they ought to be."""
        return 2 * self.units - self.found - self.matched


Table = dict[str, Row]


def tables() -> defaultdict[str, Row]:
    """An empty table of rules or constructions."""
    return defaultdict(Row)


def merged(parts: Iterable[Table]) -> Table:
    """Several tables as one, the worst rows first."""
    made = tables()
    for part in parts:
        for name, row in part.items():
            mine = made[name]
            for field in Row.__slots__:
                setattr(mine, field, getattr(mine, field) + getattr(row, field))
    return dict(sorted(made.items(), key=lambda item: (-item[1].wrong(), item[0])))


class Places:
    """How units stand in the text of one article: in which sentence, beside which cue."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.starts = [s for s, _ in sentences]
        self.ends = [e for _, e in sentences]

    def of_gold(self, article: GoldArticle) -> dict[Span, str]:
        """The construction of each gold unit."""
        cues = [self._cue(unit) for unit in article.units]
        return {
            unit.span: self.construction(unit.span, cue, any(c == cue for c in cues[:n] if c))
            for n, (unit, cue) in enumerate(zip(article.units, cues, strict=True))
        }

    def of_run(self, units: Sequence[CommitmentRecord]) -> dict[Span, str]:
        """The construction of each predicted unit."""
        seen, made = set[Span](), dict[Span, str]()
        for unit in sorted(units, key=lambda u: u.start):
            cue = (unit.cue.start, unit.cue.end)
            made[unit.start, unit.end] = self.construction((unit.start, unit.end), cue, cue in seen)
            seen.add(cue)
        return made

    def construction(self, span: Span, cue: Span | None, follows: bool) -> str:
        """In a few words how a unit hangs on its cue; `follows`: another unit of that cue stands before it."""
        line = self.text.rfind("\n", 0, span[0]) + 1
        if self.text[line : line + 1] in BULLETS and span[0] - line < 4:
            return "list item"
        if cue is None or self._sentence(cue[0]) != self._sentence(span[0]):
            return "cue in an earlier sentence"
        if self._quoted(span[0]):
            return "direct speech"
        if follows:
            return "later piece of a chain"
        if span[0] <= cue[0] and cue[1] <= span[1]:
            return "cue at its head" if cue[0] == span[0] else "cue inside"
        return "cue before it" if cue[0] < span[0] else "cue behind it"

    def _sentence(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def _cue(self, unit: GoldUnit) -> Span | None:
        """Where the cue of a gold unit stands: the nearest place before it, inside or behind it in its sentence."""
        cue, (start, end) = unit.coding.get("cue") or "", unit.span
        number = self._sentence(start)
        close = self.ends[number - 1] if number else end
        at = self.text.rfind(cue, 0, start) if cue else -1
        if at < (self.starts[number - 1] if number else 0) and cue:
            inside = self.text.find(cue, start, max(end, close))
            at = inside if inside >= 0 else at
        return (at, at + len(cue)) if at >= 0 else None

    def _quoted(self, at: int) -> bool:
        """Whether more quotation marks open than close before a place in its line."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        opened = sum(c in OPEN_QUOTES for c in before) - sum(c in CLOSE_QUOTES for c in before)
        return opened > 0 or before.count('"') % 2 == 1
