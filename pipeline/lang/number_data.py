"""The shapes of `numbers.yaml` and `units.yaml`: how a language writes numbers and what it counts."""

from __future__ import annotations

from pydantic import Field

from pipeline.records.base import Comparator, Model, Per


class CurrencyRule(Model):
    """Names of a currency; `local` holds the words beside the name that make it another one (Canadian, US)."""

    code: str
    match: tuple[str, ...] = Field(min_length=1)
    local: dict[str, tuple[str, ...]] = Field({})


class Between(Model):
    """A pair of words around two numbers: a range ("between 3 and 5"), or a baseline and a goal ("from 34 to 50")."""

    open: tuple[str, ...]
    link: tuple[str, ...]
    moves: tuple[str, ...] = ()  # links that always tell a baseline from a goal ("lên")
    fixed: bool = False  # a range whatever verb stands before


class Around(Model):
    """Words that must stand before and behind a number; an empty list asks for nothing."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class NumberData(Model):
    """`numbers.yaml`. All lists are phrases of `pipeline.lang.words`."""

    decimal: str
    endings: dict[str, tuple[str, ...]] = Field({})
    numbers: dict[str, tuple[str, ...]]  # 2: [two]
    inner: tuple[str, ...] = ()  # number words that never begin a number: lăm, tư
    one: tuple[str, ...]  # counts only before a scale, a half or a percent sign
    zero: tuple[str, ...] = ()  # counts only before a percent sign, inside a number or alone
    negative: tuple[str, ...] = ()  # minus: words for the sign before a number
    point: tuple[str, ...] = ()  # the decimal mark as it is spoken: two point five
    times: dict[str, tuple[str, ...]]  # 100: [hundred]; 10: [mươi]
    scales: dict[str, tuple[str, ...]]  # 1000000: [million]
    short_scales: dict[str, tuple[str, ...]]  # only glued to digits: 5m
    alone: tuple[str, ...]  # scales that stand for one of them without a number: тысяча
    joiners: tuple[str, ...]  # and, och, linh: inside a number
    also: tuple[str, ...] = ()  # and, och: between a sum and its hundredths
    glue: bool = False  # number words are written in one: tjugofem
    parts_before: dict[str, tuple[str, ...]]  # 0.5: half a (million)
    half_after: tuple[str, ...]  # (two) and a half
    fractions: dict[str, tuple[str, ...]]  # 33.33: [a third], a share in percent
    fraction_after: tuple[str, ...]  # of: what follows a fraction that no comparator precedes
    vague: dict[str, tuple[str, ...]]  # 100: [hundreds of]
    multiples: dict[str, tuple[str, ...]]  # 100: [double], a change in percent
    not_multiples: tuple[str, ...] = ()  # double taxation
    around: tuple[Around, ...]  # words that make the number between them a multiple: в (2,6) раза, gấp (3)
    ordinal_endings: tuple[str, ...]  # (65)-й, (48)th
    ordinal_nouns: tuple[str, ...] = ()  # in the singular behind digits that ask for the plural: 13 заседание
    cardinal_endings: tuple[str, ...]  # (10)-ти
    percent: tuple[str, ...]
    points: tuple[str, ...]
    labels: tuple[str, ...]  # a number behind is a name: article (5)
    durations: tuple[str, ...]  # a number before measures time
    comparators: dict[Comparator, tuple[str, ...]]
    after: dict[Comparator, tuple[str, ...]]  # or more
    upto: tuple[str, ...]  # "до": a bound, or a goal behind a verb of change
    to: tuple[str, ...]  # before a level
    by: tuple[str, ...]  # before a change
    origin: tuple[str, ...]  # before a baseline
    of: tuple[str, ...]  # other words that may stand before a number: in, на
    ranges: tuple[Between, ...]
    range_links: tuple[str, ...]  # between two bare numbers: 10 to 15
    growth: tuple[str, ...]  # verbs and nouns of change
    growth_after: tuple[str, ...]  # (9%) rise
    growth_rates: tuple[str, ...]  # growth to 7%: the level of a rate of growth is a change
    per: dict[Per, tuple[str, ...]]
    currencies: tuple[CurrencyRule, ...]
    home_dollars: dict[str, str] = Field({})  # NZL: NZD, what "$" is where such a state tells of its own sums
    money_scales: dict[str, dict[str, tuple[str, ...]]] = Field({})  # SEK: {1000000: [mkr], 0.01: [öre]}


class UnitData(Model):
    """`units.yaml`: what can be counted. Keys are plain English plurals, CODEBOOK §5."""

    endings: dict[str, tuple[str, ...]] = Field({})
    measures: dict[str, tuple[str, ...]]  # MW, km, tonnes: stand right behind the number
    nouns: dict[str, tuple[str, ...]]
    groups: tuple[str, ...] = ()  # units of which two or three are actors, not figures ("the two countries")
    stops: tuple[str, ...] = ()  # words at which a noun phrase behind a number ends
    open: bool = False  # unknown plurals are taken as they are written (English only)
    skip: tuple[str, ...] = ()  # words that stand between number and noun and say nothing
    compounds: bool = False  # an unlisted word is what its last part is: gränskliniker
    reach: int = 4  # how many words may stand before the noun
