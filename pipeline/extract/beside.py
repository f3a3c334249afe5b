"""What stands beside a number: its unit on the right, its bound and word of direction on the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.lang.number_reader import Number
from pipeline.lang.numbers import Numbers, Units, load_numbers, load_units
from pipeline.lang.words import Scan
from pipeline.records.base import Comparator, Per

Lead = Literal["", "to", "by", "from"]
GROWTH_REACH = 10
STEP_REACH = 60
RATE_REACH = 6
SHORTEST_PART = 4
LONG_WORD = 5
CENTURIES = ("19", "20")
DASHES = frozenset("-–—−")
MINUS = "−"
SIGNS = frozenset("-−")
CELL = 6  # tokens of a text that is one number with its sign and unit
SHORTEST_NAME = 3  # letters of a currency name that may stand before its number
WALLS = frozenset(".;!?\n")
LINE_ENDS = frozenset(".!?:;\n")
LABELS_END = 100
LARGEST = 10**18  # beyond it no remainder is asked for


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends before token `last`; `kind` is money, percent, points, measure, noun, duration or ""."""

    kind: str
    name: str | None
    last: int
    scale: Decimal = Decimal(1)


NOTHING = Unit("", None, 0)


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a number: where that begins, its bound, its word of direction."""

    first: int
    comparator: Comparator
    lead: Lead
    bounded: bool


class Beside:
    """Looks left and right of the numbers of one scan, never into what earlier quantities hold."""

    def __init__(self, scan: Scan, language: str) -> None:
        self.scan = scan
        self.numbers: Numbers = load_numbers(language)
        self.units: Units = load_units(language)
        self.taken: Sequence[int] = ()  # 1 for tokens of times
        self.free = 0  # tokens before it belong to quantities
        self.step = -1  # where the last quantity ends if it is a baseline or a goal ("from 5", "to 5")

    def currency_before(self, i: int) -> tuple[str, int] | None:
        """A currency sign or code right before token `i`, and its first token."""
        found = self.numbers.currencies.before(self.scan, i)
        if found is None or found[1] < self.free:
            return None
        first = found[1]
        if len(self.scan.low[first]) == 1 and first + 1 < i and not self.scan.glued(first + 1):
            alone = self.numbers.currencies.one(self.scan.low[i - 1])  # "a $5 million loan" is no A$
            return (alone, i - 1) if alone else None
        sign = not self.scan.low[i - 1].isalpha()
        code = self.scan.low[first] == found[0].lower()
        named = self.scan.written(first).isupper() if code else self.scan.upper(first)  # "All 30" are no lek
        return found if sign or named else None

    def currency_named(self, number: Number) -> tuple[str, int] | None:
        """A currency name right before a number with no unit behind it ("roubles 10"), and its first token."""
        found = self.numbers.currencies.before(self.scan, number.first)
        follows = self.scan.low[number.last] if number.last < len(self.scan) else ""
        if found is None or found[1] < self.free or follows.isalpha():
            return None
        counted = found[1] > 0 and (self.scan.low[found[1] - 1][0].isdigit() or self.is_number_word(found[1] - 1))
        return None if counted or len(self.scan.low[number.first - 1]) < SHORTEST_NAME else found

    def is_digits(self, i: int) -> bool:
        """Whether token `i` is digits that touch the token before."""
        return self.scan.glued(i) and self.scan.low[i][0].isdigit()

    def is_number_word(self, i: int) -> bool:
        """Whether token `i` is a word that numbers are made of."""
        return self.scan.low[i] in self.numbers.words

    def minus(self, first: int) -> int:
        """The token where the sign before a number begins; the number's own if it has none."""
        scan = self.scan
        word = self.numbers.any("negative").before(scan, first)
        if word is not None and word[1] >= self.free:
            return word[1]
        before = first - 1
        if before < self.free or scan.low[before] not in SIGNS or scan.glued(before):
            return first
        if before == 0:
            return before if len(scan) <= CELL else first  # a table cell, not an item of a list
        return before if scan.glued(first) and (scan.low[before] == MINUS or scan.low[before - 1].isalpha()) else first

    def currency_at(self, i: int) -> tuple[str, int] | None:
        """A currency name, sign or code at token `i`; codes must be written in capitals."""
        found = self.numbers.currencies.at(self.scan, i)
        if found is None:
            code = self.numbers.codes.get(self.scan.low[i]) if i < len(self.scan) else None
            return (code, i + 1) if code and self.scan.written(i).isupper() else None
        word = self.scan.low[i]
        is_code = found[1] == i + 1 and word == found[0].lower()
        return None if is_code and not self.scan.written(i).isupper() else found

    def unit(self, number: Number, at: int) -> Unit:
        """The unit behind a number."""
        scan, numbers = self.scan, self.numbers
        if at < len(scan) and scan.low[at] in DASHES and scan.glued(at) and scan.glued(at + 1):
            if not scan.low[at + 1].isalpha() or (self.currency_at(at + 1) and self.is_digits(at + 2)):
                return NOTHING  # €200m-€250m, VND1000-VND2000
            at += 1
        money = numbers.money.at(scan, at)
        if money:
            return Unit("money", money[0][0], money[1], money[0][1])
        currency = self.currency_at(at)
        if currency:
            return Unit("money", currency[0], currency[1])
        for kind, name in (("points", "percentage points"), ("percent", "%")):
            found = numbers.any(kind).at(scan, at)
            if found:
                return Unit(kind, name, found[1])
        if numbers.any("durations").at(scan, at) and not self.is_year(at + 1):
            return Unit("duration", None, at + 1)
        measure = self.units.measures.at(scan, at)
        if measure:
            return Unit("measure", measure[0], measure[1])
        return self.noun(at)

    def is_year(self, at: int) -> bool:
        """Whether a year stands at token `at`, so that the word before it opens a time ("1.120 năm 2025")."""
        return at < len(self.scan) and len(self.scan.low[at]) == 4 and self.scan.low[at][:2] in CENTURIES

    def noun(self, at: int) -> Unit:
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
            if found and self.titled(at) and not units.data.open:
                return NOTHING
            found = found or self.compound(at)
            if found:
                return Unit("noun", found[0], found[1])
            if units.data.open and self.is_plural(at):
                return self.open_noun(at)
            at, left = at + 1, left - 1
        return NOTHING

    def compound(self, at: int) -> tuple[str, int] | None:
        """The noun that an unlisted word ends in, in a language that writes compounds in one."""
        word, nouns = self.scan.low[at], self.units.nouns
        if self.units.data.compounds:
            for k in range(1, len(word) - SHORTEST_PART + 1):
                unit = nouns.one(word[k:])
                if unit:
                    return unit, at + 1
        return None

    def is_plural(self, at: int) -> bool:
        word = self.scan.low[at]
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))

    def open_noun(self, at: int) -> Unit:
        """An unlisted plural as it is written."""
        nouns, stops = self.units.nouns, self.units.stops
        after = at + 1
        if after < len(self.scan) and not stops.at(self.scan, after):
            found = nouns.at(self.scan, after)
            if found:
                return Unit("noun", found[0], found[1])
            if self.is_plural(after):
                return self.open_noun(after)
        word = self.scan.written(at)
        return Unit("noun", word.lower() if word.lower() in self.units.groups else word, after)

    def left(self, first: int) -> Left:
        """Bound and direction before token `first`: "to at least", "не менее чем на"."""
        scan, numbers = self.scan, self.numbers
        comparator: Comparator | None = None
        lead, at, begin, seen = "", first, first, False
        for _ in range(3):
            found = numbers.any("comparators").before(scan, at) if comparator is None else None
            if found and found[1] >= self.free and not (lead and self.is_named(found[1])):
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
            goal = self.grows(at) or self.follows_step(at)
            begin = begin if goal else min(begin, at)
            lead = "to" if goal else ""
            comparator = comparator or ("=" if goal else "<=")
            bounded = bounded or not goal
        lead = {"origin": "from", "of": ""}.get(lead, lead)
        return Left(begin, comparator or "=", lead, bounded)  # type: ignore[arg-type]

    def is_named(self, i: int) -> bool:
        """Whether token `i` is the second word of a name: Ấn Độ, in front of a word of direction."""
        return i > 0 and self.scan.upper(i) and self.scan.upper(i - 1) and self.scan.low[i - 1].isalpha()

    def grows(self, at: int, reach: int = GROWTH_REACH) -> bool:
        """Whether a word of change stands within reach before token `at`, in the same sentence."""
        scan, growth = self.scan, self.numbers.any("growth")
        for k in range(at - 1, max(-1, at - 1 - reach), -1):
            if scan.low[k] in WALLS:
                return False
            if growth.at(scan, k):
                return True
        return False

    def changes(self, first: int, last: int, kind: str, lead: Lead) -> bool:
        """Whether the quantity at tokens `first:last` is a change, not a level."""
        if lead == "by":
            reach = 2 * GROWTH_REACH if kind == "money" else GROWTH_REACH
            return kind in ("percent", "fraction", "points") or self.grows(first, reach)
        if self.numbers.any("growth_after").at(self.scan, last):
            return True
        if lead:
            rate, near = self.numbers.any("growth_rates"), range(max(0, first - RATE_REACH), first)
            return kind == "percent" and lead == "to" and any(rate.at(self.scan, k) for k in near)
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
            if found and k > last and self.taken[k]:
                return None, last  # within a year
            if found:
                return found[0], found[1] if k == last else last  # type: ignore[return-value]
            if not self.scan.low[k].isalpha():
                break
        return None, last

    def titled(self, i: int) -> bool:
        """Whether token `i` is a word with one capital, as in a name."""
        if i >= len(self.scan) or not self.scan.upper(i):
            return False
        word = self.scan.written(i)
        return len(word) > 1 and word[1].islower()

    def follows_step(self, at: int) -> bool:
        """Whether the quantity right before token `at` is a baseline or goal ("from 5 to 10", "to 5 and to 10")."""
        return self.step >= 0 and 0 <= self.scan.start[at] - self.step < STEP_REACH

    def is_name(self, number: Number) -> bool:
        """Digits that are part of a name, an ordinal, a clock time, a telephone or list number."""
        scan, i, last = self.scan, number.first, number.last
        low = scan.low
        if scan.glued(i) and not self.currency_before(i):
            before = low[i - 1]
            lost = (
                len(before) >= LONG_WORD and before.isalpha() and not scan.upper(i - 1)
            )  # a lost blank: worth5 million
            listed = before == ":" and number.scale > 1 and i > 1 and low[i - 2].isalpha()  # these are:5 million
            if (before.isalpha() and not (lost and self.unit(number, last).kind)) or (
                before in "#№§+&/:_@.,'’" and not listed
            ):
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
        if self.is_list_number(i, last) or (
            (number.value > LARGEST or number.value % 10 != 1)
            and self.numbers.any("ordinal_nouns").at(scan, last) is not None
        ):
            return True
        label = self.label(i) if number.scale == 1 else None
        if label is None:
            return False
        kind = self.unit(number, last).kind
        name = scan.upper(label) or number.value < LABELS_END
        return kind in ("", "duration") or (kind == "noun" and name)

    def label(self, i: int) -> int | None:
        """The word before token `i` that makes its number a name: article 5, No. 5."""
        labels = self.numbers.any("labels")
        found = labels.before(self.scan, i)
        if found is None and i > 1 and self.scan.low[i - 1] == ".":
            found = labels.before(self.scan, i - 1)
        return found[1] if found else None

    def is_list_number(self, i: int, last: int) -> bool:
        """Whether digits number an item: at the start of a line or sentence, before a full stop or bracket."""
        low = self.scan.low
        if i and low[i - 1] not in LINE_ENDS:
            return False
        return low[last : last + 1] in (["."], [")"]) and last == i + 1 and len(low[i]) <= 2
