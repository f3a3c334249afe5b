"""Full days beside partial dates, so that tables can sort by them (RECORDS.md, "Partial dates")."""

from __future__ import annotations

import calendar
import re

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(partial: str | None) -> str | None:
    """The first full day of a partial date: `2030` is `2030-01-01`; of a span `2021/2030` its first day."""
    match = PARTIAL.match(partial or "")
    if match is None:
        return None
    year, month, day = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}"


def last_day(partial: str | None) -> str | None:
    """The last full day that a partial date includes: `2027-02` is `2027-02-28`; of a span its last day."""
    match = PARTIAL.match((partial or "").rpartition("/")[2])
    if match is None:
        return None
    year, month, day = match.groups()
    month = month or "12"
    if day is None:
        if not 1 <= int(month) <= 12 or int(year) == 0:
            return None
        day = f"{calendar.monthrange(int(year), int(month))[1]:02d}"
    return f"{year}-{month}-{day}"
