"""Quantities: numbers with their units, bounds and rates, in one pass over the text (CODEBOOK §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.document import Quantity
from pipeline.lang.dates import taken_tokens, times_in
from pipeline.lang.numbers import Number, Numbers, Units, load_numbers, load_units, read_number, scale_words
from pipeline.records.base import Comparator, Per

Lead = Literal["", "to", "by", "from"]
GROWTH_REACH = 10
DASHES = frozenset("-–—−")
WALLS = frozenset(".;!?\n")
LINE_ENDS = frozenset(".!?:;\n")
LABELS_END = 100
FEW = 3
TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit at tokens `first:last`; `kind` is money, percent, points, measure, noun or ""."""

    kind: str
    name: str | None
    last: int
    scale: Decimal = Decimal(1)


NOTHING = _Unit("", None, 0)


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before a number: where that begins, its bound, its word of direction."""

    first: int
    comparator: Comparator
    lead: Lead
    bounded: bool


def find_quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in reading order; spans never overlap, and `text[q.start:q.end] == q.text`.

    A span runs from the word of its bound ("at least") to the end of its unit. Years, dates, durations, ordinals,
    clock times, list numbers and names with numbers are no quantities.
    """
    return _Reader(text, language).read()


class _Reader:
    """Reads one scan from left to right."""

    def __init__(self, text: str, language: str) -> None:
        self.scan, matches = times_in(text, language)
        self.language = language
        self.numbers: Numbers = load_numbers(language)
        self.units: Units = load_units(language)
        self.taken, self.years = taken_tokens(self.scan, matches)
        self.made: list[Quantity] = []
        self.free = 0  # tokens before it belong to quantities

    def read(self) -> list[Quantity]:
        low, starters, taken = self.scan.low, self.numbers.starters, self.taken
        i, size = 0, len(low)
        while i < size:
            if (low[i][0].isdigit() or low[i] in starters) and not taken[i]:
                i = max(i + 1, self.at(i))
            else:
                i += 1
        return self.made

    def at(self, i: int) -> int:
        """Read what begins at token `i`; the token to go on from."""
        if not self.scan.low[i][0].isdigit():
            if self.scan.upper(i) and i and (self.scan.low[i - 1][0].isalnum() or self.titled(i + 1)):
                return i + 1  # Group of Seven, Ba Lan, “Năm Đoàn kết”
            for special in (self.multiple, self.vague, self.fraction):
                last = special(i)
                if last:
                    return last
        number = read_number(self.scan, i, self.numbers)
        if number is None:
            return self.after_mess(i)
        if number.digits and self.is_name(number):
            return self.after_mess(i)
        last = self.around(number)
        return last or self.counted(number)

    # -- what is no quantity ------------------------------------------------------------------------------------

    def after_mess(self, i: int) -> int:
        """Skip what hangs on token `i` without a blank."""
        i += 1
        while i < len(self.scan) and self.scan.glued(i) and self.scan.low[i] not in '.,;!?)»”"':
            i += 1
        return i

    def is_name(self, number: Number) -> bool:
        """Digits that are part of a name, an ordinal, a clock time, a telephone or list number."""
        scan, i, last = self.scan, number.first, number.last
        low = scan.low
        if scan.glued(i) and not self.currency_before(i):
            before = low[i - 1]
            if before.isalpha() or before in "#№§+&/:_@.,'’":
                return True
            if before in DASHES and scan.glued(i - 1) and low[i - 2][0].isalnum():
                return True
        if low[i][0] == "0" and len(low[i]) > 1 and low[i][1].isdigit():
            return True
        if last < len(low) and scan.glued(last):
            if low[last] in self.numbers.data.ordinal_endings or low[last] in ":/\\_@":
                return True
            if low[last] == "+" and scan.glued(last + 1) and low[last + 1][0].isdigit():  # 2+2
                return True
            if low[last].isalpha() and not self.unit(number, last).kind:
                return True
            if low[last] in DASHES and scan.glued(last + 1):
                if low[last + 1] in self.numbers.data.ordinal_endings:
                    return True
                if low[last + 1][0].isdigit() and low[last + 2 : last + 3] and low[last + 2] in DASHES:
                    return scan.glued(last + 2)
        if self.is_list_number(i, last):
            return True
        if number.scale > 1 or not self.labelled(i):
            return False
        kind = self.unit(number, last).kind
        return kind in ("", "duration") or (kind == "noun" and number.value < LABELS_END)

    def labelled(self, i: int) -> bool:
        """Whether a word before token `i` makes its number a name: article 5, No. 5."""
        labels = self.numbers.any("labels")
        if labels.before(self.scan, i):
            return True
        return i > 1 and self.scan.low[i - 1] == "." and labels.before(self.scan, i - 1) is not None

    def is_list_number(self, i: int, last: int) -> bool:
        """Whether digits number an item: at the start of a line or sentence, before a full stop or bracket."""
        low = self.scan.low
        if i and low[i - 1] not in LINE_ENDS:
            return False
        return low[last : last + 1] in (["."], [")"]) and last == i + 1 and len(low[i]) <= 2

    def titled(self, i: int) -> bool:
        """Whether token `i` is a word with one capital, as in a name."""
        if i >= len(self.scan) or not self.scan.upper(i):
            return False
        word = self.scan.written(i)
        return len(word) > 1 and word[1].islower()

    # -- special forms ------------------------------------------------------------------------------------------

    def multiple(self, i: int) -> int:
        """double, вдвое, fördubbla, gấp đôi: a change in percent."""
        found = self.numbers.any("multiples").at(self.scan, i)
        if found is None:
            return 0
        self.put(i, found[1], Decimal(found[0]), unit="%", kind="multiple", change=True)
        return found[1]

    def around(self, number: Number) -> int:
        """A number that its neighbours make a multiple: в 2,6 раза, gấp ba lần, fivefold."""
        for before, after in self.numbers.around:
            left = before.before(self.scan, number.first) if before else (None, number.first)
            right = after.at(self.scan, number.last) if after else (None, number.last)
            if left and right and number.value > 1:
                self.put(number.first, right[1], (number.value - 1) * 100, unit="%", kind="multiple", change=True)
                return right[1]
        return 0

    def vague(self, i: int) -> int:
        """hundreds of (activities), десятки (школ): the least that it can mean."""
        found = self.numbers.any("vague").at(self.scan, i)
        if found is None:
            return 0
        scale, last = scale_words(self.scan, found[1], self.numbers)
        number = Number(i, last, Decimal(found[0]) * scale, scale, False)
        unit = self.unit(number, last)
        if unit.kind in ("money", "noun", "measure"):
            self.put(i, unit.last, number.value, unit=unit.name, kind=unit.kind, comparator=">=")
            return unit.last
        return last

    def fraction(self, i: int) -> int:
        """a third of, половина, một phần ba: a share in percent."""
        found = self.numbers.any("fractions").at(self.scan, i)
        if found is None:
            return 0
        left = self.left(i)
        if not (left.bounded or left.lead or self.numbers.any("fraction_after").at(self.scan, found[1])):
            return 0
        self.put(i, found[1], Decimal(found[0]), unit="%", kind="fraction", left=left)
        return found[1]

    # -- numbers with units -------------------------------------------------------------------------------------

    def counted(self, number: Number) -> int:
        """A number, or two that make a range or a step, with unit, bound and rate."""
        prefix = self.currency_before(number.first)
        first = prefix[1] if prefix else number.first
        unit = self.unit(number, number.last)
        if prefix and unit.kind != "money":
            unit = _Unit("money", prefix[0], number.last)
        second = self.second(number, unit)
        left = self.left(first)
        if second is None:
            return self.single(number, unit, first, left)
        other, other_unit, moved, opened = second
        shared = other_unit if other_unit.kind and not (unit.kind and not other_unit.kind) else unit
        value = number.value
        if number.scale == 1 and other.scale > 1 and number.value < other.value / other.scale:
            value *= other.scale
        value *= shared.scale
        if moved:
            mine = unit if unit.kind else shared
            self.put(first, max(number.last, unit.last), value, unit=mine.name, kind=mine.kind,
                     left=replace(left, lead="from"))  # fmt: skip
            return number.last
        high = other.value * shared.scale
        if not value < high or not (shared.kind or other.scale > 1 or left.bounded or left.lead):
            return max(other.last, other_unit.last)
        last = max(other.last, other_unit.last)
        left = self.left(opened) if opened is not None else left
        left = replace(left, lead="") if left.lead == "from" else left
        self.put(first, last, value, high=high, unit=shared.name, kind=shared.kind, left=left)
        return last

    def single(self, number: Number, unit: _Unit, first: int, left: _Left) -> int:
        """Put one number with its unit; nothing for articles ("one"), "the two sides", durations and years."""
        last = max(number.last, unit.last)
        if unit.kind == "duration" or (number.one and unit.kind not in ("money", "percent", "points")):
            return last
        if unit.name in self.units.groups and number.value <= FEW and not left.bounded:
            return last
        if unit.kind in ("", "noun") and number.first in self.years and number.last == number.first + 1:
            return number.last if not (unit.kind and left.bounded) else self.put_plain(number, unit, first, left)
        if not unit.kind and number.scale == 1 and self.in_row(number):
            return last
        if not unit.kind and number.scale == 1 and not left.bounded:
            if not number.digits and left.lead not in ("from", "to"):
                return number.last
            i = first - 1
            if number.digits and not left.lead and i > 0 and self.scan.upper(i) and self.scan.low[i - 1][0].isalnum():
                return number.last
        return self.put_plain(number, unit, first, left)

    def in_row(self, number: Number) -> bool:
        """Whether bare digits stand in a row of them, as in telephone numbers and tables."""
        low, before, after = self.scan.low, number.first - 1, number.last
        if before >= 0 and (low[before][0].isdigit() or (low[before] == "+" and self.scan.glued(number.first))):
            return True
        return after < len(low) and low[after][0].isdigit()

    def put_plain(self, number: Number, unit: _Unit, first: int, left: _Left) -> int:
        last = max(number.last, unit.last)
        self.put(first, last, number.value * unit.scale, unit=unit.name, kind=unit.kind, left=left)
        return last

    def second(self, number: Number, unit: _Unit) -> tuple[Number, _Unit, bool, int | None] | None:
        """The other end of a range or step, its unit, whether the first is only a baseline, the opening word."""
        scan = self.scan
        at = unit.last if unit.kind in ("money", "percent") else number.last
        if at >= len(scan):
            return None
        found = self.linked(number, at)
        if found is None:
            return None
        start, moved, opened = found
        prefix = self.currency_at(start)
        start = prefix[1] if prefix else start
        if start >= len(scan) or self.taken[start]:
            return None
        if not (scan.low[start][0].isdigit() or scan.low[start] in self.numbers.starters):
            return None
        other = read_number(scan, start, self.numbers)
        if other is None or other.one or (other.digits and self.tail_is_name(other)):
            return None
        theirs = self.unit(other, other.last)
        if prefix and theirs.kind != "money":
            theirs = _Unit("money", prefix[0], other.last)
        return None if theirs.kind == "duration" else (other, theirs, moved, opened)

    def tail_is_name(self, number: Number) -> bool:
        last = number.last
        return self.scan.glued(last) and self.scan.low[last] in self.numbers.data.ordinal_endings

    def linked(self, number: Number, at: int) -> tuple[int, bool, int | None] | None:
        """Where the other number of a range begins if a link stands at token `at`, and where the range opens."""
        scan = self.scan
        sign = self.currency_before(number.first)
        first = sign[1] if sign else number.first
        for opens, links, moves, fixed in self.numbers.ranges:
            opened = opens.before(scan, first)
            if opened is None:
                continue
            moving = moves.at(scan, at)
            if moving:
                return moving[1], True, opened[1]
            link = links.at(scan, at)
            if link:
                return link[1], not fixed and self.grows(opened[1]), opened[1]
        if scan.low[at] in DASHES and (scan.glued(at) == scan.glued(at + 1)):
            return at + 1, False, None
        link = self.numbers.any("range_links").at(scan, at)
        return (link[1], False, None) if link else None

    # -- left and right of a number -----------------------------------------------------------------------------

    def currency_before(self, i: int) -> tuple[str, int] | None:
        """A currency sign or code right before token `i`, and its first token."""
        found = self.numbers.currencies.before(self.scan, i)
        if found is None or found[1] < self.free:
            return None
        first = found[1]
        sign = not self.scan.low[i - 1].isalpha()
        return found if sign or self.scan.upper(first) else None

    def currency_at(self, i: int) -> tuple[str, int] | None:
        """A currency name, sign or code at token `i`; codes must be written in capitals."""
        found = self.numbers.currencies.at(self.scan, i)
        if found is None:
            return None
        word = self.scan.low[i]
        is_code = found[1] == i + 1 and word == found[0].lower()
        return None if is_code and not self.scan.written(i).isupper() else found

    def unit(self, number: Number, at: int) -> _Unit:
        """The unit behind a number."""
        scan, numbers = self.scan, self.numbers
        if at < len(scan) and scan.low[at] in DASHES and scan.glued(at) and scan.glued(at + 1):
            at += 1
        money = numbers.money.at(scan, at)
        if money:
            return _Unit("money", money[0][0], money[1], money[0][1])
        currency = self.currency_at(at)
        if currency:
            return _Unit("money", currency[0], currency[1])
        for kind, name in (("points", "percentage points"), ("percent", "%")):
            found = numbers.any(kind).at(scan, at)
            if found:
                return _Unit(kind, name, found[1])
        if numbers.any("durations").at(scan, at):
            return _Unit("duration", None, at + 1)
        measure = self.units.measures.at(scan, at)
        if measure:
            return _Unit("measure", measure[0], measure[1])
        return self.noun(at)

    def noun(self, at: int) -> _Unit:
        """The counted noun behind a number, past the adjectives before it."""
        scan, units = self.scan, self.units
        left = units.data.reach
        while at < len(scan) and left >= 0:
            word = scan.low[at]
            if word in DASHES and scan.glued(at) and scan.glued(at + 1):
                at += 1
                continue
            skipped = units.skip.at(scan, at)
            if skipped:
                at = skipped[1]
                continue
            if not word.isalpha() or word in self.numbers.words or units.stops.at(scan, at):
                return NOTHING
            found = units.nouns.at(scan, at)
            if found and (units.data.open or not self.titled(at)):
                return _Unit("noun", found[0], found[1])
            if units.data.open and self.is_plural(at):
                return self.open_noun(at)
            at, left = at + 1, left - 1
        return NOTHING

    def is_plural(self, at: int) -> bool:
        word = self.scan.low[at]
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))

    def open_noun(self, at: int) -> _Unit:
        """An unlisted plural as it is written."""
        nouns, stops = self.units.nouns, self.units.stops
        after = at + 1
        if after < len(self.scan) and not stops.at(self.scan, after):
            found = nouns.at(self.scan, after)
            if found:
                return _Unit("noun", found[0], found[1])
        return _Unit("noun", self.scan.written(at), after)

    def left(self, first: int) -> _Left:
        """Bound and direction before token `first`: "to at least", "не менее чем на"."""
        scan, numbers = self.scan, self.numbers
        comparator: Comparator | None = None
        lead, at, begin, seen = "", first, first, False
        for _ in range(3):
            found = numbers.any("comparators").before(scan, at) if comparator is None else None
            if found and found[1] >= self.free:
                comparator, at = found[0], found[1]  # type: ignore[assignment]
                begin = at
                continue
            for name in ("origin", "upto", "to", "by", "of") if not seen else ():
                word = numbers.any(name).before(scan, at)
                if word and word[1] >= self.free:
                    lead, at, seen = name, word[1], True
                    break
            else:
                break
        bounded = comparator is not None
        if lead == "upto":
            goal = self.grows(at) or self.from_before(at)
            begin = begin if goal else min(begin, at)
            lead = "to" if goal else ""
            comparator = comparator or ("=" if goal else "<=")
            bounded = bounded or not goal
        lead = {"origin": "from", "of": ""}.get(lead, lead)
        return _Left(begin, comparator or "=", lead, bounded)  # type: ignore[arg-type]

    def grows(self, at: int, reach: int = GROWTH_REACH) -> bool:
        """Whether a word of change stands within reach before token `at`, in the same sentence."""
        scan, growth = self.scan, self.numbers.any("growth")
        for k in range(at - 1, max(-1, at - 1 - reach), -1):
            if scan.low[k] in WALLS:
                return False
            if growth.at(scan, k):
                return True
        return False

    def from_before(self, at: int) -> bool:
        """Whether the quantity right before token `at` is a baseline ("from 5 to 10")."""
        last = self.made[-1] if self.made else None
        return last is not None and last.lead == "from" and 0 <= self.scan.start[at] - last.end < 40

    def changes(self, first: int, last: int, kind: str, lead: Lead) -> bool:
        """Whether the quantity at tokens `first:last` is a change, not a level."""
        if lead == "by":
            return kind in ("percent", "fraction", "points") or self.grows(first)
        if self.numbers.any("growth_after").at(self.scan, last):
            return True
        if lead:
            return False
        if kind not in ("percent", "fraction", "points"):
            return False
        for k in range(first - 1, max(-1, first - 9), -1):
            if self.scan.low[k] in WALLS or self.numbers.any("to").at(self.scan, k):
                return False
            if self.numbers.any("growth").at(self.scan, k):
                return True
            if self.scan.low[k] in ",(" and k < first - 1:
                return False
        return False

    def rate(self, last: int) -> tuple[Per | None, int]:
        """The "a year" behind a unit, and the token behind it if it follows at once."""
        for k in range(last, min(len(self.scan), last + 5)):
            found = self.numbers.any("per").at(self.scan, k)
            if found:
                return found[0], found[1] if k == last else last  # type: ignore[return-value]
            if not self.scan.low[k].isalpha():
                break
        return None, last

    def put(
        self, first: int, last: int, value: Decimal, *, unit: str | None, kind: str, high: Decimal | None = None,
        left: _Left | None = None, comparator: Comparator | None = None, change: bool = False,
    ) -> None:  # fmt: skip
        """Add a quantity that stands at tokens `first:last`."""
        left = left or self.left(first)
        change = change or self.changes(left.first, last, kind, left.lead)
        bound = comparator or left.comparator
        after = self.numbers.any("after").at(self.scan, last)
        per, end = self.rate(last)
        if end > last and not after:
            after = self.numbers.any("after").at(self.scan, end)
        if after and not left.bounded and (self.scan.low[after[1] - 1] != "+" or self.scan.glued(after[1] - 1)):
            bound, end = after[0], max(end, after[1])  # type: ignore[assignment]
        begin = max(min(first, left.first), self.free)
        self.free = end
        start, stop = self.scan.start[begin], self.scan.end[end - 1]
        rule = f"{self.language}.quantity.{kind or 'number'}"
        value, high = _plain(value), None if high is None else _plain(high)
        self.made.append(
            Quantity(self.scan.text[start:stop], start, stop, value, high, unit, bound, per, change, left.lead, rule)
        )


def _plain(value: Decimal) -> Decimal:
    """Without needless decimals: 2400000000.0 is 2400000000, a third of a hundred 33.33."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
