"""The words of `blocks.yaml` by which a language's lines, sentences and dates are told apart, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from pipeline.errors import DataError
from pipeline.lang.load import HOME, read_data
from pipeline.records.base import Model


class BlockRules(Model):
    """`blocks.yaml`. The lists under `lines` are regular expressions for the beginning of a line."""

    typical: tuple[str, ...] = Field(min_length=3)  # frequent words that the neighbouring languages do not have
    months: dict[str, str]  # name or abbreviation -> number
    dates: tuple[str, ...]  # expressions with the groups day, month, year; {month} stands for the names above
    published: tuple[str, ...]  # expressions for the label before a publication date
    captions: tuple[str, ...]  # a line that begins so is a caption
    credits: tuple[str, ...]  # a short line that ends so is a caption
    sides: tuple[str, ...]  # a short line that holds one is a caption: (left)
    agencies: tuple[str, ...]  # names that stand, with a dash or a stop, before the body
    brackets: tuple[str, ...]  # words that begin a credit in brackets, behind which a new sentence begins
    bylines: tuple[str, ...]
    furniture: tuple[str, ...]
    abbreviations: tuple[str, ...]  # without their last dot; that dot never ends a sentence
    number_abbreviations: tuple[str, ...]  # that dot never ends a sentence before a digit
    soft_abbreviations: tuple[str, ...]  # that dot ends a sentence only before one of the starters
    continued: tuple[str, ...] = ()  # words that go on with a soft abbreviation, as the states of a currency do
    starters: tuple[str, ...] = Field(min_length=1)  # words that begin a sentence
    glued: tuple[str, ...] = ()  # expressions for two words that lost the blank between them, each a group


@dataclass(frozen=True)
class Rules:
    """`BlockRules`, compiled."""

    typical: frozenset[str]
    months: dict[str, int]
    dates: tuple[re.Pattern[str], ...]
    published: re.Pattern[str]
    captions: re.Pattern[str]
    credits: re.Pattern[str]
    sides: re.Pattern[str]
    agencies: re.Pattern[str]
    brackets: re.Pattern[str]
    bylines: re.Pattern[str]
    furniture: re.Pattern[str]
    abbreviations: frozenset[str]
    number_abbreviations: frozenset[str]
    soft_abbreviations: frozenset[str]
    continued: frozenset[str]
    starters: frozenset[str]
    glued: re.Pattern[str] | None


def _any(expressions: tuple[str, ...], where: str, tail: str = "") -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{e}{tail})" for e in expressions) or r"(?!)")
    except re.error as error:
        raise DataError(f"{where}: {error}") from error


@cache
def rules(code: str) -> Rules:
    """The rules of one language, read once a process."""
    file = f"{code}/blocks.yaml"
    data: BlockRules = read_data(HOME / code / "blocks.yaml", BlockRules)
    months = {name.lower(): int(number) for name, number in data.months.items()}
    names = "|".join(re.escape(name) for name in sorted(months, key=lambda n: (-len(n), n)))
    dates = (e.replace("{month}", f"(?P<month>{names})") for e in data.dates)
    return Rules(
        typical=frozenset(data.typical),
        months=months,
        dates=tuple(_any((f"(?i:{e})",), file) for e in dates),
        published=_any(data.published, file),
        captions=_any(data.captions, file),
        credits=_any(data.credits, file, r"\s*$"),
        sides=_any(data.sides, file),
        agencies=re.compile(rf"(?:{'|'.join(map(re.escape, data.agencies))})(?:\s?[—–-]{{1,2}}|\s?/\.?|\.)\s+(?=\S)"),
        brackets=re.compile(rf"[(\[]\s*(?i:{'|'.join(map(re.escape, data.brackets))})\b[^()\[\]\n]{{0,60}}[)\]]"),
        bylines=_any(data.bylines, file),
        furniture=_any(data.furniture, file),
        abbreviations=frozenset(w.lower() for w in data.abbreviations),
        number_abbreviations=frozenset(w.lower() for w in data.number_abbreviations),
        soft_abbreviations=frozenset(w.lower() for w in data.soft_abbreviations),
        continued=frozenset(w.lower() for w in data.continued),
        starters=frozenset(w.lower() for w in data.starters),
        glued=_any(data.glued, file) if data.glued else None,
    )
