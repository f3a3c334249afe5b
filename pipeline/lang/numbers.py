"""How a language writes numbers: its data made ready to look up, and the reader of one number.

The reader knows no words: what counts as a number word, a scale or a half stands in the data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pipeline.lang.load import HOME, read_data, uncollected
from pipeline.lang.number_data import NumberData, UnitData
from pipeline.lang.words import Phrases, Scan, flat, phrases, split

Endings = Mapping[str, tuple[str, ...]]
SHORTEST_STATE = 2
MOST_DIGITS = 18
CURRENT = frozenset(  # currencies that are legal tender somewhere today
    code for tenders in get_global("territory_currencies").values() for code, _, until, tender in tenders
    if tender and until is None
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first:last`; `scale` is its last scale word (1 where it has none)."""

    first: int
    last: int
    value: Decimal
    scale: Decimal
    digits: bool
    one: bool = False


@dataclass(frozen=True)
class Numbers:
    """A language's numbers, ready to read with."""

    data: NumberData
    words: dict[str, tuple[str, Decimal]]  # kinds: n number, x times, s scale, 1 one
    short: dict[str, Decimal]
    parts_before: Phrases[str]
    halves_after: Phrases[str]
    alone: frozenset[str]
    joiners: frozenset[str]
    currencies: Phrases[str]
    groups: dict[str, Phrases[str]]  # every other list of the file by its name
    around: tuple[tuple[Phrases[str] | None, Phrases[str] | None], ...]
    ranges: tuple[tuple[Phrases[str], Phrases[str], Phrases[str], bool], ...]
    money: Phrases[tuple[str, Decimal]]
    starters: frozenset[str]  # words at which a quantity may begin

    def any(self, name: str) -> Phrases[str]:
        """The phrase list `name` of the file."""
        return self.groups[name]


def _glued(numbers: Mapping[Decimal, tuple[str, ...]], times: Mapping[Decimal, tuple[str, ...]]) -> dict[str, Decimal]:
    """Number words written in one: ten + unit, unit + hundred (+ rest)."""
    units = [(w, v) for v, ws in numbers.items() if 0 < v < 10 for w in ws]
    small = [(w, v) for v, ws in numbers.items() if v > 0 for w in ws]
    small += [(t + u, v + x) for v, ts in numbers.items() if 20 <= v < 100 for t in ts for u, x in units]
    made = dict(small)
    for value, names in times.items():
        for name in names:
            hundreds = [(name, value)] + [(u + name, x * value) for u, x in units]
            made |= {h + rest: v + x for h, v in hundreds for rest, x in [("", Decimal(0)), *small]}
    return made


def _words(data: NumberData) -> dict[str, tuple[str, Decimal]]:
    made: dict[str, tuple[str, Decimal]] = {}

    def put(kind: str, table: Mapping[str, tuple[str, ...]]) -> None:
        for value, listed in table.items():
            words = flat(listed, data.endings).entries
            made.update({p[0]: (kind, Decimal(value)) for p in words if len(p) == 1})

    put("1", {"1": data.one})
    put("n", data.numbers)
    put("x", data.times)
    put("s", data.scales)
    if data.glue:
        numbers = {Decimal(v): ws for v, ws in data.numbers.items()}
        compound = _glued(numbers, {Decimal(v): ws for v, ws in data.times.items()})
        for scale, names in data.scales.items():
            for name in names:
                made |= {w + name: ("n", v * Decimal(scale)) for w, v in compound.items() if scale == "1000"}
        made |= {w: ("n", v) for w, v in compound.items() if w not in made}
    return made


def _currencies(data: NumberData, language: str) -> Phrases[str]:
    made: Phrases[str] = Phrases(data.endings)
    for rule in data.currencies:
        for name in rule.match:
            made.add(name, rule.code)
            for code, beside in rule.local.items():
                for word in beside:
                    made.add(f"{word} {name}", code)
                    if len(word) >= SHORTEST_STATE:  # "dollars a year" are no Australian ones
                        made.add(f"{name} {word}", code)
    _add_names(made, language)
    return made


def _add_names(made: Phrases[str], language: str) -> None:
    """Add the names that CLDR has for every currency in its plural forms, where the data says nothing of them."""
    known = made.firsts()
    names = Locale.parse(language).currencies
    for code in sorted(names):
        if code in CURRENT:
            for count in (1, 2, 5, 0):
                name = get_currency_name(code, count=count, locale=language)
                if split(name) and not (len(split(name)) == 1 and split(name)[0] in known):
                    made.add(name, code)


