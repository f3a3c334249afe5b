"""What a quantity measures: its metric and, where the text leaves it out, its unit (CODEBOOK §5)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.document import Document, Quantity
from pipeline.extract.counted import counted_before
from pipeline.lang.dates import TimeMatch, times_in
from pipeline.lang.load import HOME, read_data
from pipeline.lang.metrics import Metrics, WordSet, load_metrics
from pipeline.lang.numbers import Units, load_numbers, load_units
from pipeline.lang.words import Phrases, Scan
from pipeline.records.base import Metric, Model, Per

TRADE = ("bilateral_trade", "exports", "imports")
FUNDS = ("aid", "credit", "investment")
GIVEN_REACH = 12
WALLS = frozenset(".;!?\n•")
BIG = 1_000_000
REACH = 60
NEAR = 5
CONTENTS = 8
FAR = 20
LONGER = 4
USUAL = "USD"
YEARLY = 8
NOW_REACH = 6
NUMBER_REACH = 4
BULLETS = ("*", "•", "-", "–", "—", "·", "▪", "●", "○", "+")


class UnitMetrics(Model):
    """`unit_metrics.yaml`: what a unit alone says."""

    metrics: dict[Metric, tuple[str, ...]]
    goods: tuple[str, ...]
    persons: tuple[str, ...]
    fallback: dict[str, str]
    money: tuple[Metric, ...]
    places: tuple[str, ...]
    talk: tuple[str, ...]
    namesakes: dict[str, dict[str, str]]


@cache
def unit_metrics() -> UnitMetrics:
    """The units' own metrics, read once a process."""
    return read_data(HOME / "unit_metrics.yaml", UnitMetrics)


