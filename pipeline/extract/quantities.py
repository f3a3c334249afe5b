"""Quantities: numbers with their units, bounds and rates, in one pass over the text (CODEBOOK §5)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.document import Quantity
from pipeline.extract.beside import DASHES, Beside, Left, Unit
from pipeline.lang.dates import taken_tokens, times_in
from pipeline.lang.number_reader import Number, read_number, read_part, scale_words
from pipeline.lang.numbers import load_numbers
from pipeline.records.base import Comparator

FEW = 3
HUNDRED = 100  # cents


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
        self.numbers = load_numbers(language)
        if self.numbers.thousands:
            self.numbers.learn(self.scan.low)
        self.beside = Beside(self.scan, language)
        self.taken, self.years = taken_tokens(self.scan, matches)
        self.beside.taken = self.taken
        self.made: list[Quantity] = []

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
            if self.scan.upper(i) and i and (self.scan.low[i - 1][0].isalnum() or self.beside.titled(i + 1)):
                return i + 1  # Group of Seven, Ba Lan, “Năm Đoàn kết”
            part = read_part(self.scan, i, self.numbers)
            for special in (self.multiple, self.vague, self.fraction) if part is None else ():
                last = special(i)
                if last:
                    return last
        number = read_number(self.scan, i, self.numbers)
        if number is None:
            return self.after_mess(i)
        if number.digits and self.beside.is_name(number):
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

    # -- special forms ------------------------------------------------------------------------------------------

    def multiple(self, i: int) -> int:
        """double, вдвое, fördubbla, gấp đôi: a change in percent."""
        found = self.numbers.any("multiples").at(self.scan, i)
        other = self.numbers.any("not_multiples").at(self.scan, i)  # double taxation
        if found is None or (other and other[1] > found[1]):
            return other[1] if other else 0
        if found[1] < len(self.scan) and self.scan.low[found[1]] in DASHES and self.scan.glued(found[1]):
            return found[1] + 1  # double-digit growth
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
        unit = self.beside.unit(number, last)
        if unit.kind in ("money", "noun", "measure"):
            self.put(i, unit.last, number.value, unit=unit.name, kind=unit.kind, comparator=">=")
            return unit.last
        return last

    def fraction(self, i: int) -> int:
        """a third of, половина, một phần ba: a share in percent."""
        found = self.numbers.any("fractions").at(self.scan, i)
        if found is None:
            return 0
        left = self.beside.left(i)
        if not (left.bounded or left.lead or self.numbers.any("fraction_after").at(self.scan, found[1])):
            return 0
        self.put(i, found[1], Decimal(found[0]), unit="%", kind="fraction", left=left)
        return found[1]

    # -- numbers with units -------------------------------------------------------------------------------------

    def counted(self, number: Number) -> int:
        """A number, or two that make a range or a step, with unit, bound and rate."""
        prefix = self.beside.currency_before(number.first)
        first = prefix[1] if prefix else number.first
        unit = self.beside.unit(number, number.last)
        prefix = prefix or (None if unit.kind else self.beside.currency_named(number))
        first = prefix[1] if prefix else first
        if prefix and unit.kind != "money":
            unit = Unit("money", prefix[0], number.last)
        if not (number.value or number.digits or unit.kind in ("percent", "points") or self.is_all(number)):
            return number.last  # no emissions
        second = self.second(number, unit)
        left = self.beside.left(first)
        if second is None:
            return self.single(number, unit, first, left)
        other, other_unit, moved, opened = second
        if other_unit.kind == "duration":  # from 18 to 24 years
            return other.last
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
        if not value < high and opened is not None and shared.kind:
            return self.step_down(number, unit, shared, value, left)
        if not value < high or not (shared.kind or other.scale > 1 or left.bounded or left.lead):
            return max(other.last, other_unit.last)
        last = max(other.last, other_unit.last)
        left = self.beside.left(opened) if opened is not None else left
        left = replace(left, lead="") if left.lead == "from" else left
        self.put(first, last, value, high=high, unit=shared.name, kind=shared.kind, left=left)
        return last

    def step_down(self, number: Number, unit: Unit, shared: Unit, value: Decimal, left: Left) -> int:
        """Put the baseline of a fall ("from 4 % to 3.25 %"); the goal is read next."""
        mine = unit if unit.kind else shared
        last = max(number.last, unit.last)
        self.put(number.first, last, value, unit=mine.name, kind=mine.kind, left=replace(left, lead="from"))
        return last

    def single(self, number: Number, unit: Unit, first: int, left: Left) -> int:
        """Put one number with its unit; nothing for articles ("one"), "the two sides", durations and years."""
        if unit.kind == "money":
            number, unit = self.with_cents(number, unit)
        last = max(number.last, unit.last)
        if self.is_all(number):
            return self.put_plain(number, unit, first, left)
        if number.one and unit.scale < 1:
            return last  # not worth a penny
        sign = number.one and last < len(self.scan) and self.scan.low[last][0].isdigit()
        if sign or unit.kind == "duration" or (number.one and unit.kind not in ("money", "percent", "points")):
            return last
        if unit.name in self.beside.units.groups and number.value <= FEW and not left.bounded:
            return last
        if unit.kind in ("", "noun") and number.first in self.years and number.last == number.first + 1:
            counted = unit.name in self.beside.units.data.nouns and left.bounded
            return self.put_plain(number, unit, first, left) if counted else number.last
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

    def is_all(self, number: Number) -> bool:
        """Whether the text is nothing but a number, as in the cell of a table."""
        return number.last == len(self.scan) and self.beside.minus(number.first) == 0

    def with_cents(self, number: Number, unit: Unit) -> tuple[Number, Unit]:
        """A sum together with the hundredths behind it: 20 dollars and 43 cents."""
        scan, at = self.scan, max(unit.last, number.last)
        at += at < len(scan) and scan.low[at] in self.numbers.data.also
        if unit.scale < 1 or at >= len(scan) or self.taken[at]:
            return number, unit
        rest = read_number(scan, at, self.numbers)
        cents = self.numbers.money.at(scan, rest.last) if rest is not None and rest.value < HUNDRED else None
        if rest is None or cents is None or cents[0][1] >= 1:
            return number, unit
        value = number.value + rest.value * cents[0][1] / unit.scale
        return replace(number, value=value), replace(unit, last=cents[1])

    def put_plain(self, number: Number, unit: Unit, first: int, left: Left) -> int:
        last = max(number.last, unit.last)
        value, signed = number.value * unit.scale, self.beside.minus(first)
        if signed < first and unit.kind != "noun":
            value, first, left = -value, signed, self.beside.left(signed)
        self.put(first, last, value, unit=unit.name, kind=unit.kind, left=left)
        return last

    def second(self, number: Number, unit: Unit) -> tuple[Number, Unit, bool, int | None] | None:
        """The other end of a range or step, its unit, whether the first is only a baseline, the opening word."""
        scan = self.scan
        at = unit.last if unit.kind in ("money", "percent") else number.last
        if at >= len(scan):
            return None
        found = self.linked(number, at)
        if found is None:
            return None
        start, moved, opened = found
        prefix = self.beside.currency_at(start)
        start = prefix[1] if prefix else start
        if start >= len(scan) or self.taken[start]:
            return None
        if not (scan.low[start][0].isdigit() or scan.low[start] in self.numbers.starters):
            return None
        other = read_number(scan, start, self.numbers)
        if other is None or other.one or (other.digits and self.tail_is_name(other)):
            return None
        theirs = self.beside.unit(other, other.last)
        if prefix and theirs.kind != "money":
            theirs = Unit("money", prefix[0], other.last)
        sign = self.beside.currency_before(number.first)
        by = (prefix or theirs.kind) and self.beside.left(sign[1] if sign else number.first).lead == "by"
        if by and (sign or unit.kind) and scan.low[at] not in DASHES:
            return None  # by 300 million to 2.1 billion
        if unit.scale < 1 <= theirs.scale:
            return None  # up 20 cents to 18 dollars
        if theirs.kind != "duration" and (unit.kind and theirs.kind and unit.name != theirs.name and not moved):
            return None
        return other, theirs, moved, opened

    def tail_is_name(self, number: Number) -> bool:
        last = number.last
        return self.scan.glued(last) and self.scan.low[last] in self.numbers.data.ordinal_endings

    def linked(self, number: Number, at: int) -> tuple[int, bool, int | None] | None:
        """Where the other number of a range begins if a link stands at token `at`, and where the range opens."""
        scan = self.scan
        sign = self.beside.currency_before(number.first)
        first = sign[1] if sign else number.first
        for opens, links, moves, fixed in self.numbers.ranges:
            opened = opens.before(scan, first) or (None if fixed else self.numbers.any("origin").before(scan, first))
            if opened is None:
                continue
            moving = moves.at(scan, at)
            if moving:
                return moving[1], True, opened[1]
            link = links.at(scan, at)
            if link:
                return link[1], not fixed and self.beside.grows(opened[1]), opened[1]
        if scan.low[at] in DASHES and (scan.glued(at) == scan.glued(at + 1)):
            return at + 1, False, None
        link = self.numbers.any("range_links").at(scan, at)
        return (link[1], False, None) if link else None

    # -- left and right of a number -----------------------------------------------------------------------------

    def put(
        self, first: int, last: int, value: Decimal, *, unit: str | None, kind: str, high: Decimal | None = None,
        left: Left | None = None, comparator: Comparator | None = None, change: bool = False,
    ) -> None:  # fmt: skip
        """Add a quantity that stands at tokens `first:last`."""
        left = left or self.beside.left(first)
        change = change or self.beside.changes(left.first, last, kind, left.lead)
        bound = comparator or left.comparator
        after = self.numbers.any("after").at(self.scan, last)
        per, end = self.beside.rate(last)
        if any(self.taken[last:end]):
            per, end = None, last  # "a year earlier" is a time
        if end > last and not after:
            after = self.numbers.any("after").at(self.scan, end)
        if after and not left.bounded and (self.scan.low[after[1] - 1] != "+" or self.scan.glued(after[1] - 1)):
            bound, end = after[0], max(end, after[1])  # type: ignore[assignment]
        begin = max(min(first, left.first), self.beside.free)
        self.beside.free = end
        self.beside.step = self.scan.end[end - 1] if left.lead in ("from", "to") else -1
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