@cache
@uncollected
def load_numbers(code: str) -> Numbers:
    """The numbers of language `code`, read once a process."""
    data: NumberData = read_data(HOME / code / "numbers.yaml", NumberData)
    made = data.endings
    lists = {
        name: flat(getattr(data, name), made)
        for name in (
            "fraction_after", "not_multiples", "ordinal_nouns", "percent", "points", "labels", "durations",
            "upto", "to", "by", "origin", "of", "range_links", "growth", "growth_after", "growth_rates",
        )
    }  # fmt: skip
    tables = {
        name: phrases(getattr(data, name), made)
        for name in ("fractions", "vague", "multiples", "comparators", "after", "per")
    }

    def maybe(listed: tuple[str, ...]) -> Phrases[str] | None:
        return flat(listed, made) if listed else None

    money: Phrases[tuple[str, Decimal]] = Phrases(made)
    for currency, scales in data.money_scales.items():
        for value, names in scales.items():
            for name in names:
                money.add(name, (currency, Decimal(value)))
    words, halves = _words(data), phrases(data.parts_before, made)
    opening = (halves, tables["fractions"], tables["vague"], tables["multiples"])
    return Numbers(
        around=tuple((maybe(a.before), maybe(a.after)) for a in data.around),
        ranges=tuple((flat(r.open, made), flat(r.link, made), flat(r.moves, made), r.fixed) for r in data.ranges),
        money=money,
        starters=frozenset(words).union(*(listed.firsts() for listed in opening)),
        data=data,
        words=words,
        short={w: Decimal(v) for v, ws in data.short_scales.items() for w in ws},
        parts_before=halves,
        halves_after=flat(data.half_after, made),
        alone=flat(data.alone, made).firsts(),
        joiners=frozenset(data.joiners),
        currencies=_currencies(data, code),
        groups=lists | tables,
    )


@dataclass(frozen=True)
class Units:
    """What a language counts, ready to look up."""

    data: UnitData
    measures: Phrases[str]
    nouns: Phrases[str]
    stops: Phrases[str]
    skip: Phrases[str]
    groups: frozenset[str]


@cache
def load_units(code: str) -> Units:
    """The units of language `code`, read once a process."""
    data: UnitData = read_data(HOME / code / "units.yaml", UnitData)
    return Units(
        data=data,
        measures=phrases(data.measures, data.endings),
        nouns=phrases(data.nouns, data.endings),
        stops=flat(data.stops, data.endings),
        skip=flat(data.skip, data.endings),
        groups=frozenset(data.groups),
    )


_SEPARATORS = re.compile(r"[^\d]")


def read_digits(token: str, decimal: str) -> Decimal | None:
    """The value of a digit token ("1 332 000", "34,300", "2.000", "5,6"); None where it can be no plain number.

    `decimal` is the language's decimal mark: it decides what a single mark before three digits means.
    """
    marks = _SEPARATORS.findall(token)
    parts = _SEPARATORS.split(token)
    if sum(map(len, parts)) > MOST_DIGITS:
        return None
    if not marks:
        return Decimal(token)
    last = marks[-1]
    grouped = all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3
    if len(set(marks)) == 1:
        single = len(marks) == 1
        if grouped and parts[0] != "0" and not (single and last == decimal and parts[1] != "000"):
            return Decimal("".join(parts))
        return Decimal(".".join(parts)) if single and last in ".," else None
    if last in ".," and marks.count(last) == 1 and all(len(p) == 3 for p in parts[1:-1]):
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None