@cache
def _by_unit() -> dict[str, Metric]:
    return {unit: metric for metric, listed in unit_metrics().metrics.items() for unit in listed}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The light tokens of the document with the language's words, for looking left and right of a quantity."""

    scan: Scan
    words: Metrics
    units: Units
    language: str
    times: tuple[TimeMatch, ...] = ()
    starts: frozenset[int] = frozenset()  # tokens that begin a sentence
    states: frozenset[int] = frozenset()  # tokens that name states
    names: frozenset[int] = frozenset()  # tokens of names and titles, which say nothing of sums: minister for trade

    def left(self, start: int, table: WordSet, reach: int = REACH, stop: int = -1) -> tuple[str, int] | None:
        """The nearest entry of `table` before offset `start` in its sentence, and how many tokens away it ends."""
        at = bisect_left(self.scan.start, start)
        for k in range(at - 1, max(-1, at - 1 - reach), -1):
            if self.wall(k) or self.scan.start[k] < stop:
                return None
            found = self.at(table, k)
            if found and found[1] <= at:
                return self._longest(table, k, found[1], found[0]), at - found[1]
        return None

    def _longest(self, table: WordSet, k: int, last: int, value: str) -> str:
        """The value of the longest phrase that covers the one at tokens `k:last`: tín dụng [xuất khẩu]."""
        for first in range(max(0, k - LONGER), k):
            found = table.phrases.at(self.scan, first)
            if found and found[1] >= last:
                return found[0]
        return value

    def right(self, end: int, table: WordSet, reach: int = REACH, walls: Container[str] = ()) -> tuple[str, int] | None:
        """The nearest entry of `table` behind offset `end` in its sentence, and how many tokens away it begins."""
        at = bisect_left(self.scan.start, end)
        for k in range(at, min(len(self.scan), at + reach)):
            if self.wall(k) or self.scan.low[k] in walls:
                return None
            found = self.at(table, k)
            if found:
                return found[0], k - at
        return None

    def earlier(self, start: int, table: WordSet) -> str | None:
        """The last entry of `table` in the sentence before that of offset `start`, of the same paragraph."""
        at, walls = bisect_left(self.scan.start, start), 0
        for k in range(at - 1, max(-1, at - 1 - 2 * REACH), -1):
            walls += self.wall(k)
            if walls > 1 or self.scan.low[k] == "\n":
                return None
            found = self.at(table, k) if walls else None
            if found:
                return found[0]
        return None

    def inside(self, start: int, end: int, table: WordSet) -> str | None:
        """The first entry of `table` between two offsets."""
        for k in range(bisect_left(self.scan.start, start), bisect_left(self.scan.start, end)):
            found = self.at(table, k)
            if found:
                return found[0]
        return None

    @property
    def origins(self) -> Phrases[str]:
        """The words before a baseline: from."""
        return load_numbers(self.language).any("origin")

    def at(self, table: WordSet, k: int) -> tuple[str, int] | None:
        """The entry of `table` that begins at token `k`, unless a name or title stands there."""
        return None if k in self.names else table.at(self.scan, k)

    def usual_money(self) -> Metric:
        """What sums of the document measure where nothing beside them says so: gifts, if it speaks more of gifts."""
        return _usual_money(self.scan, self.words.metrics)

    def is_now(self, quantity: Quantity, *, acts: bool = False) -> bool:
        """Whether a word such as "currently" stands close before or behind a quantity.

        `acts`: the words that say as well when somebody acts do not count before it ("is NOW giving 5 million").
        """
        scan, at = self.scan, bisect_left(self.scan.start, quantity.start)
        behind = bisect_left(scan.start, quantity.end)
        right = self.right(quantity.end, self.words.now, 3)
        if right and not any(self.origins.at(scan, k) for k in range(behind, behind + right[1])):
            return True  # but not "to 100 billion from a current 36"
        for k in range(at - 1, max(-1, at - 1 - NOW_REACH), -1):
            if self.wall(k):
                return False
            if self.words.now.at(scan, k) and not (acts and self.words.acts_now.at(scan, k)):
                # not "from 5 billion AT PRESENT to 8"
                return not any(word[0].isdigit() for word in scan.low[max(k - NUMBER_REACH, 0) : k])
        return False

    def rate(self, quantity: Quantity) -> Per | None:
        """A year where "annual" stands close before a quantity."""
        return "year" if self.left(quantity.start, self.words.yearly, YEARLY) else None

    def is_given(self, quantity: Quantity) -> bool:
        """Whether the word before a count says that the counted things exist: "the two", "between two"."""
        at = bisect_left(self.scan.start, quantity.start)
        found = self.words.given.before(self.scan, at)
        lead = load_numbers(self.language).any("to").before(self.scan, at)
        return found is not None and (lead is None or lead[1] >= found[1])  # but "be up at two"

    def is_counted(self, quantity: Quantity, start: int) -> bool:
        """Whether a quantity counts things in the sentence of offset `start` behind it."""
        scan = self.scan
        between = range(bisect_left(scan.start, quantity.end), bisect_left(scan.start, start))
        counts = quantity.rule.endswith(".noun") and not any(self.wall(k) for k in between)
        return counts and not any(self.at(self.words.metrics, k) for k in between)

    def wall(self, k: int) -> bool:
        """Whether a sentence may end at token `k`; the full stop of a short form ("млрд.") does not."""
        word = self.scan.low[k]
        if k + 1 in self.starts:
            return True
        if word == "." and k and len(self.scan.low[k - 1]) == 1 and self.scan.low[k - 1].isalpha():
            return False  # the U.S. Treasury
        if word == ".":
            return k + 1 < len(self.scan) and (not self.scan.low[k + 1][0].isalnum() or self.scan.upper(k + 1))
        return word in WALLS


@lru_cache(maxsize=1)
def _usual_money(scan: Scan, table: WordSet) -> Metric:
    said = Counter(found[0] for k in range(len(scan)) if (found := table.at(scan, k)))
    rest = sum(said[metric] for metric in unit_metrics().money if metric not in ("aid", "other", "gdp"))
    return "aid" if said["aid"] >= max(rest, 1) else "investment"


@lru_cache(maxsize=1)
def surroundings(document: Document) -> Surroundings:
    """What stands around the quantities of a tagged document."""
    scan, times = times_in(document.text, document.language)
    starts = frozenset(bisect_left(scan.start, s.start) for s in document.sentences)
    states, names = (_tokens_of(document, scan, forms) for forms in (("state",), ("name", "office", "org")))
    language = document.language
    return Surroundings(scan, load_metrics(language), load_units(language), language, times, starts, states, names)


def _tokens_of(document: Document, scan: Scan, forms: tuple[str, ...]) -> frozenset[int]:
    """The tokens of mentions of some forms."""
    named = (m for m in document.mentions if m.form in forms)
    spans = ((bisect_left(scan.start, m.start), bisect_left(scan.start, m.end)) for m in named)
    return frozenset(k for first, last in spans for k in range(first, last))


