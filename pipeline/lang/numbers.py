"""How a language writes numbers and what it counts: its data made ready to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pipeline.lang.load import HOME, read_data, uncollected
from pipeline.lang.number_data import NumberData, UnitData
from pipeline.lang.words import Phrases, flat, phrases, split

Endings = Mapping[str, tuple[str, ...]]
SHORTEST_STATE = 2
NONE, ONE = Decimal(0), Decimal(1)
CURRENT = frozenset(  # currencies that are legal tender somewhere today
    code for tenders in get_global("territory_currencies").values() for code, _, until, tender in tenders
    if tender and until is None
)  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """A language's numbers, ready to read with."""

    data: NumberData
    words: dict[str, tuple[str, Decimal]]  # kinds: n number, x times, s scale, 1 one, 0 zero
    glued: dict[str, Decimal]  # numbers below a thousand that the language writes in one word
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
    starters: set[str]  # words at which a quantity may begin
    codes: dict[str, str]  # ISO 4217, in lower case; behind a number they need no name in the data

    def any(self, name: str) -> Phrases[str]:
        """The phrase list `name` of the file."""
        return self.groups[name]

    def learn(self, words: Iterable[str]) -> None:
        """Take in the thousands that a text writes in one word: `tvåtusentrehundra`."""
        for word in words:
            if word in self.starters:
                continue
            for name in self.thousands:
                before, found, after = word.partition(name)
                high = self.glued.get(before) if before else ONE
                low = self.glued.get(after) if after else NONE
                if found and high is not None and low is not None:
                    self.words[word] = ("n", high * 1000 + low)
                    self.starters.add(word)

    @property
    def thousands(self) -> tuple[str, ...]:
        """The words for a thousand, where number words are written in one."""
        return self.data.scales.get("1000", ()) if self.data.glue else ()


def _glued(data: NumberData) -> dict[str, Decimal]:
    """Number words written in one: ten + unit, unit + hundred (+ rest)."""
    if not data.glue:
        return {}
    numbers = {Decimal(v): ws for v, ws in data.numbers.items()} | {ONE: data.one}
    units = [(w, v) for v, ws in numbers.items() if 0 < v < 10 for w in ws]
    small = [(w, v) for v, ws in numbers.items() if v > 0 for w in ws]
    small += [(t + u, v + x) for v, ts in numbers.items() if 20 <= v < 100 for t in ts for u, x in units]
    made = dict(small)
    for value, names in ((Decimal(v), ws) for v, ws in data.times.items()):
        for name in names:
            hundreds = [(name, value)] + [(u + name, x * value) for u, x in units]
            made |= {h + rest: v + x for h, v in hundreds for rest, x in [("", Decimal(0)), *small]}
    return made


def _words(data: NumberData, glued: Mapping[str, Decimal]) -> dict[str, tuple[str, Decimal]]:
    made: dict[str, tuple[str, Decimal]] = {}

    def put(kind: str, table: Mapping[str, tuple[str, ...]]) -> None:
        for value, listed in table.items():
            words = flat(listed, data.endings).entries
            made.update({p[0]: (kind, Decimal(value)) for p in words if len(p) == 1})

    put("1", {"1": data.one})
    put("n", data.numbers)
    put("x", data.times)
    put("s", data.scales)
    put("0", {"0": data.zero})
    made |= {w: ("n", v) for w, v in glued.items() if w not in made}
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
            "upto", "to", "by", "origin", "of", "range_links", "growth", "growth_after", "growth_rates", "negative",
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
    glued, halves = _glued(data), phrases(data.parts_before, made)
    words = _words(data, glued)
    opening = (halves, tables["fractions"], tables["vague"], tables["multiples"])
    return Numbers(
        around=tuple((maybe(a.before), maybe(a.after)) for a in data.around),
        ranges=tuple((flat(r.open, made), flat(r.link, made), flat(r.moves, made), r.fixed) for r in data.ranges),
        money=money,
        starters=set(words).union(*(listed.firsts() for listed in opening)),
        codes={code.lower(): code for code in sorted(CURRENT)},
        glued=glued,
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