def read_number(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    """The number that begins at token `i`, in digits or words, with its scale words."""
    if scan.low[i][0].isdigit():
        return _in_digits(scan, i, numbers)
    if scan.low[i] not in numbers.starters:
        return None
    return read_part(scan, i, numbers) or _in_words(scan, i, numbers)


def read_part(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    """A part of a scale word that begins at token `i`: half a million."""
    part = numbers.parts_before.at(scan, i)
    if part is None:
        return None
    scale, last = scale_words(scan, part[1], numbers)
    return Number(i, last, scale * Decimal(part[0]), scale, False) if scale > 1 else None


def _in_digits(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    value = read_digits(scan.low[i], numbers.data.decimal)
    if value is None:
        return None
    last = i + 1
    if (
        scan.low[i + 1 : i + 2] == ["-"]
        and scan.low[i + 2 : i + 3]
        and scan.low[i + 2] in numbers.data.cardinal_endings
    ):
        last = i + 3
    short = numbers.short.get(scan.low[last]) if scan.glued(last) else None
    if short is not None:
        return Number(i, last + 1, value * short, short, True)
    value, last = _plus_half(scan, last, value, Decimal(1), numbers)
    scale, last = scale_words(scan, last, numbers)
    value, last = _plus_half(scan, last, value * scale, scale, numbers)
    if scale > 1 and last < len(scan) and scan.low[last][0].isdigit():  # 1 tỷ 200 triệu
        rest = _in_digits(scan, last, numbers)
        if rest is not None and 1 < rest.scale < scale:
            return Number(i, rest.last, value + rest.value, rest.scale, True)
    return Number(i, last, value, scale, True)


def _plus_half(scan: Scan, at: int, value: Decimal, scale: Decimal, numbers: Numbers) -> tuple[Decimal, int]:
    half = numbers.halves_after.at(scan, at)
    return (value + scale / 2, half[1]) if half else (value, at)


def scale_words(scan: Scan, at: int, numbers: Numbers) -> tuple[Decimal, int]:
    """The product of the scale words from token `at` on, with the full stops of their short forms."""
    scale = Decimal(1)
    while True:
        here = at + 1 if scan.low[at : at + 1] == ["-"] and scan.glued(at) and scan.glued(at + 1) else at
        kind, value = numbers.words.get(scan.low[here], ("", Decimal(0))) if here < len(scan) else ("", Decimal(0))
        if not (kind == "s" or (kind == "x" and value >= 100 and scale == 1)):
            return scale, at
        scale *= value
        at = here + 1
        if scan.low[at : at + 1] == ["."] and len(scan.low[here]) <= 4 and scan.glued(at):
            follows = scan.text[scan.start[at + 1] : scan.start[at + 1] + 1] if at + 1 < len(scan) else ""
            if follows and (follows.islower() or not follows.isalnum()) and follows != "\n":
                at += 1


def _in_words(scan: Scan, i: int, numbers: Numbers) -> Number | None:
    total, current, last_scale = Decimal(0), Decimal(0), Decimal(1)
    if scan.low[i] in numbers.data.inner:
        return None
    before, at, one, seen = "", i, False, False
    while at < len(scan):
        kind, value = numbers.words.get(scan.low[at], ("", Decimal(0)))
        if not kind:
            step = at + 1
            joins = scan.low[at] in numbers.joiners or (scan.low[at] == "-" and scan.glued(at) and scan.glued(step))
            after = numbers.words.get(scan.low[step], ("", Decimal(0))) if joins and step < len(scan) else ("", value)
            scaled = scan.low[at] == "-" and after[0] == "s"
            if not (joins and seen and (scaled or (_fits(before, current, total, after) and after[0] != "s"))):
                break
            at += 1
            continue
        if kind == "1":
            if seen and not (before in ("x", "s") or (current % 10 == 0 and current)):
                break
            one = not seen
            current += 1
        elif kind == "n":
            if seen and not _fits(before, current, total, (kind, value)):
                break
            current += value
        elif kind == "x":
            if not seen and scan.low[i] not in numbers.alone:
                break
            if (current > 99 and (value >= 100 or before == "x")) or (before == "x" and value >= 100):
                break
            tens = current % 10 if value < 100 else Decimal(0)  # hai trăm năm mươi: the five becomes fifty
            current = current + tens * (value - 1) if tens and current > 10 else (current or Decimal(1)) * value
        else:
            if not seen and scan.low[i] not in numbers.alone:
                break
            if before == "s" and not current:
                total *= value
            else:
                total, current = total + (current or Decimal(1)) * value, Decimal(0)
            last_scale = value
        before, seen, at = kind, True, at + 1
        if kind in ("n", "1"):
            current, at = _plus_half(scan, at, current, Decimal(1), numbers)
        elif kind == "s":
            total, at = _plus_half(scan, at, total, value, numbers)
    if not seen:
        return None
    while scan.low[at - 1] in numbers.joiners or scan.low[at - 1] == "-":
        at -= 1
    value = total + current
    return Number(i, at, value, last_scale, False, one and at == i + 1)


def _fits(before: str, current: Decimal, total: Decimal, after: tuple[str, Decimal]) -> bool:
    """Whether number word `after` can go on with the number read so far: twenty | five, hundred | and five."""
    kind, value = after
    if kind == "1":
        kind, value = "n", Decimal(1)
    if kind != "n":
        return kind == "x" and before in ("n", "1")
    if before == "s":
        return not current and value < 1000
    for size in (Decimal(100), Decimal(10)):
        if current and current % size == 0 and current >= size and value < size:
            return True
    return False