def is_money(unit: str | None) -> bool:
    """Whether a unit is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper() and unit not in ("TEU", "MWp")


def complete(quantities: list[Quantity], around: Surroundings) -> list[Quantity]:
    """Quantities with the units that the text leaves out: a currency said before, a noun further left."""
    made: list[Quantity] = []
    for n, quantity in enumerate(quantities):
        unit = quantity.unit
        if unit is None:
            unit = _unsaid(quantity, made, quantities[n + 1 :], around)
        elif unit in unit_metrics().persons:
            people = around.words.people
            named = around.left(quantity.start, people, 30) or around.right(quantity.end, people, NEAR)
            unit = named[0] if named else unit_metrics().fallback.get(unit, unit)
        made.append(quantity if unit == quantity.unit else replace(quantity, unit=unit))
    return made


def _unsaid(quantity: Quantity, before: list[Quantity], after: list[Quantity], around: Surroundings) -> str | None:
    if quantity.value >= BIG:
        return _unsaid_money(quantity, before, after, around)
    if quantity.lead == "from" and after and after[0].unit and after[0].start - quantity.end < 20:
        return after[0].unit
    if before and quantity.lead == "to" and before[-1].unit and quantity.start - before[-1].end < 8:
        return before[-1].unit
    noun = _noun_left(quantity.start, around) if quantity.lead or quantity.comparator != "=" else None
    return noun or counted_before(quantity, before, around)


def _unsaid_money(
    quantity: Quantity, before: list[Quantity], after: list[Quantity], around: Surroundings
) -> str | None:
    """The currency of a large bare number; what was counted before it in its sentence, people where the words before
    speak of them; else the usual dollars."""
    if before and around.is_counted(before[-1], quantity.start):
        return before[-1].unit  # more than 200,000 people have died and nearly seven million have fled
    found = around.left(quantity.start, around.words.metrics)
    metric = found[0] if found else "other"
    if metric in _by_unit():  # tourists, students: the metric is the unit
        return metric
    money = next((q.unit for q in reversed(before) if is_money(q.unit)), None)
    money = money or next((q.unit for q in after if is_money(q.unit)), None)
    return money or (USUAL if metric in unit_metrics().money and metric != "other" else None)


def _noun_left(start: int, around: Surroundings) -> str | None:
    scan = around.scan
    at = bisect_left(scan.start, start)
    for k in range(at - 1, max(-1, at - 16), -1):
        if around.wall(k):
            return None
        found = around.units.nouns.at(scan, k)
        if found and found[0] not in around.units.groups:
            return found[0]
    return None


def list_metric(text: str, start: int, around: Surroundings) -> Metric | None:
    """For an item of a list, the metric that money has in the line above the list ("Grants:"); none in dialogue."""
    line = text.rfind("\n", 0, start) + 1
    if not text[line : line + 3].lstrip().startswith(BULLETS):
        return None
    while line > 0:
        end = line - 1
        line = text.rfind("\n", 0, end) + 1
        opening = text[line : min(end, line + 3)].lstrip()
        if opening and not opening.startswith(BULLETS):
            if not text[line:end].rstrip().endswith(":"):
                return None
            scan = around.scan
            tokens = range(bisect_left(scan.start, end) - 1, bisect_left(scan.start, line) - 1, -1)
            found = (around.words.metrics.at(scan, k) for k in tokens)
            return next((f[0] for f in found if f and f[0] in unit_metrics().money), None)
    return None


def metric_of(quantity: Quantity, around: Surroundings, default: Metric, stop: int = -1) -> Metric:
    """The metric of a completed quantity; `default` where money has no word beside it.

    `stop` is the offset before which words belong to another quantity unless nothing nearer is found.
    """
    unit = quantity.unit or ""
    own = _by_unit().get(unit)
    if own is not None:
        return own
    table = around.words.metrics
    if unit in unit_metrics().goods:
        return _goods(quantity, around, default)
    if not (is_money(unit) or unit in ("%", "percentage points")):
        return "count"
    if unit == "%" and not quantity.change and default == "other":  # a figure, not a goal
        return _of_share(quantity, around, stop)
    if is_money(unit) and around.right(quantity.end, around.words.apiece, 2):
        return "other"  # a price
    found = _volume_of(quantity, around) or _nearest(quantity, around, table, stop)
    if found is None and default == "other":
        found = around.earlier(quantity.start, table)
    if found is None:
        given = is_money(unit) and default in ("other", "investment") and _is_given(quantity, around)
        return "aid" if given else default if is_money(unit) else "other"
    metric: Metric = found  # type: ignore[assignment]
    if is_money(unit) and metric not in unit_metrics().money:
        return default
    if unit == "%" and metric == "gdp" and not quantity.change:
        return "other"  # a share of GDP
    return metric


def _of_share(quantity: Quantity, around: Surroundings, stop: int) -> Metric:
    """The metric of a share: of what was spoken of, or of exports and the like; a share of all trade is no trade."""
    left = around.left(quantity.start, around.words.sums, REACH, stop)
    if left:
        return left[0]  # type: ignore[return-value]
    found = _nearest(quantity, around, around.words.sums, stop) or around.earlier(quantity.start, around.words.sums)
    return "other" if found in (None, TRADE[0]) else found  # type: ignore[return-value]


def _volume_of(quantity: Quantity, around: Surroundings) -> str | None:
    """What a word for the volume of trade stands for, if it is the nearest: exports, where they were spoken of."""
    volume = around.left(quantity.start, around.words.volumes)
    near = around.left(quantity.start, around.words.metrics) if volume else None
    if volume is None or (near and near[1] <= volume[1]):
        return None
    told = near[0] if near else around.earlier(quantity.start, around.words.metrics)
    return told if told in TRADE else TRADE[0]


def _is_given(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a state is given a sum ("provide Norland with 5 million") or gets one ("Norland gets 5 million")."""
    at, end = (bisect_left(around.scan.start, place) for place in (quantity.start, quantity.end))
    got = around.left(quantity.start, around.words.receives, NEAR)
    if got and not around.states.isdisjoint(range(at - got[1] - NEAR, at - got[1])):
        return True
    left = around.left(quantity.start, around.words.gives, GIVEN_REACH)
    if left is None and around.right(quantity.end, around.words.gives, NEAR) is None:
        return False
    stop = next(
        (k for k in range(end, end + GIVEN_REACH) if k >= len(around.scan) or around.wall(k)), end + GIVEN_REACH
    )
    return not around.states.isdisjoint(range(at - left[1] if left else end, stop))


