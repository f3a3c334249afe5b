"""When an article was published: what the input says, else the text, else the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.segment.rules import Rules

By = Literal["metadata", "text", "url"]
_YEAR = re.compile(r"\d{4}")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})\s?(?P<sep>[./-])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?![\d/-])"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<sep>[./-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
)
_YEAR_MONTH = re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?![\d-])")
_URL = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])(?:[/-]?(?P<day>[0-3]\d))?(?=[/_-]|$)")
_CLOCK = re.compile(r"[\s,.;|•–-]*(?:\(?GMT[+-]\d+\)?|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?)?\s*")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text: half-open offsets and ISO 8601 with as many parts as are known."""

    start: int
    end: int
    value: str

    @property
    def full(self) -> bool:
        """True where the day is known."""
        return len(self.value) == 10


def iso(year: str, month: int | None, day: int | None) -> str | None:
    """ISO 8601 of the parts, null where there is no such day."""
    try:
        date(int(year), month or 1, day or 1)
    except ValueError:
        return None
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _value(match: re.Match[str], months: dict[str, int]) -> str | None:
    parts = match.groupdict()
    name, day = parts["month"], parts.get("day")
    month = months.get(name.lower()) or (int(name) if name.isdigit() else None)
    number = int(day) if day else None
    if month and number and month > 12 >= number:  # month first
        month, number = number, month
    return iso(parts["year"], month, number) if month else None


def dates_in(text: str, start: int, end: int, rules: Rules) -> list[FoundDate]:
    """The dates with a year in `text[start:end]`, longest at each place, in reading order."""
    found: list[FoundDate] = []
    if not _YEAR.search(text, start, end):
        return found
    for pattern in (_YEAR_FIRST, _NUMERIC, *rules.dates, _YEAR_MONTH):
        for match in pattern.finditer(text, start, end):
            value = _value(match, rules.months)
            if value and not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(FoundDate(match.start(), match.end(), value))
    return sorted(found, key=lambda f: f.start)


def from_metadata(stated: str | None, rules: Rules) -> str | None:
    """The date in the input's `published` (ISO with or without a time of day, or as people write it)."""
    if not stated:
        return None
    iso_like = re.match(r"((?:19|20)\d\d)(?:-?(\d\d)(?:-?(\d\d))?)?(?![\d])", stated.strip())
    if iso_like:
        year, month, day = iso_like.groups()
        return iso(year, int(month) if month else None, int(day) if day else None)
    found = dates_in(stated, 0, len(stated), rules)
    return found[0].value if found else None


def from_url(url: str | None) -> str | None:
    """The date in the path of an address (`/2024/05/22/`)."""
    found = _URL.search(url or "")
    if not found:
        return None
    year, month, day = found.groups()
    return iso(year, int(month), int(day) if day else None)


def labelled(text: str, start: int, end: int, rules: Rules) -> FoundDate | None:
    """The date behind a label ("Published: …") in one line."""
    for found in dates_in(text, start, end, rules):
        before = text[start : found.start]
        label = list(rules.published.finditer(before))
        if label and re.fullmatch(r"[\s:,–-]*(?:[^\W\d]+\.?[\s,]+)?(?:\d\d:\d\d,?\s*)?", before[label[-1].end() :]):
            return found
    return None


def clock_behind(text: str, at: int) -> int:
    """Where a time of day that stands right behind a date ends; `at` where there is none."""
    found = _CLOCK.match(text, at)
    return found.end() if found else at
