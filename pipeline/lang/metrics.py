"""What a figure measures, by the words near it: the shape of `metrics.yaml` and the look-up of one word or phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from pipeline.lang.load import HOME, read_data
from pipeline.lang.words import Phrases, Scan, flat
from pipeline.records.base import Metric, Model

MOST_KNOWN = 50_000  # words


class MetricData(Model):
    """`metrics.yaml`. A single word may end in `*` (begins so) or stand between stars (contains)."""

    endings: dict[str, tuple[str, ...]] = Field({})
    metrics: dict[Metric, tuple[str, ...]]
    buys: tuple[str, ...]  # verbs that make goods imports
    unreal: tuple[str, ...]  # goals, plans, forecasts, conditions: no figure of what has been reached
    rates: tuple[str, ...]  # a percentage beside them is a condition, not a goal: duty, interest
    yearly: tuple[str, ...]  # annual (trade): per year
    given: tuple[str, ...]  # before a count of what exists: the (two navies), between (two agencies)
    now: tuple[str, ...]  # currently: near a figure inside a commitment
    acts_now: tuple[str, ...] = ()  # those of them that say as well when somebody acts: (is) now (giving)
    few: tuple[str, ...] = ()  # before a small count of those with whom, where or by what something is done: through
    counted: tuple[str, ...]  # a bare number is said of what was counted before: there were (1,120)
    counted_after: tuple[str, ...]  # the same, behind the number: (1,120) of them
    against: tuple[str, ...]  # right before what is held against a goal: compared with (1,120)
    people: dict[str, tuple[str, ...]]  # students: [studen*]: what "persons" are
    joins: tuple[str, ...]  # behind a sum, what comes after them is another's: and
    volumes: tuple[str, ...] = ()  # of trade, exports or imports, whichever was spoken of: kim ngạch
    same: tuple[str, ...] = ()  # before a sum told once more in another currency: equivalent to
    apiece: tuple[str, ...]  # behind a sum that is a price: per tonne
    contents: tuple[str, ...] = ()  # behind a sum, what it consists of follows: worth of
    gives: tuple[str, ...]  # verbs with which a sum of no other kind is a gift to a state: provide, allocate
    receives: tuple[str, ...]  # the same, with the state as subject: receive


class WordSet:
    """Words, phrases, beginnings (`stem*`) and parts (`*stem*`) with a value each."""

    def __init__(self, table: Iterable[tuple[str, str]], endings: dict[str, tuple[str, ...]]) -> None:
        self.phrases: Phrases[str] = Phrases(endings)
        starts: list[tuple[str, str]] = []
        for entry, value in table:
            if entry.endswith("*"):
                starts.append((entry, value))
            else:
                self.phrases.add(entry, value)
        self._values = [v for _, v in starts]
        parts = [("" if e.startswith("*") else "^") + re.escape(e.strip("*")) for e, _ in starts]
        self._open = [re.compile(p) for p in parts]
        self._known: dict[str, str] = {}
        self._idle: set[str] = set()  # words at which nothing begins

    def at(self, scan: Scan, i: int) -> tuple[str, int] | None:
        """The value of what begins at token `i`, and the token behind it."""
        word = scan.low[i]
        if word in self._idle:
            return None
        found = self.phrases.at(scan, i)
        if found:
            return found
        if len(word) < 3:
            return None
        value = self._known.get(word)
        if value is None:
            value = self._open_value(word)
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
                self._idle.clear()
            self._known[word] = value
            if not value and not self.phrases.begins(word):
                self._idle.add(word)
        return (value, i + 1) if value else None

    def _open_value(self, word: str) -> str:
        """The value of the part that ends last in the word: a compound is what its last part is."""
        found = [(m.end(), -n) for n, p in enumerate(self._open) if (m := p.search(word))]
        return self._values[-max(found)[1]] if found else ""


@dataclass(frozen=True)
class Metrics:
    """A language's words about figures, ready to look up."""

    metrics: WordSet
    buys: WordSet
    unreal: WordSet
    rates: WordSet
    yearly: WordSet
    given: Phrases[str]
    now: WordSet
    acts_now: WordSet
    few: Phrases[str]
    counted: WordSet
    counted_after: Phrases[str]
    against: Phrases[str]
    people: WordSet
    joins: frozenset[str]
    volumes: WordSet
    same: WordSet
    apiece: WordSet
    contents: WordSet
    sums: WordSet  # the metrics without the size of the economy
    gives: WordSet
    receives: WordSet


BRACKETS = frozenset(",)(–—")  # a sum is not about what stands behind them


@cache
def load_metrics(code: str) -> Metrics:
    """The words of language `code`, read once a process."""
    data: MetricData = read_data(HOME / code / "metrics.yaml", MetricData)

    def one(listed: tuple[str, ...]) -> WordSet:
        return WordSet(((entry, entry) for entry in listed), data.endings)

    return Metrics(
        metrics=WordSet(((w, m) for m, ws in data.metrics.items() for w in ws), data.endings),
        buys=one(data.buys),
        unreal=one(data.unreal),
        rates=one(data.rates),
        yearly=one(data.yearly),
        given=flat(data.given, data.endings),
        now=one(data.now),
        acts_now=one(data.acts_now),
        few=flat(data.few, data.endings),
        counted=one(data.counted),
        counted_after=flat(data.counted_after, data.endings),
        against=flat(data.against, data.endings),
        people=WordSet(((w, u) for u, ws in data.people.items() for w in ws), data.endings),
        joins=frozenset(data.joins) | BRACKETS,
        volumes=one(data.volumes),
        same=one(data.same),
        apiece=one(data.apiece),
        contents=one(data.contents),
        sums=WordSet(((w, m) for m, ws in data.metrics.items() if m != "gdp" for w in ws), data.endings),
        gives=one(data.gives),
        receives=one(data.receives),
    )