def _is_handed(quantity: Quantity, around: Surroundings, back: int) -> bool:
    """Whether the verb that counts as one of trade gives a sum to a state: "supply Norland with 5 million"."""
    verb = around.left(quantity.start, around.words.gives, GIVEN_REACH)
    near = around.right(quantity.end, around.words.metrics, NEAR, around.words.joins)
    funds = bool(near and near[0] in FUNDS)
    return bool(verb and verb[1] == back and (funds or _is_given(quantity, around)))


def _goods(quantity: Quantity, around: Surroundings, default: Metric) -> Metric:
    """What goods by weight measure: trade as a rule where they are promised, else only where a word says so."""
    for found in (
        around.right(quantity.end, around.words.metrics, 6),
        around.left(quantity.start, around.words.metrics),
    ):
        if found and found[0] in ("emissions", "imports", "exports", "capacity"):
            return found[0]  # type: ignore[return-value]
    if around.left(quantity.start, around.words.buys):
        return "imports"
    told = around.earlier(quantity.start, around.words.metrics) if default == "other" else "exports"
    return "exports" if told in TRADE else "other"


def _nearest(quantity: Quantity, around: Surroundings, table: WordSet, stop: int) -> str | None:
    inside = around.inside(quantity.start, quantity.end, table)
    if inside:
        return inside
    near = around.right(quantity.end, table, NEAR, around.words.joins)
    if is_money(quantity.unit) and around.right(quantity.end, around.words.contents, 1):
        held = around.right(quantity.end, around.words.sums, CONTENTS, around.words.joins)
        if held and held[0] in unit_metrics().money and held[0] != "other":
            return held[0]  # 2 million worth of aid
    left = around.left(quantity.start, table, REACH, stop)
    if left and left[0] in TRADE and is_money(quantity.unit or ""):  # "supply 5 million dollars of aid"
        handed = _is_handed(quantity, around, left[1])
        left = (near if near and near[0] in FUNDS else ("aid", left[1])) if handed else left
    if left and left[0] == "gdp" and is_money(quantity.unit):
        left = around.left(quantity.start, around.words.sums, REACH, stop) or left  # put 4 billion into the economy
    if left and (near is None or left[1] <= near[1]):
        return left[0]
    if near:
        return near[0]
    far = around.left(quantity.start, table) or around.right(quantity.end, table, FAR)
    return far[0] if far else None
